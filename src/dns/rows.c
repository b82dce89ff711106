/* The RR types of IANA's registry, one row each. */
#include <stddef.h>

#include "dns/rdata.h"

/* DNSSEC algorithms; of two names of one number the first is written. */
static const struct nk_code algorithms[] = {
    {1, "RSAMD5"},
    {2, "DH"},
    {3, "DSA"},
    {5, "RSASHA1"},
    {6, "NSEC3DSA"},
    {6, "DSA-NSEC3-SHA1"},
    {7, "NSEC3RSASHA1"},
    {7, "RSASHA1-NSEC3-SHA1"},
    {8, "RSASHA256"},
    {10, "RSASHA512"},
    {12, "ECCGOST"},
    {12, "ECC-GOST"},
    {13, "ECDSAP256SHA256"},
    {13, "ECDSA256"},
    {14, "ECDSAP384SHA384"},
    {14, "ECDSA384"},
    {15, "ED25519"},
    {16, "ED448"},
    {252, "INDIRECT"},
    {253, "PRIVATEDNS"},
    {254, "PRIVATEOID"},
    {0, ""},
};

/* RFC 4398 2.1 */
static const struct nk_code certificates[] = {
    {1, "PKIX"},   {2, "SPKI"},    {3, "PGP"},   {4, "IPKIX"}, {5, "ISPKI"}, {6, "IPGP"},
    {7, "ACPKIX"}, {8, "IACPKIX"}, {253, "URI"}, {254, "OID"}, {0, ""},
};

/* The error of TSIG and TKEY: where a header has BADVERS, they have BADSIG (RFC 8945 3). */
static const struct nk_code errors[] = {
    {0, "NOERROR"},  {1, "FORMERR"},  {2, "SERVFAIL"},  {3, "NXDOMAIN"}, {4, "NOTIMP"},
    {5, "REFUSED"},  {6, "YXDOMAIN"}, {7, "YXRRSET"},   {8, "NXRRSET"},  {9, "NOTAUTH"},
    {10, "NOTZONE"}, {16, "BADSIG"},  {17, "BADKEY"},   {18, "BADTIME"}, {19, "BADMODE"},
    {20, "BADNAME"}, {21, "BADALG"},  {22, "BADTRUNC"}, {0, ""},
};

static const struct nk_code protocols[] = {{1, "icmp"}, {6, "tcp"}, {17, "udp"}, {0, ""}};
static const struct nk_code schemes[] = {{1, "NOTIFY"}, {0, ""}}; /* RFC 9859 2.1 */

/* The tables of names by number. */
enum { OF_ALGORITHM = 1, OF_CERTIFICATE, OF_ERROR, OF_PROTOCOL, OF_SCHEME };
static const struct nk_code *const names[] = {
    [OF_ALGORITHM] = algorithms, [OF_CERTIFICATE] = certificates, [OF_ERROR] = errors,
    [OF_PROTOCOL] = protocols,   [OF_SCHEME] = schemes,
};

const struct nk_code *nk_rdata_names(const struct nk_rdata_field *field)
{
    return names[field->names];
}

static const struct nk_rdata_field none[] = {{.kind = NK_RDATA_END}};
#define FIELDS(...) ((const struct nk_rdata_field[]){__VA_ARGS__, {.kind = NK_RDATA_END}})

/* What several types have in common. */
#define NAME(key, help)                \
    {                                  \
        key, NK_RDATA_NAME, help, 0, 0 \
    }
#define U8(key, help)                \
    {                                \
        key, NK_RDATA_U8, help, 0, 0 \
    }
#define U16(key, help)                \
    {                                 \
        key, NK_RDATA_U16, help, 0, 0 \
    }
#define PREFERENCE U16("preference", "the lower is tried first")
#define STRINGS    FIELDS({"text", NK_RDATA_STRINGS, "character-strings", 0, 0})
#define ALGORITHM(help)                                 \
    {                                                   \
        "algorithm", NK_RDATA_U8, help, 0, OF_ALGORITHM \
    }
#define TYPES                                                        \
    {                                                                \
        "types", NK_RDATA_TYPES, "the types that the name has", 0, 0 \
    }
