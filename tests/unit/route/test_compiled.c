#include "../route/reading.h"

#include "../route/compiled.h"

/* ---- tables -------------------------------------------------------------- */

static const char plain[] = "10.0.0.0/8 office\n10.1.0.0/16 a label of more than thirty-one bytes\n"
                            "2001:db8::/32 64500\n10.1.0.0/16 again\n";

static const char listing[] =
    "default via 192.0.2.1 dev eth0 metric 100\n"
    "192.0.2.0/24 dev eth0 proto kernel scope link src 192.0.2.7\n"
    "local 192.0.2.7 dev eth0 table local proto kernel scope host src 192.0.2.7\n"
    "10.0.0.0/8 nexthop via 192.0.2.2 dev eth0 weight 2 nexthop via 192.0.2.3 dev eth1\n"
    "10.1.0.0/16 nhid 7 dev eth0\n"
    "10.9.0.0/16 via 192.0.2.9 dev eth0 table office\n"
    "10.9.0.0/16 tos 0x10 via 192.0.2.9 dev eth0 table 77\n"
    "blackhole 100.64.0.0/10\nthrow 100.65.0.0/16\n"
    "2001:db8::/32 from 2001:db8:1::/48 via fe80::1 dev eth0 metric 1024 mtu 1400\n"
    "2001:db8::/32 via fe80::2 dev eth0 metric 1024\n"
    "0:\tfrom all lookup local\n"
    "50:\tnot from 198.51.100.0/24 to 10.0.0.0/8 fwmark 0x1/0xff iif eth1 lookup office\n"
    "60:\tfrom all goto 32766\n"
    "70:\tfrom all ipproto tcp dport 80-90 lookup 77 suppress_prefixlength 0\n"
    "32766:\tfrom all lookup main\n";

/* Compiles a table. */
static void compile(const struct nk_table *t, struct nk_buf *b)
{
    struct nk_err err = {0};
    *b = (struct nk_buf){0};
    assert_true(nk_compiled_write(t, compiled_take, b, &err));
}

static void put_all(const struct nk_table *t, struct nk_buf *b)
{
    for (size_t i = 0; i < t->count; i++)
        reading_put(b, t, &t->routes[i]);
    nk_buf_printf(b, "%zu rules, %zu VRFs", t->rule_count, t->vrf_count);
    nk_buf_add_byte(b, '\0');
}

/* The same routes, and the same answers. */
static void expect_equal(const struct nk_table *a, const struct nk_table *b)
{
    struct nk_buf x = {0}, y = {0};
    put_all(a, &x);
    put_all(b, &y);
    assert_string_equal(x.data, y.data);
    nk_buf_clear(&x);
    nk_buf_clear(&y);
    for (uint32_t peer = 0; peer < 2; peer++) {
        ask_view(a, peer == 0 ? NK_ROUTE_NONE : 0, &x);
        ask_view(b, peer == 0 ? NK_ROUTE_NONE : 0, &y);
    }
    nk_buf_add_byte(&x, '\0');
    nk_buf_add_byte(&y, '\0');
    assert_string_equal(x.data, y.data);
    nk_buf_release(&x);
    nk_buf_release(&y);
}

static void tell_fails(void *closure, const char *what)
{
    (void)closure;
    fail_msg("damaged: %s", what);
}

/* Compiled, opened, compiled again, taken into memory, joined to nothing: always the same. */
static void goes_round(const struct nk_table *t)
{
    struct nk_buf file, again;
    struct nk_table view, joined = {0};
    struct nk_err err = {0};
    compile(t, &file);
    assert_true(compiled_open(&view, file.data, file.len, &err));
    assert_true(nk_compiled_check(&view, tell_fails, NULL, &err));
    expect_equal(t, &view);
    compile(&view, &again);
    assert_int_equal(file.len, again.len);
    assert_memory_equal(file.data, again.data, file.len);
    nk_buf_release(&again);
    assert_true(nk_table_append(&joined, &view, &err));
    expect_equal(t, &joined);
    assert_true(nk_table_own(&view));
    assert_null(view.compiled);
    size_t texts = view.texts.count;
    assert_int_equal(nk_table_text(&view, "a new one", 9), texts);
    expect_equal(t, &view);
    nk_table_release(&view);
    nk_table_release(&joined);
    nk_buf_release(&file);
}

