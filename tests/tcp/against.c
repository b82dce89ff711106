/*
 * The kernel against the machine:
 * tests/tcp/namespace build/release/tcp_against PROFILE [EVENT...|all|all6|record]
 *
 * A real socket is led to each state, by shutdown() and by close(), and an endpoint is put there
 * with the same numbers; both get the same segment, and have to answer the same and go the same
 * way. EVENT is in the words of `step`; `all` is each set of flags at each edge of the numbers.
 * Prints what differs and a line of counts; its status is 1 where anything does. `record` prints
 * what the kernel does instead: tests/data/tcp/linux.tsv.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peer.h"
#include "tcp/endpoint.h"
#include "tcp/words.h"

enum { ANSWERS = 4, SOON_MS = 4, LATE_MS = 80 };

static const struct way ways[] = {
    {.state = NK_TCP_CLOSED},
    {.state = NK_TCP_LISTEN},
    {.state = NK_TCP_SYN_SENT, .active = true},
    {.state = NK_TCP_SYN_RECEIVED},
    {.state = NK_TCP_SYN_RECEIVED, .active = true},
    {.state = NK_TCP_ESTABLISHED},
    {.state = NK_TCP_FIN_WAIT_1},
    {.state = NK_TCP_FIN_WAIT_1, .closes = true},
    {.state = NK_TCP_FIN_WAIT_2},
    {.state = NK_TCP_FIN_WAIT_2, .closes = true},
    {.state = NK_TCP_CLOSE_WAIT},
    {.state = NK_TCP_CLOSING},
    {.state = NK_TCP_CLOSING, .closes = true},
    {.state = NK_TCP_LAST_ACK},
    {.state = NK_TCP_LAST_ACK, .closes = true},
    {.state = NK_TCP_TIME_WAIT},
    {.state = NK_TCP_TIME_WAIT, .active = true},
    {.state = NK_TCP_ESTABLISHED, .active = true, .unread = true},
    {.state = NK_TCP_FIN_WAIT_1, .unread = true},
    {.state = NK_TCP_FIN_WAIT_2, .unread = true},
    {.state = NK_TCP_CLOSE_WAIT, .unread = true},
    {.state = NK_TCP_CLOSING, .unread = true},
    {.state = NK_TCP_LAST_ACK, .unread = true},
};

/* In the words of `step`. */
static const char *const probes[] = {
    "ack",
    "ack seq=rcv.nxt-1",
    "ack seq=rcv.end",
    "ack ack=snd.nxt+1",
    "ack ack=snd.una-1",
    "ack ack=snd.una-100000",
    "data",
    "data seq=rcv.nxt-10",
    "data seq=rcv.nxt-5",
    "data seq=rcv.nxt+5",
    "data seq=rcv.end",
    "data ack=snd.nxt",
    "data ack=snd.nxt+1",
    "fin",
    "fin-ack",
    "fin seq=rcv.nxt+1",
    "fin seq=rcv.nxt-1",
    "fin seq=rcv.end",
    "fin data",
    "rst",
    "rst seq=rcv.nxt+1",
    "rst seq=rcv.nxt-1",
    "rst seq=rcv.end",
    "rst-ack",
    "rst-ack ack=snd.nxt+1",
    "rst-ack seq=rcv.nxt+1",
    "syn",
    "syn seq=rcv.nxt+1",
    "syn seq=rcv.nxt",
    "syn seq=rcv.end",
    "syn seq=irs",
    "syn-ack",
    "syn-ack seq=irs",
    "syn-ack seq=rcv.nxt+1",
    "syn-ack ack=snd.nxt+1",
    "no-flags",
    "no-flags data",
    "fin no-ack",
    "syn fin",
    "syn rst",
    "urg data",
};

struct answers {
    unsigned count;
    struct nk_tcp_segment all[ANSWERS];
    enum nk_tcp_state state;
};

/* ---- the two ends ------------------------------------------------------------------ */

