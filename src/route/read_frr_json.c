/*
 * What vtysh prints for `show ip route json`: an object whose members are prefixes, each an array
 * of routes; with several VRFs an object of such objects.
 */
#include "route/formats.h"

#include "base/json_read.h"
#include "route/frr_parts.h"

enum { DEPTH_MAX = 2 /* objects around the prefixes: one, or one and its VRF's */ };

struct frr_json {
    struct nk_listing l;
    struct nk_json_reader json;
};

static bool is_true(const struct frr_json *x, const struct nk_json_value *object, const char *key)
{
    bool flag = false;
    return nk_json_flag(nk_json_get(&x->json, object, key), &flag) && flag;
}

static struct nk_slice text_of(const struct frr_json *x, const struct nk_json_value *object,
                               const char *key)
{
    struct nk_slice s = {"", 0};
    nk_json_text(&x->json, nk_json_get(&x->json, object, key), &s.text, &s.len);
    return s;
}

/* Tells what is wrong with a route; a document is read before its routes, so that the prefix says
 * which it is, not a line. */
static void refuse(struct frr_json *x, const struct nk_slice *prefix, const struct nk_err *why)
{
    struct nk_route_reader *r = x->l.reader;
    const struct nk_route_place place = {.source = r->lines.source, .unit = "route"};
    struct nk_err err;
    nk_err_set(&err, NK_ERR_INPUT, 0, 0, "route '%.*s': %.120s", nk_slice_quoted(prefix),
               prefix->text, why->text);
    nk_route_complain(r, &place, &err);
    nk_listing_drop(&x->l);
}

/* A number of a member that may be missing; `value` is left alone then. False with `why`. */
static bool take_number(const struct frr_json *x, const struct nk_json_value *object,
                        const char *key, int64_t most, int64_t *value, struct nk_err *why)
{
    const struct nk_json_value *v = nk_json_get(&x->json, object, key);
    if (v == NULL || nk_json_integer(v, 0, most, value))
        return true;
    return nk_err_set(why, NK_ERR_INPUT, 0, 0, "%s is no number up to %lld", key, (long long)most);
}

/* An address of a member that may be missing. */
static bool take_addr(const struct frr_json *x, const struct nk_json_value *object, const char *key,
                      struct nk_addr *out, struct nk_err *why)
{
    struct nk_slice s = text_of(x, object, key);
    return nk_json_get(&x->json, object, key) == NULL || nk_addr_parse(s.text, s.len, out, why);
}

/* ---- next hops ----------------------------------------------------------- */

static uint8_t kind_of(const struct frr_json *x, const struct nk_json_value *v)
{
    if (is_true(x, v, "blackhole"))
        return NK_ROUTE_BLACKHOLE;
    if (is_true(x, v, "admin-prohibited"))
        return NK_ROUTE_PROHIBIT;
    return is_true(x, v, "unreachable") ? NK_ROUTE_UNREACHABLE : NK_ROUTE_UNICAST;
}

static uint16_t flags_of(const struct frr_json *x, const struct nk_json_value *v)
{
    static const struct {
        const char *key;
        int flag;
    } rows[] = {
        {"fib", NK_FRR_FIB},       {"recursive", NK_FRR_RECURSIVE}, {"duplicate", NK_FRR_INACTIVE},
        {"onLink", NK_HOP_ONLINK}, {"linkDown", NK_HOP_LINKDOWN},
    };
    int flags = is_true(x, v, "active") ? 0 : NK_FRR_INACTIVE;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (is_true(x, v, rows[i].key))
            flags |= rows[i].flag;
    return (uint16_t)flags;
}

static bool take_hop(struct frr_json *x, const struct nk_json_value *v, struct nk_err *why)
{
    struct nk_hop hop = {.flags = flags_of(x, v)};
    struct nk_slice dev = text_of(x, v, "interfaceName");
    struct nk_addr src = {.family = NK_FAMILY_NONE};
    int64_t weight = 1;
    uint8_t kind = kind_of(x, v);
    if (!take_addr(x, v, "ip", &hop.via, why) || !take_addr(x, v, "source", &src, why) ||
        !take_number(x, v, "weight", UINT16_MAX, &weight, why))
        return false;
    if (kind != NK_ROUTE_UNICAST)
        x->l.draft.route.type = kind;
    if (src.family != NK_FAMILY_NONE)
        nk_listing_prefsrc(&x->l, &src);
    hop.weight = (uint16_t)weight;
    hop.dev = nk_listing_text(&x->l, &dev);
    nk_listing_hop(&x->l, &hop);
    return true;
}

/* ---- routes -------------------------------------------------------------- */

