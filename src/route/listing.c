#include "route/listing.h"

#include <stdlib.h>

/* Tables that have only a name get numbers from here on. */
enum { FIRST_NAMED_TABLE = 1001 };

void nk_listing_init(struct nk_listing *l, struct nk_route_reader *r, struct nk_err *err)
{
    *l = (struct nk_listing){
        .reader = r,
        .err = err,
        .table = NK_ROUTE_NONE,
        .name = NK_ROUTE_NONE,
        .next_table = FIRST_NAMED_TABLE,
    };
}

bool nk_listing_done(struct nk_listing *l)
{
    nk_listing_close(l);
    nk_draft_release(&l->draft);
    free(l->tables);
    nk_labels_release(&l->names);
    return !l->ended && l->err->code == NK_ERR_NONE;
}

bool nk_listing_line(struct nk_listing *l, struct nk_route_line *line)
{
    return !l->ended && nk_route_next_line(l->reader, line, l->err);
}

static void out_of_memory(struct nk_listing *l)
{
    l->ended = true;
    nk_err_memory(l->err);
}

/* ---- tables by name ------------------------------------------------------ */

/* Takes note of the VRFs that the table has got since. */
static void look_at_vrfs(struct nk_listing *l)
{
    const struct nk_table *t = l->reader->table;
    while (l->vrfs_seen < t->vrf_count && !l->ended) {
        const struct nk_vrf *vrf = &t->vrfs[l->vrfs_seen++];
        if (!vrf->is_master)
            continue;
        if (vrf->table >= l->next_table && vrf->table < NK_ROUTE_NONE - 1)
            l->next_table = vrf->table + 1;
        uint32_t n = nk_labels_add(&l->names, (const char *)&vrf->dev, sizeof vrf->dev);
        if (n == NK_LABELS_NONE ||
            !nk_grow((void **)&l->tables, l->name_count, &l->table_room, sizeof *l->tables))
            out_of_memory(l);
        else if (n == l->name_count)
            l->tables[l->name_count++] = vrf->table;
    }
}

/* The table of the VRF of that name; a new one, with `otherwise` for its table (NK_ROUTE_NONE: the
 * next number that is free), where there is none. */
static uint32_t vrf_table(struct nk_listing *l, uint32_t name, uint32_t otherwise)
{
    look_at_vrfs(l);
    uint32_t n = nk_labels_add(&l->names, (const char *)&name, sizeof name);
    if (n == NK_LABELS_NONE)
        out_of_memory(l);
    if (l->ended || n < l->name_count)
        return l->ended ? NK_TABLE_MAIN : l->tables[n];
    const struct nk_vrf vrf = {
        .dev = name,
        .table = otherwise == NK_ROUTE_NONE ? l->next_table : otherwise,
        .is_master = true,
    };
    if (!nk_table_add_vrf(l->reader->table, &vrf, l->err))
        l->ended = true;
    return vrf.table;
}

void nk_listing_vrf(struct nk_listing *l, const struct nk_slice *name, uint32_t table)
{
    uint32_t text = nk_listing_text(l, name);
    if (text != NK_ROUTE_NONE)
        vrf_table(l, text, table);
}

static uint32_t table_of(struct nk_listing *l, uint8_t family)
{
    int i = family == NK_IPV6;
    bool first = !l->has_main[i];
    if (first && (l->table == NK_TABLE_MAIN || l->table == NK_ROUTE_NONE)) {
        l->has_main[i] = true;
        l->mains[i] = l->name;
    }
    if (l->table != NK_ROUTE_NONE)
        return l->table;
    return l->name == l->mains[i] || l->name == NK_ROUTE_NONE
               ? NK_TABLE_MAIN
               : vrf_table(l, l->name, NK_ROUTE_NONE);
}

void nk_listing_table(struct nk_listing *l, const struct nk_slice *name, bool is_main)
{
    nk_listing_close(l);
    l->table = is_main ? NK_TABLE_MAIN : NK_ROUTE_NONE;
    l->name = nk_listing_text(l, name);
    l->state = NK_LISTING_BETWEEN;
}

void nk_listing_default(struct nk_listing *l)
{
    for (int i = 0; i < 2; i++) {
        if (l->has_main[i])
            continue;
        l->has_main[i] = true;
        l->mains[i] = l->name;
    }
}

/* ---- the open route ------------------------------------------------------ */

void nk_listing_open(struct nk_listing *l, const struct nk_route_line *line,
                     const struct nk_prefix *prefix)
{
    nk_listing_close(l);
    l->state = NK_LISTING_OPEN;
    nk_draft_start(&l->draft, l->reader, line->number);
    nk_route_set_prefix(&l->draft.route, prefix);
    l->draft.route.table = table_of(l, prefix->addr.family);
}

void nk_listing_close(struct nk_listing *l)
{
    if (l->state != NK_LISTING_OPEN || l->ended)
        return;
    l->state = NK_LISTING_BETWEEN;
    if (l->settle != NULL)
        l->settle(l);
    if (!nk_route_has_hops(l->draft.route.type))
        l->draft.hop_count = 0;
    if (!nk_draft_store(&l->draft, l->reader->table, l->err) ||
        !nk_table_add(l->reader->table, &l->draft.route, l->err))
        l->ended = true;
}

