/*
 * The guided workshop without a terminal: it knows the steps, their questions and their time
 * boxes, derives the next question from what the map lacks, and turns answers into edits.
 *
 * Steps and questions are nodes of a map (KIND_STEP, KIND_QUESTION): those of the template
 * "guide", which the map's own "guide" list overrides step by step. What the team passed over, the
 * time used and the question it was at are kept in the map, so that whoever opens it goes on there.
 *
 *   guide_new(...); loop: guide_question(guide) is asked; guide_answer(...) or guide_skip(...)
 *
 * A question is asked of all nodes it is for before the next one: one row across all stages. Each
 * answer is one undo group; after an undo the guide is back at the question.
 */
#ifndef CJM_GUIDE_GUIDE_H
#define CJM_GUIDE_GUIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/diag.h"
#include "model/edit/edit.h"

struct guide;

/*
 * For a map that is open; `undo` and `clock` are borrowed. `path` is its file (NULL: it has none):
 * a title that is only the file's name is asked for. The clock stands until guide_enter().
 * NULL with messages where a definition of steps is broken (file and line); the user's own broken
 * template is reported as a message, and the built-in one is used.
 */
struct guide *guide_new(
    struct undo *undo, const char *path, const struct clock *clock, struct diags *diags);
/* Does not store anything: guide_leave() does. */
void guide_free(struct guide *guide);

/* The team begins or goes on: the clock of the current step runs (unless it is paused). */
void guide_enter(struct guide *guide);
/* It leaves, or the map is about to be saved: time used and place go into the map, if they
 * changed. The clock stands then. guide_note() is the same with the clock running on, but leaves
 * the map alone while there is something to redo. Both belong to the last undo group. */
void guide_leave(struct guide *guide);
void guide_note(struct guide *guide);
/* The map changed by other hands (an edit in the grid, undo, redo): look anew. */
void guide_changed(struct guide *guide);

/* --- several at one map --- */

/* The question stays as long as it can be asked, whatever others answer or go to: what is typed is
 * for it. Without, the guide goes where the others are. */
void guide_hold(struct guide *guide, bool held);
/* It is held, and the others are at another question. */
bool guide_is_behind(const struct guide *guide);
/* Another keeps the time: this guide writes none. */
void guide_follow(struct guide *guide, bool follows);
bool guide_follows(const struct guide *guide);
/* Tells the others of a move that changed nothing else. Belongs to the last undo group; waits while
 * there is something to redo. */
void guide_tell_position(struct guide *guide);

/* "quick", "90", "half" or "full"; false with a reason. Without one set it is "90". */
bool guide_set_preset(struct guide *guide, struct slice preset, struct buf *why);
struct slice guide_preset(const struct guide *guide);

/* --- steps --- */

enum step_state {
    STATE_OPEN,
    STATE_DONE,
    STATE_PASSED,
    STATE_WAITING /* it has nothing to ask yet: what it asks about is not in the map */
};

struct guide_step {
    int number;       /* 0..14 as in the field's list; own steps count on behind them */
    int position;     /* its place among the steps of this preset and map, from 1 */
    struct slice key; /* "touchpoints" */
    struct slice name, purpose, explain, done; /* for people; may be empty */
    int box;                                   /* planned, seconds; what was added is in it */
    int used;                                  /* seconds, to the moment */
    int answered, open, needed; /* questions: answered; without answer; of these the needed ones */
    enum step_state state;
    bool absent; /* the map's kind has no use for it: it counts as done, without time */
    bool current, paused;
};

/* How many steps this preset has for this map: 15 in 90 minutes, whatever kind of map it is, since
 * a step that the kind has no use for is there all the same (`absent`), so that numbers stay. */
int guide_step_count(const struct guide *guide);
/* The step at `position`, from 1. */
struct guide_step guide_step_at(const struct guide *guide, int position);
struct guide_step guide_current_step(const struct guide *guide);
/* Its position alone, which takes no counting of questions. */
int guide_position(const struct guide *guide);
/* Goes to a step by number or by (the beginning of) its key or name; false with a reason. To what
 * is open in it; where nothing is, through all its questions from the first, and then on. */
