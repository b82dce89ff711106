/* Payloads out of hostile text, and what they say of some announcements: a verdict agrees with a
 * look at every payload (RFC 6811 2). */
#include <stdlib.h>

#include "route/vrp.h"

static bool ignore(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    (void)closure;
    (void)place;
    return err->code != NK_ERR_MEMORY;
}

/* The state by the letter, payload by payload. */
static enum nk_origin_state slow(const struct nk_vrps *v, const struct nk_prefix *p, uint32_t asn)
{
    enum nk_origin_state state = NK_ORIGIN_NOT_FOUND;
    for (size_t i = 0; i < v->table.count; i++) {
        const struct nk_route *vrp = &v->table.routes[i];
        struct nk_prefix q = nk_route_prefix(vrp);
        if (!nk_prefix_covers(&q, p))
            continue;
        if (asn != 0 && vrp->origin == asn && p->length <= vrp->metric)
            return NK_ORIGIN_VALID;
        state = NK_ORIGIN_INVALID;
    }
    return state;
}

static void check(const struct nk_vrps *v, const struct nk_prefix *p, uint32_t asn)
{
    struct nk_prefix network = nk_prefix_network(p);
    struct nk_origin_verdict verdict = nk_vrps_validate(v, &network, true, asn);
    if (verdict.state != slow(v, &network, asn) ||
        (verdict.vrp == NULL) != (verdict.state == NK_ORIGIN_NOT_FOUND))
        abort();
}

/* Announcements that are near the payloads: the same prefix, longer ones, shorter ones. */
static void check_all(const struct nk_vrps *v)
{
    for (size_t i = 0; i < v->table.count && i < 40; i++) {
        const struct nk_route *vrp = &v->table.routes[i];
        struct nk_prefix p = nk_route_prefix(vrp);
        unsigned width = nk_family_width(p.addr.family);
        check(v, &p, vrp->origin);
        check(v, &p, vrp->origin + 1);
        for (unsigned length = 0; length <= width; length += 5) {
            struct nk_prefix other = {p.addr, (uint8_t)length};
            check(v, &other, vrp->origin);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_vrps v = {0};
    struct nk_err err = {0};
    struct nk_route_reader r = {.complain = ignore};
    nk_lines_init_text(&r.lines, (const char *)data, size, "input");
    bool read = nk_vrps_read(&v, &r, &err);
    nk_lines_release(&r.lines);
    if (read && nk_vrps_finish(&v, &err))
        check_all(&v);
    nk_vrps_release(&v);
    return 0;
}
