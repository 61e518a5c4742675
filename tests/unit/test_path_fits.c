/* The map's paths and those that touchpoints name go together, whatever is done. */
#include <criterion/criterion.h>
#include <string.h>

#include "app_support.h"
#include "model/edit/edit.h"
#include "model/edit/replay.h"
#include "model/unknown.h"
#include "store/store.h"
#include "support.h"
#include "unit/import_support.h"
#include "unit/store_support.h"

static const char sample[] = "cjm: 1\ntitle: T\npaths: [express, shop]\nstages:\n"
                             "  - name: Buy\n    touchpoints:\n"
                             "      - {name: Till, paths: [shop]}\n      - Door\n";

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

#define ITEMS(text) ((struct slice){ text, sizeof(text) - 1 })

Test(path_fits, own_edits_that_do_not_fit_are_not_made)
{
    static const struct {
        const char *id; /* NULL: the map */
        struct slice value;
        const char *refused; /* NULL: made */
    } rows[] = {
        { "door", ITEMS("express\0shop\0"), NULL },
        { "door", ITEMS("express\0van\0"),
            "there is no path \"van\"; add it to the paths of the map, or name one of them: "
            "express, shop" },
        { "till", { NULL, 0 }, NULL },
        { NULL, ITEMS("shop\0van\0"), NULL },
        { NULL, ITEMS("express\0"), "\"Till\" is on the path \"shop\": take it off there first" },
        { NULL, { NULL, 0 }, "\"Till\" is on the path \"shop\": take it off there first" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene s;
        begin(&s);
        struct node *node = rows[i].id ? found(&s, rows[i].id) : s.map.root;
        edit_set(&s.undo, node, rows[i].id ? TOUCHPOINT_PATHS : MAP_PATHS, rows[i].value);
        cr_expect_str_eq(s.undo.refused.len ? s.undo.refused.data : "",
            rows[i].refused ? rows[i].refused : "", "row %zu", i);
        cr_expect_eq(s.undo.count, rows[i].refused ? 0u : 1u, "row %zu", i);
        expect_round_trip(&s.map, "an edit");
        end(&s);
    }
}

/* However many a touchpoint names, and others before it; of those that there are some are said. */
Test(path_fits, one_of_many_is_found)
{
    enum { PATHS = 30 };
    for (int wrong = 0; wrong <= PATHS; wrong++) {
        struct buf text = BUF_INIT, names = BUF_INIT, messages = BUF_INIT;
        struct diags diags = DIAGS_INIT;
        struct map map;
        buf_adds(&text, "cjm: 1\ntitle: T\npaths: [");
        for (int i = 0; i < PATHS; i++) {
            buf_addf(&text, "w%d,", i);
            buf_addf(&names, i == wrong ? "v%d," : "w%d,", i);
        }
        buf_addf(&text, "]\nstages:\n- touchpoints:\n  - paths: [%s]\n  - paths: [%s]\n",
            wrong % 2 ? names.data : "", names.data);
        map_begin(&map);
        enum status status = store_read_text(&map, "m", buf_slice(&text), &diags);
        cr_expect_eq(status, wrong < PATHS ? STATUS_BAD : STATUS_OK, "%s", text.data);
        buf_addf(&messages, "there is no path 'v%d'; write one of w0, w1, ", wrong);
        cr_expect_eq(diags.count, wrong == PATHS ? 0u : 1u + (unsigned)wrong % 2, "%d", wrong);
        for (size_t i = 0; i < diags.count; i++) {
            cr_expect_not_null(strstr(diags.items[i].text, messages.data));
            cr_expect_not_null(strstr(diags.items[i].text, ", w19, …, or add it"));
        }
        map_release(&map);
        diags_release(&diags);
        buf_release(&text);
        buf_release(&names);
        buf_release(&messages);
    }
}

Test(path_fits, a_touchpoint_does_not_come_in)
{
    struct scene s;
    begin(&s);
    struct node *copy = node_new(&s.map, KIND_TOUCHPOINT);
    node_put(&s.map, copy, TOUCHPOINT_PATHS, ITEMS("van\0"));
    edit_insert(&s.undo, found(&s, "buy"), copy, 0);
    cr_expect(undo_take_refusal(&s.undo));
    edit_set(&s.undo, s.map.root, MAP_PATHS, ITEMS("express\0shop\0van\0"));
    edit_insert(&s.undo, found(&s, "buy"), copy, 0);
    cr_expect(!undo_take_refusal(&s.undo));
    end(&s);
}

/* A rename is undone and done again, in whatever order its edits can go; and what an undo would
 * bring waits for its path. */
Test(path_fits, undo_goes_together)
{
    struct scene s;
    begin(&s);
    struct node *till = found(&s, "till");
    undo_begin(&s.undo);
    edit_set(&s.undo, s.map.root, MAP_PATHS, ITEMS("express\0shop\0van\0"));
    edit_set(&s.undo, till, TOUCHPOINT_PATHS, ITEMS("van\0"));
    edit_set(&s.undo, s.map.root, MAP_PATHS, ITEMS("express\0van\0"));
    undo_end(&s.undo);
    for (int times = 0; times < 2; times++) {
        cr_expect_not_null(undo_undo(&s.undo));
        cr_expect_str_eq(node_get(till, TOUCHPOINT_PATHS).data, "shop");
        expect_round_trip(&s.map, "undone");
        cr_expect_not_null(undo_redo(&s.undo));
        cr_expect_str_eq(node_get(till, TOUCHPOINT_PATHS).data, "van");
        expect_round_trip(&s.map, "done again");
    }
    edit_remove(&s.undo, till);
    undo_apply(&s.undo, (struct edit){ .op = EDIT_SET,
                            .author = 7,
                            .group = 1,
                            .node = s.map.root,
                            .field = MAP_PATHS,
                            .after = ITEMS("express\0") });
    cr_expect_not_null(undo_undo(&s.undo), "what is before it is undone");
    cr_expect(s.undo.kept && s.undo.kept_unfit && !till->parent);
    expect_round_trip(&s.map, "kept");
    end(&s);
}

Test(path_fits, records_of_others_that_do_not_fit_are_skipped)
{
    static const struct {
        const char *line;
        enum edit_text wanted;
    } rows[] = {
        { "set\tdoor\tpaths\t-\t=van\\x00", EDIT_TEXT_BAD },
        { "set\tmap\tpaths\t-\t=express\\x00", EDIT_TEXT_BAD },
        { "insert\tbuy\t0\t(touchpoint\tt1\tname=New\tpaths=van\\x00\t)", EDIT_TEXT_BAD },
        { "insert\tbuy\t0\t(touchpoint\tt1\tname=New\tpaths=shop\\x00\t)", EDIT_TEXT_GOOD },
        { "set\tdoor\tpaths\t-\t=shop\\x00", EDIT_TEXT_GOOD },
    };
    struct scene s;
    struct replay replay;
    begin(&s);
    replay_init(&replay, &s.undo, "me");
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

/* Another map has other paths: on one that is not here nobody would go. */
Test(path_fits, a_copy_names_the_paths_of_its_map)
{
    struct fixture f;
    struct buf other = BUF_INIT, line = BUF_INIT, text = BUF_INIT;
    open_map(&f, sample);
    buf_addf(&other, "%s/other.yaml", f.folder);
    test_write(other.data, SLICE("cjm: 1\ntitle: Other\nstages:\n  - name: One\n"));
    draw(&f, 80, 24);
    buf_addf(&line, "y:open %s\r", other.data);
    type(&f, line.data);
    type(&f, "Yw");
    test_read(other.data, &text);
    cr_expect_str_eq(text.data, "cjm: 1\ntitle: Other\nstages:\n  - name: One\n"
                                "    touchpoints:\n      - name: Till\n");
    buf_release(&other);
    buf_release(&line);
    buf_release(&text);
    close_map(&f);
}

Test(path_fits, what_is_imported_brings_its_paths)
{
    expect_import("m.csv", "stage,touchpoint,paths\nBuy,Till,shop\nBuy,Click,express; shop\n",
        "title: m\npaths: [shop, express]\nstages:\n  - name: Buy\n    touchpoints:\n"
        "      - name: Till\n        paths: [shop]\n"
        "      - name: Click\n        paths: [express, shop]\n",
        "", STATUS_OK);
}

Test(path_fits, the_screen_says_what_is_refused)
{
    struct fixture f;
    open_map(&f, sample);
    draw(&f, 100, 30);
    type(&f, ":set paths van\r");
    cr_expect(shows(&f, "there is no path \"van\"; add it to the paths of the map"));
    type(&f, ":set paths express\r");
    cr_expect(!shows(&f, "there is no path"));
    close_map(&f);
}

/* As many as a file may have. */
Test(path_fits, a_number_for_each_of_too_many_personas_is_not_taken)
{
    struct scene s;
    begin(&s);
    struct buf pairs = BUF_INIT;
    for (int i = 0; i < OWN_KEYS_MAX; i++)
        buf_addf(&pairs, "p%d%c1%c", i, 0, 0);
    struct node *door = found(&s, "door");
    edit_set(&s.undo, door, TOUCHPOINT_EMOTION, buf_slice(&pairs));
    cr_expect_eq(s.undo.refused.len, 0);
    buf_addf(&pairs, "more%c1%c", 0, 0);
    edit_set(&s.undo, door, TOUCHPOINT_EMOTION, buf_slice(&pairs));
    cr_expect_str_eq(s.undo.refused.data,
        "at most 256 personas can have a number of their own in one place; give one for all");
    cr_expect_eq(s.undo.count, 1u);
    buf_release(&pairs);
    end(&s);
}
