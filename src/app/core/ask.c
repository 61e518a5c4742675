/* Prompts: opening them, and turning fields into lines and back. */
#include "app/core/ask.h"

#include <wctype.h>

#include "app/core/complete.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"
#include "model/value_list.h"
#include "model/value_record.h"
#include "model/value_word.h"

static bool accept_prompt(void *context, struct slice text, struct buf *message)
{
    struct app *app = context;
    return app->ask.done(app, text, message);
}

static void hold(struct app *app)
{
    if (!app->holding) {
        app->held = app->prompt;
        app->held_ask = app->ask;
        app->holding = true;
        app->prompt = (struct prompt){ .number = app->held.number };
        prompt_begin(&app->prompt);
    }
}

void app_ask_on(struct app *app, const char *label, enum prompt_history history,
    struct slice initial, const struct ask *ask)
{
    struct prompt *prompt = &app->prompt;
    if (app->asking)
        hold(app);
    buf_clear(&prompt->text);
    buf_clear(&prompt->initial);
    buf_clear(&prompt->hint);
    buf_clear(&prompt->message);
    completions_clear(&prompt->shown);
    buf_add_slice(&prompt->text, initial);
    buf_add_slice(&prompt->initial, initial);
    prompt->cursor = initial.len;
    prompt->label = label;
    prompt->number++;
    prompt->in_view = false;
    prompt->history = history;
    prompt->multiline = prompt->one_line = false;
    prompt->complete = NULL;
    prompt->check = NULL;
    prompt->accept = accept_prompt;
    prompt->context = app;
    app->ask = *ask;
    app->asking = true;
    app->discard_warned = false;
}

void app_ask(struct app *app, const char *label, enum prompt_history history, struct slice initial,
    const struct ask *ask)
{
    app_ask_on(app, label, history, initial, ask);
    messages_clear(&app->messages);
}

/* An item of a list as it is typed: what would end it, and what would mark that, has a "\\". */
static void add_escaped(struct slice item, struct buf *out)
{
    for (size_t i = 0; i < item.len; i++) {
        char c = item.data[i];
        bool edge = i == 0 || i == item.len - 1;
        if (value_separator(slice_from(item, i)) || c == '\\' || (edge && (c == ' ' || c == '\t')))
            buf_add_char(out, '\\');
        buf_add_char(out, c == '\n' ? 'n' : c);
    }
}

static void list_to_line(enum field field, struct slice list, struct buf *out)
{
    struct slice item;
    size_t start = out->len;
    while (value_next_item(&list, &item)) {
        if (out->len > start)
            value_add_sign(out);
        add_escaped(word_of_field(field, item), out);
    }
}

static void emotions_to_line(struct slice pairs, struct buf *out)
{
    struct slice id, number;
    size_t start = out->len;
    while (per_persona_next(&pairs, &id, &number)) {
        buf_adds(out, out->len > start ? ", " : "");
        buf_add_slice(out, id);
        buf_add_char(out, ' ');
        buf_add_slice(out, number);
    }
}

void field_to_line(enum field field, struct slice value, struct buf *out)
{
    enum field_type type = field_def(field)->type;
    if (type == FIELD_LIST || type == FIELD_TEXTS)
        list_to_line(field, value, out);
    else if (type == FIELD_RECORD)
        record_to_line(field_def(field), value, out);
    else if (type == FIELD_PER_PERSONA && is_per_persona(value))
        emotions_to_line(value, out);
    else
        buf_add_slice(out, word_of_field(field, value));
}

void field_add_shown(enum field field, struct slice value, struct buf *out)
{
    enum field_type type = field_def(field)->type;
    if (type == FIELD_RECORD || (type == FIELD_PER_PERSONA && is_per_persona(value)))
        field_to_line(field, value, out);
    else
        value_add_shown(field, value, text_comma(), out);
}

void field_add_limits(enum field field, struct buf *out)
{
    static const char *const limits[] = {
        [FIELD_LIST] = N_("several, with ; between them"),
        [FIELD_NUMBER] = N_("a number"),
        [FIELD_DATE] = N_("2026-11-21, today, +2w"),
        [FIELD_DURATION] = N_("20 min, 3 months"),
        [FIELD_LENGTH] = N_("20 min, 3-6 weeks"),
        [FIELD_TEXTS] = N_("one, or several with ; between them"),
        [FIELD_RECORD] = N_("0.4; n 120; date 2026-11-21; source survey"),
        [FIELD_NODES] = NULL,
    };
    const struct field_def *def = field_def(field);
    if (def->type == FIELD_INTEGER || def->type == FIELD_PER_PERSONA)
        buf_addf(out, " (%d..%d)", def->low, def->high);
    else if (limits[def->type])
        buf_addf(out, " (%s)", _(limits[def->type]));
}

