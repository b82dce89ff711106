/* The words that name servers: 192.0.2.1#5353, [2001:db8::1]:53, tls://host, https://host/path. */
#ifndef NK_DNS_SERVER_H
#define NK_DNS_SERVER_H

#include "dns/exchange.h"

/* Slices of the text that was parsed. */
struct nk_server_word {
    const char *host; /* a name or an address, without brackets */
    size_t host_len;
    const char *path; /* of https, with its slash; NULL: none */
    size_t path_len;
    uint16_t port;               /* 0: none is given */
    enum nk_transport transport; /* by the scheme */
    bool has_scheme;
};

/*
 * Reads HOST, HOST#PORT, HOST:PORT, ADDRESS@PORT, [ADDRESS]:PORT, each also behind udp://, tcp://,
 * tls://, https:// (with a path) or quic://. Nothing is looked up, and the host not looked at.
 * False with `err`, whose offset counts in `text`.
 */
bool nk_server_word_parse(const char *text, size_t len, struct nk_server_word *out,
                          struct nk_err *err);

/* 53, 853, 443 (RFC 7858, 8484, 9250). */
uint16_t nk_transport_port(enum nk_transport transport);

#endif
