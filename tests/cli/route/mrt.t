$ netkit route list -t "$DATA/route/add_path.mrt" | head -3
> unicast     10.0.10.0/24         via 10.0.15.1	-
> unicast     10.0.10.0/24         via 10.0.15.1	-
> unicast     10.0.11.0/24         via 10.0.15.1	-

$ head -c 3000 "$DATA/route/add_path.mrt" | netkit route list -t - -q
! netkit: '-' is cut: it ends inside record 20, which begins at byte 2842
? 2
