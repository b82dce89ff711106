#include "route/text.h"

#include "addr/put.h"
#include "base/json.h"
#include "route/names.h"

/* ---- next hops ----------------------------------------------------------- */

static void hop_json(struct nk_buf *b, const struct nk_table *t, const struct nk_hop *hop)
{
    size_t len;
    const char *dev = nk_table_text_of(t, hop->dev, &len);
    char text[NK_ADDR_TEXT_MAX];
    nk_json_open(b, '{');
    nk_json_key(b, "via");
    if (hop->via.family == NK_FAMILY_NONE)
        nk_json_word(b, "null");
    else
        nk_json_string(b, text, nk_addr_format(&hop->via, text));
    nk_json_key(b, "dev");
    if (dev == NULL)
        nk_json_word(b, "null");
    else
        nk_json_string(b, dev, len);
    nk_json_key(b, "weight");
    nk_json_int(b, hop->weight);
    nk_json_close(b, '}');
}

void nk_hops_json(struct nk_buf *b, const struct nk_table *t, const struct nk_hop *hops,
                  size_t count)
{
    nk_json_open(b, '[');
    for (size_t i = 0; i < count; i++)
        hop_json(b, t, &hops[i]);
    nk_json_close(b, ']');
}

void nk_route_hops_json(struct nk_buf *b, const struct nk_table *t, uint32_t group)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, group, &count);
    nk_hops_json(b, t, hops, count);
}

void nk_hops_text(struct nk_buf *b, const struct nk_table *t, const struct nk_hop *hops,
                  size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t len;
        const char *dev = nk_table_text_of(t, hops[i].dev, &len), *space = "";
        if (i > 0)
            nk_buf_add_byte(b, ',');
        if (hops[i].via.family != NK_FAMILY_NONE) {
            nk_buf_add_text(b, "via ");
            nk_add_addr(b, &hops[i].via);
            space = " ";
        }
        if (dev != NULL) {
            nk_buf_printf(b, "%sdev ", space);
            nk_buf_add(b, dev, len);
        }
        if (count > 1)
            nk_buf_printf(b, " weight %u", hops[i].weight);
    }
}

/* ---- the short answer ---------------------------------------------------- */

/* The gateways or devices of next hops, joined; false where they have none of them. */
static bool add_joined(struct nk_buf *b, const struct nk_table *t, const struct nk_hop *hops,
                       size_t count, bool gateways)
{
    size_t len, added = 0;
    for (size_t i = 0; i < count; i++) {
        const char *dev = nk_table_text_of(t, hops[i].dev, &len);
        if (gateways ? hops[i].via.family == NK_FAMILY_NONE : dev == NULL)
            continue;
        if (added++ > 0)
            nk_buf_add_byte(b, ',');
        if (gateways)
            nk_add_addr(b, &hops[i].via);
        else
            nk_buf_add(b, dev, len);
    }
    return added > 0;
}

void nk_answer_text(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route,
                    const struct nk_hop *hops, size_t count)
{
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    const char *label = nk_table_text_of(t, route->label, &len);
    bool discards = route->type >= NK_ROUTE_BLACKHOLE && route->type <= NK_ROUTE_THROW;
    if (label != NULL)
        nk_buf_add(b, label, len);
    else if (discards ||
             (!add_joined(b, t, hops, count, true) && !add_joined(b, t, hops, count, false)))
        nk_buf_add_text(b, nk_route_type_name(route->type, room));
}

void nk_route_answer_text(struct nk_buf *b, const struct nk_table *t, const struct nk_route *route)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, route->hops, &count);
    nk_answer_text(b, t, route, hops, count);
}

void nk_rule_tos_text(struct nk_buf *b, const struct nk_rule *rule)
{
    if (rule->tos_mask == 0xfc)
        nk_buf_printf(b, " dscp %u", rule->tos >> 2);
    else if (rule->tos_mask != 0)
        nk_buf_printf(b, " dscp 0x%02x/0x%02x", rule->tos >> 2, rule->tos_mask >> 2);
    else if (rule->tos != 0)
        nk_buf_printf(b, " tos 0x%02x", rule->tos);
}
