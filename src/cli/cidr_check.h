/* What `cidr check` finds, and how it is told. */
#ifndef NK_CLI_CIDR_CHECK_H
#define NK_CLI_CIDR_CHECK_H

#include "cli/cidr_entries.h"
#include "cli/report.h"

enum nk_cidr_finding { NK_CIDR_OVERLAP, NK_CIDR_HOST_BITS, NK_CIDR_OUTSIDE, NK_CIDR_NOT_PRIVATE };

/* A finding in few bytes: the words are made when it is written. */
struct nk_cidr_note {
    uint32_t item, other; /* entries */
    enum nk_cidr_finding kind;
};

/* So many are kept. A list of equal lines has a pair for every two of them: more than any memory.
 */
enum { NK_CIDR_NOTES_MAX = 1 << 22 };

/* One run of the verb. */
struct nk_cidr_check {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_cidr_entries entries;
    struct nk_set within;
    struct nk_buf within_text; /* what --within names, with a NUL; empty where it is not given */
    bool disjoint, canonical, inside, private_only;
    struct nk_cidr_note *notes;
    size_t count, room;
    bool failed; /* a note could not be kept: memory is out */
    bool capped; /* there are more pairs than notes */
    struct nk_report_out report;
    size_t explained; /* findings whose working was told */
};

/* The findings as a report, with their workings where they are asked for, and the status. */
void nk_cidr_check_tell(struct nk_cidr_check *x);

#endif
