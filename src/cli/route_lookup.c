#include "cli/route_lookup.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "addr/scan.h"
#include "base/digits.h"
#include "cli/route.h"
#include "cli/route_explain.h"
#include "cli/route_load.h"
#include "cli/route_put.h"
#include "route/names.h"
#include "route/peer.h"

static const struct nk_field lookup_fields[NK_LOOKUP_FIELDS] = {
    [NK_LOOKUP_INPUT] = {"input", "input", "the operand or the line as given", NK_TEXT, 0, 0},
    [NK_LOOKUP_ADDRESS] = {"address", "address", "the address in it", NK_ADDR, 0, 0},
    [NK_LOOKUP_ROUTE + NK_RP_TYPE] =
        {"type", "type",
         "unicast, local, broadcast, anycast, multicast, unreachable, blackhole, prohibit, throw "
         "or none",
         NK_TEXT, 0, 0},
    [NK_LOOKUP_ROUTE + NK_RP_PREFIX] = {"prefix", "prefix", "the prefix that decided", NK_PREFIX,
                                        NK_FIELD_BRIEF, 0},
    [NK_LOOKUP_ROUTE + NK_RP_NEXT_HOPS] = {"next_hops", "next hops",
                                           "where the packet may go: via, dev and weight of each",
                                           NK_JSON, NK_FIELD_MANY, 0},
    [NK_LOOKUP_ROUTE + NK_RP_TABLE] = {"table", "table",
                                       "the table of the route: a name or a number", NK_TEXT, 0, 0},
    [NK_LOOKUP_ROUTE +
        NK_RP_METRIC] = {"metric", "metric", "lower is better among equal prefixes", NK_INT, 0, 0},
    [NK_LOOKUP_ROUTE + NK_RP_PROTOCOL] = {"protocol", "protocol",
                                          "who made the route: kernel, static, bgp", NK_TEXT, 0, 0},
    [NK_LOOKUP_ROUTE + NK_RP_PREFSRC] = {"prefsrc", "prefsrc",
                                         "the source address that the host itself takes", NK_ADDR,
                                         0, 0},
    [NK_LOOKUP_ROUTE + NK_RP_ORIGIN] = {"origin", "origin",
                                        "the AS number that announces the prefix", NK_INT, 0, 0},
    [NK_LOOKUP_ROUTE + NK_RP_LABEL] = {"label", "label", "what followed the prefix in a plain list",
                                       NK_TEXT, 0, 0},
    [NK_LOOKUP_RULE] = {"rule", "rule", "the priority of the rule that led there", NK_INT, 0, 0},
    [NK_LOOKUP_MATCHES] = {"matches", "matches",
                           "with --all every prefix that matches: prefix, next_hops, metric, label",
                           NK_JSON, NK_FIELD_MANY, 0},
    [NK_LOOKUP_ANSWER] = {"answer", "answer",
                          "the label, else the gateways, else the devices, else the type", NK_TEXT,
                          NK_FIELD_BRIEF, 0},
};

static const struct nk_schema lookup_schema = {
    .fields = lookup_fields,
    .count = NK_LOOKUP_FIELDS,
    .operand = NK_LOOKUP_ADDRESS,
};

enum { NOTES_MAX = 10 }; /* of them are told, the rest is counted */

/* ---- options ------------------------------------------------------------- */

static bool number_option(struct nk_lookup *x, const char *name, uint64_t max, uint64_t *out)
{
    const struct nk_given *given = nk_args_find(x->args, name);
    struct nk_err err;
    if (given == NULL || nk_digits_read_hex(given->text, strlen(given->text), max, out))
        return true;
    nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text),
               "--%s takes a number up to %llu (0x... is hexadecimal), not '%.60s'", name,
               (unsigned long long)max, given->text);
    nk_cli_bad_argument(x->ctx, given, &err);
    return false;
}

/* A word that is a name, or a number of one octet. */
static bool octet_option(struct nk_lookup *x, const char *name,
                         bool (*read)(const char *word, size_t len, uint8_t *out), uint8_t *out)
{
    const struct nk_given *given = nk_args_find(x->args, name);
    struct nk_err err;
    if (given == NULL || read(given->text, strlen(given->text), out))
        return true;
    nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text),
               "--%s takes a name or a number up to 255 (0x... is hexadecimal), not '%.60s'", name,
               given->text);
    nk_cli_bad_argument(x->ctx, given, &err);
    return false;
}

