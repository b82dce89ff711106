#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/escape.h"
#include "base/words.h"
#include "cli/frame.h"

enum { COMPLAINTS_MAX = 10, LINE_MAX = 200, WINDOW = 60 };

/* ---- messages ------------------------------------------------------------ */

/* One line to stderr: "netkit: " or "netkit: script:line: ", then the text escaped. What cannot be
 * written is lost: there is nobody left to tell. */
static void say_text(struct nk_ctx *ctx, const char *text, size_t len)
{
    struct nk_buf b = {0};
    nk_buf_add_text(&b, "netkit: ");
    if (ctx->source != NULL) {
        nk_escape_text(&b, ctx->source, strlen(ctx->source));
        nk_buf_printf(&b, ":%llu: ", (unsigned long long)ctx->line);
    }
    nk_escape_text(&b, text, len);
    nk_buf_add_byte(&b, '\n');
    if (b.failed)
        nk_out_text(ctx->err, "netkit: out of memory\n");
    else
        nk_out_write(ctx->err, b.data, b.len);
    nk_out_flush(ctx->err);
    nk_buf_release(&b);
}

void nk_cli_say(struct nk_ctx *ctx, const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    say_text(ctx, text, len < (int)sizeof text ? (size_t)len : sizeof text - 1);
}

void nk_cli_status(struct nk_ctx *ctx, enum nk_status status)
{
    if (status > ctx->worst)
        ctx->worst = status;
}

enum nk_status nk_cli_fail(struct nk_ctx *ctx, const struct nk_err *err)
{
    say_text(ctx, err->text, strlen(err->text));
    nk_cli_status(ctx, err->code == NK_ERR_INPUT ? NK_WRONG : NK_FAILED);
    return ctx->worst;
}

enum nk_status nk_cli_misuse(struct nk_ctx *ctx, const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    say_text(ctx, text, strlen(text));
    if (ctx->args != NULL && ctx->args->verb->name[0] != '\0')
        nk_cli_say(ctx, "see: netkit %s %s --help", ctx->args->command->name,
                   ctx->args->verb->name);
    nk_cli_status(ctx, NK_WRONG);
    return ctx->worst;
}

static bool is_stdin(const char *text)
{
    return strcmp(text, "-") == 0 || strcmp(text, "@-") == 0;
}

bool nk_cli_stdin_once(struct nk_ctx *ctx, const struct nk_args *args, bool anyway)
{
    size_t times = anyway;
    for (size_t i = 0; i < args->operand_count; i++)
        times += is_stdin(args->operands[i]);
    for (size_t i = 0; i < args->given_count; i++)
        times += args->given[i].row->arg == NK_ARG_FILE && is_stdin(args->given[i].text);
    for (size_t i = 0; i < args->rest_count; i++)
        times += strcmp(args->rest[i], "-") == 0;
    times += args->verb->dash_dash && args->rest_count == 0; /* the lines come from there */
    if (times > 1)
        nk_cli_misuse(ctx, "standard input is asked for twice, and can be read only once");
    return times <= 1;
}

struct nk_prefix nk_cli_network(struct nk_ctx *ctx, const struct nk_prefix *p)
{
    char given[NK_PREFIX_TEXT_MAX], text[NK_PREFIX_TEXT_MAX];
    struct nk_prefix network = nk_prefix_network(p);
    if (!nk_prefix_has_host_bits(p))
        return network;
    nk_prefix_format(p, given);
    nk_prefix_format(&network, text);
    nk_cli_say(ctx, "%s has host bits set: the network is %s", given, text);
    return network;
}

/* ---- carets -------------------------------------------------------------- */

/* The command line as it is shown, and the columns that the caret marks. */
struct shown {
    struct nk_buf text;
    size_t from, to;
};

static size_t width_of(const struct nk_buf *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->len; i++)
        n += ((unsigned char)b->data[i] & 0xc0) != 0x80;
    return n;
}

