/* The frame of the command line: rows, parsed arguments, context, dispatch. */
#ifndef NK_CLI_CLI_H
#define NK_CLI_CLI_H

#include <stdint.h>

#include "base/input.h"
#include "base/out.h"
#include "base/record.h"
#include "netkit/netkit.h"

/* One table for the whole program; of several items the greatest wins. */
enum nk_status {
    NK_YES = 0,    /* done, or the answer is yes */
    NK_NO = 1,     /* the answer is no */
    NK_WRONG = 2,  /* the input is wrong */
    NK_FAILED = 3, /* the world failed */
};

/* What an option's argument is; parser, help, completion and man page follow from it. */
enum nk_arg {
    NK_ARG_NONE,
    NK_ARG_WORD,     /* free text */
    NK_ARG_UINT,     /* decimal, within min and max */
    NK_ARG_INT,      /* the same with a sign */
    NK_ARG_CHOICE,   /* one of `words` */
    NK_ARG_DURATION, /* 500ms, 5s, 2m: number is milliseconds */
    NK_ARG_FILE,
    NK_ARG_FIELDS, /* a list of the schema's keys */
};

/* A word that completion offers, in two parts: "sample:" and "textbook". */
struct nk_offer {
    const char *start, *word, *help; /* help: NULL for none */
};

/* The words of a table of another layer: fills the one at `at`, which counts from 0; false behind
 * the last. */
typedef bool nk_offers(size_t at, struct nk_offer *offer);

/* What completion offers for an option's argument: words of a table; others may stand there too. */
enum nk_offered {
    NK_OFFER_NOTHING,
    NK_OFFER_DNS_TYPES,
    NK_OFFER_ROUTE_TABLES,
    NK_OFFER_ROUTE_FORMATS,
    NK_OFFER_ROUTE_TOPOLOGIES,
    NK_OFFER_TCP_PROFILES,
    NK_OFFER_TCP_STATES,
    NK_OFFER_TCP_EVENTS,
    NK_OFFER_TCP_FACTS,
    NK_OFFER_TCP_SCENARIOS,
    NK_OFFER_TCP_ANOMALIES,
    NK_OFFER_KINDS
};

/* There are hundreds of these rows, and no pointer in any: a pointer has to be filled in at every
 * start of the program, in a copy of its page. A unit test looks that every text ends. */
struct nk_option {
    char name[24];    /* without the dashes */
    char letter;      /* 0: none */
    uint8_t arg;      /* enum nk_arg */
    uint8_t offers;   /* enum nk_offered */
    bool repeats;     /* may be given several times, all are kept */
    bool optional;    /* the argument may be left out; it follows '=' then, never a blank */
    bool selects;     /* selects the command's default verb also without an operand */
    bool writes;      /* the argument is a file that is written */
    bool unexplained; /* does not go with --explain: a session's setting keeps away */
    char metavar[16]; /* "LEN" */
    char words[108];  /* for NK_ARG_CHOICE: "one\0other"; nk_option_word() */
    char help[108];   /* one sentence without a full stop */
    int64_t min, max; /* for numbers; min for durations too, in milliseconds */
};

/* Options that are the same everywhere; a verb takes those of its mask, and always -h, -V, --color,
 * --quiet, --line-buffered, --exit-zero, --format-version. */
enum nk_common {
    NK_COMMON_RECORDS = 1 << 0, /* -o, --json, --fields, --header, --no-header */
    NK_COMMON_EXPLAIN = 1 << 1, /* --explain, --ascii */
    NK_COMMON_FAMILY = 1 << 2,  /* -4, -6 */
    NK_COMMON_LENIENT = 1 << 3, /* --lenient */
    NK_COMMON_STRICT = 1 << 4,  /* --strict */
    NK_COMMON_TIMEOUT = 1 << 5, /* --timeout */
    NK_COMMON_THREADS = 1 << 6, /* --threads */
    NK_COMMON_SVG = 1 << 7,     /* -o svg and --ascii */
    NK_COMMON_GRAPH = 1 << 8,   /* -o svg, dot, mermaid and --ascii */
    NK_COMMON_LADDER = 1 << 9,  /* -o svg, mermaid and --ascii */
};

struct nk_ctx;
struct nk_args;
struct nk_dns_world;
struct nk_session;

struct nk_example {
    char command[148]; /* without `netkit`; safe to run anywhere, no input but its own */
    char does[72];
};

/* For max_operands: not even one. */
#define NK_NO_OPERANDS UINT32_MAX

