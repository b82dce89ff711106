#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digits.h"
#include "cli/dns_options.h"
#include "cli/frame.h"
#include "dns/edns.h"

/* What a word of dig does: +NAME, +noNAME, +NAME=VALUE. */
enum kind {
    PART,   /* of what is shown: `bits` of enum nk_show_part */
    HEADER, /* `bits` of the query's flags */
    SWITCH, /* a bool at `place` in the options */
    NOT,    /* the same, the other way round */
    VIA,    /* the transport `bits` */
    NUMBER, /* `set` gets a number from `min` to `max` */
    TEXT,   /* `take` gets the value; NULL with +no */
    MAYBE,  /* the same, and NULL too where there is no value */
    NOTHING /* netkit does so anyway */
};

struct plus {
    const char *name;
    enum kind kind;
    unsigned bits;
    size_t place;
    unsigned min, max;
    void (*set)(struct nk_dns_options *o, unsigned n);
    bool (*take)(struct nk_dns_options *o, bool on, const char *value, struct nk_err *err);
};

/* ---- what the words set ------------------------------------------------------- */

static void set_try(struct nk_dns_options *o, unsigned seconds)
{
    o->policy.try_ms = (int64_t)seconds * 1000;
    o->try_given = true;
}

static void set_tries(struct nk_dns_options *o, unsigned n)
{
    o->policy.tries = n;
    o->tries_given = true;
}

static void set_retries(struct nk_dns_options *o, unsigned n)
{
    set_tries(o, n + 1);
}

static void set_size(struct nk_dns_options *o, unsigned octets)
{
    o->query.edns.present = true;
    o->query.edns.udp_size = (uint16_t)octets;
}

static void set_padding(struct nk_dns_options *o, unsigned octets)
{
    o->query.edns.present = true;
    o->query.padding = (uint16_t)octets;
}

static void set_opcode(struct nk_dns_options *o, unsigned opcode)
{
    o->query.opcode = opcode;
}

static bool take_edns(struct nk_dns_options *o, bool on, const char *value, struct nk_err *err)
{
    uint64_t version = 0;
    if (value != NULL && !nk_digits_read(value, strlen(value), UINT8_MAX, &version))
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "expected a version from 0 to 255");
    o->query.edns.present = on;
    o->query.edns.version = (uint8_t)version;
    return true;
}

static bool take_dnssec(struct nk_dns_options *o, bool on, const char *value, struct nk_err *err)
{
    (void)value;
    (void)err;
    o->query.edns.dnssec_ok = on;
    o->query.edns.present = o->query.edns.present || on;
    return true;
}

static bool take_nsid(struct nk_dns_options *o, bool on, const char *value, struct nk_err *err)
{
    (void)value;
    (void)err;
    o->nsid = on;
    o->query.edns.present = o->query.edns.present || on;
    return true;
}

static bool take_expire(struct nk_dns_options *o, bool on, const char *value, struct nk_err *err)
{
    (void)value;
    (void)err;
    o->expire = on;
    o->query.edns.present = o->query.edns.present || on;
    return true;
}

static bool take_keepalive(struct nk_dns_options *o, bool on, const char *value, struct nk_err *err)
{
    (void)value;
    (void)err;
    o->keepalive = on;
    o->query.edns.present = o->query.edns.present || on;
    return true;
}

static bool take_cookie(struct nk_dns_options *o, bool on, const char *value, struct nk_err *err)
{
    (void)err;
    o->query.cookie = on;
    o->cookie = value;
    o->query.edns.present = o->query.edns.present || on;
    return true;
}

/* +subnet=0 is nobody's network: the server is asked to tell nobody of the client (RFC 7871 7.1.2).
 */
static bool take_subnet(struct nk_dns_options *o, bool on, const char *value, struct nk_err *err)
{
    o->has_subnet = on;
    if (!on)
        return true;
    o->query.edns.present = true;
    o->subnet = (struct nk_prefix){.addr = nk_addr_ipv4(0)};
    return strcmp(value, "0") == 0 || nk_prefix_parse(value, strlen(value), &o->subnet, err);
}

static bool take_ednsopt(struct nk_dns_options *o, bool on, const char *value, struct nk_err *err)
{
    if (!on) {
        nk_buf_clear(&o->ednsopts);
        return true;
    }
    o->query.edns.present = true;
    return nk_edns_put_text(&o->ednsopts, value, strlen(value), err);
}

