/* What the reader of events and its table share. */
#ifndef NK_TCP_WORDS_PART_H
#define NK_TCP_WORDS_PART_H

#include "tcp/words.h"

enum nk_tcp_piece_kind { NK_PIECE_NOISE, NK_PIECE_CALL, NK_PIECE_TIMEOUT, NK_PIECE_SEGMENT };

/* What a piece says beyond its flags and numbers. */
enum {
    NK_PIECE_TEXT = 1 << 0,
    NK_PIECE_NO_ACK = 1 << 1,
    NK_PIECE_NO_PEER = 1 << 2,
    NK_PIECE_URGENT = 1 << 3,
    NK_PIECE_SHUT = 1 << 4, /* the window is 0 */
    NK_PIECE_WEAK = 1 << 5, /* gives way to what else is said */
    NK_PIECE_HALF = 1 << 6, /* of CLOSE: our direction alone */
};

struct nk_tcp_piece {
    char text[24]; /* small letters and digits */
    enum nk_tcp_piece_kind kind;
    unsigned event; /* NK_TCP_EVENTS: none */
    unsigned flags, more;
    struct nk_tcp_number seq, ack;
};

extern const struct nk_tcp_piece nk_tcp_pieces[];
extern const size_t nk_tcp_piece_count;

/* What has a number, as in seq=100. */
enum nk_tcp_key {
    NK_TCP_KEY_NONE,
    NK_TCP_KEY_SEQ,
    NK_TCP_KEY_ACK,
    NK_TCP_KEY_LEN,
    NK_TCP_KEY_WINDOW,
    NK_TCP_KEY_UP,
    NK_TCP_KEY_FLAGS, /* from here on words follow */
    NK_TCP_KEY_EVENT,
};

enum nk_tcp_key nk_tcp_key_of(const char *text, size_t len);
/* N, or a name, or a name and +N or -N. */
bool nk_tcp_number_read(const char *text, size_t len, struct nk_tcp_number *number);
/* ASCII lower case: no effect of the locale. */
char nk_tcp_small(char c);

#endif
