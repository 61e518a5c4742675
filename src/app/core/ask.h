/* Prompts that the program opens: what is asked, and fields as lines. */
#ifndef CJM_APP_CORE_ASK_H
#define CJM_APP_CORE_ASK_H

#include "app/core/state.h"
#include "model/lane.h"

/* Opens a prompt; `ask` is copied. One that is open is held, and comes back after this one. */
void app_ask(struct app *app, const char *label, enum prompt_history history, struct slice initial,
    const struct ask *ask);
/* The same; the message that is shown stays. */
void app_ask_on(struct app *app, const char *label, enum prompt_history history,
    struct slice initial, const struct ask *ask);
/* Asks for the value of a field, as its type wants it. */
void app_ask_field(struct app *app, struct node *node, enum field field);
/* A field's value as it is edited on a line: lists with commas, booleans as yes and no. */
void field_to_line(enum field field, struct slice value, struct buf *out);
/* A field's value as it is read: a list with commas, booleans as yes and no. */
void field_add_shown(enum field field, struct slice value, struct buf *out);
/* "evidence": a label as it stands inside of a sentence, a field's. */
void label_add(struct slice label, struct buf *out);
void field_add_label(enum field field, struct buf *out);
/* Says what a field of the node was set to: "Search: evidence research". */
void say_set(struct app *app, const struct node *node, enum field field);
/* "2 pains" */
void add_count(enum node_kind kind, size_t n, struct buf *out);
/* "Pay added", or how many of its kind. */
void say_added(struct app *app, const struct node *node, size_t n);
/* Appends what may be typed: " (1..5)". Nothing where any text may. */
void field_add_limits(enum field field, struct buf *out);
/* The reverse, checked; false with a reason. */
bool field_from_line(
    struct app *app, enum field field, struct slice line, struct buf *out, struct buf *why);
/* The persona of that name or id, or NULL. */
struct node *persona_named(const struct map *map, struct slice name);
/* Stores what was typed for a field; an empty line removes it. */
bool app_set_from_line(
    struct app *app, struct node *node, enum field field, struct slice line, struct buf *message);

/* --- files (files.c) --- */

/* Appends a path as a shell takes it, "~/" being the home folder. */
void add_path(struct slice path, struct buf *out);
/* Asks for a file's name. */
void ask_file(struct app *app, const char *label, struct slice initial,
    bool (*done)(struct app *, struct slice, struct buf *));
/* Asks the conductor to open a map as soon as the command is done; `wanted` is copied. What is open
 * must be saved by then. Where it can't be opened, all stays and the reason is shown. */
void ask_open(struct app *app, const struct opening *wanted);
/* Makes the file of a new map, with ".yaml" where the name has no ending, and has it opened. False
 * with the reason. */
bool make_map(struct app *app, struct slice path, const struct new_map *begins, bool guided,
    struct buf *message);
/* Asks for the file of a new map, makes and opens it; `guided`: with the guide. */
void app_ask_new(struct app *app, const struct new_map *begins, bool guided);

/* --- fields of lanes, and own keys (ask_own.c) --- */

/* Asks for the value of a lane; of an own key without a lane it says how to make one. */
void app_ask_own_field(struct app *app, struct node *node, enum field field);
/* Sets the lane to what was typed; empty: removes it. False with a reason. */
bool app_set_lane(struct app *app, struct node *node, const struct lane *lane, struct slice line,
    struct buf *why);
/* "Risk: high" in the last line. */
void say_set_lane(struct app *app, const struct node *node, const struct lane *lane);
/* Appends what can be typed, or why nothing can. */
void own_field_help(
    const struct app *app, const struct node *node, enum field field, struct buf *out);

#endif
