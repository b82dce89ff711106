#include <string.h>

#include "base/escape.h"
#include "dns/edns.h"
#include "dns/rdata.h"
#include "dns/show_part.h"
#include "dns/text.h"

enum { ROW = 8 }; /* octets in a row */

/* The drawing of one message. */
struct drawing {
    struct nk_buf *b;
    const uint8_t *bytes;
    size_t len;
    size_t at; /* what is drawn of the message so far */
};

/* ---- rows ------------------------------------------------------------------------- */

/* The octets of one row, in a column of their own. */
static void put_octets(struct drawing *d, size_t at, size_t count)
{
    static const char digits[] = "0123456789abcdef";
    char row[3 * ROW];
    memset(row, ' ', sizeof row);
    for (size_t i = 0; i < count; i++) {
        row[3 * i] = digits[d->bytes[at + i] >> 4];
        row[3 * i + 1] = digits[d->bytes[at + i] & 15];
    }
    nk_buf_printf(d->b, "%6zu  ", at);
    nk_buf_add(d->b, row, sizeof row);
}

/* Rows for octets that are one field; its name and value stand in the first one. */
static void put_field(struct drawing *d, size_t at, size_t len, const char *field,
                      const char *value, size_t value_len)
{
    size_t done = 0;
    do {
        size_t count = len - done < ROW ? len - done : ROW;
        put_octets(d, at + done, count);
        if (done == 0 && value_len > 0) {
            nk_buf_printf(d->b, " %-15s  ", field);
            nk_escape_text(d->b, value, value_len);
        } else if (done == 0) {
            nk_buf_printf(d->b, " %s", field);
        } else {
            while (d->b->len > 0 && d->b->data[d->b->len - 1] == ' ')
                d->b->len--;
        }
        nk_buf_add_byte(d->b, '\n');
        done += count;
    } while (done < len);
    d->at = at + len;
}

static void put_text(struct drawing *d, size_t at, size_t len, const char *field, const char *value)
{
    put_field(d, at, len, field, value, strlen(value));
}

/* The same with a value that was gathered, which is emptied. */
static void put_made(struct drawing *d, size_t at, size_t len, const char *field,
                     struct nk_buf *value)
{
    d->b->failed = d->b->failed || value->failed;
    put_field(d, at, len, field, value->data == NULL ? "" : value->data, value->len);
    nk_buf_clear(value);
}

static unsigned u16_at(const struct drawing *d, size_t at)
{
    return (unsigned)(d->bytes[at] << 8 | d->bytes[at + 1]);
}

static void put_u16(struct drawing *d, size_t at, const char *field)
{
    struct nk_buf value = {0};
    nk_buf_printf(&value, "%u", u16_at(d, at));
    put_made(d, at, 2, field, &value);
    nk_buf_release(&value);
}

static void put_complaint(struct drawing *d, const char *why, size_t at)
{
    nk_buf_printf(d->b, ";; malformed at offset %zu: %s\n", at, why);
}

/* What of a record is not drawn yet, up to `end`. */
static void put_rest(struct drawing *d, size_t end, const char *field)
{
    if (d->at < end)
        put_field(d, d->at, end - d->at, field, "", 0);
}

/* ---- the header ---------------------------------------------------------------------- */

/* One field of the flags: its bits where they stand, the others as dots. */
static void put_bits(struct drawing *d, unsigned mask, const char *field, const char *value)
{
    unsigned word = u16_at(d, 2);
    nk_buf_add_text(d->b, "        ");
    for (unsigned bit = 0x8000, place = 0; bit != 0; bit >>= 1, place++) {
        if (place > 0 && place % 4 == 0)
            nk_buf_add_byte(d->b, ' ');
        nk_buf_add_byte(d->b, (mask & bit) == 0 ? '.' : (word & bit) != 0 ? '1' : '0');
    }
    nk_buf_printf(d->b, "      %-15s  %s\n", field, value);
}

static void draw_flags(struct drawing *d)
{
    static const char *const says[][2] = {
        {"query", "response"},
        {"not authoritative", "authoritative answer"},
        {"whole", "truncated"},
        {"no recursion desired", "recursion desired"},
        {"no recursion available", "recursion available"},
        {"reserved", "reserved, and set"},
        {"not validated by the server", "authentic data"},
        {"checking is wanted", "checking disabled"},
    };
    char name[NK_CODE_TEXT_MAX];
    uint16_t flags = (uint16_t)u16_at(d, 2), bit;
    struct nk_buf value = {0};
    const char *flag;
    nk_add_flags(&value, flags);
    put_made(d, 2, 2, "flags", &value);
    for (size_t i = 0; (flag = nk_dns_flag_at(i, &bit)) != NULL; i++) {
        put_bits(d, bit, flag, says[i][(flags & bit) != 0]);
        if (i == 0)
            put_bits(d, 0x7800, "opcode", nk_opcode_name(nk_dns_opcode(flags), name));
    }
    put_bits(d, 0x000f, "rcode", nk_rcode_name(nk_dns_rcode(flags), name));
    nk_buf_release(&value);
}

