#include "store/template.h"

#include <criterion/criterion.h>
#include <glob.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/app.h"
#include "app/print/print.h"
#include "base/text.h"
#include "export/export.h"
#include "store/store.h"
#include "support.h"
#include "unit/store_support.h"

/* Every examples/templates/NAME.yaml is in the program, and is a good beginning of a map. */

static void for_each_template(void (*check)(const char *name))
{
    struct template_list list;
    setenv("XDG_DATA_HOME", "/nowhere", 1);
    templates_find(&list, NULL);
    cr_assert_geq(list.count, 4);
    for (size_t i = 0; i < list.count; i++) {
        cr_assert_null(list.entries[i].path);
        check(list.entries[i].name);
    }
    templates_release(&list);
}

static size_t count_kind(const struct map *map, enum node_kind kind)
{
    size_t count = 0;
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        count += node->kind == kind;
    return count;
}

/* --- the built-in ones --- */

static void check_embedded(const char *name)
{
    struct map map;
    struct buf path = BUF_INIT, file = BUF_INIT;
    buf_addf(&path, TEST_PATH("examples/templates/%s.yaml"), name);
    test_read(path.data, &file);
    read_template(&map, name);
    cr_assert(slice_equal(buf_slice(&file), (struct slice){ map.source, map.source_len }),
        "%s: the program has another text", name);
    map_release(&map);
    buf_release(&path);
    buf_release(&file);
}

Test(templates, are_all_in_the_program_the_default_one_first)
{
    glob_t found;
    struct template_list list;
    for_each_template(check_embedded);
    cr_assert_eq(glob(TEST_PATH("examples/templates/*.yaml"), 0, NULL, &found), 0);
    templates_find(&list, NULL);
    cr_assert_eq(list.count, found.gl_pathc);
    cr_assert_str_eq(list.entries[0].name, TEMPLATE_DEFAULT);
    for (size_t i = 2; i < list.count; i++)
        cr_assert_lt(strcmp(list.entries[i - 1].name, list.entries[i].name), 0);
    templates_release(&list);
    globfree(&found);
}

/* Those that are no journey. */
static bool is_exception(const char *name)
{
    static const char *const names[] = { "guide" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    return false;
}

static void check_content(const char *name)
{
    struct map map;
    bool journey = !is_exception(name);
    read_template(&map, name);
    struct slice about = node_get(map.root, MAP_ABOUT);
    size_t stages = node_child_count(map.root, MAP_STAGES);
    cr_assert(node_get(map.root, MAP_TITLE).len, "%s: no title", name);
    cr_assert(about.len && about.len <= 100 && !memchr(about.data, '\n', about.len),
        "%s: about must be a short sentence", name);
    cr_assert(!journey || node_has(map.root, MAP_KIND), "%s: no kind", name);
    cr_assert(journey ? stages >= 3 && stages <= 8 : !stages, "%s: %zu stages", name, stages);
    for (const struct node *node = map.root; node; node = node_next(node, map.root)) {
        cr_assert(node->kind != KIND_TOUCHPOINT || node_has(node, TOUCHPOINT_EVIDENCE),
            "%s: %s: no evidence", name, node->id);
        for (uint16_t i = 0; i < node->value_count; i++)
            cr_assert_neq(
                node->values[i].field, FIELD_UNKNOWN, "%s: %s: unknown key", name, node->id);
    }
    map_release(&map);
}

Test(templates, have_what_the_list_and_the_guide_need)
{
    for_each_template(check_content);
}

static void check_forms(const char *name)
{
    struct map map;
    struct history history;
    struct export_options options = { .layout = LAYOUT_TABLE, .history = &history };
    struct diags diags = DIAGS_INIT;
    read_template(&map, name);
    expect_round_trip(&map, name);
    history_begin(&history, &map);
    for (const struct export_format *const *row = export_formats; *row; row++) {
        const struct export_format *format = *row;
        struct buf text = BUF_INIT;
        /* Where nobody is described there are no sheets, where nothing is chosen no actions. */
        enum status status = format->write(&map, &options, &text, &diags);
        cr_assert(status == STATUS_OK ? text.len : status == STATUS_BAD && diags.count, "%s as %s",
            name, format->name);
        buf_release(&text);
    }
    diags_release(&diags);
    history_release(&history);
    map_release(&map);
}

Test(templates, are_exported_and_come_back_from_the_store)
{
    for_each_template(check_forms);
}

/* The columns of the widest line. */
static int width_of(struct slice text)
{
    int widest = 0;
    while (text.len) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t len = end ? (size_t)(end - text.data) : text.len;
        int width = text_width((struct slice){ text.data, len });
        widest = width > widest ? width : widest;
        text = slice_from(text, len + (end != NULL));
    }
    return widest;
}

static void check_pictures(const char *name)
{
    static const int widths[] = { 40, 80, 200 };
    struct buf path = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    enum status status;
    buf_addf(&path, TEST_PATH("examples/templates/%s.yaml"), name);
    struct app *app = app_open(&(struct app_options){ .read_only = true,
                                   .clock = &clock_system,
                                   .path = path.data,
                                   .max_size = STORE_MAX_SIZE },
        &diags, &status);
    cr_assert_not_null(app, "%s", name);
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        struct buf text = BUF_INIT;
        app_print(app, widths[i], false, &text);
        cr_assert(text.len && width_of(buf_slice(&text)) <= widths[i], "%s at %d", name, widths[i]);
        buf_release(&text);
    }
    app_close(app);
    buf_release(&path);
}

