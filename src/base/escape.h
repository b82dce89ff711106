/* What came from outside, made safe to print. */
#ifndef NK_BASE_ESCAPE_H
#define NK_BASE_ESCAPE_H

#include "base/buf.h"

/* True if nothing in the text needs escaping: printable ASCII and valid UTF-8 without C1 controls.
 */
bool nk_text_is_safe(const char *text, size_t len);
/* Appends the text with control bytes (also DEL, and C1 in UTF-8), and invalid UTF-8 as \xNN. A
 * backslash stays as it is. */
void nk_escape_text(struct nk_buf *b, const char *text, size_t len);
/* Appends a JSON string with its quotes (RFC 8259): controls as \u00NN, a byte that is no valid
 * UTF-8 as the four characters \xNN (its backslash doubled). */
void nk_escape_json(struct nk_buf *b, const char *text, size_t len);
/* Appends a CSV cell (RFC 4180), quoted where needed; controls escaped as in nk_escape_text(). */
void nk_escape_csv(struct nk_buf *b, const char *text, size_t len);

#endif
