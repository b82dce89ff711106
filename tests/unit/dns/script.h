/* A network that is a table: who is asked what, and what comes of it. For tests of the walk. */
#ifndef SCRIPT_H
#define SCRIPT_H

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/rdata.h"
#include "dns/walk.h"

/* A row that fits answers; the first one wins. Sections are lines "OWNER TTL TYPE DATA". */
struct row {
    const char *server;   /* an address; NULL: any */
    const char *question; /* "www.example. A"; NULL: any */
    const char *head;     /* words: aa ra nxdomain servfail refused yxdomain formerr, or silent,
                             unreachable, noroute, closed, unreadable, nobody, udponly, forged,
                             raced, broken, short, cut */
    const char *answer, *authority, *additional;
};

struct script {
    const struct row *rows; /* ended by a row without a head */
    int64_t clock;          /* milliseconds */
    unsigned asked;
    bool recursion; /* some question had RD */
    struct nk_buf log, whys;
    struct nk_dns_walk_setup setup;
    struct nk_dns_hints hints;
    enum nk_step_verdict verdict;
    unsigned ends;
    void (*make)(struct script *s, struct nk_dns_writer *w, const struct nk_dns_question *q);
};

static inline struct nk_name name(const char *text)
{
    struct nk_name n = {0};
    assert_true(nk_name_parse(text, strlen(text), NULL, &n, NULL));
    return n;
}

static inline bool has_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at += len)
        if ((at == words || at[-1] == ' ') && (at[len] == ' ' || at[len] == '\0'))
            return true;
    return false;
}

static inline void put_line(struct nk_dns_writer *w, enum nk_dns_section section, const char *line,
                            size_t len)
{
    char owner[300], type[20], data[700] = "";
    unsigned long ttl;
    uint16_t number;
    struct nk_buf rdata = {0};
    char *text = strndup(line, len);
    assert_true(sscanf(text, "%299s %lu %19s %699[^\n]", owner, &ttl, type, data) >= 3);
    assert_true(nk_type_find(type, strlen(type), &number));
    assert_true(nk_rdata_parse(number, NK_CLASS_IN, data, strlen(data), NULL, &rdata, NULL));
    const struct nk_name n = name(owner);
    assert_true(nk_dns_put_record(w, section, &n, number, NK_CLASS_IN, (uint32_t)ttl, rdata.data,
                                  rdata.len));
    nk_buf_release(&rdata);
    free(text);
}

static inline void put_section(struct nk_dns_writer *w, enum nk_dns_section section,
                               const char *lines)
{
    while (lines != NULL && *lines != '\0') {
        size_t len = strcspn(lines, "\n");
        put_line(w, section, lines, len);
        lines += len + (lines[len] == '\n');
    }
}

static inline uint16_t flags_of(const char *head)
{
    static const struct {
        const char *word;
        uint16_t flags;
    } words[] = {
        {"aa", NK_DNS_AA},
        {"ra", NK_DNS_RA},
        {"nxdomain", NK_RCODE_NXDOMAIN},
        {"servfail", NK_RCODE_SERVFAIL},
        {"refused", NK_RCODE_REFUSED},
        {"formerr", NK_RCODE_FORMERR},
        {"yxdomain", NK_RCODE_YXDOMAIN},
    };
    uint16_t flags = NK_DNS_QR;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (has_word(head, words[i].word))
            flags |= words[i].flags;
    return flags;
}

