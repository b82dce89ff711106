/* What `tcp-state live` plays: calls, and what a Linux kernel makes of them. */
#include <errno.h>
#include <string.h>
#include <strings.h>

#include "tcp/rows.h"
#include "tcp/sockets.h"

enum {
    CLIENT = NK_LIVE_CLIENT,
    SERVER = NK_LIVE_SERVER,
    LISTENER = NK_LIVE_LISTENER,

    SOCKET = NK_LIVE_SOCKET,
    BIND = NK_LIVE_BIND,
    LISTENS = NK_LIVE_LISTEN,
    CONNECT = NK_LIVE_CONNECT,
    ACCEPT = NK_LIVE_ACCEPT,
    SEND = NK_LIVE_SEND,
    FILL = NK_LIVE_FILL,
    RECV = NK_LIVE_RECV,
    DRAIN = NK_LIVE_DRAIN,
    SHUTDOWN = NK_LIVE_SHUTDOWN,
    CLOSE = NK_LIVE_CLOSE,
    LINGER = NK_LIVE_LINGER,
    REUSE = NK_LIVE_REUSE,
    BUFFERS = NK_LIVE_BUFFERS,
    REBIND = NK_LIVE_REBIND,
};

#define END                 \
    {                       \
        .end = NK_LIVE_ENDS \
    }

/* clang-format off */
#define LISTENER_STEPS                                                                              \
    {LISTENER, SOCKET, CLOSED, CLOSED, 0, "a socket that is neither bound nor connected"},          \
    {LISTENER, BIND, CLOSED, CLOSED, 0, "it has a local address and a port; no peer can reach it yet"}, \
    {LISTENER, LISTENS, CLOSED, LISTEN, 0, "a passive OPEN: it waits for a SYN from outside"}

#define OPEN_STEPS                                                                                  \
    LISTENER_STEPS,                                                                                 \
    {CLIENT, SOCKET, CLOSED, LISTEN, 0, "the client's socket, still without a peer"},               \
    {CLIENT, CONNECT, ESTABLISHED, ESTABLISHED, 0,                                                  \
     "an active OPEN: SYN, SYN,ACK and ACK went by before it returned, although nobody has called accept()"}, \
    {LISTENER, ACCEPT, ESTABLISHED, ESTABLISHED, 0,                                                 \
     "the server takes a connection that was established before; no segment is sent"}

static const struct nk_live_step open_close[] = {
    OPEN_STEPS,
    {CLIENT, SEND, ESTABLISHED, ESTABLISHED, 0, "the kernel has a copy of the data; it says nothing about whether the peer has it"},
    {SERVER, RECV, ESTABLISHED, ESTABLISHED, 0, "what has arrived in order"},
    {SERVER, SEND, ESTABLISHED, ESTABLISHED, 0, "the other direction works alike"},
    {CLIENT, RECV, ESTABLISHED, ESTABLISHED, 0, "what has arrived in order"},
    {CLIENT, SHUTDOWN, FIN_WAIT_2, CLOSE_WAIT, 0,
     "the FIN says that the client sends no more; its ACK leads from FIN-WAIT-1 to FIN-WAIT-2"},
    {SERVER, RECV, FIN_WAIT_2, CLOSE_WAIT, 0, "0 bytes are the end: the peer's FIN, behind all of its data"},
    {SERVER, CLOSE, TIME_WAIT, CLOSED, 0,
     "the second FIN: the server goes through LAST-ACK until its ACK is there, the client waits for 2MSL"},
    {CLIENT, RECV, TIME_WAIT, CLOSED, 0, "the end of the server's direction"},
    {CLIENT, CLOSE, TIME_WAIT, CLOSED, 0, "the descriptor is gone, the kernel's TIME-WAIT goes on for 60 s"},
    {LISTENER, CLOSE, TIME_WAIT, CLOSED, 0, "nobody can call any more"},
    END,
};

