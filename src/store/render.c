#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "store/render.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/ids.h"
#include "store/canonical.h"

enum { ID_PASSES_MAX = 8 };

/* --- ids --- */

static void give_id(struct node *node, void *context)
{
    struct rendering *r = context;
    node->explicit_id = 1;
    MEM_GROW(r->new_ids, r->new_id_count + 1, r->new_id_cap);
    r->new_ids[r->new_id_count++] = node;
}

/* Marks the nodes that need an "id:", until reading derives all the others. */
static void give_ids(const struct map *map, struct rendering *r)
{
    for (int pass = 0; pass < ID_PASSES_MAX; pass++) {
        size_t before = r->new_id_count;
        ids_check(map, give_id, r);
        if (r->new_id_count == before)
            return;
    }
}

static void take_ids_back(struct rendering *r)
{
    for (size_t i = 0; i < r->new_id_count; i++)
        r->new_ids[i]->explicit_id = 0;
    r->new_id_count = 0;
}

/* --- the text --- */

static bool verify(const struct map *map, struct rendering *r)
{
    r->places.count = 0;
    return verify_text(map, buf_slice(&r->text), &r->places, &r->differs);
}

static bool try_canonical(const struct map *map, struct rendering *r)
{
    give_ids(map, r);
    buf_clear(&r->text);
    canonical_add_node(&r->text, map, map->root, 0);
    buf_add_char(&r->text, '\n');
    return verify(map, r);
}

bool render_map(const struct map *map, struct rendering *r)
{
    if (try_canonical(map, r))
        return true;
    take_ids_back(r);
    return false;
}

void rendering_keep(struct rendering *r)
{
    for (size_t i = 0; i < r->places.count; i++) {
        r->places.items[i].node->begin = r->places.items[i].begin;
        r->places.items[i].node->end = r->places.items[i].end;
    }
    r->new_id_count = 0;
}

void rendering_release(struct rendering *r)
{
    take_ids_back(r);
    free(r->new_ids);
    places_release(&r->places);
    buf_release(&r->text);
}

void render_canonical(const struct map *map, struct buf *out)
{
    struct rendering ids = RENDERING_INIT;
    give_ids(map, &ids);
    canonical_add_node(out, map, map->root, 0);
    buf_add_char(out, '\n');
    rendering_release(&ids);
}
