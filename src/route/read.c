#include "route/read.h"

#include <stdarg.h>
#include <stdio.h>

#include "base/digits.h"
#include "route/formats.h"

const struct nk_route_format nk_route_formats[] = {
    {"compiled", "what route compile writes", nk_compiled_guess, nk_compiled_read},
    {"netlink", "what ip route save and ip rule save write", nk_netlink_guess, nk_netlink_read},
    {"plain", "PREFIX LABEL... lines (also CAIDA pfx2as and pyasn)", nk_plain_guess, nk_plain_read},
    {"mrt", "BGP tables and updates as collectors dump them (RFC 6396, 8050)", nk_mrt_guess,
     nk_mrt_read},
    {"bird", "BIRD's show route, all or not", nk_bird_guess, nk_bird_read},
    {"ip", "ip route, ip rule and ip nexthop, or their commands", nk_ip_guess, nk_ip_read},
    {"frr", "FRR's show ip route and show ipv6 route", nk_frr_guess, nk_frr_read},
    {"frr-json", "FRR's show ip route json and show ipv6 route json", nk_frr_json_guess,
     nk_frr_json_read},
    {"ip-json", "ip -j route, ip -j rule and ip -j nexthop", nk_ip_json_guess, nk_ip_json_read},
    {"proc", "/proc/net/route and /proc/net/ipv6_route", nk_proc_guess, nk_proc_read},
    {"fib-trie", "/proc/net/fib_trie", nk_fib_trie_guess, nk_fib_trie_read},
    {"netstat", "netstat -rn and route -n of Linux", nk_netstat_guess, nk_netstat_read},
    {"csv", "columns that a header names, with commas, semicolons or TABs", nk_csv_guess,
     nk_csv_read},
    {"cisco", "show ip route and show ipv6 route of IOS and its like, NX-OS", nk_cisco_guess,
     nk_cisco_read},
    {"junos", "show route of Junos, brief or terse", nk_junos_guess, nk_junos_read},
    {"bsd", "netstat -rn of FreeBSD, macOS, OpenBSD, NetBSD", nk_bsd_guess, nk_bsd_read},
    {"windows", "route print of Windows", nk_windows_guess, nk_windows_read},
    {NULL, NULL, NULL, NULL},
};

const struct nk_route_format *nk_route_format_find(const char *name)
{
    for (const struct nk_route_format *f = nk_route_formats; f->name != NULL; f++)
        if (strcmp(f->name, name) == 0)
            return f;
    return NULL;
}

/* The format that is surest of the first bytes; NULL where none is. */
static const struct nk_route_format *guess_format(const char *head, size_t len)
{
    const struct nk_route_format *best = NULL;
    int most = 0;
    len = len < NK_ROUTE_HEAD_MAX ? len : NK_ROUTE_HEAD_MAX;
    for (const struct nk_route_format *f = nk_route_formats; f->name != NULL && most < 100; f++) {
        int sure = f->guess(head, len);
        if (sure > most) {
            most = sure;
            best = f;
        }
    }
    return best;
}

static bool is_blank_text(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r' && text[i] != '\n')
            return false;
    return true;
}

static bool refuse_content(const char *source, struct nk_err *err)
{
    bool standard = source == NULL || strcmp(source, "-") == 0;
    const char *quote = standard ? "" : "'";
    return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                      "%s%.120s%s is in no format that is known; --format NAME forces one", quote,
                      standard ? "standard input" : source, quote);
}

bool nk_route_read(struct nk_route_reader *r, const struct nk_route_format *format,
                   struct nk_err *err)
{
    size_t len;
    if (format == NULL && nk_compiled_is_file(r))
        return nk_compiled_read(r, err);
    bool filled = nk_lines_fill(&r->lines, NK_ROUTE_HEAD_MAX, err);
    const char *head = nk_lines_peek(&r->lines, &len);
    if (!filled && (err->code != NK_ERR_INPUT || len == 0))
        return false;
    if (len >= 3 && memcmp(head, "\xef\xbb\xbf", 3) == 0) { /* a mark that says UTF-8 */
        nk_lines_skip(&r->lines, 3, 0);
        head = nk_lines_peek(&r->lines, &len);
    }
    *err = (struct nk_err){0}; /* packed data that are cut: told again where they end */
    bool binary = format != NULL && format->read == nk_compiled_read;
    if (filled && !binary && len < NK_ROUTE_HEAD_MAX && is_blank_text(head, len))
        return true; /* nothing is a listing of no routes, but no compiled table */
    if (format == NULL)
        format = guess_format(head, len);
    if (format == NULL)
        return refuse_content(r->lines.source, err);
    return format->read(r, err);
}

/* ---- lines and words ----------------------------------------------------- */

bool nk_route_next_line(struct nk_route_reader *r, struct nk_route_line *line, struct nk_err *err)
{
    struct nk_line l;
    while (!r->stopped) {
        enum nk_lines_status status = nk_lines_next(&r->lines, &l, err);
        if (status == NK_LINES_END || status == NK_LINES_FAILED)
            return false;
        size_t len = l.len > 0 && l.text[l.len - 1] == '\r' ? l.len - 1 : l.len;
        *line = (struct nk_route_line){l.text, l.text, l.text + len, l.number};
        if (status == NK_LINES_OK)
            return true;
        nk_route_refuse_err(r, line, line->text, err);
        *err = (struct nk_err){0};
    }
    return false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

bool nk_route_word(struct nk_route_line *line, struct nk_slice *word)
{
    const char *at = line->at;
    while (at != line->end && is_blank(*at))
        at++;
    const char *start = at;
    while (at != line->end && !is_blank(*at))
        at++;
    line->at = at;
    *word = (struct nk_slice){start, (size_t)(at - start)};
    return at != start;
}

bool nk_route_peek(const struct nk_route_line *line, struct nk_slice *word)
{
    struct nk_route_line copy = *line;
    return nk_route_word(&copy, word);
}

bool nk_slice_is(const struct nk_slice *s, const char *word)
{
    return strlen(word) == s->len && memcmp(word, s->text, s->len) == 0;
}

bool nk_slice_starts(const struct nk_slice *s, const char *start)
{
    return strlen(start) <= s->len && memcmp(start, s->text, strlen(start)) == 0;
}

bool nk_slice_number(const struct nk_slice *s, uint64_t max, uint64_t *out)
{
    return nk_digits_read(s->text, s->len, max, out);
}

/* ---- what cannot be read ------------------------------------------------- */

bool nk_route_complain(struct nk_route_reader *r, const struct nk_route_place *place,
                       const struct nk_err *err)
{
    r->refused++;
    if (!r->complain(r->closure, place, err))
        r->stopped = true;
    return !r->stopped;
}

bool nk_route_refuse_err(struct nk_route_reader *r, const struct nk_route_line *line,
                         const char *at, const struct nk_err *err)
{
    const struct nk_route_place place = {
        .source = r->lines.source,
        .line = line->number,
        .column = (size_t)(at - line->text) + 1,
        .text = line->text,
        .len = (size_t)(line->end - line->text),
    };
    nk_route_complain(r, &place, err);
    return false;
}

bool nk_route_refuse(struct nk_route_reader *r, const struct nk_route_line *line, const char *at,
                     size_t len, const char *format, ...)
{
    struct nk_err err = {.code = NK_ERR_INPUT, .length = len};
    va_list args;
    va_start(args, format);
    vsnprintf(err.text, sizeof err.text, format, args);
    va_end(args);
    return nk_route_refuse_err(r, line, at, &err);
}