static const uint8_t *text(void)
{
    static uint8_t bytes[PEER_DATA_MAX];
    return bytes;
}

static void place_endpoint(struct nk_tcp_endpoint *e, const struct nk_tcp_machine *m,
                           const struct conn *c, const struct way *way)
{
    if (!nk_tcp_endpoint_init(e, m, c->iss, NULL))
        give_up("memory");
    nk_tcp_endpoint_place(e, way->state, c->isn);
    e->passive = !way->active && way->state != NK_TCP_CLOSED;
    e->orphan = way->closes;
    if (way->unread) {
        nk_inbox_put(&e->in, 0, text(), PEER_UNREAD);
        e->tcb.rcv_nxt += nk_inbox_settle(&e->in);
    }
    if (c->window > 0)
        e->in.size = c->window + e->in.ready;
    if (way->state != NK_TCP_CLOSED && way->state != NK_TCP_LISTEN)
        e->tcb.snd_wnd = e->tcb.max_wnd = PEER_WINDOW;
}

static void ask_endpoint(struct nk_tcp_endpoint *e, const struct nk_tcp_segment *s,
                         struct answers *a)
{
    struct nk_tcp_outcome out;
    if (!nk_tcp_endpoint_arrive(e, s, 0, &out, NULL))
        give_up("memory");
    a->count = 0;
    while (a->count < ANSWERS && nk_tcp_endpoint_output(e, 0, &a->all[a->count]))
        a->count++;
    a->state = e->state;
}

/* As many answers as there are, or as are expected and a little more. */
static void ask_kernel(struct conn *c, const struct nk_tcp_segment *s, unsigned expected,
                       struct answers *a)
{
    uint8_t data[PEER_DATA_MAX];
    peer_send(c, s);
    a->count = 0;
    while (a->count < ANSWERS &&
           peer_take(c, &a->all[a->count], data, a->count < expected ? LATE_MS : SOON_MS))
        a->count++;
    a->state = conn_state(c);
}

/* ---- comparing ------------------------------------------------------------------------ */

static bool same_segment(const struct nk_tcp_segment *a, const struct nk_tcp_segment *b)
{
    unsigned flags = NK_TCP_SYN | NK_TCP_FIN | NK_TCP_RST | NK_TCP_ACK;
    bool syn = (a->flags & NK_TCP_SYN) != 0; /* whose ISS is its own */
    return (a->flags & flags) == (b->flags & flags) && (syn || a->seq == b->seq) &&
           ((a->flags & NK_TCP_ACK) == 0 || a->ack == b->ack) && a->len == b->len;
}

/* A kernel's listener is a socket of its own: a connection that is lost leaves it as it was. */
static bool same_state(enum nk_tcp_state kernel, enum nk_tcp_state ours, const struct way *way)
{
    return kernel == ours || (kernel == NK_TCP_CLOSED && ours == NK_TCP_LISTEN &&
                              way->state == NK_TCP_SYN_RECEIVED && !way->active);
}

static bool same(const struct answers *kernel, const struct answers *ours, const struct way *way)
{
    if (kernel->count != ours->count || !same_state(kernel->state, ours->state, way))
        return false;
    for (unsigned i = 0; i < ours->count; i++)
        if (!same_segment(&kernel->all[i], &ours->all[i]))
            return false;
    return true;
}

/* Numbers relative to where both began. */
static void print_answers(const struct answers *a, const struct conn *c)
{
    char flags[NK_TCP_FLAGS_MAX];
    if (a->count == 0)
        printf(" nothing");
    for (unsigned i = 0; i < a->count; i++) {
        const struct nk_tcp_segment *s = &a->all[i];
        printf(" %s seq=iss%+d", nk_tcp_flags_format(s->flags, flags), (int)(s->seq - c->iss));
        if (s->flags & NK_TCP_ACK)
            printf(" ack=irs%+d", (int)(s->ack - c->isn));
        if (s->len > 0)
            printf(" len=%u", s->len);
    }
    printf(" -> %s\n", nk_tcp_state_name(a->state));
}

