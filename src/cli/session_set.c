#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "cli/session_part.h"

static const char *const on_off[] = {"on", "off", NULL};
static const char *const families[] = {"4", "6", "any", NULL};

const struct nk_setting_row nk_setting_rows[NK_SET_COUNT] = {
    [NK_SET_OUTPUT] = {"output", "output", NULL, "FMT",
                       "how results are written: text, json, csv, tsv"},
    [NK_SET_EXPLAIN] = {"explain", "explain", on_off, "on|off", "show the working, step by step"},
    [NK_SET_ASCII] = {"ascii", "ascii", on_off, "on|off", "no character above 127 in pictures"},
    [NK_SET_COLOR] = {"color", "color", NULL, "WHEN", "auto, always or never"},
    [NK_SET_FAMILY] = {"family", NULL, families, "4|6|any", "one address family only"},
    [NK_SET_PORT] = {"port", "port", NULL, "PORT", "the port of the name servers"},
    [NK_SET_SERVER] = {"server", NULL, NULL, "ADDRESS", "the name server that dns asks"},
    [NK_SET_TIMEOUT] = {"timeout", "timeout", NULL, "T", "give up after 500ms, 5s, 2m"},
};

/* ---- what a line says itself ----------------------------------------------- */

static bool is_long(const char *word, const char *name)
{
    size_t len = strlen(name);
    return strncmp(word, "--", 2) == 0 && strncmp(word + 2, name, len) == 0 &&
           (word[2 + len] == '\0' || word[2 + len] == '=');
}

/* Whether one of the words, from `at` on, is that option. */
static bool says(const struct nk_session_argv *a, int at, const struct nk_option *row)
{
    for (int i = at; i < a->count && strcmp(a->words[i], "--") != 0; i++) {
        const char *word = a->words[i];
        bool cluster = word[0] == '-' && word[1] != '-' && row->letter != '\0';
        if (is_long(word, row->name) || (cluster && strchr(word + 1, row->letter) != NULL))
            return true;
    }
    return false;
}

static bool says_output(const struct nk_session_argv *a, int at)
{
    return says(a, at, &nk_common_rows[NK_OPT_OUTPUT].option) ||
           says(a, at, &nk_common_rows[NK_OPT_JSON].option);
}

static bool says_server(const struct nk_session_argv *a, int at)
{
    for (int i = at; i < a->count; i++)
        if (a->words[i][0] == '@')
            return true;
    return false;
}

/* ---- the settings as words of a command --------------------------------------- */

/* A command that gets words put in. */
struct apply {
    struct nk_session *s;
    const struct nk_verb *verb;
    struct nk_session_argv *a;
    int at;
};

/* Whether the format of the settings goes for this command. */
static bool sets_format(const struct apply *x)
{
    const char *format = x->s->settings[NK_SET_OUTPUT];
    if (format == NULL || !nk_common_applies(x->verb, &nk_common_rows[NK_OPT_OUTPUT]) ||
        says_output(x->a, x->at))
        return false;
    const char *word;
    for (size_t i = 0; (word = nk_option_word(&nk_common_rows[NK_OPT_OUTPUT].option, i)) != NULL;
         i++)
        if (strcmp(word, format) == 0)
            return nk_output_applies(x->verb, i);
    return false;
}

static bool is_text(const struct apply *x)
{
    return !says_output(x->a, x->at) &&
           (!sets_format(x) || strcmp(x->s->settings[NK_SET_OUTPUT], "text") == 0);
}

/* Whether an option is there that does not go with --explain. */
static bool is_unexplained(const struct apply *x)
{
    const struct nk_option *row = x->verb->options;
    for (; row != NULL && row->name[0] != '\0'; row++)
        if (row->unexplained && says(x->a, x->at, row))
            return true;
    return false;
}

/* The text of a setting as a word of the command line: the session's own, made by set_text(). */
static bool put(struct apply *x, enum nk_setting which)
{
    return nk_session_argv_insert(x->a, x->at,
                                  x->s->settings[which] + strlen(x->s->settings[which]) + 1);
}

