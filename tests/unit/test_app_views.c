/*
 * Three people at one map who type anything, all in the same view, and one who only looks: all have
 * the same map then, and so has the disk; no note that somebody wrote is lost; the cursor stays on
 * its node while others act.
 *
 * CJM_EVENTS=10000 plays more of them in each view, CJM_SEED=N others, CJM_TRACE=1 tells each event
 * before it happens, CJM_VIEW=pains plays one view alone.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/core/state.h"
#include "app/grid/fold.h"
#include "app/lists/pick.h"
#include "app/people/people.h"
#include "app/people/rounds.h"
#include "base/mem.h"
#include "random_user.h"
#include "store_support.h"
#include "support.h"

enum { PEOPLE = 3, EVENTS = 1000, ESC_MOST = 25, NOTE_EACH = 20, COMPARE_EACH = 50 };

static const char map[] = "cjm: 1\n"
                          "title: 'Buying a TV'\n"
                          "paths: [express, shop]\n"
                          "lanes: [{key: risk, of: touchpoint, type: number, high: 5}]\n"
                          "personas: [Anna, {name: Ben, role: seller}]\n"
                          "stages:\n"
                          "  - name: Awareness   # first\n"
                          "    phase: Before\n"
                          "    touchpoints: [{name: TV ad, emotion: 1}, Search, Ask a friend]\n"
                          "  - name: Choice\n"
                          "    phase: Before\n"
                          "    emotion: {anna: -2}\n"
                          "    pains: [Too many]\n"
                          "    quotes: [Which one?]\n"
                          "  - name: Purchase\n"
                          "    touchpoints:\n"
                          "      - name: Checkout\n"
                          "        emotion: {anna: -1, ben: 2}\n"
                          "        pains: [{text: Slow, severity: 3}, Dear, {text: Far}]\n"
                          "        ideas: [{text: A bell, pain: slow}, Shorter]\n"
                          "        quotes: [Where is it?]\n"
                          "        metrics: [{name: Wait, value: 14}]\n"
                          "        measured: {value: -0.6, n: 20}\n"
                          "        risk: 3\n"
                          "      - {name: Order mail, paths: [express],\n"
                          "         ideas: [{text: Shorter}, {text: Sooner}]}\n"
                          "parking: [{text: Later}, Never]\n"
                          "own: {key: kept}\n";

static bool has_found(const struct app *app)
{
    return app->pick->finds;
}

static bool has_zoomed(const struct app *app)
{
    return app->grid->zoom != ZOOM_FIT;
}

static bool has_folded(const struct app *app)
{
    return app->grid->folds > 0;
}

static bool has_paths(const struct app *app)
{
    return app->grid->paths[1] > 0;
}

static bool has_vote(const struct app *app)
{
    return rounds_kind(app) == ROUND_VOTE;
}

static const struct view_case {
    const char *name, *keys;              /* that lead there from the map */
    uint32_t first, second;               /* pressed before these; K_NONE: none */
    bool (*holds)(const struct app *app); /* what makes it this one; NULL: the view itself */
} cases[] = {
    { .name = "map" },
    { .name = "zoomed", .keys = "z", .holds = has_zoomed },
    { .name = "folded", .keys = ":fold all\r", .holds = has_folded },
    { .name = "paths", .keys = ":path express shop\r", .holds = has_paths },
    { .name = "filter", .keys = ":filter e\r", .holds = app_filters },
    { .name = "filtered pains", .keys = ":filter e\r:pains\r", .holds = app_filters },
    { .name = "find", .keys = "/e\r", .holds = has_found },
    { .name = "details", .keys = "l\t" },
    { .name = "personas", .first = K_F3 },
    { .name = "pains", .first = K_F4 },
    { .name = "ideas", .first = K_F5 },
    { .name = "quotes", .first = K_F6 },
    { .name = "parking", .first = K_F7 },
    { .name = "touchpoints", .keys = ":touchpoints\r" },
    { .name = "sheet", .first = K_F3, .second = K_ENTER },
    { .name = "form", .first = K_F4, .second = K_ENTER },
    { .name = "facts", .first = K_F8 },
    { .name = "choice", .keys = ":touchpoints\r\rjjj\r" },
    { .name = "formats", .keys = "x" },
    { .name = "guide", .keys = "i" },
    { .name = "feelings", .keys = ":guide feelings\r" },
    { .name = "agenda", .first = 'i', .second = K_CTRL('g') },
    { .name = "silent", .keys = ":silent\r" },
    { .name = "vote", .keys = ":vote pains\r", .holds = has_vote },
    { .name = "help", .keys = "?" },
    { .name = "log", .keys = ":log\r" },
    { .name = "who", .keys = "vw" },
    { .name = "settings", .keys = ":set\r" },
    { .name = "start" },
};

struct company {
    struct random_user users[PEOPLE];
    struct fixture watcher; /* types nothing */
    const struct view_case *where;
    const struct view *main, *top; /* what is shown there, the one over the other */
    unsigned context;
    char **notes; /* their ids */
    size_t count;
};

