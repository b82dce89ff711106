/* Events in words. A word is taken apart into pieces that are known, whatever parts them. */
#include "tcp/words.h"

#include <string.h>

#include "base/digits.h"
#include "base/words.h"
#include "tcp/words_part.h"

/* ---- the parse ---------------------------------------------------------------- */

enum { SQUEEZED_MAX = 160 };

struct parse {
    const char *text;
    size_t len;
    struct nk_tcp_said *said;
    struct nk_err *err;
    char word[SQUEEZED_MAX]; /* the letters and digits of all words, small */
    size_t used;
    bool strict, numbers; /* flags were given as bits; sequence numbers and the like */
    bool has_len, has_text, no_ack;
    unsigned kinds; /* set of enum nk_tcp_piece_kind */
    unsigned event; /* NK_TCP_EVENTS: none yet */
    bool weak;
};

static bool set_sequence(struct parse *p, enum nk_tcp_key key, size_t from, size_t len)
{
    struct nk_tcp_number number;
    if (!nk_tcp_number_read(p->text + from, len, &number))
        return nk_err_set(p->err, NK_ERR_INPUT, from, len,
                          "'%.*s' is no sequence number: expected 0 to 4294967295, or iss, irs, "
                          "snd.una, snd.nxt, rcv.nxt, rcv.end with +N or -N",
                          (int)(len > 40 ? 40 : len), p->text + from);
    if (key == NK_TCP_KEY_SEQ) {
        p->said->seq = number;
    } else {
        p->said->ack = number;
        p->said->flags |= NK_TCP_ACK;
    }
    p->numbers = true;
    return true;
}

static bool set_count(struct parse *p, enum nk_tcp_key key, size_t from, size_t len)
{
    struct nk_tcp_said *s = p->said;
    uint64_t n = 0;
    if (!nk_digits_read_hex(p->text + from, len, UINT16_MAX, &n))
        return nk_err_set(p->err, NK_ERR_INPUT, from, len, "'%.*s' is no number from 0 to 65535",
                          (int)(len > 40 ? 40 : len), p->text + from);
    if (key == NK_TCP_KEY_LEN) {
        p->has_len = true;
        s->len = (uint32_t)n;
        return true;
    }
    p->numbers = true;
    s->has_window = s->has_window || key == NK_TCP_KEY_WINDOW;
    s->has_up = s->has_up || key == NK_TCP_KEY_UP;
    if (key == NK_TCP_KEY_WINDOW) {
        s->window = (uint16_t)n;
    } else {
        s->up = (uint16_t)n;
        s->flags |= NK_TCP_URG;
    }
    return true;
}

static bool set(struct parse *p, enum nk_tcp_key key, size_t from, size_t len)
{
    return key == NK_TCP_KEY_SEQ || key == NK_TCP_KEY_ACK ? set_sequence(p, key, from, len)
                                                          : set_count(p, key, from, len);
}

/* tcpdump's letters in brackets, [S.]; words in brackets, as Wireshark has them, are words. */
static bool read_bracket(struct parse *p, size_t *at)
{
    static const char letters[] = "FSRP.UEW"; /* in the order of the bits */
    size_t from = *at + 1, end = from;
    unsigned flags = 0;
    while (end < p->len && p->text[end] != ']')
        end++;
    if (end == p->len)
        return nk_err_set(p->err, NK_ERR_INPUT, *at, 1, "a bracket is open: expected ']'");
    p->strict = true;
    *at = from;
    for (size_t i = from; i < end; i++) {
        const char *found = strchr(letters, p->text[i]);
        if (found == NULL || *found == '\0')
            return true;
        flags |= 1U << (found - letters);
    }
    p->said->flags |= (uint8_t)(flags & 63); /* those of ECN change no state */
    *at = end + 1;
    return true;
}

