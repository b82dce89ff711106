#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "netkit/host.h"

/* ---- a resolver of our own: no test asks the machine's --------------------- */

struct answer {
    struct addrinfo info;
    struct sockaddr_storage sa;
};

static struct addrinfo *answer(const char *text, struct addrinfo *next)
{
    struct answer *one = calloc(1, sizeof *one);
    struct nk_addr a;
    if (one == NULL || !nk_addr_parse(text, strlen(text), &a, NULL))
        abort();
    one->info.ai_addrlen = nk_addr_to_sockaddr(&a, 0, &one->sa);
    one->info.ai_addr = (struct sockaddr *)&one->sa;
    one->info.ai_next = next;
    return &one->info;
}

int getaddrinfo(const char *name, const char *service, const struct addrinfo *hints,
                struct addrinfo **list)
{
    (void)service;
    if (strcmp(name, "sleeper.example") == 0)
        sleep(600);
    if (strcmp(name, "interrupted.example") == 0)
        raise(SIGINT);
    if (strcmp(name, "none.example") == 0)
        return EAI_NONAME;
    if (strcmp(name, "broken.example") == 0) {
        errno = ENFILE;
        return EAI_SYSTEM;
    }
    if (strcmp(name, "memory.example") == 0)
        return EAI_MEMORY;
    *list = NULL;
    if (strcmp(name, "empty.example") == 0)
        return 0;
    if (strcmp(name, "many.example") == 0) {
        for (int i = 255; i >= 0; i--) {
            char text[NK_ADDR_TEXT_MAX];
            snprintf(text, sizeof text, "192.0.2.%d", i);
            *list = answer(text, *list);
        }
        return 0;
    }
    if (hints->ai_family != AF_INET6)
        *list = answer("192.0.2.1", answer("192.0.2.1", answer("192.0.2.2", NULL)));
    if (hints->ai_family != AF_INET)
        *list = answer("2001:db8::1", *list);
    return 0;
}

void freeaddrinfo(struct addrinfo *list)
{
    while (list != NULL) {
        struct addrinfo *next = list->ai_next;
        free(list);
        list = next;
    }
}

/* ---- system calls that fail when told to ----------------------------------- */

static int fail_pipe, fail_fork, fail_poll, interrupt_poll;

int pipe2(int ends[2], int flags)
{
    if (fail_pipe != 0) {
        errno = fail_pipe;
        return -1;
    }
    return (int)syscall(SYS_pipe2, ends, flags);
}

pid_t fork(void)
{
    if (fail_fork != 0) {
        errno = fail_fork;
        return -1;
    }
    return _Fork();
}

int poll(struct pollfd *fds, nfds_t count, int timeout)
{
    struct timespec wait = {timeout / 1000, timeout % 1000 * 1000000L};
    if (interrupt_poll > 0) {
        interrupt_poll--;
        errno = EINTR;
        return -1;
    }
    if (fail_poll != 0) {
        errno = fail_poll;
        return -1;
    }
    return ppoll(fds, count, timeout < 0 ? NULL : &wait, NULL);
}

/* The addresses of a name, joined by blanks, or the error. */
static const char *resolve(const char *name, uint8_t family, int timeout_ms)
{
    static char text[1024];
    struct nk_addr found[4];
    struct nk_err err = {0};
    size_t at = 0;
    int count = nk_host_resolve(name, family, timeout_ms, found, 4, &err);
    text[0] = '\0';
    if (count < 0)
        snprintf(text, sizeof text, "%d: %s", err.code, err.text);
    for (int i = 0; i < count; i++) {
        if (i > 0)
            text[at++] = ' ';
        at += nk_addr_format(&found[i], text + at);
        if (found[i].zone != 0)
            at += (size_t)snprintf(text + at, sizeof text - at, "%%%u", found[i].zone);
    }
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child is left behind */
    assert_int_equal(errno, ECHILD);
    return text;
}

static void names_are_looked_up(void **state)
{
    (void)state;
    assert_string_equal(resolve("host.example", NK_FAMILY_NONE, 60000),
                        "2001:db8::1 192.0.2.1 192.0.2.2");
    assert_string_equal(resolve("host.example", NK_IPV4, 60000), "192.0.2.1 192.0.2.2");
    assert_string_equal(resolve("host.example", NK_IPV6, -1), "2001:db8::1");
    assert_string_equal(resolve("host.example.", NK_IPV6, 60000), "2001:db8::1");
    assert_string_equal(resolve("many.example", NK_IPV4, 60000),
                        "192.0.2.0 192.0.2.1 192.0.2.2 192.0.2.3");
}

