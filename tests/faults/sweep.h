/* Many faults with one start of the program: see sweep.c. */
#ifndef TESTS_FAULTS_SWEEP_H
#define TESTS_FAULTS_SWEEP_H

/* Before main(): returns once for each line of the file, each time in a child whose environment
 * holds that fault, and does not return in the process that called it. */
void sweep(const char *file);

#endif
