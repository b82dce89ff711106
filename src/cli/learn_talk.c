/* A student and a chapter: the guest of a session. */
#include <unistd.h>

#include "base/wrap.h"
#include "cli/lab.h"
#include "cli/learn.h"
#include "cli/repl.h"
#include "cli/session_part.h"

struct lesson {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_session *session;
    const struct nk_lesson_chapter *chapter; /* NULL: one is being chosen */
    size_t step;
    struct nk_lesson_progress progress;
    struct nk_cli_lab_world world;
    bool lab;  /* it is at work */
    bool told; /* that the progress cannot be kept */
    bool own;  /* a line of ours runs, which is no try at the task */
};

/* ---- what is said -------------------------------------------------------------- */

static void say(struct lesson *x, struct nk_buf *b)
{
    struct nk_err err;
    if (b->failed) {
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
        x->session->ended = true;
    } else {
        nk_cli_print(x->ctx, b->data, b->len);
    }
    nk_out_flush(x->ctx->out);
    nk_buf_release(b);
}

static void say_text(struct lesson *x, const char *text)
{
    struct nk_buf b = {0};
    nk_wrap(&b, text, strlen(text), 0, 0, NK_WRAP_LONG_STAYS);
    say(x, &b);
}

static void put_paragraphs(struct nk_buf *b, const char *text, const char *mark)
{
    size_t indent = strlen(mark);
    for (bool first = true; text != NULL && *text != '\0'; first = false) {
        size_t len = strcspn(text, "\n");
        if (text[0] == ' ') {
            nk_buf_add(b, text, len);
            nk_buf_add_byte(b, '\n');
        } else {
            nk_buf_printf(b, "%s", first ? mark : "");
            nk_wrap(b, text, len, first ? indent : 0, indent, NK_WRAP_LONG_STAYS);
        }
        text += len + (text[len] == '\n');
    }
}

void nk_lesson_put(struct nk_buf *b, const struct nk_lesson_step *step)
{
    put_paragraphs(b, step->says, "");
    nk_buf_add_byte(b, '\n');
    put_paragraphs(b, step->task, "* ");
}

/* The step that one is at; a chapter was chosen. */
static const struct nk_lesson_step *step_of(const struct lesson *x)
{
    return &x->chapter->steps[x->step];
}

static void tell_step(struct lesson *x)
{
    struct nk_buf b = {0};
    nk_buf_printf(&b, "\n%s, %zu of %zu\n\n", x->chapter->title, x->step + 1,
                  nk_lesson_steps(x->chapter));
    nk_lesson_put(&b, step_of(x));
    say(x, &b);
}

static void tell_list(struct lesson *x)
{
    struct nk_buf b = {0};
    nk_lesson_put_list(&b, &x->progress);
    nk_buf_add_text(&b, "\nType a chapter's name or number, 'help', or 'exit'.\n");
    say(x, &b);
}

/* ---- chapters ------------------------------------------------------------------ */

static size_t index_of(const struct nk_lesson_chapter *chapter)
{
    return (size_t)(chapter - nk_lesson_chapters);
}

static void leave(struct lesson *x)
{
    if (x->lab)
        nk_cli_lab_end(x->ctx, &x->world);
    x->lab = false;
    x->chapter = NULL;
}

static void enter(struct lesson *x, const struct nk_lesson_chapter *chapter)
{
    const struct nk_args *args = x->ctx->args;
    leave(x);
    x->chapter = chapter;
    x->step = x->progress.done[index_of(chapter)];
    if (x->step >= nk_lesson_steps(chapter))
        x->step = 0; /* again from the start */
    if (chapter->lab) {
        x->ctx->args = x->args;
        x->lab = nk_cli_lab_begin(x->ctx, &x->world);
        if (!x->lab)
            nk_cli_lab_end(x->ctx, &x->world);
        x->ctx->args = args;
    }
    if (chapter->let != NULL) {
        x->own = true;
        nk_session_run(x->session, chapter->let, strlen(chapter->let));
        x->own = false;
    }
    tell_step(x);
}

static void keep(struct lesson *x)
{
    size_t i = index_of(x->chapter);
    if (x->progress.done[i] <= x->step)
        x->progress.done[i] = x->step + 1;
    if (!nk_lesson_progress_save(&x->progress) && !x->told) {
        nk_cli_say(x->ctx, "how far you are cannot be kept in '%s'", x->progress.path);
        x->told = true;
    }
}

static void end_chapter(struct lesson *x)
{
    const struct nk_lesson_chapter *next = x->chapter + 1;
    struct nk_buf b = {0};
    nk_buf_printf(&b, "\nThat was all of '%s'.", x->chapter->title);
    if (next->name != NULL)
        nk_buf_printf(&b, " 'next' goes on with '%s'.\n", next->title);
    else
        nk_buf_add_text(&b, " It was the last chapter: netkit quiz asks what you know now.\n");
    x->step = nk_lesson_steps(x->chapter);
    say(x, &b);
}

static bool is_over(const struct lesson *x)
{
    return x->chapter == NULL || x->step >= nk_lesson_steps(x->chapter);
}

static void advance(struct lesson *x, bool done)
{
    if (done) {
        say_text(x, "Right.");
        keep(x);
    }
    x->step++;
    if (is_over(x))
        end_chapter(x);
    else
        tell_step(x);
}

/* ---- the guest ----------------------------------------------------------------- */

static const struct nk_session_word words[] = {
    {"hint", "", "what helps with the task"},
    {"solution", "", "a line that solves the task"},
    {"skip", "", "go on without it"},
    {"back", "", "the task before"},
    {"again", "", "tell the task once more"},
    {"next", "", "the next chapter"},
    {"chapters", "", "the list of chapters"},
    {"learn", "[CHAPTER]", "go to that chapter"},
    {.name = NULL},
};