/* ---- the words ---------------------------------------------------------------- */

#define AT(member) offsetof(struct nk_dns_options, member)

/* clang-format off */
static const struct plus rows[] = {
    {.name = "aaflag", .kind = HEADER, .bits = NK_DNS_AA},
    {.name = "aaonly", .kind = HEADER, .bits = NK_DNS_AA},
    {.name = "additional", .kind = PART, .bits = NK_SHOW_ADDITIONAL},
    {.name = "adflag", .kind = HEADER, .bits = NK_DNS_AD},
    {.name = "all", .kind = PART, .bits = NK_SHOW_ALL},
    {.name = "answer", .kind = PART, .bits = NK_SHOW_ANSWER},
    {.name = "authority", .kind = PART, .bits = NK_SHOW_AUTHORITY},
    {.name = "badcookie", .kind = NOTHING},
    {.name = "besteffort", .kind = NOTHING},
    {.name = "bufsize", .kind = NUMBER, .max = 65535, .set = set_size},
    {.name = "cd", .kind = HEADER, .bits = NK_DNS_CD},
    {.name = "cdflag", .kind = HEADER, .bits = NK_DNS_CD},
    {.name = "cmd", .kind = NOTHING},
    {.name = "comments", .kind = PART, .bits = NK_SHOW_COMMENTS},
    {.name = "cookie", .kind = MAYBE, .take = take_cookie},
    {.name = "dnssec", .kind = MAYBE, .take = take_dnssec},
    {.name = "do", .kind = MAYBE, .take = take_dnssec},
    {.name = "edns", .kind = MAYBE, .take = take_edns},
    {.name = "ednsneg", .kind = NOT, .place = AT(query.keep_version)},
    {.name = "ednsnegotiation", .kind = NOT, .place = AT(query.keep_version)},
    {.name = "ednsopt", .kind = TEXT, .take = take_ednsopt},
    {.name = "expire", .kind = MAYBE, .take = take_expire},
    {.name = "fail", .kind = NOTHING},
    {.name = "https", .kind = VIA, .bits = NK_DNS_HTTPS},
    {.name = "idn", .kind = SWITCH, .place = AT(idn)},
    {.name = "idnin", .kind = SWITCH, .place = AT(idn)},
    {.name = "idnout", .kind = SWITCH, .place = AT(idn)},
    {.name = "ignore", .kind = SWITCH, .place = AT(policy.ignore_tc)},
    {.name = "keepalive", .kind = MAYBE, .take = take_keepalive},
    {.name = "keepopen", .kind = NOTHING},
    {.name = "nosplit", .kind = NOTHING},
    {.name = "nsid", .kind = MAYBE, .take = take_nsid},
    {.name = "opcode", .kind = NUMBER, .max = 15, .set = set_opcode},
    {.name = "padding", .kind = NUMBER, .max = 4096, .set = set_padding},
    {.name = "question", .kind = PART, .bits = NK_SHOW_QUESTION},
    {.name = "quic", .kind = VIA, .bits = NK_DNS_QUIC},
    {.name = "raflag", .kind = HEADER, .bits = NK_DNS_RA},
    {.name = "rdflag", .kind = HEADER, .bits = NK_DNS_RD},
    {.name = "rec", .kind = HEADER, .bits = NK_DNS_RD},
    {.name = "recurse", .kind = HEADER, .bits = NK_DNS_RD},
    {.name = "retry", .kind = NUMBER, .max = 99, .set = set_retries},
    {.name = "search", .kind = SWITCH, .place = AT(search)},
    {.name = "short", .kind = SWITCH, .place = AT(brief)},
    {.name = "stats", .kind = PART, .bits = NK_SHOW_STATS},
    {.name = "subnet", .kind = TEXT, .take = take_subnet},
    {.name = "tcflag", .kind = HEADER, .bits = NK_DNS_TC},
    {.name = "tcp", .kind = SWITCH, .place = AT(policy.tcp)},
    {.name = "time", .kind = NUMBER, .min = 1, .max = 3600, .set = set_try},
    {.name = "timeout", .kind = NUMBER, .min = 1, .max = 3600, .set = set_try},
    {.name = "tls", .kind = VIA, .bits = NK_DNS_TLS},
    {.name = "trace", .kind = SWITCH, .place = AT(trace)},
    {.name = "tries", .kind = NUMBER, .min = 1, .max = 100, .set = set_tries},
    {.name = "vc", .kind = SWITCH, .place = AT(policy.tcp)},
    {.name = "zflag", .kind = HEADER, .bits = NK_DNS_Z},
};
/* clang-format on */

