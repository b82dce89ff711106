/* The operands of list, watch and replay that say which connections are meant. */
#ifndef NK_CLI_TCP_FILTER_H
#define NK_CLI_TCP_FILTER_H

#include "cli/cli.h"
#include "tcp/filter.h"

/*
 * Reads the operands from `first` on as one expression; names of services are those of `protocol`
 * ("tcp", "udp"). False after the message, with a caret. nk_tcp_filter_release() in any case.
 */
bool nk_tcp_filter_operands(struct nk_ctx *ctx, const struct nk_args *args, size_t first,
                            const char *protocol, struct nk_tcp_filter *f);
/* For completion: the words of the grammar, and the names of the states. */
bool nk_tcp_filter_offers(size_t at, struct nk_offer *offer);

#endif
