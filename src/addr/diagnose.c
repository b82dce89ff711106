#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "addr/scan.h"

/* What is looked at: the words of the message quote it, offsets count from `whole`. */
struct view {
    const char *whole, *text, *end;
    struct nk_err *err;
};

/* How much of a text a message quotes. */
static int quoted(const char *text, const char *end)
{
    ptrdiff_t len = end - text;
    return len > 60 ? 60 : (int)len;
}

/* "'TEXT' is not an IPvN address: " and the reason, at [at, stop). */
static bool fail(const struct view *v, const char *family, const char *at, const char *stop,
                 const char *format, ...) __attribute__((format(printf, 5, 6)));

static bool fail(const struct view *v, const char *family, const char *at, const char *stop,
                 const char *format, ...)
{
    char reason[120];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    return nk_err_set(v->err, NK_ERR_INPUT, (size_t)(at - v->whole), (size_t)(stop - at),
                      "'%.*s' is not an %s address: %s", quoted(v->text, v->end), v->text, family,
                      reason);
}

static bool is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

static const char *skip_digits(const char *at, const char *end)
{
    while (at != end && is_digit(*at))
        at++;
    return at;
}

/* ---- IPv4 ---------------------------------------------------------------- */

static bool octet_fails(const struct view *v, unsigned number, const char *at, const char *stop)
{
    int len = quoted(at, stop);
    if (stop - at > 1 && *at == '0') {
        return fail(v, "IPv4", at, stop,
                    "octet %u, %.*s, has a leading zero, which some read as octal "
                    "(--lenient reads it so)",
                    number, len > 12 ? 12 : len, at);
    }
    return fail(v, "IPv4", at, stop, "octet %u is %.*s, the maximum is 255", number,
                len > 20 ? 20 : len, at);
}

/* A number alone, 0x and digits, or too few octets: forms that inet_aton would take. */
static bool short_form(const struct view *v, unsigned octets)
{
    if (octets == 1)
        return fail(v, "IPv4", v->text, v->end,
                    "expected four octets, as in 192.0.2.1 (--lenient reads a number alone)");
    return fail(v, "IPv4", v->text, v->end,
                "it has %u octets, expected four (--lenient reads short forms)", octets);
}

static bool is_hex_form(const char *at, const char *end)
{
    return end - at > 1 && at[0] == '0' && (at[1] == 'x' || at[1] == 'X');
}

static bool diagnose_ipv4(const struct view *v)
{
    const char *at = v->text;
    for (unsigned number = 1;; number++) {
        const char *stop = skip_digits(at, v->end);
        if (is_hex_form(at, v->end))
            return fail(v, "IPv4", at, at + 2,
                        "octet %u is hexadecimal, expected decimal (--lenient reads it)", number);
        if (stop == at && (stop == v->end || *stop == '.'))
            return fail(v, "IPv4", at, at + (stop != v->end), "octet %u is empty", number);
        if (stop != v->end && *stop != '.')
            return fail(v, "IPv4", stop, stop + 1,
                        "unexpected character in octet %u, expected digits and '.'", number);
        if (number > 4)
            return fail(v, "IPv4", at, v->end, "it has more than four octets");
        if (stop - at > 3 || (stop - at > 1 && *at == '0') ||
            (stop - at == 3 && memcmp(at, "255", 3) > 0)) {
            if (number == 1 && stop == v->end)
                return short_form(v, 1);
            return octet_fails(v, number, at, stop);
        }
        if (stop == v->end)
            return short_form(v, number);
        at = stop + 1;
    }
}

/* ---- IPv6 ---------------------------------------------------------------- */

/* Where the group at `at` ends: before ':' or at the end. */
static const char *group_end(const char *at, const char *end)
{
    const char *stop = memchr(at, ':', (size_t)(end - at));
    return stop == NULL ? end : stop;
}

static bool embedded_fails(const struct view *v, const char *at, const char *stop, unsigned groups)
{
    struct nk_err inner = {0};
    uint32_t bits;
    if (stop != v->end)
        return fail(v, "IPv6", at, stop, "an IPv4 part can only be the last 32 bits");
    if (nk_scan_ipv4(at, stop, &bits) == stop)
        return fail(v, "IPv6", at, stop, "%u groups before an IPv4 part, expected %s", groups,
                    groups > 6 ? "at most 6" : "6, or '::' for zeros");
    struct view part = {v->whole, at, stop, &inner};
    diagnose_ipv4(&part);
    const char *reason = strstr(inner.text, "address: ");
    return nk_err_set(v->err, NK_ERR_INPUT, inner.offset, inner.length,
                      "'%.*s' is not an IPv6 address: in its IPv4 part %s", quoted(v->text, v->end),
                      v->text, reason == NULL ? inner.text : reason + 9);
}

