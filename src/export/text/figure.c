#include "export/text/figure.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "export/text/out.h"
#include "insight/curve.h"
#include "insight/letters.h"
#include "model/edit/per_persona.h"
#include "model/value_word.h"

/* Does any persona have an emotion of its own somewhere? */
static bool emotions_differ(const struct map *map)
{
    for (const struct node *node = map->root; node; node = node_next(node, map->root)) {
        if (has_emotions_per_persona(node))
            return true;
    }
    return false;
}

void cast_find(struct cast *cast, const struct map *map)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    char letters[LETTERS_MAX + 1];
    cast->count = 0;
    if (personas.count < 2 || personas.count > CAST_MAX || !emotions_differ(map))
        return;
    persona_letters(map, letters);
    for (size_t i = 0; i < personas.count; i++) {
        cast->members[i].persona = personas.items[i];
        cast->members[i].letter = letters[i];
        cast->count++;
    }
}

void figure_add_signed(int emotion, struct buf *out)
{
    if (emotion)
        buf_add_char(out, emotion > 0 ? '+' : '-');
    buf_add_number(out, (size_t)abs(emotion));
}

void cast_add_emotion(const struct cast *cast, const struct node *touchpoint, const char *before,
    const char *after, struct buf *out)
{
    size_t len = out->len;
    size_t values = cast->count ? cast->count : 1;
    for (size_t i = 0; i < values; i++) {
        const char *id = cast->count ? cast->members[i].persona->id : NULL;
        int emotion = touchpoint_emotion(touchpoint, id);
        if (emotion == EMOTION_NONE)
            continue;
        buf_adds(out, out->len == len ? before : ", ");
        if (cast->count) {
            buf_add_char(out, cast->members[i].letter);
            buf_add_char(out, ' ');
        }
        figure_add_signed(emotion, out);
    }
    if (out->len > len)
        buf_adds(out, after);
}

void cast_add_names(const struct cast *cast, struct buf *out)
{
    for (size_t i = 0; i < cast->count; i++) {
        const struct node *persona = cast->members[i].persona;
        struct slice role = word_text(node_get(persona, PERSONA_BUYING_ROLE));
        buf_addf(out, "%s%c = ", i ? ", " : "", cast->members[i].letter);
        out_name(out, persona);
        if (role.len)
            buf_addf(out, " (%s)", role.data);
    }
}

/* --- the layout --- */

enum {
    ROWS = 9,
    AXIS = 4,    /* "+2 |" */
    BODY = 96,   /* columns right of the axis */
    WIDEST = 10, /* columns a touchpoint */
    USUAL = 6,   /* the same, where the map does not fit one block anyway */
    NARROWEST = 4,
    STAGE_LEAST = 12,
    NAME_LINES = 2
};

static int span_of(size_t touchpoints, int gap)
{
    size_t span = touchpoints * (size_t)gap;
    return span < STAGE_LEAST ? STAGE_LEAST : span > BODY ? BODY + 1 : (int)span;
}

static int width_at(const struct node_list *stages, int gap)
{
    int width = 0;
    for (size_t i = 0; i < stages->count && width <= BODY; i++)
        width += span_of(node_child_count(stages->items[i], STAGE_TOUCHPOINTS), gap);
    return width;
}

/* Columns a touchpoint: so that all fit one block if that is possible. */
static int choose_gap(const struct node_list *stages, size_t touchpoints)
{
    int least = 2;
    for (size_t n = touchpoints; n; n /= 10)
        least++;
    if (least < NARROWEST)
        least = NARROWEST;
    for (int gap = WIDEST; gap >= least; gap--)
        if (width_at(stages, gap) <= BODY)
            return gap;
    return least > USUAL ? least : USUAL;
}

