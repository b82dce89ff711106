/* One question of a verb: asked as the options say, and told when it fails. */
#ifndef NK_CLI_DNS_ASK_H
#define NK_CLI_DNS_ASK_H

#include "cli/dns_options.h"
#include "cli/dns_put.h"

/* A verb's way to its servers. */
struct nk_dns_asker {
    struct nk_dns_options *o;
    struct nk_dns_session *session;
    struct nk_dns_reply reply; /* of the last question */
};

/* False after the message. */
bool nk_dns_asker_init(struct nk_dns_asker *a, struct nk_dns_options *o);
void nk_dns_asker_release(struct nk_dns_asker *a);
/* Asks the options' servers; what came is in `reply`. False after the message where nothing could
 * be asked at all. */
bool nk_dns_asker_ask(struct nk_dns_asker *a, const struct nk_dns_question *q);
/* What the reply comes to; where none came NK_OUTCOME_REFUSED. */
enum nk_dns_outcome nk_dns_asker_outcome(const struct nk_dns_asker *a,
                                         const struct nk_dns_question *q);
/* The item that stands for the question and its reply. */
struct nk_dns_item nk_dns_asker_item(const struct nk_dns_asker *a, const struct nk_dns_question *q,
                                     const char *input);
/* `netkit: www.example. A: ...` on stderr where the outcome is no yes and no no. */
void nk_dns_asker_complain(struct nk_dns_asker *a, const struct nk_dns_question *q,
                           const struct nk_dns_item *item);
/* Sees a record of the answer that follows from the question; false: enough. */
typedef bool nk_dns_asker_see(void *closure, const struct nk_dns_reader *r,
                              const struct nk_dns_record *rr);
/* Visits those of the last reply that are well-formed. */
void nk_dns_asker_visit(const struct nk_dns_asker *a, const struct nk_dns_question *q,
                        nk_dns_asker_see *see, void *closure);
/* Appends a try in words: `192.0.2.1#53 over udp: no answer in 3000 ms; 2 datagrams did not count:
 * another ID`. */
void nk_dns_try_text(struct nk_buf *b, const struct nk_dns_server *servers,
                     const struct nk_dns_try *t);

#endif
