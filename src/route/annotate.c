/*
 * Where the time goes is not the look-up but the text around it: finding the line's end and its
 * address, and the misses of the cache on the answers. So lines are taken by batches: all addresses
 * are read, then all are looked up together; while the next batch is read, their answers are
 * fetched, one a line, and only then the lines are copied out, each with the answer that was
 * printed once for its prefix.
 */
#include "route/annotate.h"

#include <stdlib.h>

#include "addr/scan.h"
#include "base/field.h"

enum { BATCH = 256, SLACK = 64 };

/* A line of the batch: where it stands, and its entry. */
struct item {
    const char *line;
    uint32_t len; /* without the newline */
    uint32_t id;
};

/* The lines of a batch, and their addresses by family with the line that each belongs to. */
struct batch {
    struct nk_scanner scanner;
    struct item items[BATCH];
    size_t count;
    uint32_t addrs4[BATCH], ids[BATCH];
    struct nk_u128 addrs6[BATCH];
    uint16_t places4[BATCH], places6[BATCH];
    size_t count4, count6;
    size_t bytes; /* of the lines */
};

enum { ODD = UINT32_MAX - 1 }; /* an id that no entry has: the line is odd */

void nk_annotated_release(struct nk_annotated *out)
{
    nk_buf_release(&out->text);
    free(out->odd);
    *out = (struct nk_annotated){0};
}

static inline bool ends_word(char c)
{
    return c == '\n' || c == ' ' || c == '\t' || c == '\r';
}

/* Addresses for which a host has answers beside its tables: none, and those of a link. */
static inline bool is_special(const struct nk_addr *a)
{
    if (a->family == NK_IPV4)
        return a->lo == 0;
    return (a->hi | a->lo) == 0 || a->hi >> 54 == 0x3fa || a->hi >> 56 == 0xff;
}

/* ---- reading ------------------------------------------------------------- */

/* Reads the address at the start of a word into the batch; false where the line is odd. `*stop` is
 * then or where the address ends. */
static inline bool take_address(struct batch *b, const char *at, const char *end, const char **stop)
{
    struct nk_addr a = {.family = NK_IPV4};
    uint32_t bits;
    const char *after = b->scanner.ipv4(at, end, &bits);
    if (after != NULL)
        a.lo = bits;
    else
        after = nk_scan_addr(at, end, &a);
    if (after == NULL || (after != end && !ends_word(*after)) || is_special(&a))
        return false;
    *stop = after;
    if (a.family == NK_IPV4) {
        b->places4[b->count4] = (uint16_t)b->count;
        b->addrs4[b->count4++] = (uint32_t)a.lo;
    } else {
        b->places6[b->count6] = (uint16_t)b->count;
        b->addrs6[b->count6++] = nk_addr_bits(a);
    }
    return true;
}

static inline const char *line_end(const char *at, const char *end)
{
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    return newline == NULL ? end : newline;
}

/* One line whose first word is looked up: its end is looked for behind the address, where it nearly
 * always is. */
static const char *take_line(struct batch *b, const char *line, const char *end)
{
    const char *stop = line;
    struct item *item = &b->items[b->count];
    bool plain = take_address(b, line, end, &stop);
    if (stop == end || *stop != '\n')
        stop = line_end(stop, end);
    *item = (struct item){line, (uint32_t)(stop - line), plain ? 0 : ODD};
    return stop;
}

/* The same for a field of the line. */
static const char *take_field(const struct nk_annotator *a, struct batch *b, const char *line,
                              const char *end)
{
    const char *stop = line_end(line, end), *field, *after;
    size_t len;
    struct item *item = &b->items[b->count];
    bool plain = nk_field_find(line, (size_t)(stop - line), a->field, a->delimiter, &field, &len) &&
                 take_address(b, field, field + len, &after) && after == field + len;
    *item = (struct item){line, (uint32_t)(stop - line), plain ? 0 : ODD};
    return stop;
}

/* Lines up to a batch's worth; returns where the next one begins. `before` is the batch before it,
 * which has been looked up. */
static const char *read_batch(const struct nk_annotator *a, struct batch *b,
                              const struct batch *before, const char *at, const char *end)
{
    const char *start = at;
    b->count = b->count4 = b->count6 = 0;
    while (at != end && b->count < BATCH) {
        /* no function of its own: gcc would leave it out, as one that does nothing */
        if (b->count < before->count && before->items[b->count].id < a->answers->count)
            __builtin_prefetch(&a->answers->slots[before->items[b->count].id]);
        at = a->field == 0 ? take_line(b, at, end) : take_field(a, b, at, end);
        b->count++;
        at += at != end;
    }
    b->bytes = (size_t)(at - start);
    return at;
}