static bool bad_group(const struct view *v, unsigned number, const char *at, const char *stop)
{
    const char *c = at;
    while (c != stop && nk_is_hex(*c))
        c++;
    if (c == stop)
        return fail(v, "IPv6", at, stop, "group %u has %td digits, the maximum is 4", number,
                    stop - at);
    if (*c == '%')
        return fail(v, "IPv6", c, v->end, "a zone has no meaning here");
    return fail(v, "IPv6", c, c + 1,
                "unexpected character in group %u, expected hexadecimal digits and ':'", number);
}

/* What "1:2:3" and "::1::" have wrong: counts and colons. */
static bool wrong_count(const struct view *v, unsigned groups, bool gap)
{
    if (gap)
        return fail(v, "IPv6", v->text, v->end, "'::' stands for no group: 8 are there already");
    if (groups > 8)
        return fail(v, "IPv6", v->text, v->end, "it has %u groups, the maximum is 8", groups);
    return fail(v, "IPv6", v->text, v->end,
                "it has %u group%s, expected 8, or '::' for a run of zeros", groups,
                groups == 1 ? "" : "s");
}

static bool diagnose_ipv6(const struct view *v)
{
    const char *at = v->text;
    bool gap = false;
    unsigned groups = 0;
    if (*at == ':' && (v->end - at < 2 || at[1] != ':'))
        return fail(v, "IPv6", at, at + 1, "it starts with a single ':'");
    if (*at == ':')
        at++; /* the loop sees the second colon of "::" as an empty group */
    for (;;) {
        const char *stop = group_end(at, v->end);
        if (stop == at && at == v->end && at[-1] == ':' && (at - v->text < 2 || at[-2] != ':'))
            return fail(v, "IPv6", at - 1, at, "it ends with a single ':'");
        if (stop == at && at != v->end) {
            if (gap)
                return fail(v, "IPv6", at - 1, at + 1, "'::' stands in it twice");
            gap = true;
        } else if (memchr(at, '.', (size_t)(stop - at)) != NULL) {
            return embedded_fails(v, at, stop, groups);
        } else if (stop != at) {
            const char *c = at;
            while (c != stop && nk_is_hex(*c))
                c++;
            groups++;
            if (c != stop || stop - at > 4)
                return bad_group(v, groups, at, stop);
        }
        if (stop == v->end)
            return wrong_count(v, groups, gap);
        at = stop + 1;
    }
}

/* ---- neither ------------------------------------------------------------- */

/* A byte that no address has, and a name for it. */
static bool stray_byte(const struct view *v)
{
    for (const char *at = v->text; at != v->end; at++) {
        unsigned char c = (unsigned char)*at;
        const char *what = c == '\0'               ? "a NUL byte"
                           : c == ' ' || c == '\t' ? "a blank"
                           : c < 0x20 || c == 0x7f ? "a control character"
                           : c >= 0x80             ? "a character that is not ASCII"
                                                   : NULL;
        if (what == NULL)
            continue;
        const char *stop = at + 1;
        while (c >= 0xc0 && stop != v->end && ((unsigned char)*stop & 0xc0) == 0x80)
            stop++;
        nk_err_set(v->err, NK_ERR_INPUT, (size_t)(at - v->whole), (size_t)(stop - at),
                   "'%.*s' is not an address: it holds %s", quoted(v->text, v->end), v->text, what);
        return true;
    }
    return false;
}

bool nk_diagnose_addr(const char *whole, const char *text, const char *end, struct nk_err *err)
{
    struct view v = {whole, text, end, err};
    size_t len = (size_t)(end - text);
    if (err == NULL)
        return false;
    if (len == 0)
        return nk_err_set(err, NK_ERR_INPUT, (size_t)(text - whole), 0,
                          "an address is missing: the text is empty");
    if (stray_byte(&v))
        return false;
    if (memchr(text, ':', len) != NULL)
        return diagnose_ipv6(&v);
    if (is_digit(*text) || (*text == '.' && memchr(text, '.', len) != NULL))
        return diagnose_ipv4(&v);
    if (*text == '-' || *text == '+')
        return nk_err_set(err, NK_ERR_INPUT, (size_t)(text - whole), 1,
                          "'%.*s' is not an address: it starts with a sign", quoted(text, end),
                          text);
    return nk_err_set(err, NK_ERR_INPUT, (size_t)(text - whole), len,
                      "'%.*s' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1",
                      quoted(text, end), text);
}
