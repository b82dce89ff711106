#include "dns/rdata.h"

#include "base/radix.h"
#include "dns/kinds.h"

/* RDATA whose fields have been found. */
struct found {
    const struct nk_rr_row *row; /* NULL: there is only the form of RFC 3597 */
    size_t fields;
    struct nk_field_in in[NK_RDATA_FIELDS_MAX];
    const char *malformed;
    size_t bad_at;
    bool opaque;
};

static bool may_be_empty(const struct nk_rdata *d, const struct nk_rr_row *row)
{
    return row == NULL || row->fields[0].kind == NK_RDATA_END || (row->flags & NK_RR_EMPTY) != 0 ||
           d->class == NK_CLASS_NONE || d->class == NK_CLASS_ANY;
}

static void blame(struct found *f, const char *why, size_t at)
{
    f->malformed = why;
    f->bad_at = at;
}

/* Finds each field in turn, up to the first malformed one. */
static void find_fields(const struct nk_rdata *d, struct found *f)
{
    size_t at = d->at, end = d->at + d->len;
    for (size_t i = 0; f->row->fields[i].kind != NK_RDATA_END; i++) {
        struct nk_field_in *in = &f->in[i];
        const struct nk_rdata_field *field = &f->row->fields[i];
        *in = (struct nk_field_in){.field = field,
                                   .kind = nk_field_kind(field->kind),
                                   .bytes = d->bytes != NULL ? d->bytes : (const uint8_t *)"",
                                   .message_len = d->message_len,
                                   .start = d->at,
                                   .at = at,
                                   .end = end,
                                   .bad_at = at};
        const char *why =
            in->kind->skip != NULL ? in->kind->skip(in) : nk_field_take(in, in->kind->size);
        if (why != NULL) {
            blame(f, why, in->bad_at);
            return;
        }
        in->end = in->at;
        in->at = at;
        at = in->end;
        f->fields = i + 1;
        f->opaque = in->opaque;
        if (f->opaque)
            return; /* what follows cannot be known */
    }
    if (at < end)
        blame(f, "octets are left behind the last field", at);
}

static void find(const struct nk_rdata *d, struct found *f)
{
    f->row = nk_rr_row_in(d->type, d->class);
    f->fields = 0;
    f->malformed = NULL;
    f->opaque = false;
    f->bad_at = d->at;
    if (d->at > d->message_len || d->len > d->message_len - d->at)
        blame(f, "the RDATA runs past the end of the message", d->at);
    else if (d->len == 0 && !may_be_empty(d, f->row))
        blame(f, "the RDATA is empty", d->at);
    else if (f->row == NULL || f->row->fields[0].kind == NK_RDATA_END)
        f->row = NULL;
    else if (d->len > 0 || (f->row->flags & NK_RR_EMPTY) != 0)
        find_fields(d, f);
}

static bool is_generic(const struct found *f)
{
    return f->row == NULL || f->malformed != NULL || f->opaque;
}

/* The octets that there are, whatever the length claims. */
static size_t octets_of(const struct nk_rdata *d)
{
    size_t left = d->at > d->message_len ? 0 : d->message_len - d->at;
    return d->len < left ? d->len : left;
}

const char *nk_rdata_check(const struct nk_rdata *d, size_t *bad_at)
{
    struct found f;
    find(d, &f);
    if (f.malformed != NULL)
        *bad_at = f.bad_at;
    return f.malformed;
}

static void put_generic(struct nk_buf *b, const struct nk_rdata *d)
{
    size_t len = octets_of(d);
    nk_buf_add_text(b, "\\# ");
    nk_buf_put_number(b, len);
    if (len > 0) {
        nk_buf_add_byte(b, ' ');
        nk_radix_put(b, NK_HEX, d->bytes + d->at, len);
    }
}

void nk_rdata_text(struct nk_buf *b, const struct nk_rdata *d)
{
    struct found f;
    find(d, &f);
    if (is_generic(&f)) {
        put_generic(b, d);
        return;
    }
    size_t start = b->len;
    for (size_t i = 0; i < f.fields; i++) {
        const struct nk_field_in *in =
            &f.in[f.row->order == NULL ? i : (size_t)(f.row->order[i] - '0')];
        size_t before = b->len;
        if (in->kind->silent)
            continue;
        if (before > start)
            nk_buf_add_byte(b, ' ');
        size_t blank = b->len;
        in->kind->text(b, in);
        if (b->len == blank)
            b->len = before; /* nothing is there */
    }
}

void nk_rdata_json(struct nk_buf *b, const struct nk_rdata *d)
{
    struct found f;
    find(d, &f);
    nk_json_open(b, '{');
    if (is_generic(&f)) {
        nk_json_key(b, "hex");
        nk_buf_add_byte(b, '"');
        if (octets_of(d) > 0)
            nk_radix_put(b, NK_HEX, d->bytes + d->at, octets_of(d));
        nk_buf_add_byte(b, '"');
    }
    for (size_t i = 0; !is_generic(&f) && i < f.fields; i++) {
        nk_json_key(b, f.in[i].field->key);
        f.in[i].kind->json(b, &f.in[i]);
    }
    nk_json_close(b, '}');
}

void nk_rdata_expand(struct nk_buf *b, const struct nk_rdata *d, bool canonical)
{
    struct found f;
    find(d, &f);
    if (is_generic(&f)) {
        if (octets_of(d) > 0)
            nk_buf_add(b, (const char *)d->bytes + d->at, octets_of(d));
        return;
    }
    bool lower = canonical && (f.row->flags & NK_RR_LOWER) != 0;
    for (size_t i = 0; i < f.fields; i++) {
        const struct nk_field_in *in = &f.in[i];
        if (in->kind->expand != NULL)
            in->kind->expand(b, in, lower);
        else
            nk_buf_add(b, (const char *)nk_field_bytes(in), nk_field_len(in));
    }
}

void nk_rdata_walk(const struct nk_rdata *d, nk_rdata_visit *visit, void *closure)
{
    struct found f;
    struct nk_buf text = {0};
    find(d, &f);
    for (size_t i = 0; f.row != NULL && i < f.fields; i++) {
        const struct nk_field_in *in = &f.in[i];
        nk_buf_clear(&text);
        if (in->opaque)
            nk_radix_put(&text, NK_HEX, nk_field_bytes(in), nk_field_len(in));
        else
            in->kind->text(&text, in);
        struct nk_rdata_part part = {.field = in->field,
                                     .at = in->at,
                                     .len = nk_field_len(in),
                                     .text = text.failed         ? NULL
                                             : text.data == NULL ? ""
                                                                 : text.data,
                                     .text_len = text.failed ? 0 : text.len};
        visit(closure, &part);
    }
    nk_buf_release(&text);
}
