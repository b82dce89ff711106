/* Fields that are domain names. Names that are compressed are read in every type. */
#include "dns/kinds.h"

bool nk_field_name(const struct nk_field_in *in, size_t *at, struct nk_name *name)
{
    size_t bad_at;
    return nk_name_read(in->bytes, in->message_len, at, name, &bad_at) == NULL;
}

const char *nk_name_field_skip(struct nk_field_in *in)
{
    struct nk_name name;
    size_t at = in->at;
    if (at == in->end)
        return "the RDATA ends where a name is to begin";
    const char *why = nk_name_read(in->bytes, in->message_len, &at, &name, &in->bad_at);
    if (why != NULL)
        return why;
    if (at > in->end) {
        in->bad_at = in->end;
        return "a name runs past the end of the RDATA";
    }
    in->at = at;
    return NULL;
}

static void put_name(struct nk_buf *b, const struct nk_name *name)
{
    char *room = nk_buf_room(b, NK_NAME_TEXT_MAX);
    if (room != NULL)
        b->len += nk_name_format(name, room);
}

void nk_name_field_text(struct nk_buf *b, const struct nk_field_in *in)
{
    struct nk_name name;
    size_t at = in->at;
    if (nk_field_name(in, &at, &name))
        put_name(b, &name);
}

void nk_name_field_expand(struct nk_buf *b, const struct nk_field_in *in, bool lower)
{
    struct nk_name name;
    for (size_t at = in->at; at < in->end;) {
        if (!nk_field_name(in, &at, &name))
            return;
        if (lower)
            nk_name_lower(&name);
        nk_buf_add(b, (const char *)name.wire, name.len);
    }
}

static bool put_word(struct nk_field_out *o, const struct nk_word *w)
{
    struct nk_name name = o->origin == NULL ? nk_name_root() : *o->origin;
    if (!nk_word_is(w, "@") && !nk_name_parse(w->text, w->len, o->origin, &name, o->err))
        return nk_word_blame(o, w);
    nk_buf_add(o->out, (const char *)name.wire, name.len);
    return true;
}

bool nk_name_field_parse(struct nk_field_out *o)
{
    struct nk_word w;
    return nk_word_need(o, &w) && put_word(o, &w);
}

const struct nk_field_kind nk_kind_name = {.skip = nk_name_field_skip,
                                           .text = nk_name_field_text,
                                           .json = nk_field_json_text,
                                           .expand = nk_name_field_expand,
                                           .parse = nk_name_field_parse};

/* ---- several ---------------------------------------------------------------------- */

static const char *names_skip(struct nk_field_in *in)
{
    const char *why = NULL;
    while (why == NULL && in->at < in->end) {
        in->bad_at = in->at;
        why = nk_name_field_skip(in);
    }
    return why;
}

static void names_text(struct nk_buf *b, const struct nk_field_in *in)
{
    struct nk_name name;
    for (size_t at = in->at; at < in->end;) {
        if (at > in->at)
            nk_buf_add_byte(b, ' ');
        if (!nk_field_name(in, &at, &name))
            return;
        put_name(b, &name);
    }
}

static void names_json(struct nk_buf *b, const struct nk_field_in *in)
{
    struct nk_name name;
    char text[NK_NAME_TEXT_MAX];
    nk_json_open(b, '[');
    for (size_t at = in->at; at < in->end && nk_field_name(in, &at, &name);)
        nk_json_string(b, text, nk_name_format(&name, text));
    nk_json_close(b, ']');
}

static bool names_parse(struct nk_field_out *o)
{
    struct nk_word w;
    while (!nk_words_end(o))
        if (!nk_word_next(o, &w) || !put_word(o, &w))
            return false;
    return true;
}

const struct nk_field_kind nk_kind_names = {.skip = names_skip,
                                            .text = names_text,
                                            .json = names_json,
                                            .expand = nk_name_field_expand,
                                            .parse = names_parse};
