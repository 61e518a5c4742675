/* Several programs edit the same map, with a list of lines in the place of the journal. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include <criterion/criterion.h>

#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "model/replay.h"
#include "store/store.h"
#include "support.h"
#include "unit/random_edits.h"
#include "unit/store_support.h"

enum { PEOPLE_MAX = 4 };

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

struct line {
    char *author, *text;
    uint32_t action;
};

struct table {
    struct line *lines;
    size_t count, cap;
};

struct person {
    char token[8];
    struct map map;
    struct undo undo;
    struct replay replay;
    struct table *table;
    size_t seen;
    struct buf lost;
};

/* --- one person's program --- */

static void look(void *context)
{
    struct person *person = context;
    struct edit edit;
    while (person->seen < person->table->count) {
        const struct line *line = &person->table->lines[person->seen++];
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

static void write_line(struct person *person, struct buf *text)
{
    struct table *table = person->table;
    cr_assert_eq(person->seen, table->count);
    MEM_GROW(table->lines, table->count + 1, table->cap);
    table->lines[table->count++] = (struct line){ mem_copy_string(person->token),
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
    struct person *person = context;
    struct buf text = BUF_INIT;
    replay_add_toggle(&person->replay, first, undone, &text);
    write_line(context, &text);
}

static void lost(void *context, const struct edit *edit)
{
    struct person *person = context;
    buf_add_slice(&person->lost, edit->op == EDIT_SET ? edit->after : node_headline(edit->node));
    buf_add_char(&person->lost, '\n');
}

static bool any_unknown(struct slice key, struct slice yaml)
{
    return key.len && yaml.len;
}

static void join(struct person *person, struct table *table, int number)
{
    *person = (struct person){ .table = table, .lost = BUF_INIT };
    snprintf(person->token, sizeof person->token, "p%d", number);
    read_map(&person->map, slice_of(sample));
    undo_init(&person->undo, &person->map);
    replay_init(&person->replay, &person->undo, person->token);
    person->replay.reader.unknown_is_good = any_unknown;
    person->undo.recorder = (struct edit_recorder){
        .begin = look, .record = record, .toggle = toggle, .lost = lost, .context = person
    };
}

static void leave(struct person *person)
{
    replay_release(&person->replay);
    undo_release(&person->undo);
    map_release(&person->map);
    buf_release(&person->lost);
}

static void clear(struct table *table)
{
    for (size_t i = 0; i < table->count; i++) {
        free(table->lines[i].author);
        free(table->lines[i].text);
    }
    free(table->lines);
    *table = (struct table){ 0 };
}

/* --- what all have --- */

/* All but the ids: a node that comes back may have got a new one, where another took its own. */
static void describe_contents(const struct person *person, struct buf *out)
{
    for (struct node *node = person->map.root; node; node = node_next(node, person->map.root)) {
        const struct kind_def *kind = kind_def((enum node_kind)node->kind);
        buf_addf(out, "%s", kind->name);
        for (enum field field = kind->first; field < kind->end; field++)
            if (node_has(node, field))
                buf_addf(out, " %s=%.*s", field_def(field)->key, SLICE_ARG(node_get(node, field)));
        buf_addf(out, " in %s\n", node->parent ? node_headline(node->parent).data : "");
    }
}

/* With ids, which the file need not show. */
static void describe(const struct person *person, struct buf *out)
{
    store_canonical(&person->map, out);
    for (struct node *node = person->map.root; node; node = node_next(node, person->map.root)) {
        cr_assert_eq(map_find(&person->map, slice_of(node->id)), node, "%s is not found", node->id);
        buf_addf(out, "%s\n", node->id);
    }
}

static void expect_same(struct person *people, int count, const char *when)
{
    struct buf first = BUF_INIT, other = BUF_INIT;
    for (int i = 0; i < count; i++)
        look(&people[i]);
    describe(&people[0], &first);
    for (int i = 1; i < count; i++) {
        buf_clear(&other);
        describe(&people[i], &other);
        cr_assert_str_eq(
            other.data, first.data, "%s and %s differ %s", people[i].token, people[0].token, when);
    }
    buf_release(&first);
    buf_release(&other);
}

static struct node *found(struct person *person, const char *id)
{
    look(person);
    struct node *node = map_find(&person->map, slice_of(id));
    cr_assert_not_null(node, "%s has no %s", person->token, id);
    return node;
}

static void set(struct person *person, const char *id, enum field field, const char *text)
{
    edit_set(&person->undo, found(person, id), field, slice_of(text));
}

static void expect_value(struct person *person, const char *id, enum field field, const char *text)
{
    struct slice value = node_get(found(person, id), field);
    cr_expect(slice_is(value, text), "%s of %s is %.*s, not %s", field_def(field)->key, id,
        SLICE_ARG(value), text);
}

static struct node *add(
    struct person *person, const char *parent, enum node_kind kind, const char *name, size_t index)
{
    struct node *node = node_new(&person->map, kind);
    node_put(&person->map, node, kind_def(kind)->headline, slice_of(name));
    edit_insert(&person->undo, found(person, parent), node, index);
    return node;
}

/* --- tests --- */

Test(shared_edits, undo_takes_back_only_ones_own)
{
    struct table table = { 0 };
    struct person people[2], *a = &people[0], *b = &people[1];
    join(a, &table, 0);
    join(b, &table, 1);
    set(a, "shop", TOUCHPOINT_DOING, "of a");
    set(b, "shop", TOUCHPOINT_DOING, "of b");
    set(b, "shop", TOUCHPOINT_CHANNEL, "web");
    cr_expect_not_null(undo_undo(&a->undo));
    cr_expect_neq(a->undo.overwritten, 0, "it is told that another has written over it");
    expect_value(a, "shop", TOUCHPOINT_DOING, "of b");
    undo_undo(&b->undo);
    undo_undo(&b->undo);
    cr_expect(!node_has(found(b, "shop"), TOUCHPOINT_DOING), "what was below is undone, too");
    undo_redo(&a->undo);
    expect_value(b, "shop", TOUCHPOINT_DOING, "of a");
    cr_expect_null(undo_undo(&b->undo), "what is another's is not undone");
    expect_same(people, 2, "at the end");
    leave(a);
    leave(b);
    clear(&table);
}

Test(shared_edits, what_another_wrote_into_stays)
{
    struct table table = { 0 };
    struct person people[2], *a = &people[0], *b = &people[1];
    join(a, &table, 0);
    join(b, &table, 1);
    set(a, "phone", TOUCHPOINT_CHANNEL, "phone");
    add(a, "one", KIND_TOUCHPOINT, "Kiosk", 0);
    add(b, "kiosk", KIND_PAIN, "No paper", 0);
    cr_expect_not_null(undo_undo(&a->undo));
    cr_expect_neq(a->undo.kept, 0, "it is told that the touchpoint stays");
    found(b, "kiosk");
    cr_expect(!node_has(found(b, "phone"), TOUCHPOINT_CHANNEL), "the edit before it is undone");
    undo_undo(&b->undo);
    undo_undo(&a->undo);
    look(b);
    cr_expect_null(map_find(&b->map, SLICE("kiosk")), "nobody else's is in it any more");
    expect_same(people, 2, "at the end");
    leave(a);
    leave(b);
    clear(&table);
}

Test(shared_edits, what_was_for_a_removed_node_is_told)
{
    struct table table = { 0 };
    struct person people[2], *a = &people[0], *b = &people[1];
    join(a, &table, 0);
    join(b, &table, 1);
    struct node *shop = found(a, "shop");
    edit_remove(&b->undo, found(b, "shop"));
    edit_set(&a->undo, shop, TOUCHPOINT_DOING, SLICE("Waits"));
    struct node *pain = node_new(&a->map, KIND_PAIN);
    node_put(&a->map, pain, PAIN_TEXT, SLICE("Cold"));
    edit_insert(&a->undo, shop, pain, 0);
    edit_move(&a->undo, shop, found(a, "two"), 0);
    edit_remove(&a->undo, shop);
    cr_expect_str_eq(a->lost.data, "Waits\nCold\n");
    cr_expect_eq(table.count, 1, "nothing of it is written");
    undo_undo(&b->undo);
    cr_expect_eq(found(a, "shop"), shop, "it comes back as itself");
    expect_value(a, "shop", TOUCHPOINT_EMOTION, "2");
    cr_expect_eq(node_index(shop), 1);
    expect_same(people, 2, "at the end");
    leave(a);
    leave(b);
    clear(&table);
}

Test(shared_edits, what_others_come_back_to_stays)
{
    struct table table = { 0 };
    struct person people[3], *a = &people[0], *b = &people[1], *c = &people[2];
    for (int i = 0; i < 3; i++)
        join(&people[i], &table, i);
    add(a, "one", KIND_TOUCHPOINT, "Kiosk", 0);
    add(b, "kiosk", KIND_PAIN, "No paper", 0);
    edit_move(&c->undo, found(c, "no-paper"), found(c, "phone"), 0);
    cr_expect_null(undo_undo(&a->undo), "c's undo needs it");
    cr_expect_not_null(undo_undo(&b->undo), "one who moves what another made doesn't hold it");
    look(c);
    cr_expect_null(map_find(&c->map, SLICE("no-paper")));
    cr_expect_null(undo_undo(&a->undo), "c's move is still there to be undone");
    cr_expect_not_null(undo_undo(&c->undo));
    cr_expect_not_null(undo_undo(&a->undo));
    expect_same(people, 3, "at the end");
    for (int i = 0; i < 3; i++)
        leave(&people[i]);
    clear(&table);
}

Test(shared_edits, each_can_wait_for_what_is_gone)
{
    struct table table = { 0 };
    struct person people[2], *a = &people[0], *b = &people[1];
    join(a, &table, 0);
    join(b, &table, 1);
    edit_remove(&a->undo, found(a, "website"));
    undo_undo(&a->undo);
    look(b);
    undo_begin(&b->undo);
    edit_remove(&b->undo, found(b, "slow-2"));
    edit_remove(&b->undo, found(b, "one"));
    undo_end(&b->undo);
    undo_redo(&a->undo);
    cr_expect_not_null(undo_undo(&b->undo), "the pain's touchpoint is gone, but not the stage's");
    cr_expect_not_null(undo_undo(&a->undo));
    cr_expect_not_null(found(a, "slow-2"));
    expect_same(people, 2, "at the end");
    leave(a);
    leave(b);
    clear(&table);
}

Test(shared_edits, what_others_had_is_moved_out_first)
{
    struct table table = { 0 };
    struct person people[2], *a = &people[0], *b = &people[1];
    join(a, &table, 0);
    join(b, &table, 1);
    set(b, "slow", PAIN_STATUS, "doing");
    look(a);
    undo_begin(&a->undo);
    add(a, "one", KIND_TOUCHPOINT, "Kiosk", 0);
    edit_move(&a->undo, found(a, "slow"), found(a, "kiosk"), 0);
    undo_end(&a->undo);
    cr_expect_not_null(undo_undo(&a->undo), "the pain goes back to where it was");
    expect_value(b, "slow", PAIN_STATUS, "doing");
    expect_same(people, 2, "at the end");
    leave(a);
    leave(b);
    clear(&table);
}

/* Some actions are several edits. */
static void random_action(uint64_t *state, struct undo *undo)
{
    unsigned edits = random_below(state, 4) ? 1 : 2 + random_below(state, 4);
    undo_begin(undo);
    while (edits--)
        random_edit(state, undo);
    undo_end(undo);
}

static void random_step(struct person *person, uint64_t *state)
{
    look(person);
    if (random_below(state, 6) == 0)
        undo_undo(&person->undo);
    else if (random_below(state, 8) == 0)
        undo_redo(&person->undo);
    else if (random_below(state, 10))
        random_action(state, &person->undo);
    else
        random_unknown_edit(state, &person->undo);
}

static bool undo_all(struct person *people, int count, uint64_t *state)
{
    bool any = false;
    for (int tries = 0; tries < 8 * count; tries++)
        any = undo_undo(&people[random_below(state, (unsigned)count)].undo) || any;
    for (int i = 0; i < count; i++)
        any = undo_undo(&people[i].undo) || any;
    return any;
}

/* Every kind of edit, undo and redo by all in any order: all have the same map all the time, and
 * when all is undone it is the first one again. */
static void work_together(int rounds, int steps, uint64_t seed)
{
    for (int round = 0; round < rounds; round++) {
        uint64_t state = seed + (uint64_t)round;
        struct table table = { 0 };
        struct person people[PEOPLE_MAX];
        struct buf start = BUF_INIT, end = BUF_INIT;
        for (int i = 0; i < PEOPLE_MAX; i++)
            join(&people[i], &table, i);
        describe_contents(&people[0], &start);
        for (int step = 0; step < steps; step++) {
            random_step(&people[random_below(&state, PEOPLE_MAX)], &state);
            if (step % 100 == 0)
                expect_same(people, PEOPLE_MAX, "on the way");
        }
        expect_same(people, PEOPLE_MAX, "before all is undone");
        while (undo_all(people, PEOPLE_MAX, &state))
            ;
        expect_same(people, PEOPLE_MAX, "when all is undone");
        describe_contents(&people[0], &end);
        cr_assert_str_eq(end.data, start.data, "round %d", round);
        buf_release(&start);
        buf_release(&end);
        for (int i = 0; i < PEOPLE_MAX; i++)
            leave(&people[i]);
        clear(&table);
    }
}

Test(shared_edits, all_have_the_same_and_undo_it_all, .timeout = 120)
{
    const char *times = getenv("CJM_SOAK");
    work_together(times ? atoi(times) : 200, 400, 7);
    work_together(1, 4000, 3);
}
