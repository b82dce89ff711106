/* How the fields of a unique local prefix are put together (RFC 4193 3.1). */
#include "cidr/ula.h"
#include "cli/cidr_tell.h"
#include "cli/explain.h"

/* The 16-bit groups of the high half, as far as they are the prefix's. */
static void tell_groups(struct nk_buf *b, const struct nk_prefix *p)
{
    nk_buf_add_text(b, "groups of 16 bits: ");
    for (unsigned at = 0; at < p->length; at += 16)
        nk_buf_printf(b, "%s%04x", at == 0 ? "" : ":",
                      (unsigned)(p->addr.hi >> (48 - at)) & 0xffff);
    nk_buf_printf(b, ", and ::/%u for the rest\n", (unsigned)p->length);
}

void nk_tell_ula(struct nk_buf *b, uint64_t global_id, bool given, int subnet)
{
    struct nk_prefix p = nk_ula_prefix(global_id, subnet);
    unsigned first = (unsigned)(p.addr.hi >> 56);
    unsigned long long id = (unsigned long long)global_id;
    nk_buf_add_text(b, "field         bits  value\nprefix           7  ");
    nk_tell_bits(b, first >> 1, 7);
    nk_buf_add_text(b, "     fc00::/7, unique local\nL                1         ");
    nk_tell_bits(b, first, 1);
    nk_buf_printf(b, "    assigned locally: the first octet is %02x\n", first);
    nk_buf_printf(b, "global ID       40  %010llx  %s\n", id,
                  given ? "as given: nothing is random"
                        : "random: 40 of the 64 bits that getrandom(2) gave");
    if (subnet >= 0)
        nk_buf_printf(b, "subnet ID       16  %04x        %d\n", (unsigned)subnet, subnet);
    else
        nk_buf_add_text(b, "subnet ID       16  (free)      2^16 = 65536 subnets of length 64\n");
    nk_buf_add_text(b, "interface ID    64  (free)\n");
    tell_groups(b, &p);
    nk_explain_say(
        b, 0,
        "Random IDs (RFC 4193 3.2.1) keep networks apart that join one day: that two of N have the "
        "same one has the chance N^2 / 2^41, for 1000 networks 1 in 2.2 million (3.2.3).");
}
