#include <stdio.h>
#include <stdlib.h>

#include "addr/put.h"
#include "cli/dns_trace.h"
#include "dns/rdata.h"
#include "dns/text.h"

void nk_trace_picture_release(struct nk_trace_picture *p)
{
    for (size_t i = 0; i < p->depths; i++)
        nk_buf_release(&p->words[i]);
    free(p->words);
    free(p->from);
    free(p->zones);
    nk_graph_release(&p->graph);
    *p = (struct nk_trace_picture){0};
}

/* ---- parts -------------------------------------------------------------------- */

/* Room for what is pending at a depth. */
static bool reach_depth(struct nk_trace_picture *p, unsigned depth)
{
    if (depth < p->depths)
        return true;
    size_t count = depth + 4u;
    uint32_t *from = realloc(p->from, count * sizeof *from);
    if (from != NULL)
        p->from = from;
    struct nk_buf *words = realloc(p->words, count * sizeof *words);
    if (words != NULL)
        p->words = words;
    if (from == NULL || words == NULL) {
        p->graph.failed = true;
        return false;
    }
    for (; p->depths < count; p->depths++) {
        p->from[p->depths] = NK_GRAPH_NONE;
        p->words[p->depths] = (struct nk_buf){0};
    }
    return true;
}

/* The next zone of that depth is reached from there. */
static void lead(struct nk_trace_picture *p, unsigned depth, uint32_t node, const char *words,
                 const struct nk_name *server)
{
    if (!reach_depth(p, depth))
        return;
    struct nk_buf *b = &p->words[depth];
    p->from[depth] = node;
    nk_buf_clear(b);
    nk_buf_add_text(b, words);
    if (server != NULL)
        nk_add_name(b, server);
    nk_buf_add_byte(b, '\0');
    if (b->failed) {
        p->graph.failed = true;
        p->from[depth] = NK_GRAPH_NONE;
    }
}

static uint32_t add_node(struct nk_trace_picture *p, enum nk_ink ink, struct nk_buf *line)
{
    uint32_t node = nk_graph_node(&p->graph, ink);
    if (line->failed)
        p->graph.failed = true;
    else
        nk_graph_line(&p->graph, line->data, line->len);
    nk_buf_release(line);
    return node;
}

static uint32_t add_zone(struct nk_trace_picture *p, const struct nk_name *name)
{
    void *zones = p->zones;
    struct nk_buf line = {0};
    for (size_t i = 0; i < p->zone_count; i++)
        if (nk_name_equal(&p->zones[i].name, name))
            return p->zones[i].node;
    if (!nk_grow(&zones, p->zone_count, &p->zone_room, sizeof *p->zones)) {
        p->graph.failed = true;
        return NK_GRAPH_NONE;
    }
    p->zones = zones;
    nk_buf_add_text(&line, name->len == 1 ? "root zone " : "zone ");
    nk_add_name(&line, name);
    uint32_t node = add_node(p, NK_INK_NETWORK, &line);
    p->zones[p->zone_count++] = (struct nk_trace_zone){*name, node};
    return node;
}

/* The zone's node, with the edge that is due to it. */
static uint32_t reach_zone(struct nk_trace_picture *p, unsigned depth, const struct nk_name *zone)
{
    uint32_t node = add_zone(p, zone);
    if (!reach_depth(p, depth) || p->from[depth] == NK_GRAPH_NONE || node == NK_GRAPH_NONE)
        return node;
    nk_graph_edge(&p->graph, p->from[depth], node, p->words[depth].data);
    p->from[depth] = NK_GRAPH_NONE;
    return node;
}

/* ---- events ---------------------------------------------------------------------- */

/* A line of the node that was added last, cut where it is long. */
static void add_line(struct nk_trace_picture *p, struct nk_buf *line)
{
    enum { WIDTH = 60 };
    if (line->failed)
        p->graph.failed = true;
    else
        nk_graph_line(&p->graph, line->data, line->len > WIDTH ? WIDTH : line->len);
    nk_buf_clear(line);
}

/* What the walk found, a line a record, and at most a few of them. */
static void add_records(struct nk_trace_picture *p, const struct nk_dns_judged *j)
{
    enum { LINES = 8 };
    struct nk_buf line = {0};
    size_t count = 0;
    for (size_t i = 0; i < j->used_count; i++) {
        const struct nk_dns_record *rr = &j->records[j->used[i]];
        if (!nk_name_equal(&rr->owner, &j->name) || rr->type == NK_TYPE_RRSIG || count++ >= LINES)
            continue;
        struct nk_rdata d = nk_rdata_of(&j->reader, rr);
        nk_add_type(&line, rr->type);
        nk_buf_add_byte(&line, ' ');
        nk_rdata_text(&line, &d);
        add_line(p, &line);
    }
    if (count > LINES) {
        nk_buf_printf(&line, "and %zu more", count - LINES);
        add_line(p, &line);
    }
    nk_buf_release(&line);
}

