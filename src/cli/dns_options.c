#include "cli/dns_options.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/dns_world.h"
#include "cli/frame.h"
#include "dns/edns.h"
#include "dns/random.h"
#include "dns/server.h"
#include "dns/session.h"
#include "dns/transport.h"
#include "netkit/host.h"

enum { UDP_SIZE = 1232, TRIES = 3, TRY_MS = 3000, HOST_ADDRESSES = 16 };

/* ---- options --------------------------------------------------------------- */

static bool bind_option(struct nk_dns_options *o)
{
    const struct nk_given *given = nk_args_find(o->args, "bind");
    struct nk_server_word word;
    struct nk_err err = {0};
    if (given == NULL)
        return true;
    if (nk_server_word_parse(given->text, strlen(given->text), &word, &err)) {
        size_t skip = (size_t)(word.host - given->text);
        if (!word.has_scheme &&
            nk_host_address(word.host, word.host_len, &o->policy.source, &err)) {
            o->policy.source_port = word.port;
            return true;
        }
        err.offset += skip;
    }
    if (err.code == NK_ERR_NONE)
        nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text),
                   "--bind takes ADDRESS or ADDRESS#PORT");
    nk_cli_bad_argument(o->ctx, given, &err);
    return false;
}

static bool subnet_option(struct nk_dns_options *o)
{
    const struct nk_given *given = nk_args_find(o->args, "subnet");
    struct nk_err err = {0};
    if (given == NULL)
        return true;
    o->has_subnet = nk_prefix_parse(given->text, strlen(given->text), &o->subnet, &err);
    if (!o->has_subnet)
        nk_cli_bad_argument(o->ctx, given, &err);
    return o->has_subnet;
}

static bool ednsopt_options(struct nk_dns_options *o)
{
    const struct nk_given *given;
    struct nk_err err = {0};
    size_t at = 0;
    while ((given = nk_args_next(o->args, "ednsopt", &at)) != NULL) {
        if (nk_edns_put_text(&o->ednsopts, given->text, strlen(given->text), &err))
            continue;
        nk_cli_bad_argument(o->ctx, given, &err);
        return false;
    }
    return true;
}

static void policy_options(struct nk_dns_options *o)
{
    const struct nk_args *args = o->args;
    o->port = (uint16_t)nk_args_number(args, "port", 0);
    o->policy = (struct nk_dns_policy){
        .tries = (unsigned)nk_args_number(args, "tries", TRIES),
        .try_ms = nk_args_number(args, "try-timeout", TRY_MS),
        .deadline = -1,
        .tcp = nk_args_has(args, "tcp"),
        .ignore_tc = nk_args_has(args, "ignore-tc"),
    };
    o->tries_given = nk_args_has(args, "tries");
    o->try_given = nk_args_has(args, "try-timeout");
}

static void query_options(struct nk_dns_options *o)
{
    const struct nk_args *args = o->args;
    const struct nk_given *cookie = nk_args_find(args, "cookie");
    struct nk_dns_query *q = &o->query;
    q->flags = nk_args_has(args, "no-recurse") ? 0 : NK_DNS_RD;
    q->flags |= nk_args_has(args, "cd") ? NK_DNS_CD : 0;
    q->edns = (struct nk_edns){
        .present = !nk_args_has(args, "no-edns"),
        .version = (uint8_t)nk_args_number(args, "edns-version", 0),
        .udp_size = (uint16_t)nk_args_number(args, "bufsize", UDP_SIZE),
        .dnssec_ok = nk_args_has(args, "dnssec"),
    };
    q->keep_version = nk_args_has(args, "edns-version");
    q->padding = (uint16_t)nk_args_number(args, "padding", 0);
    q->cookie = cookie != NULL;
    o->cookie = cookie == NULL ? NULL : cookie->text;
    o->nsid = nk_args_has(args, "nsid");
}

/* What asks for EDNS does not go with --no-edns. */
static bool edns_fits(struct nk_dns_options *o)
{
    static const char *const names[] = {"edns-version", "bufsize", "dnssec",  "nsid",
                                        "subnet",       "cookie",  "padding", "ednsopt"};
    if (o->query.edns.present)
        return true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (!nk_args_has(o->args, names[i]))
            continue;
        nk_cli_misuse(o->ctx, "--no-edns and --%s exclude each other: it is a part of EDNS",
                      names[i]);
        return false;
    }
    return true;
}

bool nk_dns_options_init(struct nk_dns_options *o, struct nk_ctx *ctx, const struct nk_args *args,
                         int64_t timeout_ms)
{
    *o = (struct nk_dns_options){.ctx = ctx, .args = args, .parts = NK_SHOW_ALL};
    nk_resolvconf_init(&o->conf);
    o->timeout_ms = args->timeout_ms >= 0 ? args->timeout_ms : timeout_ms;
    o->search = nk_args_has(args, "search");
    o->idn = !nk_args_has(args, "no-idn");
    policy_options(o);
    query_options(o);
    return edns_fits(o) && bind_option(o) && subnet_option(o) && ednsopt_options(o);
}

