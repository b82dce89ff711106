/* What a check found, as text, TAP, JUnit XML or GitHub workflow commands. */
#ifndef NK_BASE_FINDINGS_H
#define NK_BASE_FINDINGS_H

#include <stdint.h>

#include "base/buf.h"
#include "base/out.h"

enum nk_report { NK_REPORT_TEXT, NK_REPORT_TAP, NK_REPORT_JUNIT, NK_REPORT_GITHUB };

/* One finding about one item; `file` NULL for an operand. All text is escaped by the writer. */
struct nk_finding {
    const char *file;
    uint64_t line; /* 0: none */
    size_t column; /* 0: none */
    const char *item;
    const char *finding; /* the fixed word: "overlap", "host-bits" */
    const char *other;   /* NULL: none */
    const char *detail;  /* one sentence */
};

/*
 * One call an item, in order: an item without findings passes. `suite` names the check ("netkit
 * cidr check"). text: `file:line:column: finding: detail`; TAP 14 (a diagnostic block for each that
 * fails); JUnit XML (header and counts need the end, so it is collected in memory); github:
 * `::error file=,line=,col=,title=::`.
 */
struct nk_findings {
    struct nk_out *out;
    enum nk_report report;
    const char *suite;
    uint64_t items, failed, total;
    bool failing; /* the item that is open */
    struct nk_buf body;
};

void nk_findings_init(struct nk_findings *f, struct nk_out *out, enum nk_report report,
                      const char *suite);
void nk_findings_release(struct nk_findings *f);
/* One item: `name` is its text, `failing` whether findings follow, one call each, up to the end.
 * They are written as they come: an item may have any number of them. */
void nk_findings_begin(struct nk_findings *f, const char *file, const char *name, bool failing);
void nk_findings_add(struct nk_findings *f, const struct nk_finding *finding);
void nk_findings_end(struct nk_findings *f);
/* The three in one: `count` findings, 0 when the item passes. */
void nk_findings_item(struct nk_findings *f, const char *file, const char *name,
                      const struct nk_finding *findings, size_t count);
/* The closing lines (TAP plan, JUnit document). False when out of memory. */
bool nk_findings_finish(struct nk_findings *f, struct nk_err *err);

#endif
