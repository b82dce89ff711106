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

static unsigned digits_in(uint64_t n)
{
    static const uint32_t powers[] = {0,      10,      100,      1000,      10000,
                                      100000, 1000000, 10000000, 100000000, 1000000000};
    if (n <= UINT32_MAX) {
        /* bits times log10(2), which is at most one too many */
        unsigned most = (unsigned)(32 - __builtin_clz((uint32_t)n | 1)) * 1233 >> 12;
        return most + (n >= powers[most]);
    }
    unsigned digits = 1;
    for (; n >= 10; n /= 10)
        digits++;
    return digits;
}

/* Written in place from the last digit on, two at a time. */
char *nk_digits(char *at, uint64_t n)
{
    char *end = at + digits_in(n), *to = end;
    for (; n >= 100; n /= 100)
        memcpy(to -= 2, pairs + n % 100 * 2, 2);
    if (n >= 10)
        memcpy(to - 2, pairs + n * 2, 2);
    else
        to[-1] = (char)('0' + n);
    return end;
}

/* The value of a digit, of a letter from ten on; any other byte is beyond all bases. */
static unsigned value_of(char c)
{
    unsigned digit = (unsigned char)c - (unsigned)'0';
    unsigned letter = (unsigned char)(c | 0x20) - (unsigned)'a';
    return digit <= 9 ? digit : letter < 6 ? 10 + letter : 99;
}

static bool read_base(const char *text, size_t len, unsigned base, uint64_t max, uint64_t *n)
{
    uint64_t value = 0;
    for (size_t i = 0; i < len; i++) {
        unsigned digit = value_of(text[i]);
        if (digit >= base || digit > max || value > (max - digit) / base)
            return false;
        value = value * base + digit;
    }
    if (len > 0)
        *n = value;
    return len > 0;
}

bool nk_digits_read(const char *text, size_t len, uint64_t max, uint64_t *n)
{
    return read_base(text, len, 10, max, n);
}

bool nk_digits_read_hex(const char *text, size_t len, uint64_t max, uint64_t *n)
{
    bool hex = len > 1 && text[0] == '0' && (text[1] | 0x20) == 'x';
    return hex ? read_base(text + 2, len - 2, 16, max, n) : read_base(text, len, 10, max, n);
}
