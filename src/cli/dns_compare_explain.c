#include "cli/dns_compare.h"

static void say_head(struct nk_buf *b, unsigned number, const struct nk_compare_answer *a,
                     const char *what)
{
    struct nk_buf server = {0};
    nk_dns_server_text(&server, a->server);
    nk_explain_say(b, 2, "%u. %.*s: %s", number, (int)server.len,
                   server.len == 0 ? "" : server.data, what);
    b->failed = b->failed || server.failed;
    nk_buf_release(&server);
}

void nk_compare_explain(struct nk_buf *b, unsigned number, const struct nk_compare_answer *a,
                        const struct nk_compare_answer *first, bool same)
{
    char ours[NK_CODE_TEXT_MAX], its[NK_CODE_TEXT_MAX];
    if (!a->answered) {
        say_head(b, number, a, "no answer, which is neither the same nor another");
        return;
    }
    if (a == first) {
        say_head(b, number, a, "the first answer, the others are held against it");
        nk_dns_explain_values(b, 5, &a->values, NULL, ' ');
        return;
    }
    say_head(b, number, a, same ? "the same" : "another");
    nk_explain_say(b, 5, "status: %s %s %s", nk_rcode_name(a->rcode, ours),
                   a->rcode == first->rcode ? "=" : "is not", nk_rcode_name(first->rcode, its));
    if (a->values.count + first->values.count == 0) {
        nk_explain_say(b, 5, "data: none in both");
    } else if (nk_values_equal(&a->values, &first->values)) {
        nk_explain_say(b, 5, "data: each of %zu is in the other, and back", a->values.count);
    } else {
        nk_explain_say(b, 5, "data: - is in the first alone, + in this alone");
        nk_dns_explain_lone(b, 7, &first->values, &a->values, '-');
        nk_dns_explain_lone(b, 7, &a->values, &first->values, '+');
    }
    if (a->values.count > 0 && first->values.count > 0 &&
        nk_values_ttl(&a->values) != nk_values_ttl(&first->values))
        nk_explain_say(b, 5, "TTL: %u, not %u: no difference, caches count down",
                       nk_values_ttl(&a->values), nk_values_ttl(&first->values));
}
