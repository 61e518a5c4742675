#include "unit/shared_support.h"
#include "model/edit/per_persona.h"

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "store/store.h"
#include "support.h"
#include "unit/random_edits.h"
#include "unit/store_support.h"

static const char sample[] = "cjm: 1\n"
                             "title: Sample\n"
                             "personas: [Anna, Ben]\n"
                             "stages:\n"
                             "  - name: One\n"
                             "    touchpoints:\n"
                             "      - name: Website\n"
                             "        emotion: {anna: -2, ben: 1}\n"
                             "        pains: [Slow, Slow]\n"
                             "      - name: Shop\n"
                             "        emotion: 2\n"
                             "        unknown: [a, b]\n"
                             "  - name: Two\n"
                             "    touchpoints: [Phone]\n"
                             "parking: [Later]\n";

/* --- one person's program --- */

void shared_look(void *context)
{
    struct shared_person *person = context;
    struct edit edit;
    while (person->seen < person->table->count) {
        const struct shared_line *line = &person->table->lines[person->seen++];
        enum edit_text result = replay_line(&person->replay,
            &(struct replay_line){
                .author = slice_of(line->author),
                .action = line->action,
                .text = slice_of(line->text),
            },
            &edit);
        cr_assert_eq(
            result, EDIT_TEXT_GOOD, "%s reads as %d: %s", person->token, result, line->text);
    }
    replay_rest(&person->replay);
}

static void write_line(struct shared_person *person, struct buf *text)
{
    struct shared_table *table = person->table;
    cr_assert_eq(person->seen, table->count);
    MEM_GROW(table->lines, table->count + 1, table->cap);
    table->lines[table->count++] = (struct shared_line){ mem_copy_string(person->token),
        mem_copy_string(text->data), person->undo.group };
    person->seen = table->count;
    buf_release(text);
}

static void record(void *context, const struct edit *edit)
{
    struct buf text = BUF_INIT;
    edit_text_add(edit, &text);
    write_line(context, &text);
}

static void toggle(void *context, const struct edit *first, bool undone)
{
    struct shared_person *person = context;
    struct buf text = BUF_INIT;
    replay_add_toggle(&person->replay, first, undone, &text);
    write_line(context, &text);
}

static void lost(void *context, const struct edit *edit)
{
    struct shared_person *person = context;
    buf_add_slice(&person->lost, edit->op == EDIT_SET ? edit->after : node_headline(edit->node));
    buf_add_char(&person->lost, '\n');
}

static enum field any_own_key(
    enum node_kind kind, struct slice key, struct slice yaml, struct buf *value)
{
    (void)value;
    return key.len && yaml.len ? field_of_key(kind, key) : FIELD_ID;
}

static void join_with(
    struct shared_person *person, struct shared_table *table, int number, struct slice text)
{
    *person = (struct shared_person){ .table = table, .lost = BUF_INIT };
    snprintf(person->token, sizeof person->token, "p%d", number);
    read_map(&person->map, text);
    undo_init(&person->undo, &person->map);
    replay_init(&person->replay, &person->undo, person->token);
    person->replay.reader.own_key = any_own_key;
    person->undo.recorder = (struct edit_recorder){
        .begin = shared_look, .record = record, .toggle = toggle, .lost = lost, .context = person
    };
}

void shared_join(struct shared_person *person, struct shared_table *table, int number)
{
    join_with(person, table, number, slice_of(sample));
}

void shared_join_late(struct shared_person *person, struct shared_table *table, int number,
    struct shared_person *other)
{
    struct buf text = BUF_INIT;
    shared_look(other);
    store_canonical(&other->map, &text);
    join_with(person, table, number, buf_slice(&text));
    person->seen = other->seen;
    buf_release(&text);
}

void shared_leave(struct shared_person *person)
{
    replay_release(&person->replay);
    undo_release(&person->undo);
    map_release(&person->map);
    buf_release(&person->lost);
}

void shared_clear(struct shared_table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        free(table->lines[i].author);
        free(table->lines[i].text);
    }
    free(table->lines);
    *table = (struct shared_table){ 0 };
}

/* --- what all have --- */

/* Lists and emotions have NULs between their items. */
static void add_value(struct buf *out, const char *key, struct slice value)
{
    buf_addf(out, " %s=", key);
    for (size_t i = 0; i < value.len; i++)
        buf_add_char(out, value.data[i] ? value.data[i] : '|');
}

/* All but the ids: a node that comes back may have got a new one, where another took its own. */
void shared_describe_contents(const struct map *map, struct buf *out)
{
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        const struct kind_def *kind = kind_def((enum node_kind)node->kind);
        buf_addf(out, "%s", kind->name);
        for (enum field field = kind->first; field < kind->end; field++)
            if (node_has(node, field))
                add_value(out, field_def(field)->key, node_get(node, field));
        buf_addf(out, " in %s\n", node->parent ? node_headline(node->parent).data : "");
    }
}

