/* What the files of bulk queries share; others use dns_bulk.h. */
#ifndef NK_CLI_DNS_BULK_PART_H
#define NK_CLI_DNS_BULK_PART_H

#include "cli/dns_bulk.h"
#include "cli/dns_fail_on.h"
#include "cli/dns_options.h"
#include "cli/dns_put.h"
#include "dns/bulk.h"

enum { NK_BULK_SHOWN_MAX = 1024 }; /* octets of a line that are shown where it is no question */

/* One run. */
struct nk_bulk_query {
    struct nk_ctx *ctx;
    struct nk_dns_options options;
    struct nk_dns_words words;
    struct nk_dns_fail_on fail_on;
    struct nk_lines lines;
    uint16_t type; /* of lines that name none */
    bool input_ended;
    struct nk_record record;
    bool plain;  /* text or tsv as they are by default: written without the record writer */
    bool data;   /* data or TTLs are shown */
    bool inputs; /* the lines' names come back with the results */
    struct nk_buf line, ace;
    uint16_t named; /* the type whose name was looked up last */
    char type_name[NK_CODE_TEXT_MAX];
    bool failing; /* by --fail-on */
    uint64_t asked, unanswered, refused, malformed;
    bool memory_failed;
    bool shows_progress, progress_shown;
    int64_t started_us;
};

/* Feeds the engine from the lines: of type nk_bulk_next, with the run as its closure. */
enum nk_bulk_feed nk_bulk_query_next(void *closure, struct nk_dns_question *question,
                                     struct nk_buf *note);
/* Writes a result: of type nk_bulk_take. */
bool nk_bulk_query_take(void *closure, const struct nk_bulk_result *result);
/* Opens the output as the options say. False after the message. */
bool nk_bulk_query_open(struct nk_bulk_query *x);

#endif
