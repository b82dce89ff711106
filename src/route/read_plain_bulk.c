/*
 * Lists of prefixes by the million. Nearly all of their lines are "PREFIX" or "PREFIX LABEL" of one
 * word; these are made into routes a block at a time, which several threads can do at once, and
 * where they will stand in the table: a line gives one route at most, so that its number tells the
 * place. What is not surely such a line is left to nk_plain_line(), in order, and what follows in
 * its block is then moved to where it belongs.
 */
#include <endian.h>
#include <stdlib.h>

#include "addr/scan.h"
#include "base/blocks.h"
#include "base/file.h"
#include "route/known_labels.h"
#include "route/read_plain.h"

/* A line that needs care: the whole of it at `at` in the block, without its newline. */
struct odd {
    uint32_t at, len;
    uint32_t line; /* in the block, from 0 */
};

/* A label that was not known when its line was taken apart. */
struct new_label {
    uint64_t word; /* as in struct parsed */
    uint32_t at, len;
    uint32_t line; /* in the block, from 0 */
};

/* What comes of a block. */
struct made {
    struct nk_route *routes; /* one a line, in the table behind what is there, or in `own` */
    size_t count;            /* lines; an odd one has room for its route */
    struct nk_route *own;
    size_t own_room;
    struct odd *odd;
    size_t odd_count, odd_room;
    struct new_label *labels;
    size_t label_count, label_room;
};

/* Threads read it while the caller's changes the table: so it has what they need of that. */
struct bulk {
    struct nk_route_reader *reader;
    struct nk_route *routes; /* the table's memory as it was at first; NULL: not to be used */
    size_t first, room;      /* of it: where the routes begin that are read here, and its end */
    struct nk_known_labels known;
    struct nk_err err; /* what ended it */
    bool ended;
};

/* ---- taking lines apart --------------------------------------------------- */

static bool is_plain_byte(char c)
{
    return (unsigned char)c > ' ' && c != '#';
}

#define EACH_BYTE(c) (UINT64_C(0x0101010101010101) * (c))

/* The end of a label, and its bytes as one number where that can be told by looking at eight. */
static inline const char *label_end(const char *at, const char *end, uint64_t *word)
{
    uint64_t w;
    *word = 0;
    if ((size_t)(end - at) >= sizeof w) {
        memcpy(&w, at, sizeof w);
        w = le64toh(w);
        /* the lowest bit that is set is right, whatever is borrowed above it */
        uint64_t hash = w ^ EACH_BYTE('#'),
                 stops = ((w - EACH_BYTE(' ' + 1)) & ~w) | ((hash - EACH_BYTE(1)) & ~hash);
        stops &= EACH_BYTE(0x80);
        if (stops != 0) {
            unsigned bits = (unsigned)__builtin_ctzll(stops) / 8 * 8;
            *word = w & ((UINT64_C(1) << bits) - 1);
            return at + bits / 8;
        }
    }
    while (at != end && is_plain_byte(*at))
        at++;
    return at;
}

/* What a line says beside its prefix. */
struct parsed {
    uint64_t word; /* the bytes of a label that has less than eight; 0: it has none, or more */
    const char *label;
    uint32_t len, line;
};

/* Reads "PREFIX" or "PREFIX LABEL" at the start of a line; returns its end, NULL for any other. */
static const char *take_apart(const struct nk_scanner *scanner, const char *line, const char *end,
                              struct nk_route *route, struct parsed *p)
{
    struct nk_addr addr;
    unsigned length;
    uint32_t bits;
    const char *at = scanner->ipv4(line, end, &bits);
    if (at != NULL)
        addr = nk_addr_ipv4(bits);
    else
        at = nk_scan_addr(line, end, &addr);
    if (at == NULL || at == end || *at != '/')
        return NULL;
    at = nk_scan_length(at + 1, end, &length);
    if (at == NULL || at == end || length > nk_family_width(addr.family))
        return NULL;
    const char *label = at + (*at == '\t' || *at == ' ');
    const char *stop = label_end(label, end, &p->word);
    if (stop == end || *stop != '\n' || (label == at && stop != at))
        return NULL;
    route->bits = nk_addr_bits(addr);
    route->family = addr.family;
    route->length = (uint8_t)length;
    p->label = label;
    p->len = (uint32_t)(stop - label);
    return stop;
}

