/* The working of `check` and `wait`, and of what `compare` has in common with them. */
#include "cli/dns_explain.h"
#include "cli/dns_probe.h"

/* ---- what is asked ------------------------------------------------------------ */

void nk_dns_probe_explain_question(const struct nk_dns_probe *p, struct nk_buf *b)
{
    static const char *const wanted[] = {
        [NK_EXPECT_PRESENT] = "is there some record?",
        [NK_EXPECT_EQUALS] = "are the data these, and no others? (--equals)",
        [NK_EXPECT_CONTAINS] = "are these among the data? (--contains)",
        [NK_EXPECT_ABSENT] = "is there no such record? (--absent)",
    };
    char name[NK_NAME_TEXT_MAX], type[NK_CODE_TEXT_MAX];
    nk_name_format(&p->question.name, name);
    nk_explain_say(b, 0, "%.300s %s: %s", name, nk_type_name(p->question.type, type),
                   wanted[p->expect.kind]);
}

void nk_dns_probe_explain_authority(const struct nk_dns_probe *p, const struct nk_dns_authority *a,
                                    struct nk_buf *b)
{
    char name[NK_NAME_TEXT_MAX], addr[NK_ADDR_TEXT_MAX];
    nk_name_format(&a->zone, name);
    nk_explain_say(b, 0, "The servers of the zone, which the resolver tells");
    nk_explain_say(b, 2, "SOA: the closest zone that holds the name is %.300s", name);
    nk_explain_say(b, 2, "NS: it names %zu server%s", a->name_count, a->name_count == 1 ? "" : "s");
    nk_explain_say(b, 2, "%s: their addresses, each of which is asked, without RD",
                   p->args.family == NK_IPV4   ? "A"
                   : p->args.family == NK_IPV6 ? "AAAA"
                                               : "A, AAAA");
    for (size_t i = 0; i < a->count && i < NK_DNS_EXPLAIN_LINES; i++) {
        nk_name_format(&a->servers[i].name, name);
        nk_addr_format(&a->servers[i].at.addr, addr);
        nk_explain_say(b, 4, "%.300s %s", name, addr);
    }
    nk_explain_more(b, 4, a->count, NK_DNS_EXPLAIN_LINES, "servers");
}

/* ---- the comparison -------------------------------------------------------------- */

static void say_sets(const struct nk_dns_probe *p, struct nk_buf *b)
{
    const struct nk_values *found = &p->result.found, *expected = &p->expect.values;
    bool equals = p->expect.kind == NK_EXPECT_EQUALS;
    bool held = nk_values_hold(found, expected), holds = nk_values_hold(expected, found);
    nk_explain_say(b, 2,
                   "expected, as a set: the octets count (RFC 4034 6.2), not how it is "
                   "written");
    nk_dns_explain_values(b, 4, expected, found, '-');
    nk_explain_say(b, 2, "found");
    nk_dns_explain_values(b, 4, found, equals ? expected : NULL, '+');
    nk_explain_say(b, 2,
                   held ? "each expected value is found" : "- is expected, and not found: no");
    if (equals)
        nk_explain_say(b, 2,
                       holds ? "each value found is expected" : "+ is found, and not expected: no");
}

static void say_condition(const struct nk_dns_probe *p, struct nk_buf *b)
{
    size_t count = p->result.found.count;
    bool wanted = p->expect.kind == NK_EXPECT_ABSENT ? count == 0 : count > 0;
    char type[NK_CODE_TEXT_MAX];
    if (p->expect.kind == NK_EXPECT_EQUALS || p->expect.kind == NK_EXPECT_CONTAINS)
        say_sets(p, b);
    else
        nk_explain_say(
            b, 2, "records of type %s: %zu, expected %s: %s", nk_type_name(p->question.type, type),
            count, p->expect.kind == NK_EXPECT_ABSENT ? "0" : "1 or more", wanted ? "yes" : "no");
    if (p->expect.ttl_max >= 0) {
        uint32_t ttl = nk_values_ttl(&p->result.found);
        nk_explain_say(b, 2, "the greatest TTL: %u %s %lld (--ttl-max): %s", ttl,
                       ttl > p->expect.ttl_max ? ">" : "<=", (long long)p->expect.ttl_max,
                       ttl > p->expect.ttl_max ? "no" : "yes");
    }
}

void nk_dns_probe_explain(const struct nk_dns_probe *p, struct nk_buf *b)
{
    const struct nk_dns_item item = {
        .input = p->input, .question = &p->question, .servers = p->servers, .reply = &p->reply};
    nk_dns_explain_reply(b, 2, &item);
    if (nk_dns_probe_knows(p))
        say_condition(p, b);
    else
        nk_explain_say(b, 2, "only records, no data and NXDOMAIN say yes or no: this says neither");
}
