#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "cli/repl_part.h"

void nk_editor_paste_mode(struct nk_editor *e, bool on)
{
    nk_out_text(&e->screen, on ? "\033[?2004h" : "\033[?2004l");
    nk_out_flush(&e->screen);
}

/* ---- what signals ask for -------------------------------------------------- */

/* The columns that the prompt and the line up to the cursor take. */
static size_t columns_to_cursor(struct nk_editor *e)
{
    const LineInfoW *line = e->lib.line(e->el);
    size_t n = strlen(e->prompt);
    for (const wchar_t *c = line->buffer; c < line->cursor; c++) {
        int width = wcwidth(*c);
        n += width < 0 ? 2 : (size_t)width; /* ^X */
    }
    return n;
}

/* The line anew where it stands. Terminals break lines anew when their size changes: the line
 * begins so many rows above the cursor. */
static void draw_again(struct nk_editor *e)
{
    struct winsize size;
    char up[32];
    size_t rows = 0;
    if (ioctl(e->out, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        rows = columns_to_cursor(e) / size.ws_col;
    nk_out_text(&e->screen, "\r");
    if (rows > 0) {
        snprintf(up, sizeof up, "\033[%zuA", rows);
        nk_out_text(&e->screen, up);
    }
    nk_out_text(&e->screen, "\033[J");
    nk_out_flush(&e->screen);
    e->lib.set(e->el, EL_REFRESH);
}

enum { CELLS_MAX = 4 << 20 };

bool nk_editor_fits(const struct nk_editor *e)
{
    struct winsize size;
    return ioctl(e->in, TIOCGWINSZ, &size) != 0 ||
           (size_t)size.ws_col * (size_t)size.ws_row <= CELLS_MAX;
}

/* The window has another size, as far as that can be followed. */
static void take_size(struct nk_editor *e)
{
    if (nk_editor_fits(e))
        e->lib.resize(e->el);
}

/* After a pause: somebody else may have set other modes, and the window another size. */
static void go_on(struct nk_editor *e)
{
    if (e->el == NULL) {
        nk_out_text(&e->screen, e->prompt);
        nk_out_flush(&e->screen);
        return;
    }
    e->lib.set(e->el, EL_PREP_TERM, 0);
    e->lib.set(e->el, EL_PREP_TERM, 1);
    nk_editor_paste_mode(e, true);
    take_size(e);
    draw_again(e);
}

void nk_editor_stop(struct nk_editor *e)
{
    if (e->el != NULL) {
        nk_editor_paste_mode(e, false);
        e->lib.set(e->el, EL_PREP_TERM, 0);
    }
    nk_out_text(&e->screen, "\r\n");
    nk_out_flush(&e->screen);
    nk_signals_stop();
    nk_signals_poll(&e->signals, NULL, 0, 0); /* SIGCONT is there, and has done its work */
    nk_signals_take(SIGCONT);
    go_on(e);
}

/* False where the reading ends. */
static bool heed(struct nk_editor *e)
{
    if (nk_signals_ending() != 0) {
        e->why = NK_EDIT_END;
        return false;
    }
    if (nk_signals_take(SIGINT)) {
        e->why = NK_EDIT_INTERRUPTED;
        return false;
    }
    if (nk_signals_take(SIGTSTP))
        nk_editor_stop(e);
    else if (nk_signals_take(SIGCONT))
        go_on(e);
    if (nk_signals_take(SIGWINCH) && e->el != NULL) {
        take_size(e);
        draw_again(e);
    }
    return true;
}

/* ---- reading --------------------------------------------------------------- */

/* Waits until there is a byte. What signals say goes before the bytes that are there: they came
 * earlier, as Ctrl-C throws away what was typed before it. */
static bool wait_for_byte(struct nk_editor *e)
{
    struct pollfd p = {.fd = e->keys, .events = POLLIN};
    for (;;) {
        int ready = nk_signals_poll(&e->signals, &p, 1, -1);
        if (nk_signals_poll(&e->signals, NULL, 0, 0) == 0 && ready >= 0)
            return true;
        if (!heed(e))
            return false;
    }
}

ssize_t nk_editor_bytes(struct nk_editor *e, char *bytes, size_t most)
{
    for (;;) {
        if (!wait_for_byte(e)) {
            errno = EINTR;
            return -1;
        }
        ssize_t n = read(e->keys, bytes, most);
        if (n > 0)
            return n;
        if (n < 0 && (errno == EINTR || errno == EAGAIN))
            continue;
        e->why = NK_EDIT_END; /* the end of the input, or the terminal is gone */
        return 0;
    }
}

int nk_editor_char(EditLine *el, wchar_t *c)
{
    struct nk_editor *e = nk_editor_of(el);
    char bytes[MB_LEN_MAX];
    size_t n = 0;
    if (e == NULL)
        return 0;
    for (;;) {
        int got = (int)nk_editor_bytes(e, bytes + n, 1);
        if (got != 1) {
            *c = L'\0';
            return got;
        }
        mbstate_t state = {0};
        size_t length = mbrtowc(c, bytes, ++n, &state);
        if (length == (size_t)-2 && n < sizeof bytes)
            continue;
        if (length != (size_t)-1 && length != (size_t)-2)
            return 1;
        /* no character: its last byte may begin one */
        bytes[0] = bytes[n - 1];
        bool begins = n > 1 && ((unsigned char)bytes[0] < 0x80 || (unsigned char)bytes[0] >= 0xc0);
        n = begins ? 1 : 0;
        memset(&state, 0, sizeof state);
        if (begins && mbrtowc(c, bytes, 1, &state) <= 1)
            return 1;
    }
}
