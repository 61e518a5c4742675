/* Signals that end the program, held back where it would leave something behind. */
#ifndef CJM_STORE_FILE_ENDING_H
#define CJM_STORE_FILE_ENDING_H

#include <signal.h>
#include <stdbool.h>

/* Holds them back until ending_allow(), which takes what this leaves in `before`. */
void ending_hold(sigset_t *before);
void ending_allow(const sigset_t *before);
/* Has one come meanwhile? */
bool ending_is_due(void);

#endif
