/*
 * DPDK's FIB in its fastest form: DIR24_8 and TRIE with next hops of four bytes, look-ups by
 * vectors of 512 bits where the processor has them (DPDK wants to be told), one thread. Without the
 * system's reserved huge pages, so that anybody can run it, but with transparent ones, as ours.
 */
#include <sched.h>
#include <string.h>
#include <sys/mman.h>

#include <rte_eal.h>
#include <rte_fib.h>
#include <rte_fib6.h>
#include <rte_memory.h>

#include "lpm_peer.h"

enum { NONE = 0x7fffffff, TBL8_4 = 1 << 15, TBL8_6 = 1 << 18, ROUTES = 1 << 20 };

static struct rte_fib *fib4;
static struct rte_fib6 *fib6;

static int use_large_pages(const struct rte_memseg_list *list, void *unused)
{
    (void)unused;
    (void)madvise(list->base_va, list->len, MADV_HUGEPAGE);
    return 0;
}

/* Starts DPDK without any device; it may pin the thread to a processor, which is undone. */
static bool start(void)
{
    static char *args[] = {"lpm",
                           "--no-huge",
                           "--no-shconf",
                           "--no-pci",
                           "--no-telemetry",
                           "--log-level=4",
                           "--force-max-simd-bitwidth=512",
                           "-m",
                           "2048",
                           "-l",
                           "0",
                           NULL};
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) < 0 || rte_eal_init(11, args) < 0)
        return false;
    rte_memseg_list_walk(use_large_pages, NULL);
    return sched_setaffinity(0, sizeof set, &set) == 0;
}

static bool create(void)
{
    struct rte_fib_conf four = {.type = RTE_FIB_DIR24_8, .default_nh = NONE, .max_routes = ROUTES};
    struct rte_fib6_conf six = {.type = RTE_FIB6_TRIE, .default_nh = NONE, .max_routes = ROUTES};
    four.dir24_8.nh_sz = RTE_FIB_DIR24_8_4B;
    four.dir24_8.num_tbl8 = TBL8_4;
    six.trie.nh_sz = RTE_FIB6_TRIE_4B;
    six.trie.num_tbl8 = TBL8_6;
    fib4 = rte_fib_create("four", -1, &four);
    fib6 = rte_fib6_create("six", -1, &six);
    return fib4 != NULL && fib6 != NULL;
}

static void to_bytes(struct nk_u128 a, uint8_t *bytes)
{
    for (unsigned i = 0; i < 8; i++) {
        bytes[i] = (uint8_t)(a.hi >> (56 - 8 * i));
        bytes[8 + i] = (uint8_t)(a.lo >> (56 - 8 * i));
    }
}

bool peer_load(const struct nk_lpm_row *rows, size_t count)
{
    bool done = start() && create();
    for (size_t i = 0; done && i < count; i++) {
        uint8_t bytes[16];
        to_bytes(rows[i].first, bytes);
        done = rows[i].family == NK_IPV4
                   ? rte_fib_add(fib4, (uint32_t)rows[i].first.lo, rows[i].length, i) == 0
                   : rte_fib6_add(fib6, bytes, rows[i].length, i) == 0;
    }
    return done;
}

void peer_find4(uint32_t *addrs, uint64_t *hops, unsigned n)
{
    (void)rte_fib_lookup_bulk(fib4, addrs, hops, (int)n);
}

void peer_find6(uint8_t (*addrs)[16], uint64_t *hops, unsigned n)
{
    (void)rte_fib6_lookup_bulk(fib6, addrs, hops, (int)n);
}

uint64_t peer_none(void)
{
    return NONE;
}
