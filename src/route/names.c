#include "route/names.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/digits.h"

struct name {
    uint32_t number;
    char word[16]; /* no pointer: the loader would have to set it at every start */
};

/* rtnetlink(7), and iproute2's rt_protos, rt_scopes and rt_tables as they come; by number. */
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

/* iproute2's rt_dsfield, and what it had before there were DSCPs. */
static const struct name dsfields[] = {
    {0x00, "default"},  {0x04, "reliability"}, {0x04, "LE"},          {0x08, "throughput"},
    {0x10, "lowdelay"}, {0x20, "CS1"},         {0x28, "AF11"},        {0x30, "AF12"},
    {0x38, "AF13"},     {0x40, "CS2"},         {0x48, "AF21"},        {0x50, "AF22"},
    {0x58, "AF23"},     {0x60, "CS3"},         {0x68, "AF31"},        {0x70, "AF32"},
    {0x78, "AF33"},     {0x80, "CS4"},         {0x88, "AF41"},        {0x90, "AF42"},
    {0x98, "AF43"},     {0xa0, "CS5"},         {0xb0, "VOICE-ADMIT"}, {0xb8, "EF"},
    {0xc0, "CS6"},      {0xe0, "CS7"},
};

/* The names of /etc/protocols that rules are written for (IANA's protocol numbers). */
static const struct name ipprotos[] = {
    {1, "icmp"},      {2, "igmp"},         {4, "ipip"},   {4, "ipencap"},
    {6, "tcp"},       {17, "udp"},         {33, "dccp"},  {41, "ipv6"},
    {46, "rsvp"},     {47, "gre"},         {50, "esp"},   {51, "ah"},
    {58, "icmpv6"},   {58, "ipv6-icmp"},   {88, "eigrp"}, {89, "ospf"},
    {89, "ospfigp"},  {97, "etherip"},     {103, "pim"},  {108, "ipcomp"},
    {112, "vrrp"},    {115, "l2tp"},       {132, "sctp"}, {135, "mobility-header"},
    {136, "udplite"}, {137, "mpls-in-ip"},
};

#define COUNT(rows) (sizeof(rows) / sizeof *(rows))

static const char *word_of(const struct name *rows, size_t count, uint32_t number, char *room)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (rows[mid].number < number)
            low = mid + 1;
        else
            high = mid;
    }
    if (low < count && rows[low].number == number)
        return rows[low].word;
    snprintf(room, NK_ROUTE_NAME_MAX, "%" PRIu32, number);
    return room;
}

/* A name, or decimal digits. */
static bool number_of(const struct name *rows, size_t count, const char *word, size_t len,
                      uint32_t max, uint32_t *out)
{
    uint64_t n;
    for (size_t i = 0; i < count; i++) {
        if (strlen(rows[i].word) == len && memcmp(rows[i].word, word, len) == 0) {
            *out = rows[i].number;
            return true;
        }
    }
    if (!nk_digits_read(word, len, max, &n))
        return false;
    *out = (uint32_t)n;
    return true;
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

/* The same, hexadecimal behind 0x. */
static bool octet_or_hex_of(const struct name *rows, size_t count, const char *word, size_t len,
                            uint8_t *out)
{
    uint64_t n;
    if (!nk_digits_read_hex(word, len, UINT8_MAX, &n))
        return octet_of(rows, count, word, len, out);
    *out = (uint8_t)n;
    return true;
}

bool nk_tos_number(const char *word, size_t len, uint8_t *out)
{
    return octet_or_hex_of(dsfields, COUNT(dsfields), word, len, out);
}

bool nk_ipproto_number(const char *word, size_t len, uint8_t *out)
{
    static const char prefix[] = "ipproto-"; /* iproute2, where it knows no name */
    if (len > strlen(prefix) && memcmp(word, prefix, strlen(prefix)) == 0) {
        word += strlen(prefix);
        len -= strlen(prefix);
    }
    return octet_or_hex_of(ipprotos, COUNT(ipprotos), word, len, out);
}
