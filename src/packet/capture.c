#include "packet/capture.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "packet/capture_part.h"

enum { FIRST_ROOM = 2 * NK_STREAM_BLOCK };

static enum nk_capture_status begin(struct nk_capture *c, struct nk_packet *p);

void nk_capture_init(struct nk_capture *c, int fd, const char *name)
{
    *c = (struct nk_capture){.next = begin};
    nk_stream_init(&c->stream, fd, name);
}

bool nk_capture_open(struct nk_capture *c, const char *path, struct nk_err *err)
{
    *c = (struct nk_capture){.next = begin};
    return nk_stream_open(&c->stream, path, err);
}

bool nk_capture_take(struct nk_capture *c, struct nk_lines *lines, struct nk_err *err)
{
    size_t len;
    const char *bytes = nk_lines_peek(lines, &len);
    size_t cap = len > FIRST_ROOM ? len : FIRST_ROOM;
    *c = (struct nk_capture){.next = begin, .stream = {.fd = -1}};
    c->data = malloc(cap);
    if (c->data == NULL)
        return nk_err_memory(err);
    if (len > 0)
        memcpy(c->data, bytes, len);
    c->cap = cap;
    c->end = len;
    c->stream = lines->stream;
    lines->stream = (struct nk_stream){.fd = -1};
    nk_lines_release(lines);
    return true;
}

void nk_capture_release(struct nk_capture *c)
{
    nk_stream_release(&c->stream);
    free(c->data);
    free(c->interfaces);
    c->data = NULL;
    c->interfaces = NULL;
}

/* ---- failures ------------------------------------------------------------ */

static enum nk_capture_status fail_again(struct nk_capture *c, struct nk_packet *p)
{
    (void)c;
    (void)p;
    return NK_CAPTURE_FAILED;
}

enum nk_capture_status nk_capture_failed(struct nk_capture *c)
{
    c->next = fail_again;
    return NK_CAPTURE_FAILED;
}

static void name_of(const struct nk_capture *c, char *text, size_t room)
{
    const char *name = c->stream.name;
    if (name == NULL || strcmp(name, "-") == 0)
        snprintf(text, room, "standard input");
    else
        snprintf(text, room, "'%.80s'", name);
}

enum nk_capture_status nk_capture_cut(struct nk_capture *c, const char *what)
{
    char name[96];
    uint64_t end = c->before + c->end;
    name_of(c, name, sizeof name);
    if (c->failure.code == NK_ERR_NONE)
        nk_err_set(&c->failure, NK_ERR_INPUT, (size_t)end, 0,
                   "%s is cut: it ends at byte %" PRIu64 ", inside %s that begins at byte %" PRIu64,
                   name, end, what, c->start);
    return nk_capture_failed(c);
}

enum nk_capture_status nk_capture_refuse(struct nk_capture *c, size_t at, const char *format, ...)
{
    char name[96], text[NK_ERR_TEXT_MAX];
    uint64_t offset = c->start + at;
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    name_of(c, name, sizeof name);
    nk_err_set(&c->failure, NK_ERR_INPUT, (size_t)offset, 0, "%s, byte %" PRIu64 ": %s", name,
               offset, text);
    return nk_capture_failed(c);
}

/* ---- bytes --------------------------------------------------------------- */

/* Room behind what there is; twice as much as before at most, so that a length which lies costs
 * nothing. */
static bool make_room(struct nk_capture *c)
{
    if (c->end < c->cap)
        return true;
    size_t cap = c->cap == 0 ? FIRST_ROOM : 2 * c->cap;
    uint8_t *data = realloc(c->data, cap);
    if (data == NULL)
        return nk_err_memory(&c->failure);
    c->data = data;
    c->cap = cap;
    return true;
}

bool nk_capture_fill(struct nk_capture *c, size_t n)
{
    if (c->at > 0) { /* less than a record: what is left of the last read */
        memmove(c->data, c->data + c->at, c->end - c->at);
        c->before += c->at;
        c->end -= c->at;
        c->at = 0;
    }
    while (c->end < n && !c->drained) {
        ssize_t got = -1;
        if (make_room(c))
            got =
                nk_stream_read(&c->stream, (char *)c->data + c->end, c->cap - c->end, &c->failure);
        c->drained = got <= 0;
        c->end += got > 0 ? (size_t)got : 0;
    }
    return c->end >= n;
}

