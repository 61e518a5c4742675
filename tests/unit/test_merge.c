#include "insight/merge/merge.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/text.h"
#include "insight/merge/order_merge.h"
#include "model/edit/per_persona.h"
#include "store/store.h"
#include "support.h"
#include "unit/random_edits.h"
#include "unit/store_support.h"

#define HEAD "cjm: 1\ntitle: T\n"

/* The canonical form of what the merge gives, and the conflicts, a line each. */
static void merge_texts_of(const char *base, const char *ours, const char *theirs,
    struct buf *result, struct buf *conflicts)
{
    const char *const texts[] = { base, ours, theirs };
    struct map maps[3];
    struct undo undo;
    struct conflicts found = CONFLICTS_INIT;
    for (size_t i = 0; i < 3; i++) {
        struct buf text = BUF_INIT;
        buf_addf(&text, HEAD "%s", texts[i]);
        read_map(&maps[i], buf_slice(&text));
        buf_release(&text);
    }
    undo_init(&undo, &maps[1]);
    merge_maps(&undo, &maps[0], &maps[2], &found);
    store_canonical(&maps[1], result);
    for (size_t i = 0; i < found.count; i++) {
        conflict_describe(&found.items[i], "~", conflicts);
        buf_add_char(conflicts, '\n');
    }
    expect_round_trip(&maps[1], result->data);
    conflicts_release(&found);
    undo_release(&undo);
    for (size_t i = 0; i < 3; i++)
        map_release(&maps[i]);
}

static void canonical(const char *text, struct buf *out)
{
    struct buf whole = BUF_INIT;
    struct map map;
    buf_addf(&whole, HEAD "%s", text);
    read_map(&map, buf_slice(&whole));
    store_canonical(&map, out);
    map_release(&map);
    buf_release(&whole);
}

#define TP(fields) "stages: [{name: S, touchpoints: [{name: Web" fields "}]}]\n"
#define NUMBERS "lanes: [{key: cost, type: number}]\n"
#define PATHS(names) "paths: [" names "]\n"
#define DATES "lanes: [{key: cost, type: date}]\n"
#define TWO "personas: [Anna, Ben]\n"
#define WAITS "{name: T, doing: waits}"
#define WAITS_MORE "{name: T, doing: waits, pains: [c]}"
#define X1 "{text: x, impact: 1, effort: 2"
#define X2 "{text: x, impact: 3, effort: 4"
#define PAYS "{name: T, doing: pays}"
#define PAYS_MORE "{name: T, doing: pays, pains: [c]}"
#define LOOKS "{name: T, doing: looks}"
#define P(severity) "{text: x, severity: " severity "}"
#define NAMES(names) "stages: [{name: S, touchpoints: [" names "]}]\n"

