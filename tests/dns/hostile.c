/*
 * A DNS server that lies: hostile FILE
 *
 * Serves UDP and TCP of one free port of 127.0.0.1, prints its number, and ends when standard input
 * does. FILE holds a lie a line, whose recipe is played for questions about NAME.anything:
 *
 *     NAME | command for the test | status | output | RECIPE
 *
 * "NAME-#:3-9" stands for NAME-3 to NAME-9: "#" in the recipe is that number. A recipe is a list of
 * words; those behind the word "tcp" are for TCP, without it all are for both.
 *
 *     id+N flags=HEX      of the header, for the message in the making (the query's ID, 8580)
 *     Q Q=NAME,TYPE,CLASS the query's question, another one
 *     an=OWNER,TYPE,RDATA a record of the answer; also ns= and ar=; good and evil are A records of
 *                         the query's name with 192.0.2.1 and 6.6.6.6
 *     class=N ttl=N rdlen=N  of the records that follow (rdlen: of the next one)
 *     counts=Q,A,N,R      what the header claims
 *     x=HEX random=N      bytes as they are
 *     chain=N             so many pointers, each to the one before
 *     echo                the query is the message
 *     cut=N pad=N         the message is cut, or ends in so many octets more
 *     send send/port send/addr   sends it: as it should be, from another port or address
 *     wait=MS             a pause
 *     len=N drip=MS       over TCP: the length that is claimed, a pause before each byte
 *     close reset hang    over TCP: ends it so
 *     again               the recipe starts over
 *
 * A NAME is text with \DDD; a last label "@" is the query's name, and a whole "*N" a pointer to N,
 * "*+N" and "*-N" one to that far from where it stands, "=@" the query's name as a pointer. RDATA
 * is parts joined with "+": hexadecimal, "n:NAME", "s:TEXT" (a character-string), "z:COUNT:HEX".
 */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 70000, LINE_ROOM = 8192, LIES_MAX = 1024, QUERY_MAX = 4096 };

struct lie {
    char *name, *recipe; /* in the file's text */
};

/* What the server is: its sockets and its lies. */
struct server {
    int udp, tcp, other_port, other_addr;
    struct lie lies[LIES_MAX];
    size_t count;
};

/* One question on its way, and the message in the making. */
struct play {
    const struct server *server;
    int tcp; /* the connection; -1: UDP */
    struct sockaddr_in peer;
    uint8_t query[QUERY_MAX];
    size_t query_len, question_end;
    long number; /* "#" */
    uint8_t m[ROOM];
    size_t len;
    unsigned counts[4], claimed[4];
    bool claims;
    unsigned id_add, flags, class, rdlen;
    uint32_t ttl;
    bool has_rdlen;
    long claimed_len, drip;
};

static void die(const char *what)
{
    perror(what);
    exit(3);
}

/* ---- bytes ------------------------------------------------------------------- */

static void put(struct play *p, const void *bytes, size_t len)
{
    if (len > ROOM - p->len) {
        fputs("hostile: a message is too long\n", stderr);
        exit(2);
    }
    memcpy(p->m + p->len, bytes, len);
    p->len += len;
}

static void put_u16(struct play *p, unsigned n)
{
    put(p, (uint8_t[]){(uint8_t)(n >> 8), (uint8_t)n}, 2);
}

static void set_u16(struct play *p, size_t at, unsigned n)
{
    p->m[at] = (uint8_t)(n >> 8);
    p->m[at + 1] = (uint8_t)n;
}

static void put_hex(struct play *p, const char *text, size_t len)
{
    for (size_t i = 0; i + 1 < len; i += 2) {
        char two[] = {text[i], text[i + 1], '\0'};
        put(p, (uint8_t[]){(uint8_t)strtoul(two, NULL, 16)}, 1);
    }
}

/* One octet of a text with \DDD. */
static uint8_t octet(const char **at)
{
    if (**at == '\\' && strspn(*at + 1, "0123456789") >= 3) {
        char three[] = {(*at)[1], (*at)[2], (*at)[3], '\0'};
        *at += 4;
        return (uint8_t)atoi(three);
    }
    return (uint8_t) * (*at)++;
}

static void put_label(struct play *p, const char **at, const char *end)
{
    size_t length_at = p->len;
    put(p, "", 1);
    while (*at < end && **at != '.')
        put(p, (uint8_t[]){octet(at)}, 1);
    p->m[length_at] = (uint8_t)(p->len - length_at - 1);
    if (*at < end)
        (*at)++;
}

