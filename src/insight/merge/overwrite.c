#include "insight/merge/overwrite.h"

#include "model/edit/per_persona.h"
#include "model/map.h"

static bool is_list(enum field field)
{
    return field < FIELD_COUNT && field_def(field)->type == FIELD_LIST;
}

/* Pairs of persona and number, not one number for all. */
static bool is_pairs(enum field field, struct slice value)
{
    return field < FIELD_COUNT && field_def(field)->type == FIELD_PER_PERSONA &&
           (!value.len || is_per_persona(value));
}

static bool loses_item(struct slice before, struct slice mine, struct slice now)
{
    struct slice item;
    while (value_next_item(&mine, &item))
        if (!value_has_item(before, item) && !value_has_item(now, item))
            return true;
    return false;
}

static bool loses_number(struct slice before, struct slice mine, struct slice now)
{
    struct slice id, number;
    while (per_persona_next(&mine, &id, &number))
        if (!slice_same(per_persona_get(before, id), number) &&
            !slice_same(per_persona_get(now, id), number))
            return true;
    return false;
}

bool overwrite_loses(enum field field, struct slice before, struct slice mine, struct slice now)
{
    if (is_list(field))
        return loses_item(before, mine, now);
    if (is_pairs(field, before) && is_pairs(field, mine) && is_pairs(field, now))
        return loses_number(before, mine, now);
    return !slice_same(mine, now);
}

static void mend_list(struct slice mine, struct slice theirs, struct slice now, struct buf *out)
{
    struct slice item;
    buf_add_slice(out, now);
    while (value_next_item(&mine, &item))
        if (!value_has_item(theirs, item) && !value_has_item(now, item))
            value_add_item(out, item);
}

static void mend_pairs(struct slice mine, struct slice theirs, struct slice now, struct buf *out)
{
    struct slice id, number, rest = mine;
    while (per_persona_next(&now, &id, &number)) {
        struct slice own = per_persona_get(mine, id);
        per_persona_add(
            out, id, own.data && !slice_same(own, per_persona_get(theirs, id)) ? own : number);
    }
    while (per_persona_next(&rest, &id, &number))
        if (!per_persona_get(theirs, id).data && !per_persona_get(buf_slice(out), id).data)
            per_persona_add(out, id, number);
}

void overwrite_mend(
    enum field field, struct slice mine, struct slice theirs, struct slice now, struct buf *out)
{
    if (is_list(field))
        mend_list(mine, theirs, now, out);
    else if (is_pairs(field, mine) && is_pairs(field, theirs) && is_pairs(field, now))
        mend_pairs(mine, theirs, now, out);
    else
        buf_add_slice(out, mine);
}
