/* Questions on names, record types, response codes and times to live. */
#include "cli/quiz.h"

/* What a word means, and the word. */
struct term {
    const char *word, *means;
};

/* Asks for one of the words, which the question lists in an order of its own. */
static void ask_term(struct nk_quiz_dice *d, struct nk_question *q, const struct term *terms,
                     uint32_t count, const char *question)
{
    const struct term *right = &terms[nk_quiz_below(d, count)];
    uint32_t first = nk_quiz_below(d, count);
    nk_buf_printf(&q->ask, "%s %s? One of", question, right->means);
    for (uint32_t i = 0; i < count; i++)
        nk_buf_printf(&q->ask, "%s %s", i == 0 ? "" : ",", terms[(first + i) % count].word);
    nk_buf_add_text(&q->ask, ".");
    nk_buf_add_text(&q->answer, right->word);
    nk_buf_printf(&q->working, "%s: %s.", right->word, right->means);
}

static const struct term types[] = {
    {"A", "the IPv4 address of a name"},
    {"AAAA", "the IPv6 address of a name"},
    {"NS", "a name server of a zone"},
    {"CNAME", "the name that an alias stands for"},
    {"SOA", "the serial number and the timers of a zone"},
    {"PTR", "the name that belongs to an address"},
    {"MX", "a host that takes a domain's mail"},
    {"TXT", "free text, as SPF and proofs of ownership use it"},
    {"SRV", "host and port of a service, with priority and weight"},
    {"CAA", "which authority may issue certificates for a domain"},
};

static void make_type(struct nk_quiz_dice *d, struct nk_question *q)
{
    ask_term(d, q, types, sizeof types / sizeof *types, "Which type of record holds");
    nk_buf_printf(&q->command, "lab run -- dns query example.test %.*s", (int)q->answer.len,
                  q->answer.data == NULL ? "" : q->answer.data);
}

static const struct term rcodes[] = {
    {"NOERROR", "the server found no fault with the question, whether or not there are records"},
    {"FORMERR", "the server could not read the query"},
    {"SERVFAIL", "the server failed and cannot tell"},
    {"NXDOMAIN", "the name does not exist"},
    {"NOTIMP", "the server does not do this kind of query"},
    {"REFUSED", "the server does not want to answer, by its policy"},
};

static void make_rcode(struct nk_quiz_dice *d, struct nk_question *q)
{
    ask_term(d, q, rcodes, sizeof rcodes / sizeof *rcodes, "Which response code says that");
}

static const struct term dnssec[] = {
    {"DNSKEY", "a public key of a zone"},
    {"DS", "in the parent zone, the digest of a child zone's key"},
    {"RRSIG", "the signature over a set of records"},
    {"NSEC", "the next name of a zone in order, and so that none lies between"},
    {"NSEC3", "the next hash of a name, and so that none lies between"},
};

static void make_dnssec(struct nk_quiz_dice *d, struct nk_question *q)
{
    ask_term(d, q, dnssec, sizeof dnssec / sizeof *dnssec, "Which type of record of DNSSEC holds");
}

static const struct term flags[] = {
    {"AA", "the server has the zone itself: the answer is authoritative"},
    {"TC", "the answer was cut, and comes whole over TCP"},
    {"RD", "the client wants the server to ask others for it"},
    {"RA", "the server asks others for its clients"},
    {"AD", "the resolver has checked the signatures of the answer"},
    {"CD", "the client does not want signatures to be checked for it"},
};

static void make_flag(struct nk_quiz_dice *d, struct nk_question *q)
{
    ask_term(d, q, flags, sizeof flags / sizeof *flags, "Which flag of a message says that");
}

/* ---- names --------------------------------------------------------------------- */

static const char *const words[] = {"www", "mail", "api", "shop", "docs", "git", "news", "cdn"};
static const char *const domains[] = {"example.com", "example.net", "example.org", "lab.test",
                                      "school.test"};

enum { WORDS = sizeof words / sizeof *words, DOMAINS = sizeof domains / sizeof *domains };

static void make_relative(struct nk_quiz_dice *d, struct nk_question *q)
{
    const char *word = words[nk_quiz_below(d, WORDS)], *domain = domains[nk_quiz_below(d, DOMAINS)];
    bool whole = nk_quiz_below(d, 2) == 0;
    nk_buf_printf(&q->ask,
                  "In the master file of the zone %s a line begins with '%s.%s%s'. Which name is "
                  "that, in full?",
                  domain, word, domain, whole ? "." : "");
    nk_buf_printf(&q->answer, "%s.%s%s%s", word, domain, whole ? "" : ".", whole ? "" : domain);
    nk_buf_add_text(&q->working, whole ? "It ends with a dot: so it is whole."
                                       : "Without a dot at its end a name is relative, and the "
                                         "zone's name is added: a common mistake.");
}

