/* What came from outside, made safe to print. */
#ifndef NK_BASE_ESCAPE_H
#define NK_BASE_ESCAPE_H

#include <stdint.h>

#include "base/buf.h"

/* True if nothing in the text needs escaping: printable ASCII and valid UTF-8 (RFC 3629) without C1
 * controls, line and paragraph separators, bidirectional controls, U+FFFE and U+FFFF. */
bool nk_text_is_safe(const char *text, size_t len);
/* The length of the character at the start of the text (of at least one byte) and its scalar value;
 * 0 where that byte would be escaped. */
size_t nk_text_scalar(const char *text, size_t len, uint32_t *scalar);
/* Appends the text, each byte of what is not safe as \xNN. A backslash stays as it is. */
void nk_escape_text(struct nk_buf *b, const char *text, size_t len);
/* Appends a JSON string with its quotes (RFC 8259): controls as \u00NN, a byte that is no valid
 * UTF-8 as the four characters \xNN (its backslash doubled). */
void nk_escape_json(struct nk_buf *b, const char *text, size_t len);
/* Appends a CSV cell (RFC 4180), quoted where needed; controls escaped as in nk_escape_text(). */
void nk_escape_csv(struct nk_buf *b, const char *text, size_t len);
/* The same for a part of a cell whose quotes the caller writes. */
void nk_escape_csv_quoted(struct nk_buf *b, const char *text, size_t len);

#endif
