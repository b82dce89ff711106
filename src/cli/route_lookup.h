/* What the files of `route lookup` share: one run of the verb. */
#ifndef NK_CLI_ROUTE_LOOKUP_H
#define NK_CLI_ROUTE_LOOKUP_H

#include "cli/cli.h"
#include "draw/canvas.h"
#include "route/annotate.h"
#include "route/kernel.h"
#include "route/policy.h"

/* The fields of an answer. The places from `type` to `label` are those of route_put.h. */
enum nk_lookup_field {
    NK_LOOKUP_INPUT,
    NK_LOOKUP_ADDRESS,
    NK_LOOKUP_ROUTE, /* the first of NK_RP_COUNT fields */
    NK_LOOKUP_RULE = NK_LOOKUP_ROUTE + 9,
    NK_LOOKUP_MATCHES,
    NK_LOOKUP_ANSWER,
    NK_LOOKUP_FIELDS
};

enum { NK_ZONE_MAX = 64 };

/* One run: the table and its policy, what was asked for, the answer in the making. */
struct nk_lookup {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_table table;
    struct nk_fib fib;
    struct nk_policy policy;
    struct nk_flow flow;    /* as the options say; `dst` is that of the item */
    char zone[NK_ZONE_MAX]; /* of the item's address: it has to leave there */
    struct nk_verdict verdict;
    struct nk_record record;
    bool columns; /* text and tsv: the line, then the columns */
    bool all;
    bool by_kernel; /* no table of ours: the kernel is asked */
    struct nk_kernel kernel;
    struct nk_kernel_answer asked;
    bool by_field;
    uint64_t field;
    char delimiter;
    uint64_t lenient;          /* addresses that only --lenient reads */
    bool explained;            /* --explain has printed something */
    struct nk_canvas picture;  /* -o svg: what it would have printed */
    struct nk_answers answers; /* of every prefix, made when the first lines come */
    bool stop;                 /* no more items */
};

/* An item's address into the flow, strictly; false with `err`. */
bool nk_lookup_parse(struct nk_lookup *x, const char *text, size_t len, struct nk_flow *flow,
                     struct nk_err *err);
/* Looks up, and fills the record but for its input; false without memory, after the message. */
bool nk_lookup_put(struct nk_lookup *x, const struct nk_flow *flow);
/* Ends the record behind its line, or as one of its own; `failed`: columns are '-'. */
void nk_lookup_end(struct nk_lookup *x, const struct nk_input_item *at, bool failed);
/* Refuses an item; a line of a stream is a line of output too. */
void nk_lookup_refuse(struct nk_lookup *x, const struct nk_input_item *at,
                      const struct nk_err *err);
/* The prefixes that hold the address, longest first, table by table: a line each. With JSON one
 * record; of a line of a stream one line too, with the prefixes and the answers joined with ','. */
bool nk_lookup_put_all(struct nk_lookup *x, const struct nk_flow *flow,
                       const struct nk_input_item *at);
/* Whether the answer is a yes: the packet goes somewhere. */
bool nk_lookup_arrives(const struct nk_verdict *v);

/* Whether the working is asked for: --explain, or the picture of it. */
bool nk_lookup_explains(const struct nk_lookup *x);
/* The working of one look-up (--explain); those of several are parted by a blank line. */
void nk_lookup_explain(struct nk_lookup *x, const struct nk_flow *flow);
/* With -o svg: writes the picture of all look-ups. */
void nk_lookup_picture(struct nk_lookup *x);

/* With --kernel: reads the names of the devices; false after the message. */
bool nk_lookup_open_kernel(struct nk_lookup *x);
/* The kernel's answer as the verdict; false with `err`. */
bool nk_lookup_ask(struct nk_lookup *x, const struct nk_flow *flow, struct nk_err *err);

/* Reads the tables, sorts their routes and builds the look-ups; with several threads the reading is
 * followed by the sorting, and the answers are made beside the look-ups. False after the message.
 */
bool nk_lookup_load(struct nk_lookup *x);
/* The peer that --peer names, NK_ROUTE_NONE without it; false after the message. */
bool nk_lookup_peer(struct nk_lookup *x, uint32_t *peer);

/* A line of a stream: passes it on with its columns, or refuses it. */
void nk_lookup_line(struct nk_lookup *x, struct nk_input_item *at);
/* Whether lines can go through in bulk: the answer is a longest match and the columns are those of
 * the default. */
bool nk_lookup_is_bulk(const struct nk_lookup *x);
/* All lines, in bulk and with as many threads as asked for; the same bytes as line by line. */
void nk_lookup_bulk(struct nk_lookup *x, struct nk_lines *lines);

/* The lines of '-' and @FILE, each with its columns. */
void nk_lookup_lines(struct nk_lookup *x, const char *operand);

#endif
