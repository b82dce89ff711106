#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "packet/fields.h"

static bool is_piece(const struct nk_piece *p)
{
    return p->fields != NULL || p->options != NULL || p->quote > 0;
}

static unsigned bits_of(const struct nk_header_field *f)
{
    unsigned n = 0;
    for (; f->name[0] != '\0'; f++)
        n += f->bits;
    return n;
}

/* ---- lengths ------------------------------------------------------------- */

/* The bits of a header add up to its length, so that there is no gap and no overlap. */
static void bits_add_up(void **state)
{
    (void)state;
    static const struct {
        enum nk_layer_kind kind;
        unsigned octets; /* of the pieces that are always there */
    } lengths[] = {
        {NK_LAYER_ETHERNET, 14}, {NK_LAYER_LLC, 3},         {NK_LAYER_VLAN, 4},
        {NK_LAYER_MPLS, 4},      {NK_LAYER_PW, 4},          {NK_LAYER_PPPOE, 6},
        {NK_LAYER_PPP, 0},       {NK_LAYER_CHDLC, 4},       {NK_LAYER_NULL, 4},
        {NK_LAYER_SLL, 16},      {NK_LAYER_SLL2, 20},       {NK_LAYER_GRE, 4},
        {NK_LAYER_WCCP, 4},      {NK_LAYER_ARP, 8},         {NK_LAYER_IPV4, 20},
        {NK_LAYER_IPV6, 40},     {NK_LAYER_HOP_BY_HOP, 2},  {NK_LAYER_ROUTING, 4},
        {NK_LAYER_FRAGMENT, 8},  {NK_LAYER_DESTINATION, 2}, {NK_LAYER_EXTENSION, 2},
        {NK_LAYER_AH, 12},       {NK_LAYER_TCP, 20},        {NK_LAYER_UDP, 8},
        {NK_LAYER_ICMP, 4},      {NK_LAYER_ICMPV6, 4},      {NK_LAYER_VXLAN, 8},
        {NK_LAYER_GENEVE, 8},    {NK_LAYER_GTPU, 8},        {NK_LAYER_GPE, 8},
        {NK_LAYER_80211, 24},
    };
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        const struct nk_header *h = nk_header_of(lengths[i].kind);
        unsigned bits = 0;
        assert_non_null(h);
        for (const struct nk_piece *p = h->pieces; is_piece(p); p++)
            if (p->mask == 0 && p->fields != NULL)
                bits += bits_of(p->fields);
        assert_int_equal(bits, lengths[i].octets * 8);
    }
    assert_null(nk_header_of(NK_LAYER_NONE));
    assert_null(nk_header_of(NK_LAYER_RAW));
}

/* The pieces of an ICMP message make 8 octets at least, by its type. */
static void icmp_messages_have_eight_octets(void **state)
{
    (void)state;
    const enum nk_layer_kind kinds[] = {NK_LAYER_ICMP, NK_LAYER_ICMPV6};
    for (unsigned k = 0; k < 2; k++)
        for (unsigned type = 0; type < 256; type++) {
            unsigned bits = 32;
            const struct nk_piece *first = NULL;
            for (const struct nk_piece *p = nk_header_of(kinds[k])->pieces; is_piece(p); p++)
                if (p->mask != 0 && p->value == type << 8 && p->fields != NULL && first == NULL) {
                    first = p;
                    bits += bits_of(p->fields);
                }
            if (first != NULL && bits < 64)
                fail_msg("type %u has %u bits", type, bits);
        }
}

/* ---- each field ---------------------------------------------------------- */

static void check_sentence(const char *owner, const char *help)
{
    if (help == NULL || strlen(help) < 2 || strchr(".?)", help[strlen(help) - 1]) == NULL)
        fail_msg("%s: '%s' is no sentence", owner, help == NULL ? "" : help);
}

static void check_codes(const struct nk_code *codes)
{
    for (const struct nk_code *c = codes; c != NULL && c->name[0] != '\0'; c++) {
        assert_true(nk_code_find(codes, c->number) == c); /* once */
        assert_non_null(memchr(c->name, '\0', sizeof c->name));
        assert_non_null(memchr(c->help, '\0', sizeof c->help));
        if (c->help[0] != '\0')
            check_sentence(c->name, c->help);
    }
}

static void check_field(const struct nk_header_field *f)
{
    static const uint16_t bits[NK_VALUE_KINDS] = {
        [NK_VALUE_FLAG] = 1,      [NK_VALUE_MAC] = 48,  [NK_VALUE_IPV4] = 32,
        [NK_VALUE_IPV6] = 128,    [NK_VALUE_PORT] = 16, [NK_VALUE_ICMP_CODE] = 8,
        [NK_VALUE_CHECKSUM] = 16,
    };
    assert_non_null(memchr(f->name, '\0', sizeof f->name)); /* a text can fill its place */
    assert_non_null(memchr(f->help, '\0', sizeof f->help));
    assert_non_null(memchr(f->unit, '\0', sizeof f->unit));
    assert_non_null(memchr(f->box, '\0', sizeof f->box));
    check_sentence(f->name, f->help);
    assert_true(f->kind < NK_VALUE_KINDS);
    if (bits[f->kind] != 0)
        assert_int_equal(f->bits, bits[f->kind]);
    else if (f->kind != NK_VALUE_BYTES && f->kind != NK_VALUE_TEXT)
        assert_in_range(f->bits, 1, 64);
    if (f->bits == 0)
        assert_string_equal(f[1].name, ""); /* what is left has nothing behind it */
    if (f->kind == NK_VALUE_BYTES || f->kind == NK_VALUE_TEXT)
        assert_int_equal(f->bits % 8, 0);
    if (f->bits == 1) /* its name is drawn letter by letter */
        assert_in_range(strlen(f->box[0] != '\0' ? f->box : f->name), 1, 4);
    check_codes(nk_codes_of(f));
}

