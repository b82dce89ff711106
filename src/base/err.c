#include "netkit/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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
    vsnprintf(err->text, sizeof err->text, format, args);
    va_end(args);
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
