# what does not depend on the machine's own tables

$ netkit route lookup --kernel -t routes 192.0.2.1
~ --kernel asks the kernel: --table, --peer, --all, --explain and -o svg do not go with it
? 2

$ netkit route lookup --kernel --all 192.0.2.1
~ do not go with it
? 2

$ netkit route lookup --kernel --oif no-such-device 192.0.2.1
! netkit: there is no device 'no-such-device'
? 2

$ netkit route lookup --kernel 192.0.2.1/24
~ is no single address
? 2

# a file of that name is no table of the kernel's
$ netkit route list -t ./kernel --fields label
| kernel
+ 10.0.0.0/8 office
> office

$ netkit route list -t @kernel --fields prefix
| kernel
+ 10.0.0.0/8 office
> 10.0.0.0/8

# a saved table that is cut
$ printf '\044\022\061\105\024\000\000\000' | netkit route list -t -
~ '-': message 1 is cut off
? 2
