/*
 * The end of a silent round or a vote: what everybody kept aside goes into the map at once. What
 * others have is theirs alone until their own programs hand it in, which takes a moment.
 */
#ifndef CJM_APP_PEOPLE_REVEAL_H
#define CJM_APP_PEOPLE_REVEAL_H

struct app;

/* Reveals what runs, or says why not. */
void reveal(struct app *app);
/* Goes on with it, when all that are here have handed in, or did not in time. */
void reveal_go_on(struct app *app);

#endif
