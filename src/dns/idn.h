/* Internationalised names (IDNA 2008, RFC 5890; UTS 46, non-transitional) by libidn2. */
#ifndef NK_DNS_IDN_H
#define NK_DNS_IDN_H

#include "base/buf.h"
#include "netkit/err.h"

/* Whether a name has letters beyond ASCII, or labels that stand for such: only then the library is
 * loaded. */
bool nk_idn_has_unicode(const char *name);
bool nk_idn_has_ace(const char *name);
/* Appends the name with its labels as xn--...; `name` is UTF-8. False with `err`. */
bool nk_idn_to_ace(const char *name, struct nk_buf *out, struct nk_err *err);
/* Appends the name with the letters that its xn-- labels stand for. */
bool nk_idn_to_unicode(const char *name, struct nk_buf *out, struct nk_err *err);

#endif
