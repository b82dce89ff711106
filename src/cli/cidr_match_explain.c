#include "cli/cidr_match_explain.h"

enum { ADDRESSES_MAX = 8 }; /* of one line */

bool nk_cidr_match_telling_init(struct nk_cidr_match_telling *t,
                                const struct nk_cidr_prefixes *prefixes, struct nk_err *err)
{
    struct nk_range ipv4 = {nk_addr_min(NK_IPV4), nk_addr_max(NK_IPV4)};
    struct nk_range ipv6 = {nk_addr_min(NK_IPV6), nk_addr_max(NK_IPV6)};
    *t = (struct nk_cidr_match_telling){.prefixes = prefixes};
    nk_set_init(&t->all);
    return nk_set_add(&t->all, &ipv4, NK_LABEL_NONE, err) &&
           nk_set_add(&t->all, &ipv6, NK_LABEL_NONE, err) && nk_set_normalise(&t->all, err) &&
           nk_matcher_init(&t->any, &t->all, false, err);
}

void nk_cidr_match_telling_release(struct nk_cidr_match_telling *t)
{
    nk_matcher_release(&t->any);
    nk_set_release(&t->all);
}

/* ---- one address --------------------------------------------------------- */

/* What the prefixes say of an address: for each length which holds it, and the nearest miss. */
struct relations {
    uint32_t holds[129]; /* by length; NK_LPM_NONE: none */
    unsigned count;
    uint32_t nearest;
    unsigned shared; /* bits that the nearest has in common with the address */
};

static void relate(struct relations *x, const struct nk_cidr_prefixes *prefixes,
                   const struct nk_addr *a)
{
    *x = (struct relations){.nearest = NK_LPM_NONE};
    for (size_t i = 0; i < 129; i++)
        x->holds[i] = NK_LPM_NONE;
    for (size_t i = 0; i < prefixes->count; i++) {
        const struct nk_prefix *p = &prefixes->entries[i].prefix;
        if (p->addr.family != a->family)
            continue;
        struct nk_u128 differ = nk_u128_xor(nk_addr_bits(p->addr), nk_addr_bits(*a));
        unsigned same = nk_u128_leading_zeros(differ) + nk_family_width(a->family) - 128;
        if (same >= p->length) {
            x->count += x->holds[p->length] == NK_LPM_NONE;
            x->holds[p->length] = (uint32_t)i;
        } else if (x->nearest == NK_LPM_NONE || same > x->shared) {
            x->nearest = (uint32_t)i;
            x->shared = same;
        }
    }
}

static void tell_miss(struct nk_buf *b, const struct nk_cidr_prefixes *prefixes,
                      const struct relations *x, const struct nk_addr *a)
{
    size_t len = 0;
    if (x->nearest == NK_LPM_NONE) {
        nk_explain_say(b, 2, "the set has no prefix of IPv%u", (unsigned)a->family);
        return;
    }
    const char *label = nk_cidr_prefixes_label(prefixes, x->nearest, &len);
    nk_explain_address(b, a);
    nk_explain_miss(b, &prefixes->entries[x->nearest].prefix, a, x->shared + 1,
                    label == NULL ? "" : label, label == NULL ? 0 : len);
    nk_explain_say(b, 2, "not in the set: the nearest prefix has %u bit%s in common with it",
                   x->shared, x->shared == 1 ? "" : "s");
}

