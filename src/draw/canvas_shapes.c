/* Lines, arrows and blocks of a canvas as shapes of an svg: they join, whatever the font. */
#include "draw/canvas_part.h"

/* Where a line goes on from the middle of a cell. */
enum { UP = 1, RIGHT = 2, DOWN = 4, LEFT = 8 };

/* A double line is drawn as a thick one. */
struct shape {
    uint16_t character;
    uint8_t thin, thick, head;
};

static const struct shape shapes[] = {
    {0x2190, RIGHT, 0, LEFT},
    {0x2191, DOWN, 0, UP},
    {0x2192, LEFT, 0, RIGHT},
    {0x2193, UP, 0, DOWN},
    {0x2500, LEFT | RIGHT, 0, 0},
    {0x2502, UP | DOWN, 0, 0},
    {0x250c, RIGHT | DOWN, 0, 0},
    {0x2510, LEFT | DOWN, 0, 0},
    {0x2514, UP | RIGHT, 0, 0},
    {0x2518, UP | LEFT, 0, 0},
    {0x251c, UP | DOWN | RIGHT, 0, 0},
    {0x2524, UP | DOWN | LEFT, 0, 0},
    {0x252c, LEFT | RIGHT | DOWN, 0, 0},
    {0x2534, LEFT | RIGHT | UP, 0, 0},
    {0x253c, UP | RIGHT | DOWN | LEFT, 0, 0},
    {0x2550, 0, LEFT | RIGHT, 0},
    {0x2551, 0, UP | DOWN, 0},
    {0x2554, 0, RIGHT | DOWN, 0},
    {0x2557, 0, LEFT | DOWN, 0},
    {0x255a, 0, UP | RIGHT, 0},
    {0x255d, 0, UP | LEFT, 0},
    {0x255f, RIGHT, UP | DOWN, 0},
    {0x2562, LEFT, UP | DOWN, 0},
    {0x2564, DOWN, LEFT | RIGHT, 0},
    {0x2567, UP, LEFT | RIGHT, 0},
    {0x2574, LEFT, 0, 0},
    {0x2575, UP, 0, 0},
    {0x2576, RIGHT, 0, 0},
    {0x2577, DOWN, 0, 0},
    {0x2588, 0, 0, 0},
};

static const struct shape *shape_of(uint32_t cell)
{
    uint32_t c = cell & NK_CELL_CHARACTER;
    if (c < shapes[0].character)
        return NULL;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].character == c)
            return &shapes[i];
    return NULL;
}

bool nk_cell_is_shape(uint32_t cell)
{
    return shape_of(cell) != NULL;
}

/* ---- lines ------------------------------------------------------------------- */

/* One walk over the canvas: the lines of one ink and thickness. */
struct walk {
    const struct nk_canvas *c;
    enum nk_ink ink;
    bool thick;
    struct nk_buf *b;
};

/* Which ways the walk's line leads from a cell; none beyond the canvas. */
static unsigned arms(const struct walk *w, size_t row, size_t column)
{
    if (row >= w->c->rows || column >= w->c->columns)
        return 0;
    uint32_t cell = w->c->cells[row * w->c->columns + column];
    const struct shape *s = nk_cell_ink(cell) == w->ink ? shape_of(cell) : NULL;
    return s == NULL ? 0 : w->thick ? s->thick : s->thin;
}

static size_t left_of(size_t column)
{
    return NK_CANVAS_MARGIN + column * NK_SVG_COLUMN;
}

static size_t top_of(size_t row)
{
    return NK_CANVAS_MARGIN + row * NK_SVG_LINE;
}

/* A filled rectangle: sharper than a stroke, and in the colour of the ink's texts. */
static void add_rect(struct nk_buf *b, size_t left, size_t top, size_t width, size_t height)
{
    nk_buf_printf(b, "M%zu %zuh%zuv%zuh-%zuz", left, top, width, height, width);
}

enum { MIDDLE = NK_SVG_COLUMN / 2, CENTRE = NK_SVG_LINE / 2 - 1 }; /* of a thin line's pixels */

/* A line that begins in the cell and leads right, as far as it goes; one that comes from the left
 * began there. */
static void add_across(const struct walk *w, size_t row, size_t column)
{
    unsigned here = arms(w, row, column), grow = w->thick ? 1 : 0;
    size_t end = column;
    if (!(here & (LEFT | RIGHT)) ||
        ((here & LEFT) && column > 0 && (arms(w, row, column - 1) & RIGHT)))
        return;
    while ((arms(w, row, end) & RIGHT) && (arms(w, row, end + 1) & LEFT))
        end++;
    size_t from = left_of(column) + (here & LEFT ? 0 : MIDDLE - grow);
    size_t to = left_of(end) + (arms(w, row, end) & RIGHT ? NK_SVG_COLUMN : MIDDLE + 1 + grow);
    add_rect(w->b, from, top_of(row) + CENTRE - grow, to - from, 1 + 2 * grow);
}

static void add_down(const struct walk *w, size_t row, size_t column)
{
    unsigned here = arms(w, row, column), grow = w->thick ? 1 : 0;
    size_t end = row;
    if (!(here & (UP | DOWN)) || ((here & UP) && row > 0 && (arms(w, row - 1, column) & DOWN)))
        return;
    while ((arms(w, end, column) & DOWN) && (arms(w, end + 1, column) & UP))
        end++;
    size_t from = top_of(row) + (here & UP ? 0 : CENTRE - grow);
    size_t to = top_of(end) + (arms(w, end, column) & DOWN ? NK_SVG_LINE : CENTRE + 1 + grow);
    add_rect(w->b, left_of(column) + MIDDLE - grow, from, 1 + 2 * grow, to - from);
}

