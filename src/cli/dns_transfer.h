/* `netkit dns transfer`, and `query` where the type asked for is that of a transfer. */
#ifndef NK_CLI_DNS_TRANSFER_H
#define NK_CLI_DNS_TRANSFER_H

#include "cli/cli.h"

/* True where an operand or -t is AXFR, IXFR, or dig's IXFR=SERIAL: such a question is the verb's.
 */
bool nk_dns_transfer_asked(const struct nk_args *args);

#endif