/* All prefixes that hold the address, the longest first. */
static void tell_match(struct nk_buf *b, const struct nk_cidr_prefixes *prefixes,
                       const struct relations *x, const struct nk_addr *a)
{
    uint32_t longest = nk_cidr_prefixes_find(prefixes, a);
    char text[NK_PREFIX_TEXT_MAX];
    if (longest == NK_LPM_NONE)
        return;
    nk_explain_address(b, a);
    for (size_t i = 129; i-- > 0;) {
        size_t len = 0;
        if (x->holds[i] == NK_LPM_NONE)
            continue;
        /* of equal prefixes the table has one */
        bool wins = prefixes->entries[longest].prefix.length == i;
        uint32_t id = wins ? longest : x->holds[i];
        const char *label = nk_cidr_prefixes_label(prefixes, id, &len);
        nk_explain_prefix(b, &prefixes->entries[id].prefix, wins ? '*' : ' ',
                          label == NULL ? "" : label, label == NULL ? 0 : len);
    }
    nk_prefix_format(&prefixes->entries[longest].prefix, text);
    if (x->count == 1 && prefixes->entries[longest].prefix.length == 0)
        nk_explain_say(b, 2, "in the set: %s has no bit to compare", text);
    else if (x->count == 1)
        nk_explain_say(b, 2, "in the set: all %u bits of %s are equal",
                       (unsigned)prefixes->entries[longest].prefix.length, text);
    else
        nk_explain_say(b, 2, "in the set: %u prefixes hold it, the longest is %s", x->count, text);
}

/* `is_hit`: the matcher says that it is in the set. */
static void tell_address(struct nk_buf *b, const struct nk_cidr_prefixes *prefixes,
                         const struct nk_addr *found, bool is_hit)
{
    struct relations x;
    struct nk_addr a = *found;
    char text[NK_ADDR_TEXT_MAX];
    nk_addr_format(&a, text);
    nk_explain_say(b, 2, "it holds %s", text);
    relate(&x, prefixes, &a);
    if (is_hit && x.count == 0) { /* --mapped */
        a = nk_addr_ipv4((uint32_t)a.lo);
        nk_addr_format(&a, text);
        nk_explain_say(b, 2, "that is IPv4-mapped (RFC 4291 2.5.5.2): --mapped looks up %s", text);
        relate(&x, prefixes, &a);
    }
    if (is_hit)
        tell_match(b, prefixes, &x, &a);
    else
        tell_miss(b, prefixes, &x, &a);
}

/* ---- one line ------------------------------------------------------------ */

/* The addresses up to the first that is in the set, or all. */
static unsigned tell_addresses(struct nk_cidr_match_telling *t, struct nk_buf *b,
                               const struct nk_cidr_match_line *line)
{
    const char *at = line->part, *end = line->part + line->part_len;
    struct nk_match_hit found;
    unsigned count = 0, left_out = 0;
    while (nk_matcher_scan(&t->any, at, (size_t)(end - at), &found)) {
        bool is_hit = line->hit != NULL && found.at == line->hit->at;
        if (is_hit)
            nk_explain_more(b, 2, left_out, 0, "addresses that are not in the set");
        if (count++ < ADDRESSES_MAX || is_hit)
            tell_address(b, t->prefixes, &found.addr, is_hit);
        else
            left_out++;
        if (is_hit)
            return count;
        at = found.at + found.len;
    }
    nk_explain_more(b, 2, left_out, 0, "addresses that are not in the set");
    return count;
}

static void tell_head(struct nk_buf *b, const struct nk_cidr_match_line *line)
{
    size_t start = b->len;
    if (line->file != NULL) {
        nk_explain_cut(b, line->file, strlen(line->file), 40);
        nk_buf_add_byte(b, ' ');
    }
    nk_buf_printf(b, "line %llu: ", (unsigned long long)line->number);
    nk_explain_cut(b, line->text, line->len, NK_EXPLAIN_COLUMNS - (b->len - start));
    nk_buf_add_byte(b, '\n');
}

void nk_cidr_match_tell(struct nk_cidr_match_telling *t, struct nk_buf *b,
                        const struct nk_cidr_match_line *line)
{
    if (t->told++ >= NK_CIDR_TOLD) {
        if (t->told == NK_CIDR_TOLD + 1)
            nk_explain_say(b, 0, "(the lines from %llu on in the same way)",
                           (unsigned long long)line->number);
        return;
    }
    tell_head(b, line);
    if (line->part == NULL)
        nk_explain_say(b, 2, "it has fewer fields");
    else if (tell_addresses(t, b, line) == 0)
        nk_explain_say(b, 2, "no address in it");
    nk_explain_say(b, 2, line->selected ? "selected" : "not selected");
}
