#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "addr/put.h"
#include "base/input.h"
#include "cli/dns.h"
#include "cli/dns_ask.h"
#include "cli/dns_reverse.h"

enum { TIMEOUT_MS = 10000, NAMES_MAX = 256 };

enum field { F_INPUT, F_ADDRESS, F_NAME, F_SOURCE, F_AGREES, F_STATUS, F_COUNT };

static const struct nk_field reverse_fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the address as given", NK_TEXT, 0, 0},
    [F_ADDRESS] = {"address", "address", "the address", NK_ADDR, NK_FIELD_BRIEF, 0},
    [F_NAME] = {"name", "name", "a name that its PTR records give it", NK_TEXT, NK_FIELD_BRIEF, 0},
    [F_SOURCE] = {"source", "source", "where the name comes from: dns", NK_TEXT, 0, 0},
    [F_AGREES] = {"agrees", "agrees", "with --check whether the name leads back to the address",
                  NK_FLAG, 0, 0},
    [F_STATUS] = {"status", "status", "the RCODE of the answer, or why there is none", NK_TEXT, 0,
                  0},
};

static const struct nk_schema reverse_schema = {
    .fields = reverse_fields,
    .count = F_COUNT,
    .operand = F_ADDRESS,
};

/* One run of the verb. */
struct reverse {
    struct nk_ctx *ctx;
    struct nk_dns_options o;
    struct nk_dns_asker asker;
    struct nk_record record;
    struct nk_input input;
    struct nk_input_item at;
    struct nk_addr addr;
    bool check, explains;
    struct nk_buf text;    /* the working */
    struct nk_name *names; /* of one address */
    size_t count, room;
    bool failed, back, told;
};

/* ---- the names of an address ------------------------------------------------------------ */

/* The target of a PTR record. */
static bool see_name(void *closure, const struct nk_dns_reader *r, const struct nk_dns_record *rr)
{
    struct reverse *x = closure;
    struct nk_name name;
    if (rr->type != NK_TYPE_PTR || !nk_record_target(r, rr, &name))
        return true;
    x->failed = !nk_grow((void **)&x->names, x->count, &x->room, sizeof name);
    if (x->failed)
        return false;
    x->names[x->count++] = name;
    return x->count < NAMES_MAX;
}

/* Whether a record has the address. */
static bool see_address(void *closure, const struct nk_dns_reader *r,
                        const struct nk_dns_record *rr)
{
    struct reverse *x = closure;
    struct nk_addr addr;
    x->back = nk_record_address(r, rr, &addr) && addr.family == x->addr.family &&
              addr.hi == x->addr.hi && addr.lo == x->addr.lo;
    return !x->back;
}

/* Asks; says what failed. False where nothing could be asked. */
static bool ask(struct reverse *x, const struct nk_dns_question *q, enum nk_status *status)
{
    if (!nk_dns_asker_ask(&x->asker, q))
        return false;
    struct nk_dns_item item = nk_dns_asker_item(&x->asker, q, "");
    *status = nk_dns_status(nk_dns_asker_outcome(&x->asker, q));
    if (*status == NK_FAILED)
        nk_dns_asker_complain(&x->asker, q, &item);
    return true;
}

/* 1, 0, or -1 where it cannot be told. */
static bool lead_back(struct reverse *x, const struct nk_name *name, unsigned step, int *agrees)
{
    struct nk_dns_question q = {.name = *name, .class = NK_CLASS_IN};
    enum nk_status status;
    q.type = x->addr.family == NK_IPV4 ? NK_TYPE_A : NK_TYPE_AAAA;
    if (!ask(x, &q, &status))
        return false;
    x->back = false;
    nk_dns_asker_visit(&x->asker, &q, see_address, x);
    *agrees = status == NK_FAILED ? -1 : x->back;
    if (x->explains) {
        struct nk_dns_item item = nk_dns_asker_item(&x->asker, &q, "");
        nk_reverse_explain_back(&x->text, &x->addr, *agrees, step, &item);
    }
    nk_cli_status(x->ctx, status == NK_FAILED ? NK_FAILED : *agrees ? NK_YES : NK_NO);
    return true;
}

/* ---- records ------------------------------------------------------------------------ */

static const char *status_word(const struct nk_dns_reply *reply, char *text)
{
    if (reply->message.len > 0)
        return nk_rcode_name(nk_dns_message_rcode(reply->message.data, reply->message.len), text);
    if (reply->try_count == 0)
        return "timeout";
    return nk_dns_fault_name(reply->tries[reply->try_count - 1].fault);
}

