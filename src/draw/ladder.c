#include "draw/ladder.h"

#include <stdio.h>
#include <string.h>

/* The columns of the picture: a state, the arrow, a state, of 80; with times before them. */
struct layout {
    unsigned left, arrow, width, right;
};

enum { COLUMNS = 80, LINE = 0x2500, LEFT_HEAD = 0x2190, RIGHT_HEAD = 0x2192, LOST_HEAD = 'X' };

static const struct layout plain = {0, 13, 45, 61}, timed = {10, 24, 41, 67};

static const struct layout *layout_of(const struct nk_ladder *l)
{
    return l->times ? &timed : &plain;
}

void nk_ladder_init(struct nk_ladder *l, struct nk_out *out, enum nk_ladder_form form, bool times,
                    const char *title)
{
    *l = (struct nk_ladder){.out = out, .form = form, .times = times, .title = title};
    nk_canvas_init(&l->canvas, COLUMNS);
}

/* ---- words --------------------------------------------------------------- */

/* The end of the part of a text that fits into `width` characters, at a blank where there is one;
 * `*next` is where the rest begins. */
static const char *fold(const char *text, unsigned width, const char **next)
{
    const char *end = text + strlen(text), *at = text, *blank = NULL;
    unsigned used = 0;
    while (at < end && used < width) {
        if (*at == ' ')
            blank = at;
        nk_character_next(&at, end);
        used++;
    }
    if (at < end && *at != ' ' && blank != NULL && blank > text)
        at = blank;
    *next = at + strspn(at, " ");
    return at;
}

static unsigned width_of(const char *text, const char *end)
{
    unsigned n = 0;
    while (text < end) {
        nk_character_next(&text, end);
        n++;
    }
    return n;
}

/* Puts a part of a text; returns its width. */
static unsigned put_part(struct nk_ladder *l, unsigned column, enum nk_ink ink, const char *text,
                         const char *end)
{
    char part[4 * COLUMNS + 1];
    size_t len = (size_t)(end - text) < sizeof part ? (size_t)(end - text) : sizeof part - 1;
    memcpy(part, text, len);
    part[len] = '\0';
    nk_canvas_put(&l->canvas, l->row, column, ink, part);
    return width_of(text, end);
}

/* A text in lines of its own, from `column` on or up to it. */
static void put_lines(struct nk_ladder *l, const char *text, unsigned column, unsigned width,
                      bool flush_right, enum nk_ink ink)
{
    while (*text != '\0') {
        const char *next, *end = fold(text, width, &next);
        unsigned skip = flush_right ? width - width_of(text, end) : 0;
        put_part(l, column + skip, ink, text, end);
        text = next;
        l->row++;
    }
}

/* ---- rungs of the text and svg forms --------------------------------------- */

/* A state, where it is another than before, which is told; `column` is the end's. */
static bool put_state(struct nk_ladder *l, unsigned end, const char *state, unsigned column)
{
    char *shown = l->shown[end];
    if (state == NULL || strcmp(shown, state) == 0)
        return false;
    snprintf(shown, sizeof l->shown[end], "%s", state);
    nk_canvas_put(&l->canvas, l->row, column, NK_INK_STRONG, shown);
    return true;
}

/* A line with its head at one end; the label stands in it. What of the label does not fit comes
 * below. */
static void put_arrow(struct nk_ladder *l, const struct nk_rung *r)
{
    enum { BEFORE = 5, BEHIND = 3, LOST = 5 };
    const struct layout *at = layout_of(l);
    bool leftward = r->kind == NK_RUNG_LEFTWARD;
    enum nk_ink ink = r->lost ? NK_INK_DIM : leftward ? NK_INK_HOST : NK_INK_NETWORK;
    unsigned width = at->width - (r->lost ? LOST : 0);
    unsigned from = at->arrow + (r->lost && leftward ? LOST : 0);
    unsigned len = width_of(r->label, r->label + strlen(r->label)), before = BEFORE;
    if (len > width - BEFORE - BEHIND && len + 2 + BEHIND <= width)
        before = 2; /* a label that just fits shortens the line before it */
    const char *next, *end = fold(r->label, width - before - BEHIND, &next);
    nk_canvas_fill(&l->canvas, l->row, from, width, ink, LINE);
    nk_canvas_put(&l->canvas, l->row, from + before - 1, ink, " ");
    len = put_part(l, from + before, NK_INK_PLAIN, r->label, end);
    nk_canvas_put(&l->canvas, l->row, from + before + len, ink, " ");
    nk_canvas_fill(&l->canvas, l->row, leftward ? from : from + width - 1, 1, ink,
                   r->lost    ? LOST_HEAD
                   : leftward ? LEFT_HEAD
                              : RIGHT_HEAD);
    if (r->lost)
        nk_canvas_put(&l->canvas, l->row, leftward ? at->arrow : from + width + 1, ink, "lost");
    l->row++;
    put_lines(l, next, from + before, width - before, false, NK_INK_PLAIN);
}

static void put_rung(struct nk_ladder *l, const struct nk_rung *r)
{
    const struct layout *at = layout_of(l);
    size_t first = l->row;
    if (r->time != NULL && l->times) {
        const char *next;
        put_part(l, 0, NK_INK_DIM, r->time, fold(r->time, NK_RUNG_TIME_MAX, &next));
    }
    bool shown = r->time != NULL && l->times;
    shown = put_state(l, 0, r->left, at->left) || shown;
    shown = put_state(l, 1, r->right, at->right) || shown;
    switch (r->kind) {
    case NK_RUNG_STATES:
        break;
    case NK_RUNG_AT_LEFT:
    case NK_RUNG_AT_RIGHT:
        put_lines(l, r->label, at->arrow, at->width, r->kind == NK_RUNG_AT_RIGHT, NK_INK_DIM);
        break;
    default:
        put_arrow(l, r);
    }
    if (l->row == first && (shown || r->kind != NK_RUNG_STATES))
        l->row++;
    if (r->note != NULL)
        put_lines(l, r->note, at->arrow, COLUMNS - at->arrow, false, NK_INK_DIM);
}

