/* Several at one guide: a key that comes too late does not answer the question that just came. */
#include <criterion/criterion.h>
#include <string.h>

#include "pane_support.h"
#include "support.h"

enum { FEW_MS = 200, MORE_MS = 700 }; /* since the question came: too soon, and not */

static const char late[] = "The others just moved on to this question. Press the key again";

/* Both at one question; then the first answers it, and the second sees the next. */
struct pair {
    struct fixture first, second;
};

static void begin_pair(struct pair *pair, const char *step)
{
    struct buf why = BUF_INIT;
    begin(&pair->first, shop, step);
    join_map(&pair->second, &pair->first);
    draw(&pair->second, 80, 24);
    look(&pair->first);
    type(&pair->second, "i");
    cr_assert(guide_go(engine_of(&pair->second), slice_of(step), &why), "%s", why.data);
    guide_pane_settle(pair->second.app, false);
    look(&pair->first);
    look(&pair->second);
    pair->second.app->guide->moved_at = 0;
    buf_release(&why);
}

static void end_pair(struct pair *pair)
{
    close_map(&pair->second);
    close_map(&pair->first);
}

static const struct node *node_asked(const struct fixture *f)
{
    struct guide_question question;
    cr_assert(asked(f, &question));
    return question.node;
}

static void go_on(struct pair *pair, const char *text)
{
    const struct node *before = node_asked(&pair->second);
    answer(&pair->first, text);
    look(&pair->second);
    cr_assert_neq(node_asked(&pair->second), before, "the second went on with the first");
    cr_assert_neq(pair->second.app->guide->moved_at, 0);
}

static void act(struct fixture *f, uint32_t code)
{
    struct key key = { .code = code };
    struct prompt *prompt = app_prompt(f->app);
    if (code == K_MOUSE) {
        key.x = f->app->guide->options.x + 1;
        key.y = f->app->guide->options.y;
    }
    if (prompt && code == K_ENTER)
        app_prompt_accept(f->app);
    else if (prompt)
        app_prompt_key(f->app, &key);
    else
        app_key(f->app, &key);
    draw(f, 80, 24);
}

/* All that answers, or leaves a question, by one key or one click. */
Test(app_guide_late, takes_no_key_that_was_for_the_question_before)
{
    static const struct {
        const char *step, *before;
        uint32_t code, then; /* then: what the key needs to go on */
    } rows[] = {
        { "feelings", "2", '1', 0 },                  /* an option */
        { "feelings", "2", '0', 0 },                  /* a signed emotion, by one key */
        { "feelings", "2", '-', '1' },                /* and by two */
        { "feelings", "2", '=', '1' },                /* at a feeling it is the plus */
        { "feelings", "2", '?', 0 },                  /* unknown */
        { "feelings", "2", K_ENTER, 0 },              /* skip */
        { "feelings", "2", K_PAGE_DOWN, 0 },          /* the same */
        { "feelings", "2", K_MOUSE, 0 },              /* a click */
        { "evidence", "assumption", '1', 0 },         /* an option */
        { "evidence", "assumption", '=', 0 },         /* the rest of the row */
        { "evidence", "assumption", K_MOUSE, 0 },     /* a click */
        { "thoughts", "Is it big?", K_ENTER, 0 },     /* nothing in the line */
        { "thoughts", "Is it big?", K_PAGE_DOWN, 0 }, /* skip, with a line */
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct pair pair;
        struct fixture *f = &pair.second;
        begin_pair(&pair, rows[i].step);
        go_on(&pair, rows[i].before);
        const struct node *node = node_asked(f);
        struct map *map = &f->app->session.map;
        uint32_t revision = map->revision;
        f->app->guide->moved_at -= FEW_MS;
        act(f, rows[i].code);
        expect(f, late);
        cr_expect(node_asked(f) == node && map->revision == revision,
            "%s, row %zu: the key answered", rows[i].step, i);
        f->app->guide->moved_at -= MORE_MS - FEW_MS;
        act(f, rows[i].code);
        if (rows[i].then)
            act(f, rows[i].then);
        cr_expect_neq(node_asked(f), node, "%s, row %zu: the key is not taken", rows[i].step, i);
        end_pair(&pair);
    }
}

/* A text says what it answers; a key after an own answer comes when it was meant to. */
Test(app_guide_late, takes_what_was_meant)
{
    struct pair pair;
    struct fixture *f = &pair.second;
    begin_pair(&pair, "thoughts");
    go_on(&pair, "Is it big?");
    const struct node *node = node_asked(f);
    type(f, "Is it good?\r");
    expect_not(f, late);
    cr_expect_str_eq(node_get(node, TOUCHPOINT_THINKING).data, "Is it good?");
    end_pair(&pair);
    begin_pair(&pair, "feelings");
    for (int i = 0; i < 2; i++) {
        node = node_asked(f);
        type(f, "1");
        look(f);
        expect_not(f, late);
        cr_expect_neq(node_asked(f), node, "nobody else went on");
    }
    end_pair(&pair);
}
