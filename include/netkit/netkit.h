/* libnetkit: everything at once. */
#ifndef NETKIT_NETKIT_H
#define NETKIT_NETKIT_H

#include "netkit/addr.h"
#include "netkit/asn.h"
#include "netkit/err.h"
#include "netkit/host.h"
#include "netkit/lpm.h"
#include "netkit/mac.h"
#include "netkit/set.h"
#include "netkit/special.h"
#include "netkit/u128.h"

#define NK_VERSION "0.1.0"

#endif
