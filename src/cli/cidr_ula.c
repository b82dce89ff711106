#include <string.h>

#include "addr/put.h"
#include "cidr/ula.h"
#include "cli/cidr.h"
#include "cli/cidr_tell.h"

enum field { F_PREFIX, F_GLOBAL_ID, F_SUBNET, F_FIRST, F_LAST, F_COUNT };

static const struct nk_field ula_fields[F_COUNT] = {
    [F_PREFIX] = {"prefix", "prefix", "the /48, or with --subnet the /64", NK_PREFIX,
                  NK_FIELD_BRIEF, 0},
    [F_GLOBAL_ID] = {"global_id", "global id", "its 40 bits in hexadecimal", NK_TEXT, 0, 0},
    [F_SUBNET] = {"subnet", "subnet", "the subnet ID given", NK_INT, 0, 0},
    [F_FIRST] = {"first", "first", "the first address", NK_ADDR, 0, 0},
    [F_LAST] = {"last", "last", "the last address", NK_ADDR, 0, 0},
};

static const struct nk_schema ula_schema = {
    .fields = ula_fields,
    .count = F_COUNT,
    .operand = F_PREFIX,
};

static void put_ula(struct nk_record *r, uint64_t id, int subnet)
{
    char digits[10];
    struct nk_prefix p = nk_ula_prefix(id, subnet);
    struct nk_addr first = nk_prefix_first(&p), last = nk_prefix_last(&p);
    for (unsigned i = 0; i < sizeof digits; i++)
        digits[sizeof digits - 1 - i] = "0123456789abcdef"[id >> (4 * i) & 15];
    nk_put_prefix(r, F_PREFIX, &p);
    nk_record_slice(r, F_GLOBAL_ID, digits, sizeof digits);
    if (subnet >= 0)
        nk_record_int(r, F_SUBNET, subnet);
    nk_put_addr(r, F_FIRST, &first);
    nk_put_addr(r, F_LAST, &last);
}

static void tell_ula(struct nk_record *r, uint64_t id, bool given, int subnet)
{
    struct nk_buf told = {0};
    nk_tell_ula(&told, id, given, subnet);
    nk_tell_answer(&told, r);
    nk_record_end_told(r, &told);
    nk_buf_release(&told);
}

static enum nk_status run_ula(struct nk_ctx *ctx, const struct nk_args *args)
{
    const struct nk_given *given = nk_args_find(args, "global-id");
    struct nk_err err = {0};
    struct nk_record r;
    uint64_t id = 0;
    if (given != NULL && !nk_ula_parse(given->text, strlen(given->text), &id, &err))
        return nk_cli_bad_argument(ctx, given, &err);
    if (given == NULL && !nk_ula_random(&id, &err))
        return nk_cli_fail(ctx, &err);
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    int subnet = (int)nk_args_number(args, "subnet", -1);
    put_ula(&r, id, subnet);
    if (nk_cli_explains(ctx))
        tell_ula(&r, id, given != NULL, subnet);
    else
        nk_record_end(&r);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_option ula_options[] = {
    {.name = "global-id",
     .arg = NK_ARG_WORD,
     .metavar = "HEX",
     .help = "these 40 bits (ten hexadecimal digits) instead of random ones"},
    {.name = "subnet",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 0,
     .max = 65535,
     .help = "the /64 with that subnet ID"},
    {.name = ""},
};

static const struct nk_example ula_examples[] = {
    {"cidr ula --global-id 0123456789 --subnet 16", "the /64 number 16 of a known prefix"},
    {"cidr ula --json --global-id 0123456789", "a known prefix as a record"},
    {"cidr ula --explain --subnet 16", "the fields that it is made of"},
    {"", ""},
};

const struct nk_verb nk_cidr_ula_verb = {
    .name = "ula",
    .operands = "",
    .summary = "a random unique local IPv6 prefix",
    .about = "Prints a prefix after RFC 4193: fd, 40 random bits from the system's random source, "
             "and with --subnet the 16 bits after them. With --global-id nothing is random.",
    .options = ula_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN,
    .max_operands = NK_NO_OPERANDS,
    .schema = &ula_schema,
    .examples = ula_examples,
    .run = run_ula,
};
