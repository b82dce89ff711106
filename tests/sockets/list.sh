# Sourced by run: list, beside what is really there.

# ---- sockets in all 11 states, of both families ------------------------------------------------------
mkfifo hold
tcp_states 4 6 < hold > there &
held=$!
exec 9> hold
for _ in {1..100}; do
    grep -q '^$' there && break
    sleep 0.05
done
sed '/^$/d; s/ - 0$/ none 0/' there | sort > want
list --json > all 2> err || fail "list: status $?: $(head -1 err)"
[ -s err ] && fail "list says something: $(head -1 err)"
case $(uname -r) in
[0-5].* | 6.[0-7].*) # no bound sockets there
    grep -q 'CLOSED' err && pass || fail "nothing is said of the eleventh state"
    grep -v '^CLOSED' want > some && mv some want ;;
esac
jq -r '(if .peer_port == 0 then "none" else .peer_address end) as $peer
    | "\(.state) \(.local_address) \(.local_port) \($peer) \(.peer_port)"' all | sort > got
[ "$(wc -l < want)" -ge 20 ] && [ -z "$(comm -23 want got)" ] && pass ||
    fail "sockets that are not listed: $(comm -23 want got | head -3)"
# beside them only the listeners that some of them came from
[ -z "$(comm -13 want got | grep -v '^LISTEN ')" ] && pass ||
    fail "sockets that are not there: $(comm -13 want got | head -3)"

# the formats have the same records
list --json | jq -rS -c 'del(.timer_ms, .rtt_ms)' | sort > one
list -o csv > csv
jq -Rsr 'split("\n")[:-1] | map(split(",")) | .[0] as $keys | .[1:][]
    | [$keys, .] | transpose | map({(.[0]): .[1]}) | add | "\(.state) \(.local_address) \(.local_port)"' csv | sort > two
jq -r '"\(.state) \(.local_address) \(.local_port)"' one | sort | cmp -s - two && pass || fail "csv is not as json"
[ "$(list -o tsv | wc -l)" = "$(list | wc -l)" ] && [ "$(list | wc -l)" = "$(wc -l < all)" ] && pass ||
    fail "text or tsv have other numbers of sockets"

# ---- the working: each state once, a block a socket, no line longer than the page
list --explain --info > explained 2> err
sed -n 's/^\([A-Z0-9-]*\): .*/\1/p' explained | grep -v '^UDP' | sort > got
jq -r .state all | sort -u > some
cmp -s some got && pass || fail "states that are explained: $(diff some got | head -3)"
[ "$(grep -c '^  [A-Z0-9-]* [^ ]*, peer ' explained)" = "$(wc -l < all)" ] && pass || fail "not each socket is explained"
[ -z "$(awk 'length > 80' explained)" ] && pass || fail "too long: $(awk 'length > 80' explained | head -1)"
grep -q "^$(wc -l < all) sockets; --process finds their owners$" explained && pass || fail "the end: $(tail -1 explained)"
list --explain --process state established > explained
pid=$(list --json --process state established | jq -r 'select(.pid != null) | .pid' | head -1)
grep -q "/proc/$pid/fd has a link to" explained && pass || fail "no owner: $(head -12 explained)"
list --explain --summary > explained
[ "$(awk '$1 == "sockets:" { n += $2 } END { print n }' explained)" = "$(sed -n 's/ sockets$//p' explained)" ] && pass ||
    fail "the sum: $(tail -1 explained)"
# of many the first are explained; a summary counts all, and lists none that could be left out
unshare -n bash -c 'ip link set lo up
    python3 -c "