/* What --lenient made of a word; the first ten are told. */
static void tell_reading(struct nk_lookup *x, const char *text, size_t len,
                         const struct nk_addr *addr)
{
    char read[NK_ADDR_TEXT_MAX];
    nk_addr_format(addr, read);
    if (++x->lenient <= NOTES_MAX)
        nk_cli_say(x->ctx, "'%.*s' is read as %s", nk_quoted(text, text + len), text, read);
}

/* A single address; with --lenient also as inet_aton reads it. */
static bool parse_address(struct nk_lookup *x, const char *text, size_t len, unsigned flags,
                          struct nk_item *item, struct nk_err *err)
{
    if (!nk_item_parse(text, len, flags | (x->args->lenient ? NK_PARSE_LENIENT : 0), item, err))
        return false;
    if (item->kind != NK_ITEM_ADDRESS)
        return nk_err_set(err, NK_ERR_INPUT, 0, len, "'%.*s' is no single address",
                          nk_quoted(text, text + len), text);
    if (item->lenient)
        tell_reading(x, text, len, &item->prefix.addr);
    return true;
}

static bool from_option(struct nk_lookup *x)
{
    const struct nk_given *given = nk_args_find(x->args, "from");
    struct nk_err err;
    struct nk_item item;
    if (given == NULL)
        return true;
    if (parse_address(x, given->text, strlen(given->text), 0, &item, &err)) {
        x->flow.src = item.prefix.addr;
        return true;
    }
    nk_cli_bad_argument(x->ctx, given, &err);
    return false;
}

/* The user of packets that this host makes: as `ip route get`, the one who asks. */
static void uid_option(struct nk_lookup *x)
{
    int64_t uid = nk_args_number(x->args, "uid", -1);
    x->flow.has_uid = uid >= 0;
    x->flow.uid = uid >= 0 ? (uint32_t)uid : (uint32_t)geteuid();
}

static bool flow_options(struct nk_lookup *x)
{
    uint64_t mark = 0;
    x->flow.iif = nk_args_text(x->args, "iif");
    x->flow.oif = nk_args_text(x->args, "oif");
    x->flow.vrf = nk_args_text(x->args, "vrf");
    x->flow.sport = (uint16_t)nk_args_number(x->args, "sport", 0);
    x->flow.dport = (uint16_t)nk_args_number(x->args, "dport", 0);
    uid_option(x);
    if (x->flow.iif != NULL && strcmp(x->flow.iif, "lo") == 0)
        x->flow.iif = NULL; /* what this host makes itself comes in there */
    if (!from_option(x) || !number_option(x, "mark", UINT32_MAX, &mark) ||
        !octet_option(x, "tos", nk_tos_number, &x->flow.tos) ||
        !octet_option(x, "ipproto", nk_ipproto_number, &x->flow.ipproto))
        return false;
    x->flow.mark = (uint32_t)mark;
    if (x->flow.vrf == NULL || x->flow.oif == NULL)
        return true;
    nk_cli_misuse(x->ctx, "--vrf and --oif exclude each other: both say where it leaves");
    return false;
}

static bool delimiter_option(struct nk_lookup *x)
{
    const struct nk_given *given = nk_args_find(x->args, "delimiter");
    struct nk_err err;
    if (given == NULL)
        return true;
    if (!x->by_field) {
        nk_cli_misuse(x->ctx, "--delimiter goes with --field");
        return false;
    }
    if (strcmp(given->text, "\\t") == 0) {
        x->delimiter = '\t';
        return true;
    }
    x->delimiter = given->text[0];
    if (strlen(given->text) == 1)
        return true;
    nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text),
               "--delimiter takes one byte (or \\t), not '%.60s'", given->text);
    nk_cli_bad_argument(x->ctx, given, &err);
    return false;
}

static bool is_list(const char *operand)
{
    return operand[0] == '@' || strcmp(operand, "-") == 0;
}

