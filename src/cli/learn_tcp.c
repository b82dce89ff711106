/* Chapters on headers, on the handshake, on states and on the socket calls. */
#include "cli/learn.h"

/* clang-format off */
const struct nk_lesson_step nk_lesson_headers[] = {
    {
        .says = "IP brings a packet to a machine. For which program it is, UDP and TCP say, by a port number of 16 "
                "bits. The ports 0 to 1023 are well-known: 53 is DNS, 80 is HTTP, 443 is HTTPS. The session has a "
                "packet for you as $syn: the first of a TCP connection.",
        .task = "Take it apart: tcp-state decode $syn",
        .hint = "Type it as it stands.",
        .solution = "tcp-state decode $syn",
        .ways = {{"tcp-state", "decode", "", 0, "", "", 0}},
    },
    {
        .says = "The headers are drawn as the RFCs draw them: rows of 32 bits. The TCP header begins with the two "
                "ports, then comes the sequence number.",
        .task = "To which port is the segment sent?",
        .hint = "The destination port of the TCP header.",
        .solution = "80",
        .answer = "80", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "TCP counts bytes: each has a sequence number. The acknowledgement number says which byte the sender of "
                "the segment expects next; it means something only when the control bit ACK is set. There are 8 "
                "control bits, from CWR to FIN.",
        .task = "Which control bits are set in $syn?",
        .hint = "The connection is just being opened.",
        .solution = "SYN",
        .answer = "SYN", .form = NK_QUIZ_FLAGS,
    },
    {
        .says = "The header of TCP has 20 bytes and may have options behind them; the data offset counts rows of 32 "
                "bits. This one has the option MSS: the largest segment that its sender wants to get.",
        .task = "Which maximum segment size does it name?",
        .hint = "The value of the option MSS.",
        .solution = "1460",
        .answer = "1460", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "UDP is much less: two ports, a length and a checksum. Nothing is acknowledged, nothing is sent again, "
                "nothing is in order; a program that wants that has to see to it. DNS mostly gets along without.",
        .task = "How many bytes has the header of UDP: four fields of 16 bits?",
        .hint = "4 times 2.",
        .solution = "8",
        .answer = "8", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "The checksum of both covers the data, the header and the two IP addresses. It is the ones' complement "
                "of a sum: a bit that fell over on the way is found. netkit computes it and says whether it is right.",
        .task = "Break the packet and see. This is $syn with one digit changed: tcp-state decode "
                "4500002c000140004006b68bc000020ac0000235d4310051000003e8000000006002ffff3b7d0000020405b4",
        .hint = "Type or paste it as it stands; look at the checksum of TCP.",
        .solution = "tcp-state decode 4500002c000140004006b68bc000020ac0000235d4310051000003e8000000006002ffff3b7d0000020405b4",
        .ways = {{"tcp-state", "decode", "4500002c000140004006b68bc000020ac0000235d4310051000003e8000000006002ffff3b7d0000020405b4", 0, "", "", 0},
                 {"tcp-state", "decode", "4500002c000140004006b68bc000020ac0000235d4310051000003e8000000006002ffff3b7d0000020405b4", 1, "", "", 0}},
    },
    {.task = ""},
};