/* "a; b", or an item a line; empty items are left off. "\\" takes what follows as it is. */
static void list_from_line(const struct field_def *def, struct slice line, struct buf *out)
{
    struct buf item = BUF_INIT;
    size_t keep = 0; /* so much of the item is no blank at its end */
    for (size_t i = 0; i <= line.len; i++) {
        char c = i < line.len ? line.data[i] : '\n';
        bool escaped = c == '\\' && i + 1 < line.len;
        size_t separator = value_separator(slice_from(line, i));
        if (separator || i == line.len) {
            i += separator ? separator - 1 : 0;
            buf_cut(&item, keep);
            if (item.len)
                value_add_item(out, word_in_file(def, buf_slice(&item)));
            buf_clear(&item);
            keep = 0;
            continue;
        }
        if (escaped)
            c = line.data[++i] == 'n' ? '\n' : line.data[i];
        bool blank = !escaped && (c == ' ' || c == '\t');
        if (blank && !item.len)
            continue;
        buf_add_char(&item, c);
        keep = blank ? keep : item.len;
    }
    buf_release(&item);
}

struct node *persona_named(const struct map *map, struct slice name)
{
    struct node_list personas = node_children(map->root, MAP_PERSONAS);
    for (uint32_t i = 0; i < personas.count; i++)
        if (slice_is(name, personas.items[i]->id) ||
            slice_equal(name, text_trim(node_headline(personas.items[i]))))
            return personas.items[i];
    return NULL;
}

/* "-1", or "anna -2, ben 0" (a colon or an equals sign between is fine). */
static bool emotions_from_line(
    struct app *app, enum field field, struct slice line, struct buf *out, struct buf *why)
{
    time_t now = clock_now(app->options.clock);
    line = text_trim(line);
    size_t figures = 0;
    while (figures < line.len && strchr("+-0123456789", line.data[figures]))
        figures++;
    if (figures == line.len)
        return field_parse(field, line, now, out, why);
    while (line.len) {
        size_t len = 0;
        while (len < line.len && line.data[len] != ',')
            len++;
        struct slice pair = text_trim((struct slice){ line.data, len });
        line = slice_from(line, len < line.len ? len + 1 : len);
        size_t split = pair.len;
        while (split > 0 && !strchr(" :=", pair.data[split - 1]))
            split--;
        struct slice name = { pair.data, split };
        while (name.len && strchr(" :=", name.data[name.len - 1]))
            name.len--;
        const struct node *persona = persona_named(&app->session.map, name);
        if (!persona) {
            buf_addf(why, _("type a number, or one after each persona: anna -2, ben 0"));
            return false;
        }
        struct buf number = BUF_INIT;
        bool good = field_parse(field, slice_from(pair, split), now, &number, why);
        value_add_item(out, slice_of(persona->id));
        value_add_item(out, buf_slice(&number));
        buf_release(&number);
        if (!good)
            return false;
    }
    return true;
}

bool field_from_line(
    struct app *app, enum field field, struct slice line, struct buf *out, struct buf *why)
{
    switch (field_def(field)->type) {
    case FIELD_LIST:
        list_from_line(field_def(field), line, out);
        return true;
    case FIELD_TEXTS:
        list_from_line(field_def(field), line, out);
        buf_cut(out, field_alone(field, buf_slice(out)).len);
        return true;
    case FIELD_PER_PERSONA:
        return emotions_from_line(app, field, line, out, why);
    default:
        return field_parse(field, line, clock_now(app->options.clock), out, why);
    }
}

/* A line break has no place in a name, and none at the end of a text. */
static void trim_lines(enum field_type type, struct buf *text)
{
    bool one_line = type == FIELD_TEXT || type == FIELD_FIGURE || type == FIELD_LENGTH ||
                    type == FIELD_PATH;
    for (size_t i = 0; i < text->len && one_line; i++)
        if (text->data[i] == '\n' || text->data[i] == '\r')
            text->data[i] = ' ';
    while (type == FIELD_LONG_TEXT && text->len && text->data[text->len - 1] == '\n')
        buf_cut(text, text->len - 1);
}

void label_add(struct slice label, struct buf *out)
{
    if (label.len)
        buf_add_codepoint(out, (uint32_t)towlower((wint_t)utf8_next(&label)));
    buf_add_slice(out, label);
}

void field_add_label(enum field field, struct buf *out)
{
    label_add(slice_of(_(field_def(field)->label)), out);
}

