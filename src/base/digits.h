/* Numbers as digits: written by the million, and read. */
#ifndef NK_BASE_DIGITS_H
#define NK_BASE_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NK_DIGITS_MAX = 20 }; /* of 64 bits */

/* Writes the digits at `at`, which has room for NK_DIGITS_MAX bytes; no NUL. Returns their end. */
char *nk_digits(char *at, uint64_t n);

/* Reads a text that is decimal digits and nothing else, up to `max`. False for any other; `*n` is
 * left alone then. */
bool nk_digits_read(const char *text, size_t len, uint64_t max, uint64_t *n);
/* The same, and hexadecimal digits behind 0x. */
bool nk_digits_read_hex(const char *text, size_t len, uint64_t max, uint64_t *n);

#endif
