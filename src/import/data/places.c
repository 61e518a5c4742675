#include <stdint.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import/data/data.h"
#include "model/value_list.h"

static void add_name(struct places *places, struct slice name, struct node *node)
{
    struct buf key = BUF_INIT;
    text_add_folded(text_trim(name), &key);
    size_t before = places->names.count, number = names_add(&places->names, buf_slice(&key));
    MEM_GROW(places->nodes, number + 1, places->cap);
    places->nodes[number] = number == before || places->nodes[number] == node ? node : NULL;
    buf_release(&key);
}

void places_init(struct data *data)
{
    struct node *root = data->map->root;
    for (size_t s = 0; s < node_child_count(root, MAP_STAGES); s++) {
        struct node *stage = node_child(root, MAP_STAGES, s);
        struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
        add_name(&data->places, node_headline(stage), stage);
        for (size_t t = 0; t < list.count; t++) {
            struct buf path = BUF_INIT;
            struct slice stage_name = node_headline(stage), name = node_headline(list.items[t]);
            buf_addf(&path, "%.*s/%.*s", SLICE_ARG(stage_name), SLICE_ARG(name));
            add_name(&data->places, name, list.items[t]);
            add_name(&data->places, buf_slice(&path), list.items[t]);
            buf_release(&path);
        }
    }
}

void places_release(struct places *places)
{
    names_release(&places->names);
    free(places->nodes);
}

/* "Boil" of "1. Boil", as a list of steps has it. */
static struct slice without_number(struct slice text)
{
    size_t i = 0;
    while (i < text.len && is_digit(text.data[i]))
        i++;
    bool numbered = i && i + 1 < text.len && strchr(".):", text.data[i]) && text.data[i + 1] == ' ';
    return numbered ? text_trim(slice_from(text, i + 1)) : SLICE("");
}

static struct node *find_named(const struct data *data, struct slice text)
{
    struct buf key = BUF_INIT;
    text = text_trim(text);
    struct node *node = map_find(data->map, text);
    if (node && (node->kind == KIND_STAGE || node->kind == KIND_TOUCHPOINT))
        return node;
    text_add_folded(text, &key);
    size_t number = names_find(&data->places.names, buf_slice(&key));
    buf_release(&key);
    if (number != SIZE_MAX)
        return data->places.nodes[number];
    text = without_number(text);
    return text.len ? find_named(data, text) : NULL;
}

/* What "Check out=Checkout" makes of a name; the name itself where nothing is said of it. */
static void rename_place(const char *renames, struct slice name, struct buf *out)
{
    struct slice rest = slice_of(renames);
    struct buf item = BUF_INIT;
    while (renames && value_next_typed(&rest, "", &item)) {
        const char *sign = memchr(item.data, '=', item.len);
        if (!sign)
            continue;
        size_t len = (size_t)(sign - item.data);
        if (text_equal_fold(text_trim((struct slice){ item.data, len }), text_trim(name))) {
            buf_add_slice(out, text_trim(slice_from(buf_slice(&item), len + 1)));
            break;
        }
    }
    if (!out->len)
        buf_add_slice(out, name);
    buf_release(&item);
}

struct node *places_find(const struct data *data, struct slice text)
{
    struct buf name = BUF_INIT;
    rename_place(data->draft->options->place, text, &name);
    struct node *node = find_named(data, buf_slice(&name));
    buf_release(&name);
    return node;
}

static void add_path(struct slice stage, struct slice touchpoint, struct buf *out)
{
    buf_addf(out, "%.*s%s%.*s", SLICE_ARG(stage), stage.len && touchpoint.len ? "/" : "",
        SLICE_ARG(touchpoint));
}

/* --place may name the whole, or one of the two. */
struct node *places_find_in(
    const struct data *data, struct slice stage, struct slice touchpoint, struct buf *name)
{
    const char *renames = data->draft->options->place;
    struct buf parts[2] = { BUF_INIT, BUF_INIT }, path = BUF_INIT;
    add_path(stage, touchpoint, name);
    struct node *node = places_find(data, buf_slice(name));
    if (!node && renames && stage.len && touchpoint.len) {
        rename_place(renames, stage, &parts[0]);
        rename_place(renames, touchpoint, &parts[1]);
        add_path(buf_slice(&parts[0]), buf_slice(&parts[1]), &path);
        node = find_named(data, buf_slice(&path));
        if (!node && !slice_equal(buf_slice(&parts[1]), touchpoint))
            node = find_named(data, buf_slice(&parts[1]));
    }
    buf_release(&parts[0]);
    buf_release(&parts[1]);
    buf_release(&path);
    return node;
}

struct node *places_at(struct data *data)
{
    const char *at = data->draft->options->at;
    if (!at)
        return data->map->root;
    struct node *node = find_named(data, slice_of(at));
    if (!node)
        draft_doubt(data->draft, 0,
            _("--at: no stage or touchpoint, or more than one, is \"%s\"; name it as STAGE, "
              "STAGE/TOUCHPOINT or by its id"),
            at);
    return node;
}

void unplaced_add(struct unplaced *unplaced, struct slice name)
{
    names_add(&unplaced->names, name);
    unplaced->rows++;
}

void unplaced_tell(struct unplaced *unplaced, struct data *data)
{
    enum { TOLD = 10 };
    struct buf list = BUF_INIT;
    for (size_t i = 0; i < unplaced->names.count && i < TOLD; i++)
        text_add_item(
            &list, slice_of(draft_short(data->draft, slice_of(unplaced->names.items[i]))));
    if (unplaced->rows)
        draft_doubt(data->draft, 0,
            _n("%1$zu row is left out, since this is no place of the map: %2$s; --place "
               "\"NAME=PLACE\" "
               "says which it is",
                "%1$zu rows are left out, since these are no places of the map: %2$s; --place "
                "\"NAME=PLACE\" says which they are",
                unplaced->rows),
            unplaced->rows, list.data);
    buf_release(&list);
    names_release(&unplaced->names);
}

struct slice data_persona(struct data *data, struct slice name)
{
    struct node_list list = node_children(data->map->root, MAP_PERSONAS);
    for (size_t i = 0; i < list.count && name.len; i++)
        if (text_equal_fold(node_headline(list.items[i]), name) ||
            slice_is(name, list.items[i]->id))
            return slice_of(list.items[i]->id);
    if (name.len)
        names_add(&data->strangers, name);
    return SLICE("");
}