static inline const struct row *find_row(const struct script *s, const char *server,
                                         const struct nk_dns_question *q)
{
    char text[NK_NAME_TEXT_MAX + NK_CODE_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    size_t len = nk_name_format(&q->name, text);
    snprintf(text + len, sizeof text - len, " %s", nk_type_name(q->type, type));
    const struct row *row = s->rows;
    while (row->head != NULL && ((row->server != NULL && strcmp(row->server, server) != 0) ||
                                 (row->question != NULL && strcmp(row->question, text) != 0)))
        row++;
    return row->head == NULL ? NULL : row;
}

static inline void make_answer(struct script *s, const struct row *row,
                               const struct nk_dns_question *q, struct nk_buf *message)
{
    enum { ROOM = 65535 };
    struct nk_dns_writer w;
    char *room = nk_buf_room(message, ROOM);
    assert_non_null(room);
    nk_dns_writer_init(&w, room, ROOM, 1, flags_of(row->head));
    nk_dns_put_question(&w, &q->name, q->type, q->class);
    put_section(&w, NK_DNS_ANSWER, row->answer);
    put_section(&w, NK_DNS_AUTHORITY, row->authority);
    put_section(&w, NK_DNS_ADDITIONAL, row->additional);
    if (has_word(row->head, "make"))
        s->make(s, &w, q);
    message->len = has_word(row->head, "short") ? 7 : w.len - (has_word(row->head, "cut") ? 3 : 0);
}

static inline enum nk_dns_fault fault_of(const char *head)
{
    return has_word(head, "closed")       ? NK_DNS_CLOSED
           : has_word(head, "unreadable") ? NK_DNS_MALFORMED
           : has_word(head, "nobody")     ? NK_DNS_BAD_ADDRESS
           : has_word(head, "udponly")    ? NK_DNS_TRUNCATED
                                          : NK_DNS_GOOD;
}

static inline bool script_ask(void *closure, const struct nk_dns_query *query,
                              const struct nk_dns_server *servers, size_t count,
                              const struct nk_dns_policy *policy, struct nk_dns_reply *reply,
                              struct nk_err *err)
{
    struct script *s = closure;
    char server[NK_ADDR_TEXT_MAX];
    struct nk_dns_try *tries = reply->tries;
    (void)policy;
    assert_int_equal(count, 1);
    s->asked++;
    s->recursion = s->recursion || (query->flags & NK_DNS_RD) != 0;
    nk_addr_format(&servers->addr, server);
    const struct row *row = find_row(s, server, &query->question);
    if (tries == NULL)
        reply->tries = tries = calloc(1, sizeof *tries);
    assert_non_null(tries);
    reply->try_count = reply->try_room = 1;
    tries[0] = (struct nk_dns_try){.fault = NK_DNS_TIMEOUT, .time_us = 3000000};
    if (row == NULL || has_word(row->head, "silent")) {
        s->clock += 3000;
    } else if (has_word(row->head, "unreachable")) {
        tries[0] = (struct nk_dns_try){.fault = NK_DNS_UNREACHABLE, .number = ECONNREFUSED};
    } else if (has_word(row->head, "noroute")) {
        tries[0] = (struct nk_dns_try){.fault = NK_DNS_UNREACHABLE, .number = ENETUNREACH};
    } else if (has_word(row->head, "forged")) {
        tries[0] = (struct nk_dns_try){
            .fault = NK_DNS_TIMEOUT, .time_us = 500000, .dropped = 2, .mismatch = "another ID"};
    } else if (has_word(row->head, "broken")) {
        return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "no more descriptors");
    } else if (fault_of(row->head) != NK_DNS_GOOD) {
        tries[0] = (struct nk_dns_try){.fault = fault_of(row->head), .time_us = 10000};
    } else {
        s->clock += 10;
        tries[0] = (struct nk_dns_try){.time_us = 10000, .dropped = has_word(row->head, "raced")};
        reply->time_us = 10000;
        make_answer(s, row, &query->question, &reply->message);
    }
    return true;
}

static inline int64_t script_now(void *closure)
{
    return ((struct script *)closure)->clock;
}

static inline void log_names(struct script *s, const struct nk_dns_event *step)
{
    char zone[NK_NAME_TEXT_MAX], asked[NK_NAME_TEXT_MAX], server[NK_NAME_TEXT_MAX];
    char type[NK_CODE_TEXT_MAX], address[NK_ADDR_TEXT_MAX] = "-";
    nk_name_format(&step->zone, zone);
    nk_name_format(&step->question.name, asked);
    nk_type_name(step->question.type, type);
    if (step->server.family != NK_FAMILY_NONE)
        nk_addr_format(&step->server, address);
    *server = '\0';
    if (step->server_name.len > 0)
        nk_name_format(&step->server_name, server);
    for (unsigned i = 0; i < step->depth; i++)
        nk_buf_add_text(&s->log, "  ");
    switch (step->event) {
    case NK_EVENT_ASKED:
        nk_buf_printf(&s->log, "%s %s %s %s: %s", zone, address, asked, type,
                      nk_step_verdict_name(step->verdict));
        break;
    case NK_EVENT_STUCK:
        nk_buf_printf(&s->log, "stuck %s %s: %s", zone, server,
                      nk_step_verdict_name(step->verdict));
        break;
    case NK_EVENT_SIDE:
        nk_buf_printf(&s->log, "side %s %s", asked, type);
        break;
    case NK_EVENT_SIDE_END:
        nk_buf_printf(&s->log, "found %s: %s", server, nk_step_verdict_name(step->verdict));
        break;
    case NK_EVENT_COMPARED:
        nk_buf_printf(&s->log, "compared %s: %s", zone, step->agrees ? "same" : "different");
        break;
    default:
        nk_buf_printf(&s->log, "end %s", nk_step_verdict_name(step->verdict));
    }
    nk_buf_add_byte(&s->log, '\n');
}