static void put_name(struct play *p, const char *text, size_t len)
{
    const char *end = text + len;
    if (len == 2 && memcmp(text, "=@", 2) == 0) {
        put_u16(p, 0xc00c);
    } else if (len > 1 && *text == '*') {
        long n = strtol(text + 1, NULL, 10);
        put_u16(p, 0xc000u | (unsigned)(text[1] == '+' || text[1] == '-' ? (long)p->len + n : n));
    } else {
        while (text < end && !(*text == '@' && text + 1 == end) && *text != '.')
            put_label(p, &text, end);
        if (text < end && *text == '@') /* with the root label */
            put(p, p->query + 12, p->question_end - 4 - 12);
        else
            put(p, "", 1);
    }
}

/* ---- parts of a message --------------------------------------------------------- */

static void put_rdata(struct play *p, const char *text, const char *end)
{
    while (text < end) {
        const char *stop = memchr(text, '+', (size_t)(end - text));
        stop = stop == NULL || text[2] == '*' ? end : stop;
        if (strncmp(text, "n:", 2) == 0) {
            put_name(p, text + 2, (size_t)(stop - text - 2));
        } else if (strncmp(text, "s:", 2) == 0) {
            size_t length_at = p->len;
            put(p, "", 1);
            for (text += 2; text < stop;)
                put(p, (uint8_t[]){octet(&text)}, 1);
            p->m[length_at] = (uint8_t)(p->len - length_at - 1);
        } else if (strncmp(text, "z:", 2) == 0) {
            char *hex;
            for (long n = strtol(text + 2, &hex, 10); n > 0; n--)
                put_hex(p, hex + 1, (size_t)(stop - hex - 1));
        } else {
            put_hex(p, text, (size_t)(stop - text));
        }
        text = stop < end ? stop + 1 : end;
    }
}

/* OWNER,TYPE,RDATA */
static void put_record(struct play *p, unsigned section, const char *text)
{
    const char *comma = strchr(text, ',');
    char *rdata = NULL;
    unsigned type = comma == NULL ? 0 : (unsigned)strtoul(comma + 1, &rdata, 10);
    if (comma == NULL || *rdata != ',') {
        fprintf(stderr, "hostile: '%s' is no record\n", text);
        exit(2);
    }
    put_name(p, text, (size_t)(comma - text));
    put_u16(p, type);
    put_u16(p, p->class);
    put_u16(p, p->ttl >> 16);
    put_u16(p, p->ttl & 0xffff);
    size_t length_at = p->len;
    put_u16(p, 0);
    put_rdata(p, rdata + 1, rdata + strlen(rdata));
    set_u16(p, length_at, p->has_rdlen ? p->rdlen : (unsigned)(p->len - length_at - 2));
    p->has_rdlen = false;
    p->counts[section]++;
}

/* NAME,TYPE,CLASS */
static void put_question(struct play *p, const char *text)
{
    const char *comma = strchr(text, ',');
    char *rest;
    put_name(p, text, (size_t)(comma - text));
    put_u16(p, (unsigned)strtoul(comma + 1, &rest, 10));
    put_u16(p, (unsigned)strtoul(rest + 1, NULL, 10));
    p->counts[0]++;
}

static void put_random(struct play *p, size_t len)
{
    uint32_t x = 2463534242u + (uint32_t)p->number * 7919u; /* the same each time */
    for (size_t i = 0; i < len; i++) {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        put(p, (uint8_t[]){(uint8_t)(x >> 11)}, 1);
    }
}

static void put_chain(struct play *p, long count)
{
    put_u16(p, 0xc00c);
    for (; count > 1; count--)
        put_u16(p, 0xc000u | (unsigned)(p->len - 2));
}

static void begin(struct play *p)
{
    p->len = 0;
    memset(p->counts, 0, sizeof p->counts);
    p->claims = p->has_rdlen = false;
    p->id_add = 0;
    p->flags = 0x8580;
    p->class = 1;
    p->ttl = 60;
    p->claimed_len = -1;
    put(p, "\0\0\0\0\0\0\0\0\0\0\0", 12);
}

/* ---- sending ------------------------------------------------------------------ */

static void pause_ms(long ms)
{
    const struct timespec t = {ms / 1000, ms % 1000 * 1000000};
    nanosleep(&t, NULL);
}

