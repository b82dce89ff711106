#include "mutate.h"

#include <string.h>

/* splitmix64 */
uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* From 0 to n - 1; 0 where n is 0. */
static size_t below(uint64_t *random, size_t n)
{
    return n == 0 ? 0 : (size_t)(random_next(random) % n);
}

/* A piece's length: short ones more often, up to n. */
static size_t piece(uint64_t *random, size_t n)
{
    size_t most = (size_t)1 << below(random, 14);
    return below(random, (most < n ? most : n) + 1);
}

/* Takes `out` bytes away at `at`, puts `in` there; what does not fit in is lost. */
static void replace(struct bytes *b, size_t at, size_t out, const void *data, size_t in)
{
    size_t rest = b->len - at - out;
    if (in > DAMAGED_MAX - at)
        in = DAMAGED_MAX - at;
    if (rest > DAMAGED_MAX - at - in)
        rest = DAMAGED_MAX - at - in;
    memmove(b->data + at + in, b->data + at + out, rest);
    memcpy(b->data + at, data, in);
    b->len = at + in + rest;
}

/* ---- bytes --------------------------------------------------------------- */

static void flip(uint64_t *random, struct bytes *b)
{
    if (b->len > 0)
        b->data[below(random, b->len)] ^= (unsigned char)(1u << below(random, 8));
}

static void set_byte(uint64_t *random, struct bytes *b)
{
    static const char odd[] = "\0\xff\x7f\x80\n\r\t \"\\{}[],:/.%-0123456789abcdef*>";
    if (b->len > 0)
        b->data[below(random, b->len)] = below(random, 3) == 0
                                             ? (unsigned char)random_next(random)
                                             : (unsigned char)odd[below(random, sizeof odd - 1)];
}

static void cut_end(uint64_t *random, struct bytes *b)
{
    b->len = below(random, b->len + 1);
}

static void cut_out(uint64_t *random, struct bytes *b)
{
    size_t at = below(random, b->len), n = piece(random, b->len - at);
    replace(b, at, n, "", 0);
}

static void insert(uint64_t *random, struct bytes *b)
{
    unsigned char new[64];
    size_t n = below(random, sizeof new + 1);
    for (size_t i = 0; i < n; i++)
        new[i] = (unsigned char)random_next(random);
    replace(b, below(random, b->len + 1), 0, new, n);
}

/* One byte many times over: long words, long lines, deep nesting. */
static void insert_run(uint64_t *random, struct bytes *b)
{
    static const char often[] = "[{(\"\\ \t\n,:;/.-09azAZ%\0\xff";
    static unsigned char run[1 << 16];
    size_t n = (size_t)1 << below(random, 17);
    memset(run, often[below(random, sizeof often - 1)], n);
    replace(b, below(random, b->len + 1), 0, run, n);
}

/* ---- pieces -------------------------------------------------------------- */

static void duplicate(uint64_t *random, struct bytes *b)
{
    static unsigned char kept[1 << 13];
    size_t at = below(random, b->len), n = piece(random, b->len - at);
    if (n > sizeof kept)
        n = sizeof kept;
    memcpy(kept, b->data + at, n);
    for (size_t times = (size_t)1 << below(random, 8); times > 0; times--)
        replace(b, at, 0, kept, n);
}

static void swap(uint64_t *random, struct bytes *b)
{
    size_t n = piece(random, b->len / 2), x = below(random, b->len - n), y;
    y = below(random, b->len - n);
    for (size_t i = 0; i < n; i++) {
        unsigned char c = b->data[x + i];
        b->data[x + i] = b->data[y + i];
        b->data[y + i] = c;
    }
}

static void splice(uint64_t *random, struct bytes *b, const struct bytes *other)
{
    size_t from = below(random, other->len), n = piece(random, other->len - from);
    size_t at = below(random, b->len + 1), out = piece(random, b->len - at);
    replace(b, at, out, other->data + from, n);
}

/* A line, or what goes for one, somewhere else once more. */
static void copy_line(uint64_t *random, struct bytes *b)
{
    unsigned char line[1024];
    size_t at = below(random, b->len), end = at;
    while (at > 0 && b->data[at - 1] != '\n')
        at--;
    while (end < b->len && b->data[end++] != '\n')
        ;
    size_t n = end - at < sizeof line ? end - at : sizeof line;
    memcpy(line, b->data + at, n);
    size_t to = below(random, b->len + 1);
    while (to > 0 && b->data[to - 1] != '\n')
        to--;
    replace(b, to, 0, line, n);
}

/* ---- numbers ------------------------------------------------------------- */

static int is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static void extreme_text(uint64_t *random, struct bytes *b)
{
    static const char *const numbers[] = {
        "",           "-1",    "00",         "1",
        "31",         "33",    "127",        "128",
        "129",        "255",   "256",        "65535",
        "65536",      "-0",    "2147483647", "2147483648",
        "4294967295", "1e999", "4294967296", "9223372036854775808",
        "0x",         "1.5",   "0xffffffff", "18446744073709551616"};
    size_t at = below(random, b->len), end;
    while (at < b->len && !is_digit(b->data[at]))
        at++;
    while (at > 0 && is_digit(b->data[at - 1]))
        at--;
    for (end = at; end < b->len && is_digit(b->data[end]);)
        end++;
    const char *n = numbers[below(random, sizeof numbers / sizeof *numbers)];
    replace(b, at, end - at, n, strlen(n));
}

/* A count or a length of one to eight octets, in either order. */
static void extreme_binary(uint64_t *random, struct bytes *b)
{
    size_t width = (size_t)1 << below(random, 4), at;
    if (b->len < width)
        return;
    at = below(random, b->len - width + 1);
    const uint64_t values[] = {
        0,           1,          2,          0x7f,           0x80,          0xff,
        0x100,       0x7fff,     0x8000,     0xffff,         0x10000,       0x7fffffff,
        0x8000000,   0xfffffffe, 0xffffffff, UINT64_MAX,     b->len,        b->len - at - width,
        b->len - at, b->len + 1, INT64_MAX,  UINT64_MAX - 7, UINT64_MAX - 1};
    uint64_t value = values[below(random, sizeof values / sizeof *values)];
    int big = below(random, 2) == 0;
    for (size_t i = 0; i < width; i++)
        b->data[at + i] = (unsigned char)(value >> 8 * (big ? width - 1 - i : i));
}

void mutate(uint64_t *random, struct bytes *b, const struct bytes *other)
{
    static void (*const ways[])(uint64_t * random, struct bytes * b) = {
        flip,   flip,      set_byte, set_byte,  extreme_text, extreme_binary, cut_out,
        insert, duplicate, swap,     copy_line, extreme_text, extreme_binary};
    for (size_t times = 1 + below(random, 8); times > 0; times--) {
        size_t way = below(random, sizeof ways / sizeof *ways + 2);
        if (way < sizeof ways / sizeof *ways)
            ways[way](random, b);
        else if (way == sizeof ways / sizeof *ways)
            splice(random, b, other);
        else
            (below(random, 2) == 0 ? cut_end : insert_run)(random, b);
    }
}
