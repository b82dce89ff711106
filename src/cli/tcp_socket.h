/* A socket as a record: what list and watch share. */
#ifndef NK_CLI_TCP_SOCKET_H
#define NK_CLI_TCP_SOCKET_H

#include "cli/cli.h"
#include "tcp/diag.h"
#include "tcp/owners.h"
#include "tcp/services.h"

/* The fields of a socket, in this order from some place in a schema on. */
enum nk_socket_field {
    NK_SOCKET_STATE,
    NK_SOCKET_FAMILY,
    NK_SOCKET_LOCAL_ADDRESS,
    NK_SOCKET_LOCAL_PORT,
    NK_SOCKET_PEER_ADDRESS,
    NK_SOCKET_PEER_PORT,
    NK_SOCKET_LOCAL_SERVICE,
    NK_SOCKET_PEER_SERVICE,
    NK_SOCKET_RECV_QUEUE,
    NK_SOCKET_SEND_QUEUE,
    NK_SOCKET_UID,
    NK_SOCKET_INODE,
    NK_SOCKET_INTERFACE,
    NK_SOCKET_TIMER,
    NK_SOCKET_TIMER_MS,
    NK_SOCKET_RETRANSMITS,
    NK_SOCKET_PID,
    NK_SOCKET_PROCESS,
    NK_SOCKET_INFO, /* the first of what --info adds */
    NK_SOCKET_RTT = NK_SOCKET_INFO,
    NK_SOCKET_RTTVAR,
    NK_SOCKET_CWND,
    NK_SOCKET_SSTHRESH,
    NK_SOCKET_MSS,
    NK_SOCKET_BYTES_ACKED,
    NK_SOCKET_BYTES_RECEIVED,
    NK_SOCKET_SEGS_OUT,
    NK_SOCKET_SEGS_IN,
    NK_SOCKET_CONGESTION,
    NK_SOCKET_LOCAL, /* address and port together, for people */
    NK_SOCKET_PEER,
    NK_SOCKET_FIELDS
};

#define NK_SOCKET_ROW(key, title, help, type, width) \
    {                                                \
        key, title, help, type, 0, width             \
    }
#define NK_SOCKET_EXTRA(key, title, help, type, flags, width)   \
    {                                                           \
        key, title, help, type, NK_FIELD_EXTRA | (flags), width \
    }

/* Their rows in a schema. */
#define NK_SOCKET_ROWS                                                                             \
    NK_SOCKET_ROW("state", "state", "the state", NK_TEXT, 12),                                     \
        NK_SOCKET_ROW("family", "family", "4 or 6", NK_INT, 6),                                    \
        NK_SOCKET_ROW("local_address", "local", "the local address", NK_ADDR, 15),                 \
        NK_SOCKET_ROW("local_port", "port", "the local port", NK_INT, 5),                          \
        NK_SOCKET_ROW("peer_address", "peer", "the peer's address", NK_ADDR, 15),                  \
        NK_SOCKET_ROW("peer_port", "port", "the peer's port", NK_INT, 5),                          \
        NK_SOCKET_ROW("local_service", "local service", "the local port's service", NK_TEXT, 13),  \
        NK_SOCKET_ROW("peer_service", "peer service", "the peer's port's service", NK_TEXT, 13),   \
        NK_SOCKET_ROW("recv_queue", "recv",                                                        \
                      "bytes not yet read; of LISTEN: connections not yet "                        \
                      "accepted",                                                                  \
                      NK_INT, 6),                                                                  \
        NK_SOCKET_ROW("send_queue", "send",                                                        \
                      "bytes not yet acknowledged; of LISTEN: the most "                           \
                      "connections that may wait",                                                 \
                      NK_INT, 6),                                                                  \
        NK_SOCKET_ROW("uid", "uid", "the user's number", NK_INT, 5),                               \
        NK_SOCKET_ROW("inode", "inode", "the socket's inode, 0 where no process has it", NK_INT,   \
                      8),                                                                          \
        NK_SOCKET_ROW("interface", "interface", "the device that it is bound to", NK_TEXT, 9),     \
        NK_SOCKET_ROW("timer", "timer",                                                            \
                      "the timer that runs: retransmit, keepalive, time-wait "                     \
                      "or persist",                                                                \
                      NK_TEXT, 10),                                                                \
        NK_SOCKET_ROW("timer_ms", "due", "milliseconds until it is due", NK_INT, 7),               \
        NK_SOCKET_ROW("retransmits", "again", "how often that timer has fired", NK_INT, 5),        \
        NK_SOCKET_ROW("pid", "pid", "the process that has it (--process)", NK_INT, 7),             \
        NK_SOCKET_ROW("process", "process", "its name (--process)", NK_TEXT, 15),                  \
        NK_SOCKET_EXTRA("rtt_ms", "rtt", "the smoothed round trip", NK_JSON, NK_FIELD_NUMBER, 8),  \
        NK_SOCKET_EXTRA("rttvar_ms", "rttvar", "how much it varies", NK_JSON, NK_FIELD_NUMBER, 8), \
        NK_SOCKET_EXTRA("cwnd", "cwnd", "the congestion window in segments", NK_INT, 0, 5),        \
        NK_SOCKET_EXTRA("ssthresh", "ssthresh",                                                    \
                        "the slow start threshold in segments, null "                              \
                        "while there is none",                                                     \
                        NK_INT, 0, 8),                                                             \
        NK_SOCKET_EXTRA("mss", "mss", "the largest segment that is sent, in bytes", NK_INT, 0, 5), \
        NK_SOCKET_EXTRA("bytes_acked", "acked", "bytes that the peer has acknowledged", NK_INT, 0, \
                        10),                                                                       \
        NK_SOCKET_EXTRA("bytes_received", "received", "bytes that came", NK_INT, 0, 10),           \
        NK_SOCKET_EXTRA("segs_out", "out", "segments sent", NK_INT, 0, 8),                         \
        NK_SOCKET_EXTRA("segs_in", "in", "segments received", NK_INT, 0, 8),                       \
        NK_SOCKET_EXTRA("congestion", "congestion", "the algorithm of congestion control",         \
                        NK_TEXT, 0, 10),                                                           \
        NK_SOCKET_EXTRA("local", "local", "local address and port together", NK_ADDR, 0, 22),      \
        NK_SOCKET_EXTRA("peer", "peer", "the peer's address and port together", NK_ADDR, 0, 22)

