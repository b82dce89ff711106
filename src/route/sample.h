/* Small tables that are built in, for lessons, examples and a first try. */
#ifndef NK_ROUTE_SAMPLE_H
#define NK_ROUTE_SAMPLE_H

#include "netkit/err.h"

/* `text` is in a format that nk_route_read() knows. */
struct nk_route_sample {
    const char *name, *summary, *text;
};

/* Both ended by a row without a name; a topology's text is for nk_topology_read(). */
extern const struct nk_route_sample nk_route_samples[];
extern const struct nk_route_sample nk_topology_samples[];

/* Out of one of the two; NULL with `err`, which names those that there are. */
const struct nk_route_sample *nk_route_sample_find(const struct nk_route_sample *samples,
                                                   const char *name, struct nk_err *err);

#endif
