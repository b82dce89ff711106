/*
 * The whole command line: words parted by newlines up to a NUL byte, then standard input. Standard
 * output is a full device, so that endless listings end at once; files are out of reach.
 */
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "cli/cli.h"

enum { WORDS = 24, TEXT = 2048 };

/* Words that would reach for files, for the system's own or for the network: not what is tried
 * here. */
static bool is_out_of_bounds(const char *word)
{
    return strcmp(word, "dns") == 0 || strcmp(word, "lab") == 0 || strcmp(word, "repl") == 0 ||
           strcmp(word, "watch") == 0 || strcmp(word, "wait") == 0 || strcmp(word, "live") == 0 ||
           strchr(word, '@') != NULL || strncmp(word, "/", 1) == 0 ||
           strstr(word, "file") != NULL || strncmp(word, "compile", 7) == 0 ||
           strstr(word, "..") != NULL ||
           (word[0] == '-' && word[1] != '-' && strchr(word, 'f') != NULL);
}

static int split(char *text, const char **argv)
{
    int argc = 0;
    argv[argc++] = "netkit";
    for (char *word = text; word != NULL && argc < WORDS;) {
        char *end = strchr(word, '\n');
        if (end != NULL)
            *end++ = '\0';
        if (is_out_of_bounds(word))
            return 0;
        argv[argc++] = word;
        word = end;
    }
    return argc;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[TEXT], buffer[1024];
    const char *argv[WORDS];
    const uint8_t *stop = memchr(data, 0, size);
    size_t len = stop == NULL ? size : (size_t)(stop - data);
    if (len >= sizeof text)
        return 0;
    memcpy(text, data, len);
    text[len] = '\0';
    int argc = split(text, argv);
    if (argc < 2)
        return 0;
    int in = memfd_create("stdin", MFD_CLOEXEC), full = open("/dev/full", O_WRONLY | O_CLOEXEC);
    int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (in < 0 || full < 0 || null < 0)
        abort();
    if (stop != NULL && write(in, stop + 1, size - len - 1) < 0)
        abort();
    lseek(in, 0, SEEK_SET);
    struct nk_out out, err;
    nk_out_init(&out, full, false);
    nk_out_init_fixed(&err, null, buffer, sizeof buffer);
    struct nk_ctx ctx = {.in_fd = in, .out = &out, .err = &err};
    int status = nk_cli_run(&ctx, argc, argv);
    if (status < 0 || status > 3)
        abort();
    nk_out_release(&out);
    close(in);
    close(full);
    close(null);
    return 0;
}
