#include <string.h>

#include "cli/dns_reverse.h"

/* The zone that a part of the name's labels is, and the prefix that has it. */
static void say_zone(struct nk_buf *b, const struct nk_addr *addr, const char *name)
{
    bool v4 = addr->family == NK_IPV4;
    unsigned labels = v4 ? 1 : 20, each = v4 ? 8 : 4;
    const struct nk_prefix host = {*addr, (uint8_t)(v4 ? 24 : 48)};
    struct nk_prefix network = nk_prefix_network(&host);
    char text[NK_PREFIX_TEXT_MAX];
    for (unsigned i = 0; i < labels; i++)
        name = strchr(name, '.') + 1;
    nk_prefix_format(&network, text);
    nk_explain_say(b, 3,
                   "A name is read from its end, an address from its start. A label is %u bits: "
                   "without the first %s %u - %u x %u = %u bits are left, and %s covers %s",
                   each, v4 ? "label" : "20 labels", v4 ? 32u : 128u, labels, each, network.length,
                   name, text);
}

void nk_reverse_explain_name(struct nk_buf *b, const struct nk_addr *addr,
                             const struct nk_name *name)
{
    bool v4 = addr->family == NK_IPV4;
    char text[NK_ADDR_TEXT_MAX], full[NK_ADDR_TEXT_MAX], reversed[NK_NAME_TEXT_MAX];
    nk_addr_format(addr, text);
    nk_addr_format_expanded(addr, full);
    nk_name_format(name, reversed);
    nk_explain_say(b, 0, "%s: which name has it?", text);
    nk_explain_say(b, 0,
                   v4 ? "1. The name to ask for: the 4 octets from the last to the first, each a "
                        "label, below in-addr.arpa (RFC 1035 3.5)"
                      : "1. The name to ask for: the 32 hexadecimal digits from the last to the "
                        "first, each a label, below ip6.arpa (RFC 3596 2.5)");
    nk_explain_say(b, 5, "%s", v4 ? text : full);
    nk_explain_say(b, 5, "%s", reversed);
    say_zone(b, addr, reversed);
}

void nk_reverse_explain_answer(struct nk_buf *b, const struct nk_dns_item *item)
{
    nk_explain_say(b, 0, "2. Its PTR records");
    nk_dns_explain_reply(b, 3, item);
}

void nk_reverse_explain_back(struct nk_buf *b, const struct nk_addr *addr, int agrees,
                             unsigned step, const struct nk_dns_item *item)
{
    char text[NK_ADDR_TEXT_MAX], name[NK_NAME_TEXT_MAX];
    nk_addr_format(addr, text);
    nk_name_format(&item->question->name, name);
    nk_explain_say(b, 0, "%u. Does %.300s lead back? Its %s records", step, name,
                   addr->family == NK_IPV4 ? "A" : "AAAA");
    nk_dns_explain_reply(b, 3, item);
    if (agrees < 0)
        nk_explain_say(b, 3, "that tells nothing of %s", text);
    else
        nk_explain_say(b, 3, agrees ? "%s is among them: yes" : "%s is not among them: no", text);
}
