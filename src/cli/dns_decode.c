#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hexdump.h"
#include "cli/dns.h"
#include "cli/dns_decode.h"
#include "cli/dns_source.h"
#include "cli/hex_words.h"
#include "dns/hexlist.h"

enum { LIST_LINE_MAX = NK_DNS_MESSAGE_MAX * 2 }; /* digits of a line */

/* ---- records ------------------------------------------------------------------------- */

bool nk_dns_decode_open(struct nk_dns_decoder *d, bool capture)
{
    static const char line[] = "number,time,source,source_port,destination,destination_port,"
                               "transport,id,flags,name,type,class,status,size,data,error";
    const struct nk_args *args = d->args;
    if (d->opened || !d->records)
        return true;
    bool chosen = args->fields != NULL || args->format == NK_FORMAT_JSON;
    if (!(capture && !chosen ? nk_cli_records_of(d->ctx, &d->r, line)
                             : nk_dns_records(d->ctx, &d->r)))
        return false;
    d->opened = true;
    if (args->fields != NULL || args->format != NK_FORMAT_JSON)
        return true;
    nk_record_enable(&d->r, NK_DNS_F_ID);
    nk_record_enable(&d->r, NK_DNS_F_OPCODE);
    for (size_t i = NK_DNS_F_COUNT; i < NK_DNS_F_ALL; i++)
        nk_record_enable(&d->r, i);
    return true;
}

/* A failed item; only JSON has that. */
static void put_error(struct nk_dns_decoder *d, const char *input, size_t len, const char *error)
{
    if (d->opened)
        nk_record_error(&d->r, input, len, error);
}

/* ---- one message --------------------------------------------------------------------- */

void nk_dns_decode_print(struct nk_dns_decoder *d, const struct nk_dns_item *item)
{
    struct nk_buf b = {0};
    struct nk_show s = nk_dns_item_show(item, (NK_SHOW_ALL & ~NK_SHOW_STATS) | NK_SHOW_EXACT);
    if (d->shown++ > 0)
        nk_buf_add_byte(&b, '\n');
    if (nk_cli_explains(d->ctx))
        nk_show_explain(&b, &s);
    else if (nk_args_has(d->args, "sections"))
        nk_show_text(&b, &s);
    else
        nk_show_bytes(&b, s.bytes, s.len, s.multicast);
    nk_cli_print_made(d->ctx, &b);
}

/* Octets that no record takes, behind a message that is well-formed. */
static size_t count_trailing(const void *bytes, size_t len)
{
    struct nk_dns_reader r;
    struct nk_dns_record rr;
    nk_dns_reader_init(&r, bytes, len);
    while (nk_dns_reader_next(&r, &rr))
        ;
    return nk_dns_reader_trailing(&r);
}

const char *nk_dns_decode_fault(struct nk_dns_decoder *d, const struct nk_dns_item *item)
{
    struct nk_buf *b = &d->fault;
    nk_buf_clear(b);
    size_t trailing = count_trailing(item->message, item->message_len);
    const char *why = nk_dns_item_error(item, b);
    if (why != NULL || trailing == 0)
        return why;
    nk_buf_printf(b, "followed by %zu octet%s, from offset %zu on", trailing,
                  trailing == 1 ? "" : "s", item->message_len - trailing);
    nk_buf_add_byte(b, '\0');
    return b->failed ? "followed by octets" : b->data;
}

bool nk_dns_decode_goes_on(const struct nk_dns_decoder *d)
{
    return d->ctx->out->error == 0 && !(d->args->strict && d->ctx->worst >= NK_WRONG);
}

/* Tells of wrong input, with its line where it stands in one. */
static void complain(struct nk_dns_decoder *d, const char *format, ...)
{
    struct nk_err err = {.code = NK_ERR_INPUT};
    va_list args;
    va_start(args, format);
    vsnprintf(err.text, sizeof err.text, format, args);
    va_end(args);
    if (d->line != NULL) {
        nk_cli_bad_item(d->ctx, d->line, &err);
        return;
    }
    nk_cli_say(d->ctx, "%s", err.text);
    if (!d->args->exit_zero)
        nk_cli_status(d->ctx, NK_WRONG);
}

