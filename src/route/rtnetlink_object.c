/* Next-hop objects: single ones, groups of them, and those that drop. */
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>

#include "route/rtnetlink.h"

/* An object; one without next hops of its own may be a group, whose members are looked up when a
 * route first uses it, since a group may come before them. */
struct nk_rtnetlink_object {
    uint32_t id;
    uint32_t hops; /* group in the table, NK_ROUTE_NONE: none, or not resolved */
    uint32_t first, count;
    bool blackhole;
};

void nk_rtnetlink_forget_objects(struct nk_rtnetlink *x)
{
    x->object_count = 0;
    x->member_count = 0;
}

static size_t find_object(const struct nk_rtnetlink *x, uint32_t id)
{
    size_t low = 0, high = x->object_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (x->objects[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct nk_rtnetlink_object *object_of(const struct nk_rtnetlink *x, uint32_t id)
{
    size_t at = find_object(x, id);
    return at < x->object_count && x->objects[at].id == id ? &x->objects[at] : NULL;
}

static bool insert_object(struct nk_rtnetlink *x, const struct nk_rtnetlink_object *object,
                          struct nk_err *err)
{
    size_t at = find_object(x, object->id);
    if (at == x->object_count || x->objects[at].id != object->id) {
        if (!nk_grow((void **)&x->objects, x->object_count, &x->object_room, sizeof *x->objects))
            return nk_err_memory(err);
        memmove(x->objects + at + 1, x->objects + at, (x->object_count - at) * sizeof *x->objects);
        x->object_count++;
    }
    x->objects[at] = *object;
    return true;
}

/* ---- reading ------------------------------------------------------------- */

static bool add_member(struct nk_rtnetlink *x, uint32_t id, uint32_t weight)
{
    const uint32_t pair[] = {id, weight};
    for (size_t i = 0; i < 2; i++) {
        if (!nk_grow((void **)&x->members, x->member_count, &x->member_room, sizeof *x->members))
            return false;
        x->members[x->member_count++] = pair[i];
    }
    return true;
}

/* The members of a group: id, weight less one in two octets, the high one last (kernels before 6.12
 * leave it zero), two octets reserved. */
static bool read_members(struct nk_rtnetlink *x, const struct nk_attr *group,
                         struct nk_rtnetlink_object *object)
{
    struct nk_cursor c = nk_cursor(group->data, group->len);
    object->first = (uint32_t)(x->member_count / 2);
    object->count = (uint32_t)(group->len / sizeof(struct nexthop_grp));
    for (uint32_t i = 0; i < object->count; i++) {
        uint32_t id = nk_host_u32(&c);
        uint32_t low = nk_cursor_u8(&c), high = nk_cursor_u8(&c);
        nk_cursor_take(&c, 2);
        if (!add_member(x, id, (high << 8 | low) + 1))
            return false;
    }
    return true;
}

static bool read_single(struct nk_rtnetlink *x, struct nk_attrs *a, uint8_t family,
                        const struct nhmsg *head, struct nk_rtnetlink_object *object)
{
    struct nk_hop hop;
    nk_rtnetlink_hop_init(&hop);
    nk_rtnetlink_addr(a, NHA_GATEWAY, family, &hop.via);
    if (nk_attrs_has(a, NHA_OIF)) {
        hop.dev = nk_rtnetlink_device(x, nk_attrs_u32(a, NHA_OIF, 0));
        if (hop.dev == NK_ROUTE_NONE)
            return false;
    }
    hop.flags = nk_rtnetlink_hop_flags(head->nh_flags);
    object->hops = nk_table_hop_group(x->table, &hop, 1);
    return object->hops != NK_ROUTE_NONE;
}

bool nk_rtnetlink_take_object(struct nk_rtnetlink *x, const struct nk_nlmsg *m, struct nk_err *err)
{
    struct nhmsg head;
    struct nk_attrs a;
    bool done = true;
    nk_attrs_read(&a, m->body, m->len, sizeof head);
    struct nk_rtnetlink_object object = {.id = nk_attrs_u32(&a, NHA_ID, 0),
                                         .hops = NK_ROUTE_NONE,
                                         .blackhole = nk_attrs_has(&a, NHA_BLACKHOLE)};
    if (a.failed || m->len < sizeof head || object.id == 0)
        return nk_rtnetlink_damaged(err, "next hop");
    memcpy(&head, m->body, sizeof head);
    uint8_t family = nk_rtnetlink_family(head.nh_family);
    if (nk_attrs_has(&a, NHA_FDB)) /* of bridges, no route uses it */
        return true;
    a.failed |= a.at[NHA_GROUP].len % sizeof(struct nexthop_grp) != 0;
    if (nk_attrs_has(&a, NHA_GROUP))
        done = read_members(x, &a.at[NHA_GROUP], &object);
    else if (!object.blackhole && family != NK_FAMILY_NONE)
        done = read_single(x, &a, family, &head, &object);
    if (!done)
        return nk_err_memory(err);
    return a.failed ? nk_rtnetlink_damaged(err, "next hop") : insert_object(x, &object, err);
}

/* ---- resolving ----------------------------------------------------------- */

/* The next hops of a group's members, one after the other; members that are not known, and those
 * that drop, give none. */
static bool resolve_group(struct nk_rtnetlink *x, struct nk_rtnetlink_object *object)
{
    struct nk_buf hops = {0};
    for (size_t i = 0; i < object->count; i++) {
        const uint32_t *member = &x->members[(object->first + i) * 2];
        const struct nk_rtnetlink_object *single = object_of(x, member[0]);
        size_t count = 0;
        const struct nk_hop *hop =
            single == NULL ? NULL : nk_table_hops_of(x->table, single->hops, &count);
        object->blackhole |= single != NULL && single->blackhole;
        if (hop == NULL || single->count > 0)
            continue;
        struct nk_hop weighed;
        memcpy(&weighed, hop, sizeof weighed);
        weighed.weight = (uint16_t)(member[1] > UINT16_MAX ? UINT16_MAX : member[1]);
        nk_buf_add(&hops, (const char *)&weighed, sizeof weighed);
    }
    bool done = !hops.failed;
    if (done && hops.len > 0) {
        object->hops = nk_table_hop_group(x->table, (const struct nk_hop *)hops.data,
                                          hops.len / sizeof(struct nk_hop));
        done = object->hops != NK_ROUTE_NONE;
    }
    nk_buf_release(&hops);
    return done;
}

bool nk_rtnetlink_object_hops(struct nk_rtnetlink *x, uint32_t id, uint32_t *group, bool *blackhole)
{
    struct nk_rtnetlink_object *object = object_of(x, id);
    *group = NK_ROUTE_NONE;
    *blackhole = false;
    if (object == NULL)
        return true;
    if (object->count > 0 && object->hops == NK_ROUTE_NONE && !resolve_group(x, object))
        return false;
    *group = object->hops;
    *blackhole = object->blackhole;
    return true;
}
