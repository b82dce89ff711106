#include "route/known_labels.h"

#include <stdlib.h>

enum { SETS_MIN = 1 << 6, SETS_MAX = 1 << 15, LINES_OF_SET = 32 };

bool nk_known_labels_init(struct nk_known_labels *k, size_t lines)
{
    unsigned sets = lines == 0 ? SETS_MAX : SETS_MIN;
    while (sets < SETS_MAX && sets < lines / LINES_OF_SET)
        sets *= 2;
    k->shift = 64 - (unsigned)__builtin_ctz(sets);
    k->sets = nk_alloc_array(sets, sizeof *k->sets);
    if (k->sets != NULL)
        memset(k->sets, 0, sets * sizeof *k->sets);
    return k->sets != NULL;
}

void nk_known_labels_release(struct nk_known_labels *k)
{
    free(k->sets);
    *k = (struct nk_known_labels){0};
}

void nk_known_label_keep(struct nk_known_labels *k, uint64_t word, const struct nk_route *route)
{
    struct nk_known_set *set = nk_known_set_of(k, word);
    unsigned at = 0;
    while (at < NK_KNOWN_SET && set->words[at] != 0)
        at++;
    if (word == 0 || at == NK_KNOWN_SET || route->label >= NK_KNOWN_ORIGIN)
        return;
    set->texts[at] = route->label | (route->flags & NK_ROUTE_HAS_ORIGIN ? NK_KNOWN_ORIGIN : 0);
    set->origins[at] = route->origin;
    /* the word comes last: who finds it finds the rest */
    __atomic_store_n(&set->words[at], word, __ATOMIC_RELEASE);
}