void nk_dns_options_release(struct nk_dns_options *o)
{
    free(o->servers);
    free(o->server_words);
    nk_resolvconf_release(&o->conf);
    nk_buf_release(&o->ednsopts);
    nk_buf_release(&o->edns_options);
    nk_buf_release(&o->hosts);
}

/* ---- EDNS ------------------------------------------------------------------- */

/* A cookie that the user chose: its client's part, or both. */
static bool add_cookie(struct nk_dns_options *o, struct nk_err *err)
{
    struct nk_buf text = {0};
    size_t digits = strlen(o->cookie);
    o->query.cookie = false;
    if (digits != 16 && (digits < 32 || digits > 80 || digits % 2 != 0))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "'%.60s' is no cookie: expected 16 hexadecimal digits, or 32 to 80 with "
                          "the server's part",
                          o->cookie);
    nk_buf_printf(&text, "%d:%s", NK_EDNS_COOKIE, o->cookie);
    bool done = !text.failed ? nk_edns_put_text(&o->edns_options, text.data, text.len, err)
                             : nk_err_memory(err);
    nk_buf_release(&text);
    return done;
}

bool nk_dns_options_edns(struct nk_dns_options *o, struct nk_err *err)
{
    struct nk_buf *b = &o->edns_options;
    nk_buf_clear(b);
    if (o->nsid)
        nk_edns_put_nsid(b);
    if (o->has_subnet)
        nk_edns_put_subnet(b, &o->subnet);
    if (o->cookie != NULL && !add_cookie(o, err))
        return false;
    nk_buf_add(b, o->ednsopts.data, o->ednsopts.len);
    if (b->failed || o->ednsopts.failed)
        return nk_err_memory(err);
    if (b->len > UINT16_MAX)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "the EDNS options do not fit into a message");
    o->query.edns.options = (const uint8_t *)b->data;
    o->query.edns.options_len = b->len;
    return true;
}

/* ---- servers ------------------------------------------------------------------ */

static bool add_server(struct nk_dns_options *o, const struct nk_dns_server *server,
                       struct nk_err *err)
{
    if (o->server_count == NK_DNS_SERVERS_MAX)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "more than %d servers", NK_DNS_SERVERS_MAX);
    if (!nk_grow((void **)&o->servers, o->server_count, &o->server_room, sizeof *server))
        return nk_err_memory(err);
    o->servers[o->server_count++] = *server;
    return true;
}

static uint16_t default_port(const struct nk_dns_options *o, enum nk_transport transport)
{
    if (o->port != 0)
        return o->port;
    if (o->ctx->dns_world != NULL)
        return o->ctx->dns_world->port;
    return nk_transport_port(transport);
}

/* Keeps a slice as a string; there is room for all (see read_words). */
static const char *keep_text(struct nk_dns_options *o, const char *text, size_t len)
{
    const char *at = o->hosts.data + o->hosts.len;
    nk_buf_add(&o->hosts, text, len);
    nk_buf_add_byte(&o->hosts, '\0');
    return at;
}

int nk_dns_options_left(const struct nk_dns_options *o)
{
    int64_t left = o->policy.deadline - nk_clock_ms();
    if (o->policy.deadline < 0)
        return -1;
    return left < 0 ? 0 : left > INT32_MAX ? INT32_MAX : (int)left;
}

/* The servers of one word: all addresses of a host. */
static bool add_word(struct nk_dns_options *o, const char *text, const struct nk_server_word *word,
                     struct nk_err *err)
{
    struct nk_addr addrs[HOST_ADDRESSES];
    const char *host = keep_text(o, word->host, word->host_len);
    int count =
        nk_host_resolve(host, o->args->family, nk_dns_options_left(o), addrs, HOST_ADDRESSES, err);
    struct nk_dns_server server = {
        .transport = word->has_scheme ? word->transport : o->transport,
        .host = nk_host_check_name(host, NULL) ? host : NULL,
        .path = word->path == NULL ? NULL : keep_text(o, word->path, word->path_len),
    };
    server.port = word->port != 0 ? word->port : default_port(o, server.transport);
    if (count < 0)
        err->offset += (size_t)(word->host - text);
    for (int i = 0; i < count; i++) {
        server.addr = addrs[i];
        if (!nk_dns_may_ask(&addrs[i]))
            return nk_err_set(err, NK_ERR_INPUT, (size_t)(word->host - text), word->host_len,
                              "'%s' is no server's address: nothing is sent to unspecified, "
                              "multicast and broadcast addresses",
                              host);
        if (!add_server(o, &server, err))
            return false;
    }
    return count >= 0;
}

