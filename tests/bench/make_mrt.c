/*
 * A RIB as collectors dump it (TABLE_DUMP_V2), the same on every machine: make_mrt PEERS < TABLE
 * TABLE are lines "PREFIX" or "PREFIX<TAB>ORIGIN"; each prefix gets a path of each peer. What is
 * drawn depends on the peer and the origin, and a little on the prefix, as in a real table, where
 * the prefixes of one origin mostly come the same way: paths of 3 to 6 ASes, some prepended, most
 * with communities, some with large ones, MED, aggregator.
 */
#include <arpa/inet.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLE_DUMP_V2 = 13, PEER_INDEX_TABLE = 1, RIB_IPV4 = 2, RIB_IPV6 = 4 };
enum { TIME = 1705276800, PEERS_MAX = 64, HEAD = 12 };

static uint64_t mix(uint64_t z)
{
    z += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* ---- bytes --------------------------------------------------------------- */

/* The record in the making, behind room for its head; it is far larger than any can become. */
static unsigned char record[PEERS_MAX * 1024];
static size_t used = HEAD;

static void put(const void *bytes, size_t len)
{
    memcpy(record + used, bytes, len);
    used += len;
}

static void put_at(size_t at, uint64_t n, int bytes)
{
    while (bytes-- > 0)
        record[at++] = (unsigned char)(n >> 8 * bytes);
}

static void put_number(uint64_t n, int bytes)
{
    put_at(used, n, bytes);
    used += (size_t)bytes;
}

static void send_record(unsigned subtype)
{
    put_at(0, TIME, 4);
    put_at(4, TABLE_DUMP_V2, 2);
    put_at(6, subtype, 2);
    put_at(8, used - HEAD, 4);
    fwrite(record, 1, used, stdout);
    used = HEAD;
}

/* ---- attributes ---------------------------------------------------------- */

static void put_head(unsigned flags, unsigned type, size_t len)
{
    put_number(flags, 1);
    put_number(type, 1);
    put_number(len, 1);
}

static uint32_t peer_as(unsigned peer)
{
    return 3356 + 1297 * peer;
}

/* The peer, one to four transit ASes, the origin, which one path in five has several times. */
static void put_as_path(uint64_t way, unsigned peer, uint32_t origin)
{
    uint32_t path[12];
    unsigned n = 0, transits = 1 + (unsigned)(way % 4);
    unsigned times = way % 5 == 0 ? 1 + (unsigned)(way / 5 % 3) : 0;
    path[n++] = peer_as(peer);
    for (unsigned i = 0; i < transits; i++)
        path[n++] = (uint32_t)(mix(way + i) % (i % 3 == 2 ? 400000 : 65000)) + 1;
    for (unsigned i = 0; i <= times; i++)
        path[n++] = origin;
    put_head(0x40, 2, 2 + 4 * (size_t)n);
    put_number(2, 1);
    put_number(n, 1);
    for (unsigned i = 0; i < n; i++)
        put_number(path[i], 4);
}

static void put_communities(uint64_t way, unsigned peer)
{
    unsigned n = (unsigned)(way % 9);
    if (n == 0)
        return;
    put_head(0xc0, 8, 4 * (size_t)n);
    for (unsigned i = 0; i < n; i++) {
        put_number(peer_as(peer) & 0xffff, 2);
        put_number(mix(way + i) % 20000, 2);
    }
}

static void put_large_communities(uint64_t way, uint32_t origin)
{
    unsigned n = way % 16 == 0 ? 1 + (unsigned)(way / 16 % 3) : 0;
    if (n == 0)
        return;
    put_head(0xc0, 32, 12 * (size_t)n);
    for (unsigned i = 0; i < n; i++) {
        put_number(origin, 4);
        put_number(mix(way + i) % 1000, 4);
        put_number(mix(way + i + 100) % 100000, 4);
    }
}

static void put_next_hop(unsigned peer, int family)
{
    if (family == AF_INET) {
        put_head(0x40, 3, 4);
        put_number(0xc6336401 + peer, 4);
        return;
    }
    put_head(0x80, 14, 17);
    put_number(16, 1);
    put_number(UINT64_C(0x20010db800000000) + peer, 8);
    put_number(1, 8);
}

static void put_attributes(uint64_t way, unsigned peer, uint32_t origin, int family)
{
    put_head(0x40, 1, 1);
    put_number(way % 10 == 0 ? 2 : 0, 1);
    put_as_path(way, peer, origin);
    put_next_hop(peer, family);
    if (mix(way + 1) % 4 == 0) {
        put_head(0x80, 4, 4);
        put_number(mix(way + 2) % 200, 4);
    }
    if (mix(way + 3) % 20 == 0)
        put_head(0x40, 6, 0);
    if (mix(way + 4) % 8 == 0) {
        put_head(0xc0, 7, 8);
        put_number(origin, 4);
        put_number(0x0a000000 + mix(way + 5) % 0xffff, 4);
    }
    put_communities(mix(way + 6), peer);
    put_large_communities(mix(way + 7), origin);
}

/* ---- records ------------------------------------------------------------- */

static void make_peers(unsigned peers)
{
    put_number(0xc6336401, 4);
    put_number(0, 2);
    put_number(peers, 2);
    for (unsigned i = 0; i < peers; i++) {
        put_number(2, 1);
        put_number(0xc6336401 + i, 4);
        put_number(0xc6336401 + i, 4);
        put_number(peer_as(i), 4);
    }
    send_record(PEER_INDEX_TABLE);
}

static void make_rib(unsigned peers, uint32_t number, const char *prefix, unsigned length,
                     uint32_t origin)
{
    unsigned char addr[16] = {0};
    int family = strchr(prefix, ':') == NULL ? AF_INET : AF_INET6;
    if (inet_pton(family, prefix, addr) != 1)
        return;
    put_number(number, 4);
    put_number(length, 1);
    put(addr, (length + 7) / 8);
    put_number(peers, 2);
    for (unsigned i = 0; i < peers; i++) {
        /* one prefix in four of an origin goes another way */
        uint64_t way = mix(origin + ((uint64_t)i << 40) +
                           ((uint64_t)(mix(number) % 4 == 0) << 60) * (mix(number) / 4 % 4));
        put_number(i, 2);
        put_number(TIME - mix(number + i) % 1000000, 4);
        size_t length_at = used;
        put_number(0, 2);
        put_attributes(way, i, origin, family);
        put_at(length_at, used - length_at - 2, 2);
    }
    send_record(family == AF_INET ? RIB_IPV4 : RIB_IPV6);
}

int main(int argc, char **argv)
{
    char line[256];
    unsigned peers = argc == 2 ? (unsigned)strtoul(argv[1], NULL, 10) : 0;
    if (peers == 0 || peers > PEERS_MAX) {
        fputs("usage: make_mrt PEERS < TABLE\n", stderr);
        return 2;
    }
    make_peers(peers);
    for (uint32_t number = 0; fgets(line, sizeof line, stdin) != NULL; number++) {
        char *slash = strchr(line, '/'), *end;
        if (slash == NULL)
            continue;
        *slash = '\0';
        unsigned length = (unsigned)strtoul(slash + 1, &end, 10);
        uint32_t origin = *end == '\t' ? (uint32_t)strtoul(end + 1, NULL, 10) : 0;
        if (origin == 0)
            origin = (uint32_t)(mix(number / 12) % 60000) + 1;
        make_rib(peers, number, line, length, origin);
    }
    return fflush(stdout) != 0 || ferror(stdout) != 0;
}