struct nk_verb {
    char name[16];                       /* here, that a search reads no other page */
    const char *operands;                /* synopsis of operands: "PREFIX..." */
    const char *summary;                 /* one line, for lists */
    const char *about;                   /* a paragraph, for help */
    const struct nk_option *options;     /* ended by a row without a name; NULL: none */
    unsigned common;                     /* enum nk_common */
    unsigned min_operands, max_operands; /* max 0: any number; NK_NO_OPERANDS: none */
    bool operands_are_items;             /* completion offers @FILE */
    bool operands_are_files;             /* completion offers the names of files */
    nk_offers *offers;                   /* words that operands may be; NULL: nothing to name */
    bool dash_dash;                      /* operands behind `--` mean something of their own */
    bool runs_commands;                  /* they are a command that is run */
    bool writes_operand;               /* the last operand is a file that is written, unless "-" */
    bool asks_servers;                 /* takes @SERVER, and asks one of its own accord */
    const struct nk_schema *schema;    /* NULL: no records */
    const struct nk_example *examples; /* ended by a row without a command */
    enum nk_status (*run)(struct nk_ctx *ctx, const struct nk_args *args);
};

struct nk_command {
    char name[16]; /* the same */
    const char *summary;
    const char *about;
    const struct nk_verb *const *verbs; /* ended by NULL. A command that has no verbs has one row,
                                           whose name is "" */
    const char *default_verb; /* for a first operand that is no verb but holds . : / or @ */
    bool bare;                /* the default verb runs also where there is no operand at all */
    bool (*is_habit)(const char *word); /* words that select it too; NULL: none */
};

/* All commands, ended by a row without a name. */
extern const struct nk_command nk_commands[];

/* An option as given: `row` is the verb's or the common table's. */
struct nk_given {
    const struct nk_option *row;
    const char *text; /* NULL without an argument */
    int64_t number;   /* numbers, durations (ms), and the index of a choice */
};

/* The parsed command line. Strings are argv's own. */
struct nk_args {
    const struct nk_command *command;
    const struct nk_verb *verb;
    struct nk_given *given;
    size_t given_count;
    const char **operands; /* only those before `--` where the verb has dash_dash */
    size_t operand_count;
    const char **rest; /* those behind `--` where the verb has dash_dash */
    size_t rest_count;
    bool has_rest; /* `--` was there */
    /* common options */
    enum nk_format format;
    bool svg, dot, mermaid; /* at most one; format is then text */
    bool explain, ascii, quiet, lenient, strict, exit_zero;
    bool help, version; /* served before the verb runs */
    uint8_t family;     /* NK_FAMILY_NONE: both */
    int header;         /* -1: the format's default */
    const char *fields;
    int64_t timeout_ms; /* -1: the verb's default */
    unsigned threads;
    int argc; /* the words themselves, for carets */
    const char *const *argv;
};

/* The last one given of that name, or NULL. */
const struct nk_given *nk_args_find(const struct nk_args *args, const char *name);
bool nk_args_has(const struct nk_args *args, const char *name);
const char *nk_args_text(const struct nk_args *args, const char *name); /* NULL: not given */
int64_t nk_args_number(const struct nk_args *args, const char *name, int64_t otherwise);
/* Walks all that were given of a repeating option: start with *at = 0; NULL at the end. */
const struct nk_given *nk_args_next(const struct nk_args *args, const char *name, size_t *at);

/* Sees a bad item beside the message, for reports. */
typedef void nk_bad_item_tap(void *closure, const struct nk_input_item *item,
                             const struct nk_err *err);

/*
 * What a command runs in: where it reads, writes and complains, and what the terminal can do. One
 * value, made by main (or a test, or later the REPL), handed to everything. No verb reads the
 * environment.
 */
struct nk_ctx {
    int in_fd;
    struct nk_out *out, *err;
    bool out_tty, utf8;
    bool auto_color;    /* what --color auto comes to for out */
    bool color;         /* for out, in the command that runs */
    const char *source; /* the script that commands are read from, NULL for argv */
    uint64_t line;      /* its line */
    nk_record_tap *tap;
    void *tap_closure;
    bool tap_all;               /* the tap wants all fields, not the operand alone */
    struct nk_session *session; /* that commands are read in; NULL: none. See cli/session.h */
    bool restricted; /* nothing is written but the outputs, and no other program is run */
    const char *state_home, *home, *term;  /* XDG_STATE_HOME, HOME, TERM; NULL: not set */
    const char *localdomain, *res_options; /* of the environment (resolv.conf(5)); NULL: not set */
    const struct nk_dns_world *dns_world;  /* NULL: the internet; see cli/dns_world.h */
    bool out_told;                         /* that standard output has failed: said once */
    /* per command */
    const struct nk_args *args;
    enum nk_status worst;
    uint64_t complaints;      /* bad lines so far: the first ten are printed, the rest counted */
    nk_bad_item_tap *bad_tap; /* sees every bad item, those too that are only counted */
    void *bad_closure;
};

