/* Whether what a command came to is what a task asked for. */
#include "cli/learn.h"

static bool has_word(const struct nk_session_report *report, const char *word)
{
    for (int i = 1; i < report->argc; i++)
        if (strcmp(report->argv[i], word) == 0)
            return true;
    return false;
}

/* Equal, one of a list's items, or with '~' before it a part. */
static bool has_value(const char *text, size_t len, const char *value)
{
    size_t want = strlen(value);
    if (value[0] == '~')
        return memmem(text, len, value + 1, want - 1) != NULL;
    while (len >= want) {
        const char *comma = memchr(text, ',', len);
        size_t item = comma == NULL ? len : (size_t)(comma - text);
        if (item == want && memcmp(text, value, want) == 0)
            return true;
        if (comma == NULL)
            break;
        len -= item + 1;
        text = comma + 1;
    }
    return false;
}

static bool has_field(const struct nk_session_result *result,
                      const struct nk_session_result_row *row, const struct nk_lesson_way *way)
{
    size_t len;
    for (size_t i = 0; i < result->schema->count; i++) {
        if (way->key[0] != '\0' && strcmp(result->schema->fields[i].key, way->key) != 0)
            continue;
        const char *text = nk_session_result_field(row, i, &len);
        if (text != NULL && has_value(text, len, way->value))
            return true;
    }
    return false;
}

static bool has_result(const struct nk_session_result *result, const struct nk_lesson_way *way)
{
    struct nk_session_result_row row;
    size_t at = 0;
    if (result == NULL || (way->rows > 0 && result->rows != way->rows))
        return false;
    if (way->value[0] == '\0')
        return true;
    while (nk_session_result_next(result, &at, &row))
        if (has_field(result, &row, way))
            return true;
    return false;
}

static bool is_way(const struct nk_lesson_way *way, const struct nk_session_report *report)
{
    const char *command = report->argc > 1 ? report->argv[1] : "";
    if (report->status != way->status)
        return false;
    if (way->command[0] != '\0' && strcmp(command, way->command) != 0)
        return false;
    if (way->verb[0] != '\0' && !has_word(report, way->verb))
        return false;
    if (way->word[0] != '\0' && !has_word(report, way->word))
        return false;
    return (way->value[0] == '\0' && way->rows == 0) || has_result(report->result, way);
}

static bool is_there(const struct nk_lesson_way *way)
{
    return way->command[0] != '\0' || way->value[0] != '\0';
}

bool nk_lesson_is_done(const struct nk_lesson_step *step, const struct nk_session_report *report)
{
    for (size_t i = 0; i < NK_LESSON_WAYS; i++)
        if (is_there(&step->ways[i]) && is_way(&step->ways[i], report))
            return true;
    return false;
}

bool nk_lesson_is_tried(const struct nk_lesson_step *step, const struct nk_session_report *report)
{
    if (report->argc < 2 || report->status >= NK_WRONG) /* its message has said enough */
        return false;
    for (size_t i = 0; i < NK_LESSON_WAYS; i++) {
        const struct nk_lesson_way *way = &step->ways[i];
        if (way->command[0] != '\0' && way->verb[0] != '\0' &&
            strcmp(report->argv[1], way->command) == 0 && has_word(report, way->verb))
            return true;
    }
    return false;
}