static int go(struct lesson *x, const char *word)
{
    const struct nk_lesson_chapter *chapter = nk_lesson_find(word);
    if (chapter == NULL) {
        nk_cli_say(x->ctx, "'%s' is no chapter: 'chapters' lists them", word);
        return NK_WRONG;
    }
    enter(x, chapter);
    return NK_YES;
}

static int go_next(struct lesson *x)
{
    const struct nk_lesson_chapter *next = x->chapter == NULL ? nk_lesson_chapters : x->chapter + 1;
    if (next->name == NULL) {
        say_text(x, "That was the last chapter.");
        return NK_NO;
    }
    enter(x, next);
    return NK_YES;
}

static void go_back(struct lesson *x)
{
    if (x->step == 0)
        say_text(x, "This is the first task of the chapter.");
    x->step -= x->step > 0;
    tell_step(x);
}

static int take(void *closure, struct nk_session *s, int argc, const char *const *argv)
{
    struct lesson *x = closure;
    const char *word = argv[0];
    (void)s;
    if (strcmp(word, "next") == 0)
        return go_next(x);
    if (strcmp(word, "learn") == 0 && argc > 1)
        return go(x, argv[1]);
    if (x->chapter != NULL && strcmp(word, "back") == 0)
        go_back(x);
    else if (is_over(x) || strcmp(word, "chapters") == 0 || strcmp(word, "learn") == 0)
        tell_list(x);
    else if (strcmp(word, "hint") == 0)
        say_text(x, step_of(x)->hint);
    else if (strcmp(word, "solution") == 0)
        say_text(x, step_of(x)->solution);
    else if (strcmp(word, "skip") == 0)
        advance(x, false);
    else
        tell_step(x);
    return NK_YES;
}

static bool is_command(struct nk_session *s, const char *word)
{
    struct nk_session_choice choice;
    return !nk_session_choose(s, word, &choice, NULL) || choice.command != NULL ||
           choice.own != NULL || choice.guests != NULL;
}

/* An answer, or the choice of a chapter; what cannot be one is a command. */
static bool take_line(void *closure, struct nk_session *s, const char *text, size_t len,
                      int *status)
{
    struct lesson *x = closure;
    const struct nk_lesson_step *step = is_over(x) ? NULL : step_of(x);
    char word[64];
    *status = NK_YES;
    while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL)
        len--;
    if (x->own || len == 0 || len >= sizeof word)
        return false;
    memcpy(word, text, len);
    word[len] = '\0';
    bool chooses = x->chapter == NULL || (is_over(x) && !is_command(s, word));
    if (chooses && nk_lesson_find(word) != NULL) {
        *status = go(x, word);
        return true;
    }
    if (step == NULL || step->answer[0] == '\0')
        return false;
    struct nk_quiz_kind kind = {.form = step->form};
    struct nk_question q = {.kind = &kind};
    struct nk_err err = {0};
    nk_buf_add_text(&q.answer, step->answer);
    enum nk_quiz_mark mark =
        q.answer.failed ? NK_QUIZ_UNREADABLE : nk_question_mark(&q, word, len, &err);
    nk_buf_release(&q.answer);
    if (mark == NK_QUIZ_RIGHT)
        advance(x, true);
    else if (memchr(word, ' ', len) != NULL || is_command(s, word))
        return false;
    else if (mark == NK_QUIZ_FALSE)
        say_text(x, "No, that is not it. 'hint' helps.");
    else
        nk_cli_say(x->ctx, "%s; 'hint' helps", err.text);
    return true;
}

static void seen(void *closure, struct nk_session *s, const struct nk_session_report *report)
{
    struct lesson *x = closure;
    const struct nk_lesson_step *step = is_over(x) ? NULL : step_of(x);
    (void)s;
    if (x->own || step == NULL || step->answer[0] != '\0')
        return;
    if (nk_lesson_is_done(step, report))
        advance(x, true);
    else if (nk_lesson_is_tried(step, report))
        say_text(x, "That is not what was asked for. 'hint' helps.");
}

int nk_lesson_talk(struct nk_ctx *ctx, const struct nk_lesson_chapter *chapter)
{
    struct nk_session s;
    struct lesson x = {.ctx = ctx, .args = ctx->args, .session = &s};
    const struct nk_session_guest guest = {.closure = &x,
                                           .words = words,
                                           .take = take,
                                           .line = take_line,
                                           .seen = seen,
                                           .all_fields = true};
    struct nk_session *outer = ctx->session; /* a lesson may be begun at the prompt */
    struct nk_err err = {0};
    int status;
    if (!nk_lesson_progress_load(&x.progress, ctx, &err))
        nk_cli_say(ctx, "%s", err.text);
    nk_session_init(&s, ctx);
    s.guest = &guest;
    s.keep_going = true;
    s.restricted = ctx->restricted;
    if (chapter == NULL)
        tell_list(&x);
    else
        enter(&x, chapter);
    bool script = isatty(ctx->in_fd) != 1;
    if (script)
        status = nk_session_run_lines(&s, ctx->in_fd, "standard input");
    else
        status = nk_repl_talk(&s, "learn> ");
    bool unfinished = !is_over(&x);
    leave(&x);
    status = nk_session_release(&s, status);
    ctx->session = outer;
    nk_lesson_progress_release(&x.progress);
    if (status >= NK_FAILED)
        return status;
    return script && unfinished ? NK_NO : NK_YES; /* what was mistyped on the way does not count */
}
