#include <string.h>

#include "base/radix.h"
#include "base/replace.h"
#include "cli/dns.h"
#include "cli/dns_encode.h"
#include "cli/dns_source.h"
#include "dns/compose.h"
#include "dns/edns.h"

enum { UDP_SIZE = 1232 };

enum field { F_INPUT, F_HEX, F_SIZE, F_COUNT };

static const struct nk_field encode_fields[F_COUNT] = {
    [F_INPUT] = {"input", "input", "the name or the file as given", NK_TEXT, 0, 0},
    [F_HEX] = {"hex", "hex", "the message's octets in hexadecimal", NK_TEXT, NK_FIELD_BRIEF, 0},
    [F_SIZE] = {"size", "size", "how many octets there are", NK_INT, 0, 0},
};

static const struct nk_schema encode_schema = {
    .fields = encode_fields,
    .count = F_COUNT,
    .operand = F_HEX,
};

/* The message in the making. */
struct encoder {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_dns_frame frame;
    struct nk_dns_writer w;
    struct nk_record r;
    bool records;                          /* no --binary */
    bool explained;                        /* a message */
    uint8_t bytes[2 + NK_DNS_MESSAGE_MAX]; /* the length of TCP goes first */
};

/* ---- what options say ------------------------------------------------------------------ */

/* An option whose text does not parse; false, so that a caller may return it. */
static bool refuse(struct encoder *e, const struct nk_given *given, const struct nk_err *err)
{
    if (e->records && given->row == NULL) /* an operand */
        nk_record_error(&e->r, given->text, strlen(given->text), err->text);
    nk_cli_bad_argument(e->ctx, given, err);
    return false;
}

static bool refuse_word(struct encoder *e, const struct nk_given *given, const char *expected)
{
    struct nk_err err = {0};
    nk_err_set(&err, NK_ERR_INPUT, 0, strlen(given->text), "expected %s, found '%s'", expected,
               given->text);
    return refuse(e, given, &err);
}

static bool take_header(struct encoder *e)
{
    const struct nk_given *flags = nk_args_find(e->args, "flags");
    const struct nk_given *opcode = nk_args_find(e->args, "opcode");
    const struct nk_given *status = nk_args_find(e->args, "status");
    struct nk_dns_frame *f = &e->frame;
    struct nk_err err = {0};
    uint16_t bits;
    unsigned code;
    f->id = (uint16_t)nk_args_number(e->args, "id", f->id);
    if (flags != NULL) {
        if (!nk_dns_flags_find(flags->text, strlen(flags->text), &bits, &err))
            return refuse(e, flags, &err);
        f->flags = (uint16_t)((f->flags & 0x780f) | bits);
    }
    if (opcode != NULL) {
        if (!nk_opcode_find(opcode->text, strlen(opcode->text), &code))
            return refuse_word(e, opcode, "an opcode, as in QUERY");
        nk_dns_frame_opcode(f, code);
    }
    if (status != NULL) {
        if (!nk_rcode_find(status->text, strlen(status->text), &code) || code > 4095)
            return refuse_word(e, status, "a status, as in NOERROR");
        nk_dns_frame_status(f, code);
    }
    return true;
}

static bool take_subnet(struct encoder *e)
{
    const struct nk_given *given = nk_args_find(e->args, "subnet");
    struct nk_prefix p;
    struct nk_err err = {0};
    if (given == NULL)
        return true;
    if (!nk_prefix_parse(given->text, strlen(given->text), &p, &err))
        return refuse(e, given, &err);
    p = nk_cli_network(e->ctx, &p);
    nk_edns_put_subnet(&e->frame.options, &p);
    return true;
}

static bool take_options(struct encoder *e)
{
    const struct nk_given *given;
    struct nk_dns_frame *f = &e->frame;
    struct nk_err err = {0};
    f->edns = f->edns || nk_args_has(e->args, "dnssec") || nk_args_has(e->args, "bufsize") ||
              nk_args_has(e->args, "padding");
    f->udp_size = (uint16_t)nk_args_number(e->args, "bufsize", f->udp_size);
    if (nk_args_has(e->args, "dnssec"))
        f->edns_ttl |= 0x8000;
    if (nk_args_has(e->args, "nsid"))
        nk_edns_put_nsid(&f->options);
    if (!take_subnet(e))
        return false;
    for (size_t at = 0; (given = nk_args_next(e->args, "ednsopt", &at)) != NULL;)
        if (!nk_edns_put_text(&f->options, given->text, strlen(given->text), &err))
            return refuse(e, given, &err);
    return true;
}

/* Octets of zeros until the message's length is a multiple of what was asked (RFC 7830). */
static void pad(struct encoder *e)
{
    size_t unit = (size_t)nk_args_number(e->args, "padding", 0), opt = 11, head = 4;
    if (unit == 0)
        return;
    size_t len = e->w.len + opt + e->frame.options.len + head;
    nk_edns_put_padding(&e->frame.options, (uint16_t)((unit - len % unit) % unit));
}

