$ netkit cidr show 192.168.122.5/27
> address        192.168.122.5
> prefix         192.168.122.0/27
> netmask        255.255.255.224
> host mask      0.0.0.31
> broadcast      192.168.122.31
> first          192.168.122.0
> last           192.168.122.31
> first host     192.168.122.1
> last host      192.168.122.30
> addresses      32
> hosts          30
> block          Private-Use
> block prefix   192.168.0.0/16
> rfc            RFC 1918
> global         no
> private        yes
> scope          global
> ptr            5.122.168.192.in-addr.arpa
> integer        3232266757
> hex            0xc0a87a05

$ netkit cidr show 2001:db8::1/64
> address        2001:db8::1
> prefix         2001:db8::/64
> netmask        ffff:ffff:ffff:ffff::
> host mask      ::ffff:ffff:ffff:ffff
> first          2001:db8::
> last           2001:db8::ffff:ffff:ffff:ffff
> first host     2001:db8::
> last host      2001:db8::ffff:ffff:ffff:ffff
> addresses      18446744073709551616
> hosts          18446744073709551616
> block          Documentation
> block prefix   2001:db8::/32
> rfc            RFC 3849
> global         no
> private        no
> scope          global
> ptr            1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa
> integer        42540766411282592856903984951653826561
> hex            0x20010db8000000000000000000000001

$ netkit cidr 10.1.2.3/20 --fields network,broadcast,hosts
> 10.1.0.0	10.1.15.255	4094

$ netkit cidr --json --fields family,network,addresses 10.1.2.3/20
> {"family":4,"network":"10.1.0.0","addresses":"4096"}

$ netkit cidr show --explain 192.168.122.5/27
> address    192.168.122.5    11000000.10101000.01111010.000|00101
> netmask    255.255.255.224  11111111.11111111.11111111.111|00000   AND
>                             ------------------------------------
> network    192.168.122.0/27 11000000.10101000.01111010.000|00000
> 
> address    192.168.122.5    11000000.10101000.01111010.000|00101
> host mask  0.0.0.31         00000000.00000000.00000000.000|11111   AND
>                             ------------------------------------
> host part  0.0.0.5          00000000.00000000.00000000.000|00101
> 
> network    192.168.122.0/27 11000000.10101000.01111010.000|00000
> host mask  0.0.0.31         00000000.00000000.00000000.000|11111   OR
>                             ------------------------------------
> broadcast  192.168.122.31   11000000.10101000.01111010.000|11111   host bits 1
> 
> hosts      192.168.122.1 - 192.168.122.30      2^5 - 2 = 30
> boundary   /27: 3 octets and 3 bits of octet 4: 128+64+32=224

$ netkit cidr show --explain 10.1.2.3/20
> address    10.1.2.3         00001010.00000001.0000|0010.00000011
> netmask    255.255.240.0    11111111.11111111.1111|0000.00000000   AND
>                             ------------------------------------
> network    10.1.0.0/20      00001010.00000001.0000|0000.00000000
> 
> address    10.1.2.3         00001010.00000001.0000|0010.00000011
> host mask  0.0.15.255       00000000.00000000.0000|1111.11111111   AND
>                             ------------------------------------
> host part  0.0.2.3          00000000.00000000.0000|0010.00000011
> 
> network    10.1.0.0/20      00001010.00000001.0000|0000.00000000
> host mask  0.0.15.255       00000000.00000000.0000|1111.11111111   OR
>                             ------------------------------------
> broadcast  10.1.15.255      00001010.00000001.0000|1111.11111111   host bits 1
> 
> hosts      10.1.0.1 - 10.1.15.254      2^12 - 2 = 4094
> boundary   /20: 2 octets and 4 bits of octet 3: 128+64+32+16=240

$ netkit cidr show --explain 10.0.0.0/31
> address    10.0.0.0         00001010.00000000.00000000.0000000|0
> netmask    255.255.255.254  11111111.11111111.11111111.1111111|0   AND
>                             ------------------------------------
> network    10.0.0.0/31      00001010.00000000.00000000.0000000|0
> 
> address    10.0.0.0         00001010.00000000.00000000.0000000|0
> host mask  0.0.0.1          00000000.00000000.00000000.0000000|1   AND
>                             ------------------------------------
> host part  0.0.0.0          00000000.00000000.00000000.0000000|0
> 
> network    10.0.0.0/31      00001010.00000000.00000000.0000000|0
> host mask  0.0.0.1          00000000.00000000.00000000.0000000|1   OR
>                             ------------------------------------
> last       10.0.0.1         00001010.00000000.00000000.0000000|1   host bits 1
> 
> hosts      10.0.0.0 - 10.0.0.1      2^1 = 2 (RFC 3021)
> boundary   /31: 3 octets and 7 bits of octet 4: 128+64+32+16+8+4+2=254

