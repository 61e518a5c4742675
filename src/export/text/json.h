/* JSON, indented, with texts that do nothing where a terminal or a page shows them. */
#ifndef CJM_EXPORT_TEXT_JSON_H
#define CJM_EXPORT_TEXT_JSON_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/slice.h"

struct json {
    struct buf *out;
    size_t depth;
    bool begun; /* the innermost object or array has something */
};

/* Begins or ends an object ('{', '}') or an array ('[', ']'). */
void json_open(struct json *json, char bracket);
void json_close(struct json *json, char bracket);
/* What stands before each value of an array, and before each of an object. */
void json_item(struct json *json);
void json_key(struct json *json, const char *key);
void json_key_of(struct json *json, struct slice key);
/* A text; a number where it is one that every reader gives back the same, else a text. */
void json_text(struct json *json, struct slice text);
void json_number(struct json *json, struct slice text);
/* The YAML value of an own key. */
void json_yaml(struct json *json, struct slice yaml);

#endif
