/* What `tcp-state step` found out about one event, between its files. */
#ifndef NK_CLI_TCP_STEP_H
#define NK_CLI_TCP_STEP_H

#include "cli/cli.h"
#include "tcp/words.h"

enum { NK_TCP_STEP_SENT_MAX = 4 };

/* One event that was applied. */
struct nk_tcp_step {
    const char *input; /* as it was given */
    struct nk_tcp_said said;
    struct nk_tcb before;
    uint32_t window_before;
    struct nk_tcp_segment arrived; /* of a segment */
    struct nk_tcp_outcome outcome;
    struct nk_tcp_segment sent[NK_TCP_STEP_SENT_MAX];
    unsigned sent_count;
    const struct nk_tcp_machine *machine;
    const struct nk_tcp_endpoint *after;
};

/* False where the state does not take the event. */
bool nk_tcp_step_is_legal(const struct nk_tcp_step *s);
/* The row that says most: the last one that leads elsewhere, or sends, or the last of all. */
const struct nk_tcp_row *nk_tcp_step_row(const struct nk_tcp_step *s);
/* The event's name: of the table, or for a segment of its flags, as rcv-syn-ack. */
void nk_tcp_step_add_event(struct nk_buf *b, const struct nk_tcp_step *s);
/* The reasons of all rows that did something, parted by "; ". */
void nk_tcp_step_add_why(struct nk_buf *b, const struct nk_tcp_step *s);
/* The name of the event at `i` of those that the state takes; NULL behind the last. */
const char *nk_tcp_step_takes(const struct nk_tcp_machine *m, enum nk_tcp_state state, size_t i);

/* For completion: what --given takes. */
bool nk_tcp_fact_offers(size_t at, struct nk_offer *offer);

/* The lines for a reader, or for a student. */
void nk_tcp_step_add_text(struct nk_buf *b, const struct nk_tcp_step *s);
void nk_tcp_step_add_explanation(struct nk_buf *b, const struct nk_tcp_step *s);

#endif