#define SIGNATURE(old)                                                                             \
    FIELDS({"type_covered", NK_RDATA_TYPE, "the type whose records are signed", (old), 0},         \
           ALGORITHM("of the signature"),                                                          \
           U8("labels", "of the signed name, without a wildcard's '*'"),                           \
           {"original_ttl", NK_RDATA_TTL, "the TTL that was signed", 0, 0},                        \
           {"expiration", NK_RDATA_TIME32, "valid until", 0, 0},                                   \
           {"inception", NK_RDATA_TIME32, "valid from", 0, 0},                                     \
           U16("key_tag", "which key of the signer"), NAME("signer", "the zone whose key signed"), \
           {"signature", NK_RDATA_BASE64, "the signature", NK_BYTES_SOME, 0})
#define PUBLIC_KEY(bytes)                                                                  \
    FIELDS(U16("flags", "256 a zone key, 257 one that DS points to"), U8("protocol", "3"), \
           ALGORITHM("of the key"), {"public_key", NK_RDATA_BASE64, "the public key", (bytes), 0})
#define DIGEST                                                                 \
    FIELDS(U16("key_tag", "which key of the child"), ALGORITHM("of that key"), \
           U8("digest_type", "1 SHA-1, 2 SHA-256, 4 SHA-384"),                 \
           {"digest", NK_RDATA_HEX, "of the child's name and key", NK_BYTES_SOME, 0})
#define ASSOCIATION                                                                               \
    FIELDS(                                                                                       \
        U8("usage", "0 and 1 with the public CAs, 2 and 3 without; odd: the certificate itself"), \
        U8("selector", "0 the whole certificate, 1 its public key"),                              \
        U8("matching_type", "0 as it is, 1 SHA-256, 2 SHA-512"),                                  \
        {"data", NK_RDATA_HEX, "what has to match", NK_BYTES_SOME, 0})
#define SERVICE                                                        \
    FIELDS(U16("priority", "the lower is tried first; 0 is an alias"), \
           NAME("target", "the host; '.' is the owner itself"),        \
           {"params", NK_RDATA_SVCPARAMS, "how to reach it", 0, 0})