static const struct nk_live_step half_close[] = {
    OPEN_STEPS,
    {CLIENT, SEND, ESTABLISHED, ESTABLISHED, 0, "a request"},
    {CLIENT, SHUTDOWN, FIN_WAIT_2, CLOSE_WAIT, 0, "the request is complete: only the client's direction ends"},
    {CLIENT, SEND, FIN_WAIT_2, CLOSE_WAIT, EPIPE, "nothing may follow our FIN"},
    {SERVER, RECV, FIN_WAIT_2, CLOSE_WAIT, 0, "the request, which came before the FIN"},
    {SERVER, RECV, FIN_WAIT_2, CLOSE_WAIT, 0, "0 bytes are the end of the request"},
    {SERVER, SEND, FIN_WAIT_2, CLOSE_WAIT, 0, "in CLOSE-WAIT the server still sends"},
    {CLIENT, RECV, FIN_WAIT_2, CLOSE_WAIT, 0, "in FIN-WAIT-2 the client still receives"},
    {SERVER, SHUTDOWN, TIME_WAIT, CLOSED, 0,
     "the second FIN and its ACK: LAST-ACK is over, although the descriptor is still open"},
    {SERVER, CLOSE, TIME_WAIT, CLOSED, 0, "only the descriptor was left"},
    {CLIENT, CLOSE, TIME_WAIT, CLOSED, 0, "only the descriptor was left; TIME-WAIT goes on"},
    END,
};

static const struct nk_live_step simultaneous_close[] = {
    {LISTENER, SOCKET, CLOSED, CLOSED, 0, "a socket that is neither bound nor connected"},
    {LISTENER, BUFFERS, CLOSED, CLOSED, 0, "small buffers, which accepted sockets inherit: they are soon full"},
    {LISTENER, BIND, CLOSED, CLOSED, 0, "it has a local address and a port"},
    {LISTENER, LISTENS, CLOSED, LISTEN, 0, "a passive OPEN"},
    {CLIENT, SOCKET, CLOSED, LISTEN, 0, "the client's socket"},
    {CLIENT, BUFFERS, CLOSED, LISTEN, 0, "small buffers here, too"},
    {CLIENT, CONNECT, ESTABLISHED, ESTABLISHED, 0, "an active OPEN: the three-way handshake"},
    {LISTENER, ACCEPT, ESTABLISHED, ESTABLISHED, 0, "the server takes the connection"},
    {CLIENT, FILL, ESTABLISHED, ESTABLISHED, 0, "nobody reads: the server's window is shut, and the rest waits here"},
    {SERVER, FILL, ESTABLISHED, ESTABLISHED, 0, "the same in the other direction"},
    {CLIENT, SHUTDOWN, FIN_WAIT_1, ESTABLISHED, 0, "the FIN waits behind the data that the window does not let out"},
    {SERVER, SHUTDOWN, FIN_WAIT_1, FIN_WAIT_1, 0, "so does the server's: both ends have closed, neither knows of the other"},
    {CLIENT, DRAIN, CLOSING, FIN_WAIT_2, 0,
     "reading opens the window: the server's data and FIN come, while the client's own FIN still waits"},
    {SERVER, DRAIN, TIME_WAIT, TIME_WAIT, 0, "now the client's data and FIN arrive: both ends wait for 2MSL"},
    {CLIENT, CLOSE, TIME_WAIT, TIME_WAIT, 0, "only the descriptor was left"},
    {SERVER, CLOSE, TIME_WAIT, TIME_WAIT, 0, "only the descriptor was left"},
    END,
};

static const struct nk_live_step simultaneous_open[] = {
    {CLIENT, SOCKET, CLOSED, CLOSED, 0, "one socket that will be both ends"},
    {CLIENT, BIND, CLOSED, CLOSED, 0, "its own port is the one that it calls"},
    {CLIENT, CONNECT, ESTABLISHED, ESTABLISHED, 0,
     "its own SYN arrives in SYN-SENT: a simultaneous open by way of SYN-RECEIVED, with itself"},
    {CLIENT, SEND, ESTABLISHED, ESTABLISHED, 0, "it sends to itself"},
    {CLIENT, RECV, ESTABLISHED, ESTABLISHED, 0, "what it has sent"},
    {CLIENT, SHUTDOWN, TIME_WAIT, TIME_WAIT, 0,
     "its own FIN arrives in FIN-WAIT-1: CLOSING, and with the ACK of it TIME-WAIT"},
    {CLIENT, CLOSE, TIME_WAIT, TIME_WAIT, 0, "only the descriptor was left"},
    END,
};

