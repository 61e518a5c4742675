/* Finding a text in the map. */
#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/grid/grid.h"
#include "app/lists/columns.h"
#include "app/lists/pick.h"
#include "base/i18n.h"
#include "base/text.h"

/* The value in which it is; NULL: in none. */
static const struct value *match_in(const struct node *node, const struct text_pattern *text)
{
    if (!field_def(kind_def(node->kind)->headline)->label)
        return NULL; /* the guide's own */
    for (size_t i = 0; i < node->value_count; i++) {
        struct slice value = { node->values[i].data, node->values[i].len };
        enum field field = node->values[i].field;
        if (field < FIELD_COUNT && field_def(field)->label &&
            text_pattern_find(text, value) != (size_t)-1)
            return &node->values[i];
    }
    return NULL;
}

static bool matches(const struct node *node, const struct text_pattern *text)
{
    return match_in(node, text) != NULL;
}

/* The first match behind `from`, else the first of all. */
static struct node *next_match(struct map *map, struct node *from, const struct text_pattern *text)
{
    for (struct node *node = node_next(from, map->root); node; node = node_next(node, map->root))
        if (matches(node, text))
            return node;
    struct node *end = node_next(from, map->root);
    for (struct node *node = node_next(map->root, map->root); node && node != end;
         node = node_next(node, map->root))
        if (matches(node, text))
            return node;
    return NULL;
}

/* The last match before `from`, else the last of all. */
static struct node *previous_match(
    struct map *map, struct node *from, const struct text_pattern *text)
{
    struct node *before = NULL, *last = NULL;
    bool passed = false;
    for (struct node *node = map->root; node; node = node_next(node, map->root)) {
        passed = passed || node == from;
        if (node == map->root || !matches(node, text))
            continue;
        if (!passed)
            before = node;
        last = node;
    }
    return before ? before : last;
}

/* "Pay / The queue, quote", and of a text that no name shows what is around it. */
static void add_hit(const struct node *node, const struct text_pattern *text, struct buf *out)
{
    enum { BEFORE = 12, AROUND = 40 };
    const struct value *value = match_in(node, text);
    bool part = node->kind != KIND_STAGE && node->kind != KIND_TOUCHPOINT;
    add_place(node, out);
    buf_adds(out, out->len ? part ? ", " : " / " : "");
    if (part && out->len)
        buf_adds(out, _(kind_def(node->kind)->name));
    else
        buf_add_slice(out, node_headline(node));
    struct slice whole = { value->data, value->len };
    if ((enum field)value->field != kind_def(node->kind)->headline)
        buf_addf(out, ", %s", _(field_def((enum field)value->field)->label));
    else if (!part)
        return;
    size_t from = text_pattern_find(text, whole);
    for (int i = 0; i < BEFORE && from; i++)
        from = text_before(whole, from);
    buf_adds(out, from ? ": …" : ": ");
    text_clip(out, slice_from(whole, from), AROUND, "…");
}

/* "2 of 5: ..." */
static void say_hit(struct app *app, const struct node *found, const struct text_pattern *text)
{
    size_t all = 0, at = 0;
    struct buf hit = BUF_INIT;
    const struct node *root = app->session.map.root;
    for (const struct node *node = node_next(root, root); node; node = node_next(node, root)) {
        all += matches(node, text);
        at = node == found ? all : at;
    }
    add_hit(found, text, &hit);
    app_say(app, SAY_DONE, _("%1$zu of %2$zu: %3$s"), at, all, hit.data);
    buf_release(&hit);
}

static void find_in_map(struct app *app, int direction)
{
    struct map *map = &app->session.map;
    struct node *from = app_selected(app);
    struct text_pattern text;
    if (!from)
        from = map->root;
    text_pattern_init(&text, buf_slice(&app->search));
    struct node *found = direction > 0 ? next_match(map, from, &text)
                                       : previous_match(map, from, &text);
    app->pick->finds = found != NULL;
    if (found) {
        grid_go_to(app, found);
        say_hit(app, found, &text);
    } else {
        app_say(app, SAY_ERROR, _("\"%s\" is not in the map"), app->search.data);
    }
    text_pattern_release(&text);
}

static void find(struct app *app, int direction)
{
    struct level *level = app_top(app);
    if (app->open)
        jump_begin(app);
    if (!level->view->find)
        find_in_map(app, direction);
    else if (level->view->find(app, level, buf_slice(&app->search), direction))
        app_say(app, SAY_DONE, "/%s", app->search.data);
    else
        app_say(app, SAY_ERROR, _("\"%s\" is not here"), app->search.data);
}

static bool can_find(struct app *app)
{
    return app->open || app_top(app)->view->find;
}

static bool found_text(struct app *app, struct slice text, struct buf *message)
{
    (void)message;
    if (text.len) {
        buf_clear(&app->search);
        buf_add_slice(&app->search, text);
    }
    if (app->search.len && can_find(app))
        find(app, 1);
    return true;
}

RUN(find)
{
    if (!can_find(app)) {
        app_say(app, SAY_ERROR, _("no map is open"));
        return;
    }
    if (argument.len) {
        found_text(app, argument, NULL);
        return;
    }
    app_ask(app, _("Find"), HISTORY_SEARCH, SLICE_NONE, &(struct ask){ .done = found_text });
    if (app->open)
        app->prompt.complete = complete_found;
}

RUN(find_next)
{
    if (!app->search.len || !can_find(app))
        app_say(app, SAY_ERROR, _("no text to find yet; / finds a text"));
    else
        for (int i = app->typed.count ? app->typed.count : 1; i; i--)
            find(app, self->number);
}

/* Where there is nothing to find in. */
enum { NOT_FOUND = IN_CHOICE | IN_AGENDA | IN_WHO | IN_FORMATS | IN_ROUND | IN_IMPORT };

/* clang-format off */
const struct command find_commands[] = {
    { .name = "find", .keys = { '/' },
      .contexts = IN_ALL & ~NOT_FOUND & ~IN_START, .argument = "[TEXT]",
      .section = SECTION_MOVE, .hint = N_("find"), .rank = HINT_LATE, .help = N_("find a text in the map; in the log and in this help, find it there"),
      .run = run_find },
    { .keys = { '/' }, .contexts = IN_START, .section = SECTION_MOVE, .hint = N_("find"), .rank = HINT_GUIDE,
      .help = N_("on the start screen: find a text in titles, templates and their sentences"), .run = run_find },
    { .name = "next", .keys = { 'n' },
      .contexts = IN_ALL & ~NOT_FOUND, .section = SECTION_MOVE,
      .counts = true, .help = N_("go to the next place with the text"),
      .run = run_find_next, .number = 1 },
    { .name = "previous", .keys = { 'N' },
      .contexts = IN_ALL & ~NOT_FOUND, .section = SECTION_MOVE,
      .counts = true,
      .help = N_("go to the previous place with the text"), .run = run_find_next, .number = -1 },
    { .help = NULL },
};
/* clang-format on */
