/*
 * A capture of DNS traffic as a resolver sees it, the same on every machine: make_dns_capture
 * MESSAGES Questions and their answers, of a tenth by TCP (some in pieces, some two in a segment),
 * a fifth by IPv6, some answers in fragments, and a few packets that are no DNS.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "netkit/dns.h"

enum { SECOND = 1700000000, SYN = 2, FIN = 1, ACK = 16, PUSH = 8, MTU = 1480 };

static uint64_t state = 42;

static uint64_t draw(uint64_t below)
{
    uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (z ^ (z >> 31)) % below;
}

/* ---- packets --------------------------------------------------------------- */

/* Who speaks with whom; the second end is the server. */
struct pair {
    int family;
    uint8_t address[2][16];
    uint16_t port[2];
    uint32_t seq[2];
};

static uint64_t microseconds;
static uint16_t ip_id;

static void put_le32(uint8_t *to, uint64_t n)
{
    for (int i = 0; i < 4; i++)
        to[i] = (uint8_t)(n >> 8 * i);
}

static void put_be(uint8_t *to, uint64_t n, int bytes)
{
    while (bytes-- > 0)
        *to++ = (uint8_t)(n >> 8 * bytes);
}

static void write_frame(const uint8_t *frame, size_t len)
{
    uint8_t head[16];
    microseconds += draw(40);
    put_le32(head, SECOND + microseconds / 1000000);
    put_le32(head + 4, microseconds % 1000000);
    put_le32(head + 8, len);
    put_le32(head + 12, len);
    fwrite(head, 1, sizeof head, stdout);
    fwrite(frame, 1, len, stdout);
}

static void sum_ipv4(uint8_t *header)
{
    uint32_t sum = 0;
    for (int i = 0; i < 20; i += 2)
        sum += (uint32_t)(header[i] << 8 | header[i + 1]);
    sum = (sum & 0xffff) + (sum >> 16);
    put_be(header + 10, ~(sum + (sum >> 16)) & 0xffff, 2);
}

static size_t put_ip(uint8_t *frame, const struct pair *p, int from, int protocol, size_t len,
                     unsigned place)
{
    memset(frame, 0, 14 + 40);
    frame[5] = frame[11] = 1;
    frame[from ? 11 : 5] = 2;
    uint8_t *ip = frame + 14;
    if (p->family == 6) {
        put_be(frame + 12, 0x86dd, 2);
        ip[0] = 0x60;
        put_be(ip + 4, len, 2);
        ip[6] = (uint8_t)protocol;
        ip[7] = 64;
        memcpy(ip + 8, p->address[from], 16);
        memcpy(ip + 24, p->address[!from], 16);
        return 14 + 40;
    }
    put_be(frame + 12, 0x0800, 2);
    ip[0] = 0x45;
    put_be(ip + 2, 20 + len, 2);
    put_be(ip + 4, ip_id, 2);
    put_be(ip + 6, place, 2);
    ip[8] = 64;
    ip[9] = (uint8_t)protocol;
    memcpy(ip + 12, p->address[from], 4);
    memcpy(ip + 16, p->address[!from], 4);
    sum_ipv4(ip);
    return 14 + 20;
}

/* The payload of IP; of IPv4 in fragments where it is too long. */
static void send_ip(const struct pair *p, int from, int protocol, const uint8_t *bytes, size_t len)
{
    static uint8_t frame[70000];
    size_t at = 0;
    ip_id++;
    do {
        size_t n = len - at;
        unsigned place = (unsigned)at / 8;
        if (p->family == 4 && n > MTU) {
            n = MTU;
            place |= 0x2000;
        }
        size_t head = put_ip(frame, p, from, protocol, n, place);
        memcpy(frame + head, bytes + at, n);
        write_frame(frame, head + n);
        at += n;
    } while (at < len);
}

static void send_udp(const struct pair *p, int from, const uint8_t *message, size_t len)
{
    static uint8_t bytes[70000];
    put_be(bytes, p->port[from], 2);
    put_be(bytes + 2, p->port[!from], 2);
    put_be(bytes + 4, 8 + len, 2);
    put_be(bytes + 6, 0, 2);
    memcpy(bytes + 8, message, len);
    send_ip(p, from, 17, bytes, 8 + len);
}

static void send_tcp(struct pair *p, int from, unsigned flags, const uint8_t *data, size_t len)
{
    static uint8_t bytes[70000];
    memset(bytes, 0, 20);
    put_be(bytes, p->port[from], 2);
    put_be(bytes + 2, p->port[!from], 2);
    put_be(bytes + 4, p->seq[from], 4);
    if (flags & ACK)
        put_be(bytes + 8, p->seq[!from], 4);
    put_be(bytes + 12, 0x5000 | flags, 2);
    put_be(bytes + 14, 64000, 2);
    if (len > 0)
        memcpy(bytes + 20, data, len);
    send_ip(p, from, 6, bytes, 20 + len);
    p->seq[from] += (uint32_t)len + ((flags & (SYN | FIN)) != 0);
}