Test(merge, brings_both_sides_together)
{
    static const struct {
        const char *base, *ours, *theirs, *expected, *conflicts;
    } rows[] = {
        { "", "goal: a\n", "owner: b\n", "goal: a\nowner: b\n", "" },
        { "goal: a\n", "goal: b\n", "goal: b\n", "goal: b\n", "" },
        { "goal: a\n", "goal: a\n", "", "", "" },
        { TP(", emotion: -1"), TP(", emotion: -2"), TP(", emotion: 0"), TP(", emotion: -2"),
            "Web: emotion: ours -2, theirs 0, base -1\n" },
        { TP(""), TP(", doing: x"), TP(", doing: y"), TP(", doing: x"),
            "Web: doing: ours \"x\", theirs \"y\", base none\n" },
        { TP(", doing: z"), TP(""), TP(", doing: y"), TP(""),
            "Web: doing: ours none, theirs \"y\", base \"z\"\n" },
        /* lists of texts, by item */
        { TP(", links: [a, b]"), TP(", links: [x, a, b]"), TP(", links: [a, c]"),
            TP(", links: [x, a, c]"), "" },
        { TP(", links: [a]"), TP(", links: [a, x]"), TP(", links: [a, b]"),
            TP(", links: [a, b, x]"), "" },
        { TP(", links: [a]"), TP(""), TP(", links: [a, b]"), TP(", links: [b]"), "" },
        { TP(", links: [a, b, c]"), TP(", links: [c, a, b]"), TP(", links: [a, c, b]"),
            TP(", links: [c, a, b]"), "Web: links: ours c, a, b, theirs a, c, b, base a, b, c\n" },
        /* emotions, by persona */
        { TWO TP(", emotion: {anna: 0, ben: 0}"), TWO TP(", emotion: {anna: 1, ben: 0}"),
            TWO TP(", emotion: {anna: 0, ben: -1}"), TWO TP(", emotion: {anna: 1, ben: -1}"), "" },
        { TWO TP(", emotion: 0"), TWO TP(", emotion: 1"), TWO TP(", emotion: {anna: 0, ben: -1}"),
            TWO TP(", emotion: 1"), "Web: emotion (ben): ours 1, theirs -1, base 0\n" },
        { "personas: [Anna]\n" TP(", emotion: 0"), TWO TP(", emotion: {anna: 0, ben: 2}"),
            "personas: [Anna]\n" TP(", emotion: -1"), TWO TP(", emotion: {anna: -1, ben: 2}"), "" },
        { "personas: [Anna]\n" TP(", emotion: 0"), "personas: [Anna]\n" TP(", emotion: -1"),
            TWO TP(", emotion: {anna: 0, ben: 2}"), TWO TP(", emotion: {anna: -1, ben: 2}"), "" },
        { TWO TP(", emotion: {anna: 0, ben: 0}"),
            "personas: [{name: Anne, id: anna}, Ben]\n" TP(", emotion: {anna: 1, ben: 0}"),
            "personas: [Anna, {name: Bob, age: '3', role: r, id: ben}]\n" TP(
                ", emotion: {anna: 0, ben: 1}"),
            "personas: [{name: Anne, id: anna}, {name: Bob, role: r, age: '3', id: ben}]\n" TP(
                ", emotion: {anna: 1, ben: 1}"),
            "" },
        /* two of one name that only numbers tell apart: each keeps its own */
        { TP(", pains: [" P("1") ", " P("3") "]"), TP(", pains: [" P("2") ", " P("3") "]"),
            TP(", pains: [" P("1") ", " P("4") "]"), TP(", pains: [" P("2") ", " P("4") "]"), "" },
        { TP(", pains: [" P("1") ", " P("3") "]"), TP(", pains: [" P("2") ", " P("3") "]"),
            TP(", pains: [" P("0") ", " P("3") "]"), TP(", pains: [" P("2") ", " P("3") "]"),
            "x: severity: ours 2, theirs 0, base 1\n" },
        { TP(", pains: [" P("1") ", " P("3") "]"), TP(", pains: [" P("3") "]"),
            TP(", pains: [" P("1") ", " P("4") "]"), TP(", pains: [" P("4") "]"), "" },
        /* beside one that is gone on one side both have a new one, which is no other name of it */
        { NAMES("A, q15"), NAMES("A, q17"), NAMES("A, q17, q15"), NAMES("A, q17"), "" },
        { NAMES("A, q15"), NAMES("A, q17, q15"), NAMES("A, q17"), NAMES("A, q17"), "" },
        { NAMES("A, {name: q15, doing: x, pains: [p]}"), NAMES("A, {name: q17, pains: [p]}"),
            NAMES("A, {name: q17, pains: [p]}, {name: q15, doing: x, pains: [p]}"),
            NAMES("A, {name: q17, pains: [p]}"), "" },
        /* new nodes: the same id in the same list is the same node */
        { NAMES("A"), NAMES("A, B"), NAMES("A, {name: B, moment: true}"),
            NAMES("A, {name: B, moment: true}"), "" },
        { NAMES("A"), NAMES("A, {name: B, doing: x}"), NAMES("A, {name: B, doing: y}"),
            NAMES("A, {name: B, doing: x}"), "B: doing: ours \"x\", theirs \"y\", base none\n" },
        { "stages: [S, R]\n", "stages: [{name: S, touchpoints: [Web]}, R]\n",
            "stages: [S, {name: R, touchpoints: [Web]}]\n",
            "stages: [{name: S, touchpoints: [Web]}, {name: R, touchpoints: [Web]}]\n", "" },
        { NAMES("A, B, C"), NAMES("A, X, B, C"), NAMES("A, B, Y, C"), NAMES("A, X, B, Y, C"), "" },
        { NAMES("A, B"), NAMES("A, X, B"), NAMES("A, O, P, B"), NAMES("A, O, P, X, B"), "" },
        { NAMES("A, B"), NAMES("A, X, B"), NAMES("A, Y, Z, B"), NAMES("A, X, Y, Z, B"), "" },
        /* removed */
        { NAMES("A, B, C"), NAMES("A, B"), NAMES("B, C"), NAMES("B"), "" },
        { NAMES("A, {name: B, doing: x}"), NAMES("A, {name: B, doing: y}"), NAMES("A"),
            NAMES("A, {name: B, doing: y}"),
            "B: removed in theirs, changed in ours: B: doing: y\n" },
        { NAMES("A, {name: B, doing: x}"), NAMES("A"), NAMES("A, {name: B, doing: y}"), NAMES("A"),
            "B: removed in ours, changed in theirs: B: doing: y\n" },
        { "stages: [{name: S, touchpoints: [A, B]}, R]\n",
            "stages: [{name: S, touchpoints: [A, {name: B, pains: [p]}]}, R]\n", "stages: [R]\n",
            "stages: [{name: S, touchpoints: [A, {name: B, pains: [p]}]}, R]\n",
            "S: removed in theirs, changed in ours: p: text: p\n" },
        { "stages: [{name: S, touchpoints: [A, B]}, R]\n", "stages: [R]\n",
            "stages: [{name: S, touchpoints: [B]}, {name: R, touchpoints: [A]}]\n", "stages: [R]\n",
            "A: removed in ours, changed in theirs: A\n" },
        { "stages: [{name: S, touchpoints: [A, B]}, R]\n",
            "stages: [{name: S, touchpoints: [A, {name: B, moment: true}]}, R]\n",
            "stages: [{name: R, touchpoints: [B]}]\n",
            "stages: [{name: R, touchpoints: [{name: B, moment: true}]}]\n", "" },
        /* moved */
        { NAMES("A, B, C, D"), NAMES("B, C, D, A"), NAMES("A, B, C, X, D"), NAMES("B, C, X, D, A"),
            "" },
        { "stages: [{name: S, touchpoints: [A, B]}, R, Q]\n",
            "stages: [{name: S, touchpoints: [B]}, {name: R, touchpoints: [A]}, Q]\n",
            "stages: [{name: S, touchpoints: [B]}, R, {name: Q, touchpoints: [A]}]\n",
            "stages: [{name: S, touchpoints: [B]}, {name: R, touchpoints: [A]}, Q]\n",
            "A: moved: ours \"R\", theirs \"Q\", base \"S\"\n" },
        { "stages: [{name: S, touchpoints: [A]}, R]\n",
            "stages: [{name: S, touchpoints: [{name: A, moment: true}]}, R]\n",
            "stages: [S, {name: N, touchpoints: [A]}, R]\n",
            "stages: [S, {name: N, touchpoints: [{name: A, moment: true}]}, R]\n", "" },
        /* renamed by hand, so that ids changed */
        { TP(", channel: web, doing: x"), TP(", channel: web, doing: x, emotion: 1"),
            "stages: [{name: S, touchpoints: [{name: Site, channel: web, doing: x}]}]\n",
            "stages: [{name: S, touchpoints: [{name: Site, id: web, channel: web, doing: x, "
            "emotion: 1}]}]\n",
            "" },
        { TWO TP(", emotion: {anna: 0, ben: 0}"), TWO TP(", emotion: {anna: 0, ben: 1}"),
            "personas: [Anne, Ben]\n" TP(", emotion: {anne: 2, ben: 0}"),
            "personas: [{name: Anne, id: anna}, Ben]\n" TP(", emotion: {anna: 2, ben: 1}"), "" },
        /* several of one name: what they hold tells which is which */
        { NAMES(WAITS "," PAYS), NAMES(WAITS "," PAYS_MORE), NAMES(LOOKS "," WAITS "," PAYS),
            NAMES("{name: T, id: t-3, doing: looks}," WAITS "," PAYS_MORE), "" },
        { NAMES(WAITS "," PAYS), NAMES(WAITS "," PAYS_MORE), NAMES(PAYS "," WAITS),
            NAMES("{name: T, id: t-2, doing: pays, pains: [c]}," WAITS), "" },
        { NAMES(WAITS "," PAYS), NAMES(WAITS "," PAYS_MORE), NAMES(PAYS),
            NAMES("{name: T, id: t-2, doing: pays, pains: [c]}"), "" },
        { NAMES(WAITS "," PAYS), NAMES(WAITS "," PAYS_MORE), NAMES(WAITS),
            NAMES(WAITS "," PAYS_MORE), "T: removed in theirs, changed in ours: c: text: c\n" },
        { NAMES(WAITS "," PAYS), NAMES(WAITS "," PAYS_MORE), NAMES(WAITS "," LOOKS),
            NAMES(WAITS ", {name: T, id: t-3, doing: looks}," PAYS_MORE),
            "T: removed in theirs, changed in ours: c: text: c\n" },
        { NAMES(WAITS "," PAYS), NAMES(WAITS "," PAYS_MORE),
            NAMES(WAITS ",{name: T, doing: pays, emotion: 1}"),
            NAMES(WAITS ",{name: T, doing: pays, emotion: 1, pains: [c]}"), "" },
        { NAMES("T,T"), NAMES("T,{name: T, emotion: 1}"), NAMES("{name: T, pains: [c]},T"),
            NAMES("{name: T, pains: [c]},{name: T, emotion: 1}"), "" },
        { NAMES(PAYS), NAMES(WAITS "," PAYS), NAMES(PAYS_MORE "," LOOKS),
            NAMES(WAITS "," PAYS_MORE), "T: doing: ours \"waits\", theirs \"looks\", base none\n" },
        { NAMES(""), NAMES(WAITS "," PAYS), NAMES(PAYS_MORE "," WAITS), NAMES(WAITS "," PAYS_MORE),
            "" },
        { "stages: [{name: S, goal: a, ask: [x]}, {name: S, goal: b}]\n",
            "stages: [{name: S, goal: a, ask: [x]}, {name: S, goal: b, touchpoints: [A]}]\n",
            "stages: [{name: S, goal: c}, {name: S, goal: a, ask: [x]}, {name: S, goal: b}]\n",
            "stages: [{name: S, id: s-3, goal: c}, {name: S, goal: a, ask: [x]}, {name: S, "
            "goal: b, touchpoints: [A]}]\n",
            "" },
        { TP(", pains: [" X1 "}, " X2 "}]"), TP(", pains: [" X1 "}, " X2 ", owner: o}]"),
            TP(", pains: [" X2 "}, " X1 "}]"), TP(", pains: [" X2 ", id: x-2, owner: o}, " X1 "}]"),
            "" },
        /* one of a name that holds something else, at another place */
        { "stages: [{name: S, touchpoints: [" WAITS "]}, R]\n",
            "stages: [{name: S, touchpoints: [" WAITS_MORE "]}, R]\n",
            "stages: [S, {name: R, touchpoints: [" LOOKS "]}]\n",
            "stages: [{name: S, touchpoints: [" WAITS_MORE "]}, {name: R, touchpoints: [" LOOKS
            "]}]\n",
            "T: removed in theirs, changed in ours: c: text: c\n" },
        /* keys that are not known */
        { "mine: 1\n", "mine: 1\nyours: [a]\n", "mine: 2\n", "mine: 2\nyours: [a]\n", "" },
        { "mine: 1\n", "mine: 3\n", "mine: 2\n", "mine: 3\n",
            "map: mine: ours 3, theirs 2, base 1\n" },
        /* lanes and values that do not fit each other */
        { PATHS("a, b") TP(", paths: [b]"), PATHS("a, b") TP(", paths: [b], doing: x"),
            PATHS("a, c") TP(", paths: [c]"), PATHS("a, c") TP(", paths: [c], doing: x"), "" },
        { PATHS("a, b") TP(", paths: [b]"), PATHS("d, a, b") TP(", paths: [b]"),
            PATHS("a, c") TP(", paths: [c]"), PATHS("d, a, c") TP(", paths: [c]"), "" },
        { PATHS("a, b") TP(""), PATHS("a, b") TP(", paths: [b]"), PATHS("a") TP(""),
            PATHS("a, b") TP(", paths: [b]"), "map: paths: ours a, b, theirs a, base a, b\n" },
        { PATHS("a") NAMES("A"), PATHS("a") NAMES("A"),
            PATHS("a, b") NAMES("A, {name: B, paths: [b]}"),
            PATHS("a, b") NAMES("A, {name: B, paths: [b]}"), "" },
        { PATHS("a, b") NAMES("A"), PATHS("a") NAMES("A"),
            PATHS("a, b") NAMES("A, {name: B, paths: [b]}"), PATHS("a") NAMES("A, B"),
            "B: paths: ours none, theirs b, base none\n" },
        { NUMBERS TP(", cost: 5"), DATES TP(", cost: '2026-01-02'"),
            NUMBERS TP(", cost: 5, doing: x"), DATES TP(", cost: '2026-01-02', doing: x"), "" },
        { NUMBERS TP(", cost: 5"), NUMBERS TP(", cost: 5, doing: x"),
            DATES TP(", cost: '2026-01-02'"), DATES TP(", cost: '2026-01-02', doing: x"), "" },
        { NUMBERS TP(", cost: 5"), NUMBERS TP(", cost: 6"), DATES TP(""), NUMBERS TP(", cost: 6"),
            "Web: cost: ours 6, theirs none, base 5\ncost: type: ours number, theirs date, base "
            "number\n" },
        { NUMBERS TP(""), NUMBERS TP(", cost: 6"), DATES TP(", cost: '2026-01-02'"),
            NUMBERS TP(", cost: 6"),
            "Web: cost: ours 6, theirs '2026-01-02', base none\ncost: type: ours number, theirs "
            "date, base number\n" },
        { NUMBERS TP(""), DATES TP(""), NUMBERS TP(", cost: 6"), DATES TP(""),
            "Web: cost: ours none, theirs 6, base none\n" },
        { NUMBERS TP(""), DATES TP(""),
            NUMBERS "stages: [{name: S, touchpoints: [Web, {name: New, cost: 6}]}]\n",
            DATES "stages: [{name: S, touchpoints: [Web, New]}]\n",
            "New: cost: ours none, theirs 6, base none\n" },
        { TP(""), TP(", cost: [a]"), NUMBERS TP(""), TP(", cost: [a]"),
            "cost: added in theirs, values of ours do not fit: cost\n" },
        { TP(""), NUMBERS TP(""), TP(", cost: [a]"), NUMBERS TP(""),
            "Web: cost: ours none, theirs [a], base none\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf found = BUF_INIT, expected = BUF_INIT, conflicts = BUF_INIT;
        merge_texts_of(rows[i].base, rows[i].ours, rows[i].theirs, &found, &conflicts);
        canonical(rows[i].expected, &expected);
        cr_expect_str_eq(found.data, expected.data, "row %zu: expected\n%s\nfound\n%s", i,
            expected.data, found.data);
        cr_expect_str_eq(conflicts.data, rows[i].conflicts, "row %zu: expected\n%s\nfound\n%s", i,
            rows[i].conflicts, conflicts.data);
        buf_release(&found);
        buf_release(&expected);
        buf_release(&conflicts);
    }
}

/* --- whatever was edited --- */

static void start_map(struct map *map, unsigned which)
{
    static const char *const names[] = { "hand", "forms", "flow", "crlf" };
    struct buf path = BUF_INIT, text = BUF_INIT;
    buf_addf(&path, "%s/%s.yaml", TEST_PATH("tests/data/store"), names[which % 4]);
    test_read(path.data, &text);
    read_map(map, buf_slice(&text));
    buf_release(&path);
    buf_release(&text);
}

struct side {
    struct map map;
    struct undo undo;
};

static void start_side(struct side *side, unsigned which, uint64_t *state, unsigned edits)
{
    start_map(&side->map, which);
    undo_init(&side->undo, &side->map);
    for (unsigned i = 0; i < edits; i++)
        if (random_below(state, 8))
            random_edit(state, &side->undo);
        else if (random_below(state, 3))
            random_unknown_edit(state, &side->undo);
        else
            random_lane_edit(state, &side->undo);
}

static void release_side(struct side *side)
{
    undo_release(&side->undo);
    map_release(&side->map);
}

static struct conflicts merge_side(
    struct side *ours, const struct map *base, const struct map *theirs)
{
    struct conflicts conflicts = CONFLICTS_INIT;
    merge_maps(&ours->undo, base, theirs, &conflicts);
    return conflicts;
}

/* Pairs in the order of the personas. */
static void sort_emotions(struct map *map)
{
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        enum field field = emotion_field(node);
        struct slice pairs = node_get(node, field);
        struct buf sorted = BUF_INIT;
        struct node *first = node_child(map->root, MAP_PERSONAS, 0);
        if (!memchr(pairs.data, '\0', pairs.len) || !first)
            continue;
        touchpoint_emotion_with(map, node, first->id, touchpoint_emotion(node, first->id), &sorted);
        if (sorted.len)
            node_put(map, node, field, buf_slice(&sorted));
        else
            node_drop(node, field);
        buf_release(&sorted);
    }
}

