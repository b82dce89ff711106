#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/labels.h"

static void same_text_has_one_number(void **state)
{
    (void)state;
    struct nk_labels l = {0};
    assert_int_equal(nk_labels_add(&l, "web", 3), 0);
    assert_int_equal(nk_labels_add(&l, "", 0), 1);
    assert_int_equal(nk_labels_add(&l, "web\0x", 5), 2);
    assert_int_equal(nk_labels_add(&l, "web", 3), 0);
    assert_int_equal(nk_labels_add(&l, "", 0), 1);
    size_t len;
    assert_memory_equal(nk_labels_get(&l, 2, &len), "web\0x", 5);
    assert_int_equal(len, 5);
    assert_non_null(nk_labels_get(&l, 1, &len));
    assert_int_equal(len, 0);
    assert_null(nk_labels_get(&l, NK_LABELS_NONE, &len));
    char text[4];
    assert_string_equal(nk_labels_text(&l, 2, text, sizeof text), "web");
    assert_ptr_equal(nk_labels_text(&l, 1, text, 1), text);
    assert_string_equal(text, ""); /* no room but for the NUL */
    assert_null(nk_labels_text(&l, NK_LABELS_NONE, text, sizeof text));
    nk_labels_release(&l);
}

static void texts_are_found_and_forgotten(void **state)
{
    (void)state;
    struct nk_labels l = {0};
    assert_int_equal(nk_labels_find(&l, "web", 3), NK_LABELS_NONE);
    nk_labels_clear(&l);
    char text[40];
    for (int round = 0; round < 2; round++) {
        for (unsigned len = 0; len < sizeof text; len++) { /* around each multiple of a word */
            memset(text, 'x', sizeof text);
            assert_int_equal(nk_labels_add(&l, text, len), len);
            assert_int_equal(nk_labels_find(&l, text, len), len);
            if (len == 0)
                continue;
            text[len - 1] = 'y';
            assert_int_equal(nk_labels_find(&l, text, len), NK_LABELS_NONE);
            text[0] = 'z';
            assert_int_equal(nk_labels_find(&l, text, len), NK_LABELS_NONE);
        }
        nk_labels_clear(&l);
        assert_int_equal(l.count, 0);
        assert_int_equal(nk_labels_find(&l, "x", 1), NK_LABELS_NONE);
    }
    nk_labels_release(&l);
}

static void many_texts_keep_their_numbers(void **state)
{
    (void)state;
    struct nk_labels l = {0};
    char text[32];
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < 20000; i++) {
            int len = snprintf(text, sizeof text, "label %u", i * 7);
            assert_int_equal(nk_labels_add(&l, text, (size_t)len), i);
        }
    }
    size_t len;
    const char *last = nk_labels_get(&l, 19999, &len);
    assert_memory_equal(last, "label 139993", len);
    nk_labels_release(&l);
}

/* Of a store without slots, as it lies in a file, and of one whose ends cannot be. */
static void a_copy_can_be_added_to(void **state)
{
    (void)state;
    size_t ends[] = {3, 3, 8, 9};
    char text[] = "weblinksx";
    const struct nk_labels file = {
        .text = {.data = text, .len = 9}, .ends = ends, .count = sizeof ends / sizeof *ends};
    struct nk_labels l;
    size_t len;
    assert_true(nk_labels_copy(&l, &file));
    assert_int_equal(nk_labels_find(&l, "links", 5), 2);
    assert_int_equal(nk_labels_add(&l, "", 0), 1);
    assert_int_equal(nk_labels_add(&l, "new", 3), 4);
    assert_memory_equal(nk_labels_get(&l, 4, &len), "new", 3);
    assert_memory_equal(nk_labels_get(&l, 3, &len), "x", 1);
    nk_labels_release(&l);
    ends[1] = SIZE_MAX;
    ends[2] = 1;
    ends[3] = 5;
    assert_true(nk_labels_copy(&l, &file));
    assert_memory_equal(nk_labels_get(&l, 0, &len), "web", 3);
    assert_non_null(nk_labels_get(&l, 1, &len));
    assert_int_equal(len, 0);
    assert_memory_equal(nk_labels_get(&l, 3, &len), "li", 2);
    assert_int_equal(nk_labels_add(&l, "new", 3), 4);
    assert_memory_equal(nk_labels_get(&l, 4, &len), "new", 3);
    nk_labels_release(&l);
    assert_true(nk_labels_copy(&l, &(struct nk_labels){.count = 0}));
    assert_int_equal(nk_labels_add(&l, "one", 3), 0);
    nk_labels_release(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_text_has_one_number),
        cmocka_unit_test(texts_are_found_and_forgotten),
        cmocka_unit_test(many_texts_keep_their_numbers),
        cmocka_unit_test(a_copy_can_be_added_to),
    };
    return cmocka_run_group_tests_name("labels", tests, NULL, NULL);
}
