#include "reading.h"

static void tables_of_their_own(void **state)
{
    (void)state;
    static const char text[] = "Id 100:\n"
                               "  |-- 10.5.0.0\n"
                               "     /16 universe UNICAST\n"
                               "Main:\n"
                               "  +-- 0.0.0.0/0 4 2 12\n"
                               "     |-- 10.0.0.0\n"
                               "        /8 universe UNICAST\n"
                               "        /8 universe PROHIBIT tos=16\n"
                               "        /16 200 THROW\n"
                               "Local:\n"
                               "  |-- 192.0.2.2\n"
                               "     /32 host LOCAL\n";
    expect_read(NULL, text,
                "10.5.0.0/16 unicast [] table 100\n"
                "10.0.0.0/8 unicast []\n"
                "10.0.0.0/8 prohibit []\n"
                "10.0.0.0/16 throw []\n"
                "192.0.2.2/32 local [] table local\n",
                "");
    struct reading x;
    reading_of(&x, "fib-trie", text, strlen(text));
    assert_int_equal(x.table.routes[2].tos, 16);
    assert_int_equal(x.table.routes[3].scope, 200);
    assert_int_equal(x.table.routes[4].scope, 254);
    assert_int_equal(x.table.routes[4].line, 12);
    reading_release(&x);
}

static void one_trie_of_two_tables_is_taken_once(void **state)
{
    (void)state;
    expect_read(NULL,
                "Main:\n"
                "  +-- 0.0.0.0/1 2 0 2\n"
                "     |-- 10.0.0.0\n"
                "        /8 universe BLACKHOLE\n"
                "     |-- 127.0.0.0\n"
                "        /8 host LOCAL\n"
                "Local:\n"
                "  +-- 0.0.0.0/1 2 0 2\n"
                "     |-- 10.0.0.0\n"
                "        /8 universe BLACKHOLE\n"
                "     |-- 127.0.0.0\n"
                "        /8 host LOCAL",
                "10.0.0.0/8 blackhole []\n127.0.0.0/8 local [] table local\n", "");
}

static void broken_lines_are_told(void **state)
{
    (void)state;
    expect_read("fib-trie",
                "Main:\n"
                "  |-- 10.0.0.256\n"
                "     /8 universe UNICAST\n"
                "  |-- 2001:db8::\n"
                "  |-- 10.0.0.0\n"
                "     /33 universe UNICAST\n"
                "     /8 everywhere UNICAST\n"
                "     /8 universe Unicast\n"
                "     /8 universe UNICAST tos=256\n"
                "     /8\n"
                "what\n"
                "Id x:\n"
                "     /8 universe UNICAST tos=8\n",
                "10.0.0.0/8 unicast []\n",
                "2:7 expected an IPv4 address, found '10.0.0.256'\n"
                "4:7 expected an IPv4 address, found '2001:db8::'\n"
                "6:6 expected a prefix length up to 32, found '/33'\n"
                "7:9 expected a scope, found 'everywhere'\n"
                "8:18 expected a type, found 'Unicast'\n"
                "9:26 expected tos= and a number, found 'tos=256'\n"
                "10:8 expected a scope, found the end of the line\n"
                "11:1 expected a table, a node or a route, found 'what'\n"
                "12:1 expected a table, a node or a route, found 'Id'\n");
}

static void statistics_hold_no_routes(void **state)
{
    (void)state;
    expect_read(NULL,
                "Basic info: size of leaf: 48 bytes, size of tnode: 40 bytes.\n"
                "Main:\n\tAver depth:     3.25\n\tPrefixes:       16\n",
                "", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_of_their_own),
        cmocka_unit_test(one_trie_of_two_tables_is_taken_once),
        cmocka_unit_test(broken_lines_are_told),
        cmocka_unit_test(statistics_hold_no_routes),
    };
    return cmocka_run_group_tests_name("read_fib_trie", tests, NULL, NULL);
}
