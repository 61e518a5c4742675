/* Commands of silent rounds and votes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/commands/score.h"
#include "app/core/complete.h"
#include "app/guide/pane.h"
#include "app/people/people.h"
#include "app/people/reveal.h"
#include "app/people/rounds.h"
#include "base/i18n.h"
#include "base/text.h"

/* The one that runs ends without a result. */
static void stop(struct app *app, enum round_kind kind)
{
    const char *who = rounds_other_beginner(app);
    if (rounds_kind(app) != kind) {
        app_say(app, SAY_ERROR,
            kind == ROUND_SILENT ? _("no silent round is running") : _("no vote is running"));
        return;
    }
    if (who && !app->people->leads) {
        app_say(app, SAY_ERROR,
            _("only %s can end it, who began it; or take the lead with \":lead\""), who);
        return;
    }
    app->rounds->began_here = true;
    edit_set(&app->session.undo, app->session.map.root, MAP_ROUND, SLICE_NONE);
    app_say(app, SAY_DONE,
        kind == ROUND_SILENT
            ? _("the silent round ended; the notes of each person go to the parking lot")
            : _("the vote was stopped; no votes were counted"));
    rounds_update(app);
}

/* --- silent round --- */

/* What a list of that name is of: the map, or what is selected. */
static bool find_list(struct app *app, struct slice key, struct round *round)
{
    static const enum field lists[] = { MAP_PARKING, MAP_STAGES, MAP_PERSONAS, STAGE_TOUCHPOINTS,
        TOUCHPOINT_PAINS, TOUCHPOINT_IDEAS, TOUCHPOINT_QUOTES };
    struct node *node = app_selected(app);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        const struct field_def *def = field_def(lists[i]);
        if (!slice_begins_fold(slice_of(def->key), key))
            continue;
        if (def->kind == KIND_MAP)
            node = app->session.map.root;
        while (node && field_of_child(node->kind, def->child) == FIELD_UNKNOWN)
            node = node->parent;
        round->node = node;
        round->list = node ? field_of_child(node->kind, def->child) : lists[i];
        if (!node)
            app_say(app, SAY_ERROR,
                def->kind == KIND_STAGE ? _("select a stage first: its touchpoints are collected")
                                        : _("select a touchpoint first: the notes go there"));
        return node != NULL;
    }
    app_say(app, SAY_ERROR,
        _("a silent round is for parking, stages, personas, touchpoints, pains, ideas or quotes"));
    return false;
}

RUN(silent)
{
    struct round round = { .kind = ROUND_SILENT };
    if (slice_is(argument, "stop")) {
        if (rounds_can_keep(app))
            stop(app, ROUND_SILENT);
    } else if (!argument.len || rounds_kind(app) != ROUND_NONE) {
        guide_silent_round(app);
    } else if (find_list(app, argument, &round)) {
        silent_round_open(app, &round);
    }
}

/* --- vote --- */

/* "pains 5 against" */
static bool read_vote(struct app *app, struct slice argument, struct round *round)
{
    struct slice of = slice_next_word(&argument);
    bool pains = of.len && slice_begins_fold(SLICE("pains"), of);
    bool good = pains || (of.len && slice_begins_fold(SLICE("ideas"), of));
    round->of = pains ? KIND_PAIN : KIND_IDEA;
    round->votes = ROUND_VOTES_USUAL;
    while (good && argument.len) {
        struct slice word = slice_next_word(&argument);
        int used = 0, votes = 0;
        if (!word.len)
            continue; /* one blank more */
        if (slice_begins_fold(SLICE("against"), word))
            round->against = true;
        else if (word.len <= 2 && sscanf(word.data, "%2d%n", &votes, &used) == 1 &&
                 (size_t)used >= word.len && votes >= 1 && votes <= ROUND_VOTES_MOST)
            round->votes = votes;
        else
            good = false;
    }
    if (!good)
        app_say(app, SAY_ERROR,
            _("type \":vote pains\" or \":vote ideas\", then the votes for each person (1 to %d), "
              "then \"against\" to allow votes against"),
            (int)ROUND_VOTES_MOST);
    return good;
}

static void say_vote(struct app *app)
{
    const struct round *round = &app->rounds->now;
    size_t options = round_options(&app->session.map, round->of);
    app_say(app, SAY_DONE,
        _n("you have %d vote: + gives one, - takes it back",
            "you have %d votes: + gives one, - takes it back", (unsigned)round->votes),
        round->votes);
    if (round->against)
        app_say_more(app, "%s", _("below 0 a vote is against it"));
    if (options >= ROUND_OPTIONS_MOST)
        app_say_more(
            app, _("there are %zu to choose from: merge those that are the same first"), options);
}

