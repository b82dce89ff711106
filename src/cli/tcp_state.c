#include "cli/tcp_state.h"

/* One a line, in the order of the help: walk, step, table, diagram, list, watch, wait, replay,
 * decode, live. */
/* clang-format off */
const struct nk_verb *const nk_tcp_verbs[] = {
    &nk_tcp_walk_verb,
    &nk_tcp_step_verb,
    &nk_tcp_table_verb,
    &nk_tcp_diagram_verb,
    &nk_tcp_list_verb,
    &nk_tcp_watch_verb,
    &nk_tcp_wait_verb,
    &nk_tcp_replay_verb,
    &nk_tcp_decode_verb,
    &nk_tcp_live_verb,
    NULL,
};
/* clang-format on */
