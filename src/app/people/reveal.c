#include "app/people/reveal.h"

#include <string.h>

#include "app/people/people.h"
#include "app/people/rounds.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"

enum { HAND_IN_MS = 5000 }; /* of those who are here; a busy machine may take seconds */

struct collecting {
    const struct round *round;
    struct round_notes notes;
};

static void collect_notes(void *context, const struct private_notes *private)
{
    struct collecting *all = context;
    round_collect(&all->notes, all->round, private);
}

static void reveal_notes(struct app *app, const struct round *round)
{
    struct undo *undo = &app->session.undo;
    struct collecting all = { .round = round };
    private_notes_read_all(&app->rounds->own, session_folder(&app->session), collect_notes, &all);
    undo_begin(undo);
    size_t count = round_merge(undo, round, &all.notes);
    edit_set(undo, undo->map->root, MAP_ROUND, SLICE_NONE);
    undo_end(undo);
    app_say(app, SAY_DONE, _n("%zu note revealed", "%zu notes revealed", count), count);
    if (all.notes.count > count)
        app_say_more(app, _("notes written: %zu; equal notes were merged"), all.notes.count);
    round_notes_release(&all.notes);
}

struct counting {
    const struct round *round;
    struct round_tallies tallies;
};

static void count_votes(void *context, const struct private_notes *private)
{
    struct counting *counting = context;
    round_count(&counting->tallies, counting->round, private);
}

static void reveal_votes(struct app *app, const struct round *round)
{
    struct undo *undo = &app->session.undo;
    struct counting counting = { .round = round };
    round_tallies_init(&counting.tallies, undo->map, round);
    private_notes_read_all(
        &app->rounds->own, session_folder(&app->session), count_votes, &counting);
    undo_begin(undo);
    round_store(undo, round, &counting.tallies);
    edit_set(undo, undo->map->root, MAP_ROUND, SLICE_NONE);
    undo_end(undo);
    app_say(app, SAY_DONE,
        _n("%zu person has voted; u undoes the result",
            "%zu people have voted; u undoes the result", counting.tallies.voters),
        counting.tallies.voters);
    round_tallies_release(&counting.tallies);
}

/* What was revealed goes out of the files only when it is on the disk. */
static void clear_files(struct app *app)
{
    if (!session_flush(&app->session))
        app_say(app, SAY_ERROR,
            _("the result is not in the journal yet; notes and votes stay private until then"));
    else
        private_notes_clear_all(&app->rounds->own, session_folder(&app->session));
}

/* A list shows what came in. */
static void show_result(struct app *app, const struct round *round)
{
    if (round->kind == ROUND_VOTE || round->list == MAP_PARKING)
        app_show(app, view_listing(app, round->kind == ROUND_VOTE ? round->of : KIND_NOTE));
    else if (app_context(app) == IN_ROUND)
        app_pop(app);
}

/* --- what is not handed in yet --- */

struct hidden {
    const struct app *app;
    struct buf names;
    size_t count;
    bool here; /* some of them are */
};

static void add_hidden(void *context, struct slice name, unsigned count)
{
    struct hidden *hidden = context;
    const struct participants *people = session_people(&hidden->app->session);
    struct buf item = BUF_INIT;
    buf_add_slice(&item, name);
    text_add_item(&hidden->names, buf_slice(&item));
    hidden->count += count;
    for (size_t i = 0; i < people->count; i++)
        hidden->here = hidden->here || slice_is(name, people->items[i].name);
    buf_release(&item);
}

static struct hidden what_is_hidden(const struct app *app, const struct round *round)
{
    struct hidden hidden = { .app = app, .names = BUF_INIT };
    private_notes_hidden(
        &app->rounds->own, session_folder(&app->session), round->id, add_hidden, &hidden);
    return hidden;
}

static void say_hidden(struct app *app, const struct round *round, const struct hidden *hidden)
{
    if (!hidden->count)
        return;
    if (round->kind == ROUND_VOTE)
        app_say_more(app, _("without the votes of %s, who left"), hidden->names.data);
    else /* TRANSLATORS: 1: how many notes, 2: names. */
        app_say_more(app,
            _n("%1$zu note to come, when it is back: %2$s",
                "%1$zu notes to come, when they are back: %2$s", hidden->count),
            hidden->count, hidden->names.data);
}

static void see_aside(void *context, const struct private_notes *private)
{
    struct collecting *all = context;
    bool votes = false;
    for (size_t i = 0; i < private->vote_count; i++)
        votes = votes || strcmp(private->votes[i].round, all->round->id) == 0;
    all->notes.count += private_notes_count(private, all->round->id) + votes;
}

static bool something_aside(struct app *app, const struct round *round)
{
    struct collecting all = { .round = round };
    private_notes_read_all(&app->rounds->own, session_folder(&app->session), see_aside, &all);
    struct hidden hidden = what_is_hidden(app, round);
    buf_release(&hidden.names);
    return all.notes.count + hidden.count > 0;
}

/* An action of its own: undo of the result does not begin the round again. Who is killed here
 * reveals once more. */
static void end_round(struct app *app, const struct round *round)
{
    struct buf value = BUF_INIT;
    round_add_revealed(round, &value);
    edit_set(&app->session.undo, app->session.map.root, MAP_ROUND, buf_slice(&value));
    buf_release(&value);
}

/* --- the end --- */

static void finish(struct app *app, const struct round *round)
{
    if (!session_hold(&app->session)) {
        app_say(app, SAY_ERROR, _("another program has locked the journal; try again"));
        return;
    }
    if (round->kind == ROUND_SILENT)
        reveal_notes(app, round);
    else
        reveal_votes(app, round);
    struct hidden hidden = what_is_hidden(app, round);
    say_hidden(app, round, &hidden);
    clear_files(app);
    session_let_go(&app->session);
    show_result(app, round);
    buf_release(&hidden.names);
}

void reveal_go_on(struct app *app)
{
    struct rounds *rounds = app->rounds;
    struct round round;
    if (!rounds->reveal_until)
        return;
    bool runs = round_read_revealed(&app->session.map, &round);
    struct hidden hidden = runs ? what_is_hidden(app, &round) : (struct hidden){ 0 };
    if (!runs || !hidden.here || clock_ms() >= rounds->reveal_until) {
        rounds->reveal_until = 0;
        if (runs)
            finish(app, &round);
    }
    buf_release(&hidden.names);
}

/* Marks it as revealed, which has all hand in; false: nothing runs. */
static bool begin(struct app *app, struct round *round)
{
    bool runs = round_read(&app->session.map, round) ||
                (round_read_revealed(&app->session.map, round) && something_aside(app, round));
    app->rounds->began_here = true;
    if (runs)
        end_round(app, round);
    return runs;
}

void reveal(struct app *app)
{
    const char *who = rounds_other_beginner(app);
    struct round round;
    if (who && !app->people->leads) {
        app_say(app, SAY_ERROR,
            _("only %s can reveal it, who began it; or take the lead with \":lead\""), who);
        return;
    }
    if (!session_hold(&app->session)) {
        app_say(app, SAY_ERROR, _("another program has locked the journal; try again"));
        return;
    }
    bool runs = begin(app, &round);
    session_let_go(&app->session);
    if (runs) {
        app->rounds->reveal_until = clock_ms() + HAND_IN_MS;
        app_say(app, SAY_DONE, _("waiting until all have handed in"));
        reveal_go_on(app);
    } else {
        app_say(app, SAY_ERROR, _("Nothing to reveal: no silent round or vote is running"));
    }
    rounds_update(app);
}
