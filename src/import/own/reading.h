/* Our own Markdown while it is read; for its readers alone. */
#ifndef CJM_IMPORT_OWN_READING_H
#define CJM_IMPORT_OWN_READING_H

#include "import/draft/draft.h"

struct catalogue;

enum section {
    SECTION_STAGE, /* whatever has no name of these */
    SECTION_TITLE,
    SECTION_ABOUT,
    SECTION_NEXT,
    SECTION_PERSONAS,
    SECTION_QUOTES,
    SECTION_METRICS,
    SECTION_PARKING,
    SECTION_TOLD /* follows from the rest: journey, curve, pains, ideas */
};

struct own_reading {
    struct draft *draft;
    const struct catalogue *texts; /* that labels are of */
    enum section section;
    struct draft_place *stage, *place; /* NULL: none */
    struct draft_place *item;          /* a pain, idea, metric ... that fields below are of */
    struct draft_column *column;       /* of the text; NULL: it names an item of `kind` */
    struct draft_place *of;            /* whose text it is */
    enum node_kind kind;
    struct buf text;
    size_t text_line, line;
    bool has_text, is_list;
    bool is_drawing;    /* the text stood between fences */
    struct slice fence; /* that is open; empty: none */
    size_t fence_indent;
    struct slice where; /* of the item: "Stage / Touchpoint" */
    struct buf quote;
};

/* --- find.c --- */

/* The language of the export that the text is. False: it is none. */
bool own_find_texts(struct slice text, const struct catalogue **texts);
/* In the language of the export; or in English, as who changed it may have written. */
bool own_is_called(const struct catalogue *texts, struct slice text, const char *name);
enum section own_section_of(const struct catalogue *texts, struct slice name);

/* --- fields.c --- */

struct draft_column *own_column(struct own_reading *reading, enum field field);
/* The field of that label; FIELD_UNKNOWN: none. */
enum field own_field(const struct own_reading *reading, enum node_kind kind, struct slice label);
/* "**Label:** text" */
bool own_split_label(struct slice text, struct slice *label, struct slice *rest);
/* The kind whose nodes hang on such a place, each with that label: "Pain"; KIND_COUNT: none. */
enum node_kind own_kind(
    const struct own_reading *reading, enum node_kind parent, struct slice label);
/* "Stage / Touchpoint", or a stage; the map itself where it is empty; NULL: there is none. */
struct draft_place *own_find_place(struct own_reading *reading, struct slice where);
/* "41 (2026-05-01), 38" */
void own_add_readings(
    struct own_reading *reading, struct draft_place *metric, struct slice text, size_t line);
/* The item is complete, and hangs where it belongs. */
void own_end_item(struct own_reading *reading);

/* --- texts.c --- */

/* A word of the field as the file has it. */
struct slice own_word(const struct own_reading *reading, enum field field, struct slice text);
/* The text is complete: a field, or the name of an item. */
void own_end_text(struct own_reading *reading);
void own_begin_text(struct own_reading *reading, struct draft_place *of,
    struct draft_column *column, struct slice text);

/* --- sheets.c --- */

/* Takes a table of metrics; returns how many lines are behind its first. */
size_t own_take_metrics(struct own_reading *reading, struct slice first, struct slice *rest);
void own_end_quote(struct own_reading *reading);

/* --- told.c --- */

/* Looks through what the text tells a second time, when all else is read. */
void own_check_told(struct own_reading *reading, struct slice text);

#endif
