/* Labels and places of our own Markdown, and the items that hang on a place. */
#include "import/own/reading.h"

#include "base/i18n.h"
#include "base/text.h"

struct draft_column *own_column(struct own_reading *reading, enum field field)
{
    const struct field_def *def = field_def(field);
    struct buf name = BUF_INIT;
    buf_addf(&name, "%d %s", (int)def->kind, def->key);
    struct draft_column *column = draft_column_named(
        reading->draft, buf_slice(&name), reading->line);
    column->text = draft_name(reading->draft, slice_of(_(def->label)));
    column->label = (struct label){ field_names(field) == KIND_PERSONA ? HOW_NAMES : HOW_FIELD,
        def->key };
    column->own = column->label.how == HOW_FIELD;
    buf_release(&name);
    return column;
}

/* The field of that label; FIELD_UNKNOWN: none. */
enum field own_field(const struct own_reading *reading, enum node_kind kind, struct slice label)
{
    const struct kind_def *def = kind_def(kind);
    for (enum field field = def->first; field < def->end; field++)
        if (field_def(field)->label && field_def(field)->type != FIELD_NODES &&
            own_is_called(reading->texts, label, field_def(field)->label))
            return field;
    return FIELD_UNKNOWN;
}

/* The kind whose nodes hang on such a place, each with that label: "Pain". */
enum node_kind own_kind(
    const struct own_reading *reading, enum node_kind parent, struct slice label)
{
    for (enum node_kind kind = KIND_PERSONA; kind < KIND_LANE; kind++) {
        enum field headline = kind_def(kind)->headline;
        if (field_of_child(parent, kind) != FIELD_UNKNOWN && kind != KIND_TOUCHPOINT &&
            field_def(headline)->label &&
            own_is_called(reading->texts, label, field_def(headline)->label))
            return kind;
    }
    return KIND_COUNT;
}

/* "Stage / Touchpoint", or a stage; the map itself where it is empty; NULL: there is none. */
struct draft_place *own_find_place(struct own_reading *reading, struct slice where)
{
    struct draft *draft = reading->draft;
    where = text_trim(where);
    if (!where.len)
        return &draft->map;
    enum { LONGEST = 20000 }; /* so that all of it can be tried */
    struct draft_place *place = draft_find_stage(draft, where);
    for (size_t i = 0; !place && i + 3 < where.len && where.len < LONGEST; i++)
        if (memcmp(where.data + i, " / ", 3) == 0) {
            place = draft_find_stage(draft, (struct slice){ where.data, i });
            if (place)
                place = draft_find_touchpoint(draft, place, slice_from(where, i + 3));
        }
    return place;
}

bool own_split_label(struct slice text, struct slice *label, struct slice *rest)
{
    if (!slice_begins_fold(text, SLICE("**")))
        return false;
    for (size_t i = 2; i + 2 < text.len; i++)
        if (memcmp(text.data + i, ":**", 3) == 0) {
            *label = (struct slice){ text.data + 2, i - 2 };
            *rest = text_trim(slice_from(text, i + 3));
            return true;
        }
    return false;
}

/* --- items --- */

/* "41 (2026-05-01), 38" */
void own_add_readings(
    struct own_reading *reading, struct draft_place *metric, struct slice text, size_t line)
{
    enum { DATE_LEN = 10 };
    struct draft *draft = reading->draft;
    while (text.len) {
        size_t end = 0;
        while (end < text.len && !slice_begins_fold(slice_from(text, end), SLICE(", ")))
            end++;
        struct slice value = text_trim((struct slice){ text.data, end }), date = SLICE("");
        text = slice_from(text, end < text.len ? end + 1 : end);
        if (value.len > DATE_LEN + 2 && value.data[value.len - 1] == ')') {
            date = (struct slice){ value.data + value.len - DATE_LEN - 1, DATE_LEN };
            if (date.data[-1] == '(' && field_accepts(READING_DATE, date, NULL))
                value = text_trim((struct slice){ value.data, value.len - DATE_LEN - 2 });
            else
                date = SLICE("");
        }
        struct draft_place *was = draft_place(draft, KIND_READING, value, line);
        draft_cell(draft, was, own_column(reading, READING_DATE), date, line);
        draft_add_child(metric, was);
    }
}

void own_end_item(struct own_reading *reading)
{
    struct draft_place *item = reading->item;
    struct slice where = reading->where;
    if (!item)
        return;
    reading->item = NULL;
    reading->where = SLICE("");
    if ((item->kind != KIND_METRIC && item->kind != KIND_NOTE) || reading->place != NULL)
        return;
    struct draft_place *place = own_find_place(reading, where);
    if (!place)
        draft_doubt(reading->draft, item->line,
            _("\"%s\" is no place of the journey; it is said of all of it"),
            draft_short(reading->draft, where));
    bool holds = place && field_of_child(place->kind, item->kind) != FIELD_UNKNOWN;
    draft_add_child(holds ? place : &reading->draft->map, item);
}