/* ---- messages -------------------------------------------------------------- */

struct question {
    struct nk_name name;
    uint16_t type, id;
};

static struct nk_name make_name(void)
{
    static const char *const tops[] = {"com", "net", "org", "de", "example", "io", "co.uk"};
    static const char *const hosts[] = {"www", "mail",   "api", "cdn",
                                        "ns1", "static", "img", "a.b.c"};
    char text[128];
    struct nk_name name;
    struct nk_err err;
    char word[24];
    uint64_t domain = draw(draw(20000) + 1);
    size_t n = 4 + domain % 17;
    for (size_t i = 0; i < n; i++)
        word[i] = (char)('a' + (domain * 31 + i * i * 7 + domain / (i + 1)) % 26);
    word[n] = '\0';
    int len = snprintf(text, sizeof text, "%s.%s.%s", hosts[draw(8)], word, tops[domain % 7]);
    if (!nk_name_parse(text, (size_t)len, NULL, &name, &err))
        abort();
    return name;
}

static struct question make_question(void)
{
    static const uint16_t types[] = {1, 1, 1, 1, 1, 28, 28, 28, 65, 15, 16, 12, 33, 2};
    return (struct question){.name = make_name(),
                             .type = types[draw(sizeof types / sizeof *types)],
                             .id = (uint16_t)draw(65536)};
}

static size_t write_query(uint8_t *to, const struct question *q)
{
    static const uint8_t cookie[] = {0, 10, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8};
    struct nk_dns_writer w;
    nk_dns_writer_init(&w, to, 65535, q->id, NK_DNS_RD);
    nk_dns_put_question(&w, &q->name, q->type, NK_CLASS_IN);
    const struct nk_edns e = {.present = true,
                              .udp_size = 1232,
                              .dnssec_ok = draw(2),
                              .options = cookie,
                              .options_len = draw(2) ? sizeof cookie : 0};
    if (draw(3) > 0)
        nk_dns_put_edns(&w, &e);
    return w.len;
}

static void put_name_record(struct nk_dns_writer *w, enum nk_dns_section s,
                            const struct nk_name *owner, uint16_t type, size_t before)
{
    struct nk_name target = make_name();
    uint8_t data[8 + NK_NAME_WIRE_MAX] = {0, 10, 0, 5, 1, 187};
    memcpy(data + before, target.wire, target.len);
    nk_dns_put_record(w, s, owner, type, NK_CLASS_IN, 300, data, before + target.len);
}

static void put_soa(struct nk_dns_writer *w, const struct nk_name *name)
{
    uint8_t data[2 * NK_NAME_WIRE_MAX + 20];
    struct nk_name zone, host = make_name(), person = make_name();
    nk_name_suffix(name, 2, &zone);
    memcpy(data, host.wire, host.len);
    memcpy(data + host.len, person.wire, person.len);
    size_t len = (size_t)host.len + person.len;
    memset(data + len, 1, 20);
    nk_dns_put_record(w, NK_DNS_AUTHORITY, &zone, NK_TYPE_SOA, NK_CLASS_IN, 900, data, len + 20);
}

static void put_answers(struct nk_dns_writer *w, const struct question *q, bool large)
{
    static const uint8_t service[] = {0, 1, 0, 0, 1, 0, 6, 2, 'h', '2', 2, 'h', '3'};
    struct nk_name owner = q->name;
    uint8_t data[256];
    if (draw(5) == 0) { /* an alias */
        struct nk_name target = make_name();
        nk_dns_put_record(w, NK_DNS_ANSWER, &owner, NK_TYPE_CNAME, NK_CLASS_IN, 60, target.wire,
                          target.len);
        owner = target;
    }
    uint64_t count = large ? 20 : 1 + draw(4);
    for (uint64_t i = 0; i < count; i++) {
        for (size_t k = 0; k < 16; k++)
            data[k] = (uint8_t)draw(256);
        if (q->type == NK_TYPE_A || q->type == NK_TYPE_AAAA)
            nk_dns_put_record(w, NK_DNS_ANSWER, &owner, q->type, NK_CLASS_IN, 300, data,
                              q->type == NK_TYPE_A ? 4 : 16);
        else if (q->type == 65)
            nk_dns_put_record(w, NK_DNS_ANSWER, &owner, 65, NK_CLASS_IN, 300, service,
                              sizeof service);
        else if (q->type == NK_TYPE_TXT) {
            size_t len = large ? 200 : 10 + draw(60);
            memset(data, 'a' + (int)draw(26), sizeof data);
            data[0] = (uint8_t)len;
            nk_dns_put_record(w, NK_DNS_ANSWER, &owner, q->type, NK_CLASS_IN, 300, data, len + 1);
        } else
            put_name_record(w, NK_DNS_ANSWER, &owner, q->type,
                            q->type == NK_TYPE_MX    ? 2
                            : q->type == NK_TYPE_SRV ? 6
                                                     : 0);
    }
}