/* Of those who are in the map: what others felt, who were removed, only some remember. */
static void add_emotions(const struct map *map, const struct node *touchpoint, struct buf *out)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    buf_addf(out, " emotion=%d", touchpoint_emotion(touchpoint, NULL));
    for (uint32_t i = 0; i < personas.count; i++)
        buf_addf(out, ",%d", touchpoint_emotion(touchpoint, personas.items[i]->id));
}

/* By their names: who came later may have them in another order, and the canonical text another
 * form of what they hold, which is compared where it is written (store/write/verify.c). */
static void add_own_keys(const struct node *node, struct buf *out)
{
    const struct value *last = NULL, *next;
    do {
        next = NULL;
        for (size_t i = 0; i < node->value_count; i++) {
            const struct value *own = &node->values[i];
            if (own->field > FIELD_UNKNOWN && (!last || strcmp(own->data, last->data) > 0) &&
                (!next || strcmp(own->data, next->data) < 0))
                next = own;
        }
        if (next)
            buf_addf(out, " %s", next->data);
        last = next;
    } while (last);
}

void shared_describe(const struct map *map, struct buf *out)
{
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        const struct kind_def *kind = kind_def((enum node_kind)node->kind);
        cr_assert_eq(map_find(map, slice_of(node->id)), node, "%s is not found", node->id);
        buf_addf(out, "%s %s in %s", kind->name, node->id, node->parent ? node->parent->id : "");
        for (enum field field = kind->first; field < kind->end; field++)
            if (field_def(field)->type == FIELD_PER_PERSONA)
                add_emotions(map, node, out);
            else if (node_has(node, field))
                add_value(out, field_def(field)->key, node_get(node, field));
        add_own_keys(node, out);
        buf_add_char(out, '\n');
    }
}

void shared_expect_same(struct shared_person *people, int count, const char *when)
{
    struct buf first = BUF_INIT, other = BUF_INIT;
    for (int i = 0; i < count; i++)
        shared_look(&people[i]);
    shared_describe(&people[0].map, &first);
    for (int i = 1; i < count; i++) {
        buf_clear(&other);
        shared_describe(&people[i].map, &other);
        cr_assert_str_eq(
            other.data, first.data, "%s and %s differ %s", people[i].token, people[0].token, when);
    }
    buf_clear(&other);
    store_canonical(&people[0].map, &other);
    struct map back;
    read_map(&back, buf_slice(&other));
    map_release(&back);
    buf_release(&first);
    buf_release(&other);
}

struct node *shared_found(struct shared_person *person, const char *id)
{
    shared_look(person);
    struct node *node = map_find(&person->map, slice_of(id));
    cr_assert_not_null(node, "%s has no %s", person->token, id);
    return node;
}

void shared_set(struct shared_person *person, const char *id, enum field field, const char *text)
{
    edit_set(&person->undo, shared_found(person, id), field, slice_of(text));
}

void shared_expect_value(
    struct shared_person *person, const char *id, enum field field, const char *text)
{
    struct slice value = node_get(shared_found(person, id), field);
    cr_expect(slice_is(value, text), "%s of %s is %.*s, not %s", field_def(field)->key, id,
        SLICE_ARG(value), text);
}

struct node *shared_add(struct shared_person *person, const char *parent, enum node_kind kind,
    const char *name, size_t index)
{
    struct node *node = node_new(&person->map, kind);
    node_put(&person->map, node, kind_def(kind)->headline, slice_of(name));
    edit_insert(&person->undo, shared_found(person, parent), node, index);
    return node;
}

/* Some actions are several edits. */
static void random_action(uint64_t *state, struct undo *undo)
{
    unsigned edits = random_below(state, 4) ? 1 : 2 + random_below(state, 4);
    undo_begin(undo);
    while (edits--)
        if (random_below(state, 12))
            random_edit(state, undo);
        else if (random_below(state, 2))
            random_unknown_edit(state, undo);
        else
            random_lane_edit(state, undo);
    undo_end(undo);
}

void shared_random_step(struct shared_person *person, uint64_t *state)
{
    shared_look(person);
    if (random_below(state, 6) == 0)
        undo_undo(&person->undo);
    else if (random_below(state, 8) == 0)
        undo_redo(&person->undo);
    else if (random_below(state, 10))
        random_action(state, &person->undo);
    else if (random_below(state, 2))
        random_unknown_edit(state, &person->undo);
    else
        random_lane_edit(state, &person->undo);
}
