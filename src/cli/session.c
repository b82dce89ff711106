#include "cli/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/lines.h"
#include "cli/session_part.h"

void nk_session_init(struct nk_session *s, struct nk_ctx *ctx)
{
    *s = (struct nk_session){.ctx = ctx, .record_fd = -1};
    ctx->session = s;
}

int nk_session_release(struct nk_session *s, int status)
{
    if ((!nk_session_record_end(s) || s->output_lost) && status < NK_FAILED)
        status = NK_FAILED;
    for (size_t i = 0; i < s->name_count; i++)
        free(s->names[i].values);
    free(s->names);
    for (size_t i = 0; i < NK_SET_COUNT; i++)
        free(s->settings[i]);
    nk_session_results_release(&s->results);
    s->ctx->session = NULL;
    return status;
}

/* ---- one statement --------------------------------------------------------- */

/* A statement on its way. */
struct run {
    struct nk_session *s;
    const struct nk_session_line *l;
    const struct nk_statement *statement;
    const char *line;
    size_t len;
    struct nk_session_argv a, file;
    struct nk_buf command; /* the text behind '|' */
};

/* Where word `at` of the arguments stands in the line. */
static struct nk_session_place place_of(const struct run *r, int at)
{
    const struct nk_line_word *word = &r->l->words[r->a.from[at]];
    return (struct nk_session_place){
        .line = r->line, .len = r->len, .offset = word->offset, .length = word->length};
}

static bool blame_operator(const struct run *r, const char *message)
{
    const struct nk_session_place place = {
        .line = r->line, .len = r->len, .offset = r->statement->operator_at, .length = 1};
    nk_session_blame(r->s, &place, message);
    return false;
}

/* Where the output goes; false after the message. */
static bool find_output(struct run *r, struct nk_session_output *output)
{
    const struct nk_statement *statement = r->statement;
    *output = (struct nk_session_output){.to = statement->to};
    if (statement->to == NK_TO_OUTPUT)
        return true;
    if (r->s->restricted)
        return blame_operator(
            r, "a restricted session sends its output to no file and no other program");
    if (statement->to == NK_TO_COMMAND) {
        nk_buf_add(&r->command, r->line + statement->command, statement->command_len);
        nk_buf_add_byte(&r->command, '\0');
        output->command = r->command.data;
        return !r->command.failed || (nk_session_no_memory(r->s), false);
    }
    if (!nk_session_expand(r->s, r->l, r->line, r->len, statement->target, 1, &r->file))
        return false;
    output->file = r->file.words[1];
    return r->file.count == 2 || blame_operator(r, "one file takes the output, not several");
}

/* The first word named one of the session's own commands. */
static int run_own(struct run *r, const char *name, bool prints,
                   const struct nk_session_output *output)
{
    r->a.words[1] = name;
    if (output->to == NK_TO_OUTPUT)
        return nk_session_run_own(r->s, r->a.count - 1, r->a.words + 1);
    if (prints)
        return nk_session_execute_own(r->s, r->a.count - 1, r->a.words + 1, output);
    blame_operator(r, "this command has no output to send on");
    return NK_WRONG;
}

int nk_session_run_own(struct nk_session *s, int argc, const char *const *argv)
{
    struct nk_session_choice choice;
    nk_session_choose(s, argv[0], &choice, NULL);
    int status = choice.guests != NULL ? s->guest->take(s->guest->closure, s, argc, argv)
                                       : nk_session_own(s, choice.own, argc, argv);
    nk_cli_check_output(s->ctx);
    return (int)s->ctx->worst > status ? (int)s->ctx->worst : status;
}

/* A command of netkit: its verb as a whole word, and what is set. */
static int run_command(struct run *r, const struct nk_command *command,
                       const struct nk_session_output *output)
{
    const struct nk_verb *verb = NULL;
    int at = 2;
    r->a.words[1] = command->name;
    if (r->a.count > 2) {
        const struct nk_session_place place = place_of(r, 2);
        if (!nk_session_choose_verb(r->s, command, r->a.words[2], &verb, &place))
            return NK_WRONG;
    }
    if (verb != NULL)
        r->a.words[at++] = verb->name;
    else if (command->verbs[0]->name[0] == '\0')
        verb = command->verbs[0];
    else if (command->default_verb != NULL && (r->a.count > 2 || command->bare))
        verb = nk_verb_find(command, command->default_verb);
    if (verb != NULL && !nk_session_apply(r->s, verb, &r->a, at))
        return nk_session_no_memory(r->s);
    return nk_session_execute(r->s, r->a.count, r->a.words, output);
}

/* Who writes a name without its '$' most likely means it. */
static void hint_at_names(const struct run *r)
{
    for (int i = 2; i < r->a.count; i++)
        if (nk_session_name_find(r->s, r->a.words[i], strlen(r->a.words[i])) != NULL)
            nk_cli_say(r->s->ctx, "$%.60s is what was named so", r->a.words[i]);
}

