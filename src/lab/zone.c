#include "lab/zone.h"

#include <stdlib.h>
#include <string.h>

#include "base/cursor.h"
#include "dns/master.h"

void nk_zone_release(struct nk_zone *z)
{
    free(z->records);
    nk_buf_release(&z->rdata);
    *z = (struct nk_zone){0};
}

/* ---- reading ------------------------------------------------------------------ */

static bool add_record(struct nk_zone *z, const struct nk_master_record *rr, struct nk_err *err)
{
    struct nk_zone_record *slot;
    if (rr->class != NK_CLASS_IN)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "%llu: the record is not of class IN",
                          (unsigned long long)rr->line);
    if (!nk_name_is_under(&rr->owner, &z->origin))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "%llu: the owner is not in the zone",
                          (unsigned long long)rr->line);
    void *records = z->records;
    bool grown = nk_grow(&records, z->count, &z->room, sizeof *z->records);
    z->records = records;
    if (!grown)
        return nk_err_memory(err);
    slot = &z->records[z->count];
    *slot = (struct nk_zone_record){
        .owner = rr->owner,
        .type = rr->type,
        .ttl = rr->ttl,
        .at = z->rdata.len,
        .len = rr->rdata_len,
        .order = z->count,
    };
    nk_buf_add(&z->rdata, (const char *)rr->rdata, rr->rdata_len);
    z->count++;
    return !z->rdata.failed || nk_err_memory(err);
}

