/* Fields that are times and durations. */
#include <string.h>

#include "base/digits.h"
#include "dns/kinds.h"

enum { DAY = 86400, DATE_DIGITS = 14 };

static uint64_t value_of(const struct nk_field_in *in)
{
    return nk_octets_number(nk_field_bytes(in), in->kind->size);
}

static void seconds_text(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_buf_put_number(b, value_of(in));
}

/* Times are decimal strings in JSON, in seconds. */
static void time_json(struct nk_buf *b, const struct nk_field_in *in)
{
    nk_json_part(b);
    nk_buf_add_byte(b, '"');
    nk_buf_put_number(b, value_of(in));
    nk_buf_add_byte(b, '"');
}

/* ---- durations ------------------------------------------------------------------ */

static uint64_t unit_of(char c)
{
    static const char letters[] = "smhdw";
    static const uint32_t seconds[] = {1, 60, 3600, DAY, 7 * DAY};
    const char *found = c == '\0' ? NULL : strchr(letters, c | 0x20);
    return found == NULL ? 0 : seconds[found - letters];
}

/* Numbers with a unit each, as master files of BIND have them: 1w2d, 90, 1h30m. */
static bool duration_read(const struct nk_word *w, uint64_t *out)
{
    uint64_t sum = 0;
    if (nk_digits_read(w->text, w->len, UINT32_MAX, out))
        return true;
    for (size_t i = 0; i < w->len;) {
        size_t start = i;
        uint64_t n;
        while (i < w->len && w->text[i] >= '0' && w->text[i] <= '9')
            i++;
        if (i == w->len || !nk_digits_read(w->text + start, i - start, UINT32_MAX, &n))
            return false;
        uint64_t unit = unit_of(w->text[i++]);
        sum += n * unit;
        if (unit == 0 || sum > UINT32_MAX)
            return false;
    }
    *out = sum;
    return w->len > 0;
}

static bool ttl_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint64_t n = 0;
    if (!nk_word_need(o, &w))
        return false;
    if (!duration_read(&w, &n))
        return nk_word_wrong(o, &w, "a number of seconds from 0 to 4294967295, as 3600 or 1h30m");
    nk_buf_put_octets(o->out, n, 4);
    return true;
}

const struct nk_field_kind nk_kind_ttl = {
    .size = 4, .text = seconds_text, .json = nk_field_json_number, .parse = ttl_parse};

/* ---- points in time --------------------------------------------------------------- */

static bool is_leap(unsigned year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* From 1970 to the start of a year up to 2106; of the years between only 2100 is no leap year of
 * those that four divides. */
static unsigned days_before(unsigned year)
{
    return (year - 1970) * 365 + (year - 1969) / 4 - (year > 2100 ? 1u : 0u);
}

static unsigned days_of_month(unsigned year, unsigned month)
{
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year) ? 1u : 0u);
}

static char *put_digits(char *to, unsigned n, unsigned digits)
{
    for (unsigned i = digits; i-- > 0; n /= 10)
        to[i] = (char)('0' + n % 10);
    return to + digits;
}

/* Seconds since 1970 as they are, 1970 to 2106: what a clock would decide about serial arithmetic
 * (RFC 4034 3.1.5) is not asked. */
static void date_text(struct nk_buf *b, const struct nk_field_in *in)
{
    unsigned left = (unsigned)value_of(in), day = left / DAY, month = 1;
    unsigned year = 1970 + day / 366; /* or one later: the leap days of 136 years are no year */
    char *to = nk_buf_room(b, DATE_DIGITS);
    if (to == NULL)
        return;
    left %= DAY;
    for (day -= days_before(year); day >= 365u + is_leap(year); year++)
        day -= 365u + is_leap(year);
    for (; day >= days_of_month(year, month); month++)
        day -= days_of_month(year, month);
    to = put_digits(put_digits(put_digits(to, year, 4), month, 2), day + 1, 2);
    to = put_digits(put_digits(to, left / 3600, 2), left / 60 % 60, 2);
    put_digits(to, left % 60, 2);
    b->len += DATE_DIGITS;
}

static unsigned number_at(const char *text, size_t len)
{
    unsigned n = 0;
    for (size_t i = 0; i < len; i++)
        n = n * 10 + (unsigned)(text[i] - '0');
    return n;
}

/* YYYYMMDDHHmmSS, of which all are digits. */
static bool date_read(const char *text, uint64_t *out)
{
    unsigned year = number_at(text, 4), month = number_at(text + 4, 2);
    unsigned day = number_at(text + 6, 2), hour = number_at(text + 8, 2);
    unsigned minute = number_at(text + 10, 2), second = number_at(text + 12, 2);
    uint64_t days = days_before(year);
    if (year < 1970 || year > 2106 || month < 1 || month > 12 || day < 1 ||
        day > days_of_month(year, month) || hour > 23 || minute > 59 || second > 59)
        return false;
    for (unsigned m = 1; m < month; m++)
        days += days_of_month(year, m);
    *out = (days + day - 1) * DAY + hour * 3600u + minute * 60u + second;
    return *out <= UINT32_MAX;
}

static bool date_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint64_t n = 0;
    if (!nk_word_need(o, &w))
        return false;
    bool good = w.len == DATE_DIGITS
                    ? nk_digits_read(w.text, w.len, UINT64_MAX, &n) && date_read(w.text, &n)
                    : nk_digits_read(w.text, w.len, UINT32_MAX, &n);
    if (!good)
        return nk_word_wrong(o, &w, "a time as YYYYMMDDHHmmSS, from 1970 to 2106");
    nk_buf_put_octets(o->out, n, 4);
    return true;
}

const struct nk_field_kind nk_kind_time32 = {
    .size = 4, .text = date_text, .json = time_json, .parse = date_parse};

static bool time48_parse(struct nk_field_out *o)
{
    struct nk_word w;
    uint64_t n;
    if (!nk_word_need(o, &w) || !nk_word_number(o, &w, (UINT64_C(1) << 48) - 1, &n))
        return false;
    nk_buf_put_octets(o->out, n, 6);
    return true;
}

const struct nk_field_kind nk_kind_time48 = {
    .size = 6, .text = seconds_text, .json = time_json, .parse = time48_parse};
