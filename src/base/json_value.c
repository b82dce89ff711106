#include <string.h>

#include "base/json_read.h"

enum nk_json_type nk_json_type_of(const struct nk_json_value *v)
{
    return v == NULL ? NK_JSON_MISSING : v->type;
}

const char *nk_json_type_name(enum nk_json_type type)
{
    static const char *const names[] = {
        [NK_JSON_MISSING] = "nothing",    [NK_JSON_NULL] = "null",        [NK_JSON_FLAG] = "a flag",
        [NK_JSON_INTEGER] = "an integer", [NK_JSON_REAL] = "a number",    [NK_JSON_TEXT] = "a text",
        [NK_JSON_ARRAY] = "an array",     [NK_JSON_OBJECT] = "an object",
    };
    return names[type];
}

size_t nk_json_count(const struct nk_json_value *v)
{
    enum nk_json_type type = nk_json_type_of(v);
    return type == NK_JSON_ARRAY || type == NK_JSON_OBJECT ? v->size : 0;
}

/* The value behind this one and all that is in it. */
static const struct nk_json_value *behind(const struct nk_json_reader *r,
                                          const struct nk_json_value *v)
{
    return v->type == NK_JSON_ARRAY || v->type == NK_JSON_OBJECT ? r->values + v->is.end : v + 1;
}

bool nk_json_each(const struct nk_json_reader *r, const struct nk_json_value *v,
                  struct nk_json_member *member)
{
    if (member->given == nk_json_count(v))
        return false;
    const struct nk_json_value *next = member->given == 0 ? v + 1 : behind(r, member->value);
    member->key = NULL;
    member->key_len = 0;
    if (v->type == NK_JSON_OBJECT) {
        member->key = r->texts.data + next->is.text;
        member->key_len = next->size;
        next++;
    }
    member->value = next;
    member->given++;
    return true;
}

const struct nk_json_value *nk_json_get(const struct nk_json_reader *r,
                                        const struct nk_json_value *object, const char *key)
{
    const struct nk_json_value *found = NULL;
    struct nk_json_member m = {0};
    size_t len = strlen(key);
    if (nk_json_type_of(object) != NK_JSON_OBJECT)
        return NULL;
    while (nk_json_each(r, object, &m))
        if (m.key_len == len && memcmp(m.key, key, len) == 0)
            found = m.value;
    return found;
}

bool nk_json_text(const struct nk_json_reader *r, const struct nk_json_value *v, const char **text,
                  size_t *len)
{
    if (nk_json_type_of(v) != NK_JSON_TEXT)
        return false;
    *text = r->texts.data + v->is.text;
    *len = v->size;
    return true;
}

bool nk_json_integer(const struct nk_json_value *v, int64_t least, int64_t most, int64_t *out)
{
    if (nk_json_type_of(v) != NK_JSON_INTEGER || v->is.integer < least || v->is.integer > most)
        return false;
    *out = v->is.integer;
    return true;
}

bool nk_json_flag(const struct nk_json_value *v, bool *out)
{
    if (nk_json_type_of(v) != NK_JSON_FLAG)
        return false;
    *out = v->is.flag;
    return true;
}
