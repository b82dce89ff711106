/* A connection as a record. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/digits.h"
#include "cli/tcp_replay.h"

#define MS NK_JSON, NK_FIELD_NUMBER

static const struct nk_field fields[] = {
    {"id", "id", "number of the connection, from 0 by its first packet", NK_INT, NK_FIELD_BRIEF, 4},
    {"client", "client", "address that called", NK_ADDR, NK_FIELD_BRIEF, 15},
    {"client_port", "port", "its port", NK_INT, NK_FIELD_BRIEF, 5},
    {"server", "server", "address that was called", NK_ADDR, NK_FIELD_BRIEF, 15},
    {"server_port", "port", "its port", NK_INT, NK_FIELD_BRIEF, 5},
    {"packets_out", "out", "segments that the client sent", NK_INT, 0, 6},
    {"packets_in", "in", "segments that the server sent", NK_INT, 0, 6},
    {"bytes_out", "bytes out", "bytes of data that the client sent, repeated ones too", NK_INT, 0,
     9},
    {"bytes_in", "bytes in", "the same of the server", NK_INT, 0, 9},
    {"start", "start", "time of the first packet, seconds since 1970", NK_TEXT, 0, 20},
    {"duration", "duration", "from the first packet to the last one, milliseconds", MS, 12},
    {"client_state", "client state", "state of the client behind the last packet", NK_TEXT,
     NK_FIELD_BRIEF, 12},
    {"server_state", "server state", "state of the server", NK_TEXT, NK_FIELD_BRIEF, 12},
    {"opened", "opened", "complete, simultaneous, half, missed", NK_TEXT, 0, 12},
    {"closed", "closed", "fin, reset, open", NK_TEXT, 0, 6},
    {"completeness", "complete", "Wireshark's sum: SYN 1, SYN-ACK 2, ACK 4, data 8, FIN 16, RST 32",
     NK_INT, 0, 8},
    {"conn_state", "zeek", "Zeek's word for it: S0, S1, SF, REJ ...", NK_TEXT, 0, 6},
    {"history", "history", "Zeek's letters: what each end sent, upper case the client", NK_TEXT, 0,
     16},
    {"rtt_ms", "rtt", "round trip of the handshake, milliseconds", MS, 8},
    {"mss_client", "mss", "largest segment that the client takes, as its SYN says", NK_INT, 0, 5},
    {"mss_server", "mss", "the same of the server", NK_INT, 0, 5},
    {"wscale_client", "scale", "bits by which the client shifts its window", NK_INT, 0, 5},
    {"wscale_server", "scale", "the same of the server", NK_INT, 0, 5},
    {"retransmitted_bytes", "again", "bytes of data that were sent again", NK_INT, 0, 8},
    {"throughput", "throughput", "bytes of data a second, both ways", NK_INT, 0, 10},
    {"retransmission", "retransmission", "segments that come again", NK_INT, 0, 3},
    {"spurious_retransmission", "spurious", "those that had been acknowledged", NK_INT, 0, 3},
    {"fast_retransmission", "fast", "those because of duplicate ACKs", NK_INT, 0, 3},
    {"out_of_order", "out of order", "segments that come too late, for the first time", NK_INT, 0,
     3},
    {"duplicate_ack", "duplicate ACK", "ACKs that repeat the one before", NK_INT, 0, 3},
    {"keep_alive", "keep-alive", "segments that only ask whether the peer is there", NK_INT, 0, 3},
    {"zero_window", "zero window", "segments that shut the window", NK_INT, 0, 3},
    {"window_update", "window update", "ACKs that change nothing but the window", NK_INT, 0, 3},
    {"missing_handshake", "no handshake", "1 where the capture begins behind the SYN", NK_INT, 0,
     3},
    {"data_after_fin", "data after FIN", "segments with data behind the sender's FIN", NK_INT, 0,
     3},
    {"rst_valid", "RST", "RSTs that the receiver takes", NK_INT, 0, 3},
    {"rst_invalid", "bad RST", "RSTs whose numbers do not fit: they are dropped", NK_INT, 0, 3},
    {"port_reuse", "port reuse", "1 where the same ports had a connection before", NK_INT, 0, 3},
    {"gap", "gap", "segments before which something was not captured", NK_INT, 0, 3},
    {"assumed", "assumed", "whether a state rests on a segment that need not have arrived", NK_FLAG,
     0, 3},
    {"anomalies", "anomalies", "the names of those that are not 0", NK_LIST, NK_FIELD_BRIEF, 0},
    {"number", "packet", "with --packets: the packet's number in the file, from 1", NK_INT,
     NK_FIELD_EXTRA, 6},
    {"time", "time", "when it was captured, seconds since 1970", NK_TEXT, NK_FIELD_EXTRA, 20},
    {"from", "from", "client or server", NK_TEXT, NK_FIELD_EXTRA, 6},
    {"flags", "flags", "as SYN,ACK", NK_TEXT, NK_FIELD_EXTRA, 7},
    {"seq", "seq", "its sequence number, as in its header", NK_INT, NK_FIELD_EXTRA, 10},
    {"ack", "ack", "its acknowledgment number", NK_INT, NK_FIELD_EXTRA, 10},
    {"length", "len", "its bytes of data", NK_INT, NK_FIELD_EXTRA, 5},
    {"window", "window", "its window, as in its header", NK_INT, NK_FIELD_EXTRA, 6},
    {"anomaly", "anomaly", "what is conspicuous about it", NK_TEXT, NK_FIELD_EXTRA, 0},
};

const struct nk_schema nk_replay_schema = {
    .fields = fields,
    .count = sizeof fields / sizeof *fields,
    .operand = NK_REPLAY_F_SERVER,
};

/* ---- values -------------------------------------------------------------- */

