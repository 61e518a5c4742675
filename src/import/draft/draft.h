/*
 * What a reader found in a file, whatever its format: stages, touchpoints and personas, each with
 * cells of text under the label that the file gives them. Which field a cell becomes is decided
 * once for all formats (import/place/place.h).
 */
#ifndef CJM_IMPORT_DRAFT_DRAFT_H
#define CJM_IMPORT_DRAFT_DRAFT_H

#include "base/arena.h"
#include "base/diag.h"
#include "import/draft/labels.h"
#include "import/draft/rating.h"
#include "import/draft/scale.h"
#include "model/names.h"

/* So many stages and touchpoints may be in a file: more can't be in a map that is read again. */
enum { DRAFT_PLACES_MAX = 1000000 };

/* What is known of words, made once. */
struct lexicon {
    struct labels labels;
    struct words feelings, severities, frequencies, evidences, machines;
};

void lexicon_init(struct lexicon *lexicon);
void lexicon_release(struct lexicon *lexicon);

struct draft_column {
    struct slice text;         /* its label, without brackets and signs */
    const char *file;          /* for messages; borrowed */
    struct draft_column *next; /* of the draft */
    struct label label;
    struct slice persona; /* of "Emotion: Ann": whose; empty: everybody's */
    size_t line;
    struct scale scale;  /* of feelings: what the label says, or nothing */
    struct seen numbers; /* feelings that are numbers and name no scale themselves */
    struct severities severities;
    struct draft_column *shared; /* the one that has the scale; NULL: itself */
    bool scale_told, note_told;
    bool has_words; /* feelings that are words or signs */
    bool own; /* as our own export has it: an item or a name a line, whatever signs are in it */
};

struct draft_cell {
    struct draft_cell *next;
    struct draft_column *column;
    struct slice text;
    size_t line;
    size_t row; /* cells of one place with the same number belong together: a pain, its severity */
};

/* Something that has a name, and cells. */
struct draft_place {
    enum node_kind kind;
    struct slice name;
    size_t line;
    size_t table; /* of the file: the one in which it came first */
    size_t row;   /* likewise */
    struct draft_cell *cells, **cells_end;
    struct draft_place *children, **children_end; /* touchpoints of a stage, pains of these ... */
    struct draft_place *next;
};

struct import_options {
    const char *format;   /* NULL: by the file's ending and content */
    const char *encoding; /* NULL: guessed */
    const char *systems;  /* names of machines, with ";" between; NULL: none besides the usual */
    struct scale scale;   /* of feelings whose label has none; may be not known */
    int nth;              /* of several journeys in a file, from 1; 0: not said */
    bool assumption;      /* all that comes in is one */
    bool anonymise;       /* addresses and numbers of people are hidden */
    /* Of data; NULL: not given. */
    const char *kind, *column, *at, *place, *date, *quotes, *stage, *touchpoint, *persona, *as;
    int most; /* quotes a place */
};

struct draft {
    struct arena arena;
    const struct lexicon *lexicon;
    const char *file; /* the one that is read, for messages; borrowed */
    const char *first_file;
    const char *format, *encoding; /* what it turned out to be */
    char delimiter;                /* of a table of text; 0: it is none */
    struct draft_column *first_column, **columns_end;
    struct diags *diags;
    bool doubt;               /* something was left out, or assumed against doubt */
    size_t journeys;          /* how many are in the file, of which one is read */
    size_t updated, measured; /* metrics that were there; places that got a measured feeling */
    struct slice own;         /* a map of our own, as JSON; then all below is empty */
    struct slice title;       /* without data: the file has none */
    struct buf about, notes;
    struct draft_place map; /* what is said of the whole journey */
    struct draft_place *stages, **stages_end, *personas, **personas_end;
    struct draft_place *last_stage, *last_touchpoint;
    size_t place_count; /* stages and touchpoints; those over the most are left off */
    struct names stage_names, bare_names, point_names, persona_names, column_names;
    struct draft_place **stage_places, **bare_places, **point_places, **persona_places;
    size_t stage_cap, bare_cap, point_cap, persona_cap, column_cap;
    struct draft_column **columns;
    size_t table, row;
    bool points_indexed; /* point_names has the touchpoints */
    const struct import_options *options;
};

void draft_init(struct draft *draft, const struct lexicon *lexicon, const char *file,
    const struct import_options *options, struct diags *diags);
void draft_release(struct draft *draft);
/* Goes on with another file, which is added to what is there. */
void draft_next_file(struct draft *draft, const char *file);

/* Says what was assumed, `line` 0: of the whole file. */
void draft_notice(struct draft *draft, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same where something was left out, or there is doubt. */
void draft_doubt(struct draft *draft, size_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Lists one of several journeys, `number` from 1; and asks for --nth when all are listed. */
void draft_list_journey(struct draft *draft, size_t line, size_t number, struct slice title);
void draft_ask_journey(struct draft *draft, size_t count);

/* Are there too many stages and touchpoints? What comes then is left off. */
bool draft_is_full(const struct draft *draft);
/* A copy of the text in the draft, blanks collapsed and none around it. */
struct slice draft_name(struct draft *draft, struct slice text);
/* For messages: one line, not too long. */
const char *draft_short(struct draft *draft, struct slice text);
struct slice draft_copy(struct draft *draft, struct slice text);
/* The stage of that name, a new one where there is none. `loose`: it may be one of an earlier table
 * that has the same name but for what is in brackets. */
struct draft_place *draft_stage(struct draft *draft, struct slice name, size_t line, bool loose);
/* The stage for touchpoints that are in none. */
struct draft_place *draft_no_stage(struct draft *draft, size_t line);
/* A new place that is nowhere yet; the name is kept as it is. */
struct draft_place *draft_place(
    struct draft *draft, enum node_kind kind, struct slice name, size_t line);
/* Hangs it on another, behind what hangs there. */
void draft_add_child(struct draft_place *parent, struct draft_place *child);
/* A new touchpoint. */
struct draft_place *draft_touchpoint(
    struct draft *draft, struct draft_place *stage, struct slice name, size_t line);
/* The stage of that name, and the first touchpoint of that name in it; NULL: there is none. */
struct draft_place *draft_find_stage(struct draft *draft, struct slice name);
struct draft_place *draft_find_touchpoint(
    struct draft *draft, const struct draft_place *stage, struct slice name);
/* The touchpoint of that name that an earlier table has; NULL: none has. */
struct draft_place *draft_earlier_touchpoint(
    struct draft *draft, const struct draft_place *stage, struct slice name);
bool draft_has_persona(const struct draft *draft, struct slice name);
/* The persona of that name, a new one where there is none. */
struct draft_place *draft_persona(struct draft *draft, struct slice name, size_t line);
struct draft_column *draft_column(struct draft *draft, struct slice text, size_t line);
/* The same column for the same text each time. */
struct draft_column *draft_column_named(struct draft *draft, struct slice text, size_t line);
/* Adds a cell with a copy of the text; nothing where that is empty. */
void draft_cell(struct draft *draft, struct draft_place *place, struct draft_column *column,
    struct slice text, size_t line);
/* Appends a paragraph to what the map is about, or to its notes. */
void draft_add_line(struct buf *out, struct slice text);

#endif