static void failures_of_the_look_up_are_told(void **state)
{
    (void)state;
    char text[256];
    snprintf(text, sizeof text, "%d: cannot resolve 'none.example': %s", NK_ERR_SYSTEM,
             gai_strerror(EAI_NONAME));
    assert_string_equal(resolve("none.example", NK_FAMILY_NONE, 60000), text);
    snprintf(text, sizeof text, "%d: cannot resolve 'broken.example': %s", NK_ERR_SYSTEM,
             strerror(ENFILE));
    assert_string_equal(resolve("broken.example", NK_FAMILY_NONE, 60000), text);
    assert_int_equal(resolve("memory.example", NK_FAMILY_NONE, 60000)[0], '0' + NK_ERR_MEMORY);
    assert_string_equal(resolve("empty.example", NK_FAMILY_NONE, 60000),
                        "2: cannot resolve 'empty.example': no address");
    assert_string_equal(resolve("sleeper.example", NK_FAMILY_NONE, 50),
                        "2: cannot resolve 'sleeper.example': no answer in 50 ms");
    assert_string_equal(resolve("host.example", NK_FAMILY_NONE, 0),
                        "2: cannot resolve 'host.example': no answer in 0 ms");
    assert_string_equal(resolve("interrupted.example", NK_FAMILY_NONE, 60000),
                        "2: cannot resolve 'interrupted.example': interrupted");
}

static void a_handler_of_the_caller_does_not_keep_the_child(void **state)
{
    (void)state;
    void (*old)(int) = signal(SIGINT, SIG_IGN);
    assert_string_equal(resolve("interrupted.example", NK_FAMILY_NONE, 60000),
                        "2: cannot resolve 'interrupted.example': interrupted");
    signal(SIGINT, old);
    old = signal(SIGCHLD, SIG_IGN);
    assert_string_equal(resolve("host.example", NK_IPV6, 60000), "2001:db8::1");
    signal(SIGCHLD, old);
}

static void system_calls_may_fail(void **state)
{
    (void)state;
    static const struct {
        int *call, number;
        const char *what;
    } calls[] = {
        {&fail_pipe, EMFILE, "cannot make a pipe to the resolver"},
        {&fail_fork, EAGAIN, "cannot start the resolver's process"},
        {&fail_poll, ENOMEM, "cannot read what the resolver found"},
    };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        char text[256];
        snprintf(text, sizeof text, "%d: %s: %s", NK_ERR_SYSTEM, calls[i].what,
                 strerror(calls[i].number));
        *calls[i].call = calls[i].number;
        assert_string_equal(resolve("host.example", NK_IPV6, 60000), text);
        *calls[i].call = 0;
    }
    interrupt_poll = 3;
    assert_string_equal(resolve("host.example", NK_IPV6, 60000), "2001:db8::1");
    assert_int_equal(interrupt_poll, 0);
}

static void addresses_are_read_and_not_looked_up(void **state)
{
    (void)state;
    assert_string_equal(resolve("10.1.2.3", NK_FAMILY_NONE, 0), "10.1.2.3");
    assert_string_equal(resolve("10.1.2.3", NK_IPV4, 0), "10.1.2.3");
    assert_string_equal(resolve("::ffff:10.1.2.3", NK_IPV6, 0), "::ffff:10.1.2.3");
    assert_string_equal(resolve("fe80::1%7", NK_FAMILY_NONE, 0), "fe80::1%7");
    assert_string_equal(resolve("fe80::1%lo", NK_FAMILY_NONE, 0), "fe80::1%1");
    assert_string_equal(resolve("10.1.2.3", NK_IPV6, 0),
                        "1: '10.1.2.3' is an IPv4 address, expected IPv6");
    assert_string_equal(resolve("fe80::1%nosuch", NK_FAMILY_NONE, 0),
                        "2: there is no interface 'nosuch'");
    assert_string_equal(resolve("fe80::1%a-name-that-is-too-long", NK_FAMILY_NONE, 0),
                        "2: there is no interface 'a-name-that-is-too-long'");
    assert_string_equal(resolve("fe80::1%4294967296", NK_FAMILY_NONE, 0),
                        "1: zone 4294967296 is too large");
}

static void broken_addresses_are_never_looked_up(void **state)
{
    (void)state;
    static const char *const words[] = {
        "10.0.0.256", "010.0.0.1",    "127.1",      "2130706433", "0x7f.1",   "10.0.0.1.",
        "10.0.0.0/8", "host/8",       "1::2::3",    ":",          "%",        "a%b",
        "host:80",    "[::1]",        "1.2.3",      "1.2.3.4.5",  "foo.1",    "foo.0x1f",
        "foo.0x",     "10.0.0.1a",    "1.2.3.4-5",  "0x",         "fe80::1%", "256",
        "foo.12.",    "1.2.3.4%eth0", "fe80::g%lo", "0X7F",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct nk_err err = {0};
        struct nk_addr found;
        assert_int_equal(nk_host_resolve(words[i], NK_FAMILY_NONE, 60000, &found, 1, &err), -1);
        if (err.code != NK_ERR_INPUT || err.offset > strlen(words[i]))
            fail_msg("%s: %d at %zu: %s", words[i], err.code, err.offset, err.text);
        assert_false(nk_host_check_name(words[i], &err));
    }
}

