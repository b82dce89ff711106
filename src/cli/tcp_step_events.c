#include "cli/tcp_step_events.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/frame.h"

/* What is needed to read them. */
struct reader {
    struct nk_step_events *e;
    struct nk_ctx *ctx;
    struct nk_record *record;
    const char *const *words;
    size_t count;
    bool good;
};

static void fail(struct reader *x, const struct nk_err *err)
{
    nk_cli_fail(x->ctx, err);
    x->good = false;
}

static void out_of_memory(struct reader *x)
{
    struct nk_err err = {0};
    if (!nk_err_memory(&err))
        fail(x, &err);
}

/* The text from `start` on is an event. */
static bool add(struct reader *x, size_t start, struct nk_err *err)
{
    struct nk_step_events *e = x->e;
    size_t len = e->texts.len - start;
    struct nk_tcp_said said;
    nk_buf_add_byte(&e->texts, '\0');
    if (e->texts.failed || !nk_grow((void **)&e->events, e->count, &e->room, sizeof *e->events)) {
        out_of_memory(x);
        return true;
    }
    if (!nk_tcp_said_parse(e->texts.data + start, len, &said, err))
        return false;
    e->events[e->count++] = (struct nk_step_event){.said = said, .text = start};
    return true;
}

static void record_error(struct reader *x, size_t start, const struct nk_err *err)
{
    const char *text = x->e->texts.data + start;
    nk_record_error(x->record, text, strlen(text), err->text);
    x->good = false;
}

/* ---- words of the command line --------------------------------------------------- */

static bool is_one_of(const char *word, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcasecmp(word, *names) == 0)
            return true;
    return false;
}

/* Words that are one event also where they are two operands. */
static bool is_joined(const char *word, const char *next)
{
    static const char *const heads[] = {"rcv", "recv", NULL};
    static const char *const waits[] = {"user",      "retransmission", "retransmit", "2msl",
                                        "time-wait", "TIME_WAIT",      NULL};
    static const char *const opens[] = {"passive", "active", NULL};
    struct nk_tcp_said said;
    if (is_one_of(word, heads))
        return nk_tcp_said_parse(next, strlen(next), &said, NULL) &&
               said.kind == NK_TCP_SAID_SEGMENT;
    return (is_one_of(word, waits) && strcasecmp(next, "timeout") == 0) ||
           (is_one_of(word, opens) && strcasecmp(next, "open") == 0);
}

/* How many words from `at` on are one event. */
static size_t event_words(const struct reader *x, size_t at)
{
    size_t n = 1;
    if (at + n < x->count && is_joined(x->words[at], x->words[at + n]))
        n++;
    while (at + n < x->count && nk_tcp_said_is_number(x->words[at + n]))
        n++;
    return n;
}

static void blame(struct reader *x, size_t at, const struct nk_err *err)
{
    size_t offset = err->offset, length;
    while ((length = strlen(x->words[at])) < offset) {
        offset -= length + 1;
        at++;
    }
    nk_cli_blame(x->ctx, x->words[at] + offset, 0, err->length, err->text);
}

/* One event of the command line; how many words it was. */
static size_t take_words(struct reader *x, size_t at)
{
    struct nk_err err = {0};
    size_t start = x->e->texts.len, count = event_words(x, at);
    for (size_t i = 0; i < count; i++) {
        nk_buf_add_text(&x->e->texts, i > 0 ? " " : "");
        nk_buf_add_text(&x->e->texts, x->words[at + i]);
    }
    if (!add(x, start, &err)) {
        blame(x, at, &err);
        record_error(x, start, &err);
    }
    return count;
}

/* ---- lists ----------------------------------------------------------------------- */

/* A line is one event: its first word and what stands behind it. */
static bool take_line(struct reader *x, const struct nk_input_item *item)
{
    struct nk_err err = {0};
    struct nk_input_item bad = *item;
    size_t start = x->e->texts.len;
    const char *end = item->label == NULL ? item->text + item->len : item->label + item->label_len;
    nk_buf_add(&x->e->texts, item->text, (size_t)(end - item->text));
    if (add(x, start, &err))
        return !x->e->texts.failed;
    record_error(x, start, &err);
    bad.unit = ""; /* it is not skipped: nothing is done */
    return nk_cli_bad_item(x->ctx, &bad, &err);
}

static void take_list(struct reader *x, size_t at)
{
    struct nk_input in;
    struct nk_input_item item;
    struct nk_err err = {0};
    enum nk_input_status status;
    bool go_on = true;
    nk_input_init(&in, x->words + at, 1, x->ctx->in_fd);
    while (go_on && (status = nk_input_next(&in, &item, &err)) != NK_INPUT_END) {
        if (status == NK_INPUT_ITEM) {
            go_on = take_line(x, &item);
        } else {
            x->good = false;
            go_on = nk_cli_bad_item(x->ctx, &item, &err);
        }
    }
    nk_input_release(&in);
}

/* ---- both ------------------------------------------------------------------------ */

bool nk_step_events_read(struct nk_step_events *e, struct nk_ctx *ctx, const struct nk_args *args,
                         struct nk_record *r)
{
    struct reader x = {.e = e,
                       .ctx = ctx,
                       .record = r,
                       .words = args->operands,
                       .count = args->operand_count,
                       .good = true};
    for (size_t at = 1; at < x.count && x.good;) {
        const char *word = x.words[at];
        if (strcmp(word, "-") == 0 || word[0] == '@')
            take_list(&x, at++);
        else
            at += take_words(&x, at);
    }
    return x.good;
}

void nk_step_events_release(struct nk_step_events *e)
{
    nk_buf_release(&e->texts);
    free(e->events);
}
