/* What a check found, as a report or as records: what the verbs named check share. */
#ifndef NK_CLI_REPORT_H
#define NK_CLI_REPORT_H

#include "base/findings.h"
#include "base/labels.h"
#include "cli/cli.h"

/* The fields of such a verb's records, in this order. */
enum nk_report_field {
    NK_REPORT_FILE,
    NK_REPORT_LINE,
    NK_REPORT_ITEM,
    NK_REPORT_FINDING,
    NK_REPORT_OTHER,
    NK_REPORT_DETAIL
};

#define NK_REPORT_OPTION                                                \
    {                                                                   \
        .name = "report", .arg = NK_ARG_CHOICE, .metavar = "KIND",      \
        .words = "text\0tap\0junit\0github", .unexplained = true,       \
        .help = "text, tap, junit, or github for workflow annotations", \
    }

/* An item or line that could not be read; texts are numbers in the list's store. */
struct nk_bad_item {
    uint32_t source, text, error;
    uint64_t line; /* 0: an operand */
    size_t column;
};

/* Zero-initialised is empty. */
struct nk_bad_items {
    struct nk_bad_item *all;
    size_t count, room;
    struct nk_labels texts;
};

/* Keeps what was told on standard error. False where memory is out. */
bool nk_bad_items_add(struct nk_bad_items *b, const struct nk_input_item *at,
                      const struct nk_err *err);
void nk_bad_items_release(struct nk_bad_items *b);

struct nk_report_out {
    struct nk_ctx *ctx;
    const char *suite;
    enum nk_report kind;
    bool records; /* -o json, csv, tsv or --fields instead of a report */
    struct nk_record record;
    struct nk_findings findings;
};

/* Opens the records, where the options ask for them. False after the message. */
bool nk_report_open(struct nk_report_out *r, struct nk_ctx *ctx, const char *suite);
/* Begins, once all has been read. A report for machines has what could not be read too. */
void nk_report_start(struct nk_report_out *r, const struct nk_bad_items *bad);
/* True where items without a finding are part of what is told. */
bool nk_report_has_all(const struct nk_report_out *r);
/* One item: begin, its findings, end. A `file` "-" is called standard input in reports. */
void nk_report_begin(struct nk_report_out *r, const char *file, const char *name, bool failing);
void nk_report_add(struct nk_report_out *r, const struct nk_finding *f);
void nk_report_end(struct nk_report_out *r);
/* Ends a report that was started; tells of a failure. */
void nk_report_finish(struct nk_report_out *r);
/* Closes the records and releases; in any case after nk_report_open(). Returns the status. */
enum nk_status nk_report_close(struct nk_report_out *r);
/* What a report calls a file. */
const char *nk_report_file(const char *file);

#endif
