#include "dns/master.h"

#include <limits.h>
#include <strings.h>

#include "dns/rdata.h"

void nk_master_init(struct nk_master *m, const char *text, size_t len, const struct nk_name *origin)
{
    *m = (struct nk_master){.text = text,
                            .len = len,
                            .line = 1,
                            .origin = origin == NULL ? nk_name_root() : *origin,
                            .class = NK_CLASS_IN};
}

void nk_master_release(struct nk_master *m)
{
    nk_buf_release(&m->flat);
    nk_buf_release(&m->rdata);
}

/* ---- errors ------------------------------------------------------------------ */

/* Puts the place of an error, which counts in the entry, into the text and its lines. */
static enum nk_master_status blame(struct nk_master *m, struct nk_err *err)
{
    size_t in_entry = err->offset, start = m->entry_at;
    m->bad_line = m->entry_line;
    for (size_t i = m->entry_at; i < m->entry_at + in_entry && i < m->len; i++)
        if (m->text[i] == '\n') {
            m->bad_line++;
            start = i + 1;
        }
    m->bad_column = m->entry_at + in_entry - start + 1;
    err->offset = m->entry_at + in_entry;
    return NK_MASTER_BAD;
}

/* ---- one entry: up to the end of a line outside of parentheses ----------------- */

static void skip_comment(struct nk_master *m)
{
    while (m->at < m->len && m->text[m->at] != '\n') {
        nk_buf_add_byte(&m->flat, ' ');
        m->at++;
    }
}

/* A quoted string keeps its quotes, and ends on its line. */
static bool copy_quoted(struct nk_master *m, struct nk_err *err)
{
    size_t open = m->at - m->entry_at;
    do {
        bool escape = m->text[m->at] == '\\' && m->at + 1 < m->len && m->text[m->at + 1] != '\n';
        nk_buf_add(&m->flat, m->text + m->at, escape ? 2 : 1);
        m->at += escape ? 2 : 1;
    } while (m->at < m->len && m->text[m->at] != '"' && m->text[m->at] != '\n');
    if (m->at == m->len || m->text[m->at] == '\n')
        return nk_err_set(err, NK_ERR_INPUT, open, 1, "the string is not closed on its line");
    nk_buf_add_byte(&m->flat, '"');
    m->at++;
    return true;
}

/* What has no meaning within an entry any more becomes blanks, so that every octet of `flat` keeps
 * its place. */
static bool copy_one(struct nk_master *m, size_t *depth, size_t *open, struct nk_err *err)
{
    char c = m->text[m->at];
    size_t here = m->at - m->entry_at;
    if (c == '"')
        return copy_quoted(m, err);
    if (c == ';') {
        skip_comment(m);
        return true;
    }
    if (c == '\\' && m->at + 1 < m->len && m->text[m->at + 1] != '\n') {
        nk_buf_add(&m->flat, m->text + m->at, 2);
        m->at += 2;
        return true;
    }
    if (c == ')' && *depth == 0)
        return nk_err_set(err, NK_ERR_INPUT, here, 1, "')' closes no parenthesis");
    if (c == '(' && (*depth)++ == 0)
        *open = here;
    if (c == ')')
        (*depth)--;
    m->line += c == '\n';
    m->at++;
    nk_buf_add_byte(&m->flat,
                    c == '(' || c == ')' || c == '\n' || c == '\r' || c == '\t' ? ' ' : c);
    return true;
}

static void skip_line(struct nk_master *m)
{
    while (m->at < m->len && m->text[m->at] != '\n')
        m->at++;
    m->line += m->at < m->len;
    m->at += m->at < m->len;
}

/* Reads an entry into `flat`. */
static bool take_entry(struct nk_master *m, struct nk_err *err)
{
    size_t depth = 0, open = 0;
    m->entry_at = m->at;
    m->entry_line = m->line;
    nk_buf_clear(&m->flat);
    while (m->at < m->len && (m->text[m->at] != '\n' || depth > 0))
        if (!copy_one(m, &depth, &open, err)) {
            skip_line(m);
            return false;
        }
    skip_line(m);
    if (m->flat.failed) {
        nk_buf_release(&m->flat);
        return nk_err_memory(err);
    }
    if (depth > 0)
        return nk_err_set(err, NK_ERR_INPUT, open, 1, "the parenthesis is not closed");
    return true;
}

/* ---- words of an entry --------------------------------------------------------- */

struct word {
    const char *text;
    size_t at, len;
};

/* The next word from `*at` on; of length 0 at the end. */
static struct word next_word(const struct nk_master *m, size_t *at)
{
    const char *text = m->flat.data == NULL ? "" : m->flat.data; /* an empty line at first */
    size_t i = *at, end;
    while (i < m->flat.len && text[i] == ' ')
        i++;
    for (end = i; end < m->flat.len && text[end] != ' '; end++)
        if (text[end] == '\\' && end + 1 < m->flat.len)
            end++;
    *at = end;
    return (struct word){text + i, i, end - i};
}

static bool is(const struct word *w, const char *name)
{
    return strlen(name) == w->len && strncasecmp(w->text, name, w->len) == 0;
}

static int quoted(const struct word *w)
{
    return w->len > 40 ? 40 : (int)w->len;
}

static uint32_t unit_seconds(char c)
{
    switch (c | 0x20) {
    case 's':
        return 1;
    case 'm':
        return 60;
    case 'h':
        return 3600;
    case 'd':
        return 86400;
    case 'w':
        return 604800;
    default:
        return 0;
    }
}

