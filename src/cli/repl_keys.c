#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "cli/repl_offers.h"
#include "cli/repl_part.h"
#include "cli/session_line.h"

enum { PASTE_MAX = 1 << 20, PASTE_PAUSE_MS = 200, COLUMNS = 80 };

/* ---- the line ---------------------------------------------------------------- */

/* The line up to the cursor as bytes. */
static bool line_to_cursor(struct nk_editor *e, struct nk_buf *b)
{
    const LineInfoW *line = e->lib.line(e->el);
    mbstate_t state = {0};
    char bytes[MB_LEN_MAX];
    for (const wchar_t *c = line->buffer; c < line->cursor; c++) {
        size_t n = wcrtomb(bytes, *c, &state);
        if (n <= sizeof bytes)
            nk_buf_add(b, bytes, n);
    }
    nk_buf_add_byte(b, '\0');
    b->len -= !b->failed;
    return !b->failed;
}

static int characters(const char *bytes, size_t len)
{
    int n = 0;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)bytes[i] & 0xc0) != 0x80;
    return n;
}

static bool insert(struct nk_editor *e, const struct nk_buf *text)
{
    struct nk_buf wide = {0};
    mbstate_t state = {0};
    for (size_t at = 0, n; at < text->len; at += n) {
        wchar_t c;
        n = mbrtowc(&c, text->data + at, text->len - at, &state);
        if (n == 0 || n == (size_t)-1 || n == (size_t)-2)
            break;
        nk_buf_add(&wide, (const char *)&c, sizeof c);
    }
    nk_buf_add(&wide, (const char *)L"", sizeof(wchar_t));
    bool good = !wide.failed && !text->failed &&
                e->lib.insert(e->el, (const wchar_t *)(const void *)wide.data) == 0;
    nk_buf_release(&wide);
    return good;
}

