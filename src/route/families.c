#include "route/families.h"

struct nk_families nk_families_start(struct nk_table *t)
{
    return (struct nk_families){.table = t, .first_route = t->count};
}

/* ---- routes -------------------------------------------------------------- */

/* The family of a default route beside one whose family is sure. */
static uint8_t beside(const struct nk_family_hint *sure)
{
    return sure->family == NK_IPV6 && !sure->pref ? NK_IPV6 : NK_IPV4;
}

/* All routes of the source that are in the table were left open: there is no sure one yet. */
static void settle_open(struct nk_families *f, uint8_t family)
{
    for (size_t i = f->first_route; i < f->table->count; i++)
        if (f->table->routes[i].family == NK_FAMILY_NONE)
            f->table->routes[i].family = family;
}

static uint8_t family_told(const struct nk_route *route, const struct nk_family_hint *hint)
{
    if (route->family != NK_FAMILY_NONE)
        return route->family;
    if (hint->pref)
        return NK_IPV6;
    if (hint->family != NK_FAMILY_NONE)
        return hint->family;
    return route->scope != 0 ? NK_IPV4 : NK_FAMILY_NONE; /* IPv6 routes have no scope */
}

/* The table gives the next route away, and with it those that it held so far. */
static bool goes_away(const struct nk_table *t)
{
    return t->tap != NULL || (t->spill != NULL && t->count >= t->hold);
}

void nk_families_route(struct nk_families *f, struct nk_route *route,
                       const struct nk_family_hint *hint)
{
    route->family = family_told(route, hint);
    if (route->family != NK_FAMILY_NONE) {
        bool first = f->last.family == NK_FAMILY_NONE;
        f->last = (struct nk_family_hint){route->family, hint->pref};
        if (first)
            settle_open(f, beside(&f->last));
    } else if (f->last.family != NK_FAMILY_NONE) {
        route->family = beside(&f->last);
    } else if (goes_away(f->table)) {
        route->family = NK_IPV4; /* before more is known */
        settle_open(f, NK_IPV4);
    }
}

/* ---- rules --------------------------------------------------------------- */

void nk_families_rule(struct nk_families *f, const struct nk_rule *rule)
{
    if (f->listings == 0 || rule->priority < f->priority) {
        if (f->listings < 2)
            f->first_rule[f->listings] = f->table->rule_count;
        else if (f->listings == 2)
            f->third_rule = f->table->rule_count;
        f->listings++;
    }
    f->priority = rule->priority;
}

/* What the prefixes of some rules tell. */
static uint8_t rules_tell(const struct nk_table *t, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (t->rules[i].family != NK_FAMILY_NONE)
            return t->rules[i].family;
    return NK_FAMILY_NONE;
}

static void settle_rules(struct nk_table *t, size_t first, size_t end, uint8_t family)
{
    for (size_t i = first; i < end; i++)
        if (t->rules[i].family == NK_FAMILY_NONE)
            t->rules[i].family = family;
}

static uint8_t other(uint8_t family)
{
    return family == NK_IPV4 ? NK_IPV6 : NK_IPV4;
}

void nk_families_end(struct nk_families *f)
{
    struct nk_table *t = f->table;
    settle_open(f, NK_IPV4);
    if (f->listings < 2)
        return;
    size_t middle = f->first_rule[1], end = f->third_rule == 0 ? t->rule_count : f->third_rule;
    uint8_t first = rules_tell(t, f->first_rule[0], middle), second = rules_tell(t, middle, end);
    if (first == NK_FAMILY_NONE)
        first = second == NK_FAMILY_NONE ? NK_IPV4 : other(second);
    if (second == NK_FAMILY_NONE)
        second = other(first);
    settle_rules(t, f->first_rule[0], middle, first);
    settle_rules(t, middle, end, second);
}