/* A line that may differ: a node that came back under its name may have another id, and unknown
 * keys stand in the order in which they came. */
static bool is_left_out(struct slice line)
{
    return text_find(line, SLICE("id: ")) != (size_t)-1 ||
           text_find(line, SLICE("mine: ")) != (size_t)-1 ||
           text_find(line, SLICE("other key: ")) != (size_t)-1;
}

static bool same_texts(struct map *a, struct map *b, struct buf *why)
{
    sort_emotions(a);
    sort_emotions(b);
    struct buf one = BUF_INIT, other = BUF_INIT;
    store_canonical(a, &one);
    store_canonical(b, &other);
    struct slice rest = buf_slice(&one), other_rest = buf_slice(&other), line, other_line;
    bool same = true;
    for (;;) {
        bool more, other_more;
        do
            more = slice_next_line(&rest, &line);
        while (more && is_left_out(line));
        do
            other_more = slice_next_line(&other_rest, &other_line);
        while (other_more && is_left_out(other_line));
        if (!more && !other_more)
            break;
        same = more == other_more && slice_equal(line, other_line);
        if (!same)
            break;
    }
    if (!same)
        buf_addf(why, "%s\n--- and\n%s", one.data, other.data);
    buf_release(&one);
    buf_release(&other);
    return same;
}

