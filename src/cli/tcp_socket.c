#include "cli/tcp_socket.h"

#include <net/if.h>
#include <string.h>
#include <sys/utsname.h>

#include "addr/put.h"
#include "base/digits.h"
#include "cli/tcp_filter.h"

/* ---- the view --------------------------------------------------------------- */

static bool wants(const struct nk_socket_view *v, enum nk_socket_field field)
{
    return nk_record_wants(v->record, v->at + field);
}

bool nk_socket_view_open(struct nk_ctx *ctx, struct nk_socket_view *v, const char *protocol)
{
    struct nk_err err = {0};
    if ((!wants(v, NK_SOCKET_LOCAL_SERVICE) && !wants(v, NK_SOCKET_PEER_SERVICE)) ||
        nk_services_read(&v->services, NK_SERVICES_FILE, protocol, &err))
        return true;
    nk_cli_fail(ctx, &err);
    return false;
}

bool nk_socket_view_owners(struct nk_ctx *ctx, struct nk_socket_view *v)
{
    struct nk_err err = {0};
    nk_owners_release(&v->owners);
    if (nk_owners_scan(&v->owners, "/proc", &err))
        return true;
    nk_cli_fail(ctx, &err);
    return false;
}

void nk_socket_view_close(struct nk_ctx *ctx, struct nk_socket_view *v)
{
    if (v->ownerless > 0 && v->owners.unreadable > 0)
        nk_cli_say(ctx,
                   "%llu %s no owner here: %zu processes of other users cannot be looked into "
                   "without privilege (CAP_SYS_PTRACE)",
                   (unsigned long long)v->ownerless,
                   v->ownerless == 1 ? "socket has" : "sockets have", v->owners.unreadable);
    for (int i = 0; i < NK_SOCKET_RUNS; i++)
        nk_saved_release(&v->runs[i].text);
    nk_services_release(&v->services);
    nk_owners_release(&v->owners);
}

/* ---- fields ----------------------------------------------------------------- */

/* The name of a device, asked for once; its number where it has gone. */
static const char *link_name(struct nk_socket_view *v, uint32_t index)
{
    struct nk_socket_link *link = &v->links[index % NK_SOCKET_LINKS];
    char name[IF_NAMESIZE];
    if (link->index == index)
        return link->name;
    link->index = index;
    if (if_indextoname(index, name) != NULL)
        memcpy(link->name, name, sizeof link->name);
    else
        *nk_digits(link->name, index) = '\0';
    return link->name;
}

/* A link-local address has its device as a zone (RFC 4007 11); a name that would have to be escaped
 * gives way to the number. */
static char *put_zone(struct nk_socket_view *v, const struct nk_addr *a, uint32_t index, char *at)
{
    if (index == 0 || a->family != NK_IPV6 || a->hi >> 54 != 0xfe80 >> 6)
        return at;
    const char *name = link_name(v, index);
    *at++ = '%';
    for (const char *c = name; *c != '\0'; c++)
        if (*c <= ' ' || *c >= 0x7f || strchr("\"\\,'", *c) != NULL)
            return nk_digits(at, index);
    return stpcpy(at, name);
}

char *nk_socket_endpoint(struct nk_socket_view *v, const struct nk_addr *a, uint16_t port,
                         uint32_t interface, char *at)
{
    if (a->family == NK_IPV6)
        *at++ = '[';
    at += nk_addr_format(a, at);
    at = put_zone(v, a, interface, at);
    if (a->family == NK_IPV6)
        *at++ = ']';
    *at++ = ':';
    if (port != 0)
        return nk_digits(at, port);
    *at++ = '*';
    return at;
}

static void put_endpoint(struct nk_socket_view *v, enum nk_socket_field field,
                         const struct nk_addr *a, uint16_t port, uint32_t interface)
{
    char *room = nk_record_room(v->record, v->at + field, NK_SOCKET_ENDPOINT_MAX);
    if (room == NULL)
        return;
    char *end = nk_socket_endpoint(v, a, port, interface, room);
    nk_record_used(v->record, v->at + field, (size_t)(end - room));
}

static void put_service(struct nk_socket_view *v, enum nk_socket_field field, uint16_t port)
{
    const char *name = nk_services_name(&v->services, port);
    if (name != NULL)
        nk_record_word(v->record, v->at + field, name);
}

static void put_interface(struct nk_socket_view *v, uint32_t index)
{
    if (index != 0 && wants(v, NK_SOCKET_INTERFACE))
        nk_record_text(v->record, v->at + NK_SOCKET_INTERFACE, link_name(v, index));
}

