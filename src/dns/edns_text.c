#include <string.h>

#include "base/escape.h"
#include "base/json.h"
#include "base/radix.h"
#include "dns/edns_rows.h"
#include "dns/text.h"

/* ---- text ---------------------------------------------------------------------- */

enum { PARTS_MAX = 8 };

/* The fields of an option as the form of its row takes them. */
struct gathered {
    struct {
        const char *key;
        size_t at, len; /* in `text` */
    } parts[PARTS_MAX];
    size_t count;
    struct nk_buf text;
};

static void gather(void *closure, const struct nk_edns_part *part)
{
    struct gathered *g = closure;
    size_t at = g->text.len;
    if (part->text == NULL) {
        g->text.failed = true;
        return;
    }
    if (g->count == PARTS_MAX || part->text_len == 0)
        return;
    if (part->kind == NK_EDNS_STRING)
        nk_add_quoted(&g->text, part->text, part->text_len);
    else
        nk_buf_add(&g->text, part->text, part->text_len);
    g->parts[g->count].key = part->key;
    g->parts[g->count].at = at;
    g->parts[g->count++].len = g->text.len - at;
}

/* Appends the field of that name; false where the option has it not. */
static bool put_field(struct nk_buf *b, const struct gathered *g,
                      const struct nk_edns_option *option, const char *key, size_t len)
{
    if (len == 4 && memcmp(key, "data", 4) == 0) {
        nk_hex_put_lower(b, option->data, option->len);
        return option->len > 0;
    }
    for (size_t i = 0; i < g->count; i++) {
        if (strlen(g->parts[i].key) == len && memcmp(g->parts[i].key, key, len) == 0) {
            nk_buf_add(b, g->text.data + g->parts[i].at, g->parts[i].len);
            return true;
        }
    }
    return false;
}

/* Writes a form up to its end. A part in brackets, which do not nest, is taken back where it names
 * a field that is missing. */
static void put_form(struct nk_buf *b, const struct gathered *g,
                     const struct nk_edns_option *option, const char *form)
{
    size_t start = 0;
    bool whole = true;
    for (const char *at = form; *at != '\0'; at++) {
        if (*at == '[') {
            start = b->len;
            whole = true;
        } else if (*at == ']') {
            if (!whole)
                b->len = start;
        } else if (*at == '{') {
            size_t len = strcspn(at + 1, "}");
            whole = put_field(b, g, option, at + 1, len) && whole;
            at += len + 1;
        } else {
            nk_buf_add_byte(b, *at);
        }
    }
}

void nk_edns_text(struct nk_buf *b, const struct nk_edns_option *option)
{
    const struct nk_edns_row *row = nk_edns_row_find(option->code);
    struct gathered g = {.count = 0};
    size_t bad_at;
    if (row == NULL || option->malformed != NULL) {
        nk_hex_put_lower(b, option->data, option->len);
        return;
    }
    nk_edns_fields(option, gather, &g, &bad_at);
    if (g.text.failed)
        b->failed = true;
    else
        put_form(b, &g, option, row->text);
    nk_buf_release(&g.text);
}

/* ---- JSON ------------------------------------------------------------------------ */

static void add_json(struct nk_buf *b, const struct nk_edns_part *part, const char *text,
                     size_t len)
{
    bool bare = part->kind == NK_EDNS_NUMBER || part->kind == NK_EDNS_NUMBERS;
    if (!bare) {
        nk_json_string(b, text, len);
        return;
    }
    if (b->len > 0 && b->data[b->len - 1] != ':' && b->data[b->len - 1] != '[')
        nk_buf_add_byte(b, ',');
    nk_buf_add(b, text, len);
}

static void put_json(void *closure, const struct nk_edns_part *part)
{
    struct nk_buf *b = closure;
    if (part->text == NULL) {
        b->failed = true;
        return;
    }
    nk_json_key(b, part->key);
    if (part->kind != NK_EDNS_NUMBERS && part->kind != NK_EDNS_WORDS) {
        add_json(b, part, part->text, part->text_len);
        return;
    }
    nk_json_open(b, '[');
    for (size_t at = 0; at < part->text_len;) {
        const char *end = memchr(part->text + at, ' ', part->text_len - at);
        size_t len = end == NULL ? part->text_len - at : (size_t)(end - part->text) - at;
        add_json(b, part, part->text + at, len);
        at += len + 1;
    }
    nk_json_close(b, ']');
}

void nk_edns_json(struct nk_buf *b, const struct nk_edns_option *option, size_t base)
{
    char name[NK_EDNS_NAME_MAX];
    size_t bad_at;
    nk_json_open(b, '{');
    nk_json_key(b, "code");
    nk_json_int(b, option->code);
    nk_json_key(b, "name");
    nk_edns_name(option->code, name);
    nk_json_string(b, name, strlen(name));
    nk_json_key(b, "data");
    nk_buf_add_byte(b, '"');
    nk_hex_put_lower(b, option->data, option->len);
    nk_buf_add_byte(b, '"');
    if (option->malformed == NULL) {
        nk_edns_fields(option, put_json, b, &bad_at);
    } else {
        nk_json_key(b, "malformed");
        nk_json_string(b, option->malformed, strlen(option->malformed));
        nk_json_key(b, "malformed_at");
        nk_json_int(b, (int64_t)(base + option->malformed_at));
        nk_json_key(b, "offset");
        nk_json_int(b, (int64_t)(base + option->at));
    }
    nk_json_close(b, '}');
}