/* The columns for people. */
#define NK_SOCKET_COLUMNS "local,peer,local_service,peer_service,recv_queue,send_queue"

enum { NK_SOCKET_LINKS = 8 };

/* Fields that stand side by side and are the same for most sockets: no service and nothing queued;
 * no device, timer and owner. */
enum nk_socket_run { NK_SOCKET_QUIET, NK_SOCKET_IDLE, NK_SOCKET_RUNS };

/* How sockets become records: zero-initialise and set the first two. */
struct nk_socket_view {
    struct nk_record *record;
    size_t at; /* where the fields begin */
    struct nk_services services;
    struct nk_owners owners;
    uint64_t ownerless; /* sockets without an owner that we could see */
    struct nk_socket_link {
        uint32_t index; /* 0: free */
        char name[16];
    } links[NK_SOCKET_LINKS]; /* names of devices, by index */
    struct nk_socket_saved {
        struct nk_saved text;
        bool tried, kept;
    } runs[NK_SOCKET_RUNS];
};

/* Reads the names of services where a field wants them; `protocol` "tcp" or "udp". False after the
 * message. */
bool nk_socket_view_open(struct nk_ctx *ctx, struct nk_socket_view *v, const char *protocol);
/* Looks for the owners anew. What cannot be seen is said at nk_socket_view_close(). */
bool nk_socket_view_owners(struct nk_ctx *ctx, struct nk_socket_view *v);
/* Sets the fields of a socket. `info` may be NULL. */
void nk_socket_put(struct nk_socket_view *v, const struct nk_diag_socket *s,
                   const struct nk_diag_info *info);
/* The same where no more is known of it than its state, addresses and ports. */
void nk_socket_put_ends(struct nk_socket_view *v, const struct nk_diag_socket *s);
/* An address with its port as text, with its device where it is link-local; returns its end,
 * without a NUL. Into NK_SOCKET_ENDPOINT_MAX bytes. */
enum { NK_SOCKET_ENDPOINT_MAX = NK_ADDR_TEXT_MAX + 16 + 10 }; /* [address%device]:port */
char *nk_socket_endpoint(struct nk_socket_view *v, const struct nk_addr *a, uint16_t port,
                         uint32_t interface, char *at);
/* Releases all but the record. */
void nk_socket_view_close(struct nk_ctx *ctx, struct nk_socket_view *v);

/* ---- what they read of the command line -------------------------------------------- */

/* Says once that this kernel cannot tell of all states, where one of those is asked for. */
void nk_socket_say_unseen(struct nk_ctx *ctx, uint16_t states);
/* Makes the request's plan and fills the request: protocol, family and filter as the options and
 * operands say, `states` at most. Release filter and plan in any case. False after the message. */
bool nk_socket_request(struct nk_ctx *ctx, const struct nk_args *args, struct nk_diag_request *r,
                       struct nk_tcp_filter *filter);

#endif
