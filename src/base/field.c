#include "base/field.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

bool nk_field_find(const char *line, size_t len, uint64_t n, char delimiter, const char **field,
                   size_t *field_len)
{
    const char *at = line, *end = line + len;
    for (uint64_t i = 1;; i++) {
        while (delimiter == '\0' && at != end && is_blank(*at))
            at++;
        const char *stop = at;
        while (stop != end && !(delimiter == '\0' ? is_blank(*stop) : *stop == delimiter))
            stop++;
        if (i == n) {
            *field = at;
            *field_len = (size_t)(stop - at);
            return delimiter != '\0' || stop != at;
        }
        if (stop == end)
            return false;
        at = stop + 1;
    }
}
