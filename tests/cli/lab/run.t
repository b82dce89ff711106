# the command's status is the lab's, and its words are netkit's own
$ netkit lab run -- cidr contains 10.0.0.0/8 10.1.1.1; echo $?; netkit lab run -- netkit cidr contains -q 10.0.0.0/8 192.0.2.1
> 10.1.1.1	yes
> 0
? 1

$ netkit lab run -- cidr show 10.0.0.256
? 2
~ octet 4 is 256

# what the command has complained of is told once
$ yes x | head -15 | netkit lab run -- cidr show - 2>&1 | grep -c 'more bad lines'
> 1

$ netkit lab run
? 2
~ a command is missing

$ netkit lab run --
? 2
~ a command is missing

$ netkit lab run cidr
? 2
~ one operand too many

# the servers do not hold the output open, and are gone with the command
$ netkit lab run -- version --fields version | cat | wc -l
> 1

# an output that fails is told once
$ netkit lab run -- version > /dev/full
? 3
! netkit: cannot write to standard output: No space left on device
