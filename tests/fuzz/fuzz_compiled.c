/*
 * A compiled table with bytes of it changed, through everything that can be asked of one: the first
 * byte chooses the table, then four bytes a change, place and value; the header's checksum is made
 * to fit, so that no change is refused for it alone. An odd first byte sends the command line over
 * it too.
 */
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../unit/route/compiled.h"
#include "cli/cli.h"
#include "route/read.h"

enum { CHANGE_BYTES = 4 };

static const char *const texts[] = {
    "10.0.0.0/8 office\n10.1.0.0/16 a label of more than thirty-one bytes\n2001:db8::/32 64500\n",
    "default via 192.0.2.1 dev eth0 metric 100\n192.0.2.0/24 dev eth0 proto kernel src 192.0.2.7\n"
    "local 192.0.2.7 dev eth0 table local\n10.9.0.0/16 via 192.0.2.9 dev eth0 table office\n"
    "10.0.0.0/8 nexthop via 192.0.2.2 dev eth0 weight 2 nexthop via 192.0.2.3 dev eth1\n"
    "10.9.0.0/16 tos 0x10 via 192.0.2.9 dev eth0\nblackhole 100.64.0.0/10\nthrow 100.65.0.0/16\n"
    "2001:db8::/32 from 2001:db8:1::/48 via fe80::1 dev eth0 metric 1024 mtu 1400\n"
    "50:\tnot from 198.51.100.0/24 to 10.0.0.0/8 fwmark 0x1/0xff iif eth1 lookup office\n"
    "60:\tfrom all goto 32766\n70:\tfrom all ipproto tcp dport 80-90 lookup 77\n",
};

static bool complain(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    (void)closure;
    (void)place;
    (void)err;
    return true;
}

static void must(bool good)
{
    if (!good)
        abort();
}

static void make_file(const char *text, struct nk_buf *b)
{
    struct nk_table t = {0};
    struct nk_route_reader r = {.table = &t, .complain = complain};
    struct nk_err err = {0};
    *b = (struct nk_buf){0};
    must(nk_table_source(&t, "x", &r.source, &err));
    nk_lines_init_text(&r.lines, text, strlen(text), "x");
    must(nk_route_read(&r, NULL, &err));
    nk_lines_release(&r.lines);
    must(nk_compiled_write(&t, compiled_take, b, &err));
    nk_table_release(&t);
}

static void change(struct nk_buf *b, const uint8_t *data, size_t size)
{
    struct nk_compiled_head head;
    for (; size >= CHANGE_BYTES; data += CHANGE_BYTES, size -= CHANGE_BYTES) {
        size_t at = (size_t)data[0] << 8 | data[1];
        memcpy(b->data + at % (b->len - 1), data + 2, 2);
    }
    memcpy(&head, b->data, sizeof head);
    head.sum = nk_compiled_head_sum(&head);
    memcpy(b->data, &head, sizeof head);
}

/* One command that reads the file as standard input, with its output thrown away. */
static void run(const struct nk_buf *file, int argc, const char *const *argv)
{
    char buffer[1024];
    int in = memfd_create("stdin", MFD_CLOEXEC), null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    must(in >= 0 && null >= 0 && write(in, file->data, file->len) == (ssize_t)file->len);
    lseek(in, 0, SEEK_SET);
    struct nk_out out, err;
    nk_out_init(&out, null, false);
    nk_out_init_fixed(&err, null, buffer, sizeof buffer);
    struct nk_ctx ctx = {.in_fd = in, .out = &out, .err = &err};
    nk_cli_run(&ctx, argc, argv);
    nk_out_release(&out);
    close(in);
    close(null);
}

static void run_all(const struct nk_buf *file)
{
    static const char *const commands[][8] = {
        {"netkit", "route", "lookup", "-t", "-", "--explain", "10.9.0.1", "2001:db8::1"},
        {"netkit", "route", "lookup", "-t", "-", "--json", "--all", "10.1.2.3"},
        {"netkit", "route", "list", "-t", "-", "--paths", "-o", "json"},
        {"netkit", "route", "check", "-t", "-", "--report", "tap", "--exit-zero"},
        {"netkit", "route", "trie", "-t", "-", "-o", "dot", "--exit-zero"},
        {"netkit", "route", "trie", "-t", "-", "-o", "json", "--exit-zero"},
        {"netkit", "route", "aggregate", "-t", "-", "--no-null", "-o", "tsv"},
        {"netkit", "route", "diff", "--effective", "sample:textbook", "-", "-o", "json"},
        {"netkit", "route", "diff", "--effective", "-", "sample:textbook", "-o", "json"},
        {"netkit", "route", "compile", "-t", "sample:textbook", "-t", "-", "-"},
    };
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        run(file, 8, commands[i]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_table t;
    struct nk_err err = {0};
    struct nk_buf file, answers = {0};
    if (size == 0)
        return 0;
    make_file(texts[data[0] >> 1 & 1], &file);
    change(&file, data + 1, size - 1);
    if (compiled_open(&t, file.data, file.len, &err))
        compiled_ask(&t, &answers);
    nk_table_release(&t);
    if (data[0] & 1)
        run_all(&file);
    nk_buf_release(&answers);
    nk_buf_release(&file);
    return 0;
}
