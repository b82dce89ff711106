#include "cli/tcp_decode.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/hexdump.h"
#include "cli/hex_words.h"
#include "cli/tcp_state.h"
#include "packet/guess.h"
#include "packet/hexpackets.h"

enum { LEAST = 8 /* octets of a packet: fewer are a word of one */ };

struct decoder {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_record r;
    struct nk_dissection d;
    struct nk_decode_numbers numbers;
    bool records, lines, chosen; /* chosen: by --number */
    unsigned views;
    enum nk_layer_kind link; /* NONE: told by the content */
    uint64_t shown;          /* packets */
};

/* By the words of --link. */
static const uint8_t link_kinds[] = {
    NK_LAYER_NONE,  NK_LAYER_ETHERNET, NK_LAYER_RAW,  NK_LAYER_IPV4,   NK_LAYER_IPV6,
    NK_LAYER_TCP,   NK_LAYER_UDP,      NK_LAYER_ICMP, NK_LAYER_ICMPV6, NK_LAYER_ARP,
    NK_LAYER_VLAN,  NK_LAYER_MPLS,     NK_LAYER_LLC,  NK_LAYER_PPP,    NK_LAYER_PPPOE,
    NK_LAYER_CHDLC, NK_LAYER_NULL,     NK_LAYER_SLL,  NK_LAYER_SLL2,   NK_LAYER_GRE};

/* Where a packet is from. `item` is an operand or a line; NULL: a file's packet. */
struct source {
    const char *path;
    const struct nk_input_item *item;
    const char *text; /* as given */
    size_t len;
    bool capture;
};

/* ---- one packet ---------------------------------------------------------- */

/* The digits of an octet in an operand that is nothing but digits. */
static void place(struct nk_err *err, const struct source *s, const struct nk_packet *p,
                  uint32_t offset)
{
    size_t skip = s->len > 2 && s->text[0] == '0' && (s->text[1] | 0x20) == 'x' ? 2 : 0;
    if (s->len - skip != (size_t)p->captured * 2 || offset >= p->captured)
        return;
    err->offset = skip + 2 * (size_t)offset;
    err->length = 2;
}

/* Tells of what is wrong with the packet; false where the verb has to stop. */
static bool complain(struct decoder *x, const struct source *s, const struct nk_packet *p,
                     const struct nk_fault *fault)
{
    struct nk_err err = {.code = NK_ERR_INPUT};
    struct nk_input_item item = {.source = s->path, .unit = ""};
    if (s->item != NULL)
        item = *s->item;
    if (s->item == NULL)
        snprintf(err.text, sizeof err.text, "packet %llu, octet %u: %s",
                 (unsigned long long)p->number, fault->offset, fault->text);
    else
        snprintf(err.text, sizeof err.text, "octet %u: %s", fault->offset, fault->text);
    if (item.source == NULL) {
        place(&err, s, p, fault->offset);
        if (err.length == 0) {
            nk_cli_say(x->ctx, "%s", err.text);
            if (!x->args->exit_zero)
                nk_cli_status(x->ctx, NK_WRONG);
            return !x->args->strict;
        }
    }
    if (x->records)
        nk_record_error(&x->r, s->text, s->len, err.text);
    return nk_cli_bad_item(x->ctx, &item, &err);
}

static bool put(struct decoder *x, const struct nk_decoded *p)
{
    struct nk_err err = {0};
    x->shown++;
    if (x->records)
        return nk_decode_put(&x->r, p);
    if (x->shown > 1 && !x->args->svg)
        nk_cli_print(x->ctx, "\n", 1);
    bool good = x->args->svg ? nk_decode_svg(x->ctx, p, x->views, &err)
                             : nk_decode_draw(x->ctx, p, x->views, &err);
    if (!good)
        nk_cli_fail(x->ctx, &err);
    return good && x->ctx->out->error == 0;
}