static int compare(const void *a, const void *b)
{
    const struct nk_zone_record *x = a, *y = b;
    int order = nk_name_compare(&x->owner, &y->owner);
    if (order != 0)
        return order;
    if (x->type != y->type)
        return x->type < y->type ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static bool is_same(const struct nk_zone *z, const struct nk_zone_record *a,
                    const struct nk_zone_record *b)
{
    return a->type == b->type && a->len == b->len && nk_name_equal(&a->owner, &b->owner) &&
           (a->len == 0 || memcmp(nk_zone_rdata(z, a), nk_zone_rdata(z, b), a->len) == 0);
}

/* A record that is there already; the records of a set stand together. */
static bool is_double(const struct nk_zone *z, size_t kept, const struct nk_zone_record *rr)
{
    for (size_t i = kept; i > 0; i--) {
        const struct nk_zone_record *other = &z->records[i - 1];
        if (other->type != rr->type || !nk_name_equal(&other->owner, &rr->owner))
            return false;
        if (is_same(z, other, rr))
            return true;
    }
    return false;
}

static void drop_doubles(struct nk_zone *z)
{
    size_t kept = 0;
    for (size_t i = 0; i < z->count; i++)
        if (!is_double(z, kept, &z->records[i]))
            z->records[kept++] = z->records[i];
    z->count = kept;
}

/* A CNAME is alone with its signatures; there is one CNAME and one DNAME at most. */
static bool check_aliases(const struct nk_zone *z, struct nk_err *err)
{
    char name[NK_NAME_TEXT_MAX];
    for (size_t i = 0; i < z->count; i++) {
        const struct nk_zone_record *rr = &z->records[i];
        if (rr->type != NK_TYPE_CNAME && rr->type != NK_TYPE_DNAME)
            continue;
        struct nk_zone_set node = nk_zone_node(z, &rr->owner);
        for (size_t n = 0; node.first != NULL && n < node.count; n++) {
            uint16_t other = node.first[n].type;
            bool fits =
                &node.first[n] == rr || other == NK_TYPE_RRSIG || other == NK_TYPE_NSEC ||
                (rr->type == NK_TYPE_DNAME && other != NK_TYPE_DNAME && other != NK_TYPE_CNAME);
            if (!fits) {
                nk_name_format(&rr->owner, name);
                return nk_err_set(err, NK_ERR_INPUT, 0, 0,
                                  "%.100s has data beside its %s record that it excludes", name,
                                  rr->type == NK_TYPE_CNAME ? "CNAME" : "DNAME");
            }
        }
    }
    return true;
}

bool nk_zone_read(struct nk_zone *z, const char *text, size_t len, const struct nk_name *origin,
                  struct nk_err *err)
{
    struct nk_master m;
    struct nk_master_record rr;
    enum nk_master_status status = NK_MASTER_RECORD;
    struct nk_err inner = {0};
    *z = (struct nk_zone){.origin = *origin};
    nk_master_init(&m, text, len, origin);
    while ((status = nk_master_next(&m, &rr, &inner)) == NK_MASTER_RECORD)
        if (!add_record(z, &rr, err))
            break;
    if (status == NK_MASTER_BAD)
        nk_err_set(err, inner.code, inner.offset, inner.length, "%llu:%zu: %.150s",
                   (unsigned long long)m.bad_line, m.bad_column, inner.text);
    nk_master_release(&m);
    if (status == NK_MASTER_END) {
        if (z->count > 0)
            qsort(z->records, z->count, sizeof *z->records, compare);
        drop_doubles(z);
        if (check_aliases(z, err))
            return true;
    }
    nk_zone_release(z);
    return false;
}

/* ---- looking up ----------------------------------------------------------------- */

/* The first record that is not before (name, type). */
static size_t lower_bound(const struct nk_zone *z, const struct nk_name *name, unsigned type)
{
    size_t low = 0, high = z->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct nk_zone_record *rr = &z->records[middle];
        int order = nk_name_compare(&rr->owner, name);
        if (order < 0 || (order == 0 && rr->type < type))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct nk_zone_set slice(const struct nk_zone *z, size_t first, size_t end)
{
    return (struct nk_zone_set){end > first ? z->records + first : NULL, end - first};
}

struct nk_zone_set nk_zone_find(const struct nk_zone *z, const struct nk_name *name, uint16_t type)
{
    return slice(z, lower_bound(z, name, type), lower_bound(z, name, type + 1u));
}

struct nk_zone_set nk_zone_node(const struct nk_zone *z, const struct nk_name *name)
{
    return slice(z, lower_bound(z, name, 0), lower_bound(z, name, UINT16_MAX + 1u));
}

bool nk_zone_exists(const struct nk_zone *z, const struct nk_name *name)
{
    /* names below a name stand right behind it */
    size_t at = lower_bound(z, name, 0);
    return at < z->count && nk_name_is_under(&z->records[at].owner, name);
}

struct nk_zone_set nk_zone_nsec(const struct nk_zone *z, const struct nk_name *name)
{
    size_t at = lower_bound(z, name, UINT16_MAX + 1u);
    while (at > 0 && z->records[at - 1].type != NK_TYPE_NSEC)
        at--;
    return at == 0 ? (struct nk_zone_set){NULL, 0}
                   : nk_zone_find(z, &z->records[at - 1].owner, NK_TYPE_NSEC);
}

/* ---- looking into RDATA ----------------------------------------------------------- */

bool nk_zone_name_at(const struct nk_zone *z, const struct nk_zone_record *rr, size_t offset,
                     struct nk_name *out)
{
    size_t bad_at, at = offset;
    return nk_name_read(nk_zone_rdata(z, rr), rr->len, &at, out, &bad_at) == NULL;
}

/* The number that stands so many octets before the end of the SOA record. */
static uint32_t soa_number(const struct nk_zone *z, size_t before_end)
{
    struct nk_zone_set soa = nk_zone_find(z, &z->origin, NK_TYPE_SOA);
    if (soa.first == NULL || soa.first->len < before_end)
        return 0;
    struct nk_cursor c =
        nk_cursor(nk_zone_rdata(z, soa.first) + soa.first->len - before_end, sizeof(uint32_t));
    return nk_cursor_u32(&c);
}

uint32_t nk_zone_serial(const struct nk_zone *z)
{
    return soa_number(z, 20);
}

uint32_t nk_zone_minimum(const struct nk_zone *z)
{
    return soa_number(z, 4);
}
