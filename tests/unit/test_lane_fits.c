/* Lanes of a map's own and the values under their keys go together, whatever is done. */
#include <criterion/criterion.h>
#include <string.h>

#include "app/core/state.h"
#include "app_support.h"
#include "model/edit/fits.h"
#include "model/edit/replay.h"
#include "model/lane.h"
#include "store/own_key.h"
#include "store/read/own_field.h"
#include "unit/shared_support.h"
#include "unit/store_support.h"

static const char sample[] = "cjm: 1\n"
                             "title: T\n"
                             "lanes:\n"
                             "  - {key: mood, label: Mood, of: stage, type: choice, words: [good, "
                             "bad]}\n"
                             "  - {key: cost, type: number, low: 1, high: 9}\n"
                             "stages:\n"
                             "  - name: One\n"
                             "    mood: good\n"
                             "    touchpoints:\n"
                             "      - name: Web\n"
                             "        cost: 5\n"
                             "        risk: [a, b]\n"
                             "      - Shop\n";

struct scene {
    struct map map;
    struct undo undo;
};

static void begin(struct scene *s)
{
    read_map(&s->map, slice_of(sample));
    undo_init(&s->undo, &s->map);
}

static void end(struct scene *s)
{
    undo_release(&s->undo);
    map_release(&s->map);
}

static struct node *found(struct scene *s, const char *id)
{
    struct node *node = map_find(&s->map, slice_of(id));
    cr_assert_not_null(node, "%s", id);
    return node;
}

static void put_own(struct scene *s, const char *id, const char *key, const char *yaml)
{
    struct buf text = BUF_INIT;
    buf_addf(&text, "%s%c%s", key, '\0', yaml);
    edit_set(&s->undo, found(s, id), unknown_field(&s->map.keys, &s->map.arena, slice_of(key)),
        yaml ? buf_slice(&text) : SLICE_NONE);
    buf_release(&text);
}

static struct node *new_lane(struct scene *s, const char *key, const char *type)
{
    struct node *lane = node_new(&s->map, KIND_LANE);
    node_put(&s->map, lane, LANE_KEY, slice_of(key));
    node_put(&s->map, lane, LANE_TYPE, slice_of(type));
    return lane;
}

