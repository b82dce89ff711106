/* Where a walk comes from: its scenario and its settings. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/frame.h"
#include "cli/tcp_state.h"
#include "cli/tcp_walk.h"

bool nk_tcp_scenario_offers(size_t at, struct nk_offer *offer)
{
    const struct nk_scenario *scenario = nk_scenario_at(at);
    if (scenario == NULL)
        return false;
    *offer = (struct nk_offer){.word = scenario->name, .help = scenario->help};
    return true;
}

static const char *scenario_names(const void *of, size_t at)
{
    (void)of;
    const struct nk_scenario *scenario = nk_scenario_at(at);
    return scenario == NULL ? NULL : scenario->name;
}

const struct nk_scenario *nk_tcp_scenario_word(struct nk_ctx *ctx, const char *word)
{
    const struct nk_scenario *found = nk_scenario_find(word);
    const char *near = found != NULL ? NULL : nk_cli_nearest(word, scenario_names, NULL);
    if (found == NULL)
        nk_cli_no_word(ctx, word, "scenario", near, ", and no file: --list has the names");
    return found;
}

/* ---- the scenario ---------------------------------------------------------------- */

/* All bad lines are told; one is enough for nothing to be run. */
static bool read_lines(struct nk_tcp_walk *x, struct nk_lines *lines)
{
    struct nk_line line;
    struct nk_err err = {0};
    enum nk_lines_status status;
    bool good = true, goes_on = true;
    while (goes_on && (status = nk_lines_next(lines, &line, &err)) != NK_LINES_END) {
        if (status == NK_LINES_FAILED) {
            nk_cli_fail(x->ctx, &err);
            return false;
        }
        if (status == NK_LINES_OK &&
            nk_script_add(&x->script, line.text, line.len, line.number, &err))
            continue;
        const struct nk_input_item item = {
            .source = lines->source,
            .number = line.number,
            .text = line.text,
            .len = line.len,
            .line = line.text,
            .line_len = line.len,
            .column = 1,
            .unit = "",
            .ended = status != NK_LINES_OK,
        };
        good = false;
        goes_on = nk_cli_bad_item(x->ctx, &item, &err) && err.code == NK_ERR_INPUT &&
                  x->script.count < NK_SCRIPT_LINES_MAX;
    }
    if (!good) /* also where --exit-zero makes nothing of a bad line */
        nk_cli_status(x->ctx, x->args->exit_zero ? NK_YES : NK_WRONG);
    return good;
}

/* A built-in, by its name; `-`, `@FILE`; any other word is a file where there is one. */
static bool open_scenario(struct nk_tcp_walk *x, struct nk_lines *lines, struct nk_err *err)
{
    const char *word = x->args->operand_count > 0 ? x->args->operands[0] : nk_scenario_at(0)->name;
    const struct nk_scenario *found = nk_scenario_find(word);
    if (found != NULL) {
        nk_lines_init_text(lines, found->text, strlen(found->text), found->name);
        return true;
    }
    if (strcmp(word, "-") == 0 || strcmp(word, "@-") == 0) {
        nk_lines_init(lines, x->ctx->in_fd, "-");
        return true;
    }
    if (word[0] == '@')
        return nk_lines_open(lines, word + 1, err);
    if (strchr(word, '/') != NULL || access(word, F_OK) == 0)
        return nk_lines_open(lines, word, err);
    nk_tcp_scenario_word(x->ctx, word); /* says what is wrong */
    return false;
}

static bool read_scenario(struct nk_tcp_walk *x)
{
    struct nk_lines lines = {0};
    struct nk_err err = {0};
    if (!open_scenario(x, &lines, &err)) {
        if (err.code != NK_ERR_NONE)
            nk_cli_fail(x->ctx, &err);
        return false;
    }
    bool good = read_lines(x, &lines);
    nk_lines_release(&lines);
    return good;
}

/* ---- options ----------------------------------------------------------------------- */

static bool read_isn(struct nk_tcp_walk *x)
{
    const struct nk_given *given = nk_args_find(x->args, "isn");
    struct nk_err err = {0};
    if (given == NULL || nk_script_isns(given->text, strlen(given->text), x->settings.isn,
                                        x->settings.has_isn, &err))
        return true;
    nk_cli_bad_argument(x->ctx, given, &err);
    return false;
}

static bool read_settings(struct nk_tcp_walk *x)
{
    x->settings.msl = -1;
    if (nk_args_has(x->args, "profile")) {
        x->settings.profile = nk_tcp_profile_option(x->ctx, x->args);
        if (x->settings.profile == NULL)
            return false;
    }
    if (nk_args_has(x->args, "msl"))
        x->settings.msl = nk_args_number(x->args, "msl", 0) * 1000;
    x->settings.has_seed = nk_args_has(x->args, "seed");
    x->settings.seed = (uint64_t)nk_args_number(x->args, "seed", 0);
    return read_isn(x);
}

/* The faults of the command line are lines before the scenario's. */
static bool read_faults(struct nk_tcp_walk *x)
{
    static const struct {
        const char *name;
        enum nk_fault_kind kind;
    } options[] = {
        {"loss", NK_FAULT_LOSE}, {"duplicate", NK_FAULT_DUPLICATE}, {"reorder", NK_FAULT_REORDER}};
    struct nk_err err = {0};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        const struct nk_given *given;
        for (size_t at = 0; (given = nk_args_next(x->args, options[i].name, &at)) != NULL;) {
            const char *text = given->text != NULL ? given->text : "all";
            if (nk_script_faults(&x->script, options[i].kind, text, strlen(text), &err))
                continue;
            nk_cli_bad_argument(x->ctx, given, &err);
            return false;
        }
    }
    return true;
}

bool nk_walk_read(struct nk_tcp_walk *x)
{
    return read_settings(x) && read_faults(x) && read_scenario(x);
}
