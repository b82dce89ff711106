#include <string.h>

#include "base/json.h"
#include "base/radix.h"
#include "dns/rdata.h"
#include "dns/show.h"
#include "dns/text.h"

static void put_text(struct nk_buf *b, const char *key, const char *text)
{
    nk_json_key(b, key);
    nk_json_string(b, text, strlen(text));
}

static void put_int(struct nk_buf *b, const char *key, uint64_t n)
{
    nk_json_key(b, key);
    nk_json_int(b, (int64_t)n);
}

static void put_true(struct nk_buf *b, const char *key)
{
    nk_json_key(b, key);
    nk_json_word(b, "true");
}

/* A JSON string of what was appended to a buffer of its own. */
static void put_made(struct nk_buf *b, const char *key, struct nk_buf *made)
{
    nk_json_key(b, key);
    nk_json_string(b, made->data == NULL ? "" : made->data, made->len);
    b->failed = b->failed || made->failed;
    nk_buf_release(made);
}

static void put_malformed(struct nk_buf *b, const struct nk_dns_reader *r,
                          const struct nk_dns_record *rr, const char *why, size_t bad_at)
{
    put_text(b, "malformed", why);
    put_int(b, "malformed_at", bad_at);
    nk_json_key(b, "rdata_hex");
    nk_buf_add_byte(b, '"');
    nk_hex_put_lower(b, r->bytes + rr->rdata_at, rr->rdata_len);
    nk_buf_add_byte(b, '"');
}

static void put_good(struct nk_buf *b, const struct nk_dns_reader *r,
                     const struct nk_dns_record *rr)
{
    struct nk_rdata d = nk_rdata_of(r, rr);
    struct nk_buf text = {0};
    nk_rdata_text(&text, &d);
    put_made(b, "data", &text);
    nk_json_key(b, "rdata");
    nk_rdata_json(b, &d);
}

void nk_show_record_json(struct nk_buf *b, const struct nk_dns_reader *r,
                         const struct nk_dns_record *rr, bool unrelated, bool places)
{
    char text[NK_NAME_TEXT_MAX], code[NK_CODE_TEXT_MAX];
    size_t bad_at = 0;
    const char *why = nk_dns_record_check(r, rr, &bad_at);
    nk_json_open(b, '{');
    nk_json_key(b, "name");
    if (rr->owner.len == 0)
        nk_json_word(b, "null");
    else
        nk_json_string(b, text, nk_name_format(&rr->owner, text));
    if (rr->section != NK_DNS_QUESTION)
        put_int(b, "ttl", rr->ttl);
    put_text(b, "class", nk_class_name(rr->class, code));
    put_text(b, "type", nk_type_name(rr->type, code));
    if (why != NULL)
        put_malformed(b, r, rr, why, bad_at);
    else if (rr->section != NK_DNS_QUESTION)
        put_good(b, r, rr);
    if (unrelated)
        put_true(b, "unrelated");
    if (rr->marked)
        put_true(b, rr->section == NK_DNS_QUESTION ? "unicast_response" : "cache_flush");
    if (places || why != NULL)
        put_int(b, "offset", rr->offset);
    if (places)
        put_int(b, "length", rr->length);
    nk_json_close(b, '}');
}

void nk_show_section_json(struct nk_buf *b, const struct nk_show *s, enum nk_dns_section section,
                          bool places)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    struct nk_relevant v;
    size_t place = 0, edns = nk_show_edns_place(s->bytes, s->len);
    if (section == NK_DNS_ANSWER)
        nk_show_relevant(s, &v);
    nk_json_open(b, '[');
    nk_show_reader(s, &r);
    while (nk_dns_reader_next(&r, &rr) && rr.section <= section) {
        if (rr.section != section || (edns != 0 && rr.rdata_at == edns))
            continue;
        bool unrelated =
            section == NK_DNS_ANSWER && rr.malformed == NULL && !nk_relevant_has(&v, place);
        nk_show_record_json(b, &r, &rr, unrelated, places);
        place++;
    }
    nk_json_close(b, ']');
}

void nk_show_flags_json(struct nk_buf *b, uint16_t flags)
{
    const char *name;
    uint16_t bit;
    nk_json_open(b, '[');
    for (size_t i = 0; (name = nk_dns_flag_at(i, &bit)) != NULL; i++)
        if ((flags & bit) != 0)
            nk_json_string(b, name, strlen(name));
    nk_json_close(b, ']');
}
