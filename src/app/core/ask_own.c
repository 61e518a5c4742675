/* Asking for fields of lanes, and what is said of own keys. */
#include "app/core/ask.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/value_list.h"
#include "store/own_field.h"

static void add_typed(const struct lane *lane, struct slice value, struct buf *out)
{
    struct slice item;
    if (lane->def.type != FIELD_LIST) {
        buf_add_slice(out, value);
        return;
    }
    for (bool first = true; value_next_item(&value, &item); first = false) {
        if (!first)
            value_add_sign(out);
        buf_add_slice(out, item);
    }
}

static bool parse(
    struct app *app, const struct lane *lane, struct slice line, struct buf *out, struct buf *why)
{
    struct buf item = BUF_INIT;
    if (lane->def.type != FIELD_LIST)
        return def_parse(&lane->def, line, clock_now(app->options.clock), out, why);
    while (value_next_typed(&line, ";\\", &item))
        value_add_item(out, buf_slice(&item));
    buf_release(&item);
    return true;
}

bool app_set_lane(
    struct app *app, struct node *node, const struct lane *lane, struct slice line, struct buf *why)
{
    struct buf value = BUF_INIT;
    bool empty = !text_trim(line).len, good = empty || parse(app, lane, line, &value, why);
    if (good)
        lane_set(&app->session.undo, node, lane, empty ? SLICE_NONE : buf_slice(&value));
    buf_release(&value);
    return good;
}

void say_set_lane(struct app *app, const struct node *node, const struct lane *lane)
{
    struct buf value = BUF_INIT, name = BUF_INIT;
    buf_add_slice(&name, node_headline(node));
    own_field_show_of(&app->session.map, node, lane->field, &value);
    /* TRANSLATORS: 1: a stage, touchpoint or persona, 2: a field, 3: its value. */
    app_say(app, SAY_DONE, _("%1$s: %2$s: %3$s"), name.data ? name.data : "", lane->def.label,
        value.len ? value.data : _("not said"));
    buf_release(&value);
    buf_release(&name);
}

static bool set_own_field(struct app *app, struct slice text, struct buf *message)
{
    struct lane lane;
    struct node *node = app->ask.node;
    if (slice_equal(text, buf_slice(&app->prompt.initial)) ||
        !lane_of_field(&app->session.map, (enum node_kind)node->kind, app->ask.field, &lane))
        return true;
    return app_set_lane(app, node, &lane, text, message);
}

static void add_limits(const struct lane *lane, struct buf *out)
{
    struct buf words = BUF_INIT;
    for (const char *const *word = lane->def.words; word && *word; word++)
        text_add_item(&words, slice_of(*word));
    if (words.len)
        buf_addf(out, " (%s)", words.data);
    else if (lane->def.low != lane->def.high)
        buf_addf(out, " (%d..%d)", lane->def.low, lane->def.high);
    else if (lane->def.type == FIELD_LIST)
        buf_addf(out, " (%s)", _("several, with ; between them"));
    buf_release(&words);
}

void own_field_help(
    const struct app *app, const struct node *node, enum field field, struct buf *out)
{
    struct lane lane;
    if (lane_of_field(&app->session.map, (enum node_kind)node->kind, field, &lane)) {
        buf_adds(out, lane.def.question ? lane.def.question : lane.def.label);
        add_limits(&lane, out);
    } else {
        struct buf key = BUF_INIT;
        buf_add_slice(&key, own_key_of_field(&app->session.map, field));
        buf_addf(out, _("a key of the file alone; :lane add %s makes a field of it"), key.data);
        buf_release(&key);
    }
}

void app_ask_own_field(struct app *app, struct node *node, enum field field)
{
    struct lane lane;
    struct buf text = BUF_INIT, line = BUF_INIT;
    if (!lane_of_field(&app->session.map, (enum node_kind)node->kind, field, &lane)) {
        own_field_help(app, node, field, &text);
        app_say(app, SAY_ERROR, "%s", text.data);
    } else {
        struct ask ask = { .done = set_own_field, .node = node, .field = field };
        lane_get(node, &lane, &text);
        add_typed(&lane, buf_slice(&text), &line);
        app_ask(app, lane.def.label, HISTORY_TEXTS, buf_slice(&line), &ask);
        app->prompt.multiline = lane.def.type == FIELD_LONG_TEXT;
        own_field_help(app, node, field, &app->prompt.hint);
    }
    buf_release(&text);
    buf_release(&line);
}