static int run_words(struct run *r)
{
    struct nk_session_choice choice;
    struct nk_session_output output;
    if (strcmp(r->a.words[1], "netkit") == 0) { /* as in a shell */
        memmove(r->a.words + 1, r->a.words + 2, (size_t)(r->a.count - 1) * sizeof *r->a.words);
        memmove(r->a.from + 1, r->a.from + 2, (size_t)(r->a.count - 2) * sizeof *r->a.from);
        if (--r->a.count == 1)
            return NK_YES;
    }
    const struct nk_session_place place = place_of(r, 1);
    if (!nk_session_choose(r->s, r->a.words[1], &choice, &place) || !find_output(r, &output))
        return (int)r->s->ctx->worst;
    if (choice.own != NULL)
        return run_own(r, choice.own->name, nk_session_prints(choice.own), &output);
    if (choice.guests != NULL)
        return run_own(r, choice.guests->name, false, &output);
    int status = choice.command != NULL ? run_command(r, choice.command, &output)
                                        : nk_session_execute(r->s, r->a.count, r->a.words, &output);
    if (status == NK_WRONG)
        hint_at_names(r);
    return status;
}

static int run_statement(struct nk_session *s, const struct nk_session_line *l,
                         const struct nk_statement *statement, const char *line, size_t len)
{
    struct run r = {.s = s, .l = l, .statement = statement, .line = line, .len = len};
    int status = NK_YES;
    s->ctx->worst = NK_YES;
    s->interrupted = false;
    if (statement->count == 0)
        return NK_YES;
    if (nk_session_expand(s, l, line, len, statement->first, statement->count, &r.a))
        status = run_words(&r);
    else
        status = (int)s->ctx->worst;
    nk_session_argv_release(&r.a);
    nk_session_argv_release(&r.file);
    nk_buf_release(&r.command);
    return status;
}

/* ---- lines ----------------------------------------------------------------- */

/* Whether the next statement or line is run. At a prompt Ctrl-C also ends what runs in this
 * process, such as a file of names. */
static bool goes_on(struct nk_session *s, int status)
{
    if (s->signals != NULL) {
        nk_signals_poll(s->signals, NULL, 0, 0);
        s->interrupted = nk_signals_take(SIGINT) || s->interrupted;
    }
    return !s->ended && !s->interrupted && (status < NK_WRONG || s->keep_going) &&
           (s->signals == NULL || nk_signals_ending() == 0);
}

static int run_line(struct nk_session *s, const char *line, size_t len)
{
    struct nk_session_line l;
    struct nk_err err = {.code = NK_ERR_NONE};
    int worst = NK_YES, taken = NK_YES;
    nk_session_note(s, line, len);
    s->ctx->worst = NK_YES;
    s->ctx->args = NULL;
    if (s->guest != NULL && s->guest->line != NULL &&
        s->guest->line(s->guest->closure, s, line, len, &taken))
        return taken;
    if (!nk_session_line_parse(&l, line, len, &err)) {
        if (err.code == NK_ERR_INPUT)
            nk_cli_blame_line(s->ctx, line, len, err.offset, err.length, err.text);
        else
            nk_cli_fail(s->ctx, &err);
        worst = (int)s->ctx->worst;
        nk_session_line_release(&l);
        return worst;
    }
    for (size_t i = 0; i < l.statement_count && (i == 0 || goes_on(s, worst)); i++) {
        int status = run_statement(s, &l, &l.statements[i], line, len);
        worst = status > worst ? status : worst;
    }
    nk_session_line_release(&l);
    return worst;
}

int nk_session_run(struct nk_session *s, const char *text, size_t len)
{
    const char *end = text + len;
    int worst = NK_YES;
    for (bool first = true; text < end && (first || goes_on(s, worst)); first = false) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        const char *stop = newline == NULL ? end : newline;
        int status = run_line(s, text, (size_t)(stop - text));
        worst = status > worst ? status : worst;
        text = stop + 1;
        if (text < end && s->ctx->source != NULL)
            s->ctx->line++;
    }
    return worst;
}

int nk_session_run_lines(struct nk_session *s, int fd, const char *source)
{
    struct nk_lines lines;
    struct nk_line line;
    struct nk_err err = {.code = NK_ERR_NONE};
    enum nk_lines_status got = NK_LINES_OK;
    const char *before = s->ctx->source;
    uint64_t before_line = s->ctx->line;
    int worst = NK_YES;
    nk_lines_init(&lines, fd, "-");
    while (goes_on(s, worst) && (got = nk_lines_next(&lines, &line, &err)) == NK_LINES_OK) {
        s->ctx->source = source;
        s->ctx->line = line.number;
        int status = run_line(s, line.text, line.len);
        worst = status > worst ? status : worst;
    }
    s->ctx->source = before;
    s->ctx->line = before_line;
    if (got == NK_LINES_TOO_LONG || got == NK_LINES_FAILED) {
        s->ctx->worst = NK_YES;
        int status = (int)nk_cli_fail(s->ctx, &err);
        worst = status > worst ? status : worst;
    }
    nk_lines_release(&lines);
    return worst;
}
