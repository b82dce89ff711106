/* Lines of scenarios. */
#include "tcp/script_part.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "tcp/words.h"

void nk_script_release(struct nk_script *s)
{
    free(s->lines);
    *s = (struct nk_script){0};
}

/* ---- settings ------------------------------------------------------------------- */

/* An end may be named; without one it is both. The word behind it becomes the current one. */
static bool take_optional_side(struct nk_script_read *r)
{
    r->line.side = NK_TCP_BOTH;
    nk_script_next(r);
    if (nk_script_is_side(r, &r->line.side))
        nk_script_next(r);
    return true;
}

static bool read_profile(struct nk_script_read *r)
{
    static const char *const names[] = {"rfc", "linux"};
    take_optional_side(r);
    r->line.verb = NK_SCRIPT_PROFILE;
    r->line.profile = nk_tcp_profile_find(r->word, r->len);
    return r->line.profile != NULL ? nk_script_keep(r) : nk_script_unknown(r, "profile", names, 2);
}

static bool read_msl(struct nk_script_read *r)
{
    nk_script_next(r);
    r->line.verb = NK_SCRIPT_MSL;
    return nk_script_take_time(r, &r->line.time) && nk_script_keep(r);
}

static bool read_seed(struct nk_script_read *r)
{
    nk_script_next(r);
    r->line.verb = NK_SCRIPT_SEED;
    return nk_script_take_number(r, "a number", UINT32_MAX, &r->line.first) && nk_script_keep(r);
}

static bool read_window(struct nk_script_read *r)
{
    take_optional_side(r);
    r->line.verb = NK_SCRIPT_WINDOW;
    if (!nk_script_take_number(r, "bytes of a window", UINT16_MAX, &r->line.first))
        return false;
    return r->line.first > 0 ? nk_script_keep(r)
                             : nk_script_refuse(r, "a receive buffer has at least 1 byte");
}

static bool read_mss(struct nk_script_read *r)
{
    take_optional_side(r);
    r->line.verb = NK_SCRIPT_MSS;
    if (!nk_script_take_number(r, "bytes of a segment", 65495, &r->line.first))
        return false;
    return r->line.first > 0 ? nk_script_keep(r)
                             : nk_script_refuse(r, "a segment has at least 1 byte of data");
}

/* "isn 1000,5000"; "isn server 300,400": its first connection and the one after that. */
static bool read_isn(struct nk_script_read *r)
{
    uint32_t isn[NK_TCP_SIDES];
    bool given[NK_TCP_SIDES];
    struct nk_script_line *l = &r->line;
    take_optional_side(r);
    l->verb = NK_SCRIPT_ISN;
    if (!nk_script_isns(r->word, r->len, isn, given, NULL))
        return nk_script_refuse(r, "expected sequence numbers below 2^32, as 1000,5000, not '%.*s'",
                                nk_script_shown(r), r->word);
    l->first = isn[0];
    if (l->side != NK_TCP_BOTH) {
        l->two = given[1];
        l->last = isn[1];
        return nk_script_keep(r);
    }
    l->side = NK_TCP_CLIENT;
    if (!nk_script_keep(r) || !given[1])
        return given[0] && !given[1];
    l->side = NK_TCP_SERVER;
    l->first = isn[1];
    return nk_script_keep(r);
}

static bool read_delay(struct nk_script_read *r)
{
    take_optional_side(r);
    r->line.verb = NK_SCRIPT_DELAY;
    return nk_script_take_time(r, &r->line.time) && nk_script_keep(r);
}

/* ---- faults ---------------------------------------------------------------------- */

static bool read_faults(struct nk_script_read *r, enum nk_fault_kind kind)
{
    take_optional_side(r);
    r->line.fault = (uint8_t)kind;
    if (r->len == 0)
        return nk_script_refuse(r, "expected numbers of segments from 1, next, all, none or a "
                                   "share, as 10%%");
    do
        if (!nk_script_take_faults(r))
            return false;
    while (nk_script_next(r));
    return true;
}

static bool read_lose(struct nk_script_read *r)
{
    return read_faults(r, NK_FAULT_LOSE);
}

static bool read_duplicate(struct nk_script_read *r)
{
    return read_faults(r, NK_FAULT_DUPLICATE);
}

static bool read_reorder(struct nk_script_read *r)
{
    return read_faults(r, NK_FAULT_REORDER);
}

/* "hold 1 50ms" */
static bool read_hold(struct nk_script_read *r)
{
    struct nk_script_read list;
    take_optional_side(r);
    r->line.fault = NK_FAULT_HOLD;
    if (r->len == 0)
        return nk_script_refuse(r, "expected a number of a segment, or next");
    list = *r;
    nk_script_next(r);
    if (!nk_script_take_time(r, &list.line.time))
        return false;
    return nk_script_take_faults(&list);
}

/* ---- calls and segments ------------------------------------------------------------ */

