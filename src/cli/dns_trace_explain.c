#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "addr/put.h"
#include "base/wrap.h"
#include "cli/dns_trace.h"
#include "dns/show.h"
#include "dns/text.h"

enum { INDENT = 3 };

/* ---- paragraphs ---------------------------------------------------------------- */

/* A long word, as a key of DNSSEC, is broken. */
static void wrap(struct nk_buf *b, unsigned indent, const struct nk_buf *line)
{
    nk_buf_printf(b, "%*s", (int)indent, "");
    nk_wrap(b, line->len == 0 ? "" : line->data, line->len, indent, indent, NK_WRAP_LONG_BREAKS);
}

/* One paragraph, from pieces that were appended to `line`. */
static void end_paragraph(struct nk_dns_trace *x, unsigned depth, struct nk_buf *line)
{
    if (line->failed)
        x->failed = true;
    else
        wrap(&x->text, INDENT * depth, line);
    nk_buf_release(line);
}

/* The end of a sentence, which may be a name with its final dot. */
static void end_sentence(struct nk_buf *b)
{
    if (b->len > 0 && b->data[b->len - 1] != '.')
        nk_buf_add_byte(b, '.');
}

static void say(struct nk_dns_trace *x, unsigned depth, const char *text)
{
    struct nk_buf line = {0};
    nk_buf_add_text(&line, text);
    end_paragraph(x, depth, &line);
}

/* ---- what a verdict means --------------------------------------------------------- */

static void add_question(struct nk_buf *b, const struct nk_dns_question *q)
{
    nk_add_name(b, &q->name);
    nk_buf_add_byte(b, ' ');
    nk_add_type(b, q->type);
}

/* "A root server", "A server of the top-level domain test.", "A server of example.test." */
static void add_role(struct nk_buf *b, const struct nk_name *zone)
{
    unsigned labels = nk_name_labels(zone);
    nk_buf_add_text(b, labels == 0   ? "A root server"
                       : labels == 1 ? "A server of the top-level domain "
                                     : "A server of ");
    if (labels > 0)
        nk_add_name(b, zone);
}

static void explain_glue(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    const struct nk_dns_judged *j = step->judged;
    for (size_t i = 0; i < j->glue_count; i++) {
        struct nk_buf line = {0};
        nk_buf_add_text(&line, j->glue[i].refused == NULL ? "glue: " : "not used: ");
        nk_add_name(&line, &j->glue[i].name);
        nk_buf_add_text(&line, " has ");
        nk_add_addr(&line, &j->glue[i].addr);
        if (j->glue[i].refused != NULL)
            nk_buf_printf(&line, " (%s)", j->glue[i].refused);
        end_paragraph(x, step->depth + 2, &line);
    }
}

static void explain_referral(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    const struct nk_dns_judged *j = step->judged;
    struct nk_buf line = {0};
    nk_buf_add_text(&line, "It does not know the answer, but who is nearer to it: it ");
    nk_buf_add(&line, step->why, strlen(step->why));
    end_sentence(&line);
    nk_buf_printf(&line,
                  " A referral is not authoritative (%s): the NS records of a delegation "
                  "belong to the zone below.",
                  j->aa ? "this one says aa, which is wrong" : "no aa");
    if (j->has_ttl)
        nk_buf_printf(&line, " A resolver may keep it for %u s, and then starts there.", j->ttl);
    end_paragraph(x, step->depth + 1, &line);
    explain_glue(x, step);
}

static void explain_answer(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    const struct nk_dns_judged *j = step->judged;
    struct nk_buf line = {0};
    nk_buf_add_text(&line, "It is authoritative for the zone (aa): ");
    nk_buf_add(&line, step->why, strlen(step->why));
    end_sentence(&line);
    nk_buf_printf(&line,
                  " A resolver keeps it for %u s (TTL); what it then answers out of its "
                  "cache has no aa.",
                  j->has_ttl ? j->ttl : 0);
    end_paragraph(x, step->depth + 1, &line);
}

