/* What is to be saved is read back and compared with the map: each kind of difference is found. */
#include <criterion/criterion.h>

#include <stdio.h>
#include <string.h>

#include "store/store.h"
#include "store/write/verify.h"
#include "unit/store_support.h"

static const char source[] = "cjm: 1\n"
                             "title: A shop\n"
                             "kind: current\n"
                             "goal: |\n"
                             "  Sell\n"
                             "  more\n"
                             "reviewed: 2026-11-21\n"
                             "links: [one, two]\n"
                             "x-mine: {a: 1}\n"
                             "x-more: b\n"
                             "personas: [Anna, Ben]\n"
                             "stages:\n"
                             "  - name: Look\n"
                             "    touchpoints:\n"
                             "      - name: Advert\n"
                             "        emotion: {anna: -2, ben: 1}\n"
                             "        moment: true\n"
                             "        pains: [Loud, Long]\n"
                             "      - id: find\n"
                             "        name: Search\n"
                             "        emotion: 1\n"
                             "  - name: Buy\n"
                             "parking: [Later]\n";

struct change {
    const char *from, *to;
    const char *id; /* of the node that differs; NULL: none does, "": the map itself */
};

/* The text with one part replaced; the test fails where it has no such part. */
static void add_changed(const struct change *change, struct buf *out)
{
    const char *at = strstr(source, change->from);
    cr_assert_not_null(at, "no \"%s\"", change->from);
    buf_add(out, source, (size_t)(at - source));
    buf_adds(out, change->to);
    buf_adds(out, at + strlen(change->from));
}

static const struct change changes[] = {
    /* The same, in another form. */
    { "title", "title", NULL },
    { "title: A shop", "title: \"A shop\"  # a comment", NULL },
    { "goal: |\n  Sell\n  more\n", "goal: \"Sell\\nmore\\n\"\n", NULL },
    { "links: [one, two]", "links:\n- one\n- 'two'", NULL },
    { "title: A shop\nkind: current\n", "kind: current\ntitle: A shop\n", NULL },
    { "x-mine: {a: 1}\nx-more: b\n", "x-more: b\nx-mine: {a: 1}\n", NULL },
    { "{anna: -2, ben: 1}", "{anna: -2, ben: +1}", NULL },
    { "[Loud, Long]", "[{text: Loud}, Long]", NULL },
    { "id: find\n        name: Search", "name: Search\n        id: find", NULL },
    /* A text. */
    { "title: A shop", "title: A Shop", "" },
    { "title: A shop", "title: A shop.", "" },
    { "title: A shop", "title: A sho", "" },
    { "title: A shop", "title: 'A shop '", "" },
    { "  more\n", "  more\n\n  \n  .\n", "" },
    { "goal: |\n", "goal: >\n", "" },
    { "goal: |\n", "goal: |-\n", "" },
    { "goal: |\n", "scenario: |\n", "" },
    { "kind: current\n", "", "" },
    { "kind: current\n", "kind: current\nmarket: b2b\n", "" },
    { "kind: current", "kind: future", "" },
    { "kind: current", "audience: ''", "" },
    { "2026-11-21", "2026-11-22", "" },
    { "name: Look", "name: Book", "look" },
    { "moment: true", "moment: false", "advert" },
    { "        moment: true\n", "", "advert" },
    /* A list of texts. */
    { "[one, two]", "[two, one]", "" },
    { "[one, two]", "[one]", "" },
    { "[one, two]", "[one, two, three]", "" },
    { "[one, two]", "['one, two']", "" },
    { "[one, two]", "[onet, wo]", "" },
    /* One for each persona. */
    { "anna: -2", "anna: -1", "advert" },
    { "{anna: -2, ben: 1}", "{anna: 1, ben: -2}", "advert" },
    { "{anna: -2, ben: 1}", "{anna: -2}", "advert" },
    { "{anna: -2, ben: 1}", "-2", "advert" },
    { "emotion: 1\n", "emotion: {anna: 1, ben: 1}\n", "find" },
    { "emotion: 1\n", "emotion: 2\n", "find" },
    { "emotion: 1\n", "", "find" },
    { "{anna: -2, ben: 1}", "{anna: -2, find: 1}", "advert" },
    { "{anna: -2, ben: 1}", "{anna: -2, zoe: 1}", "advert" },
    /* A key that the schema does not know. */
    { "{a: 1}", "{a: 2}", "" },
    { "{a: 1}", "{a:  1}", "" },
    { "x-more: b", "x-most: b", "" },
    { "x-more: b\n", "", "" },
    { "x-more: b\n", "x-more: b\nx-new: c\n", "" },
    { "x-more: b\n", "", "" },
    { "        moment: true\n", "        x-moment: true\n", "advert" },
    /* An id. */
    { "id: find", "id: found", "find" },
    { "id: find\n        ", "", "find" },
    { "- name: Buy", "- id: buy\n    name: Buy", "buy" },
    /* Nodes: one less, one more, in another order, of another parent. */
    { ", Long]", "]", "advert" },
    { "[Loud, Long]", "[Loud, Long, Late]", "advert" },
    { "[Loud, Long]", "[Long, Loud]", "loud" },
    { "        pains: [Loud, Long]\n", "", "advert" },
    { "pains: [Loud, Long]", "ideas: [Loud, Long]", "advert" },
    { "personas: [Anna, Ben]", "personas: [Ben, Anna]", "anna" },
    { "  - name: Buy\n", "", "" },
    { "parking: [Later]\n", "", "" },
    { "parking: [Later]\n", "parking: [Later, Never]\n", "" },
    { "parking: [Later]\n", "parking: [Later]\nmetrics: [Sales]\n", "" },
    /* What can't be read. */
    { "[Later]", "[Later", "" },
    { "cjm: 1", "cjm: 2", "" },
    { "moment: true", "moment: perhaps", "advert" },
};

