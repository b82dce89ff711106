#include "packet/flow.h"

#include <stdlib.h>
#include <string.h>

enum {
    FIRST_SLOTS = 1024,
    FIRST_BLOCKS = 16,
    LARGE = 2 * 1024 * 1024, /* bytes had at once where there are many entries */
    TCP = 6,
    UDP = 17,
};

/* ---- keys ---------------------------------------------------------------- */

bool nk_flow_key_make(struct nk_flow_key *key, const struct nk_layers *l, bool *back)
{
    if (!l->ports || (l->transport != NK_LAYER_TCP && l->transport != NK_LAYER_UDP))
        return false;
    *back = nk_flow_key_put(key, &l->source, &l->destination, l->source_port, l->destination_port);
    key->protocol = l->transport == NK_LAYER_TCP ? TCP : UDP;
    return true;
}

struct nk_addr nk_flow_key_address(const struct nk_flow_key *key, unsigned end)
{
    return (struct nk_addr){
        .hi = key->address[end].hi, .lo = key->address[end].lo, .family = key->family};
}

/* ---- the table ----------------------------------------------------------- */

/* Both halves of the product of two words of 64 bits, one over the other: each bit of either word
 * reaches every bit of it. */
#ifdef __SIZEOF_INT128__
static uint64_t fold(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}
#else
static uint64_t fold(uint64_t a, uint64_t b)
{
    uint64_t al = (uint32_t)a, ah = a >> 32, bl = (uint32_t)b, bh = b >> 32;
    uint64_t low = al * bl, high = ah * bh, one = al * bh, two = ah * bl;
    uint64_t middle = (low >> 32) + (uint32_t)one + (uint32_t)two;
    return ((middle << 32) | (uint32_t)low) ^ (high + (one >> 32) + (two >> 32) + (middle >> 32));
}
#endif

uint32_t nk_flows_hash(const struct nk_flows *f, const struct nk_flow_key *key)
{
    const uint64_t *s = f->secret;
    uint64_t rest = (uint64_t)key->port[0] << 48 | (uint64_t)key->port[1] << 32 |
                    (uint64_t)key->protocol << 8 | key->family;
    uint64_t low = fold(key->address[0].lo ^ s[0], key->address[1].lo ^ s[1]);
    uint64_t high = fold(key->address[0].hi ^ s[2], key->address[1].hi ^ s[3]);
    uint64_t all = fold(low ^ rest ^ s[2], high ^ s[0]);
    return (uint32_t)(all >> 32) ^ (uint32_t)all;
}

static uint64_t *make_slots(size_t count)
{
    uint64_t *slots = nk_alloc_array(count, sizeof *slots);
    if (slots != NULL)
        memset(slots, 0, count * sizeof *slots);
    return slots;
}

bool nk_flows_init(struct nk_flows *f, size_t size, const uint64_t secret[NK_FLOW_SECRET],
                   struct nk_err *err)
{
    *f = (struct nk_flows){.size = size, .mask = FIRST_SLOTS - 1, .free = NK_FLOW_NONE};
    memcpy(f->secret, secret, sizeof f->secret);
    f->slots = make_slots(FIRST_SLOTS);
    return f->slots != NULL || nk_err_memory(err);
}

/* The first entries lie in blocks of their own, those behind them some blocks together, of the size
 * of a large page: how many. */
static size_t blocks_together(const struct nk_flows *f)
{
    size_t block = f->size << NK_FLOW_BLOCK_BITS;
    size_t together = block > 0 ? LARGE / block : 0;
    return together > 0 ? together : 1;
}

void nk_flows_release(struct nk_flows *f)
{
    size_t together = blocks_together(f);
    for (size_t i = 0; i < f->block_count; i += i < together ? 1 : together)
        free(f->blocks[i]);
    free(f->blocks);
    free(f->slots);
    *f = (struct nk_flows){.free = NK_FLOW_NONE};
}

static uint64_t slot_of(uint32_t hash, uint32_t index)
{
    return (uint64_t)hash << 32 | (index + 1);
}

/* Where the key's slot is, or the free one where it would be. */
static uint32_t place_of(const struct nk_flows *f, const struct nk_flow_key *key, uint32_t hash)
{
    uint32_t at = nk_flows_home(f, hash);
    uint64_t slot;
    while ((slot = f->slots[at]) != 0) {
        if (slot >> 32 == hash && nk_flow_key_is(nk_flows_at(f, (uint32_t)slot - 1), key))
            break;
        at = (at + 1) & f->mask;
    }
    return at;
}

