/* What the verbs of `netkit dns` share: the options of the exchange, dig's words, names, servers.
 */
#ifndef NK_CLI_DNS_OPTIONS_H
#define NK_CLI_DNS_OPTIONS_H

#include "cli/cli.h"
#include "dns/exchange.h"
#include "dns/resolvconf.h"
#include "dns/show.h"

/* ---- the rows ------------------------------------------------------------ */

/* The options of every verb that asks servers; they stand in a verb's list of options. The verb's
 * `common` has NK_COMMON_TIMEOUT and NK_COMMON_FAMILY. */
/* clang-format off */
#define NK_DNS_EXCHANGE_OPTIONS                                                                    \
    {.name = "port", .letter = 'p', .arg = NK_ARG_UINT, .metavar = "PORT", .min = 1, .max = 65535, \
     .help = "the servers' port, where the server's word has none (53)"},                          \
    {.name = "bind", .letter = 'b', .arg = NK_ARG_WORD, .metavar = "ADDRESS[#PORT]",               \
     .help = "ask from this address of the host"},                                                 \
    {.name = "tries", .arg = NK_ARG_UINT, .metavar = "N", .min = 1, .max = 100,                    \
     .help = "ask each server so many times (3)"},                                                 \
    {.name = "try-timeout", .arg = NK_ARG_DURATION, .metavar = "T",                                \
     .help = "wait so long for each answer (3s)"},                                                 \
    {.name = "tcp", .help = "TCP from the start"},                                                 \
    {.name = "ignore-tc", .help = "a truncated answer is the answer: do not go on over TCP"},      \
    {.name = "no-recurse", .help = "do not ask for recursion: RD is clear"},                       \
    {.name = "cd", .help = "CD: the server does not check signatures"},                            \
    {.name = "dnssec", .help = "DO: ask for signatures"},                                          \
    {.name = "no-edns", .help = "a message without EDNS"},                                         \
    {.name = "edns-version", .arg = NK_ARG_UINT, .metavar = "N", .max = 255,                       \
     .help = "the version of EDNS (0)"},                                                           \
    {.name = "bufsize", .arg = NK_ARG_UINT, .metavar = "N", .max = 65535,                          \
     .help = "the size of UDP answers that is announced (1232 octets)"},                           \
    {.name = "nsid", .help = "ask for the server's name for itself (RFC 5001)"},                   \
    {.name = "subnet", .arg = NK_ARG_WORD, .metavar = "PREFIX",                                    \
     .help = "ask for the answer that a client of that network gets (RFC 7871)"},                  \
    {.name = "cookie", .arg = NK_ARG_WORD, .optional = true, .metavar = "HEX",                     \
     .help = "send a cookie (RFC 7873): this one, or the session's"},                              \
    {.name = "padding", .arg = NK_ARG_UINT, .metavar = "N", .max = 4096,                           \
     .help = "pad the question to a multiple of so many octets (RFC 7830)"},                       \
    {.name = "ednsopt", .arg = NK_ARG_WORD, .metavar = "CODE[:HEX]", .repeats = true,              \
     .help = "send an EDNS option by its number"},                                                 \
    {.name = "resolv-conf", .arg = NK_ARG_FILE, .metavar = "FILE",                                 \
     .help = "the file that names the servers (/etc/resolv.conf)"}

/* Dig's other ways to say what is asked. */
#define NK_DNS_QUESTION_OPTIONS                                                                    \
    {.name = "type", .letter = 't', .arg = NK_ARG_WORD, .metavar = "TYPE", .repeats = true,        \
     .offers = NK_OFFER_DNS_TYPES, .help = "ask for this type (A)"},                               \
    {.name = "class", .letter = 'c', .arg = NK_ARG_WORD, .metavar = "CLASS",                       \
     .help = "IN, CH, HS or ANY (IN)"},                                                            \
    {.name = "name", .letter = 'q', .arg = NK_ARG_WORD, .metavar = "NAME", .selects = true,        \
     .help = "ask for this name, whatever it looks like"},                                         \
    {.name = "reverse", .letter = 'x', .arg = NK_ARG_WORD, .metavar = "ADDRESS", .selects = true,  \
     .help = "ask for the PTR records of an address"},                                             \
    {.name = "search", .help = "try the name in the domains of the search list"},                  \
    {.name = "no-idn", .help = "take and show names as they are, without IDNA"}
/* clang-format on */

