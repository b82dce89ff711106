/* Files that hold one message, as text or as octets: what decode and encode share. */
#ifndef NK_CLI_DNS_SOURCE_H
#define NK_CLI_DNS_SOURCE_H

#include "base/bytes.h"
#include "cli/cli.h"

/* Opens a file, "-" being the context's input. False with `err`; release by nk_lines_release(). */
bool nk_dns_source_open(struct nk_ctx *ctx, const char *path, struct nk_lines *lines,
                        struct nk_err *err);
/* All octets of what was opened, at most 16 MiB. False with `err`; release in any case. */
bool nk_dns_source_take(struct nk_lines *lines, const char *path, struct nk_bytes *bytes,
                        struct nk_err *err);
/* Complains about a place of the file's text, whose offset `err` has, with line and column; the
 * file is a `unit` for the message. JSON gets the failed item, where `r` is not NULL. False where
 * the verb has to stop. */
bool nk_dns_source_refuse(struct nk_ctx *ctx, struct nk_record *r, const char *path,
                          const char *text, const struct nk_err *err, const char *unit);

#endif