static void text_goes_round(const char *text, size_t len)
{
    struct reading x;
    reading_of(&x, NULL, text, len);
    assert_true(x.done);
    goes_round(&x.table);
    reading_release(&x);
}

static void tables_of_every_kind_go_round(void **state)
{
    (void)state;
    static const char *const files[] = {"add_path.mrt",         "updates.mrt",
                                        "frr8-show-route.txt",  "bird2-show-route.txt",
                                        "iproute2-rule.json",   "iproute2-route6.json",
                                        "iproute2-nexthop.txt", "iproute2-route-save.bin"};
    text_goes_round(plain, sizeof plain - 1);
    text_goes_round(listing, sizeof listing - 1);
    text_goes_round("", 0);
    text_goes_round("0.0.0.0/0 a\n::/0 b\n255.255.255.255/32 c\n", 41);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct nk_buf b;
        data_file(files[i], &b);
        text_goes_round(b.data, b.len);
        nk_buf_release(&b);
    }
}

/* Nothing of what was not set is in the file. */
static void the_same_table_gives_the_same_file(void **state)
{
    (void)state;
    struct nk_buf files[2];
    for (int i = 0; i < 2; i++) {
        struct nk_table t = {0};
        struct nk_rule rule;
        struct nk_vrf vrf;
        struct nk_path path;
        struct nk_peer peer;
        struct nk_route route;
        memset(&rule, i == 0 ? 0 : 0xa5, sizeof rule);
        memset(&vrf, i == 0 ? 0 : 0xa5, sizeof vrf);
        memset(&path, i == 0 ? 0 : 0xa5, sizeof path);
        memset(&peer, i == 0 ? 0 : 0xa5, sizeof peer);
        memset(&route, i == 0 ? 0 : 0xa5, sizeof route);
        const struct nk_rule blank = nk_rule_blank();
        const struct nk_route bare = nk_route_blank();
        memcpy(&rule, &blank, offsetof(struct nk_rule, line));
        memset((char *)&rule + offsetof(struct nk_rule, tos_mask) + 1, i == 0 ? 0 : 0xa5, 1);
        rule.line = 1;
        rule.tun_id = 2;
        vrf.dev = nk_table_text(&t, "red", 3);
        vrf.table = 10;
        vrf.is_master = 1;
        path.peer = path.time = path.micro = path.originated = path.path_id = 0;
        path.attrs = NK_ROUTE_NONE;
        path.has_path_id = path.two_octets = 0;
        peer.addr.hi = peer.addr.lo = peer.addr.zone = peer.as = peer.bgp_id = 1;
        peer.addr.family = NK_IPV6;
        memcpy(&route, &bare, offsetof(struct nk_route, unused));
        route.family = NK_IPV4;
        assert_true(nk_table_add_rule(&t, &rule, NULL) && nk_table_add_vrf(&t, &vrf, NULL) &&
                    nk_table_add_peer(&t, &peer, NULL) && nk_table_add(&t, &route, NULL));
        assert_int_equal(nk_table_path(&t, &path), 0);
        compile(&t, &files[i]);
        nk_table_release(&t);
    }
    assert_int_equal(files[0].len, files[1].len);
    assert_memory_equal(files[0].data, files[1].data, files[0].len);
    nk_buf_release(&files[0]);
    nk_buf_release(&files[1]);
}

/* Files of one version are alike: where this fails, what is in the file has changed, and
 * NK_COMPILED_VERSION has to count up before the new numbers are put here. */