/* Shows all that can be read of a message, and then tells what is wrong with it. False where there
 * is no use in going on. */
static bool show(struct nk_dns_decoder *d, const void *bytes, size_t len, const char *input,
                 size_t input_len)
{
    struct nk_dns_item item = {.input = input,
                               .input_len = input_len,
                               .message = bytes,
                               .message_len = len,
                               .places = true};
    bool more = true;
    item.error = nk_dns_decode_fault(d, &item);
    if (d->records)
        more = nk_dns_decode_open(d, false) && nk_dns_item_put(&d->r, &item);
    else
        nk_dns_decode_print(d, &item);
    if (item.error != NULL)
        complain(d, "the message is %s", item.error);
    return more && nk_dns_decode_goes_on(d);
}

/* ---- octets --------------------------------------------------------------------------- */

static size_t u16_at(const uint8_t *bytes)
{
    return (size_t)bytes[0] << 8 | bytes[1];
}

/* Whether what is no message may be one behind two octets that are its length. */
static bool has_prefix(const uint8_t *bytes, size_t len)
{
    size_t bad_at;
    return len >= NK_DNS_HEADER_LEN + 2 && u16_at(bytes) == len - 2 &&
           nk_dns_message_check(bytes, len, &bad_at) != NULL;
}

static bool show_stream(struct nk_dns_decoder *d, const uint8_t *bytes, size_t len,
                        const char *input, size_t input_len)
{
    bool more = true;
    while (more && len >= 2 && u16_at(bytes) <= len - 2) {
        size_t one = u16_at(bytes);
        more = show(d, bytes + 2, one, input, input_len);
        bytes += 2 + one;
        len -= 2 + one;
    }
    if (!more || len == 0)
        return more;
    complain(d, "a message is cut: its length says %zu octets, and %zu are there",
             len < 2 ? (size_t)0 : u16_at(bytes), len < 2 ? (size_t)0 : len - 2);
    return len < 2 || show(d, bytes + 2, len - 2, input, input_len);
}

static bool show_octets(struct nk_dns_decoder *d, const void *bytes, size_t len, const char *input,
                        size_t input_len)
{
    if (len == 0) /* of an empty file: nothing */
        return true;
    if (d->prefixed)
        return show_stream(d, bytes, len, input, input_len);
    if (has_prefix(bytes, len)) {
        if (d->line == NULL)
            nk_cli_say(d->ctx, "the message stands behind its length, as over TCP");
        return show(d, (const uint8_t *)bytes + 2, len - 2, input, input_len);
    }
    if (len > NK_DNS_MESSAGE_MAX) {
        complain(d, "a message has at most 65535 octets, and there are %zu", len);
        return !d->args->strict;
    }
    return show(d, bytes, len, input, input_len);
}

/* ---- files ------------------------------------------------------------------------------ */

/* A message a line. */
static bool show_lines(struct nk_dns_decoder *d, const char *path, struct nk_lines *lines)
{
    struct nk_line line;
    struct nk_err err = {0};
    struct nk_buf octets = {0};
    enum nk_lines_status status = NK_LINES_OK;
    bool more = true;
    while (more && (status = nk_lines_next(lines, &line, &err)) != NK_LINES_END) {
        struct nk_input_item item = {.source = path, .number = line.number, .column = 1};
        nk_buf_clear(&octets);
        if (status == NK_LINES_FAILED) {
            nk_cli_fail(d->ctx, &err);
            break;
        }
        if (status == NK_LINES_TOO_LONG) {
            more = nk_cli_bad_item(d->ctx, &item, &err);
        } else if (!nk_hexdump_read(line.text, line.len, &octets, &err)) {
            put_error(d, line.text, line.len, err.text);
            more = nk_cli_bad_item(d->ctx, &item, &err);
        } else if (octets.len > 0) {
            const struct nk_input_item shown = {.source = path, .number = line.number, .unit = ""};
            d->line = &shown;
            more = show_octets(d, octets.data, octets.len, line.text, line.len);
            d->line = NULL;
        }
    }
    nk_buf_release(&octets);
    return more && status != NK_LINES_FAILED;
}

