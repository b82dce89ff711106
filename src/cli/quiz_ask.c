/* Questions one by one at a prompt, or with the answers in a file. */
#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "base/lines.h"
#include "base/words.h"
#include "base/wrap.h"
#include "cli/quiz.h"

struct asking {
    struct nk_ctx *ctx;
    const struct nk_quiz *quiz;
    struct nk_record *r; /* NULL: text */
    struct nk_lines lines;
    struct nk_question now, last; /* the one that is asked, and the one answered before */
    uint32_t number;
    bool prompts; /* somebody sits there */
    bool over;
};

/* ---- what is said -------------------------------------------------------------- */

/* Prints what was made, and empties it. */
static void say(struct asking *x, struct nk_buf *b)
{
    struct nk_err err;
    if (b->failed) {
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
        x->over = true;
    } else if (x->r == NULL) {
        nk_cli_print(x->ctx, b->data, b->len);
    }
    x->over = x->over || x->ctx->out->error != 0;
    nk_buf_clear(b);
}

static void say_text(struct asking *x, const char *text)
{
    if (x->r == NULL)
        nk_cli_print(x->ctx, text, strlen(text));
}

void nk_question_put(struct nk_buf *b, const struct nk_question *q, size_t column)
{
    const char *end = q->ask.len == 0 ? NULL : memchr(q->ask.data, '\n', q->ask.len);
    size_t first = end == NULL ? q->ask.len : (size_t)(end - q->ask.data);
    if (q->ask.len > 0)
        nk_wrap(b, q->ask.data, first, column, column, NK_WRAP_LONG_STAYS);
    if (end != NULL) {
        nk_buf_add(b, end + 1, q->ask.len - first - 1);
        nk_buf_add_byte(b, '\n');
    }
}

static void ask(struct asking *x)
{
    struct nk_buf b = {0};
    nk_buf_printf(&b, "%s%u/%u  ", x->number > 1 ? "\n" : "", x->number, x->quiz->count);
    nk_question_put(&b, &x->now, b.len - (x->number > 1));
    say(x, &b);
    nk_buf_release(&b);
}

static void put_working(struct nk_buf *b, const struct nk_question *q)
{
    if (q->working.len > 0)
        nk_wrap(b, q->working.data, q->working.len, 0, 0, NK_WRAP_LONG_STAYS);
}

/* ---- why ----------------------------------------------------------------------- */

/* A descriptor from which the text can be read; it has room in a pipe. */
static bool hand_on(const struct nk_buf *text, int *in, struct nk_err *err)
{
    int ends[2];
    struct nk_out out;
    if (pipe(ends) != 0)
        return nk_err_errno(err, errno, "cannot hand the table on");
    nk_out_init(&out, ends[1], false);
    nk_out_write(&out, text->data, text->len);
    bool good = nk_out_finish(&out, err);
    nk_out_release(&out);
    close(ends[1]);
    *in = ends[0];
    return good;
}

/* Runs a command of netkit within this one, with the question's table for its input. */
static void run_command(struct asking *x, const struct nk_question *q)
{
    struct nk_ctx *ctx = x->ctx;
    int in_fd = ctx->in_fd, in = -1;
    char **words = NULL;
    size_t count = 0;
    struct nk_err err = {0};
    struct nk_buf line = {0};
    nk_buf_printf(&line, "netkit %s", q->command.data);
    if (line.failed)
        nk_err_memory(&err);
    else if (nk_words_split(line.data, line.len, &words, NULL, &count, &err) && q->table.len > 0)
        hand_on(&q->table, &in, &err);
    if (err.code == NK_ERR_NONE) {
        ctx->in_fd = in >= 0 ? in : in_fd;
        /* what it shows is no answer to this one */
        nk_cli_run_within(ctx, (int)count, (const char *const *)words);
    } else {
        nk_cli_fail(ctx, &err);
    }
    if (in >= 0)
        close(in);
    ctx->in_fd = in_fd;
    free(words);
    nk_buf_release(&line);
}

static void tell_why(struct asking *x)
{
    struct nk_buf b = {0};
    if (x->last.kind == NULL) {
        say_text(x, "Answer first, or 'skip': then 'why' shows how it follows.\n");
        return;
    }
    put_working(&b, &x->last);
    if (x->last.command.data[0] != '\0')
        nk_buf_printf(&b, "$ netkit %s\n", x->last.command.data);
    say(x, &b);
    nk_buf_release(&b);
    if (x->r == NULL && x->last.command.data[0] != '\0')
        run_command(x, &x->last);
}

/* ---- answers ------------------------------------------------------------------- */

