#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "addr/put.h"
#include "cli/dns.h"
#include "cli/dns_ask.h"
#include "cli/dns_resolve.h"
#include "cli/frame.h"
#include "dns/hosts.h"
#include "netkit/host.h"

enum { TIMEOUT_MS = 10000, ADDRESSES_MAX = 256, NSS_MAX = 64 };

enum field { F_INPUT, F_ADDRESS, F_NAME, F_SOURCE, F_AGREES, F_WHY, F_COUNT };

static const struct nk_field resolve_fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the name as given", NK_TEXT, 0, 0},
    [F_ADDRESS] = {"address", "address", "an address that programs get, or DNS has", NK_ADDR,
                   NK_FIELD_BRIEF, 0},
    [F_NAME] = {"name", "name", "the name that has it, at the end of the aliases", NK_TEXT, 0, 0},
    [F_SOURCE] = {"source", "source",
                  "hosts (/etc/hosts), dns, or nss: something else of nsswitch.conf", NK_TEXT,
                  NK_FIELD_BRIEF, 0},
    [F_AGREES] = {"agrees", "agrees", "whether programs get it and DNS has it", NK_FLAG,
                  NK_FIELD_BRIEF, 0},
    [F_WHY] = {"why", "why", "where they differ: why", NK_TEXT, NK_FIELD_BRIEF, 0},
};

static const struct nk_schema resolve_schema = {
    .fields = resolve_fields,
    .count = F_COUNT,
    .operand = F_ADDRESS,
};

/* One run of the verb. */
struct resolve {
    struct nk_ctx *ctx;
    struct nk_dns_options o;
    struct nk_dns_words words;
    struct nk_dns_asker asker;
    struct nk_record record;
    struct nk_name name;
    char text[NK_NAME_TEXT_MAX]; /* what getaddrinfo is given */
    struct nk_resolve_found all[ADDRESSES_MAX];
    size_t count;
    size_t by_hosts, by_nss; /* how many of them */
    bool dns_failed;
    bool explains;
    struct nk_buf working;
};

/* ---- who has which address ---------------------------------------------------------- */

/* The place of an address, which is new at the end; NULL where there are too many. */
static struct nk_resolve_found *place_of(struct resolve *x, const struct nk_addr *addr)
{
    for (size_t i = 0; i < x->count; i++)
        if (nk_addr_compare(&x->all[i].addr, addr) == 0)
            return &x->all[i];
    if (x->count == ADDRESSES_MAX)
        return NULL;
    x->all[x->count] = (struct nk_resolve_found){.addr = *addr};
    return &x->all[x->count++];
}

/* What a program gets, in its order. */
static bool ask_nss(struct resolve *x)
{
    struct nk_addr addrs[NSS_MAX];
    struct nk_err err = {0};
    int timeout = nk_dns_options_left(&x->o);
    int count = nk_host_look_up(x->text, x->ctx->args->family, timeout, addrs, NSS_MAX, &err);
    if (count < 0)
        nk_cli_fail(x->ctx, &err);
    for (int i = 0; i < count; i++) {
        struct nk_resolve_found *f = place_of(x, &addrs[i]);
        if (f != NULL)
            f->nss = true;
    }
    x->by_nss = count < 0 ? 0 : (size_t)count;
    if (x->explains && count >= 0)
        nk_resolve_explain_library(&x->working, x->text, "/etc/nsswitch.conf", x->all, x->count);
    return count >= 0;
}

static bool see_host(void *closure, const struct nk_addr *addr)
{
    struct resolve *x = closure;
    uint8_t family = x->ctx->args->family;
    if (family != NK_FAMILY_NONE && family != addr->family)
        return true;
    for (size_t i = 0; i < x->count; i++) {
        if (nk_addr_compare(&x->all[i].addr, addr) != 0)
            continue;
        x->all[i].hosts = true;
        x->by_hosts++;
    }
    return true;
}

/* Which of them come from the file. One that a program does not get says nothing: nsswitch.conf
 * may leave the file out. */
static bool read_hosts(struct resolve *x)
{
    const char *given = nk_args_text(x->ctx->args, "hosts");
    const char *file = given != NULL ? given : "/etc/hosts";
    struct nk_lines lines;
    struct nk_err err = {0};
    if (given == NULL && access("/etc/hosts", F_OK) != 0)
        return true;
    bool done = nk_lines_open(&lines, file, &err);
    done = done && nk_hosts_find(&lines, x->text, see_host, x, &err);
    nk_lines_release(&lines);
    if (!done)
        nk_cli_fail(x->ctx, &err);
    else if (x->explains)
        nk_resolve_explain_hosts(&x->working, file, x->all, x->count);
    return done;
}

