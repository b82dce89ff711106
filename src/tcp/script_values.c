/* The words of scenarios that are values: times, numbers, flags, states. */
#include <string.h>
#include <strings.h>

#include "base/digits.h"
#include "tcp/script_part.h"

enum { FAULT_PERCENT_MAX = 100 };

/* ---- texts of their own --------------------------------------------------------- */

bool nk_script_time(const char *text, size_t len, int64_t *time)
{
    static const struct {
        const char *name;
        int64_t factor;
    } units[] = {{"us", 1},         {"ms", 1000},      {"s", 1000000}, {"m", 60000000},
                 {"min", 60000000}, {"h", 3600000000}, {"", 1000000}};
    const int64_t most = NK_SCRIPT_HOURS_MAX * INT64_C(3600000000);
    size_t digits = 0, at;
    uint64_t whole, fraction = 0, scale = 1;
    while (digits < len && text[digits] >= '0' && text[digits] <= '9')
        digits++;
    if (!nk_digits_read(text, digits, UINT32_MAX, &whole))
        return false;
    at = digits;
    if (at < len && text[at] == '.')
        for (at++; at < len && text[at] >= '0' && text[at] <= '9'; at++)
            if (scale < 1000000) {
                fraction = fraction * 10 + (uint64_t)(text[at] - '0');
                scale *= 10;
            }
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strlen(units[i].name) != len - at ||
            strncasecmp(units[i].name, text + at, len - at) != 0)
            continue;
        if ((int64_t)whole > most / units[i].factor)
            return false;
        *time =
            (int64_t)whole * units[i].factor + (int64_t)fraction * units[i].factor / (int64_t)scale;
        return *time <= most;
    }
    return false;
}

static bool read_number(const char *text, size_t len, uint64_t max, uint64_t *n)
{
    return nk_digits_read(text, len, max, n) || nk_digits_read_hex(text, len, max, n);
}

bool nk_script_isns(const char *text, size_t len, uint32_t isn[NK_TCP_SIDES],
                    bool given[NK_TCP_SIDES], struct nk_err *err)
{
    const char *at = text, *end = text + len;
    given[NK_TCP_CLIENT] = given[NK_TCP_SERVER] = false;
    for (unsigned side = 0; side < NK_TCP_SIDES; side++) {
        uint64_t n;
        const char *comma = memchr(at, ',', (size_t)(end - at));
        const char *stop = comma != NULL ? comma : end;
        if (!read_number(at, (size_t)(stop - at), UINT32_MAX, &n) ||
            (comma != NULL && side + 1 == NK_TCP_SIDES))
            return nk_err_set(err, NK_ERR_INPUT, (size_t)(at - text), (size_t)(end - at),
                              "expected the sequence numbers of client and server, below 2^32, as "
                              "in 1000,5000");
        isn[side] = (uint32_t)n;
        given[side] = true;
        if (comma == NULL)
            break;
        at = comma + 1;
    }
    return true;
}

/* ---- words of a line -------------------------------------------------------------- */

