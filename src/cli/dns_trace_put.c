#include "addr/put.h"
#include "base/json.h"
#include "cli/dns_trace.h"
#include "dns/rdata.h"
#include "dns/show.h"
#include "dns/text.h"

enum {
    F_INPUT,
    F_NAME,
    F_TYPE,
    F_DEPTH,
    F_ZONE,
    F_SERVER,
    F_SERVER_NAME,
    F_VERDICT,
    F_AA,
    F_GLUE,
    F_RECORDS,
    F_WHY,
    F_TIME_MS,
    F_TTL,
    F_STATUS,
    F_TRANSPORT,
    F_REFUSED_GLUE,
    F_AGREES,
    F_COUNT
};

static const struct nk_field fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the name as given", NK_TEXT, 0, 0},
    [F_NAME] = {"name", "name", "the name asked for in this step", NK_TEXT, NK_FIELD_BRIEF, 24},
    [F_TYPE] = {"type", "type", "the type asked for in this step", NK_TEXT, NK_FIELD_BRIEF, 5},
    [F_DEPTH] = {"depth", "depth",
                 "0: the walk itself; more: a side walk for the address of a server", NK_INT,
                 NK_FIELD_BRIEF, 5},
    [F_ZONE] = {"zone", "zone", "the zone whose server was asked", NK_TEXT, NK_FIELD_BRIEF, 20},
    [F_SERVER] = {"server", "server", "its address; null where none was asked", NK_ADDR,
                  NK_FIELD_BRIEF, 16},
    [F_SERVER_NAME] = {"server_name", "server_name", "its name in the delegation", NK_TEXT,
                       NK_FIELD_BRIEF, 24},
    [F_VERDICT] = {"verdict", "verdict",
                   "referral, answer, cname, nxdomain, nodata, lame, timeout, refused, loop or "
                   "limit",
                   NK_TEXT, NK_FIELD_BRIEF, 8},
    [F_AA] = {"aa", "aa", "whether the answer was authoritative", NK_FLAG, NK_FIELD_BRIEF, 3},
    [F_GLUE] = {"glue", "glue",
                "addresses that came with a referral and are used: name and address of each",
                NK_JSON, NK_FIELD_MANY, 0},
    [F_RECORDS] = {"records", "records", "the records that the verdict rests on", NK_JSON,
                   NK_FIELD_MANY, 0},
    [F_WHY] = {"why", "why", "the verdict in a sentence", NK_TEXT, NK_FIELD_BRIEF, 0},
    [F_TIME_MS] = {"time_ms", "time", "how long the answer took, in milliseconds", NK_JSON,
                   NK_FIELD_NUMBER, 0},
    [F_TTL] = {"ttl", "ttl", "how long the verdict may be kept, in seconds", NK_INT, 0, 0},
    [F_STATUS] = {"status", "status", "the RCODE by name; null where no answer came", NK_TEXT, 0,
                  0},
    [F_TRANSPORT] = {"transport", "transport", "udp or tcp", NK_TEXT, 0, 0},
    [F_REFUSED_GLUE] = {"refused_glue", "refused_glue",
                        "addresses that came and are not used: name, address and why of each",
                        NK_JSON, NK_FIELD_MANY, 0},
    [F_AGREES] = {"agrees", "agrees",
                  "with --all: whether it says what the zone's first server said", NK_FLAG, 0, 0},
};

const struct nk_schema nk_trace_schema = {
    .fields = fields,
    .count = F_COUNT,
    .operand = F_SERVER,
};

/* Sets a field to what was gathered, and empties that. */
static void put_made(struct nk_record *r, size_t field, struct nk_buf *made)
{
    if (made->failed)
        r->arena.failed = true;
    else
        nk_record_slice(r, field, made->data == NULL ? "" : made->data, made->len);
    nk_buf_clear(made);
}

static void put_name(struct nk_record *r, size_t field, const struct nk_name *name)
{
    char *room = nk_record_room(r, field, NK_NAME_TEXT_MAX);
    if (room != NULL)
        nk_record_used(r, field, nk_name_format(name, room));
}

/* ---- values without a flat form ------------------------------------------- */

static void add_string(struct nk_buf *b, const char *key, const char *text, size_t len)
{
    nk_json_key(b, key);
    nk_json_string(b, text, len);
}

static void add_glue_json(struct nk_buf *b, const struct nk_dns_glue *g)
{
    char name[NK_NAME_TEXT_MAX], address[NK_ADDR_TEXT_MAX];
    nk_json_open(b, '{');
    add_string(b, "name", name, nk_name_format(&g->name, name));
    add_string(b, "address", address, nk_addr_format(&g->addr, address));
    if (g->refused != NULL)
        add_string(b, "why", g->refused, strlen(g->refused));
    nk_json_close(b, '}');
}

