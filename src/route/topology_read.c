#include "route/topology.h"

#include <stdio.h>
#include <stdlib.h>

enum { NODES_MAX = 4096, DEVS_MAX = 65536, NAME_MAX_LEN = 64 };

/* What reads one file. */
struct reading {
    struct nk_topology *t;
    struct nk_route_reader *r;
    const struct nk_route_format *format; /* of routes and rules */
    bool memory;                          /* is out */
};

/* ---- lines of a node's table --------------------------------------------- */

/* A text that another reader is given: what it complains of stands in a line of the topology. */
struct inner {
    struct nk_route_reader *outer;
    const struct nk_route_line *line;
    size_t offset; /* of the text in the line */
};

static bool complain(void *closure, const struct nk_route_place *place, const struct nk_err *err)
{
    struct inner *x = closure;
    struct nk_route_place outer = *place;
    outer.source = x->outer->lines.source;
    outer.line = x->line->number;
    outer.column = x->offset + (place->column > 0 ? place->column : 1);
    return nk_route_complain(x->outer, &outer, err);
}

/* Reads `ip route` or `ip rule` text into a node's table. */
static bool read_inner(struct reading *x, struct nk_table *table, const struct nk_route_line *line,
                       const char *text, size_t len, struct nk_err *err)
{
    struct inner inner = {
        x->r, line, text >= line->text && text <= line->end ? (size_t)(text - line->text) : 0};
    struct nk_route_reader r = {.table = table, .complain = complain, .closure = &inner};
    size_t before = table->count;
    nk_lines_init_text(&r.lines, text, len, NULL);
    bool done = x->format->read(&r, err);
    nk_lines_release(&r.lines);
    x->r->stopped = x->r->stopped || r.stopped;
    for (size_t i = before; i < table->count; i++)
        table->routes[i].line = (uint32_t)line->number;
    return done;
}

/* ---- what follows from an address ---------------------------------------- */

/* The routes that the kernel makes for an address of a device (net/ipv4/fib_frontend.c
 * fib_add_ifaddr, net/ipv6/addrconf.c): the address is local, its network is on the link, and in
 * IPv4 the network's last address is broadcast. */
static void address_routes(struct nk_buf *b, const char *dev, int dev_len,
                           const struct nk_prefix *p)
{
    char addr[NK_ADDR_TEXT_MAX], net[NK_PREFIX_TEXT_MAX], last[NK_ADDR_TEXT_MAX];
    struct nk_prefix network = nk_prefix_network(p);
    struct nk_addr end = nk_prefix_last(p);
    nk_addr_format(&p->addr, addr);
    nk_prefix_format(&network, net);
    nk_addr_format(&end, last);
    bool ipv4 = p->addr.family == NK_IPV4;
    nk_buf_printf(b, "local %s dev %.*s table local proto kernel%s\n", addr, dev_len, dev,
                  ipv4 ? " scope host" : "");
    if (p->length < nk_family_width(p->addr.family) || !ipv4)
        nk_buf_printf(b, "%s dev %.*s proto kernel %s%s\n", net, dev_len, dev,
                      ipv4 ? "scope link src " : "metric 256", ipv4 ? addr : "");
    if (ipv4 && p->length < 31)
        nk_buf_printf(b, "broadcast %s dev %.*s table local proto kernel scope link\n", last,
                      dev_len, dev);
}

/* Every node hears itself. */
static const char loopback_routes[] = "local 127.0.0.0/8 dev lo table local proto kernel\n"
                                      "local ::1 dev lo table local proto kernel\n";

/* ---- nodes and devices --------------------------------------------------- */

/* The next word of a line as a name; false after the complaint. */
static bool take_name(struct reading *x, struct nk_route_line *line, const char *what,
                      struct nk_slice *name)
{
    if (!nk_route_word(line, name) || name->text[0] == '#')
        return nk_route_refuse(x->r, line, line->at, 0, "expected the name of a %s", what);
    if (name->len > NAME_MAX_LEN)
        return nk_route_refuse(x->r, line, name->text, name->len,
                               "a name has at most %d characters", NAME_MAX_LEN);
    return true;
}

