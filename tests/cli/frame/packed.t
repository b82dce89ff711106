# packed lists: from standard input and from a file, as operands and as lines that are filtered or annotated
$ echo H4sIAAAAAAACAzM00ANDfSNThUQuQwjP0MgCwjcyMDC0SkmysLLSNzbiAgBXNGHqLAAAAA== | base64 -d | netkit cidr aggregate -
> 10.0.0.0/24
> 2001:db8::/32

$ echo QlpoOTFBWSZTWQwE644AAAvZAAAQQAH6UDQAIAAxAAAGUaZMaRCFDpNqxRHXkNtMhGoOTT4Pc+LuSKcKEgGAnXHA | base64 -d > list; netkit cidr aggregate @list
> 10.0.0.0/24
> 2001:db8::/32

$ echo KLUv/SQsNQEA8sEGC8A94P9lUVPD6NX08BrE00WyfyfIsI/FYjEFAgAzxxDZVALPp1si | base64 -d > list; netkit cidr aggregate --json @list
> {"prefix":"10.0.0.0/24","first":"10.0.0.0","last":"10.0.0.255","addresses":"256","label":"a"}
> {"prefix":"2001:db8::/32","first":"2001:db8::","last":"2001:db8:ffff:ffff:ffff:ffff:ffff:ffff","addresses":"79228162514264337593543950336","label":null}

$ echo H4sIAAAAAAACAzM00ANDfSNThUQuQwjP0MgCwjcyMDC0SkmysLLSNzbiAgBXNGHqLAAAAA== | base64 -d > log; netkit cidr match 10.0.0.128/25 -- log
> 10.0.0.128/25 a

$ echo KLUv/SQsNQEA8sEGC8A94P9lUVPD6NX08BrE00WyfyfIsI/FYjEFAgAzxxDZVALPp1si | base64 -d | netkit cidr match -c 2001:db8::/32
> 1

$ echo QlpoOTFBWSZTWQwE644AAAvZAAAQQAH6UDQAIAAxAAAGUaZMaRCFDpNqxRHXkNtMhGoOTT4Pc+LuSKcKEgGAnXHA | base64 -d | netkit cidr classify - | head -1
> 10.0.0.0/25 a	Private-Use	no	global

# members one behind the other are one list
$ echo H4sIAAAAAAACAzM00ANDfSNThUQuQwjP0MgCwjcyMDC0SkmysLLSNzbiAgBXNGHqLAAAAB+LCAAAAAAAAgMzNNADQ30jU4VELkMIz9DIAsI3MjAwtEpJsrCy0jc24gIAVzRh6iwAAAA= | base64 -d | netkit cidr match -c ::/0
> 2

# a name says nothing: only the content does
| plain.gz
+ 10.0.0.1
$ netkit cidr sort @plain.gz
> 10.0.0.1

# what was readable is done, and the cut is told; --exit-zero is for lines, not for half a list
$ echo H4sIAAAAAAACAzM00ANDfSNThUQuQwjP0MgCwjcyMDC0SkmysLLSNzbiAgBXNGHq | base64 -d > list.gz; netkit cidr aggregate @list.gz
> 10.0.0.0/24
> 2001:db8::/32
! netkit: cannot unpack 'list.gz': the gzip stream is cut short after 44 bytes unpacked
? 2

$ echo H4sIAAAAAAACAzM00ANDfSNThUQuQwjP0MgCwjcyMDC0SkmysLLSNzbiAgBXNGHq | base64 -d | netkit cidr match --exit-zero 10.0.0.0/24
> 10.0.0.0/25 a
> 10.0.0.128/25 a
! netkit: cannot unpack standard input: the gzip stream is cut short after 44 bytes unpacked
? 2

$ echo H4sIAAAAAAACAzM00ANDfSNThUQuQwjP0MgCwjcyMDC0SkmysLLSNzbiAgBXNGHq | base64 -d | netkit cidr classify --exit-zero --quiet -
! netkit: cannot unpack standard input: the gzip stream is cut short after 44 bytes unpacked
? 2

$ echo QlpoOTFBWSZTWQwE644AAAvZAABFQAH6UDQAIAAxAAAGUaZMaRCFDpNqxRHXkNtMhGoOTT4Pc+LuSKcKEgGAnXHA | base64 -d | netkit cidr sort - 10.0.0.1
> 10.0.0.1
! netkit: cannot unpack standard input: the bzip2 stream is damaged after 0 bytes unpacked
? 2

$ echo KLUv/QCQAQAA | base64 -d | netkit cidr sort -
! netkit: cannot unpack standard input: the zstd stream wants a window of more than 128 MiB after 0 bytes unpacked
? 2
