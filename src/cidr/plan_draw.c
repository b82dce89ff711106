#include "cidr/plan.h"

#include "base/columns.h"

enum {
    BAR_COLUMN = 2,
    BAR_WIDTH = 64, /* a power of two, so that equal networks are drawn equal */
    POOLS_MAX = 16,
    LETTERS = 52,
};

/* The letter of a network: A to Z, then a to z, then '+'. */
static uint32_t letter(size_t index)
{
    if (index < 26)
        return (uint32_t)('A' + index);
    return index < LETTERS ? (uint32_t)('a' + index - 26) : '+';
}

/* Which cell of the bar an address falls in: (a - first) * BAR_WIDTH / size, where size is rounded
 * up to a power of two. */
static unsigned cell_of(const struct nk_range *pool, const struct nk_addr *a)
{
    struct nk_u128 size = nk_u128_sub(nk_addr_bits(pool->last), nk_addr_bits(pool->first));
    struct nk_u128 offset = nk_u128_sub(nk_addr_bits(*a), nk_addr_bits(pool->first));
    unsigned bits = 128 - nk_u128_leading_zeros(size), shown = 6; /* log2 of BAR_WIDTH */
    return bits <= shown ? (unsigned)offset.lo : (unsigned)nk_u128_shr(offset, bits - shown).lo;
}

static void draw_part(struct nk_canvas *c, size_t row, const struct nk_range *pool,
                      const struct nk_range *part, enum nk_ink ink, uint32_t character)
{
    struct nk_range shared;
    if (!nk_range_overlap(pool, part, &shared))
        return;
    unsigned from = cell_of(pool, &shared.first), to = cell_of(pool, &shared.last);
    nk_canvas_fill(c, row, BAR_COLUMN + from, to - from + 1, ink | NK_INK_BLOCK, character);
}

static size_t draw_pool(struct nk_canvas *c, size_t row, const struct nk_range *pool,
                        const struct nk_set *used, const struct nk_plan_need *needs, size_t count)
{
    char text[NK_RANGE_TEXT_MAX];
    struct nk_set_iter it;
    struct nk_range range;
    nk_range_format(pool, text);
    nk_canvas_put(c, row++, BAR_COLUMN, NK_INK_STRONG, text);
    draw_part(c, row, pool, pool, NK_INK_HOST, '.');
    nk_set_iter_init(&it, used);
    while (nk_set_next_range(&it, &range, NULL))
        draw_part(c, row, pool, &range, NK_INK_DIM, '#');
    for (size_t i = 0; i < count; i++) {
        if (!needs[i].placed)
            continue;
        range = nk_prefix_range(&needs[i].prefix);
        draw_part(c, row, pool, &range, NK_INK_NETWORK, letter(i));
    }
    return row + 1;
}

/* A name that is too long ends in "..". */
static void draw_name(struct nk_canvas *c, size_t row, const struct nk_plan_need *need)
{
    unsigned column = BAR_COLUMN + 2 + NK_PREFIX_TEXT_MAX - 6, room = c->columns - column;
    bool whole = nk_text_columns(need->name, need->name_length) <= room;
    size_t len = nk_text_fit(need->name, need->name_length, whole ? room : room - 2);
    nk_canvas_printf(c, row, column, NK_INK_PLAIN, "%.*s%s", (int)len, need->name,
                     whole ? "" : "..");
}

static size_t draw_legend(struct nk_canvas *c, size_t row, const struct nk_plan_need *needs,
                          size_t count)
{
    for (size_t i = 0; i < count && i < LETTERS; i++) {
        char text[NK_PREFIX_TEXT_MAX] = "does not fit";
        if (needs[i].placed)
            nk_prefix_format(&needs[i].prefix, text);
        nk_canvas_fill(c, row, BAR_COLUMN, 1, NK_INK_NETWORK | NK_INK_BLOCK, letter(i));
        nk_canvas_put(c, row, BAR_COLUMN + 2, NK_INK_PLAIN, text);
        draw_name(c, row++, &needs[i]);
    }
    if (count > LETTERS)
        nk_canvas_printf(c, row++, BAR_COLUMN, NK_INK_NETWORK, "+ and %zu more", count - LETTERS);
    nk_canvas_put(c, row, BAR_COLUMN, NK_INK_DIM, "# used   . free");
    nk_canvas_fill(c, row, BAR_COLUMN, 1, NK_INK_DIM | NK_INK_BLOCK, '#');
    nk_canvas_fill(c, row++, BAR_COLUMN + 9, 1, NK_INK_HOST | NK_INK_BLOCK, '.');
    return row;
}

void nk_plan_draw(struct nk_canvas *c, const struct nk_set *pool, const struct nk_set *used,
                  const struct nk_plan_need *needs, size_t count)
{
    struct nk_set_iter it;
    struct nk_range range;
    size_t row = 0, pools = 0;
    nk_set_iter_init(&it, pool);
    for (; nk_set_next_range(&it, &range, NULL); pools++)
        if (pools < POOLS_MAX)
            row = draw_pool(c, row, &range, used, needs, count);
    if (pools > POOLS_MAX)
        nk_canvas_printf(c, row++, BAR_COLUMN, NK_INK_DIM, "and %zu more range%s",
                         pools - POOLS_MAX, pools == POOLS_MAX + 1 ? "" : "s");
    draw_legend(c, row, needs, count);
}