/* Fills a context for descriptors 0, 1 and 2 and the environment; closed descriptors are filled
 * first, so that no file takes their number, and such that a write to them still fails. `out` and
 * `err` are the caller's. */
void nk_ctx_init(struct nk_ctx *ctx, struct nk_out *out, struct nk_out *err, char *err_buffer,
                 size_t err_size);

/* Closes standard output, where some file systems tell of a failed write only now: returns the
 * status, 3 for such a failure, after the message. */
int nk_ctx_close(struct nk_ctx *ctx, int status);

/* Looks again at what standard output is: it was turned elsewhere. */
void nk_ctx_look_at_output(struct nk_ctx *ctx);

/* Runs one command line (argv[0] is the program's name). Returns the exit status; the output has
 * been flushed and checked. Never exits. */
int nk_cli_run(struct nk_ctx *ctx, int argc, const char *const *argv);
/* The same within a command that runs, which afterwards goes on as it was: with its own words and
 * status, and with what it has complained of itself. */
int nk_cli_run_within(struct nk_ctx *ctx, int argc, const char *const *argv);
/* What is per command is again as in `before`, a copy that the command took: behind a session
 * within it. */
void nk_cli_resume(struct nk_ctx *ctx, const struct nk_ctx *before);

/* ---- for verbs ----------------------------------------------------------- */

/* Raises the command's status to at least that. */
void nk_cli_status(struct nk_ctx *ctx, enum nk_status status);
/* Text of ours to stdout: explanations, help. With --ascii what is nearest in ASCII. */
void nk_cli_print(struct nk_ctx *ctx, const char *text, size_t len);
/* The same of what was made, which is released. False after the message where memory was out. */
bool nk_cli_print_made(struct nk_ctx *ctx, struct nk_buf *made);
/* True where the working is to be told instead of records: --explain, and text output. */
bool nk_cli_explains(const struct nk_ctx *ctx);
/* Behind a working or a picture that stands in place of records: true where a session keeps them as
 * its result all the same. They are then made as ever, and written nowhere. */
bool nk_cli_keeps(struct nk_record *r);
/* `netkit: ...` on stderr, escaped, from a printf format; sets no status. */
void nk_cli_say(struct nk_ctx *ctx, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A failure that belongs to no item: message, and the status that goes with its code. */
enum nk_status nk_cli_fail(struct nk_ctx *ctx, const struct nk_err *err);
/* A wrong use of this verb ("--into and --count exclude each other"): message, hint at --help,
 * status 2. */
enum nk_status nk_cli_misuse(struct nk_ctx *ctx, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* False after a message where operands, options and logs read standard input more than once;
 * `anyway`: the verb reads it without being told. */
bool nk_cli_stdin_once(struct nk_ctx *ctx, const struct nk_args *args, bool anyway);
/* The network of a prefix that was given: host bits are masked off, and that is said. */
struct nk_prefix nk_cli_network(struct nk_ctx *ctx, const struct nk_prefix *p);
/*
 * A bad item. On the command line: the message and the line with a caret; in a stream: `netkit:
 * file:line:column: message; line skipped`, the first ten of a command, then a count at its end.
 * Raises the status (2, or 3 for a file that cannot be read) and returns false if the verb has to
 * stop (--strict, or an operand: all operands are still tried unless --strict).
 */
bool nk_cli_bad_item(struct nk_ctx *ctx, const struct nk_input_item *item,
                     const struct nk_err *err);
/* An option's argument that does not parse: err's offset counts in its text. */
enum nk_status nk_cli_bad_argument(struct nk_ctx *ctx, const struct nk_given *given,
                                   const struct nk_err *err);

/* Opens the record writer of the verb's schema as the options say (format, fields, header, tap,
 * quiet). False after the message was printed. `--fields help` is served before a verb runs. */
bool nk_cli_records(struct nk_ctx *ctx, struct nk_record *r);
/* The same with fields that the verb chooses, as in --fields. */
bool nk_cli_records_of(struct nk_ctx *ctx, struct nk_record *r, const char *fields);
/* Closes it; returns the command's status so far, or 3 where memory or the output failed. */
enum nk_status nk_cli_records_done(struct nk_ctx *ctx, struct nk_record *r);

#endif
