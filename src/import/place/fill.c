/* The cells of a place become the fields of a node. */
#include <stdio.h>

#include "base/i18n.h"
#include "base/text.h"
#include "import/draft/items.h"
#include "import/place/place.h"
#include "model/edit/per_persona.h"
#include "model/value_list.h"

/* --- texts --- */

static struct buf *text_of(struct filling *filling, enum field field)
{
    return &filling->texts[field - kind_def(filling->place->kind)->first];
}

static void keep(struct filling *filling, const struct draft_cell *cell)
{
    enum field field = field_of_key(filling->place->kind, SLICE("notes"));
    struct buf *notes = field < FIELD_COUNT ? text_of(filling, field) : &filling->draft->notes;
    if (notes->len)
        buf_add_char(notes, '\n');
    if (notes == &filling->draft->notes && filling->place->name.len)
        buf_addf(notes, "%.*s: ", SLICE_ARG(filling->place->name));
    if (cell->column->text.len)
        buf_addf(notes, "%.*s: ", SLICE_ARG(cell->column->text));
    buf_add_slice(notes, cell->text);
}

void fill_note(struct filling *filling, const struct draft_cell *cell)
{
    if (!cell->column->note_told)
        draft_notice(filling->draft, cell->column->line,
            _("\"%s\" has no field here; it is kept in the notes"),
            draft_short(filling->draft, cell->column->text));
    cell->column->note_told = true;
    keep(filling, cell);
}

/* Its field is there, but the text is none for it. */
static void note_no_value(struct filling *filling, const struct draft_cell *cell)
{
    draft_doubt(filling->draft, cell->line,
        _("\"%1$s\" is no value for \"%2$s\"; it is kept in the notes"),
        draft_short(filling->draft, cell->text), draft_short(filling->draft, cell->column->text));
    keep(filling, cell);
}

/* --- pains and ideas --- */

static struct node_list children(const struct filling *filling, enum node_kind kind)
{
    return node_children(filling->node, field_of_child(filling->place->kind, kind));
}

static bool has_items(const struct filling *filling)
{
    return children(filling, KIND_PAIN).count > filling->pains ||
           children(filling, KIND_IDEA).count > filling->ideas;
}

static void add_item(struct filling *filling, enum node_kind kind, struct slice text)
{
    struct node *node = node_new(filling->undo->map, kind);
    node_put(filling->undo->map, node, kind_def(kind)->headline, text);
    if (filling->draft->options->assumption && kind == KIND_PAIN)
        node_put(filling->undo->map, node, PAIN_EVIDENCE, SLICE("assumption"));
    node_attach(filling->undo->map, filling->node, node, (size_t)-1);
}

static void take_items(struct filling *filling, const struct draft_cell *cell, enum node_kind kind)
{
    struct slice rest = cell->text, item;
    if (field_of_child(filling->place->kind, kind) == FIELD_UNKNOWN)
        fill_note(filling, cell);
    else if (!items_are_bullets(cell->text))
        add_item(filling, kind, items_without_bullet(cell->text));
    else
        while (items_next(&rest, &item))
            add_item(filling, kind, item);
}

/* Sets a field of each pain of the row, or of each idea where there is no pain. */
static bool set_of_items(struct filling *filling, const char *key, struct slice text)
{
    struct node_list pains = children(filling, KIND_PAIN), ideas = children(filling, KIND_IDEA);
    bool pain = pains.count > filling->pains;
    struct node_list list = pain ? pains : ideas;
    enum field field = field_of_key(pain ? KIND_PAIN : KIND_IDEA, slice_of(key));
    bool good = field < FIELD_COUNT;
    for (size_t i = pain ? filling->pains : filling->ideas; i < list.count && good; i++) {
        struct buf value = BUF_INIT;
        bool assumed = filling->draft->options->assumption && field == PAIN_EVIDENCE;
        if (!assumed)
            buf_add_slice(&value, node_get(list.items[i], field));
        good = value_add_text(field, text, false, &value);
        if (good)
            node_put(filling->undo->map, list.items[i], field, buf_slice(&value));
        buf_release(&value);
    }
    return good;
}

bool fill_field(
    struct filling *filling, const struct draft_cell *cell, const char *key, struct slice text)
{
    enum field field = field_of_key(filling->place->kind, slice_of(key));
    if (filling->row_is_item && set_of_items(filling, key, text))
        return true;
    if (field < FIELD_COUNT && field_def(field)->type != FIELD_NODES &&
        value_add_text(field, text, cell->column->own, text_of(filling, field)))
        return true;
    return false;
}

/* --- people --- */

struct naming {
    struct filling *filling;
};

