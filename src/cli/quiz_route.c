/* Questions on forwarding: small tables, and which of their routes a packet takes. */
#include "cli/quiz.h"

enum { ROUTES_MAX = 12 };

/* A route as `ip route` has it. */
struct route {
    struct nk_prefix prefix;
    unsigned gateway; /* 192.0.2.N or 2001:db8:ffff::N; 0: unreachable */
    unsigned metric;  /* 0: not written */
};

struct table {
    struct route routes[ROUTES_MAX];
    size_t count;
    uint8_t family;
};

static struct nk_addr gateway_of(const struct table *t, const struct route *r)
{
    return t->family == NK_IPV4 ? nk_addr_ipv4(0xc0000200U + r->gateway)
                                : nk_addr_ipv6(UINT64_C(0x20010db8ffff0000), r->gateway);
}

static void put_route(struct nk_buf *b, const struct table *t, const struct route *r)
{
    nk_buf_printf(b, "%s%s", r->gateway == 0 ? "unreachable " : "",
                  r->prefix.length == 0 ? "default" : nk_quiz_prefix(r->prefix).text);
    if (r->gateway > 0)
        nk_buf_printf(b, " via %s", nk_quiz_addr(gateway_of(t, r)).text);
    if (r->metric > 0)
        nk_buf_printf(b, " metric %u", r->metric);
}

/* The table behind the question, and for the command that reads it. */
static void put_table(struct nk_question *q, const struct table *t)
{
    for (size_t i = 0; i < t->count; i++) {
        nk_buf_add_text(&q->ask, "\n    ");
        put_route(&q->ask, t, &t->routes[i]);
        put_route(&q->table, t, &t->routes[i]);
        nk_buf_add_byte(&q->table, '\n');
    }
}

static void add(struct table *t, struct nk_prefix p, unsigned gateway)
{
    if (t->count < ROUTES_MAX)
        t->routes[t->count++] = (struct route){nk_prefix_network(&p), gateway, 0};
}

static bool is_there(const struct table *t, struct nk_prefix p)
{
    p = nk_prefix_network(&p);
    for (size_t i = 0; i < t->count; i++)
        if (nk_prefix_compare(&t->routes[i].prefix, &p) == 0)
            return true;
    return false;
}

/* The route that a packet takes: the longest match, of equal ones the lowest metric; NULL: none. */
static struct route *find(struct table *t, const struct nk_addr *a, const struct route *without)
{
    struct route *best = NULL;
    for (size_t i = 0; i < t->count; i++) {
        struct route *r = &t->routes[i];
        if (r == without || !nk_prefix_contains(&r->prefix, a))
            continue;
        if (best == NULL || r->prefix.length > best->prefix.length ||
            (r->prefix.length == best->prefix.length && r->metric < best->metric))
            best = r;
    }
    return best;
}

static void put_answer(struct nk_question *q, const struct table *t, const struct route *r)
{
    if (r == NULL || r->gateway == 0)
        nk_buf_add_text(&q->answer, "none");
    else
        nk_buf_add_text(&q->answer, nk_quiz_addr(gateway_of(t, r)).text);
}

static void put_working(struct nk_question *q, const struct route *r)
{
    if (r == NULL)
        nk_buf_add_text(&q->working, "No route matches, and there is no default route.");
    else
        nk_buf_printf(&q->working, "The longest prefix that matches is %s%s.",
                      nk_quiz_prefix(r->prefix).text,
                      r->gateway == 0 ? ", and it says that there is no way" : "");
}

static void put_command(struct nk_question *q, const struct nk_addr *a)
{
    nk_buf_printf(&q->command, "route lookup %s -t - --explain", nk_quiz_addr(*a).text);
}

/* In which order the routes stand says nothing. */
static void shuffle(struct nk_quiz_dice *d, struct table *t)
{
    for (size_t i = t->count - 1; i > 0; i--) {
        size_t j = nk_quiz_below(d, (uint32_t)i + 1);
        struct route r = t->routes[i];
        t->routes[i] = t->routes[j];
        t->routes[j] = r;
    }
}

/* `count` prefixes around one address: some hold it, others fork off a bit before their end. */
static void grow(struct nk_quiz_dice *d, struct table *t, const struct nk_addr *a, size_t count,
                 unsigned low, unsigned high)
{
    while (t->count < count) {
        struct nk_prefix p = {*a, (uint8_t)nk_quiz_between(d, low, high)};
        unsigned back = nk_family_width(t->family) - p.length + nk_quiz_below(d, 2);
        if (nk_quiz_below(d, 2) == 0) {
            if (back >= 64)
                p.addr.hi ^= UINT64_C(1) << (back - 64);
            else
                p.addr.lo ^= UINT64_C(1) << back;
        }
        if (!is_there(t, p))
            add(t, p, 2 + (unsigned)t->count);
    }
}

