/* The parts of the reader of iproute2's text: routes, rules, next-hop objects; the words of each.
 */
#ifndef NK_ROUTE_READ_IP_H
#define NK_ROUTE_READ_IP_H

#include "route/draft.h"
#include "route/families.h"

/* One source on its way. */
struct nk_ip_reader {
    struct nk_route_reader *r;
    struct nk_err *err; /* filled where the reading has to end */
    struct nk_families families;
    struct nk_draft draft;
    struct nk_family_hint hint; /* what the draft's words tell */
    struct nk_hop hop;          /* the next hop whose words are being read */
    bool hop_said;
    bool open;                   /* there is a draft, whose next hops may still come */
    bool lost;                   /* the last route line was refused, and its next hops with it */
    bool hop_lost;               /* a next hop of the draft was refused */
    bool protocol_said, is_copy; /* is_copy: an answer of `ip route get` */
    bool is_command;             /* the line is a command, of `family` where that is said */
    uint8_t family;
    bool ended;          /* memory is out, or the table's tap has enough */
    struct nk_buf plain; /* a line without its colours */
};

/*
 * Parsers of lines. False where the line was refused, or where x->ended says that the reading ends.
 * A line of a route begins a draft; lines of its next hops add to it; nk_ip_route_end() puts it
 * into the table.
 */
bool nk_ip_route_line(struct nk_ip_reader *x, struct nk_route_line *line);
bool nk_ip_more_line(struct nk_ip_reader *x, struct nk_route_line *line);
bool nk_ip_route_end(struct nk_ip_reader *x);
bool nk_ip_rule_line(struct nk_ip_reader *x, struct nk_route_line *line);
bool nk_ip_nexthop_line(struct nk_ip_reader *x, struct nk_route_line *line);

enum nk_ip_command {
    NK_IP_NO_COMMAND,
    NK_IP_ROUTE_COMMAND,
    NK_IP_RULE_COMMAND,
};

/* Takes "ip -6 route add" and the like off a line; `family` is NK_FAMILY_NONE where none is said.
 */
enum nk_ip_command nk_ip_command(struct nk_route_line *line, uint8_t *family);

/* Which of them a line is, by its first words. */
bool nk_ip_is_more(const struct nk_slice *first);
bool nk_ip_is_rule(const struct nk_slice *first);

/* ---- values -------------------------------------------------------------- */

/* Each takes the next word and reads it; where it is missing or wrong the line is refused with
 * "expected WHAT, found ...", or memory is out. */
bool nk_ip_word(struct nk_ip_reader *x, struct nk_route_line *line, const char *what,
                struct nk_slice *word);
bool nk_ip_number(struct nk_ip_reader *x, struct nk_route_line *line, const char *what,
                  uint64_t max, uint64_t *out);
bool nk_ip_addr(struct nk_ip_reader *x, struct nk_route_line *line, const char *what,
                struct nk_addr *out);
/* Also "default", "all" and "any" (family NK_FAMILY_NONE, length 0). */
bool nk_ip_prefix(struct nk_ip_reader *x, struct nk_route_line *line, const char *what,
                  struct nk_prefix *out);
bool nk_ip_dev(struct nk_ip_reader *x, struct nk_route_line *line, uint32_t *out);
bool nk_ip_table(struct nk_ip_reader *x, struct nk_route_line *line, uint32_t *out);
/* Ends the reading where memory is out. */
bool nk_ip_memory(struct nk_ip_reader *x);
/* Refuses a word that stands where something else should. */
bool nk_ip_unexpected(struct nk_ip_reader *x, const struct nk_route_line *line, const char *what,
                      const struct nk_slice *word);

/* Decimal, or hexadecimal behind 0x. */
bool nk_ip_digits(const struct nk_slice *s, uint64_t max, uint64_t *out);

/* ---- keys ---------------------------------------------------------------- */

/* A word of a line and what reads its value. */
struct nk_ip_key {
    const char *word;
    bool (*take)(struct nk_ip_reader *x, struct nk_route_line *line, void *into);
};

/* The row of a word, NULL for none; `keys` ends with a row without a word. */
const struct nk_ip_key *nk_ip_key_find(const struct nk_ip_key *keys, const struct nk_slice *word);
/*
 * A word that no row knows: newer words of iproute2 are passed over, with their value where that is
 * a word. Anything that is no word, or a word before what looks like an address, is refused.
 */
bool nk_ip_unknown(struct nk_ip_reader *x, struct nk_route_line *line, const struct nk_ip_key *keys,
                   const struct nk_slice *word);
/* Reads words by their rows to the end of the line. */
bool nk_ip_keys(struct nk_ip_reader *x, struct nk_route_line *line, const struct nk_ip_key *keys,
                void *into);

#endif
