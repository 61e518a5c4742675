#include "app/lists/pick.h"

#include "app/core/ask.h"
#include "app/lists/filter_words.h"
#include "app/lists/node_list.h"
#include "base/i18n.h"
#include "base/text.h"
#include "insight/filter/near_words.h"

/* --- what the filter leaves --- */

bool app_filters(const struct app *app)
{
    return app->pick->text.len > 0;
}

bool app_filter_hits(const struct app *app, const struct node *node)
{
    return !app_filters(app) || filter_matches(&app->pick->filter, node, app_persona(app));
}

static void end_filter(struct app *app)
{
    struct pick *pick = app->pick;
    if (app_filters(app))
        filter_release(&pick->filter);
    buf_clear(&pick->text);
    pick->counted = false;
    pick->changes++;
}

void pick_forget(struct app *app)
{
    end_filter(app);
    ticks_end(app);
    buf_release(&app->pick->text);
}

/* The nodes that a view is about: in the map the touchpoints. */
static enum node_kind kind_shown(const struct app *app)
{
    enum node_kind kind = app_main_view(app)->lists;
    return kind == KIND_MAP ? KIND_TOUCHPOINT : kind;
}

static void count_hits(
    const struct app *app, const struct filter *filter, enum node_kind kind, struct pick *out)
{
    const struct map *map = &app->session.map;
    out->hits = out->all = 0;
    for (const struct node *node = map->root; node; node = node_next(node, map->root))
        if (node->kind == kind) {
            out->all++;
            out->hits += filter_matches(filter, node, app_persona(app));
        }
}

/* Once for each state of the map, and whose it is. */
static void count_again(const struct app *app)
{
    struct pick *pick = app->pick;
    enum node_kind kind = kind_shown(app);
    uint32_t revision = app->session.map.revision;
    if (pick->counted && pick->kind == kind && pick->revision == revision &&
        pick->persona == app->persona)
        return;
    count_hits(app, &pick->filter, kind, pick);
    pick->counted = true;
    pick->kind = kind;
    pick->revision = revision;
    pick->persona = app->persona;
}

void pick_add_state(const struct app *app, struct buf *out)
{
    struct pick *pick = app->pick;
    size_t ticked = ticks_count(app);
    if (ticked)
        buf_addf(out, _("%zu ticked"), ticked);
    if (!app_filters(app))
        return;
    count_again(app);
    buf_adds(out, ticked ? "  " : "");
    buf_addf(out, _("filter: %1$s  %2$zu of %3$zu"), pick->text.data, pick->hits, pick->all);
}

void pick_add_brief(const struct app *app, struct buf *out)
{
    size_t ticked = ticks_count(app);
    if (ticked)
        buf_addf(out, _("%zu ticked"), ticked);
    if (!app_filters(app) || ticked)
        return;
    count_again(app);
    /* TRANSLATORS: so many of all are left by a filter */
    buf_addf(out, _("%1$zu of %2$zu"), app->pick->hits, app->pick->all);
}

/* --- typing it --- */

static bool read_filter(struct app *app, struct slice text, struct filter *out, struct buf *why)
{
    time_t now = clock_now(app->options.clock);
    struct filter_names names = { filter_word_find, app };
    return filter_parse(out, &app->session.map, text, now, &names, why);
}

/* Nothing is left: near words are said where a word is in no text. */
static void say_hits(struct app *app)
{
    struct pick *pick = app->pick;
    struct buf near = BUF_INIT;
    count_again(app);
    if (pick->hits)
        return;
    struct slice lost = filter_lost_word(&pick->filter, &app->session.map);
    if (lost.len && near_words_add(&app->session.map, lost, &near))
        app_say(app, SAY_DONE, _("\"%1$s\" is in no text; near to it: %2$s"), lost.data, near.data);
    else
        app_say(app, SAY_DONE, _("Nothing matches; :filter ends it."));
    buf_release(&near);
}

static bool set_filter(struct app *app, struct slice text, struct buf *message)
{
    struct filter filter;
    struct pick *pick = app->pick;
    struct node *node = app_selected(app);
    bool was = app_filters(app);
    text = text_trim(text);
    if (text.len && !read_filter(app, text, &filter, message))
        return false;
    end_filter(app);
    if (text.len)
        pick->filter = filter;
    buf_add_slice(&pick->text, text);
    if (node)
        level_reveal(app, app_top(app), node);
    if (text.len)
        say_hits(app);
    else
        app_say(app, SAY_DONE, was ? _("no filter any more") : _("there is no filter"));
    return true;
}

bool filter_end(struct app *app)
{
    return app_filters(app) && set_filter(app, SLICE(""), NULL);
}

/* While it is typed: how many it would leave, or what is wrong. */
static void check_filter(void *context, struct slice text, struct buf *message)
{
    struct app *app = context;
    struct filter filter;
    struct pick pick;
    text = text_trim(text);
    if (!text.len || !read_filter(app, text, &filter, message))
        return;
    count_hits(app, &filter, kind_shown(app), &pick);
    buf_addf(message, _("%1$zu of %2$zu"), pick.hits, pick.all);
    filter_release(&filter);
}

static void complete_typed(void *app, struct slice before, struct completions *out)
{
    filter_complete(app, before, out);
}

static void ask_filter(struct app *app)
{
    struct buf words = BUF_INIT;
    bool list = app_context(app) == IN_LIST;
    app_ask(app, _("Filter"), HISTORY_SEARCH, SLICE_NONE, &(struct ask){ .done = set_filter });
    app->prompt.check = check_filter;
    app->prompt.complete = complete_typed;
    if (list) {
        filter_words_add(&words);
        buf_addf(&app->prompt.hint, _("%s; Tab lists the fields"), words.data);
    }
    buf_release(&words);
}

/* ":filter save NAME", ":filter remove NAME"; false: it is an expression. */
static bool change_words(struct app *app, struct slice argument)
{
    struct slice rest = argument, verb = slice_next_word(&rest);
    bool saves = slice_is(verb, "save");
    struct buf words = BUF_INIT;
    rest = text_trim(rest);
    if (!saves && !slice_is(verb, "remove"))
        return false;
    if (saves && rest.len)
        filter_word_save(app, rest, buf_slice(&app->pick->text));
    else if (rest.len)
        filter_word_remove(app, rest);
    else {
        filter_words_add(&words);
        app_say(app, SAY_DONE, _("filters: %s"), words.data);
    }
    buf_release(&words);
    return true;
}

RUN(filter)
{
    struct buf why = BUF_INIT;
    if (!argument.data)
        ask_filter(app);
    else if (!change_words(app, argument) && !set_filter(app, argument, &why))
        app_say(app, SAY_ERROR, "%s", why.data);
    buf_release(&why);
}

/* clang-format off */
const struct command pick_commands[] = {
    { .name = "filter", .keys = { 'f' }, .contexts = IN_MAIN, .argument = "[EXPR]",
      .section = SECTION_SEE, .hint = N_("filter"), .rank = HINT_NAMED,
      .help = N_("show what is so: channel=phone emotion<0 !severity>=3, overdue; empty: all again; "
                 ":filter save NAME keeps it as a word, :filter remove NAME forgets that"),
      .run = run_filter, .complete = filter_complete },
    { .help = NULL },
};
/* clang-format on */
