#include <string.h>
#include <strings.h>

#include "base/digits.h"
#include "dns/compose_part.h"
#include "dns/edns.h"
#include "dns/rdata.h"

void nk_dns_frame_release(struct nk_dns_frame *f)
{
    nk_buf_release(&f->options);
}

/* ---- questions, records, options ---------------------------------------------------------- */

static bool too_big(const struct nk_composer *c, size_t at, size_t len)
{
    return nk_err_set(c->err, NK_ERR_INPUT, at, len,
                      "the message has no room for this: it has at most %zu octets", c->w->room);
}

static bool take_name(struct nk_composer *c, const struct nk_compose_word *w, struct nk_name *name)
{
    struct nk_err err = {0};
    if (nk_name_parse(w->text, w->len, NULL, name, &err))
        return true;
    err.offset += (size_t)(w->text - c->text);
    if (c->err != NULL)
        *c->err = err;
    return false;
}

/* `NAME [CLASS] TYPE`, class and type in any order. */
static bool take_question(struct nk_composer *c, const char *at, const char *end)
{
    const char *start = at;
    struct nk_name name;
    struct nk_compose_word w, second;
    uint16_t type = 0, class = NK_CLASS_IN;
    if (!nk_compose_word(&at, end, false, &w))
        return true;
    if (!take_name(c, &w, &name))
        return false;
    if (!nk_compose_word(&at, end, false, &w))
        return nk_err_set(c->err, NK_ERR_INPUT, (size_t)(start - c->text), (size_t)(end - start),
                          "a question has a name, a class and a type");
    if (!nk_compose_word(&at, end, false, &second)) {
        if (!nk_type_find(w.text, w.len, &type))
            return nk_compose_refuse(c, &w, "expected the type of a question");
    } else if (!(nk_class_find(w.text, w.len, &class) &&
                 nk_type_find(second.text, second.len, &type)) &&
               !(nk_type_find(w.text, w.len, &type) &&
                 nk_class_find(second.text, second.len, &class))) {
        bool first = nk_class_find(w.text, w.len, &class) || nk_type_find(w.text, w.len, &type);
        return nk_compose_refuse(c, first ? &second : &w,
                                 "expected the class and the type of a question");
    }
    if (!nk_dns_put_question(c->w, &name, type, class))
        return too_big(c, (size_t)(start - c->text), (size_t)(end - start));
    return true;
}

/* TTL, class and type of a record; `at` is then at its data. */
static bool take_columns(struct nk_composer *c, const char **at, const char *end, uint32_t *ttl,
                         uint16_t *class, uint16_t *type)
{
    struct nk_compose_word w;
    bool has_ttl = false, has_class = false;
    uint64_t n;
    while (nk_compose_word(at, end, false, &w)) {
        if (!has_ttl && nk_digits_read(w.text, w.len, UINT32_MAX, &n)) {
            *ttl = (uint32_t)n;
            has_ttl = true;
        } else if (!has_class && nk_class_find(w.text, w.len, class)) {
            has_class = true;
        } else if (nk_type_find(w.text, w.len, type)) {
            return true;
        } else {
            return nk_compose_refuse(c, &w, "expected a TTL, a class or a type");
        }
    }
    return nk_err_set(c->err, NK_ERR_INPUT, (size_t)(w.text - c->text), 0,
                      "a record has a name, a TTL, a class, a type and data");
}

/* `NAME [TTL] [CLASS] TYPE DATA`. */
static bool take_record(struct nk_composer *c, const char *at, const char *end)
{
    const char *start = at;
    struct nk_buf rdata = {0};
    struct nk_err err = {0};
    struct nk_compose_word w;
    uint32_t ttl = 0;
    uint16_t type = 0, class = NK_CLASS_IN;
    if (!nk_compose_word(&at, end, false, &w))
        return true;
    if (w.text > start && c->owner.len > 0)
        at = start;
    else if (!take_name(c, &w, &c->owner))
        return false;
    if (!take_columns(c, &at, end, &ttl, &class, &type))
        return false;
    if (c->section == NK_DNS_QUESTION)
        c->section = NK_DNS_ANSWER; /* no heading yet */
    while (at < end && nk_compose_blank(*at))
        at++;
    while (end > at && nk_compose_blank(end[-1]))
        end--;
    bool done = nk_rdata_parse(type, class, at, (size_t)(end - at), NULL, &rdata, &err);
    if (!done) {
        err.offset += (size_t)(at - c->text);
        if (c->err != NULL)
            *c->err = err;
    } else if (!nk_dns_put_record(c->w, c->section, &c->owner, type, class, ttl, rdata.data,
                                  rdata.len)) {
        done = too_big(c, (size_t)(start - c->text), (size_t)(end - start));
    }
    nk_buf_release(&rdata);
    return done;
}

