/* The kernel is played by the functions below, which stand in for the C library's. */
#include "diag_messages.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* ---- the kernel ---------------------------------------------------------- */

/* What one recvmsg() gives. */
struct step {
    int sockets;    /* so many, of the family that was asked for */
    int error;      /* NLMSG_ERROR instead */
    bool done;      /* NLMSG_DONE behind them */
    uint16_t flags; /* of NLMSG_DONE */
    bool damaged;   /* the last socket is cut off */
};

static struct kernel {
    const struct step *steps;
    size_t count, at;
    int asked;
    uint8_t families[8]; /* that were asked for */
    uint32_t seq;
} kernel;

int socket(int domain, int type, int protocol)
{
    (void)domain;
    (void)type;
    assert_int_equal(protocol, NETLINK_SOCK_DIAG);
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
    assert_true(kernel.asked < 8);
    kernel.families[kernel.asked++] = ((const uint8_t *)bytes)[sizeof header];
    kernel.seq = header.nlmsg_seq;
    return (ssize_t)len;
}

static void put_verdict(struct nk_buf *b, uint16_t type, uint16_t flags, int error)
{
    const int32_t verdict = -error;
    nk_nlmsg_end(b, nk_nlmsg_begin(b, type, flags, &verdict, sizeof verdict));
}

ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
    const struct step *step = &kernel.steps[kernel.at++];
    struct nk_buf b = {0};
    (void)fd;
    (void)flags;
    assert_true(kernel.at <= kernel.count);
    for (int i = 0; i < step->sockets; i++) {
        const struct inet_diag_msg m =
            diag_body(kernel.families[kernel.asked - 1] == AF_INET6 ? AF_INET6 : AF_INET, 1);
        size_t cut = step->damaged && i + 1 == step->sockets ? 4 : 0;
        nk_nlmsg_end(&b, nk_nlmsg_begin(&b, SOCK_DIAG_BY_FAMILY, 0, &m, sizeof m - cut));
    }
    if (step->error != 0)
        put_verdict(&b, NLMSG_ERROR, 0, step->error);
    if (step->done)
        put_verdict(&b, NLMSG_DONE, step->flags, 0);
    for (size_t at = 0; at < b.len;) {
        struct nlmsghdr header;
        memcpy(&header, b.data + at, sizeof header);
        header.nlmsg_seq = kernel.seq;
        memcpy(b.data + at, &header, sizeof header);
        at += NLMSG_ALIGN(header.nlmsg_len);
    }
    const struct sockaddr_nl from = {.nl_family = AF_NETLINK};
    memcpy(msg->msg_name, &from, sizeof from);
    msg->msg_namelen = sizeof from;
    size_t len = b.len;
    assert_true(len <= msg->msg_iov->iov_len);
    memcpy(msg->msg_iov->iov_base, b.data, len);
    nk_buf_release(&b);
    return (ssize_t)len;
}

/* ---- dumps ------------------------------------------------------------------ */

struct seen {
    size_t count, with_info;
    size_t stop_at; /* 0: never */
};

static bool count(void *closure, const struct nk_diag_socket *s, const struct nk_diag_info *info,
                  struct nk_err *err)
{
    struct seen *seen = closure;
    (void)err;
    assert_int_equal(s->state, NK_TCP_ESTABLISHED);
    seen->with_info += info != NULL;
    return ++seen->count != seen->stop_at;
}

static bool dump(const struct step *steps, size_t n, struct nk_diag_request r, struct seen *seen,
                 struct nk_err *err)
{
    const struct nk_diag_plan plan = {.states = NK_TCP_ALL_STATES, .exact = true};
    struct nk_netlink netlink;
    kernel = (struct kernel){.steps = steps, .count = n};
    *err = (struct nk_err){0};
    if (r.plan == NULL)
        r.plan = &plan;
    nk_netlink_init(&netlink, NETLINK_SOCK_DIAG);
    bool good = nk_diag_dump(&netlink, &r, count, seen, err);
    nk_netlink_release(&netlink);
    return good;
}

#define DUMP(steps, request, seen, err) \
    dump(steps, sizeof(steps) / sizeof(steps)[0], request, seen, err)

static const struct nk_diag_request tcp = {.protocol = NK_DIAG_TCP},
                                    udp = {.protocol = NK_DIAG_UDP};

