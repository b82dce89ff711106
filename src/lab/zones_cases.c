/* Zones with something wrong around them: few records each, the fault is in their servers. */
#include "lab/zones.h"

const char nk_zone_lame[] = "$TTL 3600\n"
                            "@ SOA zgood hostmaster 2026010101 1800 900 604800 300\n"
                            "@ NS refused\n"
                            "@ NS cached\n"
                            "@ NS upward\n"
                            "@ NS zgood\n"
                            "refused A 127.53.12.1\n"
                            "cached A 127.53.12.2\n"
                            "upward A 127.53.12.3\n"
                            "zgood A 127.53.12.4\n"
                            "@ A 203.0.113.12\n"
                            "www A 203.0.113.12\n";

const char nk_zone_dead[] = "$TTL 3600\n"
                            "@ SOA ns2 hostmaster 2026010101 1800 900 604800 300\n"
                            "@ NS ns1\n"
                            "@ NS ns2\n"
                            "ns1 A 127.53.13.1\n"
                            "ns2 A 127.53.13.2\n"
                            "@ A 203.0.113.13\n"
                            "www A 203.0.113.13\n";

const char nk_zone_silent[] = "$TTL 3600\n"
                              "@ SOA ns2 hostmaster 2026010101 1800 900 604800 300\n"
                              "@ NS ns1\n"
                              "@ NS ns2\n"
                              "ns1 A 127.53.13.3\n"
                              "ns2 A 127.53.13.4\n"
                              "@ A 203.0.113.14\n"
                              "www A 203.0.113.14\n";

const char nk_zone_slow[] = "$TTL 3600\n"
                            "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                            "@ NS ns1\n"
                            "ns1 A 127.53.14.1\n"
                            "@ A 203.0.113.16\n"
                            "www A 203.0.113.16\n";

const char nk_zone_glueless[] =
    "$TTL 3600\n"
    "@ SOA ns1.hosting.example. hostmaster 2026010101 1800 900 604800 300\n"
    "@ NS ns1.hosting.example.\n"
    "@ NS ns2.hosting.example.\n"
    "@ A 203.0.113.17\n"
    "www A 203.0.113.17\n";

const char nk_zone_split_1[] = "$TTL 3600\n"
                               "@ SOA ns1 hostmaster 2026010102 1800 900 604800 300\n"
                               "@ NS ns1\n"
                               "@ NS ns2\n"
                               "ns1 A 127.53.18.1\n"
                               "ns2 A 127.53.18.2\n"
                               "@ A 203.0.113.18\n"
                               "www A 203.0.113.18\n"
                               "only1 A 203.0.113.181\n";

const char nk_zone_split_2[] = "$TTL 7200\n"
                               "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                               "@ NS ns1\n"
                               "@ NS ns2\n"
                               "ns1 A 127.53.18.1\n"
                               "ns2 A 127.53.18.2\n"
                               "@ A 203.0.113.19\n"
                               "www A 203.0.113.19\n";

const char nk_zone_drift[] = "$TTL 3600\n"
                             "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                             "@ NS ns1\n"
                             "@ NS ns3\n"
                             "ns1 A 127.53.24.1\n"
                             "ns3 A 127.53.24.3\n"
                             "@ A 203.0.113.24\n"
                             "www A 203.0.113.24\n";

const char nk_zone_no_edns[] = "$TTL 3600\n"
                               "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                               "@ NS ns1\n"
                               "ns1 A 127.53.21.1\n"
                               "@ A 203.0.113.21\n"
                               "www A 203.0.113.21\n";

const char nk_zone_cookies[] = "$TTL 3600\n"
                               "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                               "@ NS ns1\n"
                               "ns1 A 127.53.22.1\n"
                               "@ A 203.0.113.22\n"
                               "www A 203.0.113.22\n";

const char nk_zone_no_tcp[] = "$TTL 3600\n"
                              "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                              "@ NS ns1\n"
                              "ns1 A 127.53.23.1\n"
                              "@ A 203.0.113.23\n"
                              "www A 203.0.113.23\n"
                              "many A 203.0.113.1\n"
                              "many A 203.0.113.2\n"
                              "many A 203.0.113.3\n"
                              "many A 203.0.113.4\n"
                              "many A 203.0.113.5\n"
                              "many A 203.0.113.6\n"
                              "many A 203.0.113.7\n"
                              "many A 203.0.113.8\n"
                              "many A 203.0.113.9\n"
                              "many A 203.0.113.10\n"
                              "many A 203.0.113.11\n"
                              "many A 203.0.113.12\n"
                              "many A 203.0.113.13\n"
                              "many A 203.0.113.14\n"
                              "many A 203.0.113.15\n"
                              "many A 203.0.113.16\n"
                              "many A 203.0.113.17\n"
                              "many A 203.0.113.18\n"
                              "many A 203.0.113.19\n"
                              "many A 203.0.113.20\n"
                              "many A 203.0.113.21\n"
                              "many A 203.0.113.22\n"
                              "many A 203.0.113.23\n"
                              "many A 203.0.113.24\n"
                              "many A 203.0.113.25\n"
                              "many A 203.0.113.26\n"
                              "many A 203.0.113.27\n"
                              "many A 203.0.113.28\n"
                              "many A 203.0.113.29\n"
                              "many A 203.0.113.30\n"
                              "many A 203.0.113.31\n"
                              "many A 203.0.113.32\n"
                              "many A 203.0.113.33\n"
                              "many A 203.0.113.34\n"
                              "many A 203.0.113.35\n"
                              "many A 203.0.113.36\n"
                              "many A 203.0.113.37\n"
                              "many A 203.0.113.38\n"
                              "many A 203.0.113.39\n"
                              "many A 203.0.113.40\n";

