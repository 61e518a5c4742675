#include "import/place/place.h"
#include "model/ids.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/template.h"

struct placing {
    struct draft *draft;
    struct undo *undo;
    struct cast cast;
    size_t free_words, twins;
    struct names ids;   /* that were given to touchpoints */
    struct names paths; /* that touchpoints name: may be many */
};

/* --- ids of those that have the same name --- */

/* What tells one from another, in this order; other cells come behind. */
static int rank_of(const struct draft_cell *cell)
{
    static const enum how hows[] = { HOW_FIELD, HOW_PAIN, HOW_IDEA, HOW_EMOTION, HOW_QUOTE,
        HOW_PERSONA };
    const char *key = cell->column->label.key;
    if (key && (strcmp(key, "channel") == 0 || strcmp(key, "owner") == 0))
        return 8;
    for (int i = 0; i < (int)(sizeof hows / sizeof *hows); i++)
        if (cell->column->label.how == hows[i])
            return i;
    return 7;
}

static void add_id(struct slice name, struct slice text, struct buf *out)
{
    enum { NAME_BYTES = 48, TEXT_BYTES = 120 };
    struct buf headline = BUF_INIT;
    struct buf slug = BUF_INIT;
    id_slug(KIND_TOUCHPOINT,
        (struct slice){ name.data, name.len < NAME_BYTES ? name.len : NAME_BYTES }, &slug);
    size_t cut = 0, points = 0;
    for (struct slice rest = buf_slice(&slug); rest.len && points < 20; points++) {
        utf8_next(&rest);
        cut = slug.len - rest.len;
    }
    buf_add(&headline, slug.data, cut);
    buf_add_char(&headline, '-');
    text_add_line(text, TEXT_BYTES, &headline);
    id_slug(KIND_TOUCHPOINT, buf_slice(&headline), out);
    buf_release(&headline);
    buf_release(&slug);
}

static bool id_is_free(
    const struct placing *placing, const struct draft_place *place, struct slice id)
{
    struct buf plain = BUF_INIT;
    id_slug(KIND_TOUCHPOINT, place->name, &plain);
    bool same = slice_begins_fold(buf_slice(&plain), id);
    buf_release(&plain);
    return !same && names_find(&placing->ids, id) == SIZE_MAX && !map_find(placing->undo->map, id);
}

/* Made of its name and the first text that tells it from the others. */
static void give_id(struct placing *placing, const struct draft_place *stage,
    const struct draft_place *place, struct node *node)
{
    enum { RANKS = 9, CELLS_MAX = 40 };
    struct buf id = BUF_INIT;
    bool found = false;
    for (int rank = 0; rank < RANKS && !found; rank++) {
        const struct draft_cell *cell = place->cells;
        for (int i = 0; cell && i < CELLS_MAX && !found; i++, cell = cell->next)
            if (rank_of(cell) == rank) {
                buf_clear(&id);
                add_id(place->name, cell->text, &id);
                found = id_is_free(placing, place, buf_slice(&id));
            }
    }
    if (!found) {
        struct buf text = BUF_INIT;
        buf_addf(&text, "%zu-%.*s", ++placing->twins, SLICE_ARG(stage->name));
        buf_clear(&id);
        add_id(place->name, buf_slice(&text), &id);
        found = id_is_free(placing, place, buf_slice(&id));
        buf_release(&text);
    }
    if (found) {
        names_add(&placing->ids, buf_slice(&id));
        node->id = arena_copy(&placing->undo->map->arena, id.data, id.len);
        node->explicit_id = true;
    }
    buf_release(&id);
}

/* The names of a stage's touchpoints: how often each comes, and which one each of them has. */
struct counted {
    struct names names;
    size_t *times, *numbers, count, times_cap, numbers_cap;
};

static void count_names(const struct draft_place *stage, struct counted *counted)
{
    struct buf slug = BUF_INIT;
    for (const struct draft_place *p = stage->children; p; p = p->next) {
        if (p->kind != KIND_TOUCHPOINT)
            continue;
        buf_clear(&slug);
        id_slug(KIND_TOUCHPOINT, p->name, &slug);
        size_t before = counted->names.count;
        size_t number = names_add(&counted->names, buf_slice(&slug));
        MEM_GROW(counted->times, number + 1, counted->times_cap);
        MEM_GROW(counted->numbers, counted->count + 1, counted->numbers_cap);
        counted->times[number] = number == before ? 1 : counted->times[number] + 1;
        counted->numbers[counted->count++] = number;
    }
    buf_release(&slug);
}

/* --- nodes --- */

static struct node *make_node(struct placing *placing, const struct draft_place *place)
{
    struct map *map = placing->undo->map;
    struct node *node = node_new(map, place->kind);
    if (place->kind != KIND_MAP)
        node_put(map, node, kind_def(place->kind)->headline, place->name);
    fill_node(placing->undo, placing->draft, &placing->cast, place, node, &placing->free_words);
    return node;
}