/* Nothing but a comment may follow; false after the complaint. */
static bool at_end(struct reading *x, struct nk_route_line *line)
{
    struct nk_slice word;
    return !nk_route_word(line, &word) || word.text[0] == '#' ||
           nk_route_refuse(x->r, line, word.text, word.len, "'%.*s' is one word too many",
                           nk_slice_quoted(&word), word.text);
}

static bool add_node(struct reading *x, struct nk_route_line *line, bool forwards,
                     struct nk_err *err)
{
    struct nk_topology *t = x->t;
    struct nk_slice name;
    if (!take_name(x, line, "node", &name) || !at_end(x, line))
        return true;
    if (nk_topology_node(t, name.text, name.len) != NK_ROUTE_NONE || t->node_count >= NODES_MAX) {
        nk_route_refuse(x->r, line, name.text, name.len, "%s",
                        t->node_count >= NODES_MAX ? "there are more nodes than 4096"
                                                   : "there is a node of that name already");
        return true;
    }
    uint32_t text = nk_labels_add(&t->texts, name.text, name.len);
    if (text == NK_LABELS_NONE ||
        !nk_grow((void **)&t->nodes, t->node_count, &t->node_room, sizeof *t->nodes))
        return nk_err_memory(err);
    t->nodes[t->node_count++] =
        (struct nk_topo_node){.name = text, .forwards = forwards, .line = line->number};
    return read_inner(x, &t->nodes[t->node_count - 1].table, line, loopback_routes,
                      strlen(loopback_routes), err);
}

/* A locally administered address from the place in the file, so that frames can be told apart. */
static struct nk_mac made_up_mac(uint32_t node, uint32_t dev)
{
    return (struct nk_mac){
        .bytes = {2, 0, (uint8_t)(node >> 8), (uint8_t)node, (uint8_t)(dev >> 8), (uint8_t)dev},
        .length = 6};
}

static bool add_address(struct reading *x, struct nk_route_line *line, const struct nk_slice *word,
                        const struct nk_slice *name, struct nk_err *err)
{
    struct nk_topology *t = x->t;
    struct nk_prefix p;
    struct nk_err why = {0};
    if (!nk_prefix_parse(word->text, word->len, &p, &why)) {
        nk_route_refuse_err(x->r, line, word->text, &why);
        return true;
    }
    if (!nk_grow((void **)&t->addrs, t->addr_count, &t->addr_room, sizeof *t->addrs))
        return nk_err_memory(err);
    t->addrs[t->addr_count++] = (struct nk_topo_addr){(uint32_t)t->dev_count - 1, p};
    struct nk_buf b = {0};
    address_routes(&b, name->text, (int)name->len, &p);
    bool done = b.failed
                    ? nk_err_memory(err)
                    : read_inner(x, &t->nodes[t->node_count - 1].table, line, b.data, b.len, err);
    nk_buf_release(&b);
    return done;
}

/* What follows a device's name. */
static bool take_dev_words(struct reading *x, struct nk_route_line *line,
                           const struct nk_slice *name, struct nk_err *err)
{
    struct nk_topo_dev *dev = &x->t->devs[x->t->dev_count - 1];
    struct nk_slice word;
    while (nk_route_word(line, &word) && word.text[0] != '#') {
        if (nk_slice_is(&word, "down")) {
            dev->down = true;
        } else if (nk_slice_is(&word, "mac")) {
            struct nk_err why = {0};
            if (!nk_route_word(line, &word) ||
                !nk_mac_parse(word.text, word.len, &dev->mac, &why)) {
                if (why.code == NK_ERR_NONE)
                    nk_err_set(&why, NK_ERR_INPUT, 0, 0, "expected a MAC address behind 'mac'");
                return nk_route_refuse_err(x->r, line, word.text, &why) || true;
            }
        } else if (!add_address(x, line, &word, name, err)) {
            return false;
        }
    }
    return true;
}

