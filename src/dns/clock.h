/* The wall clock of the exchange; the monotonic one is in exchange.h. */
#ifndef NK_DNS_CLOCK_H
#define NK_DNS_CLOCK_H

#include <stdint.h>

/* Seconds since 1970. */
int64_t nk_clock_date(void);

#endif
