/* Personas and what the team does about their journey: sheets, choosing, roles. */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "app/core/command.h"
#include "app/views/portrait.h"
#include "app_support.h"
#include "insight/persona.h"
#include "session/session.h"
#include "support.h"

static const char team[] = "cjm: 1\n"
                           "title: Team\n"
                           "market: b2b\n"
                           "personas:\n"
                           "  - name: Anna\n"
                           "    role: Owner of a café\n"
                           "    buying_role: approver\n"
                           "    quote: I do not have time.\n"
                           "    goals: [A set that fits the wall, Delivery before Saturday]\n"
                           "    channels: [web, phone]\n"
                           "    assumed: [Delivery before Saturday]\n"
                           "  - name: Ben\n"
                           "    buying_role: user\n"
                           "  - Carl\n"
                           "stages:\n"
                           "  - name: Buy\n"
                           "    touchpoints:\n"
                           "      - name: Pay\n"
                           "        emotion: {anna: -2, ben: 1}\n"
                           "        pains:\n          - text: Slow\n"
                           "        ideas:\n"
                           "          - {text: First, impact: 5, effort: 1}\n"
                           "          - {text: Second, impact: 4, effort: 4, owner: Ida, "
                           "due: 2027-01-31}\n"
                           "          - {text: Third, impact: 1, effort: 5}\n";

/* A new field must be told on the sheet, too. */
Test(people, every_fact_is_in_one_group)
{
    for (enum field field = PERSONA_NAME + 1; field < kind_def(KIND_PERSONA)->end; field++) {
        int found = field_def(field)->type == FIELD_NODES;
        for (const struct fact_group *group = persona_groups; group->title; group++)
            for (const enum field *in = group->fields; *in; in++)
                found += *in == field;
        cr_expect_eq(found, 1, "%s is in %d groups", field_def(field)->key, found);
    }
}

Test(people, show_their_sheets)
{
    struct fixture f;
    open_map(&f, team);
    draw(&f, 80, 24);
    press(&f, K_F3);
    cr_expect(shows(&f, "approver: Owner of a café"));
    press(&f, K_ENTER);
    cr_expect(shows(&f, "1 of 3"));
    static const char *const facts[] = { "Anna  Owner of a café", "“I do not have time.”",
        "buying role   approver",
        "goals         A set that fits the wall; Delivery before Saturday?", "likes: web, phone",
        "assumed       Delivery before Saturday", "│     A    │" };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        cr_expect(shows(&f, facts[i]), "no \"%s\"", facts[i]);
    cr_expect(!shows(&f, "frustrations"), "what is not known is not listed");
    press(&f, K_RIGHT);
    cr_expect(shows(&f, "2 of 3") && shows(&f, "buying role   user"));
    press(&f, K_BACK_TAB);
    cr_expect(shows(&f, "1 of 3"));
    press(&f, K_TAB);
    cr_expect(shows(&f, "2 of 3"));
    type(&f, "ll");
    cr_expect(shows(&f, "Carl") && shows(&f, "Nothing is known yet"));
    press(&f, K_ENTER);
    cr_expect(shows(&f, "persona: Carl"), "Enter edits");
    type(&f, "j\rCook\rqs");
    cr_expect(shows(&f, "Carl  Cook"));
    cr_expect(shows(&f, "evidence      assumption"));
    type(&f, "uuu");
    press(&f, K_ESC);
    cr_expect(shows(&f, "▌ C Carl"), "the list is where the sheet was");
    type(&f, "\rq\r");
    for (int width = 40; width < 240; width += 7)
        for (int height = 12; height < 60; height += 3)
            draw(&f, width, height);
    close_map(&f);
}

/* Those that the schema names, each within its size and unlike the others. */
Test(people, have_portraits)
{
    const char *const *names = field_def(PERSONA_PORTRAIT)->words;
    struct map map;
    struct buf seen = BUF_INIT;
    map_begin(&map);
    struct node *persona = node_new(&map, KIND_PERSONA);
    for (size_t i = 0; i < PORTRAITS; i++) {
        struct canvas canvas = CANVAS_INIT;
        struct buf picture = BUF_INIT;
        cr_assert_str_eq(portrait_name(i), names[i]);
        canvas_reset(&canvas, 20, 12);
        node_put(&map, persona, PERSONA_PORTRAIT, slice_of(names[i]));
        struct area room = draw_portrait(&canvas, 0, 0, &map, persona);
        cr_expect(room.width <= PORTRAIT_WIDTH && room.height == PORTRAIT_HEIGHT, "%s", names[i]);
        for (int y = 0; y < PORTRAIT_HEIGHT; y++)
            canvas_row_text(&canvas, y, &picture);
        cr_expect(!seen.len || !strstr(seen.data, picture.data), "%s", names[i]);
        buf_add_slice(&seen, buf_slice(&picture));
        buf_release(&picture);
        canvas_release(&canvas);
    }
    cr_expect(!names[PORTRAITS] && !portrait_name(PORTRAITS));
    map_release(&map);
    buf_release(&seen);
}

