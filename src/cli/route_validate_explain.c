#include "cli/route_validate_explain.h"

#include <stdio.h>

#include "cli/explain.h"
#include "route/nearest.h"

enum {
    ROUTES_TOLD = 20, /* announcements with their working */
    VRPS_TOLD = 12,   /* payloads of one announcement */
};

/* One explanation in the making. */
struct telling {
    struct nk_buf b;
    const struct nk_vrps *p;
    const struct nk_announcement *a;
    const struct nk_origin_verdict *v;
    unsigned covering; /* payloads that cover it */
    unsigned named;    /* those of them that name its AS */
    unsigned told;     /* those of them that are told */
};

/* ---- one payload --------------------------------------------------------- */

enum { NOTE_MAX = 32 };

/* What stands behind a payload's bits; returns its length. */
static size_t note_of(const struct nk_route *vrp, char *note)
{
    return (size_t)snprintf(note, NOTE_MAX, "AS%u max %u", vrp->origin, vrp->metric);
}

static void tell_bits(struct telling *x, const struct nk_route *vrp, bool decides)
{
    char note[NOTE_MAX];
    struct nk_prefix p = nk_route_prefix(vrp);
    nk_explain_prefix(&x->b, &p, decides ? '*' : ' ', note, note_of(vrp, note));
}

static void tell_other_as(struct telling *x, const struct nk_route *vrp)
{
    if (vrp->origin == 0)
        nk_explain_say(&x->b, 6,
                       "AS: 0 says that nobody may announce it, and matches nothing (RFC 6483 4)");
    else if (x->a->origin == 0)
        nk_explain_say(&x->b, 6, "AS: an origin of 0 matches nothing (RFC 7607): no");
    else
        nk_explain_say(&x->b, 6, "AS: %u = %u? no", x->a->origin, vrp->origin);
}

/* The two questions of RFC 6811 2 to a payload that covers the route. */
static void tell_answers(struct telling *x, const struct nk_route *vrp,
                         enum nk_origin_reason reason)
{
    unsigned length = x->a->prefix->length;
    if (reason == NK_ORIGIN_NO_ONE) {
        nk_explain_say(&x->b, 6, "AS: the route has none (NONE), which matches nothing: no");
        return;
    }
    if (reason == NK_ORIGIN_OTHER_AS) {
        tell_other_as(x, vrp);
        return;
    }
    nk_explain_say(&x->b, 6, "AS: %u = %u? yes; length: %u <= %u? %s", x->a->origin, vrp->origin,
                   length, vrp->metric,
                   reason == NK_ORIGIN_MATCHED ? "yes, it matches" : "no, too long");
}

static void take_vrp(struct telling *x, const struct nk_route *vrp)
{
    enum nk_origin_reason reason = nk_vrp_judge(vrp, x->a->prefix, x->a->has_origin, x->a->origin);
    bool decides = vrp == x->v->vrp;
    x->covering++;
    x->named += reason == NK_ORIGIN_TOO_LONG || reason == NK_ORIGIN_MATCHED;
    if (x->covering > VRPS_TOLD && !decides)
        return;
    x->told++;
    tell_bits(x, vrp, decides);
    tell_answers(x, vrp, reason);
}

/* ---- those that do not cover it ------------------------------------------ */

static void tell_nearest(struct telling *x)
{
    const struct nk_fib *f = &x->p->fib;
    const struct nk_fib_part *part = nk_fib_part_of(f, NK_TABLE_MAIN);
    unsigned length = x->a->prefix->length, shared = length;
    uint32_t entry = nk_fib_find(part, &x->a->prefix->addr); /* a longer one, else it covers */
    if (entry == NK_ROUTE_NONE)
        entry = nk_fib_nearest(f, part, &x->a->prefix->addr, &shared);
    if (entry == NK_ROUTE_NONE) {
        nk_explain_say(&x->b, 4, "none; there is no payload of that family");
        return;
    }
    nk_explain_say(&x->b, 4, "none; the nearest is");
    const struct nk_route *vrp = nk_fib_route(f, entry, 0);
    if (shared >= length) {
        tell_bits(x, vrp, false);
        nk_explain_say(&x->b, 6, "length: %u <= %u? no: it covers a part of the route only",
                       vrp->length, length);
        return;
    }
    char note[NOTE_MAX];
    struct nk_prefix p = nk_route_prefix(vrp);
    nk_explain_miss(&x->b, &p, &x->a->prefix->addr, shared + 1, note, note_of(vrp, note));
}

