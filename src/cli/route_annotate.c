/* Lines that pass through a look-up: each as it came, then its columns. */
#include <string.h>

#include "base/field.h"
#include "cli/route_lookup.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The part of a line that is looked up: its first word, or a field of it. False where there is
 * none. */
static bool find_address(const struct nk_lookup *x, struct nk_input_item *at)
{
    const char *from = at->line;
    size_t len = at->line_len;
    if (x->by_field && !nk_field_find(at->line, at->line_len, x->field, x->delimiter, &from, &len))
        return false;
    while (len > 0 && is_blank(*from)) {
        from++;
        len--;
    }
    size_t word = 0;
    while (word < len && !is_blank(from[word]))
        word++;
    at->text = from;
    at->len = word;
    at->column = (size_t)(from - at->line) + 1;
    return word > 0;
}

void nk_lookup_line(struct nk_lookup *x, struct nk_input_item *at)
{
    struct nk_flow flow;
    struct nk_err err = {0};
    if (!find_address(x, at)) {
        nk_lookup_end(x, at, true); /* an empty line is no bad line */
        return;
    }
    if (!nk_lookup_parse(x, at->text, at->len, &flow, &err)) {
        nk_lookup_refuse(x, at, &err);
        return;
    }
    uint8_t family = x->args->family;
    if (family != NK_FAMILY_NONE && family != flow.dst.family) {
        nk_lookup_end(x, at, true);
    } else if (nk_lookup_explains(x)) {
        nk_lookup_explain(x, &flow);
    } else if (x->all) {
        nk_lookup_put_all(x, &flow, at);
    } else if (nk_lookup_put(x, &flow)) {
        bool nothing = x->verdict.type == NK_ROUTE_UNSPEC && x->columns;
        nk_lookup_end(x, at, nothing);
    }
}

static void annotate_lines(struct nk_lookup *x, struct nk_lines *lines)
{
    struct nk_line line;
    struct nk_err err = {0};
    enum nk_lines_status status = NK_LINES_OK;
    while (!x->stop && status != NK_LINES_FAILED) {
        status = nk_lines_next(lines, &line, &err);
        if (status == NK_LINES_END)
            return;
        struct nk_input_item at = {.source = lines->source,
                                   .number = lines->number,
                                   .text = "",
                                   .line = "",
                                   .ended = status == NK_LINES_FAILED};
        if (status == NK_LINES_OK) {
            at.line = line.text;
            at.line_len = line.len;
            nk_lookup_line(x, &at);
            continue;
        }
        if (!nk_cli_bad_item(x->ctx, &at, &err))
            x->stop = true;
        if (status == NK_LINES_TOO_LONG)
            nk_lookup_end(x, &at, true); /* a line out for each line in */
    }
}

static bool open_lines(struct nk_lookup *x, const char *operand, struct nk_lines *lines,
                       struct nk_err *err)
{
    const char *path = operand[0] == '@' ? operand + 1 : operand;
    if (*path == '\0')
        return nk_err_set(err, NK_ERR_INPUT, 0, 1, "a file name is missing behind '@'");
    if (strcmp(path, "-") != 0)
        return nk_lines_open(lines, path, err);
    nk_lines_init(lines, x->ctx->in_fd, "-");
    return true;
}

void nk_lookup_lines(struct nk_lookup *x, const char *operand)
{
    struct nk_lines lines;
    struct nk_err err = {0};
    const struct nk_input_item at = {.text = operand, .len = strlen(operand)};
    if (open_lines(x, operand, &lines, &err)) {
        if (nk_lookup_is_bulk(x))
            nk_lookup_bulk(x, &lines);
        else
            annotate_lines(x, &lines);
        nk_lines_release(&lines);
    } else if (!nk_cli_bad_item(x->ctx, &at, &err)) {
        x->stop = true;
    }
}