bool nk_script_is_side(const struct nk_script_read *r, uint8_t *side)
{
    static const struct {
        const char *name;
        uint8_t side;
    } names[] = {{"client", NK_TCP_CLIENT},
                 {"server", NK_TCP_SERVER},
                 {"A", NK_TCP_CLIENT}, /* as RFC 9293's figures have them */
                 {"B", NK_TCP_SERVER}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (nk_script_is(r, names[i].name)) {
            *side = names[i].side;
            return true;
        }
    return false;
}

bool nk_script_take_side(struct nk_script_read *r, uint8_t *side)
{
    static const char *const names[] = {"client", "server"};
    return nk_script_is_side(r, side) || nk_script_unknown(r, "client or server", names, 2);
}

bool nk_script_take_number(struct nk_script_read *r, const char *what, uint64_t max, uint64_t *n)
{
    return read_number(r->word, r->len, max, n) ||
           nk_script_refuse(r, "expected %s, at most %llu, not '%.*s'", what,
                            (unsigned long long)max, nk_script_shown(r), r->word);
}

bool nk_script_take_time(struct nk_script_read *r, int64_t *time)
{
    return nk_script_time(r->word, r->len, time) ||
           nk_script_refuse(r, "expected a time, as 500ms, 1.5s or 2m, at most %dh, not '%.*s'",
                            NK_SCRIPT_HOURS_MAX, nk_script_shown(r), r->word);
}

bool nk_script_take_state(struct nk_script_read *r, uint8_t *state)
{
    enum nk_tcp_state found;
    const char *names[NK_TCP_STATES];
    for (unsigned i = 0; i < NK_TCP_STATES; i++)
        names[i] = nk_tcp_state_name((enum nk_tcp_state)i);
    if (!nk_tcp_state_find(r->word, r->len, &found))
        return nk_script_unknown(r, "state", names, NK_TCP_STATES);
    *state = (uint8_t)found;
    return true;
}

bool nk_script_take_flags(struct nk_script_read *r, uint8_t *flags)
{
    static const struct {
        const char *name;
        uint8_t flag;
    } names[] = {{"FIN", NK_TCP_FIN}, {"SYN", NK_TCP_SYN}, {"RST", NK_TCP_RST},
                 {"PSH", NK_TCP_PSH}, {"ACK", NK_TCP_ACK}, {"URG", NK_TCP_URG}};
    const char *at = r->word, *end = at + r->len;
    *flags = 0;
    if (nk_script_is(r, "-"))
        return true;
    while (at < end) {
        const char *stop = at;
        size_t i = 0, count = sizeof names / sizeof *names;
        while (stop < end && memchr(",+-/", *stop, 4) == NULL)
            stop++;
        while (i < count && (stop - at != 3 || strncasecmp(names[i].name, at, 3) != 0))
            i++;
        if (i == count || stop + 1 == end)
            return nk_script_refuse(r, "expected flags, as SYN,ACK, or - for none, not '%.*s'",
                                    nk_script_shown(r), r->word);
        *flags |= names[i].flag;
        at = stop + (stop < end);
    }
    return r->len > 0 || nk_script_refuse(r, "expected flags, as SYN,ACK, or - for none");
}

static const char *const variables[NK_SCRIPT_VARIABLES] = {
    [NK_SCRIPT_NUMBER] = "",         [NK_SCRIPT_ISS] = "iss",
    [NK_SCRIPT_IRS] = "irs",         [NK_SCRIPT_SND_UNA] = "snd.una",
    [NK_SCRIPT_SND_NXT] = "snd.nxt", [NK_SCRIPT_RCV_NXT] = "rcv.nxt",
};

/* The variable at the start of a text; returns how long its name is, 0 for none. */
static size_t find_variable(const char *text, size_t len, uint8_t *variable)
{
    for (unsigned i = NK_SCRIPT_ISS; i < NK_SCRIPT_VARIABLES; i++) {
        size_t n = strlen(variables[i]);
        if (n <= len && strncasecmp(variables[i], text, n) == 0) {
            *variable = (uint8_t)i;
            return n;
        }
    }
    return 0;
}

bool nk_script_take_value(struct nk_script_read *r, uint8_t side, struct nk_script_value *value)
{
    static const char *const owners[] = {"client.", "server."};
    const char *at = r->word, *end = at + r->len;
    uint64_t n = 0;
    *value = (struct nk_script_value){.side = side};
    if (read_number(at, r->len, UINT32_MAX, &n)) {
        value->plus = (uint32_t)n;
        return true;
    }
    for (unsigned i = 0; i < NK_TCP_SIDES; i++)
        if (r->len > 7 && strncasecmp(owners[i], at, 7) == 0) {
            value->side = (uint8_t)i;
            at += 7;
            break;
        }
    size_t len = find_variable(at, (size_t)(end - at), &value->variable);
    at += len;
    if (len > 0 && at == end)
        return true;
    if (len > 0 && (*at == '+' || *at == '-') &&
        read_number(at + 1, (size_t)(end - at - 1), UINT32_MAX, &n)) {
        value->plus = *at == '+' ? (uint32_t)n : (uint32_t)(0 - n);
        return true;
    }
    return nk_script_refuse(r,
                            "expected a number below 2^32, or iss, irs, snd.una, snd.nxt or "
                            "rcv.nxt and what is added, as rcv.nxt+1, not '%.*s'",
                            nk_script_shown(r), r->word);
}

/* ---- faults ------------------------------------------------------------------------ */

/* "3" or "5-7" */
static bool keep_range(struct nk_script_read *r, const char *text, size_t len)
{
    const char *dash = memchr(text, '-', len);
    size_t first = dash != NULL ? (size_t)(dash - text) : len;
    struct nk_script_line *l = &r->line;
    if (!nk_digits_read(text, first, UINT32_MAX, &l->first) || l->first == 0)
        return false;
    l->last = l->first;
    return dash == NULL ||
           (nk_digits_read(dash + 1, len - first - 1, UINT32_MAX, &l->last) && l->last >= l->first);
}

static bool take_list(struct nk_script_read *r)
{
    const char *at = r->word, *end = at + r->len;
    for (;;) {
        const char *comma = memchr(at, ',', (size_t)(end - at));
        size_t len = (size_t)((comma != NULL ? comma : end) - at);
        if (!keep_range(r, at, len))
            return nk_script_refuse(
                r,
                "expected numbers of segments from 1, as 1,3,5-7, or a share, as 10%%, not '%.*s'",
                nk_script_shown(r), r->word);
        if (!nk_script_keep(r))
            return false;
        if (comma == NULL)
            return true;
        at = comma + 1;
    }
}

static bool keep_percent(struct nk_script_read *r, uint64_t percent)
{
    r->line.verb = NK_SCRIPT_PERCENT;
    r->line.first = percent;
    return nk_script_keep(r);
}

bool nk_script_take_faults(struct nk_script_read *r)
{
    uint64_t percent;
    r->line.verb = NK_SCRIPT_FAULT;
    r->line.next = false;
    if (r->line.fault != NK_FAULT_HOLD) {
        if (nk_script_is(r, "all"))
            return keep_percent(r, FAULT_PERCENT_MAX);
        if (nk_script_is(r, "none"))
            return keep_percent(r, 0);
        if (r->len > 1 && r->word[r->len - 1] == '%' &&
            nk_digits_read(r->word, r->len - 1, FAULT_PERCENT_MAX, &percent))
            return keep_percent(r, percent);
    }
    if (!nk_script_is(r, "next"))
        return take_list(r);
    r->line.next = true;
    return nk_script_keep(r);
}

bool nk_script_faults(struct nk_script *s, enum nk_fault_kind kind, const char *text, size_t len,
                      struct nk_err *err)
{
    struct nk_script_read r = {
        .script = s,
        .line = {.when = NK_SCRIPT_AND, .side = NK_TCP_BOTH, .fault = (uint8_t)kind},
        .text = text,
        .word = text,
        .len = len,
        .at = text + len,
        .end = text + len,
        .err = err,
    };
    return nk_script_take_faults(&r);
}
