#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/frame.h"

/* ---- what was given ------------------------------------------------------ */

const struct nk_given *nk_args_next(const struct nk_args *args, const char *name, size_t *at)
{
    while (*at < args->given_count) {
        const struct nk_given *given = &args->given[(*at)++];
        if (strcmp(given->row->name, name) == 0)
            return given;
    }
    return NULL;
}

const struct nk_given *nk_args_find(const struct nk_args *args, const char *name)
{
    const struct nk_given *given, *last = NULL;
    size_t at = 0;
    while ((given = nk_args_next(args, name, &at)) != NULL)
        last = given;
    return last;
}

bool nk_args_has(const struct nk_args *args, const char *name)
{
    return nk_args_find(args, name) != NULL;
}

const char *nk_args_text(const struct nk_args *args, const char *name)
{
    const struct nk_given *given = nk_args_find(args, name);
    return given == NULL ? NULL : given->text;
}

int64_t nk_args_number(const struct nk_args *args, const char *name, int64_t otherwise)
{
    const struct nk_given *given = nk_args_find(args, name);
    return given == NULL ? otherwise : given->number;
}

void nk_args_release(struct nk_args *args)
{
    free(args->given);
    free(args->operands);
    free(args->rest);
    args->given = NULL;
    args->operands = args->rest = NULL;
}

/* ---- arguments of options ------------------------------------------------ */

/* Decimal with an optional sign; false where it is none or passes 63 bits. */
static bool scan_int(const char *text, int64_t *out, const char **end)
{
    bool negative = *text == '-';
    int64_t value = 0;
    const char *at = text + (*text == '-' || *text == '+');
    const char *digits = at;
    for (; *at >= '0' && *at <= '9'; at++)
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, *at - '0', &value))
            return false;
    *out = negative ? -value : value;
    *end = at;
    return at != digits;
}

static bool parse_number(struct nk_given *given, struct nk_err *err)
{
    const struct nk_option *row = given->row;
    const char *end;
    size_t len = strlen(given->text);
    bool sign = given->text[0] == '-' || given->text[0] == '+';
    bool good = scan_int(given->text, &given->number, &end) && *end == '\0' &&
                (row->arg == NK_ARG_INT || !sign);
    bool bounded = row->min != 0 || row->max != 0;
    if (good && (!bounded || (given->number >= row->min && given->number <= row->max)))
        return true;
    if (!bounded)
        return nk_err_set(err, NK_ERR_INPUT, 0, len, "--%s takes a whole number, not '%.60s'",
                          row->name, given->text);
    return nk_err_set(err, NK_ERR_INPUT, 0, len,
                      "--%s takes a whole number from %lld to %lld, not '%.60s'", row->name,
                      (long long)row->min, (long long)row->max, given->text);
}

static bool parse_choice(struct nk_given *given, struct nk_err *err)
{
    char list[120] = "";
    size_t used = 0;
    const char *word;
    for (size_t i = 0; (word = nk_option_word(given->row, i)) != NULL; i++) {
        if (strcmp(word, given->text) == 0) {
            given->number = (int64_t)i;
            return true;
        }
        int n = snprintf(list + used, sizeof list - used, "%s%s", i == 0 ? "" : ", ", word);
        used += n > 0 && (size_t)n < sizeof list - used ? (size_t)n : 0;
    }
    return nk_err_set(err, NK_ERR_INPUT, 0, strlen(given->text),
                      "--%s takes one of %s, not '%.60s'", given->row->name, list, given->text);
}

/* 500ms, 5s, 2m, or seconds alone. */
static bool parse_duration(struct nk_given *given, struct nk_err *err)
{
    static const struct {
        const char *unit;
        int64_t factor;
    } units[] = {{"ms", 1}, {"s", 1000}, {"m", 60000}, {"", 1000}};
    const char *end;
    int64_t n;
    if (scan_int(given->text, &n, &end) && n >= 0 && n <= 1000000000) {
        for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
            if (strcmp(end, units[i].unit) != 0)
                continue;
            given->number = n * units[i].factor;
            if (given->number >= given->row->min)
                return true;
            return nk_err_set(err, NK_ERR_INPUT, 0, strlen(given->text),
                              "--%s takes a time of at least %lld ms, not '%.60s'",
                              given->row->name, (long long)given->row->min, given->text);
        }
    }
    return nk_err_set(err, NK_ERR_INPUT, 0, strlen(given->text),
                      "--%s takes a time as 500ms, 5s or 2m, not '%.60s'", given->row->name,
                      given->text);
}

