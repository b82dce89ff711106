/* A sheet of questions on paper or in a file: printed, with its key, and graded. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/digits.h"
#include "base/escape.h"
#include "base/lines.h"
#include "base/words.h"
#include "base/wrap.h"
#include "cli/quiz.h"

#define ANSWER "   answer:"

/* ---- printing ------------------------------------------------------------------ */

/* The first line of a sheet is the command that makes it. */
static void put_head(struct nk_buf *b, const struct nk_quiz *quiz)
{
    nk_buf_printf(b, "netkit quiz%s%s --level %u --count %u --seed %llu\n",
                  quiz->topic == NULL ? "" : " ", quiz->topic == NULL ? "" : quiz->topic,
                  quiz->level, quiz->count, (unsigned long long)quiz->seed);
}

static void put_question(struct nk_buf *b, uint32_t number, const struct nk_question *q, bool key)
{
    size_t before = b->len + 1;
    nk_buf_printf(b, "\n%u. ", number);
    nk_question_put(b, q, b->len - before);
    nk_buf_add_text(b, ANSWER);
    if (key) {
        nk_buf_add_byte(b, ' ');
        nk_buf_add(b, q->answer.data, q->answer.len);
    }
    nk_buf_add_byte(b, '\n');
    if (key && q->working.len > 0) {
        nk_buf_add_text(b, "   ");
        nk_wrap(b, q->working.data, q->working.len, 3, 3, NK_WRAP_LONG_STAYS);
    }
}

/* Prints what was made, and empties it; false where memory or the output has failed. */
static bool flush(struct nk_ctx *ctx, struct nk_buf *b)
{
    struct nk_err err;
    if (b->failed) {
        nk_err_memory(&err);
        nk_cli_fail(ctx, &err);
        return false;
    }
    nk_cli_print(ctx, b->data, b->len);
    nk_buf_clear(b);
    return ctx->out->error == 0;
}

void nk_quiz_print(struct nk_ctx *ctx, const struct nk_quiz *quiz, struct nk_record *r, bool key)
{
    struct nk_buf b = {0};
    struct nk_err err = {0};
    bool good = true;
    if (r == NULL)
        put_head(&b, quiz);
    for (uint32_t i = 1; i <= quiz->count && good; i++) {
        struct nk_question q;
        good = nk_question_make(quiz, i, &q, &err);
        if (!good) {
            nk_cli_fail(ctx, &err);
        } else if (r != NULL) {
            nk_quiz_record(r, quiz, &q,
                           &(struct nk_quiz_reply){.number = i, .right = -1, .open = !key});
            good = ctx->out->error == 0;
        } else {
            put_question(&b, i, &q, key);
            good = flush(ctx, &b);
        }
        nk_question_release(&q);
    }
    nk_buf_release(&b);
}

/* ---- grading ------------------------------------------------------------------- */

struct grading {
    struct nk_ctx *ctx;
    struct nk_quiz *quiz;
    unsigned given;
    struct nk_record *r;
    struct nk_quiz_score *score;
    struct nk_lines lines;
    uint32_t question; /* the one whose answer comes next, 0: none */
    struct nk_buf *answers;
    struct nk_buf text;
};

static bool is_start(const struct nk_line *line, const char *text)
{
    return line->len >= strlen(text) && memcmp(line->text, text, strlen(text)) == 0;
}

/* A value of the sheet's first line, which must be what was given where it was. */
static bool settle(struct grading *g, const char *what, unsigned bit, uint64_t sheet, uint64_t own)
{
    if ((g->given & bit) == 0 || sheet == own)
        return true;
    nk_cli_say(g->ctx, "the sheet has %s %llu, not %llu", what, (unsigned long long)sheet,
               (unsigned long long)own);
    nk_cli_status(g->ctx, NK_WRONG);
    return false;
}

static bool read_number(const char *word, uint64_t max, uint64_t *out)
{
    return word != NULL && nk_digits_read(word, strlen(word), max, out);
}

