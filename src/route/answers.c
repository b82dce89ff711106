#include "route/answers.h"

#include <stdlib.h>

#include "base/escape.h"
#include "route/compiled.h"
#include "route/text.h"

/* ---- where an answer is no more than a longest match ---------------------- */

/* Next hops that the kernel uses or not by what it knows of the devices. */
static bool has_dead_hop(const struct nk_table *t, const struct nk_route *r)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(t, r->hops, &count);
    for (size_t i = 0; i < count; i++)
        if (hops[i].flags & NK_HOP_DEAD)
            return true;
    return false;
}

static bool is_simple(const struct nk_table *t, const struct nk_route *r)
{
    const struct nk_route_more *more = nk_table_more_of(t, r->more);
    return r->tos == 0 && r->type != NK_ROUTE_THROW && r->type != NK_ROUTE_UNSPEC &&
           (more == NULL || more->from.addr.family == NK_FAMILY_NONE) && !has_dead_hop(t, r);
}

/* IPv6 routes of one prefix and metric may be one route of several next hops. */
static bool is_alone(const struct nk_fib *f, uint32_t entry)
{
    return nk_fib_count(f, entry) == 1 || nk_fib_route(f, entry, 0)->family == NK_IPV4 ||
           nk_fib_route(f, entry, 0)->metric != nk_fib_route(f, entry, 1)->metric;
}

bool nk_answers_suffice(const struct nk_fib *f)
{
    struct nk_answers kept;
    if (f->mapped)
        return nk_compiled_answers(&kept, f->table);
    const struct nk_table *t = f->table;
    if (t->rule_count > 0 || t->vrf_count > 0 || f->part_count > 1 ||
        (f->part_count == 1 && f->parts[0].table != NK_TABLE_MAIN))
        return false;
    if (f->simple && f->entry_count == f->order_count)
        return true;
    for (uint32_t i = 0; i < f->entry_count; i++)
        if (!is_simple(t, nk_fib_route(f, i, 0)) || !is_alone(f, i))
            return false;
    return true;
}

/* ---- the texts ----------------------------------------------------------- */

/* Builds in what the slots and the rest are in the end. */
struct making {
    struct nk_answer *slots;
    struct nk_buf more, line, answer;
};

static void put_slot(struct making *m, uint32_t entry, const char *text, size_t len)
{
    struct nk_answer *slot = &m->slots[entry];
    memset(slot, 0,
           sizeof *slot); /* compiled tables have them: the same bytes for the same table */
    if (len <= NK_ANSWER_INLINE) {
        slot->len = (uint8_t)len;
        memcpy(slot->text, text, len);
        return;
    }
    uint32_t place[2] = {(uint32_t)m->more.len, (uint32_t)len};
    slot->len = NK_ANSWER_LONG;
    memcpy(slot->text, place, sizeof place);
    nk_buf_add(&m->more, text, len);
    if (m->more.len > UINT32_MAX)
        m->more.failed = true;
}

/* A label is most of what there is to say: it needs no buffer of its own. */
static void add_answer(struct making *m, const struct nk_table *t, const struct nk_route *r)
{
    size_t len;
    const char *label = nk_table_text_of(t, r->label, &len);
    if (label == NULL) {
        nk_buf_clear(&m->answer);
        nk_route_answer_text(&m->answer, t, r);
        label = m->answer.data;
        len = m->answer.len;
    }
    if (len > 0)
        nk_escape_text(&m->line, label, len);
}

/* "TAB network TAB" of a route. */
static void add_network(struct making *m, const struct nk_route *r)
{
    struct nk_prefix p = nk_route_prefix(r);
    struct nk_u128 host = nk_u128_low_ones(nk_family_width(r->family) - p.length);
    p.addr = nk_addr_of(r->family, nk_u128_and(nk_addr_bits(p.addr), nk_u128_not(host)));
    char *room = nk_buf_room(&m->line, NK_PREFIX_TEXT_MAX + 2);
    if (room == NULL)
        return;
    room[0] = '\t';
    size_t len = 1 + nk_prefix_format(&p, room + 1);
    room[len] = '\t';
    m->line.len += len + 1;
}

static void put_entry(struct making *m, const struct nk_fib *f, uint32_t entry)
{
    const struct nk_route *r = nk_fib_route(f, entry, 0);
    nk_buf_clear(&m->line);
    add_network(m, r);
    add_answer(m, f->table, r);
    nk_buf_add_byte(&m->line, '\n');
    if (m->line.failed || m->answer.failed)
        m->more.failed = true;
    else
        put_slot(m, entry, m->line.data, m->line.len);
}

bool nk_answers_build(struct nk_answers *a, const struct nk_fib *f, struct nk_err *err)
{
    struct making m = {0};
    *a = (struct nk_answers){0};
    if (f->mapped && nk_compiled_answers(a, f->table))
        return true;
    m.slots = nk_alloc_array(f->entry_count, sizeof *m.slots);
    bool done = m.slots != NULL;
    for (uint32_t i = 0; done && i < f->entry_count; i++) {
        put_entry(&m, f, i);
        done = !m.more.failed;
    }
    nk_buf_release(&m.line);
    nk_buf_release(&m.answer);
    *a = (struct nk_answers){m.slots, done ? f->entry_count : 0, m.more.data, m.more.len, true};
    return done || nk_err_memory(err);
}

void nk_answers_release(struct nk_answers *a)
{
    if (a->owned) {
        free((void *)(uintptr_t)a->slots);
        free((void *)(uintptr_t)a->more);
    }
    *a = (struct nk_answers){0};
}

const char *nk_answer_text_of(const struct nk_answers *a, uint32_t entry, size_t *len)
{
    static const char nothing[] = "\t-\t-\n";
    uint32_t place[2];
    *len = sizeof nothing - 1;
    if (entry >= a->count)
        return nothing;
    const struct nk_answer *slot = &a->slots[entry];
    if (slot->len <= NK_ANSWER_INLINE) {
        *len = slot->len;
        return slot->text;
    }
    memcpy(place, slot->text, sizeof place);
    if (place[0] > a->more_len || place[1] > a->more_len - place[0])
        return nothing;
    *len = place[1];
    return a->more + place[0];
}
