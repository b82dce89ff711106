#include "cli/tcp_replay.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/frame.h"
#include "cli/tcp_filter.h"
#include "cli/tcp_state.h"
#include "dns/random.h"
#include "tcp/observe_read.h"

/* ---- which connections --------------------------------------------------- */

bool nk_replay_passes(struct nk_replay *x, const struct nk_connection *c)
{
    unsigned client = nk_connection_client(c);
    if (x->args->family != NK_FAMILY_NONE && x->args->family != c->key.family)
        return false;
    if (x->filter.count == 0)
        return true;
    enum nk_tcp_state one = nk_observer_state(&x->observer, c, client, NULL);
    enum nk_tcp_state two = nk_observer_state(&x->observer, c, !client, NULL);
    const struct nk_tcp_subject subject = {
        .states = (uint16_t)(NK_TCP_BIT(one) | NK_TCP_BIT(two)),
        .local_port = c->key.port[client],
        .peer_port = c->key.port[!client],
        .local = nk_flow_key_address(&c->key, client),
        .peer = nk_flow_key_address(&c->key, !client),
    };
    return nk_tcp_filter_passes(&x->filter, &subject);
}

static void show_connections(struct nk_replay *x)
{
    bool explains = nk_cli_explains(x->ctx), conspicuous = nk_args_has(x->args, "anomalies");
    for (uint32_t i = 0; i < nk_observer_count(&x->observer) && !x->stopped; i++) {
        const struct nk_connection *c = nk_observer_at(&x->observer, i);
        uint32_t anomalies = nk_replay_conspicuous(c);
        if (!nk_replay_passes(x, c) || (conspicuous && anomalies == 0))
            continue;
        x->failing |= anomalies & x->fail_on;
        x->stopped = explains ? !nk_replay_explain(x, i) : !nk_replay_put(x, i);
    }
}

/* ---- the capture --------------------------------------------------------- */

static void tell_strange(struct nk_replay *x, const struct nk_observe_packets *p)
{
    if (p->strange == 0)
        return;
    nk_cli_say(x->ctx,
               "%" PRIu64 " packet%s of link type %u %s left out: its headers are not known",
               p->strange, p->strange == 1 ? "" : "s", p->link, p->strange == 1 ? "is" : "are");
    if (p->known == 0 && !x->args->exit_zero)
        nk_cli_status(x->ctx, NK_WRONG);
}

/* All packets. What came before a failure stands; the failure is left in `err`. */
static void read_all(struct nk_replay *x, struct nk_capture *c, struct nk_err *err)
{
    struct nk_observe_packets packets;
    bool at_once = x->observer.tap != NULL && x->ctx->out->line_buffered;
    nk_observer_read(&x->observer, c, at_once, &x->stopped, &packets, err);
    tell_strange(x, &packets);
}

/* ---- options ------------------------------------------------------------- */

static const char *anomaly_names(const void *of, size_t at)
{
    (void)of;
    return at == NK_ANOMALIES  ? "any"
           : at > NK_ANOMALIES ? NULL
                               : nk_anomaly_term((unsigned)at)->name;
}

bool nk_tcp_anomaly_offers(size_t at, struct nk_offer *offer)
{
    if (at > NK_ANOMALIES)
        return false;
    *offer = at == NK_ANOMALIES
                 ? (struct nk_offer){.word = "any", .help = "whatever is conspicuous"}
                 : (struct nk_offer){.word = nk_anomaly_term((unsigned)at)->name,
                                     .help = nk_anomaly_term((unsigned)at)->help};
    return true;
}

/* Names may have '-' for '_'. */
static bool is_name(const char *word, size_t len, const char *name)
{
    if (strlen(name) != len)
        return false;
    for (size_t i = 0; i < len; i++)
        if ((word[i] == '-' ? '_' : word[i]) != name[i])
            return false;
    return true;
}

