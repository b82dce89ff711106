#include <string.h>

#include "cli/cidr.h"
#include "cli/dns.h"
#include "cli/dns_options.h"
#include "cli/frame.h"
#include "cli/lab.h"
#include "cli/learn.h"
#include "cli/quiz.h"
#include "cli/route.h"
#include "cli/tcp_state.h"

static const struct nk_verb *const completion_verbs[] = {&nk_completion_verb, NULL};
static const struct nk_verb *const repl_verbs[] = {&nk_repl_verb, NULL};
static const struct nk_verb *const help_verbs[] = {&nk_help_verb_row, NULL};
static const struct nk_verb *const version_verbs[] = {&nk_version_verb, NULL};

const struct nk_command nk_commands[] = {
    {
        .name = "cidr",
        .summary = "addresses, prefixes, ranges and sets of them",
        .about = "Works on IPv4 and IPv6 addresses, prefixes, ranges and sets of them. Counts are "
                 "exact up to 2^128.",
        .verbs = nk_cidr_verbs,
        .default_verb = "show",
    },
    {
        .name = "route",
        .summary = "routing tables: look-ups, listings, dumps and what is wrong in them",
        .about = "Reads routing tables as they are: the kernel's, a router's listing, a BGP dump, "
                 "a file of prefixes with labels. -t names the table, the kernel's own is the "
                 "default; the format is told by the content.",
        .verbs = nk_route_verbs,
        .default_verb = "lookup",
    },
    {
        .name = "dns",
        .summary = "questions to name servers, and what really came back",
        .about = "Asks name servers, walks from the root, checks and compares answers. An answer "
                 "counts only if it comes from the server that was asked and repeats the ID and "
                 "the whole question. dig's habits are understood: @server, +words, types and "
                 "classes in any order.",
        .verbs = nk_dns_verbs,
        .default_verb = "query",
        .is_habit = nk_dns_is_habit,
    },
    {
        .name = "tcp-state",
        .summary = "the states of TCP: simulated, in the kernel, out of a capture",
        .about = "Three views on one machine: the states that RFC 9293 defines, those that the "
                 "kernel has now, those that a capture shows. The rows of the machine are data: "
                 "simulation, explanation, pictures and the table come from them.",
        .verbs = nk_tcp_verbs,
        .default_verb = "replay", /* captures are what has a dot or a slash in its name */
    },
    {
        .name = "lab",
        .summary = "a miniature internet on loopback: DNS servers from the root down",
        .about = "A root, top-level domains and zones with all that can go right and wrong, served "
                 "from 127.53.0.0/16 at one high port, without privilege and without a network.",
        .verbs = nk_lab_verbs,
        .default_verb = "start",
        .bare = true,
    },
    {.name = "repl",
     .summary = "the prompt: commands one after another, with results, names and help",
     .verbs = repl_verbs},
    {
        .name = "learn",
        .summary = "lessons at the prompt, from layers to the socket calls",
        .verbs = nk_learn_verbs,
    },
    {
        .name = "quiz",
        .summary = "questions to practise with, and sheets for a class",
        .verbs = nk_quiz_verbs,
    },
    {.name = "completion",
     .summary = "the completion script for bash, zsh or fish",
     .verbs = completion_verbs},
    {.name = "help", .summary = "help on a command or a verb", .verbs = help_verbs},
    {.name = "version", .summary = "the version, and the date of its data", .verbs = version_verbs},
    {.name = ""},
};

const struct nk_command *nk_command_find(const char *name)
{
    for (const struct nk_command *c = nk_commands; c->name[0] != '\0'; c++)
        if (strcmp(c->name, name) == 0)
            return c;
    return NULL;
}

const struct nk_verb *nk_verb_find(const struct nk_command *command, const char *name)
{
    for (const struct nk_verb *const *v = command->verbs; *v != NULL; v++)
        if (strcmp((*v)->name, name) == 0)
            return *v;
    return NULL;
}
