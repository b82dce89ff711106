#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/columns.h"
#include "cli/frame.h"
#include "draw/ink.h"

enum { COMPLAINTS_SHOWN = 10 };

/* ---- for verbs ----------------------------------------------------------- */

/* As many signs as columns, so that what stands behind them stays where it was. */
static void print_ascii(struct nk_ctx *ctx, const char *text, size_t len)
{
    for (const char *end = text + len; text < end;) {
        if ((unsigned char)*text < 0x80) {
            nk_out_byte(ctx->out, *text++);
            continue;
        }
        uint32_t c = nk_character_next(&text, end);
        for (unsigned n = nk_character_columns(c); n > 0; n--)
            nk_out_byte(ctx->out, (char)nk_character_ascii(c));
    }
}

void nk_cli_print(struct nk_ctx *ctx, const char *text, size_t len)
{
    if (ctx->args != NULL && ctx->args->ascii)
        print_ascii(ctx, text, len);
    else
        nk_out_write(ctx->out, text, len);
    nk_out_end_line(ctx->out);
}

bool nk_cli_print_made(struct nk_ctx *ctx, struct nk_buf *made)
{
    struct nk_err err;
    bool done = !made->failed || nk_err_memory(&err);
    if (done)
        nk_cli_print(ctx, made->data, made->len);
    else
        nk_cli_fail(ctx, &err);
    nk_buf_release(made);
    return done;
}

bool nk_cli_explains(const struct nk_ctx *ctx)
{
    return ctx->args->explain && ctx->args->format == NK_FORMAT_TEXT && !ctx->args->svg &&
           !ctx->args->dot && !ctx->args->mermaid;
}

bool nk_cli_keeps(struct nk_record *r)
{
    r->mute = true;
    return r->tap != NULL;
}

bool nk_cli_records(struct nk_ctx *ctx, struct nk_record *r)
{
    return nk_cli_records_of(ctx, r, ctx->args->fields);
}

bool nk_cli_records_of(struct nk_ctx *ctx, struct nk_record *r, const char *fields)
{
    const struct nk_args *args = ctx->args;
    struct nk_err err = {0};
    if (!nk_record_init(r, args->verb->schema, ctx->out, args->format, fields, args->header,
                        &err)) {
        const struct nk_given given = {.row = &nk_common_rows[NK_OPT_FIELDS].option,
                                       .text = fields};
        nk_cli_bad_argument(ctx, &given, &err);
        return false;
    }
    r->tap = ctx->tap;
    r->tap_closure = ctx->tap_closure;
    for (size_t i = 0; r->tap != NULL && i < r->schema->count; i++)
        if (i == r->schema->operand ||
            (ctx->tap_all && (r->schema->fields[i].flags & NK_FIELD_EXTRA) == 0))
            nk_record_watch(r, i);
    return true;
}

enum nk_status nk_cli_records_done(struct nk_ctx *ctx, struct nk_record *r)
{
    struct nk_err err = {0};
    /* a failed output is told once, when the command ends */
    if (!nk_record_finish(r, &err) && err.code == NK_ERR_MEMORY)
        nk_cli_fail(ctx, &err);
    nk_record_release(r);
    return ctx->worst;
}

/* ---- one command --------------------------------------------------------- */

static const char *command_names(const void *of, size_t at)
{
    (void)of;
    return nk_commands[at].name[0] == '\0' ? NULL : nk_commands[at].name;
}

static const char *verb_names(const void *of, size_t at)
{
    const struct nk_command *command = of;
    return command->verbs[at] == NULL ? NULL : command->verbs[at]->name;
}

static void unknown_word(struct nk_ctx *ctx, const char *what, const char *word,
                         nk_name_walk *names, const void *of)
{
    nk_cli_no_word(ctx, word, what, nk_cli_nearest(word, names, of), "");
}

bool nk_cli_is_item(const struct nk_command *command, const char *word)
{
    return strpbrk(word, ".:/@") != NULL || strcmp(word, "-") == 0 ||
           (command->is_habit != NULL && command->is_habit(word));
}

/* The row of an option as it is written, NULL for none: of a cluster the last letter's. */
static const struct nk_option *row_of(const struct nk_verb *verb, const char *word)
{
    if (word[0] != '-' || word[1] == '\0')
        return NULL;
    return word[1] == '-' ? nk_option_by_name(verb, word + 2, strcspn(word + 2, "="))
                          : nk_option_by_letter(verb, word[strlen(word) - 1]);
}

/* The first word that is no option, as the default verb reads them; count where there is none. */
static int first_operand(const struct nk_verb *verb, int count, const char *const *words)
{
    for (int i = 0; i < count; i++) {
        const char *word = words[i];
        if (word[0] != '-' || word[1] == '\0')
            return i;
        if (strcmp(word, "--") == 0)
            return i + 1 < count ? i + 1 : count;
        const struct nk_option *row = row_of(verb, word);
        if (row != NULL && row->arg != NK_ARG_NONE && !row->optional && strchr(word, '=') == NULL)
            i++;
    }
    return count;
}

