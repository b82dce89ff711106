#include "netkit/host.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netdb.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"

/* ---- which words may be looked up ---------------------------------------- */

static int quoted(size_t len)
{
    return len > 60 ? 60 : (int)len;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t count_digits(const char *text, size_t len)
{
    size_t n = 0;
    while (n < len && is_digit(text[n]))
        n++;
    return n;
}

/* 256, 0x7f: what a resolver would take for the end of an IPv4 address. */
static bool is_number(const char *label, size_t len)
{
    if (len >= 2 && label[0] == '0' && (label[1] | 0x20) == 'x')
        return strspn(label + 2, "0123456789abcdefABCDEF") >= len - 2;
    return len > 0 && count_digits(label, len) == len;
}

/*
 * A broken address, rather than a name: no name of a host has ':', '%' or '/', none ends in a
 * number (RFC 1123 2.1, RFC 3696 2, and what the WHATWG calls "ends in a number"), and none is made
 * of digits and dots but for a letter at its end ("10.0.0.1a").
 */
static bool looks_like_address(const char *name, size_t len)
{
    if (strpbrk(name, ":%/") != NULL)
        return true;
    if (len > 0 && name[len - 1] == '.')
        len--;
    size_t last = len, dots = 0, at = 0;
    while (last > 0 && name[last - 1] != '.')
        last--;
    if (is_number(name + last, len - last))
        return true;
    for (; at < last; at++) {
        dots += name[at] == '.';
        if (name[at] != '.' && !is_digit(name[at]))
            return false;
    }
    return dots >= 2 && is_digit(name[last]);
}

static bool is_name_byte(char c)
{
    return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-' || c == '_';
}

enum { LABEL_MAX = 63, NAME_MAX_LEN = 253 };

/* Labels of 1 to 63 letters, digits, '-' and '_' (RFC 1123 2.1), 253 bytes in all. */
static bool check_labels(const char *name, size_t len, struct nk_err *err)
{
    size_t start = 0;
    for (size_t i = 0; i <= len; i++) {
        if (i < len && name[i] != '.') {
            if (!is_name_byte(name[i]))
                return nk_err_set(err, NK_ERR_INPUT, i, 1,
                                  "'%.*s' is not a host name: expected letters, digits, '-' and "
                                  "'.' (other letters as xn--...)",
                                  quoted(len), name);
            continue;
        }
        if (i == start && !(i == len && len > 1))
            return nk_err_set(err, NK_ERR_INPUT, i, i < len,
                              "'%.*s' is not a host name: a label is empty", quoted(len), name);
        if (i - start > LABEL_MAX)
            return nk_err_set(err, NK_ERR_INPUT, start, i - start,
                              "a label of the host name has %zu bytes, the maximum is %d",
                              i - start, LABEL_MAX);
        start = i + 1;
    }
    if (len - (name[len - 1] == '.') > NAME_MAX_LEN)
        return nk_err_set(err, NK_ERR_INPUT, 0, len,
                          "the host name has %zu bytes, the maximum is %d", len, NAME_MAX_LEN);
    return true;
}

bool nk_host_check_name(const char *name, struct nk_err *err)
{
    size_t len = strlen(name);
    struct nk_addr addr;
    if (len == 0)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "a host name is missing: the text is empty");
    if (looks_like_address(name, len)) {
        if (nk_addr_parse(name, len, &addr, err))
            nk_err_set(err, NK_ERR_INPUT, 0, len, "'%s' is an address and no host name", name);
        return false;
    }
    return check_labels(name, len, err);
}

/* ---- addresses in text form ---------------------------------------------- */

/* The index that a zone stands for: a number, or the name of an interface (RFC 4007 11.2). */
static bool zone_index(const char *text, size_t at, size_t len, uint32_t *out, struct nk_err *err)
{
    char name[IF_NAMESIZE] = {0};
    uint64_t value = 0;
    if (count_digits(text + at, len) == len && len <= 10) {
        for (size_t i = 0; i < len; i++)
            value = value * 10 + (uint64_t)(text[at + i] - '0');
        if (value > UINT32_MAX)
            return nk_err_set(err, NK_ERR_INPUT, at, len, "zone %.*s is too large", quoted(len),
                              text + at);
        *out = (uint32_t)value;
        return true;
    }
    if (len < sizeof name) {
        memcpy(name, text + at, len);
        *out = if_nametoindex(name);
        if (*out != 0)
            return true;
    }
    return nk_err_set(err, NK_ERR_SYSTEM, at, len, "there is no interface '%.*s'", quoted(len),
                      text + at);
}

