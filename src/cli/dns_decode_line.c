/* A message of a capture as one line for people. */
#include <inttypes.h>
#include <time.h>

#include "addr/put.h"
#include "cli/dns_decode.h"
#include "dns/rdata.h"
#include "dns/text.h"

enum { SECOND = 1000000000, ANSWERS_MAX = 4 /* the rest is counted */ };

static void add_time(struct nk_buf *b, const struct nk_dns_captured *m)
{
    struct tm tm;
    int64_t fraction = m->time % SECOND, seconds = m->time / SECOND;
    if (fraction < 0) {
        fraction += SECOND;
        seconds--;
    }
    time_t t = (time_t)seconds;
    if (!m->timed || gmtime_r(&t, &tm) == NULL) {
        nk_buf_add_byte(b, '-');
        return;
    }
    nk_buf_printf(b, "%d-%02d-%02dT%02d:%02d:%02d.%06" PRId64 "Z", tm.tm_year + 1900, tm.tm_mon + 1,
                  tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec, fraction / 1000);
}

static void add_end(struct nk_buf *b, const struct nk_addr *addr, uint16_t port)
{
    char text[NK_ADDR_TEXT_MAX];
    nk_addr_format(addr, text);
    nk_buf_printf(b, addr->family == NK_IPV6 ? "[%s]:%u" : "%s:%u", text, port);
}

/* "query", or what a response came to, with the flags that tell of something. */
static void add_header(struct nk_buf *b, const struct nk_dns_reader *r)
{
    char text[NK_CODE_TEXT_MAX];
    uint16_t flags = r->header.flags;
    nk_buf_printf(b, " %u", r->header.id);
    if (nk_dns_opcode(flags) != 0 || (flags & NK_DNS_QR) == 0)
        nk_buf_printf(b, " %s", nk_opcode_name(nk_dns_opcode(flags), text));
    if (flags & NK_DNS_QR)
        nk_buf_printf(b, " %s", nk_rcode_name(nk_dns_message_rcode(r->bytes, r->len), text));
    nk_buf_add_text(b, flags & NK_DNS_AA ? " aa" : "");
    nk_buf_add_text(b, flags & NK_DNS_TC ? " tc" : "");
    nk_buf_add_text(b, flags & NK_DNS_AD ? " ad" : "");
}

static void add_mark(struct nk_buf *b, const struct nk_dns_record *rr)
{
    if (rr->marked)
        nk_buf_printf(b, " (%s)", nk_show_mark(rr));
}

static void add_question(struct nk_buf *b, const struct nk_dns_record *rr)
{
    nk_buf_add_byte(b, ' ');
    nk_add_name(b, &rr->owner);
    nk_buf_add_byte(b, ' ');
    if (rr->class != NK_CLASS_IN) {
        nk_add_class(b, rr->class);
        nk_buf_add_byte(b, ' ');
    }
    nk_add_type(b, rr->type);
    add_mark(b, rr);
}

/* The type stands where it is not the one that was asked for. */
static void add_answer(struct nk_buf *b, const struct nk_dns_reader *r,
                       const struct nk_dns_record *rr, uint16_t asked)
{
    struct nk_rdata d = nk_rdata_of(r, rr);
    if (rr->type != asked) {
        nk_add_type(b, rr->type);
        nk_buf_add_byte(b, ' ');
    }
    nk_rdata_text(b, &d);
    add_mark(b, rr);
}

static void add_records(struct nk_buf *b, struct nk_dns_reader *r)
{
    struct nk_dns_record rr;
    size_t questions = 0, answers = 0, bad_at;
    uint16_t asked = 0;
    while (nk_dns_reader_next(r, &rr) && rr.section <= NK_DNS_ANSWER) {
        if (rr.section == NK_DNS_QUESTION) {
            if (rr.malformed == NULL && questions++ == 0) {
                asked = rr.type;
                add_question(b, &rr);
            }
        } else if (nk_dns_record_check(r, &rr, &bad_at) == NULL && answers++ < ANSWERS_MAX) {
            nk_buf_add_text(b, answers == 1 ? " -> " : ", ");
            add_answer(b, r, &rr, asked);
        }
    }
    if (answers > ANSWERS_MAX)
        nk_buf_printf(b, " and %zu more", answers - ANSWERS_MAX);
}

void nk_dns_decode_line(struct nk_buf *b, const struct nk_dns_captured *m)
{
    struct nk_dns_reader r;
    nk_buf_printf(b, "%" PRIu64 " ", m->packet);
    add_time(b, m);
    nk_buf_add_byte(b, ' ');
    add_end(b, &m->source, m->source_port);
    nk_buf_add_text(b, " > ");
    add_end(b, &m->destination, m->destination_port);
    nk_buf_add_text(b, m->tcp ? " tcp" : " udp");
    if (nk_dns_reader_init(&r, m->message, m->length)) {
        r.multicast = nk_dns_captured_is_multicast(m);
        add_header(b, &r);
        add_records(b, &r);
    }
    nk_buf_printf(b, " (%zu)\n", m->claimed);
}
