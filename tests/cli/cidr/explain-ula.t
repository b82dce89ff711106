# The fields of RFC 4193 3.1.
$ netkit cidr ula --explain --global-id 0123456789
> field         bits  value
> prefix           7  1111110     fc00::/7, unique local
> L                1         1    assigned locally: the first octet is fd
> global ID       40  0123456789  as given: nothing is random
> subnet ID       16  (free)      2^16 = 65536 subnets of length 64
> interface ID    64  (free)
> groups of 16 bits: fd01:2345:6789, and ::/48 for the rest
> Random IDs (RFC 4193 3.2.1) keep networks apart that join one day: that two of N
>   have the same one has the chance N^2 / 2^41, for 1000 networks 1 in 2.2
>   million (3.2.3).
> prefix  fd01:2345:6789::/48

$ netkit cidr ula --explain --global-id ffffffffff --subnet 65535 --fields prefix,subnet
> field         bits  value
> prefix           7  1111110     fc00::/7, unique local
> L                1         1    assigned locally: the first octet is fd
> global ID       40  ffffffffff  as given: nothing is random
> subnet ID       16  ffff        65535
> interface ID    64  (free)
> groups of 16 bits: fdff:ffff:ffff:ffff, and ::/64 for the rest
> Random IDs (RFC 4193 3.2.1) keep networks apart that join one day: that two of N
>   have the same one has the chance N^2 / 2^41, for 1000 networks 1 in 2.2
>   million (3.2.3).
> prefix  fdff:ffff:ffff:ffff::/64
> subnet  65535

# A random one is told with the ID that its prefix has.
$ netkit cidr ula --explain | awk '/random:/ { id = $4 } /^prefix  f/ { n = split(substr($2, 3), p, /[:\/]/); for (i = 1; i <= 3; i++) { while (length(p[i]) < (i == 1 ? 2 : 4)) p[i] = "0" p[i]; all = all p[i] } print (all == id ? "same" : all " is not " id) }'
> same
