/* A question to a server of the lab without a network, and its answer as lines of text. */
#ifndef TESTS_LAB_ASK_H
#define TESTS_LAB_ASK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/rdata.h"
#include "lab/answer.h"

static struct nk_lab lab;

static const struct nk_lab_host *host_at(const char *addr)
{
    for (size_t i = 0; i < lab.host_count; i++)
        if (strcmp(lab.hosts[i].row->addr, addr) == 0)
            return &lab.hosts[i];
    fail_msg("no server at %s", addr);
    return NULL;
}

static inline struct nk_name name(const char *text)
{
    struct nk_name n = {0};
    assert_true(nk_name_parse(text, strlen(text), NULL, &n, NULL));
    return n;
}

/* How it is asked; zero is plain UDP without EDNS. */
struct how {
    bool tcp;
    uint16_t udp_size; /* 0: no EDNS */
    bool dnssec_ok;
    uint8_t version;
    const uint8_t *options;
    size_t options_len;
    uint16_t flags, class;
    uint32_t serial; /* of IXFR */
};

static size_t write_query(uint8_t *bytes, size_t room, const char *of, uint16_t type,
                          const struct how *how)
{
    struct nk_dns_writer w;
    struct nk_name n = name(of);
    nk_dns_writer_init(&w, bytes, room, 0xabcd, how->flags);
    nk_dns_put_question(&w, &n, type, how->class == 0 ? NK_CLASS_IN : how->class);
    if (type == NK_TYPE_IXFR) {
        uint8_t soa[22] = {0};
        for (int i = 0; i < 4; i++)
            soa[2 + i] = (uint8_t)(how->serial >> (24 - 8 * i));
        nk_dns_put_record(&w, NK_DNS_AUTHORITY, &n, NK_TYPE_SOA, NK_CLASS_IN, 0, soa, sizeof soa);
    }
    if (how->udp_size != 0)
        nk_dns_put_edns(&w, &(struct nk_edns){.version = how->version,
                                              .udp_size = how->udp_size,
                                              .dnssec_ok = how->dnssec_ok,
                                              .options = how->options,
                                              .options_len = how->options_len});
    return w.len;
}

static void add_record(struct nk_buf *b, const struct nk_dns_reader *r,
                       const struct nk_dns_record *rr)
{
    static const char marks[] = "?!=+"; /* question, answer, authority, additional */
    char text[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    assert_null(rr->malformed);
    if (rr->type == NK_TYPE_OPT) {
        nk_buf_printf(b, "+OPT %u%s", rr->class, rr->ttl & 0x8000 ? " do" : "");
        for (size_t i = 0; i < rr->rdata_len; i++)
            nk_buf_printf(b, "%s%02x", i == 0 ? " " : "", r->bytes[rr->rdata_at + i]);
        nk_buf_add_byte(b, '\n');
        return;
    }
    nk_name_format(&rr->owner, text);
    nk_buf_printf(b, "%c%s ", marks[rr->section], text);
    if (rr->section != NK_DNS_QUESTION)
        nk_buf_printf(b, "%u ", rr->ttl);
    nk_buf_add_text(b, nk_type_name(rr->type, type));
    if (rr->type ==
        NK_TYPE_RRSIG) { /* what it covers: keys and signatures are new at every signing */
        uint16_t covered = (uint16_t)(r->bytes[rr->rdata_at] << 8 | r->bytes[rr->rdata_at + 1]);
        nk_buf_printf(b, " %s", nk_type_name(covered, type));
    } else if (rr->type != NK_TYPE_DS && rr->type != NK_TYPE_DNSKEY) {
        struct nk_rdata d = nk_rdata_of(r, rr);
        nk_buf_add_byte(b, ' ');
        nk_rdata_text(b, &d);
    }
    nk_buf_add_byte(b, '\n');
}

/* One message: "NXDOMAIN aa rd", then the records; the question where it is not the first line's.
 */
static void add_message(struct nk_buf *b, const uint8_t *bytes, size_t len)
{
    static const struct {
        unsigned bit;
        const char *name;
    } flags[] = {{NK_DNS_AA, " aa"}, {NK_DNS_TC, " tc"}, {NK_DNS_RD, " rd"}, {NK_DNS_RA, " ra"}};
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    char text[NK_CODE_TEXT_MAX];
    assert_true(nk_dns_reader_init(&r, bytes, len));
    assert_int_equal(r.header.id, 0xabcd);
    assert_true(r.header.flags & NK_DNS_QR);
    nk_buf_add_text(b, nk_rcode_name(nk_dns_message_rcode(bytes, len), text));
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if (r.header.flags & flags[i].bit)
            nk_buf_add_text(b, flags[i].name);
    nk_buf_add_byte(b, '\n');
    while (nk_dns_reader_next(&r, &rr))
        if (rr.section != NK_DNS_QUESTION)
            add_record(b, &r, &rr);
    assert_null(r.stopped);
    assert_int_equal(nk_dns_reader_trailing(&r), 0);
}

/* The answer's messages in `out`; nothing where there is none. */
static void add_answer(struct nk_buf *out, const char *server, const void *query, size_t len,
                       bool tcp)
{
    struct nk_buf answer = {0};
    nk_lab_answer(host_at(server), query, len, tcp, &answer);
    assert_false(answer.failed);
    const uint8_t *at = (const uint8_t *)answer.data;
    size_t left = answer.len;
    while (tcp && left > 0) {
        size_t size = (size_t)at[0] << 8 | at[1];
        assert_true(size + 2 <= left);
        add_message(out, at + 2, size);
        at += size + 2;
        left -= size + 2;
    }
    if (left > 0)
        add_message(out, at, left);
    nk_buf_release(&answer);
    nk_buf_add_byte(out, '\0');
}

static inline void expect_how(const char *server, const char *of, uint16_t type, struct how how,
                              const char *want)
{
    uint8_t query[512];
    struct nk_buf out = {0};
    add_answer(&out, server, query, write_query(query, sizeof query, of, type, &how), how.tcp);
    if (strcmp(out.data, want) != 0)
        fail_msg("%s at %s:\n%swanted:\n%s", of, server, out.data, want);
    nk_buf_release(&out);
}

static inline void expect(const char *server, const char *of, uint16_t type, const char *want)
{
    expect_how(server, of, type, (struct how){0}, want);
}

static int build_lab(void **state)
{
    struct nk_err err = {0};
    (void)state;
    if (nk_lab_build(&lab, &err))
        return 0;
    print_error("%s\n", err.text);
    return -1;
}

static int release_lab(void **state)
{
    (void)state;
    nk_lab_release(&lab);
    return 0;
}

#endif
