/*
 * The schema: which kinds of nodes there are and which fields each has. All that reads, writes,
 * edits or explains a map follows from this table; its rows are in schema_fields.h.
 */
#ifndef CJM_MODEL_SCHEMA_H
#define CJM_MODEL_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

#include "base/buf.h"
#include "base/slice.h"

enum node_kind {
    KIND_MAP,
    KIND_PERSONA,
    KIND_STAGE,
    KIND_TOUCHPOINT,
    KIND_PAIN,
    KIND_IDEA,
    KIND_QUOTE,
    KIND_METRIC,
    KIND_NOTE,
    KIND_VISIT,   /* of a touchpoint: somebody walked the journey */
    KIND_READING, /* of a metric: what it was earlier */
    KIND_COMMENT,
    KIND_LANE,     /* a field of the map's own (model/lane.h) */
    KIND_STEP,     /* of the guide */
    KIND_QUESTION, /* of a step */
    KIND_COUNT
};

/* MAP_TITLE, TOUCHPOINT_EMOTION, ...: kinds one after the other, each in the order of writing. */
enum field {
#define F(kind, name, key, type, low, high, words, label, question, help) kind##_##name,
#define N(kind, name, key, child, label, question, help) kind##_##name,
#include "model/schema_fields.h"
#undef F
#undef N
    FIELD_COUNT,
    FIELD_ID = FIELD_COUNT, /* every kind's "id": a node's name that never changes */
    FIELD_UNKNOWN           /* a key that the schema does not know: kept as it is */
};

enum field_type {
    FIELD_TEXT,
    FIELD_LONG_TEXT,
    FIELD_LIST,
    FIELD_INTEGER,
    FIELD_NUMBER,
    FIELD_CHOICE,
    FIELD_BOOLEAN,
    FIELD_DATE,        /* 2026-11-21 */
    FIELD_DURATION,    /* "3 months": a number and min, hour, day, week, month, year */
    FIELD_LENGTH,      /* "20 min", "3-6 weeks", or any text (base/length.h) */
    FIELD_FIGURE,      /* a number, or any text */
    FIELD_TEXTS,       /* a text, or a list of several */
    FIELD_PATH,        /* from the map's file on; `low`: or a web address */
    FIELD_RECORD,      /* a few facts, their keys are `words` (model/value_record.h) */
    FIELD_PER_PERSONA, /* an integer, or one integer a persona id */
    FIELD_NODES        /* a list of child nodes */
};

struct field_def {
    enum node_kind kind;
    const char *key;
    size_t key_len;
    enum field_type type;
    int low, high;            /* of integers and numbers, both inclusive; equal: no limit. Of a
                                 long text: a picture of so many columns and rows */
    const char *const *words; /* the choices or suggestions, ends in NULL; or NULL */
    enum node_kind child;     /* of FIELD_NODES */
    const char *label;        /* NULL: the guide's own, forms and exports leave it out. These
                                 three are marked for translation: use _() */
    const char *question;     /* asked of people; may be NULL */
    const char *help;
};

struct kind_def {
    const char *name;      /* "touchpoint": for messages; marked for translation */
    enum field first, end; /* its rows: first <= f < end */
    enum field headline;   /* the field that names a node: title, name or text */
};

/* The row of a field; one without a key and a label for what the schema does not know. */
const struct field_def *field_def(enum field field);
/* Is it for people: one with a label, or a key of their own? The others are the guide's. */
bool field_is_shown(enum field field);
/* Of a text of some kind, not a list, a number or a word of few. */
bool field_is_text(enum field field);
/* The list as the field has it: of "a text or a list" one item alone is a text. */
struct slice field_alone(enum field field, struct slice list);
/* The kind of the nodes whose ids the field holds; KIND_COUNT: it holds none. */
enum node_kind field_names(enum field field);
const struct kind_def *kind_def(enum node_kind kind);
/* The field of that key: below FIELD_COUNT, FIELD_ID or FIELD_UNKNOWN. */
enum field field_of_key(enum node_kind kind, struct slice key);
/* The list field of `parent` that holds nodes of `child`; FIELD_UNKNOWN if there is none. */
enum field field_of_child(enum node_kind parent, enum node_kind child);

/*
 * Is `text` (one value; an item for lists, a number for per-persona) right for the field?
 * If not, appends a sentence without a dot to `why` ("\"7\" is not allowed; allowed: -2 to 2").
 * NULL: no reason.
 */
bool field_accepts(enum field field, struct slice text, struct buf *why);
bool def_accepts(const struct field_def *def, struct slice text, struct buf *why);
/* Numbers from `low` to `high`; the reason why a text is none of them begins with "must be". */
bool def_has_range(const struct field_def *def);
/* Says which words are allowed in its place; false. */
bool def_refuse_word(const struct field_def *def, struct slice text, struct buf *why);
/*
 * What people type, as the file has it: "yes" and "y" become true, "+1" becomes 1, a unique
 * beginning of a choice the choice, "today" and "+2w" a date of `now`'s calendar. Appends to
 * `out`; false with a reason in `why` where it can't be understood.
 */
bool field_parse(
    enum field field, struct slice typed, time_t now, struct buf *out, struct buf *why);
bool def_parse(
    const struct field_def *def, struct slice typed, time_t now, struct buf *out, struct buf *why);

#endif