/* False where there is no use in going on. */
static bool show(struct decoder *x, const struct source *s, const struct nk_packet *p)
{
    struct nk_err err = {0};
    struct nk_decoded decoded = {
        .d = &x->d, .packet = p, .input = s->text, .input_len = s->len, .capture = s->capture};
    const struct nk_link *link = s->capture ? nk_link_find(p->link) : NULL;
    enum nk_layer_kind first = x->link;
    if (first == NK_LAYER_NONE && s->capture) {
        first = link == NULL ? NK_LAYER_NONE : link->first;
    } else if (first == NK_LAYER_NONE) {
        first = nk_layer_guess(p->bytes, p->captured);
        decoded.assumed = nk_layer_name(first);
    }
    if (!nk_dissect(&x->d, p, first, &err)) {
        nk_cli_fail(x->ctx, &err);
        return false;
    }
    bool more = put(x, &decoded);
    for (size_t i = 0; more && i < x->d.fault_count; i++)
        more = complain(x, s, p, &x->d.faults[i]);
    return more && !x->args->svg;
}

/* Octets that are one packet. */
static bool show_octets(struct decoder *x, const struct source *s, const void *bytes, size_t len,
                        uint64_t number)
{
    struct nk_packet p = {
        .bytes = bytes, .captured = (uint32_t)len, .length = (uint32_t)len, .number = number};
    if (x->chosen && !nk_decode_numbers_has(&x->numbers, number))
        return true;
    return show(x, s, &p);
}

/* ---- files --------------------------------------------------------------- */

static bool show_capture(struct decoder *x, struct nk_capture *c, const char *path)
{
    const struct source s = {.path = path, .text = path, .len = strlen(path), .capture = true};
    struct nk_packet p;
    struct nk_err err = {0};
    enum nk_capture_status status;
    while ((status = nk_capture_next(c, &p, &err)) == NK_CAPTURE_PACKET) {
        if (x->chosen && p.number > x->numbers.greatest)
            return true;
        if (x->chosen && !nk_decode_numbers_has(&x->numbers, p.number))
            continue;
        if (!show(x, &s, &p))
            return false;
    }
    if (status == NK_CAPTURE_END)
        return true;
    if (x->records)
        nk_record_error(&x->r, path, strlen(path), err.text);
    nk_cli_fail(x->ctx, &err);
    return !x->args->strict;
}

/* A place of the text as line and column. */
static void locate(const char *text, size_t offset, struct nk_input_item *item, struct nk_err *err)
{
    size_t start = 0;
    item->number = item->column = 1;
    for (size_t i = 0; i < offset; i++)
        if (text[i] == '\n') {
            item->number++;
            start = i + 1;
        }
    err->offset = offset - start;
}

/* Hexadecimal text, of one packet or many. */
static bool show_text(struct decoder *x, const char *path, const char *text, size_t len)
{
    struct nk_hexpackets h;
    struct nk_buf octets = {0};
    struct nk_err err = {0};
    enum nk_hexpackets_status status;
    bool more = true;
    nk_hexpackets_init(&h, text, len, x->lines);
    uint64_t most = x->chosen ? x->numbers.greatest : UINT64_MAX;
    for (uint64_t n = 1;
         more && n <= most && (status = nk_hexpackets_next(&h, &octets, &err)) != NK_HEX_END; n++) {
        struct nk_input_item item = {.source = path, .number = h.first, .unit = ""};
        struct source s = {.path = path, .item = &item, .text = path, .len = strlen(path)};
        if (h.form == NK_HEX_LINES) {
            s.text = text + h.start;
            s.len = h.end - h.start;
        }
        if (status == NK_HEX_PACKET) {
            more = show_octets(x, &s, octets.data, octets.len, n);
            continue;
        }
        if (status == NK_HEX_BAD) {
            locate(text, err.offset, &item, &err);
            item.unit = "packet";
        }
        if (x->records)
            nk_record_error(&x->r, s.text, s.len, err.text);
        more = nk_cli_bad_item(x->ctx, &item, &err) && status != NK_HEX_FAILED;
    }
    nk_hexpackets_release(&h);
    nk_buf_release(&octets);
    return more;
}

static bool show_bytes(struct decoder *x, const char *path, const uint8_t *bytes, size_t len)
{
    const struct source s = {.path = path, .text = path, .len = strlen(path)};
    struct nk_err err = {0};
    if (len > NK_CAPTURE_RECORD_MAX) {
        nk_err_set(&err, NK_ERR_INPUT, 0, 0,
                   "'%s' is no capture, and has more than %d MiB: that is no packet", path,
                   NK_CAPTURE_RECORD_MAX >> 20);
        nk_cli_fail(x->ctx, &err);
        return !x->args->strict;
    }
    if (len == 0 || nk_hexdump_is_text(bytes, len))
        return show_text(x, path, (const char *)bytes, len);
    return show_octets(x, &s, bytes, len, 1);
}

