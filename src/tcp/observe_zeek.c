/* Zeek's view: a state of its own for each end, and a letter for what happens, upper case for what
 * the client sends (https://docs.zeek.org, base/protocols/conn). */
#include <ctype.h>

#include "tcp/observe_part.h"

static enum nk_zeek state_of(const struct nk_end *e)
{
    return (enum nk_zeek)(e->zeek & 15);
}

static enum nk_zeek before(const struct nk_end *e)
{
    return (enum nk_zeek)(e->zeek >> 4);
}

/* ---- letters ------------------------------------------------------------- */

enum { LETTER_BITS = 5, SERVER = 16, IN_WORD = 12 };

/* A letter's number is its place here, from 1, and 16 more where it is the server's. */
static const char alphabet[] = "SHADFRIQTWG^";

static unsigned number_of(const struct nk_sight *x, unsigned sender, char letter)
{
    unsigned n = 1;
    while (alphabet[n - 1] != letter)
        n++;
    return letter != '^' && sender != nk_connection_client(x->c) ? n | SERVER : n;
}

static unsigned letters_in(uint64_t word)
{
    enum { HIGHEST = 63 };
    return word == 0 ? 0 : (unsigned)(HIGHEST - __builtin_clzll(word)) / LETTER_BITS + 1;
}

/* What passes all words is not kept. */
static void add_letter(struct nk_sight *x, unsigned sender, char letter)
{
    uint64_t *word = &x->c->letters;
    unsigned used = letters_in(*word);
    for (unsigned i = 0; i < NK_CELL_WORDS && used == IN_WORD; i++) {
        word = nk_sight_cell(x, NK_CELL_LETTERS + i);
        if (word == NULL)
            return;
        used = letters_in(*word);
    }
    if (used < IN_WORD)
        *word |= (uint64_t)number_of(x, sender, letter) << used * LETTER_BITS;
}

static size_t spell(uint64_t word, char *text)
{
    size_t len = 0;
    for (; word != 0; word >>= LETTER_BITS) {
        char letter = alphabet[(word & 15) - 1];
        text[len++] = (char)((word & SERVER) != 0 ? tolower((unsigned char)letter) : letter);
    }
    return len;
}

size_t nk_connection_history(const struct nk_observer *o, const struct nk_connection *c, char *text)
{
    size_t len = spell(c->letters, text);
    for (unsigned i = 0; c->cells != 0 && len == IN_WORD * (i + 1U) && i < NK_CELL_WORDS; i++)
        len += spell(nk_connection_cell(o, c, NK_CELL_LETTERS + i), text + len);
    text[len] = '\0';
    return len;
}

static bool has_letter(const struct nk_sight *x, unsigned sender, char letter)
{
    char text[NK_HISTORY_MAX];
    const struct nk_sight *s = x;
    size_t len = nk_connection_history(s->o, s->c, text);
    char wanted = letter;
    if (sender != nk_connection_client(x->c))
        wanted = (char)tolower((unsigned char)letter);
    for (size_t i = 0; i < len; i++)
        if (text[i] == wanted)
            return true;
    return false;
}

/* What comes often has a letter at the first, the tenth, the hundredth time. */
static void add_often(struct nk_sight *x, unsigned sender, unsigned which)
{
    static const char often[] = "TWG";
    if (!has_letter(x, sender, often[which])) {
        add_letter(x, sender, often[which]);
        return;
    }
    uint64_t *repeats = nk_sight_cell(x, NK_CELL_REPEATS + 3 * sender + which);
    if (repeats == NULL)
        return;
    uint64_t times = ++*repeats + 1, power = 10;
    while (power < times)
        power *= 10;
    if (times == power)
        add_letter(x, sender, often[which]);
}

/* ---- what a segment has -------------------------------------------------- */

static void add_once(struct nk_sight *x, unsigned flag, char letter)
{
    if (!nk_end_has(x->from, flag))
        add_letter(x, x->sender, letter);
}

static void note_control(struct nk_sight *x)
{
    const struct nk_end *from = x->from;
    bool ack = nk_sight_has(x, NK_TCP_ACK);
    if (nk_sight_has(x, NK_TCP_SYN)) {
        unsigned flag = ack ? NK_END_SYN_ACK : NK_END_SYN;
        if (!nk_end_has(from, flag) || from->isn != x->s->seq)
            add_letter(x, x->sender, ack ? 'H' : 'S');
    } else if (nk_sight_has(x, NK_TCP_FIN)) {
        if (!nk_end_has(from, NK_END_FIN) || from->fin != x->behind)
            add_letter(x, x->sender, 'F');
    } else if (!nk_end_has(from, NK_END_RST) || from->proof != x->s->seq) {
        add_letter(x, x->sender, 'R');
    }
}

