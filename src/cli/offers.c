/* What completion offers for the arguments of options, by the kinds that their rows name. */
#include "cli/dns_options.h"
#include "cli/frame.h"
#include "cli/route_load.h"
#include "cli/tcp_replay.h"
#include "cli/tcp_state.h"
#include "cli/tcp_step.h"

nk_offers *nk_option_offers(const struct nk_option *o)
{
    static nk_offers *const offers[NK_OFFER_KINDS] = {
        [NK_OFFER_DNS_TYPES] = nk_dns_type_offers,
        [NK_OFFER_ROUTE_TABLES] = nk_route_table_offers,
        [NK_OFFER_ROUTE_FORMATS] = nk_route_format_offers,
        [NK_OFFER_ROUTE_TOPOLOGIES] = nk_route_topology_offers,
        [NK_OFFER_TCP_PROFILES] = nk_tcp_profile_offers,
        [NK_OFFER_TCP_STATES] = nk_tcp_state_offers,
        [NK_OFFER_TCP_EVENTS] = nk_tcp_event_offers,
        [NK_OFFER_TCP_FACTS] = nk_tcp_fact_offers,
        [NK_OFFER_TCP_SCENARIOS] = nk_tcp_scenario_offers,
        [NK_OFFER_TCP_ANOMALIES] = nk_tcp_anomaly_offers,
    };
    return offers[o->offers];
}