static void add_conflicts(const struct conflicts *conflicts, struct buf *out)
{
    for (size_t i = 0; i < conflicts->count; i++) {
        conflict_describe(&conflicts->items[i], "~", out);
        buf_add_char(out, '\n');
    }
}

/* A removed persona and a new one in its place may be taken for one that got another name. */
static bool same_personas(const struct map *a, const struct map *b)
{
    struct node_list list = node_children(a->root, MAP_PERSONAS);
    for (uint32_t i = 0; i < list.count; i++)
        if (!map_find(b, slice_of(list.items[i]->id)))
            return false;
    return true;
}

static void expect_same(struct map *found, struct map *wanted, const char *what, unsigned seed)
{
    struct buf why = BUF_INIT;
    if (same_personas(found, wanted) && !same_texts(found, wanted, &why))
        cr_assert_fail("seed %u: %s\n%s", seed, what, why.data);
    buf_release(&why);
}

Test(merge, one_side_alone)
{
    for (unsigned seed = 1; seed <= 400; seed++) {
        uint64_t state = seed * 2654435761u + 3;
        struct side base, ours, theirs;
        start_side(&base, seed, &state, random_below(&state, 6));
        uint64_t same_start = seed * 2654435761u + 3;
        start_side(&ours, seed, &same_start, random_below(&same_start, 6));
        same_start = seed * 2654435761u + 3;
        start_side(&theirs, seed, &same_start, random_below(&same_start, 6));
        for (unsigned i = random_below(&state, 10); i; i--)
            if (random_below(&state, 4))
                random_edit(&state, &theirs.undo);
            else if (random_below(&state, 2))
                random_lane_edit(&state, &theirs.undo);
            else
                random_unknown_edit(&state, &theirs.undo);
        struct conflicts none = merge_side(&theirs, &base.map, &ours.map);
        cr_expect_eq(none.count, 0u, "seed %u: ours alone has conflicts", seed);
        uint32_t revision = theirs.map.revision;
        merge_maps(&theirs.undo, &base.map, &ours.map, &none);
        cr_expect_eq(theirs.map.revision, revision, "seed %u: nothing changed there", seed);
        none = merge_side(&ours, &base.map, &theirs.map);
        struct buf text = BUF_INIT;
        add_conflicts(&none, &text);
        cr_expect_eq(none.count, 0u, "seed %u: theirs alone has conflicts\n%s", seed, text.data);
        expect_same(&ours.map, &theirs.map, "theirs alone", seed);
        /* The same once more, on both sides: nothing is to be done. */
        revision = ours.map.revision;
        none = merge_side(&ours, &base.map, &theirs.map);
        cr_expect_eq(none.count, 0u, "seed %u: the same on both sides has conflicts", seed);
        cr_expect_eq(ours.map.revision, revision, "seed %u: the same on both sides", seed);
        undo_undo(&ours.undo);
        buf_release(&text);
        release_side(&base);
        release_side(&ours);
        release_side(&theirs);
    }
}