static void expect_verdict(
    const struct map *map, struct slice text, const struct change *change, size_t row)
{
    struct spans spans = { NULL, 0, 0 };
    const struct node *differs = NULL;
    bool same = verify_text(map, text, NULL, &spans, &differs);
    cr_expect_eq(same, !change->id, "row %zu: \"%s\" for \"%s\"", row, change->to, change->from);
    cr_expect_eq(!differs, same);
    if (differs && change->id && *change->id)
        cr_expect_str_eq(differs->id, change->id, "row %zu: \"%s\"", row, change->to);
    if (differs && change->id && !*change->id)
        cr_expect_eq(differs, map->root, "row %zu: \"%s\": %s", row, change->to, differs->id);
    spans_release(&spans);
}

Test(store_verify, finds_each_difference)
{
    struct map map;
    read_map(&map, slice_of(source));
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct buf text = BUF_INIT;
        add_changed(&changes[i], &text);
        expect_verdict(&map, buf_slice(&text), &changes[i], i);
        buf_release(&text);
    }
    map_release(&map);
}

static bool holds(const struct map *map, const struct change *change)
{
    struct buf text = BUF_INIT;
    struct spans spans = { NULL, 0, 0 };
    const struct node *differs;
    add_changed(change, &text);
    bool same = verify_text(map, buf_slice(&text), NULL, &spans, &differs);
    spans_release(&spans);
    buf_release(&text);
    return same;
}

