/*
 * The answers of a view are made in shares, by one thread or several: each entry has its slot, so
 * that only what is too long for one is in the way of another.
 */
#include <pthread.h>
#include <stdlib.h>

#include "base/escape.h"
#include "route/answers.h"
#include "route/compiled.h"
#include "route/text.h"

enum { LABEL_SHORT = 15, LABEL_LONG = 255 };

/* A label as it is printed: many routes share one. Zero: not yet printed; one that is longer has
 * LABEL_LONG. */
struct label {
    uint8_t len; /* with the newline */
    char text[LABEL_SHORT];
};

/* What the threads share, and makes the answers in the end. */
struct nk_answers_making {
    const struct nk_fib *f;
    struct nk_answer *slots;
    pthread_t *threads;
    unsigned started;
    pthread_mutex_t lock; /* of what follows */
    uint32_t next;        /* the first entry that nobody has taken */
    struct nk_buf more;   /* failed: one of the threads did */
};

/* One of them. */
struct worker {
    struct nk_answers_making *m;
    const struct nk_table *t;
    struct label *labels;
    struct nk_buf line, answer;
};

/* ---- one answer ---------------------------------------------------------- */

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

/* A line that is longer than a slot goes where those of all threads are. */
static void put_long(struct worker *w, struct nk_answer *slot)
{
    struct nk_buf *more = &w->m->more;
    pthread_mutex_lock(&w->m->lock);
    uint32_t place[2] = {(uint32_t)more->len, (uint32_t)w->line.len};
    nk_buf_add(more, w->line.data, w->line.len);
    if (more->len > UINT32_MAX)
        more->failed = true;
    pthread_mutex_unlock(&w->m->lock);
    slot->len = NK_ANSWER_LONG;
    memcpy(slot->text, place, sizeof place);
}

/* Any answer; false when out of memory. */
static bool put_entry(struct worker *w, struct nk_answer *slot, const struct nk_route *r)
{
    nk_buf_clear(&w->line);
    nk_buf_clear(&w->answer);
    char *room = nk_buf_room(&w->line, NK_PREFIX_TEXT_MAX + 2);
    if (room != NULL)
        w->line.len += put_network(room, r);
    nk_route_answer_text(&w->answer, w->t, r);
    if (w->answer.len > 0)
        nk_escape_text(&w->line, w->answer.data, w->answer.len);
    nk_buf_add_byte(&w->line, '\n');
    if (w->line.failed || w->answer.failed)
        return false;
    memset(slot, 0, sizeof *slot); /* compiled tables have them: the same bytes each time */
    if (w->line.len > NK_ANSWER_INLINE) {
        put_long(w, slot);
    } else {
        slot->len = (uint8_t)w->line.len;
        memcpy(slot->text, w->line.data, w->line.len);
    }
    return true;
}

/* The label of a route, printed once; NULL where it has none, or a long one. */
static const struct label *short_label(struct worker *w, const struct nk_route *r)
{
    size_t len;
    if (r->label >= w->t->texts.count)
        return NULL;
    struct label *label = &w->labels[r->label];
    if (label->len == 0) {
        const char *text = nk_table_text_of(w->t, r->label, &len);
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
static bool put_short(struct worker *w, struct nk_answer *slot, const struct nk_route *r)
{
    char *text = (char *)slot + offsetof(struct nk_answer, text);
    const struct label *label = short_label(w, r);
    if (label == NULL)
        return false;
    memset(slot, 0, sizeof *slot);
    size_t len = put_network(text, r);
    memcpy(text + len, label->text, sizeof label->text);
    slot->len = (uint8_t)(len + label->len);
    return slot->len <= NK_ANSWER_INLINE;
}

/* ---- all of them --------------------------------------------------------- */

enum {
    SHARE = 8192, /* entries that a thread takes at once */
    /* slots that one answer may write over: those before the end of a share have to be careful */
    BEHIND = (NK_PREFIX_TEXT_MAX + LABEL_SHORT + 2) / sizeof(struct nk_answer) + 1,
};

/* False when out of memory. */
static bool put_share(struct worker *w, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        const struct nk_route *r = nk_fib_route(w->m->f, i, 0);
        struct nk_answer *slot = &w->m->slots[i];
        if (!(end - i > BEHIND && put_short(w, slot, r)) && !put_entry(w, slot, r))
            return false;
    }
    return true;
}

/* The next share; false where there is none, or all is in vain. */
static bool take_share(struct nk_answers_making *m, bool good, uint32_t *first, uint32_t *end)
{
    uint32_t count = (uint32_t)m->f->entry_count;
    pthread_mutex_lock(&m->lock);
    m->more.failed = m->more.failed || !good;
    *first = m->next;
    *end = count - *first < SHARE ? count : *first + SHARE;
    m->next = *end;
    bool more = *first < count && !m->more.failed;
    pthread_mutex_unlock(&m->lock);
    return more;
}

static void *work(void *closure)
{
    struct nk_answers_making *m = closure;
    struct worker w = {.m = m, .t = m->f->table};
    uint32_t first, end;
    w.labels = calloc(w.t->texts.count + 1, sizeof *w.labels);
    bool good = w.labels != NULL;
    while (take_share(m, good, &first, &end))
        good = put_share(&w, first, end);
    free(w.labels);
    nk_buf_release(&w.line);
    nk_buf_release(&w.answer);
    return NULL;
}

struct nk_answers_making *nk_answers_start(const struct nk_fib *f, unsigned threads,
                                           struct nk_err *err)
{
    struct nk_answers_making *m = calloc(1, sizeof *m);
    struct nk_answer *slots = nk_alloc_array(f->entry_count, sizeof *slots);
    pthread_t *ids = calloc(threads + (size_t)1, sizeof *ids);
    if (m == NULL || slots == NULL || ids == NULL) {
        free(m);
        free(slots);
        free(ids);
        nk_err_memory(err);
        return NULL;
    }
    *m = (struct nk_answers_making){.f = f, .slots = slots, .threads = ids};
    pthread_mutex_init(&m->lock, NULL);
    size_t shares = f->entry_count / SHARE;
    threads = shares < threads ? (unsigned)shares : threads;
    while (m->started < threads && pthread_create(&ids[m->started], NULL, work, m) == 0)
        m->started++;
    return m;
}

bool nk_answers_finish(struct nk_answers_making *m, struct nk_answers *a, struct nk_err *err)
{
    work(m);
    for (unsigned i = 0; i < m->started; i++)
        pthread_join(m->threads[i], NULL);
    bool done = !m->more.failed;
    *a = (struct nk_answers){m->slots, done ? m->f->entry_count : 0, m->more.data, m->more.len,
                             true};
    pthread_mutex_destroy(&m->lock);
    free(m->threads);
    free(m);
    return done || nk_err_memory(err);
}

bool nk_answers_build(struct nk_answers *a, const struct nk_fib *f, struct nk_err *err)
{
    *a = (struct nk_answers){0};
    if (f->mapped && nk_compiled_answers(a, f->table))
        return true;
    struct nk_answers_making *m = nk_answers_start(f, 0, err);
    return m != NULL && nk_answers_finish(m, a, err);
}