static const struct nk_live_step reset[] = {
    OPEN_STEPS,
    {CLIENT, LINGER, ESTABLISHED, ESTABLISHED, 0, "close() shall not take time to say goodbye"},
    {CLIENT, CLOSE, CLOSED, CLOSED, 0, "an ABORT: a RST instead of a FIN, and no TIME-WAIT at either end"},
    {SERVER, RECV, CLOSED, CLOSED, ECONNRESET, "the server learns of the RST with its next call"},
    {SERVER, SEND, CLOSED, CLOSED, EPIPE, "the error is told once; after that there is no connection"},
    {SERVER, CLOSE, CLOSED, CLOSED, 0, "only the descriptor was left"},
    END,
};

static const struct nk_live_step refused[] = {
    {LISTENER, SOCKET, CLOSED, CLOSED, 0, "a socket that will not listen"},
    {LISTENER, BIND, CLOSED, CLOSED, 0, "its port is taken, but bound is not listening"},
    {CLIENT, SOCKET, CLOSED, CLOSED, 0, "the client's socket"},
    {CLIENT, CONNECT, CLOSED, CLOSED, ECONNREFUSED, "the SYN is answered by RST,ACK: SYN-SENT ends in CLOSED"},
    {CLIENT, CLOSE, CLOSED, CLOSED, 0, "nothing was left but the descriptor"},
    END,
};

static const struct nk_live_step unread_data[] = {
    OPEN_STEPS,
    {CLIENT, SEND, ESTABLISHED, ESTABLISHED, 0, "the data arrives and is acknowledged, but nobody reads it"},
    {SERVER, CLOSE, CLOSED, CLOSED, 0, "data would be lost: a RST instead of a FIN says so (RFC 2525 2.17)"},
    {CLIENT, RECV, CLOSED, CLOSED, ECONNRESET, "the client learns of it"},
    {CLIENT, CLOSE, CLOSED, CLOSED, 0, "only the descriptor was left"},
    END,
};

static const struct nk_live_step late_data[] = {
    OPEN_STEPS,
    {SERVER, CLOSE, CLOSE_WAIT, FIN_WAIT_2, 0, "close() ends both directions, but its FIN only says that the server sends no more"},
    {CLIENT, SEND, CLOSED, CLOSED, 0, "the data is sent, and meets nobody: the server's kernel answers with a RST"},
    {CLIENT, SEND, CLOSED, CLOSED, EPIPE, "the RST is here: now it is known"},
    {CLIENT, CLOSE, CLOSED, CLOSED, 0, "only the descriptor was left"},
    END,
};

static const struct nk_live_step orphan[] = {
    OPEN_STEPS,
    {CLIENT, SHUTDOWN, FIN_WAIT_2, CLOSE_WAIT, 0, "only the client's direction ends: it still receives"},
    {SERVER, SEND, FIN_WAIT_2, CLOSE_WAIT, 0, "data for the client"},
    {CLIENT, RECV, FIN_WAIT_2, CLOSE_WAIT, 0, "in FIN-WAIT-2 it is taken"},
    {CLIENT, CLOSE, FIN_WAIT_2, CLOSE_WAIT, 0, "no segment is sent: nothing tells the server; the kernel waits 60 s for its FIN"},
    {SERVER, SEND, CLOSED, CLOSED, 0, "no process would take the data: the client's kernel answers with a RST"},
    {SERVER, RECV, CLOSED, CLOSED, 0, "the client's FIN was here before the RST: the end"},
    {SERVER, SEND, CLOSED, CLOSED, EPIPE, "only who sends learns of the RST"},
    {SERVER, CLOSE, CLOSED, CLOSED, 0, "only the descriptor was left"},
    END,
};

