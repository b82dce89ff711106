/*
 * The compiler of filters. The kernel runs over bytecode of operations that all jump forwards: to
 * the next one for yes, anywhere behind it for no; the end accepts, four bytes behind the end
 * rejects (inet_diag_bc_run(), inet_diag_bc_audit() of net/ipv4/inet_diag.c). So code is put
 * together from its end: where a jump leads is known before the jump is written. Places are counted
 * in bytes from the end of all.
 */
#include "tcp/diag_plan.h"

#include <endian.h>
#include <linux/inet_diag.h>
#include <stdlib.h>
#include <sys/socket.h>

enum {
    REJECT = -4,
    NODE_MAX = 32, /* bytes that a node comes to: the jump and the condition with an IPv6 prefix */
};

/* What a term comes to, not knowing the state. */
enum fold {
    NEVER,
    ALWAYS,
    DEPENDS,
};

struct compiler {
    const struct nk_tcp_node *nodes;
    uint8_t *folds[2]; /* enum fold of each node's opposite [0], and of each node [1] */
    uint8_t *data;     /* filled from its end */
    size_t room;
    int at; /* how many bytes are filled */
};

/* ---- constants ------------------------------------------------------------ */

static enum fold both(enum fold a, enum fold b)
{
    if (a == NEVER || b == NEVER)
        return NEVER;
    return a == ALWAYS && b == ALWAYS ? ALWAYS : DEPENDS;
}

static enum fold either(enum fold a, enum fold b)
{
    if (a == ALWAYS || b == ALWAYS)
        return ALWAYS;
    return a == NEVER && b == NEVER ? NEVER : DEPENDS;
}

static enum fold opposite(enum fold f)
{
    return f == DEPENDS ? DEPENDS : f == ALWAYS ? NEVER : ALWAYS;
}

/* A state may be as asked or not: a term about it and the opposite let everything pass. */
static void fold_node(struct compiler *c, size_t i)
{
    const struct nk_tcp_node *n = &c->nodes[i];
    uint8_t *no = c->folds[0], *yes = c->folds[1];
    switch ((enum nk_tcp_test)n->test) {
    case NK_TCP_TEST_STATE:
        yes[i] = no[i] = ALWAYS;
        break;
    case NK_TCP_TEST_PORT:
        yes[i] = n->low > n->high ? NEVER : n->low == 0 && n->high == UINT16_MAX ? ALWAYS : DEPENDS;
        no[i] = (uint8_t)opposite((enum fold)yes[i]);
        break;
    case NK_TCP_TEST_HOST:
        yes[i] = no[i] = DEPENDS;
        break;
    case NK_TCP_TEST_AND:
        yes[i] = (uint8_t)both((enum fold)yes[n->left], (enum fold)yes[n->right]);
        no[i] = (uint8_t)either((enum fold)no[n->left], (enum fold)no[n->right]);
        break;
    case NK_TCP_TEST_OR:
        yes[i] = (uint8_t)either((enum fold)yes[n->left], (enum fold)yes[n->right]);
        no[i] = (uint8_t)both((enum fold)no[n->left], (enum fold)no[n->right]);
        break;
    case NK_TCP_TEST_NOT:
        yes[i] = no[n->left];
        no[i] = yes[n->left];
        break;
    }
}

/* ---- operations ------------------------------------------------------------ */

/* Puts `len` bytes before all that is there. */
static void put(struct compiler *c, const void *bytes, size_t len)
{
    c->at += (int)len;
    memcpy(c->data + c->room - c->at, bytes, len);
}

/* An operation of `len` bytes, its arguments already there, that goes on at `no` where it fails. */
static void put_op(struct compiler *c, uint8_t code, size_t len, int no)
{
    const struct inet_diag_bc_op op = {
        .code = code, .yes = (uint8_t)len, .no = (uint16_t)(c->at + (int)sizeof op - no)};
    put(c, &op, sizeof op);
}

static void put_jump(struct compiler *c, int to)
{
    if (to != c->at)
        put_op(c, INET_DIAG_BC_JMP, sizeof(struct inet_diag_bc_op), to);
}

/* port >= bound, port <= bound */
static void put_bound(struct compiler *c, uint8_t code, uint16_t bound, int no)
{
    const struct inet_diag_bc_op argument = {.no = bound};
    put(c, &argument, sizeof argument);
    put_op(c, code, 2 * sizeof argument, no);
}

static void put_port(struct compiler *c, const struct nk_tcp_node *n, bool sense, int no)
{
    const uint8_t least = n->peer ? INET_DIAG_BC_D_GE : INET_DIAG_BC_S_GE,
                  most = n->peer ? INET_DIAG_BC_D_LE : INET_DIAG_BC_S_LE;
    if (sense) {
        if (n->high < UINT16_MAX)
            put_bound(c, most, n->high, no);
        if (n->low > 0)
            put_bound(c, least, n->low, no);
        return;
    }
    /* below the range, or above it */
    int done = c->at;
    if (n->high < UINT16_MAX)
        put_bound(c, least, (uint16_t)(n->high + 1), no);
    if (n->low == 0)
        return;
    if (n->high < UINT16_MAX) {
        no = c->at;
        put_jump(c, done);
    }
    put_bound(c, most, (uint16_t)(n->low - 1), no);
}

