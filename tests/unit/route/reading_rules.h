/* Rules as a text to compare, in the order of the table. */
#ifndef NK_TESTS_READING_RULES_H
#define NK_TESTS_READING_RULES_H

#include "reading.h"

static inline void rules_put_prefix(struct nk_buf *b, const char *word, const struct nk_prefix *p)
{
    char text[NK_PREFIX_TEXT_MAX];
    if (p->addr.family == NK_FAMILY_NONE)
        return;
    nk_buf_add_text(b, word);
    nk_buf_add(b, text, nk_prefix_format(p, text));
}

static inline void rules_put_text(struct nk_buf *b, const struct nk_table *t, const char *word,
                                  uint32_t number)
{
    size_t len;
    const char *text = nk_table_text_of(t, number, &len);
    if (text != NULL)
        nk_buf_printf(b, "%s%.*s", word, (int)len, text);
}

static inline void rules_put_selector(struct nk_buf *b, const struct nk_table *t,
                                      const struct nk_rule *r)
{
    nk_buf_printf(b, "%u%s%s", r->priority,
                  r->family == NK_IPV4   ? " v4"
                  : r->family == NK_IPV6 ? " v6"
                                         : "",
                  r->invert ? " not" : "");
    rules_put_prefix(b, " from ", &r->from);
    rules_put_prefix(b, " to ", &r->to);
    if (r->tos_mask != 0)
        nk_buf_printf(b, " dscp %#x/%#x", r->tos >> 2, r->tos_mask >> 2);
    else if (r->tos != 0)
        nk_buf_printf(b, " tos %#x", r->tos);
    if (r->mask != 0)
        nk_buf_printf(b, " fwmark %#x/%#x", r->mark, r->mask);
    rules_put_text(b, t, " iif ", r->iif);
    rules_put_text(b, t, " oif ", r->oif);
    if (r->has_uid)
        nk_buf_printf(b, " uidrange %u-%u", r->uid_first, r->uid_last);
    if (r->ipproto != 0)
        nk_buf_printf(b, " ipproto %u", r->ipproto);
    if (r->sport_last != 0)
        nk_buf_printf(b, " sport %u-%u", r->sport_first, r->sport_last);
    if (r->dport_last != 0)
        nk_buf_printf(b, " dport %u-%u", r->dport_first, r->dport_last);
    if (r->tun_id != 0)
        nk_buf_printf(b, " tun_id %llu", (unsigned long long)r->tun_id);
}

static inline void rules_put(struct nk_buf *b, const struct nk_table *t, const struct nk_rule *r)
{
    static const char *const actions[] = {"",         "", " nop", " blackhole", " unreachable",
                                          " prohibit"};
    char room[NK_ROUTE_NAME_MAX];
    size_t len;
    rules_put_selector(b, t, r);
    const char *name = nk_table_name_of(t, r->table, room, &len);
    if (r->l3mdev)
        nk_buf_add_text(b, " l3mdev");
    else if (r->action == NK_RULE_TABLE)
        nk_buf_printf(b, " lookup %.*s", (int)len, name);
    if (r->action == NK_RULE_GOTO)
        nk_buf_printf(b, " goto %u", r->goto_priority);
    nk_buf_add_text(b, actions[r->action]);
    if (r->suppress_prefixlength >= 0)
        nk_buf_printf(b, " suppress_prefixlength %d", r->suppress_prefixlength);
    if (r->suppress_ifgroup >= 0)
        nk_buf_printf(b, " suppress_ifgroup %d", r->suppress_ifgroup);
    if (r->protocol != 0)
        nk_buf_printf(b, " proto %s", nk_route_protocol_name(r->protocol, room));
    nk_buf_add_byte(b, '\n');
}

/* Reads a text and compares its rules and what was refused. */
static inline void expect_rules(const char *format, const char *text, const char *rules,
                                const char *refused)
{
    struct reading x;
    struct nk_buf got = {0};
    reading_of(&x, format, text, strlen(text));
    for (size_t i = 0; i < x.table.rule_count; i++)
        rules_put(&got, &x.table, &x.table.rules[i]);
    nk_buf_add(&got, "", 1);
    assert_string_equal(got.data, rules);
    nk_buf_release(&got);
    nk_buf_add(&x.refused, "", 1);
    assert_string_equal(x.refused.data, refused);
    assert_true(x.done);
    reading_release(&x);
}

#endif
