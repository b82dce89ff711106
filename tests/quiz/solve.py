#!/usr/bin/env python3
"""Solves questions of `netkit quiz --key --json` from their text alone, and compares.

solve.py [--sheet] < RECORDS: prints what differs and, last, how many were equal and how many not; with --sheet
the answers as lines "N<TAB>ANSWER" instead, for a sheet to be filled in.
"""
import ipaddress
import json
import re
import sys

net = ipaddress.ip_network
addr = ipaddress.ip_address
M = 2 ** 32


def iface_net(text):
    return ipaddress.ip_interface(text).network


def cover(prefixes):
    return sorted(str(n) for n in ipaddress.collapse_addresses(net(p) for p in prefixes))


def routes(text):
    table = []
    for line in text.split("\n    ")[1:]:
        words = line.split()
        gone = words[0] == "unreachable"
        words = words[gone:]
        prefix = words[0]
        via = None if gone else words[words.index("via") + 1]
        metric = int(words[words.index("metric") + 1]) if "metric" in words else 0
        table.append((prefix, via, metric))
    wide = "::/0" if any(":" in t[0] for t in table if t[0] != "default") else "0.0.0.0/0"
    return [(net(wide if p == "default" else p), via, metric) for p, via, metric in table]


def best(table, a):
    found = [r for r in table if a in r[0]]
    return min(found, key=lambda r: (-r[0].prefixlen, r[2])) if found else None


def next_hop(table, a):
    r = best(table, a)
    return "none" if r is None or r[1] is None else r[1]


def redundant(table):
    """The one route without which no address changes: every edge of every prefix is tried."""
    edges = set()
    for p, _, _ in table:
        for n in (int(p.network_address), int(p.broadcast_address) + 1):
            for m in (n - 1, n):
                if 0 <= m < M:
                    edges.add(addr(m))
    good = []
    for i in range(len(table)):
        rest = table[:i] + table[i + 1:]
        if all(next_hop(rest, a) == next_hop(table, a) for a in edges):
            good.append(str(table[i][0]))
    assert len(good) == 1, good
    return good[0]


def zone(text):
    lines = text.split("\n    ")[1:]
    origin = lines[0].split()[1].rstrip(".")
    records = []
    for line in lines[1:]:
        owner, kind, data = line.split(None, 2)
        owner = origin if owner == "@" else owner + "." + origin
        records.append((owner, kind, data))
    return origin, records


def is_name(records, name):
    return any(o == name or o.endswith("." + name) for o, _, _ in records)


def ask_zone(records, origin, name, kind):
    cut = [o for o, k, _ in records if k == "NS" and (name == o or name.endswith("." + o))]
    if cut:
        return "referral"
    if is_name(records, name):
        data = [d for o, k, d in records if o == name and k == kind]
        return data[0] if data else "NODATA"
    above = name
    while not is_name(records, above) and above != origin:
        above = above.split(".", 1)[1]
    data = [d for o, k, d in records if o == "*." + above and k == kind]
    return data[0] if data else "NXDOMAIN"


WORDS = {
    "IPv4 address of a name": "A", "IPv6 address of a name": "AAAA", "a name server of a zone": "NS",
    "an alias stands for": "CNAME", "serial number": "SOA", "belongs to an address": "PTR",
    "takes a domain's mail": "MX", "free text": "TXT", "host and port of a service": "SRV",
    "issue certificates": "CAA", "found no fault": "NOERROR", "could not read": "FORMERR",
    "failed and cannot tell": "SERVFAIL", "does not exist": "NXDOMAIN", "this kind of query": "NOTIMP",
    "by its policy": "REFUSED", "public key of a zone": "DNSKEY", "digest of a child": "DS",
    "signature over": "RRSIG", "next name of a zone": "NSEC", "next hash": "NSEC3",
    "authoritative": "AA", "over TCP": "TC", "wants the server to ask others": "RD",
    "asks others for its clients": "RA", "has checked the signatures": "AD", "to be checked for it": "CD",
}

