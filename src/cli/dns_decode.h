/* What the files of `netkit dns decode` share. */
#ifndef NK_CLI_DNS_DECODE_H
#define NK_CLI_DNS_DECODE_H

#include "cli/cli.h"
#include "cli/dns_put.h"
#include "dns/captured.h"
#include "dns/scan.h"

enum { NK_DNS_WORDS = 64 };

/* The word of a code, kept as it comes again and again; text "": none. */
struct nk_dns_word {
    uint16_t code;
    char text[NK_CODE_TEXT_MAX];
};

struct nk_dns_decoder {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_record r;
    bool records;                     /* instead of text for people */
    bool opened;                      /* `r` is open */
    bool prefixed;                    /* --tcp */
    uint64_t shown;                   /* messages */
    const struct nk_input_item *line; /* that the message is of; NULL: there are no lines */
    struct nk_buf fault, made;        /* for values in the making */
    char name[NK_NAME_TEXT_MAX];
    struct nk_dns_word types[NK_DNS_WORDS], statuses[NK_DNS_WORDS];
};

/* Opens the records, if that was not done yet; which columns a line has where nobody chose depends
 * on whether the first thing to read is a capture. False after the message. */
bool nk_dns_decode_open(struct nk_dns_decoder *d, bool capture);
/* Shows a message as text in the form that was asked for: byte by byte, by sections, in sentences.
 */
void nk_dns_decode_print(struct nk_dns_decoder *d, const struct nk_dns_item *item);
/* What is wrong with a message, in the decoder's own memory; NULL: nothing. */
const char *nk_dns_decode_fault(struct nk_dns_decoder *d, const struct nk_dns_item *item);
/* Whether to go on after something was shown or told. */
bool nk_dns_decode_goes_on(const struct nk_dns_decoder *d);

/* Shows the messages of a capture, which the caller opened and looked into. False where the verb
 * has to stop. */
bool nk_dns_decode_capture(struct nk_dns_decoder *d, const char *path, struct nk_lines *lines);
/* Sets the fields that tell where it was. */
void nk_dns_decode_place(struct nk_record *r, const struct nk_dns_captured *m);
/* Whether no field is wanted but those that nk_dns_decode_flat() sets: of a well-formed message all
 * that have a flat form. The caller ends the record. */
bool nk_dns_decode_is_flat(const struct nk_record *r);
void nk_dns_decode_flat(struct nk_dns_decoder *d, const struct nk_dns_scan *s, const char *input,
                        bool multicast);
/* Appends what a message is, in a line: when, from where to where, the question, what came of it.
 */
void nk_dns_decode_line(struct nk_buf *b, const struct nk_dns_captured *m);

#endif
