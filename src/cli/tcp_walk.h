/* What the files of `netkit tcp-state walk` share. */
#ifndef NK_CLI_TCP_WALK_H
#define NK_CLI_TCP_WALK_H

#include "cli/cli.h"
#include "draw/ladder.h"
#include "tcp/script.h"

/* What is kept of a call until it is known what comes next. */
struct nk_walk_held {
    struct nk_net_record record;
    char why[512], section[64];
};

enum { NK_WALK_HELD_MAX = 8 };

/* One run of the verb. */
struct nk_tcp_walk {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_script script;
    struct nk_script_settings settings;
    struct nk_net net;
    const char *source; /* of the script, for messages */
    bool draws, explains;
    struct nk_record record;
    struct nk_ladder ladder;
    bool begun;                             /* a rung has been drawn */
    enum nk_tcp_state states[NK_TCP_SIDES]; /* after the last event */
    struct nk_walk_held held[NK_WALK_HELD_MAX];
    size_t held_count;
    int32_t window[NK_TCP_SIDES]; /* that each end told last; -1: none */
};

extern const struct nk_schema nk_walk_schema;

/* Each takes an event: as a record, or as rungs of the ladder. */
void nk_walk_put(struct nk_tcp_walk *x, const struct nk_net_record *record);
void nk_walk_draw(struct nk_tcp_walk *x, const struct nk_net_record *record);
/* Opens the ladder, and writes its end. */
void nk_walk_draw_begin(struct nk_tcp_walk *x);
bool nk_walk_draw_end(struct nk_tcp_walk *x, struct nk_err *err);

/* Reads the scenario and the settings of the command line. False after the message. */
bool nk_walk_read(struct nk_tcp_walk *x);

#endif
