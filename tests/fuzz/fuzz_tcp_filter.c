/* Filters of connections: an error has its place in the text, and what the kernel is asked for lets
 * everything pass that the filter lets pass. */
#include <stdlib.h>

#include "tcp/diag_plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool good)
{
    if (!good)
        abort();
}

static bool port_of(void *closure, const char *name, size_t len, uint16_t *port)
{
    (void)closure;
    *port = 80;
    return len > 0 && name[0] == 'h';
}

static void judge(const struct nk_tcp_filter *f, const struct nk_diag_plan *plan)
{
    uint16_t states = 0;
    for (unsigned s = 0; s < NK_TCP_STATES; s++) {
        const struct nk_tcp_subject subject = {.states = NK_TCP_BIT(s),
                                               .local_port = 80,
                                               .peer_port = 50000,
                                               .local = nk_addr_ipv4(0x0a000001),
                                               .peer = nk_addr_ipv4(0xc0000201)};
        if (nk_tcp_filter_passes(f, &subject))
            states |= NK_TCP_BIT(s);
    }
    must((states & ~plan->states) == 0);
    must(plan->code.len % 4 == 0 && plan->code.len <= NK_DIAG_CODE_MAX);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct nk_tcp_filter f;
    struct nk_diag_plan plan;
    struct nk_err err = {0};
    bool good = nk_tcp_filter_parse(&f, (const char *)data, size, port_of, NULL, &err);
    must(good == (err.code == NK_ERR_NONE));
    must(good || (err.offset <= size && err.length <= size - err.offset && err.text[0] != '\0'));
    if (good) {
        must(nk_diag_plan_make(&plan, &f, NK_TCP_ALL_STATES, NULL));
        judge(&f, &plan);
        nk_diag_plan_release(&plan);
    }
    nk_tcp_filter_release(&f);
    return 0;
}
