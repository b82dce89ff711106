#include "dns/hints.h"

#include <stdlib.h>
#include <string.h>

#include "base/cursor.h"
#include "dns/master.h"
#include "dns/rdata.h"

/* root.hints of the root zone 2024041801. */
static const struct {
    const char *name, *ipv4, *ipv6;
} roots[] = {
    {"a.root-servers.net.", "198.41.0.4", "2001:503:ba3e::2:30"},
    {"b.root-servers.net.", "170.247.170.2", "2801:1b8:10::b"},
    {"c.root-servers.net.", "192.33.4.12", "2001:500:2::c"},
    {"d.root-servers.net.", "199.7.91.13", "2001:500:2d::d"},
    {"e.root-servers.net.", "192.203.230.10", "2001:500:a8::e"},
    {"f.root-servers.net.", "192.5.5.241", "2001:500:2f::f"},
    {"g.root-servers.net.", "192.112.36.4", "2001:500:12::d0d"},
    {"h.root-servers.net.", "198.97.190.53", "2001:500:1::53"},
    {"i.root-servers.net.", "192.36.148.17", "2001:7fe::53"},
    {"j.root-servers.net.", "192.58.128.30", "2001:503:c27::2:30"},
    {"k.root-servers.net.", "193.0.14.129", "2001:7fd::1"},
    {"l.root-servers.net.", "199.7.83.42", "2001:500:9f::42"},
    {"m.root-servers.net.", "202.12.27.33", "2001:dc3::35"},
};

void nk_dns_hints_release(struct nk_dns_hints *h)
{
    free(h->rows);
    *h = (struct nk_dns_hints){0};
}

/* ---- rows ---------------------------------------------------------------- */

static bool add_row(struct nk_dns_hints *h, const struct nk_name *name, const struct nk_addr *a,
                    struct nk_err *err)
{
    void *rows = h->rows;
    if (!nk_grow(&rows, h->count, &h->room, sizeof *h->rows))
        return nk_err_memory(err);
    h->rows = rows;
    h->rows[h->count++] = (struct nk_dns_hint){*name, *a};
    return true;
}

static bool add_builtin(struct nk_dns_hints *h, const struct nk_name *name, const char *address,
                        struct nk_err *err)
{
    struct nk_addr a;
    return nk_addr_parse(address, strlen(address), &a, err) && add_row(h, name, &a, err);
}

bool nk_dns_hints_builtin(struct nk_dns_hints *h, struct nk_err *err)
{
    struct nk_name name;
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (!nk_name_parse(roots[i].name, strlen(roots[i].name), NULL, &name, err) ||
            !add_builtin(h, &name, roots[i].ipv4, err) ||
            !add_builtin(h, &name, roots[i].ipv6, err))
            return false;
    return true;
}

/* ---- a file of them ------------------------------------------------------ */

/* One file being read. NS records and addresses are kept apart until its end. */
struct reading {
    struct nk_dns_hints servers, addresses;
    struct nk_err *err;
};

/* What is wrong with a record that can be read; NULL: nothing. Octets in the form of RFC 3597 were
 * not looked into. */
static const char *fault_of(const struct reading *r, const struct nk_master_record *rr)
{
    const struct nk_rdata data = {rr->rdata, rr->rdata_len, 0, rr->rdata_len, rr->type, rr->class};
    size_t bad_at;
    if (rr->type != NK_TYPE_NS && rr->type != NK_TYPE_A && rr->type != NK_TYPE_AAAA)
        return "expected NS, A or AAAA";
    if (rr->class != NK_CLASS_IN)
        return "hints are of class IN";
    if (rr->type == NK_TYPE_NS && rr->owner.len != 1)
        return "hints name servers of the root, and of no other zone";
    if (r->servers.count + r->addresses.count >= NK_DNS_HINTS_MAX)
        return "there are more than 1,024 records";
    return nk_rdata_check(&data, &bad_at);
}

