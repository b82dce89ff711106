/* What the tracepoint writes. */
#include "tcp/trace.h"

#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { EVENT_MAX = 4096 };

static const struct {
    const char *name;
    unsigned size;
} fields[NK_TRACE_FIELDS] = {
    [NK_TRACE_OLDSTATE] = {"oldstate", 4},  [NK_TRACE_NEWSTATE] = {"newstate", 4},
    [NK_TRACE_SPORT] = {"sport", 2},        [NK_TRACE_DPORT] = {"dport", 2},
    [NK_TRACE_FAMILY] = {"family", 2},      [NK_TRACE_PROTOCOL] = {"protocol", 2},
    [NK_TRACE_SADDR] = {"saddr", 4},        [NK_TRACE_DADDR] = {"daddr", 4},
    [NK_TRACE_SADDR_V6] = {"saddr_v6", 16}, [NK_TRACE_DADDR_V6] = {"daddr_v6", 16},
};

/* The number behind a word such as "offset:"; -1 where there is none that an event could have. */
static long number_behind(const char *text, const char *word)
{
    const char *at = strstr(text, word);
    char *end;
    if (at == NULL)
        return -1;
    at += strlen(word);
    unsigned long n = strtoul(at, &end, 10);
    return end == at || n > EVENT_MAX ? -1 : (long)n;
}

/* "field:__u16 sport; offset:24; size:2; signed:0;", and "saddr[4]" for an array. */
static bool read_field(const char *line, const char *name, unsigned size, uint16_t *offset)
{
    const char *end = strchr(line, ';');
    if (end == NULL)
        return false;
    long at = number_behind(end, "offset:"), len = number_behind(end, "size:");
    if (at < 0 || len != (long)size)
        return false;
    const char *start = end;
    while (start > line && start[-1] != ' ')
        start--;
    size_t n = strlen(name);
    if ((size_t)(end - start) < n || memcmp(start, name, n) != 0 ||
        (start + n != end && start[n] != '['))
        return false;
    *offset = (uint16_t)at;
    return true;
}

bool nk_trace_layout_read(struct nk_trace_layout *l, const char *text, size_t len,
                          struct nk_err *err)
{
    bool found[NK_TRACE_FIELDS] = {false};
    const char *end = text + len, *next;
    for (const char *at = text; at < end; at = next) {
        char line[256];
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t n = (size_t)((newline == NULL ? end : newline) - at);
        next = newline == NULL ? end : newline + 1;
        memcpy(line, at, n < sizeof line ? n : sizeof line - 1);
        line[n < sizeof line ? n : sizeof line - 1] = '\0';
        for (char *c = line; *c != '\0'; c++)
            if (*c == '\t')
                *c = ' ';
        for (int i = 0; i < NK_TRACE_FIELDS; i++)
            found[i] = found[i] || read_field(line, fields[i].name, fields[i].size, &l->offsets[i]);
    }
    for (int i = 0; i < NK_TRACE_FIELDS; i++)
        if (!found[i])
            return nk_err_set(err, NK_ERR_SYSTEM, 0, 0,
                              "the tracepoint sock:inet_sock_set_state of this kernel has no field "
                              "%s of %u bytes",
                              fields[i].name, fields[i].size);
    return true;
}

static uint32_t number(const struct nk_trace_layout *l, const uint8_t *bytes, int field)
{
    uint16_t half;
    uint32_t word;
    memcpy(&half, bytes + l->offsets[field], sizeof half);
    if (fields[field].size == sizeof half)
        return half;
    memcpy(&word, bytes + l->offsets[field], sizeof word);
    return word;
}

static struct nk_addr address(const struct nk_trace_layout *l, const uint8_t *bytes, bool wide,
                              int narrow_field, int wide_field)
{
    const uint8_t *at = bytes + l->offsets[wide ? wide_field : narrow_field];
    struct nk_addr a = {.family = wide ? NK_IPV6 : NK_IPV4};
    for (int i = 0; i < (wide ? 8 : 0); i++)
        a.hi = a.hi << 8 | *at++;
    for (int i = 0; i < (wide ? 8 : 4); i++)
        a.lo = a.lo << 8 | *at++;
    return a;
}

bool nk_trace_event_read(const struct nk_trace_layout *l, const uint8_t *bytes, size_t len,
                         struct nk_trace_event *e)
{
    for (int i = 0; i < NK_TRACE_FIELDS; i++)
        if (len < l->offsets[i] + fields[i].size)
            return false;
    const uint32_t family = number(l, bytes, NK_TRACE_FAMILY);
    if (number(l, bytes, NK_TRACE_PROTOCOL) != IPPROTO_TCP ||
        (family != AF_INET && family != AF_INET6) ||
        !nk_tcp_state_of_kernel(number(l, bytes, NK_TRACE_OLDSTATE), &e->old) ||
        !nk_tcp_state_of_kernel(number(l, bytes, NK_TRACE_NEWSTATE), &e->state))
        return false;
    e->local_port = (uint16_t)number(l, bytes, NK_TRACE_SPORT);
    e->peer_port = (uint16_t)number(l, bytes, NK_TRACE_DPORT);
    e->local = address(l, bytes, family == AF_INET6, NK_TRACE_SADDR, NK_TRACE_SADDR_V6);
    e->peer = address(l, bytes, family == AF_INET6, NK_TRACE_DADDR, NK_TRACE_DADDR_V6);
    return true;
}
