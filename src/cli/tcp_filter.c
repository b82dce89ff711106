#include "cli/tcp_filter.h"

#include <string.h>

#include "cli/frame.h"
#include "tcp/services.h"

/* ---- names of services --------------------------------------------------- */

/* Read when the first name comes. */
struct names {
    const char *protocol;
    bool read;
    struct nk_services services;
    struct nk_err err; /* why they could not be read */
};

static bool find_port(void *closure, const char *name, size_t len, uint16_t *port)
{
    struct names *n = closure;
    if (!n->read)
        nk_services_read(&n->services, NK_SERVICES_FILE, n->protocol, &n->err);
    n->read = true;
    return n->err.code == NK_ERR_NONE && nk_services_port(&n->services, name, len, port);
}

/* ---- operands ------------------------------------------------------------ */

/* The operand in which a place of the joined text lies, and the place in it. */
static void blame(struct nk_ctx *ctx, const struct nk_args *args, size_t first,
                  const struct nk_err *err)
{
    size_t at = first, offset = err->offset, length = err->length;
    while (at + 1 < args->operand_count && offset > strlen(args->operands[at])) {
        offset -= strlen(args->operands[at]) + 1;
        at++;
    }
    size_t len = strlen(args->operands[at]);
    if (offset > len)
        offset = len;
    if (length > len - offset)
        length = len - offset;
    nk_cli_blame(ctx, args->operands[at], offset, length, err->text);
}

bool nk_tcp_filter_operands(struct nk_ctx *ctx, const struct nk_args *args, size_t first,
                            const char *protocol, struct nk_tcp_filter *f)
{
    struct names names = {.protocol = protocol};
    struct nk_buf text = {0};
    struct nk_err err = {0};
    *f = (struct nk_tcp_filter){0};
    for (size_t i = first; i < args->operand_count; i++) {
        if (i > first)
            nk_buf_add_byte(&text, ' ');
        nk_buf_add_text(&text, args->operands[i]);
    }
    bool good = text.failed ? nk_err_memory(&err)
                            : nk_tcp_filter_parse(f, text.data, text.len, find_port, &names, &err);
    if (names.err.code != NK_ERR_NONE)
        nk_cli_fail(ctx, &names.err);
    else if (!good && err.code == NK_ERR_INPUT)
        blame(ctx, args, first, &err);
    else if (!good)
        nk_cli_fail(ctx, &err);
    nk_services_release(&names.services);
    nk_buf_release(&text);
    return good;
}

/* ---- completion ---------------------------------------------------------- */

bool nk_tcp_filter_offers(size_t at, struct nk_offer *offer)
{
    const char *help = NULL, *word = NULL;
    size_t words = 0;
    while (nk_tcp_filter_word(words, &help) != NULL)
        words++;
    if (at < words) {
        word = nk_tcp_filter_word(at, &help);
    } else if (at - words < NK_TCP_STATES) {
        const struct nk_tcp_term *term = nk_tcp_state_term((unsigned)(at - words));
        word = term->name;
        help = term->help;
    }
    *offer = (struct nk_offer){"", word, help};
    return word != NULL;
}
