$ netkit cidr mac 00-00-5E-00-53-01
> mac           00:00:5e:00:53:01
> kind          unicast
> administered  universal
> oui           00:00:5e
> eui-64        00:00:5e:ff:fe:00:53:01
> link-local    fe80::200:5eff:fe00:5301
> solicited     ff02::1:ff00:5301
> dashes        00-00-5e-00-53-01
> dots          0000.5e00.5301

# The same in all spellings.
$ netkit cidr mac 00:00:5e:00:53:01 00-00-5E-00-53-01 0000.5e00.5301 00005E005301 --fields mac
> 00:00:5e:00:53:01
> 00:00:5e:00:53:01
> 00:00:5e:00:53:01
> 00:00:5e:00:53:01

# RFC 2464 4: 34-56-78-9A-BC-DE has the identifier 3656:78ff:fe9a:bcde.
$ netkit cidr mac 34-56-78-9A-BC-DE --fields eui64,link_local,solicited_node
> 34:56:78:ff:fe:9a:bc:de	fe80::3656:78ff:fe9a:bcde	ff02::1:ff9a:bcde

$ netkit cidr mac 34-56-78-9A-BC-DE --prefix 2001:db8:1:2::/64 --fields slaac
> 2001:db8:1:2:3656:78ff:fe9a:bcde

$ netkit cidr mac --json 01:00:5e:00:00:01
> {"input":"01:00:5e:00:00:01","mac":"01:00:5e:00:00:01","kind":"multicast","administration":"universal","oui":"00:00:5e","eui64":"01:00:5e:ff:fe:00:00:01","link_local":null,"solicited_node":null,"slaac":null,"dash":"01-00-5e-00-00-01","dot":"0100.5e00.0001"}

# Multicast and local; no organization has it.
$ netkit cidr mac 33:33:00:00:00:01 --fields kind,administration,oui,link_local
> multicast	local	-	-

$ netkit cidr mac ff:ff:ff:ff:ff:ff --fields kind,administration,oui
> multicast	local	-

$ netkit cidr mac 02:00:00:00:00:01 --fields kind,administration,oui,link_local
> unicast	local	-	fe80::ff:fe00:1

# An EUI-64.
$ netkit cidr mac 02-00-5E-10-00-00-00-01 --fields mac,eui64,link_local,dot
> 02:00:5e:10:00:00:00:01	02:00:5e:10:00:00:00:01	fe80::5e10:0:1	0200.5e10.0000.0001

# SLAAC needs 64 bits of prefix.
$ netkit cidr mac 00:00:5e:00:53:01 --prefix 2001:db8::/48
~ expected an IPv6 prefix of length 64
? 2

$ netkit cidr mac 00:00:5e:00:53:01 --prefix 10.0.0.0/24
~ IPv6
? 2

$ netkit cidr mac 00:00:5e:00:53:01 --prefix 2001:db8::
~ length 64
? 2

$ netkit cidr mac 00:00:5e:00:53:01 --prefix nonsense
~ nonsense
? 2

$ netkit cidr mac --json 00:00:5e:00:53 zz 00:00:5e:00:53:01:02 ''
> {"input":"00:00:5e:00:53","error":"'00:00:5e:00:53' is not a MAC address: expected 12 digits (EUI-48) or 16 (EUI-64)"}
> {"input":"zz","error":"'zz' is not a MAC address: expected digits, ':', '-' or '.'"}
> {"input":"00:00:5e:00:53:01:02","error":"'00:00:5e:00:53:01:02' is not a MAC address: expected 12 digits (EUI-48) or 16 (EUI-64)"}
> {"input":"","error":"a MAC address is missing: the text is empty"}
~ zz
? 2

$ netkit cidr mac --fields mac,kind -
< 00:00:5e:00:53:01  gateway
< bad
< # comment
< 0000.5e00.5302
> 00:00:5e:00:53:01	unicast
> 00:00:5e:00:53:02	unicast
~ standard input:2:
? 2

$ netkit cidr mac --strict --fields mac -
< bad
< 0000.5e00.5302
~ bad
? 2

$ netkit cidr mac - </dev/null

$ netkit cidr mac -o csv 00:00:5e:00:53:01
> input,mac,kind,administration,oui,eui64,link_local,solicited_node,slaac,dash,dot
> 00:00:5e:00:53:01,00:00:5e:00:53:01,unicast,universal,00:00:5e,00:00:5e:ff:fe:00:53:01,fe80::200:5eff:fe00:5301,ff02::1:ff00:5301,,00-00-5e-00-53-01,0000.5e00.5301

$ netkit cidr mac -o tsv 00:00:5e:00:53:01 33:33:00:00:00:01
> 00:00:5e:00:53:01	unicast	universal	00:00:5e:ff:fe:00:53:01	fe80::200:5eff:fe00:5301
> 33:33:00:00:00:01	multicast	local	33:33:00:ff:fe:00:00:01	-

$ netkit cidr mac
~ MAC
? 2

$ netkit cidr mac 00:00:5e:00:53:01 --prefix 2001:db8::1/64 --fields slaac
> 2001:db8::200:5eff:fe00:5301
~ the network is 2001:db8::/64
