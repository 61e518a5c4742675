/* What the start screen lists; kept from one show to the next. */
#ifndef CJM_APP_START_START_H
#define CJM_APP_START_START_H

struct start;

/* NULL does nothing. */
void start_free(struct start *start);

#endif
