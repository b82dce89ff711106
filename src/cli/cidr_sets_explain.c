#include "cli/cidr_sets_explain.h"

static void tell_lines(struct nk_buf *b, const struct nk_cidr_step *step)
{
    static const uint8_t families[] = {NK_IPV4, NK_IPV6};
    struct nk_cidr_line line;
    for (size_t i = 0; i < 2; i++) {
        if (!nk_cidr_line_begin(&line, b, step->before, families[i]))
            continue;
        nk_cidr_line_row(&line, b, step->before, step->first);
        nk_cidr_line_row(&line, b, step->operand, step->other);
        nk_cidr_line_row(&line, b, step->after, "= kept");
    }
}

void nk_cidr_tell_step(struct nk_buf *b, const struct nk_cidr_step *step)
{
    static const char *const words[4] = {"gone", "kept", "", ""};
    nk_explain_say(b, 0, "%zu. %s %s %s", step->number, step->first,
                   step->intersect ? "and" : "less", step->other);
    if (nk_set_is_empty(step->before)) {
        nk_explain_say(b, 2, "there is nothing in the first set");
        return;
    }
    tell_lines(b, step);
    if (step->intersect)
        nk_explain_say(b, 2,
                       "kept is what two ranges share: from the greater of their first addresses "
                       "to the lesser of their last ones:");
    else
        nk_explain_say(b, 2,
                       "where F to L goes, what lies up to F - 1 is kept, and from L + 1 on:");
    nk_cidr_tell_pieces(b, step->before, step->after, NULL, words);
}

void nk_cidr_tell_result(struct nk_buf *b, const struct nk_set *set)
{
    if (nk_set_is_empty(set)) {
        nk_explain_say(b, 0, "No address is left: there is no prefix.");
        return;
    }
    nk_cidr_tell_fall_rule(b);
    nk_cidr_tell_fall(b, set);
    nk_explain_say(b, 0, "The fewest prefixes:");
}

void nk_cidr_tell_diff(struct nk_buf *b, const char *old_name, const struct nk_set *old,
                       const char *new_name, const struct nk_set *new, const struct nk_set *all)
{
    static const char *const words[4] = {"", "-", "+", "="};
    static const uint8_t families[] = {NK_IPV4, NK_IPV6};
    struct nk_cidr_line line;
    for (size_t i = 0; i < 2; i++) {
        if (!nk_cidr_line_begin(&line, b, all, families[i]))
            continue;
        nk_cidr_line_row(&line, b, old, old_name);
        nk_cidr_line_row(&line, b, new, new_name);
    }
    if (nk_set_is_empty(all))
        nk_explain_say(b, 0, "Both sets are empty.");
    else
        nk_explain_say(b, 0,
                       "Along the line, cut where either set begins or ends: = in both, - in the "
                       "old one only, + in the new one only:");
    nk_cidr_tell_pieces(b, all, old, new, words);
}
