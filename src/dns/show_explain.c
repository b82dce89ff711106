#include <string.h>

#include "base/escape.h"
#include "dns/edns.h"
#include "dns/rdata.h"
#include "dns/show_part.h"
#include "dns/text.h"

enum { WIDTH = 80, DATA_SHOWN = 200 };

/* ---- lines --------------------------------------------------------------------- */

/* A sentence is gathered here, and goes out in lines of 80 columns. */
struct teller {
    struct nk_buf *out;
    struct nk_buf line;
    const struct nk_show *s;
    struct nk_dns_reader r;
    struct nk_relevant relevant;
    unsigned rcode;
    enum nk_dns_outcome outcome;
};

/* How many bytes go onto a line of `room` columns: up to the last blank that fits, or, where there
 * is none, as many whole characters as fit. */
static size_t fit(const char *text, size_t len, size_t room)
{
    size_t at = 0, columns = 0, blank = 0;
    while (at < len && columns < room) {
        if (text[at] == ' ')
            blank = at;
        do
            at++;
        while (at < len && ((unsigned char)text[at] & 0xc0) == 0x80);
        columns++;
    }
    if (at == len || text[at] == ' ')
        return at;
    return blank > 0 ? blank : at;
}

/* Ends the sentence; what it lacks of a line is indented by two more than its start. */
static void end(struct teller *t)
{
    const char *text = t->line.data;
    size_t len = t->line.len, indent = 0;
    while (indent < len && text[indent] == ' ')
        indent++;
    bool first = len > 0; /* nothing is there where memory is out */
    for (size_t at = indent; at < len || first; first = false) {
        size_t margin = first ? indent : indent + 2, n = 0;
        for (size_t i = 0; i < margin; i++)
            nk_buf_add_byte(t->out, ' ');
        if (at < len)
            n = fit(text + at, len - at, WIDTH - margin);
        nk_buf_add(t->out, text + at, n);
        nk_buf_add_byte(t->out, '\n');
        at += n;
        while (at < len && text[at] == ' ')
            at++;
    }
    t->out->failed = t->out->failed || t->line.failed;
    nk_buf_clear(&t->line);
}

static void say(struct teller *t, const char *text)
{
    nk_buf_add_text(&t->line, text);
    end(t);
}

/* ---- the header ------------------------------------------------------------------ */

static const char *rcode_says(unsigned rcode)
{
    static const char *const says[] = {
        [NK_RCODE_NOERROR] = "the server understood the question and has no complaint",
        [NK_RCODE_FORMERR] = "the server could not read the question",
        [NK_RCODE_SERVFAIL] = "the server failed: it could not get the answer, or not validate it",
        [NK_RCODE_NXDOMAIN] = "the name does not exist",
        [NK_RCODE_NOTIMP] = "the server does not do what was asked",
        [NK_RCODE_REFUSED] = "the server will not answer this client, or not this question",
        [6] = "a name exists that should not (UPDATE)",
        [7] = "a record set exists that should not (UPDATE)",
        [8] = "a record set that should exist does not (UPDATE)",
        [9] = "the server is no authority for the zone, or the client may not",
        [10] = "a name is not in the zone (UPDATE)",
        [11] = "the server has no such stateful operation",
        [NK_RCODE_BADVERS] = "the version of EDNS is unknown, or the signature (TSIG) wrong",
        [NK_RCODE_BADCOOKIE] = "the cookie is missing or wrong: ask again with the new one",
    };
    const char *text = rcode < sizeof says / sizeof *says ? says[rcode] : NULL;
    return text == NULL ? "see IANA's registry of DNS RCODEs" : text;
}

/* Why the server does not answer as an authority. */
static const char *why_not_aa(const struct teller *t)
{
    uint16_t flags = t->r.header.flags;
    if (t->outcome == NK_OUTCOME_REFERRAL)
        return "aa is not set: the server is no authority here and names those that know more.";
    if ((flags & NK_DNS_RA) != 0)
        return "aa is not set: a resolver answers, with what other servers told it.";
    return "aa is not set: the server is no authority for the name.";
}