static void place_personas(struct placing *placing)
{
    size_t number = 0;
    for (const struct draft_place *p = placing->draft->personas; p; p = p->next) {
        struct node *node = make_node(placing, p);
        edit_insert(placing->undo, placing->undo->map->root, node, (size_t)-1);
        placing->cast.nodes[number++] = node;
    }
}

/* What hangs on a place, and on that. */
static void place_children(
    struct placing *placing, const struct draft_place *place, struct node *node)
{
    struct counted counted = { .count = 0 };
    size_t touchpoint = 0;
    count_names(place, &counted);
    for (const struct draft_place *p = place->children; p; p = p->next) {
        struct node *child = make_node(placing, p);
        if (p->kind == KIND_TOUCHPOINT && counted.times[counted.numbers[touchpoint++]] > 1)
            give_id(placing, place, p, child);
        place_children(placing, p, child);
        node_attach(placing->undo->map, node, child, (size_t)-1);
    }
    names_release(&counted.names);
    free(counted.times);
    free(counted.numbers);
}

static void add_paths(struct names *paths, struct slice list)
{
    struct slice name;
    while (value_next_item(&list, &name))
        names_add(paths, name);
}

static void set_paths(struct placing *placing, const struct names *paths)
{
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < paths->count; i++)
        value_add_item(&list, slice_of(paths->items[i]));
    edit_set(placing->undo, placing->undo->map->root, MAP_PATHS, buf_slice(&list));
    buf_release(&list);
}

/* The map gets the paths that the touchpoints name, which must be there before they are. */
static void name_paths(struct placing *placing, const struct node *top)
{
    size_t before = placing->paths.count;
    for (const struct node *node = top; node; node = node_next(node, top))
        if (node->kind == KIND_TOUCHPOINT)
            add_paths(&placing->paths, node_get(node, TOUCHPOINT_PATHS));
    if (placing->paths.count > before)
        set_paths(placing, &placing->paths);
}

/* Those that the map names stand in front. */
static void put_paths_first(struct placing *placing, struct slice first)
{
    struct names all = { 0 };
    add_paths(&all, first);
    for (size_t i = 0; i < placing->paths.count; i++)
        names_add(&all, slice_of(placing->paths.items[i]));
    set_paths(placing, &all);
    names_release(&all);
}

static void place_stage(struct placing *placing, const struct draft_place *stage)
{
    struct node *node = make_node(placing, stage);
    place_children(placing, stage, node);
    name_paths(placing, node);
    edit_insert(placing->undo, placing->undo->map->root, node, (size_t)-1);
}

/* What is said of the whole: its fields are set, and what hangs on it goes over. */
static void place_map(struct placing *placing)
{
    struct map *map = placing->undo->map;
    struct node *node = make_node(placing, &placing->draft->map);
    place_children(placing, &placing->draft->map, node);
    for (size_t i = 0; i < node->value_count; i++) {
        const struct value *value = &node->values[i];
        struct slice text = { value->data, value->len };
        if (value->field == MAP_PATHS)
            put_paths_first(placing, text);
        else
            edit_set(placing->undo, map->root, (enum field)value->field, text);
    }
    for (size_t i = 0; i < node->list_count; i++)
        while (node_list_at(node, i).count) {
            struct node *child = node_list_at(node, i).items[0];
            node_detach(child);
            edit_insert(placing->undo, map->root, child, (size_t)-1);
        }
}

static void set_if_not_empty(struct undo *undo, enum field field, const struct buf *text)
{
    struct buf all = BUF_INIT;
    draft_add_line(&all, buf_slice(text));
    if (node_has(undo->map->root, field))
        draft_add_line(&all, node_get(undo->map->root, field));
    if (all.len)
        edit_set(undo, undo->map->root, field, buf_slice(&all));
    buf_release(&all);
}

enum status import_place(struct draft *draft, struct undo *undo)
{
    if (draft->own.data)
        return place_own_map(draft, undo);
    struct placing placing = { .draft = draft, .undo = undo };
    struct node *root = undo->map->root;
    cast_init(&placing.cast, draft);
    undo_begin(undo);
    edit_set(undo, root, MAP_CJM, SLICE("1"));
    edit_set(
        undo, root, MAP_TITLE, draft->title.len ? draft->title : title_of_file(draft->first_file));
    place_personas(&placing);
    for (const struct draft_place *stage = draft->stages; stage; stage = stage->next)
        place_stage(&placing, stage);
    place_map(&placing);
    set_if_not_empty(undo, MAP_ABOUT, &draft->about);
    set_if_not_empty(undo, MAP_NOTES, &draft->notes);
    undo_end(undo);
    if (placing.free_words)
        draft_notice(draft, 0,
            _n("%zu feeling is in words, no emotion was guessed; score it in step 7 of the guide",
                "%zu feelings are in words, no emotion was guessed; score them in step 7 of the "
                "guide",
                placing.free_words),
            placing.free_words);
    cast_release(&placing.cast);
    names_release(&placing.ids);
    names_release(&placing.paths);
    return STATUS_OK;
}
