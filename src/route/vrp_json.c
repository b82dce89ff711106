/*
 * Payloads as routinator's json and jsonext ("roas": asn, prefix, maxLength), and SLURM (RFC 8416:
 * "prefixFilters" drop, "prefixAssertions" add). Both are one object; which of the two follows from
 * its members.
 */
#include "base/json_read.h"
#include "netkit/asn.h"
#include "route/vrp_read.h"

struct reading {
    struct nk_vrps *v;
    struct nk_route_reader *r;
    struct nk_json_reader json;
};

/* What takes one element of an array; false with an error that says what is wrong with it. */
typedef bool take_element(struct reading *x, const struct nk_json_value *element,
                          struct nk_err *err);

bool nk_vrp_json_guess(const char *head, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (head[i] != ' ' && head[i] != '\t' && head[i] != '\r' && head[i] != '\n')
            return head[i] == '{';
    return false;
}

/* ---- members ------------------------------------------------------------- */

/* "AS64500" or 64500. */
static bool take_asn(struct reading *x, const struct nk_json_value *value, uint32_t *asn,
                     struct nk_err *err)
{
    const char *text;
    size_t len;
    int64_t n;
    if (nk_json_text(&x->json, value, &text, &len))
        return nk_asn_parse(text, len, asn, err);
    if (!nk_json_integer(value, 0, UINT32_MAX, &n))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "'asn' is %s, expected an AS number",
                          nk_json_type_name(nk_json_type_of(value)));
    *asn = (uint32_t)n;
    return true;
}

static bool take_prefix(struct reading *x, const struct nk_json_value *value,
                        struct nk_prefix *prefix, struct nk_err *err)
{
    const char *text;
    size_t len;
    if (!nk_json_text(&x->json, value, &text, &len))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "'prefix' is %s, expected a text",
                          nk_json_type_name(nk_json_type_of(value)));
    return nk_prefix_parse(text, len, prefix, err);
}

/* The prefix's own length where the member is missing. */
static bool take_max_length(const struct nk_json_value *value, uint32_t *max, struct nk_err *err)
{
    int64_t n = *max;
    if (nk_json_type_of(value) > NK_JSON_NULL && !nk_json_integer(value, 0, 128, &n))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "the maximum length is %s, expected a number from 0 to 128",
                          nk_json_type_name(nk_json_type_of(value)));
    *max = (uint32_t)n;
    return true;
}

static bool take_payload(struct reading *x, const struct nk_json_value *object, const char *max_key,
                         struct nk_table *to, struct nk_err *err)
{
    struct nk_prefix prefix = {0};
    uint32_t asn = 0, max;
    if (!take_asn(x, nk_json_get(&x->json, object, "asn"), &asn, err) ||
        !take_prefix(x, nk_json_get(&x->json, object, "prefix"), &prefix, err))
        return false;
    max = prefix.length;
    return take_max_length(nk_json_get(&x->json, object, max_key), &max, err) &&
           nk_vrp_add(to, &prefix, max, asn, err);
}

static bool take_roa(struct reading *x, const struct nk_json_value *element, struct nk_err *err)
{
    return take_payload(x, element, "maxLength", &x->v->table, err);
}

static bool take_assertion(struct reading *x, const struct nk_json_value *element,
                           struct nk_err *err)
{
    return take_payload(x, element, "maxPrefixLength", &x->v->added, err);
}

static bool take_filter(struct reading *x, const struct nk_json_value *element, struct nk_err *err)
{
    struct nk_vrp_filter filter = {0};
    const struct nk_json_value *asn = nk_json_get(&x->json, element, "asn");
    const struct nk_json_value *prefix = nk_json_get(&x->json, element, "prefix");
    filter.has_asn = nk_json_type_of(asn) != NK_JSON_MISSING;
    bool has_prefix = nk_json_type_of(prefix) != NK_JSON_MISSING;
    if (!filter.has_asn && !has_prefix) /* it would drop every payload (RFC 8416 3.3.1) */
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "a prefix filter has neither prefix nor asn");
    return (!filter.has_asn || take_asn(x, asn, &filter.asn, err)) &&
           (!has_prefix || take_prefix(x, prefix, &filter.prefix, err)) &&
           nk_vrps_add_filter(x->v, &filter, err);
}

static const char *source_of(const struct nk_route_reader *r)
{
    bool standard = r->lines.source == NULL || strcmp(r->lines.source, "-") == 0;
    return standard ? "standard input" : r->lines.source;
}

/* ---- the document -------------------------------------------------------- */

/* Jansson keeps no places of values: an element is told by its array and number. */
static bool refuse(struct reading *x, const char *key, size_t number, const struct nk_err *why)
{
    struct nk_err err;
    const struct nk_route_place place = {.source = x->r->lines.source};
    nk_err_set(&err, NK_ERR_INPUT, 0, 0, "element %zu of '%s': %.150s", number, key, why->text);
    return nk_route_complain(x->r, &place, &err);
}

/* Takes every element of an array that a member of `object` holds; one that is missing is empty. */
static bool take_array(struct reading *x, const struct nk_json_value *object, const char *key,
                       take_element *take, struct nk_err *err)
{
    const struct nk_json_value *array = nk_json_get(&x->json, object, key);
    enum nk_json_type type = nk_json_type_of(array);
    if (type != NK_JSON_MISSING && type != NK_JSON_ARRAY)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "'%s' is %s, expected an array", key,
                          nk_json_type_name(type));
    struct nk_json_member element = {0};
    while (!x->r->stopped && nk_json_each(&x->json, array, &element)) {
        struct nk_err why = {0};
        if (take(x, element.value, &why))
            continue;
        if (why.code == NK_ERR_MEMORY)
            return nk_err_memory(err);
        if (!refuse(x, key, element.given, &why))
            break;
    }
    return true;
}

static bool take_document(struct reading *x, const struct nk_json_value *document,
                          struct nk_err *err)
{
    const struct nk_json_value *filters =
        nk_json_get(&x->json, document, "validationOutputFilters");
    const struct nk_json_value *added = nk_json_get(&x->json, document, "locallyAddedAssertions");
    const struct nk_json_value *roas = nk_json_get(&x->json, document, "roas");
    if (nk_json_type_of(document) != NK_JSON_OBJECT ||
        (filters == NULL && added == NULL && roas == NULL))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "'%.120s' has neither 'roas' nor the members of SLURM", source_of(x->r));
    return take_array(x, document, "roas", take_roa, err) &&
           take_array(x, filters, "prefixFilters", take_filter, err) &&
           take_array(x, added, "prefixAssertions", take_assertion, err);
}

bool nk_vrp_json_read(struct nk_vrps *v, struct nk_route_reader *r, struct nk_err *err)
{
    struct reading x = {.v = v, .r = r};
    nk_json_reader_init(&x.json, &r->lines);
    const struct nk_json_value *document;
    bool good = true;
    while (good && !r->stopped && (document = nk_json_next(&x.json, err)) != NULL)
        good = take_document(&x, document, err);
    if (good && err->code == NK_ERR_INPUT) {
        const struct nk_err why = *err;
        nk_err_set(err, NK_ERR_INPUT, 0, 0, "%.80s:%llu:%llu: %.120s", source_of(r),
                   (unsigned long long)x.json.line, (unsigned long long)x.json.column, why.text);
    }
    nk_json_reader_release(&x.json);
    return good && err->code == NK_ERR_NONE;
}
