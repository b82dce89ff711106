/*
 * What iproute2 writes with -j: arrays of routes, rules and next-hop objects, pretty or not, one
 * document behind the other. Places are told by the number of the record: the first object is 1.
 */
#include "route/read_ip_json.h"

#include <inttypes.h>

#include "route/formats.h"
#include "route/nexthops.h"

/* False where the record was refused, or where the reading ends. */
static bool read_record(struct nk_ip_json *x, const struct nk_json_value *v)
{
    x->record++;
    if (nk_json_type_of(v) != NK_JSON_OBJECT)
        return nk_ip_json_refuse(x, "expected an object, found %s",
                                 nk_json_type_name(nk_json_type_of(v)));
    if (nk_json_count(v) == 0) /* what a filter has left */
        return true;
    if (nk_json_get(&x->json, v, "priority") != NULL)
        return nk_ip_json_rule(x, v);
    if (nk_json_get(&x->json, v, "dst") != NULL)
        return nk_ip_json_route(x, v);
    if (nk_json_get(&x->json, v, "id") != NULL)
        return nk_ip_json_nexthop(x, v);
    return nk_ip_json_refuse(
        x, "expected a route (dst), a rule (priority) or a next hop (id), found none of them");
}

static void read_document(struct nk_ip_json *x, const struct nk_json_value *document)
{
    struct nk_json_member m = {.key = NULL};
    if (nk_json_type_of(document) != NK_JSON_ARRAY) {
        read_record(x, document);
        return;
    }
    while (!x->ended && !x->r->stopped && nk_json_each(&x->json, document, &m))
        read_record(x, m.value);
}

/* What is no JSON: the rest is lost, and the message has to have the place in it. */
static void set_place(const struct nk_ip_json *x, struct nk_err *err)
{
    const struct nk_err why = *err;
    const char *source = x->r->lines.source;
    if (why.code == NK_ERR_INPUT)
        nk_err_set(err, why.code, 0, 0, "%.80s:%" PRIu64 ":%" PRIu64 ": %s",
                   source == NULL ? "-" : source, x->json.line, x->json.column, why.text);
}

bool nk_ip_json_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct nk_ip_json x = {.r = r, .err = err, .families = nk_families_start(r->table)};
    const struct nk_json_value *document;
    nk_json_reader_init(&x.json, &r->lines);
    while (!x.ended && !r->stopped && (document = nk_json_next(&x.json, err)) != NULL)
        read_document(&x, document);
    bool good = !x.ended && err->code == NK_ERR_NONE;
    if (!x.ended)
        set_place(&x, err);
    nk_families_end(&x.families);
    nk_draft_release(&x.draft);
    nk_json_reader_release(&x.json);
    return nk_nexthops_resolve(r->table, 0, good ? err : NULL) && good;
}

/* ---- is it that? --------------------------------------------------------- */

static bool holds(const char *head, size_t len, const char *key)
{
    return memmem(head, len, key, strlen(key)) != NULL;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The first byte behind blanks and empty documents, as filters leave them: "[ ]", "[{},{}]". */
static size_t skip_empty(const char *head, size_t len, bool *array)
{
    size_t at = 0;
    *array = false;
    while (at < len) {
        bool empty = *array && len - at > 1 && head[at] == '{' && head[at + 1] == '}';
        bool between = *array && (head[at] == ']' || head[at] == ',');
        if (!is_space(head[at]) && head[at] != '[' && !between && !empty)
            break;
        *array = *array || head[at] == '[';
        at += empty ? 2 : 1;
    }
    return at;
}

int nk_ip_json_guess(const char *head, size_t len)
{
    bool array;
    size_t at = skip_empty(head, len, &array);
    if (at == len)
        return array ? 30 : 0; /* "[ ]": a listing of nothing */
    if (head[at] != '{')
        return 0;
    bool found = holds(head, len, "\"dst\"") ||
                 (holds(head, len, "\"priority\"") && holds(head, len, "\"src\"")) ||
                 (holds(head, len, "\"id\"") && holds(head, len, "\"flags\""));
    bool other = holds(head, len, "\"prefix\""); /* of routers' listings */
    return found && !other ? (array ? 80 : 60) : 0;
}
