/* Keys that no schema knew when they were written, from somebody else than a file. */
#ifndef CJM_STORE_OWN_KEY_H
#define CJM_STORE_OWN_KEY_H

#include "model/schema.h"

/*
 * What a file says with this key and YAML text in a node of that kind: FIELD_UNKNOWN, and it comes
 * back the same when the file is read; or a field that the schema knows by now, with its value
 * appended to `value`. FIELD_ID: no file could hold it.
 */
enum field own_key_read(
    enum node_kind kind, struct slice key, struct slice yaml, struct buf *value);

#endif