/* ---- a block -------------------------------------------------------------- */

enum { BATCH = 32 }; /* lines whose labels are looked for together, after they were fetched */

/* Where the routes of a block go: into the table where there is room for one a line. NULL when out
 * of memory. */
static struct nk_route *place_of(const struct bulk *x, const struct nk_block *b, struct made *m)
{
    uint64_t before = b->lines.number - 1, lines = b->number - before;
    if (x->routes != NULL && x->first + before + lines <= x->room)
        return x->routes + x->first + before;
    if (m->own_room < lines) {
        free(m->own);
        m->own = nk_alloc_array(lines, sizeof *m->own);
        m->own_room = m->own == NULL ? 0 : lines;
    }
    return m->own;
}

static bool add_odd(struct made *m, const char *block, const char *line, const char *end)
{
    if (!nk_grow((void **)&m->odd, m->odd_count, &m->odd_room, sizeof *m->odd))
        return false;
    m->odd[m->odd_count++] =
        (struct odd){(uint32_t)(line - block), (uint32_t)(end - line), (uint32_t)m->count};
    return true;
}

/* The labels of a batch; those that are not known yet are left to the caller's thread. */
static bool find_labels(const struct bulk *x, struct made *m, const char *block,
                        const struct parsed *batch, size_t count)
{
    for (const struct parsed *p = batch; p < batch + count; p++) {
        if (p->len == 0 || nk_known_label(&x->known, p->word, &m->routes[p->line]))
            continue;
        if (!nk_grow((void **)&m->labels, m->label_count, &m->label_room, sizeof *m->labels))
            return false;
        m->labels[m->label_count++] =
            (struct new_label){p->word, (uint32_t)(p->label - block), p->len, p->line};
    }
    return true;
}

/* Up to a batch of lines from `at` on; returns where the next one begins, NULL when out of memory.
 */
static const char *take_batch(const struct bulk *x, struct made *m, const struct nk_block *b,
                              const struct nk_scanner *scanner, const char *at)
{
    const char *block = b->lines.text, *end = block + b->lines.len;
    struct nk_route blank = nk_route_blank();
    struct parsed batch[BATCH] = {0};
    size_t count = 0;
    blank.source = x->reader->source;
    for (; at != end && count < BATCH; m->count++) {
        struct parsed *p = &batch[count];
        struct nk_route *route = &m->routes[m->count];
        *route = blank;
        const char *stop = take_apart(scanner, at, end, route, p);
        if (stop != NULL) {
            route->line = (uint32_t)(b->lines.number + m->count);
            p->line = (uint32_t)m->count;
            nk_known_label_fetch(&x->known, p->word);
            count++;
        } else {
            stop = memchr(at, '\n', (size_t)(end - at));
            stop = stop == NULL ? end : stop;
            if (!add_odd(m, block, at, stop))
                return NULL;
        }
        at = stop + (stop != end);
    }
    return find_labels(x, m, block, batch, count) ? at : NULL;
}

/* A block into routes; any thread. */
static bool work(void *closure, struct nk_block *b)
{
    const struct bulk *x = closure;
    struct made *m = b->result;
    const char *at = b->lines.text, *end = at + b->lines.len;
    const struct nk_scanner scanner = nk_scanner_choose();
    m->count = m->odd_count = m->label_count = 0;
    m->routes = place_of(x, b, m);
    if (m->routes == NULL)
        return nk_err_memory(&b->err);
    while (at != end) {
        at = take_batch(x, m, b, &scanner, at);
        if (at == NULL)
            return nk_err_memory(&b->err);
    }
    return true;
}

/* ---- into the table ------------------------------------------------------- */

/* Makes the labels known that stand before line `end` of the block, from `*next` on. */
static bool name_labels(struct bulk *x, const struct nk_block *b, size_t end, size_t *next)
{
    const struct made *m = b->result;
    for (; *next < m->label_count && m->labels[*next].line < end; ++*next) {
        const struct new_label *l = &m->labels[*next];
        const struct nk_slice text = {b->lines.text + l->at, l->len};
        struct nk_route *route = &m->routes[l->line];
        if (nk_known_label(&x->known, l->word, route))
            continue;
        if (!nk_plain_label(x->reader->table, &text, route))
            return nk_err_memory(&x->err);
        nk_known_label_keep(&x->known, l->word, route);
    }
    return true;
}