/* One probe: what both made of it. */
struct answered {
    struct conn c;
    uint32_t window;
    struct answers kernel, ours;
    bool same;
};

static void probe_both(const struct tun *t, const struct nk_tcp_machine *m, const struct way *way,
                       const char *probe, struct answered *a)
{
    struct nk_tcp_said said;
    struct nk_tcp_endpoint e;
    struct nk_tcp_segment s;
    struct nk_err err;
    if (!nk_tcp_said_parse(probe, strlen(probe), &said, &err)) {
        fprintf(stderr, "%s: %s\n", probe, err.text);
        exit(2);
    }
    conn_place(&a->c, t, way);
    place_endpoint(&e, m, &a->c, way);
    a->window = nk_tcp_endpoint_window(&e);
    nk_tcp_said_segment(&said, &e, a->c.isn, text(), &s);
    ask_endpoint(&e, &s, &a->ours);
    ask_kernel(&a->c, &s, a->ours.count, &a->kernel);
    a->same = same(&a->kernel, &a->ours, way);
    nk_tcp_endpoint_release(&e);
    conn_release(&a->c);
}

/* Once more where it is not the same: a retransmission may have come between. */
static void probe_twice(const struct tun *t, const struct nk_tcp_machine *m, const struct way *way,
                        const char *probe, struct answered *a)
{
    probe_both(t, m, way, probe, a);
    if (!a->same)
        probe_both(t, m, way, probe, a);
}

static bool agrees(const struct tun *t, const struct nk_tcp_machine *m, const struct way *way,
                   const char *probe)
{
    struct answered a;
    probe_twice(t, m, way, probe, &a);
    if (a.same)
        return true;
    printf("%s%s%s: %s\n    kernel:", nk_tcp_state_name(way->state), way->active ? ", active" : "",
           way->closes   ? ", closed"
           : way->unread ? ", unread"
                         : "",
           probe);
    print_answers(&a.kernel, &a.c);
    printf("    profile:");
    print_answers(&a.ours, &a.c);
    return false;
}

/* ---- what the kernel does, for tests without one ------------------------------------------ */

static void record_given(const struct way *way)
{
    const char *before = "";
    if (!way->active && way->state != NK_TCP_CLOSED) {
        printf("passive");
        before = ",";
    }
    if (way->closes)
        printf("%sorphan", before);
    if (way->unread)
        printf("%sunread", before);
    if ((way->active || way->state == NK_TCP_CLOSED) && !way->closes && !way->unread)
        printf("-");
}

/* As if ISS were 100 and IRS 300. */
static void record_answers(const struct answers *a, const struct conn *c)
{
    struct nk_buf text = {0};
    for (unsigned i = 0; i < a->count; i++) {
        struct nk_tcp_segment s = a->all[i];
        bool of_nobody = (s.flags & NK_TCP_RST) != 0 && (s.flags & NK_TCP_ACK) != 0;
        s.seq = of_nobody ? s.seq : s.seq - c->iss + 100;
        s.ack += 300 - c->isn;
        s.flags &= (uint8_t)~NK_TCP_PSH;
        nk_tcp_segment_format(&s, &text);
    }
    printf("%.*s", a->count > 0 ? (int)text.len : 1, a->count > 0 ? text.data : "-");
    nk_buf_release(&text);
}

static void record(const struct tun *t, const struct nk_tcp_machine *m, const struct way *way,
                   const char *probe)
{
    struct answered a;
    probe_twice(t, m, way, probe, &a);
    if (same_state(a.kernel.state, NK_TCP_LISTEN, way))
        a.kernel.state = NK_TCP_LISTEN;
    printf("%s\t", nk_tcp_state_name(way->state));
    record_given(way);
    printf("\t%u\t%s\t%s\t", a.window, probe, nk_tcp_state_name(a.kernel.state));
    record_answers(&a.kernel, &a.c);
    putchar('\n');
}

