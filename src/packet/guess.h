/* What octets begin with that come without a word on it. */
#ifndef NK_PACKET_GUESS_H
#define NK_PACKET_GUESS_H

#include "packet/layers.h"

/* The kind of the first header, by its numbers and by those of what it would hold: Ethernet where
 * nothing speaks for another one. */
enum nk_layer_kind nk_layer_guess(const uint8_t *bytes, size_t len);

#endif