static bool is_in(struct slice text, struct slice part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (memcmp(text.data + i, part.data, part.len) == 0)
            return true;
    return part.len == 0;
}

static bool is_in_conflicts(const struct conflicts *conflicts, struct slice text)
{
    for (size_t i = 0; i < conflicts->count; i++)
        if (is_in(conflicts->items[i].theirs, text) || is_in(conflicts->items[i].ours, text))
            return true;
    return false;
}

static bool has_text(const struct map *map, struct slice text)
{
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        for (size_t i = 0; i < node->value_count; i++)
            if (is_in((struct slice){ node->values[i].data, node->values[i].len }, text))
                return true;
    return false;
}

/* Each side writes texts that are like no other: all must be in the result or in a conflict. */
static void write_marks(struct side *side, uint64_t *state, char letter)
{
    for (unsigned i = 0; i < 5; i++) {
        struct buf text = BUF_INIT;
        size_t wanted = random_below(state, 12);
        struct node *node = side->map.root;
        for (size_t k = 0; k < wanted && node_next(node, side->map.root); k++)
            node = node_next(node, side->map.root);
        buf_addf(&text, "mark-%c%u", letter, i);
        if (random_below(state, 2) && field_of_key(node->kind, SLICE("notes")) < FIELD_COUNT) {
            edit_set(&side->undo, node, field_of_key(node->kind, SLICE("notes")), buf_slice(&text));
        } else if (node->kind == KIND_MAP || node->kind == KIND_STAGE) {
            struct node *child = node_new(
                &side->map, node->kind == KIND_MAP ? KIND_STAGE : KIND_TOUCHPOINT);
            node_put(&side->map, child, kind_def(child->kind)->headline, buf_slice(&text));
            edit_insert(&side->undo, node, child, random_below(state, 4));
        }
        buf_release(&text);
    }
}