void nk_replay_put_address(struct nk_record *r, size_t field, const struct nk_connection *c,
                           unsigned end)
{
    char *room = nk_record_room(r, field, NK_ADDR_TEXT_MAX);
    struct nk_addr a = nk_flow_key_address(&c->key, end);
    if (room != NULL)
        nk_record_used(r, field, nk_addr_format(&a, room));
}

/* `digits` decimals of a number below 10^digits. */
static char *put_decimals(char *at, uint64_t n, unsigned digits)
{
    for (unsigned i = digits; i > 0; i--) {
        at[i - 1] = (char)('0' + n % 10);
        n /= 10;
    }
    return at + digits;
}

char *nk_replay_time(char *at, int64_t time)
{
    const int64_t second = 1000000000;
    int64_t whole = time / second, part = time % second;
    if (part < 0) {
        whole--;
        part += second;
    }
    if (whole < 0)
        *at++ = '-';
    at = nk_digits(at, whole < 0 ? (uint64_t)-whole : (uint64_t)whole);
    *at++ = '.';
    return put_decimals(at, (uint64_t)part, 9);
}

/* Nanoseconds as milliseconds, without zeros at the end. */
static void put_ms(struct nk_record *r, size_t field, uint64_t ns)
{
    char *room = nk_record_room(r, field, NK_DIGITS_MAX + 8), *at = room;
    if (room == NULL)
        return;
    at = nk_digits(at, ns / 1000000);
    if (ns % 1000000 != 0) {
        *at++ = '.';
        at = put_decimals(at, ns % 1000000, 6);
        while (at[-1] == '0')
            at--;
    }
    nk_record_used(r, field, (size_t)(at - room));
}

static void put_start(struct nk_record *r, int64_t start)
{
    char *room = nk_record_room(r, NK_REPLAY_F_START, NK_REPLAY_TIME_MAX);
    if (room != NULL)
        nk_record_used(r, NK_REPLAY_F_START, (size_t)(nk_replay_time(room, start) - room));
}

size_t nk_replay_anomalies(uint32_t set, char *text)
{
    size_t len = 0;
    text[0] = '\0';
    for (unsigned i = 0; i < NK_ANOMALIES; i++)
        if ((set >> i & 1) != 0)
            len += (size_t)snprintf(text + len, NK_REPLAY_ANOMALIES_MAX - len, "%s%s",
                                    len > 0 ? "," : "", nk_anomaly_term(i)->name);
    return len;
}

uint32_t nk_replay_conspicuous(const struct nk_connection *c)
{
    return (uint32_t)c->end[1].once << 8 | c->end[0].once;
}

/* ---- a record ------------------------------------------------------------ */

static void put_ends(struct nk_replay *x, const struct nk_connection *c)
{
    struct nk_record *r = &x->record;
    unsigned client = nk_connection_client(c);
    bool assumed[2];
    for (unsigned i = 0; i < 2; i++) {
        unsigned end = i == 0 ? client : !client;
        const struct nk_end *e = &c->end[end];
        bool called = (e->seen & (NK_END_SYN | NK_END_SYN_ACK)) != 0;
        enum nk_tcp_state state = nk_observer_state(&x->observer, c, end, &assumed[i]);
        nk_replay_put_address(r, i == 0 ? NK_REPLAY_F_CLIENT : NK_REPLAY_F_SERVER, c, end);
        nk_record_int(r, i == 0 ? NK_REPLAY_F_CLIENT_PORT : NK_REPLAY_F_SERVER_PORT,
                      c->key.port[end]);
        nk_record_int(r, i == 0 ? NK_REPLAY_F_PACKETS_OUT : NK_REPLAY_F_PACKETS_IN, e->packets);
        nk_record_int(r, i == 0 ? NK_REPLAY_F_BYTES_OUT : NK_REPLAY_F_BYTES_IN,
                      (int64_t)nk_end_bytes(e));
        nk_record_word(r, i == 0 ? NK_REPLAY_F_CLIENT_STATE : NK_REPLAY_F_SERVER_STATE,
                       nk_tcp_state_name(state));
        if (called && e->mss != 0)
            nk_record_int(r, i == 0 ? NK_REPLAY_F_MSS_CLIENT : NK_REPLAY_F_MSS_SERVER, e->mss);
        if (called && e->scale != NK_NO_SCALE)
            nk_record_int(r, i == 0 ? NK_REPLAY_F_WSCALE_CLIENT : NK_REPLAY_F_WSCALE_SERVER,
                          e->scale);
    }
    nk_record_flag(r, NK_REPLAY_F_ASSUMED, assumed[0] || assumed[1]);
}