/* The question is done: it is the one that `why` explains from now on. */
static void finish(struct asking *x, const char *given, size_t len, bool right)
{
    if (x->r != NULL)
        nk_quiz_record(x->r, x->quiz, &x->now,
                       &(struct nk_quiz_reply){
                           .number = x->number, .given = given, .given_len = len, .right = right});
    nk_question_release(&x->last);
    x->last = x->now;
    x->now = (struct nk_question){0};
}

static void tell_answer(struct asking *x, const char *verdict)
{
    struct nk_buf b = {0};
    nk_buf_printf(&b, "%s%.*s\n", verdict, (int)x->now.answer.len, x->now.answer.data);
    put_working(&b, &x->now);
    say(x, &b);
    nk_buf_release(&b);
}

/* An answer that cannot be read is none: it is asked for again, where somebody can. */
static bool take_answer(struct asking *x, const struct nk_line *line, struct nk_quiz_score *score)
{
    struct nk_err err = {0};
    struct nk_buf b = {0};
    enum nk_quiz_mark mark = nk_question_mark(&x->now, line->text, line->len, &err);
    if (mark == NK_QUIZ_UNREADABLE) {
        nk_cli_say(x->ctx, "%s", err.text);
        if (x->prompts)
            return false;
    }
    if (mark == NK_QUIZ_RIGHT) {
        score->right++;
        nk_buf_add_text(&b, "right\n");
        say(x, &b);
    } else {
        tell_answer(x, "wrong: it is ");
    }
    finish(x, line->text, line->len, mark == NK_QUIZ_RIGHT);
    nk_buf_release(&b);
    return true;
}

static bool is_said(const struct nk_line *line, const char *word)
{
    size_t len = line->len;
    while (len > 0 && strchr(" \t\r", line->text[len - 1]) != NULL)
        len--;
    return len == strlen(word) && strncasecmp(line->text, word, len) == 0;
}

/* A line that was typed; true where the question is done. */
static bool take_line(struct asking *x, const struct nk_line *line, struct nk_quiz_score *score)
{
    struct nk_buf b = {0};
    if (is_said(line, "quit") || is_said(line, "exit")) {
        x->over = true;
    } else if (is_said(line, "skip")) {
        tell_answer(x, "it is ");
        finish(x, NULL, 0, false);
        return true;
    } else if (is_said(line, "why")) {
        tell_why(x);
    } else if (is_said(line, "hint")) {
        nk_wrap(&b, x->now.kind->hint, strlen(x->now.kind->hint), 0, 0, NK_WRAP_LONG_STAYS);
        say(x, &b);
    } else if (is_said(line, "help") || is_said(line, "?")) {
        nk_buf_printf(&b,
                      "The answer is %s. hint helps, why explains the question before, skip goes\n"
                      "on, quit ends.\n",
                      nk_quiz_form_text(x->now.kind->form));
        say(x, &b);
    } else if (!is_said(line, "") || !x->prompts) {
        return take_answer(x, line, score);
    }
    nk_buf_release(&b);
    return false;
}

/* The next line; false at the end of the input, or where it fails. */
static bool read_line(struct asking *x, struct nk_line *line)
{
    struct nk_err err = {0};
    if (x->prompts && x->r == NULL) {
        nk_cli_print(x->ctx, "> ", 2);
        nk_out_flush(x->ctx->out);
    }
    switch (nk_lines_next(&x->lines, line, &err)) {
    case NK_LINES_OK:
        return true;
    case NK_LINES_TOO_LONG:
    case NK_LINES_FAILED:
        nk_cli_fail(x->ctx, &err);
        return false;
    default:
        if (x->prompts)
            say_text(x, "\n");
        return false;
    }
}

static void ask_one(struct asking *x, struct nk_quiz_score *score)
{
    struct nk_line line;
    struct nk_err err = {0};
    if (!nk_question_make(x->quiz, x->number, &x->now, &err)) {
        nk_cli_fail(x->ctx, &err);
        x->over = true;
        return;
    }
    ask(x);
    bool done = false;
    while (!x->over && !done) {
        x->over = !read_line(x, &line);
        done = !x->over && take_line(x, &line, score);
    }
    score->asked += done;
    nk_question_release(&x->now);
    x->now = (struct nk_question){0};
}

void nk_quiz_ask(struct nk_ctx *ctx, const struct nk_quiz *quiz, struct nk_record *r,
                 struct nk_quiz_score *score)
{
    struct asking x = {.ctx = ctx, .quiz = quiz, .r = r};
    x.prompts = isatty(ctx->in_fd) && ctx->out_tty;
    nk_lines_init(&x.lines, ctx->in_fd, "-");
    for (x.number = 1; x.number <= quiz->count && !x.over; x.number++)
        ask_one(&x, score);
    nk_question_release(&x.last);
    nk_lines_release(&x.lines);
    if (r == NULL)
        nk_cli_print(ctx, "\n", 1);
}
