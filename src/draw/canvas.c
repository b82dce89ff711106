#include "draw/canvas.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"

enum { INK_SHIFT = 24, CHARACTER_MASK = 0xffffff };

void nk_canvas_init(struct nk_canvas *c, unsigned columns)
{
    *c = (struct nk_canvas){.columns = columns};
}

void nk_canvas_release(struct nk_canvas *c)
{
    free(c->cells);
    *c = (struct nk_canvas){.columns = c->columns};
}

/* Makes the row exist, blank; false when out of memory. */
static bool reach_row(struct nk_canvas *c, size_t row)
{
    if (c->failed || c->columns == 0)
        return false;
    while (c->rows <= row) {
        void *cells = c->cells;
        if (!nk_grow(&cells, c->rows, &c->room, c->columns * sizeof *c->cells)) {
            c->failed = true;
            return false;
        }
        c->cells = cells;
        for (unsigned i = 0; i < c->columns; i++)
            c->cells[c->rows * c->columns + i] = ' ';
        c->rows++;
    }
    return true;
}

/* The scalar value at `*at`, which moves behind it. A character that must not be printed or is no
 * valid UTF-8 becomes one '?', since a cell has no room for an escape. */
static uint32_t next_character(const char **at)
{
    uint32_t value;
    size_t n = nk_text_scalar(*at, strnlen(*at, 4), &value);
    if (n > 0) {
        *at += n;
        return value;
    }
    do
        ++*at;
    while (((unsigned char)**at & 0xc0) == 0x80);
    return '?';
}

void nk_canvas_put(struct nk_canvas *c, size_t row, unsigned column, enum nk_ink ink,
                   const char *text)
{
    if (!reach_row(c, row))
        return;
    for (; *text != '\0' && column < c->columns; column++)
        c->cells[row * c->columns + column] = next_character(&text) | (uint32_t)ink << INK_SHIFT;
}

void nk_canvas_printf(struct nk_canvas *c, size_t row, unsigned column, enum nk_ink ink,
                      const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    nk_canvas_put(c, row, column, ink, text);
}

void nk_canvas_fill(struct nk_canvas *c, size_t row, unsigned column, unsigned n, enum nk_ink ink,
                    uint32_t character)
{
    if (!reach_row(c, row))
        return;
    for (; n > 0 && column < c->columns; n--, column++)
        c->cells[row * c->columns + column] = character | (uint32_t)ink << INK_SHIFT;
}

/* ---- output -------------------------------------------------------------- */

/* What stands for a character where only ASCII is to be had. */
static uint32_t ascii_of(uint32_t character)
{
    static const struct {
        uint16_t first, last;
        char ascii;
    } nearest[] = {
        {0x2500, 0x2501, '-'}, {0x2502, 0x2503, '|'}, {0x2504, 0x257f, '+'}, {0x2580, 0x259f, '#'},
        {0x2190, 0x2190, '<'}, {0x2192, 0x2192, '>'}, {0x2013, 0x2015, '-'}, {0x00b7, 0x00b7, '.'},
    };
    if (character < 0x80)
        return character;
    for (size_t i = 0; i < sizeof nearest / sizeof *nearest; i++)
        if (character >= nearest[i].first && character <= nearest[i].last)
            return (unsigned char)nearest[i].ascii;
    return '?';
}

static void add_character(struct nk_buf *b, uint32_t c)
{
    char text[4];
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = n; i-- > 1; c >>= 6)
        text[i] = (char)(0x80 | (c & 0x3f));
    text[0] = (char)(lead[n] | c);
    nk_buf_add(b, text, n);
}

/* How many cells of a row come before its trailing blanks. */
static unsigned row_width(const struct nk_canvas *c, size_t row)
{
    unsigned width = c->columns;
    while (width > 0 && (c->cells[row * c->columns + width - 1] & CHARACTER_MASK) == ' ')
        width--;
    return width;
}

static enum nk_ink ink_of(uint32_t cell)
{
    return (enum nk_ink)(cell >> INK_SHIFT);
}

static bool send(struct nk_buf *b, bool failed, struct nk_out *out, struct nk_err *err)
{
    bool good = !failed && !b->failed;
    if (good)
        nk_out_write(out, b->data, b->len);
    nk_buf_release(b);
    return good || nk_err_memory(err);
}