static bool goes(const struct apply *x, enum nk_setting which)
{
    const struct nk_setting_row *row = &nk_setting_rows[which];
    const struct nk_option *option = NULL;
    if (x->s->settings[which] == NULL)
        return false;
    if (row->option != NULL)
        option = nk_option_by_name(x->verb, row->option, strlen(row->option));
    if (row->option != NULL && (option == NULL || says(x->a, x->at, option)))
        return false;
    switch (which) {
    case NK_SET_OUTPUT:
        return sets_format(x);
    case NK_SET_EXPLAIN:
        return is_text(x) && !is_unexplained(x);
    case NK_SET_FAMILY:
        return (x->verb->common & NK_COMMON_FAMILY) != 0 &&
               !says(x->a, x->at, &nk_common_rows[NK_OPT_IPV4].option) &&
               !says(x->a, x->at, &nk_common_rows[NK_OPT_IPV6].option);
    case NK_SET_PORT:
        return x->verb->asks_servers;
    case NK_SET_SERVER:
        return x->verb->asks_servers && !says_server(x->a, x->at);
    default:
        return true;
    }
}

bool nk_session_apply(struct nk_session *s, const struct nk_verb *verb, struct nk_session_argv *a,
                      int at)
{
    struct apply x = {.s = s, .verb = verb, .a = a, .at = at};
    bool put_in[NK_SET_COUNT];
    for (int i = 0; i < NK_SET_COUNT; i++)
        put_in[i] = goes(&x, (enum nk_setting)i);
    for (int i = NK_SET_COUNT - 1; i >= 0; i--)
        if (put_in[i] && !put(&x, (enum nk_setting)i))
            return false;
    return true;
}

/* ---- set ------------------------------------------------------------------- */

/* The setting's value, and behind its NUL the word of a command line that says the same; NULL: out
 * of memory. */
static char *set_text(enum nk_setting which, const char *value)
{
    const struct nk_setting_row *row = &nk_setting_rows[which];
    struct nk_buf b = {0};
    nk_buf_printf(&b, "%s", value);
    nk_buf_add_byte(&b, '\0');
    if (which == NK_SET_SERVER)
        nk_buf_printf(&b, "@%s", value);
    else if (which == NK_SET_FAMILY)
        nk_buf_printf(&b, "-%s", value);
    else if (row->words == on_off)
        nk_buf_printf(&b, "--%s", row->option);
    else
        nk_buf_printf(&b, "--%s=%s", row->option, value);
    nk_buf_add_byte(&b, '\0');
    if (!b.failed)
        return b.data;
    nk_buf_release(&b);
    return NULL;
}

static bool is_among(const char *const *words, const char *value)
{
    for (size_t i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], value) == 0)
            return true;
    return false;
}

/* What is checked by the option's own row; the port has the verb's, which a number stands for. */
static bool is_good(enum nk_setting which, const char *value, struct nk_err *err)
{
    static const struct nk_option port = {
        .name = "port", .arg = NK_ARG_UINT, .metavar = "PORT", .min = 1, .max = 65535};
    static const enum nk_common_id common[NK_SET_COUNT] = {[NK_SET_OUTPUT] = NK_OPT_OUTPUT,
                                                           [NK_SET_COLOR] = NK_OPT_COLOR,
                                                           [NK_SET_TIMEOUT] = NK_OPT_TIMEOUT};
    const struct nk_setting_row *row = &nk_setting_rows[which];
    if (row->words != NULL)
        return is_among(row->words, value) ||
               nk_err_set(err, NK_ERR_INPUT, 0, 0, "set %s takes %s, not '%.60s'", row->name,
                          row->metavar, value);
    if (which == NK_SET_SERVER)
        return value[0] != '\0' && value[0] != '-';
    return nk_args_check(which == NK_SET_PORT ? &port : &nk_common_rows[common[which]].option,
                         value, err);
}

static bool is_unset(enum nk_setting which, const char *value)
{
    return strcmp(value, "default") == 0 || (which == NK_SET_FAMILY && strcmp(value, "any") == 0) ||
           (nk_setting_rows[which].words == on_off && strcmp(value, "off") == 0);
}

static int set_one(struct nk_session *s, enum nk_setting which, const char *value)
{
    struct nk_err err = {.code = NK_ERR_NONE};
    char *text = NULL;
    if (which == NK_SET_SERVER && value[0] == '@')
        value++;
    if (!is_unset(which, value) && !is_good(which, value, &err)) {
        nk_cli_say(s->ctx, "%s",
                   err.code == NK_ERR_NONE ? "set server takes an address or a name" : err.text);
        return NK_WRONG;
    }
    if (!is_unset(which, value) && (text = set_text(which, value)) == NULL)
        return nk_session_no_memory(s);
    free(s->settings[which]);
    s->settings[which] = text;
    return NK_YES;
}

