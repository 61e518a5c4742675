/* A map in words, line by line: for screen readers, and where a picture would cut the names. */
#include "app/core/state.h"
#include "app/grid/print.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"

static void add_emotion(int emotion, struct buf *out)
{
    buf_addf(out, emotion > 0 ? " +%d" : " %d", emotion);
}

/* Do all personas feel the same there? */
static bool is_shared(const struct node_list *personas, const struct node *touchpoint)
{
    for (uint32_t i = 1; i < personas->count; i++)
        if (touchpoint_emotion(touchpoint, personas->items[i]->id) !=
            touchpoint_emotion(touchpoint, personas->items[0]->id))
            return false;
    return true;
}

/* ", Anna -2, Ben +1"; one number where there is one persona, or one feeling for all. */
static void add_feelings(const struct map *map, const struct node *touchpoint, struct buf *out)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    bool shared = is_shared(&personas, touchpoint);
    int emotion = touchpoint_emotion(touchpoint, NULL);
    if (shared && emotion != EMOTION_NONE) {
        buf_add_char(out, ',');
        add_emotion(emotion, out);
    }
    for (uint32_t i = 0; !shared && i < personas.count; i++) {
        emotion = touchpoint_emotion(touchpoint, personas.items[i]->id);
        if (emotion == EMOTION_NONE)
            continue;
        buf_adds(out, ", ");
        text_add_visible(out, node_headline(personas.items[i]));
        add_emotion(emotion, out);
    }
}

/* "  Checkout, web, -2, moment of truth, pain: the code never arrives" */
static void add_touchpoint(const struct map *map, const struct node *touchpoint, struct buf *out)
{
    struct node_list pains = node_children(touchpoint, TOUCHPOINT_PAINS);
    struct slice channel = node_first(touchpoint, TOUCHPOINT_CHANNEL);
    buf_adds(out, "  ");
    text_add_visible(out, node_headline(touchpoint));
    if (channel.len)
        buf_adds(out, ", ");
    text_add_visible(out, channel);
    add_feelings(map, touchpoint, out);
    if (node_flag(touchpoint, TOUCHPOINT_MOMENT))
        buf_addf(out, ", %s", _("moment of truth"));
    for (uint32_t i = 0; i < pains.count; i++) {
        struct buf pain = BUF_INIT;
        text_add_visible(&pain, node_headline(pains.items[i]));
        buf_adds(out, ", ");
        buf_addf(out, _("pain: %s"), pain.data);
        buf_release(&pain);
    }
    buf_add_char(out, '\n');
}

void app_print_words(struct app *app, struct buf *out)
{
    const struct map *map = &app->session.map;
    struct node_list stages = node_children(map->root, MAP_STAGES);
    for (uint32_t i = 0; i < stages.count; i++) {
        struct node_list list = node_children(stages.items[i], STAGE_TOUCHPOINTS);
        struct buf name = BUF_INIT;
        text_add_visible(&name, node_headline(stages.items[i]));
        /* TRANSLATORS: 1: its place, 2: how many there are, 3: its name. */
        buf_addf(out, _("Stage %1$d of %2$d: %3$s"), (int)i + 1, (int)stages.count, name.data);
        buf_add_char(out, '\n');
        buf_release(&name);
        for (uint32_t k = 0; k < list.count; k++)
            add_touchpoint(map, list.items[k], out);
    }
    if (!stages.count)
        buf_adds(out, _("There is no stage yet.\n"));
}

/* --- the curve --- */

static void add_peak(
    const char *label, const struct node *touchpoint, const char *persona, struct buf *out)
{
    if (!touchpoint)
        return;
    buf_addf(out, "%s%s: ", out->len && out->data[out->len - 1] == '.' ? " " : "", label);
    if (touchpoint->kind == KIND_TOUCHPOINT) {
        text_add_visible(out, node_headline(touchpoint->parent));
        buf_adds(out, " / ");
    }
    text_add_visible(out, node_headline(touchpoint));
    add_emotion(touchpoint_emotion(touchpoint, persona), out);
    buf_add_char(out, '.');
}

/* "Anna. High: Buy / Checkout +2. Low: ... -2. End: ... 0." */
static void add_peaks(const struct map *map, const struct node *persona, struct buf *out)
{
    struct summary summary;
    const char *id = persona ? persona->id : NULL;
    summary_compute(&summary, map, id);
    if (!summary.scored)
        return;
    if (persona) {
        text_add_visible(out, node_headline(persona));
        buf_adds(out, ". ");
    }
    add_peak(_("High"), summary.high, id, out);
    add_peak(_("Low"), summary.low, id, out);
    add_peak(_("End"), summary.end, id, out);
    buf_add_char(out, '\n');
}

void app_print_peaks(struct app *app, struct buf *out)
{
    const struct map *map = &app->session.map;
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    for (uint32_t i = 0; personas.count > 1 && i < personas.count; i++)
        add_peaks(map, personas.items[i], out);
    if (personas.count < 2)
        add_peaks(map, NULL, out);
}
