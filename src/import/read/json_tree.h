/* A JSON text as a tree. */
#ifndef CJM_IMPORT_READ_JSON_TREE_H
#define CJM_IMPORT_READ_JSON_TREE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/slice.h"

enum json_kind { JSON_NULL, JSON_TEXT, JSON_LIST, JSON_OBJECT };

struct json {
    enum json_kind kind;
    struct slice key;  /* in an object */
    struct slice text; /* also of a number, true and false */
    size_t line;
    struct json *first, *next;
};

/* NULL with messages where it can't be read. All lives in the arena. */
struct json *json_parse(
    struct slice text, const char *file, struct arena *arena, struct diags *diags);
/* The member whose key is one of these words, with "|" between, whatever its case; NULL: none. */
const struct json *json_get(const struct json *object, const char *keys);
/* Its text; empty where it is no text. */
struct slice json_text_of(const struct json *object, const char *keys);
bool json_is_false(const struct json *value);
/* Appends all texts of it, a line an item of a list, without the keys. */
void json_add_text(const struct json *value, struct buf *out);
/* Appends "a: 1; b: 2", where nothing is known of the keys. */
void json_add_keys(const struct json *value, struct buf *out);

#endif
