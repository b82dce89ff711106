/*
 * What `ip route save` and `ip rule save` write: a magic number, then rtnetlink messages as the
 * kernel sent them, in its byte order. Files that were joined are read as one. Devices are numbers
 * there ("if3"): the names were not saved.
 */
#include <linux/rtnetlink.h>

#include "route/formats.h"
#include "route/rtnetlink.h"

/* iproute2's numbers; as the length of a message each would be over a GiB. */
static const uint32_t magics[] = {0x45311224, 0x71706986};

enum { MAGIC_SIZE = 4 };

static bool is_magic(uint32_t n)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (n == magics[i])
            return true;
    return false;
}

static uint32_t first_number(const char *bytes, size_t len)
{
    struct nk_cursor c = nk_cursor(bytes, len);
    return nk_host_u32(&c);
}

int nk_netlink_guess(const char *head, size_t len)
{
    uint32_t n = first_number(head, len);
    return is_magic(n) || is_magic(__builtin_bswap32(n)) ? 100 : 0;
}

/* Ends the reading of a file; what was read of it stays. */
static bool broken(const struct nk_route_reader *r, uint32_t record, const char *how,
                   struct nk_err *err)
{
    return nk_err_set(err, NK_ERR_INPUT, 0, 0, "'%.120s': message %u %s",
                      r->lines.source == NULL ? "-" : r->lines.source, record, how);
}

/* The bytes of the next message, with what fills them up; len 0: magic number, or the end. */
static bool next_bytes(struct nk_route_reader *r, uint32_t record, struct nk_slice *out,
                       struct nk_err *err)
{
    size_t have;
    *out = (struct nk_slice){NULL, 0};
    if (!nk_lines_fill(&r->lines, NK_NLMSG_HEADER, err))
        return false;
    const char *bytes = nk_lines_peek(&r->lines, &have);
    uint32_t len = first_number(bytes, have);
    if (have >= MAGIC_SIZE && is_magic(len)) {
        nk_lines_skip(&r->lines, MAGIC_SIZE, 0);
        return true;
    }
    if (have == 0)
        return true;
    if (have < NK_NLMSG_HEADER)
        return broken(r, record, "is cut off", err);
    if (len < NK_NLMSG_HEADER || len > NK_LINE_MAX - 3)
        return broken(r, record, "has a length that cannot be", err);
    size_t whole = ((size_t)len + 3) / 4 * 4;
    if (!nk_lines_fill(&r->lines, whole, err))
        return false;
    bytes = nk_lines_peek(&r->lines, &have);
    if (have < len)
        return broken(r, record, "is cut off", err);
    *out = (struct nk_slice){bytes, have < whole ? have : whole};
    return true;
}

/* False where the reading ends: with `err`, or as the table's tap said. */
static bool take_bytes(struct nk_route_reader *r, struct nk_rtnetlink *x,
                       const struct nk_slice *bytes, struct nk_err *err)
{
    struct nk_cursor c = nk_cursor(bytes->text, bytes->len);
    struct nk_nlmsg m;
    if (!nk_nlmsg_next(&c, &m) || (m.type != RTM_NEWROUTE && m.type != RTM_NEWRULE) ||
        nk_rtnetlink_take(x, &m, err))
        return true;
    if (err->code != NK_ERR_INPUT)
        return false;
    const struct nk_route_place place = {.source = r->lines.source, .line = x->line};
    nk_route_complain(r, &place, err);
    *err = (struct nk_err){0};
    return true;
}

static bool read_messages(struct nk_route_reader *r, struct nk_rtnetlink *x, struct nk_err *err)
{
    struct nk_slice bytes;
    while (!r->stopped) {
        if (!next_bytes(r, x->line + 1, &bytes, err))
            return false;
        size_t left;
        nk_lines_peek(&r->lines, &left);
        if (bytes.len == 0 && left == 0)
            return true;
        if (bytes.len == 0)
            continue;
        x->line += x->line < UINT32_MAX;
        if (!take_bytes(r, x, &bytes, err))
            return false;
        nk_lines_skip(&r->lines, bytes.len, 0);
    }
    return false;
}

bool nk_netlink_read(struct nk_route_reader *r, struct nk_err *err)
{
    size_t have;
    struct nk_rtnetlink x = {.table = r->table, .source = r->source};
    const char *bytes = nk_lines_peek(&r->lines, &have);
    uint32_t n = first_number(bytes, have);
    if (!is_magic(n))
        return nk_err_set(
            err, NK_ERR_INPUT, 0, 0, "'%.120s' %s", r->lines.source == NULL ? "-" : r->lines.source,
            is_magic(__builtin_bswap32(n)) ? "was saved on a machine of the other byte order"
                                           : "was not written by ip route save");
    bool done = read_messages(r, &x, err);
    nk_rtnetlink_release(&x);
    return done;
}
