#include "cli/tcp_wait.h"

#include <errno.h>
#include <string.h>

#include "netkit/tcp.h"

/* The row by which our end, in SYN-SENT, takes what comes. */
static const struct nk_tcp_row *row_of(const struct nk_tcp_machine *m, enum nk_tcp_event event)
{
    return nk_tcp_machine_find(m, NK_TCP_SYN_SENT, event, NK_TCP_IF_ACK_NEW);
}

static void say_row(struct nk_buf *b, const struct nk_tcp_row *row, const char *comes,
                    const char *means)
{
    unsigned next = row->next == NK_TCP_SAME ? NK_TCP_SYN_SENT : row->next;
    nk_explain_say(b, 2, "%s: -> %s, and the port %s; %s (%s)", comes,
                   nk_tcp_state_term(next)->name, means, row->reason, row->section);
}

void nk_tcp_wait_explain_rules(struct nk_buf *b, bool for_closed, int64_t try_ms,
                               const struct nk_wait *w)
{
    struct nk_tcp_machine m;
    nk_tcp_machine_init(&m, NULL);
    nk_explain_say(b, 0,
                   "Each address is asked by connect(): a SYN goes out, our end is in "
                   "SYN-SENT, and what comes tells");
    say_row(b, row_of(&m, NK_TCP_ON_SYN), "SYN,ACK", "is open");
    say_row(b, row_of(&m, NK_TCP_ON_RST), "RST,ACK", "is closed");
    say_row(b, row_of(&m, NK_TCP_ON_RETRANSMISSION), "nothing", "may be either");
    nk_explain_say(b, 0,
                   for_closed
                       ? "It is so when no address is open, each has answered, and one is "
                         "closed"
                       : "It is so when one address is open; a connection is closed at once");
    nk_explain_say(b, 0,
                   "An answer may take %lld ms. A try begins %lld ms after the one before "
                   "began; the last one shortly before the end, at %lld ms",
                   (long long)try_ms, (long long)w->every, (long long)(w->deadline - w->start));
}

/* What an errno of connect() says of what came. */
static const char *came(const struct nk_tcp_attempt *a)
{
    switch (a->error) {
    case 0:
        return "SYN,ACK came: ESTABLISHED, open";
    case ECONNREFUSED:
        return "a RST came: CLOSED, closed";
    case ECONNRESET:
        return "a RST came once it was established: closed";
    case EHOSTUNREACH:
    case EHOSTDOWN:
        return "a router, or this host, says that there is no such host: closed";
    case ETIMEDOUT:
        return "nothing came in time: still SYN-SENT, not known";
    default:
        return "this host could not ask: not known";
    }
}

void nk_tcp_wait_explain_attempt(struct nk_buf *b, const struct nk_tcp_attempt *a)
{
    char addr[NK_ADDR_TEXT_MAX];
    nk_addr_format(&a->addr, addr);
    if (a->answer == NK_TCP_NO_ANSWER && a->error == 0)
        nk_explain_say(b, 2, "%s: left, since another is open", addr);
    else if (a->error == 0)
        nk_explain_say(b, 2, "%s: %s", addr, came(a));
    else
        nk_explain_say(b, 2, "%s: %s (%s)", addr, came(a), strerror(a->error));
}