static void put_history(struct nk_replay *x, const struct nk_connection *c)
{
    char *room = nk_record_room(&x->record, NK_REPLAY_F_HISTORY, NK_HISTORY_MAX);
    if (room != NULL)
        nk_record_used(&x->record, NK_REPLAY_F_HISTORY,
                       nk_connection_history(&x->observer, c, room));
}

static void put_anomalies(struct nk_replay *x, const struct nk_connection *c)
{
    struct nk_record *r = &x->record;
    uint32_t set = nk_replay_conspicuous(c);
    if (r->format == NK_FORMAT_JSON)
        nk_record_list_empty(r, NK_REPLAY_F_ANOMALIES);
    for (unsigned i = 0; i < NK_ANOMALIES; i++) {
        const char *name = (set >> i & 1) == 0 ? NULL : nk_anomaly_term(i)->name;
        if (name != NULL)
            nk_record_list_add(r, NK_REPLAY_F_ANOMALIES, name, strlen(name));
        if (nk_record_wants(r, NK_REPLAY_F_FIRST_ANOMALY + i))
            nk_record_int(r, NK_REPLAY_F_FIRST_ANOMALY + i,
                          name == NULL
                              ? 0
                              : (int64_t)nk_connection_count(&x->observer, c, (enum nk_anomaly)i));
    }
    if (nk_record_wants(r, NK_REPLAY_F_RETRANSMITTED))
        nk_record_int(r, NK_REPLAY_F_RETRANSMITTED,
                      (int64_t)nk_connection_retransmitted(&x->observer, c));
}

static void put_times(struct nk_replay *x, const struct nk_connection *c)
{
    struct nk_record *r = &x->record;
    uint64_t ns = nk_connection_duration(c), ms = ns / 1000000;
    uint64_t bytes = nk_end_bytes(&c->end[0]) + nk_end_bytes(&c->end[1]);
    put_start(r, c->start);
    put_ms(r, NK_REPLAY_F_DURATION, ns);
    if (c->rtt >= 0)
        put_ms(r, NK_REPLAY_F_RTT, (uint64_t)(c->rtt * 1000.0F + 0.5F) * 1000);
    if (!nk_record_wants(r, NK_REPLAY_F_THROUGHPUT))
        return;
    if (ms >= 1000000) /* bytes * 10^9 would not fit */
        nk_record_int(r, NK_REPLAY_F_THROUGHPUT, (int64_t)(bytes / (ms / 1000)));
    else if (ns > 0)
        nk_record_int(r, NK_REPLAY_F_THROUGHPUT, (int64_t)((double)bytes * 1e9 / (double)ns));
}

static void put_course(struct nk_replay *x, const struct nk_connection *c)
{
    struct nk_record *r = &x->record;
    if (nk_record_wants(r, NK_REPLAY_F_OPENED))
        nk_record_word(r, NK_REPLAY_F_OPENED, nk_connection_opened(c));
    if (nk_record_wants(r, NK_REPLAY_F_CLOSED))
        nk_record_word(r, NK_REPLAY_F_CLOSED, nk_connection_closed(c));
    if (nk_record_wants(r, NK_REPLAY_F_CONN_STATE))
        nk_record_word(r, NK_REPLAY_F_CONN_STATE, nk_connection_zeek(c));
    nk_record_int(r, NK_REPLAY_F_COMPLETENESS, (int64_t)(c->span & NK_CONNECTION_COMPLETENESS));
    put_history(x, c);
}

bool nk_replay_put(struct nk_replay *x, uint32_t index)
{
    struct nk_record *r = &x->record;
    const struct nk_connection *c = nk_observer_at(&x->observer, index);
    nk_record_int(r, NK_REPLAY_F_ID, index);
    put_ends(x, c);
    put_times(x, c);
    put_course(x, c);
    put_anomalies(x, c);
    return nk_record_end(r);
}
