#include <stdio.h>

#include "cli/lab.h"
#include "route/sample.h"

enum {
    F_KIND,
    F_NAME,
    F_ADDRESSES,
    F_SERVERS,
    F_ZONES,
    F_BEHAVIOUR,
    F_TEACHES,
    F_ATTEMPT,
};

static const struct nk_field list_fields[] = {
    {"kind", "kind", "zone, server or topology", NK_TEXT, 0, 0},
    {"name", "name", "the name of the zone, the server or the topology", NK_TEXT, NK_FIELD_BRIEF,
     24},
    {"addresses", "addresses", "the server's address, or those of the servers that have the zone",
     NK_LIST, NK_FIELD_BRIEF, 23},
    {"servers", "servers", "the names of the servers that have the zone", NK_LIST, 0, 0},
    {"zones", "zones", "the zones that the server has", NK_LIST, 0, 0},
    {"behaviour", "behaviour", "what the server does that a good one does not", NK_TEXT, 0, 0},
    {"teaches", "teaches", "what it is there to show", NK_TEXT, NK_FIELD_BRIEF, 0},
    {"attempt", "attempt", "a command to see it, behind netkit lab run --", NK_TEXT, 0, 0},
};

static const struct nk_schema list_schema = {
    .fields = list_fields,
    .count = sizeof list_fields / sizeof *list_fields,
    .operand = F_NAME,
};

static void put_zone(struct nk_record *r, const struct nk_lab *lab, const struct nk_lab_zone *zone)
{
    nk_record_text(r, F_KIND, "zone");
    nk_record_text(r, F_NAME, zone->row->origin);
    nk_record_list_empty(r, F_ADDRESSES);
    nk_record_list_empty(r, F_SERVERS);
    for (size_t i = 0; i < lab->host_count; i++)
        for (size_t z = 0; lab->hosts[i].row->zones[z][0] != '\0'; z++) {
            const struct nk_lab_server_row *row = lab->hosts[i].row;
            if (strcmp(row->zones[z], zone->row->key) != 0)
                continue;
            nk_record_list_add(r, F_ADDRESSES, row->addr, strlen(row->addr));
            nk_record_list_add(r, F_SERVERS, row->name, strlen(row->name));
        }
    nk_record_text(r, F_TEACHES, zone->row->teaches);
    nk_record_text(r, F_ATTEMPT, zone->row->attempt);
    nk_record_end(r);
}

static void put_server(struct nk_record *r, const struct nk_lab_host *host)
{
    const struct nk_lab_server_row *row = host->row;
    nk_record_text(r, F_KIND, "server");
    nk_record_text(r, F_NAME, row->name);
    nk_record_list_add(r, F_ADDRESSES, row->addr, strlen(row->addr));
    nk_record_list_empty(r, F_ZONES);
    for (size_t i = 0; row->zones[i][0] != '\0'; i++) { /* by name, as the zones' own records */
        const char *origin = host->zones[i]->row->origin;
        nk_record_list_add(r, F_ZONES, origin, strlen(origin));
    }
    const char *behaviour = row->behaviour[0] == '\0' ? NULL : row->behaviour;
    nk_record_text(r, F_BEHAVIOUR, behaviour);
    nk_record_text(r, F_TEACHES, behaviour);
    nk_record_end(r);
}

/* The topologies of `route walk` are part of the lab, and need no servers. */
static void put_topology(struct nk_record *r, const struct nk_route_sample *sample)
{
    char text[96]; /* the names are ours, and short */
    nk_record_text(r, F_KIND, "topology");
    snprintf(text, sizeof text, "sample:%s", sample->name);
    nk_record_text(r, F_NAME, text);
    snprintf(text, sizeof text, "route walk -T sample:%s h1 203.0.113.20", sample->name);
    nk_record_text(r, F_ATTEMPT, text);
    nk_record_text(r, F_TEACHES, sample->summary);
    nk_record_end(r);
}

static enum nk_status run_list(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_lab lab;
    struct nk_record r;
    struct nk_err err = {0};
    bool zones = nk_args_has(args, "zones"), servers = nk_args_has(args, "servers");
    bool topologies = nk_args_has(args, "topologies"), all = !zones && !servers && !topologies;
    if (!nk_cli_records(ctx, &r))
        return ctx->worst;
    if (!nk_lab_build(&lab, &err))
        nk_cli_fail(ctx, &err);
    for (size_t i = 0; i < lab.zone_count && (zones || all); i++)
        put_zone(&r, &lab, &lab.zones[i]);
    for (size_t i = 0; i < lab.host_count && (servers || all); i++)
        put_server(&r, &lab.hosts[i]);
    for (const struct nk_route_sample *t = nk_topology_samples;
         t->name != NULL && (topologies || all); t++)
        put_topology(&r, t);
    nk_lab_release(&lab);
    return nk_cli_records_done(ctx, &r);
}

static const struct nk_option list_options[] = {
    {.name = "zones", .help = "the zones"},
    {.name = "servers", .help = "the servers"},
    {.name = "topologies", .help = "the topologies for route walk"},
    {.name = ""},
};

static const struct nk_example list_examples[] = {
    {"lab list --zones", "what there is to see"},
    {"lab list --servers --json", "every server with its zones, for a program"},
    {"", ""},
};

const struct nk_verb nk_lab_list_verb = {
    .name = "list",
    .operands = "",
    .summary = "what there is in the lab, and what each case shows",
    .about = "Lists the zones, the servers, and the topologies of routers for `route walk`; with "
             "options only those. Field `attempt` has a command that shows the case "
             "at work, to be run behind `netkit lab run --`.",
    .options = list_options,
    .common = NK_COMMON_RECORDS,
    .max_operands = NK_NO_OPERANDS,
    .schema = &list_schema,
    .examples = list_examples,
    .run = run_list,
};
