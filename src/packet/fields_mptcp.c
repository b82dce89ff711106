/* The options of Multipath TCP by subtype (RFC 8684). */
#include "packet/fields_part.h"

static const struct nk_header_field capable[] = {
    {.name = "subtype", 4, NK_VALUE_NUMBER, "0: multipath capable."},
    {.name = "version", 4, NK_VALUE_NUMBER, "1; 0 is RFC 6824's."},
    {.name = "flags", 8, NK_VALUE_HEX, "80: checksums are wanted; 01: HMAC-SHA256."},
    {.name = "sender's key",
     64,
     NK_VALUE_HEX,
     "By which later subflows prove that they belong here."},
    {.name = "receiver's key", 64, NK_VALUE_HEX, "The other side's, sent back."},
    {.name = "data length", 16, NK_VALUE_NUMBER, "Of the first data.", .unit = "octets"},
    {.name = "checksum", 16, NK_VALUE_HEX, "Over the first data."},
    {.name = ""},
};
static const struct nk_header_field join[] = {
    {.name = "subtype", 4, NK_VALUE_NUMBER, "1: a further subflow joins."},
    {.name = "reserved", 3, NK_VALUE_RESERVED, "Not used: 0.", .box = "res"},
    {.name = "backup", 1, NK_VALUE_FLAG, "To be used where no other path works.", .box = "B"},
    {.name = "address ID", 8, NK_VALUE_NUMBER, "Names the sender's address."},
    {.name = ""},
};
static const struct nk_header_field join_syn[] = {
    {.name = "token", 32, NK_VALUE_HEX, "Which connection it joins: a hash of the receiver's key."},
    {.name = "random number", 32, NK_VALUE_HEX, "Against replay."},
    {.name = ""},
};
static const struct nk_header_field join_answer[] = {
    {.name = "HMAC", 64, NK_VALUE_HEX, "The first octets of the proof."},
    {.name = "random number", 32, NK_VALUE_HEX, "Against replay."},
    {.name = ""},
};
static const struct nk_header_field join_ack[] = {
    {.name = "HMAC", 160, NK_VALUE_BYTES, "The proof."},
    {.name = ""},
};
static const struct nk_header_field dss[] = {
    {.name = "subtype", 4, NK_VALUE_NUMBER, "2: the data sequence signal."},
    {.name = "reserved", 7, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "F", 1, NK_VALUE_FLAG, "The last data of the whole connection."},
    {.name = "m", 1, NK_VALUE_FLAG, "The data sequence number has 8 octets."},
    {.name = "M", 1, NK_VALUE_FLAG, "A mapping is there."},
    {.name = "a", 1, NK_VALUE_FLAG, "The data acknowledgment has 8 octets."},
    {.name = "A", 1, NK_VALUE_FLAG, "A data acknowledgment is there."},
    {.name = ""},
};
static const struct nk_header_field data_ack[] = {
    {.name = "data ACK", 32, NK_VALUE_NUMBER, "What is expected next of the whole connection."},
    {.name = ""},
};
static const struct nk_header_field data_ack_long[] = {
    {.name = "data ACK", 64, NK_VALUE_NUMBER, "What is expected next of the whole connection."},
    {.name = ""},
};
static const struct nk_header_field data_seq[] = {
    {.name = "data sequence number", 32, NK_VALUE_NUMBER, "Of the whole connection."},
    {.name = ""},
};
static const struct nk_header_field data_seq_long[] = {
    {.name = "data sequence number", 64, NK_VALUE_NUMBER, "Of the whole connection."},
    {.name = ""},
};
static const struct nk_header_field mapping[] = {
    {.name = "subflow sequence number",
     32,
     NK_VALUE_NUMBER,
     "Where in this subflow, from its SYN on."},
    {.name = "data length", 16, NK_VALUE_NUMBER, "How much is mapped.", .unit = "octets"},
    {.name = "checksum", 16, NK_VALUE_HEX, "Over the data and this mapping."},
    {.name = ""},
};
static const struct nk_header_field add_address[] = {
    {.name = "subtype", 4, NK_VALUE_NUMBER, "3: a further address."},
    {.name = "echo",
     4,
     NK_VALUE_NUMBER,
     "1: this confirms one (version 0: 4 or 6, of the address)."},
    {.name = "address ID", 8, NK_VALUE_NUMBER, "Names the address."},
    {.name = ""},
};
static const struct nk_header_field address4[] = {
    {.name = "address", 32, NK_VALUE_IPV4, "To which subflows can be opened."},
    {.name = ""},
};
static const struct nk_header_field address6[] = {
    {.name = "address", 128, NK_VALUE_IPV6, "To which subflows can be opened."},
    {.name = ""},
};
static const struct nk_header_field address_port[] = {
    {.name = "port", 16, NK_VALUE_NUMBER, "Where it listens, if that is another one."},
    {.name = ""},
};
static const struct nk_header_field address_hmac[] = {
    {.name = "HMAC", 64, NK_VALUE_HEX, "Proves who announces it."},
    {.name = ""},
};
static const struct nk_header_field remove_address[] = {
    {.name = "subtype", 4, NK_VALUE_NUMBER, "4: addresses are gone."},
    {.name = "reserved", 4, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = ""},
};
static const struct nk_header_field address_id[] = {
    {.name = "address ID", 8, NK_VALUE_NUMBER, "Names the address."},
    {.name = ""},
};
static const struct nk_header_field priority[] = {
    {.name = "subtype", 4, NK_VALUE_NUMBER, "5: the priority changes."},
    {.name = "reserved", 3, NK_VALUE_RESERVED, "Not used: 0.", .box = "res"},
    {.name = "backup", 1, NK_VALUE_FLAG, "To be used where no other path works.", .box = "B"},
    {.name = "address ID", 8, NK_VALUE_NUMBER, "Of the path (version 0)."},
    {.name = ""},
};
static const struct nk_header_field fail[] = {
    {.name = "subtype", 4, NK_VALUE_NUMBER, "6: a checksum was wrong."},
    {.name = "reserved", 12, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "data sequence number", 64, NK_VALUE_NUMBER, "From where on."},
    {.name = ""},
};
static const struct nk_header_field fast_close[] = {
    {.name = "subtype", 4, NK_VALUE_NUMBER, "7: the whole connection is closed at once."},
    {.name = "reserved", 12, NK_VALUE_RESERVED, "Not used: 0."},
    {.name = "receiver's key", 64, NK_VALUE_HEX, "Proves who closes it."},
    {.name = ""},
};
static const struct nk_header_field reset[] = {
    {.name = "subtype", 4, NK_VALUE_NUMBER, "8: why a subflow is reset."},
    {.name = "flags", 4, NK_VALUE_HEX, "1: the reason may pass."},
    {.name = "reason",
     8,
     NK_VALUE_NUMBER,
     "0 none, 1 MPTCP, 2 resources, 3 forbidden, 4 too much data "
     "outstanding, 5 unacceptable performance, 6 middlebox."},
    {.name = ""},
};
/* What is there follows from the length alone. */
#define LENGTH .at = NK_PIECE_LENGTH, .mask = 0xffff, .value

