/* The servers on loopback: one port for all, UDP and TCP, slow and silent ones, bounds. */
#include "ask.h"

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lab/child.h"
#include "netkit/host.h"

static struct nk_lab_server server;
static uint16_t port;
static pid_t child;

static int start(void **state)
{
    struct nk_err err = {0};
    if (build_lab(state) != 0)
        return -1;
    if (!nk_lab_server_open(&server, &lab, 0, &err)) {
        print_error("%s\n", err.text);
        return -1;
    }
    port = server.port;
    child = nk_lab_child_start(&server, &err);
    return child > 0 ? 0 : -1;
}

static int stop(void **state)
{
    nk_lab_child_stop(child);
    return release_lab(state);
}

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int try_to_connect(const char *addr, int type)
{
    struct nk_addr a;
    struct sockaddr_storage to;
    assert_true(nk_addr_parse(addr, strlen(addr), &a, NULL));
    socklen_t len = nk_addr_to_sockaddr(&a, port, &to);
    int fd = socket(to.ss_family, type | SOCK_CLOEXEC, 0);
    assert_true(fd >= 0);
    if (connect(fd, (const struct sockaddr *)&to, len) == 0)
        return fd;
    close(fd);
    return -1;
}

static int connect_to(const char *addr, int type)
{
    int fd = try_to_connect(addr, type);
    assert_true(fd >= 0);
    return fd;
}

/* What comes within the time; 0 at the end or when nothing does. */
static size_t receive(int fd, uint8_t *bytes, size_t room, int ms)
{
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    if (poll(&wait, 1, ms) <= 0)
        return 0;
    ssize_t n = recv(fd, bytes, room, 0);
    return n < 0 ? 0 : (size_t)n;
}

static size_t receive_all(int fd, uint8_t *bytes, size_t want)
{
    size_t have = 0, n;
    while (have < want && (n = receive(fd, bytes + have, want - have, 5000)) > 0)
        have += n;
    return have;
}

static void test_datagrams(void **state)
{
    static const char *const addrs[] = {"127.53.0.1", "127.53.0.53", "127.53.10.1", "127.53.24.3"};
    uint8_t query[512], answer[1500];
    const struct how how = {0};
    (void)state;
    for (size_t i = 0; i < sizeof addrs / sizeof *addrs; i++) {
        int fd = connect_to(addrs[i], SOCK_DGRAM);
        size_t len = write_query(query, sizeof query, ".", NK_TYPE_NS, &how);
        assert_int_equal(send(fd, query, len, 0), len);
        assert_true(receive(fd, answer, sizeof answer, 5000) >= len);
        assert_memory_equal(answer, query, 2);
        close(fd);
    }
}

/* Nobody listens: the kernel says so at once. */
static void test_dead(void **state)
{
    uint8_t byte = 0;
    int fd = connect_to("127.53.13.1", SOCK_DGRAM);
    struct pollfd wait = {.fd = fd, .events = POLLIN};
    (void)state;
    assert_int_equal(send(fd, &byte, 1, 0), 1);
    assert_int_equal(poll(&wait, 1, 5000), 1);
    assert_int_equal(recv(fd, &byte, 1, 0), -1);
    assert_int_equal(errno, ECONNREFUSED);
    close(fd);
    assert_int_equal(try_to_connect("127.53.13.1", SOCK_STREAM), -1);
    assert_int_equal(try_to_connect("127.53.23.1", SOCK_STREAM), -1); /* UDP alone */
}

static void test_silent(void **state)
{
    uint8_t query[512], answer[512];
    const struct how how = {0};
    size_t len = write_query(query, sizeof query, "www.silent.test", NK_TYPE_A, &how);
    int fd = connect_to("127.53.13.3", SOCK_DGRAM);
    (void)state;
    assert_int_equal(send(fd, query, len, 0), len);
    assert_int_equal(receive(fd, answer, sizeof answer, 200), 0);
    close(fd);
}

