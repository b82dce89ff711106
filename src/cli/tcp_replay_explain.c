/* A connection in words. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/explain.h"
#include "cli/tcp_replay.h"

/* What the words of a record mean. */
static const struct nk_tcp_term words[] = {
    {"complete", "with the whole handshake: SYN, SYN-ACK, ACK"},
    {"simultaneous", "by both ends at once, each with a SYN"},
    {"half", "not: the handshake was never finished"},
    {"missed", "before the capture began, or with a part of the handshake not captured"},
    {"fin", "by the FINs of both ends"},
    {"reset", "by a RST"},
    {"open", "not, as far as the capture goes"},
    {"S0", "a SYN without an answer"},
    {"S1", "established, not closed"},
    {"SF", "opened and closed as it should be"},
    {"REJ", "the call was refused"},
    {"S2", "established, closed by the client only"},
    {"S3", "established, closed by the server only"},
    {"RSTO", "established, the client aborted"},
    {"RSTR", "the server aborted"},
    {"RSTOS0", "a SYN, then a RST of the client, and no SYN-ACK"},
    {"RSTRH", "a SYN-ACK, then a RST of the server, and no SYN"},
    {"SH", "a SYN, then a FIN of the client, and no SYN-ACK"},
    {"SHR", "a SYN-ACK, then a FIN of the server, and no SYN"},
    {"OTH", "none of the others: no handshake, not closed by both"},
};

static const char *meaning(const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].name, word) == 0)
            return words[i].help;
    return "";
}

static void name_end(char *text, size_t room, const struct nk_connection *c, unsigned end)
{
    char address[NK_ADDR_TEXT_MAX];
    struct nk_addr a = nk_flow_key_address(&c->key, end);
    nk_addr_format(&a, address);
    snprintf(text, room, a.family == NK_IPV6 ? "[%s]:%u" : "%s:%u", address, c->key.port[end]);
}

static void say_state(struct nk_replay *x, const struct nk_connection *c, unsigned end,
                      const char *who)
{
    bool assumed;
    enum nk_tcp_state state = nk_observer_state(&x->observer, c, end, &assumed);
    const char *why = "";
    if (assumed)
        why = (c->end[end].seen & NK_END_ANY) != 0 ? " (assumed: nothing shows that the last "
                                                     "segment has arrived)"
                                                   : " (assumed: nothing of it was captured)";
    nk_explain_say(&x->text, 2, "the %s is in %s: %s%s", who, nk_tcp_state_name(state),
                   nk_tcp_state_term(state)->help, why);
}

static void say_completeness(struct nk_replay *x, const struct nk_connection *c)
{
    static const char *const names[] = {"SYN", "SYN-ACK", "ACK", "data", "FIN", "RST"};
    unsigned bits = c->span & NK_CONNECTION_COMPLETENESS;
    char text[64];
    int len = 0;
    text[0] = '\0';
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if ((bits >> i & 1) != 0)
            len += snprintf(text + len, sizeof text - (size_t)len, "%s%s", len > 0 ? " + " : "",
                            names[i]);
    nk_explain_say(&x->text, 2, "Wireshark's completeness is %u: %s", bits,
                   len > 0 ? text : "nothing of it");
}

static void say_anomalies(struct nk_replay *x, const struct nk_connection *c)
{
    for (unsigned i = 0; i < NK_ANOMALIES; i++) {
        uint64_t n = nk_connection_count(&x->observer, c, (enum nk_anomaly)i);
        const struct nk_tcp_term *term = nk_anomaly_term(i);
        if (n > 0)
            nk_explain_say(&x->text, 2, "%s %" PRIu64 ": %s", term->name, n, term->help);
    }
}

bool nk_replay_explain(struct nk_replay *x, uint32_t index)
{
    const struct nk_connection *c = nk_observer_at(&x->observer, index);
    unsigned client = nk_connection_client(c);
    char from[NK_ADDR_TEXT_MAX + 16], to[NK_ADDR_TEXT_MAX + 16], history[NK_HISTORY_MAX];
    const char *opened = nk_connection_opened(c), *closed = nk_connection_closed(c);
    const char *zeek = nk_connection_zeek(c);
    name_end(from, sizeof from, c, client);
    name_end(to, sizeof to, c, !client);
    nk_explain_say(&x->text, 0, "%" PRIu32 ": %s calls %s", index, from, to);
    nk_explain_say(&x->text, 2,
                   "%" PRIu32 " segments with %" PRIu64 " bytes out, %" PRIu32 " with %" PRIu64
                   " back, in %.3f s",
                   c->end[client].packets, nk_end_bytes(&c->end[client]), c->end[!client].packets,
                   nk_end_bytes(&c->end[!client]), (double)nk_connection_duration(c) / 1e9);
    nk_explain_say(&x->text, 2, "opened (%s): %s", opened, meaning(opened));
    if (c->rtt >= 0)
        nk_explain_say(&x->text, 2, "the first round trip took %.3f ms", (double)c->rtt);
    nk_explain_say(&x->text, 2, "closed (%s): %s", closed, meaning(closed));
    say_state(x, c, client, "client");
    say_state(x, c, !client, "server");
    say_completeness(x, c);
    nk_connection_history(&x->observer, c, history);
    nk_explain_say(&x->text, 2, "Zeek says %s: %s; history %s", zeek, meaning(zeek), history);
    say_anomalies(x, c);
    if (x->text.failed) {
        struct nk_err err;
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
        return false;
    }
    nk_cli_print(x->ctx, x->text.data, x->text.len);
    nk_buf_clear(&x->text);
    return x->ctx->out->error == 0;
}
