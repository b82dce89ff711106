/* Questions on several networks at once: what covers, joins, fits or is left. */
#include "cidr/plan.h"
#include "cli/quiz.h"
#include "netkit/set.h"

/* The fewest prefixes of a set, joined with ", ". */
static void put_set(struct nk_buf *b, const struct nk_set *set)
{
    struct nk_set_iter it;
    struct nk_prefix p;
    nk_set_iter_init(&it, set);
    for (bool more = false; nk_set_next_prefix(&it, &p, NULL); more = true)
        nk_buf_printf(b, "%s%s", more ? ", " : "", nk_quiz_prefix(p).text);
}

/* The same of one range, and how many they are. */
static unsigned put_range(struct nk_buf *b, struct nk_range r)
{
    struct nk_prefix p;
    unsigned count = 0;
    for (bool more = true; more; count++) {
        more = nk_range_take_prefix(&r, &p);
        nk_buf_printf(b, "%s%s", count > 0 ? ", " : "", nk_quiz_prefix(p).text);
    }
    return count;
}

static struct nk_prefix some_network(struct nk_quiz_dice *d, unsigned low, unsigned high)
{
    struct nk_prefix p = {nk_quiz_ipv4(d), (uint8_t)nk_quiz_between(d, low, high)};
    return nk_prefix_network(&p);
}

/* The piece number `at` of length `into` in a network. */
static struct nk_prefix piece_of(const struct nk_prefix *p, unsigned into, uint32_t at)
{
    struct nk_prefix piece = {p->addr, (uint8_t)into};
    piece.addr.lo += (uint64_t)at << (32 - into);
    return piece;
}

static void make_supernet(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = some_network(d, 14, 22);
    unsigned into = p.length + nk_quiz_between(d, 1, 6);
    uint32_t half = 1U << (into - p.length - 1);
    struct nk_prefix low = piece_of(&p, into, nk_quiz_below(d, half));
    struct nk_prefix high = piece_of(&p, into, half + nk_quiz_below(d, half));
    struct nk_quiz_text a = nk_quiz_prefix(low), b = nk_quiz_prefix(high);
    nk_buf_printf(&q->ask, "What is the longest prefix that covers both %s and %s?", a.text,
                  b.text);
    nk_buf_add_text(&q->answer, nk_quiz_prefix(p).text);
    nk_buf_printf(&q->working, "Their first %u bits are the same, and bit %u is not.", p.length,
                  p.length + 1U);
    nk_buf_printf(&q->command, "cidr supernet %s %s", a.text, b.text);
}

/* From a block's third part to somewhere in the next: two to five prefixes. */
static void make_range_prefixes(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = some_network(d, 22, 24);
    unsigned into = p.length + 4;
    struct nk_prefix first = piece_of(&p, into, nk_quiz_between(d, 1, 7));
    struct nk_prefix last = piece_of(&p, into, nk_quiz_between(d, 8, 14));
    struct nk_range r = {nk_prefix_first(&first), nk_prefix_last(&last)};
    struct nk_quiz_text a = nk_quiz_addr(r.first), b = nk_quiz_addr(r.last);
    nk_buf_printf(&q->ask, "Which are the fewest prefixes that hold exactly %s to %s?", a.text,
                  b.text);
    unsigned count = put_range(&q->answer, r);
    nk_buf_printf(&q->working,
                  "From the left each time the largest block that is aligned there and does not "
                  "pass the end: %u.",
                  count);
    nk_buf_printf(&q->command, "cidr aggregate %s-%s --explain", a.text, b.text);
}

