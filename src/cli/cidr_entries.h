/* A whole list of items in memory, for verbs that sort them. */
#ifndef NK_CLI_CIDR_ENTRIES_H
#define NK_CLI_CIDR_ENTRIES_H

#include "base/labels.h"
#include "cidr/entry.h"
#include "cli/cidr_items.h"
#include "cli/report.h"

struct nk_cidr_entries {
    struct nk_entry *all;
    size_t count, room;
    struct nk_entry_key *keys; /* in order */
    struct nk_bad_items bad;   /* kept where the texts are */
    struct nk_labels texts;    /* of all that entries name by numbers */
};

/* Reads and sorts all operands; `keep_text` keeps each item as given too. False after the message
 * where a list could not be read or memory is out. Release in any case. */
bool nk_cidr_entries_load(struct nk_cidr_entries *e, struct nk_ctx *ctx, const struct nk_args *args,
                          struct nk_record *r, bool keep_text);
void nk_cidr_entries_release(struct nk_cidr_entries *e);
/* Sets a field to the text of a number; none: null. */
void nk_cidr_entries_put(const struct nk_cidr_entries *e, struct nk_record *r, size_t field,
                         uint32_t number);

#endif
