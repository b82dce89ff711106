#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../capture.h"
#include "base/findings.h"

static const struct nk_finding two[] = {
    {.file = "a,b:c%.txt",
     .line = 17,
     .column = 3,
     .item = "10.0.0.1/8",
     .finding = "host-bits",
     .detail = "10.0.0.1/8 has host bits: 100% <&\"'> #1"},
    {.item = "10.0.0.0/8",
     .finding = "overlap",
     .other = "10.1.0.0/16",
     .detail = "x\n\x1b\xff\xc3\xbc"},
};

/* One item that passes, one with two findings. */
static void expect(enum nk_report report, const char *expected)
{
    struct capture c;
    struct nk_findings f;
    capture_init(&c);
    nk_findings_init(&f, &c.out, report, "netkit cidr check");
    nk_findings_item(&f, NULL, "ok \xc3\xbc #\\", NULL, 0);
    nk_findings_item(&f, "a<b.txt", "10.0.0.1/8 <\x01>", two, 2);
    assert_true(nk_findings_finish(&f, NULL));
    assert_int_equal(f.items, 2);
    assert_int_equal(f.failed, 1);
    assert_int_equal(f.total, 2);
    assert_string_equal(capture_take(&c), expected);
    nk_findings_release(&f);
    capture_release(&c);
}

static void text_has_a_line_for_each(void **state)
{
    (void)state;
    expect(NK_REPORT_TEXT, "a,b:c%.txt:17:3: host-bits: 10.0.0.1/8 has host bits: 100% <&\"'> #1\n"
                           "overlap: x\\x0a\\x1b\\xff\xc3\xbc\n");
}

static void tap_is_version_14(void **state)
{
    (void)state;
    expect(NK_REPORT_TAP, "TAP version 14\n"
                          "ok 1 - ok \xc3\xbc \\#\\\\\n"
                          "not ok 2 - 10.0.0.1/8 <\\\\x01>\n"
                          "  ---\n"
                          "  findings:\n"
                          "  - finding: host-bits\n"
                          "    detail: \"10.0.0.1/8 has host bits: 100% <&\\\"'> #1\"\n"
                          "    file: \"a,b:c%.txt\"\n"
                          "    line: 17\n"
                          "    column: 3\n"
                          "  - finding: overlap\n"
                          "    detail: \"x\\n\\u001b\\\\xff\xc3\xbc\"\n"
                          "    other: \"10.1.0.0/16\"\n"
                          "  ...\n"
                          "1..2\n");
}

static void junit_is_one_document(void **state)
{
    (void)state;
    expect(NK_REPORT_JUNIT,
           "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<testsuites>\n"
           "  <testsuite name=\"netkit cidr check\" tests=\"2\" failures=\"1\" errors=\"0\">\n"
           "    <testcase classname=\"netkit cidr check\" name=\"ok \xc3\xbc #\\\"/>\n"
           "    <testcase classname=\"netkit cidr check\" name=\"10.0.0.1/8 &lt;\\x01&gt;\" "
           "file=\"a&lt;b.txt\">\n"
           "      <failure type=\"host-bits\" message=\"a,b:c%.txt:17:3: 10.0.0.1/8 has host bits: "
           "100% &lt;&amp;&quot;&apos;&gt; #1\"/>\n"
           "      <failure type=\"overlap\" message=\"x\\x0a\\x1b\\xff\xc3\xbc\"/>\n"
           "    </testcase>\n"
           "  </testsuite>\n"
           "</testsuites>\n");
}

static void github_commands_are_escaped(void **state)
{
    (void)state;
    expect(NK_REPORT_GITHUB, "::error file=a%2Cb%3Ac%25.txt,line=17,col=3,title=host-bits::"
                             "10.0.0.1/8 has host bits: 100%25 <&\"'> #1\n"
                             "::error title=overlap::x\\x0a\\x1b\\xff\xc3\xbc\n");
}

static void nothing_checked_is_a_whole_report_too(void **state)
{
    (void)state;
    static const char *const expected[] = {
        [NK_REPORT_TEXT] = "",
        [NK_REPORT_TAP] = "TAP version 14\n1..0\n",
        [NK_REPORT_JUNIT] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"
                            "  <testsuite name=\"s\" tests=\"0\" failures=\"0\" errors=\"0\">\n"
                            "  </testsuite>\n</testsuites>\n",
        [NK_REPORT_GITHUB] = "",
    };
    for (unsigned report = 0; report < 4; report++) {
        struct capture c;
        struct nk_findings f;
        capture_init(&c);
        nk_findings_init(&f, &c.out, (enum nk_report)report, "s");
        assert_true(nk_findings_finish(&f, NULL));
        assert_string_equal(capture_take(&c), expected[report]);
        nk_findings_release(&f);
        capture_release(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_has_a_line_for_each),
        cmocka_unit_test(tap_is_version_14),
        cmocka_unit_test(junit_is_one_document),
        cmocka_unit_test(github_commands_are_escaped),
        cmocka_unit_test(nothing_checked_is_a_whole_report_too),
    };
    return cmocka_run_group_tests_name("findings", tests, NULL, NULL);
}
