|| plain
+ 10.0.0.0/8 office
+ 10.1.0.0/16 lab
+ 2001:db8::/32 far

|| more
+ 10.1.2.0/24 desk
+ 192.0.2.0/24 lab

|| listing
+ default via 192.0.2.1 dev eth0 metric 100
+ 192.0.2.0/24 dev eth0 proto kernel src 192.0.2.7
+ 10.0.0.0/8 nexthop via 192.0.2.2 dev eth0 weight 2 nexthop via 192.0.2.3 dev eth0
+ blackhole 100.64.0.0/10
+ 10.9.0.0/16 via 192.0.2.9 dev eth0 table office

|| rules
+ 0:	from all lookup local
+ 100:	from 198.51.100.0/24 lookup office
+ 32766:	from all lookup main

# what goes in comes out
$ netkit route compile -t plain x.nkt; netkit route list -t x.nkt > a; netkit route list -t plain | cmp - a && netkit route lookup -t x.nkt 10.1.2.3 10.2.0.1 2001:db8::1
> 10.1.2.3	10.1.0.0/16	lab
> 10.2.0.1	10.0.0.0/8	office
> 2001:db8::1	2001:db8::/32	far

$ netkit route compile -t listing -t rules x.nkt; netkit route list --json -t listing -t rules > a; netkit route list --json -t x.nkt | cmp - a && netkit route lookup -t x.nkt 10.9.0.1 --from 198.51.100.1 && netkit route lookup -t x.nkt 10.9.0.1 100.64.0.1
> 10.9.0.1	10.9.0.0/16	192.0.2.9
> 10.9.0.1	10.0.0.0/8	192.0.2.2,192.0.2.3
> 100.64.0.1	100.64.0.0/10	blackhole
? 1

# out of a pipe, packed, from the middle of an input, and compiled again: the same
$ netkit route compile -t listing -t rules x.nkt; netkit route compile -t x.nkt y.nkt; cat x.nkt | netkit route compile -t - - > z.nkt; gzip < x.nkt | netkit route compile -t - - > p.nkt; cmp x.nkt y.nkt && cmp x.nkt z.nkt && cmp x.nkt p.nkt; (read -r line; netkit route compile -t - -) < plain > a.nkt; netkit route list -t a.nkt -o tsv --fields prefix,label
> 10.1.0.0/16	lab
> 2001:db8::/32	far

# with others before and behind it
$ netkit route compile -t plain x.nkt; netkit route lookup -t x.nkt -t more 10.1.2.3 10.1.3.3 && netkit route lookup -t more -t x.nkt 10.1.2.3 10.1.3.3 && netkit route compile -t more y.nkt && netkit route list -t y.nkt -t x.nkt -o tsv --fields prefix,label && netkit route list -t more -t plain > a && netkit route list -t y.nkt -t x.nkt | cmp - a
> 10.1.2.3	10.1.2.0/24	desk
> 10.1.3.3	10.1.0.0/16	lab
> 10.1.2.3	10.1.2.0/24	desk
> 10.1.3.3	10.1.0.0/16	lab
> 10.1.2.0/24	desk
> 192.0.2.0/24	lab
> 10.0.0.0/8	office
> 10.1.0.0/16	lab
> 2001:db8::/32	far

# an empty table
$ netkit route compile -t /dev/null x.nkt && netkit route lookup -t x.nkt 10.0.0.1; netkit route list -t x.nkt; netkit route check -t x.nkt; netkit route stats -t x.nkt > a; echo $?
> 10.0.0.1	-	none
> 0

# where a finding stands is where it stood
$ netkit route compile -t plain -t plain x.nkt; netkit route check --duplicate -t x.nkt -o tsv --fields file,line,prefix,finding
> plain	1	10.0.0.0/8	duplicate
> plain	2	10.1.0.0/16	duplicate
> plain	3	2001:db8::/32	duplicate
? 1

$ netkit route compile -t listing x.nkt; netkit route check -4 --host-bits -t x.nkt

# the old file stays where the new one cannot be made, and nothing is left beside it
$ netkit route compile -t plain x.nkt; cp x.nkt y.nkt; printf '10.0.0.0/33\n' > bad; netkit route compile --strict -t bad x.nkt; cmp x.nkt y.nkt; ls -A
~ bad:1:
? 0
> bad
> listing
> more
> plain
> rules
> x.nkt
> y.nkt

