/* A block of hostile lines through a small table, in bulk: every line comes out once and in order,
 * as it came, with the answer that a look-up of its own gives. */
#include <stdlib.h>

#include "base/field.h"
#include "route/annotate.h"

static void must(bool good)
{
    if (!good)
        abort();
}

static void add(struct nk_table *t, const char *text)
{
    struct nk_route r = nk_route_blank();
    struct nk_prefix p;
    must(nk_prefix_parse(text, strlen(text), &p, NULL));
    nk_route_set_prefix(&r, &p);
    r.label = nk_table_text(t, text, strlen(text));
    must(nk_table_add(t, &r, NULL));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* What a line has behind it in `out`: an answer of the table's. */
static size_t answer_of(const struct nk_annotator *a, const struct nk_fib *f, const char *line,
                        size_t len, const char *out, size_t left)
{
    const char *word = line;
    size_t answer;
    struct nk_addr addr;
    if (a->field > 0)
        must(nk_field_find(line, len, a->field, a->delimiter, &word, &len));
    size_t end = 0;
    while (end < len && !is_blank(word[end]))
        end++;
    must(nk_addr_parse(word, end, &addr, NULL));
    const char *text = nk_answer_text_of(a->answers, nk_fib_find(&f->parts[0], &addr), &answer);
    must(answer <= left && memcmp(out, text, answer) == 0);
    return answer;
}

static void check(const struct nk_annotator *a, const struct nk_fib *f, const char *block,
                  size_t size, const struct nk_annotated *made)
{
    size_t at = 0, out = 0, odd = 0;
    for (uint64_t number = 0; at < size; number++) {
        const char *newline = memchr(block + at, '\n', size - at);
        size_t len = newline == NULL ? size - at : (size_t)(newline - block) - at;
        if (odd < made->odd_count && made->odd[odd].number == number) {
            must(made->odd[odd].line == at && made->odd[odd].len == len &&
                 made->odd[odd].at == out);
            odd++;
        } else {
            must(made->text.len - out >= len &&
                 memcmp(made->text.data + out, block + at, len) == 0);
            out += len;
            out += answer_of(a, f, block + at, len, made->text.data + out, made->text.len - out);
        }
        at += len + (newline != NULL);
    }
    must(out == made->text.len && odd == made->odd_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const prefixes[] = {"0.0.0.0/1",   "10.0.0.0/8",    "10.1.0.0/16",
                                           "10.1.1.0/31", "2001:db8::/32", "2001:db8:0:1::/64",
                                           "::/3"};
    struct nk_table t = {0};
    struct nk_fib f;
    struct nk_answers answers;
    struct nk_annotated made = {0};
    struct nk_err err = {0};
    if (size < 2)
        return 0;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        add(&t, prefixes[i]);
    must(nk_fib_build(&f, &t, NK_ROUTE_NONE, &err) && nk_answers_build(&answers, &f, &err));
    const struct nk_annotator a = {.lpm = f.parts[0].lpm,
                                   .answers = &answers,
                                   .field = data[0] % 4,
                                   .delimiter = data[1] % 2 ? ',' : '\0'};
    must(nk_annotate_block(&a, (const char *)data + 2, size - 2, &made, &err));
    check(&a, &f, (const char *)data + 2, size - 2, &made);
    nk_annotated_release(&made);
    nk_answers_release(&answers);
    nk_fib_release(&f);
    nk_table_release(&t);
    return 0;
}