static bool add_dev(struct reading *x, struct nk_route_line *line, struct nk_err *err)
{
    struct nk_topology *t = x->t;
    struct nk_slice name;
    if (!take_name(x, line, "device", &name))
        return true;
    uint32_t node = (uint32_t)t->node_count - 1;
    uint32_t text = nk_table_text(&t->nodes[node].table, name.text, name.len);
    uint32_t own = nk_labels_add(&t->texts, name.text, name.len);
    if (text == NK_ROUTE_NONE || own == NK_LABELS_NONE)
        return nk_err_memory(err);
    if (nk_topology_dev(t, node, text) != NK_ROUTE_NONE || t->dev_count >= DEVS_MAX) {
        nk_route_refuse(x->r, line, name.text, name.len, "%s",
                        t->dev_count >= DEVS_MAX ? "there are more devices than 65536"
                                                 : "the node has a device of that name already");
        return true;
    }
    if (!nk_grow((void **)&t->devs, t->dev_count, &t->dev_room, sizeof *t->devs))
        return nk_err_memory(err);
    t->devs[t->dev_count] =
        (struct nk_topo_dev){.node = node,
                             .name = own,
                             .text = text,
                             .link = NK_ROUTE_NONE,
                             .line = line->number,
                             .mac = made_up_mac(node + 1, (uint32_t)t->dev_count + 1)};
    t->dev_count++;
    return take_dev_words(x, line, &name, err);
}

/* ---- links --------------------------------------------------------------- */

/* NODE:DEV; NK_ROUTE_NONE after the complaint. */
static uint32_t find_end(struct reading *x, struct nk_route_line *line, const struct nk_slice *word)
{
    const struct nk_topology *t = x->t;
    const char *colon = memchr(word->text, ':', word->len);
    uint32_t node = colon == NULL ? NK_ROUTE_NONE
                                  : nk_topology_node(t, word->text, (size_t)(colon - word->text));
    for (size_t i = 0; node != NK_ROUTE_NONE && i < t->dev_count; i++) {
        size_t len;
        const char *name = nk_topology_text(t, t->devs[i].name, &len);
        if (t->devs[i].node == node && name != NULL &&
            len == (size_t)(word->text + word->len - colon - 1) &&
            memcmp(name, colon + 1, len) == 0)
            return (uint32_t)i;
    }
    nk_route_refuse(x->r, line, word->text, word->len,
                    "'%.*s' is no device of a node above: expected NODE:DEV", nk_slice_quoted(word),
                    word->text);
    return NK_ROUTE_NONE;
}

/* The ends of a link, looked at (`link` NK_ROUTE_NONE) or joined; how many there are, 0 after a
 * complaint. */
static size_t take_ends(struct reading *x, struct nk_route_line line, uint32_t link)
{
    struct nk_topology *t = x->t;
    struct nk_slice word;
    size_t ends = 0;
    for (; nk_route_word(&line, &word) && word.text[0] != '#'; ends++) {
        uint32_t dev = find_end(x, &line, &word);
        if (dev == NK_ROUTE_NONE)
            return 0;
        if (t->devs[dev].link != NK_ROUTE_NONE) {
            nk_route_refuse(x->r, &line, word.text, word.len, "that device has a link already");
            return 0;
        }
        t->devs[dev].link = link;
    }
    if (ends < 2)
        nk_route_refuse(x->r, &line, line.at, 0, "a link has two ends at least");
    return ends < 2 ? 0 : ends;
}

/* Nothing is joined by a line that has a mistake. */
static void add_link(struct reading *x, const struct nk_route_line *line)
{
    if (take_ends(x, *line, NK_ROUTE_NONE) > 0)
        take_ends(x, *line, x->t->link_count++);
}

/* ---- lines --------------------------------------------------------------- */

/* `route` and `rule`: the rest of the line is ip(8)'s. */
static bool add_to_table(struct reading *x, struct nk_route_line *line, struct nk_err *err)
{
    struct nk_topo_node *node = &x->t->nodes[x->t->node_count - 1];
    const char *at = line->at, *end = line->end;
    while (at != end && (*at == ' ' || *at == '\t'))
        at++;
    for (const char *c = at; c != end; c++) {
        if (*c == '#' && (c[-1] == ' ' || c[-1] == '\t')) {
            end = c;
            break;
        }
    }
    return read_inner(x, &node->table, line, at, (size_t)(end - at), err);
}

