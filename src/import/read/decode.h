/* The bytes of a file as UTF-8 with "\n" for every line end and no NUL. */
#ifndef CJM_IMPORT_READ_DECODE_H
#define CJM_IMPORT_READ_DECODE_H

#include "base/buf.h"
#include "base/diag.h"

/* `encoding`: its name, and becomes what was used. NULL: a byte order mark decides, else NUL in
 * every second byte is UTF-16, else what is valid is UTF-8, and what is not CP1252, which is said.
 * `doubt` becomes true where something can't be read so. STATUS_BAD: there is no such encoding. */
enum status decode(struct slice bytes, const char **encoding, const char *file, struct buf *out,
    bool *doubt, struct diags *diags);

#endif