STATES = {  # RFC 9293 figure 5, and 3.10 for what it leaves out
    ("CLOSED", "passive OPEN"): "LISTEN", ("CLOSED", "active OPEN"): "SYN-SENT",
    ("LISTEN", "a SYN arrives"): "SYN-RECEIVED", ("LISTEN", "calls CLOSE"): "CLOSED",
    ("SYN-SENT", "SYN,ACK"): "ESTABLISHED", ("SYN-SENT", "SYN without an ACK"): "SYN-RECEIVED",
    ("SYN-SENT", "a SYN arrives"): "SYN-RECEIVED", ("SYN-SENT", "RST,ACK"): "CLOSED",
    ("SYN-SENT", "calls CLOSE"): "CLOSED", ("SYN-RECEIVED", "ACK of its SYN"): "ESTABLISHED",
    ("SYN-RECEIVED", "calls CLOSE"): "FIN-WAIT-1", ("ESTABLISHED", "calls CLOSE"): "FIN-WAIT-1",
    ("ESTABLISHED", "a FIN arrives"): "CLOSE-WAIT", ("ESTABLISHED", "RST arrives"): "CLOSED",
    ("ESTABLISHED", "data arrives"): "ESTABLISHED", ("ESTABLISHED", "calls ABORT"): "CLOSED",
    ("FIN-WAIT-1", "ACK of its FIN"): "FIN-WAIT-2", ("FIN-WAIT-1", "a FIN arrives"): "CLOSING",
    ("FIN-WAIT-2", "a FIN arrives"): "TIME-WAIT", ("CLOSE-WAIT", "calls CLOSE"): "LAST-ACK",
    ("CLOSING", "ACK of its FIN"): "TIME-WAIT", ("LAST-ACK", "ACK of its FIN"): "CLOSED",
    ("TIME-WAIT", "2MSL"): "CLOSED",
}

REPLIES = {
    ("CLOSED", "a SYN arrives"): "RST,ACK", ("CLOSED", "RST arrives"): "none",
    ("CLOSED", "active OPEN"): "SYN", ("LISTEN", "a SYN arrives"): "SYN,ACK",
    ("LISTEN", "an ACK arrives"): "RST", ("LISTEN", "RST arrives"): "none", ("SYN-SENT", "SYN,ACK"): "ACK",
    ("SYN-SENT", "SYN without an ACK"): "SYN,ACK", ("ESTABLISHED", "a FIN arrives"): "ACK",
    ("ESTABLISHED", "calls ABORT"): "RST", ("ESTABLISHED", "exactly the next"): "none",
    ("ESTABLISHED", "in the window, but not next"): "ACK", ("ESTABLISHED", "SYN arrives that is in"): "ACK",
    ("CLOSE-WAIT", "calls CLOSE"): "FIN,ACK", ("FIN-WAIT-2", "a FIN arrives"): "ACK",
    ("LAST-ACK", "ACK of its FIN"): "none",
}


def look(table, state, text):
    found = {v for (s, part), v in table.items() if s == state and part in text}
    assert len(found) == 1, (state, text, found)
    return found.pop()


def mac_address(mac, prefix):
    b = bytearray(int(x, 16) for x in mac.split("-"))
    b[0] ^= 2
    eui = bytes(b[:3]) + b"\xff\xfe" + bytes(b[3:])
    return str(addr(int(net(prefix).network_address) | int.from_bytes(eui, "big")))


def plan(text, pool):
    hosts = [int(x) for x in re.match(r"Networks for (\d+), (\d+) and (\d+)", text).groups()]
    at = int(net(pool).network_address)
    for h in hosts:
        size = 4
        while size - 2 < h:
            size *= 2
        at = (at + size - 1) // size * size
        found = "%s/%d" % (addr(at), 32 - (size - 1).bit_length())
        at += size
    return found


ORDER = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4}