static void put_timer(struct nk_socket_view *v, const struct nk_diag_socket *s)
{
    static const char *const names[NK_DIAG_TIMERS] = {
        [NK_DIAG_TIMER_RETRANSMIT] = "retransmit",
        [NK_DIAG_TIMER_KEEPALIVE] = "keepalive",
        [NK_DIAG_TIMER_TIME_WAIT] = "time-wait",
        [NK_DIAG_TIMER_PERSIST] = "persist",
    };
    nk_record_int(v->record, v->at + NK_SOCKET_RETRANSMITS, s->retransmits);
    if (s->timer == NK_DIAG_TIMER_NONE)
        return;
    nk_record_word(v->record, v->at + NK_SOCKET_TIMER, names[s->timer]);
    nk_record_int(v->record, v->at + NK_SOCKET_TIMER_MS, s->timer_ms);
}

/* Microseconds as milliseconds with their decimals. */
static void put_ms(struct nk_socket_view *v, enum nk_socket_field field, uint32_t us)
{
    char *room = nk_record_room(v->record, v->at + field, NK_DIGITS_MAX + 5);
    if (room == NULL)
        return;
    char *at = nk_digits(room, us / 1000);
    const unsigned rest = us % 1000;
    const char digits[3] = {(char)('0' + rest / 100), (char)('0' + rest / 10 % 10),
                            (char)('0' + rest % 10)};
    size_t shown = rest == 0 ? 0 : rest % 100 == 0 ? 1 : rest % 10 == 0 ? 2 : 3;
    if (shown > 0)
        *at++ = '.';
    memcpy(at, digits, shown);
    at += shown;
    nk_record_used(v->record, v->at + field, (size_t)(at - room));
}

/* net/tcp.h's TCP_INFINITE_SSTHRESH: there was no loss yet. */
enum { INFINITE = 0x7fffffff };

static void put_info(struct nk_socket_view *v, const struct nk_diag_socket *s,
                     const struct nk_diag_info *info)
{
    struct nk_record *r = v->record;
    if (info->congestion[0] != '\0')
        nk_record_text(r, v->at + NK_SOCKET_CONGESTION, info->congestion);
    if (info->has == NK_DIAG_INFO_NONE || s->state == NK_TCP_LISTEN || s->state == NK_TCP_CLOSED)
        return; /* what the kernel says then is what a connection would begin with */
    if (info->rtt > 0) {
        put_ms(v, NK_SOCKET_RTT, info->rtt);
        put_ms(v, NK_SOCKET_RTTVAR, info->rttvar);
    }
    nk_record_int(r, v->at + NK_SOCKET_CWND, info->cwnd);
    if (info->ssthresh < INFINITE)
        nk_record_int(r, v->at + NK_SOCKET_SSTHRESH, info->ssthresh);
    nk_record_int(r, v->at + NK_SOCKET_MSS, info->mss);
    if (info->has < NK_DIAG_INFO_BYTES)
        return;
    nk_record_int(r, v->at + NK_SOCKET_BYTES_ACKED, (int64_t)info->bytes_acked);
    nk_record_int(r, v->at + NK_SOCKET_BYTES_RECEIVED, (int64_t)info->bytes_received);
    nk_record_int(r, v->at + NK_SOCKET_SEGS_OUT, info->segs_out);
    nk_record_int(r, v->at + NK_SOCKET_SEGS_IN, info->segs_in);
}

/* ---- what is the same for most ------------------------------------------------ */

/* True where the run was written before, and then it is set. */
static bool restore(struct nk_socket_view *v, enum nk_socket_run run)
{
    if (v->runs[run].kept)
        nk_record_restore(v->record, &v->runs[run].text);
    return v->runs[run].kept;
}

/* Keeps a run that was set, where it can be kept. A tap wants to see the values. */
static void keep(struct nk_socket_view *v, enum nk_socket_run run, enum nk_socket_field first,
                 enum nk_socket_field last)
{
    struct nk_socket_saved *saved = &v->runs[run];
    if (saved->tried || v->record->tap != NULL)
        return;
    saved->tried = true;
    saved->kept =
        nk_record_save(v->record, v->at + first, (size_t)(last - first) + 1, &saved->text);
}