/* --- coming and going --- */

static void leave_levels(struct random_user *user)
{
    struct app *app = user->f.app;
    user->width = 80;
    user->height = 24;
    app->ending = false;
    user_show(user);
    for (int i = 0; i < ESC_MOST; i++) {
        user_wait(user);
        if (app_prompt(app))
            app_prompt_cancel(app);
        else if (app->open && app->depth == 1 && app_on_grid(app))
            break;
        else
            app_key(app, &(struct key){ .code = K_ESC });
        user_show(user);
    }
}

/* Somebody opened another map, or the program ends. */
static void come_back(struct random_user *user)
{
    struct buf line = BUF_INIT;
    struct app *app = user->f.app;
    const char *path = app->session.path;
    if (app->open && path && slice_is(buf_slice(&user->f.path), path))
        return;
    buf_addf(&line, ":open %s\r", user->f.path.data);
    user_tell(user, "%s", line.data);
    type(&user->f, line.data);
    buf_release(&line);
}

static void press_there(struct random_user *user, uint32_t code)
{
    if (code != K_NONE && app_prompt(user->f.app))
        app_prompt_key(user->f.app, &(struct key){ .code = code });
    else if (code != K_NONE)
        press(&user->f, code);
}

static void go_there(struct random_user *user, const struct view_case *where)
{
    user_tell(user, "back to %s", where->name);
    leave_levels(user);
    come_back(user);
    leave_levels(user);
    app_others(user->f.app);
    user_wait(user);
    press_there(user, where->first);
    press_there(user, where->second);
    if (where->keys)
        type(&user->f, where->keys);
    user_show(user);
}

/* On the start screen, which shows the map as one that was opened last. */
static void begin_anew(struct random_user *user)
{
    struct fixture nowhere = { .path = BUF_INIT };
    struct buf path = user->f.path;
    char *folder = user->f.folder;
    user_tell(user, "the start screen");
    app_close(user->f.app);
    canvas_release(&user->f.canvas);
    join_map(&user->f, &nowhere);
    user->f.path = path;
    user->f.folder = folder;
    user->width = 80;
    user->height = 24;
    user_show(user);
}

static void begin_people(struct company *people, const struct view_case *where, uint64_t seed)
{
    *people = (struct company){ .where = where };
    for (int i = 0; i < PEOPLE; i++) {
        struct random_user *user = &people->users[i];
        *user = (struct random_user){ .seed = seed,
            .random = seed * 7919 + (uint64_t)i * 31 + 1,
            .width = 80,
            .height = 24,
            .shared = true,
            .text = BUF_INIT };
        if (i)
            join_map(&user->f, &people->users[0].f);
        else
            open_map(&user->f, map);
        if (i)
            buf_addf(&user->f.path, "%s", people->users[0].f.path.data);
        user_collect_commands(user);
        user_show(user);
    }
    cr_assert_eq(chdir(people->users[0].f.folder), 0);
    join_map(&people->watcher, &people->users[0].f);
    look(&people->watcher);
}

/* --- what is held --- */

/* What is selected where that node is: in a folded phase its stage. */
static const struct node *shown_as(const struct app *app, const struct node *node)
{
    bool folded = node->kind == KIND_TOUCHPOINT && app_on_grid(app) &&
                  is_folded(app, node_index(node->parent));
    return folded ? node->parent : node;
}

/* What others did leaves the cursor on its node, if that is still to be seen. */
static void look_at_others(struct random_user *user)
{
    struct app *app = user->f.app;
    struct node *node = app_selected(app);
    const struct view *view = app_top(app)->view;
    /* Who follows is led on; the guide goes to its question, and the log on with its end. */
    bool led = *app->people->followed || (view->context & (IN_GUIDE | IN_LOG)) || app_filters(app);
    /* In details that list nothing yet the first item is selected as soon as there is one. */
    led = led ||
          (app_on_grid(app) && app->grid->in_detail && node && node->kind <= KIND_TOUCHPOINT);
    app_others(app);
    user_show(user);
    /* What a touchpoint has is not to be seen where its phase is folded. */
    const struct node *touchpoint = node && app->open && app_has_node(app, node)
                                        ? node_up(node, KIND_TOUCHPOINT)
                                        : NULL;
    led = led || (touchpoint && touchpoint != node && app_on_grid(app) &&
                     is_folded(app, node_index(touchpoint->parent)));
    bool there = node && app->open && app_has_node(app, node) && app_top(app)->view == view;
    if (there && !led && !app->too_small && app_selected(app) != shown_as(app, node))
        user_fail(user, "the cursor was on \"%s\" and is on \"%s\"", node_headline(node).data,
            app_selected(app) ? node_headline(app_selected(app)).data : "nothing");
}

