# A random routing table and random packets for one family, as lines of `ip -batch`:
#   awk -f make.awk -v family=4 -v seed=N -v rules=N -v want=table   routes, next-hop objects, rules
#   ... -v want=flows                                                FLOW TAB ADDRESS..., one flow a line
# With sources=1, IPv6 routes for some sources are among them; no device may go down then, since the kernel may
# no longer find such a route where another one of its prefix was deleted.
# Devices va, vb, vc and vd with the addresses 10.0.K.1/24 and 2001:db8:K::1/64 have to be there.
function pick(list,   n, words) { n = split(list, words, " "); return words[int(rand() * n) + 1] }
function chance(p) { return rand() < p }
function device() { return pick("va vb vc vd") }
function number_of(dev) { return index("abcd", substr(dev, 2)) }
function gateway(dev) {
    return (family == 4 ? "10.0." number_of(dev) "." : "2001:db8:" number_of(dev) "::") int(2 + rand() * 8)
}
# Few networks, so that prefixes nest and meet.
function network4(len,   a, i, n, bits, out) {
    split("20 " pick("0 1 2 128") " " pick("0 64 128 192 255") " " pick("0 1 16 128 200 255"), a, " ")
    out = ""
    for (i = 1; i <= 4; i++) {
        bits = len - (i - 1) * 8
        bits = bits < 0 ? 0 : bits > 8 ? 8 : bits
        n = 2 ^ (8 - bits)
        out = out (i > 1 ? "." : "") int(a[i] / n) * n
    }
    return out "/" len
}
function network6(len) { # lengths are multiples of four: a digit is kept or not
    return hex6("2001" "0aa0" pick("0000 0001 8000") pick("0000 00ff ff00") "0000" pick("0000 8000") "0000" \
        pick("0001 8000 00ff"), len / 4) "/" len
}
function hex6(digits, keep,   i, out) {
    digits = substr(digits, 1, keep) substr("00000000000000000000000000000000", 1, 32 - keep)
    out = ""
    for (i = 0; i < 8; i++)
        out = out (i > 0 ? ":" : "") substr(digits, 1 + i * 4, 4)
    return out
}
function network() {
    if (chance(0.04))
        return "default"
    return family == 4 ? network4(pick("7 8 9 15 16 17 18 24 24 25 26 28 31 32 32")) \
                       : network6(pick("16 28 32 36 48 48 52 60 64 64 80 96 124 128"))
}
function source6() { return hex6("20010bb0" pick("0000 0001") pick("0000 8000") "0000000000000000", pick("32 48 64") / 4) }
function table_number() { return pick("main main main 100 101 102 103") }
function hops(   n, i, out, dev) {
    n = 2 + int(rand() * 3)
    out = ""
    for (i = 0; i < n; i++) {
        dev = device()
        out = out " nexthop via " gateway(dev) " dev " dev " weight " int(1 + rand() * 4)
    }
    return out
}
function route(   kind, words, dev) {
    kind = rand()
    words = network() " table " table_number()
    if (sources && chance(0.2))
        words = network() " from " source6() "/" pick("32 48 64") " table " table_number()
    if (chance(0.4))
        words = words " metric " pick("10 100 1024 2000")
    if (family == 4 && chance(0.2))
        words = words " tos " pick("0x08 0x10 0x1c 0xb8")
    dev = device()
    if (kind < 0.20)
        return "route " pick("append add") " " pick("blackhole unreachable prohibit throw throw") " " words
    if (kind < 0.60)
        return "route " pick("append append add") " " words " via " gateway(dev) " dev " dev
    if (kind < 0.70)
        return "route append " words " dev " dev
    if (kind < 0.85)
        return "route add " words hops()
    if (kind < 0.95 && words !~ / from /)
        return "route add " words " nhid " pick("1 2 3 4 10 11 12")
    if (family == 4 && kind < 0.98)
        return "route add local " words " dev lo"
    return "route append " words " dev " pick("lo va")
}
function port_range() { return pick("80 443 1000-2000 5000-5000 1-60000") }
function selector(   out) {
    out = ""
    if (chance(0.30))
        out = out " from " (family == 4 ? pick("10.0.1.1 10.0.2.0/24 10.0.0.0/8 192.0.2.0/24 20.0.0.0/8") : \
            pick("2001:db8:1::1 2001:db8:2::/64 2001:db8::/32 2001:bb0::/32 2001:bb0:1::/48"))
    if (chance(0.30))
        out = out " to " (chance(0.1) ? "default" : network())
    if (chance(0.15))
        out = out " iif " pick("lo va vb vc")
    if (chance(0.15))
        out = out " oif " pick("va vb vc")
    if (chance(0.35))
        out = out " fwmark " pick("1 2 0x10 0x11/0x1 0x10/0xf0 0/0x1")
    if (chance(0.15))
        out = out " tos " pick("0x08 0x10 0x1c")
    if (chance(0.15))
        out = out " ipproto " pick("tcp udp icmp 6 17")
    if (chance(0.12))
        out = out " sport " port_range()
    if (chance(0.12))
        out = out " dport " port_range()
    if (chance(0.10))
        out = out " uidrange " pick("0-0 1000-1999 0-4000000000")
    return (chance(0.15) ? " not" : "") (out == "" ? " from all" : out)
}
function rule(place,   kind) {
    kind = rand()
    printf "rule add pref %d%s ", place, selector()
    if (kind < 0.55) print "table " table_number() (chance(0.35) ? " suppress_prefixlength " pick("0 8 16 24 32 64") : "")
    else if (kind < 0.65) print "goto " place + int(rand() * 3000)
    else if (kind < 0.70) print "nop"
    else if (kind < 0.78) print "blackhole"
    else if (kind < 0.86) print "unreachable"
    else if (kind < 0.92) print "prohibit"
    else print "goto 32766"
}
function flow(   out, iif) {
    out = ""
    iif = chance(0.3)
    if (iif)
        out = out " from " (family == 4 ? pick("192.0.2.9 10.0.2.77 20.255.0.1 10.0.1.5") : \
            pick("2001:bb0::9 2001:bb0:1:8000::1 2001:db8:2::77 2001:cc0::1")) " iif " pick("va vb vc")
    else if (chance(0.4))
        out = out " from " (family == 4 ? pick("10.0.1.1 10.0.2.1 10.0.3.1 192.0.2.9") : \
            pick("2001:db8:1::1 2001:bb0::9 2001:bb0:1::1 2001:bb0:1:8000::7 2001:db8:2::1"))
    if (!iif && chance(0.35))
        out = out " oif " pick("va vb vc")
    if (chance(0.5))
        out = out " mark " pick("1 2 0x10 0x11 0x13")
    if (chance(0.4))
        out = out " tos " pick("0x08 0x10 0x1c 0xb0 0xb8 0x30")
    if (chance(0.5))
        out = out " ipproto " (chance(0.7) ? pick("tcp udp") : family == 4 ? "icmp" : "ipv6-icmp")
    if (chance(0.3))
        out = out " sport " pick("80 443 1500 5000 5001")
    if (chance(0.4))
        out = out " dport " pick("80 443 1500 5000 5001")
    if (!iif && chance(0.2))
        out = out " uid " pick("0 1000 2000")
    return out
}
# Somewhere in or beside the networks.
function address() {
    if (family == 4)
        return chance(0.05) ? pick("10.0.1.1 10.0.1.255 10.0.2.9 127.0.0.1 10.0.9.9 30.0.0.1 0.0.0.1") : \
            pick("20 20 20 20 21") "." pick("0 1 2 128 77") "." pick("0 64 65 128 192 255 254") "." \
            pick("0 1 2 16 17 128 200 255 254 77")
    return chance(0.05) ? pick("2001:db8:1::1 2001:db8:1:: 2001:db8:2::9 ::1 2001:ddd::1 2000::1") : \
        hex6("2001" pick("0aa0 0aa0 0aa0 0aa1 0ab0") pick("0000 0001 8000 8001") pick("0000 00ff ff00 ff01 00f0") \
        "0000" pick("0000 8000 8001") "0000" pick("0001 8000 00ff 0000"), 32)
}
BEGIN {
    srand(seed)
    if (want == "table") {
        for (i = 1; i <= 4; i++)
            print "nexthop add id " i " via " gateway(dev = substr("vavbvcvd", i * 2 - 1, 2)) " dev " dev
        print "nexthop add id 11 blackhole"
        for (i = 0; i < routes; i++)
            print route()
        for (i = 0; i < rules; i++)
            rule(100 + int(rand() * 20) * 100)
    } else {
        for (i = 0; i < flows; i++) {
            line = i == 0 ? "" : flow()
            line = line == "" ? "-" : line
            for (j = 0; j < addresses; j++)
                line = line (j == 0 ? "\t" : " ") address()
            print line
        }
    }
}
