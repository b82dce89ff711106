/* Packets in hexadecimal text: reading ends, and goes forward; what is given out is no longer than
 * what was read allows. */
#include <stdlib.h>
#include <string.h>

#include "packet/capture.h"
#include "packet/hexpackets.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

static void read_all(const char *text, size_t len, bool lines)
{
    struct nk_hexpackets h;
    struct nk_buf octets = {0};
    struct nk_err err = {0};
    enum nk_hexpackets_status status;
    size_t at = 0;
    nk_hexpackets_init(&h, text, len, lines);
    while ((status = nk_hexpackets_next(&h, &octets, &err)) != NK_HEX_END) {
        must(h.at > at && h.at <= len && h.start <= h.end && h.end <= len);
        must(status != NK_HEX_BAD || (err.code == NK_ERR_INPUT && err.offset <= len));
        must(octets.len <= NK_CAPTURE_RECORD_MAX + len);
        at = h.at;
    }
    nk_hexpackets_release(&h);
    nk_buf_release(&octets);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + (size == 0));
    must(text != NULL);
    memcpy(text, data, size);
    read_all(text, size, false);
    read_all(text, size, true);
    free(text);
    return 0;
}
