/* The rows of all verbs: what holds of each text that stands within a row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/frame.h"
#include "cli/learn.h"
#include "dns/edns_rows.h"
#include "lab/zones.h"
#include "netkit/special.h"
#include "route/export.h"
#include "tcp/sockets.h"
#include "tcp/words_part.h"

/* A text that fills its place has no end, and the compiler says nothing. */
#define assert_ends(text) assert_non_null(memchr((text), '\0', sizeof(text)))

static void check_option(const struct nk_option *o)
{
    assert_ends(o->name);
    assert_ends(o->metavar);
    assert_ends(o->help);
    assert_true(o->help[0] != '\0');
    assert_int_equal(o->arg == NK_ARG_NONE, o->metavar[0] == '\0');
    assert_int_equal(o->arg == NK_ARG_CHOICE, o->words[0] != '\0');
    assert_int_equal(o->words[sizeof o->words - 1], 0); /* the end of a word, and of the words */
    assert_int_equal(o->words[sizeof o->words - 2], 0);
    assert_in_range(o->offers, 0, NK_OFFER_KINDS - 1);
    assert_int_equal(o->offers != NK_OFFER_NOTHING, nk_option_offers(o) != NULL);
}

static void check_verb(const struct nk_verb *v)
{
    for (const struct nk_option *o = v->options; o != NULL && o->name[0] != '\0'; o++)
        check_option(o);
    for (const struct nk_example *e = v->examples; e != NULL && e->command[0] != '\0'; e++) {
        assert_ends(e->command);
        assert_ends(e->does);
    }
}

static void test_options(void **state)
{
    (void)state;
    for (const struct nk_command *c = nk_commands; c->name[0] != '\0'; c++)
        for (const struct nk_verb *const *v = c->verbs; *v != NULL; v++)
            check_verb(*v);
    for (size_t i = 0; i < NK_OPT_COUNT; i++)
        check_option(&nk_common_rows[i].option);
}

static void test_words(void **state)
{
    (void)state;
    const struct nk_verb *export = nk_verb_find(nk_command_find("route"), "export");
    const struct nk_option *to = nk_option_by_name(export, "to", 2);
    size_t i = 0;
    for (; nk_export_names[i] != NULL; i++)
        assert_string_equal(nk_option_word(to, i), nk_export_names[i]);
    assert_null(nk_option_word(to, i));
    assert_null(nk_option_word(&nk_common_rows[NK_OPT_JSON].option, 0));
}

static void check_schema(const struct nk_schema *schema)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789_";
    assert_in_range(schema->count, 1, NK_RECORD_FIELDS_MAX);
    for (size_t i = 0; i < schema->count; i++) {
        const struct nk_field *f = &schema->fields[i];
        assert_ends(f->key);
        assert_ends(f->title);
        assert_ends(f->help);
        assert_true(f->key[0] != '\0' && f->help[0] != '\0');
        assert_int_equal(strspn(f->key, letters), strlen(f->key));
        for (size_t j = 0; j < i; j++)
            assert_string_not_equal(f->key, schema->fields[j].key);
    }
}

static void test_fields(void **state)
{
    (void)state;
    size_t verbs = 0;
    for (const struct nk_command *c = nk_commands; c->name[0] != '\0'; c++)
        for (const struct nk_verb *const *v = c->verbs; *v != NULL; v++) {
            verbs++;
            if ((*v)->schema != NULL)
                check_schema((*v)->schema);
        }
    assert_in_range(verbs, 60, 200);
}

static void test_pieces(void **state)
{
    (void)state;
    for (size_t i = 0; i < nk_tcp_piece_count; i++)
        assert_ends(nk_tcp_pieces[i].text);
}

static void test_edns(void **state)
{
    (void)state;
    const struct nk_edns_row *row;
    for (size_t i = 0; (row = nk_edns_row_at(i)) != NULL; i++) {
        assert_ends(row->name);
        assert_ends(row->summary);
        assert_ends(row->lengths);
        assert_ends(row->text);
        assert_int_equal(row->max == UINT16_MAX && row->min == 0, row->lengths[0] == '\0');
        for (size_t j = 0; row->fields[j].kind != NK_EDNS_F_END; j++)
            assert_ends(row->fields[j].key);
    }
}

static void test_special(void **state)
{
    (void)state;
    const uint8_t families[] = {NK_IPV4, NK_IPV6};
    for (size_t f = 0; f < 2; f++) {
        size_t count;
        const struct nk_special *rows = nk_special_rows(families[f], &count);
        for (size_t i = 0; i < count; i++) {
            assert_ends(rows[i].name);
            assert_ends(rows[i].rfc);
        }
    }
}

static void test_lab(void **state)
{
    (void)state;
    for (const struct nk_lab_server_row *row = nk_lab_servers; row->name[0] != '\0'; row++) {
        assert_ends(row->name);
        assert_ends(row->addr);
        assert_ends(row->behaviour);
        for (size_t i = 0; i < NK_LAB_ZONES_MAX; i++)
            assert_ends(row->zones[i]);
        assert_int_equal(row->zones[NK_LAB_ZONES_MAX - 1][0], 0); /* the end of the list */
    }
}

static void check_step(const struct nk_lesson_step *step)
{
    assert_ends(step->says);
    assert_ends(step->task);
    assert_ends(step->hint);
    assert_ends(step->solution);
    assert_ends(step->answer);
    for (size_t i = 0; i < NK_LESSON_WAYS; i++) {
        assert_ends(step->ways[i].command);
        assert_ends(step->ways[i].verb);
        assert_ends(step->ways[i].word);
        assert_ends(step->ways[i].key);
        assert_ends(step->ways[i].value);
    }
    bool solved = step->ways[0].command[0] != '\0' || step->ways[0].value[0] != '\0';
    assert_true(solved || step->answer[0] != '\0');
}

static void test_lessons(void **state)
{
    (void)state;
    for (const struct nk_lesson_chapter *c = nk_lesson_chapters; c->name != NULL; c++)
        for (const struct nk_lesson_step *step = c->steps; step->task[0] != '\0'; step++)
            check_step(step);
}

static void test_live(void **state)
{
    (void)state;
    const struct nk_live_scenario *s;
    for (size_t i = 0; (s = nk_live_scenario_at(i)) != NULL; i++)
        for (const struct nk_live_step *step = s->steps; step->end != NK_LIVE_ENDS; step++)
            assert_ends(step->why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),  cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_options), cmocka_unit_test(test_words),
        cmocka_unit_test(test_edns),    cmocka_unit_test(test_special),
        cmocka_unit_test(test_lab),     cmocka_unit_test(test_lessons),
        cmocka_unit_test(test_live)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
