/* What every verb of `cidr` does with its operands: items read, sets loaded, prefixes written. */
#ifndef NK_CLI_CIDR_ITEMS_H
#define NK_CLI_CIDR_ITEMS_H

#include "base/labels.h"
#include "cli/cli.h"

/*
 * Items from operands, standard input and files, parsed, with all that a user has to be told: bad
 * ones, lenient readings, host bits that were masked off. `at` is where the item stands, `item`
 * what it is; both are valid until the next call. Items of a family that -4 or -6 rules out are
 * passed over.
 */
struct nk_cidr_items {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_record *record; /* where failed items are recorded too (JSON); NULL: nowhere */
    /* sees items that are bad too; false: memory is out. NULL: nobody asks */
    bool (*tell_bad)(void *closure, const struct nk_input_item *at, const struct nk_err *err);
    void *closure;
    unsigned flags;   /* enum nk_parse_flags */
    bool networks;    /* the verb works on networks: host bits are said to be masked */
    bool failed;      /* a list could not be read, or --strict: no more items */
    bool unread;      /* a list could not be read to its end: results would be wrong */
    uint64_t refused; /* items that were bad */
    uint64_t lenient; /* items that only the lenient reading takes; told likewise */
    uint64_t masked;  /* items with host bits; the first ten are told one by one */
    struct nk_input input;
    struct nk_input_item at;
    struct nk_item item;
};

void nk_cidr_items_init(struct nk_cidr_items *it, struct nk_ctx *ctx, const struct nk_args *args,
                        const char *const *operands, size_t count);
bool nk_cidr_items_next(struct nk_cidr_items *it);
/* The same in two steps, for verbs whose words may be something else: the next word into `at`,
 * false at the end; and `at` parsed into `item`, false where it was refused or passed over. */
bool nk_cidr_items_word(struct nk_cidr_items *it);
bool nk_cidr_items_parse(struct nk_cidr_items *it);
/* Refuses the current item for a reason of the verb's own; false if the verb has to stop. */
bool nk_cidr_items_refuse(struct nk_cidr_items *it, const struct nk_err *err);
void nk_cidr_items_release(struct nk_cidr_items *it);

/* Whether an operand names a list: '-' or @FILE. */
bool nk_cidr_operand_is_list(const char *operand);

/*
 * The union of what the operands name, normalised. `labels` may be NULL: labels are dropped then.
 * `set` is initialised by the call and to be released by the caller in any case. False where a list
 * could not be read or memory is out: the message is printed, the status raised, and a result from
 * a part of the set would be wrong.
 */
bool nk_cidr_set_load(struct nk_ctx *ctx, const struct nk_args *args, const char *const *operands,
                      size_t count, struct nk_set *set, struct nk_labels *labels);
/* The same for every argument of a repeating option ("used"); the empty set where it is not given.
 */
bool nk_cidr_set_option(struct nk_ctx *ctx, const struct nk_args *args, const char *name,
                        struct nk_set *set, struct nk_labels *labels);

/* Prefix, first, last, addresses, label: what most verbs that give prefixes print. */
extern const struct nk_schema nk_cidr_prefix_schema;
/* The same with `input` before it. */
extern const struct nk_schema nk_cidr_input_prefix_schema;

/* Sets the five fields by their keys' places; `at` is the index of `prefix`. A label of NULL is
 * null. */
void nk_cidr_put_prefix(struct nk_record *r, size_t at, const struct nk_prefix *p,
                        const char *label, size_t label_len);
/* Opens the verb's records, writes the fewest prefixes of the set, closes. */
enum nk_status nk_cidr_write_set(struct nk_ctx *ctx, const struct nk_set *set,
                                 const struct nk_labels *labels);

/* A prefix length as users write it: 24 or /24, at most `max`. False: the message is printed. */
bool nk_cidr_length_option(struct nk_ctx *ctx, const struct nk_given *given, unsigned max,
                           unsigned *length);
/* An exact count of addresses (decimal digits) in an option's argument. */
bool nk_cidr_count_option(struct nk_ctx *ctx, const struct nk_given *given, struct nk_count *count);

#endif