static bool show_bytes(struct nk_dns_decoder *d, const char *path, const struct nk_bytes *bytes)
{
    struct nk_err err = {0};
    struct nk_buf octets = {0};
    bool more = true;
    if (!nk_hexdump_is_text(bytes->data, bytes->size)) {
        more = show_octets(d, bytes->data, bytes->size, path, strlen(path));
    } else if (!d->prefixed && nk_hexlist_is(bytes->data, bytes->size)) {
        struct nk_lines lines;
        nk_lines_init_text(&lines, bytes->data, bytes->size, path);
        more = show_lines(d, path, &lines);
        nk_lines_release(&lines);
    } else if (nk_hexdump_read(bytes->data, bytes->size, &octets, &err)) {
        more = show_octets(d, octets.data, octets.len, path, strlen(path));
    } else {
        more =
            nk_dns_source_refuse(d->ctx, d->opened ? &d->r : NULL, path, bytes->data, &err, "file");
    }
    nk_buf_release(&octets);
    return more;
}

/* Whether the first line is a message, so that each is one. What cannot be read is told later. */
static bool begins_list(struct nk_lines *lines)
{
    size_t len = 0, before;
    struct nk_err err;
    const char *text;
    do {
        before = len;
        bool good = nk_lines_fill(lines, before + 1, &err);
        text = nk_lines_peek(lines, &len);
        if (!good)
            return false;
    } while (len > before && len <= LIST_LINE_MAX &&
             memchr(text + before, '\n', len - before) == NULL);
    return nk_hexlist_begins(text, len, len == before);
}

/* Of packed data that are damaged what can be read is looked at. */
static bool begins_capture(struct nk_lines *lines, struct nk_err *err)
{
    size_t len;
    if (!nk_lines_fill(lines, 4, err) && err->code == NK_ERR_INPUT)
        err->code = NK_ERR_NONE;
    const char *bytes = nk_lines_peek(lines, &len);
    return nk_capture_begins(bytes, len);
}

static bool show_file(struct nk_dns_decoder *d, const char *path)
{
    struct nk_lines lines;
    struct nk_bytes bytes = {0};
    struct nk_err err = {0};
    bool more = !d->args->strict;
    if (!nk_dns_source_open(d->ctx, path, &lines, &err)) {
        nk_cli_fail(d->ctx, &err);
        return more;
    }
    bool capture = begins_capture(&lines, &err);
    bool good = err.code == NK_ERR_NONE;
    if (good && capture)
        more = nk_dns_decode_capture(d, path, &lines);
    else if (good && (nk_args_has(d->args, "lines") || (!d->prefixed && begins_list(&lines))))
        more = show_lines(d, path, &lines);
    else if (good && nk_dns_source_take(&lines, path, &bytes, &err))
        more = show_bytes(d, path, &bytes);
    else
        nk_cli_fail(d->ctx, &err);
    nk_bytes_release(&bytes);
    nk_lines_release(&lines);
    return more;
}

/* ---- operands ------------------------------------------------------------------------------ */

static void show_words(struct nk_dns_decoder *d, const struct nk_args *args)
{
    struct nk_buf text = {0}, octets = {0};
    struct nk_err err = {0};
    if (nk_hex_words(args, &text, &octets, &err))
        show_octets(d, octets.data, octets.len, text.data, text.len);
    else
        nk_cli_fail(d->ctx, &err);
    nk_buf_release(&text);
    nk_buf_release(&octets);
}

