/* The language of scenarios: one setting, call, segment or fault a line. */
#ifndef NK_TCP_SCRIPT_H
#define NK_TCP_SCRIPT_H

#include "tcp/network.h"

/* When a line is done. */
enum nk_script_when {
    NK_SCRIPT_QUIET, /* nothing is under way, and nobody waits for an ACK */
    NK_SCRIPT_AND,   /* together with the line before */
    NK_SCRIPT_AT,    /* at a time since the start */
    NK_SCRIPT_AFTER, /* so long after the line before */
};

enum nk_script_verb {
    NK_SCRIPT_PROFILE,
    NK_SCRIPT_MSL,
    NK_SCRIPT_SEED,
    NK_SCRIPT_WINDOW,
    NK_SCRIPT_MSS,
    NK_SCRIPT_ISN, /* from here on anywhere */
    NK_SCRIPT_DELAY,
    NK_SCRIPT_FAULT,   /* of single segments */
    NK_SCRIPT_PERCENT, /* of all, by chance */
    NK_SCRIPT_CALL,
    NK_SCRIPT_INJECT,
    NK_SCRIPT_CRASH,
    NK_SCRIPT_WAIT,       /* for a time */
    NK_SCRIPT_WAIT_STATE, /* for a state */
    NK_SCRIPT_WAIT_END,   /* until nothing can happen any more */
    NK_SCRIPT_EXPECT,
    NK_SCRIPT_VERBS,
};

/* A variable of a TCB; a number is one of them, or none, and so much more. */
enum nk_script_variable {
    NK_SCRIPT_NUMBER,
    NK_SCRIPT_ISS,
    NK_SCRIPT_IRS,
    NK_SCRIPT_SND_UNA,
    NK_SCRIPT_SND_NXT,
    NK_SCRIPT_RCV_NXT,
    NK_SCRIPT_VARIABLES,
};

struct nk_script_value {
    uint8_t variable; /* enum nk_script_variable */
    uint8_t side;     /* whose */
    uint32_t plus;
};

/* A line that was read. Which members mean something depends on the verb. */
struct nk_script_line {
    uint64_t number; /* where it stands */
    uint8_t verb, when;
    uint8_t side;  /* enum nk_tcp_side, NK_TCP_BOTH for both */
    uint8_t event; /* of a call */
    uint8_t state;
    uint8_t fault;          /* enum nk_fault_kind */
    uint8_t flags;          /* of a segment */
    bool urgent, next, two; /* a SEND; the next segment; an ISN for the second connection */
    bool half;              /* a CLOSE: as shutdown() */
    int64_t at;             /* of AT and AFTER */
    int64_t time;
    uint64_t first, last; /* numbers of segments; or any other numbers */
    struct nk_script_value seq, ack;
    uint16_t window, urgent_pointer;
    uint32_t length;
    const struct nk_tcp_profile *profile;
};

enum {
    NK_SCRIPT_LINES_MAX = 65536,
    NK_SCRIPT_HOURS_MAX = 1000, /* any time in a scenario */
};

/* Zero-initialised is empty. */
struct nk_script {
    struct nk_script_line *lines;
    size_t count, room;
    bool begun; /* a call was read: no more settings of profiles */
};

void nk_script_release(struct nk_script *s);
/* Reads one line, which may be blank or a comment. False with NK_ERR_INPUT and its place in the
 * line, and where memory is out. */
bool nk_script_add(struct nk_script *s, const char *text, size_t len, uint64_t number,
                   struct nk_err *err);

/* "500ms", "1.5s", "2m", "1h", or seconds alone: microseconds. */
bool nk_script_time(const char *text, size_t len, int64_t *time);
/* "C,S", or "C" alone: the initial sequence numbers of both ends. `given` tells which are there. */
bool nk_script_isns(const char *text, size_t len, uint32_t isn[NK_TCP_SIDES],
                    bool given[NK_TCP_SIDES], struct nk_err *err);
/* "1,3,5-7" or "10%", for all segments of both ends: becomes lines of the script. */
bool nk_script_faults(struct nk_script *s, enum nk_fault_kind kind, const char *text, size_t len,
                      struct nk_err *err);

/* The first words of lines and what they do, for the fuzz dictionary and the manual page; NULL
 * behind the last. */
const struct nk_tcp_term *nk_script_term(unsigned at);

/* ---- running ------------------------------------------------------------------- */

/* What takes the place of a script's own settings. */
struct nk_script_settings {
    const struct nk_tcp_profile *profile; /* NULL: the script's */
    int64_t msl;                          /* -1: the script's */
    bool has_isn[NK_TCP_SIDES], has_seed;
    uint32_t isn[NK_TCP_SIDES];
    uint64_t seed;
};

/* Hears what did not go as the script has it: an expectation that is not met, a wait that does not
 * end. `line` 0: of the whole. */
typedef void nk_script_told(void *closure, uint64_t line, const char *text);

/* Runs a script on a network that has not started, to the end of all that happens. `*met` tells
 * whether all went as the script has it. False where memory is out. */
bool nk_script_run(const struct nk_script *s, const struct nk_script_settings *settings,
                   struct nk_net *net, nk_script_told *told, void *closure, bool *met,
                   struct nk_err *err);

/* ---- built-in scenarios ---------------------------------------------------------- */

struct nk_scenario {
    const char *name, *help, *text;
};

/* NULL behind the last; the first is the default. */
const struct nk_scenario *nk_scenario_at(size_t i);
const struct nk_scenario *nk_scenario_find(const char *name);

#endif