static bool needs_quotes(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "_-+=:,./@%^";
    return *word == '\0' || word[strspn(word, plain)] != '\0';
}

/* A word as a shell would take it, with marks at the bytes that are blamed. */
static void show_word(struct shown *s, const char *word, bool blamed, size_t offset, size_t length)
{
    size_t len = strlen(word);
    bool quotes = needs_quotes(word);
    if (quotes)
        nk_buf_add_byte(&s->text, '\'');
    for (size_t i = 0; i <= len; i++) {
        if (blamed && i == offset)
            s->from = width_of(&s->text);
        if (blamed && i == offset + length)
            s->to = width_of(&s->text);
        /* whole UTF-8 sequences at a time, so that they stay valid */
        size_t n = 1;
        while (i + n < len && ((unsigned char)word[i + n] & 0xc0) == 0x80 &&
               (unsigned char)word[i] >= 0xc0 && n < 4 && (!blamed || i + n != offset))
            n++;
        if (i < len && word[i] == '\'')
            nk_buf_add_text(&s->text, "'\\''");
        else if (i < len)
            nk_escape_text(&s->text, word + i, n);
        i += n - 1;
    }
    if (quotes)
        nk_buf_add_byte(&s->text, '\'');
}

/* Cuts a long line to what is around the caret. */
static void cut_line(struct shown *s)
{
    if (s->text.len <= LINE_MAX || width_of(&s->text) != s->text.len)
        return;
    size_t start = s->from > WINDOW ? s->from - WINDOW : 0;
    size_t len = s->text.len - start > 2 * WINDOW ? 2 * WINDOW : s->text.len - start;
    memmove(s->text.data, s->text.data + start, len);
    s->text.len = len;
    s->from -= start;
    s->to = s->to - start < len ? s->to - start : len;
    if (start > 0)
        memcpy(s->text.data, "...", 3);
}

static void print_caret(struct nk_ctx *ctx, struct shown *s)
{
    cut_line(s);
    if (s->text.len > LINE_MAX)
        return;
    struct nk_buf b = {0};
    nk_buf_add_text(&b, "    ");
    nk_buf_add(&b, s->text.data, s->text.len);
    nk_buf_add_text(&b, "\n    ");
    for (size_t i = 0; i < s->from; i++)
        nk_buf_add_byte(&b, ' ');
    nk_buf_add_byte(&b, '^');
    for (size_t i = s->from + 1; i < s->to; i++)
        nk_buf_add_byte(&b, '~');
    nk_buf_add_byte(&b, '\n');
    if (!b.failed)
        nk_out_write(ctx->err, b.data, b.len);
    nk_out_flush(ctx->err);
    nk_buf_release(&b);
}

/* Which word of the command line the bytes at `at` belong to; -1 for none. */
static int word_of(const struct nk_ctx *ctx, const char *at)
{
    for (int i = 0; ctx->args != NULL && i < ctx->args->argc; i++) {
        const char *word = ctx->args->argv[i];
        if (at >= word && at <= word + strlen(word))
            return i;
    }
    return -1;
}

/* The command line with a caret under bytes that are part of it; nothing where they are not. */
static void show_place(struct nk_ctx *ctx, const char *at, size_t length)
{
    int blamed = word_of(ctx, at);
    struct shown s = {0};
    for (int i = 0; blamed >= 0 && i < ctx->args->argc; i++) {
        const char *word = i == 0 ? "netkit" : ctx->args->argv[i];
        size_t offset = i == blamed ? (size_t)(at - ctx->args->argv[i]) : 0;
        size_t left = strlen(word) - (i == blamed ? offset : 0);
        if (i > 0)
            nk_buf_add_byte(&s.text, ' ');
        show_word(&s, word, i == blamed, offset, length < left ? length : left);
    }
    if (blamed >= 0 && !s.text.failed)
        print_caret(ctx, &s);
    nk_buf_release(&s.text);
}