/* Octets in hexadecimal, or a file; an @ before its name does no harm. */
static bool show_operand(struct nk_dns_decoder *d, const struct nk_args *args, size_t operand)
{
    const char *word = args->operands[operand] + (args->operands[operand][0] == '@');
    struct nk_buf octets = {0};
    struct nk_err err = {0};
    bool more;
    if (nk_hex_word(word, &octets, &err)) {
        more = show_octets(d, octets.data, octets.len, word, strlen(word));
    } else if (err.code == NK_ERR_INPUT && strcmp(word, "-") != 0 && access(word, F_OK) != 0 &&
               errno == ENOENT) {
        struct nk_err both;
        const struct nk_input_item item = {.text = word, .len = strlen(word), .operand = operand};
        nk_err_set(&both, NK_ERR_INPUT, err.offset, err.length,
                   "'%s' is neither a message in hexadecimal (%s) nor the name of a file", word,
                   err.text);
        put_error(d, word, strlen(word), both.text);
        more = nk_cli_bad_item(d->ctx, &item, &both);
    } else {
        more = show_file(d, word);
    }
    nk_buf_release(&octets);
    return more;
}

static enum nk_status run_decode(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct nk_dns_decoder d = {.ctx = ctx, .args = args, .prefixed = nk_args_has(args, "tcp")};
    bool more = true;
    if (!nk_cli_stdin_once(ctx, args, false))
        return ctx->worst;
    d.records = args->format != NK_FORMAT_TEXT || args->fields != NULL;
    if ((args->fields != NULL || args->format == NK_FORMAT_JSON) && !nk_dns_decode_open(&d, false))
        return ctx->worst;
    if (!nk_args_has(args, "lines") && nk_hex_are_words(args, NK_DNS_HEADER_LEN))
        show_words(&d, args);
    else
        for (size_t i = 0; i < args->operand_count && more; i++)
            more = show_operand(&d, args, i);
    nk_buf_release(&d.fault);
    nk_buf_release(&d.made);
    if (!d.records || !nk_dns_decode_open(&d, false))
        return ctx->worst;
    return nk_cli_records_done(ctx, &d.r);
}

static const struct nk_option decode_options[] = {
    {.name = "sections",
     .help = "show sections and records, as query does; encode reads that back"},
    {.name = "tcp", .help = "each message stands behind its length of two octets, as over TCP"},
    {.name = "lines", .help = "each line of a file is a message in hexadecimal"},
    {.name = "bytes", .help = "of a capture: each message byte by byte too, below its line"},
    {.name = "port",
     .arg = NK_ARG_UINT,
     .metavar = "PORT",
     .min = 1,
     .max = 65535,
     .repeats = true,
     .help = "of a capture: the messages of this port, instead of 53, 5353 and 5355"},
    {.name = "number",
     .arg = NK_ARG_UINT,
     .metavar = "N",
     .min = 1,
     .max = INT64_MAX,
     .help = "of a capture: only what its packet N made whole"},
    {.name = "queries", .help = "of a capture: no responses"},
    {.name = "responses", .help = "of a capture: no queries"},
    {.name = ""},
};

static const struct nk_example decode_examples[] = {
    {"dns decode 123401000001000000000000076578616d706c6503636f6d0000010001",
     "a query, byte by byte"},
    {"dns decode --explain 123401000001000000000000076578616d706c6503636f6d0000010001",
     "the same in sentences"},
    {"dns decode --json 123401000001000000000000076578616d706c6503636f6d0000010001",
     "as a record, with the place of everything"},
    {"", ""},
};

const struct nk_verb nk_dns_decode_verb = {
    .name = "decode",
    .operands = "HEX|FILE...",
    .summary = "a message byte by byte, or those of a capture",
    .about =
        "Draws DNS messages byte by byte: the offset, the octets, the field, its value; where a "
        "compression pointer leads; where the message is malformed and why. A message is given in "
        "hexadecimal, in one word or in many, or as a file ('-' is standard input) that holds its "
        "octets, or hexadecimal text: plain, or a dump of xxd, hexdump -C, od or Wireshark. Of a "
        "capture (pcap, pcapng) all DNS messages are shown, a line each. A malformed message is "
        "shown as far as it can be read; the status is 2 then.",
    .options = decode_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_STRICT,
    .min_operands = 1,
    .operands_are_files = true,
    .schema = &nk_dns_decode_schema,
    .examples = decode_examples,
    .run = run_decode,
};
