/* resolv.conf, hosts and words for servers out of hostile text. */
#include <stdlib.h>

#include "dns/hosts.h"
#include "dns/resolvconf.h"
#include "dns/server.h"

static bool see(void *closure, const struct nk_addr *addr)
{
    (void)closure;
    if (addr->family != NK_IPV4 && addr->family != NK_IPV6)
        abort();
    return true;
}

/* Each candidate is the name or the name in a domain, and there is an end. */
static void walk_candidates(const struct nk_resolvconf *c, const char *text, size_t len)
{
    struct nk_name name, out;
    size_t n = 0;
    if (!nk_name_parse(text, len < 200 ? len : 200, NULL, &name, NULL))
        return;
    while (nk_resolvconf_candidate(c, &name, len % 2 == 0, n, &out))
        if (++n > c->search_count + 1 || nk_name_labels(&out) < nk_name_labels(&name))
            abort();
    if (n == 0)
        abort();
}

static void read_word(const char *text, size_t len)
{
    struct nk_server_word w;
    struct nk_err err = {0};
    if (nk_server_word_parse(text, len, &w, &err)) {
        if (w.host < text || w.host + w.host_len > text + len || w.host_len == 0)
            abort();
    } else if (err.code != NK_ERR_INPUT || err.offset + err.length > len) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct nk_resolvconf c;
    struct nk_lines lines;
    struct nk_err err = {0};
    nk_resolvconf_init(&c);
    nk_lines_init_text(&lines, text, size, "input");
    if (!nk_resolvconf_read(&c, &lines, NULL, NULL, &err) && err.code != NK_ERR_SYSTEM)
        abort();
    nk_lines_release(&lines);
    if (c.server_count > NK_RESOLV_SERVERS || c.search_count > NK_RESOLV_SEARCH)
        abort();
    walk_candidates(&c, text, size);
    nk_resolvconf_release(&c);
    nk_lines_init_text(&lines, text, size, "input");
    nk_hosts_find(&lines, "www", see, NULL, &err);
    nk_lines_release(&lines);
    read_word(text, size);
    return 0;
}
