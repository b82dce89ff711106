# Lists of prefixes and labels.

$ netkit route list -t - -o tsv --fields prefix,origin,label
< # a note
< 10.0.0.0/8	office
< 2001:db8::/32 AS64512
< 192.0.2.0	24	64500
< ; pyasn
< ::/0
> 10.0.0.0/8	-	office
> 2001:db8::/32	64512	AS64512
> 192.0.2.0/24	64500	64500
> ::/0	-	-

$ netkit route list -t t -o tsv --fields prefix,label
| t
+ 10.0.0.0/8	office
+ 10.0.0.0/33	office
+ 10.0.0.0/9	lab
> 10.0.0.0/8	office
> 10.0.0.0/9	lab
! netkit: t:2:10: prefix length 33 is too long: the maximum for IPv4 is 32; line skipped
? 2

$ netkit route list --strict -t t
| t
+ 10.0.0.0/8	office
+ 10.0.0.0/33	office
~ t:2:10: prefix length 33 is too long
? 2

$ printf '10.0.0.0/8\toffice\r\n::/0\tlab' | netkit route list -t - -o tsv --fields prefix,label
> 10.0.0.0/8	office
> ::/0	lab
