#include "cidr/bits.h"

#include <stdio.h>
#include <string.h>

enum {
    VALUE_COLUMN = 11, /* labels before it */
    BITS_COLUMN = 28,  /* where the widest usual value leaves room */
    BITS_MAX = 48,
};

/* A row: label, value, and what is drawn behind the bits. */
struct row {
    const char *label, *value, *note;
    struct nk_addr bits;
    enum nk_ink ink;
};

/* Where the picture stands: the next row, the column of the bits, the boundary. */
struct drawing {
    struct nk_canvas *canvas;
    size_t at;
    unsigned column, length;
    unsigned from, width; /* which bits are drawn: `width` of them from bit `from` on */
};

/* Puts one bit, and before it what parts it from the one on its left. */
static unsigned draw_bit(struct drawing *d, const struct nk_addr *a, unsigned bit, unsigned column,
                         enum nk_ink ink)
{
    unsigned shift = nk_family_width(a->family) - 1 - bit;
    bool edge = bit == d->length, octet = bit % 8 == 0 && bit != d->from;
    if (edge)
        nk_canvas_put(d->canvas, d->at, column++, NK_INK_STRONG, "|");
    else if (octet && a->family == NK_IPV4)
        nk_canvas_put(d->canvas, d->at, column++, NK_INK_DIM, ".");
    bool one = (nk_u128_shr(nk_addr_bits(*a), shift).lo & 1) != 0;
    enum nk_ink part = bit < d->length ? NK_INK_NETWORK : NK_INK_HOST;
    nk_canvas_put(d->canvas, d->at, column++, ink == NK_INK_PLAIN ? part : ink, one ? "1" : "0");
    return column;
}

static void draw_row(struct drawing *d, const struct row *row)
{
    nk_canvas_put(d->canvas, d->at, 0, NK_INK_DIM, row->label);
    nk_canvas_put(d->canvas, d->at, VALUE_COLUMN, row->ink, row->value);
    unsigned column = d->column;
    for (unsigned bit = d->from; bit < d->from + d->width; bit++)
        column = draw_bit(d, &row->bits, bit, column, row->ink);
    if (d->length == d->from + d->width)
        nk_canvas_put(d->canvas, d->at, column++, NK_INK_STRONG, "|");
    if (row->note != NULL)
        nk_canvas_put(d->canvas, d->at, column + 3, NK_INK_DIM, row->note);
    d->at++;
}

static void draw_rule(struct drawing *d)
{
    unsigned marks = d->from == 0 && d->width == 32 ? 3 : 0;
    unsigned inner =
        d->length % 8 == 0 && d->length > d->from && d->length < d->from + d->width && marks > 0;
    nk_canvas_fill(d->canvas, d->at++, d->column, d->width + marks + 1 - inner, NK_INK_DIM, '-');
}

static void draw_blank(struct drawing *d)
{
    nk_canvas_put(d->canvas, d->at++, 0, NK_INK_PLAIN, "");
}

/* "/27: 3 octets and 3 bits of octet 4: 128+64+32=224" */
static void boundary_text(char *text, size_t room, const struct nk_prefix *p)
{
    bool ipv4 = p->addr.family == NK_IPV4;
    unsigned unit = ipv4 ? 8 : 16, whole = p->length / unit, left = p->length % unit;
    const char *name = ipv4 ? "octet" : "group";
    int len = snprintf(text, room, "/%u: %u %s%s", (unsigned)p->length, whole, name,
                       whole == 1 ? "" : "s");
    if (left == 0)
        return;
    len += snprintf(text + len, room - (size_t)len, " and %u bit%s of %s %u", left,
                    left == 1 ? "" : "s", name, whole + 1);
    for (unsigned i = 0; ipv4 && i < left; i++)
        len += snprintf(text + len, room - (size_t)len, "%s%u", i == 0 ? ": " : "+", 128u >> i);
    if (ipv4 && left > 1)
        snprintf(text + len, room - (size_t)len, "=%u", 256 - (256u >> left));
}

