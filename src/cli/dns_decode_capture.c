/* The messages of a capture: their lines or records, and what is wrong with them. */
#include <inttypes.h>
#include <string.h>

#include "cli/dns_decode.h"
#include "dns/random.h"
#include "dns/rdata.h"

struct reader {
    struct nk_dns_decoder *d;
    const char *path;
    size_t path_len;
    uint64_t number;         /* only of this packet; 0: all */
    bool queries, responses; /* that are shown */
    bool lines;              /* text: a line a message and no more */
    bool flat;               /* records: no field that needs more than a scan */
    struct nk_dns_capture capture;
};

/* ---- records ------------------------------------------------------------------------- */

/* What the records of the answer say, in one cell; the first one's time to live. */
static void put_answers(struct nk_dns_decoder *d, const struct nk_dns_captured *m)
{
    struct nk_dns_reader reader;
    struct nk_dns_record rr;
    size_t bad_at;
    bool first = true;
    if (!nk_dns_reader_init(&reader, m->message, m->length))
        return;
    while (nk_dns_reader_next(&reader, &rr) && rr.section <= NK_DNS_ANSWER) {
        if (rr.section != NK_DNS_ANSWER || nk_dns_record_check(&reader, &rr, &bad_at) != NULL)
            continue;
        if (first)
            nk_record_int(&d->r, NK_DNS_F_TTL, rr.ttl);
        else
            nk_buf_add_byte(&d->made, ',');
        struct nk_rdata data = nk_rdata_of(&reader, &rr);
        nk_rdata_text(&d->made, &data);
        first = false;
    }
    if (first)
        return;
    if (d->made.failed)
        d->r.arena.failed = true;
    nk_record_slice(&d->r, NK_DNS_F_DATA, d->made.data, d->made.len);
    nk_buf_clear(&d->made);
}

static bool put_record(struct nk_dns_decoder *d, const struct nk_dns_captured *m,
                       const struct nk_dns_item *item)
{
    struct nk_record *r = &d->r;
    nk_dns_item_fill(r, item);
    nk_dns_decode_place(r, m);
    if (nk_record_wants(r, NK_DNS_F_DATA) || nk_record_wants(r, NK_DNS_F_TTL))
        put_answers(d, m);
    return nk_record_end(r);
}

/* ---- text ---------------------------------------------------------------------------- */

static bool print(struct reader *x, const struct nk_dns_captured *m, const struct nk_dns_item *item)
{
    struct nk_dns_decoder *d = x->d;
    struct nk_err err;
    nk_buf_clear(&d->made);
    if (!x->lines && d->shown > 0)
        nk_buf_add_byte(&d->made, '\n');
    nk_dns_decode_line(&d->made, m);
    if (d->made.failed)
        return nk_err_memory(&err), nk_cli_fail(d->ctx, &err), false;
    nk_cli_print(d->ctx, d->made.data, d->made.len);
    nk_buf_clear(&d->made);
    if (x->lines) {
        d->shown++;
    } else {
        d->shown = 0; /* no blank line between the two */
        nk_dns_decode_print(d, item);
    }
    return true;
}

/* ---- one message ---------------------------------------------------------------------- */

/* Why it is broken, where it is. */
static const char *find_fault(struct nk_dns_decoder *d, const struct nk_dns_captured *m,
                              const struct nk_dns_item *item)
{
    struct nk_buf *b = &d->fault;
    if (m->broken != NULL)
        return m->broken;
    if (m->length == m->claimed)
        return nk_dns_decode_fault(d, item);
    nk_buf_clear(b);
    nk_buf_printf(b, "cut by the capture: %zu of its %zu octets are there", m->length, m->claimed);
    nk_buf_add_byte(b, '\0');
    return b->failed ? "cut by the capture" : b->data;
}

static bool tell_fault(const struct reader *x, const struct nk_dns_captured *m, const char *why)
{
    const struct nk_input_item item = {.source = x->path, .unit = ""};
    struct nk_err err;
    nk_err_set(&err, NK_ERR_INPUT, 0, 0, "packet %" PRIu64 ": the message is %s", m->packet, why);
    return nk_cli_bad_item(x->d->ctx, &item, &err);
}

