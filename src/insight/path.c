#include "insight/path.h"

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