/* "2^12 - 2 = 4094" and the like, with the reason where it is not that. */
static void hosts_text(char *text, size_t room, const struct nk_prefix *p)
{
    unsigned bits = nk_family_width(p->addr.family) - p->length;
    char count[NK_COUNT_TEXT_MAX];
    bool minus = p->addr.family == NK_IPV4 && bits > 1;
    struct nk_count n = nk_prefix_count(p);
    nk_count_format(minus ? nk_count_sub(n, nk_count_of(2)) : n, count);
    snprintf(text, room, "2^%u%s = %s%s", bits, minus ? " - 2" : "", count,
             p->addr.family == NK_IPV4 && bits == 1 ? " (RFC 3021)" : "");
}

/* The range of hosts, and how many; two rows where one is too narrow. */
static void draw_hosts(struct drawing *d, const struct nk_prefix *p)
{
    char first_text[NK_ADDR_TEXT_MAX], last_text[NK_ADDR_TEXT_MAX], count[120];
    struct nk_addr first = nk_prefix_first(p), last = nk_prefix_last(p);
    if (p->addr.family == NK_IPV4 && p->length < 31) {
        first.lo++;
        last.lo--;
    }
    nk_addr_format(&first, first_text);
    nk_addr_format(&last, last_text);
    hosts_text(count, sizeof count, p);
    nk_canvas_put(d->canvas, d->at, 0, NK_INK_DIM, "hosts");
    if (p->addr.family == NK_IPV4) {
        nk_canvas_printf(d->canvas, d->at++, VALUE_COLUMN, NK_INK_STRONG, "%s - %s      %s",
                         first_text, last_text, count);
        return;
    }
    nk_canvas_put(d->canvas, d->at++, VALUE_COLUMN, NK_INK_STRONG, first_text);
    nk_canvas_printf(d->canvas, d->at++, VALUE_COLUMN, NK_INK_STRONG, "- %s", last_text);
    nk_canvas_put(d->canvas, d->at++, VALUE_COLUMN, NK_INK_PLAIN, count);
}

static void draw_boundary(struct drawing *d, const struct nk_prefix *p)
{
    char text[128];
    boundary_text(text, sizeof text, p);
    nk_canvas_put(d->canvas, d->at, 0, NK_INK_DIM, "boundary");
    nk_canvas_put(d->canvas, d->at++, VALUE_COLUMN, NK_INK_PLAIN, text);
}

/* The values that all rows of both families are made of, as text. */
struct parts {
    struct nk_addr netmask, hostmask, network, host, last;
    char address_text[NK_ADDR_TEXT_MAX], netmask_text[NK_ADDR_TEXT_MAX],
        hostmask_text[NK_ADDR_TEXT_MAX], network_text[NK_PREFIX_TEXT_MAX],
        host_text[NK_ADDR_TEXT_MAX], last_text[NK_ADDR_TEXT_MAX];
};

static void parts_of(struct parts *x, const struct nk_prefix *p)
{
    struct nk_prefix network = nk_prefix_network(p);
    x->netmask = nk_prefix_netmask(p->addr.family, p->length);
    x->hostmask = nk_prefix_hostmask(p->addr.family, p->length);
    x->network = network.addr;
    x->host =
        nk_addr_of(p->addr.family, nk_u128_and(nk_addr_bits(p->addr), nk_addr_bits(x->hostmask)));
    x->last = nk_prefix_last(p);
    nk_addr_format(&p->addr, x->address_text);
    nk_addr_format(&x->netmask, x->netmask_text);
    nk_addr_format(&x->hostmask, x->hostmask_text);
    nk_prefix_format(&network, x->network_text);
    nk_addr_format(&x->host, x->host_text);
    nk_addr_format(&x->last, x->last_text);
}

