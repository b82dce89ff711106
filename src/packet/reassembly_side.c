/* One direction of a connection: what waits, and what was not taken yet. */
#include <stdlib.h>
#include <string.h>

#include "packet/reassembly_part.h"

static size_t held_size(const struct nk_reassembly_held *h)
{
    return sizeof *h + h->length;
}

size_t nk_side_bytes(const struct nk_reassembly_side *s)
{
    return s->room + (size_t)s->held_bytes;
}

static void forget_kept(struct nk_reassembly_side *s)
{
    free(s->kept);
    s->kept = NULL;
    s->used = s->room = 0;
}

void nk_side_release(struct nk_reassembly_side *s)
{
    struct nk_reassembly_held *next;
    for (struct nk_reassembly_held *h = s->held; h != NULL; h = next) {
        next = h->next;
        free(h);
    }
    free(s->kept);
    *s = (struct nk_reassembly_side){0};
}

void nk_side_begin(struct nk_reassembly_side *s, uint32_t seq)
{
    nk_side_release(s);
    s->begun = true;
    s->start = s->expected = seq;
}

bool nk_side_trim(const struct nk_reassembly_side *s, uint32_t seq, const uint8_t **bytes,
                  size_t *length)
{
    uint32_t before = s->expected - seq;
    if (!nk_is_before(seq, s->expected))
        return *length > 0;
    if (before >= *length)
        return false;
    *bytes += before;
    *length -= before;
    return true;
}

/* ---- what came too early --------------------------------------------------- */

bool nk_side_hold(struct nk_reassembly_side *s, const struct nk_packet *p, uint32_t seq,
                  const uint8_t *bytes, size_t length)
{
    struct nk_reassembly_held **link = &s->held;
    while (*link != NULL && nk_is_before((*link)->seq, seq))
        link = &(*link)->next;
    if (*link != NULL && (*link)->seq == seq && (*link)->length >= length)
        return true; /* once more */
    struct nk_reassembly_held *h = malloc(sizeof *h + length);
    if (h == NULL)
        return false;
    *h = (struct nk_reassembly_held){.next = *link,
                                     .packet = p->number,
                                     .time = p->time,
                                     .timed = p->timed,
                                     .seq = seq,
                                     .length = (uint32_t)length};
    memcpy(h->bytes, bytes, length);
    *link = h;
    s->held_bytes += (uint32_t)held_size(h);
    s->held_count++;
    return true;
}

/* Whether what is missing before it will not come. */
static bool is_lost(const struct nk_reassembly_side *s, const struct nk_reassembly_held *h)
{
    return s->held_bytes > NK_REASSEMBLY_SIDE || s->held_count > NK_REASSEMBLY_HELD ||
           (s->acknowledged && !nk_is_before(s->acked, h->seq));
}

struct nk_reassembly_held *nk_side_due(struct nk_reassembly_side *s, bool impatient)
{
    struct nk_reassembly_held *h = s->held;
    if (h == NULL)
        return NULL;
    bool hole = nk_is_before(s->expected, h->seq);
    if (hole && !impatient && !is_lost(s, h))
        return NULL;
    if (hole) {
        s->expected = h->seq;
        s->used = 0;
        s->gap = true;
    }
    s->held = h->next;
    s->held_bytes -= (uint32_t)held_size(h);
    s->held_count--;
    return h;
}

/* ---- what was not taken ---------------------------------------------------- */

/* Behind what was kept; twice the room, so that a byte at a time costs no copy each. */
static bool append(struct nk_reassembly_side *s, const uint8_t *bytes, size_t length)
{
    if (s->room - s->used < length) {
        size_t room = 2 * (s->used + length);
        uint8_t *grown = realloc(s->kept, room);
        if (grown == NULL)
            return false;
        s->kept = grown;
        s->room = (uint32_t)room;
    }
    memcpy(s->kept + s->used, bytes, length);
    s->used += (uint32_t)length;
    return true;
}

/* More than the limit is nothing that anybody waits for. */
bool nk_side_join(struct nk_reassembly_side *s, struct nk_reassembly_run *run)
{
    s->expected += (uint32_t)run->length;
    if (s->used > NK_REASSEMBLY_SIDE) {
        forget_kept(s);
        s->gap = true;
    }
    run->gap = s->gap;
    s->gap = false;
    if (s->used == 0)
        return true;
    if (!append(s, run->bytes, run->length))
        return false;
    run->bytes = s->kept;
    run->length = s->used;
    return true;
}

bool nk_side_keep(struct nk_reassembly_side *s, const struct nk_reassembly_run *run, size_t taken)
{
    size_t left = run->length - taken;
    if (run->missing > 0) {
        forget_kept(s);
        s->expected += (uint32_t)run->missing;
        s->gap = true;
        return true;
    }
    if (left == 0) {
        forget_kept(s);
        return true;
    }
    if (s->used == 0)
        return append(s, run->bytes + taken, left);
    memmove(s->kept, s->kept + taken, left);
    s->used = (uint32_t)left;
    return true;
}
