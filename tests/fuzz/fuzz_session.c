/* A line of the session, all that does not run it: its grammar, and what could come next, with a
 * result and a name there. */
#include <stdlib.h>
#include <string.h>

#include "cli/session_line.h"
#include "cli/session_part.h"

enum { TEXT = 512 };

static void check_line(const char *line, size_t len)
{
    struct nk_session_line l;
    struct nk_err err = {.code = NK_ERR_NONE};
    bool good = nk_session_line_parse(&l, line, len, &err);
    if (!good && (err.code != NK_ERR_INPUT || err.offset + err.length > len))
        abort();
    for (size_t i = 0; i < l.word_count; i++)
        if (l.words[i].offset + l.words[i].length > len ||
            l.words[i].first + l.words[i].count > l.piece_count)
            abort();
    for (size_t i = 0; i < l.statement_count; i++)
        if (l.statements[i].first + l.statements[i].count > l.word_count ||
            l.statements[i].command + l.statements[i].command_len > len)
            abort();
    nk_session_line_release(&l);
}

static void check_offers(struct nk_session *s, const char *line, size_t len)
{
    for (int help = 0; help < 2; help++) {
        struct nk_buf rows = {0};
        size_t typed;
        if (!nk_session_offers(s, line, len, help == 1, &rows, &typed) || typed > len)
            abort();
        nk_buf_release(&rows);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char before[] = "let site = 10.0.0.0/8; cidr sort 10.0.0.1";
    char line[TEXT], buffer[256];
    struct nk_out out, err;
    struct nk_session s;
    if (size >= sizeof line || memchr(data, '\n', size) != NULL)
        return 0;
    memcpy(line, data, size);
    line[size] = '\0';
    check_line(line, size);
    nk_out_init(&out, -1, false);
    nk_out_init_fixed(&err, -1, buffer, sizeof buffer);
    struct nk_ctx ctx = {.in_fd = -1, .out = &out, .err = &err};
    nk_session_init(&s, &ctx);
    nk_session_run(&s, before, strlen(before));
    check_offers(&s, line, size);
    if (size > 0) /* and at a place within the line */
        check_offers(&s, line, data[0] % size);
    nk_session_release(&s, 0);
    nk_out_release(&out);
    return 0;
}