static bool is_word(const char *word, const char *name, const char *letter)
{
    return strcmp(word, name) == 0 || strcmp(word, letter) == 0;
}

/* What is asked of the command itself. */
static bool is_aside(const char *word)
{
    return is_word(word, "--help", "-h") || is_word(word, "--version", "-V");
}

/* An option that says what an operand would say. */
static bool is_selected(const struct nk_verb *verb, int count, const char *const *words)
{
    for (int i = 0; i < count; i++) {
        const struct nk_option *row = row_of(verb, words[i]);
        if (row != NULL && row->selects)
            return true;
    }
    return false;
}

/* Finds the verb of a command line; `*skip` is the index of the word that named it, -1 for none. */
static const struct nk_verb *choose_verb(const struct nk_command *command, int count,
                                         const char *const *words, int *skip)
{
    *skip = -1;
    if (command->verbs[0]->name[0] == '\0')
        return command->verbs[0];
    const struct nk_verb *verb = count > 0 ? nk_verb_find(command, words[0]) : NULL;
    if (verb != NULL) {
        *skip = 0;
        return verb;
    }
    if (command->default_verb == NULL || (count == 0 && !command->bare))
        return NULL;
    const struct nk_verb *other = nk_verb_find(command, command->default_verb);
    int at = first_operand(other, count, words);
    if (at < count && (verb = nk_verb_find(command, words[at])) != NULL) {
        *skip = at;
        return verb;
    }
    bool chosen = at < count ? nk_cli_is_item(command, words[at])
                             : is_selected(other, count, words) ||
                                   (command->bare && !(count > 0 && is_aside(words[0])));
    return chosen ? other : NULL;
}

static enum nk_status wrong_operands(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_verb *verb = args->verb;
    const char *space = verb->name[0] == '\0' ? "" : " ";
    if (args->operand_count < verb->min_operands)
        nk_cli_say(ctx, "%s%s%s needs %s%s", args->command->name, space, verb->name,
                   args->operand_count == 0 ? "" : "another operand: ", verb->operands);
    else
        nk_cli_blame(ctx,
                     args->operands[verb->max_operands == NK_NO_OPERANDS ? 0 : verb->max_operands],
                     0, 1000, "there is one operand too many");
    nk_cli_say(ctx, "usage: netkit %s%s%s [OPTION]...%s%s", args->command->name, space, verb->name,
               verb->operands[0] == '\0' ? "" : " ", verb->operands);
    nk_cli_status(ctx, NK_WRONG);
    return ctx->worst;
}

static bool operands_fit(const struct nk_args *args)
{
    const struct nk_verb *verb = args->verb;
    size_t max = verb->max_operands == 0                ? SIZE_MAX
                 : verb->max_operands == NK_NO_OPERANDS ? 0
                                                        : verb->max_operands;
    return args->operand_count >= verb->min_operands && args->operand_count <= max;
}

/* Help, version and the list of fields are served before a verb runs. */
static bool serve_asides(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_buf b = {0};
    if (args->help)
        nk_help_verb(&b, args->command, args->verb);
    else if (args->version)
        nk_buf_printf(&b, "netkit %s\n", NK_VERSION);
    else if (args->fields != NULL && strcmp(args->fields, "help") == 0)
        nk_help_fields(&b, args->verb->schema);
    else
        return false;
    nk_help_print(ctx, &b, false);
    return true;
}

/* What a restricted session does not do; false after the message. */
static bool is_allowed(struct nk_ctx *ctx, const struct nk_args *args)
{
    static const char files[] = "a restricted session writes no files";
    size_t last = args->operand_count - 1;
    if (!ctx->restricted)
        return true;
    if (args->verb->runs_commands && args->rest_count > 0)
        nk_cli_blame(ctx, args->rest[0], 0, strlen(args->rest[0]),
                     "a restricted session runs no other programs");
    if (args->verb->writes_operand && strcmp(args->operands[last], "-") != 0)
        nk_cli_blame(ctx, args->operands[last], 0, strlen(args->operands[last]), files);
    for (size_t i = 0; i < args->given_count; i++)
        if (args->given[i].row->writes && strcmp(args->given[i].text, "-") != 0)
            nk_cli_blame(ctx, args->given[i].text, 0, strlen(args->given[i].text), files);
    return ctx->worst < NK_WRONG;
}

