/* A map in words, line by line: for screen readers, and where a picture would cut the names. */
#include "app/core/state.h"
#include "app/print/print.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"

static void add_emotion(int emotion, struct buf *out)
{
    buf_addf(out, emotion > 0 ? " +%d" : " %d", emotion);
}

/* As one says it; never a number with a sign alone. */
static const char *emotion_words(int emotion)
{
    static const char *const words[] = { N_("very bad, minus two"), N_("bad, minus one"),
        N_("neutral, zero"), N_("good, plus one"), N_("very good, plus two") };
    return emotion == EMOTION_NONE ? _("not scored") : _(words[emotion + 2]);
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

/* "very bad, minus two", or "Anna: ...; Ben: ..." where they feel differently. */
static void add_feelings(const struct map *map, const struct node *node, struct buf *out)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    bool shared = is_shared(&personas, node);
    if (shared)
        buf_adds(out, emotion_words(touchpoint_emotion(node, NULL)));
    for (uint32_t i = 0; !shared && i < personas.count; i++) {
        buf_adds(out, i ? text_semicolon() : "");
        text_add_visible(out, node_headline(personas.items[i]));
        buf_addf(out, ": %s", emotion_words(touchpoint_emotion(node, personas.items[i]->id)));
    }
}

/* "; pains: one, another" */
static void add_texts(const struct node *node, enum field field, const char *word, struct buf *out)
{
    struct node_list list = node_children(node, field);
    struct buf texts = BUF_INIT;
    for (uint32_t i = 0; i < list.count; i++)
        text_add_item(&texts, node_headline(list.items[i]));
    if (list.count) {
        buf_addf(out, "; %s: ", word);
        text_add_visible(out, buf_slice(&texts));
    }
    buf_release(&texts);
}

/* "Checkout, web: very bad, minus two; moment of truth; pains: the code never arrives." */
static void add_touchpoint(const struct map *map, const struct node *touchpoint, struct buf *out)
{
    struct slice channel = node_first(touchpoint, TOUCHPOINT_CHANNEL);
    text_add_visible(out, node_headline(touchpoint));
    buf_adds(out, channel.len ? ", " : "");
    text_add_visible(out, channel);
    buf_adds(out, ": ");
    add_feelings(map, touchpoint, out);
    if (node_flag(touchpoint, TOUCHPOINT_MOMENT))
        buf_addf(out, "; %s", _("moment of truth"));
    add_texts(touchpoint, TOUCHPOINT_PAINS, _("pains"), out);
    add_texts(touchpoint, TOUCHPOINT_IDEAS, _("ideas"), out);
    buf_adds(out, ".\n");
}

/* A heading, "Pay, 2 touchpoints", and a line each of them. */
static void add_stage(const struct map *map, const struct node *stage, struct buf *out)
{
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    struct buf name = BUF_INIT;
    text_add_visible(&name, node_headline(stage));
    /* TRANSLATORS: 1: a stage, 2: how many touchpoints it has. */
    buf_addf(out, _n("%1$s, %2$u touchpoint", "%1$s, %2$u touchpoints", list.count), name.data,
        list.count);
    buf_release(&name);
    if (touchpoint_emotion(stage, NULL) != EMOTION_NONE) {
        buf_adds(out, ": ");
        add_feelings(map, stage, out);
    }
    add_texts(stage, STAGE_PAINS, _("pains"), out);
    buf_adds(out, ".\n");
    for (uint32_t i = 0; i < list.count; i++)
        add_touchpoint(map, list.items[i], out);
}

void app_print_words(struct app *app, struct buf *out)
{
    const struct map *map = &app->session.map;
    struct node_list stages = node_children(map->root, MAP_STAGES);
    for (uint32_t i = 0; i < stages.count; i++) {
        buf_adds(out, i ? "\n" : "");
        add_stage(map, stages.items[i], out);
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

/* "High: Buy / Checkout +2. Low: ... -2. End: ... 0." */
static void add_peaks(const struct summary *summary, struct buf *out)
{
    add_peak(_("High"), summary->high, summary->persona, out);
    add_peak(_("Low"), summary->low, summary->persona, out);
    add_peak(_("End"), summary->end, summary->persona, out);
    buf_add_char(out, '\n');
}

/* Calls `add` for each curve that has marks; before it a persona's name where there are several,
 * ended by `end`. */
static void each_curve(const struct map *map, const char *end,
    void (*add)(const struct summary *summary, struct buf *out), struct buf *out)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    bool several = personas.count > 1;
    for (uint32_t i = 0; i < (several ? personas.count : 1); i++) {
        struct summary summary;
        summary_compute(&summary, map, several ? personas.items[i]->id : NULL, 0);
        if (!summary.scored)
            continue;
        if (several) {
            text_add_visible(out, node_headline(personas.items[i]));
            buf_adds(out, end);
        }
        add(&summary, out);
    }
}

/* --- both, for who sees no picture --- */

static void add_mark(
    const char *word, const struct node *node, const char *persona, bool score, struct buf *out)
{
    if (!node)
        return;
    buf_addf(out, "%s: ", word);
    text_add_visible(out, node_headline(node));
    if (score)
        buf_addf(out, ", %s", emotion_words(touchpoint_emotion(node, persona)));
    buf_adds(out, ".\n");
}

/* "Lowest: The queue." and so on, a line each. */
static void add_marks(const struct summary *summary, struct buf *out)
{
    add_mark(_("Lowest"), summary->low, summary->persona, false, out);
    add_mark(_("Highest"), summary->high, summary->persona, false, out);
    add_mark(_("End"), summary->end, summary->persona, true, out);
}

void app_print_told(struct app *app, struct buf *out)
{
    const struct map *map = &app->session.map;
    text_add_visible(out, node_headline(map->root));
    buf_adds(out, ".\n\n");
    app_print_words(app, out);
    buf_add_char(out, '\n');
    each_curve(map, ".\n", add_marks, out);
}

void app_print_peaks(struct app *app, struct buf *out)
{
    each_curve(&app->session.map, ". ", add_peaks, out);
}