static void a_version_is_one_format(void **state)
{
    (void)state;
    if (sizeof(size_t) != 8 || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__)
        skip();
    struct nk_compiled_head head;
    struct nk_buf b;
    struct reading x;
    reading_of(&x, "plain", plain, strlen(plain));
    compile(&x.table, &b);
    memcpy(&head, b.data, sizeof head);
    assert_int_equal(head.version, 1);
    assert_int_equal(head.body_sum, 0x57fcce066888172f);
    nk_buf_release(&b);
    reading_release(&x);
}

/* ---- what is refused ----------------------------------------------------- */

static void make_file(struct nk_buf *b, const char *text)
{
    struct reading x;
    reading_of(&x, NULL, text, strlen(text));
    assert_true(x.done);
    compile(&x.table, b);
    reading_release(&x);
}

static void expect_refused(const char *data, size_t len, const char *why)
{
    struct nk_table t;
    struct nk_err err = {0};
    assert_false(compiled_open(&t, data, len, &err));
    assert_int_equal(err.code, NK_ERR_INPUT);
    if (strstr(err.text, why) == NULL)
        fail_msg("'%s' does not hold '%s'", err.text, why);
    assert_null(t.compiled);
    nk_table_release(&t);
}

static void cut_files_are_refused(void **state)
{
    (void)state;
    struct nk_buf b;
    make_file(&b, plain);
    for (size_t len = 0; len < b.len; len++)
        expect_refused(b.data, len, len < 8 ? "is not a compiled table" : "is cut short");
    nk_buf_add_byte(&b, '\0');
    expect_refused(b.data, b.len, "is too long");
    nk_buf_release(&b);
}

static void every_byte_of_the_header_counts(void **state)
{
    (void)state;
    struct nk_buf b;
    make_file(&b, plain);
    for (size_t i = 0; i < sizeof(struct nk_compiled_head); i++) {
        for (unsigned bit = 0; bit < 8; bit++) {
            b.data[i] = (char)(b.data[i] ^ 1 << bit);
            expect_refused(b.data, b.len, i < 8 ? "is not a compiled table" : "");
            b.data[i] = (char)(b.data[i] ^ 1 << bit);
        }
    }
    nk_buf_release(&b);
}

/* A header that is changed with its checksum. */
static void expect_head_refused(const struct nk_buf *file, const struct nk_compiled_head *head,
                                const char *why)
{
    struct nk_compiled_head h = *head;
    char *copy = malloc(file->len);
    assert_non_null(copy);
    h.sum = nk_compiled_head_sum(&h);
    memcpy(copy, file->data, file->len);
    memcpy(copy, &h, sizeof h);
    expect_refused(copy, file->len, why);
    free(copy);
}

static void headers_that_cannot_be_are_refused(void **state)
{
    (void)state;
    struct nk_buf b;
    struct nk_compiled_head head, h;
    make_file(&b, plain);
    memcpy(&head, b.data, sizeof head);
    h = head;
    h.order = __builtin_bswap32(h.order);
    expect_head_refused(&b, &h, "of another byte order");
    h = head;
    h.version++;
    expect_head_refused(&b, &h, "is a compiled table of version 2, this program reads version 1");
    h = head;
    h.section_count++;
    expect_head_refused(&b, &h, "another number of sections");
    for (size_t i = 0; i < NK_SECTIONS; i++) {
        static const uint64_t offsets[] = {0, 1, UINT64_MAX, UINT64_MAX - 63, 1ull << 40};
        h = head;
        h.sections[i].width++;
        expect_head_refused(&b, &h, "other sizes of things");
        for (size_t k = 0; k < sizeof offsets / sizeof *offsets; k++) {
            h = head;
            h.sections[i].offset = offsets[k];
            expect_head_refused(&b, &h, "a section lies outside");
            if (offsets[k] < 2)
                continue;
            h = head;
            h.sections[i].count = offsets[k];
            expect_head_refused(&b, &h, "a section lies outside");
        }
    }
    nk_buf_release(&b);
}

