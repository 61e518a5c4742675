/* The small signs of a poster. */
#include <math.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "export/poster/layout.h"
#include "model/value_word.h"

/* --- colours --- */

uint32_t emotion_colour(int emotion)
{
    static const uint32_t colours[] = { 0xB54200, 0xD9702A, 0x6B7684, 0x3D8DC2, 0x0B6FB0 };
    return colours[emotion < -2 ? 0 : emotion > 2 ? 4 : emotion + 2];
}

uint32_t emotion_ink(int emotion)
{
    return emotion < 0 ? ORANGE : emotion > 0 ? 0x0B6FB0 : GREY;
}

static uint32_t blend(uint32_t from, uint32_t to, int step, int steps)
{
    uint32_t out = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        int a = (int)(from >> shift & 0xFF), b = (int)(to >> shift & 0xFF);
        out |= (uint32_t)((a * (steps - step) + b * step + steps / 2) / steps) << shift;
    }
    return out;
}

uint32_t mix(uint32_t colour, uint32_t with, int hundredths)
{
    return blend(colour, with, hundredths, 100);
}

uint32_t stage_colour(const struct part *part)
{
    enum { FIRST = 0x3B2F7F, MIDDLE = 0x1F55A0, LAST = 0x0A6E70 };
    int at = 2 * (part->number - 1), steps = part->total - 1;
    if (steps < 1)
        return FIRST;
    return at <= steps ? blend(FIRST, MIDDLE, at, steps) : blend(MIDDLE, LAST, at - steps, steps);
}

/* --- evidence --- */

static bool is_research(struct slice evidence)
{
    return slice_is(evidence, "research");
}

static struct paint evidence_paint(struct slice evidence, int radius)
{
    if (is_research(evidence))
        return paint_fill(NAVY);
    struct paint paint = { .fill = WHITE, .stroke = NAVY, .width = 4 };
    if (!slice_is(evidence, "partial"))
        paint.dash = radius < 15 ? "6 7" : "7 9";
    return paint;
}

void draw_evidence(struct draw *draw, int x, int y, int radius, struct slice evidence)
{
    draw_circle(draw, x, y, radius, evidence_paint(evidence, radius));
}

static int number_size(int radius)
{
    return percent(radius, radius > 20 ? 105 : 118);
}

static int digits_of(int number)
{
    int count = 1;
    while (number /= 10)
        count++;
    return count;
}

int number_width(int radius, int number)
{
    int needed = (70 * digits_of(number) * number_size(radius) + 99) / 100 + radius * 3 / 4;
    return needed > 2 * radius ? needed : 2 * radius;
}

int draw_number(struct draw *draw, int x, int y, int radius, struct slice evidence, int number)
{
    int width = number_width(radius, number), size = number_size(radius);
    if (draw->measures)
        return width;
    size_t len = (size_t)digits_of(number);
    char *text = arena_alloc(&draw->arena, len);
    struct slice digits = { text, len };
    for (int rest = number; len > 0; rest /= 10)
        text[--len] = (char)('0' + rest % 10);
    if (width > 2 * radius)
        draw_rect(draw, (struct box){ x, y - radius, width, 2 * radius }, radius,
            evidence_paint(evidence, radius));
    else
        draw_evidence(draw, x + radius, y, radius, evidence);
    draw_text(draw, x + width / 2, y + percent(size, 37) - percent(size, 98), 10 * width, digits,
        (struct type){ size, is_research(evidence) ? WHITE : NAVY, TYPE_BOLD | TYPE_MIDDLE });
    return width;
}

/* --- pictures --- */

void draw_star(struct draw *draw, int x, int y, int radius)
{
    /* Sine and cosine of the ten points in thousandths, the inner ones at .45. */
    static const int points[10][2] = { { 0, -1000 }, { 265, -364 }, { 951, -309 }, { 428, 139 },
        { 588, 809 }, { 0, 450 }, { -588, 809 }, { -428, 139 }, { -951, -309 }, { -265, -364 } };
    struct step steps[11];
    for (int i = 0; i < 10; i++)
        steps[i] = (struct step){ i ? 'L' : 'M',
            { x + (points[i][0] * radius + 50000) / 1000 - 50,
                y + (points[i][1] * radius + 50000) / 1000 - 50 } };
    steps[10] = (struct step){ .kind = 'Z' };
    draw_path(draw, steps, 11, (struct paint){ .fill = 0xF0A500, .stroke = AMBER, .width = 3 });
}