/* The table that the route tells, and the name that its VRF has. */
static bool take_table(struct frr_json *x, const struct nk_json_value *v, struct nk_err *why)
{
    int64_t number = NK_TABLE_MAIN;
    struct nk_slice vrf = text_of(x, v, "vrfName");
    if (!take_number(x, v, "table", UINT32_MAX - 1, &number, why))
        return false;
    x->l.draft.route.table = number == 0 ? NK_TABLE_MAIN : (uint32_t)number;
    if (vrf.len > 0 && !nk_slice_is(&vrf, "default") && nk_json_get(&x->json, v, "table") != NULL)
        nk_listing_vrf(&x->l, &vrf, x->l.draft.route.table);
    return true;
}

static bool take_parts(struct frr_json *x, const struct nk_json_value *v, struct nk_err *why)
{
    struct nk_route *route = &x->l.draft.route;
    struct nk_slice protocol = text_of(x, v, "protocol");
    struct nk_json_member hop = {.given = 0};
    int64_t metric = 0;
    if (!take_table(x, v, why) || !take_number(x, v, "metric", UINT32_MAX, &metric, why))
        return false;
    route->protocol = nk_frr_protocol_name(&protocol);
    route->metric = (uint32_t)metric;
    route->flags |= NK_ROUTE_HAS_METRIC;
    if (nk_slice_is(&protocol, "local"))
        route->type = NK_ROUTE_LOCAL;
    if (!is_true(x, v, "selected") || is_true(x, v, "queued") || is_true(x, v, "failed"))
        route->flags |= NK_ROUTE_INACTIVE;
    while (nk_json_each(&x->json, nk_json_get(&x->json, v, "nexthops"), &hop))
        if (!take_hop(x, hop.value, why))
            return false;
    return true;
}

/* One route; `key` is the prefix where it does not say it itself. */
static void take_route(struct frr_json *x, const struct nk_slice *key,
                       const struct nk_json_value *v)
{
    const struct nk_route_line nowhere = {.number = 0};
    struct nk_slice text = text_of(x, v, "prefix");
    struct nk_prefix prefix;
    struct nk_err why = {0};
    if (text.len == 0)
        text = *key;
    nk_listing_close(&x->l);
    bool good = nk_json_type_of(v) == NK_JSON_OBJECT
                    ? nk_prefix_parse(text.text, text.len, &prefix, &why)
                    : nk_err_set(&why, NK_ERR_INPUT, 0, 0, "expected an object, found %s",
                                 nk_json_type_name(nk_json_type_of(v)));
    if (good) {
        nk_listing_open(&x->l, &nowhere, &prefix);
        good = take_parts(x, v, &why);
    }
    if (!good)
        refuse(x, &text, &why);
}

/* The members of an object: prefixes, or VRFs with their prefixes. Other answers that are objects
 * with arrays (a summary) have no prefixes for keys. */
static void take_members(struct frr_json *x, const struct nk_json_value *v, int depth)
{
    struct nk_json_member member = {.given = 0}, route;
    while (!x->l.ended && !x->l.reader->stopped && nk_json_each(&x->json, v, &member)) {
        struct nk_slice key = {member.key, member.key_len};
        enum nk_json_type type = nk_json_type_of(member.value);
        if (type == NK_JSON_OBJECT && depth < DEPTH_MAX)
            take_members(x, member.value, depth + 1);
        route = (struct nk_json_member){.given = 0};
        while (type == NK_JSON_ARRAY && nk_looks_addr(&key) && !x->l.ended &&
               !x->l.reader->stopped && nk_json_each(&x->json, member.value, &route))
            take_route(x, &key, route.value);
    }
}

/* Puts the place before the message, where the text is no JSON. */
static void tell_place(const struct frr_json *x, struct nk_err *err)
{
    const char *source = x->l.reader->lines.source;
    const struct nk_err why = *err;
    if (err->code == NK_ERR_INPUT && x->json.line > 0)
        nk_err_set(err, NK_ERR_INPUT, 0, 0, "%.80s:%llu:%llu: %.120s",
                   source == NULL ? "-" : source, (unsigned long long)x->json.line,
                   (unsigned long long)x->json.column, why.text);
}

bool nk_frr_json_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct frr_json x;
    const struct nk_json_value *document;
    nk_listing_init(&x.l, r, err);
    x.l.settle = nk_frr_settle;
    nk_json_reader_init(&x.json, &r->lines);
    while (!x.l.ended && !r->stopped && (document = nk_json_next(&x.json, err)) != NULL)
        take_members(&x, document, 1);
    bool done = nk_listing_done(&x.l);
    tell_place(&x, err);
    nk_json_reader_release(&x.json);
    return done;
}

int nk_frr_json_guess(const char *head, size_t len)
{
    size_t at = 0;
    while (at < len && strchr(" \t\r\n", head[at]) != NULL && head[at] != '\0')
        at++;
    if (at == len || head[at] != '{')
        return 0;
    return nk_text_holds(head, len, "\"nexthops\"") && nk_text_holds(head, len, "\"protocol\"")
               ? 90
               : 10;
}
