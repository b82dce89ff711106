/* `netkit quiz`: options, and what comes of them. */
#include "cli/quiz.h"

#include "dns/random.h"

enum {
    F_NUMBER,
    F_TOPIC,
    F_LEVEL,
    F_KIND,
    F_QUESTION,
    F_GIVEN,
    F_ANSWER,
    F_RIGHT,
    F_HINT,
    F_WORKING,
    F_COMMAND,
    F_SEED,
};

static const struct nk_field fields[] = {
    {"number", "number", "the question's number, from 1", NK_INT, NK_FIELD_BRIEF, 0},
    {"topic", "topic", "the command that it is about", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"level", "level", "how hard it is, 1 to 3", NK_INT, NK_FIELD_BRIEF, 0},
    {"kind", "kind", "what kind of question it is", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"question", "question", "the question", NK_TEXT, 0, 0},
    {"given", "given", "what was answered; null: nothing", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"answer", "answer", "the right answer; null on a sheet that is to be filled in", NK_TEXT,
     NK_FIELD_BRIEF, 0},
    {"right", "right", "whether the answer is right; null: none was asked for", NK_FLAG,
     NK_FIELD_BRIEF, 0},
    {"hint", "hint", "what helps to find it", NK_TEXT, 0, 0},
    {"working", "working", "how it follows; null where the answer is", NK_TEXT, 0, 0},
    {"command", "command", "a command of netkit that shows it; null: none, or the answer is null",
     NK_TEXT, 0, 0},
    {"seed", "seed", "the number that the questions were made from", NK_COUNT, 0, 0},
};

static const struct nk_schema schema = {
    .fields = fields,
    .count = sizeof fields / sizeof *fields,
    .operand = F_ANSWER,
};

void nk_quiz_record(struct nk_record *r, const struct nk_quiz *quiz, const struct nk_question *q,
                    const struct nk_quiz_reply *reply)
{
    nk_record_int(r, F_NUMBER, reply->number);
    nk_record_word(r, F_TOPIC, q->kind->topic);
    nk_record_int(r, F_LEVEL, q->kind->level);
    nk_record_word(r, F_KIND, q->kind->name);
    nk_record_slice(r, F_QUESTION, q->ask.data, q->ask.len);
    if (reply->given != NULL)
        nk_record_slice(r, F_GIVEN, reply->given, reply->given_len);
    nk_record_flag(r, F_RIGHT, reply->right);
    nk_record_text(r, F_HINT, q->kind->hint);
    if (!reply->open) {
        nk_record_slice(r, F_ANSWER, q->answer.data, q->answer.len);
        nk_record_slice(r, F_WORKING, q->working.data, q->working.len);
        nk_record_text(r, F_COMMAND, q->command.data[0] == '\0' ? NULL : q->command.data);
    }
    nk_record_count(r, F_SEED, nk_count_of(quiz->seed));
    nk_record_end(r);
}

/* ---- options ------------------------------------------------------------------- */

/* What the options say; returns which values were given (enum nk_quiz_given). */
static unsigned read_quiz(const struct nk_args *args, struct nk_quiz *quiz)
{
    unsigned given = 0;
    *quiz = (struct nk_quiz){.level = 1, .count = 10};
    if (args->operand_count > 0) {
        quiz->topic = args->operands[0];
        given |= NK_QUIZ_GIVEN_TOPIC;
    }
    if (nk_args_has(args, "level")) {
        quiz->level = (unsigned)nk_args_number(args, "level", 1);
        given |= NK_QUIZ_GIVEN_LEVEL;
    }
    if (nk_args_has(args, "count")) {
        quiz->count = (uint32_t)nk_args_number(args, "count", 1);
        given |= NK_QUIZ_GIVEN_COUNT;
    }
    if (nk_args_has(args, "seed")) {
        quiz->seed = (uint64_t)nk_args_number(args, "seed", 1);
        given |= NK_QUIZ_GIVEN_SEED;
    }
    return given;
}

static bool is_topic(const char *word)
{
    for (size_t i = 0; nk_quiz_topic(i) != NULL; i++)
        if (strcmp(word, nk_quiz_topic(i)) == 0)
            return true;
    return false;
}

/* A seed that one can write down. */
static bool draw_seed(uint64_t *seed, struct nk_err *err)
{
    uint32_t bits;
    if (!nk_random_fill(&bits, sizeof bits, err))
        return false;
    *seed = bits % 1000000;
    return true;
}

/* ---- the whole ----------------------------------------------------------------- */

