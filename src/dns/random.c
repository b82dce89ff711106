#include "dns/random.h"

#include <errno.h>
#include <sys/random.h>

bool nk_random_fill(void *bytes, size_t len, struct nk_err *err)
{
    char *at = bytes;
    while (len > 0) {
        ssize_t n = getrandom(at, len, 0);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return nk_err_errno(err, n == 0 ? EIO : errno, "cannot get random numbers");
        at += n;
        len -= (size_t)n;
    }
    return true;
}
