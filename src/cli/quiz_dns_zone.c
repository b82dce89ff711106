/* Questions on a piece of a zone: what a server answers out of it. */
#include <stdio.h>

#include "cli/quiz.h"

enum { RECORDS_MAX = 12 };

/* One record of the piece; `owner` is relative to the zone. */
struct record {
    const char *owner, *type;
    char data[48];
};

struct zone {
    const char *origin;
    struct record records[RECORDS_MAX];
    size_t count;
};

static const char *const origins[] = {"example.com", "example.net", "example.org"};
static const char *const hosts[] = {"www", "mail", "api", "shop", "docs", "git", "news", "cdn"};

enum { HOSTS = sizeof hosts / sizeof *hosts };

/* Different words for one zone, in an order by chance. */
struct names {
    const char *list[HOSTS];
};

static struct names some_names(struct nk_quiz_dice *d)
{
    struct names n;
    memcpy(n.list, hosts, sizeof hosts);
    for (uint32_t i = HOSTS - 1; i > 0; i--) {
        uint32_t j = nk_quiz_below(d, i + 1);
        const char *name = n.list[i];
        n.list[i] = n.list[j];
        n.list[j] = name;
    }
    return n;
}

static struct zone some_zone(struct nk_quiz_dice *d)
{
    return (struct zone){.origin = origins[nk_quiz_below(d, 3)]};
}

static struct record *add(struct zone *z, const char *owner, const char *type)
{
    struct record *r = &z->records[z->count++];
    *r = (struct record){.owner = owner, .type = type};
    return r;
}

static void add_a(struct zone *z, const char *owner, struct nk_quiz_dice *d)
{
    struct nk_addr a = nk_addr_ipv4(0xc0000200U + nk_quiz_between(d, 1, 254));
    nk_addr_format(&a, add(z, owner, "A")->data);
}

static void add_name(struct zone *z, const char *owner, const char *type, const char *name)
{
    struct record *r = add(z, owner, type);
    snprintf(r->data, sizeof r->data, "%s", name);
}

static void put_zone(struct nk_question *q, const struct zone *z)
{
    nk_buf_printf(&q->ask, "\n    $ORIGIN %s.", z->origin);
    for (size_t i = 0; i < z->count; i++)
        nk_buf_printf(&q->ask, "\n    %-8s %-6s %s", z->records[i].owner, z->records[i].type,
                      z->records[i].data);
}

/* ---- the questions ------------------------------------------------------------- */

static void make_alias(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct zone z = some_zone(d);
    struct names n = some_names(d);
    unsigned steps = nk_quiz_between(d, 1, 3);
    for (unsigned i = 0; i < steps; i++)
        add_name(&z, n.list[i], "CNAME", n.list[i + 1]);
    add_a(&z, n.list[4], d);
    add_a(&z, n.list[steps], d);
    nk_buf_printf(&q->ask, "Which address has %s.%s?", n.list[0], z.origin);
    put_zone(q, &z);
    nk_buf_add_text(&q->answer, z.records[z.count - 1].data);
    nk_buf_printf(&q->working, "%u alias%s lead%s to %s, which has an address.", steps,
                  steps == 1 ? "" : "es", steps == 1 ? "s" : "", n.list[steps]);
    nk_buf_add_text(&q->command, "lab run -- dns query first.example.test --explain");
}

static void make_mail(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct zone z = some_zone(d);
    struct names n = some_names(d);
    unsigned best = nk_quiz_below(d, 3), order[3];
    for (unsigned i = 0; i < 3; i++) {
        order[i] = i == best ? 10 * nk_quiz_between(d, 0, 2) : 10 * nk_quiz_between(d, 3, 9);
        struct record *r = add(&z, "@", "MX");
        snprintf(r->data, sizeof r->data, "%u %s", order[i], n.list[i]);
    }
    nk_buf_printf(&q->ask, "Which host, in full, is tried first with mail for %s?", z.origin);
    put_zone(q, &z);
    nk_buf_printf(&q->answer, "%s.%s", n.list[best], z.origin);
    nk_buf_printf(&q->working, "The lowest preference is tried first: %u.", order[best]);
    nk_buf_add_text(&q->command, "lab run -- dns query example.test MX --explain");
}

