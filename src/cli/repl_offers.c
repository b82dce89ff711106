#include "cli/repl_offers.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/escape.h"

enum { FILES_MAX = 2000, HELP_COLUMN = 24 };

static bool add(struct nk_repl_offers *o, const char *word, const char *help)
{
    if (!nk_grow((void **)&o->items, o->count, &o->room, sizeof *o->items))
        return false;
    size_t len = strlen(word);
    bool goes_on = len > 0 && (word[len - 1] == '/' || word[len - 1] == '=');
    o->items[o->count++] = (struct nk_repl_offer){word, help, goes_on, false};
    return true;
}

/* ---- files ------------------------------------------------------------------ */

/* A look into a folder for names that go on from what is typed. */
struct look {
    struct nk_repl_offers *o;
    const char *before; /* what stands before the name in the word: "@" */
    const char *typed;  /* the path so far */
    size_t folder;      /* so much of it is the folder, with its '/' */
};

/* One name as a word, in `names`; a folder gets a '/'. Words become pointers when all are there. */
static void add_name(struct look *x, const char *name)
{
    struct nk_buf *b = &x->o->names;
    size_t start = b->len;
    struct stat st;
    nk_buf_add_text(b, x->before);
    size_t path = b->len;
    nk_buf_add(b, x->typed, x->folder);
    nk_buf_add_text(b, name);
    nk_buf_add_byte(b, '\0');
    if (b->failed)
        return;
    if (stat(b->data + path, &st) == 0 && S_ISDIR(st.st_mode)) {
        b->len--;
        nk_buf_add_text(b, "/");
        nk_buf_add_byte(b, '\0');
    }
    if (!add(x->o, "", NULL))
        b->failed = true;
    else
        x->o->items[x->o->count - 1].help = (const char *)(uintptr_t)start;
}

static int by_word(const void *a, const void *b)
{
    return strcmp(((const struct nk_repl_offer *)a)->word, ((const struct nk_repl_offer *)b)->word);
}

static bool find_files(struct nk_repl_offers *o, const char *before, const char *typed)
{
    const char *slash = strrchr(typed, '/');
    struct look x = {.o = o, .before = before, .typed = typed};
    struct nk_buf folder = {0};
    size_t first = o->count;
    x.folder = slash == NULL ? 0 : (size_t)(slash - typed) + 1;
    nk_buf_add(&folder, typed, x.folder);
    nk_buf_add_text(&folder, x.folder == 0 ? "." : "");
    nk_buf_add_byte(&folder, '\0');
    DIR *dir = folder.failed ? NULL : opendir(folder.data);
    nk_buf_release(&folder);
    if (dir == NULL)
        return true;
    const char *name = typed + x.folder;
    for (struct dirent *d; (d = readdir(dir)) != NULL && o->count - first < FILES_MAX;)
        if (strncmp(d->d_name, name, strlen(name)) == 0 && (d->d_name[0] != '.' || *name == '.') &&
            nk_text_is_safe(d->d_name, strlen(d->d_name))) /* a newline would begin a command */
            add_name(&x, d->d_name);
    closedir(dir);
    if (o->names.failed)
        return false;
    for (size_t i = first; i < o->count; i++) {
        struct nk_repl_offer *offer = &o->items[i];
        offer->word = o->names.data + (uintptr_t)offer->help;
        offer->help = "";
        offer->goes_on = offer->word[strlen(offer->word) - 1] == '/';
        offer->file = true;
    }
    if (o->count > first)
        qsort(o->items + first, o->count - first, sizeof *o->items, by_word);
    return true;
}

/* ---- all -------------------------------------------------------------------- */

/* The word that is typed, without its quotes: what files are looked for by. */
static bool typed_word(const char *line, size_t cursor, size_t typed, struct nk_buf *b)
{
    char quote = '\0';
    for (size_t i = cursor - typed; i < cursor; i++) {
        char c = line[i];
        if (quote == '\0' && (c == '\'' || c == '"'))
            quote = c;
        else if (c == quote)
            quote = '\0';
        else if (c == '\\' && quote != '\'' && i + 1 < cursor)
            nk_buf_add_byte(b, line[++i]);
        else
            nk_buf_add_byte(b, c);
    }
    nk_buf_add_byte(b, '\0');
    return !b->failed;
}

static bool take_rows(struct nk_repl_offers *o, const char *word)
{
    char *at = o->rows.data, *end = at + o->rows.len;
    const char *files = NULL;
    while (at < end) {
        char *newline = memchr(at, '\n', (size_t)(end - at));
        char *tab = memchr(at, '\t', (size_t)(newline - at));
        *newline = *tab = '\0';
        if (strcmp(at, ":files") == 0)
            files = tab + 1;
        else if (!add(o, at, tab + 1))
            return false;
        at = newline + 1;
    }
    return files == NULL || strncmp(word, files, strlen(files)) != 0 ||
           find_files(o, files, word + strlen(files));
}

