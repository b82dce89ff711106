#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dns/frames.h"

static void feed(struct nk_dns_frames *f, const uint8_t *bytes, size_t len)
{
    while (len > 0) {
        size_t room;
        char *at = nk_dns_frames_room(f, &room);
        assert_non_null(at);
        assert_true(room > 0);
        size_t n = len < room ? len : room;
        memcpy(at, bytes, n);
        nk_dns_frames_filled(f, n);
        bytes += n;
        len -= n;
    }
}

/* Three messages, one of them empty, in pieces of every size. */
static void test_any_cut(void **state)
{
    static const uint8_t stream[] = {0, 3, 'a', 'b', 'c', 0, 0, 0, 1, 'd'};
    (void)state;
    for (size_t piece = 1; piece <= sizeof stream; piece++) {
        struct nk_dns_frames f = {.at = 0};
        const uint8_t *message;
        size_t len, seen = 0;
        static const char *const want[] = {"abc", "", "d"};
        for (size_t at = 0; at < sizeof stream; at += piece) {
            size_t n = sizeof stream - at < piece ? sizeof stream - at : piece;
            feed(&f, stream + at, n);
            while (nk_dns_frames_next(&f, &message, &len)) {
                assert_true(seen < 3);
                assert_int_equal(len, strlen(want[seen]));
                assert_memory_equal(message, want[seen], len);
                seen++;
            }
        }
        assert_int_equal(seen, 3);
        assert_false(nk_dns_frames_is_cut(&f));
        nk_dns_frames_release(&f);
    }
}

static void test_greatest(void **state)
{
    struct nk_dns_frames f = {.at = 0};
    const uint8_t *message;
    size_t len;
    uint8_t *bytes = calloc(1, 2 + 65535);
    (void)state;
    assert_non_null(bytes);
    bytes[0] = bytes[1] = 0xff;
    bytes[2 + 65534] = 7;
    for (int i = 0; i < 20; i++) { /* and memory does not grow */
        feed(&f, bytes, 2 + 65535);
        assert_true(nk_dns_frames_next(&f, &message, &len));
        assert_int_equal(len, 65535);
        assert_int_equal(message[65534], 7);
        assert_false(nk_dns_frames_next(&f, &message, &len));
    }
    assert_true(f.bytes.cap < 200000);
    feed(&f, bytes, 100);
    assert_false(nk_dns_frames_next(&f, &message, &len));
    assert_true(nk_dns_frames_is_cut(&f));
    nk_dns_frames_clear(&f);
    assert_false(nk_dns_frames_is_cut(&f));
    nk_dns_frames_release(&f);
    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_cut),
        cmocka_unit_test(test_greatest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