void say_set(struct app *app, const struct node *node, enum field field)
{
    struct buf text = BUF_INIT;
    buf_add_slice(&text, node_headline(node));
    buf_adds(&text, ": ");
    field_add_label(field, &text);
    buf_add_char(&text, ' ');
    if (node_has(node, field))
        field_add_shown(field, node_get(node, field), &text);
    else
        buf_adds(&text, _("not said"));
    app_say(app, SAY_DONE, "%s", text.data);
    buf_release(&text);
}

void add_count(enum node_kind kind, size_t n, struct buf *out)
{
    switch (kind) {
    case KIND_STAGE:
        buf_addf(out, _n("%zu stage", "%zu stages", n), n);
        break;
    case KIND_TOUCHPOINT:
        buf_addf(out, _n("%zu touchpoint", "%zu touchpoints", n), n);
        break;
    case KIND_PAIN:
        buf_addf(out, _n("%zu pain", "%zu pains", n), n);
        break;
    case KIND_IDEA:
        buf_addf(out, _n("%zu idea", "%zu ideas", n), n);
        break;
    case KIND_QUOTE:
        buf_addf(out, _n("%zu quote", "%zu quotes", n), n);
        break;
    case KIND_METRIC:
        buf_addf(out, _n("%zu metric", "%zu metrics", n), n);
        break;
    case KIND_PERSONA:
        buf_addf(out, _n("%zu persona", "%zu personas", n), n);
        break;
    case KIND_NOTE:
        buf_addf(out, _n("%zu note", "%zu notes", n), n);
        break;
    case KIND_VISIT:
        buf_addf(out, _n("%zu visit", "%zu visits", n), n);
        break;
    case KIND_READING:
        buf_addf(out, _n("%zu earlier value", "%zu earlier values", n), n);
        break;
    case KIND_COMMENT:
        buf_addf(out, _n("%zu comment", "%zu comments", n), n);
        break;
    default:
        break;
    }
}

enum { SAID_WIDTH = 40 };

void say_added(struct app *app, const struct node *node, size_t n)
{
    struct buf text = BUF_INIT;
    if (n == 1)
        text_clip(&text, node_headline(node), SAID_WIDTH, "…");
    else
        add_count((enum node_kind)node->kind, n, &text);
    app_say(app, SAY_DONE, _("%s added"), text.data);
    buf_release(&text);
}

bool app_set_from_line(
    struct app *app, struct node *node, enum field field, struct slice line, struct buf *message)
{
    struct buf value = BUF_INIT;
    bool empty = !text_trim(line).len;
    if (empty && field == kind_def(node->kind)->headline) {
        buf_adds(message, _("this cannot be empty"));
        return false;
    }
    bool good = empty || field_from_line(app, field, line, &value, message);
    trim_lines(field_def(field)->type, &value);
    if (good) {
        edit_set(
            &app->session.undo, node, field, empty || !value.len ? SLICE_NONE : buf_slice(&value));
        if (field != kind_def(node->kind)->headline)
            repeat_note(app, REPEAT_SET, field, buf_slice(&value));
    }
    buf_release(&value);
    return good;
}

static bool set_field(struct app *app, struct slice text, struct buf *message)
{
    if (slice_equal(text, buf_slice(&app->prompt.initial)))
        return true;
    return app_set_from_line(app, app->ask.node, app->ask.field, text, message);
}

/* Says while typing what is wrong; an unfinished "-" is not yet wrong. */
static void check_field(void *context, struct slice text, struct buf *message)
{
    struct app *app = context;
    struct buf value = BUF_INIT;
    enum field_type type = field_def(app->ask.field)->type;
    bool number = type == FIELD_INTEGER || type == FIELD_NUMBER || type == FIELD_PER_PERSONA;
    text = text_trim(text);
    if (number && text.len && !slice_is(text, "-") && !slice_is(text, "+"))
        field_from_line(app, app->ask.field, text, &value, message);
    buf_release(&value);
}

void app_ask_field(struct app *app, struct node *node, enum field field)
{
    const struct field_def *def = field_def(field);
    struct buf line = BUF_INIT;
    struct ask ask = { .done = set_field, .node = node, .field = field };
    field_to_line(field, node_get(node, field), &line);
    app_ask(app, _(def->label), def->type == FIELD_LONG_TEXT ? HISTORY_TEXTS : HISTORY_NAMES,
        buf_slice(&line), &ask);
    app->prompt.multiline = def->type == FIELD_LONG_TEXT || def->type == FIELD_LIST;
    app->prompt.complete = complete_field;
    app->prompt.check = check_field;
    if (def->question)
        buf_adds(&app->prompt.hint, _(def->question));
    field_add_limits(field, &app->prompt.hint);
    buf_release(&line);
}
