/* What the files that make messages from text share. Private to compose*.c. */
#ifndef NK_DNS_COMPOSE_PART_H
#define NK_DNS_COMPOSE_PART_H

#include "dns/compose.h"

/* A text while it is read. */
struct nk_composer {
    const char *text;
    size_t len;
    struct nk_dns_frame *frame;
    struct nk_dns_writer *w;
    enum nk_dns_section section;
    bool edns_block;      /* lines of options may follow */
    struct nk_name owner; /* of the last record: a line that begins with a blank has it too */
    struct nk_err *err;
};

struct nk_compose_word {
    const char *text;
    size_t len;
};

static inline bool nk_compose_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The next word of a text that ends at `end`, and moves `*at` behind it; those of comments are
 * parted by ',' and ';' too. */
bool nk_compose_word(const char **at, const char *end, bool comment, struct nk_compose_word *w);
/* Whether it is that word, in any case of letters. */
bool nk_compose_is(const struct nk_compose_word *w, const char *text);
/* False, with `what` was expected. */
bool nk_compose_refuse(const struct nk_composer *c, const struct nk_compose_word *w,
                       const char *what);
/* `;; opcode: QUERY, status: ...`, `;; flags: qr rd; QUERY: 1, ...`, `EDNS: version: 0, ...`: keys
 * end with a colon; keys that mean nothing here are skipped with their value. */
bool nk_compose_keys(struct nk_composer *c, const char *at, const char *end);
/* `;; ANSWER SECTION:`, also without its second word. */
bool nk_compose_heading(const char *at, const char *end, enum nk_dns_section *section);

#endif
