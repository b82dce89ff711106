/* A table as what other programs read: commands of iproute2, JSON, CSV, routers' configurations. */
#ifndef NK_ROUTE_EXPORT_H
#define NK_ROUTE_EXPORT_H

#include "addr/put.h"
#include "route/table.h"

enum { NK_EXPORT_NOTES = 24, NK_EXPORT_NOTE_MAX = 80 };

/* Something that a format cannot say, and how often that was so. */
struct nk_export_note {
    char text[NK_EXPORT_NOTE_MAX]; /* "throw routes" */
    bool left_out;                 /* the routes are missing; else only that part of them is */
    uint64_t count;
};

struct nk_export_format;

/* One run. The caller sets the first part; what is written goes to `sink` line by line, which says
 * false to end it. */
struct nk_export {
    const struct nk_table *table;
    uint8_t family; /* NK_FAMILY_NONE: both */
    bool (*sink)(void *closure, const char *text, size_t len);
    void *closure;

    const struct nk_export_format *format;
    struct nk_buf text; /* what is not yet with the sink */
    struct nk_export_note notes[NK_EXPORT_NOTES];
    size_t note_count;
    uint64_t written;  /* routes so far */
    bool again;        /* another route has the same prefix, table and metric (ip) */
    unsigned rank;     /* how many better routes of the same prefix there are, where sorted */
    unsigned sections; /* begun so far */
};

/* A format: one row. Texts go into x->text; a route's is taken back where `route` says false. */
struct nk_export_format {
    const char *name;
    const char *comment; /* what begins a comment; NULL: the format has none */
    bool sorted;         /* by family, table, prefix and metric, in sections of family and table */
    bool commands;       /* done one after the other: what others need comes first */
    bool every;          /* routes that are not used are written too */
    void (*begin)(struct nk_export *x);
    void (*section)(struct nk_export *x, const struct nk_route *first);
    bool (*route)(struct nk_export *x, const struct nk_route *route);
    void (*section_end)(struct nk_export *x);
    bool (*rule)(struct nk_export *x, const struct nk_rule *rule);
    void (*end)(struct nk_export *x);
};

/* The formats, ended by a row without a name, and their names alone, ended by NULL. */
extern const struct nk_export_format nk_export_formats[];
extern const char *const nk_export_names[];

/* Writes the table. False with `err` when out of memory, or where the sink said no (err->code is
 * NK_ERR_NONE then). Release in any case. */
bool nk_export_run(struct nk_export *x, const char *format, struct nk_err *err);
void nk_export_release(struct nk_export *x);

/* ---- for the formats ----------------------------------------------------- */

/* The route is left out (`what` NULL: routes of its type are), or a part of it; false, so that a
 * format's `route` may end with it. */
bool nk_export_leave(struct nk_export *x, const struct nk_route *route, const char *what);
void nk_export_lose(struct nk_export *x, const char *what);
/* The same for what only lists and dumps have: label, origin, BGP attributes. */
void nk_export_lose_extras(struct nk_export *x, const struct nk_route *route);

/* The prefix without its host bits. */
void nk_export_prefix(struct nk_export *x, const struct nk_route *route);
/* A device's name, where it is a word that a command may hold; false else: it would end the word
 * and begin something else. */
bool nk_export_dev(struct nk_export *x, uint32_t dev, const char **name, size_t *len);
/* The VRF's name that a table has; NULL for none. */
const char *nk_export_vrf(const struct nk_export *x, uint32_t table, size_t *len);

bool nk_export_ip_route(struct nk_export *x, const struct nk_route *route);
bool nk_export_ip_rule(struct nk_export *x, const struct nk_rule *rule);
void nk_export_json_begin(struct nk_export *x);
bool nk_export_json_route(struct nk_export *x, const struct nk_route *route);
void nk_export_json_end(struct nk_export *x);
void nk_export_bird_section(struct nk_export *x, const struct nk_route *first);
bool nk_export_bird_route(struct nk_export *x, const struct nk_route *route);
void nk_export_bird_section_end(struct nk_export *x);
bool nk_export_frr_route(struct nk_export *x, const struct nk_route *route);
bool nk_export_cisco_route(struct nk_export *x, const struct nk_route *route);
void nk_export_csv_begin(struct nk_export *x);
bool nk_export_csv_route(struct nk_export *x, const struct nk_route *route);
void nk_export_tsv_begin(struct nk_export *x);
bool nk_export_tsv_route(struct nk_export *x, const struct nk_route *route);

#endif
