#include "addr/put.h"
#include "base/replace.h"
#include "cli/lab.h"
#include "lab/zones.h"

enum { F_PORT, F_RESOLVER, F_HINTS_FILE, F_HINTS, F_ANCHOR, F_SERVERS, F_ZONES };

static const struct nk_field start_fields[] = {
    {"port", "port", "the port of all servers, UDP and TCP", NK_INT, NK_FIELD_SHEET, 0},
    {"resolver", "resolver", "the address of the recursive server", NK_ADDR, NK_FIELD_SHEET, 0},
    {"hints_file", "hints file", "where the root hints were written", NK_TEXT, NK_FIELD_SHEET, 0},
    {"hints", "hints", "the root hints: a master file", NK_TEXT, 0, 0},
    {"anchor", "anchor", "the DS record of the root's key, from which signatures can be checked",
     NK_TEXT, 0, 0},
    {"servers", "servers", "how many servers there are", NK_INT, NK_FIELD_SHEET, 0},
    {"zones", "zones", "the zones that are served", NK_LIST, 0, 0},
};

static const struct nk_schema start_schema = {
    .fields = start_fields,
    .count = sizeof start_fields / sizeof *start_fields,
    .layout = NK_LAYOUT_SHEET,
    .operand = F_PORT,
};

static bool write_hints(struct nk_ctx *ctx, const struct nk_cli_lab *l, const char *path)
{
    struct nk_replace file;
    struct nk_err err = {0};
    struct nk_buf text = {0};
    nk_buf_printf(&text, "; root hints of netkit lab\n; port %u\n", l->port);
    nk_buf_add(&text, l->hints.data, l->hints.len);
    bool good = !text.failed;
    if (!good)
        nk_err_memory(&err);
    if (good) {
        good = nk_replace_open(&file, path, &err) &&
               nk_replace_write(&file, text.data, text.len, &err) && nk_replace_commit(&file, &err);
        nk_replace_release(&file);
    }
    nk_buf_release(&text);
    if (!good)
        nk_cli_fail(ctx, &err);
    return good;
}

/* The name of the next zone, of whose versions, which stand together, only the first counts; NULL
 * at the end. */
static const char *next_zone(const struct nk_lab *lab, size_t *at)
{
    while (*at < lab->zone_count) {
        const char *origin = lab->zones[(*at)++].row->origin;
        if (*at < 2 || strcmp(origin, lab->zones[*at - 2].row->origin) != 0)
            return origin;
    }
    return NULL;
}

static bool put_record(struct nk_ctx *ctx, const struct nk_cli_lab *l)
{
    struct nk_record r;
    size_t at = 0;
    const char *zone;
    const struct nk_lab_host *resolver = nk_lab_host_with(&l->lab, NK_LAB_RESOLVER);
    if (!nk_cli_records(ctx, &r))
        return false;
    nk_record_int(&r, F_PORT, l->port);
    nk_put_addr(&r, F_RESOLVER, &resolver->addr);
    nk_record_text(&r, F_HINTS_FILE, nk_args_text(ctx->args, "hints"));
    nk_record_slice(&r, F_HINTS, l->hints.data, l->hints.len);
    nk_record_slice(&r, F_ANCHOR, nk_lab_anchor, strlen(nk_lab_anchor) - 1);
    nk_record_int(&r, F_SERVERS, (int64_t)l->lab.host_count);
    while ((zone = next_zone(&l->lab, &at)) != NULL)
        nk_record_list_add(&r, F_ZONES, zone, strlen(zone));
    nk_record_end(&r);
    return nk_cli_records_done(ctx, &r) < NK_WRONG;
}

/* For people, behind the sheet: the hints, where no file has them, the zones, and what to try. */
static void add_more(struct nk_ctx *ctx, const struct nk_cli_lab *l, struct nk_buf *b)
{
    const char *path = nk_args_text(ctx->args, "hints");
    const char *zone;
    size_t column = 80, at = 0;
    if (path == NULL)
        nk_buf_printf(b, "\n; root hints\n%.*s", (int)l->hints.len, l->hints.data);
    nk_buf_add_text(b, "\nzones (netkit lab list has more):");
    while ((zone = next_zone(&l->lab, &at)) != NULL) {
        if (column + 1 + strlen(zone) > 80) {
            nk_buf_add_text(b, "\n ");
            column = 1;
        }
        nk_buf_printf(b, " %s", zone);
        column += 1 + strlen(zone);
    }
    nk_buf_printf(b,
                  "\n\nnetkit dns query www.example.test @%s -p %u\n"
                  "netkit dns trace www.example.test --hints %s -p %u\n\n"
                  "It runs until Ctrl-C.\n",
                  nk_lab_host_with(&l->lab, NK_LAB_RESOLVER)->row->addr, l->port,
                  path == NULL ? "FILE" : path, l->port);
}

/* What is to be known goes out before the loop begins: somebody may wait for it. */
static bool tell(struct nk_ctx *ctx, const struct nk_cli_lab *l)
{
    struct nk_buf b = {0};
    if (!put_record(ctx, l))
        return false;
    if (ctx->args->format == NK_FORMAT_TEXT && ctx->args->fields == NULL)
        add_more(ctx, l, &b);
    /* a failure to write is told when the command ends */
    return nk_cli_print_made(ctx, &b) && nk_out_flush(ctx->out);
}

static enum nk_status run_start(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_cli_lab l = {0};
    struct nk_err err = {0};
    const char *hints = nk_args_text(args, "hints");
    if (nk_cli_lab_open(ctx, &l) && (hints == NULL || write_hints(ctx, &l, hints)) &&
        tell(ctx, &l) && !nk_lab_server_run(&l.server, nk_args_number(args, "for", -1), &err))
        nk_cli_fail(ctx, &err);
    nk_cli_lab_release(&l);
    return ctx->worst;
}

static const struct nk_option start_options[] = {
    NK_LAB_PORT_OPTION,
    {.name = "hints",
     .arg = NK_ARG_FILE,
     .metavar = "FILE",
     .writes = true,
     .help = "write the root hints to this file, once the servers listen"},
    {.name = "for",
     .arg = NK_ARG_DURATION,
     .metavar = "T",
     .help = "end after that time (runs until it is interrupted)"},
    {.name = ""},
};

static const struct nk_example start_examples[] = {
    {"lab --for 10ms", "the port, the hints and the zones, for a moment"},
    {"", ""},
};

const struct nk_verb nk_lab_start_verb = {
    .name = "start",
    .operands = "",
    .summary = "start the servers and run until Ctrl-C",
    .about = "Starts all servers of the lab on loopback, prints their port, the root hints and the "
             "zones, and serves until it is interrupted.",
    .options = start_options,
    .common = NK_COMMON_RECORDS,
    .max_operands = NK_NO_OPERANDS,
    .schema = &start_schema,
    .examples = start_examples,
    .run = run_start,
};
