/* The obvious way to find addresses in a line, from the rules at the top of cidr/match.h: the
 * golden model of the fast one. */
#ifndef NK_TESTS_SLOW_MATCH_H
#define NK_TESTS_SLOW_MATCH_H

#include <string.h>

#include "netkit/set.h"

static inline bool slow_is(char c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static inline bool slow_in_run(char c)
{
    return slow_is(c, "0123456789abcdefABCDEF.:");
}

static inline bool slow_is_word(char c)
{
    return slow_is(c, "ghijklmnopqrstuvwxyzGHIJKLMNOPQRSTUVWXYZ");
}

static inline bool slow_try(const struct nk_set *set, const char *text, size_t len, uint8_t family,
                            bool *good)
{
    struct nk_addr a;
    *good = nk_addr_parse(text, len, &a, NULL) && a.family == family;
    return *good && nk_set_contains_addr(set, &a);
}

/* One run: [start, end) of the line, and whether letters touch it. */
static inline bool slow_run(const struct nk_set *set, const char *start, const char *end,
                            bool before, bool after)
{
    bool good = false;
    if (memchr(start, ':', (size_t)(end - start)) != NULL) {
        bool touched = before;
        for (const char *at = start; at < end && !after; at++, touched = false) {
            bool in = slow_try(set, at, (size_t)(end - at), NK_IPV6, &good);
            if (!touched && good)
                return in;
            if (*at != '.' && *at != ':')
                break;
        }
    }
    for (const char *part = start; part <= end;) {
        const char *stop = part;
        while (stop < end && *stop != ':')
            stop++;
        const char *at = part;
        bool touched = before && part == start;
        for (; at < stop && *at == '.'; at++)
            touched = false;
        if (!touched && !(after && stop == end) && at < stop &&
            slow_try(set, at, (size_t)(stop - at), NK_IPV4, &good))
            return true;
        part = stop + 1;
    }
    return false;
}

static inline bool slow_match(const struct nk_set *set, const char *line, size_t len)
{
    for (size_t i = 0; i < len;) {
        size_t j = i;
        while (j < len && slow_in_run(line[j]))
            j++;
        if (j > i && slow_run(set, line + i, line + j, i > 0 && slow_is_word(line[i - 1]),
                              j < len && slow_is_word(line[j])))
            return true;
        i = j + 1;
    }
    return false;
}

#endif