int nk_session_set(struct nk_session *s, int argc, const char *const *argv)
{
    int found = -1;
    if (argc == 1)
        return nk_session_show(s, 2, (const char *const[]){"show", "settings", NULL});
    for (int i = 0; i < NK_SET_COUNT; i++)
        if (strcmp(nk_setting_rows[i].name, argv[1]) == 0)
            found = i;
    int begin = 0;
    for (int i = 0; found < 0 && i < NK_SET_COUNT; i++)
        if (strncmp(nk_setting_rows[i].name, argv[1], strlen(argv[1])) == 0 && ++begin == 1)
            found = i;
    if (found < 0 || begin > 1) {
        nk_cli_say(s->ctx, "there is no setting '%.60s': show settings lists them", argv[1]);
        return NK_WRONG;
    }
    const char *value = argc > 2 && strcmp(argv[2], "=") == 0 && argc > 3 ? argv[3] : argv[2];
    if (argc < 3 || value != argv[argc - 1]) {
        nk_cli_say(s->ctx, "usage: set %s %s", nk_setting_rows[found].name,
                   nk_setting_rows[found].metavar);
        return NK_WRONG;
    }
    return set_one(s, (enum nk_setting)found, value);
}

/* ---- show ------------------------------------------------------------------ */

static void show_settings(const struct nk_session *s, struct nk_buf *b)
{
    for (int i = 0; i < NK_SET_COUNT; i++) {
        const struct nk_setting_row *row = &nk_setting_rows[i];
        const char *value = s->settings[i];
        if (value == NULL)
            value = row->words == on_off ? "off" : row->words == families ? "any" : "default";
        nk_buf_printf(b, "%-10s%-18s%s\n", row->name, value, row->help);
    }
}

static void show_names(const struct nk_session *s, struct nk_buf *b)
{
    for (size_t i = 0; i < s->name_count; i++) {
        nk_buf_printf(b, "$%s =", s->names[i].name);
        for (size_t j = 0; j < s->names[i].count; j++) {
            nk_buf_add_byte(b, ' ');
            nk_escape_text(b, s->names[i].values[j], strlen(s->names[i].values[j]));
        }
        nk_buf_add_byte(b, '\n');
    }
}

/* The first value of a result, and how many there are. */
static void show_result(const struct nk_session_result *result, struct nk_buf *b)
{
    struct nk_session_result_row row;
    size_t at = 0, len;
    const char *value = NULL;
    while (value == NULL && nk_session_result_next(result, &at, &row))
        value = nk_session_result_field(&row, result->schema->operand, &len);
    nk_buf_printf(b, "$%llu = ", (unsigned long long)result->number);
    if (value == NULL)
        nk_buf_add_byte(b, '-');
    else
        nk_escape_text(b, value, len);
    if (result->rows > 1)
        nk_buf_printf(b, " and %zu more%s", result->rows - 1,
                      result->cut ? ", of which not all are kept" : "");
    nk_buf_add_text(b, "  (");
    nk_escape_text(b, result->line, strlen(result->line));
    nk_buf_add_text(b, ")\n");
}

static void show_results(const struct nk_session *s, struct nk_buf *b)
{
    for (size_t i = 0; i < s->results.count; i++)
        show_result(&s->results.items[i], b);
}

int nk_session_show(struct nk_session *s, int argc, const char *const *argv)
{
    static const struct {
        const char *name;
        void (*show)(const struct nk_session *s, struct nk_buf *b);
    } rows[] = {{"settings", show_settings}, {"names", show_names}, {"results", show_results}};
    struct nk_buf b = {0};
    bool shown = argc == 1;
    for (size_t i = 0; argc <= 2 && i < sizeof rows / sizeof *rows; i++) {
        bool fits = argc == 1 || strncmp(rows[i].name, argv[1], strlen(argv[1])) == 0;
        if (fits)
            rows[i].show(s, &b);
        shown = shown || fits;
    }
    if (shown)
        return (int)nk_help_print(s->ctx, &b, false);
    nk_buf_release(&b);
    nk_cli_say(s->ctx, "usage: show [settings | names | results]");
    return NK_WRONG;
}