static bool put_record(struct reverse *x, const struct nk_name *name, int agrees,
                       const char *status)
{
    struct nk_record *r = &x->record;
    char text[NK_NAME_TEXT_MAX];
    nk_record_slice(r, F_INPUT, x->at.text, x->at.len);
    nk_put_addr(r, F_ADDRESS, &x->addr);
    nk_record_text(r, F_STATUS, status);
    if (name != NULL) {
        nk_name_format(name, text);
        nk_record_text(r, F_NAME, text);
        nk_record_word(r, F_SOURCE, "dns");
    }
    nk_record_flag(r, F_AGREES, agrees);
    return nk_record_end(r);
}

/* The answer, behind its working. */
static bool tell(struct reverse *x, const struct nk_name *name, int agrees)
{
    static const char *const leads[] = {
        ", which cannot be checked",
        "",
        ", which does not lead back",
        ", which leads back",
    };
    char text[NK_NAME_TEXT_MAX], addr[NK_ADDR_TEXT_MAX];
    nk_addr_format(&x->addr, addr);
    if (name == NULL) {
        nk_explain_say(&x->text, 0, "So no name of %s was found", addr);
    } else {
        nk_name_format(name, text);
        nk_explain_say(&x->text, 0, "So %s has the name %.300s%s", addr, text,
                       leads[!x->check    ? 1
                             : agrees < 0 ? 0
                                          : agrees + 2]);
    }
    return nk_dns_explain_out(x->ctx, &x->text);
}

static bool put(struct reverse *x, const struct nk_name *name, int agrees, const char *status)
{
    return x->explains ? tell(x, name, agrees) : put_record(x, name, agrees, status);
}

/* Each name that was found; with --check what it leads to. */
static bool take_names(struct reverse *x, const char *status)
{
    if (x->count == 0)
        return put(x, NULL, -1, status);
    for (size_t i = 0; i < x->count; i++) {
        int agrees = -1;
        if (x->check && !lead_back(x, &x->names[i], (unsigned)i + 3, &agrees))
            return false;
        if (!put(x, &x->names[i], agrees, status))
            return false;
    }
    return true;
}

static void explain_question(struct reverse *x, const struct nk_dns_question *q)
{
    struct nk_dns_item item = nk_dns_asker_item(&x->asker, q, "");
    if (!x->explains)
        return;
    if (x->told)
        nk_buf_add_byte(&x->text, '\n');
    x->told = true;
    nk_reverse_explain_name(&x->text, &x->addr, &q->name);
    nk_reverse_explain_answer(&x->text, &item);
}

static bool take_address(struct reverse *x)
{
    struct nk_dns_question q = {.type = NK_TYPE_PTR, .class = NK_CLASS_IN};
    struct nk_err err = {0};
    enum nk_status status;
    char word[NK_CODE_TEXT_MAX], copy[NK_CODE_TEXT_MAX];
    nk_name_reverse(&x->addr, &q.name);
    if (x->o.timeout_ms >= 0) /* of each address: a list may be of any length */
        x->o.policy.deadline = nk_clock_ms() + x->o.timeout_ms;
    if (!ask(x, &q, &status))
        return false;
    nk_cli_status(x->ctx, status);
    snprintf(copy, sizeof copy, "%s", status_word(&x->asker.reply, word));
    explain_question(x, &q);
    x->count = 0;
    nk_dns_asker_visit(&x->asker, &q, see_name, x);
    if (x->failed) {
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
        return false;
    }
    return take_names(x, copy);
}

/* ---- the verb ----------------------------------------------------------------------- */

/* A single address; else the message. False where the verb has to stop. */
static bool take_item(struct reverse *x)
{
    struct nk_err err = {0};
    if (!nk_addr_parse(x->at.text, x->at.len, &x->addr, &err)) {
        nk_record_error(&x->record, x->at.text, x->at.len, err.text);
        return nk_cli_bad_item(x->ctx, &x->at, &err);
    }
    return take_address(x);
}

static void take_items(struct reverse *x)
{
    struct nk_err err = {0};
    enum nk_input_status status;
    while ((status = nk_input_next(&x->input, &x->at, &err)) != NK_INPUT_END) {
        bool more = status == NK_INPUT_ITEM ? take_item(x) : nk_cli_bad_item(x->ctx, &x->at, &err);
        if (!more)
            break;
    }
}