bool nk_host_address(const char *text, size_t len, struct nk_addr *out, struct nk_err *err)
{
    struct nk_item item;
    if (!nk_item_parse(text, len, NK_PARSE_ZONE, &item, err))
        return false;
    if (item.kind != NK_ITEM_ADDRESS || memchr(text, '/', len) != NULL)
        return nk_err_set(err, NK_ERR_INPUT, 0, len, "'%.*s' is no single address", quoted(len),
                          text);
    struct nk_addr addr = item.prefix.addr;
    if (item.zone_length > 0 && !zone_index(text, item.zone_at, item.zone_length, &addr.zone, err))
        return false;
    *out = addr;
    return true;
}

/* 1: an address in text form; 0: a name; -1: neither, or of the wrong family. */
static int read_address(const char *name, uint8_t family, struct nk_addr *out, struct nk_err *err)
{
    size_t len = strlen(name);
    if (strchr(name, '%') != NULL && strchr(name, '/') == NULL) {
        if (!nk_host_address(name, len, out, err))
            return -1;
    } else if (!nk_addr_parse(name, len, out, NULL)) {
        return nk_host_check_name(name, err) ? 0 : -1;
    }
    if (family == NK_FAMILY_NONE || family == out->family)
        return 1;
    nk_err_set(err, NK_ERR_INPUT, 0, len, "'%.*s' is an IPv%u address, expected IPv%u", quoted(len),
               name, out->family, family);
    return -1;
}

/* ---- the look-up, in a child --------------------------------------------- */

/* What the child says first; `count` addresses follow. */
struct reply {
    int gai, number; /* of getaddrinfo, and errno for EAI_SYSTEM */
    int count;
};

static bool is_among(const struct nk_addr *a, const struct nk_addr *list, int count)
{
    for (int i = 0; i < count; i++)
        if (nk_addr_compare(a, &list[i]) == 0)
            return true;
    return false;
}

/* Asks, and leaves the first `max` different addresses in `out`. */
static struct reply look_up(const char *name, uint8_t family, struct nk_addr *out, int max)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *list = NULL;
    struct reply reply = {0};
    hints.ai_family = family == NK_IPV4 ? AF_INET : family == NK_IPV6 ? AF_INET6 : AF_UNSPEC;
    errno = 0;
    reply.gai = getaddrinfo(name, NULL, &hints, &list);
    reply.number = errno;
    if (reply.gai != 0)
        return reply;
    for (struct addrinfo *i = list; i != NULL && reply.count < max; i = i->ai_next) {
        struct nk_addr *slot = &out[reply.count];
        if (nk_addr_from_sockaddr(i->ai_addr, i->ai_addrlen, slot, NULL) &&
            !is_among(slot, out, reply.count))
            reply.count++;
    }
    freeaddrinfo(list);
    return reply;
}

static bool write_all(int fd, const void *data, size_t len)
{
    const char *at = data;
    while (len > 0) {
        ssize_t n = write(fd, at, len);
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0) {
            at += n;
            len -= (size_t)n;
        }
    }
    return true;
}

