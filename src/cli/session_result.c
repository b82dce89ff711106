#include "cli/session_result.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SINK_FULL = 64 * 1024 };

/* A row as it is kept, and as a child sends it to its parent, which is the same program: fields of
 * a head and their bytes follow. One without a schema says that more rows were not kept. */
struct row_head {
    const struct nk_schema *schema;
    uint32_t len, count;
};

struct field_head {
    uint32_t field, len;
};

/* ---- collecting ---------------------------------------------------------- */

static void add_field(struct nk_buf *b, const struct nk_record *r, size_t field, uint32_t *count)
{
    struct field_head head = {.field = (uint32_t)field};
    size_t start = b->len;
    nk_buf_add(b, (const char *)&head, sizeof head);
    if (!nk_record_value(r, field, b) || b->failed) {
        b->len = start;
        return;
    }
    head.len = (uint32_t)(b->len - start - sizeof head);
    memcpy(b->data + start, &head, sizeof head);
    ++*count;
}

void nk_session_result_flush(struct nk_session_sink *sink)
{
    size_t at = 0;
    while (sink->fd >= 0 && !sink->dead && at < sink->data.len) {
        ssize_t n = write(sink->fd, sink->data.data + at, sink->data.len - at);
        if (n > 0)
            at += (size_t)n;
        else if (n == 0 || errno != EINTR)
            sink->dead = true;
    }
    if (sink->fd >= 0)
        nk_buf_clear(&sink->data);
}

/* No row is like it. */
static const struct row_head lost = {.schema = NULL, .len = UINT32_MAX, .count = UINT32_MAX};

void nk_session_result_put_lost(struct nk_session_sink *sink)
{
    nk_buf_add(&sink->data, (const char *)&lost, sizeof lost);
    nk_session_result_flush(sink);
}

bool nk_session_result_take_lost(struct nk_buf *data)
{
    size_t len = sizeof lost;
    if (data->len < len || memcmp(data->data + data->len - len, &lost, len) != 0)
        return false;
    data->len -= len;
    return true;
}

void nk_session_result_tap(void *closure, const struct nk_record *r)
{
    struct nk_session_sink *sink = closure;
    struct nk_buf *b = &sink->data;
    const struct row_head cut = {.schema = NULL};
    struct row_head head = {.schema = r->schema};
    size_t start = b->len;
    if (sink->cut || sink->dead || b->failed)
        return;
    nk_buf_add(b, (const char *)&head, sizeof head);
    for (size_t i = 0; i < r->schema->count; i++)
        add_field(b, r, i, &head.count);
    size_t len = b->len - start;
    if (b->failed || sink->total + len > NK_SESSION_RESULT_MAX) {
        b->len = start;
        sink->cut = true;
        nk_buf_add(b, (const char *)&cut, sizeof cut);
        return;
    }
    head.len = (uint32_t)(len - sizeof head);
    memcpy(b->data + start, &head, sizeof head);
    sink->total += len;
    if (sink->fd >= 0 && b->len >= SINK_FULL)
        nk_session_result_flush(sink);
}

/* ---- keeping ------------------------------------------------------------- */

static bool next_head(const struct nk_buf *data, size_t at, struct row_head *head)
{
    if (data->len - at < sizeof *head)
        return false;
    memcpy(head, data->data + at, sizeof *head);
    return head->len <= data->len - at - sizeof *head;
}

/* Counts the whole rows, and cuts off what is none; the schema is that of the first. */
static void count_rows(struct nk_session_result *result)
{
    struct row_head head;
    size_t at = 0;
    while (next_head(&result->data, at, &head)) {
        result->cut = head.schema == NULL;
        if (result->cut)
            break;
        if (result->rows == 0)
            result->schema = head.schema;
        result->rows++;
        at += sizeof head + head.len;
    }
    result->data.len = at;
}

static size_t size_of(const struct nk_session_result *result)
{
    return result->data.cap + strlen(result->line) + sizeof *result;
}

static void drop_oldest(struct nk_session_results *all)
{
    all->bytes -= size_of(&all->items[0]);
    nk_buf_release(&all->items[0].data);
    free(all->items[0].line);
    all->count--;
    memmove(all->items, all->items + 1, all->count * sizeof *all->items);
}

const struct nk_session_result *nk_session_results_add(struct nk_session_results *all,
                                                       struct nk_buf *data, const char *line,
                                                       int status)
{
    struct nk_session_result result = {.data = *data, .status = status};
    *data = (struct nk_buf){0};
    count_rows(&result);
    if (result.rows > 0)
        result.line = strdup(line);
    if (result.line == NULL ||
        !nk_grow((void **)&all->items, all->count, &all->room, sizeof *all->items)) {
        free(result.line);
        nk_buf_release(&result.data);
        return NULL;
    }
    result.number = ++all->last;
    all->items[all->count++] = result;
    all->bytes += size_of(&result);
    while (all->bytes > NK_SESSION_RESULTS_MAX && all->count > 1)
        drop_oldest(all);
    return &all->items[all->count - 1];
}

const struct nk_session_result *nk_session_results_find(const struct nk_session_results *all,
                                                        uint64_t number)
{
    if (all->count == 0)
        return NULL;
    uint64_t first = all->items[0].number;
    if (number == 0)
        return &all->items[all->count - 1];
    return number < first || number > all->last ? NULL : &all->items[number - first];
}

void nk_session_results_release(struct nk_session_results *all)
{
    while (all->count > 0)
        drop_oldest(all);
    free(all->items);
    *all = (struct nk_session_results){.items = NULL};
}

/* ---- reading ------------------------------------------------------------- */

bool nk_session_result_next(const struct nk_session_result *result, size_t *at,
                            struct nk_session_result_row *row)
{
    struct row_head head;
    while (next_head(&result->data, *at, &head)) {
        *row = (struct nk_session_result_row){
            .data = result->data.data + *at + sizeof head, .len = head.len, .count = head.count};
        *at += sizeof head + head.len;
        if (head.schema == result->schema) /* a command within the command has its own */
            return true;
    }
    return false;
}

const char *nk_session_result_field(const struct nk_session_result_row *row, size_t field,
                                    size_t *len)
{
    const char *at = row->data;
    for (size_t i = 0; i < row->count; i++) {
        struct field_head head;
        memcpy(&head, at, sizeof head);
        at += sizeof head;
        if (head.field == field) {
            *len = head.len;
            return at;
        }
        at += head.len;
    }
    return NULL;
}

const char *nk_session_result_key(const struct nk_session_result *result,
                                  const struct nk_session_result_row *row, const char *key,
                                  size_t *len)
{
    for (size_t i = 0; i < result->schema->count; i++)
        if (strcmp(result->schema->fields[i].key, key) == 0)
            return nk_session_result_field(row, i, len);
    return NULL;
}
