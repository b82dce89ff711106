|| table
+ 0.0.0.0/1 a
+ 10.0.0.0/8 b
+ 10.1.2.3/8 c
+ 11.0.0.0/8 b
+ 2001:db8::/32 b
+ ::/0 b

$ netkit route stats -t table -o tsv --fields family,routes,length,count,share,prefixes,next_hops,bar
> ipv4	4	-	4	0.5	3	3	-
> ipv4	4	1	1	0.5	1	-	##############
> ipv4	4	8	3	0.0078125	2	-	########################################
> ipv6	2	-	2	1	2	1	-
> ipv6	2	0	1	1	1	-	########################################
> ipv6	2	32	1	2.32831e-10	1	-	########################################

$ netkit route stats -t table -4 --json
> {"family":"ipv4","routes":4,"length":null,"count":4,"share":"0.5","prefixes":3,"next_hops":3,"bar":null}
> {"family":"ipv4","routes":4,"length":1,"count":1,"share":"0.5","prefixes":1,"next_hops":null,"bar":"##############"}
> {"family":"ipv4","routes":4,"length":8,"count":3,"share":"0.0078125","prefixes":2,"next_hops":null,"bar":"########################################"}

$ netkit route stats -t table -6 -o svg | grep -c -e '<svg' -e 'IPv6: 2 routes, 100 % of the address space<' -e '/32<'
> 3

# nothing in, nothing out
| empty
$ netkit route stats -t empty; echo $?; netkit route stats -t empty -o svg
> 0

$ netkit route stats -t - -t @-
! netkit: standard input is asked for twice, and can be read only once
! netkit: see: netkit route stats --help
? 2
