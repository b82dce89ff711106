/* Dumps of the kernel's sockets. */
#include <errno.h>
#include <stdlib.h>

#include "tcp/diag.h"

static const char what[] = "cannot read the kernel's sockets";

enum { HELD_MAX = 1024 };

struct held {
    struct nk_diag_socket socket;
    struct nk_diag_info info;
};

/* A dump as it runs. */
struct dump {
    bool with_info;
    nk_diag_sink *sink;
    void *closure;
    struct held *held; /* of HELD_MAX */
    size_t count;
    bool handed_on; /* they cannot be taken back */
    bool broken;    /* and yet the kernel began again */
};

static void begin(void *closure)
{
    struct dump *d = closure;
    d->broken = d->handed_on;
    d->count = 0;
}

static bool hand_on(struct dump *d, struct nk_err *err)
{
    d->handed_on = true;
    for (size_t i = 0; i < d->count; i++)
        if (!d->sink(d->closure, &d->held[i].socket, d->with_info ? &d->held[i].info : NULL, err))
            return false;
    d->count = 0;
    return true;
}

static bool take(void *closure, const struct nk_nlmsg *m, struct nk_err *err)
{
    struct dump *d = closure;
    struct held now;
    if (d->broken)
        return nk_err_set(err, NK_ERR_SYSTEM, 0, 0,
                          "%s: they changed while they were read, after some were handed on", what);
    enum nk_diag_reading reading = nk_diag_read(m, &now.socket);
    if (reading == NK_DIAG_OTHER)
        return true;
    if (reading == NK_DIAG_DAMAGED || (d->with_info && !nk_diag_read_info(m, &now.info)))
        return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "%s: the kernel's answer is damaged", what);
    if (d->handed_on)
        return d->sink(d->closure, &now.socket, d->with_info ? &now.info : NULL, err);
    d->held[d->count].socket = now.socket;
    if (d->with_info)
        d->held[d->count].info = now.info;
    return ++d->count < HELD_MAX || hand_on(d, err);
}

/* What a kernel says that does not have the family, or the request. */
static bool is_missing(int error)
{
    return error == ENOENT || error == EAFNOSUPPORT || error == EOPNOTSUPP ||
           error == EPROTONOSUPPORT || error == EINVAL;
}

/* `*missing`: the kernel does not know the request. */
static bool run(struct nk_netlink *n, const struct nk_diag_request *r, uint8_t family,
                struct dump *d, bool *missing, struct nk_err *err)
{
    const struct nk_netlink_sink sink = {begin, take, d};
    struct nk_buf request = {0};
    d->handed_on = false;
    nk_diag_put_request(&request, r, family);
    bool good = nk_netlink_dump(n, &request, what, &sink, err);
    *missing = !good && !d->handed_on && is_missing(n->error);
    nk_buf_release(&request);
    return good && (d->handed_on || hand_on(d, err));
}

/* One family after the other. That one of the two is missing is no error. */
static bool run_each(struct nk_netlink *n, const struct nk_diag_request *r, struct dump *d,
                     struct nk_err *err)
{
    bool missing = false;
    if (r->family != NK_IPV6 && !run(n, r, NK_IPV4, d, &missing, err))
        return false;
    if (r->family == NK_IPV4 || run(n, r, NK_IPV6, d, &missing, err))
        return true;
    if (missing && n->error != EINVAL && r->family != NK_IPV6) {
        *err = (struct nk_err){0};
        return true;
    }
    return false;
}

bool nk_diag_dump(struct nk_netlink *n, const struct nk_diag_request *r, nk_diag_sink *sink,
                  void *closure, struct nk_err *err)
{
    struct dump d = {.with_info = r->info, .sink = sink, .closure = closure};
    bool missing = true, good = false;
    if (r->plan->states == 0)
        return true;
    d.held = malloc(HELD_MAX * sizeof *d.held);
    if (d.held == NULL)
        return nk_err_memory(err);
    if (r->protocol == NK_DIAG_TCP && r->family == NK_FAMILY_NONE)
        good = run(n, r, NK_FAMILY_NONE, &d, &missing, err);
    if (!good && missing) {
        *err = (struct nk_err){0};
        good = run_each(n, r, &d, err);
    }
    free(d.held);
    return good;
}