static void expect_nothing_lost(const struct map *from, const struct map *base,
    const struct map *result, const struct conflicts *conflicts, unsigned seed)
{
    for (char letter = 'a'; letter <= 'b'; letter++)
        for (char digit = '0'; digit < '5'; digit++) {
            char mark[] = { 'm', 'a', 'r', 'k', '-', letter, digit, '\0' };
            struct slice text = slice_of(mark);
            cr_expect(!has_text(from, text) || has_text(base, text) || has_text(result, text) ||
                          is_in_conflicts(conflicts, text),
                "seed %u: %s is lost", seed, mark);
        }
}

static void take_all(struct side *ours, const struct conflicts *conflicts, unsigned seed)
{
    for (size_t i = 0; i < conflicts->count; i++)
        conflict_take_theirs(&ours->undo, &conflicts->items[i]);
    struct buf text = BUF_INIT;
    write_map(&ours->map, &text);
    cr_expect_neq(text.len, 0u, "seed %u", seed);
    buf_release(&text);
}

Test(merge, both_sides_whatever_they_did, .timeout = 60)
{
    unsigned clean = 0;
    for (unsigned seed = 1; seed <= 600; seed++) {
        uint64_t state = seed * 2654435761u + 5;
        struct side base, ours, theirs, ours_again, theirs_again;
        unsigned edits = random_below(&state, 5);
        uint64_t a = seed * 40503u + 1, b = seed * 9973u + 2;
        start_side(&base, seed, &state, 0);
        uint64_t a_again = a, b_again = b;
        start_side(&ours, seed, &a, edits);
        write_marks(&ours, &a, 'a');
        start_side(&ours_again, seed, &a_again, edits);
        write_marks(&ours_again, &a_again, 'a');
        start_side(&theirs, seed, &b, edits);
        write_marks(&theirs, &b, 'b');
        start_side(&theirs_again, seed, &b_again, edits);
        write_marks(&theirs_again, &b_again, 'b');
        struct conflicts conflicts = merge_side(&ours, &base.map, &theirs.map);
        struct conflicts other = merge_side(&theirs_again, &base.map, &ours_again.map);
        struct buf text = BUF_INIT;
        add_conflicts(&conflicts, &text);
        buf_adds(&text, "--- the other way round\n");
        add_conflicts(&other, &text);
        cr_expect_eq(!conflicts.count, !other.count, "seed %u: conflicts\n%s", seed, text.data);
        if (!conflicts.count && !other.count) {
            expect_same(&ours.map, &theirs_again.map, "the other way round", seed);
            clean++;
        }
        expect_nothing_lost(&ours_again.map, &base.map, &ours.map, &conflicts, seed);
        expect_nothing_lost(&theirs.map, &base.map, &ours.map, &conflicts, seed);
        take_all(&ours, &conflicts, seed);
        conflicts_release(&conflicts);
        conflicts_release(&other);
        buf_release(&text);
        release_side(&base);
        release_side(&ours);
        release_side(&theirs);
        release_side(&ours_again);
        release_side(&theirs_again);
    }
    cr_expect_gt(clean, 100u, "only %u merges were clean", clean);
}

