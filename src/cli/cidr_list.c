#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "addr/put.h"
#include "cidr/list.h"
#include "cidr/pick.h"
#include "cidr/plan.h"
#include "cli/cidr.h"
#include "cli/cidr_items.h"
#include "cli/cidr_list_explain.h"

enum { F_ADDRESS, F_LABEL };

static const struct nk_field list_fields[] = {
    {"address", "address", "the address", NK_ADDR, NK_FIELD_BRIEF, 0},
    {"label", "label", "the label of its item", NK_TEXT, 0, 0},
};

static const struct nk_schema list_schema = {
    .fields = list_fields,
    .count = sizeof list_fields / sizeof *list_fields,
    .operand = F_ADDRESS,
};

/* One run of the verb: what is to be listed of the sequence of all addresses of all items. */
struct list {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_record record;
    bool usable;
    struct nk_count skip, step, limit; /* a limit of 2^191 is none */
    const char *label;
    size_t label_len;
};

static const struct nk_count no_limit = {UINT64_C(1) << 63, {0, 0}};

/* What of an item is listed: all of it, or without network and broadcast address. */
static struct nk_range listed(const struct list *x, const struct nk_item *item)
{
    struct nk_range r = item->range;
    if (x->usable && item->kind == NK_ITEM_PREFIX)
        nk_plan_hosts(&item->prefix, &r.first, &r.last);
    return r;
}

static bool write_one(struct list *x, const struct nk_addr *a)
{
    nk_put_addr(&x->record, F_ADDRESS, a);
    if (x->label != NULL)
        nk_record_slice(&x->record, F_LABEL, x->label, x->label_len);
    return nk_record_end(&x->record);
}

/* Addresses in a row, in bulk, where a line is an address and nothing else. */
static bool write_bulk(struct list *x, struct nk_addr at, const struct nk_addr *last)
{
    struct nk_out *out = x->ctx->out;
    bool done = false;
    while (!done) {
        char *room = nk_out_room(out, NK_OUT_SIZE / 2);
        if (room == NULL)
            return false;
        size_t cap = out->line_buffered ? NK_LIST_LINE_MAX : out->cap - out->len;
        nk_out_used(out, nk_list_fill(&at, last, &done, room, cap));
        nk_out_end_line(out);
    }
    return true;
}

/* min(a, b) */
static struct nk_count lesser(struct nk_count a, struct nk_count b)
{
    return nk_count_compare(a, b) < 0 ? a : b;
}

/* Lists a range as skip, step and limit say, and takes off what it used of them. */
static bool list_range(struct list *x, struct nk_range r)
{
    struct nk_count count = nk_range_count(&r), one = nk_count_of(1);
    if (nk_count_compare(x->skip, count) >= 0) {
        x->skip = nk_count_sub(x->skip, count);
        return true;
    }
    nk_addr_add(&r.first, x->skip.low, &r.first);
    x->skip = nk_count_of(0);
    if (nk_count_compare(x->step, one) == 0 && nk_record_is_plain(&x->record, F_ADDRESS)) {
        struct nk_count n = lesser(nk_range_count(&r), x->limit);
        x->limit = nk_count_sub(x->limit, n);
        nk_addr_add(&r.first, nk_count_sub(n, one).low, &r.last);
        return write_bulk(x, r.first, &r.last);
    }
    while (nk_count_compare(x->limit, nk_count_of(0)) > 0) {
        if (!write_one(x, &r.first))
            return false;
        x->limit = nk_count_sub(x->limit, one);
        struct nk_count left = nk_count_sub(nk_range_count(&r), one);
        if (nk_count_compare(x->step, left) > 0) {
            /* the next one lies in an item to come */
            x->skip = nk_count_sub(nk_count_sub(x->step, left), one);
            return true;
        }
        nk_addr_add(&r.first, x->step.low, &r.first);
    }
    return true;
}

/* The working of one item, before its addresses. */
static bool explain_item(struct list *x, const struct nk_item *item)
{
    struct nk_buf text = {0};
    const struct nk_cidr_listing l = {item, listed(x, item), x->skip, x->step, x->limit};
    nk_cidr_list_tell_item(&text, &l);
    return nk_cidr_tell_end(x->ctx, &text);
}

static void list_stream(struct list *x, struct nk_cidr_items *it)
{
    while (nk_count_compare(x->limit, nk_count_of(0)) > 0 && nk_cidr_items_next(it)) {
        x->label = it->at.label;
        x->label_len = it->at.label_len;
        if (x->args->quiet)
            continue;
        if (nk_cli_explains(x->ctx) && !explain_item(x, &it->item))
            return;
        if (!list_range(x, listed(x, &it->item)))
            return;
    }
}

/* ---- --nth and --random: they need the whole sequence -------------------- */

struct sequence {
    struct nk_range *ranges;
    size_t count, room;
    struct nk_count total;
};

