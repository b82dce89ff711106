#include "cidr/firewall.h"

#include <stdarg.h>
#include <stdio.h>

/* What differs between the targets: the lines around the prefixes, and the line of one prefix. */
struct dialect {
    void (*open)(struct nk_out *out, const char *name, uint8_t family, size_t prefixes);
    void (*entry)(struct nk_out *out, const char *name, const struct nk_prefix *p, bool first);
    void (*close)(struct nk_out *out);
    bool no_zero_length;
};

enum { LINE_MAX = 256 };

static void put(struct nk_out *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct nk_out *out, const char *format, ...)
{
    char line[LINE_MAX];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    nk_out_write(out, line, len < LINE_MAX ? (size_t)len : LINE_MAX - 1);
}

static void nft_open(struct nk_out *out, const char *name, uint8_t family, size_t prefixes)
{
    (void)prefixes;
    put(out,
        "table inet %s {\n\tset %s%u {\n\t\ttype ipv%u_addr\n\t\tflags interval\n"
        "\t\telements = {",
        name, name, family, family);
}

static void nft_entry(struct nk_out *out, const char *name, const struct nk_prefix *p, bool first)
{
    (void)name;
    char text[NK_PREFIX_TEXT_MAX];
    nk_prefix_format(p, text);
    put(out, "%s\n\t\t\t%s", first ? "" : ",", text);
}

static void nft_close(struct nk_out *out)
{
    nk_out_text(out, "\n\t\t}\n\t}\n}\n");
}

static void ipset_open(struct nk_out *out, const char *name, uint8_t family, size_t prefixes)
{
    /* ipset's own limit is 65536 entries unless the set is made with more */
    put(out, "create %s%u hash:net family %s maxelem %zu\n", name, family,
        family == NK_IPV4 ? "inet" : "inet6", prefixes > 65536 ? prefixes : (size_t)65536);
}

static void ipset_entry(struct nk_out *out, const char *name, const struct nk_prefix *p, bool first)
{
    (void)first;
    char text[NK_PREFIX_TEXT_MAX];
    nk_prefix_format(p, text);
    put(out, "add %s%u %s\n", name, p->addr.family, text);
}

static void ipset_close(struct nk_out *out)
{
    (void)out;
}

static void acl_open(struct nk_out *out, const char *name, uint8_t family, size_t prefixes)
{
    (void)prefixes;
    put(out, "%s %s%u\n", family == NK_IPV4 ? "ip access-list standard" : "ipv6 access-list", name,
        family);
}

static void acl_entry(struct nk_out *out, const char *name, const struct nk_prefix *p, bool first)
{
    (void)name;
    (void)first;
    char text[NK_PREFIX_TEXT_MAX], mask[NK_ADDR_TEXT_MAX];
    if (p->addr.family == NK_IPV6) {
        nk_prefix_format(p, text);
        put(out, " permit ipv6 %s any\n", text);
        return;
    }
    struct nk_addr wildcard = nk_prefix_hostmask(NK_IPV4, p->length);
    nk_addr_format(&p->addr, text);
    nk_addr_format(&wildcard, mask);
    put(out, " permit %s %s\n", text, mask);
}

static void acl_close(struct nk_out *out)
{
    nk_out_text(out, "exit\n");
}

static const struct dialect dialects[] = {
    [NK_FIREWALL_NFT] = {nft_open, nft_entry, nft_close, false},
    [NK_FIREWALL_IPSET] = {ipset_open, ipset_entry, ipset_close, true},
    [NK_FIREWALL_ACL] = {acl_open, acl_entry, acl_close, false},
};

static size_t family_prefixes(const struct nk_set *set, uint8_t family)
{
    struct nk_set_iter it;
    struct nk_prefix p;
    size_t n = 0;
    nk_set_iter_init(&it, set);
    while (nk_set_next_prefix(&it, &p, NULL))
        n += p.addr.family == family;
    return n;
}

static void write_entry(struct nk_out *out, const struct dialect *d, const char *name,
                        struct nk_prefix p, bool first)
{
    if (p.length != 0 || !d->no_zero_length) {
        d->entry(out, name, &p, first);
        return;
    }
    p.length = 1;
    d->entry(out, name, &p, first);
    struct nk_addr last = nk_addr_max(p.addr.family);
    struct nk_prefix upper = nk_prefix_network(&(struct nk_prefix){last, 1});
    d->entry(out, name, &upper, false);
}

void nk_firewall_write(struct nk_out *out, enum nk_firewall kind, const char *name,
                       const struct nk_set *set)
{
    static const uint8_t families[] = {NK_IPV4, NK_IPV6};
    const struct dialect *d = &dialects[kind];
    for (size_t i = 0; i < 2; i++) {
        size_t n = family_prefixes(set, families[i]);
        if (n == 0)
            continue;
        d->open(out, name, families[i], n);
        struct nk_set_iter it;
        struct nk_prefix p;
        bool first = true;
        nk_set_iter_init(&it, set);
        while (out->error == 0 && nk_set_next_prefix(&it, &p, NULL)) {
            if (p.addr.family != families[i])
                continue;
            write_entry(out, d, name, p, first);
            first = false;
        }
        d->close(out);
    }
}