/* There is too much for an svg. */
static void put_end(struct nk_ladder *l)
{
    nk_canvas_put(&l->canvas, l->row, layout_of(l)->arrow, NK_INK_DIM, "... and so on");
    l->row = SIZE_MAX;
}

/* The text goes out at once. */
static void send_text(struct nk_ladder *l)
{
    if (l->form != NK_LADDER_TEXT)
        return;
    l->failed = !nk_canvas_text(&l->canvas, l->out, l->ascii, l->color, NULL) || l->failed;
    nk_out_end_line(l->out);
    l->canvas.rows = 0;
    l->row = 0;
}

/* ---- mermaid --------------------------------------------------------------- */

static void add_mermaid(struct nk_ladder *l, const char *text)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t c = nk_character_next(&text, end);
        if (c < 0x80)
            nk_mermaid_add(&l->line, &(const char){(char)c}, 1, " .:/,()=-+[]");
        else
            nk_character_add(&l->line, c);
    }
}

static void send_mermaid(struct nk_ladder *l)
{
    if (!l->line.failed && l->line.len > 0)
        nk_out_write(l->out, l->line.data, l->line.len);
    nk_out_end_line(l->out);
    nk_buf_clear(&l->line);
}

static void mermaid_note(struct nk_ladder *l, const char *where, const char *time, const char *text)
{
    nk_buf_printf(&l->line, "    Note %s: ", where);
    if (l->times && time != NULL) {
        add_mermaid(l, time);
        nk_buf_add_text(&l->line, "  ");
    }
    add_mermaid(l, text);
    nk_buf_add_byte(&l->line, '\n');
}

static void mermaid_arrow(struct nk_ladder *l, const struct nk_rung *r)
{
    bool leftward = r->kind == NK_RUNG_LEFTWARD;
    nk_buf_printf(&l->line, "    %s%s%s: ", leftward ? "R" : "L", r->lost ? "-x" : "->>",
                  leftward ? "L" : "R");
    if (l->times && r->time != NULL) {
        add_mermaid(l, r->time);
        nk_buf_add_text(&l->line, "  ");
    }
    add_mermaid(l, r->label);
    nk_buf_add_text(&l->line, r->lost ? " (lost)\n" : "\n");
}

static void mermaid_state(struct nk_ladder *l, unsigned end, const char *state)
{
    if (state == NULL || strcmp(l->shown[end], state) == 0)
        return;
    snprintf(l->shown[end], sizeof l->shown[end], "%s", state);
    mermaid_note(l, end == 0 ? "left of L" : "right of R", NULL, l->shown[end]);
}

static void mermaid_rung(struct nk_ladder *l, const struct nk_rung *r)
{
    if (r->kind == NK_RUNG_RIGHTWARD || r->kind == NK_RUNG_LEFTWARD)
        mermaid_arrow(l, r);
    else if (r->kind != NK_RUNG_STATES)
        mermaid_note(l, r->kind == NK_RUNG_AT_LEFT ? "over L" : "over R", r->time, r->label);
    mermaid_state(l, 0, r->left);
    mermaid_state(l, 1, r->right);
    if (r->note != NULL)
        mermaid_note(l, "over L,R", NULL, r->note);
    send_mermaid(l);
}

/* ---- the forms --------------------------------------------------------------- */

void nk_ladder_begin(struct nk_ladder *l, const char *left, const char *right)
{
    const struct layout *at = layout_of(l);
    if (l->form == NK_LADDER_MERMAID) {
        nk_buf_add_text(&l->line, "sequenceDiagram\n    accTitle: ");
        add_mermaid(l, l->title);
        nk_buf_add_text(&l->line, "\n    participant L as ");
        add_mermaid(l, left);
        nk_buf_add_text(&l->line, "\n    participant R as ");
        add_mermaid(l, right);
        nk_buf_add_byte(&l->line, '\n');
        send_mermaid(l);
        return;
    }
    nk_canvas_put(&l->canvas, l->row, at->left, NK_INK_STRONG, left);
    unsigned width = width_of(right, right + strlen(right)), column = at->right;
    if (column + width > COLUMNS) /* a long name, as an address is, ends at the margin */
        column = width < COLUMNS ? COLUMNS - width : 0;
    if (at->left + width_of(left, left + strlen(left)) + 1 > column)
        l->row++; /* two long ones stand below one another */
    nk_canvas_put(&l->canvas, l->row, column, NK_INK_STRONG, right);
    l->row++;
    send_text(l);
}

void nk_ladder_add(struct nk_ladder *l, const struct nk_rung *rung)
{
    if (l->form == NK_LADDER_MERMAID) {
        mermaid_rung(l, rung);
        return;
    }
    if (l->row < NK_LADDER_ROWS_MAX)
        put_rung(l, rung);
    else if (l->row != SIZE_MAX)
        put_end(l);
    send_text(l);
}

bool nk_ladder_finish(struct nk_ladder *l, struct nk_err *err)
{
    bool good = !l->failed && !l->line.failed && !l->canvas.failed;
    if (good && l->form == NK_LADDER_SVG)
        good = nk_canvas_svg(&l->canvas, l->out, l->title, NULL);
    nk_canvas_release(&l->canvas);
    nk_buf_release(&l->line);
    return good || nk_err_memory(err);
}