/* Pictures on a grid of 20: "O x y r" is a circle, else steps of a path. */
static const struct channel {
    const char *word, *picture;
} channels[] = {
    { "web", "M2 4L18 4L18 16L2 16ZM2 8L18 8" },
    { "app", "M6 1L14 1L14 19L6 19ZM9 16L11 16" },
    { "search", "O8 8 6M13 13L18 18" },
    { "social", "O4 10 2O15 4 2O15 16 2M6 9L13 5M6 11L13 15" },
    { "messenger", "M2 3L18 3L18 13L9 13L5 17L5 13L2 13Z" },
    { "e-mail", "M2 4L18 4L18 16L2 16ZM2 5L10 11L18 5" },
    { "phone",
        "M5 2C3 2 2 4 2 5C2 12 8 18 15 18C17 18 18 16 18 15L14 12L11 14C9 13 7 11 6 9L8 6Z" },
    { "person", "O10 6 4M2 19C2 13 6 12 10 12C14 12 18 13 18 19" },
    { "shop", "M3 9L3 18L17 18L17 9M1 9L4 3L16 3L19 9ZM8 18L8 13L12 13L12 18" },
    { "post", "M2 6L10 2L18 6L18 15L10 19L2 15ZM2 6L10 10L18 6M10 10L10 19" },
    { "other", "M10 4L16 10L10 16L4 10Z" },
};

enum { CHANNELS = sizeof channels / sizeof *channels, PICTURE_STEPS = 24 };

static const char *find_picture(struct slice channel)
{
    for (size_t i = 0; i < CHANNELS; i++)
        if (slice_equal_fold(channel, slice_of(channels[i].word)) ||
            text_equal_fold(channel, slice_of(_(channels[i].word))))
            return channels[i].picture;
    return channels[CHANNELS - 1].picture;
}

/* Maps have few channels, each many times, and to translate all words takes its time. */
static struct known_channel *known_channel(struct poster *poster, struct slice channel)
{
    for (size_t i = 0; i < CHANNELS_KEPT && poster->channels[i].word.len; i++)
        if (slice_equal(channel, poster->channels[i].word))
            return &poster->channels[i];
    struct known_channel *known = &poster->channels[poster->channel_next++ % CHANNELS_KEPT];
    *known = (struct known_channel){ channel, word_text(channel), NULL };
    return known;
}

static const char *picture_of(struct poster *poster, struct slice channel)
{
    struct known_channel *known = known_channel(poster, channel);
    if (!known->picture)
        known->picture = find_picture(channel);
    return known->picture;
}

struct slice channel_text(struct poster *poster, struct slice channel)
{
    return known_channel(poster, channel)->text;
}

static int scaled(int at, int size)
{
    return (at * size + 10) / 20;
}

/* Reads the numbers behind a letter. */
static size_t read_numbers(const char **picture, int *out, size_t most)
{
    size_t count = 0;
    while (count < most && (**picture == ' ' || is_digit(**picture))) {
        int number = 0;
        *picture += **picture == ' ';
        for (; is_digit(**picture); ++*picture)
            number = 10 * number + **picture - '0';
        out[count++] = number;
    }
    return count;
}

void draw_channel(
    struct poster *poster, struct draw *draw, int x, int y, int size, struct slice channel)
{
    const char *picture = draw->measures ? "" : picture_of(poster, channel);
    struct step steps[PICTURE_STEPS];
    size_t count = 0;
    struct paint paint = paint_line(GREY, 3, NULL);
    while (*picture) {
        char kind = *picture++;
        int at[6] = { 0 };
        size_t numbers = read_numbers(&picture, at, 6);
        if (kind == 'O') {
            draw_circle(
                draw, x + scaled(at[0], size), y + scaled(at[1], size), scaled(at[2], size), paint);
            continue;
        }
        struct step *step = &steps[count++];
        *step = (struct step){ .kind = kind };
        for (size_t i = 0; i < numbers; i++)
            step->x[i] = (i % 2 ? y : x) + scaled(at[i], size);
    }
    draw_path(draw, steps, count, paint);
}

