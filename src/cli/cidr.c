#include "cli/cidr.h"

const struct nk_verb *const nk_cidr_verbs[] = {
    NULL,
};
