#include "netkit/special.h"
#include "addr/rows.h"

#include <string.h>

/* The IPv4 address in an IPv4-mapped one, else the address itself. */
static struct nk_addr unmapped(const struct nk_addr *a)
{
    bool mapped = a->family == NK_IPV6 && a->hi == 0 && a->lo >> 32 == 0xffff;
    return mapped ? nk_addr_ipv4((uint32_t)a->lo) : *a;
}

const struct nk_special *nk_special_find(const struct nk_addr *a, bool unmap)
{
    struct nk_addr real = unmap ? unmapped(a) : *a;
    size_t count;
    const struct nk_special *rows = nk_special_rows(real.family, &count), *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (nk_addr_compare(&rows[i].prefix.addr, &real) > 0)
            break; /* sorted: none that follows can hold it */
        if (nk_prefix_contains(&rows[i].prefix, &real))
            found = &rows[i]; /* a later row that holds it is more specific */
    }
    return found;
}

/* ---- scopes and kinds ---------------------------------------------------- */

/* A prefix and a word: what a table of classes is made of. `mask` picks bits where a prefix does
 * not. */
struct block {
    struct nk_prefix prefix;
    char scope[16], kind[24];
};

/* IPv4 multicast (RFC 5771, 2365, 3180, 6034, 6676, 4607): the first row that holds the address.
 * IPv6 multicast takes its scope from the address itself. */
static const struct block multicast_blocks[] = {
    {IPV4(0xe0000000, 24), "link", "local network control"},
    {IPV4(0xe0000100, 24), "global", "internetwork control"},
    {IPV4(0xe0000000, 16), "global", "ad-hoc"},
    {IPV4(0xe0020000, 16), "global", "SDP/SAP"},
    {IPV4(0xe0030000, 16), "global", "ad-hoc"},
    {IPV4(0xe0040000, 16), "global", "ad-hoc"},
    {IPV4(0xe8000000, 8), "global", "source-specific"},
    {IPV4(0xe9fc0000, 24), "global", "documentation"},
    {IPV4(0xe9fc0000, 14), "global", "ad-hoc"},
    {IPV4(0xe9000000, 8), "global", "GLOP"},
    {IPV4(0xea000000, 8), "global", "unicast-prefix-based"},
    {IPV4(0xefff0000, 16), "site", "administratively scoped"},
    {IPV4(0xefc00000, 14), "organization", "administratively scoped"},
    {IPV4(0xef000000, 8), "admin", "administratively scoped"},
    {IPV4(0xe0000000, 4), "global", "any-source"},
    {IPV6(0xff02000000000000, 0x00000001ff000000, 104), "link", "solicited-node"},
};

/* Unicast that is valid less far than globally; everything else is global (RFC 4007, RFC 4291 2.5).
 */
static const struct block unicast_blocks[] = {
    {IPV4(0x00000000, 8), "host", ""},
    {IPV4(0x7f000000, 8), "host", ""},
    {IPV4(0xa9fe0000, 16), "link", ""},
    {IPV4(0xffffffff, 32), "link", ""},
    {IPV6(0, 1, 128), "host", ""},
    {IPV6(0, 0, 128), "host", ""},
    {IPV6(0xfe80000000000000, 0, 10), "link", ""},
    {IPV6(0xfec0000000000000, 0, 10), "site", ""}, /* deprecated by RFC 3879 */
};

static const struct block *find_block(const struct block *blocks, size_t count,
                                      const struct nk_addr *a)
{
    for (size_t i = 0; i < count; i++)
        if (nk_prefix_contains(&blocks[i].prefix, a))
            return &blocks[i];
    return NULL;
}

/* The scop field (RFC 4291 2.7, RFC 7346). */
static const char *ipv6_scope(const struct nk_addr *a)
{
    static const char *const scopes[16] = {
        [0] = "reserved", [1] = "interface",    [2] = "link",    [3] = "realm",     [4] = "admin",
        [5] = "site",     [8] = "organization", [14] = "global", [15] = "reserved",
    };
    const char *scope = scopes[a->hi >> 48 & 15];
    return scope == NULL ? "unassigned" : scope;
}

/* The flags R, P and T (RFC 4291 2.7, 3306, 3956, 4607). */
static const char *ipv6_kind(const struct nk_addr *a)
{
    unsigned flags = (unsigned)(a->hi >> 52) & 15;
    if ((flags & 7) == 7)
        return "embedded-RP";
    if ((flags & 3) == 3)
        return (a->hi >> 32 & 0xffff) == 0 ? "source-specific" /* ff3x::/32 */
                                           : "unicast-prefix-based";
    return (flags & 1) != 0 ? "transient" : "well-known";
}

