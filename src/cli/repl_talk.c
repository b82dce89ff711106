#include <stdlib.h>
#include <string.h>

#include "cli/repl_part.h"

/* Each line of a pasted text is one of the history's. */
static void remember(struct nk_editor *e)
{
    HistEvent event;
    const char *at = e->text.data, *end = at + e->text.len;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline == NULL ? end : newline;
        if (stop > at) {
            char *line = strndup(at, (size_t)(stop - at));
            if (line != NULL && e->lines != NULL)
                e->lib.history(e->lines, &event, H_ENTER, line);
            free(line);
            nk_history_add(&e->history, e->session->ctx, at, (size_t)(stop - at));
        }
        at = stop + 1;
    }
}

static void run(struct nk_editor *e)
{
    struct nk_session *s = e->session;
    if (e->text.failed) {
        nk_cli_say(s->ctx, "out of memory");
        nk_buf_release(&e->text);
        return;
    }
    remember(e);
    nk_session_run(s, e->text.data, e->text.len);
    s->ctx->out_told = false;
    if (s->interrupted)
        nk_out_text(&e->screen, "\n");
    nk_out_flush(&e->screen);
}

int nk_repl_talk(struct nk_session *s, const char *prompt)
{
    struct nk_editor e;
    enum nk_edit_end got;
    nk_editor_open(&e, s, prompt);
    while (!s->ended && nk_signals_ending() == 0 && (got = nk_editor_read(&e)) != NK_EDIT_END) {
        if (got == NK_EDIT_LINE && e.text.len > 0)
            run(&e);
    }
    int number = nk_signals_ending();
    s->ctx->worst = NK_YES; /* what failed was told, and is over */
    nk_editor_close(&e);
    return number != 0 ? 128 + number : NK_YES;
}
