# Answers of `ip -o route get fibmatch` and `ip -o route get`, brought into the form of netkit's:
#   awk -f canon.awk -v count=N ERRORS ANSWERS PLAIN_ERRORS PLAIN_ANSWERS
# prints N lines: type, prefix, table, metric, then the next hop that the kernel took.
# ERRORS is what `ip -force -batch` wrote to standard error; answers stand in the order of the commands.
function failure(text) {
    if (text ~ /Network is unreachable/) return "none"
    if (text ~ /No route to host/) return "unreachable"
    if (text ~ /Invalid argument/) return "blackhole"
    if (text ~ /Permission denied/) return "prohibit"
    return "error: " text
}
function is_type(word) {
    return word ~ /^(local|broadcast|multicast|anycast|unicast|blackhole|unreachable|prohibit|throw)$/
}
function fields(line,   n, w, i, type, prefix, table, metric) {
    gsub(/\\/, " ", line)
    n = split(line, w, " ")
    i = is_type(w[1]) ? 2 : 1
    type = i == 2 ? w[1] : "unicast"
    prefix = w[i]
    if (prefix == "default") prefix = family == 4 ? "0.0.0.0/0" : "::/0"
    if (prefix !~ /\//) prefix = prefix (family == 4 ? "/32" : "/128")
    table = "main"
    metric = "-"
    for (; i < n; i++) {
        if (w[i] == "nexthop") break
        # the kernel keeps an IPv6 answer with the next-hop object, and gives it for other prefixes too
        if (w[i] == "nhid" && family == 6) return type "\tnhid\tnhid\tnhid"
        if (w[i] == "table") table = w[i + 1]
        if (w[i] == "metric") metric = w[i + 1]
    }
    return type "\t" prefix "\t" table "\t" metric
}
function hop(line,   n, w, i, via, dev) {
    gsub(/\\/, " ", line)
    n = split(line, w, " ")
    for (i = 1; i < n; i++) {
        if (w[i] == "via") via = w[i + 1] == "inet6" || w[i + 1] == "inet" ? w[i + 2] : w[i + 1]
        if (w[i] == "dev" && dev == "") dev = w[i + 1]
    }
    return (via == "" ? "" : "via " via " ") "dev " dev
}
FNR == 1 { file++ }
FILENAME == ARGV[ARGC - 4] && /^(RTNETLINK answers|Error)/ { text = $0; next }
FILENAME == ARGV[ARGC - 4] && /^Command failed/ { sub(/.*:/, ""); failed[$0 + 0] = failure(text); next }
FILENAME == ARGV[ARGC - 3] && NF > 0 { match_lines[++matches] = $0; next }
FILENAME == ARGV[ARGC - 2] && /^Command failed/ { sub(/.*:/, ""); plain_failed[$0 + 0] = 1; next }
FILENAME == ARGV[ARGC - 1] && NF > 0 { plain_lines[++plains] = $0; next }
END {
    at = plain_at = 0
    for (i = 1; i <= count; i++) {
        out = i in failed ? failed[i] "\t-\t-\t-" : fields(match_lines[++at])
        print out "\t" (i in plain_failed ? "-" : hop(plain_lines[++plain_at]))
    }
    if (at != matches || plain_at != plains)
        print "the answers are not as many as the questions"
}