const struct nk_piece nk_mptcp_capable[] = {{.fields = capable}, {.fields = NULL}};
const struct nk_piece nk_mptcp_join[] = {
    {.fields = join},
    {.fields = join_syn, LENGTH = 10},
    {.fields = join_answer, LENGTH = 14},
    {.fields = join_ack, LENGTH = 22},
    {.fields = NULL},
};
const struct nk_piece nk_mptcp_dss[] = {
    {.fields = dss},
    {.fields = data_ack, .mask = 0x0003, .value = 0x0001},
    {.fields = data_ack_long, .mask = 0x0003, .value = 0x0003},
    {.fields = data_seq, .mask = 0x000c, .value = 0x0004},
    {.fields = data_seq_long, .mask = 0x000c, .value = 0x000c},
    {.fields = mapping, .mask = 0x0004, .value = 0x0004},
    {.fields = NULL},
};
const struct nk_piece nk_mptcp_add_address[] = {
    {.fields = add_address},
    {.fields = address4, LENGTH = 6},
    {.fields = address4, LENGTH = 8},
    {.fields = address4, LENGTH = 14},
    {.fields = address4, LENGTH = 16},
    {.fields = address6, LENGTH = 18},
    {.fields = address6, LENGTH = 20},
    {.fields = address6, LENGTH = 26},
    {.fields = address6, LENGTH = 28},
    {.fields = address_port, LENGTH = 8},
    {.fields = address_port, LENGTH = 16},
    {.fields = address_port, LENGTH = 20},
    {.fields = address_port, LENGTH = 28},
    {.fields = address_hmac, LENGTH = 14},
    {.fields = address_hmac, LENGTH = 16},
    {.fields = address_hmac, LENGTH = 26},
    {.fields = address_hmac, LENGTH = 28},
    {.fields = NULL},
};
const struct nk_piece nk_mptcp_remove_address[] = {
    {.fields = remove_address},
    {.fields = address_id, .repeat = NK_REPEAT_ALL},
    {.fields = NULL},
};
const struct nk_piece nk_mptcp_priority[] = {{.fields = priority}, {.fields = NULL}};
const struct nk_piece nk_mptcp_fail[] = {{.fields = fail}, {.fields = NULL}};
const struct nk_piece nk_mptcp_fast_close[] = {{.fields = fast_close}, {.fields = NULL}};
const struct nk_piece nk_mptcp_reset[] = {{.fields = reset}, {.fields = NULL}};
