#include "cli/cidr_prefixes.h"

#include <stdlib.h>

bool nk_cidr_prefixes_add(struct nk_cidr_prefixes *x, const struct nk_cidr_items *it)
{
    struct nk_range rest = it->item.range;
    uint32_t label = NK_LABEL_NONE;
    bool more = true;
    if (it->at.label != NULL) {
        label = nk_labels_add(&x->texts, it->at.label, it->at.label_len);
        if (label == NK_LABELS_NONE)
            return false;
    }
    while (more) {
        if (!nk_grow((void **)&x->entries, x->count, &x->room, sizeof *x->entries) ||
            !nk_grow((void **)&x->labels, x->count, &x->label_room, sizeof *x->labels))
            return false;
        more = nk_range_take_prefix(&rest, &x->entries[x->count].prefix);
        x->entries[x->count].id = (uint32_t)x->count;
        x->labels[x->count++] = label;
    }
    return true;
}

bool nk_cidr_prefixes_build(struct nk_cidr_prefixes *x, struct nk_err *err)
{
    x->table = nk_lpm_build(x->entries, x->count, err);
    return x->table != NULL;
}

uint32_t nk_cidr_prefixes_find(const struct nk_cidr_prefixes *x, const struct nk_addr *a)
{
    uint32_t id = nk_lpm_find(x->table, a);
    if (id != NK_LPM_NONE || a->family != NK_IPV6)
        return id;
    struct nk_addr ipv4 = nk_addr_ipv4((uint32_t)a->lo); /* --mapped */
    return nk_lpm_find(x->table, &ipv4);
}

const char *nk_cidr_prefixes_label(const struct nk_cidr_prefixes *x, uint32_t id, size_t *len)
{
    return nk_labels_get(&x->texts, x->labels[id], len);
}

void nk_cidr_prefixes_release(struct nk_cidr_prefixes *x)
{
    nk_lpm_release(x->table);
    nk_labels_release(&x->texts);
    free(x->entries);
    free(x->labels);
}
