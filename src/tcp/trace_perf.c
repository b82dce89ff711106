/* The tracepoint's events, out of the rings that the kernel shares with us. */
#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "tcp/trace.h"

enum {
    RING_PAGES = 32,    /* of data; a power of two */
    FILE_MAX = 8192,    /* of a tracepoint's file */
    RECORD_MAX = 65536, /* its size has 16 bits */
    RINGS_AT_ONCE = 64, /* for poll() */
};

static const char what[] = "cannot listen to the tracepoint sock:inet_sock_set_state";
static const char needs[] = "cannot listen to the tracepoint sock:inet_sock_set_state, which needs "
                            "root or CAP_PERFMON";

/* ---- tracefs ------------------------------------------------------------------------ */

/* One of the tracepoint's files; how many bytes, or -1. */
static ssize_t read_file(const char *name, char text[static FILE_MAX])
{
    static const char *const roots[] = {"/sys/kernel/tracing", "/sys/kernel/debug/tracing"};
    ssize_t got = -1;
    int fd = -1, number = ENOENT;
    for (size_t i = 0; i < 2 && fd < 0; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/events/sock/inet_sock_set_state/%s", roots[i], name);
        fd = open(path, O_RDONLY | O_CLOEXEC);
        number = fd < 0 && errno != ENOENT ? errno : number; /* that says more */
    }
    errno = number;
    if (fd < 0)
        return -1;
    do
        got = read(fd, text, FILE_MAX - 1);
    while (got < 0 && errno == EINTR);
    number = errno;
    close(fd);
    errno = number;
    text[got < 0 ? 0 : got] = '\0';
    return got;
}

static bool read_tracepoint(struct nk_trace *t, uint64_t *id, struct nk_err *err)
{
    char text[FILE_MAX];
    ssize_t got = read_file("id", text);
    if (got < 0 && errno == ENOENT)
        return nk_err_set(err, NK_ERR_SYSTEM, 0, 0,
                          "%s: tracefs is not mounted (mount -t tracefs tracefs "
                          "/sys/kernel/tracing), or the kernel does not have it",
                          what);
    if (got < 0)
        return nk_err_errno(err, errno, needs);
    *id = strtoull(text, NULL, 10);
    got = read_file("format", text);
    if (got < 0)
        return nk_err_errno(err, errno, what);
    return nk_trace_layout_read(&t->layout, text, (size_t)got, err);
}

/* ---- rings ---------------------------------------------------------------------------- */

static size_t page_size(void)
{
    return (size_t)sysconf(_SC_PAGESIZE);
}

static bool open_ring(struct nk_trace *t, uint64_t id, int cpu, struct nk_err *err)
{
    struct perf_event_attr attr = {.type = PERF_TYPE_TRACEPOINT,
                                   .size = sizeof attr,
                                   .config = id,
                                   .sample_period = 1,
                                   .sample_type = PERF_SAMPLE_TIME | PERF_SAMPLE_RAW,
                                   .wakeup_events = 1,
                                   .use_clockid = 1,
                                   .clockid = CLOCK_MONOTONIC};
    struct nk_trace_ring *ring = &t->rings[t->count];
    ring->fd = (int)syscall(SYS_perf_event_open, &attr, -1, cpu, -1, PERF_FLAG_FD_CLOEXEC);
    if (ring->fd < 0 && errno == ENODEV)
        return true; /* the processor is off */
    if (ring->fd < 0)
        return nk_err_errno(err, errno, errno == EACCES || errno == EPERM ? needs : what);
    void *map =
        mmap(NULL, (RING_PAGES + 1) * page_size(), PROT_READ | PROT_WRITE, MAP_SHARED, ring->fd, 0);
    if (map == MAP_FAILED) {
        int number = errno;
        close(ring->fd);
        return nk_err_errno(err, number, what);
    }
    ring->map = map;
    t->count++;
    return true;
}

bool nk_trace_open(struct nk_trace *t, struct nk_err *err)
{
    long cpus = sysconf(_SC_NPROCESSORS_CONF);
    uint64_t id = 0;
    *t = (struct nk_trace){.count = 0};
    if (!read_tracepoint(t, &id, err))
        return false;
    t->rings = calloc(cpus > 0 ? (size_t)cpus : 1, sizeof *t->rings);
    if (t->rings == NULL)
        return nk_err_memory(err);
    t->epoch = nk_clock_date_ns() - nk_clock_us() * 1000;
    for (int cpu = 0; cpu < cpus; cpu++)
        if (!open_ring(t, id, cpu, err))
            return false;
    return true;
}

