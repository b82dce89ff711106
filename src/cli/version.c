#include "cli/frame.h"
#include "netkit/special.h"

enum { F_VERSION, F_IANA_DATE };

static const struct nk_field fields[] = {
    {"version", "netkit", "the program's version", NK_TEXT, NK_FIELD_SHEET, 0},
    {"iana_date", "iana", "the date of the IANA special-purpose registries in it", NK_TEXT,
     NK_FIELD_SHEET, 0},
};

static const struct nk_schema schema = {
    .fields = fields,
    .count = sizeof fields / sizeof *fields,
    .layout = NK_LAYOUT_SHEET,
};

static enum nk_status run_version(struct nk_ctx *ctx, const struct nk_args *args)
{
    (void)args;
    struct nk_record r;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    nk_record_text(&r, F_VERSION, NK_VERSION);
    nk_record_text(&r, F_IANA_DATE, nk_special_date);
    nk_record_end(&r);
    return nk_cli_records_done(ctx, &r);
}

const struct nk_verb nk_version_verb = {
    .name = "",
    .operands = "",
    .summary = "the version, and the date of its data",
    .about = "Prints the version, and the date of the IANA special-purpose registries.",
    .common = NK_COMMON_RECORDS,
    .max_operands = NK_NO_OPERANDS,
    .schema = &schema,
    .run = run_version,
};
