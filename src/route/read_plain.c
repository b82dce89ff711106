/*
 * Prefixes, one a line, with what is said of them behind: `PREFIX LABEL...` with TAB or blanks, as
 * lists of prefixes and origins are kept; `PREFIX LENGTH LABEL` (CAIDA's pfx2as), and ';' comments
 * (pyasn). A label that is an AS number is the origin too. A route that is not unicast has its type
 * first, as in `throw PREFIX`.
 */
#include "route/read_plain.h"

#include "addr/scan.h"
#include "netkit/asn.h"
#include "route/names.h"

/* How many of the first lines have to look right before the format is believed. */
enum { GUESS_LINES = 20 };

static bool is_comment(const struct nk_slice *first)
{
    return first->text[0] == '#' || first->text[0] == ';';
}

/* What the first word of a line is, cheaply: an address or prefix, a comment or nothing, or else.
 */
static bool starts_with_prefix(const char *at, const char *end)
{
    struct nk_addr a;
    const char *stop = nk_scan_addr(at, end, &a);
    return stop != NULL && (stop == end || *stop == '/' || *stop == ' ' || *stop == '\t' ||
                            *stop == '\r' || *stop == '\n');
}

/* Takes the type that stands before a prefix; leaves a line that begins otherwise as it is. */
static void take_type(struct nk_route_line *line, uint8_t *type)
{
    struct nk_route_line rest = *line;
    struct nk_slice word, next;
    uint8_t number;
    if (!nk_route_word(&rest, &word) || (word.text[0] >= '0' && word.text[0] <= '9') ||
        !nk_route_peek(&rest, &next) || !nk_route_type_number(word.text, word.len, &number) ||
        number == NK_ROUTE_UNSPEC)
        return;
    *type = number;
    line->at = rest.at;
}

int nk_plain_guess(const char *head, size_t len)
{
    const char *at = head, *end = head + len;
    int lines = 0, good = 0;
    while (at < end && lines < GUESS_LINES) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline == NULL ? end : newline;
        struct nk_route_line line = {.at = at, .end = stop};
        struct nk_slice word;
        uint8_t type;
        take_type(&line, &type);
        if (nk_route_word(&line, &word) && !is_comment(&word) && word.text[0] != '\r') {
            lines++;
            good += starts_with_prefix(word.text, word.text + word.len);
        }
        at = stop + (newline != NULL);
    }
    /* other listings begin their lines so too, but know more about what follows */
    if (lines == 0) /* comments alone, unless a byte that no text has says otherwise */
        return memchr(head, '\0', len) == NULL;
    return good * 2 >= lines ? 20 : 0;
}

/* "192.0.2.0 24 LABEL": the length of a prefix whose first word has none. */
static void take_length(struct nk_route_line *line, const struct nk_slice *first,
                        struct nk_prefix *p)
{
    struct nk_route_line rest = *line;
    struct nk_slice word;
    uint64_t length;
    if (memchr(first->text, '/', first->len) != NULL || !nk_route_word(&rest, &word) ||
        !nk_slice_number(&word, nk_family_width(p->addr.family), &length) ||
        !nk_route_peek(&rest, &word))
        return;
    p->length = (uint8_t)length;
    line->at = rest.at;
}

/* The rest of the line up to a comment, without blanks around it. */
static struct nk_slice rest_of(const struct nk_route_line *line)
{
    const char *at = line->at, *end = line->end;
    while (at != end && (*at == ' ' || *at == '\t'))
        at++;
    for (const char *c = at; c != end; c++) {
        if (*c == '#' && (c == at || c[-1] == ' ' || c[-1] == '\t')) {
            end = c;
            break;
        }
    }
    while (end != at && (end[-1] == ' ' || end[-1] == '\t'))
        end--;
    return (struct nk_slice){at, (size_t)(end - at)};
}

bool nk_plain_label(struct nk_table *t, const struct nk_slice *label, struct nk_route *route)
{
    if (label->len == 0)
        return true;
    route->label = nk_table_text(t, label->text, label->len);
    uint32_t asn;
    if (nk_asn_parse(label->text, label->len, &asn, NULL)) {
        route->origin = asn;
        route->flags |= NK_ROUTE_HAS_ORIGIN;
    }
    return route->label != NK_ROUTE_NONE;
}

bool nk_plain_line(struct nk_route_reader *r, struct nk_route_line *line, struct nk_err *err)
{
    struct nk_slice word;
    struct nk_prefix prefix;
    struct nk_err why;
    struct nk_route route = nk_route_blank();
    take_type(line, &route.type);
    if (!nk_route_word(line, &word) || is_comment(&word))
        return true;
    if (!nk_prefix_parse(word.text, word.len, &prefix, &why)) {
        nk_route_refuse_err(r, line, word.text, &why);
        return true;
    }
    take_length(line, &word, &prefix);
    struct nk_slice label = rest_of(line);
    nk_route_set_prefix(&route, &prefix);
    route.line = (uint32_t)line->number;
    route.source = r->source;
    if (!nk_plain_label(r->table, &label, &route))
        return nk_err_memory(err);
    return nk_table_add(r->table, &route, err);
}