static size_t write_answer(uint8_t *to, struct question *q, bool large)
{
    struct nk_dns_writer w;
    uint64_t fate = draw(20);
    uint16_t flags = NK_DNS_QR | NK_DNS_RD | NK_DNS_RA;
    if (large)
        fate = 10;
    flags |= fate < 3 ? NK_RCODE_NXDOMAIN : fate == 3 ? NK_RCODE_SERVFAIL : 0;
    nk_dns_writer_init(&w, to, 65535, q->id, flags);
    nk_dns_put_question(&w, &q->name, q->type, NK_CLASS_IN);
    if (fate < 3)
        put_soa(&w, &q->name);
    else if (fate > 3)
        put_answers(&w, q, large);
    const struct nk_edns e = {.present = true, .udp_size = 1232};
    if (draw(3) > 0)
        nk_dns_put_edns(&w, &e);
    return w.len;
}

/* ---- exchanges ------------------------------------------------------------- */

static struct pair make_pair(void)
{
    struct pair p = {.family = draw(5) == 0 ? 6 : 4};
    uint64_t client = draw(1000), server = draw(8);
    if (p.family == 6) {
        memcpy(p.address[0], "\x20\x01\x0d\xb8", 4);
        memcpy(p.address[1], "\x20\x01\x0d\xb8\x53", 5);
    } else {
        memcpy(p.address[0], "\x0a\1", 2);
        memcpy(p.address[1], "\xc6\x33\x64", 3);
    }
    put_be(p.address[0] + (p.family == 6 ? 14 : 2), client, 2);
    p.address[1][p.family == 6 ? 15 : 3] = (uint8_t)(server + 1);
    p.port[0] = (uint16_t)(1024 + draw(64000));
    p.port[1] = 53;
    p.seq[0] = (uint32_t)draw(UINT32_MAX);
    p.seq[1] = (uint32_t)draw(UINT32_MAX);
    return p;
}

static unsigned by_udp(void)
{
    uint8_t bytes[65536];
    struct pair p = make_pair();
    struct question q = make_question();
    bool large = p.family == 4 && draw(400) == 0;
    if (large)
        q.type = NK_TYPE_TXT;
    send_udp(&p, 0, bytes, write_query(bytes, &q));
    send_udp(&p, 1, bytes, write_answer(bytes, &q, large));
    return 2;
}

static size_t prefixed(uint8_t *to, size_t len)
{
    put_be(to, len, 2);
    return len + 2;
}

/* Three questions, two of them in one segment; the last answer comes in two. */
static unsigned by_tcp(void)
{
    static uint8_t bytes[200000];
    struct pair p = make_pair();
    struct question q[3];
    size_t len = 0;
    send_tcp(&p, 0, SYN, NULL, 0);
    send_tcp(&p, 1, SYN | ACK, NULL, 0);
    send_tcp(&p, 0, ACK, NULL, 0);
    for (int i = 0; i < 3; i++) {
        q[i] = make_question();
        len += prefixed(bytes + len, write_query(bytes + len + 2, &q[i]));
        if (i == 0)
            continue;
        send_tcp(&p, 0, PUSH | ACK, bytes, len);
        len = 0;
    }
    for (int i = 0; i < 3; i++) {
        len = prefixed(bytes, write_answer(bytes + 2, &q[i], false));
        size_t first = i == 2 ? len / 2 : len;
        send_tcp(&p, 1, PUSH | ACK, bytes, first);
        send_tcp(&p, 0, ACK, NULL, 0);
        if (first < len)
            send_tcp(&p, 1, PUSH | ACK, bytes + first, len - first);
    }
    send_tcp(&p, 0, FIN | ACK, NULL, 0);
    send_tcp(&p, 1, FIN | ACK, NULL, 0);
    send_tcp(&p, 0, ACK, NULL, 0);
    return 6;
}

static void something_else(void)
{
    uint8_t bytes[1000] = {0};
    struct pair p = make_pair();
    p.port[1] = 443;
    send_tcp(&p, (int)draw(2), PUSH | ACK, bytes, draw(sizeof bytes));
}

int main(int argc, char **argv)
{
    static const uint8_t header[24] = {0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0,
                                       0,    0,    0,    0,    0, 0, 4, 0, 1, 0, 0, 0};
    unsigned long left = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
    if (left == 0) {
        fprintf(stderr, "usage: make_dns_capture MESSAGES\n");
        return 2;
    }
    fwrite(header, 1, sizeof header, stdout);
    for (unsigned long done = 0; done < left;) {
        done += draw(30) == 0 ? by_tcp() : by_udp();
        if (draw(20) == 0)
            something_else();
    }
    return fflush(stdout) != 0 || ferror(stdout);
}
