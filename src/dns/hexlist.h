/* Whether a text in hexadecimal is one message or a list, a message a line. */
#ifndef NK_DNS_HEXLIST_H
#define NK_DNS_HEXLIST_H

#include <stdbool.h>
#include <stddef.h>

/*
 * True where the first line that is no comment and not blank is digits without a blank and spells a
 * message that is well-formed and takes all octets: whatever follows is another one. `text` need
 * not be all; a line that is cut is none unless `ended`.
 */
bool nk_hexlist_begins(const char *text, size_t len, bool ended);
/*
 * The same for a whole text, and where its first line is no such message, too: where each line is
 * digits alone of at least a header's length, together they are no well-formed message, and they
 * are not what a program breaks at one width, where all lines are as long but the last.
 */
bool nk_hexlist_is(const char *text, size_t len);

#endif
