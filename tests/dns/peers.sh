#!/usr/bin/env bash
# Real servers in a network namespace of their own, and dig beside netkit: peers.sh BUILD_DIR WORK_DIR
# A zone with a record of every type, one of 100,000 records, an answer of 60 KB, differences of a zone.
set -u
here=$(cd "$(dirname "$0")" && pwd)
if [ -z "${NAMESPACE:-}" ]; then
    for how in "unshare -n" "unshare -rn"; do
        # shellcheck disable=SC2086
        if $how true 2> /dev/null; then
            NAMESPACE=1 exec $how "$0" "$@"
        fi
    done
    echo 'skipped: peers of dns: network namespaces are not permitted here'
    echo 'counts 0 0 1'
    exit 0
fi
build=$1 dir=$2/peers
mkdir -p "$dir"
export PATH="$build:$PATH:/usr/sbin:/sbin" LC_ALL=C
passed=0 failed=0 skipped=0
ok() { passed=$((passed + 1)); }
bad() { failed=$((failed + 1)); echo "peers: $*"; }
skip() { skipped=$((skipped + 1)); echo "skipped: $*"; }
finish() {
    local pid
    for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null; done
    for pid in "${pids[@]}"; do wait "$pid" 2> /dev/null; done
    echo "peers: $passed passed, $failed failed, $skipped skipped"
    echo "counts $passed $failed $skipped"
    exit 0
}
pids=()
ip link set lo up 2> /dev/null || { skip 'peers of dns: loopback cannot be brought up'; finish; }
command -v dig > /dev/null || { skip 'peers of dns: dig is not installed (bind9-dnsutils)'; finish; }

# ---- zones -------------------------------------------------------------------------------------------

soa() { echo "@ 3600 IN SOA ns.$1. root.$1. $2 7200 900 1209600 300"; echo "@ 3600 IN NS ns.$1."; echo 'ns 3600 IN A 127.0.0.1'; }
cp "$here/types.zone" "$dir/types.test"
{ soa many.test 1; seq 100000 | awk '{ printf "h%d 300 IN A 10.%d.%d.%d\n", $1, $1 / 65536, $1 / 256 % 256, $1 % 256 }'; } > "$dir/many.test"
{ soa big.test 1; awk 'BEGIN { s = sprintf("%250s", ""); gsub(/ /, "x", s); printf "txt 300 IN TXT"; for (i = 0; i < 239; i++) printf " \"%s\"", s; print "" }'; } > "$dir/big.test"
version() { # NUMBER: of the zone that changes
    soa changes.test "$1"
    seq 200 | awk -v v="$1" '{ if ($1 % 7 != v) printf "h%d 300 IN A 192.0.2.%d\n", $1, ($1 + ($1 == 50 ? v : 0)) % 256 }'
}
version 1 > "$dir/changes.test"
zones=(types.test many.test big.test)

# ---- servers -----------------------------------------------------------------------------------------

declare -A port
start() { # NAME PORT COMMAND...: in the foreground, its process ended by its id
    local name=$1
    port[$name]=$2
    shift 2
    "$@" > "$dir/$name.log" 2>&1 &
    pids+=($!)
}
await() { # NAME ZONE: until it serves the zone
    local i
    for i in $(seq 100); do
        [ "$(dig @127.0.0.1 -p "${port[$1]}" +short +tries=1 +time=1 "$2" SOA 2> /dev/null | wc -l)" -gt 0 ] && return 0
        sleep 0.1
    done
    bad "$1 does not serve $2: $(tail -2 "$dir/$1.log")"
    unset "port[$1]"
    return 1
}

