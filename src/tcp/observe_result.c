/* What a connection came to. */
#include "tcp/observe_part.h"

static const struct nk_tcp_term terms[NK_ANOMALIES] = {
    [NK_ANOMALY_RETRANSMISSION] = {"retransmission", "segments that come again"},
    [NK_ANOMALY_SPURIOUS_RETRANSMISSION] = {"spurious_retransmission",
                                            "segments that come again though they were "
                                            "acknowledged"},
    [NK_ANOMALY_FAST_RETRANSMISSION] = {"fast_retransmission",
                                        "segments that come again because of duplicate ACKs"},
    [NK_ANOMALY_OUT_OF_ORDER] = {"out_of_order", "segments that come too late, for the first time"},
    [NK_ANOMALY_DUPLICATE_ACK] = {"duplicate_ack", "ACKs that repeat the one before"},
    [NK_ANOMALY_KEEP_ALIVE] = {"keep_alive", "segments that only ask whether the peer is there"},
    [NK_ANOMALY_ZERO_WINDOW] = {"zero_window", "segments that shut the window"},
    [NK_ANOMALY_WINDOW_UPDATE] = {"window_update", "ACKs that change nothing but the window"},
    [NK_ANOMALY_MISSING_HANDSHAKE] = {"missing_handshake",
                                      "1 where the capture begins behind the SYN"},
    [NK_ANOMALY_DATA_AFTER_FIN] = {"data_after_fin", "segments with data behind the sender's FIN"},
    [NK_ANOMALY_RST_VALID] = {"rst_valid", "RSTs that the receiver takes"},
    [NK_ANOMALY_RST_INVALID] = {"rst_invalid",
                                "RSTs whose numbers do not fit: the receiver drops them"},
    [NK_ANOMALY_PORT_REUSE] = {"port_reuse", "1 where the same ports had a connection before"},
    [NK_ANOMALY_GAP] = {"gap", "segments before which something is missing in the capture"},
};

const struct nk_tcp_term *nk_anomaly_term(unsigned anomaly)
{
    return anomaly < NK_ANOMALIES ? &terms[anomaly] : NULL;
}

uint64_t nk_connection_count(const struct nk_observer *o, const struct nk_connection *c,
                             enum nk_anomaly anomaly)
{
    unsigned i = (unsigned)anomaly;
    if ((c->end[i / 8].once >> i % 8 & 1) == 0)
        return 0;
    return 1 + nk_connection_cell(o, c, i);
}

uint64_t nk_connection_retransmitted(const struct nk_observer *o, const struct nk_connection *c)
{
    return nk_connection_cell(o, c, NK_CELL_RETRANSMITTED);
}

const char *nk_connection_opened(const struct nk_connection *c)
{
    const struct nk_end *client = &c->end[nk_connection_client(c)],
                        *server = &c->end[!nk_connection_client(c)];
    bool called = nk_end_has(client, NK_END_SYN), answered = nk_end_has(server, NK_END_SYN_ACK);
    bool used = client->sure >= NK_TCP_ESTABLISHED || server->sure >= NK_TCP_ESTABLISHED ||
                nk_end_has(client, NK_END_CONFIRMED);
    if (called && nk_end_has(server, NK_END_SYN))
        return "simultaneous";
    if (called && answered && nk_end_has(client, NK_END_CONFIRMED))
        return "complete";
    return (called || answered) && !used ? "half" : "missed";
}

const char *nk_connection_closed(const struct nk_connection *c)
{
    if (nk_connection_is_reset(c))
        return "reset";
    return nk_end_has(&c->end[0], NK_END_FIN) && nk_end_has(&c->end[1], NK_END_FIN) ? "fin"
                                                                                    : "open";
}