/* Data as dig shows it, up to what stands in parentheses: of the options that it shows so. */
static bool take_digits(struct nk_composer *c, uint16_t code, const char *at, const char *end)
{
    struct nk_buf made = {0};
    struct nk_compose_word w;
    nk_buf_printf(&made, "%u:", code);
    while (nk_compose_word(&at, end, false, &w) && *w.text != '(')
        nk_buf_add(&made, w.text, w.len);
    bool done = made.failed ? nk_err_memory(c->err)
                            : nk_edns_put_text(&c->frame->options, made.data, made.len, c->err);
    nk_buf_release(&made);
    return done;
}

/* `NAME: \# LENGTH HEX` */
static bool take_option(struct nk_composer *c, const char *at, const char *end)
{
    struct nk_compose_word name, mark, count, digits;
    uint16_t code;
    uint64_t octets;
    struct nk_buf made = {0};
    if (!nk_compose_word(&at, end, false, &name))
        return true;
    if (name.text[name.len - 1] == ':')
        name.len--;
    if (!nk_edns_find(name.text, name.len, &code))
        return nk_compose_refuse(c, &name, "expected an EDNS option");
    const char *data = at;
    if ((code == NK_EDNS_NSID || code == NK_EDNS_COOKIE) &&
        nk_compose_word(&at, end, false, &mark) && !nk_compose_is(&mark, "\\#"))
        return take_digits(c, code, data, end);
    at = data;
    if (!nk_compose_word(&at, end, false, &mark) || !nk_compose_is(&mark, "\\#") ||
        !nk_compose_word(&at, end, false, &count) ||
        !nk_digits_read(count.text, count.len, UINT16_MAX, &octets))
        return nk_compose_refuse(c, &name, "an EDNS option is read as NAME: \\# LENGTH HEX");
    if (octets > 0 && !nk_compose_word(&at, end, false, &digits))
        return nk_compose_refuse(c, &count, "the data of an EDNS option is missing");
    nk_buf_printf(&made, "%u:%.*s", code, octets > 0 ? (int)digits.len : 0,
                  octets > 0 ? digits.text : "");
    bool good = !made.failed && (octets == 0 || digits.len == octets * 2) &&
                nk_edns_put_text(&c->frame->options, made.data, made.len, NULL);
    bool memory = made.failed || c->frame->options.failed;
    nk_buf_release(&made);
    if (memory)
        return nk_err_memory(c->err);
    return good || nk_compose_refuse(c, &count, "expected so many octets in hexadecimal");
}

/* ---- lines ---------------------------------------------------------------------------- */

static bool begins(const char *at, const char *end, const char *with)
{
    size_t len = strlen(with);
    return (size_t)(end - at) >= len && strncasecmp(at, with, len) == 0;
}

/* A comment of two semicolons: header, heading, or nothing that counts. */
static bool take_heading(struct nk_composer *c, const char *at, const char *end)
{
    enum nk_dns_section section;
    c->edns_block = false;
    while (at < end && nk_compose_blank(*at))
        at++;
    if (begins(at, end, "malformed "))
        return nk_err_set(c->err, NK_ERR_INPUT, (size_t)(at - c->text), 9,
                          "a malformed record cannot be made from text");
    if (nk_compose_heading(at, end, &section)) {
        if (section < c->section)
            return nk_err_set(c->err, NK_ERR_INPUT, (size_t)(at - c->text), (size_t)(end - at),
                              "the sections have to come in their order");
        c->section = section;
        return true;
    }
    static const char *const first[] = {
        "->>HEADER<<-", "opcode:", "status:", "id:", "flags:", "OPT ", "EDNS:"};
    for (size_t i = 0; i < sizeof first / sizeof *first; i++)
        if (begins(at, end, first[i]))
            return nk_compose_keys(c, at, end);
    return true;
}