static size_t columns_of(const struct nk_editor *e)
{
    struct winsize size;
    return ioctl(e->out, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : COLUMNS;
}

/* Shows rows below the line, and the line anew below them. */
static void show(struct nk_editor *e, const struct nk_repl_offers *o, bool help)
{
    struct nk_buf b = {0};
    const LineInfoW *line = e->lib.line(e->el);
    size_t columns = columns_of(e), before = strlen(e->prompt), behind;
    for (const wchar_t *c = line->buffer; c < line->cursor; c++)
        before += wcwidth(*c) < 0 ? 2 : (size_t)wcwidth(*c);
    behind = before;
    for (const wchar_t *c = line->cursor; c < line->lastchar; c++)
        behind += wcwidth(*c) < 0 ? 2 : (size_t)wcwidth(*c);
    for (size_t i = before / columns; i <= behind / columns; i++)
        nk_buf_add_text(&b, "\r\n");
    nk_repl_offers_show(o, help, columns, &b);
    if (!b.failed)
        nk_out_write(&e->screen, b.data, b.len);
    nk_out_flush(&e->screen);
    nk_buf_release(&b);
    e->lib.set(e->el, EL_REFRESH);
}

/* ---- Tab --------------------------------------------------------------------- */

/* Puts what the words have in common in place of what is typed; false where that is no more. */
static bool put_common(struct nk_editor *e, const struct nk_repl_offers *o, const char *line,
                       size_t len)
{
    struct nk_buf text = {0};
    size_t common = nk_repl_offers_common(o);
    nk_repl_offers_quote(&text, o->items[0].word, common, o->items[0].file);
    if (o->count == 1 && !o->items[0].goes_on)
        nk_buf_add_byte(&text, ' ');
    bool more = !text.failed && (text.len > o->typed || o->count == 1) &&
                (o->count == 1 || memcmp(text.data, line + len - o->typed, o->typed) == 0);
    if (more) {
        if (o->typed > 0)
            e->lib.erase(e->el, characters(line + len - o->typed, o->typed));
        more = insert(e, &text);
    }
    nk_buf_release(&text);
    return more;
}

static unsigned char complete(EditLine *el, wint_t key)
{
    struct nk_editor *e = nk_editor_of(el);
    struct nk_repl_offers o = {.items = NULL};
    struct nk_buf line = {0};
    unsigned char result = CC_REFRESH;
    (void)key;
    if (e == NULL)
        return CC_ERROR;
    if (!line_to_cursor(e, &line) ||
        !nk_repl_offers_find(&o, e->session, line.data, line.len, false) || o.count == 0)
        result = CC_REFRESH_BEEP;
    else if (!put_common(e, &o, line.data, line.len))
        show(e, &o, false);
    nk_repl_offers_release(&o);
    nk_buf_release(&line);
    return result;
}

/* ---- '?' --------------------------------------------------------------------- */

/* Where a '?' is text: in quotes, behind a backslash, in a comment and in the shell's part. */
static bool is_text(const struct nk_buf *line)
{
    struct nk_session_line l;
    struct nk_err err;
    nk_session_line_parse(&l, line->data, line->len, &err);
    bool shell = l.statement_count > 0 && l.statements[l.statement_count - 1].to == NK_TO_COMMAND;
    bool text = l.quote != '\0' || l.in_comment || shell ||
                (line->len > 0 && line->data[line->len - 1] == '\\');
    nk_session_line_release(&l);
    return text;
}

static unsigned char help(EditLine *el, wint_t key)
{
    struct nk_editor *e = nk_editor_of(el);
    struct nk_repl_offers o = {.items = NULL};
    struct nk_buf line = {0};
    unsigned char result = CC_REFRESH;
    (void)key;
    if (e == NULL)
        return CC_ERROR;
    bool known = line_to_cursor(e, &line);
    if (known && is_text(&line))
        e->lib.insert(e->el, L"?");
    else if (known && nk_repl_offers_find(&o, e->session, line.data, line.len, true) && o.count > 0)
        show(e, &o, true);
    else
        result = CC_REFRESH_BEEP;
    nk_repl_offers_release(&o);
    nk_buf_release(&line);
    return result;
}

/* ---- pasted text ---------------------------------------------------------------- */

static const char paste_end[] = "\033[201~";

/* How many bytes are missing to the end, at least: so many can be read without taking what is
 * typed behind it. 0: it is there. */
static size_t to_the_end(const struct nk_buf *b)
{
    size_t most = strlen(paste_end);
    if (b->data == NULL)
        return most;
    for (size_t n = b->len < most ? b->len : most; n > 0; n--)
        if (memcmp(b->data + b->len - n, paste_end, n) == 0)
            return most - n;
    return most;
}

static void add_pasted(struct nk_buf *b, const char *bytes, size_t len)
{
    size_t end = strlen(paste_end);
    if (b->data != NULL &&
        b->len + len > PASTE_MAX + end) { /* too much: the end is still looked for */
        memmove(b->data + PASTE_MAX - end, b->data + b->len - end, end);
        b->len = PASTE_MAX;
    }
    nk_buf_add(b, bytes, len);
}

/* Reads up to ESC [201~; all of it is text, whatever keys it would be. A Ctrl-C in it is a signal
 * like any other: what is left of the text then must not be taken for keys. */
static void read_pasted(struct nk_editor *e, struct nk_buf *b)
{
    struct pollfd p = {.fd = e->keys, .events = POLLIN};
    char bytes[32];
    ssize_t n;
    size_t left;
    while (!b->failed && (left = to_the_end(b)) > 0 && (n = nk_editor_bytes(e, bytes, left)) > 0)
        add_pasted(b, bytes, (size_t)n);
    while (e->why == NK_EDIT_INTERRUPTED && !b->failed && (left = to_the_end(b)) > 0 &&
           poll(&p, 1, PASTE_PAUSE_MS) == 1 && (n = read(e->keys, bytes, left)) > 0)
        add_pasted(b, bytes, (size_t)n);
    if (!b->failed && to_the_end(b) == 0)
        b->len -= strlen(paste_end);
}

/* A terminal sends CR for the end of a line; the last one does not run the line: that is for Enter
 * to do. What is no text is left out. */
static void clean(const struct nk_buf *raw, struct nk_buf *text)
{
    mbstate_t state = {0};
    for (size_t at = 0, n; raw->data != NULL && at < raw->len; at += n) {
        wchar_t c;
        n = mbrtowc(&c, raw->data + at, raw->len - at, &state);
        if (n == 0 || n == (size_t)-1 || n == (size_t)-2) {
            memset(&state, 0, sizeof state);
            n = 1;
        } else if (c == L'\r' || c == L'\n') {
            bool crlf = c == L'\n' && at > 0 && raw->data[at - 1] == '\r';
            if (!crlf)
                nk_buf_add_byte(text, '\n');
        } else {
            nk_buf_add(text, raw->data + at, n);
        }
    }
    while (text->len > 0 && text->data[text->len - 1] == '\n')
        text->len--;
}

static unsigned char paste(EditLine *el, wint_t key)
{
    struct nk_editor *e = nk_editor_of(el);
    struct nk_buf raw = {0}, text = {0};
    (void)key;
    if (e == NULL)
        return CC_ERROR;
    read_pasted(e, &raw);
    clean(&raw, &text);
    bool good = text.len == 0 || insert(e, &text);
    nk_buf_release(&raw);
    nk_buf_release(&text);
    if (e->why != NK_EDIT_LINE)
        return CC_EOF;
    return good ? CC_REFRESH : CC_REFRESH_BEEP;
}

/* ---- keys ---------------------------------------------------------------------- */

void nk_editor_bind(struct nk_editor *e)
{
    static const struct {
        const char *key, *does;
    } rows[] = {
        {"\\t", "netkit-complete"},    {"?", "netkit-help"},
        {"\\e[200~", "netkit-paste"},  {"^R", "em-inc-search-prev"},
        {"^W", "ed-delete-prev-word"}, {"\\e[1~", "ed-move-to-beg"},
        {"\\e[H", "ed-move-to-beg"},   {"\\e[4~", "ed-move-to-end"},
        {"\\e[F", "ed-move-to-end"},   {"\\e[3~", "ed-delete-next-char"},
        {"\\e[1;5C", "em-next-word"},  {"\\e[1;5D", "ed-prev-word"},
    };
    /* el_set() would make copies of the texts, which nobody frees */
    e->lib.wset(e->el, EL_ADDFN, L"netkit-complete", L"complete the word", complete);
    e->lib.wset(e->el, EL_ADDFN, L"netkit-help", L"what can come next", help);
    e->lib.wset(e->el, EL_ADDFN, L"netkit-paste", L"take pasted text as it is", paste);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        e->lib.set(e->el, EL_BIND, rows[i].key, rows[i].does, NULL);
}