static void tell_score(struct nk_ctx *ctx, const struct nk_quiz_score *score, int64_t pass,
                       bool text)
{
    unsigned percent =
        score->asked == 0 ? 0 : (unsigned)((uint64_t)score->right * 100 / score->asked);
    bool below = pass >= 0 && (uint64_t)score->right * 100 < (uint64_t)pass * score->asked;
    if (text) {
        struct nk_buf b = {0};
        nk_buf_printf(&b, "%u of %u right, %u %%", score->right, score->asked, percent);
        if (pass >= 0)
            nk_buf_printf(&b, ": %s, the mark is %d %%", below ? "not passed" : "passed",
                          (int)pass);
        nk_buf_add_byte(&b, '\n');
        nk_cli_print_made(ctx, &b);
    }
    if (below)
        nk_cli_status(ctx, NK_NO);
}

static enum nk_status run_with(struct nk_ctx *ctx, const struct nk_args *args, struct nk_quiz *quiz,
                               unsigned given, struct nk_record *r)
{
    struct nk_quiz_score score = {0};
    struct nk_err err = {0};
    const char *file = nk_args_text(args, "grade");
    if (file == NULL && (given & NK_QUIZ_GIVEN_SEED) == 0 && !draw_seed(&quiz->seed, &err))
        return nk_cli_fail(ctx, &err);
    if (nk_args_has(args, "print") || nk_args_has(args, "key")) {
        nk_quiz_print(ctx, quiz, r, nk_args_has(args, "key"));
        return ctx->worst;
    }
    if (file != NULL && !nk_quiz_grade(ctx, file, quiz, given, r, &score))
        return ctx->worst;
    if (file == NULL)
        nk_quiz_ask(ctx, quiz, r, &score);
    if (nk_args_has(args, "pass"))
        score.asked = quiz->count; /* who leaves early has not passed for that */
    tell_score(ctx, &score, nk_args_number(args, "pass", -1), r == NULL);
    return ctx->worst;
}

static enum nk_status run_quiz(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_quiz quiz;
    struct nk_record r;
    unsigned given = read_quiz(args, &quiz);
    bool print = nk_args_has(args, "print") || nk_args_has(args, "key");
    bool records = args->format != NK_FORMAT_TEXT || args->fields != NULL;
    if (quiz.topic != NULL && !is_topic(quiz.topic))
        return nk_cli_misuse(ctx, "'%s' is no topic: cidr, route, dns or tcp-state", quiz.topic);
    if (print && nk_args_has(args, "grade"))
        return nk_cli_misuse(ctx, "--grade excludes --print and --key");
    if (print && nk_args_has(args, "pass"))
        return nk_cli_misuse(ctx, "--pass goes with answers: not with --print and --key");
    if (!records)
        return run_with(ctx, args, &quiz, given, NULL);
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    run_with(ctx, args, &quiz, given, &r);
    return nk_cli_records_done(ctx, &r);
}

static bool topic_offers(size_t at, struct nk_offer *offer)
{
    const char *topic = nk_quiz_topic(at);
    *offer = (struct nk_offer){.word = topic};
    return topic != NULL;
}

static const struct nk_option options[] = {
    {.name = "level",
     .arg = NK_ARG_UINT,
     .metavar = "1..3",
     .min = 1,
     .max = NK_QUIZ_LEVELS,
     .help = "how hard the questions are (1)"},
    {.name = "count",
     .letter = 'n',
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 1,
     .max = NK_QUIZ_COUNT_MAX,
     .help = "how many there are (10)"},
    {.name = "seed",
     .arg = NK_ARG_UINT,
     .metavar = "S",
     .max = INT64_MAX,
     .help = "the number that they are made from: the same one, the same questions"},
    {.name = "print", .help = "print a sheet to be filled in"},
    {.name = "key", .help = "print the sheet with its answers"},
    {.name = "grade",
     .arg = NK_ARG_FILE,
     .metavar = "FILE",
     .help = "mark a sheet that was filled in; '-' is standard input"},
    {.name = "pass",
     .arg = NK_ARG_UINT,
     .metavar = "PERCENT",
     .max = 100,
     .help = "status 1 where less than that is right"},
    {.name = ""},
};

static const struct nk_example examples[] = {
    {"quiz cidr --level 2 --count 3 --seed 7 --print", "a sheet of three questions"},
    {"quiz tcp-state --count 5 --seed 7 --key", "another one with its answers"},
    {"", ""},
};

static const struct nk_verb verb = {
    .name = "",
    .operands = "[TOPIC]",
    .summary = "questions to practise with, and sheets for a class",
    .about = "Asks questions on a topic (cidr, route, dns, tcp-state; without one, on all), says "
             "at once whether an answer is right, and how it follows. 'hint' helps, 'why' shows "
             "the last answer's working by a command of netkit, 'skip' goes on, 'quit' ends. The "
             "questions are made from a seed, the same on every machine: so --print makes a sheet, "
             "--key its answers, and --grade marks what came back.",
    .options = options,
    .common = NK_COMMON_RECORDS,
    .max_operands = 1,
    .offers = topic_offers,
    .schema = &schema,
    .examples = examples,
    .run = run_quiz,
};

const struct nk_verb *const nk_quiz_verbs[] = {&verb, NULL};
