/* Single transitions as RFC 9293 3.10 has them: tests/data/tcp/transitions.tsv. */
#include "pair.h"

#include "tcp/given.h"
#include "tcp/words.h"

enum { COLUMNS = 6, ISS = 100, IRS = 300 };

/* One line: state, what else is so, event, next state, segment sent, what the user hears. */
struct row {
    char *column[COLUMNS];
    unsigned line;
};

static void put_into(struct nk_tcp_endpoint *e, const struct row *row)
{
    enum nk_tcp_state state;
    struct nk_err err;
    size_t i = 0;
    assert_true(nk_tcp_state_find(row->column[0], strlen(row->column[0]), &state));
    nk_tcp_endpoint_place(e, state, IRS);
    if (strcmp(row->column[1], "-") == 0)
        return;
    while (strcmp(nk_tcp_given_at(i)->name, row->column[1]) != 0)
        i++;
    assert_true(nk_tcp_given_apply(e, i, &err));
}

static void sent_is(struct nk_tcp_endpoint *e, const struct row *row)
{
    struct nk_tcp_segment sent;
    struct nk_buf text = {0};
    if (nk_tcp_endpoint_output(e, 0, &sent))
        nk_tcp_segment_format(&sent, &text);
    else
        nk_buf_add_text(&text, "-");
    nk_buf_add_byte(&text, '\0');
    assert_false(text.failed);
    if (strcmp(text.data, row->column[4]) != 0)
        fail_msg("line %u: %s, %s: sent %s, expected %s", row->line, row->column[0], row->column[2],
                 text.data, row->column[4]);
    nk_buf_release(&text);
    assert_false(nk_tcp_endpoint_output(e, 0, &sent));
}

static void check(const struct nk_tcp_machine *m, const struct row *row)
{
    static const uint8_t data[NK_TCP_SAID_LEN];
    struct nk_tcp_endpoint e;
    struct nk_tcp_said said;
    struct nk_tcp_segment arrived;
    struct nk_tcp_outcome out;
    struct nk_err err;
    assert_true(nk_tcp_endpoint_init(&e, m, ISS, &err));
    put_into(&e, row);
    if (!nk_tcp_said_parse(row->column[2], strlen(row->column[2]), &said, &err))
        fail_msg("line %u: %s", row->line, err.text);
    assert_true(nk_tcp_said_apply(&said, &e, IRS, data, 0, &arrived, &out, &err));
    const char *next = nk_tcp_state_name(e.state), *says = out.says == NULL ? "-" : out.says;
    if (strcmp(next, row->column[3]) != 0 || strcmp(says, row->column[5]) != 0)
        fail_msg("line %u: %s, %s: %s, \"%s\", expected %s, \"%s\"", row->line, row->column[0],
                 row->column[2], next, says, row->column[3], row->column[5]);
    sent_is(&e, row);
    nk_tcp_endpoint_release(&e);
}

static void test_each_transition(void **state)
{
    struct nk_tcp_machine m;
    struct row row = {.line = 0};
    char *line = NULL, *rest;
    size_t room = 0;
    FILE *f = fopen("tests/data/tcp/transitions.tsv", "r");
    (void)state;
    assert_non_null(f);
    nk_tcp_machine_init(&m, NULL);
    while (getline(&line, &room, f) > 0) {
        row.line++;
        if (line[0] == '#')
            continue;
        line[strcspn(line, "\n")] = '\0';
        rest = line;
        for (int i = 0; i < COLUMNS; i++)
            row.column[i] = strsep(&rest, "\t");
        assert_non_null(row.column[COLUMNS - 1]);
        check(&m, &row);
    }
    assert_true(row.line > 400);
    free(line);
    fclose(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_transition),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