static void write_all(struct play *p, const uint8_t *bytes, size_t len)
{
    for (size_t at = 0; at < len;) {
        size_t part = p->drip > 0 ? 1 : len - at;
        if (p->drip > 0)
            pause_ms(p->drip);
        ssize_t n = send(p->tcp, bytes + at, part, MSG_NOSIGNAL);
        if (n < 0 && errno != EINTR)
            _exit(0); /* the asker has gone */
        at += n < 0 ? 0 : (size_t)n;
    }
}

static void send_message(struct play *p, int from)
{
    if (p->len >= 12 && !(p->counts[0] > 99)) { /* no header over an echo */
        unsigned id = (unsigned)(p->query[0] << 8 | p->query[1]) + p->id_add;
        set_u16(p, 0, id);
        set_u16(p, 2, p->flags);
        for (size_t i = 0; i < 4; i++)
            set_u16(p, 4 + 2 * i, p->claims ? p->claimed[i] : p->counts[i]);
    }
    if (p->tcp < 0) {
        sendto(from, p->m, p->len, 0, (struct sockaddr *)&p->peer, sizeof p->peer);
    } else {
        unsigned len = (unsigned)(p->claimed_len < 0 ? (long)p->len : p->claimed_len);
        write_all(p, (uint8_t[]){(uint8_t)(len >> 8), (uint8_t)len}, 2);
        write_all(p, p->m, p->len);
    }
    begin(p);
}

static void end_connection(struct play *p, const char *how)
{
    char rest[512];
    if (strcmp(how, "reset") == 0) {
        struct linger l = {1, 0};
        setsockopt(p->tcp, SOL_SOCKET, SO_LINGER, &l, sizeof l);
    } else if (strcmp(how, "hang") == 0) {
        while (read(p->tcp, rest, sizeof rest) > 0)
            ;
    }
    _exit(0);
}

/* ---- the recipe ------------------------------------------------------------------ */

/* The argument of a word: what stands behind `key`; NULL for another word. */
static const char *argument(const char *word, const char *key)
{
    size_t len = strlen(key);
    return strncmp(word, key, len) == 0 ? word + len : NULL;
}

static void set_counts(struct play *p, const char *text)
{
    char *at = (char *)text;
    p->claims = true;
    for (size_t i = 0; i < 4; i++)
        p->claimed[i] = (unsigned)strtoul(at + (i > 0), &at, 10);
}

static bool play_header(struct play *p, const char *word)
{
    const char *a;
    if ((a = argument(word, "id+")) != NULL)
        p->id_add = (unsigned)atoi(a);
    else if ((a = argument(word, "flags=")) != NULL)
        p->flags = (unsigned)strtoul(a, NULL, 16);
    else if ((a = argument(word, "class=")) != NULL)
        p->class = (unsigned)atoi(a);
    else if ((a = argument(word, "ttl=")) != NULL)
        p->ttl = (uint32_t)strtoul(a, NULL, 10);
    else if ((a = argument(word, "rdlen=")) != NULL)
        p->has_rdlen = true, p->rdlen = (unsigned)atoi(a);
    else if ((a = argument(word, "counts=")) != NULL)
        set_counts(p, a);
    else if ((a = argument(word, "len=")) != NULL)
        p->claimed_len = atol(a);
    else if ((a = argument(word, "drip=")) != NULL)
        p->drip = atol(a);
    else
        return false;
    return true;
}

static bool play_content(struct play *p, const char *word)
{
    const char *a;
    if (strcmp(word, "Q") == 0)
        put(p, p->query + 12, p->question_end - 12), p->counts[0]++;
    else if ((a = argument(word, "Q=")) != NULL)
        put_question(p, a);
    else if ((a = argument(word, "an=")) != NULL)
        put_record(p, 1, a);
    else if ((a = argument(word, "ns=")) != NULL)
        put_record(p, 2, a);
    else if ((a = argument(word, "ar=")) != NULL)
        put_record(p, 3, a);
    else if (strcmp(word, "good") == 0)
        put_record(p, 1, "=@,1,c0000201");
    else if (strcmp(word, "evil") == 0)
        put_record(p, 1, "=@,1,06060606");
    else if ((a = argument(word, "x=")) != NULL)
        put_hex(p, a, strlen(a));
    else if ((a = argument(word, "random=")) != NULL)
        put_random(p, (size_t)atol(a));
    else if ((a = argument(word, "chain=")) != NULL)
        put_chain(p, atol(a));
    else
        return false;
    return true;
}

