/* The facts of a persona in the order and the groups in which the field tells them. */
#ifndef CJM_INSIGHT_PERSONA_H
#define CJM_INSIGHT_PERSONA_H

#include <stdbool.h>

#include "model/map.h"

enum { GROUP_FIELDS_MAX = 10 };

struct fact_group {
    const char *title;                   /* marked for translation */
    enum field fields[GROUP_FIELDS_MAX]; /* in order; 0 ends them */
};

/* Every field of a persona but the name is in one of them; ends in a row without a title. */
extern const struct fact_group persona_groups[];

/* Is any fact of the group set? */
bool persona_tells(const struct node *persona, const struct fact_group *group);

/* Another one with the same goals and frustrations, whatever case and accents: the two may be one.
 * NULL: there is none, or she has no goals. */
const struct node *persona_twin(const struct node *persona);

#endif