bool guide_go(struct guide *guide, struct slice step, struct buf *why);

/* --- questions --- */

enum answer_form {
    ANSWER_LINE, /* one line; guide_options() may have suggestions, which it takes by number */
    ANSWER_LIST, /* a line an item; an empty line ends the list; suggestions as above */
    ANSWER_KEY,  /* one of guide_options(): by its key, its word, or its label */
    ANSWER_PICK  /* some of guide_options(): their numbers, with blanks between */
};

struct guide_question {
    enum answer_form form;
    struct slice text;    /* the question */
    struct slice hint;    /* what an answer looks like; may be empty */
    struct node *node;    /* what it is about: the map, a stage, a touchpoint ... */
    struct node *persona; /* of an emotion, where there are several personas; else NULL */
    enum field field;     /* of `node`, that the answer goes to; MAP_..., STAGE_TOUCHPOINTS ... */
    const struct field_def *def; /* of the field, or of a lane of the map's own */
    bool needed;
    bool answered;    /* it has a value already (after going back) */
    int index, count; /* of this question: the index'th of count nodes, from 1 */
    int items;        /* of a list: how many there are */
    int most;         /* of a pick: so many at most */
    /* Another question that is asked of the node by a key more, and the field of its answer; may be
     * empty. */
    struct slice beside;
    enum field beside_field;
    bool second; /* the other one comes first */
};

/* The question to ask now; false when none is open in this step and all later ones: the end. */
bool guide_question(const struct guide *guide, struct guide_question *out);
/* The place of that question among all of the step, from 1, and how many these are, those that are
 * asked together as one; 0 at the end. */
void guide_place(const struct guide *guide, int *place, int *count);
/* Appends what it is about: "Purchase / 3-D Secure", with the persona where there are several;
 * nothing for the map. */
void guide_add_subject(const struct guide_question *question, struct buf *out);
/* Appends what is known of that node, in a line; nothing for the map. */
void guide_add_known(const struct guide_question *question, struct buf *out);
/* Appends its value as it is edited on a line; for lists nothing. */
void guide_add_value(const struct guide *guide, struct buf *out);
/* Its items, of a list, with `between` between them. */
void guide_add_items(const struct guide_question *question, const char *between, struct buf *out);
/* The hint, and how several are given in one line where that goes; may be empty. */
void guide_add_hint(const struct guide_question *question, struct buf *out);
/* Appends that the question need not be answered, where all that the step needs is there; else
 * false. */
bool guide_add_optional(const struct guide *guide, struct buf *out);
/* "Now: web. Enter keeps it, Tab brings it.", where it has a value that a line answers. */
void guide_add_now(const struct guide *guide, struct buf *out);
/* Further questions to help the team with the stage itself or what is thought there: what the
 * stage asks (its "ask"); a list value. */
struct slice guide_prompts(const struct guide *guide);

struct guide_option {
    const char *key;    /* the key that chooses it: "1" */
    struct slice label; /* for people: "-2", "assumption", "Purchase / 3-D Secure" */
    const char *word;   /* what a score means: "very bad"; "": it says that itself */
    bool chosen;        /* it is the value now */
};

/* The options of ANSWER_KEY and ANSWER_PICK, suggestions for the others; `*out` lives until the
 * next call. */
size_t guide_options(struct guide *guide, const struct guide_option **out);

enum answered {
    ANSWER_REFUSED, /* nothing changed; `message` says why and what to do */
    ANSWER_TAKEN,   /* stored; guide_question() is the next one */
    ANSWER_ADDED    /* an item of a list was stored, and the list goes on */
};

