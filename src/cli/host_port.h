/* HOST:PORT on the command line. */
#ifndef NK_CLI_HOST_PORT_H
#define NK_CLI_HOST_PORT_H

#include "cli/cli.h"
#include "tcp/services.h"

struct nk_host_port {
    char host[256];  /* a name, or an address without brackets */
    char label[272]; /* as given, with the port */
    uint16_t port;
    bool apart; /* the port was the next word */
};

/*
 * Reads HOST:PORT or [IPv6]:PORT, the port a number or the name of a service; or, as `nc -z` has
 * it, HOST alone where `next` (NULL: there is none) is a number. What cannot be looked up is
 * refused here; nothing is looked up. False after the message.
 */
bool nk_host_port_read(struct nk_ctx *ctx, const struct nk_services *services, const char *word,
                       const char *next, struct nk_host_port *out);

#endif