static int record_all(const struct tun *t, const struct nk_tcp_machine *m)
{
    printf("# state\tgiven\twindow\tevent\tnext\tsent\n");
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++)
        for (size_t i = 0; i < sizeof probes / sizeof *probes; i++)
            record(t, m, &ways[w], probes[i]);
    return 0;
}

/* ---- all of them ------------------------------------------------------------------------- */

/* Where the kernel is wrong and the profile does not follow it: when two SYNs have crossed, an ACK
 * of ISS does for one of ISS + 1. */
static bool is_known(const struct way *way, const char *probe)
{
    return way->state == NK_TCP_SYN_RECEIVED && way->active &&
           (strstr(probe, "ack=snd.una ") != NULL ||
            strcmp(probe + strlen(probe) - 7, "snd.una") == 0) &&
           strstr(probe, "syn") == NULL;
}

/* The i-th of all combinations, empty where it was there before; false behind the last. */
static bool combine(unsigned i, char *text, size_t size)
{
    static const char *const flags[] = {"no-flags", "ack",     "fin,ack",    "rst",     "rst,ack",
                                        "syn",      "syn,ack", "fin,no-ack", "syn,fin", "syn,rst",
                                        "fin,rst",  "urg,ack", "psh,ack"};
    static const char *const seqs[] = {"rcv.nxt-11", "rcv.nxt-10", "rcv.nxt-5",
                                       "rcv.nxt-1",  "rcv.nxt",    "rcv.nxt+1",
                                       "rcv.end-1",  "rcv.end",    "rcv.end+1"};
    static const char *const acks[] = {"snd.una-100000", "snd.una-1", "snd.una", "snd.nxt",
                                       "snd.nxt+1"};
    enum {
        FLAGS = sizeof flags / sizeof *flags,
        SEQS = sizeof seqs / sizeof *seqs,
        ACKS = sizeof acks / sizeof *acks,
    };
    unsigned flag = i / (2 * ACKS * SEQS), ack = i / (2 * SEQS) % ACKS;
    if (flag >= FLAGS)
        return false;
    bool acks_it = strstr(flags[flag], ",ack") != NULL || strcmp(flags[flag], "ack") == 0;
    snprintf(text, size, "%s seq=%s%s%s%s", flags[flag], seqs[i / 2 % SEQS], acks_it ? " ack=" : "",
             acks_it ? acks[ack] : "", i % 2 != 0 ? " len=10" : "");
    if (!acks_it && ack != 0)
        text[0] = '\0';
    return true;
}

int main(int argc, char **argv)
{
    static struct nk_tcp_machine m;
    const char *profile = argc > 1 ? argv[1] : "linux";
    const char *const *words = argc > 2 ? (const char *const *)argv + 2 : probes;
    size_t count = argc > 2 ? (size_t)argc - 2 : sizeof probes / sizeof *probes;
    bool all = argc > 2 && strncmp(argv[2], "all", 3) == 0;
    bool six = all && strcmp(argv[2], "all6") == 0;
    unsigned good = 0, done = 0;
    char text[80];
    struct tun t;
    nk_tcp_machine_init(&m, nk_tcp_profile_find(profile, strlen(profile)));
    tun_hosts(&t, tun_open(), six ? NK_IPV6 : NK_IPV4);
    if (argc > 2 && strcmp(argv[2], "record") == 0)
        return record_all(&t, &m);
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
        for (size_t i = 0; !all && i < count; i++, done++)
            good += agrees(&t, &m, &ways[w], words[i]);
        for (unsigned i = 0; all && combine(i, text, sizeof text); i++) {
            if (text[0] == '\0' || is_known(&ways[w], text))
                continue;
            good += agrees(&t, &m, &ways[w], text);
            done++;
        }
    }
    printf("%u of %u answers are those of profile %s\n", good, done, profile);
    return good == done ? 0 : 1;
}
