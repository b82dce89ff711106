#include "cli/signals.h"

#include <stddef.h>
#include <time.h>

enum { ENDING = 11 /* so many at the start end a session */ };

static const int numbers[NK_SIGNALS_COUNT] = {
    SIGHUP, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU,  SIGVTALRM, SIGPROF, SIGIO,
    SIGPWR, SIGPIPE, SIGINT,  SIGQUIT, SIGTSTP, SIGWINCH, SIGCONT,   SIGCHLD};

/* A handler has no other way to say anything. */
static volatile sig_atomic_t came[NSIG];

static void note(int number)
{
    came[number] = 1;
}

void nk_signals_hold(struct nk_signals *s)
{
    struct sigaction action = {.sa_handler = note}; /* no SA_RESTART: waiting ends */
    sigset_t held;
    sigemptyset(&held);
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < NK_SIGNALS_COUNT; i++)
        sigaddset(&held, numbers[i]);
    sigprocmask(SIG_BLOCK, &held, &s->mask);
    for (size_t i = 0; i < NK_SIGNALS_COUNT; i++) {
        came[numbers[i]] = 0;
        sigaction(numbers[i], NULL, &s->actions[i]);
        /* what is ignored, as SIGHUP under nohup(1), stays so */
        if (s->actions[i].sa_handler != SIG_IGN || numbers[i] == SIGCHLD)
            sigaction(numbers[i], &action, NULL);
    }
}

void nk_signals_release(const struct nk_signals *s)
{
    for (size_t i = 0; i < NK_SIGNALS_COUNT; i++)
        sigaction(numbers[i], &s->actions[i], NULL);
    sigprocmask(SIG_SETMASK, &s->mask, NULL);
}

int nk_signals_poll(const struct nk_signals *s, struct pollfd *fds, nfds_t count, int timeout_ms)
{
    struct timespec time = {.tv_sec = timeout_ms / 1000, .tv_nsec = timeout_ms % 1000 * 1000000L};
    sigset_t mask = s->mask;
    for (size_t i = 0; i < NK_SIGNALS_COUNT; i++)
        sigdelset(&mask, numbers[i]);
    return ppoll(fds, count, timeout_ms < 0 ? NULL : &time, &mask);
}

bool nk_signals_take(int number)
{
    bool it = came[number] != 0;
    came[number] = 0;
    return it;
}

int nk_signals_ending(void)
{
    for (size_t i = 0; i < ENDING; i++)
        if (came[numbers[i]] != 0)
            return numbers[i];
    return 0;
}

void nk_signals_stop(void)
{
    struct sigaction before, action = {.sa_handler = SIG_DFL};
    sigset_t one, mask;
    sigemptyset(&action.sa_mask);
    sigemptyset(&one);
    sigaddset(&one, SIGTSTP);
    sigaction(SIGTSTP, &action, &before);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &one, &mask); /* here it stops */
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(SIGTSTP, &before, NULL);
}
