# the same questions from the same seed, whatever the count
$ netkit quiz cidr --seed 8 --count 1 --key
> netkit quiz cidr --level 1 --count 1 --seed 8
> 
> 1. What is the broadcast address of the network of 10.155.121.236/28?
>    answer: 10.155.121.239
>    The first 28 bits are the network's; the other 4 are 1 in the broadcast
>    address.

# values are compared, not spellings
|| sheet
+ netkit quiz cidr --level 1 --count 4 --seed 3
+ 
+ 2.
+ answer: x
+ 4.
+    answer:   NO  
+ 1. anything
+    answer: 

$ netkit quiz cidr --level 1 --count 4 --seed 3 --key --json | jq -r '.kind + " " + .answer'
> netmask 255.255.255.128
> broadcast 10.248.9.255
> member yes
> private no

$ netkit quiz --grade sheet; echo status $?
> 1. no answer: it is 255.255.255.128
> 2. wrong, 'x' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1: it is 10.248.9.255
> 3. no answer: it is yes
> 4. right
> 1 of 4 right, 25 %
> status 0

$ sed -e 's/x/10.248.9.254/' -e 's/answer: $/answer: 255.255.255.128/' sheet | netkit quiz --grade - --pass 50 --fields number,given,right
> 1	255.255.255.128	yes
> 2	10.248.9.254	no
> 3	-	no
> 4	NO	yes

# a teacher's options hold against the sheet's own first line
$ netkit quiz cidr --level 1 --count 4 --seed 4 --grade sheet
! netkit: the sheet has seed 3, not 4
? 2

$ netkit quiz route --grade sheet
! netkit: the sheet is on 'cidr', not on route
? 2

$ netkit quiz --level 2 --grade sheet
~ the sheet has level 1, not 2
? 2

# whose it is may stand above; "Answer" as some editors write it; what a terminal would obey is shown
$ { printf '\357\273\277Name: Ann\r\n\r\n'; sed -e 's/x/\x1b[2J/' -e 's/answer:/Answer:/' sheet; } | netkit quiz --grade - --pass 25
> 1. no answer: it is 255.255.255.128
> 2. wrong, '\x1b[2J' is not an address: it holds a control character: it is 10.248.9.255
> 3. no answer: it is yes
> 4. right
> 1 of 4 right, 25 %: passed, the mark is 25 %

$ sed 's/answer: x/answer: 10.248.9/' sheet | netkit quiz --grade - | sed -n 2p
> 2. wrong, '10.248.9' is not an IPv4 address: it has 3 octets, expected four: it is 10.248.9.255

$ tail -n +2 sheet | netkit quiz --grade -
~ the first line of the sheet
? 2

$ tail -n +2 sheet | netkit quiz cidr --count 4 --seed 3 --grade - | tail -1
> 1 of 4 right, 25 %

$ sed '1s/seed 3/seed x/' sheet | netkit quiz --grade -
~ the sheet's first line is not one that --print made: '--seed'
? 2

$ netkit quiz --grade /nonexistent
~ /nonexistent
? 3

$ netkit quiz --grade /dev/null
~ the first line of the sheet
? 2

# answers from a file, and the words of the prompt
$ netkit quiz cidr --count 3 --seed 3
< hint
< 255.255.255.128
< why
< sixty
< skip
> 1/3  Which netmask is the prefix length /25?
> 8 bits of 1 are 255
> right
> 
> 2/3  What is the broadcast address of the network of 10.248.9.179/24?
> 25 bits of 1, then 7 of 0, in octets of 8 bits.
> $ netkit cidr show 10.0.0.0/25 --explain
> address    10.0.0.0         00001010.00000000.00000000.0|0000000
> netmask    255.255.255.128  11111111.11111111.11111111.1|0000000   AND
>                             ------------------------------------
> network    10.0.0.0/25      00001010.00000000.00000000.0|0000000
> 
> address    10.0.0.0         00001010.00000000.00000000.0|0000000
> host mask  0.0.0.127        00000000.00000000.00000000.0|1111111   AND
>                             ------------------------------------
> host part  0.0.0.0          00000000.00000000.00000000.0|0000000
> 
> network    10.0.0.0/25      00001010.00000000.00000000.0|0000000
> host mask  0.0.0.127        00000000.00000000.00000000.0|1111111   OR
>                             ------------------------------------
> broadcast  10.0.0.127       00001010.00000000.00000000.0|1111111   host bits 1
> 
> hosts      10.0.0.1 - 10.0.0.126      2^7 - 2 = 126
> boundary   /25: 3 octets and 1 bit of octet 4: 128
> wrong: it is 10.248.9.255
> The first 24 bits are the network's; the other 8 are 1 in the broadcast address.
> 
> 3/3  Is 10.197.59.247 in 10.197.59.224/27?
> it is yes
> With the same mask the address is in 10.197.59.224/27.
> 
> 1 of 3 right, 33 %
! netkit: 'sixty' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1

$ printf '255.255.255.128\n' | netkit quiz cidr --count 3 --seed 3 --pass 50 --json | jq -c '[.number,.given,.right]'
> [1,"255.255.255.128",true]

# the words again: why before any answer, how an answer looks, an empty one, an end by another word
$ netkit quiz cidr --count 3 --seed 3 --pass 100
< why
< help
< ?
< hint	
< 
< exit
> 1/3  Which netmask is the prefix length /25?
> Answer first, or 'skip': then 'why' shows how it follows.
> The answer is an address. hint helps, why explains the question before, skip goes
> on, quit ends.
> The answer is an address. hint helps, why explains the question before, skip goes
> on, quit ends.
> 8 bits of 1 are 255
> wrong: it is 255.255.255.128
> 25 bits of 1, then 7 of 0, in octets of 8 bits.
> 
> 2/3  What is the broadcast address of the network of 10.248.9.179/24?
> 
> 0 of 3 right, 0 %: not passed, the mark is 100 %
! netkit: an address is expected
? 1

# a command reads the table of the question that it explains
$ printf 'skip\nskip \t\nwhy\nquit\n' | netkit quiz route --count 3 --seed 3 | sed -n '/^\$/,/^$/p'
> $ netkit route lookup 10.248.9.179 -t - --all
> 10.248.9.179	10.248.9.0/24	192.0.2.4
> 10.248.9.179	10.248.0.0/19	192.0.2.6
> 10.248.9.179	10.248.0.0/14	192.0.2.5
> 10.248.9.179	0.0.0.0/0	192.0.2.1
> 

$ printf 'skip\nwhy\nhelp\nquit\n' | netkit quiz cidr --count 2 --seed 3 --fields number,answer,right
> 1	255.255.255.128	no

# who prints to a full disk is asked no more
$ printf 'skip\nskip\n' | netkit quiz cidr --count 2 --seed 3 > /dev/full
! netkit: cannot write to standard output: No space left on device
? 3

# who leaves early has not passed for that
$ printf 'quit\n' | netkit quiz cidr --count 3 --seed 3 --pass 50 > /dev/null
? 1

$ netkit quiz nothing
~ 'nothing' is no topic
? 2

$ netkit quiz cidr --print --grade x
~ --grade excludes --print and --key
? 2

$ netkit quiz cidr --key --pass 50
~ --pass goes with answers
? 2

$ netkit quiz --level 4
~ --level
? 2