void nk_cli_blame(struct nk_ctx *ctx, const char *word, size_t offset, size_t length,
                  const char *message)
{
    say_text(ctx, message, strlen(message));
    show_place(ctx, word + offset, length);
    nk_cli_status(ctx, NK_WRONG);
}

void nk_cli_blame_line(struct nk_ctx *ctx, const char *line, size_t len, size_t offset,
                       size_t length, const char *message)
{
    struct shown s = {.from = 0};
    say_text(ctx, message, strlen(message));
    nk_escape_text(&s.text, line, offset);
    s.from = width_of(&s.text);
    nk_escape_text(&s.text, line + offset, length);
    s.to = width_of(&s.text);
    nk_escape_text(&s.text, line + offset + length, len - offset - length);
    if (!s.text.failed)
        print_caret(ctx, &s);
    nk_buf_release(&s.text);
    nk_cli_status(ctx, NK_WRONG);
}

enum nk_status nk_cli_bad_argument(struct nk_ctx *ctx, const struct nk_given *given,
                                   const struct nk_err *err)
{
    if (err->code == NK_ERR_INPUT)
        nk_cli_blame(ctx, given->text, err->offset, err->length, err->text);
    else
        nk_cli_fail(ctx, err);
    return ctx->worst;
}

/* ---- items --------------------------------------------------------------- */

static void blame_line(struct nk_ctx *ctx, const struct nk_input_item *item,
                       const struct nk_err *err)
{
    struct nk_buf b = {0};
    bool standard = strcmp(item->source, "-") == 0;
    nk_buf_add_text(&b, standard ? "standard input" : item->source);
    if (item->number > 0)
        nk_buf_printf(&b, ":%llu", (unsigned long long)item->number);
    if (item->column > 0)
        nk_buf_printf(&b, ":%zu", item->column + err->offset);
    nk_buf_printf(&b, ": %s", err->text);
    const char *unit = item->unit == NULL ? "line" : item->unit;
    if (!ctx->args->strict && *unit != '\0')
        nk_buf_printf(&b, "; %s skipped", unit);
    if (!b.failed)
        say_text(ctx, b.data, b.len);
    nk_buf_release(&b);
}

bool nk_cli_bad_item(struct nk_ctx *ctx, const struct nk_input_item *item, const struct nk_err *err)
{
    bool strict = ctx->args->strict;
    if (err->code != NK_ERR_INPUT || item->ended) { /* more than one bad line */
        nk_cli_fail(ctx, err);
        return !strict;
    }
    if (ctx->bad_tap != NULL)
        ctx->bad_tap(ctx->bad_closure, item, err);
    if (item->source == NULL) {
        nk_cli_blame(ctx, item->text, err->offset, err->length > 0 ? err->length : item->len,
                     err->text);
        return !strict;
    }
    if (++ctx->complaints <= COMPLAINTS_MAX)
        blame_line(ctx, item, err);
    if (!ctx->args->exit_zero)
        nk_cli_status(ctx, NK_WRONG);
    return !strict;
}

/* ---- did you mean -------------------------------------------------------- */

void nk_cli_no_word(struct nk_ctx *ctx, const char *word, const char *what, const char *near,
                    const char *instead)
{
    char message[240];
    if (near != NULL)
        snprintf(message, sizeof message, "'%.60s' is no %s: did you mean '%s'?", word, what, near);
    else
        snprintf(message, sizeof message, "'%.60s' is no %s%s", word, what, instead);
    nk_cli_blame(ctx, word, 0, strlen(word), message);
}

const char *nk_cli_nearest(const char *word, nk_name_walk *next, const void *of)
{
    const char *name, *best = NULL;
    unsigned least = (unsigned)(strlen(word) / 2) + 1; /* farther is no help */
    for (size_t at = 0; (name = next(of, at)) != NULL; at++) {
        unsigned d = nk_word_distance(word, name);
        bool begins = strlen(word) > 1 && strncmp(name, word, strlen(word)) == 0;
        if (begins)
            d = 0;
        if (d < least) {
            least = d;
            best = name;
        }
    }
    return best;
}