static void add_glue_text(struct nk_buf *b, const struct nk_dns_glue *g)
{
    nk_add_name(b, &g->name);
    nk_buf_add_byte(b, ' ');
    nk_add_addr(b, &g->addr);
}

static void put_glue(struct nk_dns_trace *x, const struct nk_dns_judged *j, size_t field,
                     bool refused)
{
    bool json = x->record.format == NK_FORMAT_JSON;
    if (json)
        nk_json_open(&x->text, '[');
    for (size_t i = 0; i < j->glue_count; i++) {
        if ((j->glue[i].refused != NULL) != refused)
            continue;
        if (json) {
            add_glue_json(&x->text, &j->glue[i]);
            continue;
        }
        if (x->text.len > 0)
            nk_buf_add_byte(&x->text, ',');
        add_glue_text(&x->text, &j->glue[i]);
    }
    if (json)
        nk_json_close(&x->text, ']');
    put_made(&x->record, field, &x->text);
}

static void put_records(struct nk_dns_trace *x, const struct nk_dns_judged *j)
{
    bool json = x->record.format == NK_FORMAT_JSON;
    if (json)
        nk_json_open(&x->text, '[');
    for (size_t i = 0; i < j->used_count; i++) {
        const struct nk_dns_record *rr = &j->records[j->used[i]];
        if (json) {
            nk_show_record_json(&x->text, &j->reader, rr, false, false);
            continue;
        }
        struct nk_rdata d = nk_rdata_of(&j->reader, rr);
        if (x->text.len > 0)
            nk_buf_add_byte(&x->text, ',');
        nk_add_name(&x->text, &rr->owner);
        nk_buf_printf(&x->text, " %u ", rr->ttl);
        nk_add_type(&x->text, rr->type);
        nk_buf_add_byte(&x->text, ' ');
        nk_rdata_text(&x->text, &d);
    }
    if (json)
        nk_json_close(&x->text, ']');
    put_made(&x->record, F_RECORDS, &x->text);
}

/* ---- a step ------------------------------------------------------------------ */

static void put_judged(struct nk_dns_trace *x, const struct nk_dns_judged *j)
{
    struct nk_record *r = &x->record;
    char text[NK_CODE_TEXT_MAX];
    nk_record_flag(r, F_AA, j->aa);
    nk_record_text(r, F_STATUS, nk_rcode_name(j->rcode, text));
    if (j->has_ttl)
        nk_record_int(r, F_TTL, j->ttl);
    if (nk_record_wants(r, F_GLUE) && j->verdict == NK_STEP_REFERRAL)
        put_glue(x, j, F_GLUE, false);
    if (nk_record_wants(r, F_REFUSED_GLUE) && j->verdict == NK_STEP_REFERRAL)
        put_glue(x, j, F_REFUSED_GLUE, true);
    if (nk_record_wants(r, F_RECORDS))
        put_records(x, j);
}

void nk_trace_put(struct nk_dns_trace *x, const struct nk_dns_event *step)
{
    struct nk_record *r = &x->record;
    char type[NK_CODE_TEXT_MAX];
    if (step->event != NK_EVENT_ASKED && step->event != NK_EVENT_STUCK)
        return;
    nk_buf_clear(&x->text);
    nk_record_text(r, F_INPUT, x->input);
    put_name(r, F_NAME, &step->question.name);
    nk_record_text(r, F_TYPE, nk_type_name(step->question.type, type));
    nk_record_int(r, F_DEPTH, step->depth);
    put_name(r, F_ZONE, &step->zone);
    if (step->server.family != NK_FAMILY_NONE)
        nk_put_addr(r, F_SERVER, &step->server);
    if (step->server_name.len > 0)
        put_name(r, F_SERVER_NAME, &step->server_name);
    nk_record_word(r, F_VERDICT, nk_step_verdict_name(step->verdict));
    nk_record_flag(r, F_AGREES, step->agrees);
    nk_record_text(r, F_WHY, step->why);
    if (step->event == NK_EVENT_ASKED) {
        nk_record_word(r, F_TRANSPORT, nk_transport_name(step->transport));
        nk_show_add_ms(&x->text, step->time_us);
        put_made(r, F_TIME_MS, &x->text);
    }
    if (step->judged != NULL)
        put_judged(x, step->judged);
    nk_record_end(r);
}
