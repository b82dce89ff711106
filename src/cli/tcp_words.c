/* The words that name states, events and profiles on the command line. */
#include <stdio.h>
#include <string.h>

#include "cli/frame.h"
#include "cli/tcp_state.h"
#include "tcp/words.h"

bool nk_tcp_state_offers(size_t at, struct nk_offer *offer)
{
    const struct nk_tcp_term *term = nk_tcp_state_term((unsigned)at);
    if (term == NULL)
        return false;
    *offer = (struct nk_offer){.word = term->name, .help = term->help};
    return true;
}

/* Kinds of event, as the head lines of RFC 9293 3.10 have them. */
static const struct {
    const char *name, *help;
    enum nk_tcp_event first, last;
} kinds[] = {
    {"calls", "all calls of the user", NK_TCP_ON_PASSIVE_OPEN, NK_TCP_ON_STATUS},
    {"segments", "all that an arriving segment may be", NK_TCP_ON_OUTSIDE, NK_TCP_ON_FIN},
    {"timeouts", "all timeouts", NK_TCP_ON_RETRANSMISSION, NK_TCP_ON_2MSL},
};

bool nk_tcp_event_offers(size_t at, struct nk_offer *offer)
{
    const struct nk_tcp_term *term = nk_tcp_event_term((unsigned)at);
    size_t kind = at - NK_TCP_EVENTS;
    if (term != NULL)
        *offer = (struct nk_offer){.word = term->name, .help = term->help};
    else if (kind < sizeof kinds / sizeof *kinds)
        *offer = (struct nk_offer){.word = kinds[kind].name, .help = kinds[kind].help};
    return term != NULL || kind < sizeof kinds / sizeof *kinds;
}

bool nk_tcp_profile_offers(size_t at, struct nk_offer *offer)
{
    const struct nk_tcp_profile *profile = nk_tcp_profile_at(at);
    if (profile == NULL)
        return false;
    *offer = (struct nk_offer){.word = profile->name, .help = profile->help};
    return true;
}

static const char *profile_names(const void *of, size_t at)
{
    (void)of;
    const struct nk_tcp_profile *profile = nk_tcp_profile_at(at);
    return profile == NULL ? NULL : profile->name;
}

const struct nk_tcp_profile *nk_tcp_profile_option(struct nk_ctx *ctx, const struct nk_args *args)
{
    const char *word = nk_args_text(args, "profile");
    if (word == NULL)
        return nk_tcp_profile_at(0);
    const struct nk_tcp_profile *found = nk_tcp_profile_find(word, strlen(word));
    const char *near = found != NULL ? NULL : nk_cli_nearest(word, profile_names, NULL);
    if (found == NULL)
        nk_cli_no_word(ctx, word, "profile", near, ": there are rfc and linux");
    return found;
}

/* The RFC's names, then the other spellings. */
static const char *state_names(const void *of, size_t at)
{
    (void)of;
    if (at < NK_TCP_STATES)
        return nk_tcp_state_name((enum nk_tcp_state)at);
    at -= NK_TCP_STATES;
    for (unsigned s = 0; s < NK_TCP_STATES; s++)
        for (const char *const *w = nk_tcp_state_spellings((enum nk_tcp_state)s); *w != NULL; w++)
            if (at-- == 0)
                return *w;
    return NULL;
}

bool nk_tcp_state_word(struct nk_ctx *ctx, const char *word, enum nk_tcp_state *state)
{
    char upper[64];
    size_t i = 0;
    if (nk_tcp_state_find(word, strlen(word), state))
        return true;
    for (; i < sizeof upper - 1 && word[i] != '\0'; i++) {
        char c = word[i] == '_' ? '-' : word[i];
        upper[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    upper[i] = '\0';
    const char *near = nk_cli_nearest(upper, state_names, NULL);
    nk_cli_no_word(ctx, word, "state of TCP", near,
                   ": the 11 are CLOSED, LISTEN, SYN-SENT, SYN-RECEIVED, ESTABLISHED and so on");
    return false;
}

static const char *event_names(const void *of, size_t at)
{
    (void)of;
    if (at < NK_TCP_EVENTS)
        return nk_tcp_event_term((unsigned)at)->name;
    at -= NK_TCP_EVENTS;
    return at < sizeof kinds / sizeof *kinds ? kinds[at].name : NULL;
}

/* An event as `step` takes it: a segment's flags are an event each. */
static bool add_said(const char *word, uint32_t *events)
{
    static const struct {
        uint8_t flag;
        enum nk_tcp_event event;
    } flags[] = {{NK_TCP_RST, NK_TCP_ON_RST},
                 {NK_TCP_SYN, NK_TCP_ON_SYN},
                 {NK_TCP_ACK, NK_TCP_ON_ACK},
                 {NK_TCP_URG, NK_TCP_ON_URG},
                 {NK_TCP_FIN, NK_TCP_ON_FIN}};
    struct nk_tcp_said said;
    if (!nk_tcp_said_parse(word, strlen(word), &said, NULL))
        return false;
    if (said.kind != NK_TCP_SAID_SEGMENT) {
        *events |= UINT32_C(1) << said.event;
        return said.event != NK_TCP_EVENTS;
    }
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
        if ((said.flags & flags[i].flag) != 0 && !(flags[i].flag == NK_TCP_ACK && said.loose))
            *events |= UINT32_C(1) << flags[i].event;
    if (said.len > 0)
        *events |= UINT32_C(1) << NK_TCP_ON_TEXT;
    return true;
}

bool nk_tcp_events_word(struct nk_ctx *ctx, const char *word, uint32_t *events)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, word) != 0)
            continue;
        for (unsigned e = kinds[i].first; e <= kinds[i].last; e++)
            *events |= UINT32_C(1) << e;
        return true;
    }
    for (unsigned e = 0; e < NK_TCP_EVENTS; e++) {
        if (strcmp(nk_tcp_event_term(e)->name, word) != 0)
            continue;
        *events |= UINT32_C(1) << e;
        return true;
    }
    if (add_said(word, events))
        return true;
    const char *near = nk_cli_nearest(word, event_names, NULL);
    nk_cli_no_word(ctx, word, "event", near, ", and none of calls, segments, timeouts");
    return false;
}