static void note_segment(struct nk_sight *x)
{
    unsigned control = x->s->flags & (NK_TCP_SYN | NK_TCP_FIN | NK_TCP_RST);
    if ((control & (control - 1)) != 0) {
        char letter =
            (control & (NK_TCP_FIN | NK_TCP_RST)) == (NK_TCP_FIN | NK_TCP_RST) ? 'I' : 'Q';
        if (!has_letter(x, x->sender, letter))
            add_letter(x, x->sender, letter);
    } else if (control != 0) {
        note_control(x);
    } else if (x->s->length > 0) {
        add_once(x, NK_END_DATA, 'D');
        x->from->seen |= NK_END_DATA;
    } else if (nk_sight_has(x, NK_TCP_ACK)) {
        add_once(x, NK_END_ACK, 'A');
        x->from->seen |= NK_END_ACK;
    }
}

/* A window that is shut, where that matters still. */
static void note_window(struct nk_sight *x)
{
    if (x->s->window == 0 && !nk_sight_has(x, NK_TCP_RST) && state_of(x->to) != NK_ZEEK_CLOSED &&
        state_of(x->from) != NK_ZEEK_RESET)
        add_often(x, x->sender, 1);
}

/* Data that brings nothing new. */
static void note_repetition(struct nk_sight *x)
{
    const struct nk_end *from = x->from;
    if (x->s->length == 0 || !nk_end_has(from, NK_END_ANY) || state_of(from) == NK_ZEEK_RESET ||
        nk_sight_has(x, NK_TCP_SYN | NK_TCP_RST))
        return;
    if (nk_sight_has(x, NK_TCP_FIN) && from->next == from->isn + 1)
        return;
    if (!nk_seq_after(x->behind, from->next))
        add_often(x, x->sender, 0);
}

/* ---- states -------------------------------------------------------------- */

static void set(struct nk_end *e, enum nk_zeek state)
{
    if (state_of(e) != state)
        e->zeek = (uint8_t)(state_of(e) << 4 | state);
}

static void inactive_syn(struct nk_sight *x)
{
    struct nk_end *from = x->from, *to = x->to;
    if (nk_sight_is_client(x)) {
        set(from, nk_sight_has(x, NK_TCP_ACK) ? NK_ZEEK_SYN_ACK_SENT : NK_ZEEK_SYN_SENT);
        return;
    }
    if (state_of(to) == NK_ZEEK_SYN_SENT)
        set(to, NK_ZEEK_ESTABLISHED);
    set(from, NK_ZEEK_ESTABLISHED);
}

static void move_inactive(struct nk_sight *x)
{
    struct nk_end *from = x->from, *to = x->to;
    if (nk_sight_has(x, NK_TCP_SYN))
        inactive_syn(x);
    if (nk_sight_has(x, NK_TCP_FIN))
        set(from, NK_ZEEK_CLOSED);
    if (nk_sight_has(x, NK_TCP_RST))
        set(from, NK_ZEEK_RESET);
    if (state_of(from) != NK_ZEEK_INACTIVE)
        return;
    if (!nk_sight_is_client(x) && x->s->length == 0 && state_of(to) == NK_ZEEK_SYN_SENT)
        return; /* an ACK before the SYN of the server: not yet a connection without a handshake */
    set(from, nk_sight_has(x, NK_TCP_ACK) && state_of(to) == NK_ZEEK_ESTABLISHED
                  ? NK_ZEEK_ESTABLISHED
                  : NK_ZEEK_PARTIAL);
}

static void move_established(struct nk_sight *x)
{
    struct nk_end *from = x->from, *to = x->to;
    bool syn = (x->s->flags & (NK_TCP_SYN | NK_TCP_ACK)) == NK_TCP_SYN;
    if (syn && state_of(from) == NK_ZEEK_PARTIAL && state_of(to) == NK_ZEEK_INACTIVE)
        set(from, NK_ZEEK_SYN_SENT);
    if (nk_sight_has(x, NK_TCP_FIN) && !nk_sight_has(x, NK_TCP_RST)) {
        set(from, NK_ZEEK_CLOSED);
        if (state_of(to) == NK_ZEEK_RESET && before(to) == NK_ZEEK_CLOSED)
            set(to, NK_ZEEK_CLOSED);
    }
    if (nk_sight_has(x, NK_TCP_RST))
        set(from, NK_ZEEK_RESET);
}

