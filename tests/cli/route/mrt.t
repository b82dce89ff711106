# Dumps of BGP tables and updates.

$ netkit route list -t "$DATA/route/add_path.mrt" --paths -o tsv --header | head -3
> prefix	type	next_hops	protocol	metric	table	origin	label	peer	peer_as	as_path	origin_type	local_pref	med	communities	large_communities	ext_communities	aggregator	atomic_aggregate	path_id	time	originated
> 10.0.10.0/24	unicast	via 10.0.15.1	bgp	-	main	65011	-	10.0.15.1	65015	65015 65014 65013 65012 65011	IGP	100	-	-	-	-	-	false	36	1452168107	1452167987
> 10.0.10.0/24	unicast	via 10.0.15.1	bgp	-	main	65010	-	10.0.15.1	65015	65015 65014 65013 65012 65011 65010	IGP	100	-	-	-	-	-	false	38	1452168107	1452167987

$ netkit route list -t "$DATA/route/add_path.mrt" 10.0.15.0/24 --json --fields prefix,next_hops,origin,as_path,peer,path_id
> {"prefix":"10.0.15.0/24","next_hops":[],"origin":null,"as_path":null,"peer":"0.0.0.0","path_id":0}
> {"prefix":"10.0.15.0/24","next_hops":[{"via":"10.0.15.1","dev":null,"weight":1}],"origin":65015,"as_path":"65015","peer":"10.0.15.1","path_id":5}

# A cut stream: what could be read, and status 2.
$ head -c 3000 "$DATA/route/add_path.mrt" | netkit route list -t - | wc -l
> 36
! netkit: '-' is cut: it ends inside record 20, which begins at byte 2842

$ head -c 3000 "$DATA/route/add_path.mrt" | netkit route list -t - -q
! netkit: '-' is cut: it ends inside record 20, which begins at byte 2842
? 2

# A damaged attribute: its record is skipped.
$ (head -c 106 "$DATA/route/add_path.mrt"; printf '\377'; tail -c +108 "$DATA/route/add_path.mrt") | netkit route list -t - -q
! netkit: standard input: record 2, byte 103: AS_PATH of 22 octets is not made of segments; record skipped
? 2

# A packed dump that is cut.
$ gzip -c "$DATA/route/add_path.mrt" | head -c 600 | netkit route list -t - -o tsv --fields prefix | head -1
> 10.0.10.0/24
~ is cut short

# Updates alone, behind a table in one stream, and of another source.
$ netkit route list -t "$DATA/route/updates.mrt" 65.209.117.0/24 --paths -o tsv --fields peer,as_path,time
> 193.203.0.1	1853 1239 16631 174 22024	1027377642

$ cat "$DATA/route/add_path.mrt" "$DATA/route/updates.mrt" | netkit route list -t - -q

$ netkit route lookup -t "$DATA/route/add_path.mrt" --peer 9 10.0.10.1
~ there is no peer '9' in the table: 0: 0.0.0.0 AS0, 1:
? 2
