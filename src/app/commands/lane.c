/* Commands for lanes: further fields of a map's own. */
#include <string.h>

#include "app/core/ask.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/fits.h"

/* Lanes that are ready to take. */
static const struct {
    const char *set, *key, *label, *question;
} ready[] = {
    { "needs", "needs", N_("Needs"), N_("What do they need here?") },
    { "needs", "expectation", N_("Expectation"), N_("What do they expect here?") },
    { "needs", "behaviour", N_("Behaviour"), N_("How do they behave here?") },
    { "needs", "motive", N_("Motive"), N_("What drives them here?") },
    { "strategy", "strategy", N_("Strategy"), N_("What is our strategy here?") },
};

static bool is_of(struct slice word, enum node_kind kind)
{
    return slice_is(word, kind_def(kind)->name);
}

static bool may_have_lanes(enum node_kind kind)
{
    return kind == KIND_STAGE || kind == KIND_TOUCHPOINT || kind == KIND_PERSONA;
}

/* The first node that has the key without a lane; NULL: none has. */
static struct node *node_with(const struct map *map, struct slice key)
{
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        for (size_t i = 0; may_have_lanes(node->kind) && i < node->value_count; i++)
            if (node->values[i].field > FIELD_UNKNOWN &&
                slice_equal(unknown_key(&node->values[i]), key))
                return node;
    return NULL;
}

/* The type that was wanted, or one that fits what is there: a text, else a list. */
static bool choose_type(struct map *map, struct node *lane, struct slice wanted, struct buf *why)
{
    static const char *const types[] = { "text", "list", "number", "date", "choice" };
    struct edit insert = { .op = EDIT_INSERT, .node = lane, .new_parent = map->root };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (wanted.len ? !slice_is(wanted, types[i]) : i > 1)
            continue;
        if (i)
            node_put(map, lane, LANE_TYPE, slice_of(types[i]));
        if (edit_fits(map, &insert, NULL))
            return true;
    }
    buf_adds(why, _("the values that are there do not fit; choose another type, or correct them"));
    return false;
}

static bool insert_lane(struct app *app, struct node *lane, struct slice type, struct buf *why)
{
    struct map *map = &app->session.map;
    struct lane there;
    struct slice of = node_get(lane, LANE_OF);
    enum node_kind kind = is_of(of, KIND_STAGE)     ? KIND_STAGE
                          : is_of(of, KIND_PERSONA) ? KIND_PERSONA
                                                    : KIND_TOUCHPOINT;
    if (!lane_key_is_good(kind, node_get(lane, LANE_KEY), why))
        return false;
    if (lane_of_key(map, kind, node_get(lane, LANE_KEY), &there)) {
        buf_adds(why, _("there is a lane of that key already"));
        return false;
    }
    if (node_child_count(map->root, MAP_LANES) >= LANES_MAX) {
        buf_addf(why, _("a map has at most %d lanes; remove some"), LANES_MAX);
        return false;
    }
    if (!choose_type(map, lane, type, why))
        return false;
    edit_insert(&app->session.undo, map->root, lane, (size_t)-1);
    return true;
}

/* Takes a word off the front if it is one of the field's. */
static struct slice take_word(enum field field, struct slice *rest)
{
    struct slice after = *rest, word = slice_next_word(&after);
    if (!word.len || !field_accepts(field, word, NULL))
        return SLICE("");
    *rest = text_trim(after);
    return word;
}

/* What stands behind a type: the words of a choice, "low,high"; false: there are none. */
static bool take_words(struct map *map, struct node *lane, struct slice *rest, struct buf *why)
{
    struct slice after = *rest, words = slice_next_word(&after);
    struct buf value = BUF_INIT;
    while (words.len) {
        size_t len = 0;
        while (len < words.len && words.data[len] != ',')
            len++;
        if (len)
            value_add_item(&value, (struct slice){ words.data, len });
        words = slice_from(words, len < words.len ? len + 1 : len);
    }
    bool good = value.len > 0;
    if (good)
        node_put(map, lane, LANE_WORDS, buf_slice(&value));
    else
        buf_adds(why, _("name the words of the choice: \":lane add KEY choice low,middle,high\""));
    *rest = text_trim(after);
    buf_release(&value);
    return good;
}

/* The lowest and the highest of a number, "1-5", where that is said. */
static void take_range(struct map *map, struct node *lane, struct slice *rest)
{
    struct slice after = *rest, word = slice_next_word(&after);
    size_t at = 1;
    while (at < word.len && word.data[at] != '-')
        at++;
    struct slice low = { word.data, at }, high = slice_from(word, at + (at < word.len));
    if (at >= word.len || !field_accepts(LANE_LOW, low, NULL) ||
        !field_accepts(LANE_HIGH, high, NULL))
        return;
    node_put(map, lane, LANE_LOW, low);
    node_put(map, lane, LANE_HIGH, high);
    *rest = text_trim(after);
}

/* "of=stage" is no label: it was meant otherwise. */
static bool is_label(struct slice rest, struct buf *why)
{
    struct slice word = slice_next_word(&rest);
    if (!word.len || !memchr(word.data, '=', word.len))
        return true;
    buf_adds(why, _("leave the \"=\" out: \":lane add KEY stage number 1-5 LABEL\""));
    return false;
}

