/* The captures of ../shared/data, where they are there: one capture of 64 connections in whatever
 * container and link has the same connections, and they are what its truth says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <unistd.h>

#include "base/buf.h"
#include "tcp/observe_read.h"

static const char folder[] = "../shared/data/captures";

static const uint64_t secret[NK_FLOW_SECRET] = {0x9e3779b97f4a7c15, 0xbf58476d1ce4e5b9,
                                                0x94d049bb133111eb, 0x2545f4914f6cdd1d};

struct fixture {
    struct nk_tcp_machine machine;
    struct nk_observer o;
    struct nk_err err;
    bool done;
};

static void read_file(struct fixture *f, const char *path)
{
    struct nk_capture c;
    struct nk_observe_packets packets;
    bool stop = false;
    f->err = (struct nk_err){0};
    nk_tcp_machine_init(&f->machine, NULL);
    assert_true(nk_observer_init(&f->o, &f->machine, secret, NULL));
    assert_true(nk_capture_open(&c, path, &f->err));
    f->done = nk_observer_read(&f->o, &c, false, &stop, &packets, &f->err);
    assert_true(f->done == (f->err.code == NK_ERR_NONE));
    nk_capture_release(&c);
}

/* A line a connection: what no container changes. */
static void tell(struct fixture *f, struct nk_buf *to)
{
    for (uint32_t i = 0; i < nk_observer_count(&f->o); i++) {
        const struct nk_connection *c = nk_observer_at(&f->o, i);
        unsigned client = nk_connection_client(c);
        char history[NK_HISTORY_MAX];
        nk_connection_history(&f->o, c, history);
        nk_buf_printf(to, "%u %s %s %s %s %s %s %u %u %u\n", c->key.port[client],
                      nk_tcp_state_name(nk_observer_state(&f->o, c, client, NULL)),
                      nk_tcp_state_name(nk_observer_state(&f->o, c, !client, NULL)),
                      nk_connection_opened(c), nk_connection_closed(c), nk_connection_zeek(c),
                      history, c->end[client].packets, c->end[!client].packets,
                      (unsigned)(c->span & NK_CONNECTION_COMPLETENESS));
    }
    nk_buf_add_byte(to, '\0');
}

static void read_variant(struct fixture *f, const char *name, struct nk_buf *to)
{
    char path[300];
    snprintf(path, sizeof path, "%s/variants/%s", folder, name);
    read_file(f, path);
    tell(f, to);
    nk_observer_release(&f->o);
}

static unsigned lines_with(const char *text, const char *part)
{
    unsigned n = 0;
    while ((text = strstr(text, part)) != NULL) {
        text += strlen(part);
        n++;
    }
    return n;
}

/* base.truth.tsv, by what each kind of connection comes to. */
static void the_base_is_as_its_truth(void **state)
{
    static const struct {
        const char *part;
        unsigned count;
    } truth[] = {
        {" TIME-WAIT CLOSED ", 26 + 2 + 4 + 3 + 2 + 1 + 2},
        {" CLOSED TIME-WAIT ", 8},
        {" CLOSED CLOSED ", 3 + 2 + 2},
        {" SYN-SENT LISTEN ", 2},
        {" ESTABLISHED ESTABLISHED ", 4},
        {" TIME-WAIT TIME-WAIT ", 1},
        {" ESTABLISHED SYN-RECEIVED ", 1},
        {" FIN-WAIT-2 CLOSE-WAIT ", 1},
        {" missed fin ", 2},
        {" simultaneous fin ", 1},
        {" half reset ", 2},
        {" complete reset ", 5},
    };
    struct fixture *f = *state;
    struct nk_buf got = {0};
    if (access(folder, R_OK) != 0)
        skip();
    read_variant(f, "base.pcap", &got);
    assert_true(f->done);
    assert_int_equal(lines_with(got.data, "\n"), 64);
    for (size_t i = 0; i < sizeof truth / sizeof *truth; i++)
        assert_int_equal(lines_with(got.data, truth[i].part), truth[i].count);
    nk_buf_release(&got);
}

static void each_variant_is_the_same(void **state)
{
    static const char *const same[] = {
        "be-nsec.pcap",
        "gre.pcap",
        "ipv4-fragments.pcap",
        "ipv6-hbh-dstopt.pcap",
        "ng-be.pcapng",
        "ng-multi-if-mixed-link.pcapng",
        "ng-two-sections-le-be.pcapng",
        "null-be.pcap",
        "padded-eth.pcap",
        "pppoe.pcap",
        "qinq-88a8.pcap",
        "sll2.pcap",
    };
    struct fixture *f = *state;
    struct nk_buf base = {0}, got = {0};
    if (access(folder, R_OK) != 0)
        skip();
    read_variant(f, "base.pcap", &base);
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        nk_buf_clear(&got);
        read_variant(f, same[i], &got);
        assert_true(f->done);
        assert_string_equal(got.data, base.data);
    }
    nk_buf_release(&got);
    nk_buf_release(&base);
}

/* What is cut gives what was readable; 54 bytes hold no TCP header behind IPv6. */
static void what_is_cut(void **state)
{
    static const struct {
        const char *name;
        bool done;
        unsigned connections;
    } cases[] = {
        {"cut-mid-record.pcap", false, 64},
        {"ng-cut-mid-block.pcapng", false, 64},
        {"empty.pcap", false, 0},
        {"snap54.pcap", true, 62},
    };
    struct fixture *f = *state;
    if (access(folder, R_OK) != 0)
        skip();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct nk_buf got = {0};
        read_variant(f, cases[i].name, &got);
        assert_true(f->done == cases[i].done);
        assert_int_equal(lines_with(got.data, "\n"), cases[i].connections);
        nk_buf_release(&got);
    }
}

static void public_oddities_are_read(void **state)
{
    struct fixture *f = *state;
    char path[600];
    snprintf(path, sizeof path, "%s/tcpdump", folder);
    DIR *d = opendir(path);
    if (d == NULL)
        skip();
    unsigned connections = 0;
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        if (strstr(e->d_name, ".pcap") == NULL)
            continue;
        snprintf(path, sizeof path, "%s/tcpdump/%s", folder, e->d_name);
        read_file(f, path);
        connections += nk_observer_count(&f->o);
        nk_observer_release(&f->o);
    }
    closedir(d);
    assert_in_range(connections, 22, 40);
}

static int set_up(void **state)
{
    *state = calloc(1, sizeof(struct fixture));
    return *state == NULL;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_base_is_as_its_truth),
        TEST(each_variant_is_the_same),
        TEST(what_is_cut),
        TEST(public_oddities_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
