#include "tcp/observe_read.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>

#include "packet/fragments.h"

/* `READY` blocks wake the one that takes them up, `ROOM` for as many the reader, so that the two do
 * not wake each other for each block. */
enum {
    BLOCK = 512,
    BLOCKS = 32,
    READY = BLOCKS / 4,
    ROOM = BLOCKS / 2,
    ALONE = 8 /* blocks before it is worth a thread */
};

/* Segments that were read, on their way to the observer. */
struct block {
    struct nk_observed segments[BLOCK];
    unsigned count;
};

/* The blocks are a ring: the reader fills them at `filled`, the caller takes them at `taken`; both
 * only go forward. What is not behind the lock is the reader's, until it has ended. */
struct reader {
    const struct nk_observer *o;
    struct nk_capture *capture;
    struct nk_fragments fragments;
    struct nk_observe_packets *packets;
    struct nk_err err;
    unsigned size; /* segments of a block */
    struct block *blocks;
    pthread_mutex_t lock;
    pthread_cond_t ready, room;
    size_t filled, taken;
    bool ended, closing;
};

/* ---- reading ------------------------------------------------------------- */

/* A link that is known to carry no IP is not strange: there is nothing on it to be missed. */
static void note_strange(struct nk_observe_packets *packets, uint16_t number)
{
    const struct nk_link *link = nk_link_find(number);
    if (link != NULL && (link->first != NK_LAYER_NONE || !link->unread))
        return;
    packets->strange++;
    packets->link = number;
}

/* The block's next place is filled in. */
static void keep(struct reader *r, struct block *b)
{
    struct nk_observed *s = &b->segments[b->count++];
    s->hash = nk_flows_hash(&r->o->flows, &s->key);
}

/* Header after header, and fragments put together. False where memory is out. */
static bool take_headers(struct reader *r, struct block *b, struct nk_packet *p)
{
    struct nk_layers l;
    enum nk_fragments_status status = nk_fragments_read(&r->fragments, p, &l, &r->err);
    r->packets->known += l.count > 0;
    if (l.count == 0)
        note_strange(r->packets, p->link);
    if (status == NK_FRAGMENTS_WHOLE && nk_observed_make(&b->segments[b->count], &l, p))
        keep(r, b);
    return status != NK_FRAGMENTS_FAILED;
}

/* Into the block's next place, where the packet is a segment of TCP; straight where it is plain. */
static bool take_packet(struct reader *r, struct block *b, struct nk_packet *p)
{
    struct nk_plain plain;
    if (!nk_plain_read(&plain, p))
        return take_headers(r, b, p);
    r->packets->known++;
    if (nk_observed_plain(&b->segments[b->count], &plain, p))
        keep(r, b);
    return true;
}

/* False at the end of the capture, or of what can be read of it. */
static bool read_block(struct reader *r, struct block *b)
{
    struct nk_packet p;
    b->count = 0;
    while (b->count < r->size)
        if (nk_capture_next(r->capture, &p, &r->err) != NK_CAPTURE_PACKET || !take_packet(r, b, &p))
            return false;
    return true;
}

static bool read_alone(struct reader *r, struct nk_observer *o, size_t blocks, const bool *stop,
                       struct nk_err *err)
{
    bool more = true;
    for (size_t i = 0; more && i < blocks && !*stop; i++) {
        more = read_block(r, r->blocks);
        if (!nk_observer_take(o, r->blocks->segments, r->blocks->count, err))
            return false;
    }
    r->ended = !more || *stop;
    return true;
}

/* ---- with a thread ------------------------------------------------------- */

/* A block that is free; NULL where no more are wanted. */
static struct block *wait_for_room(struct reader *r)
{
    pthread_mutex_lock(&r->lock);
    if (r->filled - r->taken == BLOCKS)
        while (!r->closing && BLOCKS - (r->filled - r->taken) < ROOM)
            pthread_cond_wait(&r->room, &r->lock);
    struct block *b = r->closing ? NULL : &r->blocks[r->filled % BLOCKS];
    pthread_mutex_unlock(&r->lock);
    return b;
}

static void *read_ahead(void *closure)
{
    struct reader *r = closure;
    struct block *b;
    bool more = true;
    while (more && (b = wait_for_room(r)) != NULL) {
        more = read_block(r, b);
        pthread_mutex_lock(&r->lock);
        r->filled++;
        r->ended = !more;
        if (r->ended || r->filled - r->taken >= READY)
            pthread_cond_signal(&r->ready);
        pthread_mutex_unlock(&r->lock);
    }
    return NULL;
}

/* The oldest block; NULL when there will be none. */
static struct block *wait_for_block(struct reader *r)
{
    pthread_mutex_lock(&r->lock);
    if (r->filled == r->taken)
        while (r->filled - r->taken < READY && !r->ended)
            pthread_cond_wait(&r->ready, &r->lock);
    struct block *b = r->filled == r->taken ? NULL : &r->blocks[r->taken % BLOCKS];
    pthread_mutex_unlock(&r->lock);
    return b;
}

static void give_back(struct reader *r, bool closing)
{
    pthread_mutex_lock(&r->lock);
    r->taken++;
    r->closing = closing;
    if (closing || BLOCKS - (r->filled - r->taken) >= ROOM)
        pthread_cond_signal(&r->room);
    pthread_mutex_unlock(&r->lock);
}

static bool take_blocks(struct reader *r, struct nk_observer *o, const bool *stop,
                        struct nk_err *err)
{
    struct block *b;
    bool good = true;
    while (good && !*stop && (b = wait_for_block(r)) != NULL) {
        good = nk_observer_take(o, b->segments, b->count, err);
        give_back(r, !good || *stop);
    }
    return good;
}

static bool has_processors(void)
{
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 1;
}

/* Goes on with a thread that reads; without one, where there is none to be had. */
static bool read_on(struct reader *r, struct nk_observer *o, const bool *stop, struct nk_err *err)
{
    pthread_t thread;
    struct block *more = has_processors() ? realloc(r->blocks, BLOCKS * sizeof *more) : NULL;
    r->blocks = more != NULL ? more : r->blocks;
    pthread_mutex_init(&r->lock, NULL);
    pthread_cond_init(&r->ready, NULL);
    pthread_cond_init(&r->room, NULL);
    bool threaded = more != NULL && pthread_create(&thread, NULL, read_ahead, r) == 0;
    bool good = threaded ? take_blocks(r, o, stop, err) : read_alone(r, o, SIZE_MAX, stop, err);
    if (threaded)
        pthread_join(thread, NULL);
    pthread_cond_destroy(&r->room);
    pthread_cond_destroy(&r->ready);
    pthread_mutex_destroy(&r->lock);
    return good;
}

bool nk_observer_read(struct nk_observer *o, struct nk_capture *c, bool at_once, const bool *stop,
                      struct nk_observe_packets *packets, struct nk_err *err)
{
    struct reader r = {.o = o, .capture = c, .packets = packets, .size = at_once ? 1 : BLOCK};
    *packets = (struct nk_observe_packets){0};
    r.blocks = malloc(sizeof *r.blocks);
    if (r.blocks == NULL)
        return nk_err_memory(err);
    bool good = read_alone(&r, o, at_once ? SIZE_MAX : ALONE, stop, err);
    if (good && !r.ended)
        good = read_on(&r, o, stop, err);
    if (good && r.err.code != NK_ERR_NONE)
        *err = r.err;
    free(r.blocks);
    nk_fragments_release(&r.fragments);
    return good && r.err.code == NK_ERR_NONE;
}