/* For completion: the types that have a name. */
bool nk_dns_type_offers(size_t at, struct nk_offer *offer);
/* And dig's words; both. */
bool nk_dns_plus_offers(size_t at, struct nk_offer *offer);
bool nk_dns_word_offers(size_t at, struct nk_offer *offer);
/* Words that select the command's default verb although they look like none: types, classes,
 * +words.
 */
bool nk_dns_is_habit(const char *word);

/* ---- what they come to --------------------------------------------------- */

enum { NK_DNS_WORD_TYPES = 64, NK_DNS_SERVERS_MAX = 256 };

/*
 * One run of a verb. Owns its memory: nk_dns_options_release() in any case. `query` is whole but
 * for the question after nk_dns_words_read(); `servers` and `policy.deadline` are there after
 * nk_dns_options_ready().
 */
struct nk_dns_options {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_dns_query query;
    struct nk_dns_policy policy;
    unsigned parts;     /* enum nk_show_part: what +noall, +answer and the like leave */
    bool brief;         /* +short: the data alone */
    bool search;        /* --search: the names are tried in the domains of `conf` */
    bool idn;           /* false: --no-idn */
    bool trace;         /* +trace */
    int64_t timeout_ms; /* over everything */
    struct nk_dns_server *servers;
    size_t server_count;
    struct nk_resolvconf conf; /* read by ready() where it is needed: no server, or --search */
    /* private */
    const char **server_words;
    size_t server_words_count, server_words_room, server_room;
    uint16_t port; /* of -p; 0: none */
    bool tries_given, try_given, nsid, expire, keepalive, has_subnet;
    struct nk_prefix subnet;
    const char *cookie;          /* hexadecimal; NULL: none */
    uint8_t cookie_octets[40];   /* the same, which `query` points to */
    enum nk_transport transport; /* of +tls, +https, +quic */
    struct nk_buf ednsopts;      /* of --ednsopt */
    struct nk_buf edns_options;  /* what query.edns.options points to */
    struct nk_buf hosts;         /* what the servers' strings point to */
};

/* Defaults, then the verb's options. `timeout_ms` is the verb's default for --timeout. False after
 * the message. */
bool nk_dns_options_init(struct nk_dns_options *o, struct nk_ctx *ctx, const struct nk_args *args,
                         int64_t timeout_ms);
void nk_dns_options_release(struct nk_dns_options *o);
/*
 * After all words: the servers of the @words, whose host names are looked up, or those of
 * resolv.conf where there were none; starts the clock. False after the message. A verb that needs
 * no server (trace) leaves it and takes `policy` as it is, with a deadline of its own.
 */
bool nk_dns_options_ready(struct nk_dns_options *o);
/* Milliseconds until the deadline, for poll and the like: -1 where there is none. */
int nk_dns_options_left(const struct nk_dns_options *o);

/* The operands of a verb as dig reads them: a name, types and a class in any order; words with '+'
 * and '@' go to the options. */
struct nk_dns_words {
    const char *name; /* as given, of the first word that is nothing else; NULL: none */
    bool reverse;     /* -x: `name` is an address; PTR unless a type is given */
    uint16_t types[NK_DNS_WORD_TYPES];
    size_t type_count; /* 0: none was given */
    uint16_t class;    /* IN where none was given */
};
/* Reads all operands, and -t, -c, -q, -x where the verb has them; "-" is passed over. False after
 * the message. */
bool nk_dns_words_read(struct nk_dns_options *o, struct nk_dns_words *w);
/* The name of the words, or that of the address of -x. False after the message. */
bool nk_dns_words_name(struct nk_dns_options *o, const struct nk_dns_words *w, struct nk_name *out);
/* A name as a user writes it, absolute with or without a final dot; letters beyond ASCII by IDNA
 * unless --no-idn. False after the message, with a caret where `text` is a word of the command. */
bool nk_dns_name_option(struct nk_dns_options *o, const char *text, struct nk_name *out);
/* Whether it ends with a dot that is no part of a label: it is not looked for in domains. */
bool nk_dns_name_is_absolute(const char *text);

/* ---- shared by the files that read them ------------------------------------- */

/* A word that begins with '+' as dig takes it. False after the message. */
bool nk_dns_plus_read(struct nk_dns_options *o, const char *word);
/* The word of a server, without its '@'; nk_dns_options_ready() looks into it. False after the
 * message. */
bool nk_dns_server_add(struct nk_dns_options *o, const char *word);
/* Makes the EDNS options that were asked for. False with `err`. */
bool nk_dns_options_edns(struct nk_dns_options *o, struct nk_err *err);

#endif
