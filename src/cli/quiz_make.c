/* Which question comes as which number, and what questions are made of. */
#include <string.h>

#include "cli/quiz.h"

uint64_t nk_quiz_roll(struct nk_quiz_dice *d)
{
    uint64_t z = d->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

uint32_t nk_quiz_below(struct nk_quiz_dice *d, uint32_t n)
{
    return (uint32_t)((nk_quiz_roll(d) >> 32) * n >> 32);
}

uint32_t nk_quiz_between(struct nk_quiz_dice *d, uint32_t low, uint32_t high)
{
    return low + nk_quiz_below(d, high - low + 1);
}

/* ---- values -------------------------------------------------------------------- */

struct nk_quiz_text nk_quiz_addr(struct nk_addr a)
{
    struct nk_quiz_text t = {""};
    nk_addr_format(&a, t.text);
    return t;
}

struct nk_quiz_text nk_quiz_prefix(struct nk_prefix p)
{
    struct nk_quiz_text t = {""};
    nk_prefix_format(&p, t.text);
    return t;
}

struct nk_addr nk_quiz_within(struct nk_quiz_dice *d, const struct nk_prefix *p)
{
    struct nk_addr first = nk_prefix_first(p), last = nk_prefix_last(p);
    uint64_t hi = nk_quiz_roll(d), lo = nk_quiz_roll(d);
    first.hi |= hi & (first.hi ^ last.hi);
    first.lo |= lo & (first.lo ^ last.lo);
    return first;
}

struct nk_addr nk_quiz_ipv4(struct nk_quiz_dice *d)
{
    static const struct nk_prefix blocks[] = {
        {{.lo = 0x0a000000, .family = NK_IPV4}, 8},
        {{.lo = 0xac100000, .family = NK_IPV4}, 12},
        {{.lo = 0xc0a80000, .family = NK_IPV4}, 16},
    };
    return nk_quiz_within(d, &blocks[nk_quiz_below(d, 3)]);
}

/* Few bits are set, as in addresses that people give. */
struct nk_addr nk_quiz_ipv6(struct nk_quiz_dice *d)
{
    bool local = nk_quiz_below(d, 3) == 0;
    uint64_t hi = local ? UINT64_C(0xfd00000000000000) | (nk_quiz_roll(d) >> 24) << 16
                        : UINT64_C(0x20010db800000000) | (uint64_t)nk_quiz_below(d, 65536) << 16;
    hi |= nk_quiz_below(d, 65536);
    uint64_t lo = nk_quiz_between(d, 1, 0xffff);
    if (nk_quiz_below(d, 2) == 0)
        lo |= (uint64_t)nk_quiz_between(d, 1, 0xffff) << 48;
    if (nk_quiz_below(d, 2) == 0)
        lo |= (uint64_t)nk_quiz_between(d, 1, 0xffff) << 16;
    return nk_addr_ipv6(hi, lo);
}

/* ---- kinds --------------------------------------------------------------------- */

static const struct nk_quiz_kind *const lists[] = {
    nk_quiz_cidr,     nk_quiz_cidr_sets, nk_quiz_route,       nk_quiz_dns,
    nk_quiz_dns_zone, nk_quiz_tcp,       nk_quiz_tcp_numbers, NULL,
};

static const char *const topics[] = {"cidr", "route", "dns", "tcp-state", NULL};

const char *nk_quiz_topic(size_t at)
{
    return topics[at];
}

static bool is_asked(const struct nk_quiz *quiz, const struct nk_quiz_kind *kind)
{
    return (quiz->topic == NULL || strcmp(quiz->topic, kind->topic) == 0) &&
           (quiz->level == 0 || quiz->level == kind->level);
}

/* The kinds that are asked, `room` at most; returns how many. */
static uint32_t collect(const struct nk_quiz *quiz, const struct nk_quiz_kind **out, uint32_t room)
{
    uint32_t count = 0;
    for (size_t i = 0; lists[i] != NULL; i++)
        for (const struct nk_quiz_kind *kind = lists[i]; kind->name != NULL; kind++)
            if (is_asked(quiz, kind) && count < room)
                out[count++] = kind;
    return count;
}

enum { KINDS_MAX = 256 };

/* Each kind comes once before one comes again, in an order of the seed's (R. Durstenfeld, 1964). */
static const struct nk_quiz_kind *choose(const struct nk_quiz *quiz, uint32_t number)
{
    const struct nk_quiz_kind *kinds[KINDS_MAX];
    uint32_t count = collect(quiz, kinds, KINDS_MAX);
    if (count == 0) /* no topic is without a kind of some level */
        return nk_quiz_cidr;
    uint32_t round = (number - 1) / count;
    struct nk_quiz_dice d = {quiz->seed ^ (uint64_t)round << 32};
    for (uint32_t i = count - 1; i > 0; i--) {
        uint32_t j = nk_quiz_below(&d, i + 1);
        const struct nk_quiz_kind *kind = kinds[i];
        kinds[i] = kinds[j];
        kinds[j] = kind;
    }
    return kinds[(number - 1) % count];
}

bool nk_question_make(const struct nk_quiz *quiz, uint32_t number, struct nk_question *q,
                      struct nk_err *err)
{
    struct nk_quiz_dice d = {quiz->seed};
    d.state = nk_quiz_roll(&d) + number;
    *q = (struct nk_question){.kind = choose(quiz, number)};
    q->kind->make(&d, q);
    nk_buf_add_byte(&q->command, '\0');
    bool failed = q->ask.failed || q->answer.failed || q->working.failed || q->command.failed ||
                  q->table.failed;
    return !failed || nk_err_memory(err);
}

void nk_question_release(struct nk_question *q)
{
    nk_buf_release(&q->ask);
    nk_buf_release(&q->answer);
    nk_buf_release(&q->working);
    nk_buf_release(&q->command);
    nk_buf_release(&q->table);
}