/* A capture, or at most so many bytes as one packet can have. */
static bool show_lines(struct decoder *x, const char *path, struct nk_lines *lines)
{
    struct nk_capture c;
    struct nk_err err = {0};
    size_t len;
    bool good = nk_lines_fill(lines, 4, &err);
    const char *bytes = nk_lines_peek(lines, &len);
    if (good && nk_capture_begins(bytes, len)) {
        if (!nk_capture_take(&c, lines, &err)) {
            nk_cli_fail(x->ctx, &err);
            return false;
        }
        bool more = show_capture(x, &c, path);
        nk_capture_release(&c);
        return more;
    }
    if (!good || !nk_lines_fill(lines, NK_CAPTURE_RECORD_MAX + 1, &err)) {
        nk_cli_fail(x->ctx, &err);
        return !x->args->strict;
    }
    bytes = nk_lines_peek(lines, &len);
    return show_bytes(x, path, (const uint8_t *)bytes, len);
}

static bool show_file(struct decoder *x, const char *path)
{
    struct nk_lines lines;
    struct nk_err err = {0};
    if (strcmp(path, "-") == 0) {
        nk_lines_init(&lines, x->ctx->in_fd, path);
    } else if (!nk_lines_open(&lines, path, &err)) {
        nk_cli_fail(x->ctx, &err);
        return !x->args->strict;
    }
    bool more = show_lines(x, path, &lines);
    nk_lines_release(&lines);
    return more;
}

/* ---- operands ------------------------------------------------------------ */

static void show_words(struct decoder *x, const struct nk_args *args)
{
    struct nk_buf text = {0}, octets = {0};
    struct nk_err err = {0};
    if (nk_hex_words(args, &text, &octets, &err)) {
        const struct nk_input_item item = {.text = text.data, .len = text.len};
        const struct source s = {.item = &item, .text = text.data, .len = text.len};
        show_octets(x, &s, octets.data, octets.len, 1);
    } else {
        nk_cli_fail(x->ctx, &err);
    }
    nk_buf_release(&text);
    nk_buf_release(&octets);
}

static bool refuse(struct decoder *x, const struct nk_input_item *item, const struct nk_err *err)
{
    struct nk_err both;
    nk_err_set(&both, NK_ERR_INPUT, err->offset, err->length,
               "'%.60s%s' is no packet in hexadecimal: %s; a file is given as @FILE", item->text,
               item->len > 60 ? "..." : "", err->text);
    if (x->records)
        nk_record_error(&x->r, item->text, item->len, both.text);
    return nk_cli_bad_item(x->ctx, item, &both);
}

/* Octets in hexadecimal, or a file. */
static bool show_operand(struct decoder *x, const struct nk_args *args, size_t operand)
{
    const char *word = args->operands[operand];
    const struct nk_input_item item = {.text = word, .len = strlen(word), .operand = operand};
    const struct source s = {.item = &item, .text = word, .len = strlen(word)};
    struct nk_buf octets = {0};
    struct nk_err err = {0};
    bool more;
    if (word[0] == '@' || strcmp(word, "-") == 0)
        more = show_file(x, word[0] == '@' ? word + 1 : word);
    else if (nk_hex_word(word, &octets, &err))
        more = show_octets(x, &s, octets.data, octets.len, 1);
    else if (octets.failed) {
        nk_err_memory(&err);
        nk_cli_fail(x->ctx, &err);
        more = false;
    } else if (access(word, F_OK) == 0)
        more = show_file(x, word);
    else
        more = refuse(x, &item, &err);
    nk_buf_release(&octets);
    return more;
}

/* ---- the verb * ---------------------------------------------------------- */

