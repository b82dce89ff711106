/* What `check`, `wait` and `compare` share: what is asked, of whom, and what is expected. */
#ifndef NK_CLI_DNS_PROBE_H
#define NK_CLI_DNS_PROBE_H

#include "base/record.h"
#include "cli/dns_options.h"
#include "cli/dns_put.h"
#include "dns/authority.h"
#include "dns/expect.h"

/* clang-format off */
#define NK_DNS_EXPECT_OPTIONS                                                                      \
    {.name = "equals", .arg = NK_ARG_WORD, .metavar = "V", .repeats = true,                        \
     .help = "the data are these and no others, in any order; more may follow as operands"},       \
    {.name = "contains", .arg = NK_ARG_WORD, .metavar = "V", .repeats = true,                      \
     .help = "the data are these, and others may be there"},                                       \
    {.name = "absent", .help = "there is no such record, or no such name"},                        \
    {.name = "ttl-max", .arg = NK_ARG_UINT, .metavar = "N", .max = 2147483647,                     \
     .help = "no record has a TTL above that, seconds"}

/* Dig's ways to say what is asked, but for -q: that is --quiet here, as everywhere else. */
#define NK_DNS_PROBE_OPTIONS                                                                       \
    {.name = "type", .letter = 't', .arg = NK_ARG_WORD, .metavar = "TYPE",                         \
     .offers = NK_OFFER_DNS_TYPES, .help = "ask for this type (A)"},                               \
    {.name = "class", .letter = 'c', .arg = NK_ARG_WORD, .metavar = "CLASS",                       \
     .help = "IN, CH, HS or ANY (IN)"},                                                            \
    {.name = "reverse", .letter = 'x', .arg = NK_ARG_WORD, .metavar = "ADDRESS",                   \
     .help = "ask for the PTR records of an address"},                                             \
    {.name = "no-idn", .help = "take and show names as they are, without IDNA"}
/* clang-format on */

/* The fields of such a verb's records, in this order. */
enum nk_probe_field {
    NK_PROBE_INPUT,
    NK_PROBE_NAME,
    NK_PROBE_TYPE,
    NK_PROBE_SERVER,
    NK_PROBE_PORT,
    NK_PROBE_STATUS,
    NK_PROBE_TTL,
    NK_PROBE_DATA,
    NK_PROBE_CONDITION,
    NK_PROBE_EXPECTED,
    NK_PROBE_TTL_MAX,
    NK_PROBE_OK,
    NK_PROBE_ERROR,
    NK_PROBE_COUNT
};

#define NK_PROBE_FIELDS                                                                            \
    {"input", "input", "the name as given", NK_TEXT, 0, 0},                                        \
        {"name", "name", "the name asked for, absolute", NK_TEXT, 0, 0},                           \
        {"type", "type", "the type asked for", NK_TEXT, 0, 0},                                     \
        {"server", "server", "who was asked", NK_ADDR, NK_FIELD_BRIEF, 0},                         \
        {"port", "port", "the port that was asked", NK_INT, NK_FIELD_BRIEF, 0},                    \
        {"status", "status", "the RCODE; null without an answer", NK_TEXT, NK_FIELD_BRIEF, 0},     \
        {"ttl", "TTL", "the greatest TTL of what was found, seconds", NK_INT, 0, 0},               \
        {"data", "data", "what was found", NK_LIST, NK_FIELD_BRIEF, 0},                            \
        {"condition", "condition", "equals, contains, absent or present", NK_TEXT, 0, 0},          \
        {"expected", "expected", "the values that were expected", NK_LIST, NK_FIELD_BRIEF, 0},     \
        {"ttl_max", "TTL max", "the greatest TTL that is good; null for any", NK_INT, 0, 0},       \
        {"ok", "ok", "it is as expected; null where no answer tells", NK_FLAG, NK_FIELD_BRIEF, 0}, \
    {                                                                                              \
        "error", "error", "why no answer tells", NK_TEXT, 0, 0                                     \
    }

/* One run of such a verb. nk_dns_probe_release() in any case. */
struct nk_dns_probe {
    struct nk_ctx *ctx;
    struct nk_args args; /* without the operands that are values */
    const char **operands;
    struct nk_dns_options options;
    struct nk_dns_session *session;
    struct nk_dns_question question;
    const char *input;
    bool typed; /* a type was given */
    struct nk_expect expect;
    /* of the last answer */
    const struct nk_dns_server *servers; /* that were asked */
    struct nk_dns_reply reply;
    struct nk_expect_result result;
    struct nk_buf text, why; /* a sentence; the reason where nothing is known; with a NUL */
};

/* Reads words and options, and, where the verb has them, what is expected; `timeout_ms` is the
 * verb's default. The clock starts. False after the message. */
bool nk_dns_probe_open(struct nk_dns_probe *p, struct nk_ctx *ctx, const struct nk_args *args,
                       int64_t timeout_ms);
void nk_dns_probe_release(struct nk_dns_probe *p);

/* True where the command line names servers; each is asked then. */
bool nk_dns_probe_is_directed(const struct nk_dns_probe *p);
/* The zone's own servers, which the resolver tells. */
enum nk_authority_status nk_dns_probe_authority(struct nk_dns_probe *p, struct nk_dns_authority *a,
                                                struct nk_err *err);

/* How one of `left` servers is asked that are asked one after the other: a silent one does not take
 * the time of those behind it. */
struct nk_dns_policy nk_dns_probe_share(const struct nk_dns_probe *p, size_t left);
/* Asks, with that share of the time, and judges what comes: fills `reply`, `result`, `why` and,
 * from what is expected, `text`. False with `err` where nothing could be asked. */
bool nk_dns_probe_ask(struct nk_dns_probe *p, const struct nk_dns_server *servers, size_t count,
                      size_t left, struct nk_err *err);
/* True where an answer tells, whether as expected or not. */
static inline bool nk_dns_probe_knows(const struct nk_dns_probe *p)
{
    return p->reply.message.len > 0 && p->result.known;
}
/* Who answered, or else who was asked first. */
const struct nk_dns_server *nk_dns_probe_server(const struct nk_dns_probe *p);
/* Writes the fields of the last answer, but does not end the record. */
void nk_dns_probe_put(struct nk_dns_probe *p, struct nk_record *r);
/* Sets a field to the texts of values, but those that are in `without` (NULL: of all). */
void nk_dns_put_values(struct nk_record *r, size_t field, const struct nk_values *v,
                       const struct nk_values *without);

/* ---- the working ------------------------------------------------------------------- */

/* Each appends lines of 80 columns: what is asked and expected; how the zone's own servers were
 * found; of the last answer who gave it, what it says, and the comparison with what is expected. */
void nk_dns_probe_explain_question(const struct nk_dns_probe *p, struct nk_buf *b);
void nk_dns_probe_explain_authority(const struct nk_dns_probe *p, const struct nk_dns_authority *a,
                                    struct nk_buf *b);
void nk_dns_probe_explain(const struct nk_dns_probe *p, struct nk_buf *b);

#endif
