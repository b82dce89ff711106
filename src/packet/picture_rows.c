/* A header as RFCs draw it: rows of 32 bits, a box a field. */
#include <string.h>

#include "packet/picture_part.h"

enum {
    WORD = 32,
    LEFT = 6,          /* columns before the box: the octet of the header */
    LONG_WORDS = 5,    /* a field of more whole words than that is drawn shorter */
    WORDS_MAX = 1024,  /* words that are drawn of one header */
    TEXT_LINES = 6,    /* of one box */
    NONE = UINT16_MAX, /* no field */
};

/* The fields of the header, and the word that is drawn. */
struct rows {
    struct nk_canvas *c;
    const struct nk_dissection *d;
    size_t first, end;  /* parts */
    uint64_t base;      /* bit */
    size_t above[WORD]; /* part of each bit in the word before; NONE: outside */
    size_t here[WORD];
    size_t part; /* that the next word begins in, or before */
};

static uint64_t start_of(const struct rows *r, const struct nk_part *p)
{
    return (uint64_t)p->offset * 8 + p->bit - r->base;
}

/* ---- where boxes are ----------------------------------------------------- */

/* Which field each bit of a word belongs to. */
static void find_owners(struct rows *r, uint64_t word)
{
    for (unsigned b = 0; b < WORD; b++)
        r->here[b] = NONE;
    for (size_t i = r->part; i < r->end; i++) {
        const struct nk_part *p = &r->d->parts[i];
        if (p->kind != NK_PART_FIELD)
            continue;
        uint64_t from = start_of(r, p), to = from + p->bits;
        if (from >= (word + 1) * WORD)
            break;
        if (to <= word * WORD) {
            r->part = i + 1;
            continue;
        }
        for (uint64_t b = from > word * WORD ? from : word * WORD; b < to && b < (word + 1) * WORD;
             b++)
            r->here[b % WORD] = i;
    }
}

/* The bits of a field in a word. */
static unsigned bits_in(uint64_t from, uint64_t to, uint64_t word)
{
    uint64_t low = from > word * WORD ? from : word * WORD;
    uint64_t high = to < (word + 1) * WORD ? to : (word + 1) * WORD;
    return high > low ? (unsigned)(high - low) : 0;
}

/* The word in which a field has the most bits, so that its text is there. */
static uint64_t text_word(const struct rows *r, const struct nk_part *p)
{
    uint64_t from = start_of(r, p), to = from + p->bits, word = from / WORD;
    unsigned first = bits_in(from, to, word), second = bits_in(from, to, word + 1);
    return second > first ? word + 1 : word;
}

/* ---- lines --------------------------------------------------------------- */

/* The corner where four boxes meet, by the lines that lead there. */
static uint32_t corner(bool up, bool down, bool left, bool right)
{
    static const uint16_t corners[16] = {
        ' ',    0x2576, 0x2574, 0x2500, 0x2577, 0x250c, 0x2510, 0x252c,
        0x2575, 0x2514, 0x2518, 0x2534, 0x2502, 0x251c, 0x2524, 0x253c,
    };
    return corners[up << 3 | down << 2 | left << 1 | right];
}

static bool wall(const size_t *owners, unsigned b)
{
    size_t left = b == 0 ? NONE : owners[b - 1], right = b == WORD ? NONE : owners[b];
    return left != right;
}

/* The line between the word before and this one; none where all of it is inside of one field. */
static void draw_line(struct rows *r)
{
    size_t row = r->c->rows;
    if (memcmp(r->above, r->here, sizeof r->here) == 0)
        return;
    for (unsigned b = 0; b <= WORD; b++) {
        bool left = b > 0 && r->above[b - 1] != r->here[b - 1];
        bool right = b < WORD && r->above[b] != r->here[b];
        nk_canvas_fill(r->c, row, LEFT + 2 * b, 1, NK_INK_DIM,
                       corner(wall(r->above, b), wall(r->here, b), left, right));
        if (right)
            nk_canvas_fill(r->c, row, LEFT + 2 * b + 1, 1, NK_INK_DIM, 0x2500);
    }
}

/* ---- text in boxes ------------------------------------------------------- */

