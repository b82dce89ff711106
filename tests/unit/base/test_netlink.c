/* The kernel is played by the functions below, which stand in for the C library's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/netlink.h"

/* ---- the kernel ---------------------------------------------------------- */

enum { STEPS_MAX = 64 };

/* What one recvmsg() gives: an errno, or a datagram of the messages in `types`, ended by 0. */
struct step {
    int error;
    uint16_t types[4];
    uint16_t flags;
    int verdict;       /* of NLMSG_ERROR and NLMSG_DONE */
    const char *words; /* that come with a verdict */
    uint32_t sender;   /* port; 0 is the kernel */
    uint32_t seq_off;  /* added to the sequence number */
    size_t fill;       /* bytes of a datagram's one message; 0: a few */
    bool cut;          /* the last message says that it is longer */
    bool capped;       /* the question does not follow a verdict */
};

static struct {
    struct step steps[STEPS_MAX];
    size_t count, at;
    int sockets, sent, bad_socket, bad_option, bad_send, interrupted_calls;
    uint32_t seq;
    uint16_t flags;
    size_t question;
} kernel;

int socket(int domain, int type, int protocol)
{
    assert_int_equal(domain, AF_NETLINK);
    assert_true(type & SOCK_CLOEXEC);
    assert_int_equal(protocol, NETLINK_ROUTE);
    if (kernel.interrupted_calls-- > 0) {
        errno = EINTR;
        return -1;
    }
    if (kernel.bad_socket != 0) {
        errno = kernel.bad_socket;
        return -1;
    }
    kernel.sockets++;
    return open("/dev/null", O_RDONLY | O_CLOEXEC);
}

int setsockopt(int fd, int level, int name, const void *value, socklen_t len)
{
    (void)fd;
    (void)name;
    (void)value;
    (void)len;
    errno = level == SOL_SOCKET ? kernel.bad_option : ENOPROTOOPT; /* an old kernel */
    return errno == 0 ? 0 : -1;
}

ssize_t sendto(int fd, const void *bytes, size_t len, int flags, const struct sockaddr *to,
               socklen_t to_len)
{
    struct nlmsghdr header;
    (void)fd;
    (void)flags;
    if (kernel.interrupted_calls-- > 0) {
        errno = EINTR;
        return -1;
    }
    if (kernel.bad_send != 0) {
        errno = kernel.bad_send;
        return -1;
    }
    assert_int_equal(to_len, sizeof(struct sockaddr_nl));
    assert_int_equal(to->sa_family, AF_NETLINK);
    memcpy(&header, bytes, sizeof header);
    assert_int_equal(header.nlmsg_len, len);
    assert_true(header.nlmsg_seq != kernel.seq);
    kernel.seq = header.nlmsg_seq;
    kernel.flags = header.nlmsg_flags;
    kernel.question = len;
    kernel.sent++;
    return (ssize_t)len;
}

/* A verdict: the errno, the question (its header at least), words as an attribute. */
static void put_verdict(struct nk_buf *b, const struct step *s, uint16_t type)
{
    nk_buf_add(b, (const char *)&s->verdict, sizeof s->verdict);
    if (type == NLMSG_ERROR) {
        struct nlmsghdr question = {.nlmsg_len = (uint32_t)kernel.question};
        nk_buf_add(b, (const char *)&question, sizeof question);
        for (size_t i = sizeof question; i < kernel.question && !s->capped; i++)
            nk_buf_add_byte(b, 'q');
    }
    if (s->words != NULL)
        nk_nlmsg_attr(b, NLMSGERR_ATTR_MSG, s->words, strlen(s->words) + 1);
}

static void put_message(struct nk_buf *b, const struct step *s, uint16_t type)
{
    size_t start = nk_nlmsg_begin(b, type, s->flags, NULL, 0);
    bool verdict = type == NLMSG_ERROR || type == NLMSG_DONE;
    if (verdict)
        put_verdict(b, s, type);
    for (size_t i = 0; i < s->fill && !verdict; i++)
        nk_buf_add_byte(b, 'x');
    nk_nlmsg_end(b, start);
    struct nlmsghdr header;
    memcpy(&header, b->data + start, sizeof header);
    header.nlmsg_seq = kernel.seq + s->seq_off;
    header.nlmsg_len += s->cut ? 1000 : 0;
    memcpy(b->data + start, &header, sizeof header);
}