/* ---- one announcement ---------------------------------------------------- */

static void tell_route(struct telling *x)
{
    const struct nk_announcement *a = x->a;
    char text[NK_PREFIX_TEXT_MAX], note[NOTE_MAX];
    nk_prefix_format(a->prefix, text);
    if (a->has_origin)
        nk_explain_say(&x->b, 0, "%s announced by AS%u", text, a->origin);
    else
        nk_explain_say(&x->b, 0, "%s announced by no one AS", text);
    int len = snprintf(note, sizeof note, "length %u", a->prefix->length);
    nk_explain_prefix(&x->b, a->prefix, ' ', note, (size_t)len);
    nk_explain_say(&x->b, 2, "payloads that cover it: no longer, and the same bits up to '|'");
}

static void tell_payloads(struct telling *x)
{
    const struct nk_fib *f = &x->p->fib;
    for (uint32_t e = nk_vrps_covering(x->p, x->a->prefix); e != NK_ROUTE_NONE;
         e = nk_fib_parent(f, e))
        for (uint32_t i = 0; i < nk_fib_count(f, e); i++)
            take_vrp(x, nk_fib_route(f, e, i));
    if (x->covering == 0)
        tell_nearest(x);
    nk_explain_more(&x->b, 4, x->covering, x->told, "payloads");
}

/* RFC 6811 2: what follows from all of them. */
static void tell_verdict(struct telling *x)
{
    switch (x->v->reason) {
    case NK_ORIGIN_MATCHED:
        nk_explain_say(&x->b, 2, "valid: %u cover%s it, and one that matches is enough (RFC 6811)",
                       x->covering, x->covering == 1 ? "s" : "");
        break;
    case NK_ORIGIN_UNCOVERED:
        nk_explain_say(&x->b, 2, "not-found: no payload covers it (RFC 6811)");
        break;
    default:
        nk_explain_say(&x->b, 2,
                       "invalid: %u cover%s it, %u with its AS, and none matches (RFC 6811)",
                       x->covering, x->covering == 1 ? "s" : "", x->named);
    }
}

bool nk_validate_explain(struct nk_ctx *ctx, struct nk_validate_told *told, const struct nk_vrps *p,
                         const struct nk_announcement *a, const struct nk_origin_verdict *v)
{
    struct telling x = {.p = p, .a = a, .v = v};
    if (told->routes >= ROUTES_TOLD) {
        told->rest[v->state]++;
        return true;
    }
    if (told->routes++ > 0)
        nk_buf_add_byte(&x.b, '\n');
    tell_route(&x);
    tell_payloads(&x);
    tell_verdict(&x);
    return nk_cli_print_made(ctx, &x.b) && ctx->out->error == 0;
}

void nk_validate_explain_rest(struct nk_ctx *ctx, const struct nk_validate_told *told)
{
    char text[240];
    uint64_t rest = told->rest[0] + told->rest[1] + told->rest[2];
    if (rest == 0)
        return;
    int len = snprintf(text, sizeof text,
                       "\nand %llu more routes" NK_LISTED_ELSE ":\n"
                       "%llu valid, %llu invalid, %llu not-found\n",
                       (unsigned long long)rest, (unsigned long long)told->rest[NK_ORIGIN_VALID],
                       (unsigned long long)told->rest[NK_ORIGIN_INVALID],
                       (unsigned long long)told->rest[NK_ORIGIN_NOT_FOUND]);
    nk_cli_print(ctx, text, (size_t)len);
}
