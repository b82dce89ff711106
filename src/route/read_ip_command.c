/*
 * Commands that make routes and rules, as scripts and files for `ip -batch` have them, and as
 * `netkit route export --to ip` writes them: "[ip] [-6] route add PREFIX ...", "rule add ...".
 * Their words are those of the listings, and a few more.
 */
#include "route/read_ip.h"

static bool is_verb(const struct nk_slice *word)
{
    static const char *const verbs[] = {"add", "append", "prepend", "replace", "change"};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (nk_slice_is(word, verbs[i]))
            return true;
    return false;
}

enum nk_ip_command nk_ip_command(struct nk_route_line *line, uint8_t *family)
{
    struct nk_route_line rest = *line;
    struct nk_slice word, verb;
    *family = NK_FAMILY_NONE;
    if (!nk_route_word(&rest, &word) || (nk_slice_is(&word, "ip") && !nk_route_word(&rest, &word)))
        return NK_IP_NO_COMMAND;
    while (nk_slice_is(&word, "-4") || nk_slice_is(&word, "-6")) {
        *family = word.text[1] == '4' ? NK_IPV4 : NK_IPV6;
        if (!nk_route_word(&rest, &word))
            return NK_IP_NO_COMMAND;
    }
    bool route = nk_slice_is(&word, "route") || nk_slice_is(&word, "ro") || nk_slice_is(&word, "r");
    bool rule = nk_slice_is(&word, "rule") || nk_slice_is(&word, "ru");
    if ((!route && !rule) || !nk_route_word(&rest, &verb) || !is_verb(&verb))
        return NK_IP_NO_COMMAND;
    line->at = rest.at;
    return route ? NK_IP_ROUTE_COMMAND : NK_IP_RULE_COMMAND;
}