/* The lines of one box. */
struct lines {
    char text[TEXT_LINES][2 * WORD];
    unsigned count;
    unsigned value; /* the line of the value: above it is the name */
};

static void add_line(struct lines *l, const char *text, size_t len)
{
    if (l->count == TEXT_LINES)
        return;
    len = len < sizeof l->text[0] - 1 ? len : sizeof l->text[0] - 1;
    memcpy(l->text[l->count], text, len);
    l->text[l->count++][len] = '\0';
}

static size_t longest_word(const char *text, size_t len)
{
    size_t most = 0, n = 0;
    for (size_t i = 0; i < len; i++) {
        n = text[i] == ' ' ? 0 : n + 1;
        most = n > most ? n : most;
    }
    return most;
}

/* Words in lines of `width`. */
static void add_words(struct lines *l, const char *text, size_t len, unsigned width)
{
    while (len > 0) {
        size_t n = len;
        while (n > width) {
            do
                n--;
            while (n > 0 && text[n] != ' ');
        }
        if (n == 0) /* no word fits */
            n = width < len ? width : len;
        add_line(l, text, n);
        n += n < len && text[n] == ' ';
        text += n;
        len -= n;
    }
}

/* A name in lines of `width`; where a word of it does not fit the short one; in one column letter
 * by letter. */
static void add_name(struct lines *l, const struct nk_part *p, unsigned width)
{
    const char *name = p->name;
    if ((longest_word(name, strlen(name)) > width || width < 4) && p->field->box[0] != '\0')
        name = p->field->box;
    if (width == 1) {
        for (; *name != '\0' && l->count < TEXT_LINES - 2; name++)
            add_line(l, name, 1);
        return;
    }
    add_words(l, name, strlen(name), width);
}

/* What a value stands for goes behind it, or below where that is only one line or two. */
static void add_meaning(struct rows *r, struct lines *l, const struct nk_part *p, unsigned width)
{
    enum { WIDE = 15 };
    const char *meaning = nk_part_meaning(r->d, p);
    char *value = l->text[l->value];
    size_t len = strlen(value), most = p->meaning_len;
    if (p->code == NULL && p->verdict != NK_VERDICT_RIGHT)
        return;
    if (len + 1 + most <= width && len + 1 + most < sizeof l->text[0]) {
        value[len] = ' ';
        memcpy(value + len + 1, meaning, most);
        value[len + 1 + most] = '\0';
    } else if (width >= WIDE && most <= 2 * (size_t)width && longest_word(meaning, most) <= width) {
        add_words(l, meaning, most, width);
    }
}

static void add_value(struct rows *r, struct lines *l, const struct nk_part *p, unsigned width)
{
    struct nk_buf b = {0};
    nk_picture_value(&b, r->d, p, width < 4 ? 4 : width);
    if (p->verdict == NK_VERDICT_WRONG && b.len + 6 <= width)
        nk_buf_add_text(&b, " wrong");
    r->c->failed = r->c->failed || b.failed;
    if (!b.failed && l->count < TEXT_LINES) {
        l->value = l->count;
        add_line(l, b.data, b.len < width ? b.len : width);
        add_meaning(r, l, p, width);
    }
    nk_buf_release(&b);
}

static void center(struct rows *r, size_t row, unsigned bit, unsigned width, const char *text,
                   enum nk_ink ink)
{
    size_t len = strlen(text);
    unsigned pad = len < width ? (unsigned)(width - len) / 2 : 0;
    nk_canvas_put(r->c, row, LEFT + 1 + 2 * bit + pad, ink, text);
}

/* ---- words --------------------------------------------------------------- */

/* The boxes of a word that begin at a bit: how far they go. */
static unsigned run_of(const struct rows *r, unsigned b)
{
    unsigned n = 1;
    while (b + n < WORD && r->here[b + n] == r->here[b])
        n++;
    return n;
}

static void make_lines(struct rows *r, uint64_t word, unsigned bit, unsigned bits, struct lines *l)
{
    const struct nk_part *p = &r->d->parts[r->here[bit]];
    l->count = l->value = 0;
    if (text_word(r, p) != word)
        return;
    add_name(l, p, 2 * bits - 1);
    add_value(r, l, p, 2 * bits - 1);
}