$ netkit cidr show --explain 0.0.0.0/0
> address    0.0.0.0          |00000000.00000000.00000000.00000000
> netmask    0.0.0.0          |00000000.00000000.00000000.00000000   AND
>                             ------------------------------------
> network    0.0.0.0/0        |00000000.00000000.00000000.00000000
> 
> address    0.0.0.0          |00000000.00000000.00000000.00000000
> host mask  255.255.255.255  |11111111.11111111.11111111.11111111   AND
>                             ------------------------------------
> host part  0.0.0.0          |00000000.00000000.00000000.00000000
> 
> network    0.0.0.0/0        |00000000.00000000.00000000.00000000
> host mask  255.255.255.255  |11111111.11111111.11111111.11111111   OR
>                             ------------------------------------
> broadcast  255.255.255.255  |11111111.11111111.11111111.11111111   host bits 1
> 
> hosts      0.0.0.1 - 255.255.255.254      2^32 - 2 = 4294967294
> boundary   /0: 0 octets

$ netkit cidr show --explain 255.255.255.255/32
> address    255.255.255.255    11111111.11111111.11111111.11111111|
> netmask    255.255.255.255    11111111.11111111.11111111.11111111|   AND
>                               ------------------------------------
> network    255.255.255.255/32 11111111.11111111.11111111.11111111|
> 
> address    255.255.255.255    11111111.11111111.11111111.11111111|
> host mask  0.0.0.0            00000000.00000000.00000000.00000000|   AND
>                               ------------------------------------
> host part  0.0.0.0            00000000.00000000.00000000.00000000|
> 
> network    255.255.255.255/32 11111111.11111111.11111111.11111111|
> host mask  0.0.0.0            00000000.00000000.00000000.00000000|   OR
>                               ------------------------------------
> last       255.255.255.255    11111111.11111111.11111111.11111111|   host bits 1
> 
> hosts      255.255.255.255 - 255.255.255.255      2^0 = 1
> boundary   /32: 4 octets

$ netkit cidr show --explain 2001:db8:0:1234::1/52
> address    2001:db8:0:1234::1
> netmask    ffff:ffff:ffff:f000::
> network    2001:db8:0:1000::/52
> host part  ::234:0:0:0:1
> last       2001:db8:0:1fff:ffff:ffff:ffff:ffff
> 
>            group 4
> address    1234    0001|001000110100
> netmask    f000    1111|000000000000   AND
>                    -----------------
> network    1000    0001|000000000000
> host mask  0fff    0000|111111111111
> host part  0234    0000|001000110100   address AND host mask
> last       1fff    0001|111111111111   network OR host mask
> 
> hosts      2001:db8:0:1000::
>            - 2001:db8:0:1fff:ffff:ffff:ffff:ffff
>            2^76 = 75557863725914323419136
> boundary   /52: 3 groups and 4 bits of group 4

$ netkit cidr show --explain ::1/128
> address    ::1
> netmask    ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
> network    ::1/128
> host part  ::
> last       ::1
> 
>            group 8
> address    0001    0000000000000001|
> netmask    ffff    1111111111111111|   AND
>                    -----------------
> network    0001    0000000000000001|
> host mask  0000    0000000000000000|
> host part  0000    0000000000000000|   address AND host mask
> last       0001    0000000000000001|   network OR host mask
> 
> hosts      ::1
>            - ::1
>            2^0 = 1
> boundary   /128: 8 groups

$ netkit cidr show --explain ::/0
> address    ::
> netmask    ::
> network    ::/0
> host part  ::
> last       ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
> 
>            group 1
> address    0000    |0000000000000000
> netmask    0000    |0000000000000000   AND
>                    -----------------
> network    0000    |0000000000000000
> host mask  ffff    |1111111111111111
> host part  0000    |0000000000000000   address AND host mask
> last       ffff    |1111111111111111   network OR host mask
> 
> hosts      ::
>            - ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
>            2^128 = 340282366920938463463374607431768211456
> boundary   /0: 0 groups