ssize_t recvmsg(int fd, struct msghdr *msg, int flags)
{
    (void)fd;
    assert_true(flags & MSG_TRUNC);
    assert_true(kernel.at < kernel.count);
    const struct step *s = &kernel.steps[kernel.at++];
    if (s->error != 0) {
        errno = s->error;
        return -1;
    }
    struct nk_buf b = {0};
    for (size_t i = 0; i < 4 && s->types[i] != 0; i++)
        put_message(&b, s, s->types[i]);
    struct sockaddr_nl from = {.nl_family = AF_NETLINK, .nl_pid = s->sender};
    memcpy(msg->msg_name, &from, sizeof from);
    msg->msg_namelen = sizeof from;
    size_t room = msg->msg_iov->iov_len;
    if (b.len > 0)
        memcpy(msg->msg_iov->iov_base, b.data, b.len < room ? b.len : room);
    ssize_t len = (ssize_t)b.len;
    nk_buf_release(&b);
    return len;
}

/* ---- whoever asks -------------------------------------------------------- */

struct seen {
    int begins, messages, last, stop_after;
    size_t largest;
};

static void begin(void *closure)
{
    struct seen *seen = closure;
    seen->begins++;
    seen->messages = 0;
}

static bool message(void *closure, const struct nk_nlmsg *m, struct nk_err *err)
{
    struct seen *seen = closure;
    (void)err;
    seen->messages++;
    seen->last = m->type;
    if (m->len > seen->largest)
        seen->largest = m->len;
    return seen->messages != seen->stop_after;
}

static void plan(const struct step *steps, size_t count)
{
    memset(&kernel, 0, sizeof kernel);
    memcpy(kernel.steps, steps, count * sizeof *steps);
    kernel.count = count;
}

#define PLAN(...)                            \
    plan((const struct step[]){__VA_ARGS__}, \
         sizeof((const struct step[]){__VA_ARGS__}) / sizeof(struct step))

static void question(struct nk_buf *b)
{
    *b = (struct nk_buf){0};
    nk_nlmsg_end(b, nk_nlmsg_begin(b, 26, 0, "abcdefgh", 8));
}

/* One dump by a socket of its own. */
static bool dump(struct seen *seen, struct nk_err *err)
{
    struct nk_netlink n;
    struct nk_buf b;
    const struct nk_netlink_sink sink = {begin, message, seen};
    question(&b);
    nk_netlink_init(&n, NETLINK_ROUTE);
    *err = (struct nk_err){0};
    bool done = nk_netlink_dump(&n, &b, "cannot dump", &sink, err);
    assert_int_equal(done, err->code == NK_ERR_NONE && seen->stop_after == 0);
    assert_true(done || seen->stop_after > 0 || strncmp(err->text, "cannot dump: ", 13) == 0);
    nk_netlink_release(&n);
    nk_buf_release(&b);
    return done;
}

/* ---- tests --------------------------------------------------------------- */

static void a_dump_is_read_to_its_end(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct nk_err err;
    PLAN({.types = {24, 24}}, {.types = {24, NLMSG_NOOP, 25}}, {.types = {24, NLMSG_DONE}});
    assert_true(dump(&seen, &err));
    assert_int_equal(seen.begins, 1);
    assert_int_equal(seen.messages, 5);
    assert_int_equal(kernel.flags, NLM_F_REQUEST | NLM_F_DUMP);
    assert_int_equal(kernel.at, kernel.count);
}

static void only_the_kernels_answer_to_us_counts(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct nk_err err;
    PLAN({.types = {24, NLMSG_DONE}, .sender = 4711}, {.types = {24, NLMSG_DONE}, .seq_off = 1},
         {.types = {24, NLMSG_DONE}, .seq_off = UINT32_MAX}, {.types = {25}},
         {.types = {NLMSG_DONE}});
    assert_true(dump(&seen, &err));
    assert_int_equal(seen.messages, 1);
    assert_int_equal(seen.last, 25);
    assert_int_equal(kernel.at, kernel.count);
}

