#include "cli/dns_source.h"

#include <string.h>

enum { SOURCE_MAX = NK_LINE_MAX };

bool nk_dns_source_open(struct nk_ctx *ctx, const char *path, struct nk_lines *lines,
                        struct nk_err *err)
{
    if (strcmp(path, "-") != 0)
        return nk_lines_open(lines, path, err);
    nk_lines_init(lines, ctx->in_fd, path);
    return true;
}

static size_t claim(const void *data, size_t len)
{
    (void)data;
    (void)len;
    return SOURCE_MAX;
}

bool nk_dns_source_take(struct nk_lines *lines, const char *path, struct nk_bytes *bytes,
                        struct nk_err *err)
{
    if (!nk_bytes_take(bytes, lines, claim, err))
        return false;
    return bytes->size <= SOURCE_MAX ||
           nk_err_set(err, NK_ERR_INPUT, 0, 0, "'%s' has more than 16 MiB: that is no message",
                      path);
}

bool nk_dns_source_refuse(struct nk_ctx *ctx, struct nk_record *r, const char *path,
                          const char *text, const struct nk_err *err, const char *unit)
{
    struct nk_input_item item = {.source = path, .number = 1, .column = 1, .unit = unit};
    struct nk_err placed = *err;
    size_t start = 0;
    for (size_t i = 0; i < err->offset; i++) {
        if (text[i] == '\n') {
            item.number++;
            start = i + 1;
        }
    }
    placed.offset -= start;
    if (r != NULL)
        nk_record_error(r, path, strlen(path), err->text);
    return nk_cli_bad_item(ctx, &item, &placed);
}
