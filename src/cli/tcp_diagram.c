#include "cli/tcp_diagram.h"
#include "cli/frame.h"
#include "cli/tcp_state.h"
#include "tcp/diagram.h"

enum { F_STATE, F_EVENT, F_NEXT, F_LABEL, F_SENDS, F_DRAWN, F_SECTION, F_WHY };

static const struct nk_field diagram_fields[] = {
    {"state", "state", "the state that the edge leaves", NK_TEXT, NK_FIELD_BRIEF, 12},
    {"event", "event", "the event", NK_TEXT, 0, 22},
    {"next", "next", "the state that it leads to", NK_TEXT, NK_FIELD_BRIEF, 12},
    {"label", "label", "what is written at the edge", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"sends", "sends", "the segment that is sent; null: none", NK_TEXT, 0, 7},
    {"drawn", "drawn", "whether the picture has a line for it", NK_FLAG, 0, 5},
    {"section", "section", "of RFC 9293, where no other document is named", NK_TEXT, 0, 8},
    {"why", "why", "the reason, in a sentence", NK_TEXT, 0, 0},
};

static const struct nk_schema diagram_schema = {
    .fields = diagram_fields,
    .count = sizeof diagram_fields / sizeof *diagram_fields,
    .operand = F_NEXT,
};

/* ---- records ------------------------------------------------------------- */

static void put_row(struct nk_record *r, enum nk_tcp_state state, unsigned event,
                    const struct nk_tcp_row *row)
{
    char label[NK_TCP_LABEL_MAX];
    nk_record_text(r, F_STATE, nk_tcp_state_name(state));
    nk_record_text(r, F_EVENT, nk_tcp_event_term(event)->name);
    nk_record_text(r, F_NEXT, nk_tcp_state_term(row->next)->name);
    nk_record_text(r, F_LABEL, nk_tcp_row_label(state, row, label));
    if (row->put != NK_TCP_PUT_NOTHING)
        nk_record_text(r, F_SENDS, nk_tcp_put_term(row->put)->name);
    nk_record_flag(r, F_DRAWN, nk_tcp_row_is_drawn(state, row));
    nk_record_text(r, F_SECTION, row->section);
    nk_record_text(r, F_WHY, row->reason);
    nk_record_end(r);
}

/* All edges, or those of one state. */
static void put_records(struct nk_record *r, const struct nk_tcp_machine *m,
                        enum nk_tcp_state marked)
{
    for (unsigned s = 0; s < NK_TCP_STATES; s++)
        for (unsigned e = 0; e < NK_TCP_EVENTS; e++) {
            size_t count;
            const struct nk_tcp_row *const *rows =
                nk_tcp_machine_rows(m, (enum nk_tcp_state)s, (enum nk_tcp_event)e, &count);
            for (size_t i = 0; i < count; i++)
                if (rows[i]->next != NK_TCP_SAME && rows[i]->next != s &&
                    (marked == NK_TCP_STATES || s == marked || rows[i]->next == marked))
                    put_row(r, (enum nk_tcp_state)s, e, rows[i]);
        }
}

/* ---- the picture --------------------------------------------------------- */

/* Who hears it is told the transitions: row by row the picture would make no sense. */
static bool write_svg(struct nk_ctx *ctx, const struct nk_canvas *canvas,
                      const struct nk_tcp_machine *m, enum nk_tcp_state marked, const char *title,
                      struct nk_err *err)
{
    struct nk_graph graph = {0};
    struct nk_buf words = {0};
    nk_tcp_diagram_graph(&graph, m, marked);
    nk_graph_words(&graph, &words);
    bool done = graph.failed ? nk_err_memory(err)
                             : nk_canvas_svg_words(canvas, ctx->out, title, &words, err);
    nk_buf_release(&words);
    nk_graph_release(&graph);
    return done;
}