static bool take_comment(struct nk_composer *c, const char *at, const char *end)
{
    static const char unrelated[] = "unrelated: ";
    if (at < end && *at == ';')
        return take_heading(c, at + 1, end);
    if (begins(at, end, " EDNS:"))
        return nk_compose_keys(c, at, end);
    if (c->edns_block)
        return take_option(c, at, end);
    if (begins(at, end, unrelated))
        return take_record(c, at + sizeof unrelated - 1, end);
    if (c->section == NK_DNS_QUESTION && at < end && !nk_compose_blank(*at))
        return take_question(c, at, end);
    return true;
}

/* Where the record ends that begins at `at`: its line, or that of the parenthesis which closes what
 * is open. Comments and parentheses become blanks in `copy`, which is the text from `at` on. */
static size_t end_of_record(const char *at, size_t len, char *copy)
{
    unsigned depth = 0;
    bool quoted = false, comment = false;
    size_t i;
    for (i = 0; i < len; i++) {
        char c = at[i];
        if (c == '\n' && depth == 0)
            break;
        if (c == '\\' && !comment && i + 1 < len && at[i + 1] != '\n') {
            copy[i] = c;
            i++;
            copy[i] = at[i];
            continue;
        }
        comment = c != '\n' && (comment || (c == ';' && !quoted));
        quoted = quoted != (c == '"' && !comment);
        bool open = c == '(' && !quoted && !comment, close = c == ')' && !quoted && !comment;
        depth += open;
        depth -= close && depth > 0;
        copy[i] = comment || open || close || c == '\n' ? ' ' : c;
    }
    return i;
}

bool nk_dns_compose(const char *text, size_t len, struct nk_dns_frame *frame,
                    struct nk_dns_writer *w, struct nk_err *err)
{
    struct nk_buf copy = {0};
    char *room = nk_buf_room(&copy, len + 1);
    if (room == NULL)
        return nk_err_memory(err);
    /* errors point into the copy, which has the offsets of the text */
    struct nk_composer c = {
        .text = room, .len = len, .frame = frame, .w = w, .section = NK_DNS_QUESTION, .err = err};
    bool good = true;
    for (size_t at = 0; at < len && good;) {
        const char *newline = memchr(text + at, '\n', len - at);
        size_t end = newline == NULL ? len : (size_t)(newline - text);
        if (text[at] == ';') {
            memcpy(room + at, text + at, end - at);
            good = take_comment(&c, room + at + 1, room + end);
        } else {
            c.edns_block = false;
            end = at + end_of_record(text + at, len - at, room + at);
            good = take_record(&c, room + at, room + end);
        }
        at = end + 1;
    }
    nk_buf_release(&copy);
    return good;
}

/* The line at `at` begins a header. */
static bool is_header(const char *at, const char *end)
{
    if (!begins(at, end, ";;"))
        return false;
    for (at += 2; at < end && nk_compose_blank(*at);)
        at++;
    return begins(at, end, "opcode:") || begins(at, end, "->>HEADER<<-");
}

size_t nk_dns_compose_first(const char *text, size_t len)
{
    bool blank = true, header = false;
    for (size_t at = 0; at < len;) {
        const char *newline = memchr(text + at, '\n', len - at);
        size_t end = newline == NULL ? len : (size_t)(newline - text);
        if (is_header(text + at, text + end)) {
            if (header)
                return at;
            header = true;
        }
        for (size_t i = at; i < end && blank; i++)
            blank = nk_compose_blank(text[i]);
        at = end + 1;
    }
    return blank ? 0 : len;
}

bool nk_dns_frame_close(const struct nk_dns_frame *frame, struct nk_dns_writer *w,
                        struct nk_err *err)
{
    const struct nk_name root = nk_name_root();
    bool edns = frame->edns || frame->options.len > 0 || frame->edns_ttl >> 24 != 0;
    if (edns && !nk_dns_put_record(w, NK_DNS_ADDITIONAL, &root, NK_TYPE_OPT, frame->udp_size,
                                   frame->edns_ttl, frame->options.data, frame->options.len))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "the message has no room for its OPT record: it has at most %zu octets",
                          w->room);
    w->bytes[0] = (uint8_t)(frame->id >> 8);
    w->bytes[1] = (uint8_t)frame->id;
    nk_dns_writer_flags(w, frame->flags);
    return true;
}
