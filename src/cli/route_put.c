#include "cli/route_put.h"

#include "addr/put.h"
#include "route/names.h"

/* ---- next hops ----------------------------------------------------------- */

/* "via A" alone, as almost every route of a large table has it. */
static bool put_gateway(struct nk_record *r, size_t field, const struct nk_hop *hop)
{
    char *room = nk_record_room(r, field, sizeof "via " + NK_ADDR_TEXT_MAX);
    if (room == NULL)
        return false;
    memcpy(room, "via ", 4);
    nk_record_used(r, field, 4 + nk_addr_format(&hop->via, room + 4));
    return true;
}

void nk_put_hops(struct nk_record *r, size_t field, const struct nk_table *t,
                 const struct nk_hop *hops, size_t count)
{
    struct nk_buf b = {0};
    bool json = r->format == NK_FORMAT_JSON;
    if (!nk_record_wants(r, field) || (count == 0 && !json))
        return;
    if (!json && count == 1 && hops->dev == NK_ROUTE_NONE && hops->via.family != NK_FAMILY_NONE &&
        put_gateway(r, field, hops))
        return;
    if (json)
        nk_hops_json(&b, t, hops, count);
    else
        nk_hops_text(&b, t, hops, count);
    if (b.failed)
        r->arena.failed = true;
    else
        nk_record_slice(r, field, b.data, b.len);
    nk_buf_release(&b);
}

/* ---- the record ---------------------------------------------------------- */

/* A name of ours as it stands, the digits of a number copied out of the caller's room. */
static void put_name(struct nk_record *r, size_t field, const char *name, const char *room)
{
    if (name == room)
        nk_record_text(r, field, name);
    else
        nk_record_word(r, field, name);
}

/* A listing may have names of its own for tables: they came from outside. */
static void put_table(struct nk_record *r, size_t field, const struct nk_table *t, uint32_t number)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    if (t->alias_count == 0) {
        put_name(r, field, nk_table_name(number, room), room);
        return;
    }
    const char *name = nk_table_name_of(t, number, room, &len);
    nk_record_slice(r, field, name, len);
}

void nk_route_put(struct nk_record *r, size_t at, const struct nk_table *t,
                  const struct nk_route *route)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len, count;
    struct nk_prefix prefix = nk_route_prefix(route);
    const struct nk_hop *hops = nk_table_hops_of(t, route->hops, &count);
    const struct nk_route_more *more = nk_table_more_of(t, route->more);
    put_name(r, at + NK_RP_TYPE, nk_route_type_name(route->type, room), room);
    nk_put_prefix(r, at + NK_RP_PREFIX, &prefix);
    nk_put_hops(r, at + NK_RP_NEXT_HOPS, t, hops, count);
    put_table(r, at + NK_RP_TABLE, t, route->table);
    if (route->flags & NK_ROUTE_HAS_METRIC)
        nk_record_int(r, at + NK_RP_METRIC, route->metric);
    if (route->protocol != 0)
        put_name(r, at + NK_RP_PROTOCOL, nk_route_protocol_name(route->protocol, room), room);
    if (more != NULL && more->prefsrc.family != NK_FAMILY_NONE)
        nk_put_addr(r, at + NK_RP_PREFSRC, &more->prefsrc);
    if (route->flags & NK_ROUTE_HAS_ORIGIN)
        nk_record_int(r, at + NK_RP_ORIGIN, route->origin);
    const char *label = nk_table_text_of(t, route->label, &len);
    if (label != NULL)
        nk_record_slice(r, at + NK_RP_LABEL, label, len);
}