void draw_clock(struct draw *draw, int x, int y, int radius)
{
    struct paint paint = paint_line(GREY, 3, NULL);
    draw_circle(draw, x, y, radius, paint);
    draw_path(draw,
        (struct step[]){ { 'M', { x, y - percent(radius, 60) } }, { 'L', { x, y } },
            { 'L', { x + percent(radius, 50), y } } },
        3, paint);
}

/* Also below zero rounded half up. */
static int face_at(int number, int radius)
{
    return (number * radius + 30 * 1000 + 15) / 30 - 1000;
}

void draw_face(struct draw *draw, int x, int y, int radius, int emotion)
{
    draw_circle(draw, x, y, radius,
        (struct paint){ .fill = emotion_colour(emotion), .stroke = WHITE, .width = 5 });
    if (radius < 16)
        return;
    int eye = face_at(4, radius) < 3 ? 3 : face_at(4, radius);
    int lift = 3 * emotion;
    draw_circle(draw, x + face_at(-10, radius), y + face_at(-8, radius), eye, paint_fill(WHITE));
    draw_circle(draw, x + face_at(10, radius), y + face_at(-8, radius), eye, paint_fill(WHITE));
    draw_path(draw,
        (struct step[]){ { 'M', { x + face_at(-14, radius), y + face_at(11 - lift, radius) } },
            { 'C', { x + face_at(-6, radius), y + face_at(11 + lift, radius),
                       x + face_at(6, radius), y + face_at(11 + lift, radius),
                       x + face_at(14, radius), y + face_at(11 - lift, radius) } } },
        2, paint_line(WHITE, radius < 24 ? 3 : 4, NULL));
}

/* --- personas --- */

static void draw_corners(struct draw *draw, int x, int y, int radius, const int (*corners)[2],
    size_t count, struct paint paint)
{
    struct step steps[8];
    for (size_t i = 0; i < count; i++)
        steps[i] = (struct step){ i ? 'L' : 'M',
            { x + (corners[i][0] * radius + 50000) / 100 - 500,
                y + (corners[i][1] * radius + 50000) / 100 - 500 } };
    steps[count] = (struct step){ .kind = 'Z' };
    draw_path(draw, steps, count + 1, paint);
}

void draw_shape(struct draw *draw, int x, int y, int radius, const struct person *person)
{
    static const int square[][2] = { { -100, -100 }, { 100, -100 }, { 100, 100 }, { -100, 100 } };
    static const int diamond[][2] = { { 0, -125 }, { 125, 0 }, { 0, 125 }, { -125, 0 } };
    static const int triangle[][2] = { { 0, -145 }, { 126, 73 }, { -126, 73 } };
    static const int hexagon[][2] = { { -55, -95 }, { 55, -95 }, { 110, 0 }, { 55, 95 },
        { -55, 95 }, { -110, 0 } };
    struct paint paint = { .fill = person->colour, .stroke = WHITE, .width = 4 };
    int size = percent(radius, 105);
    switch (person->shape) {
    case 1:
        draw_corners(draw, x, y, radius, square, 4, paint);
        break;
    case 2:
        draw_corners(draw, x, y, radius, diamond, 4, paint);
        break;
    case 3:
        draw_corners(draw, x, y + 4, radius, triangle, 3, paint);
        break;
    case 4:
        draw_corners(draw, x, y, radius, hexagon, 6, paint);
        break;
    default:
        draw_circle(draw, x, y, radius, paint);
    }
    draw_text(draw, x, y + percent(size, 37) - percent(size, 98), 4 * radius,
        slice_of(person->letter), (struct type){ size, WHITE, TYPE_BOLD | TYPE_MIDDLE });
}

/* --- cards --- */