Test(people, show_their_portraits_where_there_is_room)
{
    struct fixture f;
    open_map(&f,
        "cjm: 1\ntitle: T\npersonas:\n  - name: Anna\n    age: 41\n"
        "    goals: [Peace]\n    notes: Tall\n    portrait: |\n      <°)))><\n       swims\n");
    draw(&f, 80, 24);
    press(&f, K_F3);
    press(&f, K_ENTER);
    cr_expect(shows(&f, "  <°)))><   Anna  41") && shows(&f, "   swims"));
    cr_expect(!shows(&f, "Peace         ") && shows(&f, "goals         Peace"));
    draw(&f, 120, 30);
    cr_expect(shows(
        &f, "goals         Peace                                         notes         Tall"));
    draw(&f, 59, 24);
    cr_expect(shows(&f, "Anna  41") && !shows(&f, "swims"));
    close_map(&f);
}

/* So much of a fact as is good to look at. */
Test(people, tell_long_facts_in_part)
{
    struct fixture f;
    struct buf map = BUF_INIT;
    buf_adds(&map, "cjm: 1\ntitle: T\npersonas:\n  - name: Anna\n    goals:\n");
    for (int i = 0; i < 900; i++)
        buf_addf(&map, "      - Goal %d\n", i);
    buf_adds(&map, "    notes: ");
    for (int i = 0; i < 2000; i++)
        buf_adds(&map, "word ");
    buf_adds(&map, "\n");
    open_map(&f, map.data);
    draw(&f, 80, 24);
    press(&f, K_F3);
    press(&f, K_ENTER);
    draw(&f, 80, 150);
    cr_expect(shows(&f, "Goal 301") && !shows(&f, "Goal 500"));
    struct buf out = BUF_INIT;
    picture(&f, &out);
    const char *first = strstr(out.data, "... more: Enter");
    cr_expect(first && strstr(first + 1, "... more: Enter"), "of both it is said");
    cr_expect(!shows(&f, "Enter word"), "in a line of its own");
    buf_release(&out);
    buf_release(&map);
    close_map(&f);
}

/* From a sheet it is the sheet that is exported. */
Test(people, export_their_sheets)
{
    struct fixture f;
    struct buf path = BUF_INIT, text = BUF_INIT;
    open_map(&f, team);
    draw(&f, 80, 24);
    press(&f, K_F3);
    type(&f, "j\rx");
    cr_expect(shows(&f, "▌persona     persona sheets, as Markdown"));
    type(&f, "\r\r");
    buf_addf(&path, "%s/map-ben.md", f.folder);
    test_read(path.data, &text);
    cr_expect_str_eq(text.data, "# Team\n\n## Ben\n\n### Who\n\n- **Buying role:** user\n");
    type(&f, "qx\r\r");
    buf_clear(&path);
    buf_clear(&text);
    buf_addf(&path, "%s/map.md", f.folder);
    test_read(path.data, &text);
    cr_expect_not_null(strstr(text.data, "## Journey"));
    buf_release(&path);
    buf_release(&text);
    close_map(&f);
}

Test(people, leave_a_sheet_that_is_gone)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\n");
    draw(&f, 80, 24);
    press(&f, K_F3);
    type(&f, "aDora\r\r");
    cr_expect(shows(&f, "Nothing is known yet"));
    type(&f, "u");
    cr_expect(shows(&f, "No personas yet"));
    close_map(&f);
}

/* Is the text of `first` above that of `second`? */
static bool above(const struct fixture *f, const char *first, const char *second)
{
    struct buf out = BUF_INIT;
    picture(f, &out);
    const char *a = strstr(out.data, first), *b = strstr(out.data, second);
    bool is = a && b && a < b;
    buf_release(&out);
    return is;
}

