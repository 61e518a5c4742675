/*
 * Values of fields that each persona may have her own of: how a touchpoint feels. Such a value is
 * either one number for all, or pairs of a persona's id and her number, each ended by a NUL. Pairs
 * of personas that are not in the map wait for an undo; they don't count and are not saved.
 */
#ifndef CJM_MODEL_EDIT_PER_PERSONA_H
#define CJM_MODEL_EDIT_PER_PERSONA_H

#include "model/edit/edit.h"

enum { EMOTION_NONE = -100 };

/* Does it hold pairs, not one number for all? */
bool is_per_persona(struct slice value);
/* Takes the next pair off the front of `rest`; false at the end. */
bool per_persona_next(struct slice *rest, struct slice *id, struct slice *number);
/* Appends a pair. */
void per_persona_add(struct buf *value, struct slice id, struct slice number);
/* The number of a persona, her own or the one for all; without data: none. */
struct slice per_persona_get(struct slice value, struct slice id);
/* The personas of the map of that root of whom one of the values may say something: all where one
 * is for all. In the order of the map; the caller frees the items. */
struct node_list per_persona_of(const struct node *root, const struct slice *values, size_t count);
/* Is it the id of a persona that is in the map? */
bool is_persona(const struct map *map, struct slice id);

/* The field with the emotion of a touchpoint or a stage; FIELD_ID, which no node has, for other
 * kinds. */
enum field emotion_field(const struct node *node);
/* Has it an own emotion for each persona? */
bool has_emotions_per_persona(const struct node *node);
/* Is the persona of that id there? Who is not has no emotion there, and is asked nothing. */
bool takes_part(const struct node *touchpoint, struct slice persona);
/*
 * Of a touchpoint, or of a stage: -2..2 or EMOTION_NONE. `persona` is a persona's id; NULL: the
 * only one, or the rounded mean of all of them where each has its own (halves away from zero).
 */
int touchpoint_emotion(const struct node *touchpoint, const char *persona);
/* The same of a value of the field, in the map of that node; no data is not scored. */
int emotion_of_value(const struct node *node, struct slice value, const char *persona);
/* How far the personas' own ones of a touchpoint are apart: 0..4. */
int emotions_apart(const struct node *touchpoint);
/* The value of "emotion" after setting one persona's to `emotion` (EMOTION_NONE clears). With
 * persona NULL the value is for all. Others keep theirs: one shared value is spread over the
 * map's personas first. Appends to `out`; an empty result means: remove the field. */
void touchpoint_emotion_with(const struct map *map, const struct node *touchpoint,
    const char *persona, int emotion, struct buf *out);
/* Sets the field to that value. */
void touchpoint_set_emotion(
    struct undo *undo, struct node *touchpoint, const char *persona, int emotion);

#endif
