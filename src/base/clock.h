/* The clocks. */
#ifndef NK_BASE_CLOCK_H
#define NK_BASE_CLOCK_H

#include <stdint.h>

/* CLOCK_MONOTONIC in milliseconds, and in microseconds. */
int64_t nk_clock_ms(void);
int64_t nk_clock_us(void);
/* Seconds since 1970. */
int64_t nk_clock_date(void);
/* Nanoseconds since 1970. */
int64_t nk_clock_date_ns(void);

#endif