void draw_check(struct draw *draw, int x, int y, int size, uint32_t colour)
{
    draw_path(draw,
        (struct step[]){ { 'M', { x + scaled(3, size), y + scaled(11, size) } },
            { 'L', { x + scaled(8, size), y + scaled(16, size) } },
            { 'L', { x + scaled(17, size), y + scaled(4, size) } } },
        3, paint_line(colour, 5, NULL));
}

void draw_severity(struct draw *draw, int x, int y, int severity, int height)
{
    for (int i = 0; i < 4; i++)
        draw_rect(draw, (struct box){ x + 20 * i, y, 16, height }, 3,
            (struct paint){ .fill = i < severity ? ORANGE : WHITE, .stroke = ORANGE, .width = 2 });
}

int pill_width(struct draw *draw, struct slice text, int size)
{
    return type_width(draw, text, (struct type){ .size = size, .style = TYPE_BOLD }) + 32;
}

int draw_pill(
    struct draw *draw, int x, int y, struct slice text, int size, struct paint paint, uint32_t ink)
{
    int width = pill_width(draw, text, size), height = percent(size, 126);
    draw_rect(draw, (struct box){ x, y, width, height }, height / 2, paint);
    draw_text(draw, x + width / 2, y + (height - type_line_height(draw, size)) / 2, 2 * width, text,
        (struct type){ size, ink, TYPE_BOLD | TYPE_MIDDLE });
    return width;
}

/* --- metrics --- */

/* A number to be compared: its beginning, "14 min" is 14. */
static bool figure(struct slice text, double *out)
{
    char *end;
    if (!text.len)
        return false;
    *out = strtod(text.data, &end);
    return end != text.data && isfinite(*out) && *out >= 0;
}

struct bar {
    double value, target;
};

static bool bar_of(const struct node *metric, struct bar *bar)
{
    return figure(node_get(metric, METRIC_VALUE), &bar->value) &&
           figure(node_get(metric, METRIC_TARGET), &bar->target) &&
           (bar->value > 0 || bar->target > 0);
}

bool metric_has_bar(const struct node *metric)
{
    struct bar bar;
    return bar_of(metric, &bar);
}

void draw_bar(struct draw *draw, struct box box, const struct node *metric)
{
    enum { LEAST = 70, THICK = 14, TICK = 36 };
    struct bar bar = { 0 };
    if (!bar_of(metric, &bar) || box.width < LEAST)
        return;
    double full = 1.08 * (bar.value > bar.target ? bar.value : bar.target);
    int middle = box.y + box.height / 2, long_as = (int)(box.width * bar.value / full + 0.5);
    int at = box.x + (int)(box.width * bar.target / full + 0.5);
    draw_rect(draw, (struct box){ box.x, middle - THICK / 2, box.width, THICK }, THICK / 2,
        paint_fill(HAIR));
    if (long_as)
        draw_rect(draw, (struct box){ box.x, middle - THICK / 2, long_as, THICK }, THICK / 2,
            paint_fill(NAVY));
    draw_line(draw, at, middle - TICK / 2, at, middle + TICK / 2, paint_line(GREEN, 6, NULL));
}

static struct slice with_unit(struct poster *poster, struct slice value, struct slice unit)
{
    bool close = slice_is(unit, "%") || slice_is(unit, "°");
    return poster_text(
        poster, "%.*s%s%.*s", SLICE_ARG(value), unit.len && !close ? " " : "", SLICE_ARG(unit));
}

struct slice metric_value(struct poster *poster, const struct node *metric)
{
    struct slice value = node_get(metric, METRIC_VALUE), kind = node_get(metric, METRIC_KIND);
    struct slice unit = node_get(metric, METRIC_UNIT);
    if (!value.len)
        return SLICE_NONE;
    if (!unit.len && slice_is(kind, "nps"))
        unit = SLICE("NPS");
    return with_unit(poster, value, unit);
}

struct slice metric_target(struct poster *poster, const struct node *metric)
{
    struct slice target = node_get(metric, METRIC_TARGET), unit = node_get(metric, METRIC_UNIT);
    if (!target.len)
        return SLICE_NONE;
    bool close = slice_is(unit, "%");
    return poster_text(poster, "→ %.*s%s", SLICE_ARG(target), close ? "%" : "");
}