start_nsd() {
    {
        printf 'server:\n ip-address: 127.0.0.1@5301\n username: ""\n zonesdir: "%s"\n pidfile: "%s/nsd.pid"\n' "$dir" "$dir"
        printf ' xfrdfile: "%s/nsd.xfrd"\n zonelistfile: "%s/nsd.list"\n server-count: 1\n tcp-count: 20\nremote-control:\n control-enable: no\n' "$dir" "$dir"
        for z in "${zones[@]}"; do printf 'zone:\n name: %s\n zonefile: %s\n provide-xfr: 127.0.0.1 NOKEY\n' "$z" "$z"; done
    } > "$dir/nsd.conf"
    start nsd 5301 nsd -d -c "$dir/nsd.conf"
}

# knot knows fewer types by name, but all of them by number: its zone is what nsd gives
start_knot() {
    mkdir -p "$dir/knot"
    if [ -n "${port[nsd]:-}" ]; then
        # until it came whole: on a busy machine a transfer can break off
        for _ in 1 2 3 4 5; do
            dig @127.0.0.1 -p 5301 types.test AXFR +noall +answer +onesoa +unknownformat +tries=3 |
                sed 's/CLASS1/IN/' > "$dir/types.knot"
            [ "$(wc -l < "$dir/types.knot")" -ge "$(grep -c '^[a-z@]' "$dir/types.test")" ] && break
            sleep 0.5
        done
    else
        cp "$dir/types.test" "$dir/types.knot"
    fi
    {
        printf 'server:\n listen: 127.0.0.1@5302\n rundir: %s/knot\n background-workers: 1\n udp-workers: 1\n tcp-workers: 1\n' "$dir"
        printf 'database:\n storage: %s/knot\nlog:\n - target: stderr\n   any: warning\nacl:\n - id: all\n   action: transfer\nzone:\n' "$dir"
        for z in "${zones[@]}"; do
            printf ' - domain: %s\n   file: %s/%s\n   acl: all\n   semantic-checks: off\n   zonefile-sync: -1\n   journal-content: none\n' "$z" "$dir" "${z/types.test/types.knot}"
        done
    } > "$dir/knot.conf"
    start knot 5302 knotd -c "$dir/knot.conf"
}

start_named() {
    mkdir -p "$dir/named"
    grep -vE '^m[df] ' "$dir/types.test" > "$dir/types.named" # named refuses MD and MF
    {
        printf 'options { directory "%s/named"; listen-on port 5303 { 127.0.0.1; }; listen-on-v6 { none; }; pid-file none;\n' "$dir"
        printf ' session-keyfile none; recursion no; allow-transfer { any; }; notify no; check-integrity no; ixfr-from-differences yes; max-records-per-type 0; };\ncontrols { };\n'
        for z in "${zones[@]}" changes.test; do
            printf 'zone "%s" { type primary; file "%s/%s"; check-names ignore; check-mx ignore; };\n' "$z" "$dir" "${z/types.test/types.named}"
        done
    } > "$dir/named.conf"
    named-checkconf "$dir/named.conf" > /dev/null 2>&1 || sed -i 's/ max-records-per-type 0;//' "$dir/named.conf"
    start named 5303 named -g -n 1 -c "$dir/named.conf"
    named_pid=$!
}

start_unbound() {
    {
        printf 'server:\n interface: 127.0.0.1\n port: 5304\n username: ""\n chroot: ""\n directory: "%s"\n pidfile: ""\n use-syslog: no\n do-daemonize: no\n' "$dir"
        printf ' do-not-query-localhost: no\n module-config: "iterator"\n local-zone: "test." nodefault\n access-control: 127.0.0.0/8 allow\n'
        for z in "${zones[@]}"; do printf 'stub-zone:\n name: %s\n stub-addr: 127.0.0.1@5301\n' "$z"; done
        printf 'remote-control:\n control-enable: no\n'
    } > "$dir/unbound.conf"
    start unbound 5304 unbound -d -c "$dir/unbound.conf"
}

for server in nsd knot named unbound; do
    program=${server/knot/knotd}
    command -v "$program" > /dev/null || { skip "peers of dns: $program is not installed"; continue; }
    [ "$server" != unbound ] || [ -n "${port[nsd]:-}" ] || { skip 'peers of dns: unbound needs nsd'; continue; }
    "start_$server"
    await "$server" types.test