/* A note that nobody but who looks for it at the end knows of. */
static void write_note(struct company *people, struct random_user *user)
{
    struct buf text = BUF_INIT;
    if (!user->f.app->open || user->left)
        return;
    buf_addf(&text, "note %zu.", people->count);
    user_tell(user, "%s", text.data);
    struct node *note = edit_park(&app_session(user->f.app)->undo, buf_slice(&text));
    people->notes[people->count++] = mem_copy_string(note->id);
    look_at_others(user);
    buf_release(&text);
}

/* It came, and is there, or somebody took it away. */
static bool is_kept(struct app *app, const char *id)
{
    struct undo *undo = &app_session(app)->undo;
    bool gone = false;
    for (size_t i = 0; i < undo->count; i++) {
        const struct edit *edit = &undo->edits[i];
        bool is = edit->node->id && strcmp(edit->node->id, id) == 0;
        gone = gone || (is && edit->op == EDIT_REMOVE) ||
               (is && edit->op == EDIT_INSERT && edit_is_undone(undo, edit));
    }
    return gone || map_find(&app_session(app)->map, slice_of(id));
}

static void expect_same(
    struct random_user *user, const struct map *wanted, const struct map *other, const char *whose)
{
    struct buf why = BUF_INIT;
    if (!same_nodes(wanted->root, other->root, &why))
        user_fail(user, "the map of %s is another: %s", whose, why.data);
    buf_release(&why);
}

static void compare(struct company *people)
{
    look(&people->watcher);
    for (int i = 0; i < PEOPLE; i++) {
        struct random_user *user = &people->users[i];
        if (!user->f.app->open || user->left)
            continue;
        look_at_others(user);
        expect_same(user, &app_session(people->watcher.app)->map, &app_session(user->f.app)->map,
            "who only looks");
    }
}

/* --- what happens --- */

static bool begins(const struct view_case *where)
{
    return slice_is(slice_of(where->name), "start");
}

/* The grid and its details are one view. */
static bool is_there(const struct company *people, struct random_user *user)
{
    struct app *app = user->f.app;
    if (begins(people->where))
        return !app->open || user_below(user, 20);
    bool view = app->open && app_top(app)->view == people->top &&
                app_main_view(app) == people->main;
    return view && !user->left && (!people->where->holds || people->where->holds(app)) &&
           (people->top->context != IN_GRID || app_prompt(app) ||
               app_context(app) == people->context);
}

static void act(struct company *people, struct random_user *user)
{
    user_act(user);
    user->f.app->ending = false;
    if (user_below(user, 2))
        look_at_others(user);
    if (is_there(people, user))
        return;
    if (begins(people->where))
        begin_anew(user);
    else
        go_there(user, people->where);
    user->left = false;
}

static void end_people(struct company *people)
{
    struct buf text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    struct map file;
    struct random_user *first = &people->users[0];
    for (int i = 0; i < PEOPLE; i++) {
        people->users[i].left = false;
        go_there(&people->users[i], &cases[0]);
    }
    compare(people);
    for (size_t i = 0; i < people->count; i++)
        if (!is_kept(people->watcher.app, people->notes[i]))
            user_fail(first, "the note %s is lost", people->notes[i]);
    if (session_save(app_session(first->f.app), false, &diags) != STATUS_OK)
        user_fail(first, "not saved: %s", diags.count ? diags.items[0].text : "");
    compare(people);
    test_read(first->f.path.data, &text);
    read_map(&file, buf_slice(&text));
    expect_same(first, &file, &app_session(people->watcher.app)->map, "the file");
    map_release(&file);
    buf_release(&text);
    diags_release(&diags);
    close_map(&people->watcher);
    for (size_t i = 0; i < people->count; i++)
        free(people->notes[i]);
    free(people->notes);
    for (int i = PEOPLE - 1; i >= 0; i--) {
        close_map(&people->users[i].f);
        buf_release(&people->users[i].text);
        free(people->users[i].named);
    }
}

static void play(const struct view_case *where, uint64_t events, uint64_t seed)
{
    struct company people;
    begin_people(&people, where, seed);
    people.notes = mem_alloc((events / NOTE_EACH + 1) * sizeof *people.notes);
    for (int i = 0; i < PEOPLE; i++)
        if (begins(where))
            begin_anew(&people.users[i]);
        else
            go_there(&people.users[i], where);
    struct app *app = people.users[0].f.app;
    people.main = app_main_view(app);
    people.top = app_top(app)->view;
    people.context = app_context(app);
    for (uint64_t i = 0; i < events; i++) {
        struct random_user *user = &people.users[i % PEOPLE];
        act(&people, user);
        if (i % NOTE_EACH == 0)
            write_note(&people, user);
        if (i % COMPARE_EACH == 0)
            compare(&people);
    }
    end_people(&people);
}

Test(app_views, lose_nothing_of_three_who_type_anything, .timeout = 3600)
{
    uint64_t events = test_number("CJM_EVENTS", EVENTS);
    uint64_t seed = test_number("CJM_SEED", 20261129);
    const char *one = getenv("CJM_VIEW");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (!one || slice_is(slice_of(one), cases[i].name))
            play(&cases[i], events, seed + i);
}
