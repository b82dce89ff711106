/* What every verb of `netkit dns` that shows answers shares: one schema, one way to fill it. */
#ifndef NK_CLI_DNS_PUT_H
#define NK_CLI_DNS_PUT_H

#include "cli/cli.h"
#include "dns/show.h"

/* The fields, in this order. In JSON one object is a question: name, type and class are its own. In
 * text, csv, tsv, and where --fields names ttl or data, one line is a record of the answer that
 * follows from the question: name, ttl, class, type and data are the record's. */
enum nk_dns_field {
    NK_DNS_F_INPUT,
    NK_DNS_F_NAME,
    NK_DNS_F_TYPE,
    NK_DNS_F_CLASS,
    NK_DNS_F_SERVER,
    NK_DNS_F_PORT,
    NK_DNS_F_TRANSPORT,
    NK_DNS_F_STATUS,
    NK_DNS_F_FLAGS,
    NK_DNS_F_ANSWER,
    NK_DNS_F_AUTHORITY,
    NK_DNS_F_ADDITIONAL,
    NK_DNS_F_EDNS,
    NK_DNS_F_EDE,
    NK_DNS_F_TIME_MS,
    NK_DNS_F_SIZE,
    NK_DNS_F_DNSSEC,
    NK_DNS_F_ERROR,
    NK_DNS_F_TRIES,
    NK_DNS_F_TTL, /* from here on only where a line is a record, or where asked for */
    NK_DNS_F_DATA,
    NK_DNS_F_ID,
    NK_DNS_F_OPCODE,
    NK_DNS_F_COUNT,
    NK_DNS_F_NUMBER = NK_DNS_F_COUNT, /* of decode alone: where in a capture the message was */
    NK_DNS_F_WHEN,
    NK_DNS_F_SOURCE,
    NK_DNS_F_SOURCE_PORT,
    NK_DNS_F_DESTINATION,
    NK_DNS_F_DESTINATION_PORT,
    NK_DNS_F_UNICAST_RESPONSE,
    NK_DNS_F_ALL
};

extern const struct nk_schema nk_dns_schema;
extern const struct nk_schema nk_dns_decode_schema; /* with the fields of a capture */

/* One question and what came of it. Everything is borrowed. */
struct nk_dns_item {
    const char *input; /* the name or message as given */
    size_t input_len;
    const struct nk_dns_question *question; /* NULL: the message's own first */
    const struct nk_dns_server *servers;    /* that the reply counts in; NULL: none */
    const struct nk_dns_reply *reply;       /* NULL: the message alone is known */
    const void *message;                    /* where there is no reply */
    size_t message_len;
    bool multicast;    /* decode: it is of mDNS */
    bool places;       /* decode: offset and length in every record, id and opcode */
    const char *error; /* NULL: what reply and message tell themselves */
};

/* Opens the records as the options say: see the fields above. False after the message. */
bool nk_dns_records(struct nk_ctx *ctx, struct nk_record *r);
/* Whether a line is a record of the answer. */
bool nk_dns_records_are_lines(const struct nk_record *r);
/* Writes one object, or a line a record. False once output or memory failed. */
bool nk_dns_item_put(struct nk_record *r, const struct nk_dns_item *item);
/* Sets the fields of the question: all but ttl and data. The caller ends the record. */
void nk_dns_item_fill(struct nk_record *r, const struct nk_dns_item *item);
/* The same as a message to show; `bytes` is NULL where no answer came. */
struct nk_show nk_dns_item_show(const struct nk_dns_item *item, unsigned parts);
/* Why there is no answer, or what is wrong with it: NULL for nothing. `b` takes the text. */
const char *nk_dns_item_error(const struct nk_dns_item *item, struct nk_buf *b);
/* 0 found; 1 no data, referral, NXDOMAIN; 3 all else. */
enum nk_status nk_dns_status(enum nk_dns_outcome outcome);

#endif
