#include <stdlib.h>

#include "dns/hints.h"

/* root.hints of the root zone 2024041801. */
static const struct {
    const char *name, *ipv4, *ipv6;
} roots[] = {
    {"a.root-servers.net.", "198.41.0.4", "2001:503:ba3e::2:30"},
    {"b.root-servers.net.", "170.247.170.2", "2801:1b8:10::b"},
    {"c.root-servers.net.", "192.33.4.12", "2001:500:2::c"},
    {"d.root-servers.net.", "199.7.91.13", "2001:500:2d::d"},
    {"e.root-servers.net.", "192.203.230.10", "2001:500:a8::e"},
    {"f.root-servers.net.", "192.5.5.241", "2001:500:2f::f"},
    {"g.root-servers.net.", "192.112.36.4", "2001:500:12::d0d"},
    {"h.root-servers.net.", "198.97.190.53", "2001:500:1::53"},
    {"i.root-servers.net.", "192.36.148.17", "2001:7fe::53"},
    {"j.root-servers.net.", "192.58.128.30", "2001:503:c27::2:30"},
    {"k.root-servers.net.", "193.0.14.129", "2001:7fd::1"},
    {"l.root-servers.net.", "199.7.83.42", "2001:500:9f::42"},
    {"m.root-servers.net.", "202.12.27.33", "2001:dc3::35"},
};

void nk_dns_hints_release(struct nk_dns_hints *h)
{
    free(h->rows);
    *h = (struct nk_dns_hints){0};
}

/* ---- rows ---------------------------------------------------------------- */

static bool add_row(struct nk_dns_hints *h, const struct nk_name *name, const struct nk_addr *a,
                    struct nk_err *err)
{
    void *rows = h->rows;
    if (!nk_grow(&rows, h->count, &h->room, sizeof *h->rows))
        return nk_err_memory(err);
    h->rows = rows;
    h->rows[h->count++] = (struct nk_dns_hint){*name, *a};
    return true;
}

static bool add_builtin(struct nk_dns_hints *h, const struct nk_name *name, const char *address,
                        struct nk_err *err)
{
    struct nk_addr a;
    return nk_addr_parse(address, strlen(address), &a, err) && add_row(h, name, &a, err);
}

bool nk_dns_hints_builtin(struct nk_dns_hints *h, struct nk_err *err)
{
    struct nk_name name;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (!nk_name_parse(roots[i].name, strlen(roots[i].name), NULL, &name, err) ||
            !add_builtin(h, &name, roots[i].ipv4, err) ||
            !add_builtin(h, &name, roots[i].ipv6, err))
            return false;
    return true;
}

/* ---- a file of them ------------------------------------------------------ */

/* One file being read. NS records and addresses are kept apart until its end. */
struct reading {
    struct nk_name origin, owner;
    bool has_owner;
    struct nk_dns_hints servers, addresses;
    const char *line;
    struct nk_err *err;
};

/* A word of the line. */
struct word {
    const char *text;
    size_t len;
};

enum { WORDS_MAX = 6 };

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The words up to a comment; one more than WORDS_MAX where there are more. */
static size_t split(const struct nk_line *line, struct word *words)
{
    size_t count = 0, at = 0;
    while (at < line->len && count < WORDS_MAX) {
        while (at < line->len && is_blank(line->text[at]))
            at++;
        if (at == line->len || line->text[at] == ';')
            break;
        words[count].text = line->text + at;
        while (at < line->len && !is_blank(line->text[at]) && line->text[at] != ';')
            at++;
        words[count].len = (size_t)(line->text + at - words[count].text);
        count++;
    }
    return count;
}

static bool refuse(struct reading *r, const struct word *w, const char *why)
{
    return nk_err_set(r->err, NK_ERR_INPUT, (size_t)(w->text - r->line), w->len, "%s", why);
}

static bool is_number(const struct word *w)
{
    for (size_t i = 0; i < w->len; i++)
        if (w->text[i] < '0' || w->text[i] > '9')
            return false;
    return true;
}

static bool is_word(const struct word *w, const char *text)
{
    return w->len == strlen(text) && strncasecmp(w->text, text, w->len) == 0;
}

/* Reads a name; the offset of an error is made one of the line. */
static bool read_name(struct reading *r, const struct word *w, struct nk_name *out)
{
    if (is_word(w, "@")) {
        *out = r->origin;
        return true;
    }
    if (nk_name_parse(w->text, w->len, &r->origin, out, r->err))
        return true;
    r->err->offset += (size_t)(w->text - r->line);
    return false;
}

