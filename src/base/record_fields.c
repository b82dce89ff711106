/* Which fields of its schema a record shows, and in which order. */
#include <string.h>

#include "base/record.h"
#include "base/words.h"

/* The field whose key is nearest, for the message; NULL where none is near. */
static const char *nearest_key(const struct nk_schema *schema, const char *word)
{
    const char *best = NULL;
    unsigned least = (unsigned)(strlen(word) / 2) + 1; /* farther is no help */
    for (size_t i = 0; i < schema->count; i++) {
        unsigned d = nk_word_distance(word, schema->fields[i].key);
        if (d < least) {
            least = d;
            best = schema->fields[i].key;
        }
    }
    return best;
}

static bool choose_field(struct nk_record *r, const char *fields, const char *word, size_t len,
                         struct nk_err *err)
{
    size_t offset = (size_t)(word - fields);
    char name[64] = "";
    memcpy(name, word, len < sizeof name ? len : sizeof name - 1);
    for (size_t i = 0; i < r->schema->count; i++) {
        const char *key = r->schema->fields[i].key;
        if (strlen(key) != len || memcmp(key, word, len) != 0)
            continue;
        if (r->wanted[i])
            return nk_err_set(err, NK_ERR_INPUT, offset, len, "field '%s' is named twice", key);
        r->wanted[i] = true;
        r->order[r->shown++] = (uint8_t)i;
        return true;
    }
    if (len == 0)
        return nk_err_set(err, NK_ERR_INPUT, offset, 0, "a field name is empty");
    const char *near = nearest_key(r->schema, name);
    return nk_err_set(err, NK_ERR_INPUT, offset, len,
                      "there is no field '%s'%s%s%s (--fields help lists all)", name,
                      near == NULL ? "" : ": did you mean '", near == NULL ? "" : near,
                      near == NULL ? "" : "'?");
}

static bool choose_fields(struct nk_record *r, const char *fields, struct nk_err *err)
{
    const char *word = fields;
    for (;;) {
        const char *end = strchrnul(word, ',');
        if (!choose_field(r, fields, word, (size_t)(end - word), err))
            return false;
        if (*end == '\0')
            return true;
        word = end + 1;
    }
}

static bool shown_by_default(const struct nk_record *r, const struct nk_field *f, bool any_brief)
{
    bool table = r->format == NK_FORMAT_TEXT || r->format == NK_FORMAT_TSV;
    if (f->flags & NK_FIELD_EXTRA)
        return false;
    if (r->format == NK_FORMAT_TEXT && r->schema->layout == NK_LAYOUT_SHEET)
        return (f->flags & NK_FIELD_SHEET) != 0;
    return !table || !any_brief || (f->flags & NK_FIELD_BRIEF) != 0;
}

/* Keeps the schema's order. */
static void choose_default(struct nk_record *r)
{
    bool any_brief = false;
    for (size_t i = 0; i < r->schema->count; i++)
        any_brief = any_brief || (r->schema->fields[i].flags & NK_FIELD_BRIEF) != 0;
    for (size_t i = 0; i < r->schema->count; i++) {
        if (!shown_by_default(r, &r->schema->fields[i], any_brief))
            continue;
        r->wanted[i] = true;
        r->order[r->shown++] = (uint8_t)i;
    }
}

bool nk_record_init(struct nk_record *r, const struct nk_schema *schema, struct nk_out *out,
                    enum nk_format format, const char *fields, int header, struct nk_err *err)
{
    *r = (struct nk_record){.schema = schema, .out = out, .format = format};
    r->header = header == 1 || (header < 0 && format == NK_FORMAT_CSV);
    r->chosen = fields != NULL;
    for (size_t i = 0; i < schema->count; i++)
        r->key_lens[i] = (uint8_t)strlen(schema->fields[i].key);
    if (fields == NULL)
        choose_default(r);
    else if (!choose_fields(r, fields, err))
        return false;
    r->sheet = format == NK_FORMAT_TEXT && schema->layout == NK_LAYOUT_SHEET && !r->chosen;
    return true;
}

void nk_record_release(struct nk_record *r)
{
    nk_buf_release(&r->arena);
    nk_buf_release(&r->line);
}

void nk_record_enable(struct nk_record *r, size_t field)
{
    if (r->chosen || r->wanted[field])
        return;
    r->wanted[field] = true;
    r->order[r->shown + r->watched] = r->order[r->shown];
    r->order[r->shown++] = (uint8_t)field;
}

void nk_record_watch(struct nk_record *r, size_t field)
{
    if (r->wanted[field])
        return;
    r->wanted[field] = true;
    r->order[r->shown + r->watched++] = (uint8_t)field;
}

bool nk_record_shows(const struct nk_record *r, size_t field)
{
    return memchr(r->order, (int)field, r->shown) != NULL;
}

bool nk_record_is_plain(const struct nk_record *r, size_t field)
{
    bool table = r->format == NK_FORMAT_TEXT || r->format == NK_FORMAT_TSV;
    return table && !r->sheet && r->shown == 1 && r->order[0] == field && r->tap == NULL &&
           (!r->header || r->header_done);
}
