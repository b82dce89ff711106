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

/* The kernel has a rule for the table default in IPv4 alone. */
static bool has_default(const struct nk_table *t, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        if (t->rules[i].priority == 32767 && t->rules[i].table == NK_TABLE_DEFAULT)
            return true;
    return false;
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

/* Two listings in one source. */
static void settle_pair(struct nk_table *t, size_t first, size_t middle, size_t end)
{
    uint8_t one = rules_tell(t, first, middle), two = rules_tell(t, middle, end);
    bool swapped = has_default(t, middle, end) && !has_default(t, first, middle);
    if (one == NK_FAMILY_NONE && two == NK_FAMILY_NONE)
        one = swapped ? NK_IPV6 : NK_IPV4;
    else if (one == NK_FAMILY_NONE)
        one = other(two);
    if (two == NK_FAMILY_NONE)
        two = other(one);
    settle_rules(t, first, middle, one);
    settle_rules(t, middle, end, two);
}

/* The family of all routes that came with the rules; NK_FAMILY_NONE where there are both or none.
 */
static uint8_t routes_tell(const struct nk_families *f)
{
    const struct nk_table *t = f->table;
    uint8_t family = NK_FAMILY_NONE;
    for (size_t i = f->first_route; i < t->count; i++) {
        if (family != NK_FAMILY_NONE && t->routes[i].family != family)
            return NK_FAMILY_NONE;
        family = t->routes[i].family;
    }
    return family;
}

/* How many rules there are of each family. */
struct family_counts {
    size_t none, ipv4, ipv6;
};

static struct family_counts count_families(const struct nk_table *t, size_t first, size_t end)
{
    struct family_counts n = {0};
    for (size_t i = first; i < end; i++) {
        n.none += t->rules[i].family == NK_FAMILY_NONE;
        n.ipv4 += t->rules[i].family == NK_IPV4;
        n.ipv6 += t->rules[i].family == NK_IPV6;
    }
    return n;
}

/* A topology gives the lines of a node one by one. */
static bool is_continued(const struct nk_table *t, size_t first)
{
    for (size_t i = 0; i < first; i++)
        if (t->rules[i].source == t->rules[first].source)
            return true;
    return false;
}

/* The only listing of its source: another source may have that of the other family. Somebody's own
 * that has prefixes of both is of both. */
static void settle_single(struct nk_families *f)
{
    struct nk_table *t = f->table;
    size_t first = f->first_rule[0];
    struct family_counts before = count_families(t, 0, first);
    struct family_counts here = count_families(t, first, t->rule_count);
    if ((here.ipv4 > 0 && here.ipv6 > 0) || is_continued(t, first))
        return;
    uint8_t family = rules_tell(t, first, t->rule_count);
    if (family == NK_FAMILY_NONE)
        family = routes_tell(f);
    if (family == NK_FAMILY_NONE && before.none == 0 && (before.ipv4 == 0) != (before.ipv6 == 0))
        family = before.ipv4 > 0 ? NK_IPV6 : NK_IPV4;
    if (family == NK_FAMILY_NONE && has_default(t, first, t->rule_count))
        family = NK_IPV4;
    if (family == NK_FAMILY_NONE && before.none > 0)
        family = NK_IPV6;
    if (family == NK_FAMILY_NONE)
        return;
    settle_rules(t, 0, first, other(family));
    settle_rules(t, first, t->rule_count, family);
}

void nk_families_end(struct nk_families *f)
{
    struct nk_table *t = f->table;
    settle_open(f, NK_IPV4);
    if (f->listings == 1)
        settle_single(f);
    else if (f->listings > 1)
        settle_pair(t, f->first_rule[0], f->first_rule[1],
                    f->third_rule == 0 ? t->rule_count : f->third_rule);
}