/* One option of the first line, with its argument. */
static bool take_option(struct grading *g, const char *name, const char *argument)
{
    uint64_t n;
    struct nk_quiz *quiz = g->quiz;
    if (strcmp(name, "--level") == 0 && read_number(argument, NK_QUIZ_LEVELS, &n) && n > 0) {
        if (!settle(g, "level", NK_QUIZ_GIVEN_LEVEL, n, quiz->level))
            return false;
        quiz->level = (unsigned)n;
    } else if (strcmp(name, "--count") == 0 && read_number(argument, NK_QUIZ_COUNT_MAX, &n) &&
               n > 0) {
        if (!settle(g, "count", NK_QUIZ_GIVEN_COUNT, n, quiz->count))
            return false;
        quiz->count = (uint32_t)n;
    } else if (strcmp(name, "--seed") == 0 && read_number(argument, INT64_MAX, &n)) {
        if (!settle(g, "seed", NK_QUIZ_GIVEN_SEED, n, quiz->seed))
            return false;
        quiz->seed = n;
        g->given |= NK_QUIZ_GIVEN_SEED;
    } else {
        nk_cli_say(g->ctx, "the sheet's first line is not one that --print made: '%s'", name);
        nk_cli_status(g->ctx, NK_WRONG);
        return false;
    }
    return true;
}

static bool take_topic(struct grading *g, const char *word)
{
    size_t i = 0;
    while (nk_quiz_topic(i) != NULL && strcmp(nk_quiz_topic(i), word) != 0)
        i++;
    if (nk_quiz_topic(i) == NULL ||
        ((g->given & NK_QUIZ_GIVEN_TOPIC) != 0 && strcmp(g->quiz->topic, word) != 0)) {
        nk_cli_say(g->ctx, "the sheet is on '%s'%s%s", word,
                   nk_quiz_topic(i) == NULL ? ", which is no topic" : ", not on ",
                   nk_quiz_topic(i) == NULL ? "" : g->quiz->topic);
        nk_cli_status(g->ctx, NK_WRONG);
        return false;
    }
    g->quiz->topic = nk_quiz_topic(i);
    return true;
}

static bool take_head(struct grading *g, const struct nk_line *line)
{
    char **words;
    size_t count;
    struct nk_err err = {0};
    size_t len = line->len - (line->len > 0 && line->text[line->len - 1] == '\r');
    if (!nk_words_split(line->text, len, &words, NULL, &count, &err)) {
        nk_cli_fail(g->ctx, &err);
        return false;
    }
    bool good = true;
    for (size_t i = 2; i < count && good; i++) {
        if (words[i][0] == '-') {
            good = take_option(g, words[i], i + 1 < count ? words[i + 1] : NULL);
            i++;
        } else {
            good = take_topic(g, words[i]);
        }
    }
    free(words);
    return good;
}

/* The digits at the start of "12. ...", which begins a question; 0: it does not. */
static size_t number_length(const struct nk_line *line)
{
    size_t len = 0;
    while (len < line->len && line->text[len] >= '0' && line->text[len] <= '9')
        len++;
    return len < line->len && line->text[len] == '.' ? len : 0;
}

static bool take_number(struct grading *g, const struct nk_line *line)
{
    size_t len = number_length(line);
    uint64_t n;
    if (len == 0 || !nk_digits_read(line->text, len, g->quiz->count, &n) || n == 0)
        return false;
    g->question = (uint32_t)n;
    return true;
}

/* "   answer: ..." */
static void take_answer(struct grading *g, const struct nk_line *line)
{
    size_t at = 0;
    while (at < line->len && (line->text[at] == ' ' || line->text[at] == '\t'))
        at++;
    const struct nk_line rest = {.text = line->text + at, .len = line->len - at};
    size_t len = strlen("answer:");
    if (g->question == 0 || rest.len < len || strncasecmp(rest.text, "answer:", len) != 0)
        return;
    struct nk_buf *b = &g->answers[g->question - 1];
    nk_buf_clear(b);
    nk_buf_add(b, rest.text + len, rest.len - len);
    g->question = 0;
}

static bool begin_answers(struct grading *g)
{
    struct nk_err err;
    if ((g->given & NK_QUIZ_GIVEN_SEED) == 0) {
        nk_cli_say(g->ctx, "the first line of the sheet ('netkit quiz ... --seed ...') is not "
                           "there: give --seed, and what else it was made with");
        nk_cli_status(g->ctx, NK_WRONG);
        return false;
    }
    g->answers = calloc(g->quiz->count, sizeof *g->answers);
    if (g->answers != NULL)
        return true;
    nk_err_memory(&err);
    nk_cli_fail(g->ctx, &err);
    return false;
}

/* The byte order mark, which is no text (RFC 3629, section 6). */
static void skip_mark(struct nk_line *line)
{
    if (line->number == 1 && line->len >= 3 && memcmp(line->text, "\xef\xbb\xbf", 3) == 0) {
        line->text += 3;
        line->len -= 3;
    }
}

