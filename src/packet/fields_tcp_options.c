/* The options of TCP (IANA's "TCP Option Kind Numbers"). */
#include "packet/fields_part.h"

/* ---- their data ---------------------------------------------------------- */

static const struct nk_header_field mss[] = {
    {.name = "maximum segment size",
     16,
     NK_VALUE_NUMBER,
     "The largest payload that the sender of this "
     "takes in one segment.",
     .unit = "octets",
     .box = "MSS"},
    {.name = ""},
};
static const struct nk_header_field shift[] = {
    {.name = "shift count",
     8,
     NK_VALUE_NUMBER,
     "The windows of later segments count 2 to this power "
     "octets; at most 14."},
    {.name = ""},
};
static const struct nk_header_field block[] = {
    {.name = "left edge",
     32,
     NK_VALUE_NUMBER,
     "The first sequence number of a block that has arrived."},
    {.name = "right edge", 32, NK_VALUE_NUMBER, "The one behind its last."},
    {.name = ""},
};
static const struct nk_header_field echo[] = {
    {.name = "value", 32, NK_VALUE_HEX, "To be sent back; timestamps do this today."},
    {.name = ""},
};
static const struct nk_header_field timestamps[] = {
    {.name = "TSval", 32, NK_VALUE_NUMBER, "The sender's clock."},
    {.name = "TSecr",
     32,
     NK_VALUE_NUMBER,
     "The clock value of the other side that came last, sent back: "
     "the difference is the round trip."},
    {.name = ""},
};
static const struct nk_header_field digest[] = {
    {.name = "digest", 128, NK_VALUE_BYTES, "MD5 over the segment and a shared secret."},
    {.name = ""},
};
static const struct nk_header_field user_timeout[] = {
    {.name = "granularity", 1, NK_VALUE_FLAG, "Set: minutes; not set: seconds.", .box = "G"},
    {.name = "user timeout",
     15,
     NK_VALUE_NUMBER,
     "How long data may stay unacknowledged before the "
     "connection is given up."},
    {.name = ""},
};
static const struct nk_header_field authentication[] = {
    {.name = "key ID", 8, NK_VALUE_NUMBER, "The key by which this was made."},
    {.name = "next key ID",
     8,
     NK_VALUE_NUMBER,
     "The key that the sender is ready to receive.",
     .box = "next key ID"},
    {.name = "MAC", 0, NK_VALUE_BYTES, "The message authentication code."},
    {.name = ""},
};
static const struct nk_header_field cookie[] = {
    {.name = "cookie",
     0,
     NK_VALUE_BYTES,
     "Proves that the client was here before: its SYN may carry "
     "data."},
    {.name = ""},
};
static const struct nk_header_field counters[] = {
    {.name = "first counter",
     24,
     NK_VALUE_NUMBER,
     "Octets with the marks ECT(0) or, order 1, ECT(1)."},
    {.name = "CE counter", 24, NK_VALUE_NUMBER, "Octets that came with a mark of congestion."},
    {.name = "second counter", 24, NK_VALUE_NUMBER, "Octets with the other mark."},
    {.name = ""},
};
static const struct nk_header_field experiment[] = {
    {.name = "experiment ID",
     16,
     NK_VALUE_HEX,
     "Whose experiment (RFC 6994); f989 is Fast Open's."},
    {.name = "data", 0, NK_VALUE_BYTES, "Of the experiment."},
    {.name = ""},
};
static const struct nk_header_field quick_start[] = {
    {.name = "rate and TTL",
     16,
     NK_VALUE_HEX,
     "The rate that routers allowed, and a difference of hops."},
    {.name = ""},
};
DATA_OF(mss);
DATA_OF(shift);
DATA_OF(echo);
DATA_OF(timestamps);
DATA_OF(digest);
DATA_OF(user_timeout);
DATA_OF(authentication);
DATA_OF(cookie);
DATA_OF(counters);
DATA_OF(experiment);
DATA_OF(quick_start);
static const struct nk_piece block_data[] = {
    {.fields = block, .repeat = NK_REPEAT_ALL},
    {.fields = NULL},
};

/* ---- the options --------------------------------------------------------- */

#define MPTCP .typed = true, .subtype

