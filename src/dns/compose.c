#include "dns/compose.h"

#include <string.h>
#include <strings.h>

#include "base/digits.h"
#include "dns/edns.h"
#include "dns/rdata.h"
#include "dns/text.h"

void nk_dns_frame_release(struct nk_dns_frame *f)
{
    nk_buf_release(&f->options);
}

/* ---- words ------------------------------------------------------------------------ */

/* A text while it is read. */
struct composer {
    const char *text;
    size_t len;
    struct nk_dns_frame *frame;
    struct nk_dns_writer *w;
    enum nk_dns_section section;
    bool edns_block;      /* lines of options may follow */
    struct nk_name owner; /* of the last record: a line that begins with a blank has it too */
    struct nk_err *err;
};

struct word {
    const char *text;
    size_t len;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The next word of a text that ends at `end`; those of comments are parted by ',' and ';' too. */
static bool next_word(const char **at, const char *end, bool comment, struct word *w)
{
    while (*at < end && (is_blank(**at) || (comment && (**at == ',' || **at == ';'))))
        ++*at;
    w->text = *at;
    while (*at < end && !is_blank(**at) && !(comment && (**at == ',' || **at == ';'))) {
        if (!comment && **at == '\\' && *at + 1 < end)
            ++*at; /* a blank behind a backslash is part of a name */
        ++*at;
    }
    w->len = (size_t)(*at - w->text);
    return w->len > 0;
}

static bool is_word(const struct word *w, const char *text)
{
    return strlen(text) == w->len && strncasecmp(w->text, text, w->len) == 0;
}

static bool refuse(const struct composer *c, const struct word *w, const char *what)
{
    return nk_err_set(c->err, NK_ERR_INPUT, (size_t)(w->text - c->text), w->len, "%s, found '%.*s'",
                      what, (int)(w->len < 64 ? w->len : 64), w->text);
}

/* ---- the header line ------------------------------------------------------------------ */

bool nk_opcode_find(const char *text, size_t len, unsigned *opcode)
{
    char name[NK_CODE_TEXT_MAX];
    uint64_t n;
    for (unsigned i = 0; i < 16; i++) {
        nk_opcode_name(i, name);
        if (strlen(name) == len && strncasecmp(name, text, len) == 0) {
            *opcode = i;
            return true;
        }
    }
    if (!nk_digits_read(text, len, 15, &n))
        return false;
    *opcode = (unsigned)n;
    return true;
}

/* The bit of a flag's name, 0 for none. */
static uint16_t flag_of(const struct word *w)
{
    const char *name;
    uint16_t bit;
    for (size_t i = 0; (name = nk_dns_flag_at(i, &bit)) != NULL; i++)
        if (is_word(w, name))
            return bit;
    return 0;
}

bool nk_dns_flags_find(const char *text, size_t len, uint16_t *flags, struct nk_err *err)
{
    const char *at = text;
    struct word w;
    uint16_t found = 0, bit;
    while (next_word(&at, text + len, true, &w)) {
        bit = flag_of(&w);
        if (bit == 0)
            return nk_err_set(err, NK_ERR_INPUT, (size_t)(w.text - text), w.len,
                              "expected flags out of qr, aa, tc, rd, ra, z, ad, cd, found '%.*s'",
                              (int)(w.len < 64 ? w.len : 64), w.text);
        found |= bit;
    }
    *flags = found;
    return true;
}

/* What stands behind a key of a comment; words that are no flag end the flags. */
static bool take_value(struct composer *c, const struct word *key, const struct word *value)
{
    struct nk_dns_frame *f = c->frame;
    unsigned code;
    uint64_t n;
    if (is_word(key, "opcode:")) {
        if (!nk_opcode_find(value->text, value->len, &code))
            return refuse(c, value, "expected an opcode");
        f->flags = (uint16_t)((f->flags & 0x87ffu) | code << 11);
    } else if (is_word(key, "status:")) {
        if (!nk_rcode_find(value->text, value->len, &code) || code > 4095)
            return refuse(c, value, "expected a status, as in NOERROR");
        f->flags = (uint16_t)((f->flags & 0xfff0u) | (code & 15));
        f->edns_ttl = (f->edns_ttl & 0xffffff) | (uint32_t)(code >> 4) << 24;
    } else if (is_word(key, "id:")) {
        if (!nk_digits_read(value->text, value->len, UINT16_MAX, &n))
            return refuse(c, value, "expected an ID from 0 to 65535");
        f->id = (uint16_t)n;
    } else if (is_word(key, "version:")) {
        if (!nk_digits_read(value->text, value->len, 255, &n))
            return refuse(c, value, "expected a version of EDNS from 0 to 255");
        f->edns_ttl = (f->edns_ttl & 0xff00ffff) | (uint32_t)n << 16;
    } else if (is_word(key, "udp:")) {
        if (!nk_digits_read(value->text, value->len, UINT16_MAX, &n))
            return refuse(c, value, "expected a size from 0 to 65535");
        f->udp_size = (uint16_t)n;
    }
    return true;
}

/* A flag of the header, or of EDNS. False for a word that is none. */
static bool take_flag(struct composer *c, const struct word *w, bool edns)
{
    uint64_t n;
    if (!edns) {
        uint16_t bit = flag_of(w);
        c->frame->flags |= bit;
        return bit != 0;
    }
    if (is_word(w, "do"))
        c->frame->edns_ttl |= 0x8000;
    else if (is_word(w, "co"))
        c->frame->edns_ttl |= 0x4000;
    else if (w->len > 2 && nk_digits_read_hex(w->text, w->len, 0x3fff, &n))
        c->frame->edns_ttl |= (uint32_t)n;
    else
        return false;
    return true;
}

/* `;; opcode: QUERY, status: ...`, `;; flags: qr rd; QUERY: 1, ...`, `EDNS: version: 0, ...`: keys
 * end with a colon; keys that mean nothing here are skipped with their value. */
static bool take_keys(struct composer *c, const char *at, const char *end)
{
    struct word w, value;
    bool edns = false, flags = false;
    while (next_word(&at, end, true, &w)) {
        if (w.text[w.len - 1] != ':') {
            if (flags && !take_flag(c, &w, edns))
                return refuse(c, &w, "expected a flag");
            continue;
        }
        flags = is_word(&w, "flags:");
        if (is_word(&w, "EDNS:")) {
            edns = c->frame->edns = c->edns_block = true;
        } else if (flags && !edns) {
            c->frame->flags &= 0x780f;
        } else if (!flags) {
            if (!next_word(&at, end, true, &value))
                break;
            if (!take_value(c, &w, &value))
                return false;
        }
    }
    return true;
}

/* `;; ANSWER SECTION:`, also without its second word. */
static bool is_heading(const char *at, const char *end, enum nk_dns_section *section)
{
    static const struct {
        const char *name;
        enum nk_dns_section section;
    } names[] = {
        {"QUESTION", NK_DNS_QUESTION},     {"ZONE", NK_DNS_QUESTION},
        {"ANSWER", NK_DNS_ANSWER},         {"PREREQUISITE", NK_DNS_ANSWER},
        {"AUTHORITY", NK_DNS_AUTHORITY},   {"UPDATE", NK_DNS_AUTHORITY},
        {"ADDITIONAL", NK_DNS_ADDITIONAL},
    };
    struct word name, second, more;
    if (!next_word(&at, end, true, &name))
        return false;
    if (next_word(&at, end, true, &second) &&
        (!is_word(&second, "SECTION:") || next_word(&at, end, true, &more)))
        return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (is_word(&name, names[i].name)) {
            *section = names[i].section;
            return true;
        }
    }
    return false;
}

