# asplain, asdot, asdot+, bits, kind (RFC 5396).
$ netkit cidr asn 65546 1.10 AS1.10 as65546 0.65535 65535
> 65546	1.10	1.10	32	documentation
> 65546	1.10	1.10	32	documentation
> 65546	1.10	1.10	32	documentation
> 65546	1.10	1.10	32	documentation
> 65535	65535	0.65535	16	reserved
> 65535	65535	0.65535	16	reserved

# The edges of the registries: reserved, documentation, private, AS_TRANS.
$ netkit cidr asn --fields asplain,kind 0 1 23455 23456 23457 64495 64496 64511 64512 65534 65535 65536 65551 65552
> 0	reserved
> 1	public
> 23455	public
> 23456	as_trans
> 23457	public
> 64495	public
> 64496	documentation
> 64511	documentation
> 64512	private
> 65534	private
> 65535	reserved
> 65536	documentation
> 65551	documentation
> 65552	reserved

$ netkit cidr asn --fields asplain,bits,kind 65535 65536 4199999999 4200000000 4294967294 4294967295
> 65535	16	reserved
> 65536	32	documentation
> 4199999999	32	public
> 4200000000	32	private
> 4294967294	32	private
> 4294967295	32	reserved

$ netkit cidr asn --json 4200000001 23456
> {"input":"4200000001","asplain":"4200000001","asdot":"64086.59905","asdot_plus":"64086.59905","bits":32,"kind":"private"}
> {"input":"23456","asplain":"23456","asdot":"23456","asdot_plus":"0.23456","bits":16,"kind":"as_trans"}

$ netkit cidr asn -o csv AS64512
> input,asplain,asdot,asdot_plus,bits,kind
> AS64512,64512,64512,0.64512,16,private

$ netkit cidr asn --header 1
> asplain	asdot	asdot+	bits	kind
> 1	1	0.1	16	public

$ netkit cidr asn 4294967296
~ the maximum is 4294967295
? 2

$ netkit cidr asn 65536.0
~ 65536
? 2

$ netkit cidr asn 1.65536
~ 65536
? 2

$ netkit cidr asn --json '' AS x -- -1 1. .1 1.2.3
> {"input":"","error":"an AS number is missing: the text is empty"}
> {"input":"AS","error":"'AS' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"}
> {"input":"x","error":"'x' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"}
> {"input":"-1","error":"'-1' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"}
> {"input":"1.","error":"'1.' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"}
> {"input":".1","error":"'.1' is not an AS number: expected digits, as in 65536, AS65536 or 1.0"}
> {"input":"1.2.3","error":"'1.2.3' is not an AS number: unexpected character"}
~ not an AS number
? 2

$ netkit cidr asn --fields asplain -
< AS64496 example
< nonsense
< 1.0
> 64496
> 65536
~ standard input:2:
? 2

$ netkit cidr asn --strict --fields asplain -
< nonsense
< 1.0
~ nonsense
? 2

$ netkit cidr asn - </dev/null

$ netkit cidr asn -q 1

$ netkit cidr asn -4 1
~ -4
? 2
