/* The authoritative engine: a query in, the answer's octets out; no sockets, no clock. */
#ifndef NK_LAB_ANSWER_H
#define NK_LAB_ANSWER_H

#include "lab/lab.h"

enum {
    NK_LAB_UDP_ROOM = 512,       /* RFC 1035 4.2.1: without EDNS */
    NK_LAB_EDNS_ROOM = 1232,     /* what the servers say, and send at most over UDP */
    NK_LAB_TRANSFER_ROOM = 2048, /* a message of a transfer is closed once it is as long */
    NK_LAB_ALIASES_MAX = 16,     /* CNAMEs and DNAMEs that one answer follows */
};

/*
 * Answers one message as the server does (RFC 1034 4.3.2, RFC 2308, 4592, 6672, 6891, 9471).
 * Appends the answer; over TCP with its length before it (RFC 1035 4.2.2), and of a transfer all
 * messages (RFC 5936, 1995). Nothing is appended where no answer is due: to what is too short for a
 * header, to answers, and by a silent server. Out of memory is out->failed.
 */
void nk_lab_answer(const struct nk_lab_host *host, const void *query, size_t len, bool tcp,
                   struct nk_buf *out);

#endif
