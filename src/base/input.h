/* Items from operands, standard input and files through one reader. */
#ifndef NK_BASE_INPUT_H
#define NK_BASE_INPUT_H

#include "base/lines.h"

/*
 * One item: its text, its label, and where it stands. `source` is NULL for an operand of the
 * command line (then `number` is the operand's index from 0 and `column` is 0), else the file's
 * name ("-" for standard input), with line and column from 1. `line` is the whole line that it was
 * in. All slices are valid until the next call.
 */
struct nk_input_item {
    const char *text;
    size_t len;
    const char *label; /* NULL: none */
    size_t label_len;
    const char *source;
    uint64_t number;
    size_t column;
    const char *line;
    size_t line_len;
    size_t operand;   /* index of the operand that it came from */
    bool ended;       /* with NK_INPUT_BAD: nothing more comes from this source */
    const char *unit; /* what is skipped, for messages; NULL: the line; "": nothing */
};

enum nk_input_status {
    NK_INPUT_ITEM,
    NK_INPUT_END,
    NK_INPUT_BAD, /* this line or file is refused (err, and item's source and number are set); go
                        on with the next */
};

/*
 * Operands in order: an item, or `-` and `@FILE` (`@-` is `-`) that name a list, one item a line.
 * `#` at the start of a line or after a blank starts a comment, blank lines are skipped, CR before
 * the newline is dropped, what follows the item after blanks is its label (without trailing
 * blanks). A blank is a space or a TAB. Where the words after an item are `-` and an address
 * ("10.0.0.1 - 10.0.0.9") the three are one item, a range, as many lists write it: the text then
 * includes the blanks.
 */
struct nk_input {
    const char *const *operands;
    size_t count, at;
    int in_fd; /* what `-` reads */
    bool open;
    struct nk_lines lines;
};

void nk_input_init(struct nk_input *in, const char *const *operands, size_t count, int in_fd);
void nk_input_release(struct nk_input *in);
enum nk_input_status nk_input_next(struct nk_input *in, struct nk_input_item *item,
                                   struct nk_err *err);

#endif
