/* Lessons: chapters as data, each step a little text, a task, and what counts as done. */
#ifndef NK_CLI_LEARN_H
#define NK_CLI_LEARN_H

#include "cli/quiz.h"
#include "cli/session.h"

/*
 * One way to solve a task. All that is not empty must hold: what was run, a word among its words
 * ("--explain"), the status, and in one row of the result a field with that value; without a key
 * any field. A value "~text" is part of a field. So it is the result that counts, not its spelling.
 */
struct nk_lesson_way {
    char command[12], verb[12], word[92];
    int status;
    char key[12], value[36];
    size_t rows; /* the result has as many; 0: any number */
};

enum { NK_LESSON_WAYS = 2 };

/* Texts are paragraphs parted by '\n'; a line that begins with a blank stays as it is. They stand
 * in the step, no pointers: the loader would have to set each of them at every start. */
struct nk_lesson_step {
    char says[436], task[172], hint[92];
    char solution[108];                        /* a line that solves it */
    char answer[28];                           /* the right one where it is asked for, of `form` */
    enum nk_quiz_form form;                    /* else `ways` */
    struct nk_lesson_way ways[NK_LESSON_WAYS]; /* one without command and value is none */
};

struct nk_lesson_chapter {
    const char *name, *title;
    const struct nk_lesson_step *steps; /* ended by one without a task */
    bool lab;                           /* its internet is the lab */
    const char *let;                    /* what the session has to know: `let ...`; NULL: nothing */
};

/* Ended by one without a name. */
extern const struct nk_lesson_chapter nk_lesson_chapters[];
extern const struct nk_lesson_step nk_lesson_layers[];
extern const struct nk_lesson_step nk_lesson_addresses[];
extern const struct nk_lesson_step nk_lesson_masks[];
extern const struct nk_lesson_step nk_lesson_forwarding[];
extern const struct nk_lesson_step nk_lesson_dns[];
extern const struct nk_lesson_step nk_lesson_headers[];
extern const struct nk_lesson_step nk_lesson_handshake[];
extern const struct nk_lesson_step nk_lesson_states[];
extern const struct nk_lesson_step nk_lesson_sockets[];

enum { NK_LESSON_CHAPTERS_MAX = 32 };

/* The chapter of that name, unique prefix or number; NULL: none. */
const struct nk_lesson_chapter *nk_lesson_find(const char *word);
size_t nk_lesson_steps(const struct nk_lesson_chapter *chapter);

/* Whether a command has solved the step. */
bool nk_lesson_is_done(const struct nk_lesson_step *step, const struct nk_session_report *report);
/* Whether a command that has not was meant to: it is the one that is asked for. */
bool nk_lesson_is_tried(const struct nk_lesson_step *step, const struct nk_session_report *report);

/* How many steps of each chapter are done, kept in the XDG state folder (netkit/progress). */
struct nk_lesson_progress {
    char *path; /* NULL: it is not kept */
    size_t done[NK_LESSON_CHAPTERS_MAX];
};
/* What the file has beside progress says nothing. False with `err` where it cannot be read or is
 * none of ours: there is none then, and it is not kept. Release in any case. */
bool nk_lesson_progress_load(struct nk_lesson_progress *p, const struct nk_ctx *ctx,
                             struct nk_err *err);
/* Takes in what lessons side by side have kept meanwhile, and writes all. False where it could not
 * be written. */
bool nk_lesson_progress_save(struct nk_lesson_progress *p);
/* From the start again; false as above. */
bool nk_lesson_progress_forget(struct nk_lesson_progress *p);
void nk_lesson_progress_release(struct nk_lesson_progress *p);

/* Appends the text of a step, wrapped; its task with a mark before it. */
void nk_lesson_put(struct nk_buf *b, const struct nk_lesson_step *step);
/* Appends the list of chapters as people read it. */
void nk_lesson_put_list(struct nk_buf *b, const struct nk_lesson_progress *p);

/* Talks a student through a chapter and those that follow it; NULL: lets one choose. Returns the
 * status. */
int nk_lesson_talk(struct nk_ctx *ctx, const struct nk_lesson_chapter *chapter);

extern const struct nk_verb *const nk_learn_verbs[];

#endif
