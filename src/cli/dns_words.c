#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "cli/dns_options.h"
#include "cli/frame.h"
#include "dns/idn.h"
#include "dns/rdata.h"

/* ---- for completion and the choice of the verb ------------------------------------ */

bool nk_dns_type_offers(size_t at, struct nk_offer *offer)
{
    const struct nk_rr_row *row = nk_rr_row_at(at);
    if (row == NULL)
        return false;
    *offer = (struct nk_offer){.word = row->name, .help = row->summary};
    return true;
}

bool nk_dns_word_offers(size_t at, struct nk_offer *offer)
{
    size_t types = 0;
    while (nk_rr_row_at(types) != NULL)
        types++;
    return at < types ? nk_dns_type_offers(at, offer) : nk_dns_plus_offers(at - types, offer);
}

bool nk_dns_is_habit(const char *word)
{
    uint16_t number;
    size_t len = strlen(word);
    return word[0] == '+' || nk_type_find(word, len, &number) || nk_class_find(word, len, &number);
}

/* ---- names -------------------------------------------------------------------------- */

bool nk_dns_name_is_absolute(const char *text)
{
    size_t len = strlen(text), escapes = 0;
    if (len == 0 || text[len - 1] != '.')
        return false;
    while (escapes + 1 < len && text[len - 2 - escapes] == '\\')
        escapes++;
    return escapes % 2 == 0;
}

bool nk_dns_name_option(struct nk_dns_options *o, const char *text, struct nk_name *out)
{
    struct nk_buf ace = {0};
    struct nk_err err = {0};
    bool done;
    if (!o->idn || !nk_idn_has_unicode(text))
        done = nk_name_parse(text, strlen(text), NULL, out, &err);
    else
        done = nk_idn_to_ace(text, &ace, &err) && nk_name_parse(ace.data, ace.len, NULL, out, &err);
    if (ace.len > 0) /* the place is one of another text */
        err.offset = err.length = 0;
    nk_buf_release(&ace);
    if (done)
        return true;
    if (err.code == NK_ERR_INPUT)
        nk_cli_blame(o->ctx, text, err.offset, err.length > 0 ? err.length : strlen(text),
                     err.text);
    else
        nk_cli_fail(o->ctx, &err);
    return false;
}

bool nk_dns_words_name(struct nk_dns_options *o, const struct nk_dns_words *w, struct nk_name *out)
{
    struct nk_addr addr;
    struct nk_err err = {0};
    if (w->name == NULL) {
        nk_cli_misuse(o->ctx, "there is no name to ask for%s",
                      w->type_count > 0 ? ": -q NAME takes one that looks like a type" : "");
        return false;
    }
    if (!w->reverse)
        return nk_dns_name_option(o, w->name, out);
    if (nk_addr_parse(w->name, strlen(w->name), &addr, &err)) {
        nk_name_reverse(&addr, out);
        return true;
    }
    nk_cli_blame(o->ctx, w->name, err.offset, err.length, err.text);
    return false;
}

/* ---- words ---------------------------------------------------------------------------- */

static const char *type_names(const void *of, size_t at)
{
    (void)of;
    const struct nk_rr_row *row = nk_rr_row_at(at);
    return row == NULL ? NULL : row->name;
}

static bool add_type(struct nk_dns_options *o, struct nk_dns_words *w, const char *word,
                     uint16_t type)
{
    for (size_t i = 0; i < w->type_count; i++)
        if (w->types[i] == type)
            return true;
    if (w->type_count == NK_DNS_WORD_TYPES) {
        nk_cli_blame(o->ctx, word, 0, strlen(word), "there are more than 64 types");
        return false;
    }
    w->types[w->type_count++] = type;
    return true;
}

bool nk_dns_server_add(struct nk_dns_options *o, const char *word)
{
    struct nk_err err;
    if (!nk_grow((void **)&o->server_words, o->server_words_count, &o->server_words_room,
                 sizeof *o->server_words)) {
        nk_err_memory(&err);
        nk_cli_fail(o->ctx, &err);
        return false;
    }
    o->server_words[o->server_words_count++] = word;
    return true;
}

/* A word behind the name that is no type. */
static bool refuse(struct nk_dns_options *o, const char *word, const char *what,
                   nk_name_walk *names)
{
    char upper[64] = "";
    for (size_t i = 0; word[i] != '\0' && i + 1 < sizeof upper; i++)
        upper[i] = (char)(word[i] >= 'a' && word[i] <= 'z' ? word[i] - 32 : word[i]);
    const char *near = names == NULL ? NULL : nk_cli_nearest(upper, names, NULL);
    nk_cli_no_word(o->ctx, word, what, near, "");
    return false;
}

static bool take_word(struct nk_dns_options *o, struct nk_dns_words *w, const char *word)
{
    uint16_t number;
    size_t len = strlen(word);
    if (word[0] == '@')
        return nk_dns_server_add(o, word + 1);
    if (word[0] == '+')
        return nk_dns_plus_read(o, word);
    if (strcmp(word, "-") == 0)
        return true;
    if (nk_type_find(word, len, &number))
        return add_type(o, w, word, number);
    if (nk_class_find(word, len, &number)) {
        w->class = number;
        return true;
    }
    if (w->name != NULL)
        return refuse(o, word, "type or class, and there is a name already", type_names);
    w->name = word;
    return true;
}

/* -t, -c, -q, -x. */
static bool take_options(struct nk_dns_options *o, struct nk_dns_words *w)
{
    const struct nk_given *given;
    const char *class = nk_args_text(o->args, "class"), *name = nk_args_text(o->args, "name");
    const char *address = nk_args_text(o->args, "reverse");
    uint16_t type;
    size_t at = 0;
    while ((given = nk_args_next(o->args, "type", &at)) != NULL) {
        if (strncasecmp(given->text, "ixfr=", strlen("ixfr=")) == 0) /* the rest is the verb's */
            type = NK_TYPE_IXFR;
        else if (!nk_type_find(given->text, strlen(given->text), &type))
            return refuse(o, given->text, "type", type_names);
        if (!add_type(o, w, given->text, type))
            return false;
    }
    if (class != NULL && !nk_class_find(class, strlen(class), &w->class))
        return refuse(o, class, "class", NULL);
    w->reverse = address != NULL;
    w->name = address != NULL ? address : name;
    if (address == NULL || name == NULL)
        return true;
    nk_cli_misuse(o->ctx, "-x and -q exclude each other: both say what is asked for");
    return false;
}

bool nk_dns_words_read(struct nk_dns_options *o, struct nk_dns_words *w)
{
    struct nk_err err = {0};
    *w = (struct nk_dns_words){.class = NK_CLASS_IN};
    if (!take_options(o, w))
        return false;
    for (size_t i = 0; i < o->args->operand_count; i++)
        if (!take_word(o, w, o->args->operands[i]))
            return false;
    if (w->reverse && w->type_count == 0)
        w->types[w->type_count++] = NK_TYPE_PTR;
    if (nk_dns_options_edns(o, &err))
        return true;
    nk_cli_fail(o->ctx, &err);
    return false;
}