done
servers=$(printf '%s\n' "${!port[@]}" | sort)

# ---- every type: the same RDATA as dig's, and text that reads back --------------------------------------

# "owner TYPE" of each record of the zone, with the type's own name where netkit has one
awk '!/^[;$]/ && $1 !~ /^(@|ns|ns\.ds\.sub)$/ && !($1 == "ds.sub" && $2 == "NS") { print $1, $2 }' "$dir/types.test" > "$dir/types"

ask_dig() { # OUT ARGUMENT...: dig with a list of questions now and then ends before it has asked
    local out=$1 _
    shift
    for _ in 1 2 3 4 5; do
        dig "$@" > "$out" 2> "$out.err" && [ -s "$out" ] && return
        sleep 0.2
    done
    bad "dig: $(head -1 "$out.err")"
}

types_of() { # SERVER: dig asks all in one run, three ways
    local at="@127.0.0.1 -p ${port[$1]}" owner type
    awk -v at="$at" '{ print $1 ".types.test " $2 " +noall +answer +norrcomments +nosplit +nocrypto=0" }' "$dir/types" | sed 's/ +nocrypto=0//' > "$dir/$1.ask"
    # shellcheck disable=SC2086
    ask_dig "$dir/$1.text" $at -f "$dir/$1.ask" +noall +answer +norrcomments +nosplit >&2
    # shellcheck disable=SC2086
    sed 's/$/ +unknownformat/' "$dir/$1.ask" > "$dir/$1.ask.wire"
    # shellcheck disable=SC2086
    ask_dig "$dir/$1.wire" $at -f "$dir/$1.ask.wire" >&2
    while read -r owner type; do
        # named has no MD and MF; a resolver answers DS and NSEC by itself; NSEC3 owners are no names (RFC 5155 7.2.8)
        case $1-$owner in named-m[df] | unbound-ds.sub | unbound-nsec | *-2t7*) continue ;; esac
        echo "$owner $type"
    done < "$dir/types"
}

data_of() { # FILE OWNER: RDATA of dig's line
    awk -v o="$2.types.test." '$1 == o { sub(/^[^ \t]+[ \t]+[0-9]+[ \t]+[^ \t]+[ \t]+[^ \t]+[ \t]+/, ""); print; exit }' "$1"
}

check_type() { # SERVER OWNER TYPE
    local words=(dns) name=$2.types.test at="@127.0.0.1#${port[$1]}" mine theirs wire hex
    mine=$(netkit dns query "$name" "$3" "$at" --fields data) || { bad "$1: $name $3: status $?"; return; }
    theirs=$(data_of "$dir/$1.text" "$2")
    wire=$(data_of "$dir/$1.wire" "$2")
    hex=$(awk '{ h = ""; for (i = 3; i <= NF; i++) h = h $i; print "\\# " $2 " " tolower(h) }' <<< "$wire")
    [ -n "$theirs" ] || { bad "$1: dig has no $name $3"; return; }
    printf '%s\t%s\t%s\t%s\t%s\n' "$1" "$2" "$3" "$mine" "$theirs" >> "$dir/texts"
    [ "$mine" = "$theirs" ] || printf '%s\t%s\t%s\t%s\n' "$2" "$3" "$mine" "$theirs" >> "$dir/differ"
    # what is on the wire, as dig saw it, and netkit's own text: both have to mean the answer
    netkit dns check "$name" "$3" "$at" --equals "$hex" -q || { bad "$1: $name $3 is not $hex"; return; }
    netkit dns check "$name" "$3" "$at" --equals "$mine" -q || { bad "$1: $name $3 does not read back: $mine"; return; }
    ok
}

: > "$dir/differ"
for server in $servers; do
    while read -r owner type; do check_type "$server" "$owner" "$type"; done < <(types_of "$server")