static void tell_flags(struct teller *t)
{
    uint16_t flags = t->r.header.flags;
    bool response = (flags & NK_DNS_QR) != 0;
    say(t, response ? "qr is set: this is a response." : "qr is not set: this is a query.");
    if ((flags & NK_DNS_AA) != 0)
        say(t, "aa is set: the server is an authority for the name asked; it has the zone.");
    else if (response)
        say(t, why_not_aa(t));
    if ((flags & NK_DNS_TC) != 0)
        say(t, "tc is set: the message was cut to fit; the whole of it is to be had over TCP.");
    say(t, (flags & NK_DNS_RD) != 0
               ? "rd is set: the client wants the server to ask others for it."
               : "rd is not set: the client wants what the server itself knows.");
    if ((flags & NK_DNS_RA) != 0)
        say(t, "ra is set: the server asks others for its clients.");
    else if (response)
        say(t, "ra is not set: the server does not ask others, or not for this client.");
    if ((flags & NK_DNS_Z) != 0)
        say(t, "z is set: it is reserved and should be 0.");
    if ((flags & NK_DNS_AD) != 0)
        say(t, response ? "ad is set: the server says that it validated the answer (DNSSEC); that "
                          "is worth as much as the way to it."
                        : "ad is set: the client wants to know whether the answer was validated.");
    if ((flags & NK_DNS_CD) != 0)
        say(t, "cd is set: no validation is wanted of the server (DNSSEC).");
}

static void tell_header(struct teller *t)
{
    char name[NK_CODE_TEXT_MAX];
    const struct nk_dns_header *h = &t->r.header;
    nk_buf_printf(&t->line, "A message of %zu octets: opcode %s, ID %u.", t->s->len,
                  nk_opcode_name(nk_dns_opcode(h->flags), name), h->id);
    end(t);
    if (t->s->server != NULL) {
        nk_buf_add_text(&t->line, "It came from ");
        nk_dns_server_text(&t->line, t->s->server);
        nk_buf_printf(&t->line, " over %s", nk_transport_name(t->s->transport));
        if (t->s->time_us >= 0) {
            nk_buf_add_text(&t->line, " after ");
            nk_show_add_ms(&t->line, t->s->time_us);
            nk_buf_add_text(&t->line, " ms");
        }
        say(t, ".");
    }
    tell_flags(t);
    if ((h->flags & NK_DNS_QR) == 0)
        return;
    nk_buf_printf(&t->line, "Status %s: %s.", nk_rcode_name(t->rcode, name), rcode_says(t->rcode));
    end(t);
}

/* ---- records ----------------------------------------------------------------------- */

static void tell_field(void *closure, const struct nk_rdata_part *part)
{
    struct teller *t = closure;
    bool long_data = part->text_len > DATA_SHOWN;
    if (part->text == NULL) {
        t->line.failed = true;
        return;
    }
    nk_buf_printf(&t->line, "    %s: ", part->field->key);
    nk_escape_text(&t->line, part->text, long_data ? DATA_SHOWN : part->text_len);
    if (long_data)
        nk_buf_add_text(&t->line, "...");
    if (part->field->help[0] != '\0')
        nk_buf_printf(&t->line, " (%s)", part->field->help);
    end(t);
}

static void add_duration(struct nk_buf *b, uint32_t seconds)
{
    static const struct {
        uint32_t seconds;
        const char *name;
    } units[] = {{86400, "d"}, {3600, "h"}, {60, "min"}};
    nk_buf_printf(b, "%u s", seconds);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (seconds < units[i].seconds)
            continue;
        bool exact = seconds % units[i].seconds == 0;
        nk_buf_printf(b, " (%s%.*f %s)", exact ? "" : "about ", exact ? 0 : 1,
                      (double)seconds / units[i].seconds, units[i].name);
        return;
    }
}