/* ---- heads and blocks ---------------------------------------------------------- */

static bool has_line(const struct nk_canvas *c, size_t row, size_t column)
{
    return row < c->rows && column < c->columns &&
           nk_cell_is_shape(c->cells[row * c->columns + column]);
}

/* All shapes run clockwise, or they would leave holes where they overlap. The head of an arrow ends
 * at the edge of its cell, or at the line in the cell behind it. */
static void add_head(const struct nk_canvas *c, size_t row, size_t column, unsigned head,
                     struct nk_buf *b)
{
    size_t x = left_of(column), y = top_of(row), more_x = NK_SVG_COLUMN / 2,
           more_y = NK_SVG_LINE / 2;
    size_t middle = x + MIDDLE, centre = y + CENTRE;
    if (head == RIGHT) {
        x += NK_SVG_COLUMN + (has_line(c, row, column + 1) ? more_x : 0);
        nk_buf_printf(b, "M%zu %zul-9 5v-9z", x, centre);
        add_rect(b, middle, centre, x - middle - 5, 1);
    } else if (head == LEFT) {
        x -= column > 0 && has_line(c, row, column - 1) ? more_x : 0;
        nk_buf_printf(b, "M%zu %zul9 -4v9z", x, centre);
        add_rect(b, x + 5, centre, middle - x > 5 ? middle - x - 5 : 1, 1);
    } else if (head == DOWN) {
        y += NK_SVG_LINE + (has_line(c, row + 1, column) ? more_y : 0);
        nk_buf_printf(b, "M%zu %zul-4 -9h9z", middle, y);
        add_rect(b, middle, centre, 1, y - centre - 5);
    } else {
        y -= row > 0 && has_line(c, row - 1, column) ? more_y : 0;
        nk_buf_printf(b, "M%zu %zul5 9h-9z", middle, y);
        add_rect(b, middle, y + 5, 1, centre - y - 5);
    }
}

/* Full blocks beside one another are a bar, with a little room between rows. */
static void add_bar(const struct nk_canvas *c, size_t row, size_t column, struct nk_buf *b)
{
    const uint32_t *cells = c->cells + row * c->columns;
    size_t end = column + 1;
    if (column > 0 && cells[column - 1] == cells[column])
        return;
    while (end < c->columns && cells[end] == cells[column])
        end++;
    add_rect(b, left_of(column), top_of(row) + 2, (end - column) * NK_SVG_COLUMN, NK_SVG_LINE - 4);
}

/* ---- all of it ------------------------------------------------------------------- */

static void add_cell(const struct nk_canvas *c, size_t row, size_t column, enum nk_ink ink,
                     struct nk_buf *b)
{
    uint32_t cell = c->cells[row * c->columns + column];
    const struct shape *s = nk_cell_ink(cell) == ink ? shape_of(cell) : NULL;
    if (s == NULL)
        return;
    for (int thick = 0; thick < 2; thick++) {
        const struct walk w = {c, ink, thick != 0, b};
        add_across(&w, row, column);
        add_down(&w, row, column);
    }
    if (s->head != 0)
        add_head(c, row, column, s->head, b);
    else if ((s->thin | s->thick) == 0)
        add_bar(c, row, column, b);
}

static const char ground_style[] =
    "<style>.gn{fill:#dcebf7}.gh{fill:#fbeadb}.gd{fill:#e9e9e9}</style>\n"
    "<style>@media (prefers-color-scheme:dark){.gn{fill:#123049}.gh{fill:#3d2410}"
    ".gd{fill:#2c2f35}}</style>\n";

/* The grounds of a row's bars, one for each run of the same character, a little apart. */
static void add_grounds(const struct nk_canvas *c, size_t row, bool *begun, struct nk_buf *b)
{
    const uint32_t *cells = c->cells + row * c->columns;
    for (size_t column = 0, end; column < c->columns; column = end) {
        for (end = column + 1; end < c->columns && cells[end] == cells[column];)
            end++;
        if (!nk_cell_is_block(cells[column]))
            continue;
        if (!*begun)
            nk_buf_add_text(b, ground_style);
        *begun = true;
        nk_buf_printf(b, "<rect class=\"g%s\" x=\"%zu\" y=\"%zu\" width=\"%zu\" height=\"%d\"/>\n",
                      nk_ink_class(nk_cell_ink(cells[column])), left_of(column), top_of(row) + 1,
                      (end - column) * NK_SVG_COLUMN - 1, NK_SVG_LINE - 2);
    }
}

void nk_canvas_shapes(const struct nk_canvas *c, struct nk_buf *b)
{
    bool begun = false;
    for (size_t row = 0; row < c->rows; row++)
        add_grounds(c, row, &begun, b);
    for (enum nk_ink ink = 0; ink < NK_INK_COUNT; ink++) {
        size_t start = b->len;
        nk_buf_printf(b, "<path class=\"%s\" d=\"", nk_ink_class(ink));
        size_t empty = b->len;
        for (size_t row = 0; row < c->rows; row++)
            for (size_t column = 0; column < c->columns; column++)
                add_cell(c, row, column, ink, b);
        if (b->len == empty && !b->failed)
            b->len = start;
        else
            nk_buf_add_text(b, "\"/>\n");
    }
}