static void draw_header(struct drawing *d)
{
    static const char *const counts[] = {"questions", "answers", "authority", "additional"};
    put_u16(d, 0, "id");
    draw_flags(d);
    for (size_t i = 0; i < NK_DNS_SECTIONS; i++)
        put_u16(d, 4 + 2 * i, counts[i]);
}

/* ---- names ------------------------------------------------------------------------- */

/* The text of one label, without a dot. */
static void add_label(struct nk_buf *b, const uint8_t *label)
{
    struct nk_name name = {.len = (uint8_t)(label[0] + 2)};
    char text[NK_NAME_TEXT_MAX];
    memcpy(name.wire, label, label[0] + 1u);
    name.wire[label[0] + 1] = 0;
    nk_buf_add(b, text, nk_name_format(&name, text) - 1);
}

static void draw_pointer(struct drawing *d, size_t at)
{
    struct nk_name name;
    struct nk_buf value = {0};
    size_t to = u16_at(d, at) & 0x3fff, here = at, bad_at;
    nk_buf_printf(&value, "-> offset %zu", to);
    if (nk_name_read(d->bytes, d->len, &here, &name, &bad_at) == NULL) {
        nk_buf_add_text(&value, " (");
        nk_add_name(&value, &name);
        nk_buf_add_byte(&value, ')');
    }
    put_made(d, at, 2, "pointer", &value);
    nk_buf_release(&value);
}

/* A name label by label, up to the pointer or the root that ends it, or to where it is wrong. */
static void draw_name(struct drawing *d, size_t at, size_t limit)
{
    struct nk_buf value = {0};
    while (at < limit) {
        uint8_t octet = d->bytes[at];
        if ((octet & 0xc0) == 0xc0) {
            if (at + 2 <= limit)
                draw_pointer(d, at);
            break;
        }
        if (octet > NK_NAME_LABEL_MAX || at + 1 + octet > limit)
            break;
        if (octet == 0) {
            put_text(d, at, 1, "root", ".");
            break;
        }
        add_label(&value, d->bytes + at);
        put_made(d, at, 1u + octet, "label", &value);
        at += 1u + octet;
    }
    nk_buf_release(&value);
}

/* ---- records ----------------------------------------------------------------------- */

static void draw_part(void *closure, const struct nk_rdata_part *part)
{
    struct drawing *d = closure;
    if (part->text == NULL) {
        d->b->failed = true;
        return;
    }
    if (part->field->kind != NK_RDATA_NAME) {
        put_field(d, part->at, part->len, part->field->key, part->text, part->text_len);
        return;
    }
    nk_buf_printf(d->b, "%35s%s: ", "", part->field->key);
    nk_escape_text(d->b, part->text, part->text_len);
    nk_buf_add_byte(d->b, '\n');
    draw_name(d, part->at, part->at + part->len);
}

struct option_drawing {
    struct drawing *d;
    size_t data_at; /* of the option, in the message */
};

static void draw_option_part(void *closure, const struct nk_edns_part *part)
{
    struct option_drawing *o = closure;
    if (part->text == NULL)
        o->d->b->failed = true;
    else if (o->data_at + part->at >= o->d->at) /* an error's name has no octets of its own */
        put_field(o->d, o->data_at + part->at, part->len, part->key, part->text, part->text_len);
}

static void draw_options(struct drawing *d, const struct nk_dns_record *rr)
{
    const struct nk_edns e = {
        .present = true, .options = d->bytes + rr->rdata_at, .options_len = rr->rdata_len};
    struct nk_edns_walk w;
    struct nk_edns_option o;
    char name[NK_EDNS_NAME_MAX];
    size_t bad_at;
    nk_edns_walk_init(&w, &e);
    while (nk_edns_walk_next(&w, &o)) {
        size_t at = rr->rdata_at + o.at, end = rr->rdata_at + w.at;
        struct option_drawing draw = {d, at + 4};
        if (end - at >= 4) {
            put_text(d, at, 2, "option", nk_edns_name(o.code, name));
            put_u16(d, at + 2, "length");
            nk_edns_fields(&o, draw_option_part, &draw, &bad_at);
        }
        if (o.malformed != NULL)
            put_complaint(d, o.malformed, rr->rdata_at + o.malformed_at);
        put_rest(d, end, "data");
    }
}

