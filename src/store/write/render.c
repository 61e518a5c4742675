#include "store/write/render.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/edit/per_persona.h"
#include "model/ids.h"
#include "store/write/canonical.h"
#include "store/write/patch.h"
#include "store/write/removed_text.h"

enum { ANEW_MAX = 8 }; /* nodes that may be written anew before all of the file is */

/* --- ids --- */

static void give_id(struct node *node, void *context)
{
    struct rendering *r = context;
    node->explicit_id = 1;
    MEM_GROW(r->new_ids, r->new_id_count + 1, r->new_id_cap);
    r->new_ids[r->new_id_count++] = node;
}

/* Those from `from` on. */
static void take_new_ids_back(struct rendering *r, size_t from)
{
    while (r->new_id_count > from)
        r->new_ids[--r->new_id_count]->explicit_id = 0;
}

static void give_dropped_ids_back(struct rendering *r)
{
    while (r->dropped_count)
        r->dropped[--r->dropped_count]->explicit_id = 1;
}

static void drop_own_ids(const struct map *map, struct rendering *r)
{
    for (size_t i = 0; i < map->ids->own_count; i++) {
        struct node *node = map->ids->own[i];
        if (!node->own_id || !node->explicit_id || map_find(map, slice_of(node->id)) != node)
            continue;
        node->explicit_id = 0;
        MEM_GROW(r->dropped, r->dropped_count + 1, r->dropped_cap);
        r->dropped[r->dropped_count++] = node;
    }
}

/* Marks the nodes that need an "id:". What is marked may change what is derived for others, so
 * until all others are derived. */
static void give_ids(const struct map *map, struct rendering *r)
{
    size_t before;
    if (ids_check_changed(map, r->dropped, r->dropped_count, give_id, r))
        return;
    do {
        before = r->new_id_count;
        ids_check(map, give_id, r);
    } while (r->new_id_count > before);
}

/* An "id:" that a former save wrote goes when it is not needed any more, but not where another
 * node would get one for it. */
static void renew_ids(const struct map *map, struct rendering *r)
{
    give_ids(map, r);
    if (!map->ids->own_count || r->dropped_count)
        return;
    size_t given = r->new_id_count;
    drop_own_ids(map, r);
    give_ids(map, r);
    for (size_t i = given; i < r->new_id_count; i++)
        if (!r->new_ids[i]->own_id) {
            take_new_ids_back(r, given);
            give_dropped_ids_back(r);
            return;
        }
}

static void take_ids_back(struct rendering *r)
{
    take_new_ids_back(r, 0);
    give_dropped_ids_back(r);
}

/* --- the text --- */

static bool verify(const struct map *map, struct rendering *r, const struct patcher *patcher)
{
    r->spans.count = 0;
    return verify_text(map, buf_slice(&r->text), patcher, &r->spans, &r->differs);
}

static bool try_canonical(const struct map *map, struct rendering *r)
{
    give_ids(map, r);
    buf_clear(&r->text);
    canonical_add_node(&r->text, map, map->root, 0);
    buf_add_char(&r->text, '\n');
    return verify(map, r, NULL);
}

/* It and what is above it is to be looked at when the source is patched. */
static void touch(const struct map *map, struct node *node)
{
    for (; node; node = node->parent)
        node->revision = map->revision;
}

/* Emotions of personas that came or went are to be written or left out. */
static bool touch_persona_values(const struct map *map)
{
    bool touched = false;
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        if (!has_emotions_per_persona(node))
            continue;
        touch(map, node);
        touched = true;
    }
    return touched;
}

/* The source with the changes. Ids and emotions are looked at only if they may have changed. */
static void patch(struct patcher *patcher, struct rendering *r)
{
    const struct map *map = patcher->map;
    size_t ids = r->new_id_count, dropped = r->dropped_count;
    patch_map(patcher);
    if (patcher->names_changed || map->new_ids)
        renew_ids(map, r);
    for (size_t i = ids; i < r->new_id_count; i++)
        touch(map, r->new_ids[i]);
    for (size_t i = dropped; i < r->dropped_count; i++)
        touch(map, r->dropped[i]);
    bool again = patcher->personas_changed && touch_persona_values(map);
    if (again || r->new_id_count > ids || r->dropped_count > dropped)
        patch_map(patcher);
    patch_join(patcher, &r->text);
}

/* The nearest node upwards that changed and is not yet written anew: what went wrong did so in it.
 */
static const struct node *find_culprit(
    const struct map *map, const struct node *node, const struct node **anew, size_t count)
{
    for (; node; node = node->parent) {
        size_t i = 0;
        while (i < count && anew[i] != node)
            i++;
        if (i == count && node->end && node->revision > map->source_revision)
            return node;
    }
    return NULL;
}

static bool try_patched(const struct map *map, struct rendering *r)
{
    const struct node *anew[ANEW_MAX];
    struct patcher patcher = { .map = map, .anew = anew, .own = BUF_INIT };
    bool done = false;
    while (!done && patcher.anew_count < ANEW_MAX) {
        patch(&patcher, r);
        done = verify(map, r, &patcher);
        if (done)
            break;
        const struct node *culprit = find_culprit(map, r->differs, anew, patcher.anew_count);
        if (!culprit)
            break;
        anew[patcher.anew_count++] = culprit;
    }
    if (done)
        patch_same_ends(&patcher, &r->same_begin, &r->same_end);
    patcher_release(&patcher);
    return done;
}

bool render_read_back(const struct map *map, struct rendering *r)
{
    if (try_canonical(map, r))
        return true;
    take_ids_back(r);
    return false;
}

bool render_map(const struct map *map, struct rendering *r)
{
    return (map->source && try_patched(map, r)) || render_read_back(map, r);
}

static void keep_ids(struct map *map, struct rendering *r)
{
    for (size_t i = 0; i < r->new_id_count; i++)
        ids_note_own(map, r->new_ids[i]);
    map->new_ids = false;
    ids_checked(map);
    r->new_id_count = 0;
    r->dropped_count = 0;
}

void rendering_use_spare(struct map *map, struct rendering *r)
{
    if (!map->spare)
        return;
    r->text = (struct buf){ map->spare, 0, map->spare_cap };
    buf_clear(&r->text);
    map->spare = NULL;
}

void rendering_keep(struct map *map, struct rendering *r)
{
    size_t len = r->text.len;
    kept_add(map, &r->text);
    spans_keep(&r->spans);
    keep_ids(map, r);
    free(map->spare);
    map->spare = map->source_cap ? map->source : NULL;
    map->spare_cap = map->source_cap;
    if (!map->spare)
        free(map->source);
    map->source = r->text.data;
    map->source_cap = r->text.cap;
    map->source_len = len;
    map->kept_len = r->text.len - len;
    map->source_revision = map->revision;
    buf_init(&r->text);
}

void rendering_release(struct rendering *r)
{
    take_ids_back(r);
    free(r->new_ids);
    free(r->dropped);
    spans_release(&r->spans);
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