static inline void script_watch(void *closure, const struct nk_dns_event *step)
{
    struct script *s = closure;
    log_names(s, step);
    nk_buf_add_text(&s->whys, step->why);
    nk_buf_add_byte(&s->whys, '\n');
    assert_null(strchr(step->why, '\n'));
    assert_true(step->depth <= s->setup.limits.depth);
    assert_true(step->number <= s->setup.limits.queries);
    assert_int_equal(s->ends, 0);
    s->ends += step->event == NK_EVENT_END;
}

/* One root server, 192.0.2.1. */
static inline void script_init(struct script *s, const struct row *rows)
{
    struct nk_err err;
    struct nk_lines lines;
    uint64_t number;
    static const char hints[] = ". 1 NS root.\nroot. 1 A 192.0.2.1\n";
    *s = (struct script){.rows = rows};
    nk_lines_init_text(&lines, hints, sizeof hints - 1, NULL);
    assert_true(nk_dns_hints_read(&s->hints, &lines, &number, &err));
    nk_lines_release(&lines);
    s->setup = (struct nk_dns_walk_setup){
        .ask = script_ask,
        .ask_closure = s,
        .watch = script_watch,
        .watch_closure = s,
        .now = script_now,
        .now_closure = s,
        .query = {.flags = NK_DNS_RD},
        .policy = {.tries = 2, .try_ms = 3000, .deadline = 30000},
        .port = 53,
        .limits = nk_dns_walk_limits,
    };
}

static inline void script_release(struct script *s)
{
    nk_buf_release(&s->log);
    nk_buf_release(&s->whys);
    nk_dns_hints_release(&s->hints);
}

static inline void script_run(struct script *s, const char *qname, uint16_t type)
{
    struct nk_dns_question q = {name(qname), type, NK_CLASS_IN};
    struct nk_err err = {0};
    struct nk_dns_walk *w = nk_dns_walk_new(&s->setup, &s->hints, &q, &err);
    assert_non_null(w);
    assert_true(nk_dns_walk_run(w, &err));
    assert_false(nk_dns_walk_step(w, &err));
    s->verdict = nk_dns_walk_verdict(w);
    nk_dns_walk_free(w);
    assert_int_equal(s->ends, 1);
    assert_false(s->recursion);
    assert_true(s->asked <= s->setup.limits.queries);
    nk_buf_add_byte(&s->log, '\0');
    nk_buf_add_byte(&s->whys, '\0');
    assert_false(s->log.failed || s->whys.failed);
}

/* Runs and compares the whole log; `why`, if not NULL, is a part of some sentence. */
static inline void script_expect(const struct row *rows, const char *qname, uint16_t type,
                                 const char *log, const char *why)
{
    struct script s;
    script_init(&s, rows);
    script_run(&s, qname, type);
    if (strcmp(s.log.data, log) != 0)
        print_error("%s\n", s.whys.data);
    assert_string_equal(s.log.data, log);
    if (why != NULL && strstr(s.whys.data, why) == NULL)
        fail_msg("no '%s' in:\n%s", why, s.whys.data);
    script_release(&s);
}

/* The root refers to test., which refers to the zone of most cases. */
#define ROOT                                                                                       \
    {                                                                                              \
        "192.0.2.1", NULL, "", NULL, "test. 3600 NS ns.nic.test.", "ns.nic.test. 3600 A 192.0.2.2" \
    }
#define TO_EXAMPLE                                                                              \
    "", NULL, "example.test. 300 NS ns1.example.test.\nexample.test. 300 NS ns2.example.test.", \
        "ns1.example.test. 300 A 192.0.2.11\nns2.example.test. 300 A 192.0.2.12"
#define TLD                           \
    {                                 \
        "192.0.2.2", NULL, TO_EXAMPLE \
    }
#define SOA "example.test. 900 SOA ns1.example.test. admin.example.test. 7 3600 600 86400 300"
#define DOWN(question)                     \
    ". 192.0.2.1 " question ": referral\n" \
    "test. 192.0.2.2 " question ": referral\n"
#define END                                \
    {                                      \
        NULL, NULL, NULL, NULL, NULL, NULL \
    }

#endif
