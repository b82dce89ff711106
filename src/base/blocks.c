#include "base/blocks.h"

#include <poll.h>
#include <pthread.h>
#include <stdlib.h>

/* ---- one thread ---------------------------------------------------------- */

/* Reads the next block; false at the end. */
static bool read_block(struct nk_lines *lines, struct nk_block *b)
{
    b->err = (struct nk_err){0};
    b->worked = false;
    b->status = nk_lines_next_block(lines, &b->lines, &b->err);
    b->number = lines->number;
    return b->status != NK_LINES_END;
}

static bool run_alone(const struct nk_blocks *x)
{
    struct nk_block b = {.result = x->results[0]};
    while (read_block(x->lines, &b)) {
        if (b.status == NK_LINES_OK)
            b.worked = x->work(x->closure, &b);
        if (!x->take(x->closure, &b) || b.status == NK_LINES_FAILED)
            break;
    }
    return true;
}

/* ---- several ------------------------------------------------------------- */

enum job_state { JOB_FREE, JOB_READY, JOB_AT_WORK, JOB_DONE };

/* A block with the memory that it lies in, since reading goes on meanwhile. */
struct job {
    enum job_state state;
    struct nk_block block;
    char *memory;
    size_t cap;
};

/* The jobs are a ring: the caller fills them at `filled` and takes them at `taken`, workers take
 * what is ready at `begun`; all three only go forward. */
struct pool {
    const struct nk_blocks *x;
    struct job *jobs;
    size_t count, filled, begun, taken;
    pthread_mutex_t lock;
    pthread_cond_t ready, done;
    bool closing;
    pthread_t *threads;
    unsigned started;
};

/* Does the job, which the caller has taken out of those that are ready. */
static void do_job(struct pool *p, struct job *job)
{
    if (job->block.status == NK_LINES_OK)
        job->block.worked = p->x->work(p->x->closure, &job->block);
    pthread_mutex_lock(&p->lock);
    job->state = JOB_DONE;
    pthread_cond_signal(&p->done);
    pthread_mutex_unlock(&p->lock);
}

/* The next job that is ready, NULL when there will be none. */
static struct job *next_job(struct pool *p)
{
    pthread_mutex_lock(&p->lock);
    while (!p->closing && p->begun == p->filled)
        pthread_cond_wait(&p->ready, &p->lock);
    struct job *job = p->closing ? NULL : &p->jobs[p->begun++ % p->count];
    pthread_mutex_unlock(&p->lock);
    return job;
}

static void *work(void *closure)
{
    struct pool *p = closure;
    struct job *job;
    while ((job = next_job(p)) != NULL)
        do_job(p, job);
    return NULL;
}

/* Reads one block into a free job; false at the end, or with `err` when out of memory. */
static bool fill_job(struct pool *p, struct nk_err *err)
{
    struct job *job = &p->jobs[p->filled % p->count];
    if (!read_block(p->x->lines, &job->block))
        return false;
    if (job->block.status == NK_LINES_OK &&
        !nk_lines_give_block(p->x->lines, &job->memory, &job->cap, err))
        return false;
    pthread_mutex_lock(&p->lock);
    job->state = JOB_READY;
    p->filled++;
    pthread_cond_signal(&p->ready);
    pthread_mutex_unlock(&p->lock);
    return job->block.status != NK_LINES_FAILED;
}

/* The oldest job, done. While it is not, this thread takes part in the work: one thread less than
 * were asked for then suffices, and none has to wait for a core. */
static struct job *wait_for_job(struct pool *p)
{
    struct job *job = &p->jobs[p->taken++ % p->count];
    pthread_mutex_lock(&p->lock);
    while (job->state != JOB_DONE) {
        if (p->begun == p->filled) {
            pthread_cond_wait(&p->done, &p->lock);
            continue;
        }
        struct job *next = &p->jobs[p->begun++ % p->count];
        pthread_mutex_unlock(&p->lock);
        do_job(p, next);
        pthread_mutex_lock(&p->lock);
    }
    job->state = JOB_FREE;
    pthread_mutex_unlock(&p->lock);
    return job;
}

/* Whether reading would not wait. */
static bool is_ready(const struct nk_lines *lines)
{
    struct pollfd p = {.fd = lines->stream.fd, .events = POLLIN};
    return poll(&p, 1, 0) != 0;
}

/* Keeps all jobs filled while it takes them. What an input gives a little at a time goes on as it
 * comes: while there is something to take, nothing is waited for. */
static bool run_pool(struct pool *p, struct nk_err *err)
{
    bool more = true;
    while (more || p->taken < p->filled) {
        while (more && p->filled - p->taken < p->count &&
               (p->taken == p->filled || is_ready(p->x->lines)))
            more = fill_job(p, err);
        if (p->taken == p->filled)
            break;
        struct job *job = wait_for_job(p);
        if (!p->x->take(p->x->closure, &job->block))
            break;
    }
    return err->code == NK_ERR_NONE;
}

static bool start_threads(struct pool *p, struct nk_err *err)
{
    p->jobs = calloc(p->count, sizeof *p->jobs);
    p->threads = calloc(p->x->threads, sizeof *p->threads);
    if (p->jobs == NULL || p->threads == NULL)
        return nk_err_memory(err);
    for (size_t i = 0; i < p->count; i++)
        p->jobs[i].block.result = p->x->results[i];
    for (; p->started + 1 < p->x->threads; p->started++) {
        int number = pthread_create(&p->threads[p->started], NULL, work, p);
        if (number != 0)
            return nk_err_errno(err, number, "cannot start a thread");
    }
    return true;
}

static void stop_threads(struct pool *p)
{
    pthread_mutex_lock(&p->lock);
    p->closing = true;
    pthread_cond_broadcast(&p->ready);
    pthread_mutex_unlock(&p->lock);
    for (unsigned i = 0; i < p->started; i++)
        pthread_join(p->threads[i], NULL);
    for (size_t i = 0; p->jobs != NULL && i < p->count; i++)
        free(p->jobs[i].memory);
    free(p->jobs);
    free(p->threads);
    pthread_cond_destroy(&p->ready);
    pthread_cond_destroy(&p->done);
    pthread_mutex_destroy(&p->lock);
}

bool nk_blocks_run(const struct nk_blocks *x, struct nk_err *err)
{
    if (x->threads <= 1 || x->result_count < 2)
        return run_alone(x);
    struct pool p = {.x = x, .count = x->result_count};
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.ready, NULL);
    pthread_cond_init(&p.done, NULL);
    bool done = start_threads(&p, err) && run_pool(&p, err);
    stop_threads(&p);
    return done;
}
