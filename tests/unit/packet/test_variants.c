/* The captures of ../shared/data, where they are there: in whatever container and link one lies,
 * its packets are the same; and each of the public oddities is read to its end. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <inttypes.h>

#include "base/buf.h"
#include "packet/layers.h"

static const char folder[] = "../shared/data/captures";

enum { PACKETS = 719 };

/* What the transport says, which no container or link changes, a line a packet; later fragments
 * are counted only, and their bytes belong to the datagram's. */
struct reading {
    struct nk_buf lines;
    uint64_t packets, later, payload;
    struct nk_err err;
    enum nk_capture_status status;
};

static void take(struct reading *r, const struct nk_packet *p, bool sizes)
{
    struct nk_layers l;
    char from[NK_ADDR_TEXT_MAX], to[NK_ADDR_TEXT_MAX];
    nk_layers_read(&l, p);
    assert_null(l.wrong);
    r->packets++;
    r->payload += l.payload_length;
    if (l.fragment && !l.fragment_first) {
        assert_false(l.ports);
        r->later++;
        return;
    }
    assert_true(l.payload + l.payload_captured <= p->captured);
    nk_addr_format(&l.source, from);
    nk_addr_format(&l.destination, to);
    nk_buf_printf(&r->lines, "%s.%u > %s.%u %x %u %u", from, l.source_port, to, l.destination_port,
                  l.tcp.flags, l.tcp.seq, l.tcp.ack);
    if (sizes)
        nk_buf_printf(&r->lines, " %" PRId64 " %u %u", p->time, l.payload_captured,
                      l.payload_length);
    nk_buf_add_byte(&r->lines, '\n');
}

/* False where the file is not there. */
static bool read_variant(const char *name, bool sizes, struct reading *r)
{
    char path[300];
    struct nk_capture c;
    struct nk_packet p;
    *r = (struct reading){.packets = 0};
    snprintf(path, sizeof path, "%s/variants/%s", folder, name);
    if (!nk_capture_open(&c, path, &r->err))
        return false;
    while ((r->status = nk_capture_next(&c, &p, &r->err)) == NK_CAPTURE_PACKET)
        take(r, &p, sizes);
    nk_capture_release(&c);
    nk_buf_add_byte(&r->lines, '\0');
    assert_false(r->lines.failed);
    return true;
}

static void well_formed_variants_are_the_same(void **state)
{
    (void)state;
    static const char *const names[] = {
        "be-nsec.pcap",
        "gre.pcap",
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
    struct reading base, other;
    if (!read_variant("base.pcap", true, &base))
        skip();
    assert_int_equal(base.status, NK_CAPTURE_END);
    assert_int_equal(base.packets, PACKETS);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_true(read_variant(names[i], true, &other));
        assert_int_equal(other.status, NK_CAPTURE_END);
        assert_int_equal(other.packets, PACKETS);
        assert_string_equal(other.lines.data, base.lines.data);
        nk_buf_release(&other.lines);
    }
    nk_buf_release(&base.lines);
}

/* Pieces of datagrams add up; what the snap length leaves is told as before. */
static void fragments_and_snaps(void **state)
{
    (void)state;
    struct reading base, other;
    if (!read_variant("base.pcap", false, &base))
        skip();
    assert_true(read_variant("ipv4-fragments.pcap", false, &other));
    assert_int_equal(other.status, NK_CAPTURE_END);
    assert_int_equal(other.packets - other.later, PACKETS);
    assert_true(other.later > 0);
    assert_int_equal(other.payload, base.payload);
    assert_string_equal(other.lines.data, base.lines.data);
    nk_buf_release(&other.lines);
    assert_true(read_variant("snap54.pcap", false, &other));
    assert_int_equal(other.packets, PACKETS);
    const char *a = base.lines.data, *b = other.lines.data;
    for (int i = 0; i < PACKETS; i++) {
        size_t line = strcspn(a, "\n"), cut = strcspn(b, "\n");
        if (memchr(a, ':', line) == NULL) /* of IPv6 no TCP is left */
            assert_true(line == cut && memcmp(a, b, line) == 0);
        a += line + 1;
        b += cut + 1;
    }
    nk_buf_release(&other.lines);
    nk_buf_release(&base.lines);
}

static void broken_variants(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
        unsigned packets;
        size_t offset;
    } cases[] = {
        {"cut-mid-record.pcap", " is cut: it ends at byte 66337, inside packet 719", 718, 66337},
        {"ng-cut-mid-block.pcapng", " is cut: it ends at byte 79179, inside a block", 718, 79179},
        {"empty.pcap", "found nothing: it is empty", 0, 0},
    };
    struct reading base, other;
    if (!read_variant("base.pcap", true, &base))
        skip();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(read_variant(cases[i].name, true, &other));
        assert_int_equal(other.status, NK_CAPTURE_FAILED);
        assert_int_equal(other.err.code, NK_ERR_INPUT);
        assert_int_equal(other.err.offset, cases[i].offset);
        assert_non_null(strstr(other.err.text, cases[i].text));
        assert_int_equal(other.packets, cases[i].packets);
        assert_memory_equal(other.lines.data, base.lines.data, other.lines.len - 1);
        nk_buf_release(&other.lines);
    }
    nk_buf_release(&base.lines);
}

static void read_oddity(const char *path)
{
    struct nk_capture c;
    struct nk_packet p;
    struct nk_layers l;
    struct nk_err err = {0};
    enum nk_capture_status status;
    uint64_t count = 0;
    assert_true(nk_capture_open(&c, path, &err));
    while ((status = nk_capture_next(&c, &p, &err)) == NK_CAPTURE_PACKET) {
        nk_layers_read(&l, &p);
        assert_true(l.payload + (uint64_t)l.payload_captured <= p.captured);
        assert_true(l.payload_captured <= l.payload_length);
        count++;
    }
    assert_true(count > 0 && status == NK_CAPTURE_END);
    nk_capture_release(&c);
}

static void public_oddities(void **state)
{
    (void)state;
    char path[600];
    unsigned files = 0;
    snprintf(path, sizeof path, "%s/tcpdump", folder);
    DIR *d = opendir(path);
    if (d == NULL)
        skip();
    for (struct dirent *e; (e = readdir(d)) != NULL;) {
        if (strstr(e->d_name, ".pcap") == NULL)
            continue;
        snprintf(path, sizeof path, "%s/tcpdump/%s", folder, e->d_name);
        read_oddity(path);
        files++;
    }
    closedir(d);
    assert_true(files > 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(well_formed_variants_are_the_same),
        cmocka_unit_test(fragments_and_snaps),
        cmocka_unit_test(broken_variants),
        cmocka_unit_test(public_oddities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
