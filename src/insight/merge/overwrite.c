#include <config.h>

#include "insight/merge/overwrite.h"

#include <string.h>

#include "model/map.h"

static bool is_list(enum field field)
{
    return field < FIELD_COUNT && field_def(field)->type == FIELD_LIST;
}

/* Pairs of persona and number, not one number for all. */
static bool is_pairs(enum field field, struct slice value)
{
    return field < FIELD_COUNT && field_def(field)->type == FIELD_PER_PERSONA &&
           (!value.len || memchr(value.data, '\0', value.len));
}

/* Without data where the persona has none. */
static struct slice number_of(struct slice pairs, struct slice persona)
{
    struct slice id, number;
    while (value_next_item(&pairs, &id) && value_next_item(&pairs, &number))
        if (slice_equal(id, persona))
            return number;
    return SLICE_NONE;
}

static bool same(struct slice a, struct slice b)
{
    return !a.data == !b.data && slice_equal(a, b);
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
    while (value_next_item(&mine, &id) && value_next_item(&mine, &number))
        if (!same(number_of(before, id), number) && !same(number_of(now, id), number))
            return true;
    return false;
}

bool overwrite_loses(enum field field, struct slice before, struct slice mine, struct slice now)
{
    if (is_list(field))
        return loses_item(before, mine, now);
    if (is_pairs(field, before) && is_pairs(field, mine) && is_pairs(field, now))
        return loses_number(before, mine, now);
    return !same(mine, now);
}

static void add_pair(struct buf *out, struct slice persona, struct slice number)
{
    value_add_item(out, persona);
    value_add_item(out, number);
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
    while (value_next_item(&now, &id) && value_next_item(&now, &number)) {
        struct slice own = number_of(mine, id);
        add_pair(out, id, own.data && !same(own, number_of(theirs, id)) ? own : number);
    }
    while (value_next_item(&rest, &id) && value_next_item(&rest, &number))
        if (!number_of(theirs, id).data && !number_of(buf_slice(out), id).data)
            add_pair(out, id, number);
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
