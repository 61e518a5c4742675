/* A map in words, line by line: for screen readers, and where a picture would cut the names. */
#include <stdlib.h>

#include "app/core/state.h"
#include "app/grid/grid.h"
#include "app/print/print.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "insight/priority.h"
#include "model/edit/per_persona.h"
#include "model/value_word.h"

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

/* The same without what it means, for which there is a line already. */
static const char *score_words(int emotion)
{
    static const char *const words[] = { N_("minus two"), N_("minus one"), N_("zero"),
        N_("plus one"), N_("plus two") };
    return _(words[emotion + 2]);
}

/* Is it a persona whose curve was picked, or was none? */
static bool is_shown(const struct app *app, const struct node *persona)
{
    if (!app->overlay.count)
        return !app->persona || app->persona == persona;
    for (size_t i = 0; i < app->overlay.count; i++)
        if (app->overlay.picked[i] == persona)
            return true;
    return false;
}

/* Those whose curves are told apart; the caller frees `out->items`. With the mean, or without any
 * persona, there is one curve. */
static size_t shown_personas(const struct app *app, const struct node ***out)
{
    struct node_list list = node_children(app->session.map.root, MAP_PERSONAS);
    size_t count = 0;
    *out = mem_alloc((list.count + 1) * sizeof **out);
    for (uint32_t i = 0; i < list.count && !app->overlay.mean; i++)
        if (is_shown(app, list.items[i]))
            (*out)[count++] = list.items[i];
    return count;
}

void print_feelings(const struct app *app, const struct node *node, struct buf *out)
{
    const struct node **personas;
    size_t count = shown_personas(app, &personas);
    int first = touchpoint_emotion(node, count ? personas[0]->id : NULL);
    bool shared = true;
    for (size_t i = 1; i < count; i++)
        shared = shared && touchpoint_emotion(node, personas[i]->id) == first;
    if (shared)
        buf_adds(out, emotion_words(first));
    for (size_t i = 0; !shared && i < count; i++) {
        buf_adds(out, i ? text_semicolon() : "");
        text_add_visible(out, node_headline(personas[i]));
        buf_addf(out, ": %s", emotion_words(touchpoint_emotion(node, personas[i]->id)));
    }
    free(personas);
}

static void list_texts(const struct node *node, enum field field, bool done, struct buf *texts)
{
    struct node_list list = node_children(node, field);
    for (uint32_t i = 0; i < list.count; i++)
        if (action_done(list.items[i]) == done)
            text_add_item(texts, node_headline(list.items[i]));
}

/* "; pains: one, another"; the texts are released. */
static void add_texts(const char *word, struct buf *texts, struct buf *out)
{
    if (texts->len) {
        buf_addf(out, "%s%s%s", text_semicolon(), word, text_colon());
        text_add_visible(out, buf_slice(texts));
    }
    buf_release(texts);
}

/* Pains and ideas; those that are solved apart, at the end. */
static void add_items(const struct node *node, enum field pains, enum field ideas, struct buf *out)
{
    struct buf texts = BUF_INIT;
    list_texts(node, pains, false, &texts);
    add_texts(_("pains"), &texts, out);
    list_texts(node, ideas, false, &texts);
    add_texts(_("ideas"), &texts, out);
    list_texts(node, pains, true, &texts);
    list_texts(node, ideas, true, &texts);
    add_texts(_c("items", "done"), &texts, out);
}

/* "Checkout, web: very bad, minus two; moment of truth; pains: the code never arrives." */
static void add_touchpoint(const struct app *app, const struct node *touchpoint, struct buf *out)
{
    struct slice channel = word_of_field(
        TOUCHPOINT_CHANNEL, node_first(touchpoint, TOUCHPOINT_CHANNEL));
    text_add_visible(out, node_headline(touchpoint));
    buf_adds(out, channel.len ? text_comma() : "");
    text_add_visible(out, channel);
    buf_adds(out, text_colon());
    print_feelings(app, touchpoint, out);
    if (node_flag(touchpoint, TOUCHPOINT_MOMENT))
        buf_addf(out, "%s%s", text_semicolon(), _("moment of truth"));
    add_items(touchpoint, TOUCHPOINT_PAINS, TOUCHPOINT_IDEAS, out);
    buf_addf(out, "%s\n", text_full_stop());
}

/* Is it on one of the paths that were picked, or was none? */
static bool is_on_paths(const struct app *app, const struct node *touchpoint)
{
    const int *paths = app->grid->paths;
    return is_on_path(&app->session.map, touchpoint, paths[0]) ||
           (paths[1] && is_on_path(&app->session.map, touchpoint, paths[1]));
}