static void tell_record(struct teller *t, const struct nk_dns_record *rr, bool unrelated)
{
    const struct nk_rr_row *row = nk_rr_row_find(rr->type);
    struct nk_rdata d = nk_rdata_of(&t->r, rr);
    nk_buf_add_text(&t->line, "  ");
    nk_add_name(&t->line, &rr->owner);
    nk_buf_add_byte(&t->line, ' ');
    nk_add_type(&t->line, rr->type);
    if (row != NULL && row->summary != NULL)
        nk_buf_printf(&t->line, ", %s", row->summary);
    if (rr->ttl == 0) {
        nk_buf_add_text(&t->line, ": TTL 0, good for this once");
    } else {
        nk_buf_add_text(&t->line, ": may be kept for ");
        add_duration(&t->line, rr->ttl);
    }
    say(t, ".");
    if (rr->marked)
        say(t, "    Cache flush: it takes the place of what is kept for the name and type (RFC "
               "6762 10.2).");
    if (unrelated)
        say(t, "    It does not follow from the question, and is not taken for the answer.");
    nk_rdata_walk(&d, tell_field, t);
}

static void tell_question(struct teller *t, const struct nk_dns_record *rr)
{
    const struct nk_rr_row *row = nk_rr_row_find(rr->type);
    nk_buf_add_text(&t->line, "  Asked is ");
    nk_add_type(&t->line, rr->type);
    if (row != NULL && row->summary != NULL)
        nk_buf_printf(&t->line, " (%s)", row->summary);
    nk_buf_add_text(&t->line, " of ");
    nk_add_name(&t->line, &rr->owner);
    nk_buf_add_text(&t->line, " in class ");
    nk_add_class(&t->line, rr->class);
    say(t, ".");
    if (rr->marked)
        say(t, "    QU: the answer may come to the asker alone (RFC 6762 5.4).");
}

static void tell_section(struct teller *t, enum nk_dns_section section)
{
    static const char *const says[] = {
        "Question section: what is asked.",
        "Answer section: the records asked for, and aliases that lead to them.",
        "Authority section: who is an authority, or why there is no answer.",
        "Additional section: what may be of use next, such as addresses of servers.",
    };
    unsigned opcode = nk_dns_opcode(t->r.header.flags);
    if (opcode == 5)
        nk_buf_printf(&t->line, "The section %s of an UPDATE (RFC 2136 2).",
                      nk_show_heading(opcode, section));
    else
        nk_buf_add_text(&t->line, says[section]);
    end(t);
}

static void tell_records(struct teller *t)
{
    struct nk_dns_record rr;
    size_t edns = nk_show_edns_place(t->s->bytes, t->s->len), place = 0, bad_at = 0;
    enum nk_dns_section open = NK_DNS_SECTIONS;
    while (nk_dns_reader_next(&t->r, &rr)) {
        bool unrelated = rr.section == NK_DNS_ANSWER && !nk_relevant_has(&t->relevant, place++);
        const char *why = nk_dns_record_check(&t->r, &rr, &bad_at);
        if (edns != 0 && rr.rdata_at == edns)
            continue;
        if (open != rr.section)
            tell_section(t, rr.section);
        open = rr.section;
        if (why != NULL) {
            nk_buf_printf(&t->line, "  A record at offset %zu is malformed at offset %zu: %s.",
                          rr.offset, bad_at, why);
            end(t);
        } else if (rr.section == NK_DNS_QUESTION) {
            tell_question(t, &rr);
        } else {
            tell_record(t, &rr, unrelated);
        }
    }
    if (t->r.stopped == NULL)
        return;
    nk_buf_printf(&t->line, "Malformed at offset %zu: %s.", t->r.stopped_at, t->r.stopped);
    end(t);
}

/* ---- what it comes to ------------------------------------------------------------------ */

/* How long the "no" may be kept (RFC 2308 5). */
static void tell_negative(struct teller *t)
{
    struct nk_dns_record rr;
    struct nk_soa soa;
    nk_dns_reader_rewind(&t->r);
    while (nk_dns_reader_next(&t->r, &rr)) {
        if (rr.section != NK_DNS_AUTHORITY || !nk_record_soa(&t->r, &rr, &soa))
            continue;
        nk_buf_add_text(&t->line, "That may be kept for ");
        add_duration(&t->line, rr.ttl < soa.minimum ? rr.ttl : soa.minimum);
        nk_buf_printf(&t->line,
                      ": the lesser of the TTL %u of the SOA record and its minimum %u "
                      "(RFC 2308 5).",
                      rr.ttl, soa.minimum);
        end(t);
        return;
    }
    say(t, "There is no SOA record, so nobody may keep that \"no\" (RFC 2308 5).");
}

