/* rtnetlink messages made by hand, for the tests of what reads them. */
#ifndef NK_TESTS_MESSAGES_H
#define NK_TESTS_MESSAGES_H

#include "reading.h"

#include <linux/fib_rules.h>
#include <linux/if_link.h>
#include <linux/nexthop.h>
#include <linux/rtnetlink.h>
#include <sys/socket.h>

#include "route/rtnetlink.h"

/* A message on its way: begun, given attributes, taken. */
struct making {
    struct nk_buf b;
};

static inline void make_begin(struct making *m, uint16_t type, const void *fixed, size_t len)
{
    *m = (struct making){{0}};
    nk_nlmsg_begin(&m->b, type, 0, fixed, len);
}

static inline void make_attr(struct making *m, uint16_t number, const void *data, size_t len)
{
    nk_nlmsg_attr(&m->b, number, data, len);
}

static inline void make_u32(struct making *m, uint16_t number, uint32_t n)
{
    make_attr(m, number, &n, sizeof n);
}

static inline void make_u8(struct making *m, uint16_t number, uint8_t n)
{
    make_attr(m, number, &n, sizeof n);
}

static inline void make_text(struct making *m, uint16_t number, const char *text)
{
    make_attr(m, number, text, strlen(text) + 1);
}

/* The bytes of an address; returns how many. */
static inline size_t addr_bytes(const char *text, uint8_t *bytes)
{
    struct nk_addr a;
    assert_true(nk_addr_parse(text, strlen(text), &a, NULL));
    const uint64_t halves[] = {htobe64(a.hi), htobe64(a.lo)};
    size_t len = a.family == NK_IPV4 ? 4 : 16;
    memcpy(bytes, (const uint8_t *)halves + 16 - len, len);
    return len;
}

static inline void make_addr(struct making *m, uint16_t number, const char *text)
{
    uint8_t bytes[16];
    make_attr(m, number, bytes, addr_bytes(text, bytes));
}

/* RTA_VIA: the family, then the address. */
static inline void make_via(struct making *m, uint8_t af, const char *text)
{
    uint8_t bytes[18] = {0};
    const uint16_t family = af;
    memcpy(bytes, &family, sizeof family);
    make_attr(m, RTA_VIA, bytes, 2 + addr_bytes(text, bytes + 2));
}

/* Gives the message to `x`; damages it before, where `cut` bytes have to go from its end. */
static inline bool make_take(struct making *m, struct nk_rtnetlink *x, size_t cut,
                             struct nk_err *err)
{
    struct nk_nlmsg message;
    m->b.len -= cut;
    nk_nlmsg_end(&m->b, 0);
    struct nk_cursor c = nk_cursor(m->b.data, m->b.len);
    assert_true(nk_nlmsg_next(&c, &message));
    *err = (struct nk_err){0};
    bool done = nk_rtnetlink_take(x, &message, err);
    assert_true(done || err->code == NK_ERR_INPUT);
    nk_buf_release(&m->b);
    return done;
}

static inline void must_take(struct making *m, struct nk_rtnetlink *x)
{
    struct nk_err err;
    if (!make_take(m, x, 0, &err))
        fail_msg("%s", err.text);
}

static inline void must_refuse(struct making *m, struct nk_rtnetlink *x, const char *text)
{
    struct nk_err err;
    assert_false(make_take(m, x, 0, &err));
    assert_string_equal(err.text, text);
}

/* ---- whole messages ------------------------------------------------------ */

static inline void take_link(struct nk_rtnetlink *x, int index, const char *name, uint32_t master,
                             uint32_t vrf_table)
{
    struct making m, info = {{0}}, data = {{0}};
    const struct ifinfomsg head = {.ifi_index = index};
    make_begin(&m, RTM_NEWLINK, &head, sizeof head);
    make_text(&m, IFLA_IFNAME, name);
    if (master != 0)
        make_u32(&m, IFLA_MASTER, master);
    if (vrf_table != 0) {
        make_text(&info, IFLA_INFO_KIND, "vrf");
        make_u32(&data, IFLA_VRF_TABLE, vrf_table);
        make_attr(&info, IFLA_INFO_DATA, data.b.data, data.b.len);
        make_attr(&m, IFLA_LINKINFO, info.b.data, info.b.len);
    }
    must_take(&m, x);
    nk_buf_release(&info.b);
    nk_buf_release(&data.b);
}

/* An object with one next hop; `gateway` NULL: none. */
static inline void take_object(struct nk_rtnetlink *x, uint32_t id, uint8_t af, const char *gateway,
                               uint32_t oif)
{
    struct making m;
    const struct nhmsg head = {.nh_family = af};
    make_begin(&m, RTM_NEWNEXTHOP, &head, sizeof head);
    make_u32(&m, NHA_ID, id);
    if (gateway != NULL)
        make_addr(&m, NHA_GATEWAY, gateway);
    make_u32(&m, NHA_OIF, oif);
    must_take(&m, x);
}

/* A group of two; the weights are as people write them. */
static inline void take_group(struct nk_rtnetlink *x, uint32_t id, uint32_t first, uint32_t weight,
                              uint32_t second, uint32_t other_weight)
{
    struct making m;
    const struct nhmsg head = {.nh_family = AF_UNSPEC};
    uint8_t group[16] = {0};
    memcpy(group, &first, 4);
    group[4] = (uint8_t)(weight - 1);
    group[5] = (uint8_t)((weight - 1) >> 8);
    memcpy(group + 8, &second, 4);
    group[12] = (uint8_t)(other_weight - 1);
    make_begin(&m, RTM_NEWNEXTHOP, &head, sizeof head);
    make_u32(&m, NHA_ID, id);
    make_attr(&m, NHA_GROUP, group, sizeof group);
    must_take(&m, x);
}

/* Begins a route: family, prefix, type. */
static inline void begin_route(struct making *m, uint8_t af, const char *dst, uint8_t length,
                               uint8_t type)
{
    const struct rtmsg head = {.rtm_family = af,
                               .rtm_dst_len = length,
                               .rtm_table = RT_TABLE_MAIN,
                               .rtm_protocol = RTPROT_STATIC,
                               .rtm_type = type};
    make_begin(m, RTM_NEWROUTE, &head, sizeof head);
    if (dst != NULL)
        make_addr(m, RTA_DST, dst);
}

static inline struct rtmsg *route_head(struct making *m)
{
    return (struct rtmsg *)(void *)(m->b.data + NK_NLMSG_HEADER);
}

static inline void expect_routes(const struct nk_table *t, const char *routes)
{
    struct nk_buf got = {0};
    for (size_t i = 0; i < t->count; i++)
        reading_put(&got, t, &t->routes[i]);
    nk_buf_add(&got, "", 1);
    assert_string_equal(got.data, routes);
    nk_buf_release(&got);
}

#endif
