/*
 * What the files of the guide share. Definitions (steps and their questions) are read once; rows
 * and counts are derived from the map and computed again when it changed.
 *
 * A slot is one question of one node (and persona): what can be asked. Slots are in order by step,
 * question, persona and node, those of questions that are asked together by step, node and
 * question; those of a question that does not apply are passed over.
 */
#ifndef CJM_GUIDE_GUIDE_PRIVATE_H
#define CJM_GUIDE_GUIDE_PRIVATE_H

#include <stdint.h>

#include "guide/guide.h"
#include "model/lane.h"

/* --- definitions (steps.c) --- */

struct ask {
    struct slice text, hint, only, target; /* `only` is a list value, target "touchpoint.channel" */
    enum field
        field; /* of a pain's ideas: those of its touchpoint; of a lane: above FIELD_UNKNOWN */
    const struct field_def *def; /* of the field, or of the lane */
    struct lane *lane;           /* the ask's; NULL: of the schema's field */
    enum node_kind kind;         /* of the nodes that it is asked of */
    enum field of;               /* only where this is true; FIELD_UNKNOWN: of all */
    int pick;                    /* once, for so many of all; 0: no pick */
    bool needed;
    bool beside;  /* of each node together with the question before it */
    bool applies; /* to this map, with this preset */
};

struct counts {
    int answered, open, needed;
    int asked;  /* open, and not skipped */
    bool needs; /* some question is needed */
};

enum { PRESET_QUICK, PRESET_USUAL, PRESET_COUNT = 4 };

struct step {
    struct slice key, name, purpose, explain, done, only;
    int number;
    int minutes[PRESET_COUNT]; /* by the preset's place among its words; -1: not set */
    struct ask *asks;
    size_t ask_count;
    /* Remembered: what counts is here, and goes into the map with guide_note(). */
    int used, extra;
    bool paused;
    /* Derived. */
    bool in_preset;    /* be it without questions */
    struct node *node; /* that remembers in the map; NULL: none yet */
    struct counts counts;
    uint32_t counted;    /* the map's revision of them; UINT32_MAX: never */
    const char *skipped; /* the value that the set below was made of */
    uint64_t *skip_set;  /* hashes of its items, sorted */
    size_t skip_count;
};

/* Reads the templates and what the map has of its own. False with messages. */
bool guide_read_steps(struct guide *guide, struct diags *diags);
void guide_free_steps(struct guide *guide);
/* Which steps and questions are for this map with its preset. Call when kind, market or preset may
 * have changed. */
void guide_choose_steps(const struct guide *guide);
/* The map's kind or preset has no use for any of its questions. */
bool step_is_absent(const struct step *step);

/* --- the guide --- */

struct rows {
    struct node **nodes;
    size_t count, cap;
};

/* The same in the order of a pick. */
struct ranked_rows {
    struct rows rows;
    bool known;
    uint32_t revision;
};

struct slot {
    size_t step, ask, index; /* index: persona * rows + row */
    struct node *node, *persona;
};

struct state {
    uint32_t revision; /* of the map that all this is of */
    struct rows rows[KIND_COUNT];
    bool rows_known[KIND_COUNT];
    struct rows helped;           /* pains that have ideas, by address; known with the ideas */
    struct ranked_rows ranked[2]; /* pains, ideas */
    struct slot position;         /* what is asked, unless `end` */
    bool placed, end;
    int left;         /* at the end: the questions that are open all the same, of passed steps */
    bool moved;       /* the place is not in the map yet */
    bool was_open;    /* the place, when it was taken */
    bool walking;     /* through all of this step, what has an answer too */
    size_t came_from; /* the step before the last move forward; SIZE_MAX: it was no such move */
    struct buf asked; /* what the map had of it when it was looked at last */
    bool held;        /* the place stays, whatever others answer or ask */
    bool follows;     /* another keeps the time */
    bool running;
    time_t since;      /* the current step's clock was read then */
    time_t silent_end; /* 0: no silent round */
};

/* What can be chosen for a question. */
struct option_list {
    struct guide_option *items;
    struct node **nodes; /* of a pick: what each stands for */
    struct buf text;     /* of keys and labels */
    size_t count, cap;
};

struct guide {
    struct undo *undo;
    const struct clock *clock;
    struct map built_in, own; /* the templates that the definitions lie in */
    struct buf file_title;    /* the title of a map that nobody gave one */
    struct step *steps;
    size_t step_count;
    struct state *state;
    struct option_list options; /* of the last guide_options() */
};

static inline struct map *guide_map(const struct guide *guide)
{
    return guide->undo->map;
}

/* --- slots (slots.c) --- */

