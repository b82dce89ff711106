#include "cli/frame.h"

static void describe_option(struct nk_buf *b, const char *command, const struct nk_verb *verb,
                            const struct nk_option *o)
{
    nk_buf_printf(b, "option\t%s%s%s\t--%s\t%s\t%s\n", command, *verb->name == '\0' ? "" : " ",
                  verb->name, o->name, o->metavar, o->help);
}

static void describe_verb(struct nk_buf *b, const char *command, const struct nk_verb *verb)
{
    const char *space = *verb->name == '\0' ? "" : " ";
    nk_buf_printf(b, "verb\t%s\t%s\t%s\n", command, *verb->name == '\0' ? "-" : verb->name,
                  verb->operands);
    for (const struct nk_option *o = verb->options; o != NULL && o->name[0] != '\0'; o++)
        describe_option(b, command, verb, o);
    for (size_t i = 0; i < NK_OPT_COUNT; i++)
        if (nk_common_applies(verb, &nk_common_rows[i]))
            describe_option(b, command, verb, &nk_common_rows[i].option);
    for (size_t i = 0; verb->schema != NULL && i < verb->schema->count; i++)
        nk_buf_printf(b, "field\t%s%s%s\t%s\t%s\n", command, space, verb->name,
                      verb->schema->fields[i].key, verb->schema->fields[i].help);
    for (const struct nk_example *e = verb->examples; e != NULL && e->command[0] != '\0'; e++)
        nk_buf_printf(b, "example\t%s%s%s\t%s\t%s\n", command, space, verb->name, e->command,
                      e->does);
}

/* The rows of all commands as TSV: what tests hold help, completion and manual pages against. */
int nk_cli_describe(struct nk_ctx *ctx)
{
    struct nk_buf b = {0};
    for (const struct nk_command *c = nk_commands; c->name[0] != '\0'; c++)
        for (const struct nk_verb *const *v = c->verbs; *v != NULL; v++)
            describe_verb(&b, c->name, *v);
    return (int)nk_help_print(ctx, &b, false);
}
