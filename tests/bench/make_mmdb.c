/*
 * A MaxMind DB of a table, for libmaxminddb beside netkit: reads "PREFIX TAB LABEL" lines of both
 * families, writes the file to standard output (format 2.0: https://maxmind.github.io/MaxMind-DB/).
 * The tree has records of 32 bits, IPv4 below ::/96; the data are the labels as strings, each once.
 */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct route {
    unsigned char bits[16];
    int length;
    uint32_t label; /* offset of its string in the data */
};

/* A child is a node; or NOTHING, or DATA and the offset of a string. */
#define NOTHING UINT32_C(0)
#define DATA    UINT32_C(0x80000000)

static uint32_t (*nodes)[2];
static size_t node_count, node_room;
static struct route *routes;
static size_t route_count, route_room;
static unsigned char *data;
static size_t data_len, data_room;
static uint32_t slots[1 << 20]; /* by hash of the label: its offset + 1 */

static void *grow(void *items, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return items;
    *room = *room == 0 ? 1024 : *room * 2;
    items = realloc(items, *room * size);
    if (items == NULL)
        exit(1);
    return items;
}

static void put(unsigned char byte)
{
    data = grow(data, data_len, &data_room, 1);
    data[data_len++] = byte;
}

/* A control byte, with up to 284 for the size. */
static void put_control(unsigned type, size_t size)
{
    put((unsigned char)((type > 7 ? 0 : type) << 5 | (size < 29 ? size : 29)));
    if (type > 7)
        put((unsigned char)(type - 7));
    if (size >= 29)
        put((unsigned char)(size - 29));
}

static void put_string(const char *text, size_t len)
{
    len = len > 284 ? 284 : len;
    put_control(2, len);
    for (size_t i = 0; i < len; i++)
        put((unsigned char)text[i]);
}

static void put_number(unsigned type, uint64_t n, int bytes)
{
    put_control(type, (size_t)bytes);
    while (bytes-- > 0)
        put((unsigned char)(n >> 8 * bytes));
}

static uint32_t label_of(const char *text, size_t len)
{
    uint32_t h = 2166136261u;
    len = len > 28 ? 28 : len; /* one control byte: what the comparison below relies on */
    for (size_t i = 0; i < len; i++)
        h = (h ^ (unsigned char)text[i]) * 16777619u;
    size_t mask = sizeof slots / sizeof *slots - 1, at = h & mask;
    for (; slots[at] != 0; at = (at + 1) & mask) {
        const unsigned char *there = data + slots[at] - 1;
        if ((there[0] & 31) == len && memcmp(there + 1, text, len) == 0)
            return slots[at] - 1;
    }
    slots[at] = (uint32_t)data_len + 1;
    put_string(text, len);
    return slots[at] - 1;
}

static void read_routes(void)
{
    char line[512];
    while (fgets(line, sizeof line, stdin) != NULL) {
        char *slash = strchr(line, '/'), *tab = strchr(line, '\t');
        struct route r = {.length = 0};
        if (slash == NULL || tab == NULL)
            continue;
        *slash = '\0';
        r.length = atoi(slash + 1);
        if (inet_pton(AF_INET, line, r.bits + 12) == 1)
            r.length += 96;
        else if (inet_pton(AF_INET6, line, r.bits) != 1)
            continue;
        r.label = label_of(tab + 1, strcspn(tab + 1, "\n"));
        routes = grow(routes, route_count, &route_room, sizeof *routes);
        routes[route_count++] = r;
    }
}

static uint32_t new_node(uint32_t both)
{
    nodes = grow(nodes, node_count, &node_room, sizeof *nodes);
    nodes[node_count][0] = nodes[node_count][1] = both;
    return (uint32_t)node_count++;
}

/* Shorter ones come before: what divides a leaf hands its data down. */
static void insert(const struct route *r)
{
    uint32_t at = 0;
    for (int i = 0;; i++) {
        unsigned side = r->bits[i / 8] >> (7 - i % 8) & 1;
        if (i + 1 >= r->length) {
            nodes[at][side] = DATA | r->label;
            return;
        }
        uint32_t child = nodes[at][side];
        if (child == NOTHING || (child & DATA)) {
            child = new_node(child);
            nodes[at][side] = child;
        }
        at = child;
    }
}

static void write_tree(void)
{
    for (size_t i = 0; i < node_count; i++) {
        for (int side = 0; side < 2; side++) {
            uint32_t child = nodes[i][side];
            uint32_t record = child == NOTHING ? (uint32_t)node_count
                              : child & DATA   ? (uint32_t)node_count + 16 + (child & ~DATA)
                                               : child;
            record = htonl(record);
            fwrite(&record, sizeof record, 1, stdout);
        }
    }
    static const char separator[16] = {0};
    fwrite(separator, sizeof separator, 1, stdout);
    fwrite(data, 1, data_len, stdout);
}

static void write_metadata(void)
{
    data_len = 0;
    put_control(7, 9);
    put_string("node_count", 10);
    put_number(6, node_count, 4);
    put_string("record_size", 11);
    put_number(5, 32, 2);
    put_string("ip_version", 10);
    put_number(5, 6, 2);
    put_string("database_type", 13);
    put_string("labels", 6);
    put_string("languages", 9);
    put_control(11, 0);
    put_string("binary_format_major_version", 27);
    put_number(5, 2, 2);
    put_string("binary_format_minor_version", 27);
    put_number(5, 0, 2);
    put_string("build_epoch", 11);
    put_number(9, 1, 8);
    put_string("description", 11);
    put_control(7, 0);
    fwrite("\xab\xcd\xefMaxMind.com", 14, 1, stdout);
    fwrite(data, 1, data_len, stdout);
}

int main(void)
{
    read_routes();
    new_node(NOTHING);
    for (int length = 1; length <= 128; length++)
        for (size_t i = 0; i < route_count; i++)
            if (routes[i].length == length)
                insert(&routes[i]);
    write_tree();
    write_metadata();
    return fflush(stdout) != 0;
}
