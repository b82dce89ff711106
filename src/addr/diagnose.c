#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "addr/scan.h"

/* What is looked at, and what the words of the message quote; offsets count from `whole`. */
struct view {
    const char *whole, *text, *end;
    const char *quote, *quote_end;
    const char *noun; /* "IPv4 address" */
    const char *part; /* "" or "in its IPv4 part " */
    bool lenient;     /* --lenient is worth a word */
    struct nk_err *err;
};

/* "'TEXT' is not an IPv4 address: " and the reason, at [at, stop). */
static bool fail(const struct view *v, const char *at, const char *stop, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

static bool fail(const struct view *v, const char *at, const char *stop, const char *format, ...)
{
    char reason[120];
    va_list args;
    va_start(args, format);
    vsnprintf(reason, sizeof reason, format, args);
    va_end(args);
    return nk_err_set(v->err, NK_ERR_INPUT, (size_t)(at - v->whole), (size_t)(stop - at),
                      "'%.*s' is not an %s: %s%s", nk_quoted(v->quote, v->quote_end), v->quote,
                      v->noun, v->part, reason);
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

static const char *hint(const struct view *v, const char *text)
{
    return v->lenient ? text : "";
}

static bool octet_fails(const struct view *v, unsigned number, const char *at, const char *stop)
{
    int len = nk_quoted(at, stop);
    if (stop - at > 1 && *at == '0') /* RFC 6943 3.1.1 */
        return fail(v, at, stop, "octet %u, %.*s, has a leading zero, which some read as octal%s",
                    number, len > 12 ? 12 : len, at, hint(v, " (--lenient reads it so)"));
    return fail(v, at, stop, "octet %u is %.*s, the maximum is 255", number, len > 20 ? 20 : len,
                at);
}

/* A number alone, or too few octets: forms that inet_aton would take. */
static bool short_form(const struct view *v, unsigned octets)
{
    if (octets == 1)
        return fail(v, v->text, v->end, "expected four octets, as in 192.0.2.1%s",
                    hint(v, " (--lenient reads a number alone)"));
    return fail(v, v->text, v->end, "it has %u octets, expected four%s", octets,
                hint(v, " (--lenient reads short forms)"));
}

/* Neither digit nor '.': some characters tell what was meant. */
static bool octet_byte_fails(const struct view *v, unsigned number, const char *at)
{
    if (*at == '%')
        return fail(v, at, v->end, "only an IPv6 address can have a zone");
    return fail(v, at, at + 1, "unexpected character in octet %u, expected digits and '.'", number);
}

static bool empty_octet(const struct view *v, unsigned number, const char *at)
{
    if (at != v->end)
        return fail(v, at, at + 1, "octet %u is empty", number);
    if (number > 4)
        return fail(v, at - 1, at, "it ends with '.'");
    return fail(v, at - 1, at, "octet %u is empty", number);
}

static bool is_hex_form(const char *at, const char *end)
{
    return end - at > 1 && at[0] == '0' && (at[1] == 'x' || at[1] == 'X');
}

static bool is_bad_octet(const char *at, const char *stop)
{
    return stop - at > 3 || (stop - at > 1 && *at == '0') ||
           (stop - at == 3 && memcmp(at, "255", 3) > 0);
}

static bool diagnose_ipv4(const struct view *v)
{
    const char *at = v->text;
    for (unsigned number = 1;; number++) {
        const char *stop = skip_digits(at, v->end);
        if (stop == at && (stop == v->end || *stop == '.'))
            return empty_octet(v, number, at);
        if (number > 4)
            return fail(v, at, v->end, "it has more than four octets");
        if (is_hex_form(at, v->end))
            return fail(v, at, at + 2, "octet %u is hexadecimal, expected decimal%s", number,
                        hint(v, " (--lenient reads it)"));
        if (stop != v->end && *stop != '.')
            return octet_byte_fails(v, number, stop);
        if (number == 1 && stop == v->end)
            return short_form(v, 1);
        if (is_bad_octet(at, stop))
            return octet_fails(v, number, at, stop);
        if (stop == v->end)
            return short_form(v, number);
        at = stop + 1;
    }
}

/* ---- IPv6 ---------------------------------------------------------------- */

/* What has been seen so far of an IPv6 text. */
struct seen {
    unsigned groups;
    const char *gap;   /* where "::" stands */
    const char *ninth; /* the first group that is too many */
};

static const char *group_end(const char *at, const char *end)
{
    const char *stop = memchr(at, ':', (size_t)(end - at));
    return stop == NULL ? end : stop;
}

/* Digits behind an address and a ':': what a socket has, and an address has not. */
static bool is_port(const char *at, const char *end)
{
    return end - at > 1 && *at == ':' && skip_digits(at + 1, end) == end;
}

/* A group with a '.' in it: an IPv4 part (RFC 4291 2.2, form 3) that is wrong or misplaced. */
static bool embedded_fails(const struct view *v, const char *at, const char *stop,
                           const struct seen *seen)
{
    uint32_t bits;
    bool good = nk_scan_ipv4(at, stop, &bits) == stop;
    struct view part = *v;
    if (good && at == v->text && is_port(stop, v->end)) {
        part.noun = "address";
        return fail(&part, stop, v->end, "a port has no meaning here: leave it out");
    }
    if (stop != v->end)
        return fail(v, at, stop, "an IPv4 part can only be the last 32 bits");
    if (good && seen->gap != NULL)
        return fail(v, seen->gap, seen->gap + 2,
                    "beside '::' an IPv4 part takes at most 5 groups, there are %u", seen->groups);
    if (good)
        return fail(v, at, stop, "%u groups before an IPv4 part, expected %s", seen->groups,
                    seen->groups > 6 ? "at most 6" : "6, or '::' for zeros");
    part.text = at;
    part.part = "in its IPv4 part ";
    part.lenient = false; /* inet_aton's forms are for whole addresses */
    return diagnose_ipv4(&part);
}

static bool group_fails(const struct view *v, unsigned number, const char *at, const char *stop)
{
    const char *c = at;
    while (c != stop && nk_is_hex(*c))
        c++;
    if (c == stop)
        return fail(v, at, stop, "group %u has %td digits, the maximum is 4", number, stop - at);
    if (*c == '%')
        return fail(v, c, v->end, "a zone has no meaning here");
    if (*c == '[')
        return fail(v, c, c + 1, "write it without '[' and ']'");
    return fail(v, c, c + 1,
                "unexpected character in group %u, expected hexadecimal digits and ':'", number);
}

static bool is_bad_group(const char *at, const char *stop)
{
    for (const char *c = at; c != stop; c++)
        if (!nk_is_hex(*c))
            return true;
    return stop - at > 4;
}

/* Every group is good: what "1:2:3" and "1:2:3:4:5:6:7:8::" have wrong is their number. */
static bool wrong_count(const struct view *v, const struct seen *seen)
{
    if (seen->groups > 8)
        return fail(v, seen->ninth, v->end, "it has %u groups, the maximum is 8", seen->groups);
    if (seen->gap != NULL)
        return fail(v, seen->gap, seen->gap + 2, "'::' stands for no group: 8 are there already");
    return fail(v, v->text, v->end, "it has %u group%s, expected 8, or '::' for a run of zeros",
                seen->groups, seen->groups == 1 ? "" : "s");
}

/* One group or an empty place between two ':'; true where there is nothing wrong with it. */
static bool look_at_group(const struct view *v, const char *at, const char *stop, struct seen *seen)
{
    if (stop == at && at != v->end) {
        if (seen->gap != NULL)
            return fail(v, at - 1, at + 1, "'::' stands in it twice");
        seen->gap = at - 1;
        return true;
    }
    if (stop == at)
        return at - v->text >= 2 && at[-2] == ':'
                   ? true
                   : fail(v, at - 1, at, "it ends with a single ':'");
    if (memchr(at, '.', (size_t)(stop - at)) != NULL)
        return embedded_fails(v, at, stop, seen);
    if (++seen->groups == 9)
        seen->ninth = at;
    return is_bad_group(at, stop) ? group_fails(v, seen->groups, at, stop) : true;
}

static bool diagnose_ipv6(const struct view *v)
{
    const char *at = v->text;
    struct seen seen = {0};
    if (*at == ':' && (v->end - at < 2 || at[1] != ':'))
        return fail(v, at, at + 1, "it starts with a single ':'");
    if (*at == ':')
        at++; /* the loop sees the second colon of "::" as an empty group */
    for (;;) {
        const char *stop = group_end(at, v->end);
        if (!look_at_group(v, at, stop, &seen))
            return false;
        if (stop == v->end)
            return wrong_count(v, &seen);
        at = stop + 1;
    }
}

/* ---- neither ------------------------------------------------------------- */

const char *nk_diagnose_byte(const char *at, const char *end, const char **stop)
{
    unsigned char c = (unsigned char)*at;
    const char *next = at + 1;
    while (c >= 0xc0 && next != end && ((unsigned char)*next & 0xc0) == 0x80)
        next++; /* the rest of a character in UTF-8 */
    *stop = next;
    if (c == '\0')
        return "a NUL byte";
    if (c == ' ' || c == '\t')
        return "a blank";
    if (c < 0x20 || c == 0x7f)
        return "a control character";
    return c >= 0x80 ? "a character that is not ASCII" : NULL;
}

/* A byte that no address has; false where there is none. */
static bool stray_byte(const struct view *v)
{
    for (const char *at = v->text, *stop; at != v->end; at++) {
        const char *what = nk_diagnose_byte(at, v->end, &stop);
        if (what == NULL)
            continue;
        fail(v, at, stop, "it holds %s", what);
        return true;
    }
    return false;
}

/* An address and more, where just an address can stand; false where it is not that. */
static bool more_than_address(const struct view *v)
{
    struct nk_addr addr;
    const char *at = nk_scan_addr(v->text, v->end, &addr);
    const char *word = at == NULL || at == v->end ? NULL
                       : *at == '/'               ? "prefix"
                       : *at == '-'               ? "range"
                                                  : NULL;
    if (word == NULL)
        return false;
    fail(v, at, v->end, "it is a %s, expected an address alone", word);
    return true;
}

static const char *noun_of(bool mask, unsigned family)
{
    if (family == NK_IPV4)
        return mask ? "IPv4 mask" : "IPv4 address";
    if (family == NK_IPV6)
        return mask ? "IPv6 mask" : "IPv6 address";
    return mask ? "IP mask" : "address";
}

bool nk_diagnose_addr(const char *whole, const char *text, const char *end, unsigned flags,
                      struct nk_err *err)
{
    bool mask = (flags & NK_DIAGNOSE_MASK) != 0;
    struct view v = {whole, text, end, text, end, noun_of(mask, NK_FAMILY_NONE), "",
                     (flags & NK_DIAGNOSE_LENIENT) != 0,
                     /* cppcheck-suppress ctuuninitvar ; it is filled here */
                     err};
    size_t len = (size_t)(end - text);
    if (err == NULL)
        return false;
    if (len == 0)
        return nk_err_set(err, NK_ERR_INPUT, (size_t)(text - whole), 0,
                          "an address is missing: the text is empty");
    if (stray_byte(&v) || more_than_address(&v))
        return false;
    if (*text == '-' || *text == '+')
        return fail(&v, text, text + 1, "it starts with a sign");
    if (memchr(text, ':', len) != NULL) {
        v.noun = noun_of(mask, NK_IPV6);
        return diagnose_ipv6(&v);
    }
    if (is_digit(*text) || *text == '.') {
        v.noun = noun_of(mask, NK_IPV4);
        return diagnose_ipv4(&v);
    }
    v.noun = "IP address";
    return fail(&v, text, end, "expected one as 192.0.2.1 or 2001:db8::1");
}
