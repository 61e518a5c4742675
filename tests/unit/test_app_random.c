/*
 * A user who types anything, anywhere: no crash, no edit by what was no key, a cursor on what is
 * selected, a way back to the map, and an undo of it all.
 *
 * CJM_EVENTS=100000 plays more of them, CJM_SEED=N begins with another round (a message names the
 * one that failed), CJM_TRACE=1 tells each event before it happens.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/core/state.h"
#include "random_user.h"
#include "shared_support.h"
#include "store_support.h"
#include "support.h"

enum { EVENTS = 20000, ROUND = 300, ESC_MOST = 20 };

static const char small[] = "# by hand\n"
                            "cjm: 1\n"
                            "title: 'Buying a TV'\n"
                            "kind: current\n"
                            "personas: [Anna, {name: Ben, role: seller}]\n"
                            "stages:\n"
                            "  - name: Awareness   # first\n"
                            "    touchpoints: [TV ad, Search]\n"
                            "  - name: Purchase\n"
                            "    touchpoints:\n"
                            "      - {name: Checkout, emotion: -1, pains: [{text: Slow}]}\n"
                            "      - name: Order mail\n"
                            "        ideas: [{text: Shorter}]\n"
                            "        quotes: [Where is it?]\n"
                            "parking: [{text: Later}]\n"
                            "own: {key: kept}\n";

static void begin_round(struct random_user *user, uint64_t seed)
{
    static const char *const examples[] = { "retail", "chinese", "b2b-purchase" };
    struct buf path = BUF_INIT;
    *user = (struct random_user){
        .seed = seed, .random = seed * 7919 + 1, .width = 80, .height = 24, .text = BUF_INIT
    };
    unsigned what = user_below(user, 8);
    if (what < 2) {
        buf_addf(&path, TEST_PATH("examples/%s.yaml"), PICK(user, examples));
        test_read(path.data, &user->text);
    } else if (what < 6) {
        buf_adds(&user->text, small);
    } else if (what < 7) {
        buf_adds(&user->text, "cjm: 1\ntitle: None\n");
    }
    open_map(&user->f, user->text.len ? user->text.data : NULL);
    cr_assert_eq(chdir(user->f.folder), 0);
    user->joined = user->text.len && !user_below(user, 3);
    if (user->joined)
        join_map(&user->other, &user->f);
    user_collect_commands(user);
    user_show(user);
    buf_release(&path);
}

/* From wherever one is. */
static void go_back(struct random_user *user)
{
    struct app *app = user->f.app;
    user->width = 80;
    user->height = 24;
    app->ending = false;
    user_show(user);
    user_tell(user, "Esc, again and again");
    for (int i = 0; i < ESC_MOST; i++) {
        user_wait(user);
        if (app_prompt(app))
            app_prompt_cancel(app);
        else
            app_key(app, &(struct key){ .code = K_ESC });
        user_show(user);
    }
    if (app_prompt(app) || app->depth != 1 || (app->open && !app_on_grid(app)))
        user_fail(user, "Esc does not lead back");
}

static size_t count_undone(const struct undo *undo)
{
    size_t count = 0;
    for (size_t i = 0; i < undo->count; i++)
        count += edit_is_undone(undo, &undo->edits[i]);
    return count;
}

/* Each one's own, in turn: what another has built upon stays until that is undone. */
static void undo_all(struct random_user *user)
{
    struct app *app = user->f.app;
    size_t before;
    do {
        before = count_undone(&app->session.undo);
        user_press(user, 'u');
        if (user->joined) {
            app_others(user->other.app);
            undo_undo(&app_session(user->other.app)->undo);
            app_others(app);
        }
    } while (count_undone(&app->session.undo) != before);
}

/* What another added meanwhile may have taken a node's id for good. */
static bool same_contents(const struct map *a, const struct map *b)
{
    struct buf x = BUF_INIT, y = BUF_INIT;
    shared_describe_contents(a, &x);
    shared_describe_contents(b, &y);
    bool same = slice_equal(buf_slice(&x), buf_slice(&y));
    buf_release(&x);
    buf_release(&y);
    return same;
}

/* Saving in between writes a value anew, and an undo behind it again: the same map, by then. */
static void expect_start(struct random_user *user, bool to_the_byte)
{
    struct buf file = BUF_INIT, difference = BUF_INIT, why = BUF_INIT;
    struct map start, end;
    test_read(user->f.path.data, &file);
    read_map(&start, buf_slice(&user->text));
    read_map(&end, buf_slice(&file));
    bool same = to_the_byte ? slice_equal(buf_slice(&file), buf_slice(&user->text))
                            : same_nodes(start.root, end.root, &why) ||
                                  (user->joined && same_contents(&start, &end));
    if (!same && user->text.len < 1000)
        add_difference(&difference, buf_slice(&user->text), buf_slice(&file));
    if (!same)
        user_fail(user, "after the undo of it all: %s\n%s", why.len ? why.data : "",
            difference.len ? difference.data : "");
    map_release(&start);
    map_release(&end);
    buf_release(&file);
    buf_release(&difference);
    buf_release(&why);
}

static void end_round(struct random_user *user)
{
    struct app *app = user->f.app;
    struct diags diags = DIAGS_INIT;
    go_back(user);
    if (!user->left) {
        bool saved = app->session.saved_at;
        undo_all(user);
        /* The program would keep what was begun in the guide, too. */
        if (session_save(&app->session, false, &diags) != STATUS_OK)
            user_fail(user, "not saved: %s", diags.count ? diags.items[0].text : "");
        expect_start(user, !saved && !user->joined);
    }
    if (user->joined)
        close_map(&user->other);
    close_map(&user->f);
    buf_release(&user->text);
    diags_release(&diags);
    free(user->named);
}

Test(app_random, survives_anything, .timeout = 3600)
{
    uint64_t events = test_number("CJM_EVENTS", EVENTS);
    uint64_t seed = test_number("CJM_SEED", 20261129);
    struct random_user user;
    for (uint64_t done = 0; done < events; done += (uint64_t)user.events, seed++) {
        begin_round(&user, seed);
        while (user.events < ROUND && !app_ending(user.f.app))
            user_act(&user);
        end_round(&user);
    }
}