static bool is_in_word(char c)
{
    c = nk_tcp_small(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t word_end(const struct parse *p, size_t at)
{
    while (at < p->len && is_in_word(p->text[at]))
        at++;
    return at;
}

/* Where a value ends: of flags only at what parts events. */
static size_t value_end(const struct parse *p, size_t at)
{
    while (at < p->len && (is_in_word(p->text[at]) || p->text[at] == '+'))
        at++;
    return at;
}

static bool squeeze(struct parse *p, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        char c = nk_tcp_small(p->text[i]);
        if (c == '-' || c == '_' || c == '.')
            continue;
        if (p->used == SQUEEZED_MAX)
            return nk_err_set(p->err, NK_ERR_INPUT, from, to - from,
                              "an event of more than %d letters", SQUEEZED_MAX);
        p->word[p->used++] = c;
    }
    return true;
}

/* A word, a key with its value, or tcpdump's "seq 100". */
static bool read_word(struct parse *p, size_t *at)
{
    size_t from = *at, end = word_end(p, from), next = end;
    enum nk_tcp_key key = nk_tcp_key_of(p->text + from, end - from);
    if (end < p->len && p->text[end] == '=') {
        if (key == NK_TCP_KEY_EVENT) { /* the figure's Timeout=2MSL */
            *at = end + 1;
            return squeeze(p, from, end);
        }
        if (key == NK_TCP_KEY_NONE)
            return nk_err_set(p->err, NK_ERR_INPUT, from, end - from,
                              "'%.*s' is nothing that a segment has: expected seq, ack, len, win, "
                              "up or ctl",
                              (int)(end - from > 40 ? 40 : end - from), p->text + from);
        *at = end + 1;
        p->strict = p->strict || key == NK_TCP_KEY_FLAGS;
        if (key == NK_TCP_KEY_FLAGS) /* their names are words */
            return true;
        *at = value_end(p, end + 1);
        return set(p, key, end + 1, *at - end - 1);
    }
    while (next < p->len && p->text[next] == ' ')
        next++;
    if (key != NK_TCP_KEY_NONE && key < NK_TCP_KEY_FLAGS && next > end && next < p->len &&
        is_digit(p->text[next]) && word_end(p, next) > next) {
        size_t stop = word_end(p, next);
        bool number = true;
        for (size_t i = next; i < stop; i++)
            number = number && is_digit(p->text[i]);
        if (number) {
            *at = stop;
            return set(p, key, next, stop - next);
        }
    }
    *at = end;
    return squeeze(p, from, end);
}

static bool read_words(struct parse *p)
{
    for (size_t at = 0; at < p->len;) {
        char c = p->text[at];
        if (is_in_word(c)) {
            if (!read_word(p, &at))
                return false;
        } else if (c == '[') {
            if (!read_bracket(p, &at))
                return false;
        } else if (strchr(" \t,;:+*/|<>()]", c) != NULL && c != '\0') {
            at++;
        } else {
            return nk_err_set(p->err, NK_ERR_INPUT, at, 1,
                              "this character is in no name of an event");
        }
    }
    return true;
}

/* ---- pieces ------------------------------------------------------------------- */

/* The longest piece here behind which the rest is pieces too, NULL for none. */
static const struct nk_tcp_piece *piece_at(const struct parse *p, size_t at,
                                           const struct nk_tcp_piece *const *behind)
{
    const struct nk_tcp_piece *found = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < nk_tcp_piece_count; i++) {
        size_t n = strlen(nk_tcp_pieces[i].text);
        if (n > p->used - at || n <= longest || (at + n < p->used && behind[at + n] == NULL) ||
            memcmp(nk_tcp_pieces[i].text, p->word + at, n) != 0)
            continue;
        found = &nk_tcp_pieces[i];
        longest = n;
    }
    return found;
}

/* Two calls or timeouts are too much, unless one gives way. */
static bool take_event(struct parse *p, const struct nk_tcp_piece *piece)
{
    bool weak = (piece->more & NK_PIECE_WEAK) != 0;
    if (piece->kind == NK_PIECE_SEGMENT || piece->kind == NK_PIECE_NOISE ||
        (piece->kind == NK_PIECE_CALL && piece->event == NK_TCP_EVENTS))
        return true;
    if ((p->kinds & (1U << NK_PIECE_CALL | 1U << NK_PIECE_TIMEOUT)) != 0 && !p->weak)
        return weak || piece->event == p->event;
    p->event = piece->event;
    p->weak = weak;
    return true;
}

static bool take_piece(struct parse *p, const struct nk_tcp_piece *piece)
{
    struct nk_tcp_said *s = p->said;
    bool named = piece->kind != NK_PIECE_CALL || piece->event != NK_TCP_EVENTS;
    if (!take_event(p, piece))
        return false;
    if (named)
        p->kinds |= 1U << piece->kind;
    s->flags |= (uint8_t)piece->flags;
    if (piece->seq.base != NK_TCP_BASE_NONE)
        s->seq = piece->seq;
    if (piece->ack.base != NK_TCP_BASE_NONE)
        s->ack = piece->ack;
    p->has_text = p->has_text || (piece->more & NK_PIECE_TEXT) != 0;
    p->no_ack = p->no_ack || (piece->more & NK_PIECE_NO_ACK) != 0;
    s->no_peer = s->no_peer || (piece->more & NK_PIECE_NO_PEER) != 0;
    s->urgent = s->urgent || (piece->more & NK_PIECE_URGENT) != 0;
    s->half = s->half || (piece->more & NK_PIECE_HALF) != 0;
    s->has_window = s->has_window || (piece->more & NK_PIECE_SHUT) != 0;
    return true;
}

/* From the end, so that a piece is taken only where what follows can be read too. */
static bool take_pieces(struct parse *p)
{
    const struct nk_tcp_piece *pieces[SQUEEZED_MAX] = {NULL};
    for (size_t at = p->used; at-- > 0;)
        pieces[at] = piece_at(p, at, pieces);
    for (size_t at = 0; at < p->used; at += strlen(pieces[at]->text))
        if (pieces[at] == NULL || !take_piece(p, pieces[at]))
            return false;
    return true;
}