static bool parse_argument(struct nk_given *given, struct nk_err *err)
{
    if (given->text == NULL)
        return true;
    switch (given->row->arg) {
    case NK_ARG_UINT:
    case NK_ARG_INT:
        return parse_number(given, err);
    case NK_ARG_CHOICE:
        return parse_choice(given, err);
    case NK_ARG_DURATION:
        return parse_duration(given, err);
    default:
        return true;
    }
}

bool nk_args_check(const struct nk_option *row, const char *text, struct nk_err *err)
{
    struct nk_given given = {.row = row, .text = text};
    return parse_argument(&given, err);
}

/* ---- common options ------------------------------------------------------ */

static bool take_output(struct nk_ctx *ctx, struct nk_args *args, const struct nk_given *given)
{
    static const enum nk_format formats[] = {NK_FORMAT_TEXT, NK_FORMAT_JSON, NK_FORMAT_CSV,
                                             NK_FORMAT_TSV,  NK_FORMAT_TEXT, NK_FORMAT_TEXT,
                                             NK_FORMAT_TEXT};
    const char *word = nk_option_word(given->row, (size_t)given->number);
    if (!nk_output_applies(args->verb, (size_t)given->number)) {
        char message[64];
        snprintf(message, sizeof message, "this verb has no picture to write as %s", word);
        nk_cli_blame(ctx, given->text, 0, strlen(word), message);
        return false;
    }
    args->format = formats[given->number];
    args->svg = given->number == NK_OUTPUT_SVG;
    args->dot = given->number == NK_OUTPUT_DOT;
    args->mermaid = given->number == NK_OUTPUT_MERMAID;
    return true;
}

static void take_color(struct nk_ctx *ctx, int64_t when)
{
    ctx->color = when == 0 ? ctx->auto_color : when == 1;
}

/* What a common option sets. */
static bool take_common(struct nk_ctx *ctx, struct nk_args *args, const struct nk_given *given)
{
    const struct nk_common_row *row = (const struct nk_common_row *)(const void *)given->row;
    switch ((enum nk_common_id)(row - nk_common_rows)) {
    case NK_OPT_OUTPUT:
        return take_output(ctx, args, given);
    case NK_OPT_JSON:
        args->format = NK_FORMAT_JSON;
        args->svg = args->dot = args->mermaid = false;
        break;
    case NK_OPT_FIELDS:
        args->fields = given->text;
        break;
    case NK_OPT_HEADER:
    case NK_OPT_NO_HEADER:
        args->header = row == &nk_common_rows[NK_OPT_HEADER];
        break;
    case NK_OPT_EXPLAIN:
        args->explain = true;
        break;
    case NK_OPT_ASCII:
        args->ascii = true;
        break;
    case NK_OPT_IPV4:
        args->family = NK_IPV4;
        break;
    case NK_OPT_IPV6:
        args->family = NK_IPV6;
        break;
    case NK_OPT_LENIENT:
        args->lenient = true;
        break;
    case NK_OPT_STRICT:
        args->strict = true;
        break;
    case NK_OPT_TIMEOUT:
        args->timeout_ms = given->number;
        break;
    case NK_OPT_THREADS:
        args->threads = (unsigned)given->number;
        break;
    case NK_OPT_QUIET:
        args->quiet = true;
        break;
    case NK_OPT_COLOR:
        take_color(ctx, given->number);
        break;
    case NK_OPT_LINE_BUFFERED:
        ctx->out->line_buffered = true;
        break;
    case NK_OPT_EXIT_ZERO:
        args->exit_zero = true;
        break;
    case NK_OPT_HELP:
        args->help = true;
        break;
    case NK_OPT_VERSION:
        args->version = true;
        break;
    case NK_OPT_FORMAT_VERSION:
    case NK_OPT_COUNT:
        break;
    }
    return true;
}

static bool is_common(const struct nk_option *row)
{
    for (size_t i = 0; i < NK_OPT_COUNT; i++)
        if (row == &nk_common_rows[i].option)
            return true;
    return false;
}

/* ---- words --------------------------------------------------------------- */

/* The walk over the words behind the verb. */
struct walk {
    struct nk_ctx *ctx;
    struct nk_args *args;
    int count, at;
    const char *const *words;
    size_t room;
};

static bool give(struct walk *w, const struct nk_option *row, const char *text)
{
    struct nk_err err = {0};
    struct nk_given given = {.row = row, .text = text};
    if (!parse_argument(&given, &err)) {
        nk_cli_bad_argument(w->ctx, &given, &err);
        return false;
    }
    if (is_common(row))
        return take_common(w->ctx, w->args, &given);
    if (!nk_grow((void **)&w->args->given, w->args->given_count, &w->room, sizeof given)) {
        nk_err_memory(&err);
        nk_cli_fail(w->ctx, &err);
        return false;
    }
    w->args->given[w->args->given_count++] = given;
    return true;
}