static bool is_wanted(const struct reader *x, const struct nk_dns_captured *m)
{
    return (x->number == 0 || m->packet == x->number) &&
           (nk_dns_captured_is_response(m) ? x->responses : x->queries);
}

static bool show(struct reader *x, const struct nk_dns_captured *m)
{
    struct nk_dns_decoder *d = x->d;
    struct nk_dns_item item = {.input = x->path,
                               .input_len = x->path_len,
                               .message = m->message,
                               .message_len = m->length,
                               .multicast = nk_dns_captured_is_multicast(m),
                               .places = true};
    struct nk_dns_scan s;
    bool good =
        m->broken == NULL && m->length == m->claimed && nk_dns_scan(&s, m->message, m->length);
    if (good && x->flat) {
        nk_dns_decode_flat(d, &s, x->path, item.multicast);
        nk_dns_decode_place(&d->r, m);
        return nk_record_end(&d->r) && nk_dns_decode_goes_on(d);
    }
    if (!good)
        item.error = find_fault(d, m, &item);
    bool more = d->records ? put_record(d, m, &item) : print(x, m, &item);
    if (item.error != NULL)
        more = tell_fault(x, m, item.error) && more;
    return more && nk_dns_decode_goes_on(d);
}

/* ---- a capture ------------------------------------------------------------------------ */

static void read_options(struct reader *x, const struct nk_args *args)
{
    const struct nk_given *given;
    size_t at = 0;
    bool queries = nk_args_has(args, "queries"), responses = nk_args_has(args, "responses");
    x->queries = queries || !responses;
    x->responses = responses || !queries;
    x->number = (uint64_t)nk_args_number(args, "number", 0);
    x->flat = x->d->records && nk_dns_decode_is_flat(&x->d->r);
    x->lines = !nk_args_has(args, "bytes") && !nk_args_has(args, "sections") && !args->explain;
    while ((given = nk_args_next(args, "port", &at)) != NULL)
        nk_dns_capture_port(&x->capture, (uint16_t)given->number);
}

/* Fragments without the rest: their messages are in the capture, and not shown. */
static void tell_missing(const struct reader *x)
{
    uint64_t missing = x->capture.begun - x->capture.whole;
    if (x->capture.begun > x->capture.whole)
        nk_cli_say(x->d->ctx, "%s: the rest of %" PRIu64 " fragmented datagram%s is not in it",
                   x->path, missing, missing == 1 ? "" : "s");
}

static bool show_all(struct reader *x)
{
    struct nk_dns_captured m;
    struct nk_err err;
    enum nk_capture_status status;
    bool more = true;
    while (more && (status = nk_dns_capture_next(&x->capture, &m, &err)) == NK_CAPTURE_PACKET)
        if (is_wanted(x, &m))
            more = show(x, &m);
    if (!more)
        return false;
    tell_missing(x);
    if (status == NK_CAPTURE_FAILED)
        nk_cli_fail(x->d->ctx, &err);
    return status != NK_CAPTURE_FAILED || !x->d->args->strict;
}

bool nk_dns_decode_capture(struct nk_dns_decoder *d, const char *path, struct nk_lines *lines)
{
    struct reader x = {.d = d, .path = path, .path_len = strlen(path)};
    struct nk_capture capture;
    struct nk_err err;
    uint64_t secret[NK_FLOW_SECRET];
    bool more = !d->args->strict;
    if (!nk_dns_decode_open(d, true))
        return false;
    if (!nk_random_fill(secret, sizeof secret, &err) || !nk_capture_take(&capture, lines, &err)) {
        nk_cli_fail(d->ctx, &err);
        return more;
    }
    if (nk_dns_capture_init(&x.capture, &capture, secret, &err)) {
        read_options(&x, d->args);
        more = show_all(&x);
    } else {
        nk_cli_fail(d->ctx, &err);
    }
    nk_dns_capture_release(&x.capture);
    nk_capture_release(&capture);
    return more;
}
