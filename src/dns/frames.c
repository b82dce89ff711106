#include "dns/frames.h"

enum { HEAD = 2, READ = 16 * 1024 };

char *nk_dns_frames_room(struct nk_dns_frames *f, size_t *room)
{
    if (f->at > 0) {
        f->bytes.len -= f->at;
        memmove(f->bytes.data, f->bytes.data + f->at, f->bytes.len);
        f->at = 0;
    }
    *room = READ;
    return nk_buf_room(&f->bytes, READ);
}

void nk_dns_frames_filled(struct nk_dns_frames *f, size_t len)
{
    f->bytes.len += len;
}

bool nk_dns_frames_next(struct nk_dns_frames *f, const uint8_t **message, size_t *len)
{
    size_t left = f->bytes.len - f->at;
    if (left < HEAD)
        return false;
    const uint8_t *at = (const uint8_t *)f->bytes.data + f->at;
    size_t want = (size_t)at[0] << 8 | at[1];
    if (left - HEAD < want)
        return false;
    *message = at + HEAD;
    *len = want;
    f->at += HEAD + want;
    return true;
}

bool nk_dns_frames_is_cut(const struct nk_dns_frames *f)
{
    return f->at < f->bytes.len;
}

void nk_dns_frames_clear(struct nk_dns_frames *f)
{
    nk_buf_clear(&f->bytes);
    f->at = 0;
}

void nk_dns_frames_release(struct nk_dns_frames *f)
{
    nk_buf_release(&f->bytes);
    f->at = 0;
}