/* Seconds, or numbers with units as in 1h30m; at most 2^31 - 1 (RFC 2181 8). */
static bool read_ttl(const struct word *w, uint32_t *out)
{
    uint64_t sum = 0, n = 0;
    size_t digits = 0;
    for (size_t i = 0; i < w->len; i++) {
        char c = w->text[i];
        if (c >= '0' && c <= '9') {
            n = n * 10 + (uint64_t)(c - '0');
            digits++;
        } else {
            uint32_t unit = unit_seconds(c);
            if (unit == 0 || digits == 0)
                return false;
            sum += n * unit;
            n = digits = 0;
        }
        if (n > INT_MAX || sum > INT_MAX)
            return false;
    }
    *out = (uint32_t)(sum + n);
    return w->len > 0 && sum + n <= INT_MAX;
}

static bool read_name(const struct nk_master *m, const struct word *w, struct nk_name *out,
                      struct nk_err *err)
{
    if (is(w, "@")) {
        *out = m->origin;
        return true;
    }
    if (nk_name_parse(w->text, w->len, &m->origin, out, err))
        return true;
    err->offset += w->at;
    return false;
}

/* ---- directives ------------------------------------------------------------------ */

static bool read_directive(struct nk_master *m, const struct word *w, size_t at, struct nk_err *err)
{
    struct word value = next_word(m, &at), more = next_word(m, &at);
    bool origin = is(w, "$ORIGIN");
    if (!origin && !is(w, "$TTL"))
        return nk_err_set(err, NK_ERR_INPUT, w->at, w->len,
                          "%.*s is not read here, only $ORIGIN and $TTL", quoted(w), w->text);
    if (value.len == 0)
        return nk_err_set(err, NK_ERR_INPUT, w->at, w->len, "%.*s needs a value", quoted(w),
                          w->text);
    if (more.len > 0)
        return nk_err_set(err, NK_ERR_INPUT, more.at, more.len, "there is a word too many");
    if (origin)
        return read_name(m, &value, &m->origin, err);
    if (!read_ttl(&value, &m->ttl))
        return nk_err_set(err, NK_ERR_INPUT, value.at, value.len,
                          "'%.*s' is no TTL: seconds below 2^31, or as in 1h30m", quoted(&value),
                          value.text);
    m->has_ttl = m->ttl_is_default = true;
    return true;
}

/* ---- records --------------------------------------------------------------------- */

/* TTL and class in either order, each at most once, then the type; `*at` is behind it. */
static bool read_head(struct nk_master *m, size_t *at, struct nk_master_record *rr,
                      struct nk_err *err)
{
    bool ttl = false, class = false;
    for (;;) {
        struct word w = next_word(m, at);
        if (w.len == 0)
            return nk_err_set(err, NK_ERR_INPUT, w.at, 0, "a type is missing");
        if (!ttl && w.text[0] >= '0' && w.text[0] <= '9' && read_ttl(&w, &rr->ttl)) {
            ttl = true;
        } else if (!class && nk_class_find(w.text, w.len, &rr->class)) {
            class = true;
        } else if (nk_type_find(w.text, w.len, &rr->type)) {
            break;
        } else {
            return nk_err_set(err, NK_ERR_INPUT, w.at, w.len, "'%.*s' is no type%s", quoted(&w),
                              w.text, ttl ? "" : ", class or TTL");
        }
    }
    if (class)
        m->class = rr->class;
    else
        rr->class = m->class;
    if (!ttl && !m->has_ttl)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "the record has no TTL, and there is no $TTL before it");
    if (!ttl)
        rr->ttl = m->ttl;
    else if (!m->ttl_is_default)
        m->ttl = rr->ttl; /* RFC 1035: what is left out is as it was in the last record */
    m->has_ttl = true;
    return true;
}

static bool read_record(struct nk_master *m, size_t at, struct nk_master_record *rr,
                        struct nk_err *err)
{
    if (!read_head(m, &at, rr, err))
        return false;
    struct word first = next_word(m, &at);
    size_t end = m->flat.len;
    while (end > first.at && m->flat.data[end - 1] == ' ' &&
           !(end - 1 > first.at && m->flat.data[end - 2] == '\\'))
        end--;
    rr->owner = m->owner;
    rr->line = m->entry_line;
    nk_buf_clear(&m->rdata);
    /* "@" in RDATA is the origin (RFC 1035 5.1); the codec knows it by its own reading */
    if (!nk_rdata_parse(rr->type, rr->class, first.text, end - first.at, &m->origin, &m->rdata,
                        err)) {
        err->offset += first.at;
        return false;
    }
    rr->rdata = (const uint8_t *)(m->rdata.len == 0 ? "" : m->rdata.data);
    rr->rdata_len = m->rdata.len;
    return true;
}

enum nk_master_status nk_master_next(struct nk_master *m, struct nk_master_record *rr,
                                     struct nk_err *err)
{
    while (m->at < m->len) {
        size_t at = 0;
        if (!take_entry(m, err))
            return blame(m, err);
        struct word first = next_word(m, &at);
        if (first.len == 0)
            continue;
        if (first.text[0] == '$') {
            if (!read_directive(m, &first, at, err))
                return blame(m, err);
            continue;
        }
        if (first.at == 0) {
            if (!read_name(m, &first, &m->owner, err))
                return blame(m, err);
            m->has_owner = true;
        } else if (!m->has_owner) {
            nk_err_set(err, NK_ERR_INPUT, first.at, first.len,
                       "the line begins with a blank, and there is no owner before it");
            return blame(m, err);
        } else {
            at = 0;
        }
        return read_record(m, at, rr, err) ? NK_MASTER_RECORD : blame(m, err);
    }
    return NK_MASTER_END;
}