uint32_t nk_flows_find(const struct nk_flows *f, const struct nk_flow_key *key, uint32_t hash)
{
    uint64_t slot = f->slots[place_of(f, key, hash)];
    return slot == 0 ? NK_FLOW_NONE : (uint32_t)slot - 1;
}

/* Twice the slots; the hashes are in them, so that no entry is looked at. */
static bool grow_slots(struct nk_flows *f, struct nk_err *err)
{
    size_t count = ((size_t)f->mask + 1) * 2;
    uint64_t *slots = count > UINT32_MAX ? NULL : make_slots(count);
    if (slots == NULL)
        return nk_err_memory(err);
    size_t old = (size_t)f->mask + 1;
    uint64_t *from = f->slots;
    f->slots = slots;
    f->mask = (uint32_t)(count - 1);
    for (size_t i = 0; i < old; i++) {
        uint32_t at = nk_flows_home(f, (uint32_t)(from[i] >> 32));
        while (from[i] != 0 && slots[at] != 0)
            at = (at + 1) & f->mask;
        if (from[i] != 0)
            slots[at] = from[i];
    }
    free(from);
    return true;
}

/* ---- entries ------------------------------------------------------------- */

static bool add_block(struct nk_flows *f, struct nk_err *err)
{
    size_t block = f->size << NK_FLOW_BLOCK_BITS, together = blocks_together(f);
    size_t more = f->block_count < together ? 1 : together;
    if (f->block_room - f->block_count < more) {
        size_t room = f->block_room == 0 ? FIRST_BLOCKS : 2 * f->block_room + more;
        uint8_t **blocks = realloc(f->blocks, room * sizeof *blocks);
        if (blocks == NULL)
            return nk_err_memory(err);
        f->blocks = blocks;
        f->block_room = room;
    }
    uint8_t *memory = nk_alloc_array(more > 1 ? LARGE : block, 1);
    if (memory == NULL)
        return nk_err_memory(err);
    for (size_t i = 0; i < more; i++)
        f->blocks[f->block_count++] = memory + i * block;
    return true;
}

/* A dropped entry has the index of the next one dropped in its first bytes. */
static bool take_index(struct nk_flows *f, uint32_t *index, struct nk_err *err)
{
    if (f->free != NK_FLOW_NONE) {
        *index = f->free;
        memcpy(&f->free, nk_flows_at(f, *index), sizeof f->free);
        return true;
    }
    if (f->count >= UINT32_MAX - 1)
        return nk_err_memory(err);
    if (f->count >> NK_FLOW_BLOCK_BITS == f->block_count && !add_block(f, err))
        return false;
    *index = f->count++;
    return true;
}

bool nk_flows_add(struct nk_flows *f, const struct nk_flow_key *key, uint32_t hash, uint32_t *index,
                  struct nk_err *err)
{
    if (f->used >= f->mask - f->mask / 4 && !grow_slots(f, err))
        return false;
    if (!take_index(f, index, err))
        return false;
    uint32_t at = place_of(f, key, hash);
    f->used += f->slots[at] == 0;
    f->slots[at] = slot_of(hash, *index);
    uint8_t *entry = nk_flows_at(f, *index);
    memset(entry, 0, f->size);
    memcpy(entry, key, sizeof *key);
    return true;
}

/* Those that were put behind it because it was in their way come forward, else they would be lost
 * behind a free slot. */
static void free_slot(struct nk_flows *f, uint32_t hole)
{
    uint32_t at = hole;
    for (;;) {
        at = (at + 1) & f->mask;
        if (f->slots[at] == 0)
            break;
        uint32_t home = nk_flows_home(f, (uint32_t)(f->slots[at] >> 32));
        if (((at - home) & f->mask) < ((at - hole) & f->mask))
            continue;
        f->slots[hole] = f->slots[at];
        hole = at;
    }
    f->slots[hole] = 0;
    f->used--;
}

void nk_flows_drop(struct nk_flows *f, uint32_t index)
{
    struct nk_flow_key *key = nk_flows_at(f, index);
    uint32_t hash = nk_flows_hash(f, key), at = place_of(f, key, hash);
    if (f->slots[at] == slot_of(hash, index))
        free_slot(f, at);
    memcpy(key, &f->free, sizeof f->free);
    f->free = index;
}
