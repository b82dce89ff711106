#include "cli/repl.h"

int nk_repl_talk(struct nk_session *s, const char *prompt)
{
    (void)prompt;
    return nk_session_run_lines(s, s->ctx->in_fd, "standard input");
}
