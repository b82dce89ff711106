#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/escape.h"
#include "base/file.h"
#include "cli/session_part.h"

/* Behind what was written before: a transcript that goes on the next day is one file. A pipe is
 * none: at a prompt no signal would end the waiting for its reader. */
static int open_transcript(const char *path)
{
    struct stat st;
    int fd = nk_file_open(path, O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK, 0666);
    if (fd < 0)
        return -1;
    bool good = nk_file_look(fd, &st) && !S_ISFIFO(st.st_mode);
    if (good && fcntl(fd, F_SETFL, O_APPEND) == 0)
        return fd;
    close(fd);
    errno = good ? EINVAL : ESPIPE;
    return -1;
}

/* What the terminal gets, without the sequences that colour it: ESC, '[', up to a letter. */
static void copy(void *closure, const char *text, size_t len)
{
    struct nk_session *s = closure;
    struct nk_out out;
    char buffer[512];
    nk_out_init_fixed(&out, s->record_fd, buffer, sizeof buffer);
    for (size_t i = 0; i < len; i++) {
        bool letter = (text[i] >= 'A' && text[i] <= 'Z') || (text[i] >= 'a' && text[i] <= 'z');
        if (text[i] == '\033')
            s->record_escape = true;
        else if (!s->record_escape)
            nk_out_byte(&out, text[i]);
        else if (letter)
            s->record_escape = false;
    }
    nk_out_flush(&out);
    if (out.error != 0 && s->record_error == 0)
        s->record_error = out.error;
}

static void set_copy(struct nk_session *s, nk_out_copy *function)
{
    struct nk_out *const outs[] = {s->ctx->out, s->ctx->err};
    for (size_t i = 0; i < 2; i++) {
        nk_out_flush(outs[i]);
        outs[i]->copy = function;
        outs[i]->copy_closure = s;
    }
}

void nk_session_note(struct nk_session *s, const char *text, size_t len)
{
    struct nk_buf b = {0};
    if (s->record_fd < 0)
        return;
    nk_buf_add_text(&b, "netkit> ");
    nk_escape_text(&b, text, len);
    nk_buf_add_byte(&b, '\n');
    if (!b.failed)
        copy(s, b.data, b.len);
    nk_buf_release(&b);
}

bool nk_session_record_end(struct nk_session *s)
{
    struct nk_err err;
    int number = s->record_error;
    if (s->record_fd < 0)
        return true;
    set_copy(s, NULL);
    if (close(s->record_fd) != 0 && errno != EINTR && number == 0)
        number = errno;
    if (number != 0) {
        nk_err_set(&err, NK_ERR_SYSTEM, 0, 0, "cannot write '%.120s': %s", s->record_path,
                   strerror(number));
        nk_cli_fail(s->ctx, &err);
    }
    free(s->record_path);
    s->record_path = NULL;
    s->record_fd = -1;
    s->record_error = 0;
    s->record_escape = false;
    return number == 0;
}

int nk_session_record(struct nk_session *s, int argc, const char *const *argv)
{
    struct nk_err err;
    if (argc != 2) {
        nk_cli_say(s->ctx, "usage: record FILE, record off");
        return NK_WRONG;
    }
    if (strcmp(argv[1], "off") == 0 && s->record_fd < 0) {
        nk_cli_say(s->ctx, "nothing is recorded");
        return NK_WRONG;
    }
    bool ended = nk_session_record_end(s);
    if (strcmp(argv[1], "off") == 0)
        return ended ? NK_YES : NK_FAILED;
    if (!nk_session_allows(s, "record writes a file"))
        return NK_WRONG;
    s->record_path = strdup(argv[1]);
    if (s->record_path == NULL)
        return nk_session_no_memory(s);
    s->record_fd = open_transcript(argv[1]);
    if (s->record_fd >= 0) {
        set_copy(s, copy);
        return ended ? NK_YES : NK_FAILED;
    }
    nk_err_set(&err, NK_ERR_SYSTEM, 0, 0, "cannot write '%.120s': %s", argv[1], strerror(errno));
    free(s->record_path);
    s->record_path = NULL;
    return (int)nk_cli_fail(s->ctx, &err);
}
