#include "route/sample.h"

#include <stdio.h>
#include <string.h>

const struct nk_route_sample nk_route_samples[] = {
    {"textbook", "three prefixes that nest, each through another device",
     "192.168.0.0/16 dev eth1\n"
     "192.168.1.0/24 dev eth2\n"
     "192.168.1.32/27 dev eth3\n"},
    {NULL, NULL, NULL},
};

const struct nk_route_sample nk_topology_samples[] = {
    {"textbook", "two hosts with three routers between them, both families",
     "# h1 -- r1 -- r2 -- r3 -- h2\n"
     "host h1\n"
     "  dev eth0 192.0.2.10/24 2001:db8:1::10/64 mac 02:00:00:00:01:10\n"
     "  route default via 192.0.2.1\n"
     "  route default via 2001:db8:1::1\n"
     "router r1\n"
     "  dev eth0 192.0.2.1/24 2001:db8:1::1/64 mac 02:00:00:00:01:01\n"
     "  dev eth1 10.0.12.1/30 2001:db8:12::1/64 mac 02:00:00:00:12:01\n"
     "  route default via 10.0.12.2\n"
     "  route 2001:db8::/32 via 2001:db8:12::2\n"
     "  route blackhole 198.51.100.128/25\n"
     "router r2\n"
     "  dev eth0 10.0.12.2/30 2001:db8:12::2/64 mac 02:00:00:00:12:02\n"
     "  dev eth1 10.0.23.1/30 2001:db8:23::1/64 mac 02:00:00:00:23:01\n"
     "  route 192.0.2.0/24 via 10.0.12.1\n"
     "  route 203.0.113.0/24 via 10.0.23.2\n"
     "  route 2001:db8:1::/64 via 2001:db8:12::1\n"
     "  route 2001:db8:3::/64 via 2001:db8:23::2\n"
     "  route prohibit 198.51.100.0/26\n"
     "  route unreachable 198.51.100.64/26\n"
     "router r3\n"
     "  dev eth0 10.0.23.2/30 2001:db8:23::2/64 mac 02:00:00:00:23:02\n"
     "  dev eth1 203.0.113.1/24 2001:db8:3::1/64 mac 02:00:00:00:03:01\n"
     "  route default via 10.0.23.1\n"
     "  route 2001:db8::/32 via 2001:db8:23::1\n"
     "host h2\n"
     "  dev eth0 203.0.113.20/24 2001:db8:3::20/64 mac 02:00:00:00:03:20\n"
     "  route default via 203.0.113.1\n"
     "  route default via 2001:db8:3::1\n"
     "link h1:eth0 r1:eth0\n"
     "link r1:eth1 r2:eth0\n"
     "link r2:eth1 r3:eth0\n"
     "link r3:eth1 h2:eth0\n"},
    {"loop", "two routers, each of which takes the other for the way out",
     "host h1\n"
     "  dev eth0 192.0.2.10/24\n"
     "  route default via 192.0.2.1\n"
     "router r1\n"
     "  dev eth0 192.0.2.1/24\n"
     "  dev eth1 10.0.12.1/30\n"
     "  route default via 10.0.12.2\n"
     "router r2\n"
     "  dev eth0 10.0.12.2/30\n"
     "  route default via 10.0.12.1\n"
     "link h1:eth0 r1:eth0\n"
     "link r1:eth1 r2:eth0\n"},
    {NULL, NULL, NULL},
};

const struct nk_route_sample *nk_route_sample_find(const struct nk_route_sample *samples,
                                                   const char *name, struct nk_err *err)
{
    char names[120] = "";
    size_t len = 0;
    for (const struct nk_route_sample *s = samples; s->name != NULL; s++) {
        if (strcmp(s->name, name) == 0)
            return s;
        int n = snprintf(names + len, sizeof names - len, "%s%s", len > 0 ? ", " : "", s->name);
        len += n > 0 && (size_t)n < sizeof names - len ? (size_t)n : 0;
    }
    nk_err_set(err, NK_ERR_INPUT, 0, 0, "there is no sample '%.40s'; there are: %s", name, names);
    return NULL;
}