static bool read_sequence(struct list *x, struct nk_cidr_items *it, struct sequence *s)
{
    while (nk_cidr_items_next(it)) {
        if (!nk_grow((void **)&s->ranges, s->count, &s->room, sizeof *s->ranges))
            return false;
        struct nk_range r = listed(x, &it->item);
        s->ranges[s->count++] = r;
        s->total = nk_count_add(s->total, nk_range_count(&r));
    }
    return true;
}

/* The range that number *n, from 0 and below the total, lies in; *n becomes its number there. */
static const struct nk_range *sequence_find(const struct sequence *s, struct nk_count *n)
{
    size_t i = 0;
    for (; i + 1 < s->count; i++) {
        struct nk_count here = nk_range_count(&s->ranges[i]);
        if (nk_count_compare(*n, here) < 0)
            break;
        *n = nk_count_sub(*n, here);
    }
    return &s->ranges[i];
}

static struct nk_addr sequence_at(const struct sequence *s, struct nk_count n)
{
    struct nk_addr a;
    const struct nk_range *r = sequence_find(s, &n);
    nk_addr_add(&r->first, n.low, &a);
    return a;
}

/* The working of some numbers of the sequence, before their addresses; at most NK_CIDR_TOLD of
 * `count` are looked at. `how` is where they come from, NULL: as given. */
static bool explain_numbers(struct list *x, const struct sequence *s, const char *how,
                            const struct nk_count *numbers, size_t count)
{
    struct nk_buf text = {0};
    nk_cidr_list_tell_sequence(&text, s->ranges, s->count, s->total);
    if (how != NULL)
        nk_explain_say(&text, 0, "%s", how);
    for (size_t i = 0; i < count && i < NK_CIDR_TOLD; i++) {
        struct nk_count n = numbers[i];
        char number[NK_COUNT_TEXT_MAX];
        nk_count_format(n, number);
        const struct nk_range *r = sequence_find(s, &n);
        nk_cidr_list_tell_number(&text, number, r, n);
    }
    nk_explain_more(&text, 0, count, NK_CIDR_TOLD, "numbers");
    return nk_cidr_tell_end(x->ctx, &text);
}

static void list_nth(struct list *x, const struct sequence *s, const struct nk_given *given)
{
    bool from_end = given->text[0] == '-';
    struct nk_count k, n = s->total;
    struct nk_err err;
    const char *digits = given->text + from_end;
    if (!nk_count_parse(digits, strlen(digits), &k)) {
        nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text),
                   "--nth takes a whole number, not '%.60s'", given->text);
        nk_cli_bad_argument(x->ctx, given, &err);
        return;
    }
    bool zero = nk_count_compare(k, nk_count_of(0)) == 0;
    if (zero && from_end)
        k = n;
    if (nk_count_compare(k, n) > (from_end ? 0 : -1)) {
        char text[NK_COUNT_TEXT_MAX];
        nk_count_format(n, text);
        nk_cli_say(x->ctx, "there is no address %s: the items hold %s, counted from 0", given->text,
                   text);
        nk_cli_status(x->ctx, NK_NO);
        return;
    }
    k = from_end ? nk_count_sub(n, k) : k;
    if (nk_cli_explains(x->ctx) &&
        !explain_numbers(x, s,
                         from_end ? "A negative number counts from the end: it is added to "
                                    "how many there are."
                                  : NULL,
                         &k, 1))
        return;
    struct nk_addr a = sequence_at(s, k);
    write_one(x, &a);
}

/* From the system, where no seed is given. */
static bool random_seed(uint64_t *seed, struct nk_err *err)
{
    ssize_t n;
    do
        n = getrandom(seed, sizeof *seed, 0);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof *seed || nk_err_errno(err, errno, "cannot get a random seed");
}

/* The working of the numbers that were drawn; true without --explain. */
static bool explain_drawn(struct list *x, const struct sequence *s, const struct nk_u128 *numbers,
                          size_t count)
{
    struct nk_count shown[NK_CIDR_TOLD];
    if (!nk_cli_explains(x->ctx))
        return true;
    for (size_t i = 0; i < count && i < NK_CIDR_TOLD; i++)
        shown[i] = (struct nk_count){0, numbers[i]};
    return explain_numbers(
        x, s,
        "Numbers below that are drawn, none twice (xoshiro256** from the seed, a "
        "Fisher-Yates shuffle):",
        shown, count);
}

static bool list_random(struct list *x, const struct sequence *s, struct nk_err *err)
{
    struct nk_count want = nk_count_of((uint64_t)nk_args_number(x->args, "random", 0));
    struct nk_count most = lesser(want, s->total), one = nk_count_of(1);
    uint64_t seed = (uint64_t)nk_args_number(x->args, "seed", 0);
    struct nk_pick_random random;
    size_t n = (size_t)most.low.lo;
    if (n == 0)
        return true;
    if (!nk_args_has(x->args, "seed") && !random_seed(&seed, err))
        return false;
    if (nk_count_compare(s->total, nk_count_bit(128)) > 0)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                          "--random cannot draw from more than 2^128 addresses");
    struct nk_u128 *numbers = calloc(n, sizeof *numbers);
    nk_pick_seed(&random, seed);
    if (numbers == NULL ||
        !nk_pick_distinct(&random, nk_count_sub(s->total, one).low, numbers, n)) {
        free(numbers);
        return nk_err_memory(err);
    }
    for (size_t i = 0; i < n && (i > 0 || explain_drawn(x, s, numbers, n)); i++) {
        struct nk_addr a = sequence_at(s, (struct nk_count){0, numbers[i]});
        if (!write_one(x, &a))
            break;
    }
    free(numbers);
    return true;
}