static bool read_options(struct decoder *x)
{
    const struct nk_args *args = x->args;
    const struct nk_given *number = nk_args_find(args, "number");
    struct nk_err err = {0};
    x->link = (enum nk_layer_kind)link_kinds[nk_args_number(args, "link", 0)];
    x->lines = nk_args_has(args, "lines");
    x->views = (nk_args_has(args, "boxes") ? NK_DECODE_BOXES : 0u) |
               (nk_args_has(args, "rows") ? NK_DECODE_ROWS : 0u) |
               (nk_args_has(args, "list") ? NK_DECODE_LIST : 0u);
    if (x->views == 0)
        x->views = NK_DECODE_BOXES | NK_DECODE_ROWS | NK_DECODE_LIST;
    x->records = !args->svg && (args->format != NK_FORMAT_TEXT || args->fields != NULL);
    x->chosen = number != NULL;
    if (number == NULL || nk_decode_numbers_parse(&x->numbers, number->text, &err))
        return true;
    nk_cli_bad_argument(x->ctx, number, &err);
    return false;
}

static enum nk_status run_decode(struct nk_ctx *ctx, const struct nk_args *args)
{
    struct decoder x = {.ctx = ctx, .args = args};
    bool more = true;
    if (!nk_cli_stdin_once(ctx, args, false) || !read_options(&x))
        return ctx->worst;
    if (x.records && !nk_cli_records(ctx, &x.r))
        return ctx->worst;
    if (nk_hex_are_words(args, LEAST))
        show_words(&x, args);
    else
        for (size_t i = 0; i < args->operand_count && more; i++)
            more = show_operand(&x, args, i);
    nk_dissection_release(&x.d);
    if (x.chosen && x.shown == 0 && ctx->worst == NK_YES) {
        nk_cli_say(ctx, "there is no packet %s", nk_args_text(args, "number"));
        nk_cli_status(ctx, NK_NO);
    }
    return x.records ? nk_cli_records_done(ctx, &x.r) : ctx->worst;
}

static const struct nk_option decode_options[] = {
    {.name = "link",
     .arg = NK_ARG_CHOICE,
     .metavar = "HEADER",
     .words = "auto\0ethernet\0ip\0ipv4\0ipv6\0tcp\0udp\0icmp\0icmpv6\0arp\0vlan\0mpls\0llc\0ppp\0p"
              "ppoe\0chdlc\0null\0sll\0sll2\0gre",
     .help = "what the first header is; auto tells it by the content, of captures by the file"},
    {.name = "number",
     .arg = NK_ARG_WORD,
     .metavar = "N,...",
     .help = "only these packets of a file: numbers from 1, and ranges as 3-5 or 7-"},
    {.name = "boxes", .help = "draw what is inside of what"},
    {.name = "rows", .help = "draw each header in rows of 32 bits"},
    {.name = "list", .help = "list the fields of each header"},
    {.name = "lines", .help = "each line of a text is a packet"},
    {.name = ""},
};

#define SYN                                                                \
    "4500003c1c4640004006"                                                 \
    "323fc0000201c6336402c35001bb0000100000000000a002faf087e40000020405b4" \
    "0402080a000003e80000000001030307"

static const struct nk_example decode_examples[] = {
    {"tcp-state decode --rows " SYN, "a SYN as the RFCs draw it"},
    {"tcp-state decode --boxes " SYN, "what is inside of what"},
    {"tcp-state decode --json " SYN, "a record a field"},
    {"tcp-state decode @FILE --number 3", "the third packet of a capture"},
    {"", ""},
};

const struct nk_verb nk_tcp_decode_verb = {
    .name = "decode",
    .operands = "HEX|@FILE|-...",
    .summary = "the headers of packets, bit by bit",
    .about =
        "Draws packets: boxes show what is inside of what, rows of 32 bits the headers as RFCs "
        "draw them, lists each field with its value, its meaning and whether a checksum is right. "
        "A packet is given in hexadecimal, in one word or in many, or as a file ('-' is standard "
        "input): a capture (pcap, pcapng), the octets themselves, or hexadecimal text, plain or a "
        "dump of xxd, hexdump -C, od, tcpdump -x or Wireshark, of one packet or more. A packet "
        "that is malformed or cut is shown as far as it can be read; the status is 2 then.",
    .options = decode_options,
    .common = NK_COMMON_RECORDS | NK_COMMON_EXPLAIN | NK_COMMON_STRICT | NK_COMMON_SVG,
    .min_operands = 1,
    .operands_are_items = true,
    .schema = &nk_decode_schema,
    .examples = decode_examples,
    .run = run_decode,
};
