/* Chapters on prefixes and on forwarding. */
#include "cli/learn.h"

/* clang-format off */
const struct nk_lesson_step nk_lesson_masks[] = {
    {
        .says = "An address has two parts: the first bits say which network, the others which host in it. How many "
                "bits the network has is written behind a slash: 192.168.122.5/27 has 27 of them, and 32 - 27 = 5 "
                "are left for hosts. The network mask says the same: 27 bits of 1, then 5 of 0.",
        .task = "See how it works out in binary: cidr show 192.168.122.5/27 --explain",
        .hint = "--explain shows the working, of every command that has one.",
        .solution = "cidr show 192.168.122.5/27 --explain",
        .ways = {{"cidr", "show", "--explain", 0, "", "", 0}, {"cidr", "", "--explain", 0, "", "", 0}},
    },
    {
        .says = "Address AND netmask is the network's address: its host bits are 0. All host bits 1 is the broadcast "
                "address, which means every host there. Neither is any host's own.",
        .task = "What is the broadcast address of 10.1.2.3/20? Type it, or let cidr show tell and type it then.",
        .hint = "The third octet is 0000|0010: with host bits 1 it is 0000|1111.",
        .solution = "10.1.15.255",
        .answer = "10.1.15.255", .form = NK_QUIZ_ADDRESS,
    },
    {
        .says = "So a network with n host bits has 2^n addresses, and hosts can have 2^n - 2 of them.",
        .task = "How many hosts can a /30 have, such as 192.168.122.0/30?",
        .hint = "2^(32-30) - 2",
        .solution = "2",
        .answer = "2", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "Is an address in a network? The test is the same AND: an address is in it when its first bits are "
                "the network's.",
        .task = "Ask whether 10.1.19.4 is in 10.1.0.0/20, with the working.",
        .hint = "cidr contains NETWORK ADDRESS --explain",
        .solution = "cidr contains 10.1.0.0/20 10.1.19.4 --explain",
        .ways = {{"cidr", "contains", "", 1, "", "", 0}, {"cidr", "", "", 0, "prefix", "10.1.16.0/20", 0}},
    },
    {
        .says = "It is not, and the status of the command was 1, for 'no': a script can ask so.\n"
                "A network can be split: each bit that is added to the prefix makes two halves.",
        .task = "Split 192.0.2.0/24 into networks of length /26.",
        .hint = "cidr split 192.0.2.0/24 --into 26",
        .solution = "cidr split 192.0.2.0/24 --into 26",
        .ways = {{"cidr", "split", "", 0, "prefix", "192.0.2.192/26", 4}, {"cidr", "", "", 0, "prefix", "192.0.2.192/26", 4}},
    },
    {
        .says = "Four came out of it, and the session keeps them: $ is the last result, so $ can be an operand. Two "
                "halves that belong together can be joined again; that is aggregation, and routing tables are shorter "
                "for it.",
        .task = "Join the four again: cidr aggregate $",
        .hint = "If other commands came between, give the four prefixes, or the number of the result: $2.",
        .solution = "cidr aggregate 192.0.2.0/26 192.0.2.64/26 192.0.2.128/26 192.0.2.192/26",
        .ways = {{"", "", "", 0, "prefix", "192.0.2.0/24", 1}},
    },
    {
        .says = "Real sites need networks of different sizes: VLSM. The largest are placed first, each where it is "
                "aligned.",
        .task = "Plan 192.168.4.0/24 for office=100, lab=50 and link=2 hosts: cidr plan ... --need ...",
        .hint = "--need office=100,lab=50,link=2; --explain tells why each lies where it does.",
        .solution = "cidr plan 192.168.4.0/24 --need office=100,lab=50,link=2",
        .ways = {{"cidr", "plan", "", 0, "", "", 0}},
    },
    {
        .says = "IPv6 works the same, with 128 bits. A hexadecimal digit is 4 bits, so lengths that are multiples of 4 "
                "are easy. A site often has a /48, and each of its networks is a /64.",
        .task = "How many networks of length /64 are there in a /48? A power of two will do.",
        .hint = "64 - 48 bits tell them apart.",
        .solution = "2^16",
        .answer = "65536", .form = NK_QUIZ_NUMBER,
    },
    {.task = ""},
};

