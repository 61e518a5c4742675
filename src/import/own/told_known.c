/* What the sections of the stages say, to compare with what is told again. */
#include "base/mem.h"
#include "base/text.h"
#include "import/own/told.h"

/* Without blanks and commas, by which a line differs from several, and signs that are not seen. */
void told_squeeze(struct slice text, struct buf *out)
{
    while (text.len) {
        uint32_t point = utf8_next(&text);
        bool hidden = (point >= 0x2000 && point < 0x2010) || (point >= 0x2028 && point < 0x2030) ||
                      (point >= 0x2060 && point < 0x2070) || (point >= 0x2400 && point < 0x2440) ||
                      (point >= 0x7F && point <= 0xA0) || point == 0x61C || point == 0xFFFD;
        if (point > ' ' && point != ',' && !hidden)
            buf_add_codepoint(out, point);
    }
}

static void add_key(struct buf *out, const void *whose, const char *label)
{
    buf_addf(out, "%p\n%s", whose, label);
}

static void know(struct told *told, const void *whose, const char *label, struct slice value)
{
    struct buf key = BUF_INIT;
    add_key(&key, whose, label);
    names_add(&told->known, buf_slice(&key));
    buf_add_char(&key, '\n');
    told_squeeze(value, &key);
    names_add(&told->known, buf_slice(&key));
    buf_release(&key);
}

/* Is that said there; or, where `value` has no data, is anything? */
bool told_is_known(struct told *told, const void *whose, const char *label, struct slice value)
{
    struct buf key = BUF_INIT;
    add_key(&key, whose, label);
    if (value.data) {
        buf_add_char(&key, '\n');
        told_squeeze(value, &key);
    }
    bool known = names_find(&told->known, buf_slice(&key)) < told->known.count;
    buf_release(&key);
    return known;
}

static void know_cells(struct told *told, const void *whose, const struct draft_place *place)
{
    for (const struct draft_cell *cell = place->cells; cell; cell = cell->next) {
        bool note = cell->column->label.how == HOW_NOTE;
        struct slice label = note ? cell->column->text : slice_of(cell->column->label.key);
        if (label.len > TOLD_NAME_MOST)
            continue;
        struct buf copy = BUF_INIT;
        buf_add_slice(&copy, label);
        know(told, whose, copy.data ? copy.data : "", cell->text);
        buf_release(&copy);
    }
}

void told_add_item_key(struct slice where, enum node_kind kind, struct slice text, struct buf *out)
{
    told_squeeze(where, out);
    buf_addf(out, "\n%d\n", (int)kind);
    told_squeeze(text, out);
}

void told_count(struct names *names, size_t **counts, size_t *cap, struct slice name)
{
    size_t before = names->count, number = names_add(names, name);
    MEM_GROW(*counts, number + 1, *cap);
    (*counts)[number] = number == before ? 1 : (*counts)[number] + 1;
}

/* Those that have the same text at the same place are one here. */
static void know_item(struct told *told, struct slice where, struct draft_place *item)
{
    struct buf key = BUF_INIT;
    if (where.len > TOLD_NAME_MOST)
        return;
    told_add_item_key(where, item->kind, SLICE(""), &key);
    told_count(&told->places, &told->place_counts, &told->place_cap, buf_slice(&key));
    buf_clear(&key);
    told_add_item_key(where, item->kind, item->name, &key);
    size_t before = told->items.count, number = names_add(&told->items, buf_slice(&key));
    MEM_GROW(told->item_places, number + 1, told->item_cap);
    if (number == before)
        told->item_places[number] = item;
    know_cells(told, told->item_places[number], item);
    buf_release(&key);
}

static void know_place(struct told *told, struct slice where, const struct draft_place *place)
{
    know_cells(told, place, place);
    for (struct draft_place *child = place->children; child; child = child->next) {
        enum field field = field_of_child(place->kind, child->kind);
        if (child->kind == KIND_TOUCHPOINT || field >= FIELD_COUNT)
            continue;
        know(told, place, field_def(field)->key, child->name);
        know_item(told, where, child);
    }
}

void told_know_stage(struct told *told, struct draft_place *stage)
{
    struct buf key = BUF_INIT;
    told_squeeze(stage->name, &key);
    size_t number = names_add(&told->stages, buf_slice(&key));
    MEM_GROW(told->stage_places, number + 1, told->stage_cap);
    told->stage_places[number] = stage;
    know_place(told, stage->name, stage);
    for (struct draft_place *child = stage->children; child; child = child->next) {
        struct buf where = BUF_INIT;
        if (child->kind != KIND_TOUCHPOINT)
            continue;
        MEM_GROW(told->points, told->point_count + 1, told->point_cap);
        told->points[told->point_count++] = child;
        if (stage->name.len + child->name.len < TOLD_NAME_MOST)
            buf_addf(&where, "%.*s / %.*s", SLICE_ARG(stage->name), SLICE_ARG(child->name));
        know_place(told, buf_slice(&where), child);
        know(told, stage, "touchpoints", child->name);
        buf_release(&where);
    }
    buf_release(&key);
}

/* Behind the name of a touchpoint: " (+1) ★ !"; or with letters, "(A +1, B 0)". */
static bool are_emotions_known(
    struct told *told, const struct draft_place *point, struct slice text)
{
    for (size_t i = 1; i < text.len; i++)
        if (is_digit(text.data[i])) {
            bool sign = text.data[i - 1] == '+' || text.data[i - 1] == '-';
            struct slice number = { text.data + i - sign, 1 + sign };
            if (!told_is_known(told, point, "emotion", number))
                return false;
        }
    return true;
}

bool told_is_point_known(struct told *told, const struct draft_place *point, struct slice text)
{
    struct buf name = BUF_INIT, here = BUF_INIT;
    if (point->name.len > TOLD_NAME_MOST)
        return true;
    told_squeeze(point->name, &name);
    told_squeeze(text, &here);
    bool known = here.len >= name.len && memcmp(here.data, name.data, name.len) == 0 &&
                 are_emotions_known(told, point, slice_from(buf_slice(&here), name.len));
    buf_release(&name);
    buf_release(&here);
    return known;
}