/* Its RDATA is good, and an uncompressed name or an address. */
static bool take_record(struct reading *r, const struct nk_master_record *rr)
{
    const char *fault = fault_of(r, rr);
    struct nk_cursor c = nk_cursor(rr->rdata, rr->rdata_len);
    struct nk_name server = {.len = (uint8_t)rr->rdata_len};
    struct nk_addr a = {.family = NK_FAMILY_NONE};
    if (fault != NULL)
        return nk_err_set(r->err, NK_ERR_INPUT, 0, 0, "%s", fault);
    if (rr->type == NK_TYPE_NS) {
        memcpy(server.wire, rr->rdata, rr->rdata_len);
        return add_row(&r->servers, &server, &a, r->err);
    }
    uint64_t high = rr->type == NK_TYPE_A ? 0 : nk_cursor_u64(&c);
    a = rr->type == NK_TYPE_A ? nk_addr_ipv4(nk_cursor_u32(&c))
                              : nk_addr_ipv6(high, nk_cursor_u64(&c));
    return add_row(&r->addresses, &rr->owner, &a, r->err);
}

static bool has_name(const struct nk_dns_hints *h, const struct nk_name *name)
{
    for (size_t i = 0; i < h->count; i++)
        if (nk_name_equal(&h->rows[i].name, name))
            return true;
    return false;
}

/* Each server with its addresses, in the order of the NS records; without one where it has none. */
static bool join(struct nk_dns_hints *h, const struct reading *r)
{
    for (size_t i = 0; i < r->servers.count; i++) {
        const struct nk_dns_hint *server = &r->servers.rows[i];
        size_t before = h->count;
        if (has_name(h, &server->name))
            continue;
        for (size_t k = 0; k < r->addresses.count; k++)
            if (nk_name_equal(&server->name, &r->addresses.rows[k].name) &&
                !add_row(h, &server->name, &r->addresses.rows[k].addr, r->err))
                return false;
        if (h->count == before && !add_row(h, &server->name, &server->addr, r->err))
            return false;
    }
    return true;
}

static bool has_address(const struct nk_dns_hints *h)
{
    for (size_t i = 0; i < h->count; i++)
        if (h->rows[i].addr.family != NK_FAMILY_NONE)
            return true;
    return false;
}

/* All of a text. False with the line that is wrong, and in the error the place in it. */
static bool read_text(struct reading *r, const char *text, size_t len, uint64_t *number)
{
    struct nk_master m;
    struct nk_master_record rr;
    enum nk_master_status status;
    bool good = true;
    nk_master_init(&m, text, len, NULL);
    m.has_ttl = true; /* nobody keeps a hint, and its TTL may be left out */
    while (good && (status = nk_master_next(&m, &rr, r->err)) != NK_MASTER_END) {
        good = status == NK_MASTER_RECORD && take_record(r, &rr);
        if (status == NK_MASTER_BAD)
            r->err->offset = m.bad_column - 1;
        if (!good)
            *number = status == NK_MASTER_BAD ? m.bad_line : rr.line;
    }
    nk_master_release(&m);
    return good;
}

bool nk_dns_hints_read(struct nk_dns_hints *h, struct nk_lines *lines, uint64_t *number,
                       struct nk_err *err)
{
    struct reading r = {.err = err};
    size_t len;
    *number = 0;
    bool good = nk_lines_fill(lines, NK_DNS_HINTS_SIZE + 1, err);
    const char *text = nk_lines_peek(lines, &len);
    if (good && len > NK_DNS_HINTS_SIZE)
        good = nk_err_set(err, NK_ERR_INPUT, 0, 0, "hints have at most 1 MiB");
    good = good && read_text(&r, text, len, number) && join(h, &r) &&
           (has_address(h) ||
            nk_err_set(err, NK_ERR_INPUT, 0, 0, "no server of the root with an address is in it"));
    nk_dns_hints_release(&r.servers);
    nk_dns_hints_release(&r.addresses);
    return good;
}
