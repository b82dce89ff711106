#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "cli/session_child.h"

/* The command as results have it: its words, parted by blanks. */
static char *line_of(int argc, const char *const *argv)
{
    struct nk_buf b = {0};
    for (int i = 1; i < argc; i++) {
        if (b.len > 200) {
            nk_buf_add_text(&b, " ...");
            break;
        }
        if (i > 1)
            nk_buf_add_byte(&b, ' ');
        nk_buf_add_text(&b, argv[i]);
    }
    nk_buf_add_byte(&b, '\0');
    if (!b.failed)
        return b.data;
    nk_buf_release(&b);
    return NULL;
}

/* Keeps the result; returns the command's status, or 3 where a result is lost. */
static int keep(struct nk_session *s, int argc, const char *const *argv, int status,
                struct nk_session_sink *sink)
{
    char *line = line_of(argc, argv);
    bool rows = sink->data.len > 0;
    struct nk_session_report report = {.argc = argc, .argv = argv, .status = status};
    if (line != NULL && !sink->data.failed && sink->data.len > 0)
        report.result = nk_session_results_add(&s->results, &sink->data, line, status);
    if (sink->data.failed || (rows && report.result == NULL && !s->interrupted))
        report.status = nk_session_no_memory(s);
    free(line);
    if (s->guest != NULL && s->guest->seen != NULL)
        s->guest->seen(s->guest->closure, s, &report);
    return report.status;
}

static int run_command(struct nk_session *s, int argc, const char *const *argv)
{
    return nk_cli_run(s->ctx, argc, argv);
}

int nk_session_execute(struct nk_session *s, int argc, const char *const *argv,
                       const struct nk_session_output *output)
{
    struct nk_ctx *ctx = s->ctx;
    struct nk_session_sink sink = {.fd = -1};
    int status;
    ctx->tap = nk_session_result_tap;
    ctx->tap_closure = &sink;
    ctx->tap_all = s->guest != NULL && s->guest->all_fields;
    if (s->signals == NULL && output->to == NK_TO_OUTPUT) {
        status = nk_cli_run(ctx, argc, argv);
    } else {
        status = nk_session_child(s, run_command, argc, argv, output, &sink, &s->interrupted);
    }
    ctx->tap = NULL;
    ctx->tap_closure = NULL;
    status = keep(s, argc, argv, status, &sink);
    nk_buf_release(&sink.data);
    return status;
}

/* A command of the session's own whose output goes on. */
int nk_session_execute_own(struct nk_session *s, int argc, const char *const *argv,
                           const struct nk_session_output *output)
{
    struct nk_session_sink sink = {.fd = -1};
    int status =
        nk_session_child(s, nk_session_run_own, argc, argv, output, &sink, &s->interrupted);
    nk_buf_release(&sink.data);
    return status;
}