static void add_piece(
    struct figure *figure, const struct node *stage, size_t first, size_t count, int gap)
{
    MEM_GROW(figure->pieces, figure->piece_count + 1, figure->piece_cap);
    struct piece *piece = &figure->pieces[figure->piece_count];
    const struct piece *before = figure->piece_count ? piece - 1 : NULL;
    int x = before ? before->x + before->span : 0, span = span_of(count, gap);
    *piece = (struct piece){ stage, first, count, x + span > BODY ? 0 : x, span };
    figure->piece_count++;
}

void figure_begin(struct figure *figure, const struct map *map)
{
    *figure = (struct figure){ .count = 0 };
    cast_find(&figure->cast, map);
    struct node_list stages = node_children(map->root, MAP_STAGES);
    size_t total = 0;
    for (size_t i = 0; i < stages.count; i++)
        total += node_child_count(stages.items[i], STAGE_TOUCHPOINTS);
    int gap = choose_gap(&stages, total);
    size_t most = (size_t)(BODY / gap);
    MEM_GROW(figure->touchpoints, total, figure->cap);
    for (size_t i = 0; i < stages.count; i++) {
        struct node_list list = node_children(stages.items[i], STAGE_TOUCHPOINTS);
        for (size_t done = 0; done == 0 || done < list.count; done += most)
            add_piece(figure, stages.items[i], figure->count + done,
                list.count - done < most ? list.count - done : most, gap);
        for (size_t k = 0; k < list.count; k++)
            figure->touchpoints[figure->count++] = list.items[k];
    }
}

static int mark_x(const struct piece *piece, size_t touchpoint)
{
    int place = (int)(touchpoint - piece->first);
    return piece->x + piece->span * (2 * place + 1) / (2 * (int)piece->count);
}

/* --- one block --- */

/* Pieces that stand side by side, and what is drawn of them. */
struct block {
    const struct piece *pieces;
    size_t count;
    int width;
    char cells[ROWS * BODY];
};

static size_t first_of(const struct block *block)
{
    return block->pieces[0].first;
}

static size_t end_of(const struct block *block)
{
    return block->pieces[block->count - 1].first + block->pieces[block->count - 1].count;
}

/* The columns of touchpoints beside the block only lead the line out of it. */
static size_t find_points(const struct figure *figure, const struct block *block,
    const struct node *persona, struct curve_point *points)
{
    enum { BESIDE = 2 };
    size_t from = first_of(block), end = end_of(block), count = 0;
    size_t low = from < BESIDE ? 0 : from - BESIDE;
    size_t high = figure->count - end < BESIDE ? figure->count : end + BESIDE;
    const struct piece *piece = block->pieces;
    for (size_t i = low; i < high; i++) {
        int x = (int)(USUAL * ((long)i - (long)from)) - 1;
        if (i >= end)
            x = block->width + (int)(i - end) * USUAL + 1;
        else if (i >= from) {
            while (i >= piece->first + piece->count)
                piece++;
            x = mark_x(piece, i);
        }
        points[count++] = (struct curve_point){ x,
            touchpoint_emotion(figure->touchpoints[i], persona ? persona->id : NULL) };
    }
    return count;
}

/* A mark that stands for several members. */
static void mark_meetings(const struct figure *figure, struct block *block)
{
    const struct piece *piece = block->pieces;
    for (size_t i = first_of(block); i < end_of(block); i++) {
        int seen[5] = { 0 };
        while (i >= piece->first + piece->count)
            piece++;
        for (size_t k = 0; k < figure->cast.count; k++) {
            int emotion = touchpoint_emotion(
                figure->touchpoints[i], figure->cast.members[k].persona->id);
            if (emotion != EMOTION_NONE && ++seen[emotion + 2] > 1)
                block->cells[curve_row(emotion, ROWS) * block->width + mark_x(piece, i)] = '*';
        }
    }
}

static void draw_curve(
    const struct figure *figure, struct block *block, const struct node *persona, char mark)
{
    struct curve_point points[BODY + 8];
    size_t count = find_points(figure, block, persona, points);
    curve_draw(
        &(struct curve_picture){ .cells = block->cells, .width = block->width, .rows = ROWS },
        points, count, mark);
}

