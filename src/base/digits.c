#include "base/digits.h"

#include <string.h>

static const char pairs[] = "00010203040506070809"
                            "10111213141516171819"
                            "20212223242526272829"
                            "30313233343536373839"
                            "40414243444546474849"
                            "50515253545556575859"
                            "60616263646566676869"
                            "70717273747576777879"
                            "80818283848586878889"
                            "90919293949596979899";

char *nk_digits(char *at, uint64_t n)
{
    char room[NK_DIGITS_MAX];
    size_t from = sizeof room;
    for (; n >= 100; n /= 100)
        memcpy(room + (from -= 2), pairs + n % 100 * 2, 2);
    if (n >= 10)
        memcpy(room + (from -= 2), pairs + n * 2, 2);
    else
        room[--from] = (char)('0' + n);
    memcpy(at, room + from, sizeof room - from);
    return at + (sizeof room - from);
}
