/* What of a filter the kernel can do: a set of states, and INET_DIAG bytecode. */
#ifndef NK_TCP_DIAG_PLAN_H
#define NK_TCP_DIAG_PLAN_H

#include "base/buf.h"
#include "tcp/filter.h"

enum { NK_DIAG_CODE_MAX = 60000 }; /* an attribute has at most 65,535 bytes */

/*
 * The kernel's part lets everything pass that the filter lets pass, and `exact` says that it lets
 * nothing else pass. Bytecode knows ports and addresses, no states: a state that is joined by `or`
 * with a port makes it inexact.
 */
struct nk_diag_plan {
    uint16_t states;    /* set of enum nk_tcp_state; 0: nothing can pass */
    struct nk_buf code; /* empty: no conditions */
    bool exact;
};

/* `states`: at most these. False with NK_ERR_MEMORY. Release in any case. */
bool nk_diag_plan_make(struct nk_diag_plan *plan, const struct nk_tcp_filter *f, uint16_t states,
                       struct nk_err *err);
void nk_diag_plan_release(struct nk_diag_plan *plan);

#endif
