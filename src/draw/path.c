#include "draw/path.h"

#include <string.h>

/* Where a line goes on from a cell. */
enum { UP = 1, RIGHT = 2, DOWN = 4, LEFT = 8 };

static const uint16_t lines[16] = {
    [UP | DOWN] = 0x2502,   [LEFT | RIGHT] = 0x2500, [DOWN | RIGHT] = 0x250c,
    [DOWN | LEFT] = 0x2510, [UP | RIGHT] = 0x2514,   [UP | LEFT] = 0x2518,
};

static const uint16_t heads[16] = {
    [UP] = 0x2191, [RIGHT] = 0x2192, [DOWN] = 0x2193, [LEFT] = 0x2190};

/* Where a line leaves a frame of single and of double lines. */
static const uint16_t leaves[2][16] = {
    {[UP] = 0x2534, [RIGHT] = 0x251c, [DOWN] = 0x252c, [LEFT] = 0x2524},
    {[UP] = 0x2567, [RIGHT] = 0x255f, [DOWN] = 0x2564, [LEFT] = 0x2562},
};

void nk_canvas_box(struct nk_canvas *c, struct nk_point at, unsigned width, bool twice,
                   enum nk_ink ink, const char *text)
{
    static const uint16_t frames[2][6] = {{0x250c, 0x2510, 0x2514, 0x2518, 0x2500, 0x2502},
                                          {0x2554, 0x2557, 0x255a, 0x255d, 0x2550, 0x2551}};
    const uint16_t *f = frames[twice];
    unsigned right = at.column + width - 1;
    unsigned len = (unsigned)strlen(text);
    nk_canvas_fill(c, at.row, at.column, width, ink, f[4]);
    nk_canvas_fill(c, at.row + 2U, at.column, width, ink, f[4]);
    nk_canvas_fill(c, at.row, at.column, 1, ink, f[0]);
    nk_canvas_fill(c, at.row, right, 1, ink, f[1]);
    nk_canvas_fill(c, at.row + 1U, at.column, 1, ink, f[5]);
    nk_canvas_fill(c, at.row + 1U, right, 1, ink, f[5]);
    nk_canvas_fill(c, at.row + 2U, at.column, 1, ink, f[2]);
    nk_canvas_fill(c, at.row + 2U, right, 1, ink, f[3]);
    nk_canvas_put(c, at.row + 1U, at.column + (width > len ? (width - len) / 2 : 1), ink, text);
}

static unsigned direction(struct nk_point from, struct nk_point to)
{
    if (from.row != to.row)
        return from.row < to.row ? DOWN : UP;
    return from.column < to.column ? RIGHT : LEFT;
}

static unsigned opposite(unsigned way)
{
    return way < DOWN ? way << 2 : way >> 2;
}

static struct nk_point next(struct nk_point p, unsigned way)
{
    p.row = (uint8_t)(p.row + (way == DOWN) - (way == UP));
    p.column = (uint8_t)(p.column + (way == RIGHT) - (way == LEFT));
    return p;
}

static bool is_at(struct nk_point a, struct nk_point b)
{
    return a.row == b.row && a.column == b.column;
}

void nk_canvas_path(struct nk_canvas *c, const struct nk_point *points, size_t count, bool twice,
                    enum nk_ink ink)
{
    unsigned came = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        unsigned way = direction(points[i], points[i + 1]);
        struct nk_point at = points[i];
        while (!is_at(at, points[i + 1])) {
            uint32_t line = came == 0 ? leaves[twice][way] : lines[opposite(came) | way];
            nk_canvas_fill(c, at.row, at.column, 1, ink, line);
            came = way;
            at = next(at, way);
        }
    }
    if (count > 1)
        nk_canvas_fill(c, points[count - 1].row, points[count - 1].column, 1, ink, heads[came]);
}
