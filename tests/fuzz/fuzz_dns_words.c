/* The words of `dns query`, a line each, up to the point where a server would be asked: what they
 * come to is a query that can be written. */
#include <stdlib.h>
#include <string.h>

#include "cli/dns.h"
#include "cli/dns_fail_on.h"
#include "cli/dns_options.h"
#include "cli/frame.h"

enum { WORDS = 24, TEXT = 2048 };

static void read_words(struct nk_ctx *ctx, const struct nk_args *args)
{
    static uint8_t bytes[NK_DNS_MESSAGE_MAX];
    struct nk_dns_options o;
    struct nk_dns_words w;
    struct nk_dns_fail_on f;
    struct nk_name name;
    bool good = nk_dns_options_init(&o, ctx, args, 1000) && nk_dns_words_read(&o, &w) &&
                nk_dns_words_name(&o, &w, &name) && nk_dns_fail_on_read(&f, ctx, args);
    if (!good && ctx->worst != NK_WRONG && ctx->worst != NK_FAILED)
        abort();
    if (good) {
        o.query.question = (struct nk_dns_question){name, NK_TYPE_A, w.class};
        size_t len = nk_dns_query_write(&o.query, 1, bytes, sizeof bytes);
        if (len == 0 && o.query.edns.options_len < 60000)
            abort();
        if (w.type_count > NK_DNS_WORD_TYPES || o.policy.tries == 0)
            abort();
    }
    nk_dns_options_release(&o);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[TEXT], buffer[1024];
    const char *words[WORDS];
    int count = 0;
    if (size >= sizeof text)
        return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    for (char *word = text; word != NULL && count < WORDS; count++) {
        char *end = strchr(word, '\n');
        if (end != NULL)
            *end++ = '\0';
        words[count] = word;
        word = end;
    }
    struct nk_out out, err;
    nk_out_init(&out, -1, false);
    nk_out_init_fixed(&err, -1, buffer, sizeof buffer);
    struct nk_args args = {.argc = count, .argv = words, .command = nk_command_find("dns")};
    struct nk_ctx ctx = {.in_fd = -1, .out = &out, .err = &err, .args = &args};
    args.verb = &nk_dns_query_verb;
    if (nk_args_parse(&ctx, &args, count, words))
        read_words(&ctx, &args);
    nk_args_release(&args);
    nk_out_release(&out);
    nk_out_release(&err);
    return 0;
}
