/* Hostile master files: every record that is read says the same as text and read again. */
#include <stdlib.h>
#include <string.h>

#include "dns/master.h"
#include "dns/rdata.h"

static void check(const struct nk_master_record *rr)
{
    const struct nk_rdata d = {rr->rdata, rr->rdata_len, 0, rr->rdata_len, rr->type, rr->class};
    struct nk_buf line = {0};
    struct nk_master m;
    struct nk_master_record again;
    struct nk_err err = {0};
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX], class[NK_CODE_TEXT_MAX];
    nk_name_format(&rr->owner, name);
    nk_buf_printf(&line, "%s %u %s %s ", name, rr->ttl, nk_class_name(rr->class, class),
                  nk_type_name(rr->type, type));
    nk_rdata_text(&line, &d);
    if (line.failed)
        abort();
    nk_master_init(&m, line.data, line.len, NULL);
    if (nk_master_next(&m, &again, &err) != NK_MASTER_RECORD || again.type != rr->type ||
        again.class != rr->class || again.ttl != rr->ttl ||
        !nk_name_equal(&again.owner, &rr->owner) || again.rdata_len != rr->rdata_len ||
        (rr->rdata_len > 0 && memcmp(again.rdata, rr->rdata, rr->rdata_len) != 0))
        abort();
    nk_master_release(&m);
    nk_buf_release(&line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_master m;
    struct nk_master_record rr;
    enum nk_master_status status;
    nk_master_init(&m, (const char *)data, size, NULL);
    for (;;) {
        struct nk_err err = {0};
        status = nk_master_next(&m, &rr, &err);
        if (status == NK_MASTER_END)
            break;
        if (status == NK_MASTER_RECORD)
            check(&rr);
        else if (err.code == NK_ERR_NONE || err.offset > size || m.bad_line == 0 ||
                 m.bad_column == 0)
            abort();
    }
    if (m.at != size)
        abort();
    nk_master_release(&m);
    return 0;
}
