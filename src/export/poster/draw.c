#include "export/poster/draw.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

void draw_clear(struct draw *draw)
{
    arena_release(&draw->arena);
    draw->count = 0;
}

void draw_release(struct draw *draw)
{
    draw_clear(draw);
    free(draw->marks);
    draw->marks = NULL;
    draw->cap = 0;
}

static void add(struct draw *draw, const struct mark *mark)
{
    if (draw->measures)
        return;
    MEM_GROW(draw->marks, draw->count + 1, draw->cap);
    draw->marks[draw->count++] = *mark;
}

void draw_rect(struct draw *draw, struct box box, int radius, struct paint paint)
{
    add(draw, &(struct mark){ .kind = MARK_RECT, .box = box, .radius = radius, .paint = paint });
}

void draw_circle(struct draw *draw, int x, int y, int radius, struct paint paint)
{
    add(draw,
        &(struct mark){
            .kind = MARK_CIRCLE, .box = { .x = x, .y = y }, .radius = radius, .paint = paint });
}

void draw_photo(
    struct draw *draw, int x, int y, int radius, const char *id, const struct photo *photo)
{
    add(draw, &(struct mark){ .kind = MARK_PHOTO,
                  .box = { .x = x, .y = y },
                  .radius = radius,
                  .id = id,
                  .photo = photo });
}

void draw_path(struct draw *draw, const struct step *steps, size_t count, struct paint paint)
{
    if (draw->measures || !count)
        return;
    struct step *copy = arena_alloc(&draw->arena, count * sizeof *copy);
    memcpy(copy, steps, count * sizeof *copy);
    add(draw, &(struct mark){ .kind = MARK_PATH, .paint = paint, .steps = copy, .count = count });
}

void draw_line(struct draw *draw, int x0, int y0, int x1, int y1, struct paint paint)
{
    draw_path(draw, (struct step[]){ { 'M', { x0, y0 } }, { 'L', { x1, y1 } } }, 2, paint);
}

int type_line_height(const struct draw *draw, int size)
{
    return percent(size, draw->line_percent);
}

size_t type_lines(struct draw *draw, int width, struct slice text, struct type type)
{
    return text_lines(draw->widths, text, type.size, type.style & TYPE_BOLD, width, NULL, 0);
}

int type_width(struct draw *draw, struct slice text, struct type type)
{
    return text_span(draw->widths, text, type.size, type.style & TYPE_BOLD);
}

int draw_text_part(struct draw *draw, int x, int y, int width, struct slice text, struct type type,
    size_t first, size_t count)
{
    enum { FEW = 16 };
    struct text_line few[FEW];
    bool bold = type.style & TYPE_BOLD;
    size_t all = text_lines(
        draw->widths, text, type.size, bold, width, few, draw->measures ? 0 : FEW);
    size_t shown = first >= all ? 0 : all - first < count ? all - first : count;
    int line_height = type_line_height(draw, type.size);
    if (!draw->measures && shown) {
        size_t size = (first + shown) * sizeof(struct text_line);
        struct text_line *lines = arena_alloc(&draw->arena, size);
        if (all > FEW)
            text_lines(draw->widths, text, type.size, bold, width, lines, first + shown);
        else
            memcpy(lines, few, size);
        add(draw, &(struct mark){ .kind = MARK_TEXT,
                      .box = { x, y + percent(type.size, 98), width, 0 },
                      .type = type,
                      .lines = lines + first,
                      .count = shown,
                      .line_height = line_height });
    }
    return (int)shown * line_height;
}

int draw_text(struct draw *draw, int x, int y, int width, struct slice text, struct type type)
{
    return draw_text_part(draw, x, y, width, text, type, 0, SIZE_MAX);
}

int draw_word(struct draw *draw, int x, int y, struct slice text, struct type type)
{
    int width = type_width(draw, text, type);
    draw_text(draw, x, y, width + type.size, text, type);
    return width;
}

void draw_open(struct draw *draw, const char *id, struct slice title)
{
    add(draw, &(struct mark){ .kind = MARK_OPEN, .id = id, .title = title });
}

void draw_close(struct draw *draw)
{
    add(draw, &(struct mark){ .kind = MARK_CLOSE });
}
