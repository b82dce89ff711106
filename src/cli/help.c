#include <stdio.h>
#include <string.h>

#include "base/wrap.h"
#include "cli/frame.h"

enum { OPTION_COLUMN = 26 };

/* A name in the left column and its text beside it. */
static void entry(struct nk_buf *b, const char *name, const char *text, size_t column)
{
    size_t len = strlen(name) + 2;
    nk_buf_printf(b, "  %s", name);
    if (len + 2 > column)
        nk_buf_printf(b, "\n%*s", (int)column, "");
    else
        nk_buf_printf(b, "%*s", (int)(column - len), "");
    nk_wrap(b, text, strlen(text), column, column, NK_WRAP_LONG_STAYS);
}

/* A common option leaves its letter to an option of the verb's own that has the same. */
static void option_entry(struct nk_buf *b, const struct nk_verb *verb, const struct nk_option *o)
{
    char name[96];
    bool has_letter = o->letter != '\0' && nk_option_by_letter(verb, o->letter) == o;
    bool has_argument = o->arg != NK_ARG_NONE;
    int n = has_letter ? snprintf(name, sizeof name, "-%c, ", o->letter)
                       : snprintf(name, sizeof name, "    ");
    snprintf(name + n, sizeof name - (size_t)n, "--%s%s%s%s", o->name,
             !has_argument ? ""
             : o->optional ? "[="
                           : " ",
             has_argument ? o->metavar : "", has_argument && o->optional ? "]" : "");
    entry(b, name, o->help, OPTION_COLUMN);
}

static void statuses(struct nk_buf *b)
{
    nk_buf_add_text(b, "\nExit status: 0 done, or yes; 1 no; 2 the input is wrong; 3 the world "
                       "failed.\n");
}

void nk_help_program(struct nk_buf *b)
{
    nk_buf_add_text(b, "Usage: netkit COMMAND VERB [OPTION]... [OPERAND]...\n\n"
                       "A network toolkit for the shell, for CI and for learning.\n\nCommands:\n");
    for (const struct nk_command *c = nk_commands; c->name[0] != '\0'; c++)
        entry(b, c->name, c->summary, 14);
    nk_buf_add_text(b, "\nAn operand is an item; '-' reads items from standard input and @FILE "
                       "from a file,\none a line. With no words at all, commands are read from "
                       "standard input.\n"
                       "More: netkit help COMMAND [VERB], and the manual page netkit(1).\n");
    statuses(b);
}

void nk_help_command(struct nk_buf *b, const struct nk_command *command)
{
    if (command->verbs[0]->name[0] == '\0') {
        nk_help_verb(b, command, command->verbs[0]);
        return;
    }
    nk_buf_printf(b, "Usage: netkit %s VERB [OPTION]... [OPERAND]...\n\n", command->name);
    nk_wrap(b, command->about, strlen(command->about), 0, 0, NK_WRAP_LONG_STAYS);
    nk_buf_add_text(b, "\nVerbs:\n");
    for (const struct nk_verb *const *v = command->verbs; *v != NULL; v++)
        entry(b, (*v)->name, (*v)->summary, 14);
    if (command->default_verb != NULL && command->bare)
        nk_buf_printf(b, "\nWithout a verb, '%s' runs.\n", command->default_verb);
    else if (command->default_verb != NULL)
        nk_buf_printf(b,
                      "\nWithout a verb, an operand that holds '.', ':', '/' or '@' goes to "
                      "'%s'.\n",
                      command->default_verb);
    nk_buf_printf(b, "More: netkit %s VERB --help, and the manual page netkit-%s(1).\n",
                  command->name, command->name);
    statuses(b);
}

static void examples(struct nk_buf *b, const struct nk_verb *verb)
{
    if (verb->examples == NULL)
        return;
    nk_buf_add_text(b, "\nExamples:\n");
    for (const struct nk_example *e = verb->examples; e->command[0] != '\0'; e++)
        nk_buf_printf(b, "  netkit %s\n      %s\n", e->command, e->does);
}

void nk_help_verb(struct nk_buf *b, const struct nk_command *command, const struct nk_verb *verb)
{
    bool named = verb->name[0] != '\0';
    nk_buf_printf(b, "Usage: netkit %s%s%s [OPTION]...%s%s\n\n", command->name, named ? " " : "",
                  verb->name, verb->operands[0] == '\0' ? "" : " ", verb->operands);
    nk_wrap(b, verb->about, strlen(verb->about), 0, 0, NK_WRAP_LONG_STAYS);
    if (verb->options != NULL) {
        nk_buf_add_text(b, "\nOptions:\n");
        for (const struct nk_option *o = verb->options; o->name[0] != '\0'; o++)
            option_entry(b, verb, o);
    }
    nk_buf_add_text(b, "\nCommon options:\n");
    for (size_t i = 0; i < NK_OPT_COUNT; i++)
        if (nk_common_applies(verb, &nk_common_rows[i]))
            option_entry(b, verb, &nk_common_rows[i].option);
    examples(b, verb);
    statuses(b);
}

/* The type of a field, as the manual pages call it. */
static const char *field_type(const struct nk_field *field)
{
    static const char *const types[] = {
        [NK_TEXT] = "text", [NK_ADDR] = "addr", [NK_PREFIX] = "prefix", [NK_COUNT] = "count",
        [NK_INT] = "int",   [NK_FLAG] = "flag", [NK_LIST] = "[text]",   [NK_JSON] = "{}",
    };
    if (field->type == NK_JSON && (field->flags & NK_FIELD_MANY) != 0)
        return "[{}]";
    if (field->type == NK_JSON && (field->flags & NK_FIELD_NUMBER) != 0)
        return "number";
    return types[field->type];
}

void nk_help_fields(struct nk_buf *b, const struct nk_schema *schema)
{
    for (size_t i = 0; i < schema->count; i++)
        nk_buf_printf(b, "%-16s %-7s %s\n", schema->fields[i].key, field_type(&schema->fields[i]),
                      schema->fields[i].help);
}

enum nk_status nk_help_print(struct nk_ctx *ctx, struct nk_buf *b, bool to_stderr)
{
    if (to_stderr && !b->failed) {
        nk_out_write(ctx->err, b->data, b->len);
        nk_out_flush(ctx->err);
        nk_buf_release(b);
    } else {
        nk_cli_print_made(ctx, b);
    }
    return ctx->worst;
}

/* ---- netkit help --------------------------------------------------------- */

static enum nk_status run_help(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_buf b = {0};
    if (args->operand_count == 0) {
        nk_help_program(&b);
        return nk_help_print(ctx, &b, false);
    }
    const struct nk_command *command = nk_command_find(args->operands[0]);
    if (command == NULL) {
        nk_cli_blame(ctx, args->operands[0], 0, strlen(args->operands[0]),
                     "there is no command of that name");
        return ctx->worst;
    }
    if (args->operand_count == 1) {
        nk_help_command(&b, command);
        return nk_help_print(ctx, &b, false);
    }
    const struct nk_verb *verb = nk_verb_find(command, args->operands[1]);
    if (verb == NULL) {
        nk_cli_blame(ctx, args->operands[1], 0, strlen(args->operands[1]),
                     "the command has no verb of that name");
        return ctx->worst;
    }
    nk_help_verb(&b, command, verb);
    return nk_help_print(ctx, &b, false);
}

const struct nk_verb nk_help_verb_row = {
    .name = "",
    .operands = "[COMMAND [VERB]]",
    .summary = "help on a command or a verb",
    .about = "Prints help on the program, a command or a verb, as --help does.",
    .max_operands = 2,
    .run = run_help,
};
