#include "insight/touchpoint.h"

#include "base/text.h"

enum channel_class channel_class(struct slice channel)
{
    static const struct {
        const char *word;
        enum channel_class class;
    } words[] = { { "web", CHANNEL_ONLINE }, { "app", CHANNEL_ONLINE },
        { "search", CHANNEL_ONLINE }, { "social", CHANNEL_ONLINE }, { "messenger", CHANNEL_ONLINE },
        { "e-mail", CHANNEL_ONLINE }, { "shop", CHANNEL_OFFLINE }, { "post", CHANNEL_OFFLINE },
        { "person", CHANNEL_OFFLINE } };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_equal_fold(channel, slice_of(words[i].word)))
            return words[i].class;
    return CHANNEL_UNSAID;
}

enum channel_class touchpoint_online(const struct node *touchpoint)
{
    if (node_has(touchpoint, TOUCHPOINT_ONLINE))
        return node_flag(touchpoint, TOUCHPOINT_ONLINE) ? CHANNEL_ONLINE : CHANNEL_OFFLINE;
    return channel_class(node_first(touchpoint, TOUCHPOINT_CHANNEL));
}

/* --- paths --- */

bool path_has(struct slice path, const struct node *touchpoint)
{
    struct slice paths = node_get(touchpoint, TOUCHPOINT_PATHS);
    return !path.data || !paths.len || value_has_item(paths, path);
}

size_t path_touchpoints(const struct map *map, struct slice path)
{
    size_t count = 0;
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        count += node->kind == KIND_TOUCHPOINT &&
                 value_has_item(node_get(node, TOUCHPOINT_PATHS), path);
    return count;
}

struct slice path_name(const struct map *map, int number)
{
    struct slice paths = node_get(map->root, MAP_PATHS), name = SLICE_NONE;
    while (number > 0 && value_next_item(&paths, &name))
        number--;
    return number ? SLICE_NONE : name;
}

int path_named(const struct map *map, struct slice name)
{
    for (int number = 1; path_name(map, number).len; number++)
        if (text_equal_fold(path_name(map, number), name))
            return number;
    for (int number = 1; path_name(map, number).len; number++)
        if (text_begins_fold(path_name(map, number), name))
            return number;
    return 0;
}

bool is_on_path(const struct map *map, const struct node *touchpoint, int number)
{
    return !number || path_has(path_name(map, number), touchpoint);
}
