/* The look-up of rows. */
#include "tcp/rows.h"

const struct nk_tcp_row *nk_tcp_row_at(size_t i)
{
    if (i < nk_tcp_call_row_count)
        return &nk_tcp_call_rows[i];
    i -= nk_tcp_call_row_count;
    if (i < nk_tcp_segment_row_count)
        return &nk_tcp_segment_rows[i];
    i -= nk_tcp_segment_row_count;
    return i < nk_tcp_timeout_row_count ? &nk_tcp_timeout_rows[i] : NULL;
}

/* A row may go in where no row before it has its facts, and none applies always. */
static void add_row(struct nk_tcp_machine *m, uint16_t first, uint16_t *used,
                    const struct nk_tcp_row *row)
{
    for (uint16_t i = first; i < *used; i++)
        if (m->list[i]->when == row->when || m->list[i]->when == NK_TCP_IF_ALWAYS)
            return;
    if (*used < NK_TCP_MACHINE_ROWS)
        m->list[(*used)++] = row;
}

/* The rows of a pair: the profile's, the RFC's, and the defaults of the event or the state. */
static void add_pair(struct nk_tcp_machine *m, unsigned state, unsigned event, uint16_t *used)
{
    uint16_t first = *used;
    const struct nk_tcp_row *row;
    for (size_t i = 0; i < m->profile->count; i++)
        if (m->profile->rows[i].state == state && m->profile->rows[i].event == event)
            add_row(m, first, used, &m->profile->rows[i]);
    for (size_t i = 0; (row = nk_tcp_row_at(i)) != NULL; i++)
        if (row->state == state && row->event == event)
            add_row(m, first, used, row);
    for (size_t i = 0; (row = nk_tcp_row_at(i)) != NULL; i++)
        if ((row->state == NK_TCP_ANY && row->event == event) ||
            (row->state == state && row->event == NK_TCP_EVERY))
            add_row(m, first, used, row);
}

void nk_tcp_machine_init(struct nk_tcp_machine *m, const struct nk_tcp_profile *profile)
{
    uint16_t used = 0;
    m->profile = profile != NULL ? profile : nk_tcp_profile_at(0);
    for (unsigned pair = 0; pair < NK_TCP_STATES * NK_TCP_EVENTS; pair++) {
        m->first[pair] = used;
        add_pair(m, pair / NK_TCP_EVENTS, pair % NK_TCP_EVENTS, &used);
    }
    m->first[NK_TCP_STATES * NK_TCP_EVENTS] = used;
}

const struct nk_tcp_row *const *nk_tcp_machine_rows(const struct nk_tcp_machine *m,
                                                    enum nk_tcp_state state,
                                                    enum nk_tcp_event event, size_t *count)
{
    size_t pair = (size_t)state * NK_TCP_EVENTS + (size_t)event;
    *count = (size_t)(m->first[pair + 1] - m->first[pair]);
    return &m->list[m->first[pair]];
}

const struct nk_tcp_row *nk_tcp_machine_find(const struct nk_tcp_machine *m,
                                             enum nk_tcp_state state, enum nk_tcp_event event,
                                             uint32_t facts)
{
    size_t count, i = 0;
    const struct nk_tcp_row *const *rows = nk_tcp_machine_rows(m, state, event, &count);
    while (i + 1 < count && (rows[i]->when & ~facts) != 0)
        i++;
    return rows[i];
}

/* RFC 9293 3.10.7.1, .2, .3 and .4. Where a bit that a state needs is missing, NK_TCP_ON_OTHER has
 * the place of its check. */
static const uint8_t checks_closed[] = {ON_RST, ON_ACK, ON_OTHER, NK_TCP_EVENTS};
static const uint8_t checks_listen[] = {ON_RST, ON_ACK, ON_SYN, ON_OTHER, NK_TCP_EVENTS};
static const uint8_t checks_syn_sent[] = {ON_ACK, ON_RST,  ON_SYN, ON_OTHER,
                                          ON_URG, ON_TEXT, ON_FIN, NK_TCP_EVENTS};
static const uint8_t checks_others[] = {ON_OUTSIDE, ON_RST,  ON_SYN, ON_ACK,       ON_OTHER,
                                        ON_URG,     ON_TEXT, ON_FIN, NK_TCP_EVENTS};

const uint8_t *nk_tcp_checks(enum nk_tcp_state state)
{
    switch (state) {
    case NK_TCP_CLOSED:
        return checks_closed;
    case NK_TCP_LISTEN:
        return checks_listen;
    case NK_TCP_SYN_SENT:
        return checks_syn_sent;
    default:
        return checks_others;
    }
}