static struct table some_table(struct nk_quiz_dice *d, uint8_t family, struct nk_addr *a,
                               size_t count, bool has_default)
{
    struct table t = {.family = family};
    *a = family == NK_IPV4 ? nk_quiz_ipv4(d) : nk_quiz_ipv6(d);
    if (has_default)
        add(&t, (struct nk_prefix){*a, 0}, 1);
    grow(d, &t, a, count, family == NK_IPV4 ? 8 : 32, family == NK_IPV4 ? 28 : 64);
    shuffle(d, &t);
    return t;
}

/* ---- the questions ------------------------------------------------------------- */

static void ask_next_hop(struct nk_question *q, struct table *t, const struct nk_addr *a)
{
    const struct route *r = find(t, a, NULL);
    nk_buf_printf(&q->ask, "Which next hop does a packet to %s take, or none?",
                  nk_quiz_addr(*a).text);
    put_table(q, t);
    put_answer(q, t, r);
    put_working(q, r);
    put_command(q, a);
}

static void make_lookup(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a;
    struct table t = some_table(d, NK_IPV4, &a, 4, true);
    ask_next_hop(q, &t, &a);
}

static void make_matches(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a;
    struct table t = some_table(d, NK_IPV4, &a, 5, true);
    unsigned count = 0;
    for (size_t i = 0; i < t.count; i++)
        count += nk_prefix_contains(&t.routes[i].prefix, &a);
    nk_buf_printf(&q->ask, "How many of these routes match %s?", nk_quiz_addr(a).text);
    put_table(q, &t);
    nk_buf_printf(&q->answer, "%u", count);
    nk_buf_add_text(&q->working, "A route matches where the address has the prefix's bits at its "
                                 "start; the default route has none and always does.");
    nk_buf_printf(&q->command, "route lookup %s -t - --all", nk_quiz_addr(a).text);
}

static void make_longest(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a;
    struct table t = some_table(d, NK_IPV4, &a, 8, true);
    const struct route *r = find(&t, &a, NULL);
    nk_buf_printf(&q->ask, "Which prefix decides where a packet to %s goes?", nk_quiz_addr(a).text);
    put_table(q, &t);
    nk_buf_add_text(&q->answer, nk_quiz_prefix(r->prefix).text);
    nk_buf_add_text(&q->working, "Of those that match it is the longest.");
    put_command(q, &a);
}

static void make_no_default(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a;
    struct table t = some_table(d, NK_IPV4, &a, 5, false);
    ask_next_hop(q, &t, &a);
}

static void make_withdrawn(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a;
    struct table t = some_table(d, NK_IPV4, &a, 6, true);
    const struct route *gone = find(&t, &a, NULL), *r = find(&t, &a, gone);
    struct nk_quiz_text text = nk_quiz_addr(a), prefix = nk_quiz_prefix(gone->prefix);
    if (gone->prefix.length == 0) { /* nothing else matched: no question at all */
        ask_next_hop(q, &t, &a);
        return;
    }
    nk_buf_printf(&q->ask,
                  "The route to %s is withdrawn. Which next hop does a packet to %s take then, or "
                  "none?",
                  prefix.text, text.text);
    put_table(q, &t);
    put_answer(q, &t, r);
    nk_buf_printf(&q->working, "Without %s the longest prefix that matches is %s.", prefix.text,
                  nk_quiz_prefix(r->prefix).text);
    nk_buf_printf(&q->command, "route lookup %s -t - --all", text.text);
}

static void make_unreachable(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a;
    struct table t = some_table(d, NK_IPV4, &a, 5, true);
    struct route *longest = find(&t, &a, NULL);
    if (nk_quiz_below(d, 2) == 0)
        longest->gateway = 0;
    else
        t.routes[nk_quiz_below(d, (uint32_t)t.count)].gateway = 0;
    ask_next_hop(q, &t, &a);
}

static void make_ttl(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned routers = nk_quiz_between(d, 3, 12), ttl = nk_quiz_between(d, 1, routers);
    nk_buf_printf(&q->ask,
                  "A host sends a packet with a time to live of %u, and %u routers lie on its way. "
                  "Which of them, counted from 1, discards it?",
                  ttl, routers);
    nk_buf_printf(&q->answer, "%u", ttl);
    nk_buf_printf(&q->working,
                  "Each router takes 1 off before it forwards; at number %u nothing is left, and "
                  "it sends an ICMP Time Exceeded.",
                  ttl);
    nk_buf_printf(&q->command, "route walk -T sample:textbook h1 h2 --ttl %u --explain", ttl);
}

static void make_lookup6(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a;
    struct table t = some_table(d, NK_IPV6, &a, 7, true);
    ask_next_hop(q, &t, &a);
}