static void test_slow(void **state)
{
    uint8_t query[514] = {0}, answer[512];
    const struct how how = {0};
    size_t len = write_query(query + 2, sizeof query - 2, "www.slow.test", NK_TYPE_A, &how);
    int fd = connect_to("127.53.14.1", SOCK_DGRAM), tcp = connect_to("127.53.14.1", SOCK_STREAM);
    int64_t before = now_ms();
    (void)state;
    query[1] = (uint8_t)len;
    assert_int_equal(send(fd, query + 2, len, 0), len);
    assert_int_equal(send(tcp, query, len + 2, 0), len + 2);
    assert_true(receive(fd, answer, sizeof answer, 5000) > len);
    assert_true(now_ms() - before >= 300);
    assert_true(receive(tcp, answer, sizeof answer, 5000) > len);
    assert_true(now_ms() - before >= 300);
    close(fd);
    close(tcp);
}

/* Two questions at once, in pieces of one octet; both are answered in their order. */
static void test_stream(void **state)
{
    uint8_t query[1024], answer[8192];
    const struct how how = {0};
    int fd = connect_to("127.53.10.1", SOCK_STREAM);
    size_t len = write_query(query + 2, 500, "big.example.test", NK_TYPE_TXT, &how);
    (void)state;
    query[0] = 0;
    query[1] = (uint8_t)len;
    memcpy(query + len + 2, query, len + 2);
    query[len + 5] = 0x77; /* the second ID */
    for (size_t i = 0; i < 2 * (len + 2); i++)
        assert_int_equal(send(fd, query + i, 1, 0), 1);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(receive_all(fd, answer, 2), 2);
        size_t size = (size_t)answer[0] << 8 | answer[1];
        assert_true(size > 1232 && size < sizeof answer);
        assert_int_equal(receive_all(fd, answer, size), size);
        assert_int_equal(answer[1], i == 0 ? 0xcd : 0x77);
    }
    /* all said: the server ends it too */
    shutdown(fd, SHUT_WR);
    assert_int_equal(receive(fd, answer, sizeof answer, 5000), 0);
    close(fd);
}

/* More connections than there is room for: the oldest go, and the newest is served. */
static void test_many_connections(void **state)
{
    int fds[NK_LAB_CONNS_MAX + 20];
    uint8_t query[514] = {0}, answer[512];
    const struct how how = {0};
    size_t len = write_query(query + 2, sizeof query - 2, "www.example.test", NK_TYPE_A, &how);
    size_t count = sizeof fds / sizeof *fds;
    (void)state;
    query[1] = (uint8_t)len;
    for (size_t i = 0; i < count; i++)
        fds[i] = connect_to("127.53.10.1", SOCK_STREAM);
    assert_int_equal(send(fds[count - 1], query, len + 2, 0), len + 2);
    assert_true(receive(fds[count - 1], answer, sizeof answer, 5000) > len);
    for (size_t i = 0; i < count; i++)
        close(fds[i]);
}

