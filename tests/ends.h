/* With --coverage, in front of each source: what a process counts is written where it ends early or
 * becomes another program, too. A child has counted what its parent had before the fork: that only
 * adds to what is there. */
#ifndef TESTS_ENDS_H
#define TESTS_ENDS_H

#include <unistd.h>

void __gcov_dump(void);
void __gcov_reset(void);

#define _exit(status)       (__gcov_dump(), _exit(status))
#define execvp(file, words) (__gcov_dump(), __gcov_reset(), execvp(file, words))
#define execl(...)          (__gcov_dump(), __gcov_reset(), execl(__VA_ARGS__))

#endif
