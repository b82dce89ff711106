/* What all pictures share: what is meant by a colour, characters, the frame of an SVG. */
#ifndef NK_DRAW_INK_H
#define NK_DRAW_INK_H

#include <stdint.h>

#include "base/buf.h"

/* What a part of a picture means; text may colour it, svg gives it a class. Never the only carrier
 * of a meaning. */
enum nk_ink {
    NK_INK_PLAIN,
    NK_INK_STRONG,  /* the result */
    NK_INK_NETWORK, /* network bits, used space */
    NK_INK_HOST,    /* host bits, free space */
    NK_INK_DIM,     /* rulers, notes */
    NK_INK_COUNT,
    NK_INK_BLOCK = 0x80, /* with one of network, host and dim, on a canvas: a bar, of which an svg
                            tints the ground too */
};

/* What a terminal takes to switch to the ink. */
const char *nk_ink_code(enum nk_ink ink);
/* The class of the ink in an SVG, and the name of its style elsewhere. */
const char *nk_ink_class(enum nk_ink ink);
/* Its colour on a light ground, "#06639b". */
const char *nk_ink_color(enum nk_ink ink);

/* The scalar value at `*at`, before `end`; moves behind it. A character that must not be printed
 * (see base/escape.h) or is no valid UTF-8 becomes one '?'. */
uint32_t nk_character_next(const char **at, const char *end);
/* What stands for a character where only ASCII is to be had. */
uint32_t nk_character_ascii(uint32_t character);
void nk_character_add(struct nk_buf *b, uint32_t character);
/* The same for XML, in a text or an attribute. */
void nk_character_xml(struct nk_buf *b, uint32_t character);
/* The same for Mermaid, which gives a meaning to most signs somewhere (entities, Markdown, HTML,
 * directives): all but letters, digits and those of `plain` are written as numbers. */
void nk_mermaid_add(struct nk_buf *b, const char *text, size_t len, const char *plain);

enum {
    NK_SVG_COLUMN = 9, /* of a character, of 15 pixels in a monospace font */
    NK_SVG_LINE = 20,
};

/* The start of one self-contained <svg> with the styles of the inks: no script, texts in a
 * monospace font, readable light and dark. For screen readers, which see nothing else of it,
 * `title` and what it says in words: XML, of at least one character. It has its size, so that a
 * browser that shows it alone scrolls it and does not shrink it until it fits. */
void nk_svg_open(struct nk_buf *b, size_t width, size_t height, const char *title,
                 const struct nk_buf *words);
/* The start of a text of so many columns at the left end and the top of its line: whatever font is
 * found, it is as wide as that. Its characters and </text> follow. */
void nk_svg_text(struct nk_buf *b, const char *class, long x, long y, size_t columns);
void nk_svg_close(struct nk_buf *b);

#endif