/* The same port twice fails, with the address and the port in the message. */
static void test_port_taken(void **state)
{
    struct nk_lab_server other;
    struct nk_err err = {0};
    (void)state;
    assert_false(nk_lab_server_open(&other, &lab, port, &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    assert_non_null(strstr(err.text, "127.53.0.1"));
    assert_null(other.endpoints);
    /* a free one is found beside it */
    assert_true(nk_lab_server_open(&other, &lab, 0, &err));
    assert_int_not_equal(other.port, port);
    nk_lab_server_close(&other);
}

static void test_run_for_a_time(void **state)
{
    struct nk_lab_server other;
    struct nk_err err = {0};
    (void)state;
    assert_true(nk_lab_server_open(&other, &lab, 0, &err));
    int64_t before = now_ms();
    assert_true(nk_lab_server_run(&other, 50, &err));
    assert_in_range(now_ms() - before, 50, 2000);
    nk_lab_server_close(&other);
}

/* What a client of its own process asks of servers that run in this one: datagrams, two questions
 * in one stream that it then ends, a slow server over both, one that is given up with its answer
 * due. */
static bool ask_everything(void)
{
    static const char *const slow = "127.53.14.1", *const example = "127.53.10.1";
    uint8_t query[1024] = {0}, answer[8192];
    const struct how how = {0};
    size_t len = write_query(query + 2, 500, "big.example.test", NK_TYPE_TXT, &how), got = 0, n;
    int udp = try_to_connect(example, SOCK_DGRAM), tcp = try_to_connect(example, SOCK_STREAM);
    int late = try_to_connect(slow, SOCK_DGRAM), gone = try_to_connect(slow, SOCK_STREAM);
    int late_tcp = try_to_connect(slow, SOCK_STREAM), mute = try_to_connect(example, SOCK_STREAM);
    query[1] = (uint8_t)len;
    memcpy(query + len + 2, query, len + 2);
    send(udp, query + 2, len, 0);
    send(late, query + 2, len, 0);
    send(gone, query, len + 2, 0);
    send(late_tcp, query, len + 2, 0);
    send(tcp, query, 2 * (len + 2), 0);
    send(mute, query, 5, 0);
    close(gone);
    shutdown(mute, SHUT_WR);
    shutdown(tcp, SHUT_WR);
    bool good = receive(udp, answer, sizeof answer, 2000) == len;
    while ((n = receive(tcp, answer, sizeof answer, 2000)) > 0)
        got += n;
    good = good && got > 4000 && receive(mute, answer, sizeof answer, 2000) == 0;
    good = good && receive(late, answer, sizeof answer, 2000) == len;
    return good && receive(late_tcp, answer, sizeof answer, 2000) == len + 2;
}

static void test_in_process(void **state)
{
    struct nk_lab_server other;
    struct nk_err err = {0};
    int status = -1;
    (void)state;
    assert_true(nk_lab_server_open(&other, &lab, 0, &err));
    pid_t client = fork();
    if (client == 0) {
        port = other.port;
        _exit(ask_everything() ? 0 : 1);
    }
    assert_true(client > 0);
    while (waitpid(client, &status, WNOHANG) == 0)
        assert_true(nk_lab_server_run(&other, 50, &err));
    assert_int_equal(status, 0);
    nk_lab_server_close(&other);
}

/* The servers end with the process that started them, even by SIGKILL. */
static void test_ends_with_parent(void **state)
{
    int ends[2];
    pid_t grandchild = 0;
    (void)state;
    assert_int_equal(pipe(ends), 0);
    pid_t parent = fork();
    if (parent == 0) {
        struct nk_lab_server other;
        struct nk_err err;
        pid_t started = 0;
        if (nk_lab_server_open(&other, &lab, 0, &err))
            started = nk_lab_child_start(&other, &err);
        if (write(ends[1], &started, sizeof started) != sizeof started)
            _exit(1);
        for (;;)
            pause();
    }
    assert_true(parent > 0);
    assert_int_equal(read(ends[0], &grandchild, sizeof grandchild), sizeof grandchild);
    assert_true(grandchild > 0);
    assert_int_equal(kill(grandchild, 0), 0);
    kill(parent, SIGKILL);
    waitpid(parent, NULL, 0);
    /* the pipe's last writers are gone when both are */
    close(ends[1]);
    struct pollfd wait = {.fd = ends[0], .events = POLLIN};
    assert_int_equal(poll(&wait, 1, 5000), 1);
    assert_true(wait.revents & POLLHUP);
    close(ends[0]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_datagrams),  cmocka_unit_test(test_dead),
        cmocka_unit_test(test_silent),     cmocka_unit_test(test_slow),
        cmocka_unit_test(test_stream),     cmocka_unit_test(test_many_connections),
        cmocka_unit_test(test_port_taken), cmocka_unit_test(test_run_for_a_time),
        cmocka_unit_test(test_in_process), cmocka_unit_test(test_ends_with_parent),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
