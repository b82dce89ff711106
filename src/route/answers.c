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

enum { LABEL_SHORT = 15, LABEL_LONG = 255 };

/* A label as it is printed: many routes share one. Zero: not yet printed; one that is longer has
 * LABEL_LONG. */
struct label {
    uint8_t len; /* with the newline */
    char text[LABEL_SHORT];
};

/* Builds in what the slots and the rest are in the end. */
struct making {
    const struct nk_fib *f;
    struct nk_answer *slots;
    struct label *labels;
    struct nk_buf more, line, answer;
};

/* "TAB network TAB" of a route; returns its length. */
static size_t put_network(char *text, const struct nk_route *r)
{
    struct nk_prefix p = nk_route_prefix(r);
    struct nk_u128 host = nk_u128_low_ones(nk_family_width(r->family) - p.length);
    p.addr = nk_addr_of(r->family, nk_u128_and(nk_addr_bits(p.addr), nk_u128_not(host)));
    text[0] = '\t';
    size_t len = 1 + nk_prefix_format(&p, text + 1);
    text[len] = '\t';
    return len + 1;
}

static void put_line(struct making *m, uint32_t entry)
{
    struct nk_answer *slot = &m->slots[entry];
    uint32_t place[2] = {(uint32_t)m->more.len, (uint32_t)m->line.len};
    memset(slot, 0, sizeof *slot); /* compiled tables have them: the same bytes each time */
    if (m->line.len <= NK_ANSWER_INLINE) {
        slot->len = (uint8_t)m->line.len;
        memcpy(slot->text, m->line.data, m->line.len);
        return;
    }
    slot->len = NK_ANSWER_LONG;
    memcpy(slot->text, place, sizeof place);
    nk_buf_add(&m->more, m->line.data, m->line.len);
    if (m->more.len > UINT32_MAX)
        m->more.failed = true;
}

/* Any answer. */
static void put_entry(struct making *m, uint32_t entry, const struct nk_route *r)
{
    char *room = nk_buf_room(&m->line, NK_PREFIX_TEXT_MAX + 2);
    nk_buf_clear(&m->answer);
    nk_route_answer_text(&m->answer, m->f->table, r);
    if (room != NULL)
        m->line.len += put_network(room, r);
    if (m->answer.len > 0)
        nk_escape_text(&m->line, m->answer.data, m->answer.len);
    nk_buf_add_byte(&m->line, '\n');
    if (m->line.failed || m->answer.failed)
        m->more.failed = true;
    else
        put_line(m, entry);
    nk_buf_clear(&m->line);
}

/* The label of a route, printed once; NULL where it has none, or a long one. */
static const struct label *short_label(struct making *m, const struct nk_route *r)
{
    size_t len;
    if (r->label >= m->f->table->texts.count)
        return NULL;
    struct label *label = &m->labels[r->label];
    if (label->len == 0) {
        const char *text = nk_table_text_of(m->f->table, r->label, &len);
        bool fits = text != NULL && len < LABEL_SHORT && nk_text_is_safe(text, len);
        label->len = fits ? (uint8_t)(len + 1) : LABEL_LONG;
        if (fits) {
            nk_copy(label->text, text, len);
            label->text[len] = '\n';
        }
    }
    return label->len == LABEL_LONG ? NULL : label;
}

/*
 * A network and a label that are short, as nearly all are; false where they are not. Both are
 * written as they are copied fastest, with what is behind them: into slots that are filled later.
 */
static bool put_short(struct making *m, uint32_t entry, const struct nk_route *r)
{
    struct nk_answer *slot = &m->slots[entry];
    char *text = (char *)slot + offsetof(struct nk_answer, text);
    const struct label *label = short_label(m, r);
    if (label == NULL)
        return false;
    memset(slot, 0, sizeof *slot);
    size_t len = put_network(text, r);
    memcpy(text + len, label->text, sizeof label->text);
    slot->len = (uint8_t)(len + label->len);
    return slot->len <= NK_ANSWER_INLINE;
}

/* Slots that are written over by the last ones. */
enum { SPARE = (NK_PREFIX_TEXT_MAX + LABEL_SHORT + 2) / sizeof(struct nk_answer) + 1 };

static void put_all(struct making *m)
{
    const struct nk_fib *f = m->f;
    for (uint32_t i = 0; !m->more.failed && i < f->entry_count; i++) {
        const struct nk_route *r = nk_fib_route(f, i, 0);
        if (!put_short(m, i, r))
            put_entry(m, i, r);
    }
}

bool nk_answers_build(struct nk_answers *a, const struct nk_fib *f, struct nk_err *err)
{
    struct making m = {.f = f};
    *a = (struct nk_answers){0};
    if (f->mapped && nk_compiled_answers(a, f->table))
        return true;
    m.slots = nk_alloc_array(f->entry_count + SPARE, sizeof *m.slots);
    m.labels = calloc(f->table->texts.count + 1, sizeof *m.labels);
    bool done = m.slots != NULL && m.labels != NULL;
    if (done) {
        put_all(&m);
        done = !m.more.failed;
    }
    free(m.labels);
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