/* Pieces of one block, some of which join. */
static void make_aggregate(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = some_network(d, 20, 23);
    struct nk_set set;
    unsigned into = p.length + 3, shown = 0;
    uint32_t skip = nk_quiz_below(d, 8), other = nk_quiz_below(d, 8);
    nk_set_init(&set);
    nk_buf_add_text(&q->ask, "Which are the fewest prefixes for the same addresses as");
    nk_buf_add_text(&q->command, "cidr aggregate");
    for (uint32_t i = 0; i < 8; i++) {
        struct nk_prefix piece = piece_of(&p, into, i);
        struct nk_range r = nk_prefix_range(&piece);
        if (i == skip || i == other)
            continue;
        nk_buf_printf(&q->ask, "%s %s", shown++ > 0 ? "," : "", nk_quiz_prefix(piece).text);
        nk_buf_printf(&q->command, " %s", nk_quiz_prefix(piece).text);
        if (!nk_set_add(&set, &r, NK_LABEL_NONE, NULL))
            q->answer.failed = true;
    }
    nk_buf_add_text(&q->ask, "?");
    nk_buf_add_text(&q->command, " --explain");
    if (!nk_set_normalise(&set, NULL))
        q->answer.failed = true;
    put_set(&q->answer, &set);
    nk_set_release(&set);
    nk_buf_add_text(&q->working,
                    "Two neighbours join where they differ in their last bit alone; what came of "
                    "it may join again.");
}

static void make_exclude(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix p = some_network(d, 20, 24);
    unsigned more = nk_quiz_between(d, 2, 3), into = p.length + more;
    struct nk_prefix hole = piece_of(&p, into, nk_quiz_below(d, 1U << more));
    struct nk_prefix at = p;
    struct nk_quiz_text outer = nk_quiz_prefix(p), inner = nk_quiz_prefix(hole);
    nk_buf_printf(&q->ask, "Which are the fewest prefixes that hold %s without %s?", outer.text,
                  inner.text);
    for (unsigned length = p.length + 1U; length <= into;
         length++) { /* the other half, each time */
        struct nk_prefix half = {at.addr, (uint8_t)length};
        if (nk_prefix_covers(&half, &hole))
            half.addr.lo ^= UINT64_C(1) << (32 - length);
        nk_buf_printf(&q->answer, "%s%s", q->answer.len > 0 ? ", " : "", nk_quiz_prefix(half).text);
        half.addr.lo ^= UINT64_C(1) << (32 - length);
        at = half;
    }
    nk_buf_printf(&q->working,
                  "Halve it: the half without the hole stays, the other is halved again: %u "
                  "prefixes, one a bit.",
                  more);
    nk_buf_printf(&q->command, "cidr exclude %s %s", outer.text, inner.text);
}

/* The smallest of three networks that are taken off a pool, the largest first. */
static void make_plan(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct nk_prefix pool = some_network(d, 21, 23), at = pool;
    unsigned bits = nk_quiz_between(d, 6, 7), hosts[3];
    for (unsigned i = 0; i < 3; i++, bits -= nk_quiz_between(d, 1, 2)) {
        hosts[i] = nk_quiz_between(d, (1U << (bits - 1)) - 1, (1U << bits) - 2);
        at.length = (uint8_t)(32 - bits);
        if (i < 2)
            at.addr.lo += UINT64_C(1) << bits;
    }
    struct nk_quiz_text text = nk_quiz_prefix(pool);
    nk_buf_printf(&q->ask,
                  "Networks for %u, %u and %u hosts are taken from %s, the largest first, each as "
                  "small as it can be and at the lowest free place. Which prefix is the one for "
                  "%u hosts?",
                  hosts[0], hosts[1], hosts[2], text.text, hosts[2]);
    nk_buf_add_text(&q->answer, nk_quiz_prefix(at).text);
    nk_buf_add_text(&q->working,
                    "Each takes the power of two above its hosts and two more; they follow one "
                    "another without a gap, since the larger ones come first.");
    nk_buf_printf(&q->command, "cidr plan %s --need a=%u,b=%u,c=%u --explain", text.text, hosts[0],
                  hosts[1], hosts[2]);
}

/* clang-format off */
const struct nk_quiz_kind nk_quiz_cidr_sets[] = {
    {"cidr", 3, "supernet", NK_QUIZ_PREFIX, "how many leading bits have they in common?", make_supernet},
    {"cidr", 3, "range-to-prefixes", NK_QUIZ_PREFIXES, "begin at the left with the largest block that is aligned", make_range_prefixes},
    {"cidr", 3, "aggregate", NK_QUIZ_PREFIXES, "join pairs that differ in their last bit, then again", make_aggregate},
    {"cidr", 3, "exclude", NK_QUIZ_PREFIXES, "halve the network until the hole is left", make_exclude},
    {"cidr", 3, "plan", NK_QUIZ_PREFIX, "place the larger ones first", make_plan},
    {.name = NULL},
};
/* clang-format on */