static void draw_answer(struct nk_trace_picture *p, const struct nk_dns_event *step, uint32_t zone)
{
    struct nk_buf line = {0};
    nk_add_name(&line, &step->judged->name);
    uint32_t node = add_node(p, NK_INK_STRONG, &line);
    add_records(p, step->judged);
    nk_buf_add_text(&line, "answer of ");
    nk_add_name(&line, &step->server_name);
    nk_buf_add_byte(&line, '\0');
    if (line.failed)
        p->graph.failed = true;
    else
        nk_graph_edge(&p->graph, zone, node, line.data);
    nk_buf_release(&line);
}

/* A server's verdict as a node of its own. */
static void draw_verdict(struct nk_trace_picture *p, const struct nk_dns_event *step, uint32_t zone,
                         enum nk_ink ink, const struct nk_name *name)
{
    struct nk_buf line = {0};
    nk_add_name(&line, name);
    if (step->server.family != NK_FAMILY_NONE && name == &step->server_name) {
        nk_buf_add_byte(&line, ' ');
        nk_add_addr(&line, &step->server);
    }
    uint32_t node = add_node(p, ink, &line);
    nk_graph_edge(&p->graph, zone, node, nk_step_verdict_name(step->verdict));
}

static void draw_asked(struct nk_trace_picture *p, const struct nk_dns_event *step)
{
    uint32_t zone = reach_zone(p, step->depth, &step->zone);
    struct nk_buf line = {0};
    switch (step->verdict) {
    case NK_STEP_REFERRAL:
        if (step->agrees == -1 || p->from[step->depth] == NK_GRAPH_NONE)
            lead(p, step->depth, zone, "referral by ", &step->server_name);
        break;
    case NK_STEP_CNAME:
        nk_add_name(&line, &step->judged->name);
        uint32_t node = add_node(p, NK_INK_PLAIN, &line);
        nk_graph_edge(&p->graph, zone, node, step->judged->dname ? "DNAME" : "CNAME");
        lead(p, step->depth, node, "begins again at", NULL);
        break;
    case NK_STEP_ANSWER:
        draw_answer(p, step, zone);
        break;
    case NK_STEP_NXDOMAIN:
    case NK_STEP_NODATA:
        draw_verdict(p, step, zone, NK_INK_STRONG, &step->judged->name);
        break;
    default:
        draw_verdict(p, step, zone, NK_INK_DIM, &step->server_name);
    }
}

void nk_trace_draw(struct nk_trace_picture *p, const struct nk_dns_event *step)
{
    struct nk_buf line = {0};
    uint32_t zone;
    if (!reach_depth(p, step->depth))
        return;
    switch (step->event) {
    case NK_EVENT_ASKED:
        draw_asked(p, step);
        break;
    case NK_EVENT_SIDE:
        zone = reach_zone(p, step->depth - 1, &step->zone);
        nk_buf_add_text(&line, "address of ");
        nk_add_name(&line, &step->question.name);
        uint32_t node = add_node(p, NK_INK_HOST, &line);
        nk_graph_edge(&p->graph, zone, node, "no glue");
        lead(p, step->depth, node, "begins at", NULL);
        break;
    case NK_EVENT_STUCK:
        zone = reach_zone(p, step->depth, &step->zone);
        draw_verdict(p, step, zone, NK_INK_DIM,
                     step->server_name.len > 0 ? &step->server_name : &step->question.name);
        break;
    default:
        break;
    }
}

bool nk_trace_picture_write(struct nk_dns_trace *x, struct nk_err *err)
{
    const struct nk_graph *g = &x->picture.graph;
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX], title[NK_NAME_TEXT_MAX + 32];
    nk_name_format(&x->question.name, name);
    snprintf(title, sizeof title, "the way to %s %s", name, nk_type_name(x->question.type, type));
    if (x->args->svg)
        return nk_graph_svg(g, x->ctx->out, title, err);
    if (x->args->dot)
        return nk_graph_dot(g, x->ctx->out, title, err);
    return nk_graph_mermaid(g, x->ctx->out, title, err);
}