/* ---- what is damaged ----------------------------------------------------- */

static void ask_damaged(const struct nk_buf *file)
{
    struct nk_table t;
    struct nk_err err = {0};
    struct nk_buf answers = {0};
    if (compiled_open(&t, file->data, file->len, &err))
        compiled_ask(&t, &answers);
    nk_table_release(&t);
    nk_buf_release(&answers);
}

static void change_words(struct nk_buf *b, size_t step)
{
    static const uint32_t values[] = {0, 1, 0x7f, 0xff00, 0x7fffffff, UINT32_MAX - 1, UINT32_MAX};
    for (size_t i = sizeof(struct nk_compiled_head); i + 4 <= b->len; i += step) {
        uint32_t kept, value = values[i / step % (sizeof values / sizeof *values)];
        memcpy(&kept, b->data + i, sizeof kept);
        memcpy(b->data + i, &value, sizeof value);
        ask_damaged(b);
        memcpy(b->data + i, &kept, sizeof kept);
    }
}

static void change_bytes(struct nk_buf *b, size_t step)
{
    for (size_t i = sizeof(struct nk_compiled_head); i < b->len; i += step) {
        char kept = b->data[i];
        b->data[i] = (char)(i % 3 == 0 ? ~kept : i % 3 == 1 ? kept ^ 1 : kept ^ 0x80);
        ask_damaged(b);
        b->data[i] = kept;
    }
}

static void damaged_files_are_answered_within_their_bounds(void **state)
{
    (void)state;
    static const char *const texts[] = {plain, listing};
    for (size_t i = 0; i < 2; i++) {
        struct nk_buf b;
        make_file(&b, texts[i]);
        ask_damaged(&b);
        change_words(&b, 4);
        change_bytes(&b, 3);
        nk_buf_release(&b);
    }
    struct nk_buf b, dump;
    struct reading x;
    data_file("add_path.mrt", &dump);
    reading_of(&x, NULL, dump.data, dump.len);
    compile(&x.table, &b);
    change_words(&b, 20);
    nk_buf_release(&b);
    nk_buf_release(&dump);
    reading_release(&x);
}

/* Each section whole of the same byte: nothing in it is what it was. */
static void sections_of_nothing_are_answered_too(void **state)
{
    (void)state;
    static const char fills[] = {0, 1, 4, 6, 32, 127, (char)0x80, (char)0xff};
    struct nk_buf b;
    struct nk_compiled_head head;
    make_file(&b, listing);
    memcpy(&head, b.data, sizeof head);
    char *kept = malloc(b.len);
    assert_non_null(kept);
    memcpy(kept, b.data, b.len);
    for (size_t i = 0; i < NK_SECTIONS; i++) {
        for (size_t k = 0; k < sizeof fills; k++) {
            const struct nk_compiled_section *s = &head.sections[i];
            memset(b.data + s->offset, fills[k], s->count * s->width);
            ask_damaged(&b);
            memcpy(b.data, kept, b.len);
        }
    }
    free(kept);
    nk_buf_release(&b);
}

struct told {
    int count;
    struct nk_buf text;
};

static void hear(void *closure, const char *what)
{
    struct told *x = closure;
    x->count++;
    nk_buf_add_text(&x->text, what);
    nk_buf_add_byte(&x->text, '\n');
}

