#include "cli/dns_options.h"

#include <stdlib.h>
#include <string.h>

#include "dns/edns.h"
#include "dns/server.h"
#include "netkit/host.h"

enum { UDP_SIZE = 1232, TRIES = 3, TRY_MS = 3000 };

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
    struct nk_buf option = {0};
    size_t digits = strlen(o->cookie);
    if (digits != 16 && (digits < 32 || digits > 80 || digits % 2 != 0))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "'%.60s' is no cookie: expected 16 hexadecimal digits, or 32 to 80 with "
                          "the server's part",
                          o->cookie);
    nk_buf_printf(&text, "%d:%s", NK_EDNS_COOKIE, o->cookie);
    bool done =
        !text.failed ? nk_edns_put_text(&option, text.data, text.len, err) : nk_err_memory(err);
    if (done && option.data == NULL)
        done = nk_err_memory(err);
    else if (done) { /* behind the code and the length */
        o->query.cookie = true;
        o->query.first_cookie = memcpy(o->cookie_octets, option.data + 4, digits / 2);
        o->query.first_cookie_len = digits / 2;
    }
    nk_buf_release(&text);
    nk_buf_release(&option);
    return done;
}

bool nk_dns_options_edns(struct nk_dns_options *o, struct nk_err *err)
{
    struct nk_buf *b = &o->edns_options;
    nk_buf_clear(b);
    if (o->nsid)
        nk_edns_put_nsid(b);
    if (o->expire && !nk_edns_put_text(b, "9", 1, err))
        return false;
    if (o->keepalive && !nk_edns_put_text(b, "11", 2, err))
        return false;
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