import socket, subprocess
held = [socket.create_server((\"127.0.0.1\", 0)) for _ in range(103)]
for more in [], [\"--summary\"]:
    subprocess.run([\"netkit\", \"tcp-state\", \"list\", \"--explain\", *more])
"' | grep -v '^  \|^LISTEN' > got 2> err
cat > want <<'EOW'
The kernel is asked for the sockets of TCP (INET_DIAG), in all states
and 3 more sockets, which are listed without --explain
103 sockets; --process finds their owners
The kernel is asked for the sockets of TCP (INET_DIAG), in all states
103 sockets
EOW
cmp -s got want && pass || fail "many sockets: $(diff want got | head -3)"
cat > want <<'EOW'
The kernel is asked for the sockets of TCP (INET_DIAG), in CLOSE-WAIT
It does the whole filter itself
CLOSE-WAIT: the peer has closed, the user has not yet
  this end: CLOSE / snd FIN,ACK -> LAST-ACK (3.10.4)
EOW
list --explain state close-wait | head -4 | cmp -s - want && pass || fail "CLOSE-WAIT: $(list --explain state close-wait | head -4)"
list --explain dport lt 0 > explained
[ $? = 1 ] && [ "$(tail -1 explained)" = "0 sockets" ] && pass || fail "none: $(cat explained)"

# ---- filters: the kernel's part and ours give what jq takes from all of them -----------------------------
port=$(sed -n 's/^ESTABLISHED 198[^ ]* \([0-9]*\) .*/\1/p' there)
filter() { # JQ FILTER...
    local wanted=$1
    shift
    jq -c "select($wanted) | [.state, .local_address, .local_port, .peer_address, .peer_port]" all | sort > want
    list --json "$@" | jq -c '[.state, .local_address, .local_port, .peer_address, .peer_port]' | sort > got
    [ -s want ] && cmp -s want got && pass || fail "filter '$*': $(diff want got | head -3)"
}
filter '.state == "ESTABLISHED"' state established
filter '.state == "LISTEN"' --listening
filter '.state == "LISTEN" or .state == "CLOSED"' state listening closed
filter '.state | IN("LISTEN", "CLOSED", "SYN-SENT", "SYN-RECEIVED") | not' state synchronized
filter '.state | IN("TIME-WAIT", "SYN-RECEIVED")' state bucket
filter ".local_port == $port" sport "$port"
filter ".local_port == $port and .state == \"ESTABLISHED\"" state established and sport = ":$port"
filter ".local_port != $port" sport != "$port"
filter ".local_port >= $port" sport gt "$((port - 1))"
filter ".local_port <= $port" "sport <= $port"
filter '.peer_port >= 40001 and .peer_port <= 40010' dport 40001-40010
filter '.local_address | startswith("198.51.100.")' src 198.51.100.0/24
filter '.peer_address | startswith("2001:db8:51:")' dst 2001:db8:51::/64
filter '.local_address | contains(":") | not' not src ::/0
filter '.family == 6' -6
filter '.family == 4' -4
filter '.family == 6 and (.state == "LISTEN" or .peer_port == 40015)' -6 state listening or dport 40015
filter '.state == "CLOSED" or .peer_address == "198.51.100.2"' closed or dst 198.51.100.2
filter "(.local_port == $port or .peer_port == 40010) and .state != \"LISTEN\"" "not listening and ( port $port or dport 40010 )"

# ---- sums, owners, what is known of a connection ------------------------------------------------------------
jq -r .state all | sort | uniq -c | awk '{ print $2, $1 }' | sort > want
list --summary | awk '$2 > 0 { print $1, $2 }' | sort | cmp -s want - && pass || fail "--summary counts otherwise"
list --process --json established | jq -e -s "length > 0 and all(.pid == $held and .process == \"tcp_states\")" > /dev/null &&
    pass || fail "--process does not find tcp_states: $(list -p established | head -1)"
list --process --json state bucket | jq -e -s 'length > 0 and all(.pid == null and .uid == null and .inode == 0)' > /dev/null && pass ||
    fail "a socket without a process has one"
list --json | jq -e -s 'all(.pid == null)' > /dev/null && pass || fail "owners are looked for unasked"
list --info --json established | jq -e -s 'length == 2 and
    all(.mss >= 536 and .cwnd > 0 and .segs_in > 0 and .bytes_received == 0 and (.congestion | type) == "string")' > /dev/null &&
    pass || fail "--info: $(list --info --json established | head -1)"
list --json time-wait | jq -e -s 'length == 2 and all(.timer == "time-wait" and .timer_ms > 30000 and .timer_ms <= 60000)' > /dev/null &&
    pass || fail "the timer of TIME-WAIT"
list --json state syn-sent | jq -e -s 'all(.timer == "retransmit" and .timer_ms != null)' > /dev/null && pass ||
    fail "the timer of SYN-SENT"
list --timers time-wait | grep -q 'time-wait' && pass || fail "--timers"

# the table is the kernel's answer, not /proc's files
if command -v strace > /dev/null 2>&1 && strace -o calls -e trace=openat netkit tcp-state list > /dev/null 2>&1; then
    grep -q '/proc' calls && fail "list reads /proc: $(grep -m1 /proc calls)" || pass
else
    skip "strace is not there"
fi

# without privilege the table is whole, and what owners cannot be seen is said once
if [ "$(id -u)" = 0 ] && command -v setpriv > /dev/null 2>&1 && chmod 755 "$dir" &&
    setpriv --reuid 65534 --clear-groups netkit version > /dev/null 2>&1; then
    setpriv --reuid 65534 --clear-groups netkit tcp-state list --process --json > got 2> err
    [ $? = 0 ] && [ "$(wc -l < got)" = "$(wc -l < all)" ] && pass || fail "list without privilege: $(head -1 err)"
    [ "$(wc -l < err)" = 1 ] && grep -q 'without privilege' err && pass || fail "owners without privilege: $(head -2 err)"
else
    skip "no other user can be taken on"
fi

# ---- UDP ---------------------------------------------------------------------------------------------------------
list --udp --json > got
[ $? = 0 ] && [ ! -s got ] && pass || fail "UDP sockets where there are none"
netkit lab -p 5353 > lab.out 2>&1 &
lab=$!
for _ in {1..100}; do
    [ "$(list -u 2> /dev/null | wc -l)" -gt 0 ] && break
    sleep 0.05
done
list -u --json | jq -e -s 'length > 0 and all(.state == "CLOSED" and .local_port == 5353 and .peer_port == 0)' > /dev/null &&
    pass || fail "the lab's UDP socket: $(list -u --json | head -1)"
list -u --json --process -l sport mdns | jq -e -s 'length > 0 and all(.pid == '$lab' and .local_service == "mdns")' \
    > /dev/null && pass || fail "service and owner of the lab's UDP socket: $(list -u -p | head -1)"
list --json listening sport mdns 2> err
[ $? = 2 ] && grep -q 'is no port' err && pass || fail "a service of UDP among TCP's: $(head -1 err)"
kill "$lab"
wait "$lab" 2> /dev/null

# ---- a device that is bound to ---------------------------------------------------------------------------------------
if command -v python3 > /dev/null 2>&1; then
    zone=$(ip -o -6 addr show dev nk0 scope link | awk '{ sub("/.*", "", $4); print $4; exit }')
    python3 -c 'import socket, sys
all = [socket.socket(), socket.socket(socket.AF_INET6)]
all[0].setsockopt(socket.SOL_SOCKET, 25, b"lo\0")
all[0].bind(("127.0.0.1", 4999))
if sys.argv[1]:
    all[1].bind((sys.argv[1], 4998, 0, socket.if_nametoindex("nk0")))
for s in all:
    s.listen()
print(flush=True)
sys.stdin.read()' "$zone" < hold > bound 9>&- &
    for _ in {1..100}; do
        [ -s bound ] && break
        sleep 0.05
    done
    list --json sport 4999 | jq -e -s 'length == 1 and .[0].interface == "lo"' > /dev/null && pass ||
        fail "the device of a socket: $(list --json sport 4999)"
    if [ -n "$zone" ]; then
        [ "$(list --fields local sport 4998)" = "[$zone%nk0]:4998" ] && pass ||
            fail "the zone of an address: $(list sport 4998)"
    fi
fi
exec 9>&-
wait "$held"
held=