static void take_person(void *context, struct slice name, bool is_machine)
{
    struct filling *filling = context;
    struct node *persona = cast_node(filling->cast, name);
    if (persona)
        value_add_once(&filling->in_row, slice_of(persona->id), &filling->row_people);
    if (is_machine && filling->place->kind == KIND_TOUCHPOINT) {
        struct buf *list = text_of(filling, TOUCHPOINT_TECHNOLOGY);
        if (!value_has_item(buf_slice(list), name))
            value_add_item(list, name);
    }
}

/* Of a row: who is there, or whom its pain affects. */
static void settle_people(struct filling *filling, const struct draft_cell *cell)
{
    struct slice rest = buf_slice(&filling->row_people), id;
    bool settled = filling->row_settled;
    filling->row_settled = true;
    if (filling->row_is_item && children(filling, KIND_PAIN).count > filling->pains) {
        struct node_list pains = children(filling, KIND_PAIN);
        for (size_t i = filling->pains; i < pains.count && !settled; i++)
            node_put(filling->undo->map, pains.items[i], PAIN_PERSONAS, rest);
        return;
    }
    if (filling->place->kind != KIND_TOUCHPOINT) {
        if (filling->place->kind == KIND_STAGE && filling->cast->names.count > 1)
            fill_note(filling, cell);
        return;
    }
    while (!settled && value_next_item(&rest, &id))
        value_add_once(&filling->named, id, &filling->people);
}

/* --- rows --- */

static void apply_rating(struct filling *filling, const struct draft_cell *cell)
{
    const struct lexicon *lexicon = filling->draft->lexicon;
    bool severity = cell->column->label.how == HOW_SEVERITY;
    char text[16];
    int value = 0;
    bool good = severity ? severity_read(
                               &lexicon->severities, &cell->column->severities, cell->text, &value)
                         : frequency_read(&lexicon->frequencies, cell->text, &value);
    snprintf(text, sizeof text, "%d", value);
    if (good && has_items(filling) &&
        set_of_items(filling, severity ? "severity" : "frequency", slice_of(text)))
        return;
    (good ? fill_note : note_no_value)(filling, cell);
}

static void apply_evidence(struct filling *filling, const struct draft_cell *cell)
{
    const char *word = evidence_read(&filling->draft->lexicon->evidences, cell->text);
    if (!fill_field(
            filling, cell, word ? "evidence" : "source", word ? slice_of(word) : cell->text))
        fill_note(filling, cell);
}

static void apply_machines(struct filling *filling, const struct draft_cell *cell)
{
    if (!fill_field(filling, cell, "technology", cell->text))
        fill_note(filling, cell);
}