/* The map may remember what a removed persona felt; the file does not. */
Test(store_verify, knows_whose_values_the_file_holds)
{
    struct map map;
    struct undo undo;
    struct buf pairs = BUF_INIT;
    static const char *const items[] = { "anna", "-2", "find", "1" };
    read_map(&map, slice_of(source));
    undo_init(&undo, &map);
    struct node *advert = map_find(&map, SLICE("advert"));
    for (size_t i = 0; i < sizeof items / sizeof *items; i++)
        value_add_item(&pairs, slice_of(items[i]));
    node_put(&map, advert, TOUCHPOINT_EMOTION, buf_slice(&pairs));
    cr_expect(holds(&map, &(struct change){ "anna: -2, ben: 1", "anna: -2", NULL }));
    cr_expect_not(holds(&map, &(struct change){ "anna: -2, ben: 1", "anna: -2, find: 1", NULL }),
        "a touchpoint feels nothing");
    undo_release(&undo);
    map_release(&map);
    read_map(&map, slice_of(source));
    undo_init(&undo, &map);
    edit_by_script(&map, &undo, "remove ben");
    static const char both[] = "[Anna, Ben]\nstages:\n  - name: Look\n    touchpoints:\n"
                               "      - name: Advert\n        emotion: {anna: -2, ben: 1}\n";
    static const char one[] = "[Anna]\nstages:\n  - name: Look\n    touchpoints:\n"
                              "      - name: Advert\n        emotion: {anna: -2, ben: 1}\n";
    static const char fewer[] = "[Anna]\nstages:\n  - name: Look\n    touchpoints:\n"
                                "      - name: Advert\n        emotion: {anna: -2}\n";
    cr_expect_not(holds(&map, &(struct change){ both, one, NULL }), "Ben is not in the map");
    cr_expect(holds(&map, &(struct change){ both, fewer, NULL }));
    edit_by_script(&map, &undo, "remove anna");
    static const char none[] = "[]\nstages:\n  - name: Look\n    touchpoints:\n"
                               "      - name: Advert\n";
    cr_expect(holds(&map, &(struct change){ both, none, NULL }));
    undo_release(&undo);
    map_release(&map);
    buf_release(&pairs);
}

/* All values are the same, but the nodes stand elsewhere. */
Test(store_verify, finds_where_the_nodes_stand)
{
    struct map map;
    struct buf text = BUF_INIT;
    struct spans spans = { NULL, 0, 0 };
    const struct node *differs;
    read_map(&map, slice_of(source));
    add_changed(&(struct change){ "title", "# a line\ntitle", NULL }, &text);
    cr_assert(verify_text(&map, buf_slice(&text), NULL, &spans, &differs));
    spans_keep(&spans);
    struct map back;
    read_map(&back, buf_slice(&text));
    const struct node *a = map.root, *b = back.root;
    for (; a && b; a = node_next(a, map.root), b = node_next(b, back.root))
        cr_expect(a->begin == b->begin && a->end == b->end, "%s", a->id);
    cr_expect(!a && !b);
    spans_release(&spans);
    map_release(&back);
    map_release(&map);
    buf_release(&text);
}

/* --- the writer --- */

/* The map holds something else than the text that it is taken to come from, as a defect would have
 * it: the text is not what is written then. */
Test(store_verify, writes_anew_what_reads_back_differently)
{
    struct map map;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        const struct change *change = &changes[i];
        size_t len = strlen(change->from);
        if (!change->id || strlen(change->to) != len)
            continue;
        struct undo undo;
        read_map(&map, slice_of(source));
        undo_init(&undo, &map);
        memcpy(strstr(map.source, change->from), change->to, len);
        edit_by_script(&map, &undo, "set later text Sooner");
        expect_round_trip(&map, change->to);
        undo_release(&undo);
        map_release(&map);
    }
}

/* What no text can hold is refused, and named. */
Test(store_verify, refuses_what_no_text_can_hold)
{
    static const struct {
        const char *id;
        enum field field;
        const char *value, *said;
    } rows[] = {
        { "find", TOUCHPOINT_EMOTION, "7", "touchpoint 'Search' cannot be read back" },
        { "find", TOUCHPOINT_NAME, "\xFF", "cannot be read back" },
        { "advert", TOUCHPOINT_MOMENT, "perhaps", "touchpoint 'Advert' cannot be read back" },
        { "", MAP_REVIEWED, "some day", "cannot be read back" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct map map;
        struct diags diags = DIAGS_INIT;
        struct buf text = BUF_INIT, said = BUF_INIT;
        read_map(&map, slice_of(source));
        struct node *node = *rows[i].id ? map_find(&map, slice_of(rows[i].id)) : map.root;
        node_put(&map, node, rows[i].field, slice_of(rows[i].value));
        for (struct node *up = node; up; up = up->parent)
            up->revision = map.revision + 1;
        map.revision++;
        cr_expect_eq(store_text(&map, &text, &diags), STATUS_BAD, "row %zu", i);
        cr_expect_eq(text.len, 0u);
        take_messages(&diags, &said);
        cr_expect_not_null(strstr(said.data, rows[i].said), "row %zu: %s", i, said.data);
        map_release(&map);
        buf_release(&text);
        buf_release(&said);
    }
}
