# Sourced by run: watch, beside sockets that change their state only when it has told of the last change.
walk() { # FAMILY OPTION...: the transitions of three connections, "OLD NEW" a line, into got
    local family=$1 line
    shift
    rm -f go err
    mkfifo go
    tcp_slow "$family" < go > /dev/null 2> slow.err &
    held=$!
    exec 9> go
    timeout 60 netkit tcp-state watch --count 15 --timeout 20s --json "$@" dport 41000-41010 \
        2> err | {
        for _ in {1..100}; do grep -qs watching err && break; sleep 0.02; done
        echo go >&9
        while IFS= read -r line; do
            printf '%s\n' "$line"
            echo go >&9
        done
    } > lines
    exec 9>&-
    wait "$held" || fail "slow: $(head -1 slow.err)"
    held=
    jq -r '"\(.old) \(.new)"' lines > got
}
cat > want <<'EOW'
CLOSED SYN-SENT
SYN-SENT ESTABLISHED
ESTABLISHED FIN-WAIT-1
FIN-WAIT-1 FIN-WAIT-2
FIN-WAIT-2 TIME-WAIT
CLOSED SYN-SENT
SYN-SENT ESTABLISHED
ESTABLISHED FIN-WAIT-1
FIN-WAIT-1 CLOSING
CLOSING TIME-WAIT
CLOSED SYN-RECEIVED
SYN-RECEIVED ESTABLISHED
ESTABLISHED CLOSE-WAIT
CLOSE-WAIT LAST-ACK
LAST-ACK CLOSED
EOW
cp want steps
for family in 4 6; do
    walk $family
    cmp -s steps got && pass || fail "watch, IPv$family: $(diff steps got | head -3) $(head -1 err)"
    grep -q 'stays unseen' err && pass || fail "watch does not say what it cannot see: $(head -1 err)"
    jq -e -s --argjson family $family 'all(.state == .new and .family == $family
        and (.time | test("^[0-9]+[.][0-9]{9}$")) and .local_port > 0 and .peer_port >= 41000)
        and (map(.time) == (map(.time) | sort))' lines > /dev/null && pass || fail "the records of watch: $(head -1 lines)"
done

# the filter is about the state before or behind; text has the arrow; the time is over
netkit tcp-state watch --timeout 1s --interval 5ms --count 2 listening > text 2> err &
watch=$!
sleep 0.3
netkit lab -p 5399 --for 200ms > /dev/null 2>&1
wait $watch
[ $? = 0 ] && [ "$(grep -c 'CLOSED -> LISTEN ' text)" = 2 ] && pass ||
    fail "the lab begins to listen: $(head -2 text err)"
netkit tcp-state watch --explain --timeout 2s --interval 5ms --count 1 listening > text 2> err &
watch=$!
for _ in {1..100}; do grep -qs watching err && break; sleep 0.02; done
netkit lab -p 5398 --for 200ms > /dev/null 2>&1
wait $watch
[ "$(sed 's/^[0-9:.][0-9:.]* //; s/127[^ ]*:/A:/' text)" = "CLOSED -> LISTEN
  LISTEN A:5398, peer any
  passive OPEN: a passive OPEN makes a TCB that waits for a SYN from outside
    (3.10.1)" ] && pass || fail "watch explains: $(cat text err)"
netkit tcp-state watch --timeout 50ms --count 1 sport 1 > text 2> err
[ $? = 3 ] && [ ! -s text ] && grep -q 'after 0 of 1' err && pass || fail "a count that is not reached: $(head -2 err)"
netkit tcp-state watch --timeout 50ms sport 1 > text 2> err
[ $? = 0 ] && [ ! -s text ] && pass || fail "nothing happens: $(head -1 err)"

# Ctrl-C ends it by the signal, and what it told is there
timeout -s INT 1 netkit tcp-state watch > text 2> err &
watch=$!
sleep 0.3
netkit lab -p 5398 --for 100ms > /dev/null 2>&1
wait $watch
[ $? = 124 ] && grep -q 'LISTEN -> CLOSED' text && pass || fail "watch, interrupted: $(head -1 text)"

# the tracepoint, where it is permitted: nothing is too short for it, and what it cannot see is known
netkit tcp-state watch --source trace --timeout 50ms sport 1 > text 2> err
if [ $? = 0 ]; then
    sed -e 's/^CLOSED SYN-RECEIVED/LISTEN SYN-RECEIVED/' steps > want
    for _ in 1 2 3; do # another namespace may have the same ports
        rm -f err
        timeout 60 netkit tcp-state watch --source trace --json --count 15 --timeout 10s dport 41000-41002 > lines 2> err &
        watch=$!
        for _ in {1..200}; do grep -qs watching err && break; sleep 0.02; done # it is ready when it says what it watches
        for _ in {1..17}; do echo; sleep 0.02; done | tcp_slow 6 > /dev/null 2> slow.err
        wait $watch
        status=$?
        jq -r 'select(.family == 6) | "\(.old) \(.new)"' lines > got
        cmp -s want got && break
    done
    [ $status = 0 ] && cmp -s want got && pass || fail "the tracepoint: $(diff want got | head -3) $(head -1 err)"
    grep -q 'all network namespaces' err && pass || fail "watch does not say what the tracepoint sees: $(head -1 err)"
    jq -e -s 'all(.state == .new and .inode == null and .uid == null and .local_port >= 0 and .pid == null)' lines > /dev/null &&
        pass || fail "what the tracepoint does not tell: $(head -1 lines)"
else
    grep -q 'cannot listen to the tracepoint' err && pass || fail "no tracepoint, and it is not said: $(head -1 err)"
    skip "the tracepoint: $(grep cannot err)"
fi
if [ "$(id -u)" = 0 ] && setpriv --reuid 65534 --clear-groups netkit version > /dev/null 2>&1; then
    setpriv --reuid 65534 --clear-groups netkit tcp-state watch --source trace --timeout 50ms > text 2> err
    [ $? = 3 ] && [ ! -s text ] && grep -q 'cannot listen to the tracepoint' err && pass ||
        fail "the tracepoint without privilege: $(head -1 err)"
fi