/* clang-format would put a row of one field on six lines */
/* clang-format off */
static const struct nk_rr_row rows[] = {
    {NK_TYPE_A, "A", "IPv4 address of a host", 0, NULL,
     FIELDS({"address", NK_RDATA_A, "the IPv4 address", 0, 0})},
    {NK_TYPE_NS, "NS", "name server of a zone", NK_RR_COMPRESS | NK_RR_LOWER, NULL,
     FIELDS(NAME("name_server", "the server's name"))},
    {3, "MD", "mail destination", NK_RR_COMPRESS | NK_RR_LOWER | NK_RR_OBSOLETE, NULL,
     FIELDS(NAME("host", "the host that delivers"))},
    {4, "MF", "mail forwarder", NK_RR_COMPRESS | NK_RR_LOWER | NK_RR_OBSOLETE, NULL,
     FIELDS(NAME("host", "the host that forwards"))},
    {NK_TYPE_CNAME, "CNAME", "another name for which this one stands",
     NK_RR_COMPRESS | NK_RR_LOWER, NULL, FIELDS(NAME("target", "the canonical name"))},
    {NK_TYPE_SOA, "SOA", "start of a zone: its serial and timers", NK_RR_COMPRESS | NK_RR_LOWER,
     NULL,
     FIELDS(NAME("mname", "the primary server"),
      NAME("rname", "the mailbox of who is responsible, '@' as '.'"),
      {"serial", NK_RDATA_U32, "grows with each change", 0, 0},
      {"refresh", NK_RDATA_TTL, "secondaries look after so many seconds", 0, 0},
      {"retry", NK_RDATA_TTL, "and again after so many where that failed", 0, 0},
      {"expire", NK_RDATA_TTL, "the zone is given up after so many", 0, 0},
      {"minimum", NK_RDATA_TTL, "how long a negative answer is kept (RFC 2308)", 0, 0})},
    {7, "MB", "host of a mailbox", NK_RR_COMPRESS | NK_RR_LOWER | NK_RR_OBSOLETE, NULL,
     FIELDS(NAME("host", "the host"))},
    {8, "MG", "member of a mail group", NK_RR_COMPRESS | NK_RR_LOWER | NK_RR_OBSOLETE, NULL,
     FIELDS(NAME("mailbox", "the member"))},
    {9, "MR", "new name of a mailbox", NK_RR_COMPRESS | NK_RR_LOWER | NK_RR_OBSOLETE, NULL,
     FIELDS(NAME("mailbox", "the new name"))},
    {10, "NULL", "any octets", NK_RR_EMPTY | NK_RR_OBSOLETE, NULL, none},
    {11, "WKS", "well-known services of a host", NK_RR_OBSOLETE, NULL,
     FIELDS({"address", NK_RDATA_A, "the IPv4 address", 0, 0},
      {"protocol", NK_RDATA_U8, "6 is TCP, 17 is UDP", 0, OF_PROTOCOL},
      {"ports", NK_RDATA_PORTS, "the ports that answer", 0, 0})},
    {NK_TYPE_PTR, "PTR", "name of an address", NK_RR_COMPRESS | NK_RR_LOWER, NULL,
     FIELDS(NAME("target", "the name"))},
    {13, "HINFO", "kind of host, or the answer to ANY (RFC 8482)", 0, NULL,
     FIELDS({"cpu", NK_RDATA_STRING, "the machine", 0, 0},
      {"os", NK_RDATA_STRING, "the operating system", 0, 0})},
    {14, "MINFO", "mailboxes for a mailing list", NK_RR_COMPRESS | NK_RR_LOWER | NK_RR_OBSOLETE,
     NULL, FIELDS(NAME("rmailbx", "who is responsible"), NAME("emailbx", "where errors go"))},
    {NK_TYPE_MX, "MX", "mail exchange of a domain", NK_RR_COMPRESS | NK_RR_LOWER, NULL,
     FIELDS(PREFERENCE, NAME("exchange", "the host that takes mail; '.' for none (RFC 7505)"))},
    {NK_TYPE_TXT, "TXT", "text", 0, NULL, STRINGS},
    {17, "RP", "responsible person", NK_RR_LOWER, NULL,
     FIELDS(NAME("mbox", "the mailbox, '@' as '.'"), NAME("txt", "where more is said"))},
    {18, "AFSDB", "AFS or DCE server of a cell", NK_RR_LOWER, NULL,
     FIELDS(U16("subtype", "1 AFS, 2 DCE"), NAME("hostname", "the server"))},
    {19, "X25", "X.25 address", NK_RR_OBSOLETE, NULL,
     FIELDS({"address", NK_RDATA_STRING, "the PSDN address", 0, 0})},
    {20, "ISDN", "ISDN address", NK_RR_OBSOLETE, NULL,
     FIELDS({"address", NK_RDATA_STRING, "the number", 0, 0},
      {"subaddress", NK_RDATA_STRING_LAST, "the subaddress", 0, 0})},
    {21, "RT", "host that routes to this one", NK_RR_LOWER | NK_RR_OBSOLETE, NULL,
     FIELDS(PREFERENCE, NAME("host", "the intermediate host"))},
    {22, "NSAP", "OSI network address", NK_RR_OBSOLETE, NULL,
     FIELDS({"address", NK_RDATA_NSAP, "the NSAP", 0, 0})},
    {23, "NSAP-PTR", "name of an OSI address", NK_RR_OBSOLETE, NULL, FIELDS(NAME("target", "the name"))},
    {NK_TYPE_SIG, "SIG", "signature of a request (RFC 2931)", NK_RR_LOWER, NULL, SIGNATURE(1)},
    {25, "KEY", "public key of a host", 0, NULL, PUBLIC_KEY(NK_BYTES_ANY)},
    {26, "PX", "X.400 mapping", NK_RR_LOWER | NK_RR_OBSOLETE, NULL,
     FIELDS(PREFERENCE, NAME("map822", "the RFC 822 domain"), NAME("mapx400", "the X.400 domain"))},
    {27, "GPOS", "place on the globe, older form", NK_RR_OBSOLETE, NULL,
     FIELDS({"longitude", NK_RDATA_STRING, "degrees east", 0, 0},
      {"latitude", NK_RDATA_STRING, "degrees north", 0, 0},
      {"altitude", NK_RDATA_STRING, "metres", 0, 0})},
    {NK_TYPE_AAAA, "AAAA", "IPv6 address of a host", 0, NULL,
     FIELDS({"address", NK_RDATA_AAAA, "the IPv6 address", 0, 0})},
    {29, "LOC", "place on the globe", 0, "0456123",
     FIELDS({"version", NK_RDATA_LOC_VERSION, "0", 0, 0},
      {"size", NK_RDATA_LOC_SIZE, "the diameter of the place", 0x12, 0},
      {"horizontal_precision", NK_RDATA_LOC_SIZE, "how exact it is", 0x16, 0},
      {"vertical_precision", NK_RDATA_LOC_SIZE, "how exact the altitude is", 0x13, 0},
      {"latitude", NK_RDATA_LOC_LATITUDE, "degrees, minutes, seconds, N or S", 0, 0},
      {"longitude", NK_RDATA_LOC_LONGITUDE, "degrees, minutes, seconds, E or W", 0, 0},
      {"altitude", NK_RDATA_LOC_ALTITUDE, "metres above the WGS 84 spheroid", 0, 0})},
    {30, "NXT", "next name of a signed zone, older form", NK_RR_LOWER | NK_RR_OBSOLETE, NULL,
     FIELDS(NAME("next", "the next name"),
      {"types", NK_RDATA_TYPES_OLD, "the types that the name has", 0, 0})},
    {31, "EID", "endpoint of Nimrod", NK_RR_OBSOLETE, NULL,
     FIELDS({"endpoint", NK_RDATA_HEX, "the identifier", 0, 0})},
    {32, "NIMLOC", "locator of Nimrod", NK_RR_OBSOLETE, NULL,
     FIELDS({"locator", NK_RDATA_HEX, "the locator", 0, 0})},
    {NK_TYPE_SRV, "SRV", "host and port of a service", NK_RR_LOWER, NULL,
     FIELDS(U16("priority", "the lower is tried first"),
      U16("weight", "share among those of one priority"), U16("port", "the port"),
      NAME("target", "the host; '.' for no such service"))},
    {34, "ATMA", "ATM address", NK_RR_OBSOLETE, NULL,
     FIELDS({"address", NK_RDATA_ATMA, "an end system's in hexadecimal, or + and digits", 0, 0})},
    {35, "NAPTR", "rule that rewrites a name", NK_RR_LOWER, NULL,
     FIELDS(U16("order", "the lower is applied first"), U16("preference", "then the lower of this"),
      {"flags", NK_RDATA_STRING, "what the rule ends in: S, A, U, P", 0, 0},
      {"services", NK_RDATA_STRING, "the services, as SIP+D2U", 0, 0},
      {"regexp", NK_RDATA_STRING, "the substitution", 0, 0},
      NAME("replacement", "or the next name"))},
    {36, "KX", "key exchanger", NK_RR_LOWER, NULL,
     FIELDS(PREFERENCE, NAME("exchanger", "the host that exchanges keys"))},
    {37, "CERT", "certificate", 0, NULL,
     FIELDS({"cert_type", NK_RDATA_CODE16, "what it is", 0, OF_CERTIFICATE},
      U16("key_tag", "of the key in it"),
      {"algorithm", NK_RDATA_CODE8, "of the key in it", 0, OF_ALGORITHM},
      {"certificate", NK_RDATA_BASE64, "the certificate or list", NK_BYTES_SOME, 0})},
    {38, "A6", "part of an IPv6 address", NK_RR_LOWER | NK_RR_OBSOLETE, NULL,
     FIELDS(U8("prefix_length", "how many bits the prefix's name gives"),
      {"suffix", NK_RDATA_A6_SUFFIX, "the other bits", 0, 0},
      {"prefix_name", NK_RDATA_A6_NAME, "where the prefix stands", 0, 0})},
    {NK_TYPE_DNAME, "DNAME", "another name for all names below", NK_RR_LOWER, NULL,
     FIELDS(NAME("target", "what takes the owner's place"))},
    {40, "SINK", "any data", NK_RR_OBSOLETE, NULL,
     FIELDS(U8("meaning", "of the data"), U8("coding", "of the data"), U8("subcoding", "of the data"),
      {"data", NK_RDATA_BASE64, "the data", 0, 0})},
    {NK_TYPE_OPT, "OPT", "EDNS: the options of a message", NK_RR_META | NK_RR_EMPTY, NULL,
     FIELDS({"options", NK_RDATA_OPTIONS, "the options", 0, 0})},
    {42, "APL", "list of address prefixes", NK_RR_EMPTY, NULL,
     FIELDS({"items", NK_RDATA_PREFIXES, "family:prefix, '!' for all but that", 0, 0})},
    {NK_TYPE_DS, "DS", "digest of a child zone's key", 0, NULL, DIGEST},
    {44, "SSHFP", "fingerprint of a host's SSH key", 0, NULL,
     FIELDS(U8("algorithm", "1 RSA, 2 DSA, 3 ECDSA, 4 Ed25519, 6 Ed448"),
      U8("fingerprint_type", "1 SHA-1, 2 SHA-256"),
      {"fingerprint", NK_RDATA_HEX, "the digest of the key", NK_BYTES_SOME, 0})},
    {45, "IPSECKEY", "IPsec key and gateway", 0, NULL,
     FIELDS(U8("precedence", "the lower is tried first"),
      U8("gateway_type", "0 none, 1 IPv4, 2 IPv6, 3 a name"),
      U8("algorithm", "1 DSA, 2 RSA, 3 ECDSA"),
      {"gateway", NK_RDATA_GATEWAY, "the gateway", 0xff, 0},
      {"public_key", NK_RDATA_BASE64, "the public key", 0, 0})},
    {NK_TYPE_RRSIG, "RRSIG", "signature of the records of one type", NK_RR_LOWER, NULL,
     SIGNATURE(0)},
    {NK_TYPE_NSEC, "NSEC", "next name of a signed zone", 0, NULL,
     FIELDS(NAME("next", "the next name: none is between"), TYPES)},
    {NK_TYPE_DNSKEY, "DNSKEY", "public key of a zone", 0, NULL, PUBLIC_KEY(NK_BYTES_SOME)},
    {49, "DHCID", "which DHCP client a name belongs to", 0, NULL,
     FIELDS({"data", NK_RDATA_BASE64, "type and digest of the identifier", 0, 0})},
    {NK_TYPE_NSEC3, "NSEC3", "next hashed name of a signed zone", 0, NULL,
     FIELDS(U8("hash_algorithm", "1 is SHA-1"), U8("flags", "1: opt-out"),
      U16("iterations", "how often it is hashed again"),
      {"salt", NK_RDATA_HEX8, "hashed with the name", 0, 0},
      {"next_hashed", NK_RDATA_BASE32, "the next hash: none is between", 0, 0}, TYPES)},
    {NK_TYPE_NSEC3PARAM, "NSEC3PARAM", "how a zone's names are hashed", 0, NULL,
     FIELDS(U8("hash_algorithm", "1 is SHA-1"), U8("flags", "0"),
      U16("iterations", "how often it is hashed again"),
      {"salt", NK_RDATA_HEX8, "hashed with the name", 0, 0})},
    {52, "TLSA", "certificate of a TLS server (DANE)", 0, NULL, ASSOCIATION},
    {53, "SMIMEA", "certificate of a mailbox (DANE)", 0, NULL, ASSOCIATION},
    {55, "HIP", "Host Identity Protocol", 0, NULL,
     FIELDS({"hit_length", NK_RDATA_LEN8, "octets of the tag", 0, 0},
      U8("algorithm", "of the key: 1 DSA, 2 RSA, 3 ECDSA"),
      {"public_key_length", NK_RDATA_LEN16, "octets of the key", 0, 0},
      {"hit", NK_RDATA_HEX_LEN, "the host identity tag", 0, 0},
      {"public_key", NK_RDATA_BASE64_LEN, "the public key", 2, 0},
      {"servers", NK_RDATA_NAMES, "the rendezvous servers", 0, 0})},
    {56, "NINFO", "status of a zone", NK_RR_OBSOLETE, NULL, STRINGS},
    {57, "RKEY", "key that encrypts records", NK_RR_OBSOLETE, NULL, PUBLIC_KEY(NK_BYTES_SOME)},
    {58, "TALINK", "link of the history of trust anchors", NK_RR_OBSOLETE, NULL,
     FIELDS(NAME("previous", "the name before"), NAME("next", "the name behind"))},
    {59, "CDS", "DS that a child asks its parent for", 0, NULL, DIGEST},
    {60, "CDNSKEY", "DNSKEY of which a child wants a DS", 0, NULL, PUBLIC_KEY(NK_BYTES_SOME)},
    {61, "OPENPGPKEY", "OpenPGP key of a mailbox", 0, NULL,
     FIELDS({"public_key", NK_RDATA_BASE64, "the key", 0, 0})},
    {62, "CSYNC", "what a child asks its parent to copy", 0, NULL,
     FIELDS({"serial", NK_RDATA_U32, "of the child's SOA", 0, 0}, U16("flags", "1 at once, 2 from that serial on"),
      {"types", NK_RDATA_TYPES, "the types to copy", 0, 0})},
    {63, "ZONEMD", "digest of a whole zone", 0, NULL,
     FIELDS({"serial", NK_RDATA_U32, "of the zone's SOA", 0, 0}, U8("scheme", "1 is SIMPLE"),
      U8("hash_algorithm", "1 SHA-384, 2 SHA-512"),
      {"digest", NK_RDATA_HEX, "the digest", NK_BYTES_SOME, 0})},
    {64, "SVCB", "how to reach a service", 0, NULL, SERVICE},
    {65, "HTTPS", "how to reach a web server", 0, NULL, SERVICE},
    {66, "DSYNC", "whom to notify of changes of a child", 0, NULL,
     FIELDS({"type", NK_RDATA_TYPE, "the type that changed", 0, 0},
      {"scheme", NK_RDATA_CODE8, "1 is NOTIFY", 0, OF_SCHEME}, U16("port", "the port"),
      NAME("target", "the host"))},
    {67, "HHIT", "hierarchical host identity tag of a drone", 0, NULL,
     FIELDS({"data", NK_RDATA_BASE64, "the details in CBOR", 0, 0})},
    {68, "BRID", "broadcast remote identity of a drone", 0, NULL,
     FIELDS({"data", NK_RDATA_BASE64, "the details in CBOR", 0, 0})},
    {99, "SPF", "who may send mail, as TXT", NK_RR_OBSOLETE, NULL, STRINGS},
    {100, "UINFO", "about a user", NK_RR_OBSOLETE, NULL, none},
    {101, "UID", "number of a user", NK_RR_OBSOLETE, NULL, none},
    {102, "GID", "number of a group", NK_RR_OBSOLETE, NULL, none},
    {103, "UNSPEC", "any data", NK_RR_OBSOLETE, NULL, none},
    {104, "NID", "node of ILNP", 0, NULL,
     FIELDS(PREFERENCE, {"node_id", NK_RDATA_NODE, "the node's identifier", 0, 0})},
    {105, "L32", "IPv4 locator of ILNP", 0, NULL,
     FIELDS(PREFERENCE, {"locator", NK_RDATA_A, "the network", 0, 0})},
    {106, "L64", "IPv6 locator of ILNP", 0, NULL,
     FIELDS(PREFERENCE, {"locator", NK_RDATA_NODE, "the network", 0, 0})},
    {107, "LP", "name of locators of ILNP", 0, NULL,
     FIELDS(PREFERENCE, NAME("target", "the name that has them"))},
    {108, "EUI48", "MAC address", 0, NULL, FIELDS({"address", NK_RDATA_EUI, "the address", 6, 0})},
    {109, "EUI64", "EUI-64 address", 0, NULL, FIELDS({"address", NK_RDATA_EUI, "the address", 8, 0})},
    {128, "NXNAME", "name that does not exist, in a type bitmap", NK_RR_META, NULL, none},
    {249, "TKEY", "agreement on a key", NK_RR_META, NULL,
     FIELDS(NAME("algorithm", "of the key"),
      {"inception", NK_RDATA_U32, "valid from, in seconds", 0, 0},
      {"expiration", NK_RDATA_U32, "valid until, in seconds", 0, 0},
      U16("mode", "1 server, 2 Diffie-Hellman, 3 GSS-API, 4 resolver, 5 deletion"),
      {"error", NK_RDATA_CODE16, "0: none", 0, OF_ERROR},
      {"key", NK_RDATA_BASE64_16, "what is exchanged", 0, 0},
      {"other", NK_RDATA_BASE64_16, "more of it", 0, 0})},
    {NK_TYPE_TSIG, "TSIG", "signature of a message by a shared key", NK_RR_META, NULL,
     FIELDS(NAME("algorithm", "of the signature"),
      {"time_signed", NK_RDATA_TIME48, "when it was signed", 0, 0},
      U16("fudge", "seconds that clocks may differ"),
      {"mac", NK_RDATA_BASE64_16, "the signature", 0, 0},
      U16("original_id", "of the message, which forwarders change"),
      {"error", NK_RDATA_CODE16, "0: none", 0, OF_ERROR},
      {"other", NK_RDATA_BASE64_16, "the server's clock, with BADTIME", 0, 0})},
    {NK_TYPE_IXFR, "IXFR", "changes of a zone", NK_RR_META, NULL, none},
    {NK_TYPE_AXFR, "AXFR", "a whole zone", NK_RR_META, NULL, none},
    {253, "MAILB", "MB, MG and MR", NK_RR_META | NK_RR_OBSOLETE, NULL, none},
    {254, "MAILA", "MD and MF", NK_RR_META | NK_RR_OBSOLETE, NULL, none},
    {NK_TYPE_ANY, "ANY", "all types that a server has", NK_RR_META, NULL, none},
    {256, "URI", "URI of a service", 0, NULL,
     FIELDS(U16("priority", "the lower is tried first"),
      U16("weight", "share among those of one priority"),
      {"target", NK_RDATA_TEXT, "the URI", 0, 0})},
    {257, "CAA", "who may issue certificates", 0, NULL,
     FIELDS(U8("flags", "128: refuse to issue where the tag is not known"),
      {"tag", NK_RDATA_TAG, "issue, issuewild, iodef, ...", 0, 0},
      {"value", NK_RDATA_TEXT, "the authority, with parameters", 0, 0})},
    {258, "AVC", "application visibility and control", 0, NULL, STRINGS},
    {259, "DOA", "digital object", 0, NULL,
     FIELDS({"enterprise", NK_RDATA_U32, "whose type it is", 0, 0},
      {"type", NK_RDATA_U32, "the type", 0, 0}, U8("location", "1 here, 2 a URI, 3 an HDL"),
      {"media_type", NK_RDATA_STRING, "as text/plain", 0, 0},
      {"data", NK_RDATA_BASE64, "the object or where it is", NK_BYTES_DASH, 0})},
    {260, "AMTRELAY", "relay of multicast tunnels", 0, NULL,
     FIELDS(U8("precedence", "the lower is tried first"),
      {"discovery_optional", NK_RDATA_BIT, "whether a gateway may go without discovery", 0, 0},
      {"relay_type", NK_RDATA_U7, "0 none, 1 IPv4, 2 IPv6, 3 a name", 0, 0},
      {"relay", NK_RDATA_GATEWAY, "the relay", 0x7f, 0})},
    {261, "RESINFO", "what a resolver does", 0, NULL, STRINGS},
    {262, "WALLET", "wallet of a cryptocurrency", 0, NULL, STRINGS},
    {263, "CLA", "convergence layer of the bundle protocol", 0, NULL, STRINGS},
    {264, "IPN", "node of the bundle protocol", 0, NULL,
     FIELDS({"node", NK_RDATA_U64, "the node's number", 0, 0})},
    {32768, "TA", "trust anchor, as DS", NK_RR_OBSOLETE, NULL, DIGEST},
    {32769, "DLV", "digest of a zone's key, aside of its parent", NK_RR_OBSOLETE, NULL, DIGEST},
};

/* A of the class CH: a name of the Chaosnet and an address (RFC 1035 3.2.4). */
static const struct nk_rr_row chaos_row =
    {NK_TYPE_A, "A", "Chaosnet address of a host", NK_RR_LOWER, NULL,
     FIELDS(NAME("network", "the network"), {"address", NK_RDATA_OCTAL16, "in octal digits", 0, 0})};
/* clang-format on */

enum { ROWS = sizeof rows / sizeof *rows };

const struct nk_rr_row *nk_rr_row_find(uint16_t type)
{
    size_t low = 0, high = ROWS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (rows[middle].type < type)
            low = middle + 1;
        else
            high = middle;
    }
    return low < ROWS && rows[low].type == type ? &rows[low] : NULL;
}

const struct nk_rr_row *nk_rr_row_at(size_t at)
{
    return at < ROWS ? &rows[at] : NULL;
}

const struct nk_rr_row *nk_rr_row_in(uint16_t type, uint16_t class)
{
    return type == NK_TYPE_A && class == NK_CLASS_CH ? &chaos_row : nk_rr_row_find(type);
}