Test(lane_fits, own_edits_that_do_not_fit_are_not_made)
{
    static const struct {
        const char *id;
        enum field field;
        const char *value;
        size_t len;
        const char *refused; /* NULL: made */
    } rows[] = {
        { "mood", LANE_TYPE, "number", 6,
            "the value of \"Mood\" at \"One\" does not fit: \"good\" is not allowed; allowed: a "
            "number such as 12 or 0.8" },
        { "mood", LANE_WORDS, "bad\0sad", 8,
            "the value of \"Mood\" at \"One\" does not fit: \"good\" is not allowed; allowed: bad, "
            "sad" },
        { "mood", LANE_WORDS, NULL, 0,
            "a lane of the type choice needs its words: words: [low, high]" },
        { "mood", LANE_WORDS, "good", 5, NULL },
        { "mood", LANE_TYPE, "text", 4, NULL },
        { "mood", LANE_KEY, "A b", 3,
            "the key of a lane has lower case letters, digits and \"_\", found \"A b\"" },
        { "mood", LANE_KEY, "name", 4, "\"name\" is a field already; choose another key" },
        { "cost", LANE_LOW, "10", 2, "low is above high: 10, 9" },
        { "cost", LANE_LOW, "6", 1,
            "the value of \"cost\" at \"Web\" does not fit: must be 6..9, found 5" },
        { "cost", LANE_HIGH, "4", 1,
            "the value of \"cost\" at \"Web\" does not fit: must be 1..4, found 5" },
        { "cost", LANE_KEY, "risk", 4,
            "the value of \"risk\" at \"Web\" does not fit: must be a text" },
        { "cost", LANE_OF, "stage", 5, NULL },
        { "cost", LANE_KEY, "mood", 4, NULL },
        { "cost", LANE_LABEL, "Cost", 4, NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene s;
        begin(&s);
        edit_set(&s.undo, found(&s, rows[i].id), rows[i].field,
            (struct slice){ rows[i].value, rows[i].len });
        cr_expect_str_eq(s.undo.refused.len ? s.undo.refused.data : "",
            rows[i].refused ? rows[i].refused : "", "row %zu", i);
        cr_expect_eq(s.undo.count, rows[i].refused ? 0u : 1u, "row %zu", i);
        end(&s);
    }
}

Test(lane_fits, nodes_that_do_not_fit_do_not_come_in)
{
    struct scene s;
    begin(&s);
    edit_insert(&s.undo, s.map.root, new_lane(&s, "risk", "date"), 0);
    cr_expect(undo_take_refusal(&s.undo), "values that are there");
    edit_insert(&s.undo, s.map.root, new_lane(&s, "risk", "list"), 0);
    cr_expect(!undo_take_refusal(&s.undo));
    struct node *copy = node_new(&s.map, KIND_TOUCHPOINT);
    node_put_unknown(&s.map, copy, SLICE("cost"), SLICE("70"));
    undo_begin(&s.undo);
    edit_insert(&s.undo, found(&s, "one"), copy, 0);
    edit_remove(&s.undo, found(&s, "web"));
    undo_end(&s.undo);
    cr_expect(undo_take_refusal(&s.undo), "a value that it brings");
    found(&s, "web");
    edit_remove(&s.undo, found(&s, "web"));
    cr_expect_null(map_find(&s.map, SLICE("web")), "an action of its own is made");
    edit_insert(&s.undo, s.map.root, new_lane(&s, "risk", "text"), 0);
    cr_expect(undo_take_refusal(&s.undo), "a key that another has");
    for (size_t i = node_child_count(s.map.root, MAP_LANES); i < LANES_MAX; i++) {
        char key[] = { 'm', (char)('a' + i), '\0' };
        edit_insert(&s.undo, s.map.root, new_lane(&s, key, "text"), 0);
    }
    cr_expect_eq(s.undo.refused.len, 0);
    edit_insert(&s.undo, s.map.root, new_lane(&s, "most", "text"), 0);
    cr_expect_str_eq(s.undo.refused.data, "a map has at most 20 lanes; remove some");
    expect_round_trip(&s.map, "all");
    end(&s);
}

/* What was set since by another keeps it from being undone; it is undone when that is gone. */
Test(lane_fits, undo_waits_until_values_fit)
{
    struct scene s;
    begin(&s);
    put_own(&s, "web", "cost", NULL);
    edit_set(&s.undo, found(&s, "cost"), LANE_TYPE, SLICE("text"));
    struct node *web = found(&s, "web");
    enum field cost = unknown_field(&s.map.keys, &s.map.arena, SLICE("cost"));
    struct edit other = { .op = EDIT_SET,
        .author = 7,
        .group = 1,
        .node = web,
        .field = (uint16_t)cost,
        .after = { "cost\0dear", 9 } };
    undo_apply(&s.undo, other);
    cr_expect_not_null(undo_undo(&s.undo), "what is before it is undone");
    cr_expect(s.undo.kept && s.undo.kept_unfit);
    cr_expect_eq(s.undo.edits[s.undo.kept - 1].field, LANE_TYPE);
    cr_expect_str_eq(node_get(found(&s, "cost"), LANE_TYPE).data, "text");
    expect_round_trip(&s.map, "kept");
    undo_toggle(&s.undo, (struct action){ 7, 1 }, true);
    struct edit effect;
    while (undo_next_effect(&s.undo, &effect))
        undo_carry_out_effect(&s.undo, &effect);
    cr_expect_not_null(undo_undo(&s.undo));
    cr_expect(!s.undo.kept_unfit);
    cr_expect_str_eq(node_get(found(&s, "cost"), LANE_TYPE).data, "number");
    expect_round_trip(&s.map, "undone");
    end(&s);
}

Test(lane_fits, undo_waits_until_a_key_is_free)
{
    struct scene s;
    begin(&s);
    edit_remove(&s.undo, found(&s, "mood"));
    edit_insert(&s.undo, s.map.root, new_lane(&s, "mood", "text"), 0);
    edit_set(&s.undo, found(&s, "mood"), LANE_OF, SLICE("stage"));
    cr_expect_eq(s.undo.refused.len, 0);
    undo_toggle(&s.undo, (struct action){ AUTHOR_SELF, s.undo.edits[0].group }, true);
    struct edit effect;
    cr_expect(s.undo.kept_unfit || !undo_next_effect(&s.undo, &effect), "another has it");
    expect_round_trip(&s.map, "kept");
    end(&s);
}

static size_t values_read;

static bool count_reads(
    const struct field_def *def, struct slice yaml, struct buf *value, struct buf *why)
{
    values_read++;
    return own_field_read(def, yaml, value, why);
}

/* However many values of lanes there are: an action looks at its own alone. */
Test(lane_fits, undo_looks_at_what_it_changes)
{
    struct scene s;
    begin(&s);
    struct node *web = found(&s, "web"), *more;
    for (int i = 0; i < 100; i++) {
        more = node_new(&s.map, KIND_TOUCHPOINT);
        node_put_unknown(&s.map, more, SLICE("cost"), SLICE("7"));
        edit_insert(&s.undo, web->parent, more, 0);
    }
    put_own(&s, "web", "cost", "6");
    s.map.own_read = count_reads;
    for (int times = 0; times < 2; times++) {
        cr_expect_not_null(undo_undo(&s.undo));
        cr_expect_not_null(undo_undo(&s.undo), "one that came in");
        cr_expect_not_null(undo_redo(&s.undo));
        cr_expect_not_null(undo_redo(&s.undo));
    }
    cr_expect_leq(values_read, 20, "%zu", values_read);
    values_read = 0;
    edit_set(&s.undo, found(&s, "cost"), LANE_HIGH, SLICE("8"));
    cr_expect_not_null(undo_undo(&s.undo));
    cr_expect_gt(values_read, 100, "a lane is of all: %zu", values_read);
    end(&s);
}

/* Neither can be first: value and lane wait for each other. */
Test(lane_fits, an_action_is_undone_as_a_whole)
{
    struct scene s;
    begin(&s);
    undo_begin(&s.undo);
    put_own(&s, "web", "cost", NULL);
    edit_set(&s.undo, found(&s, "cost"), LANE_TYPE, SLICE("date"));
    put_own(&s, "web", "cost", "2026-01-02");
    undo_end(&s.undo);
    cr_expect_eq(s.undo.refused.len, 0);
    for (int times = 0; times < 2; times++) {
        cr_expect_not_null(undo_undo(&s.undo));
        cr_expect_str_eq(node_get(found(&s, "cost"), LANE_TYPE).data, "number");
        cr_expect_eq(found(&s, "web")->value_count, 3u);
        expect_round_trip(&s.map, "undone");
        cr_expect_not_null(undo_redo(&s.undo));
        cr_expect_str_eq(node_get(found(&s, "cost"), LANE_TYPE).data, "date");
        cr_expect_eq(found(&s, "web")->value_count, 3u);
        expect_round_trip(&s.map, "done again");
    }
    end(&s);
}

/* What is undone step by step is told to others so, who
 * do not know what it was and take no step that does not fit. */
Test(lane_fits, each_step_of_an_undo_fits)
{
    struct shared_table table = { 0 };
    struct shared_person people[2], *a = &people[0];
    shared_join(a, &table, 0);
    struct node *lane = node_new(&a->map, KIND_LANE);
    node_put(&a->map, lane, LANE_KEY, SLICE("mine"));
    edit_insert(&a->undo, a->map.root, lane, 0);
    undo_begin(&a->undo);
    edit_set(&a->undo, lane, LANE_WORDS, (struct slice){ "1\0", 2 });
    edit_set(&a->undo, lane, LANE_TYPE, SLICE("choice"));
    edit_set(&a->undo, lane, LANE_WORDS, (struct slice){ "2\0", 2 });
    undo_end(&a->undo);
    shared_join_late(&people[1], &table, 1, a);
    undo_undo(&a->undo);
    cr_expect(!node_has(lane, LANE_WORDS) && !node_has(lane, LANE_TYPE));
    shared_expect_same(people, 2, "undone");
    undo_redo(&a->undo);
    cr_expect(node_has(lane, LANE_WORDS) && node_has(lane, LANE_TYPE));
    shared_expect_same(people, 2, "done again");
    shared_leave(a);
    shared_leave(&people[1]);
    shared_clear(&table);
}

Test(lane_fits, records_of_others_that_do_not_fit_are_skipped)
{
    static const struct {
        const char *line;
        enum edit_text wanted;
    } rows[] = {
        { "set\tmood\ttype\t-\t=number", EDIT_TEXT_BAD },
        { "set\tmood\twords\t-\t=bad\\x00odd\\x00", EDIT_TEXT_BAD },
        { "set\tcost\tlow\t-\t=6", EDIT_TEXT_BAD },
        { "set\tcost\tkey\t-\t=risk", EDIT_TEXT_BAD },
        { "set\tcost\thigh\t-\t=7", EDIT_TEXT_GOOD },
        { "insert\tmap\t0\t(lane\tl1\tkey=risk\ttype=number\t)", EDIT_TEXT_BAD },
        { "remove\tl1\tl1\tlane", EDIT_TEXT_LOST },
        { "insert\tmap\t0\t(lane\tl1\tkey=cost\t)", EDIT_TEXT_BAD },
        { "insert\tmap\t0\t(lane\tl2\tkey=cost\tof=persona\t)", EDIT_TEXT_GOOD },
        { "set\tl2\tof\t-\t=touchpoint", EDIT_TEXT_BAD },
        { "insert\tmap\t0\t(lane\tl1\tkey=risk\ttype=list\t)", EDIT_TEXT_GOOD },
        { "insert\tone\t0\t(touchpoint\tt1\tname=New\t?cost\\x0077\t)", EDIT_TEXT_BAD },
        { "insert\tone\t0\t(touchpoint\tt1\tname=New\t?cost\\x006\t)", EDIT_TEXT_GOOD },
    };
    struct scene s;
    struct replay replay;
    begin(&s);
    replay_init(&replay, &s.undo, "me");
    replay.reader.own_key = own_key_read;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct edit edit;
        enum edit_text result = replay_line(&replay,
            &(struct replay_line){ SLICE("other"), (uint32_t)i + 1, slice_of(rows[i].line) },
            &edit);
        cr_expect_eq(result, rows[i].wanted, "%s", rows[i].line);
        expect_round_trip(&s.map, rows[i].line);
    }
    replay_release(&replay);
    end(&s);
}