/* "KEY [stage|touchpoint|persona] [text|list|number 1-5|date|choice low,high] [LABEL]" */
static void add_lane(struct app *app, struct slice rest)
{
    struct map *map = &app->session.map;
    struct slice key = slice_next_word(&rest);
    struct slice of = take_word(LANE_OF, &rest), type = take_word(LANE_TYPE, &rest);
    struct node *with = node_with(map, key), *lane = node_new(map, KIND_LANE);
    struct buf why = BUF_INIT, name = BUF_INIT;
    buf_add_slice(&name, key);
    if (slice_is(type, "number"))
        take_range(map, lane, &rest);
    bool good = (!slice_is(type, "choice") || take_words(map, lane, &rest, &why)) &&
                is_label(rest, &why);
    if (!of.len)
        of = slice_of(kind_def(with ? with->kind : KIND_TOUCHPOINT)->name);
    node_put(map, lane, LANE_KEY, key);
    if (rest.len)
        node_put(map, lane, LANE_LABEL, rest);
    node_put(map, lane, LANE_OF, of);
    if (good && insert_lane(app, lane, type, &why))
        /* TRANSLATORS: 1: a key, 2: a kind of item, such as "touchpoint". */
        app_say(app, SAY_DONE, _("lane %1$s added; every %2$s has it as a field now"),
            name.data ? name.data : "", node_get(lane, LANE_OF).data);
    else
        app_say(app, SAY_ERROR, "%s", why.data);
    buf_release(&why);
    buf_release(&name);
}

static void remove_lane(struct app *app, struct slice key)
{
    struct node_list list = node_children(app->session.map.root, MAP_LANES);
    struct buf name = BUF_INIT;
    buf_add_slice(&name, key);
    for (uint32_t i = 0; i < list.count; i++)
        if (slice_equal(node_get(list.items[i], LANE_KEY), key)) {
            edit_remove(&app->session.undo, list.items[i]);
            app_say(app, SAY_DONE, _("lane %s removed; its values stay in the file"), name.data);
            buf_release(&name);
            return;
        }
    app_say(app, SAY_ERROR, _("there is no lane \"%s\""), name.data ? name.data : "");
    buf_release(&name);
}

static void say_lanes(struct app *app)
{
    struct node_list list = node_children(app->session.map.root, MAP_LANES);
    struct buf names = BUF_INIT;
    for (uint32_t i = 0; i < list.count; i++)
        text_add_item(&names, node_get(list.items[i], LANE_KEY));
    if (names.len)
        app_say(app, SAY_DONE, _("lanes: %s"), names.data);
    else
        app_say(app, SAY_DONE, _("this map has no lanes of its own; :lane add KEY makes one"));
    buf_release(&names);
}

RUN(lane)
{
    struct slice rest = argument.data ? text_trim(argument) : SLICE("");
    struct slice word = slice_next_word(&rest);
    rest = text_trim(rest);
    if (!word.len)
        say_lanes(app);
    else if (slice_is(word, "add") && rest.len)
        add_lane(app, rest);
    else if (slice_is(word, "remove") && rest.len)
        remove_lane(app, rest);
    else
        app_say(app, SAY_ERROR, _("type :lane add KEY or :lane remove KEY"));
}

/* All lanes of a ready set that are not there yet. */
static void add_ready(struct app *app, struct slice set)
{
    struct map *map = &app->session.map;
    struct buf why = BUF_INIT, names = BUF_INIT;
    undo_begin(&app->session.undo);
    for (size_t i = 0; i < sizeof ready / sizeof *ready; i++) {
        if (!slice_is(set, ready[i].set))
            continue;
        struct node *lane = node_new(map, KIND_LANE);
        node_put(map, lane, LANE_KEY, slice_of(ready[i].key));
        node_put(map, lane, LANE_LABEL, slice_of(_(ready[i].label)));
        node_put(map, lane, LANE_OF, slice_of(kind_def(KIND_TOUCHPOINT)->name));
        node_put(map, lane, LANE_QUESTION, slice_of(_(ready[i].question)));
        buf_clear(&why);
        if (insert_lane(app, lane, SLICE(""), &why))
            text_add_item(&names, slice_of(ready[i].key));
    }
    undo_end(&app->session.undo);
    if (names.len)
        app_say(app, SAY_DONE, _("lanes added: %s"), names.data);
    else
        app_say(app, SAY_ERROR, "%s", why.len ? why.data : _("ready lanes: needs, strategy"));
    buf_release(&why);
    buf_release(&names);
}

RUN(lanes)
{
    struct slice rest = argument.data ? text_trim(argument) : SLICE("");
    struct slice word = slice_next_word(&rest);
    if (slice_is(word, "add"))
        add_ready(app, text_trim(rest));
    else
        say_lanes(app);
}

/* clang-format off */
const struct command lane_commands[] = {
    { .name = "lane", .contexts = EDITS, .argument = "[CHANGE]",
      .section = SECTION_EDIT, .help = N_("further fields of your own: :lane add KEY stage list "
                                          "LABEL, choice low,high or number 1-5; :lane remove KEY"), .run = run_lane },
    { .name = "lanes", .contexts = EDITS, .argument = "[CHANGE]", .section = SECTION_EDIT,
      .help = N_("add ready lanes: needs or strategy; alone, list the lanes"), .run = run_lanes },
    { .help = NULL },
};
/* clang-format on */