/* Any byte of the body is seen by the checksum, whatever else; padding too. */
static void check_sees_every_byte(void **state)
{
    (void)state;
    struct nk_buf b;
    make_file(&b, listing);
    for (size_t i = sizeof(struct nk_compiled_head); i < b.len; i++) {
        struct nk_table t;
        struct nk_err err = {0};
        struct told told = {.count = 0};
        b.data[i] = (char)(b.data[i] ^ 4);
        if (compiled_open(&t, b.data, b.len, &err)) {
            assert_true(nk_compiled_check(&t, hear, &told, &err));
            nk_buf_add_byte(&told.text, '\0');
            assert_non_null(strstr(told.text.data, "the checksum of its body is wrong"));
        }
        b.data[i] = (char)(b.data[i] ^ 4);
        nk_table_release(&t);
        nk_buf_release(&told.text);
    }
    nk_buf_release(&b);
}

/* ---- as a format --------------------------------------------------------- */

static void a_file_is_read_as_the_table_it_was(void **state)
{
    (void)state;
    struct nk_buf b;
    struct reading x;
    make_file(&b, plain);
    reading_of(&x, NULL, b.data, b.len);
    assert_true(x.done);
    assert_non_null(x.table.compiled);
    reading_expect(&x,
                   "10.0.0.0/8 unicast [] label office\n"
                   "10.1.0.0/16 unicast [] label a label of more than thirty-one bytes\n"
                   "2001:db8::/32 unicast [] origin 64500 label 64500\n"
                   "10.1.0.0/16 unicast [] label again\n",
                   "");
    size_t len;
    const char *source = nk_table_source_of(&x.table, x.table.routes[0].source, &len);
    assert_int_equal(len, 4);
    assert_memory_equal(source, "test", len);
    reading_release(&x);
    nk_buf_release(&b);
}

/* Names of tables and peers are the same in both, whatever their numbers were. */
static void tables_are_joined_by_what_their_numbers_mean(void **state)
{
    (void)state;
    struct reading a, b;
    struct nk_err err = {0};
    struct nk_buf got = {0};
    reading_of(&a, "ip", "10.0.0.0/8 dev e0 table red\n", 28);
    reading_of(&b, "ip",
               "10.1.0.0/16 via 192.0.2.1 dev e1 table blue\n10.2.0.0/16 dev e0 table red\n", 73);
    assert_true(nk_table_append(&a.table, &b.table, &err));
    put_all(&a.table, &got);
    assert_string_equal(got.data,
                        "10.0.0.0/8 unicast [dev e0] table red proto boot\n"
                        "10.1.0.0/16 unicast [via 192.0.2.1 dev e1] table blue proto boot\n"
                        "10.2.0.0/16 unicast [dev e0] table red proto boot\n"
                        "0 rules, 0 VRFs");
    assert_int_equal(a.table.routes[0].table, a.table.routes[2].table);
    nk_buf_release(&got);
    reading_release(&a);
    reading_release(&b);
    struct nk_buf dump;
    data_file("add_path.mrt", &dump);
    reading_of(&a, NULL, dump.data, dump.len);
    reading_of(&b, NULL, dump.data, dump.len);
    size_t peers = a.table.peer_count, routes = a.table.count;
    assert_true(nk_table_append(&a.table, &b.table, &err));
    assert_int_equal(a.table.peer_count, peers);
    assert_int_equal(a.table.count, 2 * routes);
    assert_int_equal(a.table.attrs.count, b.table.attrs.count);
    nk_buf_release(&dump);
    reading_release(&a);
    reading_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_of_every_kind_go_round),
        cmocka_unit_test(the_same_table_gives_the_same_file),
        cmocka_unit_test(a_version_is_one_format),
        cmocka_unit_test(cut_files_are_refused),
        cmocka_unit_test(every_byte_of_the_header_counts),
        cmocka_unit_test(headers_that_cannot_be_are_refused),
        cmocka_unit_test(damaged_files_are_answered_within_their_bounds),
        cmocka_unit_test(sections_of_nothing_are_answered_too),
        cmocka_unit_test(check_sees_every_byte),
        cmocka_unit_test(a_file_is_read_as_the_table_it_was),
        cmocka_unit_test(tables_are_joined_by_what_their_numbers_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