/* A heading, "Pay, 2 touchpoints", and a line each of them. */
static void add_stage(const struct app *app, const struct node *stage, struct buf *out)
{
    struct node_list list = node_children(stage, STAGE_TOUCHPOINTS);
    struct buf name = BUF_INIT;
    uint32_t count = 0;
    for (uint32_t i = 0; i < list.count; i++)
        count += is_on_paths(app, list.items[i]);
    text_add_visible(&name, node_headline(stage));
    /* TRANSLATORS: 1: a stage, 2: how many touchpoints it has. */
    buf_addf(out, _n("%1$s, %2$u touchpoint", "%1$s, %2$u touchpoints", count), name.data, count);
    buf_release(&name);
    if (touchpoint_emotion(stage, NULL) != EMOTION_NONE) {
        buf_adds(out, text_colon());
        print_feelings(app, stage, out);
    }
    add_items(stage, STAGE_PAINS, STAGE_IDEAS, out);
    buf_addf(out, "%s\n", text_full_stop());
    for (uint32_t i = 0; i < list.count; i++)
        if (is_on_paths(app, list.items[i]))
            add_touchpoint(app, list.items[i], out);
}

void app_print_words(struct app *app, struct buf *out)
{
    const struct map *map = &app->session.map;
    struct node_list stages = node_children(map->root, MAP_STAGES);
    for (uint32_t i = 0; i < stages.count; i++) {
        buf_adds(out, i ? "\n" : "");
        add_stage(app, stages.items[i], out);
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

/* Calls `add` for each curve that has marks; before it whose it is and on which path, where there
 * are several, in a sentence that ends in `end`. */
static void each_curve(const struct app *app, const char *end,
    void (*add)(const struct summary *summary, struct buf *out), struct buf *out)
{
    const struct map *map = &app->session.map;
    const struct node **personas;
    const int *paths = app->grid->paths;
    size_t count = shown_personas(app, &personas), curves = count ? count : 1;
    for (size_t i = 0; i < curves * (paths[1] ? 2 : 1); i++) {
        const struct node *persona = count ? personas[i % curves] : NULL;
        struct summary summary;
        struct buf whose = BUF_INIT;
        summary_compute(&summary, map, persona ? persona->id : NULL, paths[i / curves]);
        if (count > 1)
            text_add_item(&whose, node_headline(persona));
        if (paths[1])
            text_add_item(&whose, path_name(map, paths[i / curves]));
        if (summary.scored) {
            text_add_visible(out, buf_slice(&whose));
            if (whose.len)
                buf_addf(out, "%s%s", text_full_stop(), end);
            add(&summary, out);
        }
        buf_release(&whose);
    }
    free(personas);
}

/* --- both, for who sees no picture --- */

static void add_mark(
    const char *word, const struct node *node, const char *persona, bool score, struct buf *out)
{
    if (!node)
        return;
    buf_addf(out, "%s%s", word, text_colon());
    text_add_visible(out, node_headline(node));
    if (score)
        buf_addf(out, "%s%s", text_comma(), score_words(touchpoint_emotion(node, persona)));
    buf_addf(out, "%s\n", text_full_stop());
}

/* "Lowest: The queue." and so on, a line each. */
static void add_marks(const struct summary *summary, struct buf *out)
{
    add_mark(_("Lowest"), summary->low, summary->persona, false, out);
    add_mark(_("Highest"), summary->high, summary->persona, false, out);
    add_mark(_("End"), summary->end, summary->persona, true, out);
}

/* With the personas and paths that were picked: "Shoes, Anna, express." */
static void add_title_told(const struct app *app, struct buf *out)
{
    struct node_list personas = node_children(app->session.map.root, MAP_PERSONAS);
    struct buf title = BUF_INIT;
    text_add_item(&title, node_headline(app->session.map.root));
    for (uint32_t i = 0; personas.count > 1 && i < personas.count; i++)
        if ((app->persona || app->overlay.count) && is_shown(app, personas.items[i]))
            text_add_item(&title, node_headline(personas.items[i]));
    for (int i = 0; i < 2 && app->grid->paths[i]; i++)
        text_add_item(&title, path_name(&app->session.map, app->grid->paths[i]));
    text_add_visible(out, buf_slice(&title));
    buf_addf(out, "%s\n\n", text_full_stop());
    buf_release(&title);
}

void app_print_told(struct app *app, struct buf *out)
{
    add_title_told(app, out);
    app_print_words(app, out);
    buf_add_char(out, '\n');
    each_curve(app, "\n", add_marks, out);
}

void app_print_peaks(struct app *app, struct buf *out)
{
    each_curve(app, " ", add_peaks, out);
}