/* SA for SYN and ACK, and the like. */
static bool take_letters(struct parse *p)
{
    static const char letters[] = "fsrpau";
    unsigned flags = 0;
    for (size_t i = 0; i < p->used; i++) {
        const char *found = strchr(letters, p->word[i]);
        if (found == NULL || *found == '\0')
            return false;
        flags |= 1U << (found - letters);
    }
    p->said->flags = (uint8_t)flags;
    p->strict = true;
    return p->used > 0;
}

/* A segment in plain words has the ACK bit as every one after the handshake, but says of our FIN
 * only what was said. */
static void finish_segment(struct parse *p)
{
    struct nk_tcp_said *s = p->said;
    bool plain = (s->flags & (NK_TCP_SYN | NK_TCP_RST | NK_TCP_ACK)) == 0 && !p->strict;
    bool holds = s->len > 0 || (s->flags & (NK_TCP_FIN | NK_TCP_URG | NK_TCP_PSH)) != 0 ||
                 s->seq.base != NK_TCP_BASE_NONE || s->has_window;
    s->kind = NK_TCP_SAID_SEGMENT;
    s->event = NK_TCP_EVENTS;
    bool unsaid = plain && holds;
    if (unsaid)
        s->flags |= NK_TCP_ACK;
    if (p->no_ack)
        s->flags &= (uint8_t)~NK_TCP_ACK;
    s->loose = (s->flags & NK_TCP_ACK) != 0 && s->ack.base == NK_TCP_BASE_NONE &&
               (unsaid || (s->len > 0 && (s->flags & NK_TCP_FIN) == 0));
}

static bool finish(struct parse *p)
{
    struct nk_tcp_said *s = p->said;
    bool call = (p->kinds >> NK_PIECE_CALL & 1) != 0;
    bool timeout = (p->kinds >> NK_PIECE_TIMEOUT & 1) != 0;
    bool segment = (p->kinds >> NK_PIECE_SEGMENT & 1) != 0 || p->numbers || p->strict;
    if (p->has_text && !p->has_len)
        s->len = NK_TCP_SAID_LEN;
    if (call && p->event == NK_TCP_ON_SEND && s->flags == (s->urgent ? NK_TCP_URG : 0) &&
        s->seq.base == NK_TCP_BASE_NONE && !p->numbers) {
        segment = false; /* "send data" */
        if (!p->has_len)
            s->len = NK_TCP_SAID_LEN;
    } else if ((segment || p->has_len) && call && p->weak) {
        call = false; /* "receive SYN" */
        segment = true;
    }
    if (segment && (call || timeout))
        return false;
    if (segment || (p->has_len && !call && !timeout)) {
        finish_segment(p);
        return true;
    }
    if (call == timeout)
        return false;
    s->kind = call ? NK_TCP_SAID_CALL : NK_TCP_SAID_TIMEOUT;
    s->event = (enum nk_tcp_event)p->event;
    return true;
}

static const char *nearest(const char *word)
{
    const struct nk_tcp_term *term;
    const char *best = NULL;
    unsigned least = (unsigned)strlen(word) / 3 + 2;
    for (size_t i = 0; (term = nk_tcp_said_at(i)) != NULL; i++) {
        unsigned distance = nk_word_distance(word, term->name);
        if (distance >= least)
            continue;
        least = distance;
        best = term->name;
    }
    return best;
}

static bool refuse(struct parse *p)
{
    char word[48];
    size_t n = p->len < sizeof word - 1 ? p->len : sizeof word - 1;
    for (size_t i = 0; i < n; i++)
        word[i] = nk_tcp_small(p->text[i] == '_' || p->text[i] == ',' ? '-' : p->text[i]);
    word[n] = '\0';
    const char *near = nearest(word);
    if (near != NULL)
        return nk_err_set(p->err, NK_ERR_INPUT, 0, p->len, "'%.*s' is no event: did you mean '%s'?",
                          (int)n, p->text, near);
    return nk_err_set(p->err, NK_ERR_INPUT, 0, p->len,
                      "'%.*s' is no event: expected a call (close), the flags of a segment "
                      "(syn-ack) or a timeout (2msl)",
                      (int)n, p->text);
}

bool nk_tcp_said_parse(const char *text, size_t len, struct nk_tcp_said *said, struct nk_err *err)
{
    struct parse p = {.text = text, .len = len, .said = said, .err = err, .event = NK_TCP_EVENTS};
    *said = (struct nk_tcp_said){0};
    if (!read_words(&p))
        return false;
    return ((take_pieces(&p) || take_letters(&p)) && finish(&p)) || refuse(&p);
}

bool nk_tcp_said_is_number(const char *text)
{
    const char *equals = strchr(text, '=');
    enum nk_tcp_key key =
        equals == NULL ? NK_TCP_KEY_NONE : nk_tcp_key_of(text, (size_t)(equals - text));
    return key != NK_TCP_KEY_NONE && key < NK_TCP_KEY_FLAGS;
}
