#include "cli/dns_probe.h"

#include <stdlib.h>
#include <string.h>

#include "addr/put.h"
#include "cli/dns_world.h"

/* ---- the words ------------------------------------------------------------------ */

/* Words that are neither name, type, class, server nor option of dig are further values. */
static bool is_value(const char *word, bool *named)
{
    uint16_t code;
    size_t len = strlen(word);
    if (word[0] == '+' || word[0] == '@' || nk_type_find(word, len, &code) ||
        nk_class_find(word, len, &code))
        return false;
    bool value = *named;
    *named = true;
    return value;
}

/* Copies the arguments without the operands that are values, which come behind. */
static bool part_operands(struct nk_dns_probe *p, const struct nk_args *args, size_t *values)
{
    bool named = nk_args_has(args, "reverse");
    bool wanted = nk_args_has(args, "equals") || nk_args_has(args, "contains");
    size_t words = 0;
    p->args = *args;
    p->operands = calloc(args->operand_count + 1, sizeof *p->operands);
    if (p->operands == NULL)
        return false;
    *values = 0;
    for (size_t i = 0; i < args->operand_count; i++) {
        bool value = is_value(args->operands[i], &named) && wanted;
        if (value)
            p->operands[args->operand_count - ++*values] = args->operands[i];
        else
            p->operands[words++] = args->operands[i];
    }
    p->args.operands = p->operands;
    p->args.operand_count = words;
    return true;
}

static bool read_words(struct nk_dns_probe *p)
{
    struct nk_dns_options *o = &p->options;
    struct nk_dns_words w;
    if (!nk_dns_words_read(o, &w))
        return false;
    if (w.name == NULL)
        return nk_cli_misuse(p->ctx, "which name is to be asked for?"), false;
    if (w.type_count > 1)
        return nk_cli_misuse(p->ctx, "one type at a time"), false;
    p->typed = w.type_count == 1;
    p->question.type = p->typed ? w.types[0] : w.reverse ? NK_TYPE_PTR : NK_TYPE_A;
    p->question.class = w.class;
    p->input = w.name;
    return nk_dns_words_name(o, &w, &p->question.name);
}

/* ---- what is expected -------------------------------------------------------------- */

static bool add_values(struct nk_dns_probe *p, const char *option, size_t more)
{
    const struct nk_given *given;
    struct nk_err err;
    size_t at = 0;
    while ((given = nk_args_next(&p->args, option, &at)) != NULL)
        if (!nk_values_add_text(&p->expect.values, p->question.type, p->question.class, given->text,
                                strlen(given->text), &err)) {
            nk_cli_bad_argument(p->ctx, given, &err);
            return false;
        }
    for (size_t i = 0; i < more; i++) {
        const char *text = p->operands[p->ctx->args->operand_count - 1 - i];
        if (!nk_values_add_text(&p->expect.values, p->question.type, p->question.class, text,
                                strlen(text), &err)) {
            nk_cli_misuse(p->ctx, "the value '%s': %s", text, err.text);
            return false;
        }
    }
    return true;
}

static bool read_expected(struct nk_dns_probe *p, size_t more)
{
    const struct nk_args *args = &p->args;
    bool equals = nk_args_has(args, "equals"), contains = nk_args_has(args, "contains");
    bool absent = nk_args_has(args, "absent");
    struct nk_expect *e = &p->expect;
    e->ttl_max = nk_args_number(args, "ttl-max", -1);
    if (equals + contains + absent > 1)
        return nk_cli_misuse(p->ctx, "--equals, --contains and --absent exclude each other"), false;
    if (absent && e->ttl_max >= 0)
        return nk_cli_misuse(p->ctx, "--absent and --ttl-max exclude each other"), false;
    if (p->question.type == NK_TYPE_ANY && (equals || contains))
        return nk_cli_misuse(p->ctx, "values are of one type, not ANY"), false;
    e->kind = equals     ? NK_EXPECT_EQUALS
              : contains ? NK_EXPECT_CONTAINS
              : absent   ? NK_EXPECT_ABSENT
                         : NK_EXPECT_PRESENT;
    return add_values(p, equals ? "equals" : "contains", more);
}

/* ---- open and close ------------------------------------------------------------------ */

bool nk_dns_probe_open(struct nk_dns_probe *p, struct nk_ctx *ctx, const struct nk_args *args,
                       int64_t timeout_ms)
{
    struct nk_err err = {0};
    size_t values;
    *p = (struct nk_dns_probe){.ctx = ctx, .expect.ttl_max = -1};
    if (!part_operands(p, args, &values)) {
        nk_err_memory(&err);
        nk_cli_fail(ctx, &err);
        return false;
    }
    if (!nk_dns_options_init(&p->options, ctx, &p->args, timeout_ms) || !read_words(p) ||
        !read_expected(p, values) || !nk_dns_options_ready(&p->options))
        return false;
    p->session = nk_dns_session_new(&err);
    if (p->session == NULL)
        nk_cli_fail(ctx, &err);
    return p->session != NULL;
}

void nk_dns_probe_release(struct nk_dns_probe *p)
{
    nk_dns_options_release(&p->options);
    nk_dns_session_free(p->session);
    nk_dns_reply_release(&p->reply);
    nk_values_release(&p->expect.values);
    nk_values_release(&p->result.found);
    nk_buf_release(&p->text);
    nk_buf_release(&p->why);
    free(p->operands);
}

bool nk_dns_probe_is_directed(const struct nk_dns_probe *p)
{
    return p->options.server_words_count > 0;
}

/* ---- asking ----------------------------------------------------------------------------- */

