#include "dns/resolvconf.h"

#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "netkit/host.h"

/* A text that is read word by word. */
struct words {
    const char *at, *end;
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool next_word(struct words *w, const char **word, size_t *len)
{
    while (w->at < w->end && is_blank(*w->at))
        w->at++;
    *word = w->at;
    while (w->at < w->end && !is_blank(*w->at))
        w->at++;
    *len = (size_t)(w->at - *word);
    return *len > 0;
}

static bool is_word(const char *word, size_t len, const char *name)
{
    return len == strlen(name) && memcmp(word, name, len) == 0;
}

void nk_resolvconf_init(struct nk_resolvconf *c)
{
    *c = (struct nk_resolvconf){.ndots = 1, .timeout_s = 5, .attempts = 2};
}

void nk_resolvconf_release(struct nk_resolvconf *c)
{
    free(c->search);
    nk_resolvconf_init(c);
}

/* ---- lines ----------------------------------------------------------------------- */

/* As glibc, which takes what inet_aton takes. */
static bool read_server(const char *word, size_t len, struct nk_addr *out)
{
    struct nk_item item;
    if (nk_host_address(word, len, out, NULL))
        return true;
    if (!nk_item_parse(word, len, NK_PARSE_LENIENT, &item, NULL) || item.kind != NK_ITEM_ADDRESS ||
        memchr(word, '/', len) != NULL)
        return false;
    *out = item.prefix.addr;
    return true;
}

static void take_server(struct nk_resolvconf *c, struct words *w)
{
    const char *word;
    size_t len;
    struct nk_addr addr;
    if (c->server_count == NK_RESOLV_SERVERS || !next_word(w, &word, &len) ||
        !read_server(word, len, &addr)) {
        c->ignored++;
        return;
    }
    /* the unspecified address means this host, to which a question is sent by its own name */
    if (addr.hi == 0 && addr.lo == 0)
        addr = addr.family == NK_IPV4 ? nk_addr_ipv4(0x7f000001) : nk_addr_ipv6(0, 1);
    c->servers[c->server_count++] = addr;
}

/* The domains of `search`, or the one of `domain`: whichever comes last is in force. */
static bool take_search(struct nk_resolvconf *c, struct words *w, size_t most, struct nk_err *err)
{
    const char *word;
    size_t len;
    struct nk_name name;
    c->search_count = 0;
    while (next_word(w, &word, &len)) {
        if (c->search_count == most || !nk_name_parse(word, len, NULL, &name, NULL)) {
            c->ignored++;
            continue;
        }
        if (!nk_grow((void **)&c->search, c->search_count, &c->search_room, sizeof name))
            return nk_err_memory(err);
        c->search[c->search_count++] = name;
    }
    return true;
}

/* "ndots:2": the number, no greater than `most`; false where the word is another. */
static bool take_number(const char *word, size_t len, const char *name, unsigned most,
                        unsigned *out)
{
    size_t skip = strlen(name);
    uint64_t n;
    if (len <= skip || memcmp(word, name, skip) != 0 ||
        !nk_digits_read(word + skip, len - skip, UINT32_MAX, &n))
        return false;
    *out = n < most ? (unsigned)n : most;
    return true;
}

static void take_option(struct nk_resolvconf *c, const char *word, size_t len)
{
    const struct {
        const char *name;
        bool *flag;
    } flags[] = {
        {"rotate", &c->rotate}, {"edns0", &c->edns0},     {"trust-ad", &c->trust_ad},
        {"use-vc", &c->use_vc}, {"no-aaaa", &c->no_aaaa},
    };
    if (take_number(word, len, "ndots:", NK_RESOLV_NDOTS_MAX, &c->ndots))
        return;
    if (take_number(word, len, "timeout:", NK_RESOLV_TIMEOUT_MAX, &c->timeout_s)) {
        c->timeout_given = true;
        return;
    }
    if (take_number(word, len, "attempts:", NK_RESOLV_ATTEMPTS_MAX, &c->attempts)) {
        c->attempts_given = true;
        return;
    }
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (!is_word(word, len, flags[i].name))
            continue;
        *flags[i].flag = true;
        return;
    }
    c->ignored++;
}

static void take_options(struct nk_resolvconf *c, struct words *w)
{
    const char *word;
    size_t len;
    while (next_word(w, &word, &len))
        take_option(c, word, len);
}

/* A keyword stands at the start of its line; what does not is none (glibc res_init.c). */
static bool take_line(struct nk_resolvconf *c, const struct nk_line *line, bool searches,
                      struct nk_err *err)
{
    struct words w = {line->text, line->text + line->len};
    const char *word;
    size_t len;
    if (line->len == 0 || *line->text == '#' || *line->text == ';')
        return true;
    if (is_blank(*line->text) || !next_word(&w, &word, &len) || w.at == w.end) {
        c->ignored++;
        return true;
    }
    if (is_word(word, len, "nameserver")) {
        take_server(c, &w);
    } else if (is_word(word, len, "search") || is_word(word, len, "domain")) {
        size_t most = *word == 's' ? NK_RESOLV_SEARCH : 1;
        return !searches || take_search(c, &w, most, err);
    } else if (is_word(word, len, "options")) {
        take_options(c, &w);
    } else {
        c->ignored++; /* sortlist too: it sorts what getaddrinfo gives */
    }
    return true;
}

bool nk_resolvconf_read(struct nk_resolvconf *c, struct nk_lines *lines, const char *localdomain,
                        const char *res_options, struct nk_err *err)
{
    struct nk_line line;
    enum nk_lines_status status;
    while ((status = nk_lines_next(lines, &line, err)) != NK_LINES_END) {
        if (status == NK_LINES_FAILED)
            return false;
        if (status == NK_LINES_TOO_LONG)
            c->ignored++;
        else if (!take_line(c, &line, localdomain == NULL, err))
            return false;
    }
    if (localdomain != NULL) {
        struct words w = {localdomain, localdomain + strlen(localdomain)};
        if (!take_search(c, &w, NK_RESOLV_SEARCH, err))
            return false;
    }
    if (res_options != NULL) {
        struct words w = {res_options, res_options + strlen(res_options)};
        take_options(c, &w);
    }
    return true;
}

/* ---- the search list ------------------------------------------------------------- */

bool nk_resolvconf_candidate(const struct nk_resolvconf *c, const struct nk_name *name,
                             bool absolute, size_t at, struct nk_name *out)
{
    const struct nk_name root = nk_name_root();
    unsigned labels = nk_name_labels(name);
    bool first = absolute || (labels > 0 ? labels - 1 : 0) >= c->ndots;
    size_t domains = absolute ? 0 : c->search_count;
    for (size_t i = 0; i <= domains; i++) {
        bool itself = first ? i == 0 : i == domains;
        size_t domain = first ? i - 1 : i;
        if (itself)
            *out = *name;
        else if (!nk_name_substitute(name, &root, &c->search[domain], out))
            continue;
        if (at-- == 0)
            return true;
    }
    return false;
}