const struct nk_lesson_step nk_lesson_handshake[] = {
    {
        .says = "Before data flows both ends agree on where they begin to count. The client sends a SYN with an initial "
                "sequence number (ISN) of its own, by chance so that nobody can guess it; the server answers with a SYN "
                "of its own and acknowledges the client's; the client acknowledges that. Three segments: the three-way "
                "handshake.",
        .task = "See it, and how the connection ends: tcp-state walk",
        .hint = "Type it as it stands.",
        .solution = "tcp-state walk",
        .ways = {{"tcp-state", "walk", "", 0, "", "", 0}},
    },
    {
        .says = "A SYN counts as one byte, and an acknowledgement number is the next byte that is expected: so the "
                "server acknowledges the client's ISN plus 1.",
        .task = "The client's ISN is 4000, the server's 9000. Which acknowledgement number has the client's ACK, the "
                "third segment?",
        .hint = "It acknowledges the server's SYN. tcp-state walk --isn 4000,9000 shows it.",
        .solution = "9001",
        .answer = "9001", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "Segments can be lost. Then nothing comes back, and when the retransmission timeout runs out, the segment "
                "is sent again.",
        .task = "Lose the first segment and watch: tcp-state walk syn-loss",
        .hint = "Or tcp-state walk --loss 1.",
        .solution = "tcp-state walk syn-loss",
        .ways = {{"tcp-state", "walk", "syn-loss", 0, "", "", 0}, {"tcp-state", "walk", "--loss", 0, "", "", 0}},
    },
    {
        .says = "Where nobody listens at a port, the answer to a SYN is a RST: the connection is refused.",
        .task = "See it: tcp-state walk refused",
        .hint = "Type it as it stands.",
        .solution = "tcp-state walk refused",
        .ways = {{"tcp-state", "walk", "refused", 0, "", "", 0}},
    },
    {
        .says = "An acknowledgement is cumulative: it names the first byte that is missing. Data that comes behind a gap "
                "waits until the gap is filled.",
        .task = "Lose one of three segments of data, and follow the acknowledgement numbers: tcp-state walk data-loss",
        .hint = "Type it as it stands; --explain tells the reason of each.",
        .solution = "tcp-state walk data-loss",
        .ways = {{"tcp-state", "walk", "data-loss", 0, "", "", 0}},
    },
    {
        .says = "Sequence numbers have 32 bits, and behind the highest comes 0 again. TCP computes modulo 2^32 and does "
                "not mind.",
        .task = "A client's ISN is 4294967290, and it sends 10 bytes. Which acknowledgement number does it get?",
        .hint = "4294967290 + 1 + 10 - 2^32.",
        .solution = "5",
        .answer = "5", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "A connection costs a round trip before the first byte can be sent, and one more before the answer is "
                "there. That is why programs keep connections, and why DNS asks by UDP.",
        .task = "How many segments does the handshake have?",
        .hint = "It is in its name.",
        .solution = "3",
        .answer = "3", .form = NK_QUIZ_NUMBER,
    },
    {.task = ""},
};

const struct nk_lesson_step nk_lesson_states[] = {
    {
        .says = "Each end of a connection is in a state, and what happens leads to the next: a call of the user, a "
                "segment that arrives, a time that runs out. RFC 9293 has 11 states, and one picture of them.",
        .task = "Look at it: tcp-state diagram",
        .hint = "Type it as it stands. -o svg makes a picture for a browser.",
        .solution = "tcp-state diagram",
        .ways = {{"tcp-state", "diagram", "", 0, "", "", 0}},
    },
    {
        .says = "A server makes a passive OPEN and is in LISTEN. What happens there when a SYN arrives? Ask for one step "
                "of the machine, with its reason.",
        .task = "tcp-state step LISTEN SYN",
        .hint = "Type it as it stands.",
        .solution = "tcp-state step LISTEN SYN",
        .ways = {{"tcp-state", "step", "", 0, "", "", 0}},
    },
    {
        .says = "A client makes an active OPEN, sends its SYN, and is in SYN-SENT.",
        .task = "In which state is it when the SYN,ACK has arrived?",
        .hint = "tcp-state step SYN-SENT SYN,ACK",
        .solution = "ESTABLISHED",
        .answer = "ESTABLISHED", .form = NK_QUIZ_STATE,
    },
    {
        .says = "Each direction is closed on its own, by a FIN. The end that closes first goes through FIN-WAIT-1 and "
                "FIN-WAIT-2, the other through CLOSE-WAIT and LAST-ACK. In CLOSE-WAIT it may still send.",
        .task = "In which state is an ESTABLISHED endpoint that receives a FIN?",
        .hint = "It waits for its user to close.",
        .solution = "CLOSE-WAIT",
        .answer = "CLOSE-WAIT", .form = NK_QUIZ_STATE,
    },
    {
        .says = "Both can close at once, before either knows of the other's FIN.",
        .task = "Watch it: tcp-state walk simultaneous-close",
        .hint = "Type it as it stands. Which state does one see there and nowhere else?",
        .solution = "tcp-state walk simultaneous-close",
        .ways = {{"tcp-state", "walk", "simultaneous-close", 0, "", "", 0}},
    },
    {
        .says = "The end that closes first is last in TIME-WAIT, for twice the maximum segment lifetime (2MSL). Its last "
                "ACK may be lost: then the other end sends its FIN again, and somebody has to be there to answer. And "
                "old segments must have died before the same ports are used again.",
        .task = "See why it waits: tcp-state walk time-wait",
        .hint = "Type it as it stands.",
        .solution = "tcp-state walk time-wait",
        .ways = {{"tcp-state", "walk", "time-wait", 0, "", "", 0}},
    },
    {
        .says = "Not every event is legal everywhere. After CLOSE, for example, nothing more can be sent.",
        .task = "Try it: tcp-state step FIN-WAIT-1 send",
        .hint = "The status is 1: no.",
        .solution = "tcp-state step FIN-WAIT-1 send",
        .ways = {{"tcp-state", "step", "", 1, "", "", 0}},
    },
    {
        .says = "These are no theory: the kernel of this machine has its sockets in just these states.",
        .task = "Count them: tcp-state list --summary",
        .hint = "Without --summary it lists them.",
        .solution = "tcp-state list --summary",
        .ways = {{"tcp-state", "list", "", 0, "", "", 0}},
    },
    {.task = ""},
};

