/* The answer of a look-up as a record. */
#include "addr/put.h"
#include "base/json.h"
#include "cli/route_lookup.h"
#include "cli/route_put.h"
#include "route/names.h"

bool nk_lookup_arrives(const struct nk_verdict *v)
{
    switch (v->type) {
    case NK_ROUTE_UNICAST:
    case NK_ROUTE_LOCAL:
    case NK_ROUTE_BROADCAST:
    case NK_ROUTE_ANYCAST:
    case NK_ROUTE_MULTICAST:
        return true;
    default:
        return false;
    }
}

/* ---- one answer ---------------------------------------------------------- */

static void put_answer(struct nk_lookup *x)
{
    const struct nk_verdict *v = &x->verdict;
    char room[NK_ROUTE_NAME_MAX];
    struct nk_buf b = {0};
    if (!nk_record_wants(&x->record, NK_LOOKUP_ANSWER))
        return;
    if (v->route != NULL)
        nk_answer_text(&b, &x->table, v->route, v->hops, v->hop_count);
    else
        nk_buf_add_text(&b, nk_route_type_name(v->type, room));
    if (b.failed)
        x->record.arena.failed = true;
    else
        nk_record_slice(&x->record, NK_LOOKUP_ANSWER, b.data, b.len);
    nk_buf_release(&b);
}

static void put_verdict(struct nk_lookup *x, const struct nk_flow *flow)
{
    const struct nk_verdict *v = &x->verdict;
    struct nk_record *r = &x->record;
    char room[NK_ROUTE_NAME_MAX];
    nk_put_addr(r, NK_LOOKUP_ADDRESS, &flow->dst);
    if (v->route != NULL) {
        struct nk_prefix prefix = nk_route_prefix(v->route);
        prefix = nk_prefix_network(&prefix);
        nk_route_put(r, NK_LOOKUP_ROUTE, &x->table, v->route);
        nk_put_prefix(r, NK_LOOKUP_ROUTE + NK_RP_PREFIX, &prefix);
    }
    nk_record_text(r, NK_LOOKUP_ROUTE + NK_RP_TYPE, nk_route_type_name(v->type, room));
    nk_put_hops(r, NK_LOOKUP_ROUTE + NK_RP_NEXT_HOPS, &x->table, v->hops, v->hop_count);
    if (v->rule != NULL)
        nk_record_int(r, NK_LOOKUP_RULE, v->rule->priority);
    if (x->by_kernel && x->asked.prefsrc.family != NK_FAMILY_NONE)
        nk_put_addr(r, NK_LOOKUP_ROUTE + NK_RP_PREFSRC, &x->asked.prefsrc);
    put_answer(x);
}

bool nk_lookup_put(struct nk_lookup *x, const struct nk_flow *flow)
{
    struct nk_err err;
    if (x->by_kernel ? !nk_lookup_ask(x, flow, &err)
                     : !nk_policy_lookup(&x->policy, flow, &x->verdict, NULL, &err)) {
        nk_cli_fail(x->ctx, &err);
        x->stop = true;
        return false;
    }
    put_verdict(x, flow);
    return true;
}

void nk_lookup_end(struct nk_lookup *x, const struct nk_input_item *at, bool failed)
{
    bool more;
    if (nk_cli_explains(x->ctx) && !x->record.mute)
        return; /* the working has no columns */
    nk_record_slice(&x->record, NK_LOOKUP_INPUT, at->line, at->line_len);
    if (x->columns) {
        bool escape = at->source == NULL || x->ctx->out_tty;
        more = nk_record_end_annotated(&x->record, at->line, at->line_len, escape, failed);
    } else {
        more = nk_record_end(&x->record);
    }
    x->stop = x->stop || !more;
}

void nk_lookup_refuse(struct nk_lookup *x, const struct nk_input_item *at, const struct nk_err *err)
{
    if (x->record.format == NK_FORMAT_JSON)
        nk_record_error(&x->record, at->line, at->line_len, err->text);
    else if (at->source != NULL)
        nk_lookup_end(x, at, true);
    if (!nk_cli_bad_item(x->ctx, at, err))
        x->stop = true;
}

/* ---- --all --------------------------------------------------------------- */

/* What is told of a prefix that matches: the route that its table would take of it. */
static void add_match(struct nk_buf *b, const struct nk_lookup *x, uint32_t entry)
{
    const struct nk_route *route = nk_fib_route(&x->fib, entry, 0);
    struct nk_prefix prefix = nk_fib_prefix(&x->fib, entry);
    char text[NK_PREFIX_TEXT_MAX];
    size_t len;
    const char *label = nk_table_text_of(&x->table, route->label, &len);
    nk_json_open(b, '{');
    nk_json_key(b, "prefix");
    nk_json_string(b, text, nk_prefix_format(&prefix, text));
    nk_json_key(b, "next_hops");
    nk_route_hops_json(b, &x->table, route->hops);
    nk_json_key(b, "metric");
    if (route->flags & NK_ROUTE_HAS_METRIC)
        nk_json_int(b, route->metric);
    else
        nk_json_word(b, "null");
    nk_json_key(b, "label");
    if (label != NULL)
        nk_json_string(b, label, len);
    else
        nk_json_word(b, "null");
    nk_json_close(b, '}');
}

