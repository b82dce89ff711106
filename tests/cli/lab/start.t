# a moment: the sheet, the hints, what there is
$ netkit lab --for 1ms | sed 's/^port .*/port/; s/-p [0-9]*/-p PORT/' | head -12
> port
> resolver    127.53.0.53
> servers     50
> 
> ; root hints
> .                3600000  IN  NS   a.root.
> a.root.          3600000  IN  A    127.53.0.1
> .                3600000  IN  NS   b.root.
> b.root.          3600000  IN  A    127.53.0.2
> 
> zones (netkit lab list has more):
>   . test. example. arpa. in-addr.arpa. ip6.arpa. 53.127.in-addr.arpa.

# the file of hints is there when the servers are, and has the port
$ netkit lab start --for 1ms --hints h --json --fields port,hints_file | sed 's/"port":[0-9]*/"port":N/'; sed 's/port [0-9]*/port N/' h
> {"port":N,"hints_file":"h"}
> ; root hints of netkit lab
> ; port N
> .                3600000  IN  NS   a.root.
> a.root.          3600000  IN  A    127.53.0.1
> .                3600000  IN  NS   b.root.
> b.root.          3600000  IN  A    127.53.0.2

$ netkit lab --for 1ms --hints /nowhere/h
? 3
~ /nowhere/h

# every line for people fits 80 columns
$ netkit lab --for 1ms | awk 'length > 80'

# it runs until it is ended, and its end is that signal's
$ netkit lab --hints h > out & until [ -e h ]; do sleep 0.01; done; kill $!; wait $! 2> /dev/null; echo $?; head -1 out | cut -c 1-4
> 143
> port

# help is the command's, the verb's behind its name
$ netkit lab --help | sed -n '1p; /start/p'
> Usage: netkit lab VERB [OPTION]... [OPERAND]...
>   start       start the servers and run until Ctrl-C
> Without a verb, 'start' runs.

$ netkit lab -p 65536
? 2
~ 65535

$ netkit lab strat
? 2
~ did you mean 'start'?

# a port that is taken at one of the addresses
$ netkit lab --hints h > out & until [ -e h ]; do sleep 0.01; done; netkit lab -p $(sed -n 's/; port //p' h) --for 1ms; s=$?; kill $!; exit $s
? 3
~ cannot listen at 127.53.0.1 port

# from what the signatures can be checked: the DS record of the root's key, as the root's own server gives the key
$ netkit lab start --for 1ms --json | jq -r .anchor | awk '{print $1, $2, $3, $5, $6, length($7 $8)}'
> . IN DS 13 2 64

# few descriptors: connections make room for one another, and the loop goes on
$ ulimit -n 125; netkit lab --hints h --for 20s > out & l=$!; until [ -s h ]; do sleep 0.01; done; p=$(sed -n 's/; port //p' h); for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30; do bash -c "exec 3<> /dev/tcp/127.53.10.1/$p; read -t 5 <&3" & done; sleep 0.3; netkit dns query www.example.test @127.53.10.1 -p $p --tcp +short; kill $l; wait
> 192.0.2.80

# zones have the same names everywhere, and each has one
$ netkit lab --for 1ms --json | jq -r '.zones[]' > a; netkit lab list --zones --json | jq -r .name | uniq | cmp - a; netkit lab list --servers --json | jq -r '.zones[]' | grep -vxFf a
? 1
