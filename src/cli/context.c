#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/frame.h"

/* A descriptor that is closed would be given to the next file that is opened. Standard input
 * becomes empty; the outputs become a descriptor on which a write fails, so that nothing is lost
 * without a word. */
static void fill_descriptors(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF)
            continue;
        int filled = open("/dev/null", O_RDONLY);
        if (filled >= 0 && filled != fd) {
            dup2(filled, fd);
            close(filled);
        }
    }
}

/* As no-color.org and bixense.com/clicolors ask. */
static bool wants_color(bool tty)
{
    const char *no = getenv("NO_COLOR"), *force = getenv("CLICOLOR_FORCE"), *term = getenv("TERM");
    if (no != NULL && *no != '\0')
        return false;
    if (force != NULL && *force != '\0' && strcmp(force, "0") != 0)
        return true;
    return tty && term != NULL && *term != '\0' && strcmp(term, "dumb") != 0;
}

/* Whether "utf-8" or "utf8" is in it, in capitals too: strcasestr() would read libc's tables of
 * characters, pages that no other part of a start needs. */
static bool names_utf8(const char *value)
{
    for (; *value != '\0'; value++) {
        if ((value[0] | 0x20) != 'u' || (value[1] | 0x20) != 't' || (value[2] | 0x20) != 'f')
            continue;
        if (value[3] == '8' || (value[3] == '-' && value[4] == '8'))
            return true;
    }
    return false;
}

/* The character set of the locale by its name: reading the locale itself would cost a start-up. */
static bool is_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value == NULL || *value == '\0')
            continue;
        return names_utf8(value);
    }
    return false;
}

void nk_ctx_look_at_output(struct nk_ctx *ctx)
{
    ctx->out_tty = isatty(STDOUT_FILENO) == 1;
    ctx->auto_color = wants_color(ctx->out_tty);
    ctx->out->line_buffered = ctx->out_tty;
}

void nk_ctx_init(struct nk_ctx *ctx, struct nk_out *out, struct nk_out *err, char *err_buffer,
                 size_t err_size)
{
    *ctx = (struct nk_ctx){.in_fd = STDIN_FILENO, .out = out, .err = err};
    fill_descriptors();
    ctx->utf8 = is_utf8();
    ctx->state_home = getenv("XDG_STATE_HOME");
    ctx->home = getenv("HOME");
    ctx->term = getenv("TERM");
    ctx->localdomain = getenv("LOCALDOMAIN");
    ctx->res_options = getenv("RES_OPTIONS");
    nk_out_init(out, STDOUT_FILENO, false);
    nk_ctx_look_at_output(ctx);
    nk_out_init_fixed(err, STDERR_FILENO, err_buffer, err_size);
}

int nk_ctx_close(struct nk_ctx *ctx, int status)
{
    struct nk_err err;
    if (ctx->out->error == 0 && close(STDOUT_FILENO) != 0 && errno != EINTR) {
        nk_err_errno(&err, errno, "cannot close standard output");
        status = (int)nk_cli_fail(ctx, &err);
    }
    nk_out_release(ctx->out);
    nk_out_release(ctx->err);
    return status;
}
