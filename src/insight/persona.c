#include "insight/persona.h"

#include "base/i18n.h"
#include "base/text.h"

const struct fact_group persona_groups[] = {
    { N_("In their words"), { PERSONA_QUOTE } },
    { N_("Who"), { PERSONA_ROLE, PERSONA_BUYING_ROLE, PERSONA_INFLUENCE, PERSONA_AGE,
                     PERSONA_GENDER, PERSONA_EDUCATION, PERSONA_INCOME, PERSONA_PLACE } },
    { N_("Job"), { PERSONA_POSITION, PERSONA_DUTIES, PERSONA_TASKS } },
    { N_("Goals and needs"), { PERSONA_GOALS, PERSONA_NEEDS, PERSONA_MOTIVES } },
    { N_("Frustrations and joys"), { PERSONA_FRUSTRATIONS, PERSONA_JOYS } },
    { N_("Channels"), { PERSONA_CHANNELS } },
    { N_("Feelings"), { PERSONA_FEELINGS } },
    { N_("Social group and values"), { PERSONA_GROUP, PERSONA_VALUES } },
    { N_("Evidence and sources"), { PERSONA_ASSUMED, PERSONA_EVIDENCE, PERSONA_SOURCE } },
    { N_("Picture"), { PERSONA_PHOTO, PERSONA_PORTRAIT } },
    { N_("Notes"), { PERSONA_NOTES } },
    { NULL, { 0 } },
};

bool persona_tells(const struct node *persona, const struct fact_group *group)
{
    for (const enum field *field = group->fields; *field; field++)
        if (node_get(persona, *field).len)
            return true;
    return false;
}

static bool same_texts(const struct node *a, const struct node *b, enum field field)
{
    struct slice ours = node_get(a, field), theirs = node_get(b, field), x, y;
    bool same = true, more = true;
    while (same && more) {
        more = value_next_item(&ours, &x);
        same = more == value_next_item(&theirs, &y) && (!more || text_equal_fold(x, y));
    }
    return same;
}

const struct node *persona_twin(const struct node *persona)
{
    struct node_list all = node_children(persona->parent, MAP_PERSONAS);
    for (uint32_t i = 0; i < all.count && node_has(persona, PERSONA_GOALS); i++)
        if (all.items[i] != persona && same_texts(persona, all.items[i], PERSONA_GOALS) &&
            same_texts(persona, all.items[i], PERSONA_FRUSTRATIONS))
            return all.items[i];
    return NULL;
}