static void test_whole(void **state)
{
    static const struct step steps[] = {{.sockets = 300}, {.sockets = 300}, {.done = true}};
    struct nk_diag_request r = tcp;
    struct seen seen = {.count = 0};
    struct nk_err err;
    (void)state;
    assert_true(DUMP(steps, r, &seen, &err));
    assert_int_equal(seen.count, 600);
    assert_int_equal(seen.with_info, 0);
    assert_int_equal(kernel.asked, 1);
    assert_int_equal(kernel.families[0], AF_UNSPEC); /* both at once */
    r.info = true;
    r.family = NK_IPV6;
    seen = (struct seen){.count = 0};
    assert_true(DUMP(steps, r, &seen, &err));
    assert_int_equal(seen.with_info, 600);
    assert_int_equal(kernel.families[0], AF_INET6);
}

static void test_long(void **state)
{
    static const struct step steps[] = {
        {.sockets = 600}, {.sockets = 600}, {.sockets = 600}, {.done = true}};
    struct seen seen = {.count = 0};
    struct nk_err err;
    (void)state;
    assert_true(DUMP(steps, tcp, &seen, &err));
    assert_int_equal(seen.count, 1800);
    seen = (struct seen){.stop_at = 1500};
    assert_false(DUMP(steps, tcp, &seen, &err)); /* the sink has enough */
    assert_int_equal(seen.count, 1500);
    assert_int_equal(err.code, NK_ERR_NONE);
}

static void test_interrupted(void **state)
{
    static const struct step again[] = {{.sockets = 9, .done = true, .flags = NLM_F_DUMP_INTR},
                                        {.sockets = 8, .done = true}};
    static const struct step late[] = {
        {.sockets = 600}, {.sockets = 600, .done = true, .flags = NLM_F_DUMP_INTR}, {.sockets = 1}};
    struct seen seen = {.count = 0};
    struct nk_err err;
    (void)state;
    assert_true(DUMP(again, tcp, &seen, &err)); /* the first ones were held back */
    assert_int_equal(seen.count, 8);
    seen = (struct seen){.count = 0};
    assert_false(DUMP(late, tcp, &seen, &err));
    assert_int_equal(seen.count, 1200);
    assert_non_null(strstr(err.text, "changed while they were read"));
}

/* UDP's families are two dumps; one that is interrupted takes nothing of the other back. */
static void test_families(void **state)
{
    static const struct step both[] = {{.sockets = 3, .done = true},
                                       {.sockets = 2, .done = true, .flags = NLM_F_DUMP_INTR},
                                       {.sockets = 4, .done = true}};
    static const struct step no_ipv6[] = {{.sockets = 3, .done = true}, {.error = ENOENT}};
    static const struct step none[] = {{.error = ENOENT}};
    struct seen seen = {.count = 0};
    struct nk_diag_request r = udp;
    struct nk_err err;
    (void)state;
    assert_true(DUMP(both, udp, &seen, &err));
    assert_int_equal(seen.count, 7);
    assert_int_equal(kernel.families[0], AF_INET);
    assert_int_equal(kernel.families[1], AF_INET6);
    seen = (struct seen){.count = 0};
    assert_true(DUMP(no_ipv6, udp, &seen, &err));
    assert_int_equal(seen.count, 3);
    assert_false(DUMP(none, udp, &seen, &err)); /* the kernel does not tell of UDP at all */
    r.family = NK_IPV6;
    assert_false(DUMP(none, r, &seen, &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
}

/* Where the request for both families is not known, there are two. */
static void test_fallback(void **state)
{
    static const struct step steps[] = {
        {.error = EINVAL}, {.sockets = 3, .done = true}, {.sockets = 4, .done = true}};
    static const struct step bad[] = {{.error = EPERM}};
    struct seen seen = {.count = 0};
    struct nk_err err;
    (void)state;
    assert_true(DUMP(steps, tcp, &seen, &err));
    assert_int_equal(seen.count, 7);
    assert_false(DUMP(bad, tcp, &seen, &err));
    assert_int_equal(kernel.asked, 1);
}

static void test_damaged(void **state)
{
    static const struct step steps[] = {{.sockets = 3, .damaged = true}};
    const struct nk_diag_plan nothing = {.states = 0};
    struct nk_diag_request r = tcp;
    struct seen seen = {.count = 0};
    struct nk_err err;
    (void)state;
    assert_false(DUMP(steps, tcp, &seen, &err));
    assert_non_null(strstr(err.text, "damaged"));
    r.plan = &nothing; /* nothing can pass: nobody is asked */
    assert_true(DUMP(steps, r, &seen, &err));
    assert_int_equal(kernel.asked, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),       cmocka_unit_test(test_long),
        cmocka_unit_test(test_interrupted), cmocka_unit_test(test_families),
        cmocka_unit_test(test_fallback),    cmocka_unit_test(test_damaged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
