# Lines of: question TAB what canon.awk says of the kernel's answer TAB netkit's line, type, prefix, table, metric,
# next hops. Prints those that differ, and at the end how many agree and how many do not.
#   awk -F '\t' -f compare.awk -v merged=1 FILE       merged: no rules but those of every machine
function has(list, hop,   n, h, i) {
    n = split(list, h, ",")
    for (i = 1; i <= n; i++) {
        sub(/ weight .*/, "", h[i])
        if (h[i] == hop)
            return 1
    }
    return 0
}
{
    type = $2; prefix = $3; table = $4; metric = $5 == "0" ? "-" : $5; hop = $6
    our_type = $8 == "-" ? "none" : $8; our_prefix = $9; our_table = $10; our_metric = $11 == "0" ? "-" : $11
    ok = NF == 12
    if (merged && our_table == "local" && table == "main") # to the kernel they are one then
        our_table = "main"
    if (type == "none")
        # a rule says "unreachable" with the same error
        ok = ok && (our_type == "none" || our_type == "unreachable" && our_prefix == "-")
    else if (type ~ /^(unreachable|blackhole|prohibit)$/)
        # an IPv4 packet that no route sends to the device asked for is sent there all the same: no route says so
        ok = ok && (our_type == type || $1 ~ / oif / && type == "unreachable" && our_type ~ /^(none|blackhole|prohibit)$/)
    else {
        ok = ok && our_type == type
        if (prefix != "nhid")
            ok = ok && our_prefix == prefix && our_table == table && our_metric == metric
        # what is for the host itself comes in by lo
        ok = ok && (has($12, hop) || type == "local" || hop == "dev lo")
    }
    if (ok) {
        good++
    } else if (bad++ < 5) {
        print
    }
}
END { print good + 0, bad + 0 }