static void make_metric(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a;
    struct table t = some_table(d, NK_IPV4, &a, 5, true);
    struct route *r = find(&t, &a, NULL);
    if (r == NULL) /* there is a default route */
        return;
    unsigned metric = 10 * nk_quiz_between(d, 2, 30);
    for (unsigned i = 0; i < 2; i++) {
        t.routes[t.count] = *r;
        t.routes[t.count].gateway = 20 + i;
        t.routes[t.count++].metric = metric + (i == 0 ? 10 : 30);
    }
    r->metric = metric + (nk_quiz_below(d, 2) == 0 ? 0 : 20);
    shuffle(d, &t);
    r = find(&t, &a, NULL);
    nk_buf_printf(&q->ask, "Which next hop does a packet to %s take, or none?",
                  nk_quiz_addr(a).text);
    put_table(q, &t);
    put_answer(q, &t, r);
    nk_buf_printf(&q->working,
                  "The longest prefix that matches is %s; of its routes the one with the lowest "
                  "metric counts, %u.",
                  nk_quiz_prefix(r->prefix).text, r->metric);
    put_command(q, &a);
}

/* Whether a route is the next longer one above a route. */
static bool is_above(const struct table *t, const struct route *above, const struct route *r)
{
    if (r == above || !nk_prefix_covers(&above->prefix, &r->prefix))
        return false;
    for (size_t i = 0; i < t->count; i++) {
        const struct route *other = &t->routes[i];
        if (other != above && other != r && nk_prefix_covers(&above->prefix, &other->prefix) &&
            nk_prefix_covers(&other->prefix, &r->prefix))
            return false;
    }
    return true;
}

/* Whether longer prefixes leave nothing of a route of IPv4, so that it says nothing. */
static bool hides_one(const struct table *t)
{
    for (size_t i = 0; i < t->count; i++) {
        uint64_t left = UINT64_C(1) << (32 - t->routes[i].prefix.length);
        for (size_t j = 0; j < t->count; j++)
            if (is_above(t, &t->routes[i], &t->routes[j]))
                left -= UINT64_C(1) << (32 - t->routes[j].prefix.length);
        if (left == 0)
            return true;
    }
    return false;
}

/* One route below another with the same next hop; all others change something. */
static void make_redundant(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_addr a;
    struct table t = some_table(d, NK_IPV4, &a, 4, true), whole;
    while (hides_one(&t))
        t = some_table(d, NK_IPV4, &a, 4, true);
    const struct route *parent = &t.routes[nk_quiz_below(d, (uint32_t)t.count)];
    struct nk_prefix p = parent->prefix;
    do {
        p.length = (uint8_t)nk_quiz_between(d, parent->prefix.length + 1U, 30);
        p.addr = nk_quiz_within(d, &parent->prefix);
        p = nk_prefix_network(&p);
        whole = t;
        add(&whole, p, parent->gateway);
    } while (is_there(&t, p) || find(&t, &p.addr, NULL) != parent || hides_one(&whole));
    struct nk_quiz_text text = nk_quiz_prefix(p), above = nk_quiz_prefix(parent->prefix);
    t = whole;
    shuffle(d, &t);
    nk_buf_add_text(&q->ask,
                    "Without which of these routes would every packet still go the same way?");
    put_table(q, &t);
    nk_buf_add_text(&q->answer, text.text);
    nk_buf_printf(&q->working,
                  "The next longer match above %s is %s, and its next hop is the same.", text.text,
                  above.text);
    nk_buf_add_text(&q->command, "route check -t -");
}

/* clang-format off */
const struct nk_quiz_kind nk_quiz_route[] = {
    {"route", 1, "lookup", NK_QUIZ_ADDRESS, "which routes match, and which of those is the longest?", make_lookup},
    {"route", 1, "matches", NK_QUIZ_NUMBER, "the default route matches everything", make_matches},
    {"route", 1, "ttl", NK_QUIZ_NUMBER, "each router takes 1 off", make_ttl},
    {"route", 2, "longest", NK_QUIZ_PREFIX, "compare the prefixes bit by bit, the longest first", make_longest},
    {"route", 2, "no-default", NK_QUIZ_ADDRESS, "there may be no route", make_no_default},
    {"route", 2, "withdrawn", NK_QUIZ_ADDRESS, "which is the next longest that matches?", make_withdrawn},
    {"route", 2, "unreachable", NK_QUIZ_ADDRESS, "an unreachable route takes part like any other", make_unreachable},
    {"route", 3, "lookup6", NK_QUIZ_ADDRESS, "a hexadecimal digit is 4 bits", make_lookup6},
    {"route", 3, "metric", NK_QUIZ_ADDRESS, "first the length, then the metric", make_metric},
    {"route", 3, "redundant", NK_QUIZ_PREFIX, "which lies in another one with the same next hop?", make_redundant},
    {.name = NULL},
};
/* clang-format on */