static void move(struct nk_sight *x)
{
    struct nk_end *from = x->from;
    switch (state_of(from)) {
    case NK_ZEEK_INACTIVE:
        move_inactive(x);
        break;
    case NK_ZEEK_SYN_SENT:
    case NK_ZEEK_SYN_ACK_SENT:
        if (nk_sight_has(x, NK_TCP_FIN))
            set(from, NK_ZEEK_CLOSED);
        if (nk_sight_has(x, NK_TCP_RST))
            set(from, NK_ZEEK_RESET);
        break;
    case NK_ZEEK_ESTABLISHED:
    case NK_ZEEK_PARTIAL:
        move_established(x);
        break;
    case NK_ZEEK_CLOSED:
        if (nk_sight_has(x, NK_TCP_RST) && state_of(x->to) != NK_ZEEK_CLOSED)
            set(from, NK_ZEEK_RESET);
        break;
    default:
        break;
    }
}

/* ---- gaps ---------------------------------------------------------------- */

static bool is_clean(const struct nk_end *e)
{
    return state_of(e) == NK_ZEEK_ESTABLISHED ||
           (state_of(e) == NK_ZEEK_CLOSED && before(e) == NK_ZEEK_ESTABLISHED);
}

/* What is acknowledged and was not captured: the peer has it, and the gap will not be filled. It
 * counts once. */
static void note_gap(struct nk_sight *x)
{
    unsigned peer = !x->sender;
    uint32_t ack = x->s->ack, first = nk_end_contiguous(x->o, x->c, peer);
    bool clean = is_clean(x->from) && is_clean(x->to);
    if (!clean || !nk_end_has(x->to, NK_END_ANY) || !nk_seq_after(ack, first))
        return;
    bool before = x->c->cells != 0 && has_letter(x, peer, 'G');
    uint64_t *acked = nk_sight_cell(x, NK_CELL_HOLE_ACKED + peer);
    if (acked == NULL || (before && !nk_seq_after(first, (uint32_t)*acked)))
        return;
    *acked = ack;
    add_often(x, peer, 2);
}

void nk_sight_zeek(struct nk_sight *x)
{
    if (x->first && !nk_sight_is_client(x))
        add_letter(x, x->sender, '^');
    note_segment(x);
    note_window(x);
    note_repetition(x);
    move(x);
    if (nk_sight_has(x, NK_TCP_ACK) && !nk_sight_has(x, NK_TCP_RST))
        note_gap(x);
}

/* ---- the connection ------------------------------------------------------ */

static const char *name_reset(const struct nk_connection *c, unsigned client, unsigned server)
{
    bool silent = nk_end_bytes(&c->end[0]) == 0 && nk_end_bytes(&c->end[1]) == 0;
    if (server == NK_ZEEK_RESET) {
        if (client == NK_ZEEK_SYN_SENT || client == NK_ZEEK_SYN_ACK_SENT ||
            (client == NK_ZEEK_RESET && silent))
            return "REJ";
        return client == NK_ZEEK_INACTIVE || client == NK_ZEEK_PARTIAL ? "RSTRH" : "RSTR";
    }
    return server == NK_ZEEK_INACTIVE || server == NK_ZEEK_PARTIAL ? "RSTOS0" : "RSTO";
}

const char *nk_connection_zeek(const struct nk_connection *c)
{
    unsigned client = state_of(&c->end[nk_connection_client(c)]),
             server = state_of(&c->end[!nk_connection_client(c)]);
    if (client == NK_ZEEK_RESET || server == NK_ZEEK_RESET)
        return name_reset(c, client, server);
    if (client == NK_ZEEK_CLOSED && server == NK_ZEEK_CLOSED)
        return "SF";
    if (client == NK_ZEEK_CLOSED)
        return server == NK_ZEEK_INACTIVE || server == NK_ZEEK_PARTIAL ? "SH" : "S2";
    if (server == NK_ZEEK_CLOSED)
        return client == NK_ZEEK_INACTIVE || client == NK_ZEEK_PARTIAL ? "SHR" : "S3";
    if (client == NK_ZEEK_SYN_SENT && server == NK_ZEEK_INACTIVE)
        return "S0";
    return client == NK_ZEEK_ESTABLISHED && server == NK_ZEEK_ESTABLISHED ? "S1" : "OTH";
}