static bool add_with_care(struct bulk *x, const struct nk_block *b, const struct odd *odd)
{
    const char *text = b->lines.text + odd->at, *end = text + odd->len;
    end -= end != text && end[-1] == '\r';
    struct nk_route_line line = {text, text, end, b->lines.number + odd->line};
    return nk_plain_line(x->reader, &line, &x->err) && !x->reader->stopped;
}

/* The routes of the block with what lies between them. */
static bool add_made(struct bulk *x, const struct nk_block *b)
{
    const struct made *m = b->result;
    struct nk_table *t = x->reader->table;
    size_t line = 0, label = 0;
    for (size_t i = 0; i <= m->odd_count; i++) {
        size_t end = i < m->odd_count ? m->odd[i].line : m->count;
        if (!name_labels(x, b, end, &label) ||
            !nk_table_add_many(t, m->routes + line, end - line, &x->err))
            return false;
        line = end + 1;
        if (i < m->odd_count && !add_with_care(x, b, &m->odd[i]))
            return false;
    }
    return true;
}

static bool take(void *closure, struct nk_block *b)
{
    struct bulk *x = closure;
    bool more = true;
    const struct nk_table_watch *watch = x->reader->table->watch;
    if (b->status == NK_LINES_OK && b->worked) {
        more = add_made(x, b);
        if (watch != NULL)
            watch->grown(watch->closure);
    } else if (b->status == NK_LINES_TOO_LONG) {
        const struct nk_route_line line = {"", "", "", b->number};
        nk_route_refuse_err(x->reader, &line, line.text, &b->err);
        more = !x->reader->stopped;
    } else {
        x->err = b->err;
        more = false;
    }
    x->ended = !more;
    return more;
}

/* ---- all of it ------------------------------------------------------------ */

enum { EXPECTED_MAX = 1 << 24 };

/* How many lines a file has, by the length of its first ones; 0 where nothing is known. */
static size_t guess_lines(const struct nk_lines *lines)
{
    size_t len, count = 0;
    struct stat st;
    const char *head = nk_lines_peek(lines, &len), *end = head + len;
    int fd = nk_lines_whole_file(lines);
    if (fd < 0 || len == 0 || !nk_file_look(fd, &st) || !S_ISREG(st.st_mode))
        return 0;
    for (const char *at = head; (at = memchr(at, '\n', (size_t)(end - at))) != NULL; at++)
        count++;
    double all = (double)st.st_size / (double)len * (double)(count + 1) * 17 / 16;
    return all < EXPECTED_MAX ? (size_t)all : EXPECTED_MAX;
}

/* Whether routes may be put behind those that the table has, before it is told. */
static void use_room(struct bulk *x)
{
    const struct nk_table *t = x->reader->table;
    bool keeps =
        t->tap == NULL && t->spill == NULL && t->compiled == NULL && x->reader->lines.number == 0;
    x->routes = keeps ? t->routes : NULL;
    x->first = t->count;
    x->room = t->room;
}

static void release(struct bulk *x, struct made *made, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(made[i].own);
        free(made[i].odd);
        free(made[i].labels);
    }
    nk_known_labels_release(&x->known);
}

bool nk_plain_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct bulk x = {.reader = r};
    struct made made[2 * NK_ROUTE_THREADS_MAX] = {0};
    void *results[2 * NK_ROUTE_THREADS_MAX];
    unsigned threads = r->threads > NK_ROUTE_THREADS_MAX ? NK_ROUTE_THREADS_MAX : r->threads;
    size_t lines = guess_lines(&r->lines), count = sizeof made / sizeof *made;
    for (size_t i = 0; i < count; i++)
        results[i] = &made[i];
    if (!nk_known_labels_init(&x.known, lines))
        return nk_err_memory(err);
    nk_table_expect(r->table, lines);
    use_room(&x);
    const struct nk_blocks blocks = {.lines = &r->lines,
                                     .threads = threads,
                                     .results = results,
                                     .result_count = threads > 1 ? 2 * (size_t)threads : 1,
                                     .work = work,
                                     .take = take,
                                     .closure = &x};
    bool done = nk_blocks_run(&blocks, err);
    release(&x, made, count);
    if (done && x.ended)
        *err = x.err;
    return done && (!x.ended || r->stopped) && err->code == NK_ERR_NONE;
}