const char nk_zone_deep[] = "$TTL 3600\n"
                            "@ SOA ns hostmaster 2026010101 1800 900 604800 300\n"
                            "@ NS ns\n"
                            "ns A 127.53.17.1\n"
                            "www A 203.0.113.171\n"
                            "a NS ns.a\n"
                            "ns.a A 127.53.17.2\n";

const char nk_zone_deep_a[] = "$TTL 3600\n"
                              "@ SOA ns hostmaster 2026010101 1800 900 604800 300\n"
                              "@ NS ns\n"
                              "ns A 127.53.17.2\n"
                              "www A 203.0.113.172\n"
                              "b NS ns.b\n"
                              "ns.b A 127.53.17.3\n";

const char nk_zone_deep_b[] = "$TTL 3600\n"
                              "@ SOA ns hostmaster 2026010101 1800 900 604800 300\n"
                              "@ NS ns\n"
                              "ns A 127.53.17.3\n"
                              "www A 203.0.113.173\n"
                              "c NS ns.c\n"
                              "ns.c A 127.53.17.4\n";

const char nk_zone_deep_c[] = "$TTL 3600\n"
                              "@ SOA ns hostmaster 2026010101 1800 900 604800 300\n"
                              "@ NS ns\n"
                              "ns A 127.53.17.4\n"
                              "www A 203.0.113.174\n"
                              "d NS ns.d\n"
                              "ns.d A 127.53.17.5\n";

const char nk_zone_deep_d[] = "$TTL 3600\n"
                              "@ SOA ns hostmaster 2026010101 1800 900 604800 300\n"
                              "@ NS ns\n"
                              "ns A 127.53.17.5\n"
                              "www A 203.0.113.175\n"
                              "e NS ns.e\n"
                              "ns.e A 127.53.17.6\n";

const char nk_zone_deep_e[] = "$TTL 3600\n"
                              "@ SOA ns hostmaster 2026010101 1800 900 604800 300\n"
                              "@ NS ns\n"
                              "ns A 127.53.17.6\n"
                              "www A 203.0.113.176\n";

const char nk_zone_signed[] = "$TTL 3600\n"
                              "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                              "@ NS ns1\n"
                              "ns1 A 127.53.25.1\n"
                              "@ A 203.0.113.25\n"
                              "@ MX 10 mail\n"
                              "mail A 203.0.113.125\n"
                              "www A 203.0.113.25\n"
                              "www AAAA 2001:db8:25::80\n"
                              "web CNAME www\n"
                              "*.wild A 203.0.113.99\n"
                              "a.ent TXT \"below an empty non-terminal\"\n"
                              "old DNAME new\n"
                              "www.new A 203.0.113.26\n"
                              "plain NS ns1.plain\n"
                              "ns1.plain A 127.53.25.2\n";

const char nk_zone_plain[] = "$TTL 3600\n"
                             "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                             "@ NS ns1\n"
                             "ns1 A 127.53.25.2\n"
                             "www A 203.0.113.27\n";

const char nk_zone_bogus[] = "$TTL 3600\n"
                             "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                             "@ NS ns1\n"
                             "ns1 A 127.53.26.1\n"
                             "@ A 203.0.113.126\n"
                             "www A 203.0.113.126\n";

const char nk_zone_expired[] = "$TTL 3600\n"
                               "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                               "@ NS ns1\n"
                               "ns1 A 127.53.26.2\n"
                               "@ A 203.0.113.127\n"
                               "www A 203.0.113.127\n";

const char nk_zone_stranger[] = "$TTL 3600\n"
                                "@ SOA ns1 hostmaster 2026010101 1800 900 604800 300\n"
                                "@ NS ns1\n"
                                "ns1 A 127.53.26.3\n"
                                "@ A 203.0.113.128\n"
                                "www A 203.0.113.128\n";