const struct ask *slot_ask(const struct guide *guide, const struct slot *slot);
/* All nodes of a kind, in the order of the map. */
const struct rows *guide_rows(const struct guide *guide, enum node_kind kind);
/* The nodes to pick from, in that order; the caller's to free. */
size_t pick_candidates(const struct guide *guide, enum node_kind kind, struct node ***out);
void guide_forget_rows(const struct guide *guide);
/* A node of that kind, with what is below it, came or went. */
void guide_forget_kind(struct guide *guide, enum node_kind kind);
/* Fills in node and persona; false where there is no such slot, or its question does not apply. */
bool slot_fill(const struct guide *guide, struct slot *slot);
/* Finds the index of its node and persona. */
bool slot_find(const struct guide *guide, struct slot *slot);
/* How many slots a question has, whether they apply or not. */
size_t ask_slots(const struct guide *guide, const struct ask *ask);
bool slot_answered(const struct guide *guide, const struct slot *slot);
bool slot_skipped(const struct guide *guide, const struct slot *slot);
/* Not answered and not skipped. */
bool slot_open(const struct guide *guide, const struct slot *slot);
/* The slot itself or the next one, whatever its answer; the one after or before; false at the end.
 */
bool slot_first(const struct guide *guide, struct slot *slot);
bool slot_next(const struct guide *guide, struct slot *slot);
bool slot_previous(const struct guide *guide, struct slot *slot);
/* To the place behind it, be that a slot or not. */
void slot_step_on(const struct guide *guide, struct slot *slot);
/* The questions that are asked together with one of a step: from `*first` to before `*end`. */
void asks_together(const struct step *step, size_t ask, size_t *first, size_t *end);
/* The first open slot at `slot` or after it, in steps that were not passed. */
bool slot_seek_open(const struct guide *guide, struct slot *slot);
enum answer_form ask_form(const struct ask *ask);
/* Whether a pain is what the idea is for. */
bool idea_is_of(const struct node *idea, const struct node *pain);
struct counts step_counts(const struct guide *guide, struct step *step);
enum step_state step_state_of(const struct guide *guide, struct step *step);

/* Appends the value as it is typed. */
void slot_add_value(const struct guide *guide, const struct slot *slot, struct buf *out);

/* --- the place (position.c) --- */

/* Looks at the map anew if it changed. */
void guide_sync(const struct guide *guide);
/* Goes to a slot; it is in the map with the next change. */
void guide_set_position(struct guide *guide, const struct slot *slot);
/* To what is asked behind the current slot, or behind another one of its step. */
void guide_advance(struct guide *guide);
void guide_advance_behind(struct guide *guide, const struct slot *last);
/* Goes on to the next open slot where others took the place away, or answered it. */
void guide_check_position(const struct guide *guide);
/* Begins a change of the map: one undo group, in which the place is remembered. Where others were
 * faster it stays where they are. */
void guide_begin(struct guide *guide);
void guide_end(struct guide *guide);
/* Writes the place into the map. */
void guide_write_position(struct guide *guide);
/* The map is what this guide made of it: nothing to look at anew. */
void guide_settle(struct guide *guide);

/* --- what is remembered (remember.c) --- */

/* Appends "touchpoint.emotion 3-d-secure anna". */
void slot_add(const struct guide *guide, const struct slot *slot, struct buf *out);
/* The node of the map that remembers for a step; made where there is none. */
struct node *step_node(struct guide *guide, struct step *step);
void guide_find_step_nodes(const struct guide *guide);
/* Takes what the map has of the time used. */
void guide_remember_times(const struct guide *guide);
enum skip {
    SKIP_ONE, /* the slot */
    SKIP_ROW, /* its question of all nodes, for this persona */
    SKIP_ALL  /* the question as a whole */
};

/* Remembers what was skipped. */
void guide_remember_skip(struct guide *guide, const struct slot *slot, enum skip what);
/* Puts times and place into the map. */
void guide_write_times(struct guide *guide);

/* --- time (time.c) --- */

/* Puts the running clock's time to the current step. Call before the place changes. */
void guide_bank_time(const struct guide *guide);
int step_box(const struct guide *guide, const struct step *step);
/* Seconds, to the moment. */
int step_used(const struct guide *guide, const struct step *step);

/* --- answers (answer*.c, options.c) --- */

enum { ANSWER_LIMIT = 10000 }; /* bytes */

/* Each stores an answer to the question at the place, a cleaned text that is not empty. */
enum answered answer_item(struct guide *guide, struct slice text, struct buf *message);
enum answered answer_pick(struct guide *guide, struct slice text, struct buf *message);
/* What they would make of it. */
bool preview_item(const struct guide *guide, struct slice text, struct buf *out);
bool preview_pick(const struct guide *guide, struct slice text, struct buf *out);
/* UTF-8, and not too long; false with a reason. */
bool answer_check(struct slice line, struct buf *why);
/* An answer to a question for one value, understood; false with a reason. */
bool answer_parse(const struct guide *guide, const struct ask *ask, struct slice typed,
    struct buf *out, struct buf *why);
/* Puts it where the slot's answer belongs. */
void answer_store(struct guide *guide, const struct slot *slot, struct slice value);
/* Says what is stored where it is not what was typed. */
void answer_say(struct slice typed, struct slice value, struct buf *message);

void options_read(const struct guide *guide, const struct slot *slot, struct option_list *out);
void options_release(struct option_list *options);
/* Appends the subject of a node: "Purchase / 3-D Secure". */
void guide_add_path(struct node *node, struct buf *out);

#endif