static void list_chosen(struct list *x, struct nk_cidr_items *it)
{
    struct sequence s = {0};
    struct nk_err err = {0};
    const struct nk_given *nth = nk_args_find(x->args, "nth");
    bool done = read_sequence(x, it, &s);
    if (!done)
        nk_err_memory(&err);
    else if (it->unread)
        done = true; /* told already; a choice from a part would be wrong */
    else if (nth != NULL)
        list_nth(x, &s, nth);
    else
        done = list_random(x, &s, &err);
    if (!done)
        nk_cli_fail(x->ctx, &err);
    free(s.ranges);
}

/* ---- the verb ------------------------------------------------------------ */

static bool read_count(struct list *x, const char *name, struct nk_count *count)
{
    const struct nk_given *given = nk_args_find(x->args, name);
    return given == NULL || nk_cidr_count_option(x->ctx, given, count);
}

static bool read_options(struct list *x)
{
    const struct nk_args *args = x->args;
    x->usable = nk_args_has(args, "usable");
    x->step = nk_count_of(1);
    x->limit = no_limit;
    if (!read_count(x, "skip", &x->skip) || !read_count(x, "step", &x->step) ||
        !read_count(x, "limit", &x->limit))
        return false;
    bool stepped =
        nk_args_has(args, "skip") || nk_args_has(args, "step") || nk_args_has(args, "limit");
    bool nth = nk_args_has(args, "nth"), random = nk_args_has(args, "random");
    if (nk_count_compare(x->step, nk_count_of(0)) == 0)
        nk_cli_misuse(x->ctx, "--step 0 would never end");
    else if (nth + random + stepped > 1)
        nk_cli_misuse(x->ctx, "--nth, --random and --skip, --step, --limit exclude each other");
    else if (nk_args_has(args, "seed") && !random)
        nk_cli_misuse(x->ctx, "--seed goes with --random");
    else
        return true;
    return false;
}

static enum nk_status run_list(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct list x = {.ctx = ctx, .args = args};
    if (!read_options(&x) || !nk_cli_records(ctx, &x.record))
        return ctx->worst;
    struct nk_cidr_items it;
    nk_cidr_items_init(&it, ctx, args, args->operands, args->operand_count);
    it.record = &x.record;
    it.networks = true;
    if (nk_args_has(args, "nth") || nk_args_has(args, "random"))
        list_chosen(&x, &it);
    else
        list_stream(&x, &it);
    nk_cidr_items_release(&it);
    return nk_cli_records_done(ctx, &x.record);
}

static const struct nk_option list_options[] = {
    {.name = "usable", .help = "without network and broadcast address of IPv4 prefixes"},
    {.name = "step", .arg = NK_ARG_WORD, .metavar = "N", .help = "every N-th address"},
    {.name = "skip", .arg = NK_ARG_WORD, .metavar = "N", .help = "leave out the first N"},
    {.name = "limit", .arg = NK_ARG_WORD, .metavar = "N", .help = "at most N addresses"},
    {.name = "nth",
     .arg = NK_ARG_WORD,
     .metavar = "K",
     .help = "only address K, counted from 0; -1 is the last"},
    {.name = "random",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 0,
     .max = 100000000,
     .help = "N of the addresses in random order, none drawn twice"},
    {.name = "seed",
     .arg = NK_ARG_UINT,
     .metavar = "S",
     .min = 0,
     .max = INT64_MAX,
     .help = "the same choice for the same seed"},
    {.name = ""},
};

static const struct nk_example list_examples[] = {
    {"cidr list 192.0.2.0/30", "each address"},
    {"cidr list --usable 192.0.2.0/30", "only those that hosts can have"},
    {"cidr list --nth -1 2001:db8::/64", "the last one"},
    {"cidr list --random 3 --seed 1 10.0.0.0/8", "three of them, the same each time"},
    {"cidr list --nth 300 10.0.0.0/23 --explain", "which address a number is, in bits"},
    {"", ""},
};

const struct nk_verb nk_cidr_list_verb = {
    .name = "list",
    .operands = "ITEM...",
    .summary = "each address of the items",
    .about = "Prints every address, item after item as they are given; doubles are kept. Streams: "
             "::/0 starts at once and needs no memory.",
    .options = list_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_FAMILY | NK_COMMON_LENIENT |
              NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &list_schema,
    .examples = list_examples,
    .run = run_list,
};
