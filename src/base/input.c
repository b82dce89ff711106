#include "base/input.h"

#include <endian.h>
#include <string.h>

void nk_input_init(struct nk_input *in, const char *const *operands, size_t count, int in_fd)
{
    *in = (struct nk_input){.operands = operands, .count = count, .in_fd = in_fd};
}

void nk_input_release(struct nk_input *in)
{
    if (in->open)
        nk_lines_release(&in->lines);
    in->open = false;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static const char *skip_blanks(const char *at, const char *end)
{
    while (at != end && is_blank(*at))
        at++;
    return at;
}

/* How many of eight bytes, as a number whose lowest byte comes first, are greater than a space. */
static unsigned dark_bytes(uint64_t w)
{
    /* the borrow of a lower byte only spoils higher ones: the lowest bit that is set is right */
    uint64_t low = (w - UINT64_C(0x2121212121212121)) & ~w & UINT64_C(0x8080808080808080);
    return low == 0 ? 8 : (unsigned)__builtin_ctzll(low) / 8;
}

static uint64_t load_word(const char *at)
{
    uint64_t w;
    memcpy(&w, at, sizeof w);
    return le64toh(w);
}

/* Where the word ends that starts at `at`. By eight bytes at a time: items are of many lengths, and
 * the end of a loop over bytes would be mispredicted for each. */
static const char *skip_word(const char *at, const char *end)
{
    const char *start = at;
    unsigned n = 8;
    for (; n == 8 && end - at >= 8; at += n)
        n = dark_bytes(load_word(at));
    if (n == 8 && at != end && end - start >= 8) /* the last word, less what was seen of it */
        at += dark_bytes(load_word(end - 8) >> (8 * (8 - (end - at))));
    while (at != end && !is_blank(*at))
        at++;
    return at;
}

/* "10.0.0.1 - 10.0.0.9": where the three words end, or NULL where it is not of that form. */
static const char *spaced_range(const char *at, const char *end)
{
    at = skip_blanks(at, end);
    if (end - at < 3 || at[0] != '-' || !is_blank(at[1]))
        return NULL;
    at = skip_blanks(at + 1, end);
    const char *stop = skip_word(at, end);
    bool parted = false;
    for (const char *c = at; c != stop; c++) {
        if (*c == '.' || *c == ':')
            parted = true;
        else if (!((*c >= '0' && *c <= '9') || (*c >= 'a' && *c <= 'f') ||
                   (*c >= 'A' && *c <= 'F')))
            return NULL; /* "- a label" */
    }
    return parted ? stop : NULL;
}

/* Where a comment starts: '#' at the start or behind a blank. */
static const char *find_comment(const char *text, const char *end)
{
    const char *at = text;
    while ((at = memchr(at, '#', (size_t)(end - at))) != NULL) {
        if (at == text || is_blank(at[-1]))
            return at;
        at++;
    }
    return end;
}

/* Item and label of a line; false where it has none. */
static bool split_line(const char *text, size_t len, struct nk_input_item *item)
{
    const char *end = text + len;
    item->line = text;
    item->line_len = len;
    if (len > 0 && end[-1] == '\r')
        end--;
    const char *start = skip_blanks(text, end);
    if (start == end || *start == '#')
        return false;
    const char *stop = skip_word(start, end);
    item->label = NULL;
    item->label_len = 0;
    if (stop != end) {
        end = find_comment(text, end);
        const char *range_end = spaced_range(stop, end);
        stop = range_end != NULL ? range_end : stop;
        const char *label = skip_blanks(stop, end);
        while (end != label && is_blank(end[-1]))
            end--;
        if (label != end) {
            item->label = label;
            item->label_len = (size_t)(end - label);
        }
    }
    item->text = start;
    item->len = (size_t)(stop - start);
    item->column = (size_t)(start - text) + 1;
    return true;
}

/* The byte order mark that some editors put before the first line. */
static void drop_mark(struct nk_line *line)
{
    if (line->number == 1 && line->len >= 3 && memcmp(line->text, "\xef\xbb\xbf", 3) == 0) {
        line->text += 3;
        line->len -= 3;
    }
}

static enum nk_input_status next_listed(struct nk_input *in, struct nk_input_item *item,
                                        struct nk_err *err)
{
    struct nk_line line;
    for (;;) {
        enum nk_lines_status status = nk_lines_next(&in->lines, &line, err);
        item->source = in->lines.source;
        if (status == NK_LINES_OK) {
            drop_mark(&line);
            if (!split_line(line.text, line.len, item))
                continue;
            item->number = line.number;
            item->operand = in->at - 1;
            return NK_INPUT_ITEM;
        }
        /* nothing may point at an earlier line, whose bytes are gone */
        *item = (struct nk_input_item){.text = "",
                                       .line = "",
                                       .source = in->lines.source,
                                       .number = in->lines.number,
                                       .operand = in->at - 1,
                                       .ended = status == NK_LINES_FAILED};
        if (status == NK_LINES_TOO_LONG)
            return NK_INPUT_BAD;
        nk_input_release(in);
        return status == NK_LINES_END ? NK_INPUT_END : NK_INPUT_BAD;
    }
}

/* Opens the list that an operand names. */
static bool open_list(struct nk_input *in, const char *operand, struct nk_err *err)
{
    const char *path = operand[0] == '@' ? operand + 1 : operand;
    if (*path == '\0')
        return nk_err_set(err, NK_ERR_INPUT, 0, 1, "a file name is missing behind '@'");
    if (strcmp(path, "-") == 0)
        nk_lines_init(&in->lines, in->in_fd, "-");
    else if (!nk_lines_open(&in->lines, path, err))
        return false;
    in->open = true;
    return true;
}

enum nk_input_status nk_input_next(struct nk_input *in, struct nk_input_item *item,
                                   struct nk_err *err)
{
    for (;;) {
        *item = (struct nk_input_item){.text = "", .line = "", .operand = in->at};
        if (in->open) {
            enum nk_input_status status = next_listed(in, item, err);
            if (status != NK_INPUT_END)
                return status;
            continue;
        }
        if (in->at == in->count)
            return NK_INPUT_END;
        const char *operand = in->operands[in->at++];
        item->number = in->at - 1;
        if (operand[0] != '@' && strcmp(operand, "-") != 0) {
            item->text = item->line = operand;
            item->len = item->line_len = strlen(operand);
            return NK_INPUT_ITEM;
        }
        if (!open_list(in, operand, err)) {
            item->text = item->line = operand;
            item->len = item->line_len = strlen(operand);
            return NK_INPUT_BAD;
        }
    }
}
