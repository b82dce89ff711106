/* The names of services: /etc/services, read once. */
#ifndef NK_TCP_SERVICES_H
#define NK_TCP_SERVICES_H

#include "base/buf.h"
#include "netkit/err.h"

#define NK_SERVICES_FILE "/etc/services"

enum { NK_SERVICE_NAME_MAX = 64 }; /* longer ones are passed over */

/* A name or another one of the same port. */
struct nk_service {
    uint32_t name; /* where it stands in `names`, with a NUL */
    uint16_t port;
    bool alias;
};

/* Zero-initialised has no names. The names are printable ASCII without quotes, commas, backslashes
 * and blanks: others are passed over. */
struct nk_services {
    struct nk_buf names;
    struct nk_service *all;
    size_t count, room;
    uint16_t *by_port; /* index + 1 of the first that has the port */
    uint8_t *known;    /* a bit a port: most have no name, and the table above is large */
};

/*
 * Reads the services of a protocol ("tcp", "udp") from a file in the format of services(5); lines
 * that are none are passed over. Where there is no such file the services that packets are named by
 * are known. False with NK_ERR_SYSTEM for a file that cannot be read, or NK_ERR_MEMORY. Release in
 * any case.
 */
bool nk_services_read(struct nk_services *s, const char *path, const char *protocol,
                      struct nk_err *err);
void nk_services_release(struct nk_services *s);

/* The name of a port, NULL for none. */
const char *nk_services_name(const struct nk_services *s, uint16_t port);
/* The port of a name or alias; false where there is none. */
bool nk_services_port(const struct nk_services *s, const char *name, size_t len, uint16_t *port);

#endif
