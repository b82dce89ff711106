#include "base/labels.h"

#include <stdlib.h>
#include <string.h>

void nk_labels_release(struct nk_labels *l)
{
    nk_buf_release(&l->text);
    free(l->ends);
    free(l->slots);
    *l = (struct nk_labels){0};
}

#define MIX UINT64_C(0x9e3779b97f4a7c15)

static uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * MIX;
    return h ^ h >> 29;
}

/* Eight bytes at a time; the last word may overlap the one before. */
static uint64_t text_hash(const char *text, size_t len)
{
    uint64_t h = mix(MIX, len), word = 0;
    if (len < sizeof word) {
        for (size_t i = 0; i < len; i++)
            word = word << 8 | (unsigned char)text[i];
        h = mix(h, word);
    } else {
        for (size_t at = 0; at + sizeof word < len; at += sizeof word) {
            memcpy(&word, text + at, sizeof word);
            h = mix(h, word);
        }
        memcpy(&word, text + len - sizeof word, sizeof word);
        h = mix(h, word);
    }
    return h ^ h >> 32; /* the low bits choose the slot */
}

const char *nk_labels_get(const struct nk_labels *l, uint32_t number, size_t *len)
{
    if (number >= l->count) {
        *len = 0;
        return NULL;
    }
    size_t start = number == 0 ? 0 : l->ends[number - 1], end = l->ends[number];
    *len = 0;
    if (start > end || end > l->text.len) /* a store that was mapped from a damaged file */
        return NULL;
    *len = end - start;
    return *len == 0 ? "" : l->text.data + start;
}

/* The slot that holds the text, or the free one where it belongs. */
static size_t find_slot(const struct nk_labels *l, const char *text, size_t len)
{
    size_t mask = l->slot_count - 1;
    size_t at = (size_t)text_hash(text, len) & mask;
    for (; l->slots[at] != 0; at = (at + 1) & mask) {
        size_t other;
        const char *there = nk_labels_get(l, l->slots[at] - 1, &other);
        if (there != NULL && other == len && memcmp(there, text, len) == 0)
            break;
    }
    return at;
}

/* Doubles the slots while at least a quarter of them is kept free. */
static bool grow_slots(struct nk_labels *l)
{
    if (l->slot_count != 0 && l->count < l->slot_count / 4 * 3)
        return true;
    size_t old_count = l->slot_count;
    uint32_t *old = l->slots;
    size_t count = old_count == 0 ? 64 : old_count * 2;
    uint32_t *slots = calloc(count, sizeof *slots);
    if (slots == NULL)
        return false;
    l->slots = slots;
    l->slot_count = count;
    for (size_t i = 0; i < old_count; i++) {
        if (old[i] == 0)
            continue;
        size_t len;
        const char *text = nk_labels_get(l, old[i] - 1, &len);
        if (text != NULL)
            slots[find_slot(l, text, len)] = old[i];
    }
    free(old);
    return true;
}

uint32_t nk_labels_add(struct nk_labels *l, const char *text, size_t len)
{
    if (l->count >= NK_LABELS_NONE - 1 || !grow_slots(l))
        return NK_LABELS_NONE;
    size_t slot = find_slot(l, text, len);
    if (l->slots[slot] != 0)
        return l->slots[slot] - 1;
    if (!nk_grow((void **)&l->ends, l->count, &l->room, sizeof *l->ends))
        return NK_LABELS_NONE;
    nk_buf_add(&l->text, text, len);
    if (l->text.failed) {
        l->text.failed = false; /* what was there is whole; only this one is refused */
        return NK_LABELS_NONE;
    }
    l->ends[l->count] = l->text.len;
    l->slots[slot] = (uint32_t)++l->count;
    return (uint32_t)l->count - 1;
}

bool nk_labels_copy(struct nk_labels *to, const struct nk_labels *from)
{
    *to = (struct nk_labels){.count = from->count, .room = from->count + 1, .slot_count = 64};
    while (to->slot_count / 4 * 3 <= from->count)
        to->slot_count *= 2;
    to->ends = calloc(to->room, sizeof *to->ends);
    to->slots = calloc(to->slot_count, sizeof *to->slots);
    nk_buf_add(&to->text, from->text.data, from->text.len);
    if (to->ends == NULL || to->slots == NULL || to->text.failed)
        return false;
    for (size_t i = 0, last = 0; i < to->count; last = to->ends[i++])
        to->ends[i] = from->ends[i] < last || from->ends[i] > to->text.len ? last : from->ends[i];
    to->text.len = to->count == 0 ? 0 : to->ends[to->count - 1];
    for (size_t i = 0; i < to->count; i++) {
        size_t len;
        const char *text = nk_labels_get(to, (uint32_t)i, &len);
        size_t slot = text == NULL ? 0 : find_slot(to, text, len);
        if (text != NULL && to->slots[slot] == 0)
            to->slots[slot] = (uint32_t)i + 1;
    }
    return true;
}

uint32_t nk_labels_find(const struct nk_labels *l, const char *text, size_t len)
{
    return l->slot_count == 0 ? NK_LABELS_NONE : l->slots[find_slot(l, text, len)] - 1;
}

void nk_labels_clear(struct nk_labels *l)
{
    nk_buf_clear(&l->text);
    l->count = 0;
    l->cleared++;
    if (l->slot_count > 0)
        memset(l->slots, 0, l->slot_count * sizeof *l->slots);
}

const char *nk_labels_text(const struct nk_labels *l, uint32_t number, char *text, size_t size)
{
    size_t len;
    const char *whole = nk_labels_get(l, number, &len);
    if (whole == NULL)
        return NULL;
    len = len < size ? len : size - 1;
    memcpy(text, whole, len);
    text[len] = '\0';
    return text;
}
