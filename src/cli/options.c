#include <string.h>

#include "cli/frame.h"

const struct nk_common_row nk_common_rows[NK_OPT_COUNT] = {
    [NK_OPT_OUTPUT] = {{.name = "output",
                        .letter = 'o',
                        .arg = NK_ARG_CHOICE,
                        .metavar = "FMT",
                        .words = "text\0json\0csv\0tsv\0svg\0dot\0mermaid",
                        .help = "text (the default), json, csv or tsv; svg, dot or mermaid where "
                                "there is a picture"},
                       NK_COMMON_RECORDS},
    [NK_OPT_JSON] = {{.name = "json", .help = "JSON Lines, one object a record (-o json)"},
                     NK_COMMON_RECORDS},
    [NK_OPT_FIELDS] = {{.name = "fields",
                        .arg = NK_ARG_FIELDS,
                        .metavar = "A,B",
                        .help = "choose and order the fields; 'help' lists them"},
                       NK_COMMON_RECORDS},
    [NK_OPT_HEADER] = {{.name = "header", .help = "start with a header line"}, NK_COMMON_RECORDS},
    [NK_OPT_NO_HEADER] = {{.name = "no-header", .help = "no header line in csv"},
                          NK_COMMON_RECORDS},
    [NK_OPT_EXPLAIN] = {{.name = "explain", .help = "show the working, step by step"},
                        NK_COMMON_EXPLAIN},
    [NK_OPT_ASCII] = {{.name = "ascii", .help = "no character above 127 in pictures"},
                      NK_COMMON_EXPLAIN | NK_COMMON_SVG | NK_COMMON_GRAPH | NK_COMMON_LADDER},
    [NK_OPT_IPV4] = {{.name = "ipv4", .letter = '4', .help = "IPv4 only"}, NK_COMMON_FAMILY},
    [NK_OPT_IPV6] = {{.name = "ipv6", .letter = '6', .help = "IPv6 only"}, NK_COMMON_FAMILY},
    [NK_OPT_LENIENT] = {{.name = "lenient",
                         .help = "read IPv4 addresses as inet_aton does, and 10/8 as 10.0.0.0/8"},
                        NK_COMMON_LENIENT},
    [NK_OPT_STRICT] = {{.name = "strict", .help = "stop at the first bad item"}, NK_COMMON_STRICT},
    [NK_OPT_TIMEOUT] = {{.name = "timeout",
                         .arg = NK_ARG_DURATION,
                         .metavar = "T",
                         .help = "give up after 500ms, 5s, 2m"},
                        NK_COMMON_TIMEOUT},
    [NK_OPT_THREADS] = {{.name = "threads",
                         .arg = NK_ARG_UINT,
                         .metavar = "N",
                         .min = 1,
                         .max = 64,
                         .help = "work with so many threads; the output stays the same"},
                        NK_COMMON_THREADS},
    [NK_OPT_QUIET] = {{.name = "quiet", .letter = 'q', .help = "no output, exit status only"}, 0},
    [NK_OPT_COLOR] = {{.name = "color",
                       .arg = NK_ARG_CHOICE,
                       .metavar = "WHEN",
                       .words = "auto\0always\0never",
                       .help = "auto, always or never"},
                      0},
    [NK_OPT_LINE_BUFFERED] = {{.name = "line-buffered", .help = "flush each line"}, 0},
    [NK_OPT_EXIT_ZERO] = {{.name = "exit-zero",
                           .help = "a \"no\" and bad lines in a stream exit 0"},
                          0},
    [NK_OPT_FORMAT_VERSION] = {{.name = "format-version",
                                .arg = NK_ARG_UINT,
                                .metavar = "1",
                                .min = 1,
                                .max = 1,
                                .help = "pin the machine formats to this version"},
                               0},
    [NK_OPT_HELP] = {{.name = "help", .letter = 'h', .help = "this help"}, 0},
    [NK_OPT_VERSION] = {{.name = "version", .letter = 'V', .help = "the program's version"}, 0},
};

bool nk_common_applies(const struct nk_verb *verb, const struct nk_common_row *row)
{
    return row->mask == 0 || (verb->common & row->mask) != 0;
}

bool nk_output_applies(const struct nk_verb *verb, size_t word)
{
    if (word < NK_OUTPUT_SVG)
        return true;
    unsigned masks = NK_COMMON_GRAPH;
    masks |= word == NK_OUTPUT_SVG ? NK_COMMON_SVG : 0;
    masks |= word == NK_OUTPUT_DOT ? 0 : NK_COMMON_LADDER;
    return (verb->common & masks) != 0;
}

const char *nk_option_word(const struct nk_option *o, size_t at)
{
    const char *word = o->words;
    while (*word != '\0' && at-- > 0)
        word += strlen(word) + 1;
    return *word == '\0' ? NULL : word;
}

static bool is_named(const struct nk_option *o, const char *name, size_t len)
{
    return strncmp(o->name, name, len) == 0 && o->name[len] == '\0';
}

const struct nk_option *nk_option_by_name(const struct nk_verb *verb, const char *name, size_t len)
{
    for (const struct nk_option *o = verb->options; o != NULL && o->name[0] != '\0'; o++)
        if (is_named(o, name, len))
            return o;
    for (size_t i = 0; i < NK_OPT_COUNT; i++)
        if (nk_common_applies(verb, &nk_common_rows[i]) &&
            is_named(&nk_common_rows[i].option, name, len))
            return &nk_common_rows[i].option;
    return NULL;
}

const struct nk_option *nk_option_by_letter(const struct nk_verb *verb, char letter)
{
    for (const struct nk_option *o = verb->options; o != NULL && o->name[0] != '\0'; o++)
        if (o->letter == letter)
            return o;
    for (size_t i = 0; i < NK_OPT_COUNT; i++)
        if (nk_common_applies(verb, &nk_common_rows[i]) &&
            nk_common_rows[i].option.letter == letter)
            return &nk_common_rows[i].option;
    return NULL;
}