/* ---- what it is made of ------------------------------------------------------------------ */

/* NAME [TYPE] [CLASS], the last two in any order. */
static bool take_question(struct encoder *e)
{
    const struct nk_args *args = e->args;
    struct nk_name name;
    struct nk_err err = {0};
    uint16_t type = NK_TYPE_A, class = NK_CLASS_IN;
    struct nk_given word = {.text = args->operands[0]};
    if (!nk_name_parse(word.text, strlen(word.text), NULL, &name, &err))
        return refuse(e, &word, &err);
    for (size_t i = 1; i < args->operand_count; i++) {
        word.text = args->operands[i];
        if (!nk_type_find(word.text, strlen(word.text), &type) &&
            !nk_class_find(word.text, strlen(word.text), &class))
            return refuse_word(e, &word, "a type or a class");
    }
    return nk_dns_put_question(&e->w, &name, type, class);
}

/* ---- where it goes ------------------------------------------------------------------------ */

static bool write_binary(struct encoder *e, const char *path, const void *bytes, size_t len)
{
    struct nk_replace file;
    struct nk_err err = {0};
    if (strcmp(path, "-") == 0) {
        nk_out_write(e->ctx->out, bytes, len);
        return true;
    }
    bool done = nk_replace_open(&file, path, &err) && nk_replace_write(&file, bytes, len, &err) &&
                nk_replace_commit(&file, &err);
    nk_replace_release(&file);
    if (!done)
        nk_cli_fail(e->ctx, &err);
    return done;
}

static void write_record(struct encoder *e, const char *input, const void *bytes, size_t len)
{
    struct nk_buf hex = {0};
    nk_hex_put_lower(&hex, bytes, len);
    nk_record_text(&e->r, F_INPUT, input);
    if (hex.failed)
        e->r.arena.failed = true;
    else
        nk_record_slice(&e->r, F_HEX, hex.data, hex.len);
    nk_record_int(&e->r, F_SIZE, (int64_t)len);
    nk_record_end(&e->r);
    nk_buf_release(&hex);
}

static void explain(struct encoder *e, const void *bytes, size_t len, bool prefixed)
{
    struct nk_buf b = {0};
    if (e->explained)
        nk_buf_add_byte(&b, '\n');
    e->explained = true;
    nk_encode_explain(&b, bytes, len, prefixed);
    nk_dns_explain_out(e->ctx, &b);
    nk_buf_release(&b);
}

static void write_message(struct encoder *e, const char *input)
{
    const char *path = nk_args_text(e->args, "binary");
    bool prefixed = nk_args_has(e->args, "tcp");
    uint8_t *bytes = e->bytes + (prefixed ? 0 : 2);
    e->bytes[0] = (uint8_t)(e->w.len >> 8);
    e->bytes[1] = (uint8_t)e->w.len;
    size_t len = e->w.len + (prefixed ? 2 : 0);
    if (path != NULL) {
        write_binary(e, path, bytes, len);
        return;
    }
    bool explains = nk_cli_explains(e->ctx);
    if (explains)
        explain(e, bytes, len, prefixed);
    if (!explains || nk_cli_keeps(&e->r))
        write_record(e, input, bytes, len);
}

/* ---- the verb ------------------------------------------------------------------------------ */

static void begin(struct encoder *e, uint16_t flags)
{
    nk_dns_frame_release(&e->frame);
    e->frame = (struct nk_dns_frame){.udp_size = UDP_SIZE, .flags = flags};
    nk_dns_writer_init(&e->w, e->bytes + 2, NK_DNS_MESSAGE_MAX, 0, 0);
}

/* What the options say, and out with it. False after the message. */
static bool finish(struct encoder *e, const char *input)
{
    struct nk_err err = {0};
    if (!take_header(e) || !take_options(e))
        return false;
    pad(e);
    if (e->frame.options.failed ? nk_err_memory(&err)
                                : nk_dns_frame_close(&e->frame, &e->w, &err)) {
        write_message(e, input);
        return true;
    }
    nk_cli_fail(e->ctx, &err);
    return false;
}

/* The messages of a text, one after the other; one that cannot be read is skipped. */
static void encode_text(struct encoder *e, const char *path, const char *text, size_t len)
{
    struct nk_err err = {0};
    const char *binary = nk_args_text(e->args, "binary");
    bool stream = binary != NULL && strcmp(binary, "-") == 0 && nk_args_has(e->args, "tcp");
    bool more = true;
    for (size_t at = 0, one; more && (one = nk_dns_compose_first(text + at, len - at)) > 0;
         at += one) {
        if (at > 0 && binary != NULL && !stream) {
            nk_cli_misuse(e->ctx, "--binary takes one message; several go to '-' with --tcp");
            return;
        }
        begin(e, 0);
        if (nk_dns_compose(text + at, one, &e->frame, &e->w, &err)) {
            more = finish(e, path) && e->ctx->out->error == 0;
        } else {
            err.offset += at;
            more = nk_dns_source_refuse(e->ctx, e->records ? &e->r : NULL, path, text, &err,
                                        "message");
        }
    }
}

