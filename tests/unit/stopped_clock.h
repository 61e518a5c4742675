/*
 * The clock of the unit tests, in the place of src/base/clock.c: it goes as the system's until a
 * test stops it, and then only as that test says. So seconds need no time, and each run is the
 * same.
 */
#ifndef CJM_TESTS_STOPPED_CLOCK_H
#define CJM_TESTS_STOPPED_CLOCK_H

#include "base/clock.h"

void stopped_clock_begin(void);
void stopped_clock_pass(int ms);

#endif