static bool read_send(struct nk_script_read *r)
{
    uint64_t n;
    nk_script_next(r);
    if (!nk_script_take_number(r, "how many bytes to send", NK_NET_SEND_MAX, &n))
        return false;
    r->line.length = (uint32_t)n;
    if (!nk_script_next(r))
        return nk_script_keep(r);
    if (!nk_script_is(r, "urgent"))
        return nk_script_refuse(r, "'%.*s' is one word too many", nk_script_shown(r), r->word);
    r->line.urgent = true;
    return nk_script_keep(r);
}

static bool read_receive(struct nk_script_read *r)
{
    uint64_t n = UINT32_MAX; /* all that is there */
    if (nk_script_next(r) && !nk_script_take_number(r, "how many bytes to take", UINT32_MAX, &n))
        return false;
    r->line.length = (uint32_t)n;
    return nk_script_keep(r);
}

/* A call in any of its words. */
static bool find_call(struct nk_script_read *r)
{
    struct nk_tcp_said said;
    if (r->len == 0 || !nk_tcp_said_parse(r->word, r->len, &said, NULL) ||
        said.kind != NK_TCP_SAID_CALL)
        return false;
    r->line.event = (uint8_t)said.event;
    r->line.half = said.half;
    return true;
}

static bool unknown_call(struct nk_script_read *r)
{
    const char *names[NK_TCP_ON_STATUS + 2] = {"crash"};
    for (unsigned i = 0; i <= NK_TCP_ON_STATUS; i++)
        names[i + 1] = nk_tcp_event_term(i)->name;
    return nk_script_unknown(r, "call", names, sizeof names / sizeof *names);
}

/* The end has been read. */
static bool read_call(struct nk_script_read *r)
{
    nk_script_next(r);
    r->script->begun = true;
    r->line.verb = nk_script_is(r, "crash") ? NK_SCRIPT_CRASH : NK_SCRIPT_CALL;
    if (r->line.verb == NK_SCRIPT_CRASH)
        return nk_script_keep(r);
    if (!find_call(r))
        return unknown_call(r);
    if (r->line.event == NK_TCP_ON_SEND)
        return read_send(r);
    return r->line.event == NK_TCP_ON_RECEIVE ? read_receive(r) : nk_script_keep(r);
}

static bool read_crash(struct nk_script_read *r)
{
    nk_script_next(r);
    r->line.verb = NK_SCRIPT_CRASH;
    r->script->begun = true;
    return nk_script_take_side(r, &r->line.side) && nk_script_keep(r);
}

/* One of "seq=N", "ack=N", "length=N", "window=N", "urgent=N". */
static bool read_part(struct nk_script_read *r)
{
    static const char *const names[] = {
        "seq=", "ack=", "length=", "window=", "urgent=", "len=", "win="};
    struct nk_script_line *l = &r->line;
    uint64_t n = 0;
    size_t i = 0, count = sizeof names / sizeof *names;
    while (i < count &&
           (r->len < strlen(names[i]) || strncasecmp(names[i], r->word, strlen(names[i])) != 0))
        i++;
    if (i == count)
        return nk_script_unknown(r, "part of a segment", names, count);
    r->word += strlen(names[i]);
    r->len -= strlen(names[i]);
    if (i == 0)
        return nk_script_take_value(r, l->side, &l->seq);
    if (i == 1)
        return nk_script_take_value(r, l->side, &l->ack);
    if (!nk_script_take_number(r, "a number", UINT16_MAX, &n))
        return false;
    if (i == 2 || i == 5)
        l->length = (uint32_t)n;
    else if (i == 4)
        l->urgent_pointer = (uint16_t)n;
    else
        l->window = (uint16_t)n;
    return true;
}

/* Without numbers it is what the end would send next. */
static bool read_inject(struct nk_script_read *r)
{
    struct nk_script_line *l = &r->line;
    nk_script_next(r);
    l->verb = NK_SCRIPT_INJECT;
    r->script->begun = true;
    if (!nk_script_take_side(r, &l->side))
        return false;
    nk_script_next(r);
    if (!nk_script_take_flags(r, &l->flags))
        return false;
    l->seq = (struct nk_script_value){.variable = NK_SCRIPT_SND_NXT, .side = l->side};
    l->ack = (struct nk_script_value){.variable = NK_SCRIPT_RCV_NXT, .side = l->side};
    l->window = UINT16_MAX;
    while (nk_script_next(r))
        if (!read_part(r))
            return false;
    return nk_script_keep(r);
}

/* ---- waiting ------------------------------------------------------------------------ */

static bool read_wait(struct nk_script_read *r)
{
    r->script->begun = true;
    r->line.verb = NK_SCRIPT_WAIT_END;
    if (!nk_script_next(r))
        return nk_script_keep(r);
    if (nk_script_is_side(r, &r->line.side)) {
        r->line.verb = NK_SCRIPT_WAIT_STATE;
        nk_script_next(r);
        return nk_script_take_state(r, &r->line.state) && nk_script_keep(r);
    }
    r->line.verb = NK_SCRIPT_WAIT;
    return nk_script_take_time(r, &r->line.time) && nk_script_keep(r);
}