static void encode_file(struct encoder *e, const char *path)
{
    struct nk_lines lines;
    struct nk_bytes text = {0};
    struct nk_err err = {0};
    if (!nk_dns_source_open(e->ctx, path, &lines, &err)) {
        nk_cli_fail(e->ctx, &err);
        return;
    }
    if (nk_dns_source_take(&lines, path, &text, &err))
        encode_text(e, path, text.data, text.size);
    else
        nk_cli_fail(e->ctx, &err);
    nk_bytes_release(&text);
    nk_lines_release(&lines);
}

static enum nk_status run_encode(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct encoder e = {.ctx = ctx, .args = args};
    const char *path = nk_args_text(args, "file");
    const char *binary = nk_args_text(args, "binary");
    bool input = args->operand_count == 1 && strcmp(args->operands[0], "-") == 0;
    if (path == NULL && input)
        path = "-";
    if (args->operand_count == 0 && path == NULL)
        return nk_cli_misuse(ctx, "expected a name, or -f FILE with the text of a message");
    if (path != NULL && args->operand_count > (input ? 1 : 0))
        return nk_cli_misuse(ctx, "a name and the text of a message exclude each other");
    if (binary != NULL && strcmp(binary, "-") == 0 && ctx->out_tty)
        return nk_cli_misuse(ctx, "the octets of a message are not written to a terminal");
    if (binary != NULL && nk_cli_explains(ctx))
        return nk_cli_misuse(ctx, "--explain and --binary exclude each other");
    e.records = binary == NULL;
    if (e.records && !nk_cli_records(ctx, &e.r))
        return ctx->worst;
    if (path != NULL) {
        encode_file(&e, path);
    } else {
        begin(&e, NK_DNS_RD);
        if (take_question(&e))
            finish(&e, args->operands[0]);
    }
    nk_dns_frame_release(&e.frame);
    return e.records ? nk_cli_records_done(ctx, &e.r) : ctx->worst;
}

static const struct nk_option encode_options[] = {
    {.name = "file",
     .letter = 'f',
     .arg = NK_ARG_FILE,
     .metavar = "FILE",
     .help = "read the text of a message, as query and decode --sections print it"},
    {.name = "id",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .max = UINT16_MAX,
     .help = "the message's ID (0)"},
    {.name = "flags",
     .arg = NK_ARG_WORD,
     .metavar = "A,B",
     .help = "the flags out of qr, aa, tc, rd, ra, z, ad, cd (of a question: rd)"},
    {.name = "opcode", .arg = NK_ARG_WORD, .metavar = "NAME", .help = "QUERY, NOTIFY, UPDATE"},
    {.name = "status", .arg = NK_ARG_WORD, .metavar = "NAME", .help = "NOERROR, NXDOMAIN"},
    {.name = "dnssec", .help = "DO: signatures are wanted"},
    {.name = "bufsize",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .max = UINT16_MAX,
     .help = "the size of UDP messages that EDNS announces (1232)"},
    {.name = "nsid", .help = "ask for the server's name for itself (RFC 5001)"},
    {.name = "subnet",
     .arg = NK_ARG_WORD,
     .metavar = "PREFIX",
     .help = "the client subnet (RFC 7871)"},
    {.name = "ednsopt",
     .arg = NK_ARG_WORD,
     .metavar = "CODE[:HEX]",
     .repeats = true,
     .help = "an EDNS option by its number or name"},
    {.name = "padding",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .max = 4096,
     .help = "pad to a multiple of so many octets (RFC 7830)"},
    {.name = "tcp", .help = "put the length of two octets before it, as over TCP"},
    {.name = "binary",
     .arg = NK_ARG_FILE,
     .metavar = "FILE",
     .writes = true,
     .help = "write the octets themselves to a file; '-' is standard output"},
    {.name = ""},
};

static const struct nk_example encode_examples[] = {
    {"dns encode www.example.com AAAA", "a query for the addresses of a name"},
    {"dns encode --id 4660 --dnssec --ednsopt 10:0102030405060708 example.com SOA",
     "with an ID, DO and a cookie"},
    {"", ""},
};

const struct nk_verb nk_dns_encode_verb = {
    .name = "encode",
    .operands = "NAME [TYPE] [CLASS]",
    .summary = "a message from text",
    .about = "Makes a DNS message: a question from words, or a whole message from the text that "
             "query and 'decode --sections' print ('-f FILE', or '-' for standard input): a "
             "header line, headings, questions, master-file lines, EDNS. What the options say goes "
             "before what the text says. The octets come out in hexadecimal, or as they are with "
             "--binary; names are compressed.",
    .options = encode_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN,
    .max_operands = 3,
    .schema = &encode_schema,
    .examples = encode_examples,
    .run = run_encode,
};
