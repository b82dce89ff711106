/* JSON values written into a buffer, for fields of type NK_JSON. */
#ifndef NK_BASE_JSON_H
#define NK_BASE_JSON_H

#include <stdint.h>

#include "base/buf.h"

/*
 * Values are written one behind the other into a buffer that the caller owns; the commas between
 * them come by themselves, from what stands last in the buffer. In an object nk_json_key() goes
 * before each value. Strings are escaped (RFC 8259). Failures stay in the buffer (`failed`).
 */
void nk_json_open(struct nk_buf *b, char bracket);  /* '[' or '{' */
void nk_json_close(struct nk_buf *b, char bracket); /* ']' or '}' */
void nk_json_key(struct nk_buf *b, const char *key);
void nk_json_string(struct nk_buf *b, const char *text, size_t len);
void nk_json_int(struct nk_buf *b, int64_t n);
void nk_json_word(struct nk_buf *b, const char *word); /* null, true, false */

#endif
