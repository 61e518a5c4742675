/* The table of touchpoints that our own export writes: each label is exactly that of a field. */
#include "base/text.h"
#include "import/read/table.h"

static const char emotion_of[] = "Emotion: ";

static bool begins_with(struct slice text, const char *beginning)
{
    size_t len = strlen(beginning);
    return text.len > len && memcmp(text.data, beginning, len) == 0;
}

/* The touchpoint's field of exactly that label; FIELD_COUNT: there is none. */
static enum field field_labelled(struct slice label)
{
    const struct kind_def *kind = kind_def(KIND_TOUCHPOINT);
    for (enum field field = kind->first; field < kind->end; field++)
        if (field != kind->headline && field_def(field)->label &&
            slice_is(label, field_def(field)->label))
            return field;
    return FIELD_COUNT;
}

static bool is_own_label(const struct draft *draft, struct slice label)
{
    return field_labelled(label) < FIELD_COUNT || begins_with(label, emotion_of) ||
           slice_is(label, "Goal") || label_of(&draft->lexicon->labels, label).how == HOW_NOTE;
}

/* A feeling or a satisfaction of ours stands beside an emotion; alone it is what others call so. */
bool table_is_own(const struct draft *draft, const struct table *table, size_t header)
{
    size_t width = table_width(table, header);
    bool own = slice_is(table_at(table, header, 0), "Stage") &&
               slice_is(table_at(table, header, 1), "Touchpoint");
    bool emotion = false, feeling = false;
    for (size_t i = 2; i < width && own; i++) {
        struct slice label = table_at(table, header, i);
        own = is_own_label(draft, label);
        bool is_emotion = slice_is(label, "Emotion") || begins_with(label, emotion_of);
        emotion = emotion || is_emotion;
        feeling = feeling ||
                  (!is_emotion && label_of(&draft->lexicon->labels, label).how == HOW_EMOTION);
    }
    return own && table->delimiter && (emotion || !feeling);
}

struct draft_column *table_own_column(struct draft *draft, struct slice label, size_t line)
{
    bool emotion = begins_with(label, emotion_of);
    enum field field = field_labelled(label);
    struct draft_column *column = draft_column(draft, emotion ? SLICE("Emotion") : label, line);
    column->own = true;
    if (emotion) {
        column->text = draft_name(draft, label);
        label = slice_from(label, strlen(emotion_of));
        column->persona = draft_persona(draft, label, line)->name;
    } else if (field < FIELD_COUNT && field != TOUCHPOINT_EVIDENCE &&
               field_def(field)->type != FIELD_PER_PERSONA) {
        column->label = (struct label){ HOW_FIELD, field_def(field)->key };
        if (field_def(field)->type == FIELD_NODES)
            column->label.how = HOW_CHILD;
        else if (field_names(field) == KIND_PERSONA)
            column->label.how = HOW_NAMES;
    }
    return column;
}

struct slice table_unguarded(struct slice text)
{
    bool guarded = text.len > 1 && text.data[0] == '\'' && strchr("=+-@\t\r'", text.data[1]);
    return slice_from(text, guarded);
}