/* The row that all of a multicast prefix lies in, NULL for none; `mixed` where some rows lie in the
 * prefix, so that no one kind speaks for it. */
static const struct block *multicast_block(const struct nk_prefix *p, bool *mixed)
{
    *mixed = p->addr.family == NK_IPV6 && p->length < 32;
    for (size_t i = 0; i < sizeof multicast_blocks / sizeof *multicast_blocks; i++) {
        if (nk_prefix_covers(&multicast_blocks[i].prefix, p))
            return &multicast_blocks[i];
        if (nk_prefix_covers(p, &multicast_blocks[i].prefix))
            *mixed = true;
    }
    return NULL;
}

bool nk_class_multicast_block(const struct nk_prefix *p, struct nk_prefix *block)
{
    bool mixed;
    const struct block *b = multicast_block(p, &mixed);
    if (b == NULL || mixed)
        return false;
    *block = b->prefix;
    return true;
}

static void put_multicast_words(struct nk_class *c, const struct nk_prefix *p)
{
    bool mixed;
    const struct block *b = multicast_block(p, &mixed);
    c->multicast = true;
    c->multicast_kind = mixed ? "multicast" : b != NULL ? b->kind : ipv6_kind(&p->addr);
    if (b != NULL)
        c->scope = mixed ? NULL : b->scope;
    else
        c->scope = p->length < 16 ? NULL : ipv6_scope(&p->addr);
}

/*
 * What a scope means for the flags. Multicast is not in the registries: a group is never a source,
 * is forwarded as far as its scope goes, and is reachable globally where that is global. Nobody may
 * send to the reserved scopes (RFC 4291 2.7).
 */
static const struct reach {
    const char *scope;
    int8_t destination, forwardable, global;
} reaches[] = {
    {"interface", NK_TRUE, NK_FALSE, NK_FALSE}, {"link", NK_TRUE, NK_FALSE, NK_FALSE},
    {"reserved", NK_FALSE, NK_FALSE, NK_FALSE}, {"global", NK_TRUE, NK_TRUE, NK_TRUE},
    {NULL, NK_TRUE, NK_TRUE, NK_FALSE}, /* all others */
};

static void put_multicast(struct nk_class *c, const struct nk_prefix *p)
{
    const struct reach *reach = reaches;
    put_multicast_words(c, p);
    c->source = NK_FALSE;
    c->reserved = NK_FALSE;
    c->destination = c->forwardable = c->global = NK_UNKNOWN;
    if (c->scope == NULL)
        return;
    while (reach->scope != NULL && strcmp(reach->scope, c->scope) != 0)
        reach++;
    c->destination = reach->destination;
    c->forwardable = reach->forwardable;
    c->global = reach->global;
}

static void put_block(struct nk_class *c, const struct nk_special *block)
{
    c->block = block;
    c->source = block->source;
    c->destination = block->destination;
    c->forwardable = block->forwardable;
    c->global = block->global;
    c->reserved = block->reserved;
}

/* ---- classes ------------------------------------------------------------- */

static const struct nk_prefix private_blocks[] = {
    IPV4(0x0a000000, 8),
    IPV4(0xac100000, 12),
    IPV4(0xc0a80000, 16),
    IPV6(0xfc00000000000000, 0, 7),
};

const struct nk_prefix *nk_private_blocks(size_t *count)
{
    *count = sizeof private_blocks / sizeof *private_blocks;
    return private_blocks;
}

struct nk_range nk_range_unmapped(const struct nk_range *given)
{
    struct nk_range real = {unmapped(&given->first), unmapped(&given->last)};
    return real.first.family == real.last.family ? real : *given;
}

bool nk_range_is_private(const struct nk_range *given)
{
    struct nk_range r = nk_range_unmapped(given);
    for (size_t i = 0; i < sizeof private_blocks / sizeof *private_blocks; i++) {
        struct nk_range block = nk_prefix_range(&private_blocks[i]);
        if (nk_range_contains(&block, &r))
            return true;
    }
    return false;
}

/* Which flags a prefix sets: all of it has to lie in the block. */
struct flag_block {
    struct nk_prefix prefix;
    size_t flag; /* offset in struct nk_class */
};

