#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "insight/merge.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "insight/order_merge.h"
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
#define TWO "personas: [Anna, Ben]\n"
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
        /* keys that are not known */
        { "mine: 1\n", "mine: 1\nyours: [a]\n", "mine: 2\n", "mine: 2\nyours: [a]\n", "" },
        { "mine: 1\n", "mine: 3\n", "mine: 2\n", "mine: 3\n",
            "map: mine: ours 3, theirs 2, base 1\n" },
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
