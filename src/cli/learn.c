/* `netkit learn`: the chapters, how far one is, and one of them. */
#include "cli/learn.h"

#include <signal.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

const struct nk_lesson_chapter nk_lesson_chapters[] = {
    {.name = "layers",
     .title = "Layers and encapsulation",
     .steps = nk_lesson_layers,
     .let =
         "let packet = 02000000000202000000000108004500003e000140004011b66ec000020ac0000235d4310035"
         "002ad9521a2b0100000100000000000003777777076578616d706c6504746573740000010001"},
    {.name = "addresses", .title = "Ethernet, IP and AS addresses", .steps = nk_lesson_addresses},
    {.name = "masks", .title = "Prefixes and masks", .steps = nk_lesson_masks},
    {.name = "forwarding",
     .title = "Longest-prefix match and forwarding",
     .steps = nk_lesson_forwarding},
    {.name = "dns",
     .title = "DNS from the root to the answer",
     .steps = nk_lesson_dns,
     .lab = true},
    {.name = "headers",
     .title = "UDP and TCP headers",
     .steps = nk_lesson_headers,
     .let = "let syn = 4500002c000140004006b68bc000020ac0000235d4310050000003e8000000006002ffff"
            "3b7d0000020405b4"},
    {.name = "handshake",
     .title = "The handshake and its sequence numbers",
     .steps = nk_lesson_handshake},
    {.name = "states", .title = "The states of TCP", .steps = nk_lesson_states},
    {.name = "sockets", .title = "The socket calls", .steps = nk_lesson_sockets},
    {.name = NULL},
};

size_t nk_lesson_steps(const struct nk_lesson_chapter *chapter)
{
    size_t count = 0;
    while (chapter->steps[count].task[0] != '\0')
        count++;
    return count;
}

const struct nk_lesson_chapter *nk_lesson_find(const char *word)
{
    const struct nk_lesson_chapter *found = NULL;
    char *end;
    unsigned long number = strtoul(word, &end, 10);
    size_t len = strlen(word);
    for (size_t i = 0; nk_lesson_chapters[i].name != NULL; i++) {
        const struct nk_lesson_chapter *chapter = &nk_lesson_chapters[i];
        if (strcmp(chapter->name, word) == 0 || (*end == '\0' && len > 0 && number == i + 1))
            return chapter;
        if (len > 0 && strncasecmp(chapter->name, word, len) == 0) {
            if (found != NULL)
                return NULL;
            found = chapter;
        }
    }
    return found;
}

/* ---- the list ------------------------------------------------------------------ */

enum { F_NUMBER, F_CHAPTER, F_TITLE, F_STEPS, F_DONE };

static const struct nk_field fields[] = {
    {"number", "number", "the chapter's number, from 1", NK_INT, 0, 0},
    {"chapter", "chapter", "its name", NK_TEXT, 0, 10},
    {"title", "title", "what it is about", NK_TEXT, 0, 39},
    {"steps", "steps", "how many steps it has", NK_INT, 0, 5},
    {"done", "done", "how many of them you have done", NK_INT, 0, 0},
};

static const struct nk_schema schema = {
    .fields = fields,
    .count = sizeof fields / sizeof *fields,
    .operand = F_CHAPTER,
};

void nk_lesson_put_list(struct nk_buf *b, const struct nk_lesson_progress *p)
{
    for (size_t i = 0; nk_lesson_chapters[i].name != NULL; i++) {
        const struct nk_lesson_chapter *chapter = &nk_lesson_chapters[i];
        size_t steps = nk_lesson_steps(chapter), done = p->done[i];
        nk_buf_printf(b, "%zu  %-11s %-39s ", i + 1, chapter->name, chapter->title);
        if (done == 0)
            nk_buf_printf(b, "%zu steps\n", steps);
        else
            nk_buf_printf(b, "%zu of %zu steps done\n", done, steps);
    }
}

static enum nk_status list(struct nk_ctx *ctx)
{
    struct nk_lesson_progress progress;
    struct nk_record r;
    struct nk_err err = {0};
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    if (!nk_lesson_progress_load(&progress, ctx, &err))
        nk_cli_fail(ctx, &err);
    for (size_t i = 0; nk_lesson_chapters[i].name != NULL; i++) {
        nk_record_int(&r, F_NUMBER, (int64_t)i + 1);
        nk_record_text(&r, F_CHAPTER, nk_lesson_chapters[i].name);
        nk_record_text(&r, F_TITLE, nk_lesson_chapters[i].title);
        nk_record_int(&r, F_STEPS, (int64_t)nk_lesson_steps(&nk_lesson_chapters[i]));
        nk_record_int(&r, F_DONE, (int64_t)progress.done[i]);
        nk_record_end(&r);
    }
    nk_lesson_progress_release(&progress);
    return nk_cli_records_done(ctx, &r);
}