/* Roles stand in the legend where there is room for all of them. */
Test(people, have_roles_in_a_purchase)
{
    struct fixture f;
    open_map(&f, team);
    draw(&f, 80, 24);
    cr_expect(shows(&f, " A Anna approver ─ B Ben user ─ C Carl ─ * together "));
    draw(&f, 40, 24);
    cr_expect(shows(&f, " A Anna ─ B Ben ─ C Carl ─ * toget"));
    close_map(&f);
}

Test(people, choose_what_they_do)
{
    struct fixture f;
    open_map(&f, team);
    draw(&f, 80, 24);
    press(&f, K_F5);
    cr_expect(above(&f, "First", "Second") && above(&f, "Second", "Third"));
    type(&f, "jc");
    cr_expect(shows(&f, "▌✓      4      4   -    big bet     -         Second"),
        "the cursor stays on it");
    cr_expect(above(&f, "Second", "First"));
    cr_expect(shows(&f, "Ida · due 31 Jan"));
    type(&f, "c");
    cr_expect(shows(&f, "▌       4      4   -    big bet     -         Second"));
    cr_expect(above(&f, "First", "Second"));
    press(&f, K_F4);
    type(&f, "c");
    cr_expect(shows(&f, "▌✓    ?"));
    press(&f, K_F6);
    type(&f, "c");
    cr_expect(shows(&f, "select a pain or an idea first"));
    type(&f, "w");
    struct buf file = BUF_INIT;
    test_read(f.path.data, &file);
    cr_expect_not_null(strstr(file.data, "- text: Slow\n            chosen: true\n"));
    cr_expect_null(strstr(file.data, "chosen: false"));
    buf_release(&file);
    close_map(&f);
}

/* --- personas of other maps --- */

static const char others[] = "cjm: 1\ntitle: Others\npersonas:\n"
                             "  - name: Anna\n    id: anna-of-the-north\n    role: Sailor\n"
                             "    goals: [Wind, \"A; b\"]\n    evidence: research\n"
                             "    x-mood: {a: [1, 2]}\n"
                             "  - name: Dora\n    evidence: assumption\n"
                             "  - Emil Berg\n";

/* A file beside the map. */
static void write_other(const struct fixture *f, const char *name, const char *text)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", f->folder, name);
    test_write(path.data, slice_of(text));
    buf_release(&path);
}

/* ":persona import FOLDER/ARGUMENT", and Esc if it is refused. */
static void import(struct fixture *f, const char *argument)
{
    struct buf keys = BUF_INIT;
    buf_addf(&keys, ":persona import %s/%s\r", f->folder, argument);
    type(f, keys.data);
    buf_release(&keys);
}

Test(people, come_from_other_maps)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\npersonas:\n  - Anna\n");
    write_other(&f, "my others.yaml", others);
    draw(&f, 80, 24);
    press(&f, K_F3);
    import(&f, "my others.yaml Dor");
    cr_expect(shows(&f, "copied: Dora"));
    cr_expect(shows(&f, "Dora"));
    type(&f, "u");
    cr_expect(!shows(&f, "Dora "));
    import(&f, "my others.yaml all");
    cr_expect(shows(&f, "3 personas copied; one named \"Anna\" was already there"));
    type(&f, "w");
    expect_file(&f, "cjm: 1\ntitle: T\npersonas:\n  - Anna\n"
                    "  - name: Anna\n    id: anna-of-the-north\n    role: Sailor\n"
                    "    goals: [Wind, A; b]\n    evidence: research\n"
                    "    x-mood: {a: [1, 2]}\n"
                    "  - name: Dora\n    evidence: assumption\n"
                    "  - Emil Berg\n");
    import(&f, "my others.yaml Anna");
    type(&f, "uuw");
    expect_file(&f, "cjm: 1\ntitle: T\npersonas:\n  - Anna\n");
    close_map(&f);
}

