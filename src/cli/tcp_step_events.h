/* The events of `tcp-state step`, from operands, standard input and files. */
#ifndef NK_CLI_TCP_STEP_EVENTS_H
#define NK_CLI_TCP_STEP_EVENTS_H

#include "cli/cli.h"
#include "tcp/words.h"

struct nk_step_event {
    struct nk_tcp_said said;
    size_t text; /* where it begins in `texts`: as it was given, ended by NUL */
};

/* Zeroed by the caller, and released in any case. */
struct nk_step_events {
    struct nk_buf texts;
    struct nk_step_event *events;
    size_t count, room;
};

/*
 * Reads the operands behind the state. On the command line several words may be one event ("rcv
 * SYN,ACK seq=300"); of a list (`-`, @FILE) each line is one. False where one of them is wrong: all
 * have been told then, those of lists too, and recorded in `r`; none may be applied, since each
 * event finds the state that the one before it left.
 */
bool nk_step_events_read(struct nk_step_events *e, struct nk_ctx *ctx, const struct nk_args *args,
                         struct nk_record *r);
void nk_step_events_release(struct nk_step_events *e);

#endif