# a bad line is told, and missing
$ printf '10.0.0.0/8 a\n10.0.0.0/99 b\n10.1.0.0/16 c\n' | netkit route compile -t - x.nkt; echo $?; netkit route list -t x.nkt -o tsv --fields prefix,label
~ standard input:2:
> 2
> 10.0.0.0/8	a
> 10.1.0.0/16	c

# names that are not written to
$ mkdir d; netkit route compile -t plain d
! netkit: cannot write 'd': Is a directory
? 3

$ netkit route compile -t plain none/x.nkt
! netkit: cannot make a file beside 'none/x.nkt': No such file or directory
? 3

$ touch there; ln -s there link; netkit route compile -t plain link; echo $?; ls -A link there; test -s there
! netkit: 'link' is a symbolic link, which is not written through
> 3
> link
> there
? 1

$ netkit route compile -t plain /dev/full
! netkit: cannot write '/dev/full': No space left on device
? 3

$ netkit route compile -t plain
? 2

$ umask 027; netkit route compile -t plain x.nkt; stat -c %a x.nkt; umask 0; netkit route compile -t plain y.nkt; stat -c %a y.nkt
> 640
> 644

# the limit of a file's size is an error, not a signal
$ netkit route compile -t plain x.nkt; cp x.nkt y.nkt; (ulimit -f 1; netkit route compile -t more x.nkt; echo $?); cmp x.nkt y.nkt; ls -A | grep -c tmp
! netkit: cannot write 'x.nkt': File too large
> 3
> 0
? 1

# what is no such file any more
$ netkit route compile -t plain x.nkt; head -c 300 x.nkt > y.nkt; netkit route lookup -t y.nkt 10.0.0.1
! netkit: 'y.nkt' is cut short: it has 300 bytes, its header alone 576
? 2

$ netkit route compile -t plain x.nkt; head -c 1000 x.nkt > y.nkt; netkit route list -t y.nkt
~ netkit: 'y.nkt' is cut short: it has 1000 of
? 2

$ netkit route compile -t plain x.nkt; (cat x.nkt; echo) > y.nkt; netkit route list -t y.nkt
~ netkit: 'y.nkt' is too long: it has
? 2

$ netkit route compile -t plain x.nkt; printf '\002' | dd of=x.nkt bs=1 seek=12 conv=notrunc status=none; netkit route list -t x.nkt
! netkit: 'x.nkt' is a compiled table of version 2, this program reads version 1: compile it anew
? 2

$ netkit route compile -t plain x.nkt; printf '\001\002\003\004' | dd of=x.nkt bs=1 seek=8 conv=notrunc status=none; netkit route list -t x.nkt
! netkit: 'x.nkt' was compiled on a machine of another byte order
? 2

$ netkit route compile -t plain x.nkt; printf '\377' | dd of=x.nkt bs=1 seek=40 conv=notrunc status=none; netkit route list -t x.nkt
! netkit: 'x.nkt' is damaged: its header's checksum is wrong
? 2

$ netkit route list -t plain --format compiled
! netkit: 'plain' is not a compiled table
? 2

# damage in the body is told by check
$ netkit route compile -t plain x.nkt; size=$(stat -c %s x.nkt); printf '\377' | dd of=x.nkt bs=1 seek=$((size - 1)) conv=notrunc status=none; netkit route check -t x.nkt; netkit route check -t x.nkt -o json; netkit route list -t x.nkt > /dev/null
> x.nkt: damaged: the checksum of its body is wrong
> {"file":"x.nkt","line":null,"prefix":null,"finding":"damaged","other":null,"detail":"the checksum of its body is wrong"}

$ netkit route compile -t plain x.nkt; at=$(od -An -tu8 -j 288 -N 8 x.nkt); printf '\377' | dd of=x.nkt bs=1 seek=$((at + 24)) conv=notrunc status=none; netkit route check -t x.nkt -o tsv --fields finding,detail
> damaged	the checksum of its body is wrong
> damaged	a route has no prefix, or names what is not there
? 1

# either side of a comparison
$ netkit route compile -t plain x.nkt; netkit route compile -t more y.nkt; netkit route diff plain more > a; netkit route diff x.nkt y.nkt | cmp - a && netkit route diff x.nkt plain; echo $?; netkit route diff --effective x.nkt y.nkt > b; netkit route diff --effective plain more | cmp - b
> 0

# an empty file is a listing of no routes, but no compiled table
| empty
$ netkit route lookup -t empty --format compiled 10.0.0.1
~ empty
? 2
