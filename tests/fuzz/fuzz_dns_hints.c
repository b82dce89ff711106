/* A hints file out of hostile text: it is refused with a place, or has a server with an address. */
#include <stdlib.h>

#include "dns/hints.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_dns_hints h = {0};
    struct nk_lines lines;
    struct nk_err err = {0};
    uint64_t number = 0;
    nk_lines_init_text(&lines, (const char *)data, size, NULL);
    bool good = nk_dns_hints_read(&h, &lines, &number, &err);
    if (good ? h.count == 0 : err.code != NK_ERR_INPUT || err.text[0] == '\0')
        abort();
    nk_lines_release(&lines);
    nk_dns_hints_release(&h);
    return 0;
}
