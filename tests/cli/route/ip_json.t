# What iproute2 writes with -j.
$ netkit route list -t - --json
< [{"dst":"default","gateway":"192.0.2.254","dev":"e0","metric":100,"flags":[]},
<  {"type":"unreachable","dst":"172.16.0.0/12","table":"mgmt","flags":[]}]
< [{"dst":"default","dev":"wg0","metric":1024,"flags":[],"pref":"medium"}]
> {"input":null,"type":"unicast","prefix":"0.0.0.0/0","next_hops":[{"via":"192.0.2.254","dev":"e0","weight":1}],"table":"main","metric":100,"protocol":"boot","prefsrc":null,"origin":null,"label":null,"rule":null,"matches":null}
> {"input":null,"type":"unreachable","prefix":"172.16.0.0/12","next_hops":[],"table":"mgmt","metric":null,"protocol":"boot","prefsrc":null,"origin":null,"label":null,"rule":null,"matches":null}
> {"input":null,"type":"unicast","prefix":"::/0","next_hops":[{"via":null,"dev":"wg0","weight":1}],"table":"main","metric":1024,"protocol":"boot","prefsrc":null,"origin":null,"label":null,"rule":null,"matches":null}

# A bad record in the middle, told by its number.
| bad
+ [{"dst":"10.0.0.0/8","dev":"e0"},
+  {"dst":"10.1.0.0/16","gateway":"foo"},
+  {"dst":"10.2.0.0/16","dev":"e1"}]
$ netkit route list -t bad -o tsv --fields prefix,next_hops
> 10.0.0.0/8	dev e0
> 10.2.0.0/16	dev e1
~ bad:2: gateway: 'foo' is not an IP address
? 2

# What is no JSON ends the table; what came before is kept.
| bad
+ [{"dst":"10.0.0.0/8","dev":"e0"}]
+ [{"dst":]
$ netkit route list -t bad -o tsv --fields prefix,next_hops
> 10.0.0.0/8	dev e0
~ bad:2:9: 
? 2

$ netkit route list -t - 
< [ ]