done

# where netkit's text is not dig's, a server that reads the type has to read the same from both
reads_the_same() { # OWNER TYPE MINE THEIRS
    local one two
    for one in mine theirs; do
        [ $one = mine ] && two=$3 || two=$4
        { soa types.test 1; printf '%s 300 IN %s %s\n' "$1" "$2" "$two"; } > "$dir/$one.zone"
        named-compilezone -q -k ignore -n ignore -i none -F text -o "$dir/$one.out" types.test "$dir/$one.zone" > "$dir/$one.err" 2>&1 || return 2
    done
    cmp -s "$dir/mine.out" "$dir/theirs.out"
}
sort -u "$dir/differ" > "$dir/differ.once"
while IFS=$'\t' read -r owner type mine theirs; do
    case $theirs in '\# '*) continue ;; esac # dig does not know it; netkit's text was read back above
    reads_the_same "$owner" "$type" "$mine" "$theirs"
    case $? in
    0) ok ;;
    *) bad "$owner $type: '$mine' is not '$theirs' $(head -1 "$dir/mine.err")" ;;
    esac
done < "$dir/differ.once"

# ---- transfers ----------------------------------------------------------------------------------------

plain() { awk '!/^;/ && NF { name = tolower($1); ttl = $2; type = $4; sub(/^[^ \t]+[ \t]+[0-9]+[ \t]+[^ \t]+[ \t]+[^ \t]+[ \t]+/, ""); print name, ttl, type, $0 }' "$@" | sort; }
for server in nsd knot named; do
    [ -n "${port[$server]:-}" ] || continue
    dig @127.0.0.1 -p "${port[$server]}" many.test AXFR +noall +answer +onesoa > "$dir/dig.axfr"
    # 100,000 records in bounded memory: 64 MB of address space, of which the program itself needs most
    (ulimit -v 65536; netkit dns transfer many.test "@127.0.0.1#${port[$server]}") > "$dir/netkit.axfr" 2> "$dir/err" ||
        bad "$server: transfer of many.test: status $?: $(head -1 "$dir/err")"
    plain "$dir/dig.axfr" > "$dir/dig.plain"
    plain "$dir/netkit.axfr" > "$dir/netkit.plain"
    if [ "$(wc -l < "$dir/dig.plain")" = 100003 ] && cmp -s "$dir/dig.plain" "$dir/netkit.plain"; then
        ok
    else
        bad "$server: many.test is not dig's: $(diff "$dir/dig.plain" "$dir/netkit.plain" | head -3)"
    fi
    # a zone of every type: what is written is read by named as the zone that dig got
    netkit dns transfer types.test "@127.0.0.1#${port[$server]}" > "$dir/types.mine" 2> "$dir/err" ||
        bad "$server: transfer of types.test: status $?: $(head -1 "$dir/err")"
    [ "$(grep -vc '^;' "$dir/types.mine")" -ge 87 ] && ok || bad "$server: types.test has too few records"
done
if command -v named-compilezone > /dev/null && [ -n "${port[named]:-}" ]; then
    netkit dns transfer types.test @127.0.0.1#5303 > "$dir/types.mine"
    # types that named does not know go in by number
    while read -r owner type; do
        hex=$(data_of "$dir/named.wire" "$owner")
        known=$(data_of "$dir/named.text" "$owner")
        case $known in '\# '*) ;; *) continue ;; esac
        grep -v "^$owner.types.test." "$dir/types.mine" > "$dir/types.next"
        printf '%s.types.test. 3600 IN %s %s\n' "$owner" "$type" "$hex" >> "$dir/types.next"
        mv "$dir/types.next" "$dir/types.mine"
    done < "$dir/types"
    for one in named mine; do
        named-compilezone -q -k ignore -n ignore -i none -s full -F text -o "$dir/$one.full" types.test "$dir/types.$one" > "$dir/$one.err" 2>&1 ||
            bad "named does not read the zone of $one: $(grep -v old "$dir/$one.err" | head -2)"
    done
    if cmp -s <(sort "$dir/named.full") <(sort "$dir/mine.full"); then
        ok
    else
        bad "the zone reads back as another: $(diff <(sort "$dir/named.full") <(sort "$dir/mine.full") | head -4)"
    fi
