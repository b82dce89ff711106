/*
 * A DNS message, whatever it is: all presentations are printable, JSON is JSON, no line of an
 * explanation is too long, every octet is drawn; the text of one that is well-formed makes a
 * message that looks the same.
 */
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/json.h"
#include "base/json_read.h"
#include "dns/compose.h"
#include "dns/edns.h"
#include "dns/show.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

/* Lines of safe characters and TABs, each of at most `most` columns. */
static void must_be_lines(const struct nk_buf *b, size_t most)
{
    must(!b->failed && (b->len == 0 || b->data[b->len - 1] == '\n'));
    for (size_t at = 0, columns = 0; at < b->len; at++) {
        char c = b->data[at];
        uint32_t scalar;
        must(c == '\n' || c == '\t' || nk_text_scalar(b->data + at, b->len - at, &scalar) > 0);
        while (c != '\n' && at + 1 < b->len && ((unsigned char)b->data[at + 1] & 0xc0) == 0x80)
            at++;
        columns = c == '\n' ? 0 : columns + 1;
        must(columns <= most);
    }
}

static void must_be_json(struct nk_buf *b)
{
    struct nk_lines lines;
    struct nk_json_reader r;
    struct nk_err err = {0};
    must(!b->failed);
    nk_lines_init_text(&lines, b->data, b->len, NULL);
    nk_json_reader_init(&r, &lines);
    must(nk_json_next(&r, &err) != NULL);
    must(nk_json_next(&r, &err) == NULL && err.code == NK_ERR_NONE);
    nk_json_reader_release(&r);
    nk_lines_release(&lines);
    nk_buf_clear(b);
}

static void try_json(struct nk_buf *b, const struct nk_show *s, bool places)
{
    for (unsigned i = 0; i < NK_DNS_SECTIONS; i++) {
        nk_show_section_json(b, s, (enum nk_dns_section)i, places);
        must_be_json(b);
    }
    nk_json_open(b, '[');
    nk_show_edns_json(b, s, places);
    nk_show_ede_json(b, s);
    nk_json_close(b, ']');
    must_be_json(b);
}

static void try_edns(const struct nk_show *s)
{
    struct nk_edns e;
    struct nk_edns_walk w;
    struct nk_edns_option o;
    size_t next = 0;
    nk_dns_edns_read(s->bytes, s->len, &e);
    nk_edns_walk_init(&w, &e);
    while (nk_edns_walk_next(&w, &o)) {
        must(o.at == next && o.len <= e.options_len);
        must(o.malformed == NULL || o.malformed_at <= e.options_len);
        next = w.at;
    }
    must(next == e.options_len);
}

static void try_relevant(const struct nk_show *s)
{
    struct nk_relevant v;
    unsigned related = 0;
    nk_relevant_init(&v, s->bytes, s->len, NULL);
    for (size_t i = 0; i < NK_RELEVANT_RECORDS_MAX; i++)
        related += nk_relevant_has(&v, i);
    must(related == v.related && v.related <= v.records && v.found <= v.related);
    must(v.links <= NK_RELEVANT_LINKS_MAX);
    must(nk_dns_outcome_name(nk_dns_outcome(s->bytes, s->len, NULL)) != NULL);
}

/* Whether the last option has no end. */
static bool is_cut(const struct nk_show *s)
{
    struct nk_edns e;
    struct nk_edns_walk w;
    struct nk_edns_option o = {0};
    nk_dns_edns_read(s->bytes, s->len, &e);
    nk_edns_walk_init(&w, &e);
    while (nk_edns_walk_next(&w, &o))
        ;
    return o.cut;
}

/* The text of what is well-formed, made into a message, has the same text. */
static void try_compose(struct nk_buf *text, const struct nk_show *s)
{
    static uint8_t bytes[NK_DNS_MESSAGE_MAX];
    struct nk_dns_frame frame = {.udp_size = 0};
    struct nk_dns_writer w;
    struct nk_err err = {0};
    struct nk_buf again = {0};
    size_t bad_at;
    if (nk_dns_message_check(s->bytes, s->len, &bad_at) != NULL)
        return;
    nk_dns_writer_init(&w, bytes, sizeof bytes, 0, 0);
    bool made = nk_dns_compose(text->data, text->len, &frame, &w, &err) &&
                nk_dns_frame_close(&frame, &w, &err);
    must(made || strstr(err.text, "has no room") != NULL || is_cut(s));
    struct nk_show shown = *s;
    shown.bytes = bytes;
    shown.len = w.len;
    nk_show_text(&again, &shown);
    /* what stands behind the message is told in the first text alone, and offsets depend on how
     * names are compressed */
    if (made && memmem(text->data, text->len, " behind the message", 19) == NULL &&
        memmem(text->data, text->len, "malformed at offset", 19) == NULL)
        must(again.len == text->len && memcmp(again.data, text->data, again.len) == 0);
    nk_buf_release(&again);
    nk_dns_frame_release(&frame);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_buf b = {0};
    struct nk_show s = {
        .bytes = data, .len = size, .parts = NK_SHOW_ALL & ~NK_SHOW_STATS, .time_us = -1};
    nk_show_text(&b, &s);
    must_be_lines(&b, SIZE_MAX);
    nk_buf_clear(&b);
    s.parts |= NK_SHOW_EXACT;
    nk_show_text(&b, &s);
    must_be_lines(&b, SIZE_MAX);
    try_compose(&b, &s);
    nk_buf_clear(&b);
    nk_show_short(&b, &s);
    must_be_lines(&b, SIZE_MAX);
    nk_buf_clear(&b);
    nk_show_explain(&b, &s);
    must_be_lines(&b, 80);
    nk_buf_clear(&b);
    nk_show_bytes(&b, data, size, size % 2 != 0);
    must_be_lines(&b, SIZE_MAX);
    nk_buf_clear(&b);
    try_json(&b, &s, size % 2 == 0);
    nk_buf_release(&b);
    try_edns(&s);
    try_relevant(&s);
    return 0;
}
