/* The fields of LOC (RFC 1876): places on the globe in thousandths of a second of arc, heights in
 * centimetres, sizes as a digit and a power of ten. */
#include <string.h>

#include "base/digits.h"
#include "dns/kinds.h"

enum {
    SECOND = 1000, /* thousandths */
    MINUTE = 60 * SECOND,
    DEGREE = 60 * MINUTE,
    POWER_MAX = 9,
};
static const uint32_t equator = UINT32_C(1) << 31; /* and the prime meridian */
static const uint32_t sea_level = 10000000;        /* centimetres above the lowest altitude */

static const char *version_skip(struct nk_field_in *in)
{
    const char *why = nk_field_take(in, 1);
    if (why != NULL || in->bytes[in->start] == 0)
        return why;
    in->opaque = true; /* nothing is known of the rest (RFC 1876 2) */
    return NULL;
}

static void version_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_buf_put_number(b, *nk_field_bytes(in));
}

static bool version_parse(struct nk_field_out *o)
{
    nk_buf_add_byte(o->out, 0);
    return true;
}

const struct nk_field_kind nk_kind_loc_version = {.skip = version_skip,
                                                  .silent = true,
                                                  .text = version_text,
                                                  .json = nk_field_json_number,
                                                  .parse = version_parse};

/* Appends hundredths with two decimal places. */
static void put_hundredths(struct nk_buf *b, uint64_t n)
{
    nk_buf_printf(b, "%llu.%02u", (unsigned long long)(n / 100), (unsigned)(n % 100));
}

/* Digits, a dot and up to `places` digits; the value in units of 10^-places. False for no such
 * number. */
static bool read_decimal(const char *text, size_t len, unsigned places, uint64_t max, uint64_t *out)
{
    const char *dot = memchr(text, '.', len);
    size_t whole = dot == NULL ? len : (size_t)(dot - text);
    size_t fraction = dot == NULL ? 0 : len - whole - 1;
    uint64_t n, part = 0;
    if (!nk_digits_read(text, whole, max, &n) || fraction > places)
        return false;
    if (fraction > 0 && !nk_digits_read(dot + 1, fraction, UINT32_MAX, &part))
        return false;
    for (unsigned i = 0; i < places; i++) {
        n *= 10;
        part *= i >= fraction ? 10 : 1;
    }
    *out = n + part;
    return *out <= max;
}

/* ---- sizes ------------------------------------------------------------------------------ */

/* A mantissa of 0 has one form only, so that a text stands for one octet. */
static const char *size_skip(struct nk_field_in *in)
{
    const char *why = nk_field_take(in, 1);
    if (why != NULL)
        return why;
    unsigned mantissa = in->bytes[in->bad_at] >> 4, power = in->bytes[in->bad_at] & 15;
    if (mantissa > 9 || power > POWER_MAX || (mantissa == 0 && power != 0))
        return "a size is a digit and a power of ten, each up to 9";
    return NULL;
}

static void size_text(struct nk_buf *b, const struct nk_field_in *in)
{
    unsigned octet = *nk_field_bytes(in);
    uint64_t n = octet >> 4;
    for (unsigned i = 0; i < (octet & 15); i++)
        n *= 10;
    if (n < 100)
        put_hundredths(b, n);
    else
        nk_buf_put_number(b, n / 100); /* whole metres */
    nk_buf_add_byte(b, 'm');
}

/* The first digit counts, as in other programs. */
static bool size_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint64_t n;
    unsigned power = 0;
    if (nk_words_end(o)) {
        nk_buf_add_byte(o->out, (char)o->field->param);
        return true;
    }
    if (!nk_word_next(o, &w))
        return false;
    size_t len = w.len > 1 && (w.text[w.len - 1] | 0x20) == 'm' ? w.len - 1 : w.len;
    if (!read_decimal(w.text, len, 2, UINT64_C(9000000000), &n))
        return nk_word_wrong(o, &w, "a size in metres from 0 to 90000000, as 10m");
    for (; n >= 10; n /= 10)
        power++;
    nk_buf_put_octets(o->out, n << 4 | power, 1);
    return true;
}

const struct nk_field_kind nk_kind_loc_size = {
    .skip = size_skip, .text = size_text, .json = nk_field_json_text, .parse = size_parse};

/* ---- latitude and longitude ------------------------------------------------------------------ */

static const char *angle_skip(struct nk_field_in *in, unsigned degrees)
{
    size_t at = in->at;
    const char *why = nk_field_take(in, 4);
    if (why != NULL)
        return why;
    int64_t n = (int64_t)nk_octets_number(in->bytes + at, 4) - equator;
    int64_t max = (int64_t)degrees * DEGREE;
    if (n >= -max && n <= max)
        return NULL;
    return degrees == 90 ? "a latitude over 90 degrees" : "a longitude over 180 degrees";
}