void nk_listing_drop(struct nk_listing *l)
{
    l->state = NK_LISTING_REFUSED;
}

void nk_listing_prefsrc(struct nk_listing *l, const struct nk_addr *a)
{
    if (l->state == NK_LISTING_OPEN)
        l->draft.more.prefsrc = nk_addr_of(a->family, nk_addr_bits(*a));
}

void nk_listing_from(struct nk_listing *l, const struct nk_prefix *p)
{
    if (l->state == NK_LISTING_OPEN)
        l->draft.more.from = *p;
}

/* A zone is the device's part of a next hop. */
void nk_listing_hop(struct nk_listing *l, const struct nk_hop *hop)
{
    struct nk_hop own = *hop;
    if (l->state != NK_LISTING_OPEN || l->ended)
        return;
    own.via.zone = 0;
    own.weight = hop->weight == 0 ? 1 : hop->weight;
    l->ended = !nk_draft_hop(&l->draft, &own, l->err);
}

uint32_t nk_listing_text(struct nk_listing *l, const struct nk_slice *s)
{
    if (s->len == 0 || l->ended)
        return NK_ROUTE_NONE;
    uint32_t number = nk_table_text(l->reader->table, s->text, s->len);
    if (number == NK_ROUTE_NONE)
        out_of_memory(l);
    return number;
}

/* ---- words of lines ------------------------------------------------------ */

bool nk_route_take(struct nk_route_line *line, const char *word)
{
    struct nk_route_line rest = *line;
    struct nk_slice found;
    if (!nk_route_word(&rest, &found) || !nk_slice_is(&found, word))
        return false;
    line->at = rest.at;
    return true;
}

bool nk_listing_addr(struct nk_listing *l, struct nk_route_line *line, struct nk_addr *out)
{
    struct nk_slice word;
    struct nk_err why;
    nk_route_word(line, &word);
    return nk_addr_parse(word.text, word.len, out, &why) ||
           nk_route_refuse_err(l->reader, line, word.text, &why);
}

bool nk_listing_number(struct nk_listing *l, struct nk_route_line *line, uint64_t max,
                       uint64_t *out)
{
    struct nk_slice word;
    nk_route_word(line, &word);
    return nk_slice_number(&word, max, out) || nk_listing_unexpected(l, line, &word, "a number");
}

bool nk_listing_unexpected(struct nk_listing *l, const struct nk_route_line *line,
                           const struct nk_slice *word, const char *expected)
{
    if (word->len == 0)
        return nk_route_refuse(l->reader, line, line->end, 0, "expected %s, the line ends here",
                               expected);
    return nk_route_refuse(l->reader, line, word->text, word->len, "expected %s, found '%.*s'",
                           expected, nk_slice_quoted(word), word->text);
}

bool nk_is_digits(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return len > 0;
}

bool nk_is_uptime(const struct nk_slice *s)
{
    size_t colons = 0, units = 0;
    for (size_t i = 0; i < s->len; i++) {
        if (s->text[i] == '\0' || strchr("0123456789:ywdhms", s->text[i]) == NULL)
            return nk_slice_is(s, "never");
        colons += s->text[i] == ':';
        units += s->text[i] >= 'a';
    }
    /* an IPv6 address with two colons has them side by side */
    return s->len > 0 && s->text[0] >= '0' && s->text[0] <= '9' &&
           (units > 0 ? colons == 0 : colons == 2 && !nk_text_holds(s->text, s->len, "::"));
}

bool nk_looks_addr(const struct nk_slice *word)
{
    size_t digits = 0, hex = 0;
    while (digits < word->len && word->text[digits] >= '0' && word->text[digits] <= '9')
        digits++;
    for (; hex < word->len; hex++) {
        char c = word->text[hex];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')))
            break;
    }
    if (digits > 0 && digits < word->len &&
        (word->text[digits] == '.' || word->text[digits] == '/'))
        return true;
    return hex < word->len && word->text[hex] == ':' && hex <= 4 &&
           memchr(word->text + hex + 1, ':', word->len - hex - 1) != NULL;
}

bool nk_head_line(const char **at, const char *end, struct nk_route_line *line)
{
    if (*at == end)
        return false;
    const char *newline = memchr(*at, '\n', (size_t)(end - *at));
    const char *stop = newline == NULL ? end : newline;
    *line = (struct nk_route_line){.text = *at, .at = *at, .end = stop};
    if (stop != *at && stop[-1] == '\r')
        line->end--;
    *at = stop + (newline != NULL);
    return true;
}

bool nk_text_starts(const char *text, size_t len, const char *start)
{
    size_t n = strlen(start);
    return n <= len && memcmp(text, start, n) == 0;
}

bool nk_text_holds(const char *text, size_t len, const char *part)
{
    return memmem(text, len, part, strlen(part)) != NULL;
}
