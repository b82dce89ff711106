#include <string.h>

#include "addr/select.h"
#include "base/lines.h"
#include "cli/dns_resolve.h"

/* ---- sources ------------------------------------------------------------------- */

/* The line of the file that begins with "hosts:", its blanks made one. False without one. */
static bool find_hosts_line(struct nk_buf *out, const char *file)
{
    static const char key[] = "hosts:";
    const size_t skip = sizeof key - 1;
    struct nk_lines lines;
    struct nk_line line;
    struct nk_err err = {0};
    enum nk_lines_status status = NK_LINES_END;
    bool found = false;
    if (nk_lines_open(&lines, file, &err))
        while (!found && (status = nk_lines_next(&lines, &line, &err)) != NK_LINES_END &&
               status != NK_LINES_FAILED) {
            found = status == NK_LINES_OK && line.len > skip && !memcmp(line.text, key, skip);
            for (size_t i = skip; found && i < line.len && line.text[i] != '#'; i++)
                nk_buf_add_byte(out, line.text[i] == '\t' ? ' ' : line.text[i]);
        }
    out->failed = out->failed || err.code == NK_ERR_MEMORY;
    nk_lines_release(&lines);
    return found;
}

static void say_address(struct nk_buf *b, const struct nk_addr *a)
{
    char text[NK_ADDR_TEXT_MAX];
    nk_addr_format(a, text);
    nk_explain_say(b, 5, "%s", text);
}

void nk_resolve_explain_library(struct nk_buf *b, const char *name, const char *nsswitch,
                                const struct nk_resolve_found *all, size_t count)
{
    struct nk_buf sources = {0};
    nk_explain_say(b, 0, "%.300s: which addresses does a program get, and what does DNS say?",
                   name);
    nk_explain_say(b, 0, "1. Programs ask the C library: getaddrinfo(\"%.300s\")", name);
    if (find_hosts_line(&sources, nsswitch))
        nk_explain_say(b, 3, "its sources, in this order, until one has the name (%s): %.*s",
                       nsswitch, (int)sources.len, sources.len == 0 ? "none" : sources.data);
    else
        nk_explain_say(b, 3, "%s does not say which sources it asks: those built in", nsswitch);
    nk_explain_say(b, 3, count == 0 ? "it has no address" : "it gives, in this order");
    for (size_t i = 0; i < count && i < NK_DNS_EXPLAIN_LINES; i++)
        say_address(b, &all[i].addr);
    nk_explain_more(b, 5, count, NK_DNS_EXPLAIN_LINES, "addresses");
    b->failed = b->failed || sources.failed;
    nk_buf_release(&sources);
}

void nk_resolve_explain_hosts(struct nk_buf *b, const char *file,
                              const struct nk_resolve_found *all, size_t count)
{
    size_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += all[i].hosts;
    if (n == 0)
        nk_explain_say(b, 0, "2. files: none of these is in %.300s", file);
    else
        nk_explain_say(b, 0, "2. files: %zu of these %zu are in %.300s", n, count, file);
    for (size_t i = 0, said = 0; i < count && said < NK_DNS_EXPLAIN_LINES; i++)
        if (all[i].hosts) {
            say_address(b, &all[i].addr);
            said++;
        }
}

/* ---- the search list -------------------------------------------------------------- */

void nk_resolve_explain_search(struct nk_buf *b, const struct nk_resolvconf *c,
                               const struct nk_name *name, bool absolute)
{
    unsigned labels = nk_name_labels(name), dots = labels > 0 ? labels - 1 : 0;
    char text[NK_NAME_TEXT_MAX];
    struct nk_name candidate;
    size_t count = 0;
    nk_explain_say(b, 0, "3. dns: the names that are tried, until one has an address");
    if (absolute)
        nk_explain_say(b, 3, "it ends with a dot, and so is tried as it is, and nothing else");
    else
        nk_explain_say(b, 3,
                       "it has %u dot%s, ndots is %u: %u %s %u, so it is tried as it is %s the "
                       "%zu domain%s of the search list (resolv.conf)",
                       dots, dots == 1 ? "" : "s", c->ndots, dots, dots >= c->ndots ? ">=" : "<",
                       c->ndots, dots >= c->ndots ? "before" : "after", c->search_count,
                       c->search_count == 1 ? "" : "s");
    for (; nk_resolvconf_candidate(c, name, absolute, count, &candidate); count++) {
        if (count >= NK_DNS_EXPLAIN_LINES)
            continue;
        nk_name_format(&candidate, text);
        nk_explain_say(b, 5, "%.300s", text);
    }
    nk_explain_more(b, 5, count, NK_DNS_EXPLAIN_LINES, "names");
}

/* ---- the order ----------------------------------------------------------------------- */

static void say_candidate(struct nk_buf *b, const struct nk_select *s)
{
    char to[NK_ADDR_TEXT_MAX], from[NK_ADDR_TEXT_MAX];
    nk_addr_format(&s->to, to);
    if (s->from.family == NK_FAMILY_NONE) {
        nk_explain_say(b, 5, "%s: there is no way to it; precedence %u", to, s->precedence);
        return;
    }
    nk_addr_format(&s->from, from);
    nk_explain_say(b, 5,
                   "%s from %s: scope %u and %u, label %u and %u, precedence %u, the first "
                   "%u bits alike",
                   to, from, s->scope, s->from_scope, s->label, s->from_label, s->precedence,
                   s->common);
}

/* Which rule puts one before the next; the library may have a table of its own (gai.conf). */
static void say_pair(struct nk_buf *b, const struct nk_select *s, const struct nk_select *next)
{
    char first[NK_ADDR_TEXT_MAX], second[NK_ADDR_TEXT_MAX];
    unsigned rule;
    int better = nk_select_compare(s, next, &rule);
    nk_addr_format(&s->to, first);
    nk_addr_format(&next->to, second);
    if (better > 0)
        nk_explain_say(b, 3,
                       "%s before %s: not by the RFC, whose rule %u (%s) has them the other "
                       "way round: the C library's own table, or /etc/gai.conf",
                       first, second, rule, nk_select_rule(rule));
    else
        nk_explain_say(b, 3, "%s before %s: rule %u, %s", first, second, rule,
                       nk_select_rule(rule));
}

void nk_resolve_explain_order(struct nk_buf *b, const struct nk_resolve_found *all, size_t count)
{
    struct nk_select shown[NK_DNS_EXPLAIN_LINES];
    size_t n = count < NK_DNS_EXPLAIN_LINES ? count : NK_DNS_EXPLAIN_LINES;
    if (count < 2)
        return;
    nk_explain_say(b, 0, "4. The order of the %zu that programs get (RFC 6724 6)", count);
    for (size_t i = 0; i < n; i++) {
        struct nk_addr from;
        nk_select_source(&all[i].addr, &from);
        nk_select_init(&shown[i], &all[i].addr, &from);
        say_candidate(b, &shown[i]);
    }
    for (size_t i = 0; i + 1 < n; i++)
        say_pair(b, &shown[i], &shown[i + 1]);
    nk_explain_more(b, 3, count, n, "addresses");
}