/* The class of an OPT record is a size, its TTL holds three things (RFC 6891 6.1.2). */
static void draw_opt_fields(struct drawing *d, const struct nk_dns_record *rr, size_t at)
{
    struct nk_buf value = {0};
    put_u16(d, at, "udp size");
    nk_buf_printf(&value, "%u", rr->ttl >> 24);
    put_made(d, at + 2, 1, "rcode, upper", &value);
    nk_buf_printf(&value, "%u", rr->ttl >> 16 & 0xff);
    put_made(d, at + 3, 1, "version", &value);
    nk_show_add_edns_flags(&value, rr->ttl);
    if (value.len > 0)
        put_field(d, at + 4, 2, "flags", value.data + 1, value.len - 1);
    else
        put_text(d, at + 4, 2, "flags", "-");
    nk_buf_release(&value);
}

static void draw_class(struct drawing *d, const struct nk_dns_record *rr, size_t at)
{
    struct nk_buf value = {0};
    nk_add_class(&value, rr->class);
    if (rr->marked)
        nk_buf_printf(&value, ", %s", nk_show_mark(rr));
    put_made(d, at, 2, "class", &value);
    nk_buf_release(&value);
}

/* Type, class, TTL, RDLENGTH, as far as they are there. */
static void draw_fields(struct drawing *d, const struct nk_dns_record *rr, size_t end)
{
    char name[NK_CODE_TEXT_MAX];
    size_t at = d->at;
    if (end - at < (rr->section == NK_DNS_QUESTION ? 4u : 10u))
        return;
    put_text(d, at, 2, "type", nk_type_name(rr->type, name));
    if (rr->type == NK_TYPE_OPT && rr->section != NK_DNS_QUESTION) {
        draw_opt_fields(d, rr, at + 2);
    } else {
        draw_class(d, rr, at + 2);
        if (rr->section == NK_DNS_QUESTION)
            return;
        struct nk_buf value = {0};
        nk_buf_printf(&value, "%u", rr->ttl);
        put_made(d, at + 4, 4, "ttl", &value);
        nk_buf_release(&value);
    }
    put_u16(d, at + 8, "rdlength");
}

static void draw_rdata(struct drawing *d, const struct nk_dns_reader *r,
                       const struct nk_dns_record *rr)
{
    struct nk_rdata rdata = nk_rdata_of(r, rr);
    if (rr->type == NK_TYPE_OPT)
        draw_options(d, rr);
    else if (rr->rdata_len > 0)
        nk_rdata_walk(&rdata, draw_part, d);
}

static void draw_record(struct drawing *d, const struct nk_dns_reader *r,
                        const struct nk_dns_record *rr, unsigned number)
{
    static const char *const names[NK_DNS_SECTIONS + 1] = {"question", "answer", "authority",
                                                           "additional", "" /* of no record */};
    size_t end = rr->offset + rr->length, bad_at = 0;
    const char *why = nk_dns_record_check(r, rr, &bad_at);
    nk_buf_printf(d->b, "\n; %s %u", names[rr->section], number);
    if (rr->owner.len > 0) {
        nk_buf_add_text(d->b, ": ");
        nk_add_name(d->b, &rr->owner);
    }
    nk_buf_add_byte(d->b, '\n');
    draw_name(d, rr->offset, end);
    /* behind a bad name that has an end the fields are still there */
    if (rr->rdata_at > rr->offset)
        draw_fields(d, rr, end);
    if (rr->section != NK_DNS_QUESTION && d->at == rr->rdata_at)
        draw_rdata(d, r, rr);
    if (why != NULL)
        put_complaint(d, why, bad_at);
    put_rest(d, end, "rest");
}

void nk_show_bytes(struct nk_buf *b, const void *bytes, size_t len, bool multicast)
{
    struct drawing d = {.b = b, .bytes = bytes, .len = len};
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    unsigned number = 0;
    enum nk_dns_section section = NK_DNS_SECTIONS;
    bool told = false;
    if (nk_dns_reader_init(&r, bytes, len))
        draw_header(&d);
    r.multicast = multicast;
    while (nk_dns_reader_next(&r, &rr)) {
        number = rr.section == section ? number + 1 : 1;
        section = rr.section;
        told = rr.malformed != NULL;
        draw_record(&d, &r, &rr, number);
    }
    if (r.stopped != NULL && !told)
        put_complaint(&d, r.stopped, r.stopped_at);
    if (d.at < len && r.stopped == NULL)
        nk_buf_add_text(b, "\n; behind the message\n");
    put_rest(&d, len, r.stopped == NULL ? "trailing" : "rest");
}