static bool play_whole(struct play *p, const char *word)
{
    const char *a;
    if ((a = argument(word, "cut=")) != NULL) {
        p->len = (size_t)atol(a) < p->len ? (size_t)atol(a) : p->len;
    } else if ((a = argument(word, "pad=")) != NULL) {
        for (long n = atol(a); n > 0; n--)
            put(p, "x", 1);
    } else if (strcmp(word, "echo") == 0) {
        p->len = 0;
        put(p, p->query, p->query_len);
        p->counts[0] = 100;
    } else if ((a = argument(word, "wait=")) != NULL) {
        pause_ms(atol(a));
    } else if (strcmp(word, "send") == 0) {
        send_message(p, p->server->udp);
    } else if (strcmp(word, "send/port") == 0) {
        send_message(p, p->server->other_port);
    } else if (strcmp(word, "send/addr") == 0) {
        send_message(p, p->server->other_addr);
    } else if (p->tcp >= 0 && (strcmp(word, "close") == 0 || strcmp(word, "reset") == 0 ||
                               strcmp(word, "hang") == 0)) {
        end_connection(p, word);
    } else {
        return false;
    }
    return true;
}

/* "#" in a word is the number of the name. */
static void number_word(const struct play *p, const char *word, size_t len, char *room)
{
    for (size_t i = 0; i < len; i++)
        room += word[i] == '#' ? sprintf(room, "%ld", p->number) : (*room = word[i], 1);
    *room = '\0';
}

/* The words for this transport. */
static const char *part_of(const struct play *p, const char *recipe)
{
    const char *tcp = strstr(recipe, " tcp ");
    return tcp != NULL && p->tcp >= 0 ? tcp + 5 : recipe;
}

static void run(struct play *p, const char *recipe)
{
    alarm(10); /* those that repeat themselves end so */
    const char *start = part_of(p, recipe);
    char word[LINE_ROOM];
    begin(p);
    for (const char *at = start; *at != '\0';) {
        size_t len = strcspn(at, " ");
        number_word(p, at, len, word);
        at += len + strspn(at + len, " ");
        if (strcmp(word, "tcp") == 0)
            break;
        if (strcmp(word, "again") == 0) {
            pause_ms(1);
            at = start;
        } else if (word[0] != '\0' && !play_header(p, word) && !play_content(p, word) &&
                   !play_whole(p, word)) {
            fprintf(stderr, "hostile: '%s' is no word of a recipe\n", word);
            _exit(2);
        }
    }
    if (p->tcp >= 0)
        end_connection(p, "hang");
    _exit(0);
}

/* ---- which lie ------------------------------------------------------------------- */

/* Where the query's question ends; 0 where it has none. */
static size_t find_question_end(const struct play *p)
{
    size_t at = 12;
    while (at < p->query_len && p->query[at] != 0 && p->query[at] < 64)
        at += 1u + p->query[at];
    return at + 5 <= p->query_len ? at + 5 : 0;
}

static const char *find_recipe(struct play *p)
{
    char label[64] = "";
    size_t len = p->query[12] < 64 ? p->query[12] : 0;
    memcpy(label, p->query + 13, len);
    for (size_t i = 0; i < p->server->count; i++)
        if (strcmp(p->server->lies[i].name, label) == 0)
            return p->server->lies[i].recipe;
    char *dash = strrchr(label, '-');
    if (dash == NULL)
        return NULL;
    p->number = atol(dash + 1);
    strcpy(dash + 1, "#");
    for (size_t i = 0; i < p->server->count; i++)
        if (strcmp(p->server->lies[i].name, label) == 0)
            return p->server->lies[i].recipe;
    return NULL;
}

static void play(struct play *p)
{
    p->question_end = find_question_end(p);
    const char *recipe = p->question_end == 0 ? NULL : find_recipe(p);
    if (recipe == NULL) {
        fputs("hostile: a question about no lie\n", stderr);
        _exit(2);
    }
    run(p, recipe);
}

static bool read_exactly(int fd, uint8_t *bytes, size_t len)
{
    for (size_t at = 0; at < len;) {
        ssize_t n = read(fd, bytes + at, len - at);
        if (n == 0 || (n < 0 && errno != EINTR))
            return false;
        at += n < 0 ? 0 : (size_t)n;
    }
    return true;
}

