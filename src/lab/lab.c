#include "lab/lab.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- zones -------------------------------------------------------------------- */

static size_t count_changes(const struct nk_lab_zone_row *row)
{
    size_t count = 0;
    while (row->changes != NULL && row->changes[count].removed != NULL)
        count++;
    return count;
}

static bool read_changes(struct nk_lab_zone *zone, struct nk_err *err)
{
    const struct nk_lab_change_row *rows = zone->row->changes;
    for (size_t i = 0; i < zone->change_count; i++)
        if (!nk_zone_read(&zone->changes[i].removed, rows[i].removed, strlen(rows[i].removed),
                          &zone->data.origin, err) ||
            !nk_zone_read(&zone->changes[i].added, rows[i].added, strlen(rows[i].added),
                          &zone->data.origin, err))
            return false;
    return true;
}

/* The zone's own text and what signing adds to it are one. */
static bool read_texts(struct nk_lab_zone *zone, const struct nk_name *origin, struct nk_err *err)
{
    struct nk_buf text = {0};
    nk_buf_add_text(&text, zone->row->text);
    if (zone->row->signatures != NULL)
        nk_buf_add_text(&text, zone->row->signatures);
    bool good = text.failed ? nk_err_memory(err)
                            : nk_zone_read(&zone->data, text.data, text.len, origin, err);
    nk_buf_release(&text);
    return good;
}

static bool read_zone(struct nk_lab_zone *zone, struct nk_err *err)
{
    const struct nk_lab_zone_row *row = zone->row;
    struct nk_name origin;
    struct nk_err inner = {0};
    if (nk_name_parse(row->origin, strlen(row->origin), NULL, &origin, &inner) &&
        read_texts(zone, &origin, &inner) && read_changes(zone, &inner))
        return true;
    return nk_err_set(err, inner.code, 0, 0, "the lab's zone %s: %.150s", row->key, inner.text);
}

static bool read_zones(struct nk_lab *lab, struct nk_err *err)
{
    size_t count = 0, changes = 0;
    while (nk_lab_zones[count].key != NULL)
        changes += count_changes(&nk_lab_zones[count++]);
    lab->zones = calloc(count + 1, sizeof *lab->zones);
    lab->changes = calloc(changes + 1, sizeof *lab->changes);
    if (lab->zones == NULL || lab->changes == NULL)
        return nk_err_memory(err);
    lab->zone_count = count;
    lab->change_count = changes;
    changes = 0;
    for (size_t i = 0; i < count; i++) {
        struct nk_lab_zone *zone = &lab->zones[i];
        zone->row = &nk_lab_zones[i];
        zone->changes = lab->changes + changes;
        zone->change_count = count_changes(zone->row);
        changes += zone->change_count;
        if (!read_zone(zone, err))
            return false;
    }
    return true;
}

/* ---- servers -------------------------------------------------------------------- */

static const struct nk_lab_zone *find_zone(const struct nk_lab *lab, const char *key)
{
    for (size_t i = 0; i < lab->zone_count; i++)
        if (strcmp(lab->zones[i].row->key, key) == 0)
            return &lab->zones[i];
    return NULL;
}

static bool serves(const struct nk_lab_host *host, const struct nk_name *origin)
{
    for (size_t i = 0; i < host->zone_count; i++)
        if (nk_name_equal(&host->zones[i]->data.origin, origin))
            return true;
    return false;
}

/* What a resolver can find out: the zones that some server answers for as it should. */
static void gather_zones(const struct nk_lab *lab, struct nk_lab_host *resolver)
{
    const unsigned bad = NK_LAB_NOT_AA | NK_LAB_SERVFAIL | NK_LAB_SILENT | NK_LAB_DEAD;
    for (size_t i = 0; i < lab->host_count; i++) {
        const struct nk_lab_host *host = &lab->hosts[i];
        if (host == resolver || (host->row->flags & bad) != 0)
            continue;
        for (size_t z = 0; z < host->zone_count; z++)
            if (!serves(resolver, &host->zones[z]->data.origin))
                resolver->zones[resolver->zone_count++] = host->zones[z];
    }
}

