/* A /proc of our own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "tcp/owners.h"

static char proc[] = "/tmp/owners.XXXXXX";

static void path_of(char *path, const char *pid, const char *rest)
{
    snprintf(path, 256, "%s/%s%s", proc, pid, rest);
}

static void make_process(const char *pid, const char *name)
{
    char path[256];
    path_of(path, pid, "");
    assert_int_equal(mkdir(path, 0700), 0);
    path_of(path, pid, "/fd");
    assert_int_equal(mkdir(path, 0700), 0);
    path_of(path, pid, "/comm");
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(name, f);
    fclose(f);
}

static void make_file(const char *pid, unsigned fd, const char *link)
{
    char path[256], rest[32];
    snprintf(rest, sizeof rest, "/fd/%u", fd);
    path_of(path, pid, rest);
    assert_int_equal(symlink(link, path), 0);
}

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(proc) == NULL;
}

static int tear_down(void **state)
{
    char command[64];
    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", proc);
    return system(command);
}

static void test_scan(void **state)
{
    struct nk_owners o;
    struct nk_err err = {0};
    char link[32];
    (void)state;
    make_process("7", "server\n");
    make_file("7", 3, "socket:[100]");
    make_file("7", 4, "/dev/null");
    make_file("7", 5, "socket:[]");
    make_file("7", 6, "socket:[1x]");
    make_file("7", 8, "socket:[99999999999]");
    make_process("9", "a\033[2J"); /* raw bytes are for whoever prints */
    make_file("9", 0, "pipe:[100]");
    for (unsigned i = 0; i < 3000; i++) { /* the table grows */
        snprintf(link, sizeof link, "socket:[%u]", 1000 + i);
        make_file("9", 1 + i, link);
    }
    make_process("self", "no number\n");
    make_process("11", "shares\n");
    make_file("11", 3, "socket:[100]");
    make_process("13", "idle\n");
    assert_true(nk_owners_scan(&o, proc, &err));
    size_t having = 0;
    for (size_t i = 0; i < o.count; i++)
        having += o.all[i].has_sockets;
    assert_int_equal(o.count, 4);
    assert_int_equal(having, 3);
    assert_int_equal(o.used, 3001);
    assert_int_equal(o.unreadable, 0);
    const struct nk_owner *first = o.all; /* of the two in the folder's order */
    while (first->pid != 7 && first->pid != 11)
        first++;
    assert_ptr_equal(nk_owners_find(&o, 100), first);
    assert_string_equal(first->name, first->pid == 7 ? "server" : "shares");
    for (unsigned i = 0; i < 3000; i++)
        assert_int_equal(nk_owners_find(&o, 1000 + i)->pid, 9);
    assert_string_equal(nk_owners_find(&o, 1000)->name, "a\033[2J");
    assert_null(nk_owners_find(&o, 0));
    assert_null(nk_owners_find(&o, 1));
    assert_null(nk_owners_find(&o, 4000));
    nk_owners_release(&o);
}

static void test_nothing(void **state)
{
    struct nk_owners o;
    struct nk_err err = {0};
    (void)state;
    assert_false(nk_owners_scan(&o, "/nonexistent", &err));
    assert_int_equal(err.code, NK_ERR_SYSTEM);
    nk_owners_release(&o);
    assert_null(nk_owners_find(&o, 100));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_scan), cmocka_unit_test(test_nothing)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