/* ---- what DNS says -------------------------------------------------------------------- */

static bool see_record(void *closure, const struct nk_dns_reader *r, const struct nk_dns_record *rr)
{
    struct resolve *x = closure;
    struct nk_addr addr;
    struct nk_resolve_found *f = nk_record_address(r, rr, &addr) ? place_of(x, &addr) : NULL;
    if (f == NULL)
        return true;
    f->dns = true;
    f->name = rr->owner;
    return true;
}

static void explain_question(struct resolve *x, const struct nk_dns_question *q)
{
    const struct nk_dns_item item = nk_dns_asker_item(&x->asker, q, x->words.name);
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    nk_name_format(&q->name, name);
    nk_explain_say(&x->working, 3, "%.300s %s", name, nk_type_name(q->type, type));
    nk_dns_explain_reply(&x->working, 5, &item);
}

/* One type of one name: what came of it into `outcome`. */
static bool ask_type(struct resolve *x, const struct nk_name *name, uint16_t type,
                     enum nk_dns_outcome *outcome)
{
    struct nk_dns_question q = {.name = *name, .type = type, .class = NK_CLASS_IN};
    if (!nk_dns_asker_ask(&x->asker, &q))
        return false;
    *outcome = nk_dns_asker_outcome(&x->asker, &q);
    if (x->explains)
        explain_question(x, &q);
    if (nk_dns_status(*outcome) == NK_FAILED) {
        struct nk_dns_item item = nk_dns_asker_item(&x->asker, &q, x->words.name);
        nk_dns_asker_complain(&x->asker, &q, &item);
        nk_cli_status(x->ctx, NK_FAILED);
        x->dns_failed = true;
    }
    nk_dns_asker_visit(&x->asker, &q, see_record, x);
    return true;
}

/* Both types of the name, or of those of the search list until one has an address, as the system's
 * own resolver does it. */
static bool ask_dns(struct resolve *x)
{
    static const struct {
        uint8_t family;
        uint16_t type;
    } rows[] = {{NK_IPV4, NK_TYPE_A}, {NK_IPV6, NK_TYPE_AAAA}};
    uint8_t family = x->ctx->args->family;
    bool absolute = nk_dns_name_is_absolute(x->words.name), found = false;
    struct nk_name name;
    if (x->explains)
        nk_resolve_explain_search(&x->working, &x->o.conf, &x->name, absolute);
    for (size_t i = 0; !found && !x->dns_failed &&
                       nk_resolvconf_candidate(&x->o.conf, &x->name, absolute, i, &name);
         i++) {
        for (size_t j = 0; j < sizeof rows / sizeof *rows; j++) {
            enum nk_dns_outcome outcome;
            if (family != NK_FAMILY_NONE && family != rows[j].family)
                continue;
            if (!ask_type(x, &name, rows[j].type, &outcome))
                return false;
            found = found || outcome == NK_OUTCOME_FOUND;
        }
    }
    return true;
}

/* ---- records ----------------------------------------------------------------------------- */

static const char *source_of(const struct nk_resolve_found *f)
{
    return f->hosts ? "hosts" : f->dns ? "dns" : "nss";
}

/* Why the two differ; NULL: they do not, or it cannot be told. */
static const char *why_of(const struct resolve *x, const struct nk_resolve_found *f)
{
    if (f->nss && f->dns)
        return NULL;
    if (!f->nss && x->by_nss == 0)
        return "DNS has it, and programs find nothing: nsswitch.conf, another server, or options";
    if (!f->nss && x->by_hosts > 0)
        return "DNS has it, and programs stop at /etc/hosts";
    if (!f->nss)
        return "DNS has it, and programs do not get it: another server, another view, or sorted "
               "out";
    if (x->dns_failed)
        return "DNS could not be asked";
    if (f->hosts)
        return "/etc/hosts has it, and DNS does not";
    return "another source of nsswitch.conf has it, or another server, and DNS does not";
}

static bool put(struct resolve *x, const struct nk_resolve_found *f)
{
    struct nk_record *r = &x->record;
    char name[NK_NAME_TEXT_MAX];
    nk_record_text(r, F_INPUT, x->words.name);
    nk_put_addr(r, F_ADDRESS, &f->addr);
    if (f->dns) {
        nk_name_format(&f->name, name);
        nk_record_text(r, F_NAME, name);
    }
    nk_record_word(r, F_SOURCE, source_of(f));
    nk_record_flag(r, F_AGREES, f->nss && f->dns ? 1 : x->dns_failed && f->nss ? -1 : 0);
    nk_record_text(r, F_WHY, why_of(x, f));
    return nk_record_end(r);
}