Test(lane_fits, a_copy_that_does_not_fit_is_not_put)
{
    struct fixture f;
    open_map(&f, sample);
    draw(&f, 100, 30);
    struct undo *undo = &app_session(f.app)->undo;
    type(&f, "ydd");
    edit_set(undo, map_find(undo->map, SLICE("cost")), LANE_HIGH, SLICE("2"));
    type(&f, "Y");
    cr_expect(shows(&f, "value of \"cost\" at \"Web\" does not fit: must be 1..2, found 5"));
    cr_expect_eq(node_child_count(map_find(undo->map, SLICE("one")), STAGE_TOUCHPOINTS), 1);
    type(&f, "u");
    type(&f, "Y");
    cr_expect(shows(&f, "Web added") || shows(&f, "\"Web\" added"));
    cr_expect_eq(node_child_count(map_find(undo->map, SLICE("one")), STAGE_TOUCHPOINTS), 2);
    close_map(&f);
}

Test(lane_fits, the_screen_says_what_does_not_fit)
{
    struct fixture f;
    struct buf shown = BUF_INIT;
    open_map(&f, sample);
    draw(&f, 100, 30);
    struct undo *undo = &app_session(f.app)->undo;
    edit_set(undo, map_find(undo->map, SLICE("cost")), LANE_HIGH, SLICE("2"));
    type(&f, "j");
    picture(&f, &shown);
    cr_expect(shows(&f, "value of \"cost\" at \"Web\" does not fit: must be 1..2, found 5"), "%s",
        shown.data);
    type(&f, "k");
    cr_expect(!shows(&f, "does not fit"), "it is said once");
    type(&f, ":lane add risk touchpoint number\r");
    buf_clear(&shown);
    picture(&f, &shown);
    cr_expect(shows(&f, "do not fit; choose another type"), "%s", shown.data);
    buf_release(&shown);
    close_map(&f);
}
