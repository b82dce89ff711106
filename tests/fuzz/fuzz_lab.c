/* Hostile queries to the lab's servers: the first octet chooses the server and the transport. Every
 * answer is a message of its own making: whole, well-formed, with the query's ID. */
#include <stdlib.h>

#include "dns/rdata.h"
#include "lab/answer.h"

static void check(const uint8_t *query, const uint8_t *bytes, size_t len)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    size_t bad_at;
    if (!nk_dns_reader_init(&r, bytes, len) || bytes[0] != query[0] || bytes[1] != query[1] ||
        (r.header.flags & NK_DNS_QR) == 0)
        abort();
    while (nk_dns_reader_next(&r, &rr)) {
        struct nk_rdata d = nk_rdata_of(&r, &rr);
        if (rr.malformed != NULL || (rr.section != NK_DNS_QUESTION && rr.type != NK_TYPE_OPT &&
                                     rr.rdata_len > 0 && nk_rdata_check(&d, &bad_at) != NULL))
            abort();
    }
    if (r.stopped != NULL || nk_dns_reader_trailing(&r) != 0)
        abort();
}

static void ask(const struct nk_lab_host *host, const uint8_t *query, size_t len, bool tcp)
{
    struct nk_buf out = {0};
    nk_lab_answer(host, query, len, tcp, &out);
    if (out.failed || (!tcp && out.len > NK_LAB_EDNS_ROOM))
        abort();
    const uint8_t *at = (const uint8_t *)out.data;
    size_t left = out.len, size = left;
    while (left > 0) {
        if (tcp) {
            if (left < 2)
                abort();
            size = (size_t)at[0] << 8 | at[1];
            at += 2;
            left -= 2;
        }
        if (size > left)
            abort();
        check(query, at, size);
        at += size;
        left -= size;
    }
    nk_buf_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct nk_lab lab;
    if (lab.host_count == 0 && !nk_lab_build(&lab, NULL))
        abort();
    if (size > 0)
        ask(&lab.hosts[data[0] % lab.host_count], data + 1, size - 1, data[0] >= 128);
    return 0;
}