const struct nk_lesson_step nk_lesson_sockets[] = {
    {
        .says = "Programs use TCP by the socket calls. A server calls socket, bind (which port), listen, and accept for "
                "each connection; a client calls socket and connect. Both then send and recv, and close.",
        .task = "Watch real sockets on loopback, and the kernel's states after each call: tcp-state live",
        .hint = "Type it as it stands.",
        .solution = "tcp-state live",
        .ways = {{"tcp-state", "live", "", 0, "", "", 0}},
    },
    {
        .says = "Look at connect(): when it returns, the client is ESTABLISHED, and so is the server, although accept() "
                "comes later. The kernel does the handshake by itself, as soon as listen() was called.",
        .task = "Which call makes a socket go from CLOSED to LISTEN?",
        .hint = "It is in the state's name.",
        .solution = "listen",
        .answer = "listen", .form = NK_QUIZ_WORD,
    },
    {
        .says = "recv() returns how many bytes it got, and 0 when the other end has closed: there is no more. It waits "
                "until there is something (it blocks); programs with many connections ask select, poll or epoll which "
                "of them are ready.",
        .task = "What does recv() return when the peer has closed and all its data was read?",
        .hint = "In the list of tcp-state live: recv() after shutdown().",
        .solution = "0",
        .answer = "0", .form = NK_QUIZ_NUMBER,
    },
    {
        .says = "shutdown(SHUT_WR) ends one direction: a FIN goes out, and the other direction still works. That is a "
                "half-close.",
        .task = "Watch it: tcp-state live half-close",
        .hint = "Type it as it stands.",
        .solution = "tcp-state live half-close",
        .ways = {{"tcp-state", "live", "half-close", 0, "", "", 0}},
    },
    {
        .says = "A call that fails returns -1, and errno says why. connect() to a port where nobody listens fails with "
                "ECONNREFUSED: a RST came back.",
        .task = "See it: tcp-state live refused",
        .hint = "Type it as it stands.",
        .solution = "tcp-state live refused",
        .ways = {{"tcp-state", "live", "refused", 0, "", "", 0}},
    },
    {
        .says = "A server that was just stopped often cannot start again: bind() says EADDRINUSE, since an old "
                "connection at its port is in TIME-WAIT. The option SO_REUSEADDR allows it.",
        .task = "See both: tcp-state live time-wait",
        .hint = "Type it as it stands.",
        .solution = "tcp-state live time-wait",
        .ways = {{"tcp-state", "live", "time-wait", 0, "", "", 0}},
    },
    {
        .says = "From a name to a socket: getaddrinfo(), a function of the C library, looks in /etc/hosts and in DNS and "
                "gives a list of addresses to try, one after the other.",
        .task = "What does it say of 'localhost' on this machine? dns resolve localhost",
        .hint = "Type it as it stands.",
        .solution = "dns resolve localhost",
        .ways = {{"dns", "resolve", "", 0, "", "", 0}},
    },
    {.task = ""},
};
/* clang-format on */
