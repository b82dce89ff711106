#include "tcp/services.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "base/digits.h"
#include "base/lines.h"
#include "packet/fields.h"

enum { SERVICES_MAX = UINT16_MAX - 1 }; /* an index has 16 bits; the whole registry has 12,000 */

/* Other names of the rows that are known where a machine has no file, as many containers. */
static const struct {
    const char *name;
    uint16_t port;
} aliases[] = {
    {"mail", 25},   {"www", 80},    {"pop-3", 110},     {"portmapper", 111},
    {"imap2", 143}, {"smtps", 465}, {"postgres", 5432}, {"webcache", 8080},
};

void nk_services_release(struct nk_services *s)
{
    nk_buf_release(&s->names);
    free(s->all);
    free(s->by_port);
    free(s->known);
    *s = (struct nk_services){.count = 0};
}

/* ---- reading ------------------------------------------------------------- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The next word of a line, at *at; false at its end or a comment. */
static bool next_word(const struct nk_line *line, size_t *at, const char **word, size_t *len)
{
    while (*at < line->len && is_blank(line->text[*at]))
        ++*at;
    size_t start = *at;
    while (*at < line->len && !is_blank(line->text[*at]) && line->text[*at] != '#')
        ++*at;
    *word = line->text + start;
    *len = *at - start;
    return *len > 0;
}

static bool is_plain(const char *word, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (word[i] <= ' ' || word[i] >= 0x7f || strchr("\"',\\", word[i]) != NULL)
            return false;
    return len <= NK_SERVICE_NAME_MAX;
}

static bool add(struct nk_services *s, const char *word, size_t len, uint16_t port, bool alias)
{
    if (!is_plain(word, len) || s->count == SERVICES_MAX)
        return true;
    if (!nk_grow((void **)&s->all, s->count, &s->room, sizeof *s->all))
        return false;
    s->all[s->count++] = (struct nk_service){(uint32_t)s->names.len, port, alias};
    if (s->by_port[port] == 0)
        s->by_port[port] = (uint16_t)s->count;
    s->known[port / 8] |= (uint8_t)(1u << port % 8);
    nk_buf_add(&s->names, word, len);
    nk_buf_add_byte(&s->names, '\0');
    return !s->names.failed;
}

/* "80/tcp" of the protocol asked for. */
static bool read_port(const char *word, size_t len, const char *protocol, uint16_t *port)
{
    const char *slash = memchr(word, '/', len);
    uint64_t n;
    if (slash == NULL || !nk_digits_read(word, (size_t)(slash - word), UINT16_MAX, &n))
        return false;
    size_t rest = len - (size_t)(slash + 1 - word);
    *port = (uint16_t)n;
    return strlen(protocol) == rest && memcmp(protocol, slash + 1, rest) == 0;
}

/* "http 80/tcp www # comment"; false where memory is out. */
static bool take_line(struct nk_services *s, const struct nk_line *line, const char *protocol)
{
    const char *name, *word;
    size_t at = 0, name_len, len;
    uint16_t port;
    if (!next_word(line, &at, &name, &name_len) || !next_word(line, &at, &word, &len) ||
        !read_port(word, len, protocol, &port))
        return true;
    if (!add(s, name, name_len, port, false))
        return false;
    while (next_word(line, &at, &word, &len))
        if (!add(s, word, len, port, true))
            return false;
    return true;
}

static bool read_lines(struct nk_services *s, struct nk_lines *lines, const char *protocol,
                       struct nk_err *err)
{
    struct nk_line line;
    for (;;) {
        enum nk_lines_status status = nk_lines_next(lines, &line, err);
        if (status == NK_LINES_END)
            return true;
        if (status == NK_LINES_FAILED)
            return false;
        if (status == NK_LINES_OK && !take_line(s, &line, protocol))
            return nk_err_memory(err);
    }
}

/* Both protocols share the numbers of what packets are named by. */
static bool take_rows(struct nk_services *s, struct nk_err *err)
{
    bool good = true;
    for (const struct nk_code *c = nk_codes_service; good && c->name[0] != '\0'; c++)
        good = add(s, c->name, strlen(c->name), (uint16_t)c->number, false);
    for (size_t i = 0; good && i < sizeof aliases / sizeof *aliases; i++)
        good = add(s, aliases[i].name, strlen(aliases[i].name), aliases[i].port, true);
    return good || nk_err_memory(err);
}

bool nk_services_read(struct nk_services *s, const char *path, const char *protocol,
                      struct nk_err *err)
{
    struct nk_lines lines;
    *s = (struct nk_services){.count = 0};
    s->by_port = calloc(UINT16_MAX + 1, sizeof *s->by_port);
    s->known = calloc((UINT16_MAX + 1) / 8, 1);
    if (s->by_port == NULL || s->known == NULL)
        return nk_err_memory(err);
    if (access(path, F_OK) != 0 && (errno == ENOENT || errno == ENOTDIR))
        return take_rows(s, err);
    if (!nk_lines_open(&lines, path, err))
        return false;
    bool good = read_lines(s, &lines, protocol, err);
    nk_lines_release(&lines);
    return good;
}

/* ---- asking -------------------------------------------------------------- */

const char *nk_services_name(const struct nk_services *s, uint16_t port)
{
    if (s->known == NULL || !(s->known[port / 8] >> port % 8 & 1))
        return NULL;
    return s->names.data + s->all[s->by_port[port] - 1].name;
}

bool nk_services_port(const struct nk_services *s, const char *name, size_t len, uint16_t *port)
{
    for (size_t i = 0; i < s->count; i++) {
        const char *here = s->names.data + s->all[i].name;
        if (strlen(here) == len && strncasecmp(here, name, len) == 0) {
            *port = s->all[i].port;
            return true;
        }
    }
    return false;
}