static const struct nk_live_step time_wait[] = {
    {LISTENER, SOCKET, CLOSED, CLOSED, 0, "the server's first start"},
    {LISTENER, REUSE, CLOSED, CLOSED, 0, "accepted sockets inherit it: without it here, too, it would not help later"},
    {LISTENER, BIND, CLOSED, CLOSED, 0, "it has a local address and a port"},
    {LISTENER, LISTENS, CLOSED, LISTEN, 0, "a passive OPEN"},
    {CLIENT, SOCKET, CLOSED, LISTEN, 0, "the client's socket"},
    {CLIENT, CONNECT, ESTABLISHED, ESTABLISHED, 0, "an active OPEN: the three-way handshake"},
    {LISTENER, ACCEPT, ESTABLISHED, ESTABLISHED, 0, "the server takes the connection"},
    {SERVER, CLOSE, CLOSE_WAIT, FIN_WAIT_2, 0, "the server closes first, so TIME-WAIT will be its own"},
    {CLIENT, CLOSE, CLOSED, TIME_WAIT, 0, "the client is through; the server's end keeps its port for 2MSL"},
    {LISTENER, CLOSE, CLOSED, TIME_WAIT, 0, "the server is stopped"},
    {LISTENER, SOCKET, CLOSED, CLOSED, 0, "and started again"},
    {LISTENER, REBIND, CLOSED, CLOSED, EADDRINUSE, "the old connection in TIME-WAIT still has the port"},
    {LISTENER, REUSE, CLOSED, CLOSED, 0, "a port in TIME-WAIT may be used all the same: sequence numbers tell old from new"},
    {LISTENER, REBIND, CLOSED, CLOSED, 0, "now it works"},
    {LISTENER, LISTENS, CLOSED, LISTEN, 0, "the server is back before the TIME-WAIT is over"},
    {LISTENER, CLOSE, CLOSED, CLOSED, 0, "a listener that closes has nobody to tell"},
    END,
};

static const struct nk_live_step unaccepted[] = {
    LISTENER_STEPS,
    {CLIENT, SOCKET, CLOSED, LISTEN, 0, "the client's socket"},
    {CLIENT, CONNECT, ESTABLISHED, ESTABLISHED, 0, "established by the kernel, and queued for accept()"},
    {CLIENT, SEND, ESTABLISHED, ESTABLISHED, 0, "data is taken for a connection that no process holds yet"},
    {LISTENER, CLOSE, CLOSED, CLOSED, 0, "connections that nobody accepted are reset"},
    {CLIENT, RECV, CLOSED, CLOSED, ECONNRESET, "the client learns of it"},
    {CLIENT, CLOSE, CLOSED, CLOSED, 0, "only the descriptor was left"},
    END,
};

static const struct nk_live_step wrong_calls[] = {
    {LISTENER, SOCKET, CLOSED, CLOSED, 0, "a socket that is neither bound nor connected"},
    {LISTENER, SEND, CLOSED, CLOSED, EPIPE, "in CLOSED there is nobody to send to"},
    {LISTENER, RECV, CLOSED, CLOSED, ENOTCONN, "in CLOSED nothing can arrive"},
    {LISTENER, ACCEPT, CLOSED, CLOSED, EINVAL, "it does not listen"},
    {LISTENER, BIND, CLOSED, CLOSED, 0, "it has a local address and a port"},
    {LISTENER, LISTENS, CLOSED, LISTEN, 0, "a passive OPEN"},
    {LISTENER, LISTENS, CLOSED, LISTEN, 0, "a second one only changes how many connections may wait"},
    {LISTENER, CONNECT, CLOSED, LISTEN, EISCONN, "RFC 9293 would turn it into an active OPEN; Linux does not"},
    {LISTENER, SEND, CLOSED, LISTEN, EPIPE, "RFC 9293 would connect and send; Linux does not"},
    {LISTENER, RECV, CLOSED, LISTEN, ENOTCONN, "a listener never receives: the sockets that it accepts do"},
    {CLIENT, SOCKET, CLOSED, LISTEN, 0, "the client's socket"},
    {CLIENT, CONNECT, ESTABLISHED, ESTABLISHED, 0, "an active OPEN"},
    {CLIENT, CONNECT, ESTABLISHED, ESTABLISHED, EISCONN, "the connection exists already"},
    {CLIENT, LISTENS, ESTABLISHED, ESTABLISHED, EINVAL, "a connected socket cannot listen"},
    {CLIENT, CLOSE, FIN_WAIT_2, CLOSE_WAIT, 0, "the FIN; the kernel waits 60 s for the server's"},
    {CLIENT, SEND, FIN_WAIT_2, CLOSE_WAIT, EBADF, "after close() the process has no socket, whatever the kernel still does with it"},
    {LISTENER, CLOSE, CLOSED, CLOSED, 0, "the queued connection is reset"},
    END,
};
/* clang-format on */

