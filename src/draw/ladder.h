/* A ladder: two ends, what each does, and the segments between them, from the top down. */
#ifndef NK_DRAW_LADDER_H
#define NK_DRAW_LADDER_H

#include "base/out.h"
#include "draw/canvas.h"
#include "netkit/err.h"

enum nk_ladder_form { NK_LADDER_TEXT, NK_LADDER_SVG, NK_LADDER_MERMAID };

enum nk_rung_kind {
    NK_RUNG_STATES,    /* the states alone */
    NK_RUNG_RIGHTWARD, /* a segment from the left end to the right one */
    NK_RUNG_LEFTWARD,
    NK_RUNG_AT_LEFT, /* something that happens at one end: a call, a timeout */
    NK_RUNG_AT_RIGHT,
};

enum {
    NK_RUNG_TIME_MAX = 9,       /* characters of a time; more are cut */
    NK_RUNG_STATE_MAX = 13,     /* of a state, with a mark behind it */
    NK_LADDER_ROWS_MAX = 50000, /* of an svg; what comes then is left out, and that is said */
};

/* One step. Texts are borrowed for the call; what may not be printed becomes '?'. */
struct nk_rung {
    enum nk_rung_kind kind;
    const char *time;         /* NULL: none */
    const char *left, *right; /* the states after it; shown where they differ from the rung before;
                                 NULL: nothing is known of it, and nothing shown */
    const char *label;        /* on the arrow, or what happens; a long one goes on below */
    const char *note;         /* told under it, folded; NULL: none */
    bool lost;                /* the segment does not arrive */
};

/* The text and the mermaid form go out rung by rung; an svg is built first. */
struct nk_ladder {
    struct nk_out *out;
    enum nk_ladder_form form;
    bool ascii, color; /* of the text */
    bool times;        /* a column of times; leaves less room for the arrows */
    const char *title; /* of the svg and mermaid forms */
    struct nk_canvas canvas;
    size_t row;
    char shown[2][4 * NK_RUNG_STATE_MAX + 1];
    struct nk_buf line;
    bool failed;
};

/* `left` and `right` are the names of the ends, which head the picture; `title` is borrowed until
 * the end. Set `ascii` and `color` before the first rung. */
void nk_ladder_init(struct nk_ladder *l, struct nk_out *out, enum nk_ladder_form form, bool times,
                    const char *title);
/* The head of the picture: once, before the first rung. */
void nk_ladder_begin(struct nk_ladder *l, const char *left, const char *right);
void nk_ladder_add(struct nk_ladder *l, const struct nk_rung *rung);
/* Writes what is still due, and releases; in any case after nk_ladder_init(). False where memory
 * was out; a failed write is the output's to tell. */
bool nk_ladder_finish(struct nk_ladder *l, struct nk_err *err);

#endif