def solve(kind, text):
    prefixes = re.findall(r"[0-9a-f:.]+/\d+", text)
    numbers = [int(x) for x in re.findall(r"(?<![\w.:/^-])\d+(?![\w:/]|\.\d)", text.split("\n")[0])]
    if kind in ("cidr/network",):
        return str(iface_net(prefixes[0]).network_address)
    if kind == "cidr/broadcast":
        return str(iface_net(prefixes[0]).broadcast_address)
    if kind == "cidr/netmask":
        return str(net("0.0.0.0/" + text.split("/")[1].rstrip("?")).netmask)
    if kind == "cidr/wildcard":
        return str(net("0.0.0.0/" + text.split("/")[1].rstrip("?")).hostmask)
    if kind == "cidr/length":
        return str(net("0.0.0.0/" + text.split()[-1].rstrip("?")).prefixlen)
    if kind == "cidr/hosts":
        return str(sum(1 for _ in net(prefixes[0]).hosts()))
    if kind == "cidr/member":
        return "yes" if addr(text.split()[1]) in net(prefixes[0]) else "no"
    if kind == "cidr/private":
        a = addr(text.split()[1])
        return "yes" if any(a in net(n) for n in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")) else "no"
    if kind == "cidr/range":
        n = iface_net(prefixes[0])
        return "%s-%s" % (n[1], n[-2])
    if kind == "cidr/fit":
        return str(max(p for p in range(0, 31) if 2 ** (32 - p) - 2 >= numbers[0]))
    if kind in ("cidr/pieces", "cidr/subnets-of-64"):
        a, b = (int(x) for x in re.findall(r"/(\d+)", text))
        return str(2 ** (a - b))
    if kind == "cidr/nth":
        into, which = re.search(r"length /(\d+)\. Which is number (\d+)", text).groups()
        return str(list(net(prefixes[0]).subnets(new_prefix=int(into)))[int(which) - 1])
    if kind == "cidr/reverse":
        return addr(text.split()[-1].rstrip("?")).reverse_pointer
    if kind == "cidr/short":
        return str(addr(text.split()[-1].rstrip("?")))
    if kind in ("cidr/nibble", "cidr/odd-length"):
        return str(iface_net(prefixes[0]))
    if kind == "cidr/slaac":
        return mac_address(re.search(r"(?:[0-9a-f]{2}-){5}[0-9a-f]{2}", text).group(), prefixes[0])
    if kind == "cidr/supernet":
        a, b = net(prefixes[0]), net(prefixes[1])
        while not b.subnet_of(a):
            a = a.supernet()
        return str(a)
    if kind == "cidr/range-to-prefixes":
        a, b = re.search(r"exactly (\S+) to (\S+)\?", text).groups()
        return cover(str(n) for n in ipaddress.summarize_address_range(addr(a), addr(b)))
    if kind == "cidr/aggregate":
        return cover(prefixes)
    if kind == "cidr/exclude":
        return sorted(str(n) for n in net(prefixes[0]).address_exclude(net(prefixes[1])))
    if kind == "cidr/plan":
        return plan(text, prefixes[0])
    if kind in ("route/lookup", "route/no-default", "route/unreachable", "route/lookup6", "route/metric"):
        return next_hop(routes(text), addr(re.search(r"packet to (\S+) take", text).group(1)))
    if kind == "route/matches":
        a = addr(re.search(r"match (\S+)\?", text).group(1))
        return str(sum(a in r[0] for r in routes(text)))
    if kind == "route/longest":
        return str(best(routes(text), addr(re.search(r"packet to (\S+) goes", text).group(1)))[0])
    if kind == "route/withdrawn":
        table, a = routes(text), addr(re.search(r"packet to\s(\S+) take", text).group(1))
        gone = re.match(r"The route to (\S+) is", text)
        return next_hop([r for r in table if not gone or str(r[0]) != gone.group(1)], a)
    if kind == "route/ttl":
        return str(numbers[0])
    if kind == "route/redundant":
        return redundant(routes(text))
    if kind in ("dns/type", "dns/rcode", "dns/dnssec", "dns/flag"):
        found = {w for part, w in WORDS.items() if part in text.split("? One of")[0]}
        assert len(found) == 1, (text, found)
        return found.pop()
    if kind == "dns/relative":
        origin, name = re.search(r"zone (\S+) a line begins with '(\S+)'", text).groups()
        return name.rstrip(".") if name.endswith(".") else name + "." + origin
    if kind == "dns/labels":
        return str(re.search(r"has (\S+)\.,", text).group(1).count(".") + 1)
    if kind == "dns/octets":
        name = re.search(r"does (\S+) take", text).group(1)
        return str(len(b"".join(bytes([len(x)]) + x.encode() for x in name.split(".")) + b"\0"))
    if kind == "dns/ttl":
        ttl, minutes, seconds = re.search(r"TTL of (\d+)\..* after (\d+) minutes? and (\d+)", text).groups()
        return str(int(ttl) - 60 * int(minutes) - int(seconds))
    if kind == "dns/negative-ttl":
        return str(min(int(x) for x in re.search(r"TTL of (\d+), .* is (\d+)\.", text).groups()))
    if kind == "dns/srv":
        rows = [(int(p), int(w), h) for p, w, h in re.findall(r"priority (\d+) weight (\d+) (\w)", text)]
        top = [r for r in rows if r[0] == min(r[0] for r in rows)]
        return str(100 * sum(r[1] for r in top if r[2] == "a") // sum(r[1] for r in top))
    if kind == "dns/alias":
        origin, records = zone(text)
        name = re.search(r"has (\S+)\?", text).group(1)
        while (kind_data := [(k, d) for o, k, d in records if o == name]) and kind_data[0][0] == "CNAME":
            name = kind_data[0][1] + "." + origin
        return kind_data[0][1]
    if kind == "dns/mail":
        origin, records = zone(text)
        return min((int(d.split()[0]), d.split()[1]) for _, k, d in records if k == "MX")[1] + "." + origin
    if kind in ("dns/outcome", "dns/wildcard", "dns/referral"):
        origin, records = zone(text)
        name, asked = re.search(r"query for (\S+), type (\w+)", text).groups()
        outcome = ask_zone(records, origin, name, asked)
        return "answer" if "answer" in text.split("\n")[0] and outcome[0].isdigit() else outcome
    if kind == "tcp-state/state":
        return look(STATES, *re.match(r"An endpoint is in (\S+), and (.*)\. Which", text).groups())
    if kind == "tcp-state/reply":
        return look(REPLIES, *re.match(r"An endpoint is in (\S+), and (.*)\. Which", text).groups())
    if kind == "tcp-state/series":
        state = "CLOSED"
        for event in re.search(r"other: (.*)\. Which", text).group(1).split("; "):
            state = look(STATES, state, event)
        return state
    if kind == "tcp-state/time-wait":
        return re.search(r"the (\w+) calls CLOSE first", text).group(1)
    if kind == "tcp-state/handshake":
        return str(numbers[0 if text.rstrip("?").endswith("has the SYN,ACK") else 1] + 1)
    if kind == "tcp-state/flags":
        return {"first": "SYN", "second": "SYN,ACK", "third": "ACK", "answer": "RST,ACK"}[text.split()[5]]
    if kind in ("tcp-state/acknowledgement", "tcp-state/wrap"):
        return str((numbers[0] + 1 + numbers[1] + ("a FIN" in text)) % M)
    if kind == "tcp-state/2msl":
        return str(numbers[0] * 2)
    if kind == "tcp-state/hole":
        lost = ORDER[re.search(r"all but the (\w+) arrive", text).group(1)]
        return str(numbers[0] + lost * numbers[1])
    if kind == "tcp-state/window":
        return str((numbers[0] + numbers[2] - numbers[1]) % M)
    if kind == "tcp-state/acceptable":
        nxt, wnd, seq, length = numbers
        window = range(wnd)
        return "yes" if (seq - nxt) % M in window or (seq + length - 1 - nxt) % M in window else "no"
    if kind == "tcp-state/backoff":
        which = ORDER[re.search(r"for the (\w+) time", text).group(1)]
        return str(sum(numbers[0] * 2 ** i for i in range(which + 1)))
    if kind == "tcp-state/reset":
        off = (numbers[2] - numbers[0]) % M
        return "reset" if off == 0 else "challenge" if off < numbers[1] else "dropped"
    raise KeyError(kind)


def main():
    equal = differ = 0
    for line in sys.stdin:
        r = json.loads(line)
        kind = r["topic"] + "/" + r["kind"]
        mine = solve(kind, r["question"])
        if "--sheet" in sys.argv:
            print("%d\t%s" % (r["number"], mine if isinstance(mine, str) else " ".join(mine)))
            continue
        theirs = r["answer"]
        if isinstance(mine, list):
            theirs = sorted(theirs.split(", "))
        if mine == theirs:
            equal += 1
        else:
            differ += 1
            print("%s seed %s number %s: netkit has %s, not %s" % (kind, r["seed"], r["number"], theirs, mine))
    if "--sheet" not in sys.argv:
        print(equal, differ)


main()
