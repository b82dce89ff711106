#include <fcntl.h>
#include <langinfo.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include "base/library.h"
#include "cli/repl_part.h"

#define FUNCTION(name, member)                    \
    {                                             \
        name, offsetof(struct nk_libedit, member) \
    }

static const struct nk_library_function functions[] = {
    FUNCTION("el_init", init),
    FUNCTION("el_end", end),
    FUNCTION("el_wgets", gets),
    FUNCTION("el_wgetc", getc),
    FUNCTION("el_set", set),
    FUNCTION("el_wset", wset),
    FUNCTION("el_get", get),
    FUNCTION("el_wline", line),
    FUNCTION("el_winsertstr", insert),
    FUNCTION("el_deletestr", erase),
    FUNCTION("el_cursor", cursor),
    FUNCTION("el_beep", beep),
    FUNCTION("el_resize", resize),
    FUNCTION("history_init", history_init),
    FUNCTION("history_end", history_end),
    FUNCTION("history", history),
};

static const struct nk_library library = {"libedit.so.2", "libedit2", "edit lines at the prompt",
                                          functions, sizeof functions / sizeof *functions};

enum { LINES_KEPT = 1000 };

/* libedit's callbacks get nothing but the EditLine, which gives its owner by a function of the
 * library: that is there already, and no more than looked up. */
struct nk_editor *nk_editor_of(EditLine *el)
{
    static const struct nk_library_function one[] = {FUNCTION("el_get", get)};
    static const struct nk_library again = {"libedit.so.2", "libedit2", "edit lines", one, 1};
    struct nk_libedit lib;
    void *handle, *found = NULL;
    if (nk_library_load(&again, &handle, &lib, NULL) && lib.get(el, EL_CLIENTDATA, &found) != 0)
        found = NULL;
    nk_library_release(handle);
    return found;
}

/* ---- libedit ----------------------------------------------------------------- */

/* The locale of the environment, if it has a character set beyond ASCII; libedit drops all other
 * characters in the C locale. */
static locale_t line_locale(void)
{
    locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    if (locale != (locale_t)0 && strcmp(nl_langinfo_l(CODESET, locale), "ANSI_X3.4-1968") != 0)
        return locale;
    if (locale != (locale_t)0)
        freelocale(locale);
    return newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
}

static char *prompt_of(EditLine *el)
{
    struct nk_editor *e = nk_editor_of(el);
    return (char *)(uintptr_t)(e == NULL ? "> " : e->prompt);
}

static void add_line(void *closure, const char *line)
{
    struct nk_editor *e = closure;
    HistEvent event;
    if (e->lines != NULL)
        e->lib.history(e->lines, &event, H_ENTER, line);
}

/* Streams of libedit's own, so that it shares no buffer with anybody; what it complains of is told
 * by us. */
static bool open_streams(struct nk_editor *e)
{
    const int fds[] = {e->in, e->out, -1};
    for (size_t i = 0; i < 3; i++) {
        int fd = fds[i] < 0 ? open("/dev/null", O_WRONLY | O_CLOEXEC) : dup(fds[i]);
        e->files[i] = fd < 0 ? NULL : fdopen(fd, i == 0 ? "r" : "w");
        if (e->files[i] == NULL) {
            if (fd >= 0)
                close(fd);
            return false;
        }
    }
    return true;
}

static void close_streams(struct nk_editor *e)
{
    for (size_t i = 0; i < 3; i++)
        if (e->files[i] != NULL)
            fclose(e->files[i]);
    memset(e->files, 0, sizeof e->files);
}

/* What libedit holds, whether or not it was started. */
static void stop_libedit(struct nk_editor *e)
{
    if (e->el != NULL) {
        e->lib.set(e->el, EL_EDITMODE, 0); /* or it would throw away what is typed for the shell */
        e->lib.end(e->el);
    }
    if (e->lines != NULL)
        e->lib.history_end(e->lines);
    close_streams(e);
    e->el = NULL;
    e->lines = NULL;
}

/* Whether the terminal's kind is in the database: then it can clear a line or go up. */
static bool is_known(const struct nk_editor *e)
{
    char *clear = NULL, *up = NULL;
    return (e->lib.get(e->el, EL_GETTC, "ce", &clear) == 0 && clear != NULL) ||
           (e->lib.get(e->el, EL_GETTC, "up", &up) == 0 && up != NULL);
}

static bool start_libedit(struct nk_editor *e)
{
    HistEvent event;
    e->locale = line_locale();
    locale_t before = uselocale(e->locale == (locale_t)0 ? LC_GLOBAL_LOCALE : e->locale);
    if (open_streams(e))
        e->el = e->lib.init("netkit", e->files[0], e->files[1], e->files[2]);
    if (e->el != NULL) {
        e->lib.set(e->el, EL_CLIENTDATA, e);
        e->lib.set(e->el, EL_PROMPT, prompt_of);
        e->lib.set(e->el, EL_EDITOR, "emacs");
        e->lib.wset(e->el, EL_GETCFN, nk_editor_char);
        e->lines = e->lib.history_init();
        if (e->lines != NULL) {
            e->lib.history(e->lines, &event, H_SETSIZE, LINES_KEPT);
            e->lib.history(e->lines, &event, H_SETUNIQUE, 1);
            e->lib.set(e->el, EL_HIST, e->lib.history, e->lines);
        }
        nk_editor_bind(e);
    }
    uselocale(before);
    return e->el != NULL;
}

/* The terminal opened once more: what is read there does not wait, and nobody else's reading is
 * changed by that. `in` where it cannot be opened. */
