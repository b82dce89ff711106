/* How many columns of a terminal a text takes. */
#ifndef NK_BASE_COLUMNS_H
#define NK_BASE_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

/* Of one scalar value: 2 of the scripts and signs that are drawn wide (Unicode's UAX #11: W and F),
 * 0 of what is drawn over the character before it, else 1. Rare marks count as 1, so that a text is
 * never wider than is said. */
unsigned nk_character_columns(uint32_t character);
/* Of a text; a byte that is no part of a character which may be printed (base/escape.h) counts as
 * one. */
size_t nk_text_columns(const char *text, size_t len);
/* How many bytes of it, whole characters with their marks, fit into so many columns. */
size_t nk_text_fit(const char *text, size_t len, size_t columns);

#endif
