/* Octets from hexadecimal text as people paste it: words, and the dumps of tools. */
#ifndef NK_BASE_HEXDUMP_H
#define NK_BASE_HEXDUMP_H

#include "base/buf.h"
#include "netkit/err.h"

/*
 * Appends the octets that a text spells: pairs of digits with blanks, commas, colons, line ends, 0x
 * or \x between them; and lines with an offset before them and characters behind them, as xxd,
 * hexdump -C, od -A x -t x1 and Wireshark write them. Lines that begin with '#' or ';' are
 * comments. False with `err`, whose offset counts in `text`; what was appended is undone.
 */
bool nk_hexdump_read(const char *text, size_t len, struct nk_buf *out, struct nk_err *err);
/* Whether bytes can be such a text: printable ASCII, TABs and line ends alone. */
bool nk_hexdump_is_text(const void *bytes, size_t len);

#endif