static void play_tcp(struct play *p)
{
    uint8_t two[2];
    if (!read_exactly(p->tcp, two, 2))
        _exit(0);
    p->query_len = (size_t)(two[0] << 8 | two[1]);
    if (p->query_len > sizeof p->query || !read_exactly(p->tcp, p->query, p->query_len))
        _exit(0);
    play(p);
}

/* ---- serving --------------------------------------------------------------------- */

static void serve_udp(struct server *s)
{
    static struct play p;
    socklen_t len = sizeof p.peer;
    p = (struct play){.server = s, .tcp = -1};
    ssize_t n = recvfrom(s->udp, p.query, sizeof p.query, 0, (struct sockaddr *)&p.peer, &len);
    if (n >= 12 && fork() == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        p.query_len = (size_t)n;
        play(&p);
    }
}

static void serve_tcp(struct server *s)
{
    static struct play p;
    p = (struct play){.server = s, .tcp = accept(s->tcp, NULL, NULL)};
    if (p.tcp >= 0 && fork() == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        play_tcp(&p);
    }
    if (p.tcp >= 0)
        close(p.tcp);
}

static int open_socket(int type, const char *addr, unsigned port)
{
    struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int fd = socket(AF_INET, type, 0), size = 4 << 20;
    inet_pton(AF_INET, addr, &a.sin_addr);
    if (fd < 0)
        die("socket");
    setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    if (bind(fd, (struct sockaddr *)&a, sizeof a) == 0 &&
        (type == SOCK_DGRAM || listen(fd, 128) == 0))
        return fd;
    close(fd);
    return -1;
}

/* A port that is free for UDP and TCP. */
static unsigned open_all(struct server *s)
{
    struct sockaddr_in a;
    socklen_t len = sizeof a;
    for (int tries = 0; tries < 100; tries++) {
        s->tcp = open_socket(SOCK_STREAM, "127.0.0.1", 0);
        if (s->tcp < 0 || getsockname(s->tcp, (struct sockaddr *)&a, &len) < 0)
            die("bind");
        s->udp = open_socket(SOCK_DGRAM, "127.0.0.1", ntohs(a.sin_port));
        s->other_addr = open_socket(SOCK_DGRAM, "127.0.0.2", ntohs(a.sin_port));
        s->other_port = open_socket(SOCK_DGRAM, "127.0.0.1", 0);
        if (s->udp >= 0 && s->other_addr >= 0 && s->other_port >= 0)
            return ntohs(a.sin_port);
        close(s->tcp);
        close(s->udp);
        close(s->other_addr);
        close(s->other_port);
    }
    die("bind");
    return 0;
}

static char *trim(char *text)
{
    text += strspn(text, " ");
    for (size_t len = strlen(text); len > 0 && (text[len - 1] == ' ' || text[len - 1] == '\n');)
        text[--len] = '\0';
    return text;
}

static void read_lies(struct server *s, const char *path)
{
    static char line[LINE_ROOM];
    FILE *f = fopen(path, "r");
    if (f == NULL)
        die(path);
    while (fgets(line, sizeof line, f) != NULL && s->count < LIES_MAX) {
        char *fields[5], *at = line;
        size_t count = 0;
        if (line[0] == '#' || line[0] == '\n')
            continue;
        while (count < 5 && (fields[count] = strsep(&at, "|")) != NULL)
            count++;
        if (count < 5)
            continue;
        fields[0][strcspn(fields[0], ":")] = '\0';
        s->lies[s->count++] = (struct lie){strdup(trim(fields[0])), strdup(trim(fields[4]))};
    }
    fclose(f);
}

int main(int argc, char **argv)
{
    static struct server s;
    if (argc != 2)
        return 2;
    read_lies(&s, argv[1]);
    signal(SIGCHLD, SIG_IGN);
    printf("%u\n", open_all(&s));
    fflush(stdout);
    struct pollfd fds[] = {{s.udp, POLLIN, 0}, {s.tcp, POLLIN, 0}, {0, POLLIN, 0}};
    while (poll(fds, 3, -1) >= 0 || errno == EINTR) {
        if (fds[0].revents != 0)
            serve_udp(&s);
        if (fds[1].revents != 0)
            serve_tcp(&s);
        if (fds[2].revents != 0 && read(0, (char[16]){0}, 16) <= 0)
            return 0;
    }
    return 3;
}
