/*
 * Look-ups in memory, ours and DPDK's in turns: lpm IPV4 IPV6
 * Each file has a prefix a line, sorted, anything behind it after a blank. Every prefix has an id
 * of its own. Prints a line for each kind of addresses: name, our least time for all of them and
 * the peer's in milliseconds (0: not installed); and first what was built: the size in MiB of a
 * table of IPv4 alone, of IPv6 alone, and the least times to build them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "netkit/lpm.h"

#include "lpm_peer.h"

enum { ADDRS = 1 << 24, BATCH = 256, ROUNDS = 5 };

static struct nk_lpm_row *rows;
static size_t count, ipv4;
static struct nk_lpm *table;
static uint64_t state = 20240115;

static uint64_t draw(void)
{
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void fail(const char *what)
{
    fprintf(stderr, "lpm: %s\n", what);
    exit(1);
}

static void *memory(size_t n, size_t size)
{
    void *p = aligned_alloc(64, n * size);
    if (p == NULL)
        fail("out of memory");
    return p;
}

static void load(const char *path)
{
    char line[256];
    FILE *f = fopen(path, "r");
    if (f == NULL)
        fail("cannot open a table");
    while (fgets(line, sizeof line, f) != NULL) {
        struct nk_prefix p;
        if (!nk_prefix_parse(line, strcspn(line, "\t \n"), &p, NULL))
            fail("a line is no prefix");
        if ((count & (count - 1)) == 0) {
            rows = realloc(rows, (count == 0 ? 1 : 2 * count) * sizeof *rows);
            if (rows == NULL)
                fail("out of memory");
        }
        rows[count] = (struct nk_lpm_row){nk_addr_bits(nk_prefix_first(&p)), (uint32_t)count,
                                          p.length, p.addr.family};
        count++;
    }
    fclose(f);
}

/* An address of a prefix of the table, drawn from those of one family. */
static struct nk_u128 draw_inside(size_t from, size_t n)
{
    const struct nk_lpm_row *r = &rows[from + draw() % n];
    struct nk_u128 host = nk_u128_low_ones(nk_family_width(r->family) - r->length);
    struct nk_u128 any = nk_u128(draw(), draw());
    return nk_u128_or(r->first, nk_u128_and(any, host));
}

static void print_build(const char *what, size_t from, size_t n)
{
    double best = 0;
    size_t size = 0;
    for (int i = 0; i < ROUNDS; i++) {
        double start = now();
        struct nk_lpm *t = nk_lpm_build_sorted(rows + from, n, NULL);
        double time = now() - start;
        if (t == NULL)
            fail("cannot build");
        best = best == 0 || time < best ? time : best;
        (void)nk_lpm_image(t, &size);
        nk_lpm_release(t);
    }
    printf("%s %.2f %.2f\n", what, (double)size / 1048576, best);
}

/* Exits where an id is not what the peer says. */
static void compare(const uint32_t *ids, const uint64_t *hops)
{
    for (unsigned i = 0; i < BATCH; i++)
        if (hops[i] != (ids[i] == NK_LPM_NONE ? peer_none() : ids[i]))
            fail("the answers differ");
}

static void least(double *best, double start)
{
    double time = now() - start;
    *best = *best == 0 || time < *best ? time : *best;
}

static void measure4(const char *name, uint32_t *addrs)
{
    uint32_t ids[BATCH];
    uint64_t hops[BATCH];
    double ours = 0, theirs = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (size_t i = 0; i < ADDRS; i += BATCH)
            nk_lpm_find_many4(table, addrs + i, ids, BATCH);
        least(&ours, start);
#ifdef WITH_DPDK
        start = now();
        for (size_t i = 0; i < ADDRS; i += BATCH)
            peer_find4(addrs + i, hops, BATCH);
        least(&theirs, start);
#endif
    }
#ifdef WITH_DPDK
    for (size_t i = 0; i < ADDRS; i += BATCH) {
        nk_lpm_find_many4(table, addrs + i, ids, BATCH);
        peer_find4(addrs + i, hops, BATCH);
        compare(ids, hops);
    }
#else
    (void)hops, (void)compare;
#endif
    printf("%s %.2f %.2f\n", name, ours, theirs);
}

#ifdef WITH_DPDK
/* Turns addresses into their bytes in the network's order, or back. */
static void turn(struct nk_u128 *addrs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        addrs[i] = nk_u128(__builtin_bswap64(addrs[i].hi), __builtin_bswap64(addrs[i].lo));
}
#endif

static void measure6(const char *name, struct nk_u128 *addrs)
{
    uint32_t ids[BATCH];
    double ours = 0, theirs = 0;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        for (size_t i = 0; i < ADDRS; i += BATCH)
            nk_lpm_find_many6(table, addrs + i, ids, BATCH);
        least(&ours, start);
#ifdef WITH_DPDK
        uint64_t hops[BATCH];
        turn(addrs, ADDRS);
        start = now();
        for (size_t i = 0; i < ADDRS; i += BATCH)
            peer_find6((uint8_t(*)[16])(void *)(addrs + i), hops, BATCH);
        least(&theirs, start);
        turn(addrs, ADDRS);
#endif
    }
#ifdef WITH_DPDK
    for (size_t i = 0; i < ADDRS; i += BATCH) {
        uint64_t hops[BATCH];
        nk_lpm_find_many6(table, addrs + i, ids, BATCH);
        turn(addrs + i, BATCH);
        peer_find6((uint8_t(*)[16])(void *)(addrs + i), hops, BATCH);
        compare(ids, hops);
    }
#endif
    printf("%s %.2f %.2f\n", name, ours, theirs);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    load(argv[1]);
    ipv4 = count;
    load(argv[2]);
    print_build("build-ipv4", 0, ipv4);
    print_build("build-ipv6", ipv4, count - ipv4);
    table = nk_lpm_build_sorted(rows, count, NULL);
    if (table == NULL)
        fail("cannot build");
#ifdef WITH_DPDK
    if (!peer_load(rows, count))
        fail("cannot load DPDK's table");
#endif
    uint32_t *addrs = memory(ADDRS, sizeof *addrs);
    for (size_t i = 0; i < ADDRS; i++)
        addrs[i] = (uint32_t)draw();
    measure4("ipv4-random", addrs);
    for (size_t i = 0; i < ADDRS; i++)
        addrs[i] = (uint32_t)draw_inside(0, ipv4).lo;
    measure4("ipv4-table", addrs);
    free(addrs);
    struct nk_u128 *addrs6 = memory(ADDRS, sizeof *addrs6);
    for (size_t i = 0; i < ADDRS; i++)
        addrs6[i] = draw_inside(ipv4, count - ipv4);
    measure6("ipv6-table", addrs6);
    free(addrs6);
    nk_lpm_release(table);
    free(rows);
    return 0;
}