static bool draw_canvas(struct nk_ctx *ctx, const struct nk_args *args,
                        const struct nk_tcp_machine *m, enum nk_tcp_state marked, const char *title,
                        struct nk_err *err)
{
    struct nk_canvas canvas;
    nk_canvas_init(&canvas, NK_TCP_DIAGRAM_COLUMNS);
    nk_tcp_diagram_draw(&canvas, m, marked);
    bool done = args->svg
                    ? write_svg(ctx, &canvas, m, marked, title, err)
                    : nk_canvas_text(&canvas, ctx->out, args->ascii || !ctx->utf8, ctx->color, err);
    nk_canvas_release(&canvas);
    return done;
}

static bool draw_graph(struct nk_ctx *ctx, const struct nk_args *args,
                       const struct nk_tcp_machine *m, enum nk_tcp_state marked, const char *title,
                       struct nk_err *err)
{
    struct nk_graph graph = {0};
    nk_tcp_diagram_graph(&graph, m, marked);
    bool done = args->dot ? nk_graph_dot(&graph, ctx->out, title, err)
                          : nk_graph_mermaid(&graph, ctx->out, title, err);
    nk_graph_release(&graph);
    return done;
}

/* Below the picture. False with NK_ERR_MEMORY. */
static bool explain(struct nk_ctx *ctx, const struct nk_tcp_machine *m, enum nk_tcp_state marked,
                    struct nk_err *err)
{
    struct nk_buf b = {0};
    nk_buf_add_byte(&b, '\n');
    nk_tcp_diagram_explain(&b, m, marked);
    bool done = !b.failed || nk_err_memory(err);
    if (done)
        nk_cli_print(ctx, b.data, b.len);
    nk_buf_release(&b);
    return done;
}

static enum nk_status run_diagram(struct nk_ctx *ctx, const struct nk_args *args)
{
    static const char title[] = "states of a TCP connection";
    struct nk_record record;
    struct nk_tcp_machine machine;
    struct nk_err err = {0};
    enum nk_tcp_state marked = NK_TCP_STATES;
    const struct nk_tcp_profile *profile = nk_tcp_profile_option(ctx, args);
    bool done = true;
    if (profile == NULL ||
        (args->operand_count > 0 && !nk_tcp_state_word(ctx, args->operands[0], &marked)) ||
        !nk_cli_records(ctx, &record))
        return ctx->worst;
    nk_tcp_machine_init(&machine, profile);
    if (args->format != NK_FORMAT_TEXT || args->fields != NULL)
        put_records(&record, &machine, marked);
    else if (args->dot || args->mermaid)
        done = draw_graph(ctx, args, &machine, marked, title, &err);
    else
        done = draw_canvas(ctx, args, &machine, marked, title, &err) &&
               (!nk_cli_explains(ctx) || explain(ctx, &machine, marked, &err));
    if (!done && err.code == NK_ERR_MEMORY) /* a failed output is told when the command ends */
        nk_cli_fail(ctx, &err);
    return nk_cli_records_done(ctx, &record);
}

static const struct nk_option diagram_options[] = {
    NK_TCP_PROFILE_OPTION,
    {.name = ""},
};

static const struct nk_example diagram_examples[] = {
    {"tcp-state diagram", "the states and the ways between them"},
    {"tcp-state diagram TIME-WAIT -o mermaid", "for a page of documentation, one state marked"},
    {"", ""},
};

const struct nk_verb nk_tcp_diagram_verb = {
    .name = "diagram",
    .operands = "[STATE]",
    .summary = "the state diagram, as a picture",
    .about = "Draws the states and what leads from one to another, after figure 5 of RFC 9293, "
             "from the rows of the table. A STATE is marked in it, with its edges. As records: an "
             "edge each; of a STATE those that leave it or lead to it.",
    .options = diagram_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_GRAPH,
    .max_operands = 1,
    .offers = nk_tcp_state_offers,
    .schema = &diagram_schema,
    .examples = diagram_examples,
    .run = run_diagram,
};
