/* Messages for tests, from text. */
#ifndef TESTS_UNIT_DNS_MESSAGE_H
#define TESTS_UNIT_DNS_MESSAGE_H

#include <string.h>

#include "dns/compose.h"

struct message {
    uint8_t bytes[NK_DNS_MESSAGE_MAX];
    size_t len;
};

static inline struct message *message(const char *text)
{
    static struct message m;
    struct nk_dns_frame frame = {.udp_size = 1232};
    struct nk_dns_writer w;
    struct nk_err err = {0};
    nk_dns_writer_init(&w, m.bytes, sizeof m.bytes, 0, 0);
    if (!nk_dns_compose(text, strlen(text), &frame, &w, &err) ||
        !nk_dns_frame_close(&frame, &w, &err))
        fail_msg("%s at offset %zu", err.text, err.offset);
    nk_dns_frame_release(&frame);
    m.len = w.len;
    return &m;
}

/* Compares what was appended with a text, and empties the buffer. */
static inline void assert_text(struct nk_buf *b, const char *want)
{
    nk_buf_add_byte(b, '\0');
    assert_false(b->failed);
    assert_string_equal(b->data, want);
    nk_buf_release(b);
}

#endif