/* Fields of octets begin and end with octets. */
static void check_fields(const struct nk_header_field *fields)
{
    unsigned at = 0;
    for (const struct nk_header_field *f = fields; f->name[0] != '\0'; at += f->bits, f++) {
        check_field(f);
        bool whole = f->kind == NK_VALUE_BYTES || f->kind == NK_VALUE_TEXT ||
                     f->kind == NK_VALUE_MAC || f->kind == NK_VALUE_IPV4 ||
                     f->kind == NK_VALUE_IPV6 || f->kind == NK_VALUE_CHECKSUM ||
                     f->kind == NK_VALUE_ICMP_CODE;
        if (whole)
            assert_int_equal(at % 8, 0);
    }
    assert_int_equal(at % 8, 0);
}

static void check_pieces(const struct nk_piece *pieces);

static void check_options(const struct nk_option_kind *kind)
{
    assert_int_equal(kind->type->bits % 8, 0);
    assert_int_equal(kind->length->bits % 8, 0);
    assert_string_equal(kind->type[1].name, "");
    assert_string_equal(kind->length[1].name, "");
    assert_true(kind->length_unit > 0);
    check_fields(kind->type);
    check_fields(kind->length);
    for (const struct nk_option_row *r = kind->rows; r->name != NULL; r++) {
        check_sentence(r->name, r->help);
        assert_true(nk_option_find(kind, r->number, (unsigned)r->subtype << 4) == r);
        assert_false(r->single && r->pieces != NULL);
        assert_true(r->number >> kind->type->bits == 0);
        if (r->pieces != NULL)
            check_pieces(r->pieces);
    }
}

static void check_pieces(const struct nk_piece *pieces)
{
    for (const struct nk_piece *p = pieces; is_piece(p); p++) {
        assert_int_equal((p->fields != NULL) + (p->options != NULL) + (p->quote > 0), 1);
        assert_int_equal(p->value & ~p->mask, 0);
        if (p->fields != NULL)
            check_fields(p->fields);
        if (p->each != NULL)
            check_fields(p->each);
        assert_true((p->each != NULL) == (p->repeat == NK_REPEAT_LISTS));
        if (p->options != NULL)
            check_options(p->options);
    }
}

static void every_field_is_sound(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < NK_LAYER_KINDS; kind++) {
        const struct nk_header *h = nk_header_of((enum nk_layer_kind)kind);
        if (h == NULL)
            continue;
        check_sentence(h->name, h->help);
        assert_string_equal(h->name, nk_layer_name((enum nk_layer_kind)kind));
        check_pieces(h->pieces);
    }
    check_pieces(nk_header_icmp_extension.pieces);
}

/* ---- names --------------------------------------------------------------- */

static void codes_have_names(void **state)
{
    (void)state;
    check_codes(nk_codes_service);
    check_codes(nk_codes_icmp_code);
    check_codes(nk_codes_icmpv6_code);
    assert_string_equal(nk_code_find(nk_codes_ethertype, 0x86dd)->name, "IPv6");
    assert_string_equal(nk_code_find(nk_codes_protocol, 6)->name, "TCP");
    assert_string_equal(nk_code_find(nk_codes_dscp, 46)->name, "EF");
    assert_string_equal(nk_code_find(nk_codes_service, 443)->name, "https");
    assert_string_equal(nk_code_find(nk_codes_icmp, 11)->name, "time exceeded");
    assert_string_equal(nk_code_find(nk_codes_icmp_code, 3 * 256 + 4)->name,
                        "fragmentation needed");
    assert_null(nk_code_find(nk_codes_icmp, 255));
    assert_null(nk_code_find(NULL, 1));
    for (unsigned ecn = 0; ecn < 4; ecn++)
        assert_non_null(nk_code_find(nk_codes_ecn, ecn));
}

static void options_are_found_by_subtype(void **state)
{
    (void)state;
    assert_string_equal(nk_option_find(&nk_options_tcp, 2, 0)->name, "maximum segment size");
    assert_string_equal(nk_option_find(&nk_options_tcp, 30, 0x20)->name,
                        "MPTCP data sequence signal");
    assert_null(nk_option_find(&nk_options_tcp, 30, 0xf0));
    assert_null(nk_option_find(&nk_options_tcp, 200, 0));
    assert_string_equal(nk_option_find(&nk_options_ipv6, 0xc2, 0)->name, "jumbo payload");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bits_add_up),
        cmocka_unit_test(icmp_messages_have_eight_octets),
        cmocka_unit_test(every_field_is_sound),
        cmocka_unit_test(codes_have_names),
        cmocka_unit_test(options_are_found_by_subtype),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