RUN(vote)
{
    struct round round = { .kind = ROUND_VOTE };
    if (!rounds_can_keep(app))
        return;
    if (slice_is(argument, "stop")) {
        stop(app, ROUND_VOTE);
        return;
    }
    if (rounds_kind(app) == ROUND_SILENT) {
        app_say(app, SAY_ERROR,
            _("a silent round is running; \":reveal\" or \":silent stop\" ends it"));
        return;
    }
    if (rounds_kind(app) == ROUND_NONE) {
        if (!read_vote(app, argument, &round))
            return;
        if (!round_options(&app->session.map, round.of)) {
            app_say(app, SAY_ERROR, _("there is nothing to vote on yet"));
            return;
        }
        rounds_begin(app, &round);
    }
    app_show(app, view_listing(app, app->rounds->now.of));
    say_vote(app);
}

/* Why so many votes for it can't be; NULL: they can. */
static const char *refuse_votes(const struct app *app, int before, int count)
{
    if (count < 0 && !app->rounds->now.against)
        return _("this vote has no votes against; + gives a vote");
    if (abs(count) - abs(before) > rounds_votes_left(app))
        return _("you have no vote left; - takes one back from another");
    return NULL;
}

static bool store_votes(struct app *app, const struct node *node, int count)
{
    struct buf why = BUF_INIT;
    bool held = session_hold(&app->session);
    struct round now;
    bool runs = round_read(&app->session.map, &now) && strcmp(now.id, app->rounds->now.id) == 0;
    bool done = runs && rounds_open_own(app, &why) &&
                rounds_kept(app, own_votes(&app->rounds->own, now.id, node->id, count), &why);
    if (held)
        session_let_go(&app->session);
    if (!done)
        app_say(app, SAY_ERROR, "%s", runs ? why.data : _("the vote is over"));
    buf_release(&why);
    return done;
}

RUN(vote_step)
{
    struct node *node = app_selected(app);
    int before = 0;
    if (app_main_view(app)->lists == KIND_TOUCHPOINT) {
        score_step(app, self, self->number);
        return;
    }
    if (!node || !rounds_own_votes(app, node, &before)) {
        app_say(app, SAY_ERROR,
            _("no vote is running here; \":vote pains\" and \":vote ideas\" begin one"));
        return;
    }
    int count = before + self->number;
    const char *why = refuse_votes(app, before, count);
    if (why) {
        app_say(app, SAY_ERROR, "%s", why);
        return;
    }
    if (!store_votes(app, node, count))
        return;
    int left = rounds_votes_left(app);
    if (left)
        app_say(app, SAY_DONE, _n("%d vote left", "%d votes left", (unsigned)left), left);
    else
        app_say(app, SAY_DONE, _("you have given all your votes; - takes one back"));
}

RUN(reveal)
{
    if (rounds_can_keep(app))
        reveal(app);
}

/* --- completion --- */

static void complete_last(
    const char *const *words, struct slice typed, size_t start, struct completions *out)
{
    for (; *words; words++)
        complete_word(out, slice_of(*words), slice_from(typed, start));
    out->start += start;
}

static void complete_silent(struct app *app, struct slice typed, struct completions *out)
{
    static const char *const words[] = { "parking", "stages", "personas", "touchpoints", "pains",
        "ideas", "quotes", "stop", NULL };
    (void)app;
    if (!memchr(typed.data, ' ', typed.len))
        complete_last(words, typed, 0, out);
}

static void complete_vote(struct app *app, struct slice typed, struct completions *out)
{
    static const char *const first[] = { "pains", "ideas", "stop", NULL };
    static const char *const behind[] = { "3", "4", "5", "against", NULL };
    size_t start = typed.len;
    (void)app;
    while (start > 0 && typed.data[start - 1] != ' ')
        start--;
    complete_last(start ? behind : first, typed, start, out);
}

/* clang-format off */
const struct command round_commands[] = {
    { .name = "silent", .contexts = EDITS, .argument = "[FOR]", .section = SECTION_GUIDE,
      .help = N_("begin a silent round: each person writes alone until all is revealed; FOR: "
                 "parking, stages, touchpoints, pains ...; \"stop\" ends it"), .run = run_silent,
      .complete = complete_silent },
    { .name = "vote", .contexts = EDITS, .argument = "pains|ideas [N] [against]",
      .section = SECTION_GUIDE,
      .help = N_("begin a vote with N votes for each person (3), in the list; \"stop\" ends it "
                 "without a result"),
      .run = run_vote, .complete = complete_vote },
    { .keys = { '+', '=' }, .contexts = IN_LIST | EDITS, .section = SECTION_GUIDE,
      .help = N_("in a list, during a vote: give a vote; of touchpoints: emotion up"), .run = run_vote_step, .number = 1 },
    { .keys = { '-' }, .contexts = IN_LIST | EDITS, .section = SECTION_GUIDE,
      .help = N_("and take a vote back; below 0 it is a vote against, if the vote allows that"),
      .run = run_vote_step, .number = -1 },
    { .name = "reveal", .contexts = EDITS, .section = SECTION_GUIDE,
      .help = N_("show all notes of the silent round, or the result of the vote"),
      .run = run_reveal },
    { .help = NULL },
};
/* clang-format on */
