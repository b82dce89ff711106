$ netkit cidr split 10.0.0.0/30 --into 31 --json
> {"input":"10.0.0.0/30","prefix":"10.0.0.0/31","first":"10.0.0.0","last":"10.0.0.1","addresses":"2","label":null}
> {"input":"10.0.0.0/30","prefix":"10.0.0.2/31","first":"10.0.0.2","last":"10.0.0.3","addresses":"2","label":null}

$ netkit cidr split 10.0.0.0/30 --into 31 -o csv
> input,prefix,first,last,addresses,label
> 10.0.0.0/30,10.0.0.0/31,10.0.0.0,10.0.0.1,2,
> 10.0.0.0/30,10.0.0.2/31,10.0.0.2,10.0.0.3,2,

$ netkit cidr split 10.0.0.0/30 --into 31 -o csv --no-header
> 10.0.0.0/30,10.0.0.0/31,10.0.0.0,10.0.0.1,2,
> 10.0.0.0/30,10.0.0.2/31,10.0.0.2,10.0.0.3,2,

$ netkit cidr split 10.0.0.0/30 --into 31 -o tsv
> 10.0.0.0/31
> 10.0.0.2/31

$ netkit cidr split 10.0.0.0/30 --into 31 -o tsv --header
> prefix
> 10.0.0.0/31
> 10.0.0.2/31

$ netkit cidr split 10.0.0.0/30 --into 31 --header
> prefix
> 10.0.0.0/31
> 10.0.0.2/31

$ netkit cidr split 10.0.0.0/30 --into 31 --fields last,prefix
> 10.0.0.1	10.0.0.0/31
> 10.0.0.3	10.0.0.2/31

$ netkit cidr split 10.0.0.0/30 --into 31 --fields last,prefix --json
> {"last":"10.0.0.1","prefix":"10.0.0.0/31"}
> {"last":"10.0.0.3","prefix":"10.0.0.2/31"}

$ netkit cidr split 10.0.0.0/30 --into 31 --fields last,prefix -o csv
> last,prefix
> 10.0.0.1,10.0.0.0/31
> 10.0.0.3,10.0.0.2/31

$ netkit cidr split 10.0.0.0/30 --into 31 --fields last,last
! netkit: field 'last' is named twice
!     netkit cidr split 10.0.0.0/30 --into 31 --fields last,last
!                                                           ^~~~
? 2

$ netkit cidr split 10.0.0.0/30 --into 31 --fields last,
! netkit: a field name is empty
!     netkit cidr split 10.0.0.0/30 --into 31 --fields last,
!                                                           ^
? 2

$ netkit cidr split 10.0.0.0/30 --into 31 --fields frist
! netkit: there is no field 'frist': did you mean 'first'? (--fields help lists all)
!     netkit cidr split 10.0.0.0/30 --into 31 --fields frist
!                                                      ^~~~~
? 2

$ netkit cidr split --fields help
> input            text    the item as given
> prefix           prefix  the network and its length
> first            addr    the first address
> last             addr    the last address
> addresses        count   how many addresses it holds
> label            text    the label of the items it comes from, where they agree

$ netkit cidr aggregate -o csv - < /dev/null
> prefix,first,last,addresses,label

$ netkit cidr aggregate --json - < /dev/null

$ netkit cidr sort -o csv -
< 10.0.0.1 a,b "c"
< 10.0.0.2 plain
> input,item,first,last,addresses,label
> 10.0.0.1,10.0.0.1,10.0.0.1,10.0.0.1,1,"a,b ""c"""
> 10.0.0.2,10.0.0.2,10.0.0.2,10.0.0.2,1,plain

$ printf '10.0.0.1 esc\033[0m tab\there \303\251 \377 \302\205\n' | netkit cidr sort -o csv --no-header --fields label -
> esc\x1b[0m tab\x09here é \xff \xc2\x85

$ printf '10.0.0.1 esc\033[0m tab\there \303\251 \377 \302\205 back\\slash "q"\n' | netkit cidr sort --json --fields label -
> {"label":"esc\u001b[0m tab\there é \\xff \u0085 back\\slash \"q\""}

$ printf '10.0.0.1 esc\033[0m \303\251 \377\n' | netkit cidr sort -o tsv --fields label -
> esc\x1b[0m é \xff

$ printf 'bad\033[31m\n' | netkit cidr sort -
! netkit: standard input:1:4: 'bad\x1b[31m' is not an address: it holds a control character; line skipped
? 2

$ printf 'x\0y 1\n' | netkit cidr sort -
! netkit: standard input:1:2: 'x' is not an address: it holds a NUL byte; line skipped
? 2

