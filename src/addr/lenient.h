/* The reading of inet_aton, for those who ask for it. */
#ifndef NK_ADDR_LENIENT_H
#define NK_ADDR_LENIENT_H

#include "netkit/addr.h"

/* An IPv4 address, prefix or range whose addresses are octal, hexadecimal, short or integers; a
 * short form with a length is filled on the right. Sets `lenient`. False where it cannot be read so
 * either; `err` is filled only where the addresses can, but what goes with them is wrong. */
bool nk_lenient_parse(const char *text, size_t len, struct nk_item *out, struct nk_err *err);

#endif
