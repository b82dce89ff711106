/* What the files of `tcp-state decode` share. */
#ifndef NK_CLI_TCP_DECODE_H
#define NK_CLI_TCP_DECODE_H

#include "cli/cli.h"
#include "packet/dissect.h"

/* Which pictures are drawn. */
enum nk_decode_views {
    NK_DECODE_BOXES = 1 << 0,
    NK_DECODE_ROWS = 1 << 1,
    NK_DECODE_LIST = 1 << 2,
};

/* One packet taken apart, and what is said of it. `input` is what was given; `link` what it was
 * taken for where nothing told, else NULL. */
struct nk_decoded {
    const struct nk_dissection *d;
    const struct nk_packet *packet;
    const char *input;
    size_t input_len;
    const char *assumed;
    bool capture;
};

extern const struct nk_schema nk_decode_schema;

/* A record a field. False once the output or the memory has failed. */
bool nk_decode_put(struct nk_record *r, const struct nk_decoded *p);
/* Its pictures as text, `views` of enum nk_decode_views. False with `err`. */
bool nk_decode_draw(struct nk_ctx *ctx, const struct nk_decoded *p, unsigned views,
                    struct nk_err *err);
/* The same as one picture for -o svg. */
bool nk_decode_svg(struct nk_ctx *ctx, const struct nk_decoded *p, unsigned views,
                   struct nk_err *err);

/* The packets that --number names: ranges of numbers, ended by one of 0. */
struct nk_decode_numbers {
    struct {
        uint64_t first, last;
    } ranges[64];
    size_t count;
    uint64_t greatest;
};

/* "3", "1,4-6", "10-". False with `err`, whose offset counts in the text. */
bool nk_decode_numbers_parse(struct nk_decode_numbers *n, const char *text, struct nk_err *err);
bool nk_decode_numbers_has(const struct nk_decode_numbers *n, uint64_t number);

#endif