static void make_labels(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned count = nk_quiz_between(d, 1, 4);
    struct nk_buf name = {0};
    for (unsigned i = 0; i < count; i++)
        nk_buf_printf(&name, "%s.", words[nk_quiz_below(d, WORDS)]);
    nk_buf_printf(&name, "%s.", domains[nk_quiz_below(d, DOMAINS)]);
    nk_buf_printf(&q->ask, "How many labels has %.*s, without the root's?", (int)name.len,
                  name.data == NULL ? "" : name.data);
    nk_buf_printf(&q->answer, "%u", count + 2);
    nk_buf_add_text(&q->working, "Labels stand between the dots; the root's is empty, behind the "
                                 "last one.");
    q->ask.failed |= name.failed;
    nk_buf_release(&name);
}

static void make_octets(struct nk_quiz_dice *d, struct nk_question *q)
{
    const char *word = words[nk_quiz_below(d, WORDS)], *domain = domains[nk_quiz_below(d, DOMAINS)];
    nk_buf_printf(&q->ask, "How many octets does %s.%s take in a message, uncompressed?", word,
                  domain);
    nk_buf_printf(&q->answer, "%zu", strlen(word) + strlen(domain) + 3);
    nk_buf_add_text(&q->working, "Each label has an octet for its length before it (so the dots "
                                 "count, and one more), and the root's label is one octet, 0.");
    nk_buf_printf(&q->command, "dns encode %s.%s", word, domain);
}

/* ---- times --------------------------------------------------------------------- */

static void make_ttl(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned ttl = 300 * nk_quiz_between(d, 2, 24);
    unsigned passed = 60 * nk_quiz_between(d, 1, ttl / 60 - 1) + nk_quiz_below(d, 60);
    nk_buf_printf(&q->ask,
                  "A resolver got a record with a TTL of %u. It is asked for it again after %u "
                  "minute%s and %u second%s. Which TTL is in its answer?",
                  ttl, passed / 60, passed / 60 == 1 ? "" : "s", passed % 60,
                  passed % 60 == 1 ? "" : "s");
    nk_buf_printf(&q->answer, "%u", ttl - passed);
    nk_buf_printf(&q->working, "%u - %u: the cache counts it down.", ttl, passed);
}

static void make_negative(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned ttl = 300 * nk_quiz_between(d, 1, 24), minimum = 300 * nk_quiz_between(d, 1, 24);
    nk_buf_printf(&q->ask,
                  "A name does not exist. The SOA record in the answer has a TTL of %u, and its "
                  "last field (MINIMUM) is %u. For how many seconds may a resolver keep that?",
                  ttl, minimum);
    nk_buf_printf(&q->answer, "%u", ttl < minimum ? ttl : minimum);
    nk_buf_add_text(&q->working, "The lesser of the two (RFC 2308 5).");
    nk_buf_add_text(&q->command, "lab run -- dns query nothing.example.test --explain");
}

static void make_srv(struct nk_quiz_dice *d, struct nk_question *q)
{
    unsigned low = 10 * nk_quiz_between(d, 1, 3), percent = 5 * nk_quiz_between(d, 1, 19);
    nk_buf_printf(&q->ask,
                  "Of these SRV records, in how many percent of all tries should a client take "
                  "host a first?\n"
                  "    priority %u weight %u a\n    priority %u weight %u b\n"
                  "    priority %u weight 100 c",
                  low, percent * 2, low, 200 - percent * 2, low + 10);
    nk_buf_printf(&q->answer, "%u", percent);
    nk_buf_printf(&q->working,
                  "The lowest priority comes first: a and b; of them each by its weight, %u of "
                  "200. c is for when both fail (RFC 2782).",
                  percent * 2);
}

/* clang-format off */
const struct nk_quiz_kind nk_quiz_dns[] = {
    {"dns", 1, "type", NK_QUIZ_WORD, "netkit dns query --help, and the lab, have them all", make_type},
    {"dns", 1, "rcode", NK_QUIZ_WORD, "NX is 'non-existent'", make_rcode},
    {"dns", 1, "labels", NK_QUIZ_NUMBER, "count what stands between dots", make_labels},
    {"dns", 1, "relative", NK_QUIZ_NAME, "does it end with a dot?", make_relative},
    {"dns", 2, "flag", NK_QUIZ_WORD, "the letters are short for what it says", make_flag},
    {"dns", 2, "ttl", NK_QUIZ_NUMBER, "a cache counts down", make_ttl},
    {"dns", 2, "octets", NK_QUIZ_NUMBER, "a label has its length in front", make_octets},
    {"dns", 3, "negative-ttl", NK_QUIZ_NUMBER, "which of the two is less?", make_negative},
    {"dns", 3, "srv", NK_QUIZ_NUMBER, "first the priority, then the weight", make_srv},
    {"dns", 3, "dnssec", NK_QUIZ_WORD, "S in DS is for signer, SIG for signature", make_dnssec},
    {.name = NULL},
};
/* clang-format on */
