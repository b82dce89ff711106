#include "route/vrp_read.h"

bool nk_vrps_read(struct nk_vrps *v, struct nk_route_reader *r, struct nk_err *err)
{
    size_t len;
    if (!nk_lines_fill(&r->lines, NK_ROUTE_HEAD_MAX, err))
        return false;
    const char *head = nk_lines_peek(&r->lines, &len);
    if (nk_vrp_json_guess(head, len))
        return nk_vrp_json_read(v, r, err);
    if (nk_vrp_csv_guess(head, len))
        return nk_vrp_csv_read(v, r, err);
    if (nk_vrp_words_guess(head, len))
        return nk_vrp_words_read(v, r, err);
    return nk_err_set(
        err, NK_ERR_INPUT, 0, 0,
        "'%.120s' holds no payloads: expected routinator's csv, csvext, json, openbgpd "
        "or bird, or SLURM",
        r->lines.source == NULL ? "-" : r->lines.source);
}