Test(people, are_refused_with_a_reason)
{
    static const struct {
        const char *argument, *want;
    } rows[] = {
        { "none.yaml", "does not exist" },
        { "bad.yaml", "bad.yaml:2:8: title must be a text" },
        { "map.yaml", "this is the map itself; name another map" },
        { "empty.yaml", "that map has no persona" },
        { "others.yaml",
            "Which persona? Type its name after the file, or all: Anna, Dora, Emil Berg" },
        { "others.yaml Zoe", "that map has no such persona; personas: Anna, Dora, Emil Berg" },
        { "crowd.yaml all", "that map has 101 personas, too many at once; name one" },
        { "", "is a folder" },
    };
    struct fixture f;
    struct buf crowd = BUF_INIT;
    open_map(&f, "cjm: 1\ntitle: T\n");
    buf_adds(&crowd, "cjm: 1\ntitle: Crowd\npersonas:\n");
    for (int i = 0; i < 101; i++)
        buf_addf(&crowd, "  - P%d\n", i);
    write_other(&f, "bad.yaml", "cjm: 1\ntitle: [\n");
    write_other(&f, "empty.yaml", "cjm: 1\ntitle: Empty\n");
    write_other(&f, "others.yaml", others);
    write_other(&f, "crowd.yaml", crowd.data);
    draw(&f, 200, 24);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        import(&f, rows[i].argument);
        draw(&f, 400, 24);
        cr_expect(shows(&f, rows[i].want), "%s: %s", rows[i].argument,
            app_prompt(f.app) ? app_prompt(f.app)->message.data : "taken");
        type(&f, "\033");
    }
    type(&f, ":persona import\r");
    cr_expect(shows(&f, "name a map"));
    type(&f, "\033w");
    expect_file(&f, "cjm: 1\ntitle: T\n");
    buf_release(&crowd);
    close_map(&f);
}

static void expect_completions(struct fixture *f, const char *before, const char *want)
{
    struct completions found = { 0 };
    struct buf got = BUF_INIT;
    command_complete(f->app, slice_of(before), &found);
    for (size_t i = 0; i < found.count; i++)
        buf_addf(&got, "%s%.*s%s", i ? "|" : "", (int)found.start, before, found.items[i]);
    cr_expect_str_eq(got.data, want, "%s: %s", before, got.data);
    buf_release(&got);
    completions_clear(&found);
    free(found.items);
}

Test(people, are_picked_by_name)
{
    struct fixture f;
    struct buf line = BUF_INIT, want = BUF_INIT;
    open_map(&f, "cjm: 1\ntitle: T\npersonas: [Annabel, Anna, import, imp of x]\n");
    write_other(&f, "o.yaml", others);
    draw(&f, 80, 24);
    type(&f, ":persona Anna\r");
    cr_expect(shows(&f, "Anna's curve"), "the whole name comes before its beginning");
    type(&f, ":persona import\r");
    cr_expect(shows(&f, "import's curve"));
    type(&f, ":persona imp of\r");
    cr_expect(shows(&f, "imp of x's curve"));
    expect_completions(&f, "persona i", "persona import |persona import|persona imp of x");
    buf_addf(&line, "persona import %s/o", f.folder);
    buf_addf(&want, "persona import %s/o.yaml", f.folder);
    expect_completions(&f, line.data, want.data);
    buf_adds(&line, ".yaml ");
    buf_clear(&want);
    buf_addf(&want, "%1$sall|%1$sAnna|%1$sDora|%1$sEmil Berg", line.data);
    expect_completions(&f, line.data, want.data);
    buf_clear(&want);
    buf_addf(&want, "%sEmil Berg", line.data);
    buf_adds(&line, "emil b");
    expect_completions(&f, line.data, want.data);
    buf_release(&line);
    buf_release(&want);
    close_map(&f);
}

Test(app_people, forgets_a_persona_where_another_removed_a_touchpoint_just_now)
{
    static const char text[] = "cjm: 1\ntitle: T\npersonas: [Anna, Ben]\nstages:\n"
                               "  - name: One\n    touchpoints:\n"
                               "      - name: Shop\n        emotion: {anna: 1, ben: 1}\n"
                               "      - name: Web\n        emotion: {anna: 1, ben: 1}\n";
    struct fixture f, other;
    open_map(&f, text);
    join_map(&other, &f);
    struct session *session = app_session(f.app), *theirs = app_session(other.app);
    struct node *shop = map_find(&theirs->map, SLICE("shop"));
    edit_remove(&theirs->undo, shop);
    press(&f, K_F3);
    type(&f, "dd");
    look(&other);
    cr_expect_null(map_find(&session->map, SLICE("shop")));
    cr_expect_eq(node_child_count(theirs->map.root, MAP_PERSONAS), 1);
    close_map(&other);
    close_map(&f);
}