/* The working, and the answer as sentences. */
static void explain_all(struct resolve *x)
{
    struct nk_buf *b = &x->working;
    nk_resolve_explain_order(b, x->all, x->by_nss);
    nk_explain_say(b, 0, "So, side by side");
    for (size_t i = 0; i < x->count && i < NK_DNS_EXPLAIN_LINES; i++) {
        const struct nk_resolve_found *f = &x->all[i];
        const char *why = why_of(x, f);
        char addr[NK_ADDR_TEXT_MAX];
        nk_addr_format(&f->addr, addr);
        nk_explain_say(b, 3, "%s (%s): programs %s, DNS %s%s%s", addr, source_of(f),
                       f->nss ? "yes" : "no",
                       f->dns          ? "yes"
                       : x->dns_failed ? "not known"
                                       : "no",
                       why == NULL ? "" : ": ", why == NULL ? "" : why);
    }
    nk_explain_more(b, 3, x->count, NK_DNS_EXPLAIN_LINES, "addresses");
    if (x->count == 0)
        nk_explain_say(b, 3, "neither has an address");
    nk_dns_explain_out(x->ctx, b);
}

static void put_all(struct resolve *x)
{
    if (x->explains)
        explain_all(x);
    for (size_t i = 0; !x->explains && i < x->count && put(x, &x->all[i]); i++)
        continue;
    if (x->by_nss == 0)
        nk_cli_status(x->ctx, NK_NO);
}

/* ---- the verb -------------------------------------------------------------------------------- */

/* The name as programs give it to getaddrinfo: letters beyond ASCII converted, else untouched. */
static bool read_name(struct resolve *x)
{
    struct nk_err err = {0};
    if (!nk_dns_words_name(&x->o, &x->words, &x->name))
        return false;
    if (x->words.type_count > 0) {
        nk_cli_misuse(x->ctx, "resolve asks for addresses: it takes no type");
        return false;
    }
    size_t len = nk_name_format(&x->name, x->text);
    if (len > 1 && !nk_dns_name_is_absolute(x->words.name))
        x->text[len - 1] = '\0';
    if (nk_host_check_name(x->text, &err))
        return true;
    nk_cli_blame(x->ctx, x->words.name, err.offset, err.length, err.text);
    return false;
}

static enum nk_status run_resolve(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct resolve *x = calloc(1, sizeof *x);
    struct nk_err err;
    if (x == NULL) {
        nk_err_memory(&err);
        return nk_cli_fail(ctx, &err);
    }
    x->ctx = ctx;
    x->explains = nk_cli_explains(ctx);
    bool ready = nk_dns_options_init(&x->o, ctx, args, TIMEOUT_MS) &&
                 nk_dns_words_read(&x->o, &x->words) && read_name(x);
    x->o.search = true;
    bool records = ready && nk_dns_options_ready(&x->o) && nk_cli_records(ctx, &x->record);
    if (records && nk_dns_asker_init(&x->asker, &x->o) && ask_nss(x) && read_hosts(x) && ask_dns(x))
        put_all(x);
    if (records)
        nk_cli_records_done(ctx, &x->record);
    nk_dns_asker_release(&x->asker);
    nk_dns_options_release(&x->o);
    nk_buf_release(&x->working);
    free(x);
    return ctx->worst;
}

static const struct nk_option resolve_options[] = {
    {.name = "hosts",
     .arg = NK_ARG_FILE,
     .metavar = "FILE",
     .help = "the file that tells what comes from hosts (/etc/hosts)"},
    NK_DNS_EXCHANGE_OPTIONS,
    {.name = ""},
};

static const struct nk_example resolve_examples[] = {
    {"dns resolve www.example.com @192.0.2.53", "what programs get, beside what that server says"},
    {"", ""},
};

const struct nk_verb nk_dns_resolve_verb = {
    .name = "resolve",
    .operands = "NAME [@SERVER]...",
    .asks_servers = true,
    .summary = "what a program gets for a name, beside what DNS says",
    .about = "Asks getaddrinfo, as programs do, with /etc/hosts and whatever nsswitch.conf names, "
             "and the servers of resolv.conf (or @SERVER) itself, with the search list. Prints a "
             "line an address: where it comes from, whether both have it, and why not. The status "
             "is 0 where programs get an address, 1 where not.",
    .options = resolve_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_TIMEOUT,
    .min_operands = 1,
    .schema = &resolve_schema,
    .examples = resolve_examples,
    .run = run_resolve,
};