static void end_line(struct buf *out)
{
    while (out->len && out->data[out->len - 1] == ' ')
        buf_cut(out, out->len - 1);
    buf_add_char(out, '\n');
}

/* The stages' names above their columns, in as many lines as they need. */
static void add_names(struct buf *out, const struct block *block)
{
    struct slice rest[BODY];
    bool more = true;
    for (size_t i = 0; i < block->count; i++)
        rest[i] = text_trim(node_headline(block->pieces[i].stage));
    for (int line = 1; more && line <= NAME_LINES; line++) {
        more = false;
        buf_adds(out, "   |");
        for (size_t i = 0; i < block->count; i++) {
            int room = block->pieces[i].span - 2;
            struct slice text = rest[i];
            if (line < NAME_LINES && !text_wrap(&rest[i], room, &text))
                text = SLICE("");
            buf_add_char(out, ' ');
            text_clip_pad(out, text, room, "~");
            if (i + 1 < block->count)
                buf_add_char(out, '|');
            more |= rest[i].len > 0;
        }
        end_line(out);
    }
}

static void add_rows(struct buf *out, const struct block *block)
{
    for (int row = 0; row < ROWS; row++) {
        buf_addf(out, "%2s |%.*s", curve_label(row, ROWS), block->width,
            block->cells + row * block->width);
        end_line(out);
    }
}

static void add_numbers(struct buf *out, const struct block *block)
{
    int used = 0;
    buf_adds(out, "   |");
    for (size_t p = 0; p < block->count; p++) {
        const struct piece *piece = &block->pieces[p];
        for (size_t i = piece->first; i < piece->first + piece->count; i++) {
            int digits = 1, x = mark_x(piece, i);
            for (size_t n = i + 1; n > 9; n /= 10)
                digits++;
            x -= (digits - 1) / 2;
            if (x > used)
                buf_add_repeated(out, ' ', (size_t)(x - used));
            buf_add_number(out, i + 1);
            used = x + digits;
        }
    }
    end_line(out);
}

static bool is_empty(const struct block *block)
{
    for (int i = 0; i < ROWS * block->width; i++)
        if (block->cells[i] != ' ')
            return false;
    return true;
}

/* The blocks of a picture that show something: of a persona, or of all members together (NULL). */
void figure_add(const struct figure *figure, const struct node *persona, const char *before,
    const char *after, struct buf *out)
{
    bool together = !persona && figure->cast.count;
    struct block block = { .pieces = figure->pieces };
    for (size_t done = 0; done < figure->piece_count; done += block.count) {
        block.pieces = figure->pieces + done;
        block.count = 1;
        while (done + block.count < figure->piece_count && block.pieces[block.count].x > 0)
            block.count++;
        block.width = block.pieces[block.count - 1].x + block.pieces[block.count - 1].span;
        if (block.width > BODY)
            block.width = BODY;
        memset(block.cells, ' ', sizeof block.cells);
        for (size_t i = 0; together && i < figure->cast.count; i++)
            draw_curve(
                figure, &block, figure->cast.members[i].persona, figure->cast.members[i].letter);
        if (together)
            mark_meetings(figure, &block);
        else
            draw_curve(figure, &block, persona, '*');
        if (is_empty(&block))
            continue;
        buf_adds(out, before);
        add_names(out, &block);
        add_rows(out, &block);
        add_numbers(out, &block);
        buf_adds(out, after);
    }
}

bool figure_has_scores(const struct figure *figure, const struct node *persona)
{
    for (size_t i = 0; i < figure->count; i++)
        if (touchpoint_emotion(figure->touchpoints[i], persona->id) != EMOTION_NONE)
            return true;
    return false;
}

void figure_release(struct figure *figure)
{
    free(figure->touchpoints);
    free(figure->pieces);
}
