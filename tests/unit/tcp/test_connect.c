/* Real ports of loopback: open, closed, and several addresses of one target. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "netkit/host.h"
#include "tcp/connect.h"

static int listener(const char *host, uint16_t *port)
{
    struct nk_addr addr;
    struct sockaddr_storage sa;
    assert_true(nk_addr_parse(host, strlen(host), &addr, NULL));
    socklen_t len = nk_addr_to_sockaddr(&addr, 0, &sa);
    int fd = socket(sa.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    assert_int_equal(bind(fd, (struct sockaddr *)&sa, len), 0);
    assert_int_equal(listen(fd, 4), 0);
    assert_int_equal(getsockname(fd, (struct sockaddr *)&sa, &len), 0);
    assert_true(nk_addr_from_sockaddr((struct sockaddr *)&sa, len, &addr, port));
    return fd;
}

static struct nk_tcp_attempt attempt(const char *host, uint16_t port, unsigned target)
{
    struct nk_tcp_attempt a = {.port = port, .target = target, .fd = -1};
    assert_true(nk_addr_parse(host, strlen(host), &a.addr, NULL));
    return a;
}

static void run(struct nk_tcp_attempt *all, size_t count)
{
    int64_t start = nk_clock_ms();
    assert_true(nk_tcp_attempts_run(all, count, start + 5000, NULL));
    assert_true(nk_clock_ms() - start < 4000); /* loopback answers at once */
}

static void test_open_and_closed(void **state)
{
    (void)state;
    uint16_t port;
    int fd = listener("127.0.0.1", &port);
    struct nk_tcp_attempt all[] = {attempt("127.0.0.1", port, 0), attempt("127.0.0.2", port, 1)};
    run(all, 2);
    assert_int_equal(all[0].answer, NK_TCP_OPEN);
    assert_int_equal(all[0].error, 0);
    assert_int_equal(all[1].answer, NK_TCP_CLOSED_PORT);
    assert_int_equal(all[1].fd, -1);
    close(fd);
    all[0] = attempt("127.0.0.1", port, 0);
    run(all, 1);
    assert_int_equal(all[0].answer, NK_TCP_CLOSED_PORT);
}

/* The next address comes when the one before it has failed, and none behind an open one. */
static void test_addresses_of_a_target(void **state)
{
    (void)state;
    uint16_t port;
    int fd = listener("127.0.0.3", &port);
    struct nk_tcp_attempt all[] = {attempt("127.0.0.2", port, 0), attempt("127.0.0.3", port, 0),
                                   attempt("127.0.0.4", port, 0), attempt("127.0.0.4", port, 1)};
    run(all, 4);
    assert_int_equal(all[0].answer, NK_TCP_CLOSED_PORT);
    assert_int_equal(all[1].answer, NK_TCP_OPEN);
    assert_int_equal(all[2].answer, NK_TCP_NO_ANSWER);
    assert_false(all[2].tried);
    assert_int_equal(all[2].error, 0);
    assert_int_equal(all[3].answer, NK_TCP_CLOSED_PORT);
    close(fd);
}

/* A time that is over leaves what loopback says at once. */
static void test_no_time(void **state)
{
    (void)state;
    struct nk_tcp_attempt a = attempt("127.0.0.1", 1, 0);
    assert_true(nk_tcp_attempts_run(&a, 1, nk_clock_ms() - 10, NULL));
    assert_int_equal(a.answer, NK_TCP_CLOSED_PORT);
    assert_true(nk_tcp_attempts_run(NULL, 0, nk_clock_ms(), NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open_and_closed),
        cmocka_unit_test(test_addresses_of_a_target),
        cmocka_unit_test(test_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
