# The passes of ORTC at the nodes of the binary tree; then the entries, as without the working.
|| table
+ 10.0.0.0/9 a
+ 10.128.0.0/9 a
+ 10.1.0.0/16 b
+ 10.2.0.7/16 a
+ 2001:db8::/33 via fe80::1 dev eth0
+ 2001:db8:8000::/33 via fe80::1 dev eth0

$ netkit route aggregate -t table --explain
> results: type and next hops, or the label where there are none
>   A = a
>   B = b
>   C = via fe80::1 dev eth0
>   - = no route
> IPv4, table main
> 1. Normalise (ORTC, Draves et al.): each node of the binary tree gets both
>   halves or none; a half without a longer prefix is a leaf (') with the result
>   of the prefix above it.
> 2. Upwards: a node's set is what both halves share; where they share nothing,
>   all of both.
>   node                  0-half        1-half        joined by   set
>   10.1.0.0/16           leaf                                    {B}
>   10.2.0.0/16           leaf                                    {A}
>   10.0.0.0/15           {A}'          {B}           all of both {A,B}
>   10.2.0.0/15           {A}           {A}'          shared      {A}
>   10.0.0.0/14           {A,B}         {A}           shared      {A}
>   10.0.0.0/13           {A}           {A}'          shared      {A}
>   10.0.0.0/12           {A}           {A}'          shared      {A}
>     likewise 2 nodes above it, up to 10.0.0.0/10: {A}
>   10.0.0.0/9            {A}           {A}'          shared      {A}
>   10.128.0.0/9          leaf                                    {A}
>   10.0.0.0/8            {A}           {A}           shared      {A}
>   10.0.0.0/7            {A}           {-}'          all of both {-,A}
>   8.0.0.0/6             {-}'          {-,A}         shared      {-}
>     likewise 5 nodes above it, up to 0.0.0.0/1: {-}
>   0.0.0.0/0             {-}           {-}'          shared      {-}
> 3. Downwards: a node whose set holds what it inherits needs no entry; another
>   takes one of its set, not - if there is another, which those below inherit.
>   Nodes under which all leaves inherit what they have are left out.
>   node                  inherits      its set       entry
>   0.0.0.0/0             -             {-}           none needed
>   0.0.0.0/1             -             {-}           none needed
>   10.0.0.0/8            -             {A}           entry A
>   10.0.0.0/9            A             {A}           none needed
>   10.0.0.0/10           A             {A}           none needed
>   10.0.0.0/14           A             {A}           none needed
>   10.0.0.0/15           A             {A,B}         none needed
>   10.1.0.0/16           A             {B}           entry B
>   10.2.0.0/15           A             {A}           none needed
>   10.2.0.0/16           A             {A}           none needed
>   10.128.0.0/9          A             {A}           none needed
> entries: 2
> IPv6, table main
> 1. Normalise (ORTC, Draves et al.): each node of the binary tree gets both
>   halves or none; a half without a longer prefix is a leaf (') with the result
>   of the prefix above it.
> 2. Upwards: a node's set is what both halves share; where they share nothing,
>   all of both.
>   node                  0-half        1-half        joined by   set
>   2001:db8::/33         leaf                                    {C}
>   2001:db8:8000::/33    leaf                                    {C}
>   2001:db8::/32         {C}           {C}           shared      {C}
>   2001:db8::/31         {C}           {-}'          all of both {-,C}
>   2001:db8::/30         {-,C}         {-}'          shared      {-}
>     likewise 29 nodes above it, up to ::/1: {-}
>   ::/0                  {-}           {-}'          shared      {-}
> 3. Downwards: a node whose set holds what it inherits needs no entry; another
>   takes one of its set, not - if there is another, which those below inherit.
>   Nodes under which all leaves inherit what they have are left out.
>   node                  inherits      its set       entry
>   ::/0                  -             {-}           none needed
>   ::/1                  -             {-}           none needed
>   2001:db8::/32         -             {C}           entry C
>   2001:db8::/33         C             {C}           none needed
>   2001:db8:8000::/33    C             {C}           none needed
> entries: 1
> 10.0.0.0/8 a
> 10.1.0.0/16 b
> 2001:db8::/32 via fe80::1 dev eth0

# without entries that say "no route": what is above an address without a route has none
$ printf '192.0.2.0/26 c\n192.0.2.64/26 c\n192.0.2.128/26 c\n' | netkit route aggregate -t - --explain
> results: type and next hops, or the label where there are none
>   A = c
>   - = no route
> IPv4, table main
> 1. Normalise (ORTC, Draves et al.): each node of the binary tree gets both
>   halves or none; a half without a longer prefix is a leaf (') with the result
>   of the prefix above it.
> 2. Upwards: a node's set is what both halves share; where they share nothing,
>   all of both.
>   node                  0-half        1-half        joined by   set
>   192.0.2.0/26          leaf                                    {A}
>   192.0.2.64/26         leaf                                    {A}
>   192.0.2.0/25          {A}           {A}           shared      {A}
>   192.0.2.128/26        leaf                                    {A}
>   192.0.2.128/25        {A}           {-}'          all of both {-,A}
>   192.0.2.0/24          {A}           {-,A}         shared      {A}
>   192.0.2.0/23          {A}           {-}'          all of both {-,A}
>   192.0.0.0/22          {-}'          {-,A}         shared      {-}
>     likewise 21 nodes above it, up to 128.0.0.0/1: {-}
>   0.0.0.0/0             {-}'          {-}           shared      {-}
> 3. Downwards: a node whose set holds what it inherits needs no entry; another
>   takes one of its set, not - if there is another, which those below inherit.
>   Nodes under which all leaves inherit what they have are left out.
>   node                  inherits      its set       entry
>   0.0.0.0/0             -             {-}           none needed
>   128.0.0.0/1           -             {-}           none needed
>   192.0.2.0/24          -             {A}           entry A
>   192.0.2.0/25          A             {A}           none needed
>   192.0.2.0/26          A             {A}           none needed
>   192.0.2.64/26         A             {A}           none needed
>   192.0.2.128/25        A             {-,A}         none needed
>   192.0.2.128/26        A             {A}           none needed
>   192.0.2.192/26        A             {-}           entry -
> entries: 2
> 192.0.2.0/24 c
> throw 192.0.2.192/26

$ printf '192.0.2.0/26 c\n192.0.2.64/26 c\n192.0.2.128/26 c\n' | netkit route aggregate -t - --explain --no-null | tail -27
>     have no entry: its set is {-}.
>   node                  0-half        1-half        joined by   set
>   192.0.2.0/26          leaf                                    {A}
>   192.0.2.64/26         leaf                                    {A}
>   192.0.2.0/25          {A}           {A}           shared      {A}
>   192.0.2.128/26        leaf                                    {A}
>   192.0.2.128/25        {A}           {-}'          no entry    {-}
>   192.0.2.0/24          {A}           {-}           no entry    {-}
>   192.0.2.0/23          {-}           {-}'          no entry    {-}
>   192.0.0.0/22          {-}'          {-}           no entry    {-}
>     likewise 21 nodes above it, up to 128.0.0.0/1: {-}
>   0.0.0.0/0             {-}'          {-}           no entry    {-}
> 3. Downwards: a node whose set holds what it inherits needs no entry; another
>   takes one of its set, not - if there is another, which those below inherit.
>   Nodes under which all leaves inherit what they have are left out.
>   node                  inherits      its set       entry
>   0.0.0.0/0             -             {-}           none needed
>   128.0.0.0/1           -             {-}           none needed
>   192.0.2.0/24          -             {-}           none needed
>   192.0.2.0/25          -             {A}           entry A
>   192.0.2.0/26          A             {A}           none needed
>   192.0.2.64/26         A             {A}           none needed
>   192.0.2.128/25        -             {-}           none needed
>   192.0.2.128/26        -             {A}           entry A
> entries: 2
> 192.0.2.0/25 c
> 192.0.2.128/26 c

$ netkit route aggregate -t table --explain --simple -4
> results: type and next hops, or the label where there are none
>   A = a
>   B = b
>   C = via fe80::1 dev eth0
>   - = no route
> IPv4, table main
> A prefix needs no entry where it has the result of the next shorter one that
>   covers it: without it its addresses match that one.
>   node                  inherits      has           entry
>   10.0.0.0/9            -             A             entry A
>   10.1.0.0/16           A             B             entry B
>   10.2.0.0/16           A             A             none needed
>   10.128.0.0/9          -             A             entry A
> entries: 3
> 10.0.0.0/9 a
> 10.1.0.0/16 b
> 10.128.0.0/9 a

# the whole of a family and a single address: a long chain
$ printf '::/0 a\n2001:db8::1/128 b\n' | netkit route aggregate -t - --explain
> results: type and next hops, or the label where there are none
>   A = a
>   B = b
>   - = no route
> IPv6, table main
> 1. Normalise (ORTC, Draves et al.): each node of the binary tree gets both
>   halves or none; a half without a longer prefix is a leaf (') with the result
>   of the prefix above it.
> 2. Upwards: a node's set is what both halves share; where they share nothing,
>   all of both.
>   node                  0-half        1-half        joined by   set
>   2001:db8::1/128       leaf                                    {B}
>   2001:db8::/127        {A}'          {B}           all of both {A,B}
>   2001:db8::/126        {A,B}         {A}'          shared      {A}
>     likewise 125 nodes above it, up to ::/1: {A}
>   ::/0                  {A}           {A}'          shared      {A}
> 3. Downwards: a node whose set holds what it inherits needs no entry; another
>   takes one of its set, not - if there is another, which those below inherit.
>   Nodes under which all leaves inherit what they have are left out.
>   node                  inherits      its set       entry
>   ::/0                  -             {A}           entry A
>   ::/1                  A             {A}           none needed
>   2001:db8::1/128       A             {B}           entry B
> entries: 2
> ::/0 a
> 2001:db8::1/128 b

# sets of several results
$ printf '10.0.0.0/10 a\n10.64.0.0/10 b\n10.128.0.0/10 c\n10.192.0.0/10 d\n10.0.0.0/8 e\n' | netkit route aggregate -t - --explain | grep -A9 '0-half'
>   node                  0-half        1-half        joined by   set
>   10.0.0.0/10           leaf                                    {B}
>   10.64.0.0/10          leaf                                    {C}
>   10.0.0.0/9            {B}           {C}           all of both {B,C}
>   10.128.0.0/10         leaf                                    {D}
>   10.192.0.0/10         leaf                                    {E}
>   10.128.0.0/9          {D}           {E}           all of both {D,E}
>   10.0.0.0/8            {B,C}         {D,E}         all of both {B,C,D,E}
>   10.0.0.0/7            {B,C,D,E}     {-}'          all of both {-,B,C,D,..}
>   8.0.0.0/6             {-}'          {-,B,C,D,..}  shared      {-}

# of many nodes the first of each pass
$ seq -f '10.0.%.0f.0/24 x' 0 2 200 | netkit route aggregate -t - --explain | grep -E 'more|entries'
>   and 286 more nodes
>   and 281 more nodes
> entries: 101

$ seq 1 40 | while read i; do echo "10.0.$i.0/24 hop$i"; done | netkit route aggregate -t - --explain | sed -n '2p;26,29p'
>   A = hop1
>   Y = hop25
>   Z = hop26
>   and 14 more, called r27 and so on
>   - = no route

# nothing; a table that stays as it is; a label that is long and has a control character
$ netkit route aggregate -t - --explain

$ printf '10.0.0.0/8 tos 0x10 via 192.0.2.1 dev eth0\n' | netkit route aggregate -t - --explain
> results: type and next hops, or the label where there are none
>   A = via 192.0.2.1 dev eth0
>   - = no route
> IPv4, table main
> It has routes for one TOS or source only, and stays as it is.
> 10.0.0.0/8 tos 0x10 via 192.0.2.1 dev eth0
! netkit: a table with routes for one TOS or source only stays as it is

$ printf '10.0.0.0/8 a\033b is the label of a network whose name fills more than one line of a page\n' | netkit route aggregate -t - --explain | head -5
> results: type and next hops, or the label where there are none
>   A = a\x1bb is the label of a network whose name fills more than one line of a
>     page
>   - = no route
> IPv4, table main

$ netkit route aggregate -t table --explain -q

$ netkit route aggregate -t table --explain --count
~ --explain and --count exclude each other
? 2

$ printf '10.0.0.0/8 a\n10.0.0.0/33 a\n' | netkit route aggregate -t - --explain | tail -2
> entries: 1
> 10.0.0.0/8 a
~ standard input:2