Test(templates, are_shown_at_all_widths)
{
    for_each_template(check_pictures);
}

/* --- beginning a map with one --- */

static void check_without_samples(const char *name)
{
    static const enum field sample_facts[] = { MAP_ABOUT, MAP_GOAL, MAP_SCENARIO, MAP_OWNER,
        MAP_REVIEWED, MAP_PRESET, MAP_ASKED };
    struct map map, template;
    read_template(&map, name);
    read_template(&template, name);
    template_apply(&map, SLICE("Ours"), false);
    cr_assert(slice_is(node_get(map.root, MAP_TITLE), "Ours"));
    static const enum node_kind left_out[] = { KIND_PERSONA, KIND_TOUCHPOINT, KIND_PAIN, KIND_IDEA,
        KIND_QUOTE, KIND_METRIC, KIND_NOTE };
    for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
        cr_assert_eq(count_kind(&map, left_out[i]), 0, "%s", name);
    static const enum node_kind kept[] = { KIND_STAGE, KIND_STEP, KIND_QUESTION };
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        cr_assert_eq(count_kind(&map, kept[i]), count_kind(&template, kept[i]), "%s", name);
    for (size_t i = 0; i < sizeof sample_facts / sizeof *sample_facts; i++)
        cr_assert_not(node_has(map.root, sample_facts[i]), "%s", name);
    expect_round_trip(&map, name);
    map_release(&map);
    map_release(&template);
}

static void check_with_samples(const char *name)
{
    struct map map, template;
    read_template(&map, name);
    read_template(&template, name);
    template_apply(&map, SLICE("Ours"), true);
    for (enum node_kind kind = 0; kind < KIND_COUNT; kind++)
        cr_assert_eq(count_kind(&map, kind), count_kind(&template, kind), "%s", name);
    for (const struct node *node = map.root; node; node = node_next(node, map.root)) {
        cr_assert(node->kind != KIND_TOUCHPOINT || node_has(node, TOUCHPOINT_EVIDENCE));
        cr_assert(node->kind != KIND_PERSONA || node_has(node, PERSONA_EVIDENCE));
    }
    expect_round_trip(&map, name);
    map_release(&map);
    map_release(&template);
}

Test(templates, begin_maps_with_and_without_samples)
{
    for_each_template(check_without_samples);
    for_each_template(check_with_samples);
}

static const char sample[] = "# A comment of the template.\n"
                             "cjm: 1\n"
                             "title: Sample\n"
                             "about: Some trade\n"
                             "kind: current\n"
                             "market: b2b\n"
                             "owner: Somebody\n"
                             "preset: full\n"
                             "asked: map.goal\n"
                             "personas:\n"
                             "  - name: Ann\n"
                             "  - {name: Bob, evidence: research}\n"
                             "stages:\n"
                             "  - name: Buy\n"
                             "    goal: Have it\n"
                             "    ask: [Why now]\n"
                             "    owner: Sales\n"
                             "    touchpoints:\n"
                             "      - name: Use\n"
                             "        pains:\n"
                             "          - text: Slow\n"
                             "      - {name: Pay, emotion: {ann: 1, bob: -2}, evidence: partial}\n"
                             "  - name: Use\n"
                             "guide:\n"
                             "  - {step: frame, used: 300, passed: true}\n"
                             "  - step: frost\n"
                             "    name: Frost\n"
                             "    used: 12\n"
                             "    questions:\n"
                             "      - {text: How cold?, for: stage.notes}\n";

static void expect_applied(bool keep_samples, const char *wanted)
{
    struct map map;
    struct buf text = BUF_INIT;
    read_map(&map, slice_of(sample));
    template_apply(&map, SLICE("Ours"), keep_samples);
    write_map(&map, &text);
    cr_expect_str_eq(text.data, wanted);
    buf_release(&text);
    map_release(&map);
}

Test(templates, leave_their_samples_or_mark_them_as_assumed)
{
    /* The touchpoint "Use" takes no id from the stage. */
    expect_applied(false, "cjm: 1\n"
                          "title: Ours\n"
                          "kind: current\n"
                          "market: b2b\n"
                          "stages:\n"
                          "  - name: Buy\n"
                          "    goal: Have it\n"
                          "    ask: [Why now]\n"
                          "  - name: Use\n"
                          "guide:\n"
                          "  - step: frost\n"
                          "    name: Frost\n"
                          "    questions:\n"
                          "      - text: How cold?\n"
                          "        for: stage.notes\n");
    expect_applied(true, "cjm: 1\n"
                         "title: Ours\n"
                         "about: Some trade\n"
                         "kind: current\n"
                         "market: b2b\n"
                         "owner: Somebody\n"
                         "preset: full\n"
                         "personas:\n"
                         "  - name: Ann\n"
                         "    evidence: assumption\n"
                         "  - name: Bob\n"
                         "    evidence: research\n"
                         "stages:\n"
                         "  - name: Buy\n"
                         "    goal: Have it\n"
                         "    ask: [Why now]\n"
                         "    owner: Sales\n"
                         "    touchpoints:\n"
                         "      - name: Use\n"
                         "        evidence: assumption\n"
                         "        pains:\n"
                         "          - text: Slow\n"
                         "      - name: Pay\n"
                         "        emotion: {ann: 1, bob: -2}\n"
                         "        evidence: partial\n"
                         "  - name: Use\n"
                         "guide:\n"
                         "  - step: frame\n"
                         "  - step: frost\n"
                         "    name: Frost\n"
                         "    questions:\n"
                         "      - text: How cold?\n"
                         "        for: stage.notes\n");
}
