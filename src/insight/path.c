#include "insight/path.h"

#include "base/text.h"

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
    struct slice own = number ? node_get(touchpoint, TOUCHPOINT_PATHS) : SLICE_NONE;
    return !own.len || value_has_item(own, path_name(map, number));
}
