/* The names of types, classes, RCODEs and opcodes. */
#include <string.h>
#include <strings.h>

#include "base/digits.h"
#include "dns/rdata.h"

static const struct nk_code classes[] = {
    {NK_CLASS_IN, "IN"},     {NK_CLASS_CH, "CH"},     {NK_CLASS_CH, "CHAOS"}, {NK_CLASS_HS, "HS"},
    {NK_CLASS_HS, "HESIOD"}, {NK_CLASS_NONE, "NONE"}, {NK_CLASS_ANY, "ANY"},  {0, ""},
};

static const struct nk_code rcodes[] = {
    {0, "NOERROR"},  {1, "FORMERR"},    {2, "SERVFAIL"}, {3, "NXDOMAIN"},  {4, "NOTIMP"},
    {5, "REFUSED"},  {6, "YXDOMAIN"},   {7, "YXRRSET"},  {8, "NXRRSET"},   {9, "NOTAUTH"},
    {10, "NOTZONE"}, {11, "DSOTYPENI"}, {16, "BADVERS"}, {17, "BADKEY"},   {18, "BADTIME"},
    {19, "BADMODE"}, {20, "BADNAME"},   {21, "BADALG"},  {22, "BADTRUNC"}, {23, "BADCOOKIE"},
    {0, ""},
};

static const struct nk_code opcodes[] = {
    {0, "QUERY"}, {1, "IQUERY"}, {2, "STATUS"}, {4, "NOTIFY"}, {5, "UPDATE"}, {6, "DSO"}, {0, ""},
};

/* The name; where there is none, a word and the number. */
static const char *put_name(const char *name, const char *word, unsigned code, char *text)
{
    if (name != NULL) {
        memcpy(text, name, strlen(name) + 1);
        return text;
    }
    size_t len = strlen(word);
    memcpy(text, word, len);
    *nk_digits(text + len, code) = '\0';
    return text;
}

/* The first name of a number. */
static const char *name_of(const struct nk_code *names, const char *word, unsigned code, char *text)
{
    while (names->name[0] != '\0' && names->code != code)
        names++;
    return put_name(names->name[0] == '\0' ? NULL : names->name, word, code, text);
}

static bool is_word(const char *name, const char *text, size_t len)
{
    return strlen(name) == len && strncasecmp(name, text, len) == 0;
}

/* A name of the table, or the word and a number. */
static bool find_name(const struct nk_code *names, const char *word, unsigned max, const char *text,
                      size_t len, unsigned *code)
{
    size_t start = strlen(word);
    uint64_t n;
    for (; names != NULL && names->name[0] != '\0'; names++) {
        if (is_word(names->name, text, len)) {
            *code = names->code;
            return true;
        }
    }
    if (len <= start || strncasecmp(text, word, start) != 0 ||
        !nk_digits_read(text + start, len - start, max, &n))
        return false;
    *code = (unsigned)n;
    return true;
}

const char *nk_type_name(uint16_t type, char *text)
{
    const struct nk_rr_row *row = nk_rr_row_find(type);
    return put_name(row == NULL ? NULL : row->name, "TYPE", type, text);
}

bool nk_type_find(const char *text, size_t len, uint16_t *type)
{
    const struct nk_rr_row *row;
    unsigned code;
    for (size_t i = 0; (row = nk_rr_row_at(i)) != NULL; i++) {
        if (is_word(row->name, text, len)) {
            *type = row->type;
            return true;
        }
    }
    if (!find_name(NULL, "TYPE", UINT16_MAX, text, len, &code))
        return false;
    *type = (uint16_t)code;
    return true;
}

const char *nk_class_name(uint16_t class, char *text)
{
    return name_of(classes, "CLASS", class, text);
}

bool nk_class_find(const char *text, size_t len, uint16_t *class)
{
    unsigned code;
    if (!find_name(classes, "CLASS", UINT16_MAX, text, len, &code))
        return false;
    *class = (uint16_t)code;
    return true;
}

const char *nk_rcode_name(unsigned rcode, char *text)
{
    return name_of(rcodes, "RCODE", rcode & 0xfff, text); /* 12 bits, with those of EDNS */
}

bool nk_rcode_find(const char *text, size_t len, unsigned *rcode)
{
    return find_name(rcodes, "RCODE", 0xfff, text, len, rcode);
}

const char *nk_opcode_name(unsigned opcode, char *text)
{
    return name_of(opcodes, "OPCODE", opcode & 15, text);
}
