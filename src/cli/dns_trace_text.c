#include <string.h>

#include "addr/put.h"
#include "base/wrap.h"
#include "cli/dns_trace.h"
#include "dns/show.h"
#include "dns/text.h"

enum { LABEL = 9 };

/* Begins a line of a block: "    referral  ". */
static void start(struct nk_dns_trace *x, const struct nk_dns_event *step, const char *label)
{
    nk_buf_printf(&x->text, "%*s%-*s ", (int)(4 * step->depth + 4), "", LABEL, label);
}

/* A sentence behind its label; what is too long goes on below. */
static void line(struct nk_dns_trace *x, const struct nk_dns_event *step, const char *label,
                 const char *text)
{
    size_t column = 4 * step->depth + 4 + LABEL + 1;
    start(x, step, label);
    nk_wrap(&x->text, text, strlen(text), column, column, NK_WRAP_LONG_STAYS);
}

/* ---- a question that was sent ------------------------------------------------ */

static void tell_server(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    nk_buf_printf(&x->text, "%*s", (int)(4 * step->depth), "");
    nk_add_name(&x->text, &step->zone);
    nk_buf_add_text(&x->text, "  ");
    nk_add_name(&x->text, &step->server_name);
    nk_buf_add_text(&x->text, " (");
    nk_add_addr(&x->text, &step->server);
    nk_buf_add_text(&x->text, ")\n");
}

static void tell_question(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    start(x, step, "asked");
    nk_add_name(&x->text, &step->question.name);
    nk_buf_add_byte(&x->text, ' ');
    nk_add_type(&x->text, step->question.type);
    nk_buf_add_byte(&x->text, '\n');
}

static bool has_glue(const struct nk_dns_judged *j, const struct nk_name *server)
{
    for (size_t i = 0; i < j->glue_count; i++)
        if (j->glue[i].refused == NULL && nk_name_equal(&j->glue[i].name, server))
            return true;
    return false;
}

static void tell_glue(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    const struct nk_dns_judged *j = step->judged;
    for (size_t i = 0; i < j->glue_count; i++) {
        start(x, step, j->glue[i].refused == NULL ? "glue" : "not used");
        nk_add_name(&x->text, &j->glue[i].name);
        nk_buf_add_byte(&x->text, ' ');
        nk_add_addr(&x->text, &j->glue[i].addr);
        if (j->glue[i].refused != NULL)
            nk_buf_printf(&x->text, ": %s", j->glue[i].refused);
        nk_buf_add_byte(&x->text, '\n');
    }
    for (size_t i = 0; i < j->server_count; i++) {
        if (has_glue(j, &j->servers[i]))
            continue;
        start(x, step, "no glue");
        nk_add_name(&x->text, &j->servers[i]);
        nk_buf_add_byte(&x->text, '\n');
    }
}

/* "aa, TTL 300 s, 0.214 ms, tcp" */
static void tell_details(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    const struct nk_dns_judged *j = step->judged;
    start(x, step, "");
    if (j != NULL)
        nk_buf_add_text(&x->text, j->aa ? "aa, " : "no aa, ");
    if (j != NULL && j->has_ttl && nk_step_is_good(step->verdict))
        nk_buf_printf(&x->text, "TTL %u s, ", j->ttl);
    nk_show_add_ms(&x->text, step->time_us);
    nk_buf_add_text(&x->text, " ms");
    if (step->transport != NK_DNS_UDP)
        nk_buf_printf(&x->text, ", %s", nk_transport_name(step->transport));
    if (step->agrees == 0)
        nk_buf_add_text(&x->text, ", not what the first server says");
    nk_buf_add_byte(&x->text, '\n');
}

static void tell_asked(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    tell_server(x, step);
    tell_question(x, step);
    line(x, step, nk_step_verdict_name(step->verdict), step->why);
    if (step->verdict == NK_STEP_REFERRAL)
        tell_glue(x, step);
    tell_details(x, step);
}

/* ---- the other events --------------------------------------------------------- */

static void tell_end(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    static const char *const words[NK_STEP_VERDICTS] = {
        [NK_STEP_ANSWER] = "NOERROR",
        [NK_STEP_NXDOMAIN] = "NXDOMAIN",
        [NK_STEP_NODATA] = "NOERROR, no data",
    };
    const char *word = words[step->verdict];
    struct nk_buf status = {0};
    if (x->answer.len > 0) {
        nk_buf_add_text(&x->text, "\nanswer\n");
        nk_buf_add(&x->text, x->answer.data, x->answer.len);
    }
    nk_buf_printf(&status, "status: %s", word == NULL ? "no answer" : word);
    if (step->verdict != NK_STEP_ANSWER)
        nk_buf_printf(&status, "; %s", step->why);
    nk_buf_add_byte(&x->text, '\n');
    nk_wrap(&x->text, status.len == 0 ? "" : status.data, status.len, 0, sizeof "status: " - 1,
            NK_WRAP_LONG_STAYS);
    x->text.failed = x->text.failed || status.failed;
    nk_buf_release(&status);
    nk_buf_printf(&x->text, "%u question%s in ", step->number, step->number == 1 ? "" : "s");
    nk_show_add_ms(&x->text, step->time_us);
    nk_buf_add_text(&x->text, " ms\n");
}

void nk_trace_tell(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    struct nk_dns_event outer = *step;
    nk_buf_clear(&x->text);
    outer.depth -= outer.depth > 0;
    switch (step->event) {
    case NK_EVENT_ASKED:
        tell_asked(x, step);
        break;
    case NK_EVENT_STUCK:
        line(x, step, nk_step_verdict_name(step->verdict), step->why);
        break;
    case NK_EVENT_SIDE:
        line(x, &outer, "glueless", step->why);
        break;
    case NK_EVENT_SIDE_END:
        line(x, &outer, step->verdict == NK_STEP_ANSWER ? "found" : "not found", step->why);
        break;
    case NK_EVENT_COMPARED:
        line(x, step, step->agrees == 1 ? "agreed" : "differs", step->why);
        break;
    case NK_EVENT_END:
        tell_end(x, step);
        break;
    }
    if (x->text.failed)
        x->failed = true;
    else
        nk_cli_print(x->ctx, x->text.data, x->text.len);
}
