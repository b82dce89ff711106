#include "draw/ink.h"

#include <string.h>

#include "base/escape.h"

static const struct {
    const char *code, *class, *color;
} inks[NK_INK_COUNT] = {
    [NK_INK_PLAIN] = {"\033[0m", "p", "#222222"},
    [NK_INK_STRONG] = {"\033[0;1m", "s", "#222222"},
    [NK_INK_NETWORK] = {"\033[0;36m", "n", "#06639b"},
    [NK_INK_HOST] = {"\033[0;33m", "h", "#a34a00"},
    [NK_INK_DIM] = {"\033[0;2m", "d", "#666666"},
};

const char *nk_ink_code(enum nk_ink ink)
{
    return inks[ink].code;
}

const char *nk_ink_class(enum nk_ink ink)
{
    return inks[ink].class;
}

const char *nk_ink_color(enum nk_ink ink)
{
    return inks[ink].color;
}

uint32_t nk_character_next(const char **at, const char *end)
{
    uint32_t value;
    size_t n = nk_text_scalar(*at, (size_t)(end - *at), &value);
    if (n > 0) {
        *at += n;
        return value;
    }
    do
        ++*at;
    while (*at < end && ((unsigned char)**at & 0xc0) == 0x80);
    return '?';
}

uint32_t nk_character_ascii(uint32_t character)
{
    static const struct {
        uint16_t first, last;
        char ascii;
    } nearest[] = {
        {0x2500, 0x2501, '-'}, {0x2502, 0x2503, '|'}, {0x2550, 0x2550, '='}, {0x2551, 0x2551, '|'},
        {0x2504, 0x257f, '+'}, {0x2580, 0x259f, '#'}, {0x2190, 0x2190, '<'}, {0x2191, 0x2191, '^'},
        {0x2192, 0x2192, '>'}, {0x2193, 0x2193, 'v'}, {0x2013, 0x2015, '-'}, {0x00b7, 0x00b7, '.'},
    };
    if (character < 0x80)
        return character;
    for (size_t i = 0; i < sizeof nearest / sizeof *nearest; i++)
        if (character >= nearest[i].first && character <= nearest[i].last)
            return (unsigned char)nearest[i].ascii;
    return '?';
}

void nk_character_add(struct nk_buf *b, uint32_t c)
{
    char text[4];
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = n; i-- > 1; c >>= 6)
        text[i] = (char)(0x80 | (c & 0x3f));
    text[0] = (char)(lead[n] | c);
    nk_buf_add(b, text, n);
}

void nk_character_xml(struct nk_buf *b, uint32_t character)
{
    if (character == '<')
        nk_buf_add_text(b, "&lt;");
    else if (character == '>')
        nk_buf_add_text(b, "&gt;");
    else if (character == '&')
        nk_buf_add_text(b, "&amp;");
    else if (character == '"')
        nk_buf_add_text(b, "&quot;");
    else
        nk_character_add(b, character);
}

/* " LR" behind a certain word turns the whole line of a flowchart into a direction. */
static bool is_direction(const char *text, size_t len)
{
    static const char words[][4] = {" LR", " RL", " TB", " BT"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (len >= 3 && memcmp(text, words[i], 3) == 0)
            return true;
    return false;
}

void nk_mermaid_add(struct nk_buf *b, const char *text, size_t len, const char *plain)
{
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        bool means_itself = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                            (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 ||
                            (c != '\0' && strchr(plain, c) != NULL);
        if (c == '\n')
            nk_buf_add_text(b, "<br/>");
        else if (means_itself && !is_direction(text + i, len - i) &&
                 !(c == '.' && i + 1 < len && text[i + 1] == ' ')) /* a list */
            nk_buf_add_byte(b, c);
        else
            nk_buf_printf(b, "#%d;", c);
    }
}

/* The colours, then those for who reads light on dark. */
static const char svg_style[] =
    "<style>text{font:15px monospace;white-space:pre}text,path{fill:#222}"
    ".s{font-weight:bold}.n{fill:#06639b}.h{fill:#a34a00}.d{fill:#666}rect{fill:#fff}</style>\n"
    "<style>@media (prefers-color-scheme:dark){text,path{fill:#ddd}"
    ".n{fill:#6cb8ec}.h{fill:#f0a06a}.d{fill:#999}rect{fill:#16181c}}</style>\n"
    "<rect width=\"100%\" height=\"100%\"/>\n"
    "<g xml:space=\"preserve\">\n";

void nk_svg_open(struct nk_buf *b, size_t width, size_t height, const char *title,
                 const struct nk_buf *words)
{
    nk_buf_printf(b,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%zu\" height=\"%zu\" "
                  "viewBox=\"0 0 %zu %zu\" role=\"img\">\n<title>",
                  width, height, width, height);
    for (const char *end = title + strlen(title); title < end;)
        nk_character_xml(b, nk_character_next(&title, end));
    nk_buf_add_text(b, "</title>\n<desc>");
    if (words->len > 0)
        nk_buf_add(b, words->data, words->len);
    else
        nk_buf_add_text(b, "nothing");
    nk_buf_add_text(b, "</desc>\n");
    nk_buf_add_text(b, svg_style);
}

void nk_svg_text(struct nk_buf *b, const char *class, long x, long y, size_t columns)
{
    nk_buf_printf(b, "<text class=\"%s\" x=\"%ld\" y=\"%ld\" textLength=\"%zu\">", class, x,
                  y + NK_SVG_LINE - 5, columns * NK_SVG_COLUMN);
}

void nk_svg_close(struct nk_buf *b)
{
    nk_buf_add_text(b, "</g>\n</svg>\n");
}
