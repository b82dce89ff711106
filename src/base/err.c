#include "netkit/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Takes a UTF-8 sequence off that the end of the text has cut; what is no UTF-8 stays. */
static void drop_cut_sequence(char *text, size_t len)
{
    size_t at = len;
    while (at > 0 && len - at < 3 && ((unsigned char)text[at - 1] & 0xc0) == 0x80)
        at--;
    if (at == 0)
        return;
    unsigned char lead = (unsigned char)text[at - 1];
    size_t want = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
    if (len - at + 1 < want)
        text[at - 1] = '\0';
}

bool nk_err_set(struct nk_err *err, enum nk_err_code code, size_t offset, size_t length,
                const char *format, ...)
{
    if (err == NULL)
        return false;
    err->code = code;
    err->offset = offset;
    err->length = length;
    va_list args;
    va_start(args, format);
    int len = vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
    if (len >= NK_ERR_TEXT_MAX)
        drop_cut_sequence(err->text, NK_ERR_TEXT_MAX - 1);
    return false;
}

bool nk_err_errno(struct nk_err *err, int number, const char *what)
{
    return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "%s: %s", what, strerror(number));
}

bool nk_err_memory(struct nk_err *err)
{
    return nk_err_set(err, NK_ERR_MEMORY, 0, 0, "out of memory");
}