static bool read_options(struct nk_lookup *x)
{
    bool lists = x->args->operand_count == 0;
    for (size_t i = 0; i < x->args->operand_count; i++)
        lists = lists || is_list(x->args->operands[i]);
    x->all = nk_args_has(x->args, "all");
    x->by_kernel = nk_args_has(x->args, "kernel");
    x->by_field = nk_args_has(x->args, "field");
    x->field = (uint64_t)nk_args_number(x->args, "field", 1);
    if (x->by_field && !lists)
        nk_cli_misuse(x->ctx, "--field chooses in the lines of '-' or @FILE");
    else if (x->by_kernel && (x->all || nk_lookup_explains(x) || nk_args_has(x->args, "table") ||
                              nk_args_has(x->args, "peer")))
        nk_cli_misuse(
            x->ctx, "--kernel asks the kernel: --table, --peer, --all, --explain and -o svg do not "
                    "go with it");
    else if (x->args->operand_count == 0 && !x->by_field)
        nk_cli_misuse(x->ctx,
                      "route lookup needs ADDRESS..., or - for the lines of standard input");
    else if (nk_cli_stdin_once(x->ctx, x->args, x->args->operand_count == 0))
        return flow_options(x) && delimiter_option(x);
    return false;
}

/* ---- the table ----------------------------------------------------------- */

bool nk_lookup_peer(struct nk_lookup *x, uint32_t *peer)
{
    const struct nk_given *given = nk_args_find(x->args, "peer");
    struct nk_err err;
    *peer = NK_ROUTE_NONE;
    if (given == NULL || nk_table_peer_find(&x->table, given->text, peer, &err))
        return true;
    nk_cli_bad_argument(x->ctx, given, &err);
    return false;
}

static bool know_vrf(struct nk_lookup *x)
{
    const struct nk_given *given = nk_args_find(x->args, "vrf");
    uint32_t table;
    struct nk_err err;
    if (given == NULL || nk_policy_vrf(&x->policy, given->text, &table))
        return true;
    nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text), "the table tells of no VRF '%.60s'",
               given->text);
    nk_cli_bad_argument(x->ctx, given, &err);
    return false;
}

/* ---- items --------------------------------------------------------------- */

bool nk_lookup_parse(struct nk_lookup *x, const char *text, size_t len, struct nk_flow *flow,
                     struct nk_err *err)
{
    struct nk_item item;
    *flow = x->flow;
    if (!parse_address(x, text, len, NK_PARSE_ZONE, &item, err))
        return false;
    flow->dst = item.prefix.addr;
    flow->dst.zone = 0;
    if (item.zone_length >= NK_ZONE_MAX)
        return nk_err_set(err, NK_ERR_INPUT, item.zone_at, item.zone_length,
                          "there is no device with so long a name");
    if (item.zone_length > 0 && flow->oif == NULL && flow->iif == NULL) {
        memcpy(x->zone, text + item.zone_at, item.zone_length);
        x->zone[item.zone_length] = '\0';
        flow->oif = x->zone;
    }
    if (flow->src.family == NK_FAMILY_NONE || flow->src.family == flow->dst.family)
        return true;
    return nk_err_set(err, NK_ERR_INPUT, 0, len, "'%.*s' is IPv%u, and the source is IPv%u",
                      nk_quoted(text, text + len), text, (unsigned)flow->dst.family,
                      (unsigned)flow->src.family);
}

static void look_up_operand(struct nk_lookup *x, size_t operand)
{
    const char *text = x->args->operands[operand];
    struct nk_input_item at = {.text = text,
                               .len = strlen(text),
                               .line = text,
                               .line_len = strlen(text),
                               .number = operand,
                               .operand = operand};
    struct nk_flow flow;
    struct nk_err err = {0};
    if (is_list(text)) {
        nk_lookup_lines(x, text);
        return;
    }
    if (!nk_lookup_parse(x, text, at.len, &flow, &err)) {
        nk_lookup_refuse(x, &at, &err);
        return;
    }
    if (x->args->family != NK_FAMILY_NONE && x->args->family != flow.dst.family)
        return;
    if (nk_lookup_explains(x)) {
        nk_lookup_explain(x, &flow);
        if (!x->by_kernel && nk_cli_keeps(&x->record) && nk_lookup_put(x, &flow))
            nk_lookup_end(x, &at, false);
    } else if (x->all) {
        if (!nk_lookup_put_all(x, &flow, &at))
            return;
    } else if (nk_lookup_put(x, &flow)) {
        nk_lookup_end(x, &at, false);
    }
    if (!nk_lookup_arrives(&x->verdict))
        nk_cli_status(x->ctx, NK_NO);
}

/* With --field and no operand the lines are those of standard input. */
static void look_up_operands(struct nk_lookup *x)
{
    if (x->args->operand_count == 0)
        nk_lookup_lines(x, "-");
    for (size_t i = 0; !x->stop && i < x->args->operand_count; i++)
        look_up_operand(x, i);
}

/* ---- the verb ------------------------------------------------------------ */

