/*
 * What iproute2 prints: `ip route`, `ip rule` and `ip nexthop`, one after the other or mixed, with
 * -d, -o, -s, -N or colours; and the commands that make routes and rules.
 */
#include "route/read_ip.h"

#include "addr/scan.h"
#include "route/formats.h"
#include "route/names.h"
#include "route/nexthops.h"

/* ---- lines and their parts ----------------------------------------------- */

/* Copies a line without colours, ESC [ ... m: NULL when out of memory. */
static const char *without_colours(struct nk_buf *b, const char *at, const char *end)
{
    nk_buf_clear(b);
    while (at != end) {
        if (*at == '\033' && end - at > 1 && at[1] == '[') {
            at += 2;
            while (at != end && (*at == ';' || (*at >= '0' && *at <= '9')))
                at++;
            at += at != end;
            continue;
        }
        nk_buf_add_byte(b, *at++);
    }
    nk_buf_add_byte(b, '\0');
    return b->failed ? NULL : b->data;
}

/* With -o what would be the next line stands behind a backslash. Takes the first part off. */
static struct nk_route_line take_part(struct nk_route_line *line)
{
    struct nk_route_line part = *line;
    for (const char *c = line->at; c != line->end; c++) {
        if (*c == '\\' && (c + 1 == line->end || c[1] == ' ' || c[1] == '\t')) {
            part.end = c;
            line->at = c + 1;
            return part;
        }
    }
    line->at = line->end;
    return part;
}

/* By what a line begins with. False where it was refused, or where the reading ends. */
static bool read_part(struct nk_ip_reader *x, struct nk_route_line *part)
{
    struct nk_slice first;
    if (!nk_route_peek(part, &first) || first.text[0] == '#')
        return true;
    if (nk_ip_is_more(&first))
        return nk_ip_more_line(x, part);
    if (!nk_ip_route_end(x))
        return false;
    enum nk_ip_command command = nk_ip_command(part, &x->family);
    x->is_command = command != NK_IP_NO_COMMAND;
    if (nk_ip_is_rule(&first) || command == NK_IP_RULE_COMMAND)
        return nk_ip_rule_line(x, part);
    if (nk_slice_is(&first, "id"))
        return nk_ip_nexthop_line(x, part);
    return nk_ip_route_line(x, part);
}

/* False where the reading ends. */
static bool read_line(struct nk_ip_reader *x, struct nk_route_line *line)
{
    if (memchr(line->at, '\033', (size_t)(line->end - line->at)) != NULL) {
        const char *plain = without_colours(&x->plain, line->at, line->end);
        if (plain == NULL)
            return nk_ip_memory(x);
        *line = (struct nk_route_line){plain, plain, plain + x->plain.len - 1, line->number};
    }
    do {
        struct nk_route_line part = take_part(line);
        if (!read_part(x, &part) && x->ended)
            return false;
    } while (line->at != line->end && !x->r->stopped);
    return true;
}

bool nk_ip_read(struct nk_route_reader *r, struct nk_err *err)
{
    struct nk_ip_reader x = {.r = r, .err = err, .families = nk_families_start(r->table)};
    struct nk_route_line line;
    bool good = true;
    while (good && nk_route_next_line(r, &line, err))
        good = read_line(&x, &line);
    if (good)
        good = nk_ip_route_end(&x) && err->code == NK_ERR_NONE;
    nk_families_end(&x.families);
    nk_draft_release(&x.draft);
    nk_buf_release(&x.plain);
    return nk_nexthops_resolve(r->table, 0, good ? err : NULL) && good;
}

/* ---- is it that? --------------------------------------------------------- */

enum { GUESS_LINES = 40, SURE = 70 };

/* The words that follow a prefix in a line of iproute2, and in none of the routers' listings. */
static bool is_route_word(const struct nk_slice *word)
{
    static const char *const words[] = {"via",    "dev",   "proto",    "scope",  "src",
                                        "metric", "table", "nhid",     "tos",    "mtu",
                                        "from",   "encap", "linkdown", "onlink", "pref"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (nk_slice_is(word, words[i]))
            return true;
    return false;
}

static bool is_prefix(const struct nk_slice *word)
{
    struct nk_prefix p;
    return nk_slice_is(word, "default") || nk_prefix_parse(word->text, word->len, &p, NULL);
}

/* A route with a type, which may have nothing behind its prefix. */
static bool is_typed(const struct nk_slice *type, const struct nk_slice *next)
{
    uint8_t number;
    return nk_route_type_number(type->text, type->len, &number) && is_prefix(next);
}

/* "PREFIX via A on DEVICE [...]" of BIRD 1; `line` stands behind "via". */
static bool is_bird(const struct nk_route_line *line)
{
    struct nk_route_line rest = *line;
    struct nk_slice word;
    return nk_route_word(&rest, &word) && nk_route_word(&rest, &word) && nk_slice_is(&word, "on");
}

enum verdict { NEUTRAL, GOOD, BAD };

static enum verdict judge_line(struct nk_route_line *line)
{
    struct nk_slice first, second, third;
    uint8_t family;
    if (nk_ip_command(line, &family) != NK_IP_NO_COMMAND)
        return GOOD;
    if (!nk_route_word(line, &first) || first.text[0] == '#')
        return NEUTRAL;
    if (!nk_route_word(line, &second))
        return is_prefix(&first) ? NEUTRAL : BAD;
    bool more = nk_route_peek(line, &third);
    if (nk_ip_is_rule(&first))
        return nk_slice_is(&second, "from") || nk_slice_is(&second, "not") ? GOOD : BAD;
    if (nk_slice_is(&first, "id"))
        return second.text[0] >= '0' && second.text[0] <= '9' ? GOOD : BAD;
    if (nk_slice_is(&first, "nexthop") || nk_slice_is(&first, "nh_info"))
        return nk_slice_is(&second, "via") || nk_slice_is(&second, "dev") ? GOOD : NEUTRAL;
    if (is_prefix(&first))
        return (is_route_word(&second) || second.text[0] == '\\') && !is_bird(line) ? GOOD : BAD;
    if (!is_typed(&first, &second))
        return nk_slice_is(&first, "cache") ? NEUTRAL : BAD;
    /* "TYPE PREFIX" may stand in a plain list too; iproute2 leaves a blank at the end */
    if (!more)
        return line->end[-1] == ' ' ? GOOD : NEUTRAL;
    return is_route_word(&third) ? GOOD : BAD;
}

/* The next line of the head, CR taken off. */
static struct nk_route_line head_line(const char **at, const char *end)
{
    const char *newline = memchr(*at, '\n', (size_t)(end - *at));
    const char *stop = newline == NULL ? end : newline;
    struct nk_route_line line = {.text = *at, .at = *at, .end = stop};
    if (stop != *at && stop[-1] == '\r')
        line.end--;
    *at = stop + (newline != NULL);
    return line;
}

int nk_ip_guess(const char *head, size_t len)
{
    const char *at = head, *end = head + len;
    struct nk_buf plain = {0};
    unsigned good = 0, bad = 0;
    while (at < end && good + bad < GUESS_LINES) {
        struct nk_route_line line = head_line(&at, end);
        if (memchr(line.at, '\033', (size_t)(line.end - line.at)) != NULL) {
            const char *text = without_colours(&plain, line.at, line.end);
            if (text == NULL)
                break;
            line = (struct nk_route_line){.at = text, .end = text + plain.len - 1};
        }
        enum verdict verdict = judge_line(&line);
        good += verdict == GOOD;
        bad += verdict == BAD;
    }
    nk_buf_release(&plain);
    return good > bad ? SURE : 0;
}
