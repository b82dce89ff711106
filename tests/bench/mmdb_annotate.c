/*
 * Annotates address lines from a MaxMind DB whose data are strings, as netkit's look-up does, for
 * the comparison: mmdb_annotate string|sockaddr FILE < LINES. With `string` each address goes
 * through MMDB_lookup_string(), as the library's own example has it, with `sockaddr` through
 * inet_pton() and MMDB_lookup_sockaddr(). Prints the line, TAB, the length that matched, TAB, the
 * string.
 */
#include <arpa/inet.h>
#include <maxminddb.h>
#include <stdio.h>
#include <string.h>

static MMDB_lookup_result_s look_up(MMDB_s *db, const char *line, int by_string)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    MMDB_lookup_result_s nothing = {0};
    int error = 0, other;
    if (by_string)
        return MMDB_lookup_string(db, line, &other, &error);
    if (inet_pton(AF_INET, line, &in.sin_addr) == 1)
        return MMDB_lookup_sockaddr(db, (const struct sockaddr *)&in, &error);
    return nothing;
}

static void annotate(MMDB_s *db, char *line, size_t len, int by_string)
{
    MMDB_entry_data_s data = {0};
    line[len] = '\0';
    MMDB_lookup_result_s found = look_up(db, line, by_string);
    fwrite_unlocked(line, 1, len, stdout);
    if (found.found_entry && MMDB_get_value(&found.entry, &data, NULL) == MMDB_SUCCESS &&
        data.has_data && data.type == MMDB_DATA_TYPE_UTF8_STRING) {
        char length[16];
        int n = snprintf(length, sizeof length, "\t%u\t", (unsigned)found.netmask);
        fwrite_unlocked(length, 1, (size_t)n, stdout);
        fwrite_unlocked(data.utf8_string, 1, data.data_size, stdout);
        putchar_unlocked('\n');
    } else {
        fwrite_unlocked("\t-\t-\n", 1, 5, stdout);
    }
}

int main(int argc, char **argv)
{
    MMDB_s db;
    char line[256];
    if (argc != 3 || MMDB_open(argv[2], MMDB_MODE_MMAP, &db) != MMDB_SUCCESS)
        return 1;
    while (fgets_unlocked(line, sizeof line, stdin) != NULL)
        annotate(&db, line, strcspn(line, "\n"), strcmp(argv[1], "string") == 0);
    MMDB_close(&db);
    return 0;
}
