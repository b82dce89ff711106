/* Signals at a prompt: they come at one place, where something is waited for, and nowhere else. */
#ifndef NK_CLI_SIGNALS_H
#define NK_CLI_SIGNALS_H

#include <poll.h>
#include <signal.h>
#include <stdbool.h>

enum { NK_SIGNALS_COUNT = 17 };

/* What was there before. */
struct nk_signals {
    sigset_t mask;
    struct sigaction actions[NK_SIGNALS_COUNT];
};

/*
 * From now on SIGINT, SIGQUIT, SIGTSTP, SIGWINCH, SIGCONT, SIGCHLD and those that end a program
 * (SIGHUP, SIGTERM, SIGALRM and their like) are kept waiting but in nk_signals_poll(),
 * and only noted there: neither libedit nor anything else is ever interrupted in its midst. One
 * process has one of these at a time.
 */
void nk_signals_hold(struct nk_signals *s);
/* As it was before; also for a child that runs a command. */
void nk_signals_release(const struct nk_signals *s);
/* poll(2), in which signals come: -1 with EINTR then. */
int nk_signals_poll(const struct nk_signals *s, struct pollfd *fds, nfds_t count, int timeout_ms);
/* Stops as SIGTSTP does by default: not where nobody could wake the process. */
void nk_signals_stop(void);
/* Whether it came since it was last taken. */
bool nk_signals_take(int number);
/* One that ends a session and came; 0 for none. It stays. */
int nk_signals_ending(void);

#endif
