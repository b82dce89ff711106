#include "route/rtnetlink.h"

#include <linux/rtnetlink.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

/* A device. */
struct nk_rtnetlink_link {
    uint32_t index;
    uint32_t name;      /* text */
    uint32_t master;    /* index, 0: none */
    uint32_t vrf_table; /* 0: no VRF */
};

void nk_rtnetlink_release(struct nk_rtnetlink *x)
{
    free(x->links);
    *x = (struct nk_rtnetlink){.table = x->table, .source = x->source};
}

void nk_rtnetlink_forget_links(struct nk_rtnetlink *x)
{
    x->link_count = 0;
}

bool nk_rtnetlink_damaged(struct nk_err *err, const char *what)
{
    return nk_err_set(err, NK_ERR_INPUT, 0, 0, "the message of a %s is damaged", what);
}

/* ---- values -------------------------------------------------------------- */

uint8_t nk_rtnetlink_family(uint8_t af)
{
    return af == AF_INET ? NK_IPV4 : af == AF_INET6 ? NK_IPV6 : NK_FAMILY_NONE;
}

void nk_rtnetlink_addr(struct nk_attrs *a, size_t number, uint8_t family, struct nk_addr *out)
{
    const struct nk_attr *attr = &a->at[number];
    if (attr->data == NULL)
        return;
    struct nk_cursor c = nk_cursor(attr->data, attr->len);
    out->hi = family == NK_IPV4 ? 0 : nk_cursor_u64(&c);
    out->lo = family == NK_IPV4 ? nk_cursor_u32(&c) : nk_cursor_u64(&c);
    out->family = family;
    a->failed |= c.failed || nk_cursor_left(&c) > 0;
}

struct nk_prefix nk_rtnetlink_prefix(struct nk_attrs *a, size_t number, uint8_t family,
                                     uint8_t length)
{
    struct nk_prefix p = {{.family = family}, length};
    nk_rtnetlink_addr(a, number, family, &p.addr);
    a->failed |= length > nk_family_width(family);
    a->failed |= length > 0 && !nk_attrs_has(a, number);
    return p;
}

void nk_rtnetlink_hop_init(struct nk_hop *hop)
{
    memset(hop, 0, sizeof *hop);
    hop->dev = NK_ROUTE_NONE;
    hop->weight = 1;
}

uint16_t nk_rtnetlink_hop_flags(uint32_t flags)
{
    unsigned ours = flags & RTNH_F_ONLINK ? NK_HOP_ONLINK : 0;
    ours |= flags & RTNH_F_DEAD ? NK_HOP_DEAD : 0;
    ours |= flags & RTNH_F_LINKDOWN ? NK_HOP_LINKDOWN : 0;
    return (uint16_t)ours;
}

/* ---- links --------------------------------------------------------------- */

/* Where the link of an index is, or belongs. */
static size_t find_link(const struct nk_rtnetlink *x, uint32_t index)
{
    size_t low = 0, high = x->link_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (x->links[middle].index < index)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const struct nk_rtnetlink_link *link_of(const struct nk_rtnetlink *x, uint32_t index)
{
    size_t at = find_link(x, index);
    return at < x->link_count && x->links[at].index == index ? &x->links[at] : NULL;
}

bool nk_rtnetlink_index(const struct nk_rtnetlink *x, const char *name, uint32_t *index)
{
    for (size_t i = 0; i < x->link_count; i++) {
        size_t len;
        const char *text = nk_table_text_of(x->table, x->links[i].name, &len);
        if (text != NULL && len == strlen(name) && memcmp(text, name, len) == 0) {
            *index = x->links[i].index;
            return true;
        }
    }
    return false;
}

uint32_t nk_rtnetlink_device(struct nk_rtnetlink *x, uint32_t index)
{
    const struct nk_rtnetlink_link *link = link_of(x, index);
    if (link != NULL)
        return link->name;
    char name[16];
    int len = snprintf(name, sizeof name, "if%u", index);
    return nk_table_text(x->table, name, (size_t)len);
}

/* The table of a VRF device, 0 for any other device. */
static uint32_t vrf_table(struct nk_attrs *link)
{
    struct nk_attrs info, data;
    size_t len;
    nk_attrs_nested(&info, link, IFLA_LINKINFO);
    const char *kind = nk_attrs_text(&info, IFLA_INFO_KIND, &len);
    if (kind == NULL || len != strlen("vrf") || memcmp(kind, "vrf", len) != 0)
        return 0;
    nk_attrs_nested(&data, &info, IFLA_INFO_DATA);
    uint32_t table = nk_attrs_u32(&data, IFLA_VRF_TABLE, 0);
    link->failed |= info.failed || data.failed;
    return table;
}

/* Puts a link in its place; one of the same index goes. */
static bool insert_link(struct nk_rtnetlink *x, const struct nk_rtnetlink_link *link,
                        struct nk_err *err)
{
    size_t at = find_link(x, link->index);
    if (at == x->link_count || x->links[at].index != link->index) {
        if (!nk_grow((void **)&x->links, x->link_count, &x->link_room, sizeof *x->links))
            return nk_err_memory(err);
        memmove(x->links + at + 1, x->links + at, (x->link_count - at) * sizeof *x->links);
        x->link_count++;
    }
    x->links[at] = *link;
    return true;
}

static bool take_link(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_err *err)
{
    struct ifinfomsg head = {0};
    struct nk_attrs a;
    size_t len;
    nk_attrs_read(&a, m->body, m->len, sizeof head);
    const char *name = nk_attrs_text(&a, IFLA_IFNAME, &len);
    struct nk_rtnetlink_link link = {.master = nk_attrs_u32(&a, IFLA_MASTER, 0),
                                     .vrf_table = vrf_table(&a)};
    if (a.failed || m->len < sizeof head)
        return nk_rtnetlink_damaged(err, "link");
    if (name == NULL) /* a bridge's view of its ports */
        return true;
    memcpy(&head, m->body, sizeof head);
    link.index = (uint32_t)head.ifi_index;
    link.name = nk_table_text(x->table, name, len);
    if (link.name == NK_ROUTE_NONE)
        return nk_err_memory(err);
    return insert_link(x, &link, err);
}

bool nk_rtnetlink_add_vrfs(struct nk_rtnetlink *x, struct nk_err *err)
{
    for (size_t i = 0; i < x->link_count; i++) {
        const struct nk_rtnetlink_link *link = &x->links[i];
        const struct nk_rtnetlink_link *master = link_of(x, link->master);
        uint32_t table = link->vrf_table != 0 ? link->vrf_table
                         : master != NULL     ? master->vrf_table
                                              : 0;
        const struct nk_vrf vrf = {link->name, table, link->vrf_table != 0};
        if (table != 0 && !nk_table_add_vrf(x->table, &vrf, err))
            return false;
    }
    return true;
}

/* ---- messages ------------------------------------------------------------ */

static bool take_route(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_err *err)
{
    struct nk_route route;
    bool skip;
    if (!nk_rtnetlink_route(x, m, &route, &skip, err))
        return false;
    return skip || nk_table_add(x->table, &route, err);
}

bool nk_rtnetlink_take(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_err *err)
{
    switch (m->type) {
    case RTM_NEWLINK:
        return take_link(x, m, err);
    case RTM_NEWNEXTHOP:
        return nk_rtnetlink_take_object(x, m, err);
    case RTM_NEWROUTE:
        return take_route(x, m, err);
    case RTM_NEWRULE:
        return nk_rtnetlink_take_rule(x, m, err);
    default:
        return true;
    }
}