enum nk_capture_status nk_capture_end(struct nk_capture *c, const char *what)
{
    bool whole = c->at == c->end && c->failure.code == NK_ERR_NONE;
    return whole ? NK_CAPTURE_END : nk_capture_cut(c, what);
}

/* ---- which format -------------------------------------------------------- */

/* What begins so is known, and not read. */
static const struct foreign {
    const char *magic;
    size_t len;
    const char *name;
} foreigners[] = {
    {"snoop\0\0\0", 8, "a snoop file"},
    {"btsnoop\0", 8, "a btsnoop file"},
    {"iptrace ", 8, "a file of AIX iptrace"},
    {"TRSNIFF data", 12, "a Sniffer file"},
    {"XCP\0", 4, "a NetXRay file"},
    {"RTSS", 4, "a Network Monitor 1 file"},
    {"GMBU", 4, "a Network Monitor 2 file"},
    {"\x1c\0\1\xac", 4, "an Ixia hardware capture"},
    {"\x1c\0\1\xab", 4, "an Ixia software capture"},
    {"\xac\1\0\x1c", 4, "an Ixia hardware capture"},
    {"\xab\1\0\x1c", 4, "an Ixia software capture"},
    {"\xa1\xb2\x34\xcd", 4, "a pcap file with Mesquita's changes"},
    {"\xcd\x34\xb2\xa1", 4, "a pcap file with Mesquita's changes"},
    {"\xa1\x2b\x3c\x4d", 4, "a Navtel capture"},
    {"\x4d\x3c\x2b\xa1", 4, "a Navtel capture"},
    {"\xfd"
     "7zXZ\0",
     6, "packed by xz, which netkit does not unpack"},
    {"\x04\x22\x4d\x18", 4, "packed by lz4, which netkit does not unpack"},
    {"PK\3\4", 4, "a zip archive"},
};

static enum nk_capture_status refuse_foreign(struct nk_capture *c)
{
    const uint8_t *b = nk_capture_here(c);
    size_t len = c->end - c->at;
    const char *expected = "expected a pcap or pcapng file";
    for (size_t i = 0; i < sizeof foreigners / sizeof *foreigners; i++) {
        const struct foreign *f = &foreigners[i];
        if (len >= f->len && memcmp(b, f->magic, f->len) == 0)
            return nk_capture_refuse(c, 0, "%s, found %s", expected, f->name);
    }
    if (len == 0)
        return nk_capture_refuse(c, 0, "%s, found nothing: it is empty", expected);
    if (len < 4)
        return nk_capture_refuse(c, 0, "%s, found only %zu byte%s", expected, len,
                                 len == 1 ? "" : "s");
    return nk_capture_refuse(c, 0, "%s, found the bytes %02x %02x %02x %02x", expected, b[0], b[1],
                             b[2], b[3]);
}

bool nk_capture_begins(const void *bytes, size_t len)
{
    struct nk_capture c = {.data = (uint8_t *)(uintptr_t)bytes, .end = len}; /* is only read */
    return len >= 4 && (nk_pcap_begins(&c) || nk_pcapng_begins(&c));
}

static enum nk_capture_status begin(struct nk_capture *c, struct nk_packet *p)
{
    bool four = nk_capture_has(c, 4);
    if (four && (nk_pcap_begins(c) || nk_pcapng_begins(c)))
        return c->next(c, p);
    nk_capture_has(c, 12); /* the longest magic */
    return c->failure.code != NK_ERR_NONE ? nk_capture_failed(c) : refuse_foreign(c);
}

enum nk_capture_status nk_capture_next(struct nk_capture *c, struct nk_packet *p,
                                       struct nk_err *err)
{
    enum nk_capture_status status = c->next(c, p);
    if (status == NK_CAPTURE_FAILED && err != NULL)
        *err = c->failure;
    return status;
}
