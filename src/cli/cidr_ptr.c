#include <string.h>

#include "addr/put.h"
#include "cidr/ptr.h"
#include "cli/cidr.h"
#include "cli/cidr_tell.h"
#include "cli/explain.h"

enum { PREFIXES_TOLD = 4 }; /* of a range, before it says how many more there are */

enum field { F_INPUT, F_PREFIX, F_ZONE, F_ANSWER, F_COUNT };

static const struct nk_field ptr_fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the item or the reverse name as given", NK_TEXT, 0, 0},
    [F_PREFIX] = {"prefix", "prefix", "what the zone covers", NK_PREFIX, 0, 0},
    [F_ZONE] = {"zone", "zone", "the reverse zone, or the PTR name of a single address", NK_TEXT, 0,
                0},
    [F_ANSWER] = {"answer", "answer", "the zone, or of a reverse name its address or prefix",
                  NK_TEXT, NK_FIELD_BRIEF, 0},
};

static const struct nk_schema ptr_schema = {
    .fields = ptr_fields,
    .count = F_COUNT,
    .operand = F_PREFIX,
};

/* ---- from prefixes to zones ---------------------------------------------- */

/* With --explain the working of all records of an item stands where the last one does. */
static bool end_record(struct nk_record *r, const struct nk_buf *told, bool last)
{
    static const struct nk_buf nothing;
    return told == NULL ? nk_record_end(r) : nk_record_end_told(r, last ? told : &nothing);
}

/* `told`: NULL without --explain; `tell`: this prefix is told of; `last`: the item has no more. */
static bool write_zones(struct nk_record *r, const struct nk_cidr_items *it,
                        const struct nk_prefix *p, struct nk_buf *told, bool tell, bool last)
{
    struct nk_ptr_zones zones;
    struct nk_prefix covered;
    char name[NK_PTR_TEXT_MAX];
    bool more = true, first = true;
    nk_ptr_zones_init(&zones, p);
    while (more && nk_ptr_zones_next(&zones, &covered, name)) {
        nk_record_slice(r, F_INPUT, it->at.text, it->at.len);
        nk_put_prefix(r, F_PREFIX, &covered);
        nk_record_text(r, F_ZONE, name);
        nk_record_text(r, F_ANSWER, name);
        if (told != NULL && tell && first)
            nk_tell_zones(told, p, zones.done ? r : NULL);
        more = end_record(r, told, last && zones.done);
        first = false;
    }
    return more;
}

static bool write_item(struct nk_record *r, struct nk_cidr_items *it)
{
    if (!nk_cidr_items_parse(it))
        return true;
    struct nk_range rest = it->item.range;
    struct nk_prefix p;
    struct nk_buf told = {0};
    bool explains = nk_cli_explains(it->ctx), left = true, more = true;
    for (size_t at = 1; more && left; at++) {
        left = nk_range_take_prefix(&rest, &p);
        if (at == 1 && left)
            nk_explain_say(&told, 0, "%.*s is more than one prefix", (int)it->at.len, it->at.text);
        if (told.len > 0 && at <= PREFIXES_TOLD)
            nk_buf_add_byte(&told, '\n');
        else if (!left && at > PREFIXES_TOLD)
            nk_buf_printf(&told, "\nand %zu more prefixes\n", at - PREFIXES_TOLD);
        more = write_zones(r, it, &p, explains ? &told : NULL, at <= PREFIXES_TOLD, !left);
    }
    nk_buf_release(&told);
    return more;
}

/* ---- from names to prefixes ---------------------------------------------- */

/* The name in lower case without its last dot, as everything else here writes it. */
static void put_name(struct nk_record *r, const char *text, size_t len)
{
    char *room = nk_record_room(r, F_ZONE, len + 1);
    if (room == NULL)
        return;
    if (text[len - 1] == '.')
        len--;
    for (size_t i = 0; i < len; i++)
        room[i] = (char)(text[i] | (text[i] >= 'A' && text[i] <= 'Z' ? 0x20 : 0));
    nk_record_used(r, F_ZONE, len);
}

static bool write_name(struct nk_record *r, struct nk_cidr_items *it)
{
    struct nk_prefix p;
    struct nk_err err = {0};
    if (!nk_ptr_parse(it->at.text, it->at.len, &p, &err))
        return nk_cidr_items_refuse(it, &err);
    if (it->args->family != NK_FAMILY_NONE && p.addr.family != it->args->family)
        return true;
    nk_record_slice(r, F_INPUT, it->at.text, it->at.len);
    nk_put_prefix(r, F_PREFIX, &p);
    put_name(r, it->at.text, it->at.len);
    if (p.length == nk_family_width(p.addr.family))
        nk_put_addr(r, F_ANSWER, &p.addr);
    else
        nk_put_prefix(r, F_ANSWER, &p);
    struct nk_buf told = {0};
    bool explains = nk_cli_explains(it->ctx);
    if (explains) {
        nk_tell_reverse(&told, it->at.text, it->at.len, &p);
        nk_tell_answer(&told, r);
    }
    bool more = end_record(r, explains ? &told : NULL, true);
    nk_buf_release(&told);
    return more;
}

/* ---- the verb ------------------------------------------------------------ */

static enum nk_status run_ptr(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_record r;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    struct nk_cidr_items it;
    bool more = true;
    nk_cidr_items_init(&it, ctx, args, args->operands, args->operand_count);
    it.flags |= NK_PARSE_ZONE;
    it.networks = true;
    it.record = &r;
    while (more && nk_cidr_items_word(&it))
        more = nk_ptr_is_name(it.at.text, it.at.len) ? write_name(&r, &it) : write_item(&r, &it);
    nk_cidr_items_release(&it);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_example ptr_examples[] = {
    {"cidr ptr 192.0.2.5", "the PTR name of an address"},
    {"cidr ptr 10.0.0.0/22", "the four zones of a /22"},
    {"cidr ptr 192.0.2.64/26", "a classless zone after RFC 2317"},
    {"cidr ptr 5.2.0.192.in-addr.arpa", "the address of a PTR name"},
    {"cidr ptr 10.0.0.0/22 --explain", "why there are four"},
    {"", ""},
};

const struct nk_verb nk_cidr_ptr_verb = {
    .name = "ptr",
    .operands = "PREFIX...",
    .summary = "reverse names and zones, both ways",
    .about =
        "Prints the reverse zones of prefixes under in-addr.arpa and ip6.arpa: several where the "
        "length lies between two labels, a zone after RFC 2317 for IPv4 prefixes of 25 to 31 "
        "bits, and the PTR name of a single address. A reverse name gives the address or the "
        "prefix back; its classless labels may be 0/25, 0-25 or 0-127.",
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &ptr_schema,
    .examples = ptr_examples,
    .run = run_ptr,
};
