/* What the files of `netkit dns compare` share. */
#ifndef NK_CLI_DNS_COMPARE_H
#define NK_CLI_DNS_COMPARE_H

#include "cli/dns_explain.h"

/* What one server said. */
struct nk_compare_answer {
    const struct nk_dns_server *server;
    const struct nk_name *name; /* NULL: only its address is known */
    bool answered;
    enum nk_dns_outcome outcome;
    unsigned rcode;
    struct nk_values values;
    struct nk_buf error; /* with a NUL; empty for none */
};

/* Appends how an answer, the `number`th from 1, is held against the first one that came. `same` is
 * what that gave; `first` is NULL where none came, and the answer itself where it is the first. */
void nk_compare_explain(struct nk_buf *b, unsigned number, const struct nk_compare_answer *a,
                        const struct nk_compare_answer *first, bool same);

#endif
