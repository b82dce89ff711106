#include "cli/dns_bulk.h"

#include <string.h>

bool nk_dns_bulk_asked(const struct nk_args *args)
{
    bool asked = nk_args_has(args, "file");
    for (size_t i = 0; i < args->operand_count; i++)
        asked = asked || strcmp(args->operands[i], "-") == 0;
    return asked;
}

enum nk_status nk_dns_bulk_run(struct nk_ctx *ctx, const struct nk_args *args)
{
    (void)args;
    return nk_cli_misuse(ctx, "many questions at once are not possible yet");
}
