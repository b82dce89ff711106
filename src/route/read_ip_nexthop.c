/* Lines of `ip nexthop` (ipnexthop.c of iproute2): "id N via A dev D", "id N group 7/8,2". */
#include "route/nexthops.h"
#include "route/read_ip.h"

/* One object on its way. */
struct object {
    uint32_t id;
    struct nk_hop hop;
    struct nk_slice group; /* empty: none */
    bool hop_said, blackhole, fdb;
};

static bool take_via(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct object *o = into;
    o->hop_said = true;
    return nk_ip_addr(x, line, "a next hop", &o->hop.via);
}

static bool take_dev(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct object *o = into;
    o->hop_said = true;
    return nk_ip_dev(x, line, &o->hop.dev);
}

static bool take_group(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    struct object *o = into;
    return nk_ip_word(x, line, "the members of a group", &o->group);
}

static bool take_blackhole(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)line;
    struct object *o = into;
    o->blackhole = true;
    return true;
}

/* For bridges, not for routes. */
static bool take_fdb(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)line;
    struct object *o = into;
    o->fdb = true;
    return true;
}

static bool take_onlink(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)line;
    struct object *o = into;
    o->hop.flags |= NK_HOP_ONLINK;
    return true;
}

static bool take_dead(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)line;
    struct object *o = into;
    o->hop.flags |= NK_HOP_DEAD;
    return true;
}

static bool take_linkdown(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)line;
    struct object *o = into;
    o->hop.flags |= NK_HOP_LINKDOWN;
    return true;
}

static bool pass_value(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)into;
    struct nk_slice word;
    return nk_ip_word(x, line, "a value", &word);
}

/* "encap TYPE ..." stands before "via" or "dev". */
static bool pass_encap(struct nk_ip_reader *x, struct nk_route_line *line, void *into)
{
    (void)x;
    (void)into;
    struct nk_slice word;
    while (nk_route_peek(line, &word) && !nk_slice_is(&word, "via") && !nk_slice_is(&word, "dev"))
        nk_route_word(line, &word);
    return true;
}

static const struct nk_ip_key object_keys[] = {
    {"via", take_via},
    {"dev", take_dev},
    {"group", take_group},
    {"blackhole", take_blackhole},
    {"fdb", take_fdb},
    {"onlink", take_onlink},
    {"dead", take_dead},
    {"linkdown", take_linkdown},
    {"encap", pass_encap},
    {"scope", pass_value},
    {"proto", pass_value},
    {"type", pass_value},
    {"buckets", pass_value},
    {"idle_timer", pass_value},
    {"unbalanced_timer", pass_value},
    {"unbalanced_time", pass_value},
    {NULL, NULL},
};

/* ---- groups -------------------------------------------------------------- */

/* "8,2": id and weight, from 1, that may be left out. */
static bool parse_member(const struct nk_slice *part, struct nk_nexthop *row)
{
    const char *comma = memchr(part->text, ',', part->len);
    struct nk_slice id = {part->text, comma == NULL ? part->len : (size_t)(comma - part->text)};
    uint64_t n, weight = 1;
    if (!nk_slice_number(&id, UINT32_MAX, &n) || n == 0)
        return false;
    if (comma != NULL) {
        struct nk_slice rest = {comma + 1, part->len - id.len - 1};
        if (!nk_slice_number(&rest, UINT16_MAX, &weight) || weight == 0)
            return false;
    }
    row->member = (uint32_t)n;
    row->weight = (uint16_t)weight;
    return true;
}

static bool next_part(struct nk_slice *rest, struct nk_slice *part)
{
    if (rest->len == 0)
        return false;
    const char *slash = memchr(rest->text, '/', rest->len);
    size_t len = slash == NULL ? rest->len : (size_t)(slash - rest->text);
    *part = (struct nk_slice){rest->text, len};
    len += slash != NULL;
    *rest = (struct nk_slice){rest->text + len, rest->len - len};
    return true;
}

static bool add_row(struct nk_ip_reader *x, const struct nk_nexthop *row)
{
    x->ended = !nk_nexthop_add(x->r->table, row, x->err);
    return !x->ended;
}

static bool add_group(struct nk_ip_reader *x, const struct nk_route_line *line,
                      const struct object *o)
{
    struct nk_nexthop row = {.id = o->id, .hops = NK_ROUTE_NONE, .source = x->r->source};
    struct nk_slice rest = o->group, part;
    while (next_part(&rest, &part)) /* all of it, before any of it is kept */
        if (!parse_member(&part, &row))
            return nk_ip_unexpected(x, line, "the members of a group", &o->group);
    for (rest = o->group; next_part(&rest, &part);)
        if (!parse_member(&part, &row) || !add_row(x, &row))
            return false;
    return true;
}

bool nk_ip_nexthop_line(struct nk_ip_reader *x, struct nk_route_line *line)
{
    struct object o = {.hop = nk_hop_blank()};
    struct nk_slice word;
    uint64_t id;
    if (!nk_ip_word(x, line, "id", &word) ||
        !nk_ip_number(x, line, "the id of a next hop", UINT32_MAX, &id))
        return false;
    o.id = (uint32_t)id;
    if (!nk_ip_keys(x, line, object_keys, &o))
        return false;
    if (o.fdb)
        return true;
    if (o.group.len > 0)
        return add_group(x, line, &o);
    struct nk_nexthop row = {.id = o.id,
                             .hops = NK_ROUTE_NONE,
                             .weight = 1,
                             .source = x->r->source,
                             .blackhole = o.blackhole};
    if (o.hop_said && !nk_draft_hops(x->r->table, &o.hop, 1, &row.hops))
        return nk_ip_memory(x);
    return add_row(x, &row);
}