static bool make_host(const struct nk_lab *lab, struct nk_lab_host *host, struct nk_err *err)
{
    const struct nk_lab_server_row *row = host->row;
    if (!nk_addr_parse(row->addr, strlen(row->addr), &host->addr, err))
        return false;
    for (size_t i = 0; row->zones[i][0] != '\0'; i++) {
        const struct nk_lab_zone *zone = find_zone(lab, row->zones[i]);
        if (zone == NULL)
            return nk_err_set(err, NK_ERR_INPUT, 0, 0, "the lab has no zone %s", row->zones[i]);
        host->zones[host->zone_count++] = zone;
    }
    return true;
}

static bool make_hosts(struct nk_lab *lab, struct nk_err *err)
{
    size_t count = 0;
    while (nk_lab_servers[count].name[0] != '\0')
        count++;
    lab->hosts = calloc(count + 1, sizeof *lab->hosts);
    /* room for every zone at every server */
    lab->served = calloc(count * lab->zone_count + 1, sizeof(void *));
    if (lab->hosts == NULL || lab->served == NULL)
        return nk_err_memory(err);
    lab->host_count = count;
    for (size_t i = 0; i < count; i++) {
        lab->hosts[i].row = &nk_lab_servers[i];
        lab->hosts[i].zones = lab->served + i * lab->zone_count;
        if (!make_host(lab, &lab->hosts[i], err))
            return false;
    }
    for (size_t i = 0; i < count; i++)
        if (nk_lab_servers[i].flags & NK_LAB_RESOLVER)
            gather_zones(lab, &lab->hosts[i]);
    return true;
}

bool nk_lab_build(struct nk_lab *lab, struct nk_err *err)
{
    *lab = (struct nk_lab){0};
    if (read_zones(lab, err) && make_hosts(lab, err))
        return true;
    nk_lab_release(lab);
    return false;
}

void nk_lab_release(struct nk_lab *lab)
{
    for (size_t i = 0; i < lab->zone_count; i++)
        nk_zone_release(&lab->zones[i].data);
    for (size_t i = 0; i < lab->change_count; i++) {
        nk_zone_release(&lab->changes[i].removed);
        nk_zone_release(&lab->changes[i].added);
    }
    free(lab->zones);
    free(lab->changes);
    free(lab->hosts);
    free(lab->served);
    *lab = (struct nk_lab){0};
}

const struct nk_lab_host *nk_lab_host_with(const struct nk_lab *lab, unsigned flag)
{
    for (size_t i = 0; i < lab->host_count; i++)
        if (lab->hosts[i].row->flags & flag)
            return &lab->hosts[i];
    return NULL;
}

static void add_hint(struct nk_buf *out, const char *owner, const char *type, const char *data)
{
    nk_buf_printf(out, "%-16s 3600000  IN  %-4s %s\n", owner, type, data);
}

void nk_lab_hints(const struct nk_lab *lab, struct nk_buf *out)
{
    const struct nk_lab_zone *root = find_zone(lab, ".");
    const struct nk_name origin = nk_name_root();
    struct nk_zone_set servers = {0};
    if (root != NULL)
        servers = nk_zone_find(&root->data, &origin, NK_TYPE_NS);
    for (size_t i = 0; i < servers.count; i++) {
        struct nk_name name;
        char text[NK_NAME_TEXT_MAX], addr[NK_ADDR_TEXT_MAX];
        if (!nk_zone_name_at(&root->data, &servers.first[i], 0, &name))
            continue;
        nk_name_format(&name, text);
        add_hint(out, ".", "NS", text);
        struct nk_zone_set addrs = nk_zone_find(&root->data, &name, NK_TYPE_A);
        for (size_t a = 0; a < addrs.count && addrs.first[a].len == 4; a++) {
            const uint8_t *octets = nk_zone_rdata(&root->data, &addrs.first[a]);
            snprintf(addr, sizeof addr, "%u.%u.%u.%u", octets[0], octets[1], octets[2], octets[3]);
            add_hint(out, text, "A", addr);
        }
    }
}
