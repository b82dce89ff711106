/* What a Linux kernel answered to single segments, of which tests/tcp/against.c keeps a record:
 * tests/data/tcp/linux.tsv. */
#include "pair.h"

#include "tcp/given.h"
#include "tcp/words.h"

enum { COLUMNS = 6, ISS = 100, IRS = 300 };

/* One line: state, what else is so, the window, event, next state, segment sent. */
struct row {
    char *column[COLUMNS];
    unsigned line;
};

static void give_fact(struct nk_tcp_endpoint *e, const char *name, unsigned line)
{
    struct nk_err err;
    size_t i = 0;
    while (nk_tcp_given_at(i) != NULL && strcmp(nk_tcp_given_at(i)->name, name) != 0)
        i++;
    if (nk_tcp_given_at(i) == NULL || !nk_tcp_given_apply(e, i, &err))
        fail_msg("line %u: %s cannot be given", line, name);
}

static void put_into(struct nk_tcp_endpoint *e, const struct row *row)
{
    enum nk_tcp_state state;
    char *rest = row->column[1], *name;
    assert_true(nk_tcp_state_find(row->column[0], strlen(row->column[0]), &state));
    nk_tcp_endpoint_place(e, state, IRS);
    e->passive = false;
    while (strcmp(rest, "-") != 0 && (name = strsep(&rest, ",")) != NULL) {
        give_fact(e, name, row->line);
        if (rest == NULL)
            break;
    }
    e->in.size = (uint32_t)strtoul(row->column[2], NULL, 10) + e->in.ready;
}

static void check(const struct nk_tcp_machine *m, const struct row *row)
{
    static const uint8_t data[NK_TCP_SAID_LEN];
    struct nk_tcp_endpoint e;
    struct nk_tcp_said said;
    struct nk_tcp_segment arrived, sent;
    struct nk_tcp_outcome out;
    struct nk_buf text = {0};
    struct nk_err err;
    assert_true(nk_tcp_endpoint_init(&e, m, ISS, &err));
    put_into(&e, row);
    if (!nk_tcp_said_parse(row->column[3], strlen(row->column[3]), &said, &err))
        fail_msg("line %u: %s", row->line, err.text);
    assert_true(nk_tcp_said_apply(&said, &e, IRS, data, 0, &arrived, &out, &err));
    if (!nk_tcp_endpoint_output(&e, 0, &sent))
        nk_buf_add_text(&text, "-");
    else
        nk_tcp_segment_format(&sent, &text);
    nk_buf_add_byte(&text, '\0');
    assert_false(text.failed);
    if (strcmp(nk_tcp_state_name(e.state), row->column[4]) != 0 ||
        strcmp(text.data, row->column[5]) != 0)
        fail_msg("line %u: %s (%s), %s: %s and %s, the kernel: %s and %s", row->line,
                 row->column[0], row->column[1], row->column[3], nk_tcp_state_name(e.state),
                 text.data, row->column[4], row->column[5]);
    nk_buf_release(&text);
    nk_tcp_endpoint_release(&e);
}

static void test_each_answer(void **state)
{
    static struct nk_tcp_machine m;
    struct row row = {.line = 0};
    char *line = NULL, *rest;
    size_t room = 0;
    FILE *f = fopen("tests/data/tcp/linux.tsv", "r");
    (void)state;
    assert_non_null(f);
    nk_tcp_machine_init(&m, nk_tcp_profile_find("linux", 5));
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
    assert_true(row.line > 900);
    free(line);
    fclose(f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_answer),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