static bool read_word(struct nk_dns_options *o, const char *text)
{
    struct nk_server_word word;
    struct nk_err err = {0};
    bool done = nk_server_word_parse(text, strlen(text), &word, &err);
    enum nk_transport transport = done && word.has_scheme ? word.transport : o->transport;
    if (done && nk_dns_transport_of(transport) == NULL)
        done = nk_err_set(&err, NK_ERR_INPUT, 0, 0, "%s is not available in this build yet",
                          nk_transport_name(transport));
    if (done && add_word(o, text, &word, &err))
        return true;
    if (err.code == NK_ERR_INPUT && err.length > 0)
        nk_cli_blame(o->ctx, text, err.offset, err.length, err.text);
    else
        nk_cli_fail(o->ctx, &err);
    return false;
}

static bool read_words(struct nk_dns_options *o)
{
    size_t room = 0;
    for (size_t i = 0; i < o->server_words_count; i++)
        room += strlen(o->server_words[i]) + 2;
    if (nk_buf_room(&o->hosts, room) == NULL) {
        struct nk_err err;
        nk_err_memory(&err);
        nk_cli_fail(o->ctx, &err);
        return false;
    }
    for (size_t i = 0; i < o->server_words_count; i++)
        if (!read_word(o, o->server_words[i]))
            return false;
    return true;
}

/* ---- resolv.conf ----------------------------------------------------------------- */

static bool read_conf(struct nk_dns_options *o, struct nk_err *err)
{
    const char *given = nk_args_text(o->args, "resolv-conf");
    struct nk_lines lines;
    if (given == NULL && access("/etc/resolv.conf", F_OK) != 0)
        nk_lines_init_text(&lines, "", 0, NULL); /* this host's own server */
    else if (!nk_lines_open(&lines, given != NULL ? given : "/etc/resolv.conf", err))
        return false;
    bool done = nk_resolvconf_read(&o->conf, &lines, o->ctx->localdomain, o->ctx->res_options, err);
    nk_lines_release(&lines);
    return done;
}

/* What the file says of the exchange, where the command line does not. */
static void take_conf(struct nk_dns_options *o)
{
    const struct nk_resolvconf *c = &o->conf;
    if (c->timeout_given && !o->try_given && c->timeout_s > 0)
        o->policy.try_ms = (int64_t)c->timeout_s * 1000;
    if (c->attempts_given && !o->tries_given && c->attempts > 0)
        o->policy.tries = c->attempts;
    o->policy.tcp = o->policy.tcp || c->use_vc;
    o->query.flags |= c->trust_ad ? NK_DNS_AD : 0;
}

static bool add_addresses(struct nk_dns_options *o, const struct nk_addr *addrs, size_t count,
                          size_t first, struct nk_err *err)
{
    struct nk_dns_server server = {.transport = o->transport,
                                   .port = default_port(o, o->transport)};
    for (size_t i = 0; i < count; i++) {
        server.addr = addrs[(first + i) % count];
        if (o->args->family != NK_FAMILY_NONE && o->args->family != server.addr.family)
            continue;
        if (!add_server(o, &server, err))
            return false;
    }
    return o->server_count > 0 ||
           nk_err_set(err, NK_ERR_INPUT, 0, 0,
                      "none of the servers has an IPv%u address; @SERVER names another",
                      o->args->family);
}

static bool add_conf(struct nk_dns_options *o, struct nk_err *err)
{
    const struct nk_addr self[] = {nk_addr_ipv4(0x7f000001), nk_addr_ipv6(0, 1)};
    const struct nk_resolvconf *c = &o->conf;
    uint16_t first = 0;
    take_conf(o);
    if (c->server_count == 0)
        return add_addresses(o, self, o->args->family == NK_FAMILY_NONE ? 1 : 2, 0, err);
    if (c->rotate && !nk_random_fill(&first, sizeof first, err))
        return false;
    return add_addresses(o, c->servers, c->server_count, first % c->server_count, err);
}

bool nk_dns_options_ready(struct nk_dns_options *o)
{
    const struct nk_dns_world *world = o->ctx->dns_world;
    struct nk_err err = {0};
    bool named = o->server_words_count > 0, done = true;
    bool wanted = world == NULL ? !named || o->search : nk_args_has(o->args, "resolv-conf");
    o->policy.deadline = o->timeout_ms < 0 ? -1 : nk_clock_ms() + o->timeout_ms;
    if (wanted)
        done = read_conf(o, &err);
    if (named)
        return done ? read_words(o) : (nk_cli_fail(o->ctx, &err), false);
    if (done && nk_dns_transport_of(o->transport) == NULL)
        done = nk_err_set(&err, NK_ERR_INPUT, 0, 0, "%s is not available in this build yet",
                          nk_transport_name(o->transport));
    if (done && world != NULL)
        done = add_addresses(o, world->resolvers, world->resolver_count, 0, &err);
    else if (done)
        done = add_conf(o, &err);
    if (!done)
        nk_cli_fail(o->ctx, &err);
    return done;
}