static void explain_alias(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    struct nk_buf line = {0};
    nk_buf_add_text(&line, "It is authoritative (aa), and the name is ");
    nk_buf_add(&line, step->why, strlen(step->why));
    nk_buf_add_text(&line, ", of which it cannot tell: the question begins again for that name.");
    end_paragraph(x, step->depth + 1, &line);
}

static void explain_negative(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    const struct nk_dns_judged *j = step->judged;
    struct nk_buf line = {0};
    nk_buf_add_text(&line, step->verdict == NK_STEP_NXDOMAIN
                               ? "It is authoritative (aa) and says NXDOMAIN: "
                               : "It is authoritative (aa) and says NOERROR without an answer, "
                                 "which is called no data: ");
    nk_buf_add(&line, step->why, strlen(step->why));
    if (j->has_ttl)
        nk_buf_add_text(&line, ", the lesser of the SOA record's TTL and of its minimum");
    end_sentence(&line);
    end_paragraph(x, step->depth + 1, &line);
}

static void explain_failure(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    static const char *const next[NK_STEP_VERDICTS] = {
        [NK_STEP_LAME] = " Such a server is called lame; the next one is asked.",
        [NK_STEP_REFUSED] = " It should serve the zone, so it is lame; the next one is asked.",
        [NK_STEP_TIMEOUT] = " The next server is asked, and this one again if none answers.",
        [NK_STEP_LOOP] = " This way there is no end, and so it is left.",
        [NK_STEP_LIMIT] = " A resolver has to limit its work.",
    };
    struct nk_buf line = {0};
    nk_buf_printf(&line, "%s: ", nk_step_verdict_name(step->verdict));
    nk_buf_add(&line, step->why, strlen(step->why));
    end_sentence(&line);
    nk_buf_add_text(&line, next[step->verdict] == NULL ? "" : next[step->verdict]);
    end_paragraph(x, step->depth + 1, &line);
}

/* ---- the way at a glance ------------------------------------------------------------------ */

/* A column of the table: the text, cut to its width, and blanks up to the next one. */
static void add_cell(struct nk_buf *b, const char *text, size_t len, size_t width)
{
    bool whole = len <= width;
    nk_buf_add(b, text, whole ? len : width - 2);
    nk_buf_add_text(b, whole ? "" : "..");
    nk_buf_printf(b, "%*s", (int)(whole ? width - len : 0) + 2, "");
}

/* One row: the zone, the deeper the further to the right, its server, the verdict. */
static void add_way(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    enum { ZONE = 30, SERVER = 38, INDENT_MAX = 20 };
    struct nk_buf cell = {0};
    unsigned indent = 2 * (nk_name_labels(&step->zone) + step->depth);
    nk_buf_printf(&cell, "%*s", (int)(indent < INDENT_MAX ? indent : INDENT_MAX), "");
    nk_add_name(&cell, &step->zone);
    add_cell(&x->way, cell.data, cell.len, ZONE);
    x->failed = x->failed || cell.failed;
    nk_buf_clear(&cell);
    if (step->server.family != NK_FAMILY_NONE) {
        nk_add_addr(&cell, &step->server);
        nk_buf_add_byte(&cell, ' ');
    }
    if (step->server_name.len > 0)
        nk_add_name(&cell, &step->server_name);
    add_cell(&x->way, cell.data, cell.len, SERVER);
    nk_buf_printf(&x->way, "%s\n", nk_step_verdict_name(step->verdict));
    x->failed = x->failed || cell.failed;
    nk_buf_release(&cell);
}

/* ---- events --------------------------------------------------------------------------- */

static void explain_beginning(struct nk_dns_trace *x)
{
    struct nk_buf line = {0};
    nk_buf_add_text(&line, "The question: ");
    add_question(&line, &x->question);
    end_paragraph(x, 0, &line);
    say(x, 0,
        "A program hands it to a stub resolver, which asks a recursive resolver. What that one "
        "does is done here: it asks from the root down, one server of each zone, without RD, until "
        "a server that is authoritative for the name answers. It knows the root servers from its "
        "root hints.");
}

