/* The persona cards of the header. */
#include <limits.h>

#include "base/i18n.h"
#include "base/text.h"
#include "export/poster/layout.h"
#include "model/value_word.h"

enum { CARD_GAP = 24, SIDE = 30, COLUMN_GAP = 24, POINT = 24, ROW_MOST = 5, LISTS = 5 };

static const struct {
    enum field field;
    const char *label;
} lists[LISTS] = {
    { PERSONA_GOALS, N_("Goals") },
    { PERSONA_NEEDS, N_("Needs") },
    { PERSONA_FRUSTRATIONS, N_("Frustrations") },
    { PERSONA_JOYS, N_("Joys") },
    { PERSONA_CHANNELS, N_("Channels") },
};

/* --- the portrait --- */

static void draw_head(struct draw *draw, int x, int y, int radius, uint32_t colour)
{
    int half = percent(radius, 64), shoulder = percent(radius, 67), neck = percent(radius, 15);
    draw_circle(draw, x, y - percent(radius, 21), percent(radius, 35), paint_fill(colour));
    draw_path(draw,
        (struct step[]){ { 'M', { x - half, y + shoulder } },
            { 'C', { x - half + 4, y + neck, x + half - 4, y + neck, x + half, y + shoulder } },
            { 'C',
                { x + half - 20, y + radius, x - half + 20, y + radius, x - half, y + shoulder } },
            { .kind = 'Z' } },
        4, paint_fill(colour));
}

/* A photo covers the drawing, which stays where a program cannot show it. */
void draw_portrait_of(
    struct draw *draw, int x, int y, int radius, const struct person *person, bool alone)
{
    draw_circle(draw, x, y, radius,
        (struct paint){ .fill = 0xE3E8F0, .stroke = person->colour, .width = 5 });
    if (alone)
        draw_head(draw, x, y, radius, person->colour);
    else
        draw_shape(draw, x, y, percent(radius, 42), person);
    if (!person->photo)
        return;
    draw_photo(draw, x, y, radius, person->photo_id, person->photo);
    draw_circle(draw, x, y, radius, paint_line(person->colour, 5, NULL));
}

/* --- lists --- */

/* Is the fact, or all of its field, assumed? */
static bool is_assumed(const struct node *persona, enum field field, struct slice item)
{
    struct slice assumed = node_get(persona, PERSONA_ASSUMED), one;
    struct slice key = slice_of(field_def(field)->key);
    if (slice_is(node_get(persona, PERSONA_EVIDENCE), "assumption"))
        return true;
    while (value_next_item(&assumed, &one))
        if (text_equal_fold(one, item) || slice_equal_fold(one, key))
            return true;
    return false;
}

static int draw_list(struct poster *poster, struct draw *draw, const struct person *person,
    size_t list, int x, int y, int width)
{
    struct slice rest = node_get(person->node, lists[list].field), item;
    struct type type = { poster->b, INK, 0 };
    int top = y, middle = percent(poster->b, 98) - percent(poster->b, 34);
    top += draw_text(draw, x, top, width, slice_of(_(lists[list].label)),
        (struct type){ poster->s, GREY, TYPE_BOLD });
    while (value_next_item(&rest, &item)) {
        struct slice text = lists[list].field == PERSONA_CHANNELS ? word_text(item) : item;
        bool assumed = is_assumed(person->node, lists[list].field, item);
        draw_circle(draw, x + 7, top + middle, 6,
            (struct paint){
                .fill = assumed ? WHITE : person->colour, .stroke = person->colour, .width = 3 });
        top += draw_text(draw, x + POINT, top, width - POINT, text, type) + 3;
    }
    return top - y;
}

/* The lists side by side, or one under the other where the card is narrow. */
static int draw_lists(struct poster *poster, struct draw *draw, const struct person *person,
    struct box room, size_t most, bool stacked)
{
    size_t shown[LISTS], count = 0;
    for (size_t i = 0; i < LISTS; i++) {
        bool wanted = most == LISTS || i == 0 || (i == 2 && most == 2);
        if (wanted && node_get(person->node, lists[i].field).len)
            shown[count++] = i;
    }
    if (!count)
        return 0;
    int columns = stacked ? 1 : (int)count, height = 0;
    int width = (room.width + COLUMN_GAP) / columns - COLUMN_GAP;
    for (size_t i = 0; i < count; i++) {
        int x = stacked ? room.x : room.x + (int)i * (width + COLUMN_GAP);
        int taken = draw_list(
            poster, draw, person, shown[i], x, room.y + (stacked ? height : 0), width);
        height = stacked ? height + taken : taken > height ? taken : height;
    }
    return height;
}

/* --- a card --- */