/* The child: Ctrl-C ends it whatever the parent does about it, and so does the parent's end. */
static void run_child(int fd, pid_t parent, const char *name, uint8_t family, struct nk_addr *out,
                      int max)
{
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    signal(SIGPIPE, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(1); /* it ended before the line above */
    struct reply reply = look_up(name, family, out, max);
    bool good = write_all(fd, &reply, sizeof reply) &&
                write_all(fd, out, (size_t)reply.count * sizeof *out);
    _exit(good ? 0 : 1);
}

enum read_result { READ_DONE, READ_ENDED, READ_LATE, READ_FAILED };

/* Reads exactly `len` bytes before the deadline (negative: none). */
static enum read_result read_all(int fd, void *data, size_t len, int64_t deadline)
{
    char *at = data;
    while (len > 0) {
        struct pollfd wait = {.fd = fd, .events = POLLIN};
        int64_t left = deadline < 0 ? -1 : deadline - nk_clock_ms();
        if (deadline >= 0 && left <= 0)
            return READ_LATE;
        int ready = poll(&wait, 1, (int)left);
        if (ready == 0 || (ready < 0 && errno == EINTR))
            continue; /* the clock decides */
        ssize_t n = ready < 0 ? -1 : read(fd, at, len);
        if (n == 0)
            return READ_ENDED;
        if (n < 0 && errno != EINTR)
            return READ_FAILED;
        if (n > 0) {
            at += n;
            len -= (size_t)n;
        }
    }
    return READ_DONE;
}

static bool reply_fails(const char *name, enum read_result result, const struct reply *reply,
                        int timeout_ms, struct nk_err *err)
{
    int len = quoted(strlen(name));
    if (result == READ_LATE)
        return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "cannot resolve '%.*s': no answer in %d ms",
                          len, name, timeout_ms);
    if (result == READ_ENDED)
        return nk_err_set(err, NK_ERR_SYSTEM, 0, 0, "cannot resolve '%.*s': interrupted", len,
                          name);
    if (result == READ_FAILED)
        return nk_err_errno(err, errno, "cannot read what the resolver found");
    return nk_err_set(err, reply->gai == EAI_MEMORY ? NK_ERR_MEMORY : NK_ERR_SYSTEM, 0, 0,
                      "cannot resolve '%.*s': %s", len, name,
                      reply->gai == EAI_SYSTEM ? strerror(reply->number)
                      : reply->gai == 0        ? "no address"
                                               : gai_strerror(reply->gai));
}

/* That there is none is an answer too. */
static bool is_none(int gai)
{
    return gai == 0 || gai == EAI_NONAME || gai == EAI_NODATA || gai == EAI_ADDRFAMILY;
}

/* Waits for the child's word; the number of addresses, or -1. */
static int await(int fd, const char *name, int timeout_ms, struct nk_addr *out, int max,
                 struct nk_err *err)
{
    struct reply reply = {0};
    int64_t deadline = timeout_ms < 0 ? -1 : nk_clock_ms() + timeout_ms;
    enum read_result result = read_all(fd, &reply, sizeof reply, deadline);
    if (result == READ_DONE && reply.gai == 0 && reply.count > 0 && reply.count <= max) {
        result = read_all(fd, out, (size_t)reply.count * sizeof *out, deadline);
        if (result == READ_DONE)
            return reply.count;
    }
    reply_fails(name, result, &reply, timeout_ms, err);
    return result == READ_DONE && is_none(reply.gai) ? 0 : -1;
}

int nk_host_look_up(const char *name, uint8_t family, int timeout_ms, struct nk_addr *out, int max,
                    struct nk_err *err)
{
    int ends[2];
    if (max <= 0) {
        nk_err_set(err, NK_ERR_INPUT, 0, 0, "no room for the addresses of a host");
        return -1;
    }
    int known = read_address(name, family, out, err);
    if (known != 0)
        return known;
    if (pipe2(ends, O_CLOEXEC) != 0) {
        nk_err_errno(err, errno, "cannot make a pipe to the resolver");
        return -1;
    }
    pid_t parent = getpid(), child = fork();
    if (child == 0)
        run_child(ends[1], parent, name, family, out, max);
    int number = errno, count = -1;
    close(ends[1]);
    if (child < 0) {
        nk_err_errno(err, number, "cannot start the resolver's process");
    } else {
        count = await(ends[0], name, timeout_ms, out, max, err);
        kill(child, SIGKILL); /* it has said all that it had to say */
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR)
            ;
    }
    close(ends[0]);
    return count;
}

int nk_host_resolve(const char *name, uint8_t family, int timeout_ms, struct nk_addr *out, int max,
                    struct nk_err *err)
{
    int count = nk_host_look_up(name, family, timeout_ms, out, max, err);
    return count > 0 ? count : -1;
}