static bool take_line(struct reading *x, struct nk_route_line *line, struct nk_err *err)
{
    struct nk_slice word;
    if (!nk_route_word(line, &word) || word.text[0] == '#')
        return true;
    if (nk_slice_is(&word, "router") || nk_slice_is(&word, "host"))
        return add_node(x, line, nk_slice_is(&word, "router"), err);
    if (nk_slice_is(&word, "link")) {
        add_link(x, line);
        return true;
    }
    bool dev = nk_slice_is(&word, "dev");
    if (!dev && !nk_slice_is(&word, "route") && !nk_slice_is(&word, "rule"))
        nk_route_refuse(x->r, line, word.text, word.len,
                        "expected router, host, dev, route, rule or link, found '%.*s'",
                        nk_slice_quoted(&word), word.text);
    else if (x->t->node_count == 0)
        nk_route_refuse(x->r, line, word.text, word.len, "there is no router or host above");
    else
        return dev ? add_dev(x, line, err) : add_to_table(x, line, err);
    return true;
}

/* ---- what follows from the whole ----------------------------------------- */

/* The device whose network holds a gateway, the longest network first. */
static uint32_t dev_towards(const struct nk_topology *t, uint32_t node, const struct nk_addr *via)
{
    uint32_t text = NK_ROUTE_NONE;
    int longest = -1;
    for (size_t i = 0; i < t->addr_count; i++) {
        const struct nk_topo_addr *a = &t->addrs[i];
        if (t->devs[a->dev].node == node && nk_prefix_contains(&a->prefix, via) &&
            a->prefix.length > longest) {
            longest = a->prefix.length;
            text = t->devs[a->dev].text;
        }
    }
    return text;
}

/* Fills in the devices of a route's next hops that have none. */
static bool find_devices(const struct nk_topology *t, uint32_t node, struct nk_route *route,
                         struct nk_table *table, struct nk_err *err)
{
    size_t count;
    const struct nk_hop *hops = nk_table_hops_of(table, route->hops, &count);
    struct nk_hop *filled = calloc(count + 1, sizeof *filled);
    bool changed = false;
    if (filled == NULL)
        return nk_err_memory(err);
    for (size_t i = 0; i < count; i++) {
        filled[i] = hops[i];
        if (hops[i].dev != NK_ROUTE_NONE || hops[i].via.family == NK_FAMILY_NONE)
            continue;
        filled[i].dev = dev_towards(t, node, &hops[i].via);
        changed = true;
    }
    if (changed)
        route->hops = nk_table_hop_group(table, filled, count);
    free(filled);
    return !changed || route->hops != NK_ROUTE_NONE || nk_err_memory(err);
}

static bool finish(struct nk_topology *t, struct nk_err *err)
{
    for (uint32_t i = 0; i < t->node_count; i++) {
        struct nk_table *table = &t->nodes[i].table;
        for (size_t k = 0; k < table->count; k++)
            if (!find_devices(t, i, &table->routes[k], table, err))
                return false;
        if (!nk_fib_build(&t->nodes[i].fib, table, NK_ROUTE_NONE, err))
            return false;
    }
    return true;
}

bool nk_topology_read(struct nk_topology *t, struct nk_route_reader *r, struct nk_err *err)
{
    struct reading x = {.t = t, .r = r, .format = nk_route_format_find("ip")};
    struct nk_route_line line;
    while (nk_route_next_line(r, &line, err))
        if (!take_line(&x, &line, err))
            return false;
    if (err->code != NK_ERR_NONE)
        return false;
    if (t->node_count == 0)
        return nk_err_set(err, NK_ERR_INPUT, 0, 0, "'%.120s' holds no router and no host",
                          r->lines.source == NULL ? "-" : r->lines.source);
    return finish(t, err);
}