static void angle_text(struct nk_buf *b, const struct nk_field_in *in, const char *sides)
{
    uint32_t n = (uint32_t)nk_octets_number(nk_field_bytes(in), 4);
    uint32_t from = n >= equator ? n - equator : equator - n;
    nk_buf_printf(b, "%u %u %u.%03u %c", from / DEGREE, from / MINUTE % 60, from / SECOND % 60,
                  from % SECOND, sides[n < equator]);
}

/* True for the letter of a side, in any case; `*sign` is which. */
static bool is_side(const struct nk_word *w, const char *sides, bool *negative)
{
    char c = w->len == 1 ? (char)(w->text[0] & ~0x20) : '\0';
    *negative = c == sides[1];
    return c == sides[0] || c == sides[1];
}

/* Degrees, minutes and seconds, of which the last two may be missing, and the side. */
static bool angle_parse(struct nk_field_out *o, unsigned degrees, const char *sides,
                        const char *what)
{
    struct nk_word w;
    bool negative;
    uint64_t n, sum = 0;
    static const unsigned units[] = {DEGREE, MINUTE, 1};
    for (unsigned i = 0; i < 4; i++) {
        if (!nk_word_need(o, &w))
            return false;
        if (i > 0 && is_side(&w, sides, &negative)) {
            if (sum > (uint64_t)degrees * DEGREE)
                return nk_word_wrong(o, &w,
                                     degrees == 90 ? "within 90 degrees" : "within 180 degrees");
            nk_buf_put_octets(o->out, negative ? equator - sum : equator + sum, 4);
            return true;
        }
        uint64_t max = i == 0 ? degrees : i == 1 ? 59 : 60 * SECOND - 1;
        if (i == 3 || !read_decimal(w.text, w.len, i == 2 ? 3 : 0, max, &n))
            return nk_word_wrong(o, &w, what);
        sum += n * units[i];
    }
    return false; /* not reached: the fourth word ends it */
}

static const char *latitude_skip(struct nk_field_in *in)
{
    return angle_skip(in, 90);
}

static void latitude_text(struct nk_buf *b, const struct nk_field_in *in)
{
    angle_text(b, in, "NS");
}

static bool latitude_parse(struct nk_field_out *o)
{
    return angle_parse(o, 90, "NS", "part of a latitude as 51 30 12.748 N");
}

static const char *longitude_skip(struct nk_field_in *in)
{
    return angle_skip(in, 180);
}

static void longitude_text(struct nk_buf *b, const struct nk_field_in *in)
{
    angle_text(b, in, "EW");
}

static bool longitude_parse(struct nk_field_out *o)
{
    return angle_parse(o, 180, "EW", "part of a longitude as 0 7 39.611 W");
}

const struct nk_field_kind nk_kind_loc_latitude = {.skip = latitude_skip,
                                                   .text = latitude_text,
                                                   .json = nk_field_json_text,
                                                   .parse = latitude_parse};
const struct nk_field_kind nk_kind_loc_longitude = {.skip = longitude_skip,
                                                    .text = longitude_text,
                                                    .json = nk_field_json_text,
                                                    .parse = longitude_parse};

/* ---- altitude ------------------------------------------------------------------------------- */

static void altitude_text(struct nk_buf *b, const struct nk_field_in *in)
{
    uint32_t n = (uint32_t)nk_octets_number(nk_field_bytes(in), 4);
    if (n < sea_level)
        nk_buf_add_byte(b, '-');
    put_hundredths(b, n < sea_level ? sea_level - n : n - sea_level);
    nk_buf_add_byte(b, 'm');
}

static bool altitude_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint64_t n;
    if (!nk_word_need(o, &w))
        return false;
    bool negative = w.len > 1 && w.text[0] == '-';
    size_t from = negative || (w.len > 1 && w.text[0] == '+');
    size_t len = w.len - from - (w.len > 1 && (w.text[w.len - 1] | 0x20) == 'm');
    uint64_t max = negative ? sea_level : UINT32_MAX - sea_level;
    if (!read_decimal(w.text + from, len, 2, max, &n))
        return nk_word_wrong(o, &w, "a height in metres from -100000.00m to 42849672.95m");
    nk_buf_put_octets(o->out, negative ? sea_level - n : sea_level + n, 4);
    return true;
}

const struct nk_field_kind nk_kind_loc_altitude = {
    .size = 4, .text = altitude_text, .json = nk_field_json_text, .parse = altitude_parse};