static bool ask_session(void *closure, const struct nk_dns_query *query,
                        const struct nk_dns_server *servers, size_t count,
                        const struct nk_dns_policy *policy, struct nk_dns_reply *reply,
                        struct nk_err *err)
{
    return nk_dns_exchange(closure, query, servers, count, policy, reply, err);
}

enum nk_authority_status nk_dns_probe_authority(struct nk_dns_probe *p, struct nk_dns_authority *a,
                                                struct nk_err *err)
{
    struct nk_dns_options *o = &p->options;
    struct nk_dns_query query = o->query;
    const struct nk_dns_world *world = p->ctx->dns_world;
    uint16_t port = o->port != 0 ? o->port : world != NULL ? world->port : NK_DNS_PORT;
    query.flags |= NK_DNS_RD;
    const struct nk_dns_resolver r = {ask_session, p->session,      &query,
                                      o->servers,  o->server_count, &o->policy};
    return nk_dns_authority_find(a, &r, &p->question.name, p->question.class, p->args.family, port,
                                 err);
}

const struct nk_dns_server *nk_dns_probe_server(const struct nk_dns_probe *p)
{
    return &p->servers[p->reply.message.len > 0 ? p->reply.server : 0];
}

static struct nk_dns_item item_of(const struct nk_dns_probe *p)
{
    return (struct nk_dns_item){.input = p->input,
                                .input_len = strlen(p->input),
                                .question = &p->question,
                                .servers = p->servers,
                                .reply = &p->reply};
}

/* The reason where no answer tells, and the sentence. */
static void make_texts(struct nk_dns_probe *p)
{
    const struct nk_dns_item item = item_of(p);
    nk_buf_clear(&p->why);
    nk_buf_clear(&p->text);
    const char *why = nk_dns_probe_knows(p) ? NULL : nk_dns_item_error(&item, &p->text);
    nk_buf_add_text(&p->why, why != NULL ? why : "no answer");
    nk_buf_add_byte(&p->why, '\0');
    nk_buf_clear(&p->text);
    nk_expect_sentence(&p->text, &p->expect, &p->question,
                       p->reply.message.len > 0 ? &p->result : NULL,
                       p->why.failed ? "no answer" : p->why.data);
    nk_buf_add_byte(&p->text, '\0');
}

struct nk_dns_policy nk_dns_probe_share(const struct nk_dns_probe *p, size_t left)
{
    struct nk_dns_policy policy = p->options.policy;
    int64_t now = nk_clock_ms();
    if (policy.deadline > now && left > 1)
        policy.deadline = now + (policy.deadline - now) / (int64_t)left;
    return policy;
}

bool nk_dns_probe_ask(struct nk_dns_probe *p, const struct nk_dns_server *servers, size_t count,
                      size_t left, struct nk_err *err)
{
    struct nk_dns_options *o = &p->options;
    const struct nk_dns_policy policy = nk_dns_probe_share(p, left);
    p->servers = servers;
    o->query.question = p->question;
    p->result.known = p->result.ok = false;
    nk_values_clear(&p->result.found);
    if (!nk_dns_exchange(p->session, &o->query, servers, count, &policy, &p->reply, err))
        return false;
    if (p->reply.message.len > 0 &&
        !nk_expect_judge(&p->expect, p->reply.message.data, p->reply.message.len, &p->question,
                         &p->result, err))
        return false;
    make_texts(p);
    return (!p->text.failed && !p->why.failed) || nk_err_memory(err);
}

/* ---- records ----------------------------------------------------------------------------- */

void nk_dns_put_values(struct nk_record *r, size_t field, const struct nk_values *v,
                       const struct nk_values *without)
{
    nk_record_list_empty(r, field);
    for (size_t i = 0; i < v->count; i++)
        if (without == NULL || !nk_values_have(without, v, &v->all[i]))
            nk_record_list_add(r, field, nk_value_text(v, &v->all[i]), v->all[i].text_len);
}

void nk_dns_probe_put(struct nk_dns_probe *p, struct nk_record *r)
{
    char name[NK_NAME_TEXT_MAX], code[NK_CODE_TEXT_MAX];
    const struct nk_dns_server *server = nk_dns_probe_server(p);
    bool answered = p->reply.message.len > 0;
    nk_record_text(r, NK_PROBE_INPUT, p->input);
    nk_name_format(&p->question.name, name);
    nk_record_text(r, NK_PROBE_NAME, name);
    nk_record_text(r, NK_PROBE_TYPE, nk_type_name(p->question.type, code));
    nk_put_addr(r, NK_PROBE_SERVER, &server->addr);
    nk_record_int(r, NK_PROBE_PORT, server->port);
    if (answered)
        nk_record_text(r, NK_PROBE_STATUS, nk_rcode_name(p->result.rcode, code));
    if (p->result.found.count > 0)
        nk_record_int(r, NK_PROBE_TTL, nk_values_ttl(&p->result.found));
    if (nk_dns_probe_knows(p))
        nk_dns_put_values(r, NK_PROBE_DATA, &p->result.found, NULL);
    nk_record_text(r, NK_PROBE_CONDITION, nk_expect_name(p->expect.kind));
    nk_dns_put_values(r, NK_PROBE_EXPECTED, &p->expect.values, NULL);
    if (p->expect.ttl_max >= 0)
        nk_record_int(r, NK_PROBE_TTL_MAX, p->expect.ttl_max);
    nk_record_flag(r, NK_PROBE_OK, nk_dns_probe_knows(p) ? p->result.ok : -1);
    if (!nk_dns_probe_knows(p))
        nk_record_text(r, NK_PROBE_ERROR, p->why.data);
}