/* ---- questions, records, options ---------------------------------------------------------- */

static bool too_big(const struct composer *c, size_t at, size_t len)
{
    return nk_err_set(c->err, NK_ERR_INPUT, at, len,
                      "the message has no room for this: it has at most %zu octets", c->w->room);
}

static bool take_name(struct composer *c, const struct word *w, struct nk_name *name)
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
static bool take_question(struct composer *c, const char *at, const char *end)
{
    const char *start = at;
    struct nk_name name;
    struct word w, second;
    uint16_t type = 0, class = NK_CLASS_IN;
    if (!next_word(&at, end, false, &w))
        return true;
    if (!take_name(c, &w, &name))
        return false;
    if (!next_word(&at, end, false, &w))
        return nk_err_set(c->err, NK_ERR_INPUT, (size_t)(start - c->text), (size_t)(end - start),
                          "a question has a name, a class and a type");
    if (!next_word(&at, end, false, &second)) {
        if (!nk_type_find(w.text, w.len, &type))
            return refuse(c, &w, "expected the type of a question");
    } else if (!(nk_class_find(w.text, w.len, &class) &&
                 nk_type_find(second.text, second.len, &type)) &&
               !(nk_type_find(w.text, w.len, &type) &&
                 nk_class_find(second.text, second.len, &class))) {
        bool first = nk_class_find(w.text, w.len, &class) || nk_type_find(w.text, w.len, &type);
        return refuse(c, first ? &second : &w, "expected the class and the type of a question");
    }
    if (!nk_dns_put_question(c->w, &name, type, class))
        return too_big(c, (size_t)(start - c->text), (size_t)(end - start));
    return true;
}

