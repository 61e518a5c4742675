#include <criterion/criterion.h>
#include <glob.h>

#include "base/diag.h"
#include "model/edit/per_persona.h"
#include "model/map.h"
#include "store/store.h"
#include "support.h"

/* Every examples/NAME.yaml must be a map that a practitioner would accept, and a file that the
 * program leaves as it is. */

static void fail_with(const char *path, const struct diags *diags)
{
    struct buf text = BUF_INIT;
    for (size_t i = 0; i < diags->count; i++) {
        buf_add_char(&text, '\n');
        diag_format(&diags->items[i], &text);
    }
    cr_assert_fail("%s is not read:%s", path, text.data);
}

static void read_example(struct map *map, const char *path)
{
    struct diags diags = DIAGS_INIT;
    map_begin(map);
    if (store_read(map, path, STORE_MAX_SIZE, &diags) != STATUS_OK)
        fail_with(path, &diags);
    diags_release(&diags);
}

static void read_text(struct map *map, const char *name, struct slice text)
{
    struct diags diags = DIAGS_INIT;
    map_begin(map);
    if (store_read_text(map, name, text, &diags) != STATUS_OK)
        fail_with(name, &diags);
    diags_release(&diags);
}

static void for_each_example(const char *pattern, void (*check)(const char *path))
{
    glob_t found;
    cr_assert_eq(glob(pattern, 0, NULL, &found), 0);
    cr_assert_geq(found.gl_pathc, 4);
    for (size_t i = 0; i < found.gl_pathc; i++)
        check(found.gl_pathv[i]);
    globfree(&found);
}

/* --- the same map --- */

static bool same_fields(const struct node *a, const struct node *b)
{
    const struct kind_def *kind = kind_def((enum node_kind)a->kind);
    for (enum field field = kind->first; field < kind->end; field++)
        if (node_has(a, field) != node_has(b, field) ||
            !slice_equal(node_get(a, field), node_get(b, field)))
            return false;
    return true;
}

static void assert_same_map(const char *path, const struct map *a, const struct map *b)
{
    const struct node *x = a->root, *y = b->root;
    while (x && y) {
        cr_assert_eq(x->kind, y->kind, "%s: %s", path, x->id);
        if (x != a->root)
            cr_assert_str_eq(x->id, y->id, "%s", path);
        cr_assert(same_fields(x, y), "%s: %s differs", path, x->id);
        x = node_next(x, a->root);
        y = node_next(y, b->root);
    }
    cr_assert(!x && !y, "%s: one of both has more nodes", path);
}

/* --- what a model map has --- */

struct content {
    int kinds[KIND_COUNT];
    int highs, lows; /* touchpoints with an emotion of +2, -2 for somebody */
    int moments;
};

static void count_touchpoint(
    const struct map *map, const struct node *touchpoint, struct content *content)
{
    bool high = false, low = false;
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    for (uint32_t i = 0; i < personas.count; i++) {
        int emotion = touchpoint_emotion(touchpoint, personas.items[i]->id);
        high |= emotion == 2;
        low |= emotion == -2;
    }
    content->highs += high;
    content->lows += low;
    content->moments += node_flag(touchpoint, TOUCHPOINT_MOMENT);
}

/* What other nodes are named by must be there. */
static void check_references(const char *path, const struct map *map, const struct node *node)
{
    static const enum field references[] = { PAIN_PERSONAS, IDEA_PAIN, QUOTE_PERSONA };
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        const struct field_def *def = field_def(references[i]);
        if (node->kind != def->kind || !node_has(node, references[i]))
            continue;
        struct slice rest = node_get(node, references[i]), id = rest;
        while (def->type == FIELD_LIST ? value_next_item(&rest, &id) : rest.data != NULL) {
            cr_assert_not_null(map_find(map, id), "%s: no node is %.*s", path, SLICE_ARG(id));
            if (def->type != FIELD_LIST)
                break;
        }
    }
}

static void check_node(const char *path, const struct map *map, const struct node *node)
{
    check_references(path, map, node);
    if (node->kind == KIND_TOUCHPOINT) {
        cr_assert(node_has(node, TOUCHPOINT_EVIDENCE), "%s: %s: evidence", path, node->id);
        cr_assert(node_has(node, TOUCHPOINT_CHANNEL), "%s: %s: channel", path, node->id);
    }
    if (node->kind == KIND_PAIN)
        cr_assert(node_has(node, PAIN_SEVERITY), "%s: %s: severity", path, node->id);
    for (uint16_t i = 0; i < node->value_count; i++)
        cr_assert_neq(
            node->values[i].field, FIELD_UNKNOWN, "%s: unknown key in %s", path, node->id);
}

static void check_content(const char *path)
{
    struct map map;
    struct content content = { 0 };
    read_example(&map, path);
    for (const struct node *node = map.root; node; node = node_next(node, map.root)) {
        content.kinds[node->kind]++;
        check_node(path, &map, node);
        if (node->kind == KIND_TOUCHPOINT)
            count_touchpoint(&map, node, &content);
    }
    static const struct {
        enum node_kind kind;
        int at_least;
    } wanted[] = { { KIND_PERSONA, 1 }, { KIND_STAGE, 5 }, { KIND_TOUCHPOINT, 12 },
        { KIND_PAIN, 4 }, { KIND_IDEA, 4 }, { KIND_QUOTE, 3 }, { KIND_METRIC, 1 },
        { KIND_NOTE, 1 } };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        cr_assert_geq(content.kinds[wanted[i].kind], wanted[i].at_least, "%s: %d of kind %s", path,
            content.kinds[wanted[i].kind], kind_def(wanted[i].kind)->name);
    cr_assert(content.highs && content.lows, "%s: no high or no low", path);
    cr_assert(
        content.moments >= 2 && content.moments <= 3, "%s: %d moments", path, content.moments);
    static const enum field facts[] = { MAP_TITLE, MAP_KIND, MAP_MARKET, MAP_GOAL, MAP_SCENARIO,
        MAP_OWNER, MAP_REVIEWED, MAP_REVIEW_EVERY };
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        cr_assert(node_has(map.root, facts[i]), "%s: no %s", path, field_def(facts[i])->key);
    map_release(&map);
}

/* --- the file --- */

static void check_file(const char *path)
{
    struct map map, again;
    struct buf text = BUF_INIT, file = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    read_example(&map, path);
    test_read(path, &file);
    cr_assert_eq(store_text(&map, &text, &diags), STATUS_OK, "%s", path);
    cr_assert(slice_equal(buf_slice(&text), buf_slice(&file)), "%s: saving changes it", path);

    buf_clear(&text);
    store_canonical(&map, &text);
    read_text(&again, path, buf_slice(&text));
    assert_same_map(path, &map, &again);
    buf_clear(&file);
    store_canonical(&again, &file);
    cr_assert(slice_equal(buf_slice(&text), buf_slice(&file)), "%s: canonical form", path);

    map_release(&again);
    map_release(&map);
    diags_release(&diags);
    buf_release(&text);
    buf_release(&file);
}

Test(examples, are_complete_maps)
{
    for_each_example(TEST_PATH("examples/*.yaml"), check_content);
}

Test(examples, come_back_equal_from_the_store)
{
    for_each_example(TEST_PATH("examples/*.yaml"), check_file);
    for_each_example(TEST_PATH("examples/templates/*.yaml"), check_file);
}