void nk_trace_release(struct nk_trace *t)
{
    for (size_t i = 0; i < t->count; i++) {
        munmap(t->rings[i].map, (RING_PAGES + 1) * page_size());
        close(t->rings[i].fd);
    }
    free(t->rings);
    free(t->events);
    *t = (struct nk_trace){.count = 0};
}

/* Of more processors than that the rest is looked at when one of these has news, or at the end. */
void nk_trace_wait(const struct nk_trace *t, int64_t ms)
{
    struct pollfd fds[RINGS_AT_ONCE];
    size_t n = t->count < RINGS_AT_ONCE ? t->count : RINGS_AT_ONCE;
    for (size_t i = 0; i < n; i++)
        fds[i] = (struct pollfd){.fd = t->rings[i].fd, .events = POLLIN};
    if (t->count > n && ms > 100)
        ms = 100;
    poll(fds, n, (int)(ms < 60000 ? ms : 60000));
}

/* ---- events ----------------------------------------------------------------------------- */

/* Copies what may run over the ring's end. */
static void copy_out(const struct nk_trace_ring *ring, uint64_t at, void *out, size_t len)
{
    const size_t size = RING_PAGES * page_size(), from = (size_t)(at % size);
    const uint8_t *data = ring->map + page_size();
    size_t first = len < size - from ? len : size - from;
    memcpy(out, data + from, first);
    memcpy((uint8_t *)out + first, data, len - first);
}

/* PERF_RECORD_SAMPLE: the time, the length of the raw event, and that. */
static bool take_sample(struct nk_trace *t, const uint8_t *body, size_t len)
{
    struct nk_trace_event e = {.time = 0};
    uint64_t time;
    uint32_t raw;
    const size_t head = sizeof time + sizeof raw;
    if (len < head)
        return true;
    memcpy(&time, body, sizeof time);
    memcpy(&raw, body + sizeof time, sizeof raw);
    if (raw > len - head || !nk_trace_event_read(&t->layout, body + head, raw, &e))
        return true;
    if (!nk_grow((void **)&t->events, t->held, &t->room, sizeof *t->events))
        return false;
    e.time = (int64_t)time + t->epoch;
    t->events[t->held++] = e;
    return true;
}

static bool take_record(struct nk_trace *t, const struct perf_event_header *header,
                        const uint8_t *body, size_t len)
{
    uint64_t lost[2]; /* the event's number, and how many */
    if (header->type == PERF_RECORD_LOST && len >= sizeof lost) {
        memcpy(lost, body, sizeof lost);
        t->lost += lost[1];
    }
    return header->type != PERF_RECORD_SAMPLE || take_sample(t, body, len);
}

/* What stands in the ring; data_head is written by the kernel behind the data, data_tail by us. */
static bool drain_ring(struct nk_trace *t, const struct nk_trace_ring *ring, uint8_t *room)
{
    struct perf_event_mmap_page *page = (struct perf_event_mmap_page *)(void *)ring->map;
    const uint64_t head = __atomic_load_n(&page->data_head, __ATOMIC_ACQUIRE);
    uint64_t tail = page->data_tail;
    bool good = true;
    while (good && head - tail >= sizeof(struct perf_event_header)) {
        struct perf_event_header header;
        copy_out(ring, tail, &header, sizeof header);
        if (header.size < sizeof header || header.size > head - tail)
            break;
        size_t len = header.size - sizeof header;
        copy_out(ring, tail + sizeof header, room, len);
        good = take_record(t, &header, room, len);
        tail += header.size;
    }
    __atomic_store_n(&page->data_tail, good ? head : tail, __ATOMIC_RELEASE);
    return good;
}

static int by_time(const void *a, const void *b)
{
    const struct nk_trace_event *x = a, *y = b;
    return x->time < y->time ? -1 : x->time > y->time;
}

bool nk_trace_drain(struct nk_trace *t, nk_trace_sink *sink, void *closure, struct nk_err *err)
{
    uint8_t *room = malloc(RECORD_MAX);
    bool good = room != NULL;
    t->held = 0;
    for (size_t i = 0; i < t->count && good; i++)
        good = drain_ring(t, &t->rings[i], room);
    free(room);
    if (!good)
        return nk_err_memory(err);
    if (t->held > 1)
        qsort(t->events, t->held, sizeof *t->events, by_time);
    for (size_t i = 0; i < t->held; i++)
        if (!sink(closure, &t->events[i], err))
            return false;
    return true;
}
