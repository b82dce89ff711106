/*
 * Packets taken apart and drawn: parts lie within what is there, the fields of a header one behind
 * the other, pictures within their columns. The first byte is the kind of the first header, the
 * second how much longer the packet was, the third how it is drawn.
 */
#include <stdlib.h>
#include <string.h>

#include "packet/guess.h"
#include "packet/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

static void check_text(const struct nk_dissection *d, const struct nk_part *p)
{
    must(p->value + p->value_len <= d->text.len && p->meaning + p->meaning_len <= d->text.len);
    must((p->verdict == NK_VERDICT_NONE) ==
         (p->field == NULL || p->field->kind != NK_VALUE_CHECKSUM));
    must(p->name != NULL && p->name[0] != '\0');
}

static void check_parts(const struct nk_dissection *d)
{
    uint64_t end = 0;
    unsigned level = 0;
    must(d->count <= NK_PARTS_MAX && d->fault_count <= NK_FAULTS_MAX);
    for (size_t i = 0; i < d->count; i++) {
        const struct nk_part *p = &d->parts[i];
        uint64_t from = (uint64_t)p->offset * 8 + p->bit;
        check_text(d, p);
        must(from + p->bits <= (uint64_t)d->captured * 8);
        must(p->kind != NK_PART_FIELD || (from == end && p->level == level && p->bits > 0));
        must(p->kind == NK_PART_DATA || (p->owner < d->count && p->owner <= i));
        if (p->kind == NK_PART_HEADER) {
            must(i == 0 || p->level <= level + 1);
            level = p->level;
            end = from;
        } else if (p->kind == NK_PART_FIELD) {
            end = from + p->bits;
        }
    }
}

static void draw(const struct nk_dissection *d, unsigned how)
{
    struct nk_canvas c;
    struct nk_out out;
    struct nk_err err;
    nk_canvas_init(&c, NK_PICTURE_COLUMNS);
    nk_out_init(&out, -1, false);
    nk_picture_boxes(&c, d);
    for (size_t i = 0; i < d->count; i = nk_picture_next(d, i)) {
        if (d->parts[i].kind == NK_PART_HEADER)
            nk_picture_rows(&c, d, i);
        nk_picture_list(&c, d, i, how & 1);
    }
    must(!c.failed);
    must(how & 2 ? nk_canvas_svg(&c, &out, "packet", &err)
                 : nk_canvas_text(&c, &out, how & 4, how & 8, &err));
    nk_out_release(&out);
    nk_canvas_release(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_dissection d = {.bytes = NULL};
    struct nk_err err;
    if (size < 3)
        return 0;
    size_t len = size - 3;
    uint8_t *bytes = malloc(len + (len == 0)); /* so that a read behind the end is seen */
    must(bytes != NULL);
    memcpy(bytes, data + 3, len);
    struct nk_packet p = {
        .bytes = bytes, .captured = (uint32_t)len, .length = (uint32_t)len + data[1] * 300u};
    enum nk_layer_kind first = (enum nk_layer_kind)(data[0] % NK_LAYER_KINDS);
    must(nk_layer_guess(bytes, len) < NK_LAYER_KINDS);
    must(nk_dissect(&d, &p, first, &err));
    check_parts(&d);
    draw(&d, data[2]);
    /* again in the same memory, shorter */
    p.captured /= 2;
    must(nk_dissect(&d, &p, first, &err));
    check_parts(&d);
    nk_dissection_release(&d);
    free(bytes);
    return 0;
}
