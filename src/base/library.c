#include "base/library.h"

#include <dlfcn.h>
#include <string.h>

static bool load_failed(const struct nk_library *library, struct nk_err *err)
{
    const char *why = dlerror();
    return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "cannot %s without %s (Debian package %s): %.100s",
                      library->purpose, library->file, library->package,
                      why == NULL ? "it cannot be loaded" : why);
}

bool nk_library_load(const struct nk_library *library, void **handle, void *table,
                     struct nk_err *err)
{
    *handle = dlopen(library->file, RTLD_NOW | RTLD_LOCAL);
    if (*handle == NULL)
        return load_failed(library, err);
    for (size_t i = 0; i < library->count; i++) {
        void *function = dlsym(*handle, library->functions[i].name);
        if (function == NULL) {
            load_failed(library, err);
            nk_library_release(*handle);
            *handle = NULL;
            return false;
        }
        memcpy((char *)table + library->functions[i].offset, &function, sizeof function);
    }
    return true;
}

void nk_library_release(void *handle)
{
    if (handle != NULL)
        dlclose(handle);
}
