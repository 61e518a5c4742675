/* A template becomes a map to work on. */
#include <stdint.h>
#include <stdlib.h>

#include "model/ids.h"
#include "store/template.h"

/* What stays without samples: all but a sample journey and what a guide remembered of it. */
static const enum field kept_fields[] = {
    MAP_CJM,
    MAP_TITLE,
    MAP_KIND,
    MAP_MARKET,
    MAP_STAGES,
    STAGE_NAME,
    STAGE_GOAL,
    STAGE_ASK,
    MAP_GUIDE,
    STEP_STEP,
    STEP_NAME,
    STEP_PURPOSE,
    STEP_EXPLAIN,
    STEP_DONE,
    STEP_ONLY,
    STEP_MINUTES,
    STEP_QUICK,
    STEP_HALF,
    STEP_FULL,
    STEP_QUESTIONS,
    QUESTION_TEXT,
    QUESTION_FOR,
    QUESTION_HINT,
    QUESTION_ONLY,
    QUESTION_NEEDED,
    QUESTION_BESIDE,
    QUESTION_OF,
    QUESTION_PICK,
};

/* What the guide remembers of a workshop: never part of a new one. */
static const enum field memory_fields[] = { MAP_ASKED, STEP_USED, STEP_EXTRA, STEP_PAUSED,
    STEP_PASSED, STEP_SKIPPED };

static bool is_kept(enum field field)
{
    for (size_t i = 0; i < sizeof kept_fields / sizeof *kept_fields; i++)
        if (field == kept_fields[i])
            return true;
    return false;
}

/* --- without samples: a new map gets what stays --- */

static void copy_children(struct map *map, struct node *copy, const struct node *node);

/* A step that says nothing but which one it is was there for what the guide remembered. */
static bool is_bare_step(const struct node *node)
{
    return node->kind == KIND_STEP && node->value_count <= 1 && !node->list_count;
}

static void copy_node(struct map *map, struct node *copy, const struct node *node)
{
    for (uint16_t i = 0; i < node->value_count; i++)
        if (is_kept((enum field)node->values[i].field))
            node_put(map, copy, (enum field)node->values[i].field,
                (struct slice){ node->values[i].data, node->values[i].len });
    copy_children(map, copy, node);
}

static void copy_children(struct map *map, struct node *copy, const struct node *node)
{
    for (uint8_t l = 0; l < node->list_count; l++) {
        enum field field = (enum field)node->lists[l].field;
        for (uint32_t i = 0; is_kept(field) && i < node->lists[l].count; i++) {
            struct node *child = node_new(map, field_def(field)->child);
            copy_node(map, child, node_list_at(node, l).items[i]);
            if (!is_bare_step(child))
                node_attach(map, copy, child, SIZE_MAX);
        }
    }
}

/* Ids are derived anew: those of samples don't take any. */
static void leave_samples(struct map *map)
{
    struct map fresh;
    map_begin(&fresh);
    copy_node(&fresh, fresh.root, map->root);
    ids_assign(&fresh, fresh.root);
    map_release(map);
    *map = fresh;
}

/* --- with samples --- */

static void forget_workshop(struct node *node)
{
    for (size_t i = 0; i < sizeof memory_fields / sizeof *memory_fields; i++)
        if (field_def(memory_fields[i])->kind == node->kind)
            node_drop(node, memory_fields[i]);
}

static void mark_assumption(struct map *map, struct node *node)
{
    enum field evidence = node->kind == KIND_TOUCHPOINT ? TOUCHPOINT_EVIDENCE : PERSONA_EVIDENCE;
    if ((node->kind == KIND_TOUCHPOINT || node->kind == KIND_PERSONA) && !node_has(node, evidence))
        node_put(map, node, evidence, SLICE("assumption"));
}

static void keep_samples_in(struct map *map)
{
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        forget_workshop(node);
        mark_assumption(map, node);
        node->begin = node->end = 0;
    }
    free(map->source);
    map->source_cap = 0;
    map->source = NULL;
    map->source_len = map->kept_len = 0;
}

void template_apply(struct map *map, struct slice title, bool keep_samples)
{
    if (keep_samples)
        keep_samples_in(map);
    else
        leave_samples(map);
    node_put(map, map->root, MAP_TITLE, title);
}
