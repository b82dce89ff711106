/* What the files of the compiled table share: how it is laid out. */
#ifndef NK_ROUTE_COMPILED_PART_H
#define NK_ROUTE_COMPILED_PART_H

#include "route/compiled.h"
#include "route/policy.h"

/* A header; then the sections in this order, each at a multiple of 64 bytes, zeros between them.
 * Offsets only: it may lie anywhere. Numbers and structs are as the machine has them. */
enum nk_compiled_section_id {
    NK_SECTION_RULES, /* what each look-up reads is small, and on few pages */
    NK_SECTION_VRFS,
    NK_SECTION_NEXTHOPS,
    NK_SECTION_ALIASES,
    NK_SECTION_PEERS,
    NK_SECTION_SOURCES,
    NK_SECTION_PARTS,   /* of the forwarding view */
    NK_SECTION_LOOKUPS, /* the images of their look-up structures */
    NK_SECTION_ENTRIES,
    NK_SECTION_ORDER,
    NK_SECTION_ROUTES,
    NK_SECTION_PATHS,
    NK_SECTION_TEXT_ENDS, /* the stores: where each text ends, then the texts */
    NK_SECTION_TEXTS,
    NK_SECTION_HOP_ENDS,
    NK_SECTION_HOPS,
    NK_SECTION_MORE_ENDS,
    NK_SECTION_MORE,
    NK_SECTION_ATTR_ENDS,
    NK_SECTION_ATTRS,
    NK_SECTION_ANSWERS,
    NK_SECTION_ANSWERS_MORE,
    NK_SECTIONS
};

enum {
    NK_COMPILED_VERSION = 1, /* counts up with every change of a struct or a meaning */
    NK_COMPILED_ORDER = 0x01020304,
    NK_COMPILED_ALIGN = 64,
    NK_COMPILED_SUFFICES = 1 << 8, /* in flags, above enum nk_policy_traits: answers are there */
};

#define NK_COMPILED_MAGIC \
    "\x89nkt\r\n\x1a\n" /* eight bytes that no transfer as text leaves whole */

/* `count` elements of `width` bytes each, which is the size of the struct. */
struct nk_compiled_section {
    uint64_t offset, count;
    uint32_t width, unused;
};

struct nk_compiled_head {
    char magic[8];
    uint32_t order, version;
    uint64_t size;     /* of the file */
    uint64_t sum;      /* of the header, with zero in its place */
    uint64_t body_sum; /* of all behind the header */
    uint32_t flags, section_count;
    struct nk_compiled_section sections[NK_SECTIONS];
};

/* A part of the forwarding view; `lookup` and `size` are of its image in NK_SECTION_LOOKUPS. */
struct nk_compiled_part {
    uint32_t table, first, count, unused;
    uint64_t lookup, size;
};

struct nk_compiled {
    struct nk_bytes bytes;
    const struct nk_compiled_head *head;
};

/* The sizes of the sections' elements. */
extern const uint32_t nk_compiled_widths[NK_SECTIONS];

/* A header's checksum. */
uint64_t nk_compiled_head_sum(const struct nk_compiled_head *head);
/* Where a section lies. */
void *nk_compiled_at(const struct nk_compiled *c, enum nk_compiled_section_id id, size_t *count);

#endif