static void a_broken_dump_is_repeated(void **state)
{
    (void)state;
    static const struct step broken[] = {
        {.types = {24}, .flags = NLM_F_DUMP_INTR},
        {.types = {NLMSG_DONE}, .flags = NLM_F_DUMP_INTR},
        {.types = {NLMSG_OVERRUN}},
        {.error = ENOBUFS},
        {.types = {NLMSG_DONE}, .verdict = -EINTR},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        struct seen seen = {0};
        struct nk_err err;
        PLAN({.types = {24, 24}}, broken[i], {.types = {25}}, {.types = {NLMSG_DONE}});
        assert_true(dump(&seen, &err));
        assert_int_equal(seen.begins, 2);
        assert_int_equal(seen.messages, 1); /* what came before does not count */
        assert_int_equal(kernel.sockets, 2);
        assert_int_equal(kernel.at, kernel.count);
    }
}

static void a_dump_that_always_breaks_ends(void **state)
{
    (void)state;
    struct step steps[NK_NETLINK_TRIES];
    struct seen seen = {0};
    struct nk_err err;
    for (size_t i = 0; i < NK_NETLINK_TRIES; i++)
        steps[i] = (struct step){.types = {24, NLMSG_DONE}, .flags = NLM_F_DUMP_INTR};
    plan(steps, NK_NETLINK_TRIES);
    assert_false(dump(&seen, &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_non_null(strstr(err.text, "it changed 16 times"));
    assert_int_equal(kernel.sockets, NK_NETLINK_TRIES);
}

static void a_datagram_without_room_makes_room(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct nk_err err;
    const struct step large = {.types = {24}, .fill = 100000};
    PLAN({.types = {25}}, large, large, {.types = {NLMSG_DONE}});
    assert_true(dump(&seen, &err));
    assert_int_equal(seen.begins, 2);
    assert_int_equal(seen.messages, 1);
    assert_int_equal(seen.largest, 100000);
    PLAN({.types = {24}, .fill = 17 * 1024 * 1024});
    assert_false(dump(&seen, &err));
    assert_string_equal(err.text, "cannot dump: Message too long");
}

static void what_the_kernel_refuses_is_told(void **state)
{
    (void)state;
    static const struct {
        struct step step;
        const char *text;
    } cases[] = {
        {{.types = {NLMSG_ERROR}, .verdict = -EPERM}, "cannot dump: Operation not permitted"},
        {{.types = {NLMSG_DONE}, .verdict = -EOPNOTSUPP}, "cannot dump: Operation not supported"},
        {{.types = {NLMSG_ERROR}, .verdict = INT32_MIN}, "cannot dump: Protocol error"},
        {{.types = {NLMSG_ERROR}, .flags = NLM_F_ACK_TLVS, .verdict = -EINVAL, .words = "Too odd"},
         "cannot dump: Too odd"},
        {{.types = {NLMSG_ERROR},
          .flags = NLM_F_ACK_TLVS | NLM_F_CAPPED,
          .verdict = -EINVAL,
          .words = "Too odd",
          .capped = true},
         "cannot dump: Too odd"},
        {{.types = {NLMSG_DONE}, .flags = NLM_F_ACK_TLVS, .verdict = -EINVAL, .words = "No table"},
         "cannot dump: No table"},
        /* it says that there are words, and there are none */
        {{.types = {NLMSG_DONE}, .flags = NLM_F_ACK_TLVS, .verdict = -EPERM},
         "cannot dump: Operation not permitted"},
        {{.types = {NLMSG_ERROR}, .flags = NLM_F_ACK_TLVS, .verdict = -EPERM, .capped = true},
         "cannot dump: Operation not permitted"},
        {{.types = {24}, .cut = true}, "cannot dump: the kernel's answer is damaged"},
        {{.error = EBADF}, "cannot dump: Bad file descriptor"},
        {{.error = EAGAIN}, "cannot dump: Connection timed out"},
        {{.types = {0}}, "cannot dump: Connection timed out"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct seen seen = {0};
        struct nk_err err;
        plan(&cases[i].step, 1);
        assert_false(dump(&seen, &err));
        assert_int_equal(err.code, NK_ERR_SYSTEM);
        assert_string_equal(err.text, cases[i].text);
    }
}

static void signals_are_no_end(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct nk_err err;
    PLAN({.error = EINTR}, {.error = EINTR}, {.types = {24}}, {.error = EINTR},
         {.types = {NLMSG_ERROR}}, {.types = {NLMSG_DONE}});
    kernel.interrupted_calls = 3;
    assert_true(dump(&seen, &err));
    assert_int_equal(seen.messages, 1);
    assert_int_equal(seen.begins, 1);
}

static void without_a_socket_there_is_no_answer(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct nk_err err;
    PLAN({.error = EBADF});
    kernel.bad_socket = EAFNOSUPPORT;
    assert_false(dump(&seen, &err));
    kernel.bad_socket = 0;
    kernel.bad_option = EDOM;
    assert_false(dump(&seen, &err));
    assert_non_null(strstr(err.text, strerror(EDOM)));
    kernel.bad_option = 0;
    kernel.bad_send = EPIPE;
    assert_false(dump(&seen, &err));
    assert_int_equal(seen.begins, 0);
    assert_int_equal(kernel.at, 0);
}

static void a_sink_that_has_enough_ends_the_dump(void **state)
{
    (void)state;
    struct seen seen = {.stop_after = 2};
    struct nk_err err;
    PLAN({.types = {24, 24, 24}});
    assert_false(dump(&seen, &err));
    assert_int_equal(err.code, NK_ERR_NONE);
    assert_int_equal(seen.messages, 2);
}

static void a_question_has_one_answer(void **state)
{
    (void)state;
    struct nk_netlink n;
    struct nk_buf b;
    struct nk_nlmsg m;
    struct nk_err err = {0};
    question(&b);
    nk_netlink_init(&n, NETLINK_ROUTE);
    PLAN({.types = {24}, .sender = 9}, {.types = {24}, .seq_off = 7}, {.types = {NLMSG_NOOP, 25}},
         {.types = {NLMSG_ERROR}, .verdict = -ENETUNREACH}, {.error = ENOBUFS}, {.types = {26}},
         {.types = {25}, .cut = true});
    assert_true(nk_netlink_ask(&n, &b, "cannot ask", &m, &err));
    assert_int_equal(m.type, 25);
    assert_int_equal(n.error, 0);
    assert_int_equal(kernel.flags, NLM_F_REQUEST);
    assert_false(nk_netlink_ask(&n, &b, "cannot ask", &m, &err));
    assert_int_equal(n.error, ENETUNREACH);
    assert_string_equal(err.text, "cannot ask: Network is unreachable");
    assert_int_equal(kernel.sockets, 1); /* a refusal is an answer: the socket stays */
    assert_true(nk_netlink_ask(&n, &b, "cannot ask", &m, &err));
    assert_int_equal(m.type, 26);
    assert_int_equal(n.error, 0);
    assert_int_equal(kernel.sockets, 2);
    assert_false(nk_netlink_ask(&n, &b, "cannot ask", &m, &err));
    assert_non_null(strstr(err.text, "damaged"));
    assert_int_equal(kernel.at, kernel.count);
    nk_netlink_release(&n);
    nk_buf_release(&b);
}

static void a_question_that_is_always_lost_ends(void **state)
{
    (void)state;
    struct step steps[NK_NETLINK_TRIES];
    struct nk_netlink n;
    struct nk_buf b;
    struct nk_nlmsg m;
    struct nk_err err = {0};
    for (size_t i = 0; i < NK_NETLINK_TRIES; i++)
        steps[i] = (struct step){.error = ENOBUFS};
    plan(steps, NK_NETLINK_TRIES);
    question(&b);
    nk_netlink_init(&n, NETLINK_ROUTE);
    assert_false(nk_netlink_ask(&n, &b, "cannot ask", &m, &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    nk_netlink_release(&n);
    nk_buf_release(&b);
    b.failed = true; /* a question that could not be put together */
    assert_false(nk_netlink_ask(&n, &b, "cannot ask", &m, &err));
    assert_int_equal(err.code, NK_ERR_MEMORY);
    nk_netlink_release(&n);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dump_is_read_to_its_end),
        cmocka_unit_test(only_the_kernels_answer_to_us_counts),
        cmocka_unit_test(a_broken_dump_is_repeated),
        cmocka_unit_test(a_dump_that_always_breaks_ends),
        cmocka_unit_test(a_datagram_without_room_makes_room),
        cmocka_unit_test(what_the_kernel_refuses_is_told),
        cmocka_unit_test(signals_are_no_end),
        cmocka_unit_test(without_a_socket_there_is_no_answer),
        cmocka_unit_test(a_sink_that_has_enough_ends_the_dump),
        cmocka_unit_test(a_question_has_one_answer),
        cmocka_unit_test(a_question_that_is_always_lost_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