bool nk_repl_offers_find(struct nk_repl_offers *o, struct nk_session *s, const char *line,
                         size_t cursor, bool help)
{
    struct nk_buf word = {0};
    *o = (struct nk_repl_offers){.items = NULL};
    bool good = nk_session_offers(s, line, cursor, help, &o->rows, &o->typed) &&
                typed_word(line, cursor, o->typed, &word) && take_rows(o, word.data);
    nk_buf_release(&word);
    return good;
}

void nk_repl_offers_release(struct nk_repl_offers *o)
{
    free(o->items);
    nk_buf_release(&o->rows);
    nk_buf_release(&o->names);
}

size_t nk_repl_offers_common(const struct nk_repl_offers *o)
{
    size_t common = o->count == 0 ? 0 : strlen(o->items[0].word);
    for (size_t i = 1; i < o->count; i++) {
        size_t n = 0;
        while (n < common && o->items[i].word[n] == o->items[0].word[n])
            n++;
        common = n;
    }
    /* whole characters */
    while (o->count > 1 && common > 0 && (o->items[0].word[common] & 0xc0) == 0x80)
        common--;
    return common;
}

void nk_repl_offers_quote(struct nk_buf *b, const char *word, size_t len, bool file)
{
    for (size_t i = 0; i < len; i++) {
        if (strchr(" \t\\'\"|>;", word[i]) != NULL || (i == 0 && word[i] == '#') ||
            (file && word[i] == '$'))
            nk_buf_add_byte(b, '\\');
        nk_buf_add_byte(b, word[i]);
    }
}

/* ---- rows for people -------------------------------------------------------------- */

static size_t width_of(const char *text, size_t len)
{
    size_t n = 0;
    for (size_t i = 0; i < len; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

static void pad(struct nk_buf *b, size_t from, size_t to)
{
    for (; from < to; from++)
        nk_buf_add_byte(b, ' ');
}

/* The text, cut where the row ends. */
static void add_cut(struct nk_buf *b, const char *text, size_t room)
{
    size_t start = b->len, len;
    nk_escape_text(b, text, strlen(text));
    for (len = start; len < b->len && room > 0; len++)
        room -= len + 1 == b->len || (b->data[len + 1] & 0xc0) != 0x80;
    b->len = b->failed ? b->len : len;
}

static void show_helps(const struct nk_repl_offers *o, size_t columns, struct nk_buf *b)
{
    for (size_t i = 0; i < o->count; i++) {
        size_t start = b->len;
        nk_buf_add_text(b, "  ");
        nk_escape_text(b, o->items[i].word, strlen(o->items[i].word));
        size_t used = width_of(b->data + start, b->len - start);
        pad(b, used, HELP_COLUMN);
        used = used < HELP_COLUMN ? HELP_COLUMN : used;
        if (o->items[i].help[0] != '\0' && used + 1 < columns) {
            nk_buf_add_byte(b, ' ');
            add_cut(b, o->items[i].help, columns - used - 1);
        }
        while (b->len > start && b->data[b->len - 1] == ' ')
            b->len--;
        nk_buf_add_text(b, "\r\n");
    }
}

static void show_words(const struct nk_repl_offers *o, size_t columns, struct nk_buf *b)
{
    size_t widest = 0, column = 0, before = b->len;
    for (size_t i = 0; i < o->count; i++) { /* as they will be seen */
        nk_escape_text(b, o->items[i].word, strlen(o->items[i].word));
        size_t width = width_of(b->data + before, b->len - before) + 2;
        widest = width > widest ? width : widest;
        b->len = before;
    }
    for (size_t i = 0; i < o->count; i++) {
        size_t start = b->len;
        if (column > 0 && column + widest > columns) {
            nk_buf_add_text(b, "\r\n");
            column = 0;
            start = b->len;
        }
        nk_escape_text(b, o->items[i].word, strlen(o->items[i].word));
        if (i + 1 < o->count)
            pad(b, width_of(b->data + start, b->len - start), widest);
        column += widest;
    }
    if (o->count > 0)
        nk_buf_add_text(b, "\r\n");
}

void nk_repl_offers_show(const struct nk_repl_offers *o, bool help, size_t columns,
                         struct nk_buf *b)
{
    if (help)
        show_helps(o, columns, b);
    else
        show_words(o, columns, b);
}
