#include "dns/idn.h"

#include <idn2.h>
#include <string.h>

#include "base/library.h"

struct idn {
    __typeof__(idn2_to_ascii_8z) *to_ascii;
    __typeof__(idn2_to_unicode_8z8z) *to_unicode;
    __typeof__(idn2_strerror) *strerror;
    __typeof__(idn2_free) *free;
};

static const struct nk_library_function functions[] = {
    {"idn2_to_ascii_8z", offsetof(struct idn, to_ascii)},
    {"idn2_to_unicode_8z8z", offsetof(struct idn, to_unicode)},
    {"idn2_strerror", offsetof(struct idn, strerror)},
    {"idn2_free", offsetof(struct idn, free)},
};
static const struct nk_library library = {"libidn2.so.0", "libidn2-0",
                                          "convert internationalised names", functions,
                                          sizeof functions / sizeof *functions};

bool nk_idn_has_unicode(const char *name)
{
    for (; *name != '\0'; name++)
        if ((unsigned char)*name >= 0x80)
            return true;
    return false;
}

bool nk_idn_has_ace(const char *name)
{
    return strcasestr(name, "xn--") != NULL;
}

static bool convert(const char *name, bool to_ace, struct nk_buf *out, struct nk_err *err)
{
    struct idn idn;
    void *handle;
    char *text = NULL;
    if (!nk_library_load(&library, &handle, &idn, err))
        return false;
    int code = to_ace ? idn.to_ascii(name, &text, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT)
                      : idn.to_unicode(name, &text, 0);
    if (code == IDN2_OK) {
        nk_buf_add_text(out, text);
        idn.free(text);
        if (out->failed)
            nk_err_memory(err);
    } else if (code == IDN2_MALLOC) {
        nk_err_memory(err);
    } else {
        size_t len = strlen(name);
        nk_err_set(err, NK_ERR_INPUT, 0, len, "'%.*s' is no internationalised name: %s",
                   len > 60 ? 60 : (int)len, name, idn.strerror(code));
    }
    nk_library_release(handle);
    return code == IDN2_OK && !out->failed;
}

bool nk_idn_to_ace(const char *name, struct nk_buf *out, struct nk_err *err)
{
    return convert(name, true, out, err);
}

bool nk_idn_to_unicode(const char *name, struct nk_buf *out, struct nk_err *err)
{
    return convert(name, false, out, err);
}