static void names_have_a_form(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t offset;
        const char *text;
    } bad[] = {
        {"", 0, "a host name is missing: the text is empty"},
        {".", 0, "'.' is not a host name: a label is empty"},
        {"a..b", 2, "'a..b' is not a host name: a label is empty"},
        {".a", 0, "'.a' is not a host name: a label is empty"},
        {"a b", 1,
         "'a b' is not a host name: expected letters, digits, '-' and '.' (other letters as "
         "xn--...)"},
        {"b\xc3\xbc"
         "cher.example",
         1,
         "'b\xc3\xbc"
         "cher.example' is not a host name: expected letters, digits, '-' and '.' "
         "(other letters as xn--...)"},
        {"-a.b\n", 4,
         "'-a.b\n' is not a host name: expected letters, digits, '-' and '.' (other letters as "
         "xn--...)"},
        {"a.0123456789012345678901234567890123456789012345678901234567890123.b", 2,
         "a label of the host name has 64 bytes, the maximum is 63"},
        {"192.0.2.1", 0, "'192.0.2.1' is an address and no host name"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct nk_err err = {0};
        assert_false(nk_host_check_name(bad[i].name, &err));
        assert_string_equal(err.text, bad[i].text);
        assert_int_equal(err.offset, bad[i].offset);
    }
    static const char *const good[] = {
        "a",           "localhost", "a.b.", "3com", "9p.io", "my_host", "xn--bcher-kva.example",
        "1.2.example", "a-b"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(nk_host_check_name(good[i], NULL));
    char name[300];
    struct nk_err err = {0};
    for (size_t i = 0; i < sizeof name; i++)
        name[i] = i % 50 == 49 ? '.' : 'a';
    name[253] = '\0';
    assert_true(nk_host_check_name(name, &err));
    memcpy(name + 253, ".", 2);
    assert_true(nk_host_check_name(name, &err));
    memcpy(name + 253, "a", 2);
    assert_false(nk_host_check_name(name, &err));
}

static void socket_addresses_go_both_ways(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "0.0.0.0", "1.2.3.4", "255.255.255.255", "::", "2001:db8:1:2:3:4:5:6", "fe80::1"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sockaddr_storage sa;
        struct nk_addr a, back;
        uint16_t port = 0;
        assert_true(nk_addr_parse(texts[i], strlen(texts[i]), &a, NULL));
        a.zone = a.family == NK_IPV6 ? 3 : 0;
        socklen_t len = nk_addr_to_sockaddr(&a, 8053, &sa);
        assert_int_equal(len, a.family == NK_IPV4 ? sizeof(struct sockaddr_in)
                                                  : sizeof(struct sockaddr_in6));
        char host[64], service[16];
        assert_int_equal(getnameinfo((struct sockaddr *)&sa, len, host, sizeof host, service,
                                     sizeof service, NI_NUMERICHOST | NI_NUMERICSERV),
                         0);
        assert_string_equal(service, "8053");
        assert_true(nk_addr_from_sockaddr((struct sockaddr *)&sa, len, &back, &port));
        assert_int_equal(nk_addr_compare(&a, &back), 0);
        assert_int_equal(port, 8053);
        assert_true(nk_addr_from_sockaddr((struct sockaddr *)&sa, len, &back, NULL));
        assert_false(nk_addr_from_sockaddr((struct sockaddr *)&sa, len - 1, &back, &port));
        assert_false(nk_addr_from_sockaddr((struct sockaddr *)&sa, 0, &back, &port));
        sa.ss_family = AF_UNIX;
        assert_false(nk_addr_from_sockaddr((struct sockaddr *)&sa, sizeof sa, &back, &port));
    }
}

static void there_has_to_be_room(void **state)
{
    (void)state;
    struct nk_err err = {0};
    struct nk_addr found;
    assert_int_equal(nk_host_resolve("192.0.2.1", NK_FAMILY_NONE, 0, &found, 0, &err), -1);
    assert_int_equal(err.code, NK_ERR_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_looked_up),
        cmocka_unit_test(failures_of_the_look_up_are_told),
        cmocka_unit_test(a_handler_of_the_caller_does_not_keep_the_child),
        cmocka_unit_test(system_calls_may_fail),
        cmocka_unit_test(addresses_are_read_and_not_looked_up),
        cmocka_unit_test(broken_addresses_are_never_looked_up),
        cmocka_unit_test(names_have_a_form),
        cmocka_unit_test(socket_addresses_go_both_ways),
        cmocka_unit_test(there_has_to_be_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
