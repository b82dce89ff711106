#include "dns/hosts.h"

#include <string.h>

#include "netkit/host.h"

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static bool next_word(const char **at, const char *end, const char **word, size_t *len)
{
    while (*at < end && is_blank(**at))
        ++*at;
    *word = *at;
    while (*at < end && !is_blank(**at))
        ++*at;
    *len = (size_t)(*at - *word);
    return *len > 0;
}

/* The address of a line that has the name. */
static bool find_in(const struct nk_line *line, const char *name, size_t name_len,
                    struct nk_addr *addr)
{
    const char *at = line->text, *end = memchr(at, '#', line->len), *word;
    size_t len;
    if (end == NULL)
        end = line->text + line->len;
    if (!next_word(&at, end, &word, &len) || !nk_host_address(word, len, addr, NULL))
        return false;
    while (next_word(&at, end, &word, &len)) {
        len -= len > 1 && word[len - 1] == '.';
        if (len == name_len && strncasecmp(word, name, len) == 0)
            return true;
    }
    return false;
}

bool nk_hosts_find(struct nk_lines *lines, const char *name, nk_hosts_sink *sink, void *closure,
                   struct nk_err *err)
{
    struct nk_line line;
    struct nk_addr addr;
    enum nk_lines_status status;
    size_t len = strlen(name);
    len -= len > 1 && name[len - 1] == '.';
    while ((status = nk_lines_next(lines, &line, err)) != NK_LINES_END) {
        if (status == NK_LINES_FAILED)
            return false;
        if (status == NK_LINES_OK && find_in(&line, name, len, &addr) && !sink(closure, &addr))
            return true;
    }
    return true;
}