static const struct nk_option_row rows[] = {
    {.number = 0, "end of options", "What follows is padding.", .single = true, .ends = true},
    {.number = 1,
     "no operation",
     "Padding, so that the next option begins where it should.",
     .single = true},
    {.number = 2, "maximum segment size", "In a SYN: what the sender can take.", mss_data, 2},
    {.number = 3,
     "window scale",
     "In a SYN: by how much windows are to be shifted (RFC 7323).",
     shift_data,
     1},
    {.number = 4,
     "SACK permitted",
     "In a SYN: selective acknowledgments are understood (RFC 2018).",
     NULL},
    {.number = 5, "SACK", "Blocks that have arrived behind a gap (RFC 2018).", block_data, 8},
    {.number = 6, "echo", "Obsolete, for timestamps.", echo_data, 4},
    {.number = 7, "echo reply", "Obsolete, for timestamps.", echo_data, 4},
    {.number = 8,
     "timestamps",
     "Measures the round trip and finds old duplicates (RFC 7323).",
     timestamps_data,
     8},
    {.number = 19,
     "MD5 signature",
     "Obsolete, for TCP-AO; BGP uses it (RFC 2385).",
     digest_data,
     16},
    {.number = 27, "quick-start response", "An experiment (RFC 4782).", quick_start_data, 2},
    {.number = 28,
     "user timeout",
     "How long the sender waits for acknowledgments (RFC 5482).",
     user_timeout_data,
     2},
    {.number = 29, "TCP-AO", "Authenticates the segment (RFC 5925).", authentication_data, 2},
    {.number = 30,
     "MPTCP capable",
     "One connection over several paths (RFC 8684).",
     nk_mptcp_capable,
     2,
     MPTCP = 0},
    {.number = 30, "MPTCP join", "A further subflow (RFC 8684).", nk_mptcp_join, 2, MPTCP = 1},
    {.number = 30,
     "MPTCP data sequence signal",
     "Where data belong in the whole (RFC 8684).",
     nk_mptcp_dss,
     2,
     MPTCP = 2},
    {.number = 30,
     "MPTCP add address",
     "A further address (RFC 8684).",
     nk_mptcp_add_address,
     2,
     MPTCP = 3},
    {.number = 30,
     "MPTCP remove address",
     "Addresses that are gone (RFC 8684).",
     nk_mptcp_remove_address,
     2,
     MPTCP = 4},
    {.number = 30,
     "MPTCP priority",
     "Which paths are for backup (RFC 8684).",
     nk_mptcp_priority,
     1,
     MPTCP = 5},
    {.number = 30, "MPTCP fail", "A checksum was wrong (RFC 8684).", nk_mptcp_fail, 10, MPTCP = 6},
    {.number = 30,
     "MPTCP fast close",
     "Closes all at once (RFC 8684).",
     nk_mptcp_fast_close,
     10,
     MPTCP = 7},
    {.number = 30, "MPTCP reset", "Why a subflow ends (RFC 8684).", nk_mptcp_reset, 2, MPTCP = 8},
    {.number = 34,
     "fast open",
     "Data in the SYN (RFC 7413): a cookie, or empty to ask for one.",
     cookie_data},
    {.number = 69, "encryption negotiation", "TCP-ENO, for tcpcrypt (RFC 8547).", NULL},
    {.number = 172,
     "accurate ECN, order 0",
     "How many octets came with which mark (RFC 9768).",
     counters_data},
    {.number = 174,
     "accurate ECN, order 1",
     "How many octets came with which mark (RFC 9768).",
     counters_data},
    {.number = 253,
     "experiment",
     "Shared by experiments (RFC 4727, RFC 6994).",
     experiment_data,
     2},
    {.number = 254,
     "experiment",
     "Shared by experiments (RFC 4727, RFC 6994).",
     experiment_data,
     2},
    {.name = NULL},
};

static const struct nk_header_field type[] = {{.name = "kind", 8, NK_VALUE_NUMBER, "Which option."},
                                              {.name = ""}};
static const struct nk_header_field length[] = {
    {.name = "length", 8, NK_VALUE_NUMBER, "Of the whole option.", .unit = "octets"}, {.name = ""}};

const struct nk_option_kind nk_options_tcp = {.name = "TCP option",
                                              .rows = rows,
                                              .type = type,
                                              .length = length,
                                              .length_unit = 1,
                                              .length_extra = 2};
