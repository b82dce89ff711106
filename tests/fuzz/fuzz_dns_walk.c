/* A walk whose network is the input: every walk ends within its limits, with one end, and tells
 * nothing but sentences. */
#include <stdlib.h>
#include <string.h>

#include "dns/walk.h"

/* The input, cut into answers: two octets of flags, one of the length, one with the counts of the
 * three sections, then the records. Names may point to the question's, at octet 12. */
struct network {
    const uint8_t *data;
    size_t size, at;
    unsigned asked, ends;
    int64_t clock;
    struct nk_dns_walk_setup setup;
};

static uint8_t take(struct network *n)
{
    return n->at < n->size ? n->data[n->at++] : 0;
}

static void put_u16(uint8_t *at, unsigned value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static void answer(struct network *n, const struct nk_dns_question *q, struct nk_buf *message)
{
    uint8_t bytes[1024];
    struct nk_dns_writer w;
    nk_dns_writer_init(&w, bytes, sizeof bytes, 1, 0);
    nk_dns_put_question(&w, &q->name, q->type, q->class);
    unsigned flags = (unsigned)take(n) << 8 | take(n), counts = take(n);
    size_t len = take(n), left = n->size - n->at;
    if (len > left)
        len = left;
    put_u16(bytes + 2, flags | NK_DNS_QR);
    put_u16(bytes + 6, counts & 7);
    put_u16(bytes + 8, counts >> 3 & 3);
    put_u16(bytes + 10, counts >> 5);
    nk_buf_add(message, (const char *)bytes, w.len);
    nk_buf_add(message, (const char *)n->data + n->at, len);
    n->at += len;
}

static bool ask(void *closure, const struct nk_dns_query *query,
                const struct nk_dns_server *servers, size_t count,
                const struct nk_dns_policy *policy, struct nk_dns_reply *reply, struct nk_err *err)
{
    struct network *n = closure;
    (void)policy;
    (void)err;
    n->asked++;
    if (count != 1 || nk_dns_unusable(&servers->addr) != NULL || (query->flags & NK_DNS_RD) != 0)
        abort();
    n->clock += n->at < n->size ? 1 : 3000;
    if (n->at < n->size)
        answer(n, &query->question, &reply->message);
    return true;
}

static void watch(void *closure, const struct nk_dns_event *step)
{
    struct network *n = closure;
    n->ends += step->event == NK_EVENT_END;
    if (step->depth > n->setup.limits.depth || step->why == NULL || *step->why == '\0')
        abort();
    for (const char *at = step->why; *at != '\0'; at++)
        if (*at < 0x20 || *at > 0x7e)
            abort();
    if (step->judged != NULL && step->judged->used_count > step->judged->record_count)
        abort();
}

static int64_t now(void *closure)
{
    return ((struct network *)closure)->clock;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char hints[] = ". NS a.\na. A 192.0.2.1\na. AAAA 2001:db8::1\n";
    static const uint16_t types[] = {NK_TYPE_A, NK_TYPE_DS, NK_TYPE_ANY, NK_TYPE_CNAME};
    struct nk_dns_question q = {.type = types[size > 0 ? data[0] % 4 : 0], .class = NK_CLASS_IN};
    struct network n = {.data = data, .size = size, .at = size > 0};
    struct nk_dns_hints h = {0};
    struct nk_lines lines;
    struct nk_err err;
    uint64_t number;
    n.setup = (struct nk_dns_walk_setup){
        .ask = ask,
        .ask_closure = &n,
        .watch = watch,
        .watch_closure = &n,
        .now = now,
        .now_closure = &n,
        .policy = {.tries = 2, .try_ms = 3000, .deadline = 30000},
        .port = 53,
        .all = size > 0 && (data[0] & 4) != 0,
        .limits = nk_dns_walk_limits,
    };
    nk_lines_init_text(&lines, hints, sizeof hints - 1, NULL);
    if (!nk_name_parse("w.a.b", 5, NULL, &q.name, NULL) ||
        !nk_dns_hints_read(&h, &lines, &number, &err))
        abort();
    nk_lines_release(&lines);
    struct nk_dns_walk *w = nk_dns_walk_new(&n.setup, &h, &q, &err);
    if (w == NULL || !nk_dns_walk_run(w, &err) || n.ends != 1 || n.asked > n.setup.limits.queries)
        abort();
    nk_dns_walk_free(w);
    nk_dns_hints_release(&h);
    return 0;
}