static void run_verb(struct nk_ctx *ctx, struct nk_args *args)
{
    if (serve_asides(ctx, args))
        return;
    if (!operands_fit(args)) {
        wrong_operands(ctx, args);
        return;
    }
    if (!is_allowed(ctx, args))
        return;
    if (args->explain && args->format != NK_FORMAT_TEXT) {
        nk_cli_misuse(ctx, "--explain is for people: it does not go with --json or --output");
        return;
    }
    int fd = ctx->out->fd;
    if (args->quiet)
        ctx->out->fd = -1;
    nk_cli_status(ctx, args->verb->run(ctx, args));
    if (args->quiet)
        nk_out_flush(ctx->out);
    ctx->out->fd = fd;
    if (ctx->complaints > COMPLAINTS_SHOWN)
        nk_cli_say(ctx, "%llu more bad lines",
                   (unsigned long long)(ctx->complaints - COMPLAINTS_SHOWN));
    if (args->exit_zero && ctx->worst == NK_NO)
        ctx->worst = NK_YES;
}

static void show_help(struct nk_ctx *ctx, const struct nk_command *command, bool asked)
{
    struct nk_buf b = {0};
    if (command == NULL)
        nk_help_program(&b);
    else
        nk_help_command(&b, command);
    nk_help_print(ctx, &b, !asked);
    if (!asked)
        nk_cli_status(ctx, NK_WRONG);
}

/* The words behind the command. */
static void run_command(struct nk_ctx *ctx, struct nk_args *args, int count,
                        const char *const *words)
{
    int skip;
    args->verb = choose_verb(args->command, count, words, &skip);
    if (args->verb == NULL) {
        if (count > 0 && is_word(words[0], "--help", "-h"))
            show_help(ctx, args->command, true);
        else if (count > 0 && is_word(words[0], "--version", "-V"))
            nk_cli_print(ctx, "netkit " NK_VERSION "\n", strlen("netkit " NK_VERSION "\n"));
        else if (count > 0)
            unknown_word(ctx, "verb of this command", words[0], verb_names, args->command);
        else
            show_help(ctx, args->command, false);
        return;
    }
    const char **rest = calloc((size_t)count + 1, sizeof *rest);
    if (rest == NULL) {
        struct nk_err err;
        nk_err_memory(&err);
        nk_cli_fail(ctx, &err);
        return;
    }
    int n = 0;
    for (int i = 0; i < count; i++)
        if (i != skip)
            rest[n++] = words[i];
    if (nk_args_parse(ctx, args, n, rest))
        run_verb(ctx, args);
    nk_args_release(args);
    free(rest);
}

static void run_words(struct nk_ctx *ctx, struct nk_args *args)
{
    const char *word = args->argc > 1 ? args->argv[1] : NULL;
    if (word == NULL)
        show_help(ctx, NULL, false);
    else if (is_word(word, "--help", "-h"))
        show_help(ctx, NULL, true);
    else if (is_word(word, "--version", "-V"))
        nk_cli_print(ctx, "netkit " NK_VERSION "\n", strlen("netkit " NK_VERSION "\n"));
    else if (strcmp(word, "__complete") == 0)
        nk_cli_complete(ctx, args->argc - 2, args->argv + 2);
    else if (strcmp(word, "__describe") == 0)
        nk_cli_describe(ctx);
    else if ((args->command = nk_command_find(word)) != NULL)
        run_command(ctx, args, args->argc - 2, args->argv + 2);
    else
        unknown_word(ctx, word[0] == '-' ? "option before the command" : "command", word,
                     command_names, NULL);
}

void nk_cli_check_output(struct nk_ctx *ctx)
{
    struct nk_err err = {0};
    if (nk_out_finish(ctx->out, &err))
        return;
    if (!ctx->out_told) /* by a command within this one */
        nk_cli_fail(ctx, &err);
    ctx->out_told = true;
    nk_cli_status(ctx, NK_FAILED);
}

static int run_one(struct nk_ctx *ctx, int argc, const char *const *argv)
{
    struct nk_args args = {.argc = argc, .argv = argv};
    bool line_buffered = ctx->out->line_buffered;
    ctx->args = &args;
    ctx->worst = NK_YES;
    ctx->complaints = 0;
    ctx->bad_tap = NULL;
    ctx->color = ctx->auto_color;
    run_words(ctx, &args);
    nk_cli_check_output(ctx);
    ctx->out->line_buffered = line_buffered;
    ctx->args = NULL;
    return (int)ctx->worst;
}

int nk_cli_run(struct nk_ctx *ctx, int argc, const char *const *argv)
{
    static const char *const repl[] = {"netkit", "repl", NULL};
    if (argc <= 1 && ctx->session == NULL)
        return run_one(ctx, 2, repl);
    return run_one(ctx, argc, argv);
}

void nk_cli_resume(struct nk_ctx *ctx, const struct nk_ctx *before)
{
    ctx->args = before->args;
    ctx->worst = before->worst;
    ctx->complaints = before->complaints;
    ctx->bad_tap = before->bad_tap;
    ctx->bad_closure = before->bad_closure;
    ctx->color = before->color;
}

int nk_cli_run_within(struct nk_ctx *ctx, int argc, const char *const *argv)
{
    const struct nk_ctx before = *ctx;
    int status = nk_cli_run(ctx, argc, argv);
    nk_cli_resume(ctx, &before);
    return status;
}