static const struct nk_live_scenario scenarios[] = {
    {"open-close", "a connection from socket() to TIME-WAIT", open_close},
    {"half-close", "shutdown() ends one direction, the other goes on", half_close},
    {"simultaneous-close", "both ends close before either knows of the other", simultaneous_close},
    {"simultaneous-open", "a socket that connects to itself", simultaneous_open},
    {"reset", "close() with SO_LINGER and no time: an ABORT", reset},
    {"refused", "nobody listens", refused},
    {"unread-data", "close() with data that was not read", unread_data},
    {"late-data", "data for a process that has closed", late_data},
    {"orphan", "shutdown(), then close(): a FIN-WAIT-2 that no process holds", orphan},
    {"time-wait", "a port that an old connection still holds, and SO_REUSEADDR", time_wait},
    {"unaccepted", "a listener that closes without accept()", unaccepted},
    {"wrong-calls", "calls that a state does not take, and their errors", wrong_calls},
};

const struct nk_live_scenario *nk_live_scenario_at(size_t i)
{
    return i < sizeof scenarios / sizeof *scenarios ? &scenarios[i] : NULL;
}

const struct nk_live_scenario *nk_live_scenario_find(const char *text, size_t len)
{
    const struct nk_live_scenario *s;
    for (size_t i = 0; (s = nk_live_scenario_at(i)) != NULL; i++)
        if (strlen(s->name) == len && strncasecmp(s->name, text, len) == 0)
            break;
    return s;
}

static const struct nk_live_term terms[NK_LIVE_CALLS] = {
    [NK_LIVE_SOCKET] = {"socket", "SOCK_STREAM",
                        "asks the kernel for a socket, an end that has no connection yet"},
    [NK_LIVE_BIND] = {"bind", "port 0",
                      "gives a socket its local address; the kernel chooses the port"},
    [NK_LIVE_LISTEN] = {"listen", "", "makes a socket wait for connections: a passive OPEN"},
    [NK_LIVE_CONNECT] = {"connect", "", "calls a peer and waits for its answer: an active OPEN"},
    [NK_LIVE_ACCEPT] = {"accept", "",
                        "takes an established connection out of the listener's queue"},
    [NK_LIVE_SEND] = {"send", "5 bytes", "gives data to the kernel, which sends it when it may"},
    [NK_LIVE_FILL] = {"send", "until full", "gives data to the kernel until it takes no more"},
    [NK_LIVE_RECV] = {"recv", "", "takes data that has arrived, or waits for it; 0 is the end"},
    [NK_LIVE_DRAIN] = {"recv", "until the end", "takes all data until the peer's FIN"},
    [NK_LIVE_SHUTDOWN] = {"shutdown", "SHUT_WR",
                          "ends our direction only: what RFC 9293 calls CLOSE"},
    [NK_LIVE_CLOSE] = {"close", "", "gives the socket back; where that is the last user, it ends"},
    [NK_LIVE_LINGER] = {"setsockopt", "SO_LINGER 0", "makes close() an ABORT"},
    [NK_LIVE_REUSE] = {"setsockopt", "SO_REUSEADDR",
                       "lets bind() take a port that is in TIME-WAIT"},
    [NK_LIVE_BUFFERS] = {"setsockopt", "SO_RCVBUF 4096",
                         "makes the kernel's buffers small, SO_SNDBUF too"},
    [NK_LIVE_REBIND] = {"bind", "the same port", "gives a socket the address that another one had"},
};

const struct nk_live_term *nk_live_call_term(enum nk_live_call call)
{
    return &terms[call];
}

const char *nk_live_end_name(enum nk_live_end end)
{
    static const char *const names[] = {"client", "server", "listener"};
    return names[end];
}
