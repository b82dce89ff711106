/* The built-in scenarios, in the language of scenarios. */
#include <stdio.h>
#include <string.h>

#include "tcp/script.h"

#define HANDSHAKE "server passive-open\nclient active-open\n"

/* clang-format off */
static const struct nk_scenario scenarios[] = {
    {"open-close", "the handshake, and both ends close in turn",
     "# From CLOSED to CLOSED: the client opens and closes first.\n"
     HANDSHAKE
     "client close\n"
     "server close\n"},
    {"simultaneous-open", "both ends call at the same time",
     "# Two SYNs cross: each end goes through SYN-RECEIVED.\n"
     "client active-open\n"
     "and server active-open\n"},
    {"simultaneous-close", "both ends close at the same time",
     "# Two FINs cross: each end goes through CLOSING.\n"
     HANDSHAKE
     "client close\n"
     "and server close\n"},
    {"half-open-crash", "one end crashes and calls again",
     "# The client has forgotten the connection, the server has not. A challenge ACK finds it out,\n"
     "# then the server listens again, and the SYN comes once more.\n"
     "isn client 1000,1301\n"
     HANDSHAKE
     "client crash\n"
     "client active-open\n"
     "and wait server CLOSED\n"
     "and server passive-open\n"},
    {"reset", "one end aborts",
     "# ABORT sends a RST: the peer's connection is gone at once.\n"
     HANDSHAKE
     "client abort\n"},
    {"refused", "nobody listens",
     "# The SYN meets a CLOSED end and is answered by a RST.\n"
     "client active-open\n"},
    {"syn-loss", "the first SYN is lost",
     "# No answer comes, so the SYN is sent again when the timer is up.\n"
     "lose next\n"
     HANDSHAKE
     "client close\n"
     "server close\n"},
    {"data-loss", "one of three segments of data is lost",
     "# The third is held until the second has been sent again.\n"
     HANDSHAKE
     "lose client 4\n"
     "client send 100\n"
     "and client send 100\n"
     "and client send 100\n"
     "server receive\n"
     "client close\n"
     "server close\n"},
    {"reorder", "a segment of data overtakes another",
     "# The third arrives before the second: its ACK repeats what is expected.\n"
     HANDSHAKE
     "reorder client 4\n"
     "client send 100\n"
     "and client send 100\n"
     "and client send 100\n"
     "server receive\n"
     "client close\n"
     "server close\n"},
    {"time-wait", "why TIME-WAIT waits: the last ACK is lost",
     "# The server sends its FIN again; the client is still there to acknowledge it.\n"
     HANDSHAKE
     "client close\n"
     "lose client next\n"
     "server close\n"},
    {"old-duplicate", "a SYN of an earlier connection turns up",
     "# It comes before the new one, which takes longer (RFC 9293, figure 8).\n"
     "isn server 5000,5100\n"
     "server passive-open\n"
     "hold client 1 50ms\n"
     "client active-open\n"
     "and inject client SYN seq=client.iss-10\n"},
    {"half-close", "one direction is closed, the other in use",
     "# After the client's FIN the server goes on sending.\n"
     HANDSHAKE
     "client shutdown\n"
     "server send 100\n"
     "client receive\n"
     "server close\n"},
    {"late-data", "data for an end that has closed",
     "# By RFC 9293 CLOSE ends one direction only; Linux's close() ends both.\n"
     HANDSHAKE
     "client close\n"
     "server send 100\n"},
    {"unread-close", "an end closes and has not read its data",
     "# By RFC 9293 that is a FIN as ever; Linux sends a RST.\n"
     HANDSHAKE
     "client send 100\n"
     "server close\n"
     "client close\n"},
    {"zero-window", "the receiver does not read",
     "# The window shuts, the sender asks from time to time, and the user reads at last.\n"
     "window server 1000\n"
     HANDSHAKE
     "client send 1500\n"
     "after 5s server receive\n"
     "server receive\n"
     "client close\n"
     "server close\n"},
    {"user-timeout", "the network dies",
     "# All is lost from here on: the data is sent again until the user gives up.\n"
     HANDSHAKE
     "lose all\n"
     "client send 100\n"},
    {"blind-reset", "three RSTs that nobody sent",
     "# Outside the window: dropped. Inside it: asked about. At RCV.NXT exactly: obeyed.\n"
     HANDSHAKE
     "inject client RST seq=client.snd.nxt-1\n"
     "inject client RST seq=client.snd.nxt+10\n"
     "inject client RST seq=client.snd.nxt\n"},
    {"fig-6", "RFC 9293, figure 6: the three-way handshake",
     "isn 100,300\n"
     HANDSHAKE
     "client send 10\n"
     "server receive\n"},
    {"fig-7", "RFC 9293, figure 7: simultaneous open",
     "isn 100,300\n"
     "hold client 1 5ms\n"
     "hold client 2 10ms\n"
     "client active-open\n"
     "and server active-open\n"},
    {"fig-8", "RFC 9293, figure 8: recovery from an old duplicate SYN",
     "isn 100\n"
     "isn server 300,400\n"
     "server passive-open\n"
     "hold client 1 50ms\n"
     "client active-open\n"
     "and inject client SYN seq=90\n"},
    {"fig-9", "RFC 9293, figure 9: half-open connection discovery",
     "isn client 99,400\n"
     "isn server 299\n"
     HANDSHAKE
     "client crash\n"
     "client active-open\n"},
    {"fig-10", "RFC 9293, figure 10: data finds a half-open connection",
     "isn 99,299\n"
     HANDSHAKE
     "client crash\n"
     "server send 10\n"},
    {"fig-11", "RFC 9293, figure 11: an old SYN, and two passive ends",
     "isn 100,300\n"
     "client passive-open\n"
     "server passive-open\n"
     "inject client SYN seq=200\n"},
    {"fig-12", "RFC 9293, figure 12: the normal close",
     "isn 99,299\n"
     HANDSHAKE
     "client close\n"
     "server close\n"},
    {"fig-13", "RFC 9293, figure 13: simultaneous close",
     "isn 99,299\n"
     "hold client 3 5ms\n"
     "hold client 4 10ms\n"
     HANDSHAKE
     "client close\n"
     "and server close\n"},
};
/* clang-format on */

const struct nk_scenario *nk_scenario_at(size_t i)
{
    return i < sizeof scenarios / sizeof *scenarios ? &scenarios[i] : NULL;
}

/* The same name in any case, with '_' for '-'. */
static bool is_name(const char *name, const char *word, size_t len)
{
    size_t i = 0;
    for (; i < len && name[i] != '\0'; i++) {
        char c = word[i] == '_' ? '-' : word[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != name[i])
            return false;
    }
    return i == len && name[i] == '\0';
}

const struct nk_scenario *nk_scenario_find(const char *name)
{
    static const char *const heads[] = {"figure-", "figure", "fig"};
    const struct nk_scenario *s;
    char figure[16] = "";
    for (size_t i = 0; i < sizeof heads / sizeof *heads && figure[0] == '\0'; i++) {
        size_t len = strlen(heads[i]);
        if (is_name(heads[i], name, len) && name[len] >= '0' && name[len] <= '9')
            snprintf(figure, sizeof figure, "fig-%s", name + len);
    }
    const char *word = figure[0] != '\0' ? figure : name;
    for (size_t i = 0; (s = nk_scenario_at(i)) != NULL; i++)
        if (is_name(s->name, word, strlen(word)))
            break;
    return s;
}
