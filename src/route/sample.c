#include "route/sample.h"

#include <stdio.h>
#include <string.h>

const struct nk_route_sample nk_route_samples[] = {
    {"textbook", "three prefixes that nest, each through another device",
     "192.168.0.0/16 dev eth1\n"
     "192.168.1.0/24 dev eth2\n"
     "192.168.1.32/27 dev eth3\n"},
    {NULL, NULL, NULL},
};

const struct nk_route_sample *nk_route_sample_find(const char *name, struct nk_err *err)
{
    char names[120] = "";
    size_t len = 0;
    for (const struct nk_route_sample *s = nk_route_samples; s->name != NULL; s++) {
        if (strcmp(s->name, name) == 0)
            return s;
        int n = snprintf(names + len, sizeof names - len, "%s%s", len > 0 ? ", " : "", s->name);
        len += n > 0 && (size_t)n < sizeof names - len ? (size_t)n : 0;
    }
    nk_err_set(err, NK_ERR_INPUT, 0, 0, "there is no sample '%.40s'; there are: %s", name, names);
    return NULL;
}
