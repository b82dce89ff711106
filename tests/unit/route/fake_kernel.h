/* A kernel that is played: socket(), sendto() and recvmsg() below stand in for the C library's. For
 * one file of tests, which includes it once. */
#ifndef NK_TESTS_FAKE_KERNEL_H
#define NK_TESTS_FAKE_KERNEL_H

#include "messages.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "route/kernel.h"

/* ---- the kernel ---------------------------------------------------------- */

/* What it answers to a dump or a question; which one is told by the message's type, and the family
 * in the first byte behind the header. */
struct answer {
    uint16_t type;
    uint8_t af;
    int error;                     /* instead of an answer */
    bool no_verdict;               /* a question's answer: no NLMSG_DONE behind */
    void (*put)(struct nk_buf *b); /* appends messages; NULL: none */
};

static struct {
    const struct answer *answers;
    size_t count;
    uint16_t type;
    uint8_t af;
    uint32_t seq;
    int asked;         /* questions so far */
    int interrupt_at;  /* the question of this number breaks off, behind its messages */
    uint8_t last[512]; /* the last question */
    size_t last_len;
} kernel;

int socket(int domain, int type, int protocol)
{
    (void)domain;
    (void)type;
    (void)protocol;
    return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

int setsockopt(int fd, int level, int name, const void *value, socklen_t len)
{
    (void)fd;
    (void)level;
    (void)name;
    (void)value;
    (void)len;
    return 0;
}

ssize_t sendto(int fd, const void *bytes, size_t len, int flags, const struct sockaddr *to,
               socklen_t to_len)
{
    struct nlmsghdr header;
    (void)fd;
    (void)flags;
    (void)to;
    (void)to_len;
    memcpy(&header, bytes, sizeof header);
    assert_true(len > sizeof header && len <= sizeof kernel.last);
    memcpy(kernel.last, bytes, len);
    kernel.last_len = len;
    kernel.type = header.nlmsg_type;
    kernel.af = kernel.last[sizeof header];
    kernel.seq = header.nlmsg_seq;
    kernel.asked++;
    return (ssize_t)len;
}

static inline const struct answer *find_answer(void)
{
    for (size_t i = 0; i < kernel.count; i++)
        if (kernel.answers[i].type == kernel.type && kernel.answers[i].af == kernel.af)
            return &kernel.answers[i];
    static const struct answer nothing = {.put = NULL};
    return &nothing;
}

static inline void put_verdict(struct nk_buf *b, uint16_t type, uint16_t flags, int error)
{
    const int32_t verdict = -error;
    size_t start = nk_nlmsg_begin(b, type, flags, &verdict, sizeof verdict);
    nk_nlmsg_end(b, start);
}

/* Every message with the number of the question. */
static inline void set_numbers(struct nk_buf *b)
{
    for (size_t at = 0; at < b->len;) {
        struct nlmsghdr header;
        memcpy(&header, b->data + at, sizeof header);
        header.nlmsg_seq = kernel.seq;
        memcpy(b->data + at, &header, sizeof header);
        at += NLMSG_ALIGN(header.nlmsg_len);
    }
}

ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
    const struct answer *answer = find_answer();
    struct nk_buf b = {0};
    (void)fd;
    (void)flags;
    if (answer->error != 0)
        put_verdict(&b, NLMSG_ERROR, 0, answer->error);
    else if (answer->put != NULL)
        answer->put(&b);
    if (answer->error == 0 && !answer->no_verdict)
        put_verdict(&b, NLMSG_DONE, kernel.asked == kernel.interrupt_at ? NLM_F_DUMP_INTR : 0, 0);
    set_numbers(&b);
    const struct sockaddr_nl from = {.nl_family = AF_NETLINK};
    memcpy(msg->msg_name, &from, sizeof from);
    msg->msg_namelen = sizeof from;
    assert_true(b.len <= msg->msg_iov->iov_len);
    memcpy(msg->msg_iov->iov_base, b.data, b.len);
    ssize_t len = (ssize_t)b.len;
    nk_buf_release(&b);
    return len;
}

/* ---- what it has --------------------------------------------------------- */

static inline void finish(struct nk_buf *b, struct making *m)
{
    nk_nlmsg_end(&m->b, 0);
    nk_buf_add(b, m->b.data, m->b.len);
    nk_buf_release(&m->b);
}

static inline void put_link(struct nk_buf *b, int index, const char *name)
{
    struct making m;
    const struct ifinfomsg head = {.ifi_index = index};
    make_begin(&m, RTM_NEWLINK, &head, sizeof head);
    make_text(&m, IFLA_IFNAME, name);
    finish(b, &m);
}

static inline void put_links(struct nk_buf *b)
{
    put_link(b, 1, "lo");
    put_link(b, 3, "e0");
}

static inline void put_objects(struct nk_buf *b)
{
    struct making m;
    const struct nhmsg head = {.nh_family = AF_INET};
    make_begin(&m, RTM_NEWNEXTHOP, &head, sizeof head);
    make_u32(&m, NHA_ID, 7);
    make_addr(&m, NHA_GATEWAY, "192.0.2.7");
    make_u32(&m, NHA_OIF, 3);
    finish(b, &m);
}

static inline void put_ipv4(struct nk_buf *b)
{
    struct making m;
    begin_route(&m, AF_INET, "10.0.0.0", 8, RTN_UNICAST);
    make_u32(&m, RTA_OIF, 3);
    finish(b, &m);
    begin_route(&m, AF_INET, "10.7.0.0", 16, RTN_UNICAST);
    make_u32(&m, RTA_NH_ID, 7);
    finish(b, &m);
}

static inline void put_ipv6(struct nk_buf *b)
{
    struct making m;
    begin_route(&m, AF_INET6, "2001:db8::", 32, RTN_UNICAST);
    make_u32(&m, RTA_OIF, 1);
    finish(b, &m);
}

static inline void put_rule(struct nk_buf *b)
{
    struct making m;
    const struct fib_rule_hdr head = {
        .family = kernel.af, .action = FR_ACT_TO_TBL, .table = RT_TABLE_MAIN};
    make_begin(&m, RTM_NEWRULE, &head, sizeof head);
    finish(b, &m);
}

static inline void put_damage(struct nk_buf *b)
{
    struct making m;
    begin_route(&m, AF_INET6, "10.0.0.0", 8, RTN_UNICAST);
    finish(b, &m);
}

static inline void play(const struct answer *answers, size_t count)
{
    memset(&kernel, 0, sizeof kernel);
    kernel.answers = answers;
    kernel.count = count;
}

#endif
