/* Numbers that only few connections have, and what is missing of what was sent. */
#include <stdlib.h>

#include "tcp/observe_part.h"

/* ---- cells --------------------------------------------------------------- */

void nk_observer_release_cells(struct nk_observer *o)
{
    for (uint32_t i = 0; i * NK_CELL_BLOCK < o->cell_count; i++)
        free(o->cells[i]);
    free(o->cells);
    o->cells = NULL;
    o->cell_count = 0;
}

static struct nk_connection_cell *cell_at(const struct nk_observer *o, uint32_t number)
{
    return &o->cells[(number - 1) / NK_CELL_BLOCK][(number - 1) % NK_CELL_BLOCK];
}

static struct nk_connection_cell *find_cell(const struct nk_observer *o,
                                            const struct nk_connection *c, unsigned kind)
{
    for (uint32_t i = c->cells; i != 0; i = cell_at(o, i)->next)
        if (cell_at(o, i)->kind == kind)
            return cell_at(o, i);
    return NULL;
}

uint64_t nk_connection_cell(const struct nk_observer *o, const struct nk_connection *c,
                            unsigned kind)
{
    const struct nk_connection_cell *cell = find_cell(o, c, kind);
    return cell == NULL ? 0 : cell->value;
}

static bool add_cell_block(struct nk_observer *o)
{
    uint32_t used = o->cell_count / NK_CELL_BLOCK;
    if (used == o->cell_room) {
        size_t room = o->cell_room;
        if (!nk_grow((void **)&o->cells, used, &room, sizeof(void *)))
            return false;
        o->cell_room = (uint32_t)room;
    }
    o->cells[used] = nk_alloc_array(NK_CELL_BLOCK, sizeof **o->cells);
    return o->cells[used] != NULL;
}

static uint64_t *add_cell(struct nk_sight *x, unsigned kind)
{
    struct nk_observer *o = x->o;
    if (o->cell_count == UINT32_MAX || (o->cell_count % NK_CELL_BLOCK == 0 && !add_cell_block(o))) {
        x->failed = true;
        return NULL;
    }
    struct nk_connection_cell *cell = cell_at(o, ++o->cell_count);
    *cell = (struct nk_connection_cell){.kind = kind, .next = x->c->cells};
    x->c->cells = o->cell_count;
    return &cell->value;
}

uint64_t *nk_sight_cell(struct nk_sight *x, unsigned kind)
{
    struct nk_connection_cell *cell = find_cell(x->o, x->c, kind);
    return cell != NULL ? &cell->value : add_cell(x, kind);
}

/* ---- gaps ---------------------------------------------------------------- */

enum { TOO_OLD = 1 << 30 };

/* From the first number that is missing to the one behind the last. */
struct hole {
    uint32_t from, end;
};

static struct hole hole_of(uint64_t value)
{
    return (struct hole){.from = (uint32_t)value, .end = (uint32_t)(value >> 32)};
}

static uint64_t value_of(uint32_t from, uint32_t end)
{
    return (uint64_t)end << 32 | from;
}

uint32_t nk_end_contiguous(const struct nk_observer *o, const struct nk_connection *c, unsigned end)
{
    uint32_t first = c->end[end].next;
    for (uint32_t i = c->cells; i != 0; i = cell_at(o, i)->next) {
        struct hole h = hole_of(cell_at(o, i)->value);
        if (cell_at(o, i)->kind == NK_CELL_HOLE + end && h.from != h.end &&
            nk_seq_before(h.from, first))
            first = h.from;
    }
    return first;
}

/* In the place of one that was filled, if there is one; else, of many, of the oldest. */
static void add_hole(struct nk_sight *x, uint32_t from, uint32_t end)
{
    unsigned kind = NK_CELL_HOLE + x->sender, count = 0;
    struct nk_connection_cell *oldest = NULL;
    for (uint32_t i = x->c->cells; i != 0; i = cell_at(x->o, i)->next) {
        struct nk_connection_cell *cell = cell_at(x->o, i);
        struct hole h = hole_of(cell->value);
        if (cell->kind != kind)
            continue;
        count++;
        if (h.from == h.end) {
            cell->value = value_of(from, end);
            return;
        }
        if (oldest == NULL || nk_seq_before(h.from, hole_of(oldest->value).from))
            oldest = cell;
    }
    uint64_t *value = count < NK_HOLES_MAX ? add_cell(x, kind) : &oldest->value;
    if (value != NULL)
        *value = value_of(from, end);
}

/* Takes the numbers from `from` to before `end` out of the gaps; returns how many were in them. A
 * gap that is cut in two goes on behind the piece. */
static uint32_t fill(struct nk_sight *x, uint32_t from, uint32_t end)
{
    uint32_t filled = 0;
    for (uint32_t i = x->c->cells; i != 0; i = cell_at(x->o, i)->next) {
        struct nk_connection_cell *cell = cell_at(x->o, i);
        struct hole h = hole_of(cell->value);
        if (cell->kind != NK_CELL_HOLE + x->sender || h.from == h.end)
            continue;
        uint32_t first = nk_seq_max(from, h.from), last = nk_seq_before(end, h.end) ? end : h.end;
        if (x->from->next - h.from > TOO_OLD) /* before the numbers go round, it is given up */
            cell->value = value_of(h.end, h.end);
        if (x->from->next - h.from > TOO_OLD || !nk_seq_before(first, last))
            continue;
        filled += last - first;
        cell->value = first == h.from ? value_of(last, h.end) : value_of(h.from, first);
        if (first != h.from && last != h.end)
            add_hole(x, last, h.end);
    }
    return filled;
}

uint32_t nk_sight_fill(struct nk_sight *x)
{
    const struct nk_end *from = x->from;
    uint32_t first = x->s->seq + nk_sight_has(x, NK_TCP_SYN), end = first + x->s->length;
    if (nk_sight_has(x, NK_TCP_RST))
        return 0;
    if (nk_seq_after(x->s->seq, from->next)) {
        if (nk_seq_after(x->behind, from->next)) /* not half of all numbers further on */
            add_hole(x, from->next, x->s->seq);
        return 0;
    }
    if (nk_seq_within(from->isn + 1, first, x->s->length)) /* where the capture begins */
        first = from->isn + 1;
    if (nk_seq_after(end, from->next))
        end = from->next;
    if (!nk_seq_before(first, end))
        return 0;
    uint32_t old = end - first, filled = x->c->cells == 0 ? 0 : fill(x, first, end);
    return filled < old ? old - filled : 0;
}
