/* Who uses the program. */
#ifndef CJM_BASE_USER_H
#define CJM_BASE_USER_H

#include "base/buf.h"

/* Appends the login name; where there is none that can be shown, "uid" and the number. */
void user_name(struct buf *out);
/* The same from what the system and the environment say; both may be NULL. */
void user_name_from(const char *login, const char *logname, long number, struct buf *out);

/* Appends the program's folder in the one that the environment names, else below `usual` in the
 * home folder. False where neither begins at the root: what does not doesn't count, as XDG wants
 * it. */
bool user_folder(const char *variable, const char *usual, struct buf *out);

#endif
