/* The servers of a verb: those of the command line, or of resolv.conf, or of the lab. */
#include <string.h>
#include <unistd.h>

#include "cli/dns_options.h"
#include "cli/dns_world.h"
#include "cli/frame.h"
#include "dns/random.h"
#include "dns/server.h"
#include "dns/transport.h"
#include "netkit/host.h"

enum { HOST_ADDRESSES = 16, RESOLVERS_MAX = 8 };

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

/* ---- names in a lab --------------------------------------------------------------- */

/* The addresses in the answer to a question. */
static int take_addresses(const struct nk_dns_reply *reply, const struct nk_dns_question *q,
                          struct nk_addr *out, int max)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_relevant related;
    size_t place = 0;
    int count = 0;
    if (reply->message.len == 0)
        return 0;
    nk_relevant_init(&related, reply->message.data, reply->message.len, q);
    nk_dns_reader_init(&r, reply->message.data, reply->message.len);
    while (count < max && nk_dns_reader_next(&r, &rr))
        if (rr.section == NK_DNS_ANSWER && nk_relevant_has(&related, place++))
            count += nk_record_address(&r, &rr, &out[count]);
    return count;
}

/* What nk_host_resolve() does, by the lab's resolvers: its names are nowhere else. */
static int ask_lab(const struct nk_dns_options *o, const char *host, struct nk_addr *out, int max,
                   struct nk_err *err)
{
    const struct nk_dns_world *world = o->ctx->dns_world;
    struct nk_dns_server servers[RESOLVERS_MAX];
    struct nk_dns_query query = {.flags = NK_DNS_RD, .question.class = NK_CLASS_IN};
    struct nk_dns_reply reply = {.try_count = 0};
    size_t n = world->resolver_count < RESOLVERS_MAX ? world->resolver_count : RESOLVERS_MAX;
    int count = 0;
    for (size_t i = 0; i < n; i++)
        servers[i] = (struct nk_dns_server){.addr = world->resolvers[i], .port = world->port};
    if (!nk_name_parse(host, strlen(host), NULL, &query.question.name, err))
        return -1;
    for (int family = NK_IPV4; family <= NK_IPV6; family += NK_IPV6 - NK_IPV4) {
        if (o->args->family != NK_FAMILY_NONE && o->args->family != family)
            continue;
        query.question.type = family == NK_IPV4 ? NK_TYPE_A : NK_TYPE_AAAA;
        if (!nk_dns_exchange(NULL, &query, servers, n, &o->policy, &reply, err)) {
            count = -1;
            break;
        }
        count += take_addresses(&reply, &query.question, out + count, max - count);
    }
    nk_dns_reply_release(&reply);
    if (count == 0)
        nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "the %s has no address of '%.60s'", world->name, host);
    return count > 0 ? count : -1;
}

static int look_up(const struct nk_dns_options *o, const char *host, struct nk_addr *out, int max,
                   struct nk_err *err)
{
    if (o->ctx->dns_world != NULL && nk_host_check_name(host, NULL))
        return ask_lab(o, host, out, max, err);
    return nk_host_resolve(host, o->args->family, nk_dns_options_left(o), out, max, err);
}

/* ---- @words ------------------------------------------------------------------------ */

/* The servers of one word: all addresses of a host. */
static bool add_word(struct nk_dns_options *o, const char *text, const struct nk_server_word *word,
                     struct nk_err *err)
{
    struct nk_addr addrs[HOST_ADDRESSES];
    const char *host = keep_text(o, word->host, word->host_len);
    int count = look_up(o, host, addrs, HOST_ADDRESSES, err);
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
        done = nk_err_set(&err, NK_ERR_INPUT, 0,
                          word.has_scheme ? strlen(nk_transport_name(transport)) : 0,
                          "%s is not available in this build yet", nk_transport_name(transport));
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