static void explain_asked(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    struct nk_buf line = {0};
    nk_buf_printf(&line, "%u. ", ++x->told);
    add_role(&line, &step->zone);
    nk_buf_add_text(&line, ", ");
    nk_add_name(&line, &step->server_name);
    nk_buf_add_text(&line, " at ");
    nk_add_addr(&line, &step->server);
    nk_buf_add_text(&line, ", is asked for ");
    add_question(&line, &step->question);
    nk_buf_add_byte(&line, '.');
    nk_buf_add_byte(&x->text, '\n');
    end_paragraph(x, step->depth, &line);
    switch (step->verdict) {
    case NK_STEP_REFERRAL:
        explain_referral(x, step);
        break;
    case NK_STEP_ANSWER:
        explain_answer(x, step);
        break;
    case NK_STEP_CNAME:
        explain_alias(x, step);
        break;
    case NK_STEP_NXDOMAIN:
    case NK_STEP_NODATA:
        explain_negative(x, step);
        break;
    default:
        explain_failure(x, step);
    }
}

/* A sentence of the walk's own, begun with a capital by the caller's words. */
static void explain_why(struct nk_dns_trace *x, const struct nk_dns_event *step, unsigned depth,
                        const char *before, const char *after)
{
    struct nk_buf line = {0};
    nk_buf_add_text(&line, before);
    nk_buf_add(&line, step->why, strlen(step->why));
    if (*after != ',')
        end_sentence(&line);
    nk_buf_add_text(&line, after);
    end_paragraph(x, depth, &line);
}

/* The answer's lines, broken where they are too long for the page. */
static void add_records(struct nk_dns_trace *x)
{
    struct nk_buf line = {0};
    for (size_t i = 0; i < x->answer.len && !line.failed; i++) {
        char c = x->answer.data[i];
        if (c != '\n') {
            nk_buf_add_byte(&line, c == '\t' ? ' ' : c);
            continue;
        }
        wrap(&x->text, INDENT, &line);
        nk_buf_clear(&line);
    }
    x->failed = x->failed || line.failed;
    nk_buf_release(&line);
}

static void explain_end(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    static const char *const words[NK_STEP_VERDICTS] = {
        [NK_STEP_ANSWER] = "The answer, from a server that is authoritative for it:",
        [NK_STEP_NXDOMAIN] = "The answer: there is no such name (NXDOMAIN).",
        [NK_STEP_NODATA] = "The answer: the name is there, a record of that type is not.",
    };
    nk_buf_add_byte(&x->text, '\n');
    if (words[step->verdict] != NULL)
        say(x, 0, words[step->verdict]);
    else
        explain_why(x, step, 0, "There is no answer: ",
                    " A recursive resolver would say SERVFAIL to the stub resolver.");
    add_records(x);
    nk_buf_add_text(&x->text, "\nThe way:\n");
    nk_buf_add(&x->text, x->way.data, x->way.len);
}

void nk_trace_explain(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    nk_buf_clear(&x->text);
    if (x->told == 0 && step->event != NK_EVENT_END)
        explain_beginning(x);
    if (step->event == NK_EVENT_ASKED || step->event == NK_EVENT_STUCK)
        add_way(x, step);
    switch (step->event) {
    case NK_EVENT_ASKED:
        explain_asked(x, step);
        break;
    case NK_EVENT_STUCK:
        explain_failure(x, step);
        break;
    case NK_EVENT_SIDE:
        explain_why(x, step, step->depth,
                    "No glue: ", ", by a walk of its own, from the deepest zone that is known.");
        break;
    case NK_EVENT_SIDE_END:
        explain_why(x, step, step->depth, "The walk for it is over: ", "");
        break;
    case NK_EVENT_COMPARED:
        explain_why(x, step, step->depth + 1, "All servers of the zone were asked: ", "");
        break;
    case NK_EVENT_END:
        explain_end(x, step);
        break;
    }
    if (x->text.failed || x->way.failed)
        x->failed = true;
    else
        nk_cli_print(x->ctx, x->text.data, x->text.len);
}