fi

# ---- 60 KB over TCP ----------------------------------------------------------------------------------

for server in $servers; do
    theirs=$(dig @127.0.0.1 -p "${port[$server]}" txt.big.test TXT +short +ignore +tcp)
    mine=$(netkit dns query txt.big.test TXT "@127.0.0.1#${port[$server]}" --fields data) || bad "$server: txt.big.test: status $?"
    [ ${#mine} -gt 60000 ] && [ "$mine" = "$theirs" ] && ok || bad "$server: txt.big.test has ${#mine} characters, dig's ${#theirs}"
done

# ---- differences -----------------------------------------------------------------------------------------

if [ -n "${port[named]:-}" ]; then
    for v in 2 3; do
        sleep 1.1 # named compares whole seconds
        version $v > "$dir/changes.test"
        kill -HUP "$named_pid"
        for i in $(seq 50); do
            [ "$(dig @127.0.0.1 -p 5303 +short changes.test SOA | awk '{ print $3 }')" = $v ] && break
            sleep 0.1
        done
    done
    netkit dns transfer changes.test @127.0.0.1#5303 --serial 1 -o csv --no-header --fields change,name,data > "$dir/ixfr" || bad "IXFR: status $?"
    # applied to the first version they make the last one
    version 1 | plain | awk '$3 != "SOA" && $3 != "NS" && $1 != "ns" { print $1 ".changes.test.," $4 }' | sort > "$dir/first"
    version 3 | plain | awk '$3 != "SOA" && $3 != "NS" && $1 != "ns" { print $1 ".changes.test.," $4 }' | sort > "$dir/last"
    awk -F, 'NR == FNR { have[$0] = 1; next } /root/ { next } { key = $2 "," $3 } $1 == "deleted" { if (!(key in have)) print "not there: " key; delete have[key] } $1 == "added" { have[key] = 1 } END { for (k in have) print k }' "$dir/first" "$dir/ixfr" | sort > "$dir/applied"
    cmp -s "$dir/last" "$dir/applied" && grep -q '^deleted' "$dir/ixfr" && ok || bad "IXFR from 1: $(diff "$dir/last" "$dir/applied" | head -3)"
    netkit dns transfer changes.test @127.0.0.1#5303 --serial 3 --fields type > "$dir/ixfr" && [ "$(cat "$dir/ixfr")" = SOA ] && ok || bad "IXFR from 3: $(head -2 "$dir/ixfr")"
    netkit dns transfer changes.test @127.0.0.1#5303 --serial 3 --udp --fields type > "$dir/ixfr" && [ "$(cat "$dir/ixfr")" = SOA ] && ok || bad "IXFR over UDP: $(head -2 "$dir/ixfr")"
    netkit dns transfer changes.test @127.0.0.1#5303 --serial 1 --udp --fields change > "$dir/ixfr" && [ "$(grep -c added "$dir/ixfr")" -gt 10 ] && ok || bad "IXFR over UDP from 1"
    netkit dns transfer changes.test @127.0.0.1#5303 --serial 4000000000 --fields change > "$dir/ixfr" && [ "$(sort -u "$dir/ixfr")" = - ] && ok || bad "IXFR from nowhere: $(head -2 "$dir/ixfr")"
    netkit dns transfer none.test @127.0.0.1#5303 > "$dir/none" 2> "$dir/err"
    [ $? = 3 ] && [ ! -s "$dir/none" ] && grep -qE 'REFUSED|NOTAUTH' "$dir/err" && ok || bad "a zone that is not there: $(head -1 "$dir/err")"
fi
finish
