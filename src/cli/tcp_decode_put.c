/* The records of `tcp-state decode`. */
#include <stdio.h>
#include <string.h>

#include "cli/tcp_decode.h"

enum {
    F_INPUT,
    F_NUMBER,
    F_LAYER,
    F_DEPTH,
    F_OPTION,
    F_FIELD,
    F_OFFSET,
    F_BIT,
    F_BITS,
    F_VALUE,
    F_MEANING,
    F_CHECKSUM,
    F_EXPECTED,
    F_QUOTED,
};

static const struct nk_field fields[] = {
    [F_INPUT] = {"input", "input", "the octets or the file as given", NK_TEXT, 0, 0},
    [F_NUMBER] = {"number", "number", "the packet's place in its file, from 1", NK_INT,
                  NK_FIELD_BRIEF, 3},
    [F_LAYER] = {"layer", "layer",
                 "the header: TCP, IPv4 ...; data, padding, trailer for what has "
                 "none",
                 NK_TEXT, NK_FIELD_BRIEF, 10},
    [F_DEPTH] = {"depth", "depth", "how many headers it is inside of", NK_INT, 0, 2},
    [F_OPTION] = {"option", "option", "the option of the header that the field is in", NK_TEXT,
                  NK_FIELD_BRIEF, 20},
    [F_FIELD] = {"field", "field", "the field's name", NK_TEXT, NK_FIELD_BRIEF, 22},
    [F_OFFSET] = {"offset", "offset", "the octet of the packet in which it begins, from 0", NK_INT,
                  NK_FIELD_BRIEF, 5},
    [F_BIT] = {"bit", "bit", "the bit of that octet, 0 being the highest", NK_INT, NK_FIELD_BRIEF,
               1},
    [F_BITS] = {"bits", "bits", "how long it is", NK_INT, NK_FIELD_BRIEF, 4},
    [F_VALUE] = {"value", "value", "what is in it: a number, an address, octets in hexadecimal",
                 NK_TEXT, NK_FIELD_BRIEF, 18},
    [F_MEANING] = {"meaning", "meaning", "what that means", NK_TEXT, NK_FIELD_BRIEF, 0},
    [F_CHECKSUM] = {"checksum", "checksum", "of a checksum: right, wrong, none, not-checkable",
                    NK_TEXT, 0, 0},
    [F_EXPECTED] = {"expected", "expected", "of a checksum that can be checked: what it should be",
                    NK_TEXT, 0, 0},
    [F_QUOTED] = {"quoted", "quoted", "whether it is of a packet that an ICMP error quotes",
                  NK_FLAG, 0, 0},
};

const struct nk_schema nk_decode_schema = {
    .fields = fields,
    .count = sizeof fields / sizeof *fields,
    .operand = F_VALUE,
};

/* A name for programs: small letters, '_' for what stands between words. */
static void put_key(struct nk_record *r, size_t field, const char *name)
{
    char *at = nk_record_room(r, field, strlen(name) + 1);
    size_t n = 0;
    if (at == NULL)
        return;
    for (; *name != '\0'; name++) {
        char c = *name;
        if (c >= 'A' && c <= 'Z')
            at[n++] = (char)(c | 0x20);
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            at[n++] = c;
        else if (c != '\'' && n > 0 && at[n - 1] != '_')
            at[n++] = '_';
    }
    nk_record_used(r, field, n);
}

static void put_octets(struct nk_record *r, const struct nk_dissection *d, const struct nk_part *p)
{
    static const char digits[] = "0123456789abcdef";
    size_t len = p->bits / 8;
    char *at = nk_record_room(r, F_VALUE, 2 * len + 1);
    if (at == NULL)
        return;
    for (size_t i = 0; i < len; i++) {
        uint8_t octet = d->bytes[p->offset + i];
        at[2 * i] = digits[octet >> 4];
        at[2 * i + 1] = digits[octet & 15];
    }
    nk_record_used(r, F_VALUE, 2 * len);
}

static void put_verdict(struct nk_record *r, const struct nk_part *p)
{
    static const char *const words[] = {
        [NK_VERDICT_RIGHT] = "right",
        [NK_VERDICT_WRONG] = "wrong",
        [NK_VERDICT_ABSENT] = "none",
        [NK_VERDICT_UNCHECKABLE] = "not-checkable",
    };
    static const char digits[] = "0123456789abcdef";
    char text[] = "0x0000";
    if (p->verdict == NK_VERDICT_NONE)
        return;
    nk_record_word(r, F_CHECKSUM, words[p->verdict]);
    if (p->verdict != NK_VERDICT_RIGHT && p->verdict != NK_VERDICT_WRONG)
        return;
    for (unsigned i = 0; i < 4; i++)
        text[5 - i] = digits[p->expected >> 4 * i & 15];
    nk_record_text(r, F_EXPECTED, text);
}

static void put_data_meaning(struct nk_record *r, const struct nk_part *p)
{
    char text[96];
    int n = snprintf(text, sizeof text, "%u octet%s", p->wire, p->wire == 1 ? "" : "s");
    if (p->code != NULL)
        n += snprintf(text + n, sizeof text - (size_t)n, " of %s", p->code->name);
    if (p->wire > p->inside)
        snprintf(text + n, sizeof text - (size_t)n, ", here %u", p->inside);
    nk_record_text(r, F_MEANING, text);
}

static bool put_part(struct nk_record *r, const struct nk_decoded *p, const struct nk_part *part)
{
    const struct nk_dissection *d = p->d;
    nk_record_slice(r, F_INPUT, p->input, p->input_len);
    nk_record_int(r, F_NUMBER, (int64_t)p->packet->number);
    nk_record_text(r, F_LAYER, part->kind == NK_PART_DATA ? "data" : d->parts[part->owner].name);
    nk_record_int(r, F_DEPTH, part->level);
    if (part->in_option)
        put_key(r, F_OPTION, part->option_name);
    put_key(r, F_FIELD, part->name);
    nk_record_int(r, F_OFFSET, part->offset);
    nk_record_int(r, F_BIT, part->bit);
    nk_record_int(r, F_BITS, (int64_t)part->bits);
    if (part->octets)
        put_octets(r, d, part);
    else
        nk_record_slice(r, F_VALUE, nk_part_value(d, part), part->value_len);
    if (part->kind == NK_PART_DATA)
        put_data_meaning(r, part);
    else if (part->meaning_len > 0)
        nk_record_slice(r, F_MEANING, nk_part_meaning(d, part), part->meaning_len);
    put_verdict(r, part);
    nk_record_flag(r, F_QUOTED, part->quoted);
    return nk_record_end(r);
}

bool nk_decode_put(struct nk_record *r, const struct nk_decoded *p)
{
    for (size_t i = 0; i < p->d->count; i++) {
        const struct nk_part *part = &p->d->parts[i];
        if ((part->kind == NK_PART_FIELD || part->kind == NK_PART_DATA) && !put_part(r, p, part))
            return false;
    }
    return true;
}