static int open_keys(int in)
{
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", in);
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    return fd < 0 || isatty(fd) != 1 ? in : fd;
}

/* A terminal that can move its cursor. */
static bool can_edit(const struct nk_ctx *ctx)
{
    return ctx->term != NULL && ctx->term[0] != '\0' && strcmp(ctx->term, "dumb") != 0;
}

void nk_editor_open(struct nk_editor *e, struct nk_session *s, const char *prompt)
{
    struct nk_err err;
    int out = s->ctx->out->fd;
    bool edits = false;
    *e = (struct nk_editor){.session = s, .prompt = prompt, .in = s->ctx->in_fd};
    /* where the output goes elsewhere, the prompt does not */
    e->out = isatty(out) == 1 ? out : s->ctx->err->fd;
    nk_out_init(&e->screen, isatty(e->out) == 1 ? e->out : -1, false);
    e->keys = open_keys(e->in);
    e->has_modes = tcgetattr(e->in, &e->modes) == 0;
    nk_signals_hold(&e->signals);
    s->signals = &e->signals;
    if (can_edit(s->ctx) && e->screen.fd >= 0) {
        if (!nk_library_load(&library, &e->library, &e->lib, &err))
            nk_cli_say(s->ctx, "%s", err.text);
        else if (!nk_editor_fits(e) || !start_libedit(e))
            nk_cli_say(s->ctx, "cannot edit lines at this terminal");
        else if (!is_known(e))
            nk_cli_say(s->ctx, "the terminal '%.40s' is not known: no line is edited but by it",
                       s->ctx->term);
        else
            edits = true;
        if (!edits)
            stop_libedit(e);
    }
    nk_history_open(&e->history, s->ctx, add_line, e);
}

void nk_editor_close(struct nk_editor *e)
{
    stop_libedit(e);
    if (e->keys != e->in)
        close(e->keys);
    /* the library stays loaded: libtinfo, which comes with it, holds what it knows of terminals */
    if (e->locale != (locale_t)0)
        freelocale(e->locale);
    nk_editor_restore(e);
    nk_history_release(&e->history);
    nk_buf_release(&e->text);
    nk_out_release(&e->screen);
    e->session->signals = NULL;
    nk_signals_release(&e->signals);
}

static bool are_same(const struct termios *a, const struct termios *b)
{
    return a->c_iflag == b->c_iflag && a->c_oflag == b->c_oflag && a->c_cflag == b->c_cflag &&
           a->c_lflag == b->c_lflag && memcmp(a->c_cc, b->c_cc, sizeof a->c_cc) == 0;
}

void nk_editor_restore(struct nk_editor *e)
{
    struct termios now;
    if (e->has_modes && tcgetattr(e->in, &now) == 0 && !are_same(&now, &e->modes))
        tcsetattr(e->in, TCSADRAIN, &e->modes);
}

/* ---- lines ------------------------------------------------------------------- */

static void take_text(struct nk_editor *e, const wchar_t *text, int count)
{
    mbstate_t state = {0};
    char bytes[MB_LEN_MAX];
    for (int i = 0; i < count; i++) {
        size_t n = wcrtomb(bytes, text[i], &state);
        if (n <= sizeof bytes)
            nk_buf_add(&e->text, bytes, n);
    }
    /* a line out of a search has no newline */
    if (e->text.len > 0 && e->text.data[e->text.len - 1] == '\n')
        e->text.len--;
}

static void read_edited(struct nk_editor *e)
{
    int count = 0;
    locale_t before = uselocale(e->locale == (locale_t)0 ? LC_GLOBAL_LOCALE : e->locale);
    /* before the prompt is seen: what is typed at it must not be read in the terminal's own modes,
     * in which Ctrl-D would be lost */
    e->lib.set(e->el, EL_PREP_TERM, 1);
    nk_editor_paste_mode(e, true);
    const wchar_t *text = e->lib.gets(e->el, &count);
    if (text != NULL && count > 0) {
        e->why = NK_EDIT_LINE;
        take_text(e, text, count);
    } else if (e->why == NK_EDIT_LINE) {
        e->why = NK_EDIT_END;
    }
    nk_editor_paste_mode(e, false);
    uselocale(before);
}

/* Without libedit: the terminal's own way of editing. */
static void read_plain(struct nk_editor *e)
{
    char byte;
    ssize_t got;
    nk_out_text(&e->screen, e->prompt);
    nk_out_flush(&e->screen);
    while ((got = nk_editor_bytes(e, &byte, 1)) == 1 && byte != '\n')
        nk_buf_add_byte(&e->text, byte);
    if (got == 1 || (got == 0 && e->text.len > 0))
        e->why = NK_EDIT_LINE;
}

enum nk_edit_end nk_editor_read(struct nk_editor *e)
{
    nk_buf_clear(&e->text);
    e->why = NK_EDIT_LINE;
    nk_editor_restore(e);
    if (e->el != NULL)
        read_edited(e);
    else
        read_plain(e);
    if (e->why == NK_EDIT_INTERRUPTED)
        nk_out_text(&e->screen, e->el != NULL ? "^C\n" : "\n"); /* else the terminal shows it */
    else if (e->why == NK_EDIT_END)
        nk_out_text(&e->screen, "\n");
    nk_out_flush(&e->screen);
    if (e->why == NK_EDIT_LINE && e->text.len > 0) {
        nk_buf_add_byte(&e->text, '\0');
        e->text.len--;
    }
    return e->why;
}
