/* A packet taken apart into all its fields, with their values and meanings. */
#ifndef NK_PACKET_DISSECT_H
#define NK_PACKET_DISSECT_H

#include "base/buf.h"
#include "packet/fields.h"

enum {
    NK_PARTS_MAX = 16384, /* of one packet; what more there is, is told */
    NK_FAULTS_MAX = 8,    /* that are kept */
    NK_QUOTES_MAX = 6,    /* packets that quote packets */
};

enum nk_part_kind {
    NK_PART_HEADER, /* begins a header: its options and fields follow */
    NK_PART_OPTION, /* begins an option of it: its fields follow, which point at it */
    NK_PART_FIELD,
    NK_PART_DATA, /* octets behind headers: payload, padding */
};

enum nk_verdict {
    NK_VERDICT_NONE, /* no checksum */
    NK_VERDICT_RIGHT,
    NK_VERDICT_WRONG,
    NK_VERDICT_ABSENT,      /* the sender made none */
    NK_VERDICT_UNCHECKABLE, /* not all that it covers is here */
};

/*
 * One part. `offset` counts octets from the packet's start, `bit` bits from there (0 is the highest
 * of the octet). A header's `bits` are those of the header, `inside` the octets that it holds with
 * all inside of it, as far as they are here. `level` is how deep it is nested, from 0; of a field
 * that of its header. Text is in the dissection's arena: `value` is empty for octets, which are
 * taken from the packet.
 */
struct nk_part {
    enum nk_part_kind kind;
    enum nk_layer_kind layer; /* NK_LAYER_NONE: data, or an extension of ICMP */
    const char *name;
    const struct nk_header *header; /* of all but data outside of any */
    const struct nk_header_field *field;
    const struct nk_option_row *option; /* NULL: none, or one that is not known */
    const struct nk_code *code;         /* what the value stands for; of data the service */
    const char *option_name; /* of a field in an option: the name of its kind where not known */
    size_t owner;            /* of a field: the part that is its header */
    bool in_option, octets, quoted;
    uint8_t bit;
    unsigned level;
    uint32_t offset, inside;
    uint32_t wire; /* data: how many octets it had, of which bits / 8 are here */
    uint64_t bits, number;
    size_t value, value_len, meaning, meaning_len;
    enum nk_verdict verdict;
    /* where the verdict is right or wrong */
    uint16_t expected;
    uint32_t covers, covers_end; /* the octets that were summed up */
    uint64_t pseudo;             /* the sum of the pseudo-header; 0: there is none */
};

/* Something that is wrong, or not there. */
struct nk_fault {
    uint32_t offset;
    char text[96];
};

/* Zero-initialised is empty; used again and again for packets one behind the other. */
struct nk_dissection {
    const uint8_t *bytes; /* of the packet: borrowed */
    uint32_t captured, length;
    struct nk_part *parts;
    size_t count, room;
    struct nk_buf text;
    struct nk_fault faults[NK_FAULTS_MAX];
    size_t fault_count;
    bool failed, full;
};

void nk_dissection_release(struct nk_dissection *d);

/*
 * Takes a packet apart whose first header is of that kind (NONE: it is all data). Every packet can
 * be: what is malformed or cut is told in `faults`, and what is there is shown. The packet's bytes
 * have to stay while the dissection is used. False only with NK_ERR_MEMORY.
 */
bool nk_dissect(struct nk_dissection *d, const struct nk_packet *p, enum nk_layer_kind first,
                struct nk_err *err);

/* The value and the meaning of a part, not NUL-terminated and not escaped; of octets the value is
 * empty. */
static inline const char *nk_part_value(const struct nk_dissection *d, const struct nk_part *p)
{
    return d->text.data == NULL ? "" : d->text.data + p->value;
}

static inline const char *nk_part_meaning(const struct nk_dissection *d, const struct nk_part *p)
{
    return d->text.data == NULL ? "" : d->text.data + p->meaning;
}

/* The sentence on a part for who wants it explained; NULL where there is none. */
const char *nk_part_help(const struct nk_part *p);

#endif
