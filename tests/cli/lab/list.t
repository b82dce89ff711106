$ netkit lab list --servers --fields kind,name,addresses,zones,behaviour --json | head -2
> {"kind":"server","name":"a.root","addresses":["127.53.0.1"],"zones":["."],"behaviour":null}
> {"kind":"server","name":"b.root","addresses":["127.53.0.2"],"zones":["."],"behaviour":null}

$ netkit lab list --zones --fields name,servers,attempt -o tsv | grep '^dead'
> dead.test.	ns2.dead.test	dns trace www.dead.test

# each server is of one zone at least, or its row says what is wrong with it
$ netkit lab list --servers --fields name,zones,behaviour -o csv --no-header | grep -c ',,$'
> 0
? 1

$ netkit lab list x
? 2
~ there is one operand too many

$ netkit lab list --topologies --fields name,attempt -o tsv
> sample:textbook	route walk -T sample:textbook h1 203.0.113.20
> sample:loop	route walk -T sample:loop h1 203.0.113.20

$ netkit lab list --fields kind -o tsv | uniq
> zone
> server
> topology