/* ---- looking up ---------------------------------------------------------- */

static void look_up(const struct nk_annotator *a, struct batch *b)
{
    for (size_t i = 0; i < b->count4; i++)
        b->ids[i] = NK_LPM_NONE;
    if (a->lpm != NULL)
        nk_lpm_find_many4(a->lpm, b->addrs4, b->ids, b->count4);
    for (size_t i = 0; i < b->count4; i++)
        b->items[b->places4[i]].id = b->ids[i];
    for (size_t i = 0; i < b->count6; i++)
        b->ids[i] = NK_LPM_NONE;
    if (a->lpm != NULL)
        nk_lpm_find_many6(a->lpm, b->addrs6, b->ids, b->count6);
    for (size_t i = 0; i < b->count6; i++)
        b->items[b->places6[i]].id = b->ids[i];
}

/* ---- writing ------------------------------------------------------------- */

static bool add_odd(struct nk_annotated *out, size_t at, const char *block, const struct item *item,
                    uint64_t number)
{
    if (!nk_grow((void **)&out->odd, out->odd_count, &out->odd_room, sizeof *out->odd))
        return false;
    out->odd[out->odd_count++] =
        (struct nk_annotate_odd){at, (size_t)(item->line - block), item->len, number};
    return true;
}

/* Copies a line by whole chunks where both sides have room for what that is too much. */
static inline char *copy_line(char *to, const struct item *item, const char *end)
{
    const char *from = item->line;
    size_t len = item->len;
    if ((size_t)(end - from) < len + 16) {
        memcpy(to, from, len);
        return to + len;
    }
    for (size_t done = 0; done < len; done += 16)
        memcpy(to + done, from + done, 16);
    return to + len;
}

static char *copy_answer(const struct nk_annotator *a, char *to, uint32_t id)
{
    size_t len;
    if (id < a->answers->count && a->answers->slots[id].len <= NK_ANSWER_INLINE) {
        memcpy(to, a->answers->slots[id].text, NK_ANSWER_INLINE);
        return to + a->answers->slots[id].len;
    }
    const char *text = nk_answer_text_of(a->answers, id, &len);
    memcpy(to, text, len);
    return to + len;
}

/* The room that a batch needs at most: all lines, and an answer behind each. */
static size_t room_of(const struct nk_annotator *a, const struct batch *b)
{
    size_t room = b->bytes + b->count * (NK_ANSWER_INLINE + 1) + SLACK, len;
    for (size_t i = 0; a->answers->more_len > 0 && i < b->count; i++) {
        uint32_t id = b->items[i].id;
        if (id < a->answers->count && a->answers->slots[id].len > NK_ANSWER_INLINE) {
            nk_answer_text_of(a->answers, id, &len);
            room += len;
        }
    }
    return room;
}

static bool write_batch(const struct nk_annotator *a, const struct batch *b, const char *block,
                        const char *end, uint64_t number, struct nk_annotated *out)
{
    char *start = nk_buf_room(&out->text, room_of(a, b)), *to = start;
    if (start == NULL)
        return false;
    for (size_t i = 0; i < b->count; i++) {
        const struct item *item = &b->items[i];
        if (item->id == ODD) {
            if (!add_odd(out, out->text.len + (size_t)(to - start), block, item, number + i))
                return false;
            continue;
        }
        to = copy_line(to, item, end);
        to = copy_answer(a, to, item->id);
    }
    out->text.len += (size_t)(to - start);
    return true;
}

bool nk_annotate_block(const struct nk_annotator *a, const char *block, size_t len,
                       struct nk_annotated *out, struct nk_err *err)
{
    struct batch batches[2], *now = &batches[0], *before = &batches[1];
    const char *at = block, *end = block + len;
    uint64_t number = 0;
    nk_buf_clear(&out->text);
    out->odd_count = 0;
    now->scanner = before->scanner = nk_scanner_choose();
    before->count = 0;
    do {
        at = read_batch(a, now, before, at, end);
        if (before->count > 0 && !write_batch(a, before, block, end, number, out))
            return nk_err_memory(err);
        number += before->count;
        look_up(a, now);
        struct batch *swap = before;
        before = now;
        now = swap;
    } while (before->count > 0);
    return true;
}
