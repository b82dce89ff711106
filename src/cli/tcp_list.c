/* tcp-state list: the machine's sockets. */
#include <linux/netlink.h>
#include <string.h>

#include "cli/tcp_filter.h"
#include "cli/tcp_socket_explain.h"
#include "cli/tcp_state.h"

enum { F_SOCKETS = NK_SOCKET_FIELDS, F_COUNT };

static const struct nk_field list_fields[F_COUNT] = {
    NK_SOCKET_ROWS,
    [F_SOCKETS] = NK_SOCKET_EXTRA("sockets", "sockets", "how many (--summary)", NK_INT, 0, 8),
};

static const struct nk_schema list_schema = {
    .fields = list_fields,
    .count = F_COUNT,
    .layout = NK_LAYOUT_LIST,
    .operand = NK_SOCKET_LOCAL_ADDRESS,
};

struct listing {
    struct nk_record record;
    struct nk_socket_view view;
    struct nk_tcp_filter filter;
    struct nk_diag_plan plan;
    struct nk_diag_request request;
    bool summary;
    uint64_t found, counts[NK_TCP_STATES];
    /* --explain */
    struct nk_ctx *ctx;
    bool explains, looked;
    uint16_t told; /* set of the states that were explained */
    struct nk_tcp_machine machine;
};

enum { EXPLAINED_MAX = 100 /* sockets */ };

/* ---- sockets ---------------------------------------------------------------- */

static bool passes(const struct listing *x, const struct nk_diag_socket *s)
{
    const struct nk_tcp_subject subject = {.states = NK_TCP_BIT(s->state),
                                           .local_port = s->local_port,
                                           .peer_port = s->peer_port,
                                           .local = s->local,
                                           .peer = s->peer};
    return x->plan.exact || nk_tcp_filter_passes(&x->filter, &subject);
}

/* ---- the working ------------------------------------------------------------- */

static bool print(struct listing *x, struct nk_buf *b, struct nk_err *err)
{
    bool done = !b->failed || nk_err_memory(err);
    if (done)
        nk_cli_print(x->ctx, b->data, b->len);
    nk_buf_release(b);
    return done && x->ctx->out->error == 0;
}

static void explain_state(struct listing *x, struct nk_buf *b, enum nk_tcp_state state)
{
    if (x->request.protocol == NK_DIAG_UDP)
        nk_socket_explain_udp(b, state);
    else
        nk_socket_explain_state(b, &x->machine, state);
}

/* A socket, behind what its state means where that is new. */
static bool explain_socket(struct listing *x, const struct nk_diag_socket *s,
                           const struct nk_diag_info *info, struct nk_err *err)
{
    struct nk_buf b = {0};
    if (x->found > EXPLAINED_MAX)
        return true;
    if ((x->told & NK_TCP_BIT(s->state)) == 0)
        explain_state(x, &b, s->state);
    x->told |= NK_TCP_BIT(s->state);
    nk_socket_explain(&b, &x->view, s, info, x->looked);
    return print(x, &b, err);
}

static bool explain_end(struct listing *x, struct nk_err *err)
{
    struct nk_buf b = {0};
    if (x->found > EXPLAINED_MAX && !x->summary)
        nk_explain_more(&b, 0, x->found, EXPLAINED_MAX, "sockets" NK_LISTED_ELSE);
    for (unsigned s = 0; x->summary && s < NK_TCP_STATES; s++) {
        if (x->counts[s] == 0)
            continue;
        explain_state(x, &b, (enum nk_tcp_state)s);
        nk_explain_say(&b, 2, "sockets: %llu", (unsigned long long)x->counts[s]);
    }
    nk_explain_say(&b, 0, "%llu socket%s%s", (unsigned long long)x->found, x->found == 1 ? "" : "s",
                   x->looked || x->found == 0 || x->summary ? ""
                                                            : "; --process finds their owners");
    return print(x, &b, err);
}

static bool take(void *closure, const struct nk_diag_socket *s, const struct nk_diag_info *info,
                 struct nk_err *err)
{
    struct listing *x = closure;
    if (!passes(x, s))
        return true;
    x->found++;
    x->counts[s->state]++;
    if (x->summary)
        return true;
    if (x->explains)
        return explain_socket(x, s, info, err);
    nk_socket_put(&x->view, s, info);
    return nk_record_end(&x->record);
}

/* UDP has two of the states only. */
static void write_summary(struct listing *x)
{
    for (unsigned s = 0; s < NK_TCP_STATES; s++) {
        bool known =
            x->request.protocol == NK_DIAG_TCP || s == NK_TCP_CLOSED || s == NK_TCP_ESTABLISHED;
        if (!known)
            continue;
        nk_record_word(&x->record, NK_SOCKET_STATE, nk_tcp_state_name((enum nk_tcp_state)s));
        nk_record_int(&x->record, F_SOCKETS, (int64_t)x->counts[s]);
        if (!nk_record_end(&x->record))
            return;
    }
}

/* ---- options ----------------------------------------------------------------- */