static const struct flag_block flag_blocks[] = {
    {IPV4(0x7f000000, 8), offsetof(struct nk_class, loopback)},
    {IPV6(0, 1, 128), offsetof(struct nk_class, loopback)},
    {IPV4(0xa9fe0000, 16), offsetof(struct nk_class, link_local)},
    {IPV6(0xfe80000000000000, 0, 10), offsetof(struct nk_class, link_local)},
    {IPV6(0xfc00000000000000, 0, 7), offsetof(struct nk_class, unique_local)},
    {IPV4(0xc0000200, 24), offsetof(struct nk_class, documentation)},
    {IPV4(0xc6336400, 24), offsetof(struct nk_class, documentation)},
    {IPV4(0xcb007100, 24), offsetof(struct nk_class, documentation)},
    {IPV6(0x20010db800000000, 0, 32), offsetof(struct nk_class, documentation)},
    {IPV6(0x3fff000000000000, 0, 20), offsetof(struct nk_class, documentation)},
};

static bool is_multicast(const struct nk_prefix *p)
{
    static const struct nk_prefix blocks[] = {IPV4(0xe0000000, 4), IPV6(0xff00000000000000, 0, 8)};
    return nk_prefix_covers(&blocks[0], p) || nk_prefix_covers(&blocks[1], p);
}

static void put_flags(struct nk_class *c, const struct nk_prefix *p)
{
    struct nk_range r = nk_prefix_range(p);
    c->is_private = nk_range_is_private(&r);
    for (size_t i = 0; i < sizeof flag_blocks / sizeof *flag_blocks; i++)
        if (nk_prefix_covers(&flag_blocks[i].prefix, p))
            *(bool *)((char *)c + flag_blocks[i].flag) = true;
}

/* True where some row of the registries lies inside the prefix: then no one flag speaks for all of
 * it. */
static bool holds_rows(const struct nk_prefix *p)
{
    size_t count;
    const struct nk_special *rows = nk_special_rows(p->addr.family, &count);
    for (size_t i = 0; i < count; i++)
        if (p->length < rows[i].prefix.length && nk_prefix_covers(p, &rows[i].prefix))
            return true;
    return false;
}

/* The row that holds the whole prefix. */
static const struct nk_special *block_of(const struct nk_prefix *p)
{
    size_t count;
    const struct nk_special *rows = nk_special_rows(p->addr.family, &count), *found = NULL;
    for (size_t i = 0; i < count; i++)
        if (nk_prefix_covers(&rows[i].prefix, p))
            found = &rows[i];
    return found;
}

/* 96 bits of mapping prefix come off, where all of the prefix is IPv4-mapped. */
static struct nk_prefix unmapped_prefix(const struct nk_prefix *p)
{
    struct nk_prefix real = {unmapped(&p->addr), p->length};
    if (real.addr.family == p->addr.family || p->length < 96)
        return *p;
    real.length = (uint8_t)(p->length - 96);
    return real;
}

struct nk_prefix nk_class_subject(const struct nk_prefix *given)
{
    struct nk_prefix p = unmapped_prefix(given);
    return nk_prefix_network(&p);
}

struct nk_class nk_class_of_prefix(const struct nk_prefix *given)
{
    struct nk_prefix p = nk_class_subject(given);
    struct nk_class c = {.source = NK_TRUE,
                         .destination = NK_TRUE,
                         .forwardable = NK_TRUE,
                         .global = NK_TRUE,
                         .reserved = NK_FALSE,
                         .scope = "global"};
    const struct nk_special *block = block_of(&p);
    put_flags(&c, &p);
    if (is_multicast(&p)) {
        put_multicast(&c, &p);
    } else if (block != NULL) {
        put_block(&c, block);
    } else if (holds_rows(&p)) {
        c.source = c.destination = c.forwardable = c.global = c.reserved = NK_UNKNOWN;
        c.scope = NULL;
    }
    const struct block *near =
        find_block(unicast_blocks, sizeof unicast_blocks / sizeof *unicast_blocks, &p.addr);
    if (!c.multicast && near != NULL && nk_prefix_covers(&near->prefix, &p))
        c.scope = near->scope;
    return c;
}

struct nk_class nk_class_of(const struct nk_addr *a)
{
    struct nk_prefix p = {*a, (uint8_t)nk_family_width(a->family)};
    return nk_class_of_prefix(&p);
}
