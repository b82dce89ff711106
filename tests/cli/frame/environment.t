$ CLICOLOR_FORCE=1 netkit cidr show --explain 10.0.0.0/31 | head -1
> [0;2maddress    [0m10.0.0.0         [0;36m00001010[0;2m.[0;36m00000000[0;2m.[0;36m00000000[0;2m.[0;36m0000000[0;1m|[0;33m0[0m

$ NO_COLOR=1 CLICOLOR_FORCE=1 netkit cidr show --explain 10.0.0.0/31 | head -1
> address    10.0.0.0         00001010.00000000.00000000.0000000|0

$ netkit cidr show --color always --explain 10.0.0.0/31 | head -1
> [0;2maddress    [0m10.0.0.0         [0;36m00001010[0;2m.[0;36m00000000[0;2m.[0;36m00000000[0;2m.[0;36m0000000[0;1m|[0;33m0[0m

$ CLICOLOR_FORCE=1 netkit cidr show --color never --explain 10.0.0.0/31 | head -1
> address    10.0.0.0         00001010.00000000.00000000.0000000|0

$ LC_ALL=C netkit cidr sort 10.0.0.1
> 10.0.0.1

$ netkit __complete "netkit ci"
> cidr	addresses, prefixes, ranges and sets of them

$ netkit __complete "netkit cidr ag"
> aggregate	the fewest prefixes that are exactly the set

$ netkit __complete "netkit cidr aggregate --as "
> prefixes	
> ranges	
> addresses	
> nft	
> ipset	
> acl	

$ netkit __complete "netkit cidr aggregate --as=r"
> --as=ranges	

$ netkit __complete "netkit cidr aggregate -o "
> text	
> json	
> csv	
> tsv	

$ netkit __complete "netkit cidr show -o s"
> svg	

$ netkit __complete "netkit cidr aggregate --fields prefix,la"
> prefix,last	the last address
> prefix,label	the label of the items it comes from, where they agree

$ netkit __complete "netkit cidr aggregate --js"
> --json	JSON Lines, one object a record (-o json)

$ netkit __complete "netkit cidr aggregate @fi"
> :files	@

$ netkit __complete "netkit cidr 10.0.0.1 --exp"
> --explain	show the working, step by step

$ netkit __complete "netkit help cidr sh"
> show	all facts of a prefix, address or range

$ netkit __complete "netkit completion "
> bash	
> zsh	
> fish	

$ netkit __complete "netkit cidr 'open"

$ netkit __complete "netkit nonsense "


$ netkit __complete "netkit route lookup -t "
> kernel	the kernel's own tables and rules
> sample:textbook	three prefixes that nest, each through another device
> :files	

$ netkit __complete "netkit route lookup --table=sample:t"
> --table=sample:textbook	three prefixes that nest, each through another device
> :files	--table=

$ netkit __complete "netkit route diff @ta"
> :files	@

$ netkit __complete "netkit route walk -T sample:l"
> sample:loop	two routers, each of which takes the other for the way out
> :files	

$ netkit __complete "netkit route list --format frr-"
> frr-json	FRR's show ip route json and show ipv6 route json

$ netkit __complete "netkit route export --to c"
> csv	
> cisco	

$ netkit __complete "netkit route list ta"
> table	a table

$ netkit __complete "netkit route compile -t sample:textbook ta"
> :files	