/* --- own keys --- */

static void add_own_keys(struct buf *out, char letter, int count)
{
    buf_adds(out, HEAD "stages:\n  - name: S\n    a0: 0\n");
    for (int i = 1; i < count; i++)
        buf_addf(out, "    %c%d: %d\n", letter, i, i);
}

/* What a file may not have is not merged into one node, and not lost. */
Test(merge, of_more_own_keys_than_a_file_may_have)
{
    struct buf texts[3] = { BUF_INIT, BUF_INIT, BUF_INIT }, saved = BUF_INIT;
    struct map maps[3];
    struct undo undo;
    struct conflicts conflicts = CONFLICTS_INIT;
    struct diags diags = DIAGS_INIT;
    add_own_keys(&texts[0], 'a', 1);
    add_own_keys(&texts[1], 'b', OWN_KEYS_MAX - 9);
    add_own_keys(&texts[2], 'c', 100);
    for (int i = 0; i < 3; i++)
        read_map(&maps[i], buf_slice(&texts[i]));
    undo_init(&undo, &maps[1]);
    merge_maps(&undo, &maps[0], &maps[2], &conflicts);
    cr_expect_eq(conflicts.count, 99u - 9u, "%zu", conflicts.count);
    for (size_t i = 0; i < conflicts.count; i++) {
        cr_expect(conflicts.items[i].full && conflicts.items[i].theirs.len);
        cr_expect_not(conflict_take_theirs(&undo, &conflicts.items[i]));
    }
    cr_expect_eq(store_text(&maps[1], &saved, &diags), STATUS_OK, "%s",
        diags.count ? diags.items[0].text : "");
    conflicts_release(&conflicts);
    undo_release(&undo);
    diags_release(&diags);
    buf_release(&saved);
    for (int i = 0; i < 3; i++) {
        map_release(&maps[i]);
        buf_release(&texts[i]);
    }
}

