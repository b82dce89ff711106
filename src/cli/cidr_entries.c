#include "cli/cidr_entries.h"

#include <stdlib.h>
#include <string.h>

static bool keep(struct nk_cidr_entries *e, const char *text, size_t len, uint32_t *number)
{
    if (text == NULL)
        return true;
    *number = nk_labels_add(&e->texts, text, len);
    return *number != NK_LABELS_NONE;
}

static bool add_item(struct nk_cidr_entries *e, const struct nk_cidr_items *it, bool keep_text)
{
    const struct nk_input_item *at = &it->at;
    struct nk_entry entry = nk_entry_of(&it->item);
    size_t source_len = at->source != NULL ? strlen(at->source) : 0;
    if (!keep(e, at->label, at->label_len, &entry.label) ||
        !keep(e, at->source, source_len, &entry.source) ||
        !keep(e, keep_text ? at->text : NULL, at->len, &entry.text) ||
        !nk_grow((void **)&e->all, e->count, &e->room, sizeof *e->all))
        return false;
    entry.line = at->source != NULL ? at->number : 0;
    e->all[e->count++] = entry;
    return true;
}

static bool add_bad(void *closure, const struct nk_input_item *at, const struct nk_err *err)
{
    struct nk_cidr_entries *e = closure;
    return nk_bad_items_add(&e->bad, at, err);
}

bool nk_cidr_entries_load(struct nk_cidr_entries *e, struct nk_ctx *ctx, const struct nk_args *args,
                          struct nk_record *r, bool keep_text)
{
    struct nk_err err = {0};
    struct nk_cidr_items it;
    bool done = true;
    *e = (struct nk_cidr_entries){0};
    nk_cidr_items_init(&it, ctx, args, args->operands, args->operand_count);
    it.record = r;
    it.tell_bad = keep_text ? add_bad : NULL;
    it.closure = e;
    while (done && nk_cidr_items_next(&it))
        done = add_item(e, &it, keep_text) || nk_err_memory(&err);
    done = done && nk_entries_sort(e->all, e->count, &e->keys, &err);
    if (!done)
        nk_cli_fail(ctx, &err);
    nk_cidr_items_release(&it);
    return done && !it.failed && !it.unread;
}

void nk_cidr_entries_release(struct nk_cidr_entries *e)
{
    free(e->all);
    free(e->keys);
    nk_bad_items_release(&e->bad);
    nk_labels_release(&e->texts);
}

void nk_cidr_entries_put(const struct nk_cidr_entries *e, struct nk_record *r, size_t field,
                         uint32_t number)
{
    size_t len;
    const char *text = nk_labels_get(&e->texts, number, &len);
    if (text != NULL)
        nk_record_slice(r, field, text, len);
}