/*
 * An answer, checked: UTF-8, length (10,000 bytes), range. Control characters become blanks; of
 * several lines each is an item of a list, all of them or none. Short forms of touchpoints are
 * understood. An empty line ends a list, keeps a value that is there, and skips an open question.
 * `message` may get a word of what was understood ("Checkout page: web, -1, pain: payment fails")
 * where it is not plain.
 */
enum answered guide_answer(struct guide *guide, struct slice line, struct buf *message);
/* What guide_answer() would make of it, while it is typed: what is understood, or (false) why not.
 */
bool guide_preview(const struct guide *guide, struct slice line, struct buf *out);
/* Takes the texts that a line may be completed to. */
struct completer {
    void (*add)(void *context, struct slice text);
    void *context;
};

/* Gives `to` each text that what is typed may be completed to; they replace it from the returned
 * byte on. An empty line is completed to the value that is there. */
size_t guide_complete(const struct guide *guide, struct slice typed, const struct completer *to);

void guide_skip(struct guide *guide);
/* "We don't know": the evidence of what it is about becomes an assumption, unless it is known; on
 * to the next. */
void guide_unknown(struct guide *guide);
/* The question before this one, whether answered or not; false at the first. */
bool guide_back(struct guide *guide);
/* For answers from a pipe: leaves the question open and asks the next one in this run. */
void guide_pass(struct guide *guide);
/* On with the next row: skips the question for all nodes where it is open, for this persona; or for
 * all personas. */
void guide_next_row(struct guide *guide);
void guide_next_question(struct guide *guide);
/* The same answer for all of the row that is open, from here on, as one undo group; an empty one
 * is that of the slot before. `message` says for how many, or (false) why not. */
bool guide_rest(struct guide *guide, struct slice answer, struct buf *message);
/* On with the next step: what is open stays open, and the step is passed. */
void guide_next_step(struct guide *guide);
/* Takes the stages (names, goals, questions) of a template; false with a reason. */
bool guide_take_stages(struct guide *guide, struct slice template_name, struct buf *why);
/* Puts a note into the parking lot. */
void guide_park(struct guide *guide, struct slice text);

/* --- time --- */

enum { BOX_WARNING = 60, SILENT_TIME = 180, SILENT_WARNING = 30 }; /* seconds */

/* Seconds left in the current step's box; negative: over by so many. */
int guide_left(const struct guide *guide);
void guide_pause(struct guide *guide, bool paused);
void guide_add_minutes(struct guide *guide, int minutes);
/* A silent round: everybody writes alone. Ends itself; begun again it ends. */
void guide_silent(struct guide *guide);
/* Seconds left of it; 0: there is none. */
int guide_silent_left(const struct guide *guide);
/* Seconds until what is shown of the time changes in kind (a warning, over), for a front end that
 * waits; -1: never. */
int guide_next_alarm(const struct guide *guide);

/* --- texts that both front ends show --- */

/* "Step 6 of 15: 5 Touchpoints"; its last part. */
void guide_add_title(const struct guide *guide, struct buf *out);
void guide_add_step_name(const struct guide *guide, struct buf *out);
/* "7:30 left", "1:10 left!", "over by 2:05", "paused, 7:30 left". */
void guide_add_time(const struct guide *guide, struct buf *out);
/* A line a step: number, name, planned and used time, what is open; the current one marked. */
void guide_add_agenda(const struct guide *guide, struct buf *out);
/* The steps that the last move went over because they are done: "7 Feelings: done already".
 * Nothing after a move to a step by name, or back. */
void guide_add_passed_over(const struct guide *guide, struct buf *out);
/* Whether every touchpoint is scored, by every persona, and the step that asks for it is over: the
 * moment to look at the curve. */
bool guide_is_scored(const struct guide *guide);
/* Purpose, how it is done with the template's example, when it is done. Paragraphs, a line each. */
void guide_add_explanation(const struct guide *guide, struct buf *out);
/* At the end, or of a map as it is: what is done, what is still open and where. */
void guide_add_summary(const struct guide *guide, struct buf *out);

#endif