/* ---- on paper ------------------------------------------------------------------ */

static enum nk_status print(struct nk_ctx *ctx, const struct nk_lesson_chapter *chapter, bool text,
                            bool solutions)
{
    struct nk_buf b = {0};
    if (text)
        nk_buf_printf(&b, "%s\n", chapter->title);
    for (size_t i = 0; chapter->steps[i].task[0] != '\0'; i++) {
        if (text) {
            nk_buf_printf(&b, "\n%zu.\n", i + 1);
            nk_lesson_put(&b, &chapter->steps[i]);
        }
        if (solutions)
            nk_buf_printf(&b, "%s%s\n", text ? "  > " : "", chapter->steps[i].solution);
    }
    nk_cli_print_made(ctx, &b);
    return ctx->worst;
}

/* ---- the verb ------------------------------------------------------------------ */

static enum nk_status forget(struct nk_ctx *ctx)
{
    struct nk_lesson_progress progress;
    struct nk_err err = {0};
    if (!nk_lesson_progress_load(&progress, ctx, &err))
        nk_cli_fail(ctx, &err);
    if (!nk_lesson_progress_forget(&progress)) {
        nk_cli_say(ctx, "cannot write '%s'", progress.path);
        nk_cli_status(ctx, NK_FAILED);
    }
    nk_lesson_progress_release(&progress);
    return ctx->worst;
}

static enum nk_status run_learn(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_lesson_chapter *chapter = NULL;
    bool text = nk_args_has(args, "print"), solutions = nk_args_has(args, "solutions");
    if (args->operand_count > 0) {
        chapter = nk_lesson_find(args->operands[0]);
        if (chapter == NULL)
            return nk_cli_misuse(ctx, "'%s' is no chapter: netkit learn lists them",
                                 args->operands[0]);
    }
    if (nk_args_has(args, "reset"))
        return forget(ctx);
    if ((text || solutions) && chapter == NULL)
        return nk_cli_misuse(ctx, "which chapter?");
    if (text || solutions)
        return print(ctx, chapter, text, solutions);
    bool records = args->format != NK_FORMAT_TEXT || args->fields != NULL;
    if (chapter == NULL && (records || isatty(ctx->in_fd) != 1 || !ctx->out_tty))
        return list(ctx);
    if (records)
        return nk_cli_misuse(ctx, "records are for the list of chapters");
    if (ctx->session != NULL && ctx->session->guest != NULL)
        return nk_cli_misuse(ctx, "this is a lesson already: 'next' and 'chapters' go on");
    const struct nk_ctx before = *ctx;
    int status = nk_lesson_talk(ctx, chapter);
    if (status > 128 && ctx->session == NULL)
        raise(status - 128); /* it does now what it would have done */
    nk_cli_resume(ctx, &before);
    return (enum nk_status)status;
}

static bool chapter_offers(size_t at, struct nk_offer *offer)
{
    *offer = (struct nk_offer){.word = nk_lesson_chapters[at].name,
                               .help = nk_lesson_chapters[at].title};
    return offer->word != NULL;
}

static const struct nk_option options[] = {
    {.name = "print", .help = "print the chapter, to be read on paper"},
    {.name = "solutions", .help = "print a solution of each task, a line each"},
    {.name = "reset", .help = "forget how far you are"},
    {.name = ""},
};

static const struct nk_example examples[] = {
    {"learn --fields number,chapter,title", "the chapters"},
    {"learn masks --print", "a chapter on paper"},
    {"", ""},
};

static const struct nk_verb verb = {
    .name = "",
    .operands = "[CHAPTER]",
    .summary = "lessons at the prompt, from layers to the socket calls",
    .about = "Lists the chapters and how far you are; with a chapter's name or number it starts "
             "that. Each step says a little and asks for a command, whose result is checked: any "
             "right way counts. 'hint', 'solution', 'skip' and 'again' help, 'next' goes on with "
             "the next chapter. No network is needed: DNS is that of the lab, sockets are on "
             "loopback.",
    .options = options,
    .common = NK_COMMON_RECORDS,
    .max_operands = 1,
    .offers = chapter_offers,
    .schema = &schema,
    .examples = examples,
    .run = run_learn,
};

const struct nk_verb *const nk_learn_verbs[] = {&verb, NULL};
