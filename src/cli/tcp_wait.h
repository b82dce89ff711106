/* The working of `netkit tcp-state wait`. */
#ifndef NK_CLI_TCP_WAIT_H
#define NK_CLI_TCP_WAIT_H

#include "cli/explain.h"
#include "cli/wait.h"
#include "tcp/connect.h"

/* Appends what is waited for, what a port may answer, by the rows of the machine, and when it is
 * tried. `try_ms`: how long an answer is waited for. */
void nk_tcp_wait_explain_rules(struct nk_buf *b, bool for_closed, int64_t try_ms,
                               const struct nk_wait *w);
/* Appends what came of one address. */
void nk_tcp_wait_explain_attempt(struct nk_buf *b, const struct nk_tcp_attempt *a);

#endif
