#include "cli/repl.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "cli/frame.h"

/* The commands of a script that is standard input itself have none to read. */
static int run_stdin(struct nk_session *s)
{
    int fd = s->ctx->in_fd, null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (null >= 0)
        s->ctx->in_fd = null;
    int status = nk_session_run_lines(s, fd, "standard input");
    s->ctx->in_fd = fd;
    if (null >= 0)
        close(null);
    return status;
}

static int run_words(struct nk_session *s, const struct nk_args *args)
{
    size_t at = 0;
    int worst = NK_YES;
    const struct nk_given *given;
    s->ctx->source = "-c";
    s->ctx->line = 1;
    while ((worst < NK_WRONG || s->keep_going) && !s->ended &&
           (given = nk_args_next(args, "command", &at)) != NULL) {
        int status = nk_session_run(s, given->text, strlen(given->text));
        worst = status > worst ? status : worst;
    }
    s->ctx->source = NULL;
    return worst;
}

static enum nk_status run_repl(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_session s;
    int status;
    if (ctx->session != NULL)
        return nk_cli_misuse(ctx, "this is the session already");
    const struct nk_ctx before = *ctx;
    nk_session_init(&s, ctx);
    s.restricted = ctx->restricted = before.restricted || nk_args_has(args, "restricted");
    s.keep_going = nk_args_has(args, "keep-going");
    if (nk_args_has(args, "command"))
        status = run_words(&s, args);
    else if (isatty(ctx->in_fd) == 1)
        status = nk_repl_talk(&s, "netkit> ");
    else
        status = run_stdin(&s);
    status = nk_session_release(&s, status);
    if (status > 128 && !nk_args_has(args, "command") && isatty(ctx->in_fd) == 1)
        raise(status - 128); /* it does now what it would have done */
    ctx->restricted = before.restricted;
    nk_cli_resume(ctx, &before);
    return (enum nk_status)status;
}

static const struct nk_option options[] = {
    {.name = "command",
     .letter = 'c',
     .arg = NK_ARG_WORD,
     .metavar = "LINE",
     .repeats = true,
     .help = "run the commands of this line, which ';' parts, in place of a prompt"},
    {.name = "keep-going", .help = "a script goes on after a command whose status is 2 or more"},
    {.name = "restricted",
     .help = "no pipes, no files that are written, no commands of other programs"},
    {.name = ""},
};

static const struct nk_example examples[] = {
    {"repl -c 'cidr split 192.0.2.0/24 --into 26; cidr contains 192.0.2.0/24 $'",
     "the last result, four prefixes, are the operands of the next command"},
    {"", ""},
};

const struct nk_verb nk_repl_verb = {
    .name = "",
    .operands = "",
    .summary = "the prompt: commands one after another, with results, names and help",
    .about = "Reads commands, without the program's name, and runs them as the shell would. "
             "Unique prefixes are enough, '?' lists what can come next, Tab completes. $ is the "
             "last result, $1 the first. Without a terminal it reads a script, which ends at the "
             "first status of 2 or more.",
    .options = options,
    .max_operands = NK_NO_OPERANDS,
    .examples = examples,
    .run = run_repl,
};
