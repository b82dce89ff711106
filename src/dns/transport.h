/* How messages get to a server and back: one interface for UDP, TCP and what is to come. */
#ifndef NK_DNS_TRANSPORT_H
#define NK_DNS_TRANSPORT_H

#include "dns/exchange.h"
#include "dns/frames.h"

struct nk_dns_transport;

/* What a step came to. */
enum nk_dns_step {
    NK_STEP_WAIT,    /* nothing yet: poll for nk_dns_transport.want() */
    NK_STEP_MESSAGE, /* `message` has come */
    NK_STEP_FAILED,  /* `fault` and `number` say why; nothing more will come */
};

/*
 * One connection to one server for one message, never blocking. Zero-initialised, with the fields
 * of the first part set, it is ready for open(); the buffers stay for the next one.
 */
struct nk_dns_channel {
    const struct nk_dns_server *server;
    const struct nk_dns_policy *policy; /* of its `source` only */
    const uint8_t *out;                 /* the message to send, borrowed until close() */
    size_t out_len;
    /* what came */
    const uint8_t *message; /* valid until the next step */
    size_t message_len;
    enum nk_dns_fault fault;
    int number; /* errno where there is one */
    /* the transport's own */
    const struct nk_dns_transport *transport;
    int fd;
    size_t sent; /* octets, with what the transport puts before the message */
    struct nk_dns_frames frames;
    void *state;
};

struct nk_dns_transport {
    /* A message that does not count is dropped and the wait goes on; on a connection it ends it. */
    bool datagrams;
    /* Begins, and sends what can be sent. NK_STEP_FAILED where the server cannot be reached; false
     * with `err` where no server could (memory, descriptors, a source that is not ours). */
    bool (*open)(struct nk_dns_channel *c, enum nk_dns_step *step, struct nk_err *err);
    /* The events to poll `fd` for. */
    short (*want)(const struct nk_dns_channel *c);
    /* Goes on after them. False with `err` for memory. */
    bool (*step)(struct nk_dns_channel *c, enum nk_dns_step *step, struct nk_err *err);
    void (*close)(struct nk_dns_channel *c);
};

extern const struct nk_dns_transport nk_dns_udp, nk_dns_tcp;

/* NULL for a transport that this program does not have. */
const struct nk_dns_transport *nk_dns_transport_of(enum nk_transport transport);

/* ---- what transports over sockets share ---- */

/* A socket of the server's family and that type, nonblocking, bound to the policy's source if it
 * has one, with that port. As open() does; NK_STEP_WAIT when it is there. */
bool nk_dns_socket(struct nk_dns_channel *c, int type, enum nk_dns_step *step, struct nk_err *err);
/*
 * Binds a UDP socket to a random port, of twice as many as the system chooses from (RFC 5452 9.2,
 * RFC 6056): a forger has to guess it. Where that does not work the system chooses, which on Linux
 * is random too. False with `err` where there are no random numbers.
 */
bool nk_dns_bind_random(int fd, uint8_t family, struct nk_err *err);
/* Says that the source of the policy cannot be bound, by errno. Always false. */
bool nk_dns_source_error(const struct nk_dns_policy *p, int number, struct nk_err *err);
/* Closes the descriptor, if there is one. */
void nk_dns_socket_close(struct nk_dns_channel *c);
/* The server's fault, by errno. */
enum nk_dns_step nk_dns_unreachable(struct nk_dns_channel *c, int number);

#endif
