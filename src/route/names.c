#include "route/names.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct name {
    uint32_t number;
    const char *word;
};

/* rtnetlink(7), and iproute2's rt_protos, rt_scopes and rt_tables as they come. */
static const struct name types[] = {
    {0, "none"},     {1, "unicast"},   {2, "local"},     {3, "broadcast"},
    {4, "anycast"},  {5, "multicast"}, {6, "blackhole"}, {7, "unreachable"},
    {8, "prohibit"}, {9, "throw"},     {10, "nat"},      {11, "xresolve"},
};

static const struct name tables[] = {
    {0, "unspec"},
    {253, "default"},
    {254, "main"},
    {255, "local"},
};

static const struct name protocols[] = {
    {0, "unspec"},      {1, "redirect"}, {2, "kernel"},  {3, "boot"},   {4, "static"},
    {8, "gated"},       {9, "ra"},       {10, "mrt"},    {11, "zebra"}, {12, "bird"},
    {13, "dnrouted"},   {14, "xorp"},    {15, "ntk"},    {16, "dhcp"},  {17, "mrouted"},
    {18, "keepalived"}, {42, "babel"},   {99, "openr"},  {186, "bgp"},  {187, "isis"},
    {188, "ospf"},      {189, "rip"},    {192, "eigrp"},
};

static const struct name scopes[] = {
    {0, "global"}, {200, "site"}, {253, "link"}, {254, "host"}, {255, "nowhere"},
};

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const char *word_of(const struct name *rows, size_t count, uint32_t number, char *room)
{
    for (size_t i = 0; i < count; i++)
        if (rows[i].number == number)
            return rows[i].word;
    snprintf(room, NK_ROUTE_NAME_MAX, "%" PRIu32, number);
    return room;
}

static bool digits(const char *word, size_t len, uint32_t max, uint32_t *out)
{
    uint64_t n = 0;
    for (size_t i = 0; i < len; i++) {
        if (word[i] < '0' || word[i] > '9' || n > max)
            return false;
        n = n * 10 + (uint64_t)(word[i] - '0');
    }
    *out = (uint32_t)n;
    return len > 0 && n <= max;
}

static bool number_of(const struct name *rows, size_t count, const char *word, size_t len,
                      uint32_t max, uint32_t *out)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(rows[i].word) == len && memcmp(rows[i].word, word, len) == 0) {
            *out = rows[i].number;
            return true;
        }
    }
    return digits(word, len, max, out);
}

static bool octet_of(const struct name *rows, size_t count, const char *word, size_t len,
                     uint8_t *out)
{
    uint32_t n;
    bool known = number_of(rows, count, word, len, UINT8_MAX, &n);
    if (known)
        *out = (uint8_t)n;
    return known;
}

const char *nk_route_type_name(uint8_t type, char *room)
{
    return word_of(types, COUNT(types), type, room);
}

const char *nk_table_name(uint32_t table, char *room)
{
    return word_of(tables, COUNT(tables), table, room);
}

const char *nk_route_protocol_name(uint8_t protocol, char *room)
{
    return word_of(protocols, COUNT(protocols), protocol, room);
}

const char *nk_route_scope_name(uint8_t scope, char *room)
{
    return word_of(scopes, COUNT(scopes), scope, room);
}

bool nk_route_type_number(const char *word, size_t len, uint8_t *out)
{
    return octet_of(types, COUNT(types), word, len, out);
}

bool nk_table_number(const char *word, size_t len, uint32_t *out)
{
    return number_of(tables, COUNT(tables), word, len, UINT32_MAX, out);
}

bool nk_route_protocol_number(const char *word, size_t len, uint8_t *out)
{
    return octet_of(protocols, COUNT(protocols), word, len, out);
}

bool nk_route_scope_number(const char *word, size_t len, uint8_t *out)
{
    return octet_of(scopes, COUNT(scopes), word, len, out);
}