static void put_host(struct compiler *c, const struct nk_tcp_node *n, bool sense, int no)
{
    const struct nk_prefix p = nk_prefix_network(&n->prefix);
    const bool wide = p.addr.family == NK_IPV6;
    const struct inet_diag_hostcond head = {
        .family = wide ? AF_INET6 : AF_INET, .prefix_len = p.length, .port = -1};
    const uint64_t words[2] = {htobe64(wide ? p.addr.hi : p.addr.lo << 32), htobe64(p.addr.lo)};
    size_t len = sizeof head + (wide ? sizeof words : sizeof(uint32_t));
    uint8_t bytes[sizeof head + sizeof words];
    if (!sense) { /* where it holds, the jump behind it leads away */
        int done = c->at;
        put_jump(c, no);
        no = done;
    }
    memcpy(bytes, &head, sizeof head);
    memcpy(bytes + sizeof head, words, sizeof words);
    put(c, bytes, len);
    put_op(c, n->peer ? INET_DIAG_BC_D_COND : INET_DIAG_BC_S_COND,
           sizeof(struct inet_diag_bc_op) + len, no);
}

/* ---- expressions ------------------------------------------------------------ */

/* Code that falls through where node `i` is as `sense` says, and goes to `no` where it is not. */
static void compile(struct compiler *c, size_t i, bool sense, int no)
{
    const struct nk_tcp_node *n = &c->nodes[i];
    if (c->folds[sense][i] == ALWAYS)
        return;
    if (c->folds[sense][i] == NEVER) {
        put_jump(c, no);
    } else if (n->test == NK_TCP_TEST_PORT) {
        put_port(c, n, sense, no);
    } else if (n->test == NK_TCP_TEST_HOST) {
        put_host(c, n, sense, no);
    } else if (n->test == NK_TCP_TEST_NOT) {
        compile(c, n->left, !sense, no);
    } else if ((n->test == NK_TCP_TEST_AND) == sense) { /* both, or neither */
        compile(c, n->right, sense, no);
        compile(c, n->left, sense, no);
    } else {
        int done = c->at;
        compile(c, n->right, sense, no);
        int other = c->at;
        put_jump(c, done);
        compile(c, n->left, sense, other);
    }
}

static bool run(struct compiler *c, struct nk_diag_plan *plan, size_t count)
{
    c->room = count * NODE_MAX;
    c->data = malloc(c->room);
    c->folds[0] = malloc(2 * count);
    bool good = c->data != NULL && c->folds[0] != NULL;
    if (good) {
        c->folds[1] = c->folds[0] + count;
        for (size_t i = 0; i < count; i++)
            fold_node(c, i);
        compile(c, count - 1, true, REJECT);
        if (c->at <= NK_DIAG_CODE_MAX)
            nk_buf_add(&plan->code, (const char *)c->data + c->room - c->at, (size_t)c->at);
        else
            plan->exact = false;
        good = !plan->code.failed;
    }
    free(c->data);
    free(c->folds[0]);
    return good;
}

/* ---- plans -------------------------------------------------------------------- */

/* What a term is about. */
enum about {
    NOTHING,
    STATES = 1,
    OTHERS = 2,
};

static unsigned about(const struct nk_tcp_node *nodes, size_t i)
{
    const struct nk_tcp_node *n = &nodes[i];
    if (n->test < NK_TCP_TEST_AND)
        return n->test == NK_TCP_TEST_STATE ? STATES : OTHERS;
    unsigned left = about(nodes, n->left);
    return n->test == NK_TCP_TEST_NOT ? left : left | about(nodes, n->right);
}

/* States that are joined by `and` with all the rest are the kernel's set. */
static bool is_exact(const struct nk_tcp_node *nodes, size_t i)
{
    const struct nk_tcp_node *n = &nodes[i];
    return about(nodes, i) != (STATES | OTHERS) ||
           (n->test == NK_TCP_TEST_AND && is_exact(nodes, n->left) && is_exact(nodes, n->right));
}

bool nk_diag_plan_make(struct nk_diag_plan *plan, const struct nk_tcp_filter *f, uint16_t states,
                       struct nk_err *err)
{
    struct compiler c = {.nodes = f->nodes};
    *plan = (struct nk_diag_plan){.states = states & nk_tcp_filter_states(f), .exact = true};
    if (f->count == 0)
        return true;
    plan->exact = is_exact(f->nodes, f->count - 1);
    return run(&c, plan, f->count) || nk_err_memory(err);
}

void nk_diag_plan_release(struct nk_diag_plan *plan)
{
    nk_buf_release(&plan->code);
}