/* The operands that are addresses or lists: words for servers and dig's have gone elsewhere. The
 * file of -f is `list`, as a list is written elsewhere. */
static size_t choose_operands(const struct nk_args *args, const char *list, const char **out)
{
    size_t n = 0;
    if (list != NULL)
        out[n++] = list;
    for (size_t i = 0; i < args->operand_count; i++)
        if (args->operands[i][0] != '@' && args->operands[i][0] != '+')
            out[n++] = args->operands[i];
    return n;
}

static bool read_words(struct reverse *x)
{
    struct nk_err err = {0};
    const struct nk_args *args = x->ctx->args;
    for (size_t i = 0; i < args->operand_count; i++) {
        const char *word = args->operands[i];
        if ((word[0] == '@' && !nk_dns_server_add(&x->o, word + 1)) ||
            (word[0] == '+' && !nk_dns_plus_read(&x->o, word)))
            return false;
    }
    if (nk_dns_options_edns(&x->o, &err))
        return true;
    nk_cli_fail(x->ctx, &err);
    return false;
}

/* Reads the options and asks for what the operands name. */
static void run(struct reverse *x, const char *const *operands, size_t count)
{
    struct nk_ctx *ctx = x->ctx;
    if (!nk_cli_stdin_once(ctx, ctx->args, false) ||
        !nk_dns_options_init(&x->o, ctx, ctx->args, TIMEOUT_MS) || !read_words(x))
        return;
    if (count == 0) {
        nk_cli_misuse(ctx, "there is no address to ask for");
        return;
    }
    if (!nk_dns_options_ready(&x->o) || !nk_dns_asker_init(&x->asker, &x->o) ||
        !nk_cli_records(ctx, &x->record))
        return;
    if (x->check)
        nk_record_enable(&x->record, F_AGREES);
    nk_input_init(&x->input, operands, count, ctx->in_fd);
    take_items(x);
    nk_input_release(&x->input);
    nk_cli_records_done(ctx, &x->record);
}

static enum nk_status run_reverse(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct reverse x = {.ctx = ctx, .check = nk_args_has(args, "check")};
    x.explains = nk_cli_explains(ctx);
    const char **operands = calloc(args->operand_count + 2, sizeof *operands);
    const char *file = nk_args_text(args, "file");
    struct nk_buf list = {0};
    struct nk_err err;
    nk_buf_printf(&list, "@%s", file == NULL ? "" : file);
    nk_buf_add_byte(&list, '\0');
    if (operands != NULL && !list.failed) {
        run(&x, operands, choose_operands(args, file == NULL ? NULL : list.data, operands));
    } else {
        nk_err_memory(&err);
        nk_cli_fail(ctx, &err);
    }
    free(x.names);
    free(operands);
    nk_buf_release(&list);
    nk_buf_release(&x.text);
    nk_dns_asker_release(&x.asker);
    nk_dns_options_release(&x.o);
    return ctx->worst;
}

static const struct nk_option reverse_options[] = {
    {.name = "check", .help = "ask whether each name leads back to the address"},
    {.name = "file",
     .letter = 'f',
     .arg = NK_ARG_FILE,
     .metavar = "FILE",
     .help = "ask for the addresses of a file, one a line"},
    NK_DNS_EXCHANGE_OPTIONS,
    {.name = ""},
};

static const struct nk_example reverse_examples[] = {
    {"dns reverse 192.0.2.1 2001:db8::1 @192.0.2.53", "the names of addresses"},
    {"dns reverse --check 192.0.2.1 @192.0.2.53", "and whether they lead back"},
    {"", ""},
};

const struct nk_verb nk_dns_reverse_verb = {
    .name = "reverse",
    .operands = "ADDRESS... [@SERVER]...",
    .asks_servers = true,
    .summary = "the names of addresses",
    .about = "Asks for the PTR records of addresses and prints a line a name. With --check each "
             "name is asked for its addresses in turn: one that does not lead back is no proof of "
             "anything. An address without a name, and with --check a name that does not lead "
             "back, is status 1.",
    .options = reverse_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_STRICT | NK_COMMON_FAMILY |
              NK_COMMON_TIMEOUT,
    .schema = &reverse_schema,
    .examples = reverse_examples,
    .run = run_reverse,
};
