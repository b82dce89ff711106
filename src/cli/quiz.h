/* Questions with answers, made from a number: the same on every machine. */
#ifndef NK_CLI_QUIZ_H
#define NK_CLI_QUIZ_H

#include "base/buf.h"
#include "cli/cli.h"

/* ---- chance -------------------------------------------------------------------- */

/* SplitMix64 (G. Steele, D. Lea and C. Flood, 2014). */
struct nk_quiz_dice {
    uint64_t state;
};

uint64_t nk_quiz_roll(struct nk_quiz_dice *d);
/* One of 0 to n - 1; n is not 0. */
uint32_t nk_quiz_below(struct nk_quiz_dice *d, uint32_t n);
/* One of low to high, both included. */
uint32_t nk_quiz_between(struct nk_quiz_dice *d, uint32_t low, uint32_t high);

/* ---- questions ----------------------------------------------------------------- */

/* What an answer is, and so how two are compared. */
enum nk_quiz_form {
    NK_QUIZ_ADDRESS, /* or "none", where that is the answer */
    NK_QUIZ_PREFIX,
    NK_QUIZ_PREFIXES, /* in any order */
    NK_QUIZ_RANGE,    /* first and last address */
    NK_QUIZ_NUMBER,   /* also 2^n, 2^n-2, /n and digits in groups */
    NK_QUIZ_YES_NO,
    NK_QUIZ_STATE, /* of TCP, in any spelling */
    NK_QUIZ_FLAGS, /* of TCP, in any order */
    NK_QUIZ_WORD,  /* one of those that the question names */
    NK_QUIZ_NAME,  /* of DNS, the last dot left out or not */
    NK_QUIZ_EXACT, /* byte for byte */
    NK_QUIZ_FORMS,
};

struct nk_quiz_kind;

/* One question. Texts are lines without the last newline; zero-initialised is empty. */
struct nk_question {
    const struct nk_quiz_kind *kind;
    struct nk_buf ask, answer;
    struct nk_buf working; /* how the answer follows */
    struct nk_buf command; /* what shows it, without `netkit`; empty: nothing does */
    struct nk_buf table;   /* what that command reads from standard input; empty: nothing */
};

/* A kind of question. `make` fills the question's texts; it cannot fail but by memory, which the
 * buffers tell. */
struct nk_quiz_kind {
    const char *topic; /* a command of netkit */
    unsigned level;    /* 1 to 3 */
    const char *name;
    enum nk_quiz_form form;
    const char *hint;
    void (*make)(struct nk_quiz_dice *d, struct nk_question *q);
};

enum { NK_QUIZ_LEVELS = 3, NK_QUIZ_COUNT_MAX = 100000 };

/* The kinds of a topic, ended by one without a name. */
extern const struct nk_quiz_kind nk_quiz_cidr[];
extern const struct nk_quiz_kind nk_quiz_cidr_sets[];
extern const struct nk_quiz_kind nk_quiz_route[];
extern const struct nk_quiz_kind nk_quiz_dns[];
extern const struct nk_quiz_kind nk_quiz_dns_zone[];
extern const struct nk_quiz_kind nk_quiz_tcp[];
extern const struct nk_quiz_kind nk_quiz_tcp_numbers[];

/* What a sheet holds. */
struct nk_quiz {
    const char *topic; /* NULL: all of them */
    unsigned level;    /* 0: all of them */
    uint32_t count;
    uint64_t seed;
};

/* The topics, NULL behind the last one. */
const char *nk_quiz_topic(size_t at);
/* Makes question `number`, from 1, which does not depend on the others nor on how many there are.
 * False when out of memory; release in any case. */
bool nk_question_make(const struct nk_quiz *quiz, uint32_t number, struct nk_question *q,
                      struct nk_err *err);
void nk_question_release(struct nk_question *q);
/* What the form of an answer looks like: "an address". */
const char *nk_quiz_form_text(enum nk_quiz_form form);

enum nk_quiz_mark { NK_QUIZ_RIGHT, NK_QUIZ_FALSE, NK_QUIZ_UNREADABLE };
/* Holds an answer against the right one; `err` says why it cannot be read. */
enum nk_quiz_mark nk_question_mark(const struct nk_question *q, const char *text, size_t len,
                                   struct nk_err *err);

/* ---- for makers ---------------------------------------------------------------- */

/* The text of a value, in place. */
struct nk_quiz_text {
    char text[NK_RANGE_TEXT_MAX];
};
struct nk_quiz_text nk_quiz_addr(struct nk_addr a);
struct nk_quiz_text nk_quiz_prefix(struct nk_prefix p);

/* An address of RFC 1918, any of its bits; one of 2001:db8::/32 or of unique local space. */
struct nk_addr nk_quiz_ipv4(struct nk_quiz_dice *d);
struct nk_addr nk_quiz_ipv6(struct nk_quiz_dice *d);
/* One out of that prefix. */
struct nk_addr nk_quiz_within(struct nk_quiz_dice *d, const struct nk_prefix *p);

/* ---- the verb's parts ---------------------------------------------------------- */

/* What came of a sheet. */
struct nk_quiz_score {
    uint32_t asked, right;
};

/* Appends the question as people read it, its first line behind `column` columns. */
void nk_question_put(struct nk_buf *b, const struct nk_question *q, size_t column);

/* Asks the questions one by one over the context's input and output; `r` NULL: as text. */
void nk_quiz_ask(struct nk_ctx *ctx, const struct nk_quiz *quiz, struct nk_record *r,
                 struct nk_quiz_score *score);
/* Prints a sheet, with the answers where `key`; `r` NULL: as text. */
void nk_quiz_print(struct nk_ctx *ctx, const struct nk_quiz *quiz, struct nk_record *r, bool key);

/* Which values of a quiz were given on the command line. */
enum nk_quiz_given {
    NK_QUIZ_GIVEN_TOPIC = 1 << 0,
    NK_QUIZ_GIVEN_LEVEL = 1 << 1,
    NK_QUIZ_GIVEN_COUNT = 1 << 2,
    NK_QUIZ_GIVEN_SEED = 1 << 3,
};

/* Grades a filled-in sheet; values of `quiz` that are not given are those of the sheet's first
 * line. False where it cannot be graded, which was told. */
bool nk_quiz_grade(struct nk_ctx *ctx, const char *file, struct nk_quiz *quiz, unsigned given,
                   struct nk_record *r, struct nk_quiz_score *score);

/* One question and what was answered, NULL for nothing; `right` -1: not marked. `open`: the right
 * answer is not told. */
struct nk_quiz_reply {
    uint32_t number;
    const char *given;
    size_t given_len;
    int right;
    bool open;
};
void nk_quiz_record(struct nk_record *r, const struct nk_quiz *quiz, const struct nk_question *q,
                    const struct nk_quiz_reply *reply);

extern const struct nk_verb *const nk_quiz_verbs[];

#endif
