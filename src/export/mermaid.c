/* A journey diagram as Mermaid draws it: scores and who has them, and nothing else. */
#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "export/text/out.h"
#include "model/edit/per_persona.h"

enum { NEUTRAL = 3 }; /* what Mermaid has for an emotion of 0 */

/* Its words at the front of a line begin something else, in any case of letters. */
static bool begins_with_word(struct slice text)
{
    static const char *const words[] = { "journey", "timeline", "title", "section", "accTitle",
        "accDescr" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_begins_fold(text, slice_of(words[i])))
            return true;
    return false;
}

/* Is it a full-width sign that readers less strict than Mermaid take for its ASCII one? Between
 * people all of them are, else the one that ends a line. */
static bool is_wide_sign(struct slice text, bool is_person)
{
    static const char *const signs[] = { "；", "，", "：", "、" };
    for (size_t i = 0; i < (is_person ? sizeof signs / sizeof *signs : 1); i++)
        if (slice_begins_fold(text, slice_of(signs[i])))
            return true;
    return false;
}

static void add_escaped(struct buf *out, uint32_t point)
{
    buf_add_char(out, '#');
    buf_add_number(out, point);
    buf_add_char(out, ';');
}

static void add_without_wide(struct buf *out, struct slice text, bool is_person)
{
    while (text.len) {
        struct slice before = text;
        bool wide = (unsigned char)*text.data >= 0x80 && is_wide_sign(text, is_person);
        uint32_t point = utf8_next(&text);
        if (wide)
            add_escaped(out, point);
        else
            buf_add(out, before.data, before.len - text.len);
    }
}

/* Blanks of JavaScript, which are skipped where a name could begin. */
static bool is_skipped(uint32_t point)
{
    return point == 0xA0 || point == 0x1680 || (point >= 0x2000 && point <= 0x200A) ||
           point == 0x202F || point == 0x205F || point == 0x3000 || point == 0xFEFF;
}

static void add_text(struct buf *out, const struct node *node)
{
    static const struct escape escape = {
        .chars = "#;:,%{}<>&\"", .before = "#", .after = ";", .number = true, .line_break = " "
    };
    struct buf name = BUF_INIT, escaped = BUF_INIT;
    out_name(&name, node);
    out_escaped(&escaped, buf_slice(&name), &escape);
    struct slice text = buf_slice(&escaped), rest = text;
    uint32_t first = text.len ? utf8_next(&rest) : 0;
    if (begins_with_word(text) || is_skipped(first)) {
        add_escaped(out, first);
        text = rest;
    }
    if (utf8_ascii_length(text) == text.len)
        buf_add_slice(out, text);
    else
        add_without_wide(out, text, node->kind == KIND_PERSONA);
    buf_release(&name);
    buf_release(&escaped);
}

static void begin_task(struct buf *out, const struct node *touchpoint, int emotion)
{
    buf_adds(out, "    ");
    add_text(out, touchpoint);
    buf_addf(out, ": %d", emotion + NEUTRAL);
}

static void add_person(struct buf *out, const struct node *persona, bool first)
{
    buf_adds(out, first ? ": " : ", ");
    add_text(out, persona);
}

/* A score for all: of those who take part, or of the only one. */
static void add_shared_task(struct buf *out, const struct map *map, const struct node *touchpoint)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    struct slice list = node_get(touchpoint, TOUCHPOINT_TAKES_PART), id;
    bool first = true;
    begin_task(out, touchpoint, touchpoint_emotion(touchpoint, NULL));
    while (value_next_item(&list, &id))
        if (is_persona(map, id)) {
            add_person(out, map_find(map, id), first);
            first = false;
        }
    if (first && personas.count == 1)
        add_person(out, personas.items[0], true);
    buf_add_char(out, '\n');
}

/* A task for each score, of all who have it. */
static void add_tasks_of(
    struct buf *out, const struct map *map, const struct node *touchpoint, int emotion)
{
    struct slice pairs = node_get(touchpoint, TOUCHPOINT_EMOTION), id, number;
    bool first = true;
    int value;
    while (per_persona_next(&pairs, &id, &number)) {
        if (!is_persona(map, id) || !parse_int(number.data, &value) || value != emotion)
            continue;
        if (first)
            begin_task(out, touchpoint, emotion);
        add_person(out, map_find(map, id), first);
        first = false;
    }
    if (!first)
        buf_add_char(out, '\n');
}

static void add_touchpoint(struct buf *out, const struct map *map, const struct node *touchpoint)
{
    if (!has_emotions_per_persona(touchpoint)) {
        add_shared_task(out, map, touchpoint);
        return;
    }
    const struct field_def *def = field_def(TOUCHPOINT_EMOTION);
    for (int emotion = def->low; emotion <= def->high; emotion++)
        add_tasks_of(out, map, touchpoint, emotion);
}

static bool is_scored(const struct map *map, const struct node *touchpoint)
{
    struct slice pairs = node_get(touchpoint, TOUCHPOINT_EMOTION), id, number;
    if (!is_per_persona(pairs))
        return pairs.len > 0;
    while (per_persona_next(&pairs, &id, &number))
        if (is_persona(map, id))
            return true;
    return false;
}

/* Returns how many of its touchpoints are left out. */
static size_t add_stage(struct buf *out, const struct map *map, const struct node *stage)
{
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    size_t left_out = 0;
    for (uint32_t i = 0; i < list.count; i++) {
        if (!is_scored(map, list.items[i])) {
            left_out++;
            continue;
        }
        if (left_out == i) {
            buf_adds(out, "  section ");
            add_text(out, stage);
            buf_add_char(out, '\n');
        }
        add_touchpoint(out, map, list.items[i]);
    }
    return left_out;
}

static enum status mermaid_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    struct node_list stages = node_children(map->root, MAP_STAGES);
    size_t left_out = 0;
    (void)options;
    buf_adds(out, "journey\n  title ");
    add_text(out, map->root);
    buf_add_char(out, '\n');
    for (uint32_t i = 0; i < stages.count; i++)
        left_out += add_stage(out, map, stages.items[i]);
    if (left_out)
        diags_add(diags, NULL, 0, 0,
            _un("%zu touchpoint has no emotion, so the diagram does not show it",
                "%zu touchpoints have no emotion, so the diagram does not show them", left_out),
            left_out);
    out_tell_left_out(
        map, "mermaid", 1u << KIND_STAGE | 1u << KIND_TOUCHPOINT | 1u << KIND_PERSONA, NULL, diags);
    return STATUS_OK;
}

const struct export_format export_mermaid = {
    .name = "mermaid",
    .endings = (const char *const[]){ "mmd", "mermaid", NULL },
    .help = N_("a journey diagram for wikis that draw Mermaid: scores alone"),
    .write = mermaid_write,
};
