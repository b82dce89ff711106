#include "cidr/pick.h"

#include <stdlib.h>

static uint64_t splitmix(uint64_t *x)
{
    uint64_t z = *x += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

void nk_pick_seed(struct nk_pick_random *r, uint64_t seed)
{
    for (int i = 0; i < 4; i++)
        r->state[i] = splitmix(&seed);
}

static uint64_t rotate(uint64_t x, int k)
{
    return x << k | x >> (64 - k);
}

static uint64_t next(struct nk_pick_random *r)
{
    uint64_t *s = r->state, result = rotate(s[1] * 5, 7) * 9, t = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotate(s[3], 45);
    return result;
}

struct nk_u128 nk_pick_below(struct nk_pick_random *r, struct nk_u128 max)
{
    /* as many bits as max has, again while they give more than it: no number is favoured */
    struct nk_u128 mask = nk_u128_low_ones(128 - nk_u128_leading_zeros(max)), x;
    do {
        uint64_t hi = mask.hi != 0 ? next(r) : 0;
        x = nk_u128_and(nk_u128(hi, next(r)), mask);
    } while (nk_u128_less(max, x));
    return x;
}

/* What stands at a place of the shuffled sequence, where it is no longer its own number. */
struct moved {
    struct nk_u128 place, value;
    bool used;
};

struct moves {
    struct moved *slots;
    size_t mask;
};

static struct moved *find(const struct moves *m, struct nk_u128 place)
{
    uint64_t mix = place.hi * UINT64_C(0x9e3779b97f4a7c15) ^ place.lo;
    size_t at = (size_t)splitmix(&mix) & m->mask;
    while (m->slots[at].used && !nk_u128_equal(m->slots[at].place, place))
        at = (at + 1) & m->mask;
    return &m->slots[at];
}

static struct nk_u128 value_at(const struct moves *m, struct nk_u128 place)
{
    const struct moved *slot = find(m, place);
    return slot->used ? slot->value : place;
}

bool nk_pick_distinct(struct nk_pick_random *r, struct nk_u128 max, struct nk_u128 *out, size_t n)
{
    struct moves m = {.mask = 15};
    while (m.mask < 2 * n)
        m.mask = m.mask * 2 + 1;
    m.slots = calloc(m.mask + 1, sizeof *m.slots);
    if (m.slots == NULL)
        return false;
    struct nk_u128 last = max;
    for (size_t i = 0; i < n; i++) {
        struct nk_u128 place = nk_pick_below(r, last);
        out[i] = value_at(&m, place);
        *find(&m, place) = (struct moved){place, value_at(&m, last), true};
        last = nk_u128_sub(last, nk_u128(0, 1));
    }
    free(m.slots);
    return true;
}
