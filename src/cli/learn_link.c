/* Chapters on what a packet is made of, and on addresses. */
#include "cli/learn.h"

/* clang-format off */
const struct nk_lesson_step nk_lesson_layers[] = {
    {
        .says = "Programs on two machines talk by messages. A message goes down through layers, and each layer puts a "
                "header before what it was given: DNS asks its question, UDP says for which program it is, IP for "
                "which machine, Ethernet for which station on this wire. The other side takes the headers off again, "
                "in reverse. This is called encapsulation.\n"
                "The session has a real packet for you, as hexadecimal digits, under the name $packet.",
        .task = "Take it apart: tcp-state decode $packet",
        .hint = "Type the command as it stands; $packet is replaced by the digits.",
        .solution = "tcp-state decode $packet",
        .ways = {{"tcp-state", "decode", "", 0, "", "", 0}},
    },
    {
        .says = "The boxes lie in one another: the outermost header is the first on the wire. Each header says what "
                "comes behind it: Ethernet has an EtherType, IP has a protocol number, UDP has port numbers.",
        .task = "Which protocol number in the IPv4 header says that UDP follows?",
        .hint = "Look at the row 'protocol' of the IPv4 header.",
        .solution = "17",
        .answer = "17", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "Each layer has its own name for what it sends: Ethernet a frame, IP a packet (or datagram), TCP a "
                "segment, UDP a datagram, and DNS a message. The lower layers do not look into what they carry.",
        .task = "How many bytes long is the Ethernet header: two addresses of 6 bytes each, and the EtherType of 2?",
        .hint = "6 + 6 + 2.",
        .solution = "14",
        .answer = "14", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "The header of IPv4 has 20 bytes without options, that of UDP 8. Every layer costs something: this "
                "DNS question has 34 bytes, and the frame on the wire has more than twice that.",
        .task = "How many bytes of headers stand before the DNS message in this packet?",
        .hint = "14 + 20 + 8.",
        .solution = "42",
        .answer = "42", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "Behind the 42 bytes is the message of DNS itself. netkit dns decode reads such a message, and looks for "
                "it in a whole packet of a capture, too. The hexadecimal digits of the message alone are\n"
                "  1a2b 0100 0001 0000 0000 0000\n"
                "  03777777 076578616d706c65 0474657374 00 0001 0001",
        .task = "Decode that message: dns decode 1a2b01000001000000000000037777770765786"
                "16d706c6504746573740000010001",
        .hint = "Give the digits to dns decode, without blanks.",
        .solution = "dns decode 1a2b0100000100000000000003777777076578616d706c6504746573740000010001",
        .ways = {{"dns", "decode", "", 0, "", "", 0}},
    },
    {.task = ""},
};

const struct nk_lesson_step nk_lesson_addresses[] = {
    {
        .says = "A station on an Ethernet has an address of 48 bits, written as six pairs of hexadecimal digits: "
                "00-00-5e-00-53-01, or with colons. The first half names the maker (the OUI). The lowest bit of the "
                "first octet tells whether it is one station (0, unicast) or a group (1, multicast).",
        .task = "Let netkit tell whether 01-00-5e-00-00-fb is one station or a group: cidr mac ...",
        .hint = "cidr mac 01-00-5e-00-00-fb",
        .solution = "cidr mac 01-00-5e-00-00-fb",
        .ways = {{"cidr", "mac", "", 0, "kind", "multicast", 0}},
    },
    {
        .says = "An Ethernet address means something on its own wire only. An IP address is for the whole internet: "
                "32 bits in IPv4, written as four numbers from 0 to 255, and 128 bits in IPv6, written as groups of "
                "four hexadecimal digits.",
        .task = "How many different addresses can 32 bits tell apart? A power of two will do.",
        .hint = "2^32",
        .solution = "2^32",
        .answer = "4294967296", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "Leading zeros in a group of an IPv6 address are left out, and the longest run of groups of zeros "
                "becomes :: (RFC 5952 tells how exactly, so that everybody writes the same).",
        .task = "How is 2001:0db8:0000:0000:0008:0800:200c:417a written in short?",
        .hint = "cidr show tells, or think: which groups are zero?",
        .solution = "2001:db8::8:800:200c:417a",
        .answer = "2001:db8::8:800:200c:417a", .form = NK_QUIZ_EXACT,
    },
    {
        .says = "Not every address can be used everywhere. 10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16 are private: "
                "anybody may use them at home, and nobody forwards them on the internet. 127.0.0.0/8 is the own "
                "machine, 192.0.2.0/24 is for examples. IANA keeps the list.",
        .task = "What is 169.254.10.1? Let netkit classify it.",
        .hint = "cidr classify 169.254.10.1",
        .solution = "cidr classify 169.254.10.1",
        .ways = {{"cidr", "", "", 0, "block", "Link Local", 0}},
    },
    {
        .says = "That is link-local: an address that a machine gives itself when nobody gave it one. IPv6 interfaces "
                "always have one, in fe80::/10.",
        .task = "Is 172.32.0.1 a private address? Find out, and answer yes or no.",
        .hint = "172.16.0.0/12 goes up to 172.31.255.255; cidr classify tells, too.",
        .solution = "no",
        .answer = "no", .form = NK_QUIZ_YES_NO,
    },
    {
        .says = "An IPv6 host can make its own address: the network's first 64 bits, and 64 more out of its Ethernet "
                "address. ff:fe goes into the middle of it, and one bit of its first octet is inverted.",
        .task = "Which address does the station 00-00-5e-00-53-01 make in 2001:db8:1:2::/64?",
        .hint = "cidr mac has an option --prefix.",
        .solution = "cidr mac 00-00-5e-00-53-01 --prefix 2001:db8:1:2::/64",
        .ways = {{"", "", "", 0, "", "2001:db8:1:2:200:5eff:fe00:5301", 0}},
    },
    {
        .says = "Networks that are run by one organisation are an autonomous system, with a number of its own: the AS "
                "number, 16 bits once and 32 today. BGP, by which they tell one another their routes, calls them so. "
                "Some numbers are private, like addresses.",
        .task = "What kind of number is AS 64512? Ask cidr asn.",
        .hint = "cidr asn 64512",
        .solution = "cidr asn 64512",
        .ways = {{"cidr", "asn", "", 0, "kind", "private", 0}},
    },
    {.task = ""},
};
/* clang-format on */
