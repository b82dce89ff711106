/* Messages out of the bytes of a stream, however those were cut: two octets of length stand before
 * each (RFC 1035 4.2.2, RFC 7766 8). */
#ifndef NK_DNS_FRAMES_H
#define NK_DNS_FRAMES_H

#include "base/buf.h"

/* What came and was not given out yet; zero-initialised is empty. Holds one message and one read at
 * most. */
struct nk_dns_frames {
    struct nk_buf bytes;
    size_t at;
};

/* Where the next bytes of the stream go, and how many at most (at least 1); NULL without memory.
 * Messages given out before are gone then. */
char *nk_dns_frames_room(struct nk_dns_frames *f, size_t *room);
/* So many were written there. */
void nk_dns_frames_filled(struct nk_dns_frames *f, size_t len);
/* The next whole message, which may be empty; false where there is none yet. */
bool nk_dns_frames_next(struct nk_dns_frames *f, const uint8_t **message, size_t *len);
/* True where part of a message is there: a stream that ends now is cut. */
bool nk_dns_frames_is_cut(const struct nk_dns_frames *f);
/* Empties it and keeps the memory. */
void nk_dns_frames_clear(struct nk_dns_frames *f);
void nk_dns_frames_release(struct nk_dns_frames *f);

#endif