/* The same as a line of its own. */
static bool write_match(struct nk_lookup *x, const struct nk_flow *flow,
                        const struct nk_input_item *at, const struct nk_rule *rule, uint32_t entry)
{
    const struct nk_route *route = nk_fib_route(&x->fib, entry, 0);
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(&x->table, route->hops, &count);
    const struct nk_verdict whole = x->verdict;
    x->verdict = (struct nk_verdict){.type = route->type,
                                     .route = route,
                                     .entry = entry,
                                     .rule = rule,
                                     .hops = hops,
                                     .hop_count = count};
    put_verdict(x, flow);
    x->verdict = whole;
    nk_lookup_end(x, at, false);
    return !x->stop;
}

/* One of those that are joined with ',' into the columns of a line of a stream. */
static void join_match(const struct nk_lookup *x, uint32_t entry, struct nk_buf *prefixes,
                       struct nk_buf *answers)
{
    const struct nk_route *route = nk_fib_route(&x->fib, entry, 0);
    struct nk_prefix prefix = nk_fib_prefix(&x->fib, entry);
    char text[NK_PREFIX_TEXT_MAX];
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(&x->table, route->hops, &count);
    if (prefixes->len > 0) {
        nk_buf_add_byte(prefixes, ',');
        nk_buf_add_byte(answers, ',');
    }
    nk_buf_add(prefixes, text, nk_prefix_format(&prefix, text));
    nk_answer_text(answers, &x->table, route, hops, count);
}

/* Where the prefixes that match go: into an array of JSON, joined into two columns, or, where all
 * is NULL, a line each. */
struct match_sink {
    struct nk_buf *json, *prefixes, *answers;
};

/* Walks the prefixes that hold the address; tells how many there are. */
static size_t each_match(struct nk_lookup *x, const struct nk_flow *flow,
                         const struct nk_input_item *at, const struct match_sink *sink)
{
    const struct nk_rule *rule;
    const struct nk_fib_part *part;
    size_t place = 0, count = 0;
    while (nk_policy_next_table(&x->policy, flow, &place, &rule, &part)) {
        uint32_t entry = nk_fib_find(part, &flow->dst);
        for (; entry != NK_ROUTE_NONE; entry = nk_fib_parent(&x->fib, entry)) {
            count++;
            if (sink->json != NULL)
                add_match(sink->json, x, entry);
            else if (sink->prefixes != NULL)
                join_match(x, entry, sink->prefixes, sink->answers);
            else if (!write_match(x, flow, at, rule, entry))
                return count;
        }
    }
    return count;
}

/* A field from a buffer, which is released. */
static void put_buffer(struct nk_lookup *x, size_t field, struct nk_buf *b)
{
    if (b->failed)
        x->record.arena.failed = true;
    else
        nk_record_slice(&x->record, field, b->data, b->len);
    nk_buf_release(b);
}

/* One line for one line, whatever the format of it. */
static void put_joined(struct nk_lookup *x, const struct nk_flow *flow,
                       const struct nk_input_item *at)
{
    struct nk_buf prefixes = {0}, answers = {0};
    const struct match_sink sink = {.prefixes = &prefixes, .answers = &answers};
    bool nothing = each_match(x, flow, at, &sink) == 0;
    if (!nothing) {
        put_buffer(x, NK_LOOKUP_ROUTE + NK_RP_PREFIX, &prefixes);
        put_buffer(x, NK_LOOKUP_ANSWER, &answers);
    }
    nk_lookup_end(x, at, nothing && x->columns);
}

bool nk_lookup_put_all(struct nk_lookup *x, const struct nk_flow *flow,
                       const struct nk_input_item *at)
{
    struct nk_buf b = {0};
    const struct match_sink json = {.json = &b}, lines = {.json = NULL};
    bool columns = x->record.format != NK_FORMAT_JSON;
    struct nk_err err;
    if (columns && at->source == NULL) {
        if (!nk_policy_lookup(&x->policy, flow, &x->verdict, NULL, &err)) {
            nk_cli_fail(x->ctx, &err);
            x->stop = true;
            return false;
        }
        if (each_match(x, flow, at, &lines) > 0)
            return true;
        put_verdict(x, flow);
        nk_lookup_end(x, at, false);
        return true;
    }
    if (!nk_lookup_put(x, flow))
        return false;
    if (columns) {
        put_joined(x, flow, at);
        return true;
    }
    nk_json_open(&b, '[');
    each_match(x, flow, at, &json);
    nk_json_close(&b, ']');
    put_buffer(x, NK_LOOKUP_MATCHES, &b);
    nk_lookup_end(x, at, false);
    return true;
}
