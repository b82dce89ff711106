/* The chapter on DNS; its internet is the lab. */
#include "cli/learn.h"

/* clang-format off */
const struct nk_lesson_step nk_lesson_dns[] = {
    {
        .says = "People use names, packets need addresses. DNS tells which address a name has. While this chapter is "
                "on, netkit dns asks a small internet inside the program: a root, top-level domains, and zones below "
                "them. No packet leaves your machine.",
        .task = "Ask for the address of www.example.test: dns query www.example.test",
        .hint = "dns query NAME, or just dns NAME.",
        .solution = "dns query www.example.test",
        .ways = {{"dns", "", "", 0, "", "~192.0.2.80", 0}},
    },
    {
        .says = "The answer has a record: a name, a TTL (for how many seconds it may be kept), a class (IN), a type (A: "
                "an IPv4 address) and the data. IPv6 addresses have a type of their own.",
        .task = "Ask for the IPv6 address of www.example.test, type AAAA.",
        .hint = "dns query www.example.test AAAA",
        .solution = "dns query www.example.test AAAA",
        .ways = {{"dns", "", "", 0, "", "~2001:db8::80", 0}},
    },
    {
        .says = "Your program asked one server, the resolver, which did the work. It begins at the root, which does "
                "not know the name but knows the servers of 'test'; those know the servers of 'example.test'; and "
                "those have the answer. Each such hint is a referral.",
        .task = "Walk that way yourself, from the root: dns trace www.example.test",
        .hint = "Type it as it stands; --explain tells what every server said.",
        .solution = "dns trace www.example.test",
        .ways = {{"dns", "trace", "", 0, "", "", 0}},
    },
    {
        .says = "The last server has the zone itself: its answer is authoritative, and says so by the flag aa. The "
                "resolver's answer was not: it came from elsewhere, perhaps out of its cache.",
        .task = "Ask a server of the zone: dns query www.example.test @127.53.10.1",
        .hint = "@ names the server that is asked.",
        .solution = "dns query www.example.test @127.53.10.1",
        .ways = {{"dns", "", "@127.53.10.1", 0, "", "", 0}, {"dns", "", "", 0, "flags", "aa", 0}},
    },
    {
        .says = "A name can be an alias: a CNAME record says for which other name it stands, and that may be in another "
                "zone.",
        .task = "Which address does store.example.test lead to? Ask, and look at the chain.",
        .hint = "dns query store.example.test",
        .solution = "dns query store.example.test",
        .ways = {{"dns", "", "store.example.test", 0, "", "", 0}},
    },
    {
        .says = "A name that does not exist has the response code NXDOMAIN. A name that exists, but has no record of "
                "that type, has NOERROR and an empty answer: NODATA.",
        .task = "Ask for nothing.example.test.",
        .hint = "dns query nothing.example.test",
        .solution = "dns query nothing.example.test",
        .ways = {{"dns", "", "", 1, "status", "NXDOMAIN", 0}, {"dns", "", "nothing.example.test", 1, "", "", 0}},
    },
    {
        .says = "Mail for a domain goes to the hosts of its MX records, the lowest number first.",
        .task = "Ask for the MX records of example.test.",
        .hint = "dns query example.test MX",
        .solution = "dns query example.test MX",
        .ways = {{"dns", "", "", 0, "", "~mail.example.test", 0}},
    },
    {
        .says = "From an address back to a name: PTR records, under a name that is made of the address in reverse, "
                "such as 80.2.0.192.in-addr.arpa.",
        .task = "Which name has 192.0.2.80? dns reverse ...",
        .hint = "dns reverse 192.0.2.80",
        .solution = "dns reverse 192.0.2.80",
        .ways = {{"dns", "", "", 0, "", "~www.example.test", 0}},
    },
    {
        .says = "DNS uses UDP first: one packet there, one back. An answer that is too long for that comes with the "
                "flag tc (truncated), and the client asks again over TCP. netkit shows both tries.",
        .task = "Ask for big.example.test, type TXT, and see which transport the answer came by.",
        .hint = "dns query big.example.test TXT",
        .solution = "dns query big.example.test TXT",
        .ways = {{"dns", "", "", 0, "transport", "tcp", 0}},
    },
    {.task = ""},
};
/* clang-format on */
