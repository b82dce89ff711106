#include "base/radix.h"
#include "cli/dns_encode.h"

enum { HEADER = 12, LINES = 400 /* of the drawing */ };

/* ---- sums ------------------------------------------------------------------------ */

/* "1+3 + 1+7 + 1 = 13": each label behind its length, up to the root or a pointer. Returns how many
 * octets that are. The message is ours, and so well-formed. */
static size_t add_name(struct nk_buf *line, const uint8_t *bytes, size_t at)
{
    size_t start = at;
    while (bytes[at] != 0 && (bytes[at] & 0xc0) == 0) {
        nk_buf_printf(line, "1+%u + ", bytes[at]);
        at += 1u + bytes[at];
    }
    if (bytes[at] != 0) {
        nk_buf_printf(line, "2 (-> offset %d)", (bytes[at] & 0x3f) << 8 | bytes[at + 1]);
        at += 2;
    } else {
        nk_buf_add_text(line, "1");
        at++;
    }
    if (at - start > 2)
        nk_buf_printf(line, " = %zu", at - start);
    return at - start;
}

static void say_part(struct nk_buf *b, const uint8_t *bytes, const struct nk_dns_record *rr)
{
    static const char *const sections[NK_DNS_SECTIONS] = {"question", "answer", "authority",
                                                          "additional"};
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    struct nk_buf line = {0};
    nk_name_format(&rr->owner, name);
    nk_type_name(rr->type, type);
    size_t used = add_name(&line, bytes, rr->offset);
    nk_explain_say(b, 2, "%s %.300s %s: name %.*s", sections[rr->section], name, type,
                   (int)line.len, line.len == 0 ? "" : line.data);
    if (rr->section == NK_DNS_QUESTION)
        nk_explain_say(b, 4, "%zu, type 2, class 2 = %zu octets", used, rr->length);
    else
        nk_explain_say(b, 4, "%zu, type 2, %s, rdlength 2, rdata %zu = %zu octets", used,
                       rr->type == NK_TYPE_OPT ? "UDP size 2 (class), flags 4 (ttl, RFC 6891 6.1)"
                                               : "class 2, ttl 4",
                       rr->rdata_len, rr->length);
    if (used < rr->owner.len) {
        const uint8_t *end = bytes + rr->offset + used;
        nk_explain_say(b, 4,
                       "%u - %zu = %zu octets less: the pointer 0x%02x%02x is the bits 11 and 14 "
                       "of offset (RFC 1035 4.1.4)",
                       rr->owner.len, used, rr->owner.len - used, end[-2], end[-1]);
    }
    b->failed = b->failed || line.failed;
    nk_buf_release(&line);
}

static void say_sums(struct nk_buf *b, const uint8_t *bytes, size_t len)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_buf sum = {0};
    size_t parts = 0;
    nk_explain_say(b, 0, "A message of %zu octets: a header and four sections (RFC 1035 4.1)", len);
    nk_explain_say(b, 2, "header: id 2, flags 2, four counts of 2 = %d octets", HEADER);
    nk_dns_reader_init(&r, bytes, len);
    while (nk_dns_reader_next(&r, &rr)) {
        if (parts++ == NK_DNS_EXPLAIN_LINES)
            nk_buf_add_text(&sum, " + ...");
        if (parts > NK_DNS_EXPLAIN_LINES)
            continue;
        say_part(b, bytes, &rr);
        nk_buf_printf(&sum, " + %zu", rr.length);
    }
    nk_explain_more(b, 2, parts, NK_DNS_EXPLAIN_LINES, "questions and records");
    nk_explain_say(b, 2, "%d%.*s = %zu octets", HEADER, (int)sum.len, sum.len == 0 ? "" : sum.data,
                   len);
    b->failed = b->failed || sum.failed;
    nk_buf_release(&sum);
}

/* ---- octets ---------------------------------------------------------------------- */

/* The drawing, its lines cut to the page, and a number of them. */
static void draw(struct nk_buf *b, const uint8_t *bytes, size_t len)
{
    struct nk_buf all = {0};
    size_t lines = 0, end;
    nk_show_bytes(&all, bytes, len, false);
    for (size_t at = 0; at < all.len; at = end + 1, lines++) {
        for (end = at; end < all.len && all.data[end] != '\n'; end++)
            continue;
        if (lines >= LINES)
            continue;
        nk_explain_cut(b, all.data + at, end - at, NK_EXPLAIN_COLUMNS);
        nk_buf_add_byte(b, '\n');
    }
    if (lines > LINES)
        nk_explain_say(b, 0, "and %zu more lines, which decode shows", lines - LINES);
    b->failed = b->failed || all.failed;
    nk_buf_release(&all);
}

static void add_hex(struct nk_buf *b, const uint8_t *bytes, size_t len)
{
    enum { ROW = NK_EXPLAIN_COLUMNS / 2 };
    for (size_t at = 0; at < len; at += ROW) {
        nk_hex_put_lower(b, bytes + at, len - at < ROW ? len - at : ROW);
        nk_buf_add_byte(b, '\n');
    }
}

void nk_encode_explain(struct nk_buf *b, const uint8_t *bytes, size_t len, bool prefixed)
{
    const uint8_t *message = bytes + (prefixed ? 2 : 0);
    size_t message_len = len - (prefixed ? 2 : 0);
    say_sums(b, message, message_len);
    nk_buf_add_byte(b, '\n');
    draw(b, message, message_len);
    nk_buf_add_byte(b, '\n');
    if (prefixed)
        nk_explain_say(b, 0,
                       "Over TCP its length stands before it: %zu = 0x%02x%02x (RFC 1035 "
                       "4.2.2)",
                       message_len, bytes[0], bytes[1]);
    add_hex(b, bytes, len);
}