/* How many lines the word takes: those of the box that has the most. */
static unsigned height_of(struct rows *r, uint64_t word)
{
    unsigned most = 1;
    struct lines l;
    for (unsigned b = 0, n; b < WORD; b += n) {
        n = run_of(r, b);
        if (r->here[b] == NONE)
            continue;
        make_lines(r, word, b, n, &l);
        most = l.count > most ? l.count : most;
    }
    return most;
}

static void draw_box(struct rows *r, uint64_t word, size_t row, unsigned height, unsigned bit,
                     unsigned bits)
{
    struct lines l;
    make_lines(r, word, bit, bits, &l);
    unsigned gap = l.count > 1 && l.count < height ? height - l.count : 0;
    for (unsigned i = 0; i < l.count; i++) {
        bool value = i >= l.value;
        center(r, row + i + (value ? gap : gap / 2), bit, 2 * bits - 1, l.text[i],
               value ? NK_INK_STRONG : NK_INK_PLAIN);
    }
}

static void draw_word(struct rows *r, uint64_t word)
{
    unsigned height = height_of(r, word);
    size_t row = r->c->rows;
    for (unsigned i = 0; i < height; i++)
        for (unsigned b = 0; b <= WORD; b++)
            if (wall(r->here, b))
                nk_canvas_fill(r->c, row + i, LEFT + 2 * b, 1, NK_INK_DIM, 0x2502);
    nk_canvas_printf(r->c, row, 0, NK_INK_DIM, "%4llu", (unsigned long long)word * 4);
    for (unsigned b = 0, n; b < WORD; b += n) {
        n = run_of(r, b);
        if (r->here[b] != NONE)
            draw_box(r, word, row, height, b, n);
    }
}

/* Of a long field the words behind its first ones, up to its last, are left out. */
static uint64_t skip_long(struct rows *r, uint64_t word)
{
    if (r->here[0] == NONE || r->here[0] != r->here[WORD - 1])
        return word + 1;
    const struct nk_part *p = &r->d->parts[r->here[0]];
    uint64_t from = start_of(r, p), last = (from + p->bits) / WORD;
    uint64_t first = (from + WORD - 1) / WORD;
    if (last - first <= LONG_WORDS || word < first + 1)
        return word + 1;
    nk_canvas_printf(r->c, r->c->rows - 1, LEFT + 28, NK_INK_DIM, "...");
    return last > word + 1 ? last - 1 > word ? last - 1 : word + 1 : word + 1;
}

static void draw_ruler(struct nk_canvas *c)
{
    size_t row = c->rows;
    for (unsigned b = 0; b < WORD; b++) {
        if (b % 10 == 0)
            nk_canvas_printf(c, row, LEFT + 1 + 2 * b, NK_INK_DIM, "%u", b / 10);
        nk_canvas_printf(c, row + 1, LEFT + 1 + 2 * b, NK_INK_DIM, "%u", b % 10);
    }
}

void nk_picture_rows(struct nk_canvas *c, const struct nk_dissection *d, size_t at)
{
    const struct nk_part *header = &d->parts[at];
    struct rows r = {.c = c,
                     .d = d,
                     .first = at + 1,
                     .part = at + 1,
                     .end = nk_picture_next(d, at),
                     .base = (uint64_t)header->offset * 8};
    uint64_t words = (header->bits + WORD - 1) / WORD;
    uint64_t drawn = words < WORDS_MAX ? words : WORDS_MAX;
    for (unsigned b = 0; b < WORD; b++)
        r.above[b] = NONE;
    draw_ruler(c);
    for (uint64_t word = 0; word < drawn && !c->failed;) {
        find_owners(&r, word);
        draw_line(&r);
        draw_word(&r, word);
        memcpy(r.above, r.here, sizeof r.above);
        word = skip_long(&r, word);
    }
    for (unsigned b = 0; b < WORD; b++)
        r.here[b] = NONE;
    draw_line(&r);
    if (words > drawn)
        nk_canvas_printf(c, c->rows, LEFT, NK_INK_DIM, "and %llu octets more",
                         (unsigned long long)(header->bits / 8 - drawn * 4));
}
