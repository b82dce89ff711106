#include "cidr/ula.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

bool nk_ula_random(uint64_t *global_id, struct nk_err *err)
{
    uint64_t bits;
    ssize_t got;
    do
        got = getrandom(&bits, sizeof bits, 0);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return nk_err_errno(err, errno, "cannot read the system's random source");
    if (got != (ssize_t)sizeof bits)
        return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "the system's random source gave too little");
    *global_id = bits >> 24;
    return true;
}

bool nk_ula_parse(const char *text, size_t len, uint64_t *global_id, struct nk_err *err)
{
    uint64_t value = 0;
    for (size_t i = 0; i < len; i++) {
        const char *digits = "0123456789abcdefABCDEF";
        const char *digit = text[i] == '\0' ? NULL : strchr(digits, text[i]);
        if (digit == NULL)
            return nk_err_set(err, NK_ERR_INPUT, i, 1,
                              "a global ID is ten hexadecimal digits (40 bits)");
        unsigned nibble = (unsigned)(digit - digits);
        value = value << 4 | (nibble < 16 ? nibble : nibble - 6);
    }
    if (len != 10)
        return nk_err_set(err, NK_ERR_INPUT, 0, len,
                          "a global ID is ten hexadecimal digits (40 bits), not %zu", len);
    *global_id = value;
    return true;
}

struct nk_prefix nk_ula_prefix(uint64_t global_id, int subnet)
{
    uint64_t bits = UINT64_C(0xfd) << 56 | global_id << 16;
    if (subnet < 0)
        return (struct nk_prefix){nk_addr_ipv6(bits, 0), 48};
    return (struct nk_prefix){nk_addr_ipv6(bits | (uint64_t)subnet, 0), 64};
}
