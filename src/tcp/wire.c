#include "tcp/wire.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"

void nk_wire_release(struct nk_wire *w)
{
    for (size_t i = 0; i < w->count; i++)
        free(w->packets[i].bytes);
    free(w->packets);
    free(w->faults);
    *w = (struct nk_wire){0};
}

/* ---- faults ---------------------------------------------------------------- */

bool nk_wire_fault(struct nk_wire *w, const struct nk_fault *fault, struct nk_err *err)
{
    void *faults = w->faults;
    if (w->fault_count == NK_WIRE_FAULTS_MAX)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "there may be %d faults of single segments",
                          NK_WIRE_FAULTS_MAX);
    if (!nk_grow(&faults, w->fault_count, &w->fault_room, sizeof *w->faults))
        return nk_err_memory(err);
    w->faults = faults;
    w->faults[w->fault_count++] = *fault;
    return true;
}

/* A number below 100 of the generator splitmix64: the same for a seed on every machine. */
static unsigned draw(struct nk_wire *w)
{
    uint64_t z = w->random += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (unsigned)((z ^ (z >> 31)) % 100);
}

static const struct nk_fault *find_fault(const struct nk_wire *w, enum nk_fault_kind kind,
                                         enum nk_tcp_side from)
{
    for (size_t i = 0; i < w->fault_count; i++) {
        const struct nk_fault *f = &w->faults[i];
        if (f->kind == kind && (f->from == from || f->from == NK_TCP_BOTH) &&
            w->sent[f->from] >= f->first && w->sent[f->from] <= f->last)
            return f;
    }
    return NULL;
}

/* Whether it befalls the segment that was counted last. A number is drawn in any case, so that one
 * fault more does not change what chance does elsewhere. */
static bool befalls(struct nk_wire *w, enum nk_fault_kind kind, enum nk_tcp_side from)
{
    unsigned drawn = draw(w);
    return drawn < w->percent[kind][from] || find_fault(w, kind, from) != NULL;
}

/* ---- packets, a binary heap -------------------------------------------------- */

static bool before(const struct nk_packet *a, const struct nk_packet *b)
{
    return a->due < b->due || (a->due == b->due && a->order < b->order);
}

static void swap(struct nk_wire *w, size_t i, size_t k)
{
    struct nk_packet p = w->packets[i];
    w->packets[i] = w->packets[k];
    w->packets[k] = p;
}

static void rise(struct nk_wire *w, size_t i)
{
    for (; i > 0 && before(&w->packets[i], &w->packets[(i - 1) / 2]); i = (i - 1) / 2)
        swap(w, i, (i - 1) / 2);
}

static void sink(struct nk_wire *w, size_t i)
{
    for (;;) {
        size_t least = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < w->count; child++)
            if (before(&w->packets[child], &w->packets[least]))
                least = child;
        if (least == i)
            return;
        swap(w, i, least);
        i = least;
    }
}

/* False where there is no room in the network; `*failed` where memory is out. */
static bool add(struct nk_wire *w, const struct nk_packet *packet, bool *failed)
{
    void *packets = w->packets;
    uint32_t len = packet->segment.len;
    if (w->count == NK_WIRE_PACKETS_MAX || len > NK_WIRE_BYTES_MAX - w->bytes)
        return false;
    *failed = !nk_grow(&packets, w->count, &w->room, sizeof *w->packets);
    if (*failed)
        return false;
    w->packets = packets;
    struct nk_packet *p = &w->packets[w->count];
    *p = *packet;
    p->order = w->order++;
    p->bytes = len > 0 ? nk_alloc_array(len, 1) : NULL;
    p->segment.data = p->bytes;
    *failed = len > 0 && p->bytes == NULL;
    if (*failed)
        return false;
    if (len > 0)
        memcpy(p->bytes, packet->segment.data, len);
    w->count++;
    w->bytes += len;
    w->held[p->from] += p->held;
    rise(w, w->count - 1);
    return true;
}

/* The one that waited for it comes right behind a packet that is due at `due`. */
static void let_overtake(struct nk_wire *w, enum nk_tcp_side from, int64_t due)
{
    for (size_t i = 0; i < w->count && w->held[from] > 0; i++) {
        struct nk_packet *p = &w->packets[i];
        if (!p->held || p->from != from)
            continue;
        w->held[from] = 0;
        p->held = false;
        p->late = true;
        p->due = due;
        p->order = w->order++;
        rise(w, i); /* it is due sooner or later than before */
        sink(w, i);
    }
}

bool nk_wire_send(struct nk_wire *w, enum nk_tcp_side from, const struct nk_tcp_segment *segment,
                  int64_t now, bool *full, struct nk_err *err)
{
    struct nk_packet p = {
        .segment = *segment, .from = from, .sent = now, .due = now + w->delay[from]};
    bool failed = false;
    w->sent[from]++;
    w->sent[NK_TCP_BOTH]++;
    p.lost = befalls(w, NK_FAULT_LOSE, from);
    bool twice = befalls(w, NK_FAULT_DUPLICATE, from), late = befalls(w, NK_FAULT_REORDER, from);
    const struct nk_fault *hold = find_fault(w, NK_FAULT_HOLD, from);
    p.due += hold != NULL ? hold->longer : 0;
    p.held = late && !p.lost && w->held[from] == 0;
    if (p.held) /* one that nothing overtakes arrives after all */
        p.due += 4 * w->delay[from] + 1000;
    *full = !add(w, &p, &failed);
    if (!p.held && !p.lost && !*full)
        let_overtake(w, from, p.due);
    p.copy = true;
    p.held = false;
    if (twice && !p.lost && !*full)
        add(w, &p, &failed);
    return !failed || nk_err_memory(err);
}

bool nk_wire_inject(struct nk_wire *w, enum nk_tcp_side from, const struct nk_tcp_segment *segment,
                    int64_t now, struct nk_err *err)
{
    const struct nk_packet p = {
        .segment = *segment, .from = from, .sent = now, .due = now, .injected = true};
    bool failed = false;
    add(w, &p, &failed);
    return !failed || nk_err_memory(err);
}

int64_t nk_wire_due(const struct nk_wire *w)
{
    return w->count == 0 ? -1 : w->packets[0].due;
}

bool nk_wire_take(struct nk_wire *w, struct nk_packet *packet)
{
    if (w->count == 0)
        return false;
    *packet = w->packets[0];
    w->packets[0] = w->packets[--w->count];
    sink(w, 0);
    w->bytes -= packet->segment.len;
    w->held[packet->from] -= packet->held;
    return true;
}