const struct nk_lesson_step nk_lesson_forwarding[] = {
    {
        .says = "A router has a table: prefixes, and for each where packets to it go next. Several prefixes may match "
                "an address, and then the longest one decides, since it says the most. The sample table 'textbook' has "
                "192.168.0.0/16 on eth1, 192.168.1.0/24 on eth2 and 192.168.1.32/27 on eth3.",
        .task = "Where does a packet to 192.168.1.33 go? route lookup 192.168.1.33 -t sample:textbook --explain",
        .hint = "Type it as it stands; without --explain it is an answer without the working.",
        .solution = "route lookup 192.168.1.33 -t sample:textbook --explain",
        .ways = {{"route", "lookup", "--explain", 0, "", "", 0}, {"route", "", "", 0, "prefix", "192.168.1.32/27", 0}},
    },
    {
        .says = "All three match, and the /27 is the longest.",
        .task = "Through which device does a packet to 192.168.1.70 leave? Look it up.",
        .hint = "route lookup 192.168.1.70 -t sample:textbook",
        .solution = "route lookup 192.168.1.70 -t sample:textbook",
        .ways = {{"route", "", "", 0, "", "eth2", 0}, {"route", "", "192.168.1.70", 0, "", "", 0}},
    },
    {
        .says = "How does a program find the longest match among a million prefixes at once? It keeps them as a tree "
                "of bits, a trie: left for 0, right for 1, and goes down as far as the address leads.",
        .task = "Look at the table as a trie: route trie -t sample:textbook",
        .hint = "Type it as it stands.",
        .solution = "route trie -t sample:textbook",
        .ways = {{"route", "trie", "", 0, "", "", 0}},
    },
    {
        .says = "A packet goes from router to router, and each looks it up anew. The topology 'textbook' has two hosts "
                "with three routers between them.",
        .task = "Walk a packet from h1 to h2: route walk -T sample:textbook h1 h2",
        .hint = "Type it as it stands; --explain tells what each router does.",
        .solution = "route walk -T sample:textbook h1 h2",
        .ways = {{"route", "walk", "", 0, "", "", 0}},
    },
    {
        .says = "Each router takes 1 off the packet's time to live (TTL; in IPv6 the hop limit) before it sends it "
                "on. Where nothing is left, it discards the packet and tells the sender by ICMP: Time Exceeded. That "
                "is how traceroute finds the routers.",
        .task = "Send the same packet with a TTL of 2: which router answers? Use --ttl 2.",
        .hint = "route walk -T sample:textbook h1 h2 --ttl 2",
        .solution = "route walk -T sample:textbook h1 h2 --ttl 2",
        .ways = {{"route", "walk", "--ttl", 1, "", "", 0}, {"route", "walk", "--ttl=2", 1, "", "", 0}},
    },
    {
        .says = "Two routers that take each other for the way out send a packet to and fro. The TTL is what ends that; "
                "without it such a loop would fill the line.",
        .task = "Watch it: route walk -T sample:loop h1 203.0.113.20",
        .hint = "Type it as it stands.",
        .solution = "route walk -T sample:loop h1 203.0.113.20",
        .ways = {{"route", "walk", "sample:loop", 1, "", "", 0}},
    },
    {
        .says = "Somebody has to fill these tables. By hand, or by a protocol: RIP tells its neighbours how far each "
                "network is (distance vector); OSPF tells everybody which links there are, and each computes the "
                "shortest paths (link state); BGP tells whole paths of AS numbers between providers (path vector).",
        .task = "Which kind of protocol is OSPF: distance-vector, link-state or path-vector?",
        .hint = "It tells about links.",
        .solution = "link-state",
        .answer = "link-state", .form = NK_QUIZ_WORD,
    },
    {.task = ""},
};
/* clang-format on */