static enum nk_status run_lookup(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_lookup x = {.ctx = ctx, .args = args};
    if (!read_options(&x) || !nk_cli_records(ctx, &x.record))
        return ctx->worst;
    nk_canvas_init(&x.picture, NK_EXPLAIN_COLUMNS);
    x.columns = x.record.format == NK_FORMAT_TEXT || x.record.format == NK_FORMAT_TSV;
    if (x.by_kernel ? nk_lookup_open_kernel(&x) : nk_lookup_load(&x) && know_vrf(&x))
        look_up_operands(&x);
    nk_lookup_picture(&x);
    if (x.lenient > NOTES_MAX)
        nk_cli_say(ctx, "%llu more addresses were read leniently",
                   (unsigned long long)(x.lenient - NOTES_MAX));
    enum nk_status status = nk_cli_records_done(ctx, &x.record);
    if (x.by_kernel)
        nk_kernel_release(&x.kernel);
    nk_canvas_release(&x.picture);
    nk_answers_release(&x.answers);
    nk_verdict_release(&x.verdict);
    nk_policy_release(&x.policy);
    nk_fib_release(&x.fib);
    nk_table_release(&x.table);
    return status;
}

static const struct nk_option lookup_options[] = {
    NK_ROUTE_TABLE_OPTIONS,
    {.name = "from", .arg = NK_ARG_WORD, .metavar = "ADDRESS", .help = "the packet's source"},
    {.name = "iif",
     .arg = NK_ARG_WORD,
     .metavar = "DEV",
     .help = "the device that it came in by; else this host makes it"},
    {.name = "oif",
     .arg = NK_ARG_WORD,
     .metavar = "DEV",
     .help = "the device that it has to leave by"},
    {.name = "mark", .arg = NK_ARG_WORD, .metavar = "N", .help = "its firewall mark"},
    {.name = "tos", .arg = NK_ARG_WORD, .metavar = "N", .help = "its TOS octet"},
    {.name = "ipproto",
     .arg = NK_ARG_WORD,
     .metavar = "P",
     .help = "its protocol: tcp, udp, icmp, a number"},
    {.name = "sport",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 1,
     .max = UINT16_MAX,
     .help = "its source port"},
    {.name = "dport",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 1,
     .max = UINT16_MAX,
     .help = "its destination port"},
    {.name = "uid",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 0,
     .max = UINT32_MAX - 1,
     .help = "the user whose packet it is (default: you)"},
    {.name = "vrf", .arg = NK_ARG_WORD, .metavar = "NAME", .help = "look up in that VRF"},
    {.name = "peer",
     .arg = NK_ARG_WORD,
     .metavar = "P",
     .help = "of a BGP dump the peer whose paths count: its address, AS or number (default: the "
             "first one)"},
    {.name = "kernel",
     .unexplained = true,
     .help = "ask the running kernel itself, for comparison"},
    {.name = "all", .help = "every prefix that matches, longest first"},
    {.name = "field",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 1,
     .max = INT64_C(1) << 31,
     .help = "of lines, look the N-th field up"},
    {.name = "delimiter",
     .arg = NK_ARG_WORD,
     .metavar = "C",
     .help = "what parts the fields (default: blanks)"},
    {.name = ""},
};

static const struct nk_example lookup_examples[] = {
    {"route lookup -t sample:textbook 192.168.1.33", "three prefixes match, the longest wins"},
    {"route lookup -t sample:textbook --all 192.168.1.33", "all three"},
    {"route lookup -t sample:textbook --explain 192.168.1.33", "why it is that one, bit by bit"},
    {"", ""},
};

const struct nk_verb nk_route_lookup_verb = {
    .name = "lookup",
    .operands = "ADDRESS...",
    .summary = "the route that a packet takes",
    .about =
        "Answers as the Linux kernel does: rules in order, the longest prefix, then the lowest "
        "metric. Prints the prefix, and the label, else the gateways, else the devices, else the "
        "type. Of '-' and @FILE every line is passed on as it came, with these columns behind a "
        "TAB; its first word is looked up. Status 1 if there is no route, or one that discards; "
        "lines without a route are no failure.",
    .options = lookup_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_STRICT |
              NK_COMMON_THREADS | NK_COMMON_LENIENT | NK_COMMON_SVG,
    .min_operands = 0,
    .operands_are_items = true,
    .schema = &lookup_schema,
    .examples = lookup_examples,
    .run = run_lookup,
};
