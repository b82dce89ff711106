/* What the files of `netkit dns trace` share. */
#ifndef NK_CLI_DNS_TRACE_H
#define NK_CLI_DNS_TRACE_H

#include "cli/cli.h"
#include "cli/dns_options.h"
#include "dns/walk.h"
#include "draw/graph.h"

/* A zone that the picture has already. */
struct nk_trace_zone {
    struct nk_name name;
    uint32_t node;
};

/* The delegation path as a graph in the making. Zero-initialised is empty. */
struct nk_trace_picture {
    struct nk_graph graph;
    struct nk_trace_zone *zones;
    size_t zone_count, zone_room;
    /* of each depth: the node that leads to the next zone, and the words at that edge */
    uint32_t *from;
    struct nk_buf *words;
    size_t depths;
};

enum nk_trace_view { NK_TRACE_RECORDS, NK_TRACE_TEXT, NK_TRACE_EXPLAIN, NK_TRACE_PICTURE };

/* One run of the verb. */
struct nk_dns_trace {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_dns_options options;
    struct nk_dns_question question;
    const char *input; /* the name as given */
    enum nk_trace_view view;
    struct nk_record record;
    struct nk_buf text;    /* what is told at once */
    struct nk_buf answer;  /* the answer so far: records of the walk itself, as master-file lines */
    struct nk_buf failure; /* why there is none */
    struct nk_buf way;     /* --explain: a line a step */
    struct nk_trace_picture picture;
    unsigned told; /* steps */
    bool failed;   /* out of memory */
};

/* Each takes an event. */
void nk_trace_put(struct nk_dns_trace *x, const struct nk_dns_event *step);
void nk_trace_tell(struct nk_dns_trace *x, const struct nk_dns_event *step);
void nk_trace_explain(struct nk_dns_trace *x, const struct nk_dns_event *step);
void nk_trace_draw(struct nk_trace_picture *p, const struct nk_dns_event *step);

/* The picture, as svg, dot or mermaid. False with `err`. */
bool nk_trace_picture_write(struct nk_dns_trace *x, struct nk_err *err);
void nk_trace_picture_release(struct nk_trace_picture *p);

extern const struct nk_schema nk_trace_schema;

#endif
