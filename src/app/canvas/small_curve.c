#include "app/canvas/small_curve.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "insight/curve.h"
#include "model/edit/per_persona.h"

/* Stage `index` of `count` begins there; its line is the column before. */
static int stage_x(int width, size_t count, size_t index)
{
    return (int)((size_t)(width + 1) * index / count);
}

bool small_curve_tells(const struct map *map, const char *persona)
{
    int scored = 0;
    for (const struct node *node = map->root; node && scored < 2; node = node_next(node, map->root))
        scored += node->kind == KIND_TOUCHPOINT &&
                  touchpoint_emotion(node, persona) != EMOTION_NONE;
    return scored == 2;
}

struct points {
    struct curve_point *items;
    size_t count, cap;
};

/* Of several in one cell the first is taken: x must grow. */
static void add_stage(
    struct points *points, const struct node *stage, int left, int width, const char *persona)
{
    struct node_list touchpoints = node_children(stage, STAGE_TOUCHPOINTS);
    for (uint32_t i = 0; i < touchpoints.count; i++) {
        int x = left + (int)((2 * (size_t)i + 1) * (size_t)width / (2 * (size_t)touchpoints.count));
        if (points->count && points->items[points->count - 1].x >= x)
            continue;
        MEM_GROW(points->items, points->count + 1, points->cap);
        points->items[points->count++] = (struct curve_point){ .x = x,
            .emotion = touchpoint_emotion(touchpoints.items[i], persona) };
    }
}

static struct points points_of(const struct map *map, const char *persona, int width)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    struct points points = { 0 };
    for (uint32_t i = 0; i < stages.count; i++) {
        int left = stage_x(width, stages.count, i);
        int right = stage_x(width, stages.count, i + 1) - 1;
        if (right > left)
            add_stage(&points, stages.items[i], left, right - left, persona);
    }
    return points;
}

static void draw_behind(struct canvas *canvas, struct area area, const struct map *map)
{
    size_t stages = node_child_count(map->root, MAP_STAGES);
    for (int x = 0; x < area.width; x += canvas->ascii ? 3 : 1)
        canvas_fill(canvas, area.x + x, area.y + curve_row(0, area.height), 1, STYLE_DIM,
            canvas_line(canvas, LINE_ZERO));
    for (size_t i = 1; i < stages; i++)
        for (int y = 0; y < area.height; y++)
            canvas_fill(canvas, area.x + stage_x(area.width, stages, i) - 1, area.y + y, 1,
                STYLE_NORMAL, canvas_line(canvas, LINE_DIVIDE));
}

static enum style row_style(int row, int rows)
{
    static const enum style styles[] = { STYLE_UP2, STYLE_UP1, STYLE_ZERO, STYLE_DOWN1,
        STYLE_DOWN2 };
    return styles[(row * 4 + rows / 2) / (rows - 1)];
}

void draw_small_curve(
    struct canvas *canvas, struct area area, const struct map *map, const char *persona)
{
    if (area.width < 1 || area.height < 5)
        return;
    size_t size = (size_t)area.width * (size_t)area.height;
    struct points points = points_of(map, persona, area.width);
    char *cells = mem_alloc(size);
    memset(cells, ' ', size);
    struct curve_picture picture = { .cells = cells, .width = area.width, .rows = area.height };
    curve_draw(&picture, points.items, points.count, '*');
    draw_behind(canvas, area, map);
    for (size_t i = 0; i < size; i++)
        if (cells[i] != ' ') {
            int x = (int)(i % (size_t)area.width), y = (int)(i / (size_t)area.width);
            canvas_fill(canvas, area.x + x, area.y + y, 1, row_style(y, area.height),
                cells[i] == '*' ? canvas_line(canvas, LINE_MARK) : (uint32_t)cells[i]);
        }
    free(points.items);
    free(cells);
}

void draw_small_stages(struct canvas *canvas, struct area row, const struct map *map)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    for (uint32_t i = 0; i < stages.count; i++) {
        int x = stage_x(row.width, stages.count, i);
        canvas_text(canvas, row.x + x, row.y, stage_x(row.width, stages.count, i + 1) - 1 - x,
            STYLE_NORMAL, node_headline(stages.items[i]));
    }
}

static void add_sign(const struct canvas *canvas, int emotion, struct buf *out)
{
    static const uint32_t signs[5] = { 0x2581, 0x2582, 0x2584, 0x2586, 0x2588 };
    if (emotion == EMOTION_NONE)
        buf_add_codepoint(out, canvas->ascii ? ' ' : canvas_line(canvas, LINE_DOT));
    else
        buf_add_codepoint(
            out, canvas->ascii ? (uint32_t) "_.-'\""[emotion + 2] : signs[emotion + 2]);
}

void small_curve_line(const struct canvas *canvas, const struct map *map, const char *persona,
    int width, struct buf *out)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    for (uint32_t i = 0; i < stages.count && width > 0; i++) {
        struct node_list touchpoints = node_children(stages.items[i], STAGE_TOUCHPOINTS);
        if (i && width-- > 0)
            buf_add_codepoint(out, canvas->ascii ? '|' : canvas_line(canvas, LINE_DIVIDE));
        for (uint32_t j = 0; j < touchpoints.count && width-- > 0; j++)
            add_sign(canvas, touchpoint_emotion(touchpoints.items[j], persona), out);
    }
}