static bool read_fail_on(struct nk_replay *x, const char *list)
{
    for (const char *at = list; at != NULL && *list != '\0';) {
        size_t len = strcspn(at, ","), i = 0;
        while (anomaly_names(NULL, i) != NULL && !is_name(at, len, anomaly_names(NULL, i)))
            i++;
        if (i > NK_ANOMALIES) {
            char word[64], text[160];
            snprintf(word, sizeof word, "%.*s", (int)(len < 60 ? len : 60), at);
            const char *near = nk_cli_nearest(word, anomaly_names, NULL);
            snprintf(text, sizeof text,
                     near != NULL ? "'%s' is no anomaly: did you mean '%s'?"
                                  : "'%s' is no anomaly, as %s",
                     word, near != NULL ? near : "retransmission or any");
            nk_cli_blame(x->ctx, list, (size_t)(at - list), len, text);
            return false;
        }
        x->fail_on |= i == NK_ANOMALIES ? (1U << NK_ANOMALIES) - 1 : 1U << i;
        at = at[len] == ',' ? at + len + 1 : NULL;
    }
    return true;
}

/* A file where the filter is to begin, which no term does with these characters. */
static bool refuse_second(struct nk_replay *x)
{
    const char *word = x->args->operand_count > 1 ? x->args->operands[1] : "";
    if (strstr(word, ".pcap") == NULL && (strpbrk(word, "./") == NULL || access(word, F_OK) != 0))
        return true;
    nk_cli_blame(
        x->ctx, word, 0, strlen(word),
        "one capture at a time, and behind it a filter: mergecap makes one file of several");
    return false;
}

static bool read_options(struct nk_replay *x)
{
    const struct nk_args *args = x->args;
    const struct nk_given *ladder = nk_args_find(args, "ladder");
    bool picture = args->svg || args->mermaid;
    const char *list = nk_args_text(args, "fail-on");
    if (ladder != NULL && nk_args_has(args, "packets"))
        return nk_cli_misuse(x->ctx, "--ladder and --packets exclude each other") == NK_YES;
    if (!refuse_second(x))
        return false;
    if (ladder != NULL && args->operand_count > 1)
        return nk_cli_misuse(x->ctx, "--ladder shows one connection: it takes no filter") == NK_YES;
    if (args->dot || (picture && ladder == NULL))
        return nk_cli_misuse(x->ctx, args->dot ? "a ladder is no graph: it is text, svg or mermaid"
                                               : "svg and mermaid are forms of --ladder") == NK_YES;
    x->wanted = ladder != NULL ? (uint32_t)ladder->number : NK_FLOW_NONE;
    if (list != NULL && !read_fail_on(x, list))
        return false;
    return nk_tcp_filter_operands(x->ctx, args, 1, "tcp", &x->filter);
}

/* ---- the verb ------------------------------------------------------------ */

static void show_ladder(struct nk_replay *x, struct nk_capture *c, struct nk_err *err)
{
    const struct nk_args *args = x->args;
    enum nk_ladder_form form = args->svg       ? NK_LADDER_SVG
                               : args->mermaid ? NK_LADDER_MERMAID
                                               : NK_LADDER_TEXT;
    struct nk_err memory = {0};
    nk_ladder_init(&x->ladder, x->ctx->out, form, true, "a connection in a capture");
    x->ladder.ascii = args->ascii || !x->ctx->utf8;
    x->ladder.color = x->ctx->color;
    x->observer.tap = nk_replay_rung;
    read_all(x, c, err);
    if (!nk_ladder_finish(&x->ladder, &memory))
        nk_cli_fail(x->ctx, &memory);
    if (x->found || err->code != NK_ERR_NONE)
        return;
    nk_cli_say(x->ctx,
               "there is no connection %" PRIu32 ": the capture has %" PRIu32 ", numbered from 0",
               x->wanted, nk_observer_count(&x->observer));
    if (!args->exit_zero)
        nk_cli_status(x->ctx, NK_NO);
}