/* Option names for "did you mean". */
static const char *option_names(const void *of, size_t at)
{
    const struct nk_verb *verb = of;
    for (const struct nk_option *o = verb->options; o != NULL && o->name[0] != '\0'; o++)
        if (at-- == 0)
            return o->name;
    for (size_t i = 0; i < NK_OPT_COUNT; i++)
        if (nk_common_applies(verb, &nk_common_rows[i]) && at-- == 0)
            return nk_common_rows[i].option.name;
    return NULL;
}

static bool unknown_option(struct walk *w, const char *word, size_t offset, size_t len)
{
    char message[240], name[64] = "";
    const char *near = NULL;
    memcpy(name, word + offset, len < sizeof name ? len : sizeof name - 1);
    if (name[0] == '-' && name[1] == '-')
        near = nk_cli_nearest(name + 2, option_names, w->args->verb);
    const char *verb = w->args->verb->name;
    snprintf(message, sizeof message, "%s%s%s has no option %s%s%s%s%s", w->args->command->name,
             *verb == '\0' ? "" : " ", verb, name[0] == '-' ? "" : "-", name,
             near == NULL ? "" : ": did you mean '--", near == NULL ? "" : near,
             near == NULL ? "" : "'?");
    nk_cli_blame(w->ctx, word, offset, len, message);
    return false;
}

static bool missing_argument(struct walk *w, const char *word, const struct nk_option *row)
{
    char message[160];
    snprintf(message, sizeof message, "--%s needs an argument: %s", row->name, row->metavar);
    nk_cli_blame(w->ctx, word, 0, strlen(word), message);
    return false;
}

static bool take_long(struct walk *w, const char *word)
{
    const char *name = word + 2, *equals = strchrnul(name, '=');
    const struct nk_option *row = nk_option_by_name(w->args->verb, name, (size_t)(equals - name));
    if (row == NULL)
        return unknown_option(w, word, 0, (size_t)(equals - word));
    if (row->arg == NK_ARG_NONE && *equals == '=') {
        nk_cli_blame(w->ctx, word, (size_t)(equals - word), strlen(equals),
                     "this option takes no argument");
        return false;
    }
    if (row->arg == NK_ARG_NONE)
        return give(w, row, NULL);
    if (*equals == '=')
        return give(w, row, equals + 1);
    if (row->optional)
        return give(w, row, NULL);
    if (w->at == w->count)
        return missing_argument(w, word, row);
    return give(w, row, w->words[w->at++]);
}

/* -abc, -oFMT, -o FMT. */
static bool take_cluster(struct walk *w, const char *word)
{
    for (const char *letter = word + 1; *letter != '\0'; letter++) {
        const struct nk_option *row = nk_option_by_letter(w->args->verb, *letter);
        if (row == NULL)
            return unknown_option(w, word, (size_t)(letter - word), 1);
        if (row->arg == NK_ARG_NONE) {
            if (!give(w, row, NULL))
                return false;
            continue;
        }
        if (letter[1] != '\0')
            return give(w, row, letter + 1);
        if (row->optional)
            return give(w, row, NULL);
        if (w->at == w->count)
            return missing_argument(w, word, row);
        return give(w, row, w->words[w->at++]);
    }
    return true;
}

static void take_rest(struct walk *w)
{
    struct nk_args *args = w->args;
    args->has_rest = args->verb->dash_dash;
    while (w->at < w->count) {
        if (args->verb->dash_dash)
            args->rest[args->rest_count++] = w->words[w->at++];
        else
            args->operands[args->operand_count++] = w->words[w->at++];
    }
}

static bool take_words(struct walk *w)
{
    while (w->at < w->count) {
        const char *word = w->words[w->at++];
        bool good = true;
        if (strcmp(word, "--") == 0)
            take_rest(w);
        else if (word[0] == '-' && word[1] == '-')
            good = take_long(w, word);
        else if (word[0] == '-' && word[1] != '\0')
            good = take_cluster(w, word);
        else
            w->args->operands[w->args->operand_count++] = word;
        if (!good)
            return false;
    }
    return true;
}

bool nk_args_parse(struct nk_ctx *ctx, struct nk_args *args, int count, const char *const *words)
{
    struct walk w = {.ctx = ctx, .args = args, .count = count, .words = words};
    args->header = -1;
    args->timeout_ms = -1;
    args->threads = 1;
    args->operands = calloc((size_t)count + 1, sizeof *args->operands);
    args->rest = calloc((size_t)count + 1, sizeof *args->rest);
    if (args->operands == NULL || args->rest == NULL) {
        struct nk_err err;
        nk_err_memory(&err);
        nk_cli_fail(ctx, &err);
        return false;
    }
    return take_words(&w);
}
