#include <string.h>

#include "base/json.h"
#include "cli/dns_put_part.h"
#include "dns/edns.h"
#include "dns/rdata.h"
#include "dns/text.h"

void nk_dns_put_made(struct nk_record *r, size_t field, struct nk_buf *made)
{
    if (made->failed)
        r->arena.failed = true;
    else
        nk_record_slice(r, field, made->data == NULL ? "" : made->data, made->len);
    nk_buf_clear(made);
}

/* ---- values that have no flat form ------------------------------------------------------ */

/* The records of a section as master-file lines in one cell. */
static void add_section_text(struct nk_buf *b, const struct nk_show *s, enum nk_dns_section section)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    size_t edns = nk_show_edns_place(s->bytes, s->len), bad_at;
    const char *part = "";
    nk_show_reader(s, &r);
    while (nk_dns_reader_next(&r, &rr)) {
        if (rr.section != section || (edns != 0 && rr.rdata_at == edns) ||
            nk_dns_record_check(&r, &rr, &bad_at) != NULL)
            continue;
        struct nk_rdata d = nk_rdata_of(&r, &rr);
        nk_buf_add_text(b, part);
        nk_add_name(b, &rr.owner);
        nk_buf_printf(b, " %u ", rr.ttl);
        nk_add_class(b, rr.class);
        nk_buf_add_byte(b, ' ');
        nk_add_type(b, rr.type);
        nk_buf_add_byte(b, ' ');
        nk_rdata_text(b, &d);
        part = ",";
    }
}

/* The options of EDNS, or the extended errors alone, in one cell. */
static void add_options_text(struct nk_buf *b, const struct nk_show *s, bool errors)
{
    char name[NK_EDNS_NAME_MAX];
    struct nk_edns e;
    struct nk_edns_walk w;
    struct nk_edns_option o;
    nk_dns_edns_read(s->bytes, s->len, &e);
    if (!errors && e.present)
        nk_buf_printf(b, "version %u,udp %u%s", e.version, e.udp_size, e.dnssec_ok ? ",do" : "");
    nk_edns_walk_init(&w, &e);
    while (nk_edns_walk_next(&w, &o)) {
        if (errors && (o.code != NK_EDNS_ERROR || o.malformed != NULL))
            continue;
        if (b->len > 0)
            nk_buf_add_byte(b, ',');
        if (!errors)
            nk_buf_printf(b, "%s ", nk_edns_name(o.code, name));
        nk_edns_text(b, &o);
    }
}

void nk_dns_put_nested(struct nk_record *r, const struct nk_dns_item *item, const struct nk_show *s,
                       struct nk_buf *made)
{
    bool json = r->format == NK_FORMAT_JSON;
    for (unsigned i = NK_DNS_ANSWER; i <= NK_DNS_ADDITIONAL; i++) {
        size_t field = NK_DNS_F_ANSWER + i - NK_DNS_ANSWER;
        if (!nk_record_wants(r, field))
            continue;
        if (json)
            nk_show_section_json(made, s, i, item->places);
        else
            add_section_text(made, s, i);
        nk_dns_put_made(r, field, made);
    }
    if (nk_record_wants(r, NK_DNS_F_EDNS)) {
        if (json)
            nk_show_edns_json(made, s, item->places);
        else
            add_options_text(made, s, false);
        nk_dns_put_made(r, NK_DNS_F_EDNS, made);
    }
    if (nk_record_wants(r, NK_DNS_F_EDE)) {
        if (json)
            nk_show_ede_json(made, s);
        else
            add_options_text(made, s, true);
        nk_dns_put_made(r, NK_DNS_F_EDE, made);
    }
}

static void add_key(struct nk_buf *b, const char *key, const char *text)
{
    nk_json_key(b, key);
    if (text == NULL)
        nk_json_word(b, "null");
    else
        nk_json_string(b, text, strlen(text));
}

static void add_try_json(struct nk_buf *b, const struct nk_dns_try *t,
                         const struct nk_dns_server *server)
{
    char text[NK_ADDR_TEXT_MAX];
    nk_json_open(b, '{');
    if (server != NULL)
        nk_addr_format(&server->addr, text);
    add_key(b, "server", server == NULL ? NULL : text);
    nk_json_key(b, "port");
    nk_json_int(b, server == NULL ? 0 : server->port);
    add_key(b, "transport", nk_transport_name(t->transport));
    add_key(b, "error", nk_dns_fault_name(t->fault));
    nk_json_key(b, "time_ms");
    nk_show_add_ms(b, t->time_us);
    nk_json_key(b, "dropped");
    nk_json_int(b, t->dropped);
    add_key(b, "mismatch", t->mismatch);
    nk_json_close(b, '}');
}

void nk_dns_put_tries(struct nk_record *r, const struct nk_dns_item *item, struct nk_buf *made)
{
    const struct nk_dns_reply *reply = item->reply;
    bool json = r->format == NK_FORMAT_JSON;
    if (!nk_record_wants(r, NK_DNS_F_TRIES) || reply == NULL)
        return;
    if (json)
        nk_json_open(made, '[');
    for (size_t i = 0; i < reply->try_count; i++) {
        const struct nk_dns_try *t = &reply->tries[i];
        const struct nk_dns_server *server =
            item->servers == NULL ? NULL : &item->servers[t->server];
        const char *fault = nk_dns_fault_name(t->fault);
        if (json) {
            add_try_json(made, t, server);
            continue;
        }
        if (i > 0)
            nk_buf_add_byte(made, ',');
        if (server != NULL)
            nk_dns_server_text(made, server);
        nk_buf_printf(made, " %s %s", nk_transport_name(t->transport),
                      fault == NULL ? "answered" : fault);
    }
    if (json)
        nk_json_close(made, ']');
    nk_dns_put_made(r, NK_DNS_F_TRIES, made);
}
