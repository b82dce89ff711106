#include "addr/put.h"

void nk_add_addr(struct nk_buf *b, const struct nk_addr *a)
{
    char *room = nk_buf_room(b, NK_ADDR_TEXT_MAX);
    if (room != NULL)
        b->len += nk_addr_format(a, room);
}

void nk_add_prefix(struct nk_buf *b, const struct nk_prefix *p)
{
    char *room = nk_buf_room(b, NK_PREFIX_TEXT_MAX);
    if (room != NULL)
        b->len += nk_prefix_format(p, room);
}

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

void nk_put_block(struct nk_record *r, size_t at, const struct nk_class *class)
{
    if (class->block != NULL) {
        nk_record_text(r, at, class->block->name);
        nk_put_prefix(r, at + 1, &class->block->prefix);
        nk_record_text(r, at + 2, class->block->rfc);
    }
    nk_record_flag(r, at + 3, class->source);
    nk_record_flag(r, at + 4, class->destination);
    nk_record_flag(r, at + 5, class->forwardable);
    nk_record_flag(r, at + 6, class->global);
    nk_record_flag(r, at + 7, class->reserved);
}