static bool read_expect(struct nk_script_read *r)
{
    nk_script_next(r);
    do {
        r->line.verb = NK_SCRIPT_EXPECT;
        if (!nk_script_take_side(r, &r->line.side))
            return false;
        nk_script_next(r);
        if (!nk_script_take_state(r, &r->line.state) || !nk_script_keep(r))
            return false;
    } while (nk_script_next(r));
    return true;
}

/* ---- lines ------------------------------------------------------------------------- */

/* By their first word; `early`: before the first call. */
static const struct {
    struct nk_tcp_term term;
    bool (*read)(struct nk_script_read *r);
    bool early;
} statements[] = {
    {{"client", "a call of the client"}, NULL, false},
    {{"server", "a call of the server"}, NULL, false},
    {{"inject", "a segment that the end has not sent"}, read_inject, false},
    {{"crash", "a host stops and starts again"}, read_crash, false},
    {{"lose", "segments that do not arrive"}, read_lose, false},
    {{"duplicate", "segments that arrive twice"}, read_duplicate, false},
    {{"reorder", "segments that the next one overtakes"}, read_reorder, false},
    {{"hold", "a segment that takes longer"}, read_hold, false},
    {{"wait", "lets time pass"}, read_wait, false},
    {{"expect", "the state that an end has to be in"}, read_expect, false},
    {{"isn", "initial sequence numbers"}, read_isn, false},
    {{"delay", "how long a segment takes"}, read_delay, false},
    {{"profile", "whose TCP"}, read_profile, true},
    {{"msl", "the maximum segment lifetime"}, read_msl, true},
    {{"seed", "where chance begins"}, read_seed, true},
    {{"window", "the receive buffer"}, read_window, true},
    {{"mss", "the data of a segment"}, read_mss, true},
    {{"at", "when the rest of the line is done"}, NULL, false},
    {{"after", "how long after the line before"}, NULL, false},
    {{"and", "together with the line before"}, NULL, false},
};

enum { STATEMENTS = sizeof statements / sizeof *statements };

const struct nk_tcp_term *nk_script_term(unsigned at)
{
    return at < STATEMENTS ? &statements[at].term : NULL;
}

/* When the line is done; what it says is the current word then. */
static bool read_when(struct nk_script_read *r)
{
    r->line.when = NK_SCRIPT_QUIET;
    if (nk_script_is(r, "and")) {
        r->line.when = NK_SCRIPT_AND;
        return nk_script_next(r) || nk_script_refuse(r, "expected what is done");
    }
    if (!nk_script_is(r, "at") && !nk_script_is(r, "after"))
        return true;
    r->line.when = nk_script_is(r, "at") ? NK_SCRIPT_AT : NK_SCRIPT_AFTER;
    nk_script_next(r);
    if (!nk_script_take_time(r, &r->line.at))
        return false;
    return nk_script_next(r) || nk_script_refuse(r, "expected what is done then");
}

static bool unknown_statement(struct nk_script_read *r)
{
    const char *names[STATEMENTS];
    for (size_t i = 0; i < STATEMENTS; i++)
        names[i] = statements[i].term.name;
    return nk_script_unknown(r, "line of a scenario", names, STATEMENTS);
}

static bool read_statement(struct nk_script_read *r)
{
    size_t i = 0;
    if (nk_script_is_side(r, &r->line.side))
        return read_call(r);
    while (i < STATEMENTS &&
           (statements[i].read == NULL || !nk_script_is(r, statements[i].term.name)))
        i++;
    if (i == STATEMENTS)
        return unknown_statement(r);
    if (statements[i].early && (r->script->begun || r->line.when != NK_SCRIPT_QUIET))
        return nk_script_refuse(r, "%s stands before the first call", statements[i].term.name);
    return statements[i].read(r);
}

/* Nothing may follow. */
static bool at_end(struct nk_script_read *r)
{
    return !nk_script_next(r) ||
           nk_script_refuse(r, "'%.*s' is one word too many", nk_script_shown(r), r->word);
}

bool nk_script_add(struct nk_script *s, const char *text, size_t len, uint64_t number,
                   struct nk_err *err)
{
    size_t before = s->count;
    struct nk_script_read r = {
        .script = s,
        .line = {.number = number},
        .text = text,
        .at = text,
        .end = text + len,
        .err = err,
    };
    if (len > 0 && text[len - 1] == '\r')
        r.end--;
    if (!nk_script_next(&r))
        return true;
    if (read_when(&r) && read_statement(&r) && at_end(&r))
        return true;
    s->count = before; /* a line is done whole or not at all */
    return false;
}
