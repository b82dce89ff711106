/* What the files of fields share. */
#ifndef NK_PACKET_FIELDS_PART_H
#define NK_PACKET_FIELDS_PART_H

#include "packet/fields.h"

/* A piece of ICMP that is there in messages of that type. */
#define TYPE(number) .mask = 0xff00, .value = (number) << 8

/* The data of an option that are one run of fields. */
#define DATA_OF(name) \
    static const struct nk_piece name##_data[] = {{.fields = (name)}, {.fields = NULL}}

/* Of ICMP and ICMPv6. */
extern const struct nk_header_field nk_fields_reserved[], nk_fields_echo[], nk_fields_probe[],
    nk_fields_probe_reply[];

/* The data of MPTCP's subtypes. */
extern const struct nk_piece nk_mptcp_capable[], nk_mptcp_join[], nk_mptcp_dss[],
    nk_mptcp_add_address[], nk_mptcp_remove_address[], nk_mptcp_priority[], nk_mptcp_fail[],
    nk_mptcp_fast_close[], nk_mptcp_reset[];

#endif