static bool read_address(struct reading *r, const struct word *type, const struct word *data)
{
    struct nk_addr a;
    if (!nk_addr_parse(data->text, data->len, &a, r->err)) {
        r->err->offset += (size_t)(data->text - r->line);
        return false;
    }
    if ((a.family == NK_IPV4) != is_word(type, "A"))
        return refuse(r, data, "the address is of the other family than the type");
    return add_row(&r->addresses, &r->owner, &a, r->err);
}

static bool read_server(struct reading *r, const struct word *type, const struct word *data)
{
    struct nk_name name;
    if (r->owner.len != 1)
        return refuse(r, type, "hints name servers of the root, and of no other zone");
    return read_name(r, data, &name) && add_row(&r->servers, &name, &(struct nk_addr){0}, r->err);
}

/* [TTL] [CLASS] TYPE DATA, in what is left of the words. */
static bool read_record(struct reading *r, const struct word *w, size_t count)
{
    size_t at = 0;
    while (at < count && (is_number(&w[at]) || is_word(&w[at], "IN")))
        at++;
    if (at == count)
        return refuse(r, &w[count - 1], "the line ends before a type");
    if (!is_word(&w[at], "NS") && !is_word(&w[at], "A") && !is_word(&w[at], "AAAA"))
        return refuse(r, &w[at], "expected NS, A or AAAA");
    if (at + 2 != count)
        return refuse(r, &w[at],
                      at + 1 == count ? "the record has no data"
                                      : "the record has more than one word of data");
    if (r->servers.count + r->addresses.count >= NK_DNS_HINTS_MAX)
        return refuse(r, &w[at], "there are more than 1,024 records");
    return is_word(&w[at], "NS") ? read_server(r, &w[at], &w[at + 1])
                                 : read_address(r, &w[at], &w[at + 1]);
}

static bool read_line(struct reading *r, const struct nk_line *line)
{
    struct word words[WORDS_MAX];
    size_t count = split(line, words), skip = 0;
    r->line = line->text;
    if (count == 0)
        return true;
    if (is_word(&words[0], "$TTL"))
        return true;
    if (is_word(&words[0], "$ORIGIN"))
        return count == 2 ? read_name(r, &words[1], &r->origin)
                          : refuse(r, &words[0], "$ORIGIN needs one name");
    if (words[0].text == line->text) {
        if (!read_name(r, &words[0], &r->owner))
            return false;
        r->has_owner = true;
        skip = 1;
    }
    if (!r->has_owner)
        return refuse(r, &words[0], "there is no owner name before");
    if (count == skip)
        return refuse(r, &words[0], "the line ends before a type");
    return read_record(r, words + skip, count - skip);
}

static bool has_name(const struct nk_dns_hints *h, const struct nk_name *name)
{
    for (size_t i = 0; i < h->count; i++)
        if (nk_name_equal(&h->rows[i].name, name))
            return true;
    return false;
}

/* Each server with its addresses, in the order of the NS records; without one where it has none. */
static bool join(struct nk_dns_hints *h, const struct reading *r)
{
    for (size_t i = 0; i < r->servers.count; i++) {
        const struct nk_dns_hint *server = &r->servers.rows[i];
        size_t before = h->count;
        if (has_name(h, &server->name))
            continue;
        for (size_t k = 0; k < r->addresses.count; k++)
            if (nk_name_equal(&server->name, &r->addresses.rows[k].name) &&
                !add_row(h, &server->name, &r->addresses.rows[k].addr, r->err))
                return false;
        if (h->count == before && !add_row(h, &server->name, &server->addr, r->err))
            return false;
    }
    return true;
}

static bool has_address(const struct nk_dns_hints *h)
{
    for (size_t i = 0; i < h->count; i++)
        if (h->rows[i].addr.family != NK_FAMILY_NONE)
            return true;
    return false;
}

bool nk_dns_hints_read(struct nk_dns_hints *h, struct nk_lines *lines, uint64_t *number,
                       struct nk_err *err)
{
    struct reading r = {.origin = nk_name_root(), .err = err};
    struct nk_line line = {0};
    enum nk_lines_status status;
    bool good = true;
    do {
        status = nk_lines_next(lines, &line, err);
        *number = line.number;
        good = status != NK_LINES_OK || read_line(&r, &line);
    } while (good && status == NK_LINES_OK);
    if (good && status != NK_LINES_END) {
        good = false;
        *number = status == NK_LINES_TOO_LONG ? line.number : 0;
        if (status == NK_LINES_TOO_LONG)
            nk_err_set(err, NK_ERR_INPUT, 0, 0, "the line is too long");
    } else if (good) {
        *number = 0;
        good = join(h, &r) &&
               (has_address(h) || nk_err_set(err, NK_ERR_INPUT, 0, 0,
                                             "no server of the root with an address is in it"));
    }
    nk_dns_hints_release(&r.servers);
    nk_dns_hints_release(&r.addresses);
    return good;
}