/* TTL, class and type of a record; `at` is then at its data. */
static bool take_columns(struct composer *c, const char **at, const char *end, uint32_t *ttl,
                         uint16_t *class, uint16_t *type)
{
    struct word w;
    bool has_ttl = false, has_class = false;
    uint64_t n;
    while (next_word(at, end, false, &w)) {
        if (!has_ttl && nk_digits_read(w.text, w.len, UINT32_MAX, &n)) {
            *ttl = (uint32_t)n;
            has_ttl = true;
        } else if (!has_class && nk_class_find(w.text, w.len, class)) {
            has_class = true;
        } else if (nk_type_find(w.text, w.len, type)) {
            return true;
        } else {
            return refuse(c, &w, "expected a TTL, a class or a type");
        }
    }
    return nk_err_set(c->err, NK_ERR_INPUT, (size_t)(w.text - c->text), 0,
                      "a record has a name, a TTL, a class, a type and data");
}

/* `NAME [TTL] [CLASS] TYPE DATA`. */
static bool take_record(struct composer *c, const char *at, const char *end)
{
    const char *start = at;
    struct nk_buf rdata = {0};
    struct nk_err err = {0};
    struct word w;
    uint32_t ttl = 0;
    uint16_t type = 0, class = NK_CLASS_IN;
    if (!next_word(&at, end, false, &w))
        return true;
    if (w.text > start && c->owner.len > 0)
        at = start;
    else if (!take_name(c, &w, &c->owner))
        return false;
    if (!take_columns(c, &at, end, &ttl, &class, &type))
        return false;
    while (at < end && is_blank(*at))
        at++;
    while (end > at && is_blank(end[-1]))
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
static bool take_digits(struct composer *c, uint16_t code, const char *at, const char *end)
{
    struct nk_buf made = {0};
    struct word w;
    nk_buf_printf(&made, "%u:", code);
    while (next_word(&at, end, false, &w) && *w.text != '(')
        nk_buf_add(&made, w.text, w.len);
    bool done = made.failed ? nk_err_memory(c->err)
                            : nk_edns_put_text(&c->frame->options, made.data, made.len, c->err);
    nk_buf_release(&made);
    return done;
}

/* `NAME: \# LENGTH HEX` */
static bool take_option(struct composer *c, const char *at, const char *end)
{
    struct word name, mark, count, digits;
    uint16_t code;
    uint64_t octets;
    struct nk_buf made = {0};
    if (!next_word(&at, end, false, &name))
        return true;
    if (name.text[name.len - 1] == ':')
        name.len--;
    if (!nk_edns_find(name.text, name.len, &code))
        return refuse(c, &name, "expected an EDNS option");
    const char *data = at;
    if ((code == NK_EDNS_NSID || code == NK_EDNS_COOKIE) && next_word(&at, end, false, &mark) &&
        !is_word(&mark, "\\#"))
        return take_digits(c, code, data, end);
    at = data;
    if (!next_word(&at, end, false, &mark) || !is_word(&mark, "\\#") ||
        !next_word(&at, end, false, &count) ||
        !nk_digits_read(count.text, count.len, UINT16_MAX, &octets))
        return refuse(c, &name, "an EDNS option is read as NAME: \\# LENGTH HEX");
    if (octets > 0 && !next_word(&at, end, false, &digits))
        return refuse(c, &count, "the data of an EDNS option is missing");
    nk_buf_printf(&made, "%u:%.*s", code, octets > 0 ? (int)digits.len : 0,
                  octets > 0 ? digits.text : "");
    bool good = !made.failed && (octets == 0 || digits.len == octets * 2) &&
                nk_edns_put_text(&c->frame->options, made.data, made.len, NULL);
    bool memory = made.failed || c->frame->options.failed;
    nk_buf_release(&made);
    if (memory)
        return nk_err_memory(c->err);
    return good || refuse(c, &count, "expected so many octets in hexadecimal");
}

/* ---- lines ---------------------------------------------------------------------------- */

static bool begins(const char *at, const char *end, const char *with)
{
    size_t len = strlen(with);
    return (size_t)(end - at) >= len && strncasecmp(at, with, len) == 0;
}

/* A comment of two semicolons: header, heading, or nothing that counts. */
static bool take_heading(struct composer *c, const char *at, const char *end)
{
    enum nk_dns_section section;
    c->edns_block = false;
    while (at < end && is_blank(*at))
        at++;
    if (begins(at, end, "malformed "))
        return nk_err_set(c->err, NK_ERR_INPUT, (size_t)(at - c->text), 9,
                          "a malformed record cannot be made from text");
    if (is_heading(at, end, &section)) {
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
            return take_keys(c, at, end);
    return true;
}

static bool take_comment(struct composer *c, const char *at, const char *end)
{
    static const char unrelated[] = "unrelated: ";
    if (at < end && *at == ';')
        return take_heading(c, at + 1, end);
    if (begins(at, end, " EDNS:"))
        return take_keys(c, at, end);
    if (c->edns_block)
        return take_option(c, at, end);
    if (begins(at, end, unrelated))
        return take_record(c, at + sizeof unrelated - 1, end);
    if (c->section == NK_DNS_QUESTION && at < end && !is_blank(*at))
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
    struct composer c = {
        .text = room, .len = len, .frame = frame, .w = w, .section = NK_DNS_QUESTION, .err = err};
    bool headed = false, good = true;
    for (size_t at = 0; at < len && good;) {
        const char *newline = memchr(text + at, '\n', len - at);
        size_t end = newline == NULL ? len : (size_t)(newline - text);
        if (text[at] == ';') {
            memcpy(room + at, text + at, end - at);
            good = take_comment(&c, room + at + 1, room + end);
            headed = headed || c.section > NK_DNS_QUESTION;
        } else {
            c.edns_block = c.edns_block && end == at;
            if (end > at && c.section == NK_DNS_QUESTION && !headed)
                c.section = NK_DNS_ANSWER;
            end = at + end_of_record(text + at, len - at, room + at);
            good = take_record(&c, room + at, room + end);
        }
        at = end + 1;
    }
    nk_buf_release(&copy);
    return good;
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