/* Answer, no data or no such name, and why. */
static void make_outcome(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct zone z = some_zone(d);
    struct names n = some_names(d);
    static const char *const outcomes[] = {"answer", "NODATA", "NXDOMAIN"};
    static const char *const why[] = {"the name has a record of that type",
                                      "the name exists, and has no record of that type",
                                      "no record has that name, or a name below it"};
    unsigned outcome = nk_quiz_below(d, 3);
    for (unsigned i = 0; i < 3; i++)
        add_a(&z, n.list[i], d);
    add_name(&z, n.list[1], "TXT", "\"a text\"");
    nk_buf_printf(&q->ask, "What comes of a query for %s.%s, type %s: answer, NODATA or NXDOMAIN?",
                  outcome == 2 ? n.list[5] : n.list[nk_quiz_below(d, 3)], z.origin,
                  outcome == 1 ? "AAAA" : "A");
    put_zone(q, &z);
    nk_buf_add_text(&q->answer, outcomes[outcome]);
    nk_buf_printf(&q->working, "%s: %s.", outcomes[outcome], why[outcome]);
    nk_buf_add_text(&q->command, "lab run -- dns query www.example.test MX --explain");
}

/* A wildcard, a name beside it, and one below that. */
static void make_wildcard(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct zone z = some_zone(d);
    struct names n = some_names(d);
    char below[32];
    unsigned which = nk_quiz_below(d, 4);
    add_a(&z, "*", d);
    add_name(&z, n.list[0], "TXT", "\"a text\"");
    add_a(&z, n.list[1], d);
    snprintf(below, sizeof below, "%s.%s", n.list[2], n.list[0]);
    const char *const asked[] = {n.list[3], n.list[0], n.list[1], below};
    static const char *const why[] = {
        "nothing has that name, so the wildcard's records serve",
        "the name exists, if without an address: a wildcard does not reach it (RFC 4592)",
        "the name has an address of its own, and a wildcard does not reach it",
        "the name above it exists, and has no wildcard below it (RFC 4592)"};
    nk_buf_printf(&q->ask,
                  "What comes of a query for %s.%s, type A: the address, or one of NODATA and "
                  "NXDOMAIN?",
                  asked[which], z.origin);
    put_zone(q, &z);
    nk_buf_add_text(&q->answer, which == 0   ? z.records[0].data
                                : which == 1 ? "NODATA"
                                : which == 2 ? z.records[2].data
                                             : "NXDOMAIN");
    nk_buf_printf(&q->working, "%.*s: %s.", (int)q->answer.len,
                  q->answer.data == NULL ? "" : q->answer.data, why[which]);
    nk_buf_add_text(&q->command, "lab run -- dns query here.wild.example.test --explain");
}

static void make_referral(struct nk_quiz_dice *d, struct nk_question *q)
{
    struct zone z = some_zone(d);
    struct names n = some_names(d);
    static const char *const outcomes[] = {"answer", "referral", "NXDOMAIN"};
    static const char *const why[] = {
        "the name is in the zone itself",
        "the NS records delegate that name and all below it to other servers",
        "the name is in the zone's own part, and nothing has it"};
    unsigned outcome = nk_quiz_below(d, 3);
    char server[32];
    snprintf(server, sizeof server, "ns1.%s", n.list[0]);
    add_name(&z, n.list[0], "NS", server);
    add_name(&z, server, "A", "192.0.2.53");
    add_a(&z, n.list[1], d);
    nk_buf_add_text(&q->ask,
                    "A server has this zone and no other. What does it say to a query for ");
    if (outcome == 1)
        nk_buf_printf(&q->ask, "%s.%s.%s", n.list[2], n.list[0], z.origin);
    else
        nk_buf_printf(&q->ask, "%s.%s", n.list[outcome == 0 ? 1 : 3], z.origin);
    nk_buf_add_text(&q->ask, ", type A: answer, referral or NXDOMAIN?");
    put_zone(q, &z);
    nk_buf_add_text(&q->answer, outcomes[outcome]);
    nk_buf_printf(&q->working, "%s: %s.", outcomes[outcome], why[outcome]);
    nk_buf_add_text(&q->command, "lab run -- dns trace www.example.test --explain");
}

/* clang-format off */
const struct nk_quiz_kind nk_quiz_dns_zone[] = {
    {"dns", 2, "alias", NK_QUIZ_ADDRESS, "follow the CNAME records", make_alias},
    {"dns", 2, "mail", NK_QUIZ_NAME, "the number is a preference: lower comes first", make_mail},
    {"dns", 2, "outcome", NK_QUIZ_WORD, "does the name exist, and has it that type?", make_outcome},
    {"dns", 3, "wildcard", NK_QUIZ_WORD, "a wildcard reaches only names that do not exist", make_wildcard},
    {"dns", 3, "referral", NK_QUIZ_WORD, "NS records below a zone's top mark where it ends", make_referral},
    {.name = NULL},
};
/* clang-format on */
