/*
 * The DNS messages of a capture: each lies within what was sent, comes from or goes to a port of
 * DNS, and the memory is bounded; reading again what has ended gives the same.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "dns/captured.h"
#include "dns/relevant.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MESSAGES_MAX = 100000 }; /* of a bomb no more is looked at */

static void must(bool good)
{
    if (!good)
        abort();
}

static bool is_dns(uint16_t port)
{
    return port == 53 || port == 5353 || port == 5355;
}

static void check(const struct nk_dns_capture *c, const struct nk_dns_captured *m)
{
    size_t bad_at;
    uint8_t *copy = malloc(m->length + 1); /* so that a read behind the end is seen */
    must(copy != NULL && m->length <= NK_DNS_MESSAGE_MAX && m->length <= m->claimed);
    memcpy(copy, m->message, m->length);
    nk_dns_message_check(copy, m->length, &bad_at);
    free(copy);
    must(is_dns(m->source_port) || is_dns(m->destination_port));
    must(m->source.family == m->destination.family && m->source.family != NK_FAMILY_NONE);
    must(c->fragments.bytes <= NK_FRAGMENTS_BYTES && c->streams.bytes <= 2 * NK_REASSEMBLY_BYTES);
    must(c->streams.count <= NK_REASSEMBLY_FLOWS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint64_t secret[NK_FLOW_SECRET] = {1, 2, 3, 4};
    struct nk_capture capture;
    struct nk_dns_capture c;
    struct nk_dns_captured m;
    struct nk_err err = {0};
    enum nk_capture_status status;
    int fd = memfd_create("fuzz", MFD_CLOEXEC);
    must(fd >= 0 && write(fd, data, size) == (ssize_t)size && lseek(fd, 0, SEEK_SET) == 0);
    nk_capture_init(&capture, fd, "x");
    must(nk_dns_capture_init(&c, &capture, secret, &err));
    unsigned count = 0;
    while ((status = nk_dns_capture_next(&c, &m, &err)) == NK_CAPTURE_PACKET &&
           ++count < MESSAGES_MAX)
        check(&c, &m);
    if (status != NK_CAPTURE_PACKET) {
        must(status == NK_CAPTURE_END || err.code == NK_ERR_INPUT);
        must(nk_dns_capture_next(&c, &m, &err) == status);
    }
    nk_dns_capture_release(&c);
    nk_capture_release(&capture);
    close(fd);
    return 0;
}