static void draw_operations(struct drawing *d, const struct nk_prefix *p, const struct parts *x)
{
    bool broadcast = p->addr.family == NK_IPV4 && p->length < 31;
    const struct row rows[] = {
        {"address", x->address_text, NULL, p->addr, NK_INK_PLAIN},
        {"netmask", x->netmask_text, "AND", x->netmask, NK_INK_PLAIN},
        {"network", x->network_text, NULL, x->network, NK_INK_STRONG},
        {"address", x->address_text, NULL, p->addr, NK_INK_PLAIN},
        {"host mask", x->hostmask_text, "AND", x->hostmask, NK_INK_PLAIN},
        {"host part", x->host_text, NULL, x->host, NK_INK_STRONG},
        {"network", x->network_text, NULL, x->network, NK_INK_PLAIN},
        {"host mask", x->hostmask_text, "OR", x->hostmask, NK_INK_PLAIN},
        {broadcast ? "broadcast" : "last", x->last_text, "host bits 1", x->last, NK_INK_STRONG},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (i % 3 == 2)
            draw_rule(d);
        draw_row(d, &rows[i]);
        if (i % 3 == 2)
            draw_blank(d);
    }
}

static void draw_ipv4(struct drawing *d, const struct nk_prefix *p, const struct parts *x)
{
    d->width = 32;
    size_t widest = VALUE_COLUMN + strlen(x->network_text) + 1;
    d->column = widest > BITS_COLUMN ? (unsigned)widest : BITS_COLUMN;
    draw_operations(d, p, x);
}

/* 128 bits do not fit: the values in full, then the bits of the one group that has the boundary. */
static void draw_ipv6(struct drawing *d, const struct nk_prefix *p, const struct parts *x)
{
    static const char *const labels[] = {"address", "netmask", "network", "host part", "last"};
    const char *const values[] = {x->address_text, x->netmask_text, x->network_text, x->host_text,
                                  x->last_text};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        nk_canvas_put(d->canvas, d->at, 0, NK_INK_DIM, labels[i]);
        nk_canvas_put(d->canvas, d->at++, VALUE_COLUMN, i < 2 ? NK_INK_PLAIN : NK_INK_STRONG,
                      values[i]);
    }
    draw_blank(d);
    unsigned group = p->length == 128 ? 7 : p->length / 16;
    char text[6][8];
    const struct nk_addr *bits[6] = {&p->addr,     &x->netmask, &x->network,
                                     &x->hostmask, &x->host,    &x->last};
    static const char *const names[6] = {"address",   "netmask",   "network",
                                         "host mask", "host part", "last"};
    static const char *const notes[6] = {
        NULL, "AND", NULL, NULL, "address AND host mask", "network OR host mask"};
    char title[32];
    snprintf(title, sizeof title, "group %u", group + 1);
    nk_canvas_put(d->canvas, d->at++, VALUE_COLUMN, NK_INK_DIM, title);
    d->from = group * 16;
    d->width = 16;
    d->column = VALUE_COLUMN + 8;
    for (size_t i = 0; i < 6; i++) {
        unsigned value = (unsigned)nk_u128_shr(nk_addr_bits(*bits[i]), 112 - d->from).lo & 0xffff;
        snprintf(text[i], sizeof text[i], "%04x", value);
        struct row row = {names[i], text[i], notes[i], *bits[i],
                          i == 2 || i > 3 ? NK_INK_STRONG : NK_INK_PLAIN};
        if (i == 2)
            draw_rule(d);
        draw_row(d, &row);
    }
    draw_blank(d);
}

void nk_bits_draw(struct nk_canvas *c, const struct nk_prefix *p)
{
    struct drawing d = {.canvas = c, .at = c->rows, .length = p->length};
    struct parts x;
    parts_of(&x, p);
    if (p->addr.family == NK_IPV4)
        draw_ipv4(&d, p, &x);
    else
        draw_ipv6(&d, p, &x);
    draw_hosts(&d, p);
    draw_boundary(&d, p);
}