/* Collects the answers; false where the sheet cannot be read. */
static bool read_sheet(struct grading *g)
{
    struct nk_line line;
    struct nk_err err = {0};
    for (;;) {
        enum nk_lines_status status = nk_lines_next(&g->lines, &line, &err);
        if (status == NK_LINES_END)
            return g->answers != NULL || begin_answers(g);
        if (status != NK_LINES_OK) {
            nk_cli_fail(g->ctx, &err);
            return false;
        }
        /* whose sheet it is may stand above, and what some editors put before all text */
        skip_mark(&line);
        bool head = g->answers == NULL && is_start(&line, "netkit quiz");
        if (head && !take_head(g, &line))
            return false;
        if (g->answers == NULL && (head || number_length(&line) > 0) && !begin_answers(g))
            return false;
        if (!head && g->answers != NULL && !take_number(g, &line))
            take_answer(g, &line);
    }
}

/* What is between the blanks of an answer. */
static struct nk_quiz_reply reply_of(const struct nk_buf *answer, uint32_t number)
{
    struct nk_quiz_reply reply = {.number = number};
    const char *at = answer->data, *end = at == NULL ? NULL : at + answer->len;
    while (at < end && strchr(" \t\r", *at) != NULL)
        at++;
    while (at < end && strchr(" \t\r", end[-1]) != NULL)
        end--;
    if (at < end) {
        reply.given = at;
        reply.given_len = (size_t)(end - at);
    }
    return reply;
}

static void put_mark(struct nk_buf *b, const struct nk_question *q,
                     const struct nk_quiz_reply *reply, const char *unreadable)
{
    nk_buf_printf(b, "%u. ", reply->number);
    if (reply->right) {
        nk_buf_add_text(b, "right\n");
        return;
    }
    if (reply->given == NULL)
        nk_buf_add_text(b, "no answer");
    else if (unreadable != NULL) { /* it quotes what was written there */
        nk_buf_add_text(b, "wrong, ");
        nk_escape_text(b, unreadable, strlen(unreadable));
    } else
        nk_buf_add_text(b, "wrong");
    nk_buf_printf(b, ": it is %.*s\n", (int)q->answer.len, q->answer.data);
}

static bool grade_one(struct grading *g, uint32_t number)
{
    struct nk_question q;
    struct nk_err err = {0};
    struct nk_quiz_reply reply = reply_of(&g->answers[number - 1], number);
    if (g->answers[number - 1].failed)
        return nk_err_memory(&err) || nk_cli_fail(g->ctx, &err) == NK_YES;
    bool good = nk_question_make(g->quiz, number, &q, &err);
    if (good) {
        enum nk_quiz_mark mark = NK_QUIZ_FALSE;
        if (reply.given != NULL)
            mark = nk_question_mark(&q, reply.given, reply.given_len, &err);
        reply.right = mark == NK_QUIZ_RIGHT;
        g->score->asked++;
        g->score->right += reply.right == 1;
        if (g->r != NULL)
            nk_quiz_record(g->r, g->quiz, &q, &reply);
        else
            put_mark(&g->text, &q, &reply, mark == NK_QUIZ_UNREADABLE ? err.text : NULL);
        good = g->r != NULL ? g->ctx->out->error == 0 : flush(g->ctx, &g->text);
    } else {
        nk_cli_fail(g->ctx, &err);
    }
    nk_question_release(&q);
    return good;
}

bool nk_quiz_grade(struct nk_ctx *ctx, const char *file, struct nk_quiz *quiz, unsigned given,
                   struct nk_record *r, struct nk_quiz_score *score)
{
    struct grading g = {.ctx = ctx, .quiz = quiz, .given = given, .r = r, .score = score};
    struct nk_err err = {0};
    if (strcmp(file, "-") == 0) {
        nk_lines_init(&g.lines, ctx->in_fd, "-");
    } else if (!nk_lines_open(&g.lines, file, &err)) {
        nk_cli_fail(ctx, &err);
        return false;
    }
    bool good = read_sheet(&g);
    for (uint32_t i = 1; i <= quiz->count && good; i++)
        good = grade_one(&g, i);
    for (uint32_t i = 0; i < quiz->count && g.answers != NULL; i++)
        nk_buf_release(&g.answers[i]);
    free(g.answers);
    nk_buf_release(&g.text);
    nk_lines_release(&g.lines);
    return good;
}