bool nk_dns_plus_offers(size_t at, struct nk_offer *offer)
{
    if (at >= sizeof rows / sizeof *rows)
        return false;
    *offer = (struct nk_offer){.start = "+", .word = rows[at].name};
    return true;
}

static const struct plus *find_row(const char *name, size_t len)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strlen(rows[i].name) == len && memcmp(rows[i].name, name, len) == 0)
            return &rows[i];
    return NULL;
}

static const char *row_names(const void *of, size_t at)
{
    (void)of;
    return at < sizeof rows / sizeof *rows ? rows[at].name : NULL;
}

static bool unknown(struct nk_dns_options *o, const char *word, const char *name, size_t len)
{
    char message[240], part[64] = "";
    memcpy(part, name, len < sizeof part ? len : sizeof part - 1);
    const char *near = nk_cli_nearest(part, row_names, NULL);
    bool no = name != word + 1;
    snprintf(message, sizeof message, "there is no word '+%s%s'%s%s%s%s", no ? "no" : "", part,
             near == NULL ? "" : ": did you mean '+", near == NULL || !no ? "" : "no",
             near == NULL ? "" : near, near == NULL ? "" : "'?");
    nk_cli_blame(o->ctx, word, 0, (size_t)(name + len - word), message);
    return false;
}

static void set_bits(unsigned *bits, unsigned which, bool on)
{
    *bits = on ? *bits | which : *bits & ~which;
}

static bool take_number(struct nk_dns_options *o, const struct plus *row, const char *value,
                        struct nk_err *err)
{
    uint64_t n;
    if (value == NULL || !nk_digits_read(value, strlen(value), row->max, &n) || n < row->min)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "expected a number from %u to %u", row->min,
                          row->max);
    row->set(o, (unsigned)n);
    return true;
}

static bool apply(struct nk_dns_options *o, const struct plus *row, bool on, const char *value,
                  struct nk_err *err)
{
    bool *place = (bool *)(void *)((char *)o + row->place);
    unsigned flags = o->query.flags;
    switch (row->kind) {
    case PART:
        set_bits(&o->parts, row->bits, on);
        return true;
    case HEADER:
        set_bits(&flags, row->bits, on);
        o->query.flags = (uint16_t)flags;
        return true;
    case SWITCH:
    case NOT:
        *place = on == (row->kind == SWITCH);
        return true;
    case VIA:
        o->transport = on ? (enum nk_transport)row->bits : NK_DNS_UDP;
        return true;
    case NUMBER:
        return take_number(o, row, value, err);
    case TEXT:
    case MAYBE:
        return row->take(o, on, value, err);
    case NOTHING:
        break;
    }
    return true;
}

/* What is wrong with the form of the word; NULL: nothing. */
static const char *wrong_form(const struct plus *row, bool on, const char *value)
{
    bool wants = row->kind == NUMBER || row->kind == TEXT;
    if (on && wants && value == NULL)
        return "this word needs a value behind '='";
    if (value != NULL && (!on || (!wants && row->kind != MAYBE)))
        return "this word takes no value";
    if (!on && row->kind == NUMBER)
        return "this word has no +no";
    return NULL;
}

bool nk_dns_plus_read(struct nk_dns_options *o, const char *word)
{
    const char *name = word + 1, *equals = strchrnul(name, '=');
    const char *value = *equals == '=' ? equals + 1 : NULL;
    struct nk_err err = {0};
    const struct plus *row = find_row(name, (size_t)(equals - name));
    bool on = row != NULL || strncmp(name, "no", 2) != 0;
    if (!on) {
        name += 2;
        row = find_row(name, (size_t)(equals - name));
    }
    if (row == NULL)
        return unknown(o, word, name, (size_t)(equals - name));
    const char *wrong = wrong_form(row, on, value);
    if (wrong != NULL) {
        nk_cli_blame(o->ctx, word, 0, strlen(word), wrong);
        return false;
    }
    if (apply(o, row, on, value, &err))
        return true;
    size_t skip = (size_t)((value != NULL ? value : word) - word);
    nk_cli_blame(o->ctx, word, skip + err.offset, err.length > 0 ? err.length : strlen(word + skip),
                 err.text);
    return false;
}
