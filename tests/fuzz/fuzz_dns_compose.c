/* A message from text: what is refused is refused within the text, what is taken reads as it was
 * written. */
#include <stdlib.h>

#include "dns/compose.h"
#include "dns/show.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

/* All of it is found; RDATA may be malformed, as RFC 3597 lets one write it. */
static void must_read(const uint8_t *bytes, size_t len)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    must(nk_dns_reader_init(&r, bytes, len));
    while (nk_dns_reader_next(&r, &rr))
        must(rr.malformed == NULL);
    must(r.stopped == NULL && nk_dns_reader_trailing(&r) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t bytes[NK_DNS_MESSAGE_MAX];
    struct nk_dns_frame frame = {.udp_size = 1232};
    struct nk_dns_writer w;
    struct nk_err err = {0};
    nk_dns_writer_init(&w, bytes, sizeof bytes, 0, 0);
    if (!nk_dns_compose((const char *)data, size, &frame, &w, &err))
        must(err.code == NK_ERR_INPUT && err.offset <= size && err.length <= size - err.offset);
    else if (nk_dns_frame_close(&frame, &w, &err))
        must_read(bytes, w.len);
    nk_dns_frame_release(&frame);
    return 0;
}
