/* The verbs of `tcp-state`. */
#ifndef NK_CLI_TCP_STATE_H
#define NK_CLI_TCP_STATE_H

#include "cli/cli.h"
#include "netkit/tcp.h"

struct nk_scenario;

/* Ended by NULL. */
extern const struct nk_verb *const nk_tcp_verbs[];

extern const struct nk_verb nk_tcp_walk_verb;
extern const struct nk_verb nk_tcp_step_verb;
extern const struct nk_verb nk_tcp_table_verb;
extern const struct nk_verb nk_tcp_diagram_verb;
extern const struct nk_verb nk_tcp_list_verb;
extern const struct nk_verb nk_tcp_watch_verb;
extern const struct nk_verb nk_tcp_wait_verb;
extern const struct nk_verb nk_tcp_replay_verb;
extern const struct nk_verb nk_tcp_decode_verb;
extern const struct nk_verb nk_tcp_live_verb;

/* ---- what they share ------------------------------------------------------- */

#define NK_TCP_PROFILE_OPTION                                                                      \
    {                                                                                              \
        .name = "profile", .arg = NK_ARG_WORD, .metavar = "NAME", .offers = NK_OFFER_TCP_PROFILES, \
        .help = "whose TCP: rfc (the default), linux"                                              \
    }

/* For completion: the names of states, of events and of profiles. */
bool nk_tcp_state_offers(size_t at, struct nk_offer *offer);
bool nk_tcp_event_offers(size_t at, struct nk_offer *offer);
bool nk_tcp_profile_offers(size_t at, struct nk_offer *offer);

/* The built-in scenarios; the one of that name, NULL after the message, with the nearest. */
bool nk_tcp_scenario_offers(size_t at, struct nk_offer *offer);
const struct nk_scenario *nk_tcp_scenario_word(struct nk_ctx *ctx, const char *word);

/* The profile that --profile names, the RFC's without it. NULL after the message. */
const struct nk_tcp_profile *nk_tcp_profile_option(struct nk_ctx *ctx, const struct nk_args *args);
/* The state that a word of the command line names. False after the message, with the nearest. */
bool nk_tcp_state_word(struct nk_ctx *ctx, const char *word, enum nk_tcp_state *state);
/* Adds the event, or the kind of event, that a word names to a set. False after the message. */
bool nk_tcp_events_word(struct nk_ctx *ctx, const char *word, uint32_t *events);

#endif