/* --- while others work, too --- */

struct other {
    struct undo *undo;
    unsigned begun;
};

/* Another one removes the stage that the merge would write into. */
static void remove_stage(void *context)
{
    struct other *other = context;
    struct node *stage = node_child(other->undo->map->root, MAP_STAGES, 0);
    if (other->begun++ || !stage)
        return;
    undo_apply(other->undo, (struct edit){ .op = EDIT_REMOVE, .author = 1, .node = stage });
}

Test(merge, begins_before_it_looks)
{
    struct map base, ours, theirs;
    struct undo undo;
    struct conflicts conflicts = CONFLICTS_INIT;
    read_map(&base, SLICE(HEAD "stages: [{name: S, touchpoints: [A, B, C]}]\n"));
    read_map(&ours, SLICE(HEAD "stages: [{name: S, touchpoints: [A, B, C]}]\n"));
    read_map(
        &theirs, SLICE(HEAD "stages: [{name: S, touchpoints: [C, {name: A, doing: x}, N]}]\n"));
    undo_init(&undo, &ours);
    struct other other = { &undo, 0 };
    undo.recorder = (struct edit_recorder){ .begin = remove_stage, .context = &other };
    merge_maps(&undo, &base, &theirs, &conflicts);
    cr_expect_eq(other.begun, 1u);
    cr_expect_eq(node_child_count(ours.root, MAP_STAGES), 0u);
    cr_assert_eq(conflicts.count, 1u);
    cr_expect_eq(conflicts.items[0].kind, CONFLICT_REMOVED_HERE);
    conflicts_release(&conflicts);
    undo_release(&undo);
    map_release(&base);
    map_release(&ours);
    map_release(&theirs);
}