static struct slice name_and_age(struct poster *poster, const struct node *persona)
{
    struct slice name = node_headline(persona), age = node_get(persona, PERSONA_AGE);
    return age.len ? poster_text(poster, "%.*s · %.*s", SLICE_ARG(name), SLICE_ARG(age)) : name;
}

static struct slice roles(struct poster *poster, const struct node *persona)
{
    struct slice role = node_get(persona, PERSONA_ROLE);
    struct slice buying = word_text(node_get(persona, PERSONA_BUYING_ROLE));
    if (!buying.len)
        return role;
    return role.len ? poster_text(poster, "%.*s · %.*s", SLICE_ARG(role), SLICE_ARG(buying))
                    : buying;
}

static int draw_source(
    struct poster *poster, struct draw *draw, const struct node *persona, int x, int y, int width)
{
    struct slice evidence = node_get(persona, PERSONA_EVIDENCE);
    struct slice source = node_get(persona, PERSONA_SOURCE), word = word_text(evidence);
    if (!evidence.len && !source.len)
        return 0;
    struct slice text = poster_text(poster, "%.*s%s%.*s", SLICE_ARG(word),
        word.len && source.len ? " · " : "", SLICE_ARG(source));
    int indent = evidence.len ? 36 : 0;
    if (evidence.len)
        draw_evidence(draw, x + 10, y + 14 + type_line_height(draw, poster->s) / 2, 11, evidence);
    return 14 + draw_text(draw, x + indent, y + 14, width - indent, text,
                    (struct type){ poster->s, GREY, 0 });
}

/* All that a card has; the ground is drawn by who knows the height. */
static int draw_person(struct poster *poster, struct draw *draw, const struct person *person,
    struct box box, size_t people)
{
    const struct node *node = person->node;
    int radius = people > 2 ? 54 : 78, x = box.x + SIDE + 2 * radius + 28;
    int width = box.x + box.width - SIDE - x, top = box.y + 25;
    draw_portrait_of(draw, box.x + 28 + radius, box.y + 30 + radius, radius, person, people == 1);
    top += draw_text(draw, x, top, width, name_and_age(poster, node),
        (struct type){ percent(poster->b, 150), NAVY, TYPE_BOLD });
    top += draw_text(draw, x, top, width, roles(poster, node), (struct type){ poster->b, GREY, 0 });
    int below = box.y + 30 + 2 * radius + 10, left = people == 1 ? x : box.x + SIDE;
    struct slice quote = node_get(node, PERSONA_QUOTE);
    if (people > 1 && top < below)
        top = below;
    if (quote.len)
        top += 10 + draw_text(draw, left, top + 10, box.x + box.width - SIDE - left,
                        poster_text(poster, "“%.*s”", SLICE_ARG(quote)),
                        (struct type){
                            percent(poster->b, people == 1 ? 130 : 106), VIOLET, TYPE_ITALIC });
    top = (top > below ? top : below) + 14;
    struct box room = { box.x + SIDE, top, box.width - 2 * SIDE, 0 };
    top += draw_lists(poster, draw, person, room,
        people == 1  ? LISTS
        : people < 5 ? 2
                     : 1,
        people > 1);
    return top + draw_source(poster, draw, node, room.x, top, room.width) + 20 - box.y;
}

static int draw_people(
    struct poster *poster, struct draw *draw, size_t first, size_t count, struct box room)
{
    int gaps = CARD_GAP * (int)(count - 1), width = (room.width - gaps) / (int)count, height = 0;
    for (size_t i = 0; i < count; i++) {
        struct box box = { 0, 0, width, 0 };
        int taken = draw_person(
            poster, &poster->ruler, &poster->people[first + i], box, poster->people_count);
        height = taken > height ? taken : height;
    }
    for (size_t i = 0; i < count && !draw->measures; i++) {
        const struct person *person = &poster->people[first + i];
        struct box box = { room.x + (int)i * (width + CARD_GAP), room.y, width, height };
        draw_rect(draw, box, 18, paint_fill(TINT));
        draw_rect(draw, (struct box){ box.x, box.y, 12, height }, 6, paint_fill(person->colour));
        draw_person(poster, draw, person, box, poster->people_count);
    }
    return height;
}

int row_people(struct poster *poster, struct draw *draw, int y, int x, int width)
{
    int top = y;
    for (size_t first = 0; first < poster->people_count; first += ROW_MOST) {
        size_t left = poster->people_count - first, count = left < ROW_MOST ? left : ROW_MOST;
        top += first ? CARD_GAP : 0;
        top += draw_people(poster, draw, first, count, (struct box){ x, top, width, 0 });
    }
    return top - y;
}
