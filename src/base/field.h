/* Fields of a line. */
#ifndef NK_BASE_FIELD_H
#define NK_BASE_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The N-th field, from 1, of a line; `delimiter` '\0' means runs of blanks, as awk has it. False
 * where the line has not so many. */
bool nk_field_find(const char *line, size_t len, uint64_t n, char delimiter, const char **field,
                   size_t *field_len);

#endif
