/* Numbers as decimal digits, for writers of millions of them. */
#ifndef NK_BASE_DIGITS_H
#define NK_BASE_DIGITS_H

#include <stdint.h>

enum { NK_DIGITS_MAX = 20 }; /* of 64 bits */

/* Writes the digits at `at`, which has room for NK_DIGITS_MAX bytes; no NUL. Returns their end. */
char *nk_digits(char *at, uint64_t n);

#endif
