/* What can come next in a line, ready to be put there or shown. */
#ifndef NK_CLI_REPL_OFFERS_H
#define NK_CLI_REPL_OFFERS_H

#include "cli/session.h"

struct nk_repl_offer {
    const char *word, *help; /* as they are; whoever shows them escapes them */
    bool goes_on;            /* a folder, or "--option=": no blank follows */
    bool file;               /* a '$' in it is none of the session's */
};

struct nk_repl_offers {
    struct nk_repl_offer *items;
    size_t count, room;
    struct nk_buf rows, names; /* what they point to */
    size_t typed;              /* bytes before the cursor that a word takes the place of */
};

/* For the first `cursor` bytes of a line; names of files are looked up. False: out of memory.
 * Release in any case. */
bool nk_repl_offers_find(struct nk_repl_offers *o, struct nk_session *s, const char *line,
                         size_t cursor, bool help);
void nk_repl_offers_release(struct nk_repl_offers *o);
/* The bytes that all words have in common at their start. */
size_t nk_repl_offers_common(const struct nk_repl_offers *o);
/* Appends `len` bytes of a word as a line has them: what a line would obey is quoted by a
 * backslash; a '$' in the name of a file alone, as it begins a result else. */
void nk_repl_offers_quote(struct nk_buf *b, const char *word, size_t len, bool file);
/* Rows for people, each ended by CR and LF: with `help` a word and what it means, else as many
 * words a row as there is room for. */
void nk_repl_offers_show(const struct nk_repl_offers *o, bool help, size_t columns,
                         struct nk_buf *b);

#endif
