#include "store/write/adopt.h"

#include <criterion/criterion.h>

#include "insight/merge/merge.h"
#include "store/store.h"
#include "store/write/render.h"
#include "support.h"
#include "unit/random_edits.h"
#include "unit/store_support.h"

static void read_source(const char *name, struct buf *out)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s.yaml", TEST_PATH("tests/data/store"), name);
    test_read(path.data, out);
    buf_release(&path);
}

/* As a save does, without the file. */
static void save(struct map *map)
{
    struct rendering rendering = RENDERING_INIT;
    cr_assert(render_map(map, &rendering));
    rendering_keep(map, &rendering);
    rendering_release(&rendering);
}

static bool adopt(struct map *map, struct slice text)
{
    struct map file;
    read_map(&file, text);
    bool differs = store_adopt(map, &file);
    map_release(&file);
    return differs;
}

/* --- rows --- */

#define TOP "cjm: 1\ntitle: T\n"

Test(adopt, keeps_what_others_wrote_into_the_file)
{
    static const struct {
        const char *source, *edits, *file, *expected;
    } rows[] = {
        /* nothing differs */
        { "goal: g\n", "", "# hello\ngoal:   g  # why\n", "" },
        { "stages: [A]\n", "set a goal x", "stages:\n  # first\n  - goal: x\n    name: A\n", "" },
        /* a field of the map, a comment of the file */
        { "stages: [A]\n", "set a goal x", "stages:\n  # first\n  - name: A # yes\n",
            "+    goal: x\n" },
        /* the map's value stands */
        { "goal: g\n", "set map goal h", "goal: i # no\n", "-goal: i # no\n+goal: h # no\n" },
        { "goal: g\nmine: [1]\n", "", "goal: g\nmine: [2] # m\n",
            "-mine: [2] # m\n+mine: [1] # m\n" },
        { "goal: g\n", "", "goal: g\nother: 1 # m\n", "-other: 1 # m\n" },
        /* lists */
        { "stages: [A, B]\n", "remove a; add map stages 9 C",
            "stages:\n  # a\n  - A\n  # b\n  - B\n", "-  # a\n-  - A\n+  - C\n" },
        { "stages: [A, B]\n", "move b map 0", "stages:\n  # a\n  - A\n  # b\n  - B\n",
            "-  # a\n-  - A\n+  # a\n+  - A\n" },
        /* ids */
        { "stages: [{name: New, id: old}]\n", "", "stages:\n  - name: New # x\n    goal: g\n",
            "-    goal: g\n+    id: old\n" },
        { "stages: [A]\n", "set a name B", "stages:\n  - name: B # x\n", "+    id: a\n" },
        { "stages: [A]\n", "", "stages:\n  - id: b\n    name: A # x\n",
            "-  - id: b\n+  - id: a\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf source = BUF_INIT, file = BUF_INIT, text = BUF_INIT, changes = BUF_INIT;
        struct map map;
        struct undo undo;
        buf_addf(&source, TOP "%s", rows[i].source);
        buf_addf(&file, TOP "%s", rows[i].file);
        read_map(&map, buf_slice(&source));
        undo_init(&undo, &map);
        edit_by_script(&map, &undo, rows[i].edits);
        bool differs = adopt(&map, buf_slice(&file));
        cr_expect_eq(differs, *rows[i].expected != '\0', "row %zu", i);
        write_map(&map, &text);
        add_difference(&changes, buf_slice(&file), buf_slice(&text));
        cr_expect_str_eq(changes.data, rows[i].expected, "row %zu: %s", i, changes.data);
        expect_round_trip(&map, rows[i].file);
        undo_release(&undo);
        map_release(&map);
        buf_release(&source);
        buf_release(&file);
        buf_release(&text);
        buf_release(&changes);
    }
}

/* --- whatever was edited --- */

/* Comments above lines that begin an item of a block list, each with the line's own text. */
static void add_comments(struct slice text, uint64_t *state, struct buf *out)
{
    struct slice line;
    bool in_text = false;
    while (slice_next_line(&text, &line)) {
        size_t blanks = 0;
        while (blanks < line.len && line.data[blanks] == ' ')
            blanks++;
        struct slice rest = slice_from(line, blanks);
        in_text = in_text || memchr(rest.data, '|', rest.len) || memchr(rest.data, '"', rest.len);
        if (!in_text && slice_begins_fold(rest, SLICE("- name: ")) && random_below(state, 2)) {
            buf_add_repeated(out, ' ', blanks);
            buf_addf(out, "# about %.*s\n", SLICE_ARG(rest));
        }
        in_text = in_text && !slice_begins_fold(rest, SLICE("- name: "));
        buf_add_slice(out, line);
        buf_add_char(out, '\n');
    }
}

/* The text holds the map, ids included. */
static void expect_held(const struct map *map, unsigned seed)
{
    struct rendering rendering = RENDERING_INIT;
    struct buf canonical = BUF_INIT, again = BUF_INIT;
    struct map back;
    cr_assert(render_map(map, &rendering), "seed %u", seed);
    read_map(&back, buf_slice(&rendering.text));
    store_canonical(map, &canonical);
    store_canonical(&back, &again);
    cr_assert_str_eq(canonical.data, again.data, "seed %u: the map\n%s\nits text\n%s", seed,
        canonical.data, rendering.text.data);
    const struct node *other = back.root;
    for (const struct node *node = map->root; node; node = node_next(node, map->root)) {
        cr_assert_str_eq(node->id, other->id, "seed %u\n%s", seed, rendering.text.data);
        other = node_next(other, back.root);
    }
    map_release(&back);
    rendering_release(&rendering);
    buf_release(&canonical);
    buf_release(&again);
}

static bool holds(struct slice text, struct slice part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (memcmp(text.data + i, part.data, part.len) == 0)
            return true;
    return false;
}

/* The file's comments, but for those about what the map has not. */
static size_t count_lost(const struct map *map, struct slice file)
{
    struct buf text = BUF_INIT;
    struct slice line, comment;
    size_t lost = 0;
    write_map(map, &text);
    while (slice_next_line(&file, &line)) {
        const char *start = memchr(line.data, '#', line.len);
        comment = start ? slice_from(line, (size_t)(start - line.data)) : SLICE("");
        if (slice_begins_fold(comment, SLICE("# about ")) && !holds(buf_slice(&text), comment) &&
            holds(buf_slice(&text), slice_from(comment, 8)))
            lost++;
    }
    buf_release(&text);
    return lost;
}

static void expect_same_text(const struct map *map, struct slice expected, unsigned seed)
{
    struct buf text = BUF_INIT;
    write_map(map, &text);
    cr_expect(slice_equal(buf_slice(&text), expected), "seed %u: expected\n%.*s\nfound\n%s", seed,
        SLICE_ARG(expected), text.data);
    buf_release(&text);
}

/* As a session does when another program wrote the file. */
static void merge_and_adopt(
    struct undo *undo, struct slice base_text, struct slice text, unsigned seed)
{
    struct map base, file;
    struct conflicts conflicts = CONFLICTS_INIT;
    read_map(&base, base_text);
    read_map(&file, text);
    merge_maps(undo, &base, &file, &conflicts);
    store_adopt(undo->map, &file);
    expect_held(undo->map, seed);
    conflicts_release(&conflicts);
    map_release(&base);
    map_release(&file);
}

/* Returns how many comments were lost. */
static size_t run_random(unsigned seed, const char *source)
{
    struct buf text = BUF_INIT, file = BUF_INIT;
    struct map map, other;
    struct undo undo, other_undo;
    uint64_t state = seed * 2654435761u + 1;
    size_t lost = 0;
    read_source(source, &text);
    read_map(&map, buf_slice(&text));
    undo_init(&undo, &map);
    for (unsigned round = 0; round < 6; round++) {
        /* The other one begins with what is in the file, and edits it by program and by hand. */
        buf_clear(&text);
        buf_clear(&file);
        write_map(&map, &text);
        add_comments(buf_slice(&text), &state, &file);
        read_map(&other, buf_slice(&file));
        undo_init(&other_undo, &other);
        for (unsigned i = random_below(&state, 8); i; i--)
            random_edit(&state, &other_undo);
        buf_clear(&file);
        write_map(&other, &file);
        for (unsigned i = random_below(&state, 8); i; i--)
            random_edit(&state, &undo);
        if (random_below(&state, 2))
            undo_undo(&undo);
        if (round % 2)
            merge_and_adopt(&undo, buf_slice(&text), buf_slice(&file), seed);
        else
            adopt(&map, buf_slice(&file));
        expect_held(&map, seed);
        lost += count_lost(&map, buf_slice(&file));
        if (random_below(&state, 3))
            save(&map);
        /* Its own text again changes nothing. */
        buf_clear(&text);
        write_map(&map, &text);
        bool differs = adopt(&map, buf_slice(&text));
        cr_expect(!differs, "seed %u, round %u", seed, round);
        expect_same_text(&map, buf_slice(&text), seed);
        undo_release(&other_undo);
        map_release(&other);
    }
    while (undo_undo(&undo))
        ;
    expect_held(&map, seed);
    save(&map);
    while (undo_redo(&undo))
        ;
    expect_held(&map, seed);
    undo_release(&undo);
    map_release(&map);
    buf_release(&text);
    buf_release(&file);
    return lost;
}

Test(adopt, whatever_was_edited)
{
    static const char *const sources[] = { "hand", "forms", "flow", "crlf" };
    size_t lost = 0;
    for (unsigned seed = 1; seed <= 120; seed++)
        lost += run_random(seed, sources[seed % 4]);
    /* A name alone that becomes a mapping is written anew, with what comes below it. */
    cr_expect_leq(lost, 2u, "%zu comments lost", lost);
}
