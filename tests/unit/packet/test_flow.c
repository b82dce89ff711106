#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "packet/flow.h"

struct entry {
    struct nk_flow_key key;
    uint32_t value;
};

static const uint64_t secret[NK_FLOW_SECRET] = {0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9,
                                                0x94d049bb133111eb, 0x2545f4914f6cdd1d};

static struct nk_layers packet(uint8_t family, uint64_t from, uint16_t port, uint64_t to,
                               uint16_t other)
{
    return (struct nk_layers){.source = {.lo = from, .family = family},
                              .destination = {.lo = to, .family = family},
                              .source_port = port,
                              .destination_port = other,
                              .transport = NK_LAYER_TCP,
                              .ports = true};
}

static struct nk_flow_key key_of(const struct nk_layers *l, bool back)
{
    struct nk_flow_key key;
    bool turned;
    assert_true(nk_flow_key_make(&key, l, &turned));
    assert_int_equal(turned, back);
    return key;
}

static void both_directions_are_one_key(void **state)
{
    (void)state;
    static const struct {
        uint64_t from, to;
        uint16_t port, other;
        bool back;
    } cases[] = {
        {1, 2, 9, 1, false},  {2, 1, 1, 9, true},    {7, 7, 80, 81, false},
        {7, 7, 81, 80, true}, {7, 7, 80, 80, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_layers l =
            packet(NK_IPV6, cases[i].from, cases[i].port, cases[i].to, cases[i].other);
        struct nk_layers turned =
            packet(NK_IPV6, cases[i].to, cases[i].other, cases[i].from, cases[i].port);
        bool same = cases[i].from == cases[i].to && cases[i].port == cases[i].other;
        struct nk_flow_key a = key_of(&l, cases[i].back);
        struct nk_flow_key b = key_of(&turned, !cases[i].back && !same);
        assert_memory_equal(&a, &b, sizeof a);
        struct nk_addr from = nk_flow_key_address(&a, cases[i].back);
        assert_int_equal(nk_addr_compare(&from, &l.source), 0);
        assert_int_equal(a.port[cases[i].back], cases[i].port);
    }
}

static void what_has_no_ports_has_no_key(void **state)
{
    (void)state;
    struct nk_flow_key key;
    bool back;
    struct nk_layers l = packet(NK_IPV4, 1, 2, 3, 4);
    l.transport = NK_LAYER_UDP;
    assert_true(nk_flow_key_make(&key, &l, &back));
    assert_int_equal(key.protocol, 17);
    l.transport = NK_LAYER_ICMP;
    assert_false(nk_flow_key_make(&key, &l, &back));
    l.transport = NK_LAYER_TCP;
    l.ports = false;
    assert_false(nk_flow_key_make(&key, &l, &back));
}

/* The families and the protocols apart, where all else is alike. */
static void kinds_are_apart(void **state)
{
    (void)state;
    struct nk_flows f;
    assert_true(nk_flows_init(&f, sizeof(struct entry), secret, NULL));
    uint32_t index[3];
    for (unsigned i = 0; i < 3; i++) {
        struct nk_layers l = packet(i == 0 ? NK_IPV4 : NK_IPV6, 1, 2, 3, 4);
        l.transport = i == 2 ? NK_LAYER_UDP : NK_LAYER_TCP;
        struct nk_flow_key key = key_of(&l, false);
        uint32_t hash = nk_flows_hash(&f, &key);
        assert_int_equal(nk_flows_find(&f, &key, hash), NK_FLOW_NONE);
        assert_true(nk_flows_add(&f, &key, hash, &index[i], NULL));
        assert_int_equal(index[i], i);
        assert_int_equal(nk_flows_find(&f, &key, hash), i);
    }
    nk_flows_release(&f);
}

/* ---- beside a plain list ---------------------------------------------------- */

enum { KEYS = 5000, STEPS = 60000 };

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static struct nk_flow_key numbered(uint32_t n)
{
    struct nk_layers l =
        packet(NK_IPV4, 0x0a000000 + n / 50, (uint16_t)(1024 + n % 50), 0xc0000201, 443);
    return key_of(&l, false);
}

/* `same` has a secret that is none, with which all of them fall into one place. */
static void against_list(bool same)
{
    static const uint64_t bad[NK_FLOW_SECRET] = {0, 0xc0000201, 0, 0};
    struct nk_flows f;
    uint32_t seed = 7, *where = malloc(KEYS * sizeof *where);
    size_t live = 0;
    assert_non_null(where);
    memset(where, 0xff, KEYS * sizeof *where);
    assert_true(nk_flows_init(&f, sizeof(struct entry), same ? bad : secret, NULL));
    for (unsigned i = 0; i < (same ? STEPS / 20 : STEPS); i++) {
        uint32_t n = next_random(&seed) % (same ? 200 : KEYS), index;
        struct nk_flow_key key = numbered(n);
        uint32_t hash = nk_flows_hash(&f, &key);
        assert_true(!same || hash == 0);
        assert_int_equal(nk_flows_find(&f, &key, hash), where[n]);
        assert_int_equal(nk_flows_find_guessed(&f, &key, hash, nk_flows_guess(&f, hash)), where[n]);
        if (where[n] == NK_FLOW_NONE) {
            nk_flows_prefetch(&f, hash);
            assert_true(nk_flows_guess(&f, hash) == NK_FLOW_NONE || f.used > 0);
            assert_true(nk_flows_add(&f, &key, hash, &index, NULL));
            ((struct entry *)nk_flows_at(&f, index))->value = n;
            where[n] = index;
            live++;
        } else if (next_random(&seed) % 3 == 0) {
            nk_flows_drop(&f, where[n]);
            where[n] = NK_FLOW_NONE;
            live--;
        }
        assert_int_equal(f.used, live);
    }
    for (uint32_t n = 0; n < KEYS; n++) {
        struct nk_flow_key key = numbered(n);
        assert_int_equal(nk_flows_find(&f, &key, nk_flows_hash(&f, &key)), where[n]);
        if (where[n] != NK_FLOW_NONE)
            assert_int_equal(((struct entry *)nk_flows_at(&f, where[n]))->value, n);
    }
    nk_flows_release(&f);
    free(where);
}

static void finds_what_a_list_finds(void **state)
{
    (void)state;
    against_list(false);
    against_list(true);
}

/* The older entry of a key stays, and is only not found; dropping it leaves the newer one alone. */
static void a_newer_one_of_the_same_key(void **state)
{
    (void)state;
    struct nk_flows f;
    struct nk_flow_key key = numbered(1);
    uint32_t first, second;
    assert_true(nk_flows_init(&f, sizeof(struct entry), secret, NULL));
    uint32_t hash = nk_flows_hash(&f, &key);
    assert_true(nk_flows_add(&f, &key, hash, &first, NULL));
    ((struct entry *)nk_flows_at(&f, first))->value = 11;
    assert_true(nk_flows_add(&f, &key, hash, &second, NULL));
    assert_int_equal(nk_flows_find(&f, &key, hash), second);
    assert_int_equal(((struct entry *)nk_flows_at(&f, first))->value, 11);
    assert_int_equal(((struct entry *)nk_flows_at(&f, second))->value, 0);
    nk_flows_drop(&f, first);
    assert_int_equal(nk_flows_find(&f, &key, hash), second);
    nk_flows_release(&f);
}

/* So many and so large that blocks are had together: each stays where it is. */
static void many_entries_stay_where_they_are(void **state)
{
    (void)state;
    enum { SIZE = 600, MANY = 12 << NK_FLOW_BLOCK_BITS };
    struct nk_flows f;
    struct entry **at = malloc(MANY * sizeof *at);
    assert_non_null(at);
    assert_true(nk_flows_init(&f, SIZE, secret, NULL));
    for (uint32_t n = 0, index; n < MANY; n++) {
        struct nk_flow_key key = numbered(n);
        assert_true(nk_flows_add(&f, &key, nk_flows_hash(&f, &key), &index, NULL));
        assert_int_equal(index, n);
        at[n] = nk_flows_at(&f, index);
        memset(at[n] + 1, (int)(n & 255), SIZE - sizeof *at[n]);
        at[n]->value = n;
    }
    for (uint32_t n = 0; n < MANY; n++) {
        struct nk_flow_key key = numbered(n);
        uint8_t *entry = nk_flows_at(&f, nk_flows_find(&f, &key, nk_flows_hash(&f, &key)));
        assert_ptr_equal(entry, at[n]);
        assert_int_equal(at[n]->value, n);
        assert_int_equal(entry[sizeof *at[n]], n & 255);
        assert_int_equal(entry[SIZE - 1], n & 255);
    }
    nk_flows_release(&f);
    free(at);
}

/* Nearly all are found where they are guessed to be, which is what makes a batch quick. */
static void guesses_are_right(void **state)
{
    (void)state;
    enum { MANY = 3000 };
    struct nk_flows f;
    uint32_t right = 0;
    assert_true(nk_flows_init(&f, sizeof(struct entry), secret, NULL));
    for (uint32_t n = 0, index; n < MANY; n++) {
        struct nk_flow_key key = numbered(n);
        assert_true(nk_flows_add(&f, &key, nk_flows_hash(&f, &key), &index, NULL));
    }
    for (uint32_t n = 0; n < MANY; n++) {
        struct nk_flow_key key = numbered(n);
        right += nk_flows_guess(&f, nk_flows_hash(&f, &key)) == n;
    }
    assert_in_range(right, MANY * 9 / 10, MANY);
    nk_flows_release(&f);
}

/* Keys of a scan (ports and addresses that count up) fall evenly, whatever the secret. */
static void keys_in_a_row_fall_evenly(void **state)
{
    (void)state;
    enum { BUCKETS = 256 };
    for (uint64_t s = 0; s < 4; s++) {
        unsigned counts[BUCKETS] = {0}, most = 0;
        struct nk_flows f = {.secret = {secret[s], s, ~secret[s], secret[3 - s]}};
        for (uint32_t n = 0; n < BUCKETS * 100; n++) {
            struct nk_flow_key key = numbered(n);
            unsigned bucket = nk_flows_hash(&f, &key) % BUCKETS;
            most = ++counts[bucket] > most ? counts[bucket] : most;
        }
        assert_in_range(most, 100, 170);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_directions_are_one_key),
        cmocka_unit_test(what_has_no_ports_has_no_key),
        cmocka_unit_test(kinds_are_apart),
        cmocka_unit_test(finds_what_a_list_finds),
        cmocka_unit_test(a_newer_one_of_the_same_key),
        cmocka_unit_test(many_entries_stay_where_they_are),
        cmocka_unit_test(guesses_are_right),
        cmocka_unit_test(keys_in_a_row_fall_evenly),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