static bool open_records(struct nk_ctx *ctx, const struct nk_args *args, struct listing *x)
{
    const char *fields = args->fields;
    bool text = args->format == NK_FORMAT_TEXT;
    x->summary = nk_args_has(args, "summary");
    if (fields == NULL && x->summary)
        fields = "state,sockets";
    else if (fields == NULL && text)
        fields = "state," NK_SOCKET_COLUMNS;
    if (!nk_cli_records_of(ctx, &x->record, fields))
        return false;
    x->record.chosen = args->fields != NULL || x->summary; /* the columns are ours: more may come */
    if (nk_args_has(args, "timers"))
        for (size_t i = NK_SOCKET_TIMER; i <= NK_SOCKET_RETRANSMITS; i++)
            nk_record_enable(&x->record, i);
    if (nk_args_has(args, "process"))
        for (size_t i = NK_SOCKET_PID; i <= NK_SOCKET_PROCESS; i++)
            nk_record_enable(&x->record, i);
    if (nk_args_has(args, "info"))
        for (size_t i = NK_SOCKET_INFO; i <= NK_SOCKET_CONGESTION; i++)
            nk_record_enable(&x->record, i);
    for (size_t i = NK_SOCKET_INFO; i <= NK_SOCKET_CONGESTION; i++)
        x->request.info = x->request.info || nk_record_wants(&x->record, i);
    return true;
}

/* Owners cost a scan of /proc: they are looked for where they are asked for by name. */
static bool wants_owners(const struct nk_args *args, const struct listing *x)
{
    return !x->summary &&
           (nk_args_has(args, "process") ||
            (args->fields != NULL && (nk_record_wants(&x->record, NK_SOCKET_PID) ||
                                      nk_record_wants(&x->record, NK_SOCKET_PROCESS))));
}

static bool prepare(struct nk_ctx *ctx, const struct nk_args *args, struct listing *x)
{
    struct nk_err err = {0};
    uint16_t states = NK_TCP_ALL_STATES;
    bool udp = x->request.protocol == NK_DIAG_UDP;
    if (nk_args_has(args, "listening")) /* of UDP those that have no peer */
        states = NK_TCP_BIT(udp ? NK_TCP_CLOSED : NK_TCP_LISTEN);
    if (!nk_diag_plan_make(&x->plan, &x->filter, states, &err)) {
        nk_cli_fail(ctx, &err);
        return false;
    }
    x->request.plan = &x->plan;
    if (!udp)
        nk_socket_say_unseen(ctx, x->plan.states);
    x->view.record = &x->record;
    return nk_socket_view_open(ctx, &x->view, udp ? "udp" : "tcp") &&
           (!wants_owners(args, x) || (x->looked = nk_socket_view_owners(ctx, &x->view)));
}

static void read_sockets(struct nk_ctx *ctx, const struct nk_args *args, struct listing *x)
{
    struct nk_netlink netlink;
    struct nk_err err = {0};
    nk_netlink_init(&netlink, NETLINK_SOCK_DIAG);
    struct nk_buf b = {0};
    if (x->explains)
        nk_socket_explain_request(&b, &x->request, args->operand_count > 0);
    bool done = (!x->explains || print(x, &b, &err)) &&
                nk_diag_dump(&netlink, &x->request, take, x, &err) &&
                (!x->explains || explain_end(x, &err));
    nk_netlink_release(&netlink);
    if (!done && err.code != NK_ERR_NONE)
        nk_cli_fail(ctx, &err);
    if (done && x->summary && !x->explains)
        write_summary(x);
    bool asked = args->operand_count > 0 || nk_args_has(args, "listening");
    if (done && asked && x->found == 0)
        nk_cli_status(ctx, NK_NO);
}

static enum nk_status run_list(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct listing x = {.ctx = ctx, .explains = nk_cli_explains(ctx)};
    if (x.explains)
        nk_tcp_machine_init(&x.machine, nk_tcp_profile_find("linux", 5));
    if (!nk_socket_request(ctx, args, &x.request, &x.filter) || !open_records(ctx, args, &x)) {
        nk_tcp_filter_release(&x.filter);
        return ctx->worst;
    }
    if (prepare(ctx, args, &x))
        read_sockets(ctx, args, &x);
    nk_socket_view_close(ctx, &x.view);
    nk_diag_plan_release(&x.plan);
    nk_tcp_filter_release(&x.filter);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option list_options[] = {
    {.name = "listening", .letter = 'l', .help = "only sockets in LISTEN; of UDP without a peer"},
    {.name = "summary", .letter = 's', .help = "how many sockets are in each state"},
    {.name = "udp", .letter = 'u', .help = "UDP sockets instead of TCP's"},
    {.name = "process", .letter = 'p', .help = "the process that has each socket"},
    {.name = "info", .letter = 'i', .help = "round trip, windows and counters of connections"},
    {.name = "timers", .help = "in text the timers too, which the other formats always have"},
    {.name = ""},
};

static const struct nk_example list_examples[] = {
    {"tcp-state list --summary", "how many sockets are in each state"},
    {"tcp-state list --udp --header", "UDP sockets, with a header"},
    {"", ""},
};

const struct nk_verb nk_tcp_list_verb = {
    .name = "list",
    .operands = "[FILTER]",
    .summary = "this machine's sockets in all 11 states",
    .about =
        "Lists the sockets that the kernel tells of (INET_DIAG), all or those that FILTER lets "
        "pass: state NAME, sport, dport, src PREFIX, dst PREFIX, joined by and, or, not and "
        "parentheses. Status 1 if some were asked for and there is none.",
    .options = list_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY,
    .min_operands = 0,
    .max_operands = 0,
    .offers = nk_tcp_filter_offers,
    .schema = &list_schema,
    .examples = list_examples,
    .run = run_list,
};
