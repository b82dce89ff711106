/* The texts of the lab's zones, master files; the table that they belong to is in zones.c. */
#ifndef NK_LAB_ZONES_H
#define NK_LAB_ZONES_H

#include "lab/lab.h"

/* The tree: root, top-level domains, reverse zones. */
extern const char nk_zone_root[], nk_zone_test[], nk_zone_example[];
extern const char nk_zone_arpa[], nk_zone_in_addr[], nk_zone_ip6[];
extern const char nk_zone_reverse_lab[], nk_zone_reverse_ipv4[], nk_zone_reverse_ipv6[];

/* Zones as they should be, and what can be in them. */
extern const char nk_zone_example_test[], nk_zone_sub[], nk_zone_shop[], nk_zone_hosting[];
extern const char nk_zone_types[], nk_zone_transfer[];
extern const struct nk_lab_change_row nk_zone_transfer_changes[];

/* The same few records under the names of several zones: SOA, NS at ns1 (a name of the parent's
 * delegation has the rest), www. */
extern const char nk_zone_lame[], nk_zone_dead[], nk_zone_silent[], nk_zone_slow[];
extern const char nk_zone_glueless[], nk_zone_split_1[], nk_zone_split_2[], nk_zone_drift[];
extern const char nk_zone_no_edns[], nk_zone_cookies[], nk_zone_no_tcp[];
extern const char nk_zone_deep[], nk_zone_deep_a[], nk_zone_deep_b[], nk_zone_deep_c[],
    nk_zone_deep_d[], nk_zone_deep_e[];

/* Signed zones, and what signing adds to zones: DNSKEY, DS, NSEC and RRSIG records, made by
 * tests/lab/sign. The anchor is the DS record of the root's key. */
extern const char nk_zone_signed[], nk_zone_plain[], nk_zone_bogus[], nk_zone_expired[],
    nk_zone_stranger[];
extern const char nk_signed_root[], nk_signed_test[], nk_signed_signed[], nk_signed_bogus[],
    nk_signed_expired[], nk_signed_stranger[];
extern const char nk_lab_anchor[];

#endif