static void text_row(const struct nk_canvas *c, size_t row, bool ascii, bool color,
                     struct nk_buf *b)
{
    static const char *const codes[NK_INK_COUNT] = {
        [NK_INK_PLAIN] = "0",   [NK_INK_STRONG] = "0;1", [NK_INK_NETWORK] = "0;36",
        [NK_INK_HOST] = "0;33", [NK_INK_DIM] = "0;2",
    };
    enum nk_ink ink = NK_INK_PLAIN;
    unsigned width = row_width(c, row);
    for (unsigned i = 0; i < width; i++) {
        uint32_t cell = c->cells[row * c->columns + i];
        if (color && ink_of(cell) != ink && (cell & CHARACTER_MASK) != ' ') {
            ink = ink_of(cell);
            nk_buf_printf(b, "\033[%sm", codes[ink]);
        }
        add_character(b, ascii ? ascii_of(cell & CHARACTER_MASK) : cell & CHARACTER_MASK);
    }
    nk_buf_add_text(b, ink != NK_INK_PLAIN ? "\033[0m\n" : "\n");
}

bool nk_canvas_text(const struct nk_canvas *c, struct nk_out *out, bool ascii, bool color,
                    struct nk_err *err)
{
    struct nk_buf b = {0};
    for (size_t row = 0; row < c->rows; row++)
        text_row(c, row, ascii, color, &b);
    return send(&b, c->failed, out, err);
}

static void add_xml(struct nk_buf *b, uint32_t character)
{
    if (character == '<')
        nk_buf_add_text(b, "&lt;");
    else if (character == '>')
        nk_buf_add_text(b, "&gt;");
    else if (character == '&')
        nk_buf_add_text(b, "&amp;");
    else
        add_character(b, character);
}

/* The colours, then those for who reads light on dark. */
static const char svg_style[] =
    "<style>text{font:15px monospace;white-space:pre;fill:#222}"
    ".s{font-weight:bold}.n{fill:#06639b}.h{fill:#a34a00}.d{fill:#666}rect{fill:#fff}</style>\n"
    "<style>@media (prefers-color-scheme:dark){text{fill:#ddd}"
    ".n{fill:#6cb8ec}.h{fill:#f0a06a}.d{fill:#999}rect{fill:#16181c}}</style>\n"
    "<rect width=\"100%\" height=\"100%\"/>\n"
    "<g xml:space=\"preserve\">\n";

enum { CELL_WIDTH = 9, CELL_HEIGHT = 20, MARGIN = 10 };

/* One run of cells of the same ink. */
static unsigned svg_run(const struct nk_canvas *c, size_t row, unsigned from, unsigned width,
                        struct nk_buf *b)
{
    static const char *const classes[NK_INK_COUNT] = {"p", "s", "n", "h", "d"};
    const uint32_t *cells = c->cells + row * c->columns;
    unsigned to = from + 1;
    while (to < width && ink_of(cells[to]) == ink_of(cells[from]))
        to++;
    nk_buf_printf(b, "<text class=\"%s\" x=\"%u\" y=\"%zu\" textLength=\"%u\">",
                  classes[ink_of(cells[from])], MARGIN + from * CELL_WIDTH,
                  MARGIN + (row + 1) * CELL_HEIGHT - 5, (to - from) * CELL_WIDTH);
    for (unsigned i = from; i < to; i++)
        add_xml(b, cells[i] & CHARACTER_MASK);
    nk_buf_add_text(b, "</text>\n");
    return to;
}

bool nk_canvas_svg(const struct nk_canvas *c, struct nk_out *out, const char *title,
                   struct nk_err *err)
{
    struct nk_buf b = {0};
    nk_buf_printf(&b,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %u %zu\" role=\"img\">\n"
                  "<title>",
                  2 * MARGIN + c->columns * CELL_WIDTH, 2 * MARGIN + c->rows * CELL_HEIGHT);
    while (*title != '\0')
        add_xml(&b, next_character(&title));
    nk_buf_add_text(&b, "</title>\n");
    nk_buf_add_text(&b, svg_style);
    for (size_t row = 0; row < c->rows; row++) {
        unsigned width = row_width(c, row);
        for (unsigned i = 0; i < width;) {
            if ((c->cells[row * c->columns + i] & CHARACTER_MASK) == ' ')
                i++;
            else
                i = svg_run(c, row, i, width, &b);
        }
    }
    nk_buf_add_text(&b, "</g>\n</svg>\n");
    return send(&b, c->failed, out, err);
}