$ netkit cidr show --json 0.0.0.0/0
> {"input":"0.0.0.0/0","family":4,"address":"0.0.0.0","prefix":"0.0.0.0/0","network":"0.0.0.0","prefix_length":0,"netmask":"0.0.0.0","hostmask":"255.255.255.255","broadcast":"255.255.255.255","host_part":"0.0.0.0","first":"0.0.0.0","last":"255.255.255.255","first_host":"0.0.0.1","last_host":"255.255.255.254","addresses":"4294967296","hosts":"4294967294","classful":"A","block":null,"block_prefix":null,"rfc":null,"source":null,"destination":null,"forwardable":null,"global":null,"reserved":null,"private":false,"loopback":false,"link_local":false,"unique_local":false,"documentation":false,"multicast":false,"scope":null,"ptr":"0.0.0.0.in-addr.arpa","reverse_zones":["in-addr.arpa"],"zone":null,"integer":"0","hex":"0x00000000","binary":"00000000.00000000.00000000.00000000","expanded":"000.000.000.000","mapped":null,"mac":null,"solicited_node":null,"multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json ::/0
> {"input":"::/0","family":6,"address":"::","prefix":"::/0","network":"::","prefix_length":0,"netmask":"::","hostmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","broadcast":null,"host_part":"::","first":"::","last":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","first_host":"::","last_host":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","addresses":"340282366920938463463374607431768211456","hosts":"340282366920938463463374607431768211456","classful":null,"block":null,"block_prefix":null,"rfc":null,"source":null,"destination":null,"forwardable":null,"global":null,"reserved":null,"private":false,"loopback":false,"link_local":false,"unique_local":false,"documentation":false,"multicast":false,"scope":null,"ptr":"0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa","reverse_zones":["ip6.arpa"],"zone":null,"integer":"0","hex":"0x00000000000000000000000000000000","binary":"0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000","expanded":"0000:0000:0000:0000:0000:0000:0000:0000","mapped":null,"mac":null,"solicited_node":"ff02::1:ff00:0","multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json 10.0.0.1/31
> {"input":"10.0.0.1/31","family":4,"address":"10.0.0.1","prefix":"10.0.0.0/31","network":"10.0.0.0","prefix_length":31,"netmask":"255.255.255.254","hostmask":"0.0.0.1","broadcast":null,"host_part":"0.0.0.1","first":"10.0.0.0","last":"10.0.0.1","first_host":"10.0.0.0","last_host":"10.0.0.1","addresses":"2","hosts":"2","classful":"A","block":"Private-Use","block_prefix":"10.0.0.0/8","rfc":"RFC 1918","source":true,"destination":true,"forwardable":true,"global":false,"reserved":false,"private":true,"loopback":false,"link_local":false,"unique_local":false,"documentation":false,"multicast":false,"scope":"global","ptr":"1.0.0.10.in-addr.arpa","reverse_zones":["0/31.0.0.10.in-addr.arpa"],"zone":null,"integer":"167772161","hex":"0x0a000001","binary":"00001010.00000000.00000000.00000001","expanded":"010.000.000.001","mapped":null,"mac":null,"solicited_node":null,"multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json 10.0.0.1/32
> {"input":"10.0.0.1/32","family":4,"address":"10.0.0.1","prefix":"10.0.0.1/32","network":"10.0.0.1","prefix_length":32,"netmask":"255.255.255.255","hostmask":"0.0.0.0","broadcast":null,"host_part":"0.0.0.0","first":"10.0.0.1","last":"10.0.0.1","first_host":"10.0.0.1","last_host":"10.0.0.1","addresses":"1","hosts":"1","classful":"A","block":"Private-Use","block_prefix":"10.0.0.0/8","rfc":"RFC 1918","source":true,"destination":true,"forwardable":true,"global":false,"reserved":false,"private":true,"loopback":false,"link_local":false,"unique_local":false,"documentation":false,"multicast":false,"scope":"global","ptr":"1.0.0.10.in-addr.arpa","reverse_zones":["1.0.0.10.in-addr.arpa"],"zone":null,"integer":"167772161","hex":"0x0a000001","binary":"00001010.00000000.00000000.00000001","expanded":"010.000.000.001","mapped":null,"mac":null,"solicited_node":null,"multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json 2001:db8::1/127
> {"input":"2001:db8::1/127","family":6,"address":"2001:db8::1","prefix":"2001:db8::/127","network":"2001:db8::","prefix_length":127,"netmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:fffe","hostmask":"::1","broadcast":null,"host_part":"::1","first":"2001:db8::","last":"2001:db8::1","first_host":"2001:db8::","last_host":"2001:db8::1","addresses":"2","hosts":"2","classful":null,"block":"Documentation","block_prefix":"2001:db8::/32","rfc":"RFC 3849","source":false,"destination":false,"forwardable":false,"global":false,"reserved":false,"private":false,"loopback":false,"link_local":false,"unique_local":false,"documentation":true,"multicast":false,"scope":"global","ptr":"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa","reverse_zones":["0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa","1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"],"zone":null,"integer":"42540766411282592856903984951653826561","hex":"0x20010db8000000000000000000000001","binary":"0010000000000001:0000110110111000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000001","expanded":"2001:0db8:0000:0000:0000:0000:0000:0001","mapped":null,"mac":null,"solicited_node":"ff02::1:ff00:1","multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json 2001:db8::1
> {"input":"2001:db8::1","family":6,"address":"2001:db8::1","prefix":"2001:db8::1/128","network":"2001:db8::1","prefix_length":128,"netmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","hostmask":"::","broadcast":null,"host_part":"::","first":"2001:db8::1","last":"2001:db8::1","first_host":"2001:db8::1","last_host":"2001:db8::1","addresses":"1","hosts":"1","classful":null,"block":"Documentation","block_prefix":"2001:db8::/32","rfc":"RFC 3849","source":false,"destination":false,"forwardable":false,"global":false,"reserved":false,"private":false,"loopback":false,"link_local":false,"unique_local":false,"documentation":true,"multicast":false,"scope":"global","ptr":"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa","reverse_zones":["1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"],"zone":null,"integer":"42540766411282592856903984951653826561","hex":"0x20010db8000000000000000000000001","binary":"0010000000000001:0000110110111000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000001","expanded":"2001:0db8:0000:0000:0000:0000:0000:0001","mapped":null,"mac":null,"solicited_node":"ff02::1:ff00:1","multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json ::ffff:127.0.0.1
> {"input":"::ffff:127.0.0.1","family":6,"address":"::ffff:127.0.0.1","prefix":"::ffff:127.0.0.1/128","network":"::ffff:127.0.0.1","prefix_length":128,"netmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","hostmask":"::","broadcast":null,"host_part":"::","first":"::ffff:127.0.0.1","last":"::ffff:127.0.0.1","first_host":"::ffff:127.0.0.1","last_host":"::ffff:127.0.0.1","addresses":"1","hosts":"1","classful":null,"block":"Loopback","block_prefix":"127.0.0.0/8","rfc":"RFC 1122","source":false,"destination":false,"forwardable":false,"global":false,"reserved":true,"private":false,"loopback":true,"link_local":false,"unique_local":false,"documentation":false,"multicast":false,"scope":"host","ptr":"1.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa","reverse_zones":["1.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa"],"zone":null,"integer":"281472812449793","hex":"0x00000000000000000000ffff7f000001","binary":"0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:1111111111111111:0111111100000000:0000000000000001","expanded":"0000:0000:0000:0000:0000:ffff:7f00:0001","mapped":"127.0.0.1","mac":null,"solicited_node":"ff02::1:ff00:1","multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":"127.0.0.1","embedded_kind":"mapped"}

$ netkit cidr show --json fe80::1%eth0
> {"input":"fe80::1%eth0","family":6,"address":"fe80::1","prefix":"fe80::1/128","network":"fe80::1","prefix_length":128,"netmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","hostmask":"::","broadcast":null,"host_part":"::","first":"fe80::1","last":"fe80::1","first_host":"fe80::1","last_host":"fe80::1","addresses":"1","hosts":"1","classful":null,"block":"Link-Local Unicast","block_prefix":"fe80::/10","rfc":"RFC 4291","source":true,"destination":true,"forwardable":false,"global":false,"reserved":true,"private":false,"loopback":false,"link_local":true,"unique_local":false,"documentation":false,"multicast":false,"scope":"link","ptr":"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa","reverse_zones":["1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa"],"zone":"eth0","integer":"338288524927261089654018896841347694593","hex":"0xfe800000000000000000000000000001","binary":"1111111010000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000001","expanded":"fe80:0000:0000:0000:0000:0000:0000:0001","mapped":null,"mac":null,"solicited_node":"ff02::1:ff00:1","multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json fe80::1%eth0/64
> {"input":"fe80::1%eth0/64","family":6,"address":"fe80::1","prefix":"fe80::/64","network":"fe80::","prefix_length":64,"netmask":"ffff:ffff:ffff:ffff::","hostmask":"::ffff:ffff:ffff:ffff","broadcast":null,"host_part":"::1","first":"fe80::","last":"fe80::ffff:ffff:ffff:ffff","first_host":"fe80::","last_host":"fe80::ffff:ffff:ffff:ffff","addresses":"18446744073709551616","hosts":"18446744073709551616","classful":null,"block":"Link-Local Unicast","block_prefix":"fe80::/10","rfc":"RFC 4291","source":true,"destination":true,"forwardable":false,"global":false,"reserved":true,"private":false,"loopback":false,"link_local":true,"unique_local":false,"documentation":false,"multicast":false,"scope":"link","ptr":"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa","reverse_zones":["0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa"],"zone":"eth0","integer":"338288524927261089654018896841347694593","hex":"0xfe800000000000000000000000000001","binary":"1111111010000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000001","expanded":"fe80:0000:0000:0000:0000:0000:0000:0001","mapped":null,"mac":null,"solicited_node":"ff02::1:ff00:1","multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json 64:ff9b::192.0.2.1
> {"input":"64:ff9b::192.0.2.1","family":6,"address":"64:ff9b::c000:201","prefix":"64:ff9b::c000:201/128","network":"64:ff9b::c000:201","prefix_length":128,"netmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","hostmask":"::","broadcast":null,"host_part":"::","first":"64:ff9b::c000:201","last":"64:ff9b::c000:201","first_host":"64:ff9b::c000:201","last_host":"64:ff9b::c000:201","addresses":"1","hosts":"1","classful":null,"block":"IPv4-IPv6 Translat.","block_prefix":"64:ff9b::/96","rfc":"RFC 6052","source":true,"destination":true,"forwardable":true,"global":true,"reserved":false,"private":false,"loopback":false,"link_local":false,"unique_local":false,"documentation":false,"multicast":false,"scope":"global","ptr":"1.0.2.0.0.0.0.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.b.9.f.f.4.6.0.0.ip6.arpa","reverse_zones":["1.0.2.0.0.0.0.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.b.9.f.f.4.6.0.0.ip6.arpa"],"zone":null,"integer":"524413980667603649783483184533471745","hex":"0x0064ff9b0000000000000000c0000201","binary":"0000000001100100:1111111110011011:0000000000000000:0000000000000000:0000000000000000:0000000000000000:1100000000000000:0000001000000001","expanded":"0064:ff9b:0000:0000:0000:0000:c000:0201","mapped":null,"mac":null,"solicited_node":"ff02::1:ff00:201","multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":"192.0.2.1","embedded_kind":"nat64"}

$ netkit cidr show --json 3fff::1
> {"input":"3fff::1","family":6,"address":"3fff::1","prefix":"3fff::1/128","network":"3fff::1","prefix_length":128,"netmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","hostmask":"::","broadcast":null,"host_part":"::","first":"3fff::1","last":"3fff::1","first_host":"3fff::1","last_host":"3fff::1","addresses":"1","hosts":"1","classful":null,"block":"Documentation","block_prefix":"3fff::/20","rfc":"RFC 9637","source":false,"destination":false,"forwardable":false,"global":false,"reserved":false,"private":false,"loopback":false,"link_local":false,"unique_local":false,"documentation":true,"multicast":false,"scope":"global","ptr":"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.f.f.f.3.ip6.arpa","reverse_zones":["1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.f.f.f.3.ip6.arpa"],"zone":null,"integer":"85065399433376081038215121361612832769","hex":"0x3fff0000000000000000000000000001","binary":"0011111111111111:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000001","expanded":"3fff:0000:0000:0000:0000:0000:0000:0001","mapped":null,"mac":null,"solicited_node":"ff02::1:ff00:1","multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json 10.0.0.0-10.0.0.9
> {"input":"10.0.0.0-10.0.0.9","family":4,"address":null,"prefix":null,"network":null,"prefix_length":null,"netmask":null,"hostmask":null,"broadcast":null,"host_part":null,"first":"10.0.0.0","last":"10.0.0.9","first_host":null,"last_host":null,"addresses":"10","hosts":"10","classful":null,"block":"Private-Use","block_prefix":"10.0.0.0/8","rfc":"RFC 1918","source":true,"destination":true,"forwardable":true,"global":false,"reserved":false,"private":true,"loopback":false,"link_local":false,"unique_local":false,"documentation":false,"multicast":false,"scope":"global","ptr":null,"reverse_zones":null,"zone":null,"integer":null,"hex":null,"binary":null,"expanded":null,"mapped":null,"mac":null,"solicited_node":null,"multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json 10.0.0.0-10.0.0.255
> {"input":"10.0.0.0-10.0.0.255","family":4,"address":null,"prefix":"10.0.0.0/24","network":"10.0.0.0","prefix_length":24,"netmask":"255.255.255.0","hostmask":"0.0.0.255","broadcast":"10.0.0.255","host_part":"0.0.0.0","first":"10.0.0.0","last":"10.0.0.255","first_host":"10.0.0.1","last_host":"10.0.0.254","addresses":"256","hosts":"254","classful":null,"block":"Private-Use","block_prefix":"10.0.0.0/8","rfc":"RFC 1918","source":true,"destination":true,"forwardable":true,"global":false,"reserved":false,"private":true,"loopback":false,"link_local":false,"unique_local":false,"documentation":false,"multicast":false,"scope":"global","ptr":null,"reverse_zones":["0.0.10.in-addr.arpa"],"zone":null,"integer":null,"hex":null,"binary":null,"expanded":null,"mapped":null,"mac":null,"solicited_node":null,"multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json ff02::1:ff00:1
> {"input":"ff02::1:ff00:1","family":6,"address":"ff02::1:ff00:1","prefix":"ff02::1:ff00:1/128","network":"ff02::1:ff00:1","prefix_length":128,"netmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","hostmask":"::","broadcast":null,"host_part":"::","first":"ff02::1:ff00:1","last":"ff02::1:ff00:1","first_host":"ff02::1:ff00:1","last_host":"ff02::1:ff00:1","addresses":"1","hosts":"1","classful":null,"block":null,"block_prefix":null,"rfc":null,"source":false,"destination":true,"forwardable":false,"global":false,"reserved":false,"private":false,"loopback":false,"link_local":false,"unique_local":false,"documentation":false,"multicast":true,"scope":"link","ptr":"1.0.0.0.0.0.f.f.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.0.f.f.ip6.arpa","reverse_zones":["1.0.0.0.0.0.f.f.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.2.0.f.f.ip6.arpa"],"zone":null,"integer":"338963523518870617245727861372719464449","hex":"0xff0200000000000000000001ff000001","binary":"1111111100000010:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000001:1111111100000000:0000000000000001","expanded":"ff02:0000:0000:0000:0000:0001:ff00:0001","mapped":null,"mac":null,"solicited_node":null,"multicast_mac":"33:33:ff:00:00:01","ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json fd12:3456:789a:1::1
> {"input":"fd12:3456:789a:1::1","family":6,"address":"fd12:3456:789a:1::1","prefix":"fd12:3456:789a:1::1/128","network":"fd12:3456:789a:1::1","prefix_length":128,"netmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","hostmask":"::","broadcast":null,"host_part":"::","first":"fd12:3456:789a:1::1","last":"fd12:3456:789a:1::1","first_host":"fd12:3456:789a:1::1","last_host":"fd12:3456:789a:1::1","addresses":"1","hosts":"1","classful":null,"block":"Unique-Local","block_prefix":"fc00::/7","rfc":"RFC 4193, RFC 8190","source":true,"destination":true,"forwardable":true,"global":false,"reserved":false,"private":true,"loopback":false,"link_local":false,"unique_local":true,"documentation":false,"multicast":false,"scope":"global","ptr":"1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.a.9.8.7.6.5.4.3.2.1.d.f.ip6.arpa","reverse_zones":["1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.1.0.0.0.a.9.8.7.6.5.4.3.2.1.d.f.ip6.arpa"],"zone":null,"integer":"336389205813283084628800618700287770625","hex":"0xfd123456789a00010000000000000001","binary":"1111110100010010:0011010001010110:0111100010011010:0000000000000001:0000000000000000:0000000000000000:0000000000000000:0000000000000001","expanded":"fd12:3456:789a:0001:0000:0000:0000:0001","mapped":null,"mac":null,"solicited_node":"ff02::1:ff00:1","multicast_mac":null,"ula_global_id":"123456789a","ula_subnet":"0001","embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json fe80::211:22ff:fe33:4455
> {"input":"fe80::211:22ff:fe33:4455","family":6,"address":"fe80::211:22ff:fe33:4455","prefix":"fe80::211:22ff:fe33:4455/128","network":"fe80::211:22ff:fe33:4455","prefix_length":128,"netmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","hostmask":"::","broadcast":null,"host_part":"::","first":"fe80::211:22ff:fe33:4455","last":"fe80::211:22ff:fe33:4455","first_host":"fe80::211:22ff:fe33:4455","last_host":"fe80::211:22ff:fe33:4455","addresses":"1","hosts":"1","classful":null,"block":"Link-Local Unicast","block_prefix":"fe80::/10","rfc":"RFC 4291","source":true,"destination":true,"forwardable":false,"global":false,"reserved":true,"private":false,"loopback":false,"link_local":true,"unique_local":false,"documentation":false,"multicast":false,"scope":"link","ptr":"5.5.4.4.3.3.e.f.f.f.2.2.1.1.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa","reverse_zones":["5.5.4.4.3.3.e.f.f.f.2.2.1.1.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.e.f.ip6.arpa"],"zone":null,"integer":"338288524927261089654167835586904409173","hex":"0xfe80000000000000021122fffe334455","binary":"1111111010000000:0000000000000000:0000000000000000:0000000000000000:0000001000010001:0010001011111111:1111111000110011:0100010001010101","expanded":"fe80:0000:0000:0000:0211:22ff:fe33:4455","mapped":null,"mac":"00:11:22:33:44:55","solicited_node":"ff02::1:ff33:4455","multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json 224.0.0.251
> {"input":"224.0.0.251","family":4,"address":"224.0.0.251","prefix":"224.0.0.251/32","network":"224.0.0.251","prefix_length":32,"netmask":"255.255.255.255","hostmask":"0.0.0.0","broadcast":null,"host_part":"0.0.0.0","first":"224.0.0.251","last":"224.0.0.251","first_host":"224.0.0.251","last_host":"224.0.0.251","addresses":"1","hosts":"1","classful":"D","block":null,"block_prefix":null,"rfc":null,"source":false,"destination":true,"forwardable":false,"global":false,"reserved":false,"private":false,"loopback":false,"link_local":false,"unique_local":false,"documentation":false,"multicast":true,"scope":"link","ptr":"251.0.0.224.in-addr.arpa","reverse_zones":["251.0.0.224.in-addr.arpa"],"zone":null,"integer":"3758096635","hex":"0xe00000fb","binary":"11100000.00000000.00000000.11111011","expanded":"224.000.000.251","mapped":null,"mac":null,"solicited_node":null,"multicast_mac":"01:00:5e:00:00:fb","ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --json ::2:3
> {"input":"::2:3","family":6,"address":"::2:3","prefix":"::2:3/128","network":"::2:3","prefix_length":128,"netmask":"ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff","hostmask":"::","broadcast":null,"host_part":"::","first":"::2:3","last":"::2:3","first_host":"::2:3","last_host":"::2:3","addresses":"1","hosts":"1","classful":null,"block":null,"block_prefix":null,"rfc":null,"source":true,"destination":true,"forwardable":true,"global":true,"reserved":false,"private":false,"loopback":false,"link_local":false,"unique_local":false,"documentation":false,"multicast":false,"scope":"global","ptr":"3.0.0.0.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa","reverse_zones":["3.0.0.0.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa"],"zone":null,"integer":"131075","hex":"0x00000000000000000000000000020003","binary":"0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000000:0000000000000010:0000000000000011","expanded":"0000:0000:0000:0000:0000:0000:0002:0003","mapped":null,"mac":null,"solicited_node":"ff02::1:ff02:3","multicast_mac":null,"ula_global_id":null,"ula_subnet":null,"embedded_ipv4":null,"embedded_kind":null}

$ netkit cidr show --fields prefix 10.0.0.0/0.0.3.255 10.0.0.0/255.255.252.0 2001:db8::/ffff:ffff::
> 10.0.0.0/22
> 10.0.0.0/22
> 2001:db8::/32

$ netkit cidr show 10.0.0.256
! netkit: '10.0.0.256' is not an IPv4 address: octet 4 is 256, the maximum is 255
!     netkit cidr show 10.0.0.256
!                             ^~~
? 2

$ netkit cidr show 010.0.0.1
! netkit: '010.0.0.1' is not an IPv4 address: octet 1, 010, has a leading zero, which some read as octal (--lenient reads it so)
!     netkit cidr show 010.0.0.1
!                      ^~~
? 2

$ netkit cidr show 10.0.0.0/33
! netkit: prefix length 33 is too long: the maximum for IPv4 is 32
!     netkit cidr show 10.0.0.0/33
!                               ^~
? 2

$ netkit cidr show 1::2::3
! netkit: '1::2::3' is not an IPv6 address: '::' stands in it twice
!     netkit cidr show 1::2::3
!                          ^~
? 2

$ netkit cidr show ''
! netkit: an address is missing: the text is empty
!     netkit cidr show ''
!                       ^
? 2

$ netkit cidr show 10.0.0.0/
! netkit: a prefix length is missing behind '/': expected 0 to 32
!     netkit cidr show 10.0.0.0/
!                              ^
? 2

$ netkit cidr show 10.0.0.0/255.0.255.0
! netkit: mask 255.0.255.0 is not contiguous: expected ones and then zeros, or the inverse
!     netkit cidr show 10.0.0.0/255.0.255.0
!                               ^~~~~~~~~~~
? 2

$ netkit cidr show localhost
! netkit: 'localhost' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit cidr show localhost
!                      ^~~~~~~~~
? 2

$ netkit cidr show example.com
! netkit: 'example.com' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit cidr show example.com
!                      ^~~~~~~~~~~
? 2

$ netkit cidr show 10/8
! netkit: '10' is not an IPv4 address: expected four octets, as in 192.0.2.1 (--lenient reads a number alone)
!     netkit cidr show 10/8
!                      ^~
? 2

$ netkit cidr show 10.0.0.1 bad 10.0.0.2 --fields address
> 10.0.0.1
> 10.0.0.2
! netkit: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit cidr show 10.0.0.1 bad 10.0.0.2 --fields address
!                               ^~~
? 2

$ netkit cidr show --strict 10.0.0.1 bad 10.0.0.2 --fields address
> 10.0.0.1
! netkit: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1
!     netkit cidr show --strict 10.0.0.1 bad 10.0.0.2 --fields address
!                                        ^~~
? 2

$ netkit cidr show --lenient --fields prefix 10/8 172.16/12 127.1 0x7f.1 2130706433 010.0.0.1
> 10.0.0.0/8
> 172.16.0.0/12
> 127.0.0.1/32
> 127.0.0.1/32
> 127.0.0.1/32
> 8.0.0.1/32
! netkit: '10/8' is read as 10.0.0.0/8
! netkit: '172.16/12' is read as 172.16.0.0/12
! netkit: '127.1' is read as 127.0.0.1
! netkit: '0x7f.1' is read as 127.0.0.1
! netkit: '2130706433' is read as 127.0.0.1
! netkit: '010.0.0.1' is read as 8.0.0.1

$ netkit cidr show --fields input,prefix -
< 10.0.0.0/8 label
< bad
< ::1
> 10.0.0.0/8	10.0.0.0/8
> ::1	::1/128
! netkit: standard input:2:1: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
? 2

$ netkit cidr show --json --fields input,prefix -
< 10.0.0.0/8 label
< bad
< ::1
> {"input":"10.0.0.0/8","prefix":"10.0.0.0/8"}
> {"input":"bad","error":"'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1"}
> {"input":"::1","prefix":"::1/128"}
! netkit: standard input:2:1: 'bad' is not an IP address: expected one as 192.0.2.1 or 2001:db8::1; line skipped
? 2

$ netkit cidr show -4 --fields prefix 10.0.0.0/8 ::/0
> 10.0.0.0/8

$ netkit cidr show -6 --fields prefix 10.0.0.0/8 ::/0
> ::/0

# A range has no mask: how many addresses it has, and which prefixes it is.
$ netkit cidr show --explain 10.0.0.1-10.0.0.9
> 10.0.0.1 - 10.0.0.9
>   first       10.0.0.1        00001010.00000000.00000000.0000|0001
>   last        10.0.0.9        00001010.00000000.00000000.0000|1001
>   the first 28 bits are equal: 10.0.0.0/28 is the smallest prefix that holds all
>   the other bits as numbers: last - first + 1 = 9 - 1 + 1 = 9 addresses
> They are fewer than that prefix has: no one mask makes the range.
> A prefix is 2^n addresses from a multiple of 2^n on (RFC 4632 3.1). Of each
>   range the largest is taken that is aligned (align: the lowest 1 bit of its
>   first address) and fits (the highest power of two in what is left): the lesser
>   2^n of the two, a length of 32 - n (IPv6: 128 - n), until nothing is left:
>   first           in binary                           align       left  fits as
>   10.0.0.1        00001010.00000000.00000000.00000001   2^0          9   2^3 /32
>   10.0.0.2        00001010.00000000.00000000.00000010   2^1          8   2^3 /31
>   10.0.0.4        00001010.00000000.00000000.00000100   2^2          6   2^2 /30
>   10.0.0.8        00001010.00000000.00000000.00001000   2^3          2   2^1 /31

$ netkit cidr show --explain 2001:db8::1 2001:db8::1-2001:db8:0:1::7 | sed -n '/^2001:db8::1 - /,/^They/p'
> 2001:db8::1 - 2001:db8:0:1::7
>                                                       bits 49 to 64:
>   first       2001:0db8:0000:0000:0000:0000:0000:0001 000000000000000|0
>   last        2001:0db8:0000:0001:0000:0000:0000:0007 000000000000000|1
>   the first 63 bits are equal: 2001:db8::/63 is the smallest prefix that holds
>     all
>   the other bits as numbers: last - first + 1 = 18446744073709551623 - 1 + 1 =
>     18446744073709551623 addresses
> They are fewer than that prefix has: no one mask makes the range.

# One that is a prefix has a mask.
$ netkit cidr show --explain 10.0.0.0-10.0.0.255 | tail -2
> hosts      10.0.0.1 - 10.0.0.254      2^8 - 2 = 254
> boundary   /24: 3 octets

$ netkit cidr show -q --explain 10.0.0.1-10.0.0.9

$ netkit cidr show --json --explain 10.0.0.1
! netkit: --explain is for people: it does not go with --json or --output
! netkit: see: netkit cidr show --help
? 2

$ netkit cidr show -o csv --fields input,block,global 10.0.0.1 8.8.8.8
> input,block,global
> 10.0.0.1,Private-Use,false
> 8.8.8.8,,true

$ netkit cidr show -o tsv --fields input,broadcast ::1 10.0.0.0/24
> ::1	-
> 10.0.0.0/24	10.0.0.255

$ netkit cidr show -o tsv --header --fields input,broadcast ::1
> input	broadcast
> ::1	-

$ netkit cidr show -o svg 10.1.2.3/20 | head -3
> <svg xmlns="http://www.w3.org/2000/svg" width="740" height="360" viewBox="0 0 740 360" role="img">
> <title>10.1.2.3/20</title>
> <desc>address 10.1.2.3 00001010.00000001.0000 0010.00000011

# several are one picture; a range is refused, and the others are drawn
$ netkit cidr show -o svg 10.1.2.3/20 10.0.0.1-10.0.0.2 2001:db8::/48 | grep -e '<svg' -e '</svg' -e '<title' -e '>boundary'
> <svg xmlns="http://www.w3.org/2000/svg" width="740" height="760" viewBox="0 0 740 760" role="img">
> <title>prefixes in binary</title>
> <text class="d" x="10" y="345" textLength="72">boundary</text>
> <text class="d" x="10" y="745" textLength="72">boundary</text>
> </svg>
~ a range has no mask to draw

# an endless one has an end
$ seq 0 3000 | sed 's,.*,10.0.0.0/8,' | netkit cidr show -o svg - | grep -c -e '>boundary' -e '... and so on</text>'
> 557

$ netkit cidr show < /dev/null
! netkit: cidr show needs ITEM...
! netkit: usage: netkit cidr show [OPTION]... ITEM...
? 2

$ netkit cidr show - < /dev/null

