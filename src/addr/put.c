#include "addr/put.h"

void nk_put_addr(struct nk_record *r, size_t field, const struct nk_addr *a)
{
    char *room = nk_record_room(r, field, NK_ADDR_TEXT_MAX);
    if (room != NULL)
        nk_record_used(r, field, nk_addr_format(a, room));
}

void nk_put_prefix(struct nk_record *r, size_t field, const struct nk_prefix *p)
{
    char *room = nk_record_room(r, field, NK_PREFIX_TEXT_MAX);
    if (room != NULL)
        nk_record_used(r, field, nk_prefix_format(p, room));
}

void nk_put_range(struct nk_record *r, size_t field, const struct nk_range *range)
{
    char *room = nk_record_room(r, field, NK_RANGE_TEXT_MAX);
    if (room != NULL)
        nk_record_used(r, field, nk_range_format(range, room));
}

void nk_put_range_count(struct nk_record *r, size_t field, const struct nk_range *range)
{
    if (nk_record_wants(r, field))
        nk_record_count(r, field, nk_range_count(range));
}
