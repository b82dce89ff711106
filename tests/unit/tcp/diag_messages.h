/* Messages of INET_DIAG for tests. */
#ifndef NK_TESTS_DIAG_MESSAGES_H
#define NK_TESTS_DIAG_MESSAGES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <linux/tcp.h>
#include <sys/socket.h>

#include "tcp/diag.h"

/* 10.0.0.1:40000 to 192.0.2.9:443, or the same of IPv6, in a state of the kernel's. */
static inline struct inet_diag_msg diag_body(uint8_t family, uint8_t state)
{
    struct inet_diag_msg m = {.idiag_family = family,
                              .idiag_state = state,
                              .idiag_timer = 2,
                              .idiag_retrans = 3,
                              .id = {.idiag_sport = htons(40000),
                                     .idiag_dport = htons(443),
                                     .idiag_if = 7,
                                     .idiag_cookie = {5, 6}},
                              .idiag_expires = 1500,
                              .idiag_rqueue = 10,
                              .idiag_wqueue = 20,
                              .idiag_uid = 1000,
                              .idiag_inode = 4711};
    inet_pton(family, family == AF_INET ? "10.0.0.1" : "2001:db8::1", m.id.idiag_src);
    inet_pton(family, family == AF_INET ? "192.0.2.9" : "2001:db8::9", m.id.idiag_dst);
    return m;
}

static inline void put_socket(struct nk_buf *b, uint8_t family, uint8_t state)
{
    const struct inet_diag_msg m = diag_body(family, state);
    nk_nlmsg_end(b, nk_nlmsg_begin(b, SOCK_DIAG_BY_FAMILY, NLM_F_MULTI, &m, sizeof m));
}

#endif