static void show_records(struct nk_replay *x, struct nk_capture *c, struct nk_err *err)
{
    static const char all[] = "id,number,time,from,flags,seq,ack,length,window,client_state,"
                              "server_state,assumed,anomaly",
                      brief[] = "number,id,from,flags,seq,ack,length,client_state,server_state,"
                                "anomaly";
    bool packets = nk_args_has(x->args, "packets"), text = x->args->format == NK_FORMAT_TEXT;
    bool ready = packets && x->args->fields == NULL
                     ? nk_cli_records_of(x->ctx, &x->record, text ? brief : all)
                     : nk_cli_records(x->ctx, &x->record);
    if (!ready) {
        x->stopped = true;
        return;
    }
    if (packets)
        x->observer.tap = nk_replay_packet;
    read_all(x, c, err);
    if (!packets)
        show_connections(x);
    nk_cli_records_done(x->ctx, &x->record);
}

static void replay(struct nk_replay *x, const char *path)
{
    struct nk_capture c;
    struct nk_err err = {0};
    x->observer.closure = x;
    if (strcmp(path, "-") == 0)
        nk_capture_init(&c, x->ctx->in_fd, "-");
    else if (!nk_capture_open(&c, path, &err)) {
        nk_cli_fail(x->ctx, &err);
        return;
    }
    if (nk_args_has(x->args, "ladder"))
        show_ladder(x, &c, &err);
    else
        show_records(x, &c, &err);
    if (err.code != NK_ERR_NONE)
        nk_cli_fail(x->ctx, &err);
    if (x->failing != 0 && !x->args->exit_zero)
        nk_cli_status(x->ctx, NK_NO);
    nk_capture_release(&c);
}

static enum nk_status run_replay(struct nk_ctx *ctx, const struct nk_args *args)
{
    uint64_t secret[NK_FLOW_SECRET];
    struct nk_err err = {0};
    struct nk_replay *x = calloc(1, sizeof *x);
    if (x == NULL) {
        nk_err_memory(&err);
        return nk_cli_fail(ctx, &err);
    }
    x->ctx = ctx;
    x->args = args;
    nk_tcp_machine_init(&x->machine, NULL);
    if (read_options(x)) {
        if (nk_random_fill(secret, sizeof secret, &err) &&
            nk_observer_init(&x->observer, &x->machine, secret, &err))
            replay(x, args->operands[0]);
        else
            nk_cli_fail(ctx, &err);
    }
    nk_observer_release(&x->observer);
    nk_tcp_filter_release(&x->filter);
    nk_buf_release(&x->text);
    free(x);
    return ctx->worst;
}

static const struct nk_option replay_options[] = {
    {.name = "ladder",
     .arg = NK_ARG_UINT,
     .metavar = "ID",
     .max = UINT32_MAX - 2,
     .help = "the segments of one connection, from the top down, with the states of both ends"},
    {.name = "packets", .help = "a record a segment, with the states of both ends behind it"},
    {.name = "anomalies", .help = "only what is conspicuous"},
    {.name = "fail-on",
     .arg = NK_ARG_WORD,
     .metavar = "LIST",
     .offers = NK_OFFER_TCP_ANOMALIES,
     .help = "status 1 where one of these was there: names of anomalies, or any"},
    {.name = ""},
};

const struct nk_verb nk_tcp_replay_verb = {
    .name = "replay",
    .operands = "FILE [FILTER]",
    .summary = "the connections in a capture, and the states of both ends",
    .about = "Reads a capture (pcap or pcapng, packed by gzip, bzip2 or zstd or not; '-' is "
             "standard input) and tells of each connection how it opened and closed, in which "
             "states both ends are, what was conspicuous, in the order of their first packets. "
             "With --ladder or --packets each segment. The filter is that of list: states, ports "
             "and addresses; local is the client. A capture that is cut or broken gives what was "
             "readable, and status 2.",
    .options = replay_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_GRAPH,
    .min_operands = 1,
    .operands_are_files = true,
    .schema = &nk_replay_schema,
    .run = run_replay,
};
