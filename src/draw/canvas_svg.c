/* A canvas as svg. */
#include "base/columns.h"
#include "draw/canvas_part.h"

enum {
    MARGIN = NK_CANVAS_MARGIN,
    WORDS_MAX = 2000, /* of the description, in bytes */
};

static bool is_wide(const uint32_t *cells, unsigned at, unsigned width)
{
    return (cells[at] & NK_CELL_CHARACTER) == NK_CELL_HALF ||
           (at + 1 < width && (cells[at + 1] & NK_CELL_CHARACTER) == NK_CELL_HALF);
}

/* True where a run of cells that began at `from` ends before `at`: at another ink, at a gap, and
 * where wide characters begin or end, which a font may draw in any width: what stands behind all of
 * these stands where it belongs. */
static bool ends_run(const uint32_t *cells, unsigned from, unsigned at, unsigned width)
{
    return nk_cell_ink(cells[at]) != nk_cell_ink(cells[from]) || nk_cell_is_shape(cells[at]) ||
           is_wide(cells, at, width) != is_wide(cells, from, width) ||
           ((cells[at] & NK_CELL_CHARACTER) == ' ' && at + 1 < width &&
            ((cells[at + 1] & NK_CELL_CHARACTER) == ' ' || nk_cell_is_shape(cells[at + 1])));
}

/* One run of cells. */
static unsigned svg_run(const struct nk_canvas *c, size_t row, unsigned from, unsigned width,
                        struct nk_buf *b)
{
    const uint32_t *cells = c->cells + row * c->columns;
    unsigned to = from, columns = 0;
    for (; to < width && !ends_run(cells, from, to, width); to++)
        columns += (cells[to] & NK_CELL_CHARACTER) == NK_CELL_HALF
                       ? 0
                       : nk_character_columns(cells[to] & NK_CELL_CHARACTER);
    nk_svg_text(b, nk_ink_class(nk_cell_ink(cells[from])), MARGIN + (long)from * NK_SVG_COLUMN,
                MARGIN + (long)row * NK_SVG_LINE, columns);
    for (unsigned i = from; i < to; i++)
        if ((cells[i] & NK_CELL_CHARACTER) != NK_CELL_HALF)
            nk_character_xml(b, cells[i] & NK_CELL_CHARACTER);
    nk_buf_add_text(b, "</text>\n");
    return to;
}

/* True for what lines and bars are made of: it says nothing to who hears it. */
static bool is_drawn(uint32_t c)
{
    return (c >= 0x2500 && c < 0x25a0) || c == NK_CELL_HALF || c == '|' || c == '+';
}

static bool is_dash(const struct nk_canvas *c, const uint32_t *cells, unsigned at)
{
    return at < c->columns && (cells[at] & NK_CELL_CHARACTER) == '-';
}

/* What a row says, without its lines; nothing of a row that has nothing but them. */
static void add_row_words(const struct nk_canvas *c, size_t row, struct nk_buf *b)
{
    const uint32_t *cells = c->cells + row * c->columns;
    size_t line = b->len;
    bool blank = false;
    for (unsigned i = 0; i < c->columns; i++) {
        uint32_t cell = cells[i] & NK_CELL_CHARACTER;
        bool rule = is_dash(c, cells, i) && is_dash(c, cells, i - 1U) &&
                    (is_dash(c, cells, i - 2U) || is_dash(c, cells, i + 1)); /* "--" is an option */
        if (cell == ' ' || is_drawn(cell)) {
            blank = true;
        } else if (!rule) {
            if (blank && b->len > line)
                nk_buf_add_byte(b, ' ');
            blank = false;
            nk_character_xml(b, cell);
        }
    }
    if (b->len > line)
        nk_buf_add_byte(b, '\n');
}

static void add_words(const struct nk_canvas *c, struct nk_buf *b)
{
    size_t row = 0;
    for (; row < c->rows && b->len < WORDS_MAX; row++)
        add_row_words(c, row, b);
    if (row < c->rows)
        nk_buf_add_text(b, "and so on\n");
}

bool nk_canvas_svg(const struct nk_canvas *c, struct nk_out *out, const char *title,
                   struct nk_err *err)
{
    struct nk_buf words = {0};
    add_words(c, &words);
    bool good = nk_canvas_svg_words(c, out, title, &words, err);
    nk_buf_release(&words);
    return good;
}

bool nk_canvas_svg_words(const struct nk_canvas *c, struct nk_out *out, const char *title,
                         const struct nk_buf *words, struct nk_err *err)
{
    struct nk_buf b = {0};
    nk_svg_open(&b, 2 * MARGIN + c->columns * NK_SVG_COLUMN, 2 * MARGIN + c->rows * NK_SVG_LINE,
                title, words);
    nk_canvas_shapes(c, &b);
    for (size_t row = 0; row < c->rows; row++) {
        unsigned width = nk_canvas_width(c, row);
        for (unsigned i = 0; i < width;) {
            uint32_t cell = c->cells[row * c->columns + i];
            if ((cell & NK_CELL_CHARACTER) == ' ' || nk_cell_is_shape(cell))
                i++;
            else
                i = svg_run(c, row, i, width, &b);
        }
    }
    nk_svg_close(&b);
    bool good = !c->failed && !words->failed && !b.failed;
    if (good)
        nk_out_write(out, b.data, b.len);
    nk_buf_release(&b);
    return good || nk_err_memory(err);
}
