/*
 * Inputs of the benchmarks, the same on every machine: make KIND COUNT
 *   ipv4    prefixes with the lengths of a full BGP table of January 2024, networks drawn at random
 *   ipv6    the same for IPv6, in 2000::/3
 *   set     prefixes of 16 to 32 bits, as block lists have them
 *   log     lines of a web server's log, one random IPv4 address each
 *   addresses  IPv4 addresses out of the prefixes that standard input has, one a line
 */
#include <arpa/inet.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state = 20240115;

static uint64_t draw(void)
{
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* How many prefixes of each length the table has. */
static const struct weight {
    unsigned length, count;
} ipv4_lengths[] = {{8, 16},     {9, 13},      {10, 38},    {11, 103},   {12, 299},
                    {13, 581},   {14, 1203},   {15, 2100},  {16, 13490}, {17, 8235},
                    {18, 13798}, {19, 24870},  {20, 42611}, {21, 50750}, {22, 108623},
                    {23, 96510}, {24, 537698}, {25, 20},    {26, 3},     {27, 11},
                    {28, 18},    {29, 17},     {30, 3},     {31, 3},     {32, 886}},
  ipv6_lengths[] = {{20, 16},    {24, 30},    {28, 193},   {29, 4371},  {30, 650},
                    {32, 22548}, {33, 2926},  {34, 2603},  {35, 1043},  {36, 5996},
                    {37, 880},   {38, 1617},  {39, 1377},  {40, 13418}, {41, 903},
                    {42, 2301},  {43, 1001},  {44, 14365}, {45, 1553},  {46, 3039},
                    {47, 3153},  {48, 75488}, {56, 24},    {64, 184},   {127, 42}};

static unsigned draw_length(const struct weight *w, size_t n)
{
    uint64_t sum = 0, x;
    for (size_t i = 0; i < n; i++)
        sum += w[i].count;
    x = draw() % sum;
    for (size_t i = 0;; i++) {
        if (x < w[i].count)
            return w[i].length;
        x -= w[i].count;
    }
}

static void put_ipv4(uint32_t a)
{
    printf("%u.%u.%u.%u", a >> 24, a >> 16 & 255, a >> 8 & 255, a & 255);
}

static void make_ipv4(void)
{
    unsigned length = draw_length(ipv4_lengths, sizeof ipv4_lengths / sizeof *ipv4_lengths);
    uint32_t a = (uint32_t)(draw() % 0xdf000000u) + 0x01000000u;
    put_ipv4(a & (uint32_t)(UINT64_C(0xffffffff) << (32 - length)));
    printf("/%u\n", length);
}

static void make_ipv6(void)
{
    unsigned length = draw_length(ipv6_lengths, sizeof ipv6_lengths / sizeof *ipv6_lengths);
    unsigned char a[16];
    char text[INET6_ADDRSTRLEN];
    for (int i = 0; i < 16; i++)
        a[i] = (unsigned char)draw();
    a[0] = (unsigned char)(0x20 | (a[0] & 0x1f));
    for (unsigned bit = length; bit < 128; bit++)
        a[bit / 8] &= (unsigned char)~(0x80 >> bit % 8);
    printf("%s/%u\n", inet_ntop(AF_INET6, a, text, sizeof text), length);
}

static void make_set(void)
{
    static const unsigned lengths[] = {16, 20, 24, 24, 24, 28, 32};
    unsigned length = lengths[draw() % 7];
    put_ipv4((uint32_t)draw() & (uint32_t)(UINT64_C(0xffffffff) << (32 - length)));
    printf("/%u\n", length);
}

static void make_log(void)
{
    uint64_t x = draw();
    put_ipv4((uint32_t)x);
    printf(" - - [24/Nov/2026:12:00:%02u +0000] \"GET /p/%u/x HTTP/1.1\" 200 %u\n",
           (unsigned)(x >> 32 & 31), (unsigned)(x >> 40 & 1023), (unsigned)(x >> 50 & 8191));
}

/* The prefixes of standard input, read at the first draw. */
static struct {
    uint32_t address;
    unsigned length;
} * prefixes;
static size_t prefix_count;

static void read_prefixes(void)
{
    char line[128], text[64];
    size_t room = 0;
    unsigned length;
    struct in_addr in;
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (sscanf(line, "%63[0-9.]/%u", text, &length) != 2 || length > 32 ||
            inet_pton(AF_INET, text, &in) != 1)
            continue;
        if (prefix_count == room) {
            room = room == 0 ? 1024 : room * 2;
            prefixes = realloc(prefixes, room * sizeof *prefixes);
            if (prefixes == NULL)
                exit(1);
        }
        prefixes[prefix_count].address = ntohl(in.s_addr);
        prefixes[prefix_count++].length = length;
    }
}

static void make_addresses(void)
{
    if (prefixes == NULL)
        read_prefixes();
    if (prefix_count == 0)
        exit(1);
    size_t i = (size_t)(draw() % prefix_count);
    uint32_t hosts = (uint32_t)(UINT64_C(0xffffffff) >> prefixes[i].length);
    put_ipv4(prefixes[i].address | ((uint32_t)draw() & hosts));
    putchar('\n');
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*make)(void);
    } kinds[] = {{"ipv4", make_ipv4},
                 {"ipv6", make_ipv6},
                 {"set", make_set},
                 {"log", make_log},
                 {"addresses", make_addresses}};
    for (size_t i = 0; argc == 3 && i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(argv[1], kinds[i].name) != 0)
            continue;
        for (long n = atol(argv[2]); n > 0; n--)
            kinds[i].make();
        return fflush(stdout) != 0;
    }
    return 2;
}