static void put_traffic(struct nk_socket_view *v, const struct nk_diag_socket *s)
{
    const bool quiet = s->recv_queue == 0 && s->send_queue == 0 &&
                       nk_services_name(&v->services, s->local_port) == NULL &&
                       nk_services_name(&v->services, s->peer_port) == NULL;
    if (quiet && restore(v, NK_SOCKET_QUIET))
        return;
    put_service(v, NK_SOCKET_LOCAL_SERVICE, s->local_port);
    put_service(v, NK_SOCKET_PEER_SERVICE, s->peer_port);
    nk_record_int(v->record, v->at + NK_SOCKET_RECV_QUEUE, s->recv_queue);
    nk_record_int(v->record, v->at + NK_SOCKET_SEND_QUEUE, s->send_queue);
    if (quiet)
        keep(v, NK_SOCKET_QUIET, NK_SOCKET_LOCAL_SERVICE, NK_SOCKET_SEND_QUEUE);
}

static void put_rest(struct nk_socket_view *v, const struct nk_diag_socket *s)
{
    const struct nk_owner *owner = nk_owners_find(&v->owners, s->inode);
    const bool idle =
        s->interface == 0 && s->timer == NK_DIAG_TIMER_NONE && s->retransmits == 0 && owner == NULL;
    v->ownerless += owner == NULL && s->inode != 0;
    if (idle && restore(v, NK_SOCKET_IDLE))
        return;
    put_interface(v, s->interface);
    put_timer(v, s);
    if (owner != NULL) {
        nk_record_int(v->record, v->at + NK_SOCKET_PID, owner->pid);
        nk_record_text(v->record, v->at + NK_SOCKET_PROCESS, owner->name);
    }
    if (idle)
        keep(v, NK_SOCKET_IDLE, NK_SOCKET_INTERFACE, NK_SOCKET_PROCESS);
}

static void put_places(struct nk_socket_view *v, const struct nk_diag_socket *s)
{
    struct nk_record *r = v->record;
    size_t at = v->at;
    nk_record_word(r, at + NK_SOCKET_STATE, nk_tcp_state_name(s->state));
    nk_record_int(r, at + NK_SOCKET_FAMILY, s->family);
    nk_put_addr(r, at + NK_SOCKET_LOCAL_ADDRESS, &s->local);
    nk_record_int(r, at + NK_SOCKET_LOCAL_PORT, s->local_port);
    nk_put_addr(r, at + NK_SOCKET_PEER_ADDRESS, &s->peer);
    nk_record_int(r, at + NK_SOCKET_PEER_PORT, s->peer_port);
    put_endpoint(v, NK_SOCKET_LOCAL, &s->local, s->local_port, s->interface);
    put_endpoint(v, NK_SOCKET_PEER, &s->peer, s->peer_port, s->interface);
}

void nk_socket_put_ends(struct nk_socket_view *v, const struct nk_diag_socket *s)
{
    put_places(v, s);
    put_service(v, NK_SOCKET_LOCAL_SERVICE, s->local_port);
    put_service(v, NK_SOCKET_PEER_SERVICE, s->peer_port);
}

void nk_socket_put(struct nk_socket_view *v, const struct nk_diag_socket *s,
                   const struct nk_diag_info *info)
{
    put_places(v, s);
    put_traffic(v, s);
    if (nk_diag_has_user(s))
        nk_record_int(v->record, v->at + NK_SOCKET_UID, s->uid);
    nk_record_int(v->record, v->at + NK_SOCKET_INODE, s->inode);
    put_rest(v, s);
    if (info != NULL)
        put_info(v, s, info);
}

/* ---- requests --------------------------------------------------------------- */

void nk_socket_say_unseen(struct nk_ctx *ctx, uint16_t states)
{
    struct utsname system;
    if (!(states & NK_TCP_BIT(NK_TCP_CLOSED)) || uname(&system) != 0 ||
        nk_diag_sees_bound(system.release))
        return;
    nk_cli_say(ctx,
               "this kernel (%.40s) does not tell of sockets that are bound and neither listen nor "
               "call (CLOSED): that needs 6.8",
               system.release);
}

bool nk_socket_request(struct nk_ctx *ctx, const struct nk_args *args, struct nk_diag_request *r,
                       struct nk_tcp_filter *filter)
{
    bool udp = nk_args_has(args, "udp");
    r->protocol = udp ? NK_DIAG_UDP : NK_DIAG_TCP;
    r->family = args->family;
    return nk_tcp_filter_operands(ctx, args, 0, udp ? "udp" : "tcp", filter);
}
