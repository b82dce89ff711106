/* What the files of `tcp-state replay` share. */
#ifndef NK_CLI_TCP_REPLAY_H
#define NK_CLI_TCP_REPLAY_H

#include "cli/cli.h"
#include "draw/ladder.h"
#include "tcp/filter.h"
#include "tcp/observe.h"

/* The fields of the records: of connections, then those of --packets alone. */
enum nk_replay_field {
    NK_REPLAY_F_ID,
    NK_REPLAY_F_CLIENT,
    NK_REPLAY_F_CLIENT_PORT,
    NK_REPLAY_F_SERVER,
    NK_REPLAY_F_SERVER_PORT,
    NK_REPLAY_F_PACKETS_OUT,
    NK_REPLAY_F_PACKETS_IN,
    NK_REPLAY_F_BYTES_OUT,
    NK_REPLAY_F_BYTES_IN,
    NK_REPLAY_F_START,
    NK_REPLAY_F_DURATION,
    NK_REPLAY_F_CLIENT_STATE,
    NK_REPLAY_F_SERVER_STATE,
    NK_REPLAY_F_OPENED,
    NK_REPLAY_F_CLOSED,
    NK_REPLAY_F_COMPLETENESS,
    NK_REPLAY_F_CONN_STATE,
    NK_REPLAY_F_HISTORY,
    NK_REPLAY_F_RTT,
    NK_REPLAY_F_MSS_CLIENT,
    NK_REPLAY_F_MSS_SERVER,
    NK_REPLAY_F_WSCALE_CLIENT,
    NK_REPLAY_F_WSCALE_SERVER,
    NK_REPLAY_F_RETRANSMITTED,
    NK_REPLAY_F_THROUGHPUT,
    NK_REPLAY_F_FIRST_ANOMALY,
    NK_REPLAY_F_ASSUMED = NK_REPLAY_F_FIRST_ANOMALY + NK_ANOMALIES,
    NK_REPLAY_F_ANOMALIES,
    NK_REPLAY_P_NUMBER,
    NK_REPLAY_P_TIME,
    NK_REPLAY_P_FROM,
    NK_REPLAY_P_FLAGS,
    NK_REPLAY_P_SEQ,
    NK_REPLAY_P_ACK,
    NK_REPLAY_P_LENGTH,
    NK_REPLAY_P_WINDOW,
    NK_REPLAY_P_ANOMALY,
};

/* One run. */
struct nk_replay {
    struct nk_ctx *ctx;
    const struct nk_args *args;
    struct nk_tcp_machine machine;
    struct nk_observer observer;
    struct nk_tcp_filter filter;
    struct nk_record record;
    struct nk_buf text; /* of --explain */
    struct nk_ladder ladder;
    uint32_t wanted;  /* the connection of --ladder */
    uint32_t fail_on; /* set of 1 << enum nk_anomaly */
    uint32_t failing; /* those of them that were there */
    bool found;       /* the connection of --ladder */
    bool stopped;     /* nothing more is to be written */
};

extern const struct nk_schema nk_replay_schema;

bool nk_replay_put(struct nk_replay *x, uint32_t index);
bool nk_replay_explain(struct nk_replay *x, uint32_t index);
/* Taps of the observer; `closure` is the run. */
nk_observer_tap nk_replay_packet, nk_replay_rung;

/* "ADDRESS" of an end into a field. */
void nk_replay_put_address(struct nk_record *r, size_t field, const struct nk_connection *c,
                           unsigned end);
/* "1700000000.000000001" into room for NK_REPLAY_TIME_MAX bytes; returns the end. */
char *nk_replay_time(char *at, int64_t time);
/* The names of a set of anomalies, parted by commas, into NK_REPLAY_ANOMALIES_MAX bytes; returns
 * the length. */
size_t nk_replay_anomalies(uint32_t set, char *text);
enum { NK_REPLAY_TIME_MAX = 32, NK_REPLAY_ANOMALIES_MAX = 280 };

/* Whether the filter and the family let a connection pass. */
bool nk_replay_passes(struct nk_replay *x, const struct nk_connection *c);
/* Those that it had, a set of 1 << enum nk_anomaly. */
uint32_t nk_replay_conspicuous(const struct nk_connection *c);

/* For completion: what --fail-on takes. */
bool nk_tcp_anomaly_offers(size_t at, struct nk_offer *offer);

#endif