/* The column's, or what its text is the key of in this kind: "goals" of a persona. */
static const char *key_of(const struct filling *filling, const struct draft_column *column)
{
    enum { LONGEST = 40 };
    enum node_kind kind = filling->place->kind;
    char key[LONGEST + 1] = "";
    if (field_of_key(kind, slice_of(column->label.key)) < FIELD_COUNT || column->text.len > LONGEST)
        return column->label.key;
    for (size_t i = 0; i < column->text.len; i++) {
        char c = column->text.data[i];
        key[i] = c == ' ' ? '_' : c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    enum field field = field_of_key(kind, slice_of(key));
    return field < FIELD_COUNT ? field_def(field)->key : column->label.key;
}

static void apply_field(struct filling *filling, const struct draft_cell *cell)
{
    const char *key = key_of(filling, cell->column);
    if (fill_field(filling, cell, key, cell->text))
        return;
    enum field field = field_of_key(filling->place->kind, slice_of(key));
    (field < FIELD_COUNT ? note_no_value : fill_note)(filling, cell);
}

static void add_named(struct filling *filling, enum field field, const struct node *persona)
{
    struct buf *out = text_of(filling, field);
    if (field_def(field)->type == FIELD_LIST)
        value_add_item(out, slice_of(persona->id));
    else if (!out->len)
        buf_adds(out, persona->id);
}

/* The ids of the personas that are named, with commas or lines between. */
static void apply_names(struct filling *filling, const struct draft_cell *cell)
{
    struct slice rest = cell->text;
    enum field field = field_of_key(filling->place->kind, slice_of(cell->column->label.key));
    bool all = true;
    enum { LONGEST = 4000 };
    while (rest.len && rest.len < LONGEST && field < FIELD_COUNT) {
        size_t len = rest.len;
        struct slice name = rest;
        const struct node *persona = cast_node(filling->cast, name);
        for (size_t i = rest.len; !persona && i-- > 0;)
            if (rest.data[i] == ',' || rest.data[i] == '\n') {
                name.len = i;
                len = i + 1;
                persona = cast_node(filling->cast, name);
            }
        if (persona)
            add_named(filling, field, persona);
        all = all && persona;
        rest = text_trim(slice_from(rest, len));
    }
    if (!all || rest.len)
        fill_note(filling, cell);
}

static void apply(struct filling *filling, const struct draft_cell *cell)
{
    filling->draft->file = cell->column->file;
    switch (cell->column->label.how) {
    case HOW_PAIN:
    case HOW_IDEA:
    case HOW_QUOTE:
    case HOW_CHILD:
        break; /* were taken first */
    case HOW_PERSONA:
        settle_people(filling, cell);
        break;
    case HOW_EMOTION:
        fill_feeling(filling, cell);
        break;
    case HOW_SEVERITY:
    case HOW_FREQUENCY:
        apply_rating(filling, cell);
        break;
    case HOW_EVIDENCE:
        apply_evidence(filling, cell);
        break;
    case HOW_METRIC:
        fill_metrics(filling, cell);
        break;
    case HOW_MACHINE:
        apply_machines(filling, cell);
        break;
    case HOW_NAMES:
        apply_names(filling, cell);
        break;
    case HOW_FIELD:
        apply_field(filling, cell);
        break;
    default:
        fill_note(filling, cell);
    }
}

/* What others in the row are said of. */
static void apply_first(struct filling *filling, const struct draft_cell *cell)
{
    enum how how = cell->column->label.how;
    if (how == HOW_PAIN || how == HOW_IDEA || how == HOW_QUOTE)
        take_items(filling, cell,
            how == HOW_PAIN   ? KIND_PAIN
            : how == HOW_IDEA ? KIND_IDEA
                              : KIND_QUOTE);
    if (how == HOW_CHILD)
        take_items(filling, cell,
            field_def(field_of_key(KIND_TOUCHPOINT, slice_of(cell->column->label.key)))->child);
    if (how == HOW_PERSONA)
        cast_each(filling->cast, cell, take_person, filling);
}

static const struct draft_cell *apply_row(struct filling *filling, const struct draft_cell *first)
{
    const struct draft_cell *cell, *end = first;
    filling->pains = children(filling, KIND_PAIN).count;
    filling->ideas = children(filling, KIND_IDEA).count;
    buf_clear(&filling->row_people);
    names_release(&filling->in_row);
    filling->row_settled = false;
    for (; end && end->row == first->row; end = end->next)
        apply_first(filling, end);
    filling->row_is_item = has_items(filling) && (filling->place->kind == KIND_STAGE ||
                                                     first->row != filling->place->row);
    for (cell = first; cell != end; cell = cell->next)
        apply(filling, cell);
    return end;
}

/* --- the whole --- */

static void put_all(struct filling *filling)
{
    const struct kind_def *kind = kind_def(filling->place->kind);
    struct map *map = filling->undo->map;
    struct node *node = filling->node;
    for (enum field field = kind->first; field < kind->end; field++) {
        struct buf *text = text_of(filling, field);
        struct slice value = buf_slice(text);
        if (!text->cap)
            continue; /* as most are */
        if (text->len && field_def(field)->type == FIELD_TEXTS)
            value = field_alone(field, value);
        if (text->len)
            node_put(map, node, field, value);
        buf_release(text);
    }
    enum field emotion = emotion_field(node);
    struct slice value = buf_slice(filling->emotions.len ? &filling->emotions : &filling->emotion);
    if (emotion < FIELD_COUNT && value.len)
        node_put(map, node, emotion, value);
    struct slice rest = buf_slice(&filling->people), id;
    size_t count = 0;
    while (value_next_item(&rest, &id))
        count++;
    if (count && count < filling->cast->names.count)
        node_put(map, node, TOUCHPOINT_TAKES_PART, buf_slice(&filling->people));
    if (!filling->draft->options->assumption)
        return;
    enum field evidence = field_of_key(filling->place->kind, SLICE("evidence"));
    if (evidence < FIELD_COUNT)
        node_put(map, node, evidence, SLICE("assumption"));
}

void fill_node(struct undo *undo, struct draft *draft, const struct cast *cast,
    const struct draft_place *place, struct node *node, size_t *free_words)
{
    const struct kind_def *kind = kind_def(place->kind);
    size_t count = (size_t)(kind->end - kind->first);
    struct buf texts[FIELD_COUNT];
    struct filling filling = { .undo = undo,
        .draft = draft,
        .cast = cast,
        .node = node,
        .place = place,
        .texts = texts,
        .emotions = BUF_INIT,
        .emotion = BUF_INIT,
        .people = BUF_INIT,
        .row_people = BUF_INIT,
        .free_words = free_words };
    for (size_t i = 0; i < count; i++)
        texts[i] = (struct buf)BUF_INIT;
    for (const struct draft_cell *cell = place->cells; cell;)
        cell = apply_row(&filling, cell);
    put_all(&filling);
    buf_release(&filling.emotions);
    buf_release(&filling.emotion);
    buf_release(&filling.people);
    buf_release(&filling.row_people);
    names_release(&filling.in_row);
    names_release(&filling.named);
    names_release(&filling.scored);
}
