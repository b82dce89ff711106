/*
 * Lists of prefixes by the million. Nearly all of their lines are "PREFIX" or "PREFIX LABEL" of one
 * word; these are taken apart a block at a time, which several threads can do at once, and then go
 * into the table one by one. What is not surely such a line is left to nk_plain_line().
 */
#include <endian.h>
#include <stdlib.h>

#include "addr/scan.h"
#include "base/blocks.h"
#include "base/file.h"
#include "route/read_plain.h"

/* A line taken apart. What is at `at` in the block is the label, or of a line that needs care the
 * whole line without its newline. */
struct item {
    struct nk_u128 bits;
    uint64_t word; /* the bytes of a label that has at most eight; 0: it has none, or more */
    uint32_t at, len;
    uint8_t family, length; /* NK_FAMILY_NONE: the line needs care */
};

/* The lines of a block. */
struct items {
    struct item *all;
    size_t count, room;
};

/* Few labels are not among those just seen: they are looked for here first. */
enum { KNOWN_BITS = 12, KNOWN_LABELS = 1 << KNOWN_BITS };

struct known_label {
    uint64_t word; /* 0: free */
    uint32_t text, origin;
    uint32_t flags;
};

struct bulk {
    struct nk_route_reader *reader;
    struct nk_err err; /* what ended it */
    bool ended;
    struct known_label known[KNOWN_LABELS];
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

/* Reads "PREFIX" or "PREFIX LABEL" at the start of a line, but for `at`; returns its end, NULL for
 * any other. */
static const char *take_apart(const struct nk_scanner *scanner, const char *line, const char *end,
                              struct item *item)
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
    const char *stop = label_end(label, end, &item->word);
    if (stop == end || *stop != '\n' || (label == at && stop != at))
        return NULL;
    item->bits = nk_addr_bits(addr);
    item->family = addr.family;
    item->length = (uint8_t)length;
    item->len = (uint32_t)(stop - label);
    return stop;
}

/* A block into items; any thread. */
static bool work(void *closure, struct nk_block *b)
{
    struct items *items = b->result;
    const char *start = b->lines.text, *at = start, *end = start + b->lines.len;
    const struct nk_scanner scanner = nk_scanner_choose();
    (void)closure;
    items->count = 0;
    while (at != end) {
        if (!nk_grow((void **)&items->all, items->count, &items->room, sizeof *items->all))
            return nk_err_memory(&b->err);
        struct item *item = &items->all[items->count++];
        const char *stop = take_apart(&scanner, at, end, item);
        if (stop == NULL) {
            stop = memchr(at, '\n', (size_t)(end - at));
            stop = stop == NULL ? end : stop;
            *item = (struct item){.len = (uint32_t)(stop - at)};
        }
        item->at = (uint32_t)(stop - start) - item->len;
        at = stop + (stop != end);
    }
    return true;
}

/* ---- into the table ------------------------------------------------------- */

/* False when out of memory. */
static bool put_label(struct bulk *x, const struct item *item, const char *text,
                      struct nk_route *route)
{
    const struct nk_slice label = {text, item->len};
    if (item->word == 0)
        return nk_plain_label(x->reader->table, &label, route);
    struct known_label *known =
        &x->known[(item->word * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - KNOWN_BITS)];
    if (known->word != item->word) {
        if (!nk_plain_label(x->reader->table, &label, route))
            return false;
        *known = (struct known_label){item->word, route->label, route->origin, route->flags};
    }
    route->label = known->text;
    route->origin = known->origin;
    route->flags = (uint16_t)known->flags;
    return true;
}

static bool add_item(struct bulk *x, const struct item *item, const char *text, uint64_t number)
{
    struct nk_route route = nk_route_blank();
    route.bits = item->bits;
    route.family = item->family;
    route.length = item->length;
    route.line = (uint32_t)number;
    route.source = x->reader->source;
    if (item->len > 0 && !put_label(x, item, text, &route))
        return nk_err_memory(&x->err);
    return nk_table_add(x->reader->table, &route, &x->err);
}

static bool add_with_care(struct bulk *x, const struct item *item, const char *text,
                          uint64_t number)
{
    const char *end = text + item->len;
    end -= end != text && end[-1] == '\r';
    struct nk_route_line line = {text, text, end, number};
    return nk_plain_line(x->reader, &line, &x->err);
}

static bool add_items(struct bulk *x, const struct nk_block *b)
{
    const struct items *items = b->result;
    for (size_t i = 0; i < items->count && !x->reader->stopped; i++) {
        const struct item *item = &items->all[i];
        const char *text = b->lines.text + item->at;
        uint64_t number = b->lines.number + i;
        if (!(item->family == NK_FAMILY_NONE ? add_with_care(x, item, text, number)
                                             : add_item(x, item, text, number)))
            return false;
    }
    return !x->reader->stopped;
}

static bool take(void *closure, struct nk_block *b)
{
    struct bulk *x = closure;
    bool more = true;
    const struct nk_table_watch *watch = x->reader->table->watch;
    if (b->status == NK_LINES_OK && b->worked) {
        more = add_items(x, b);
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

bool nk_plain_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct bulk x = {.reader = r};
    struct items made[2 * NK_ROUTE_THREADS_MAX] = {0};
    void *results[2 * NK_ROUTE_THREADS_MAX];
    unsigned threads = r->threads > NK_ROUTE_THREADS_MAX ? NK_ROUTE_THREADS_MAX : r->threads;
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        results[i] = &made[i];
    nk_table_expect(r->table, guess_lines(&r->lines));
    const struct nk_blocks blocks = {.lines = &r->lines,
                                     .threads = threads,
                                     .results = results,
                                     .result_count = threads > 1 ? 2 * (size_t)threads : 1,
                                     .work = work,
                                     .take = take,
                                     .closure = &x};
    bool done = nk_blocks_run(&blocks, err);
    for (size_t i = 0; i < sizeof made / sizeof *made; i++)
        free(made[i].all);
    if (done && x.ended)
        *err = x.err;
    return done && (!x.ended || r->stopped) && err->code == NK_ERR_NONE;
}
