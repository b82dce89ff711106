/* A router's listing on its way into a table: routes of several lines, tables that have only a
 * name. */
#ifndef NK_ROUTE_LISTING_H
#define NK_ROUTE_LISTING_H

#include "route/draft.h"

enum nk_listing_state {
    NK_LISTING_BETWEEN, /* no route is open: a next hop belongs to none */
    NK_LISTING_OPEN,    /* lines that follow may add to the route */
    NK_LISTING_REFUSED, /* the route was refused, and the rest of it goes with it */
};

/*
 * The lines of one source, and the route that they are in. What ends the reading (memory, a failed
 * read, a tap that has enough) is kept: all later calls do nothing then, so that a parser needs no
 * check a call.
 */
struct nk_listing {
    struct nk_route_reader *reader;
    struct nk_err *err;
    bool ended;
    enum nk_listing_state state;
    struct nk_draft draft;                /* the route, while one is open */
    void (*settle)(struct nk_listing *l); /* looks at the route before it goes; NULL: nothing */
    uint32_t table;    /* a number that the listing itself told; NK_ROUTE_NONE: none */
    uint32_t name;     /* text: the name of the table; NK_ROUTE_NONE: none */
    uint32_t mains[2]; /* text: the name that main has in IPv4 and IPv6 */
    bool has_main[2];
    /* the names of the table's VRFs, numbered, and their tables: there may be thousands */
    struct nk_labels names; /* numbers of texts, as bytes */
    uint32_t *tables;
    size_t name_count, table_room;
    size_t vrfs_seen;    /* of the table's VRFs */
    uint32_t next_table; /* that no VRF has */
};

void nk_listing_init(struct nk_listing *l, struct nk_route_reader *r, struct nk_err *err);
/* Puts the last route; false as a reader's `read`. */
bool nk_listing_done(struct nk_listing *l);

/* The next line; false at the end. */
bool nk_listing_line(struct nk_listing *l, struct nk_route_line *line);

/* Begins a route, after the one before has been put into the table. */
void nk_listing_open(struct nk_listing *l, const struct nk_route_line *line,
                     const struct nk_prefix *prefix);
/* Puts the open route into the table, where there is one. */
void nk_listing_close(struct nk_listing *l);
/* Drops the open route: one of its lines could not be read, and half a route answers wrongly. */
void nk_listing_drop(struct nk_listing *l);

/* Adds a next hop to the open route; zero what is not used. */
void nk_listing_hop(struct nk_listing *l, const struct nk_hop *hop);
/* The open route's own source address, and the sources that it is for. */
void nk_listing_prefsrc(struct nk_listing *l, const struct nk_addr *a);
void nk_listing_from(struct nk_listing *l, const struct nk_prefix *p);
/* A device's name as a text, NK_ROUTE_NONE for an empty one. */
uint32_t nk_listing_text(struct nk_listing *l, const struct nk_slice *s);

/*
 * The routes that follow are in the table of that name. Of each family the first table is main, or
 * that which `is_main` says; others get numbers from 1001 on, and a row among the table's VRFs, so
 * that a name finds them. An empty name is main.
 */
void nk_listing_table(struct nk_listing *l, const struct nk_slice *name, bool is_main);

/* The table just named is main in both families, even where it has no routes. */
void nk_listing_default(struct nk_listing *l);

/* A name for a table that has a number: a row among the table's VRFs, once. */
void nk_listing_vrf(struct nk_listing *l, const struct nk_slice *name, uint32_t table);

/* ---- words of lines ------------------------------------------------------ */

/* The next word, which has to be that; a parser of a fixed form goes by it. */
bool nk_route_take(struct nk_route_line *line, const char *word);
/* Takes the next word as an address, a prefix, a number: false after a complaint. */
bool nk_listing_addr(struct nk_listing *l, struct nk_route_line *line, struct nk_addr *out);
bool nk_listing_number(struct nk_listing *l, struct nk_route_line *line, uint64_t max,
                       uint64_t *out);
/* Complains of a word: "expected a prefix, found 'x'"; false. */
bool nk_listing_unexpected(struct nk_listing *l, const struct nk_route_line *line,
                           const struct nk_slice *word, const char *expected);
bool nk_is_digits(const char *text, size_t len);
/* How old a route is, as routers tell it: "00:00:03", "1d02h03m", "2w3d", "never". */
bool nk_is_uptime(const struct nk_slice *s);
/* A word that begins as an address does, at least one octet or group and its separator. */
bool nk_looks_addr(const struct nk_slice *word);
/* The next line of a text's first bytes, for those who guess its format; false at the end. */
bool nk_head_line(const char **at, const char *end, struct nk_route_line *line);
/* True where `len` bytes begin with `start`. */
bool nk_text_starts(const char *text, size_t len, const char *start);
bool nk_text_holds(const char *text, size_t len, const char *part);

#endif
