/* Longest-prefix match: many prefixes, one address, the most specific that holds it. */
#ifndef NETKIT_LPM_H
#define NETKIT_LPM_H

#include "netkit/addr.h"

#define NK_LPM_NONE UINT32_MAX

struct nk_lpm; /* built once, then read only; any number of threads may look up in it */

/* ---- building ------------------------------------------------------------ */

struct nk_lpm_entry {
    struct nk_prefix prefix; /* host bits are ignored */
    uint32_t id;             /* any value but NK_LPM_NONE; of equal prefixes the last one wins */
};

/* Builds from entries of both families in any order; they may be released after the call. NULL with
 * `err` on failure. Released with nk_lpm_release(), which takes NULL too. */
struct nk_lpm *nk_lpm_build(const struct nk_lpm_entry *entries, size_t count, struct nk_err *err);
void nk_lpm_release(struct nk_lpm *t);

/* The same in the least space. `first` is the network's first address, right-aligned as in struct
 * nk_addr, with no host bits. */
struct nk_lpm_row {
    struct nk_u128 first;
    uint32_t id;
    uint8_t length;
    uint8_t family;
};

/* Builds from rows that ascend by family, first address and length, IPv4 before IPv6; nothing is
 * copied or sorted. Fails with NK_ERR_INPUT where they do not ascend or have host bits. */
struct nk_lpm *nk_lpm_build_sorted(const struct nk_lpm_row *rows, size_t count, struct nk_err *err);

/* The same in steps, for rows that are made as they are needed: they come in that order, as many
 * together as is convenient, at most `room` in all. NULL with `err`. */
struct nk_lpm_builder;
struct nk_lpm_builder *nk_lpm_begin(size_t room, struct nk_err *err);
/* False with `err` as above; then nothing but nk_lpm_end() is left to do. */
bool nk_lpm_add(struct nk_lpm_builder *b, const struct nk_lpm_row *rows, size_t count,
                struct nk_err *err);
/* Releases the builder. The table, or NULL with `err`; the error of an addition stays. */
struct nk_lpm *nk_lpm_end(struct nk_lpm_builder *b, struct nk_err *err);
/* Releases a builder of which no table is wanted; NULL is fine. */
void nk_lpm_drop(struct nk_lpm_builder *b);

/* Sorts rows into that order, equal ones stay as they were; a second array of the same size is
 * borrowed meanwhile. Does nothing where they ascend. */
bool nk_lpm_sort(struct nk_lpm_row *rows, size_t count, struct nk_err *err);

/* ---- looking up ---------------------------------------------------------- */

/* The id of the longest prefix that holds the address, or NK_LPM_NONE. Zones are ignored. */
uint32_t nk_lpm_find(const struct nk_lpm *t, const struct nk_addr *a);
uint32_t nk_lpm_find4(const struct nk_lpm *t, uint32_t a);
uint32_t nk_lpm_find6(const struct nk_lpm *t, struct nk_u128 a);

/* The same for many addresses at once, each a number in the machine's order: ids[i] belongs to
 * addrs[i]. Batches of 64 and more are the fastest, since their cache misses overlap. */
void nk_lpm_find_many4(const struct nk_lpm *t, const uint32_t *addrs, uint32_t *ids, size_t n);
void nk_lpm_find_many6(const struct nk_lpm *t, const struct nk_u128 *addrs, uint32_t *ids,
                       size_t n);
void nk_lpm_find_many(const struct nk_lpm *t, const struct nk_addr *addrs, uint32_t *ids, size_t n);

/* ---- the image: the whole structure as bytes ----------------------------- */

/*
 * The bytes of a table, which can be written to a file and mapped at the next start; the same
 * prefixes and ids give the same bytes. They belong to the table. Numbers are in the machine's
 * order: an image of another order is refused.
 */
const void *nk_lpm_image(const struct nk_lpm *t, size_t *size);
/*
 * A table that reads an image where it lies, at an address that 8 divides (64 is faster), and which
 * must outlive it. Only the header is looked at, so that this takes no time: NULL with NK_ERR_INPUT
 * where it is not one of ours or has another size. What the rest says is bounded at every use: a
 * damaged image gives wrong ids, any value, but nothing outside of it is ever read.
 */
struct nk_lpm *nk_lpm_attach(const void *image, size_t size, struct nk_err *err);

#endif
