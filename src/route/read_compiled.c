/* The compiled table as a format among others. */
#include "route/compiled_part.h"
#include "route/formats.h"

enum { MAGIC = sizeof NK_COMPILED_MAGIC - 1 };

bool nk_compiled_is_file(const struct nk_route_reader *r)
{
    return nk_lines_file_begins(&r->lines, NK_COMPILED_MAGIC, MAGIC);
}

int nk_compiled_guess(const char *head, size_t len)
{
    return len >= MAGIC && memcmp(head, NK_COMPILED_MAGIC, MAGIC) == 0 ? 100 : 0;
}

/* Nothing is there but the name of this file: the table can be what the file has. */
static bool is_fresh(const struct nk_table *t)
{
    return t->tap == NULL && t->compiled == NULL && t->source_count <= 1 && t->count == 0 &&
           t->rule_count == 0 && t->vrf_count == 0 && t->nexthop_count == 0 &&
           t->alias_count == 0 && t->peer_count == 0 && t->path_count == 0;
}

static void take_over(struct nk_table *t, struct nk_table *from)
{
    from->spill = t->spill;
    from->tap_closure = t->tap_closure;
    from->hold = t->hold;
    nk_table_release(t);
    *t = *from;
    *from = (struct nk_table){0};
}

struct telling {
    const struct nk_route_reader *reader;
    const char *name;
};

static void tell(void *closure, const char *what)
{
    const struct telling *x = closure;
    x->reader->damage->tell(x->reader->damage->closure, x->name, what);
}

bool nk_compiled_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct nk_bytes bytes;
    struct nk_table table = {0};
    struct telling telling = {r, r->lines.source == NULL ? "-" : r->lines.source};
    bool good = nk_bytes_take(&bytes, &r->lines, nk_compiled_claim, err) &&
                nk_compiled_open(&table, &bytes, telling.name, err);
    if (good && r->damage != NULL)
        good = nk_compiled_check(&table, tell, &telling, err);
    if (good && is_fresh(r->table))
        take_over(r->table, &table);
    else if (good)
        good = nk_table_append(r->table, &table, err);
    nk_table_release(&table);
    nk_bytes_release(&bytes);
    return good;
}