static void tell_aliases(struct teller *t)
{
    if (t->relevant.links > 0) {
        nk_buf_printf(&t->line, "%u alias%s lead%s to ", t->relevant.links,
                      t->relevant.links == 1 ? "" : "es", t->relevant.links == 1 ? "s" : "");
        nk_add_name(&t->line, &t->relevant.end);
        end(t); /* the name's dot is the sentence's too */
    }
    if (t->relevant.broken != NULL) {
        nk_buf_printf(&t->line, "They lead nowhere: %s.", t->relevant.broken);
        end(t);
    }
}

static void tell_outcome(struct teller *t)
{
    tell_aliases(t);
    switch (t->outcome) {
    case NK_OUTCOME_NXDOMAIN:
        nk_buf_add_text(&t->line, "NXDOMAIN: there is no ");
        nk_add_name(&t->line, &t->relevant.end);
        say(t, ", with no type of record, and no name below it (RFC 8020).");
        tell_negative(t);
        break;
    case NK_OUTCOME_NO_DATA:
        nk_buf_add_text(&t->line, "No data: ");
        nk_add_name(&t->line, &t->relevant.end);
        say(t, " exists, but has no record of the type asked (RFC 2308 2.2).");
        tell_negative(t);
        break;
    case NK_OUTCOME_REFERRAL:
        say(t, "A referral: no answer, but the servers that are nearer to it.");
        break;
    case NK_OUTCOME_TRUNCATED:
        say(t, "What came has no record of the type asked: it was cut.");
        break;
    default:
        break;
    }
}

static void tell_edns(struct teller *t)
{
    struct nk_edns e;
    struct nk_edns_walk w;
    struct nk_edns_option o;
    char name[NK_EDNS_NAME_MAX];
    nk_dns_edns_read(t->s->bytes, t->s->len, &e);
    if (!e.present) {
        say(t, "No EDNS: messages over UDP have at most 512 octets, and no options.");
        return;
    }
    nk_buf_printf(&t->line, "EDNS version %u: the sender takes UDP messages of up to %u octets.",
                  e.version, e.udp_size);
    end(t);
    if (e.dnssec_ok)
        say(t, "  do is set: records of DNSSEC are wanted (RFC 3225).");
    nk_edns_walk_init(&w, &e);
    while (nk_edns_walk_next(&w, &o)) {
        const char *summary = nk_edns_summary(o.code);
        nk_buf_printf(&t->line, "  %s", nk_edns_name(o.code, name));
        if (summary != NULL)
            nk_buf_printf(&t->line, ", %s", summary);
        if (o.malformed != NULL)
            nk_buf_printf(&t->line, ", malformed: %s", o.malformed);
        size_t before = t->line.len;
        nk_buf_add_text(&t->line, ": ");
        nk_edns_text(&t->line, &o);
        if (t->line.len == before + 2)
            t->line.len = before;
        end(t);
    }
}

void nk_show_explain(struct nk_buf *b, const struct nk_show *s)
{
    struct teller t = {.out = b, .s = s};
    if (!nk_show_reader(s, &t.r)) {
        nk_buf_printf(&t.line, "This is no DNS message: %s.", t.r.stopped);
        end(&t);
    } else {
        nk_show_relevant(s, &t.relevant);
        t.rcode = nk_dns_message_rcode(s->bytes, s->len);
        t.outcome = nk_dns_outcome(s->bytes, s->len, s->question);
        tell_header(&t);
        tell_records(&t);
        tell_edns(&t);
        if ((t.r.header.flags & NK_DNS_QR) != 0)
            tell_outcome(&t);
    }
    nk_buf_release(&t.line);
}
