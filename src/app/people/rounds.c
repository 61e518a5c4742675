#include "app/people/rounds.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "app/core/state.h"
#include "app/people/reveal.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "guide/guide.h"

enum { TICK = 10, COUNT_GAP_MS = 1000, REVEAL_LOOK_MS = 50 };

#define SILENT_WORD "silent "
#define VOTE_WORD "vote"

enum round_kind rounds_kind(const struct app *app)
{
    return app->open ? app->rounds->now.kind : ROUND_NONE;
}

/* --- counting --- */

struct count {
    const struct app *app;
    size_t notes, done;
};

static void count_one(void *context, const struct private_notes *private)
{
    struct count *count = context;
    const struct round *round = &count->app->rounds->now;
    if (round->kind == ROUND_SILENT)
        count->notes += private_notes_count(private, round->id);
    else
        count->done += round_used(&count->app->session.map, round, private) >= round->votes &&
                       round->votes;
}

/* Of those whose notes are hidden there is told how many there are, or how many votes are given. */
static void count_hidden(void *context, struct slice name, unsigned number)
{
    struct count *count = context;
    const struct round *round = &count->app->rounds->now;
    (void)name;
    if (round->kind == ROUND_SILENT)
        count->notes += number;
    else
        count->done += (int)number >= round->votes;
}

static void count_all(struct app *app)
{
    struct rounds *rounds = app->rounds;
    const struct map_folder *folder = session_folder(&app->session);
    struct count count = { app, 0, 0 };
    rounds->count_due = false;
    rounds->counted = clock_ms();
    if (folder) {
        private_notes_read_all(&rounds->own, folder, count_one, &count);
        private_notes_hidden(&rounds->own, folder, rounds->now.id, count_hidden, &count);
    }
    rounds->notes = count.notes;
    rounds->done = count.done;
}

static void count_if_due(struct app *app)
{
    if (rounds_kind(app) && app->rounds->count_due &&
        clock_ms() - app->rounds->counted >= COUNT_GAP_MS)
        count_all(app);
}

/* --- begin and end --- */

static bool open_own(struct app *app, bool make)
{
    struct rounds *rounds = app->rounds;
    const struct map_folder *folder = session_folder(&app->session);
    if (rounds->own.fd >= 0)
        return true;
    errno = EROFS;
    return folder && own_open(&rounds->own, folder, slice_of(session_name(&app->session)), make);
}

/* How many notes, or how many votes are given. */
static size_t own_count(const struct app *app)
{
    const struct rounds *rounds = app->rounds;
    return rounds->now.kind == ROUND_SILENT
               ? private_notes_count(&rounds->own.content, rounds->now.id)
               : (size_t)round_used(&app->session.map, &rounds->now, &rounds->own.content);
}

bool rounds_kept(struct app *app, bool kept, struct buf *why)
{
    const struct rounds *rounds = app->rounds;
    if (kept && rounds->now.kind)
        own_tell(&rounds->own, rounds->now.id, (unsigned)own_count(app),
            slice_of(session_name(&app->session)));
    app->rounds->count_due = true;
    app->rounds->counted = 0;
    if (!kept)
        buf_addf(why, _("this cannot be kept: %s"), strerror(errno));
    return kept;
}

bool rounds_open_own(struct app *app, struct buf *why)
{
    return rounds_kept(app, open_own(app, true), why);
}

/* Another whose clock tells of a round that began there. */
static const struct participant *who_tells(const struct app *app, const char *word)
{
    const struct participants *people = session_people(&app->session);
    for (size_t i = 0; i < people->count; i++)
        if (!people->items[i].own && strstr(people->items[i].clock, word))
            return &people->items[i];
    return NULL;
}

/* Of the clock of who began it: how much time is left, for those who come later. */
static int left_there(const struct app *app)
{
    const struct participant *who = who_tells(app, SILENT_WORD);
    int minutes, seconds;
    if (!who || sscanf(strstr(who->clock, SILENT_WORD) + strlen(SILENT_WORD), "%2d:%2d", &minutes,
                    &seconds) != 2)
        return SILENT_TIME;
    int left = minutes * 60 + seconds;
    return left < 0 ? 0 : left > SILENT_TIME ? SILENT_TIME : left;
}

static void say_begun(struct app *app)
{
    struct rounds *rounds = app->rounds;
    struct buf aim = BUF_INIT;
    if (rounds->began_here)
        return;
    round_add_aim(&rounds->now, &aim);
    if (session_watches(&app->session) && rounds->now.kind == ROUND_SILENT)
        app_say(app, SAY_TOLD, _("Silent round for %s: everybody writes alone"), aim.data);
    else if (session_watches(&app->session))
        app_say(app, SAY_TOLD, _("Vote on %1$s: %2$d votes each"), aim.data, rounds->now.votes);
    else if (rounds->now.kind == ROUND_SILENT)
        app_say(app, SAY_TOLD, _("Silent round for %1$s: %2$s opens it, everybody writes alone"),
            aim.data, app_context(app) & IN_TALK ? "F12" : "\":silent\"");
    else
        app_say(app, SAY_TOLD,
            _("Vote on %1$s: %2$d votes each; %3$s opens the list, + and - vote"), aim.data,
            rounds->now.votes, rounds->now.of == KIND_PAIN ? "F4" : "F5");
    buf_release(&aim);
}

static void say_ended(struct app *app, const struct round *last)
{
    if (app->rounds->began_here)
        return;
    if (last->kind == ROUND_SILENT)
        app_say(app, SAY_TOLD, _("the silent round is over"));
    else
        app_say(app, SAY_TOLD, _("the vote is over; %s shows the list"),
            last->of == KIND_PAIN ? "F4" : "F5");
}

static void changed(struct app *app)
{
    struct rounds *rounds = app->rounds;
    struct round last = rounds->now;
    buf_clear(&rounds->seen);
    buf_addf(&rounds->seen, "=%s", node_get(app->session.map.root, MAP_ROUND).data);
    round_read(&app->session.map, &rounds->now);
    open_own(app, false);
    if (last.kind == ROUND_VOTE && strcmp(last.id, rounds->now.id) != 0)
        rounds->by_votes[last.of == KIND_IDEA] = true;
    if (rounds->now.kind == ROUND_VOTE)
        rounds->by_votes[rounds->now.of == KIND_IDEA] = false;
    if (rounds->now.kind && strcmp(last.id, rounds->now.id) != 0) {
        rounds->begun = clock_now(app->session.clock);
        rounds->time = rounds->began_here ? SILENT_TIME : left_there(app);
        rounds->over_said = rounds->time <= 0;
        say_begun(app);
    } else if (last.kind && !rounds->now.kind) {
        say_ended(app, &last);
    }
    struct round revealed;
    if (round_read_revealed(&app->session.map, &revealed))
        own_hand_in(&rounds->own);
    rounds_settle(app, &last);
    rounds->began_here = rounds->began_here && rounds->now.kind;
    if (rounds->now.kind)
        count_all(app);
}

void rounds_update(struct app *app)
{
    struct rounds *rounds = app->rounds;
    if (!app->open || !app->session.share)
        return;
    struct slice value = node_get(app->session.map.root, MAP_ROUND);
    if (rounds->seen.len != value.len + 1 ||
        (value.len && memcmp(rounds->seen.data + 1, value.data, value.len) != 0))
        changed(app);
    else if (rounds->now.kind)
        round_read(&app->session.map, &rounds->now);
    count_if_due(app);
    reveal_go_on(app);
}

void rounds_init(struct rounds *rounds)
{
    *rounds = (struct rounds){ .seen = BUF_INIT, .own = OWN_FILE_NONE };
}

void rounds_meet(struct app *app)
{
    rounds_release(app);
    rounds_update(app);
}

void rounds_release(struct app *app)
{
    own_close(&app->rounds->own);
    buf_release(&app->rounds->seen);
    rounds_init(app->rounds);
}

/* --- time --- */

int rounds_left(const struct app *app)
{
    const struct rounds *rounds = app->rounds;
    time_t now = clock_now(app->options.clock), left = rounds->quiet_until - now;
    if (rounds->quiet_until)
        return left < 0 || left > SILENT_TIME ? 0 : (int)left;
    if (rounds_kind(app) != ROUND_SILENT)
        return 0;
    time_t gone = now - rounds->begun;
    /* A clock that was set back or far ahead makes nobody wait. */
    return gone < 0 || gone >= rounds->time ? 0 : rounds->time - (int)gone;
}

int rounds_tick(const struct app *app)
{
    int left = rounds_left(app);
    if (app->rounds->reveal_until)
        return REVEAL_LOOK_MS;
    if ((rounds_kind(app) && app->rounds->count_due) || (left > 0 && left <= SILENT_WARNING + 1))
        return 1000;
    return left > 0 ? ((left - 1) % TICK + 1) * 1000 : -1;
}

static void say_over(struct app *app)
{
    bool reveals = rounds_kind(app) && !rounds_other_beginner(app);
    app_say(app, SAY_DONE,
        reveals
            ? _("The silent round is over. \":reveal\" merges all notes; then read them out")
            : _("The silent round is over. Read the notes out, and merge those that are the same"));
}

void quiet_time(struct app *app)
{
    time_t now = clock_now(app->options.clock);
    app->rounds->quiet_until = app->rounds->quiet_until ? 0 : now + SILENT_TIME;
}

void rounds_ticked(struct app *app)
{
    struct rounds *rounds = app->rounds;
    count_if_due(app);
    reveal_go_on(app);
    if (rounds->quiet_until && !rounds_left(app)) {
        rounds->quiet_until = 0;
        say_over(app);
    }
    if (rounds_kind(app) != ROUND_SILENT || rounds->over_said || rounds_left(app) > 0)
        return;
    rounds->over_said = true;
    say_over(app);
}

/* --- others --- */

int rounds_shown(int left)
{
    return left <= SILENT_WARNING ? left : (left + TICK - 1) / TICK * TICK;
}

/* How much one has, and of which round: the same number in the next round is news, too. */
static void add_own(const struct app *app, char *out, size_t size)
{
    enum { TAIL = 3 }; /* characters of the round's name */
    const char *id = app->rounds->now.id;
    size_t len = strlen(id);
    snprintf(out, size, "%zu.%s", own_count(app), id + (len > TAIL ? len - TAIL : 0));
}

void rounds_appear(const struct app *app, struct participant *self)
{
    const struct rounds *rounds = app->rounds;
    size_t len = strlen(self->clock);
    char *end = self->clock + len;
    size_t size = sizeof self->clock - len;
    int left = rounds_shown(rounds_left(app));
    enum round_kind kind = rounds_kind(app);
    if (!kind)
        return;
    if (kind == ROUND_SILENT)
        self->flags |= PARTICIPANT_SILENT;
    char own[24];
    add_own(app, own, sizeof own);
    const char *between = len ? " " : "";
    if (rounds->began_here && kind == ROUND_SILENT)
        snprintf(end, size, "%s" SILENT_WORD "%d:%02d, %s", between, left / 60, left % 60, own);
    else if (rounds->began_here)
        snprintf(end, size, "%s" VOTE_WORD ", %s", between, own);
    else
        snprintf(end, size, "%s%s", len ? ", " : "#", own);
}

const char *rounds_other_beginner(const struct app *app)
{
    const struct participant *silent = who_tells(app, SILENT_WORD);
    const struct participant *who = silent ? silent : who_tells(app, VOTE_WORD);
    return who && !app->rounds->began_here ? who->name : NULL;
}

static size_t voters(const struct app *app)
{
    const struct participants *people = session_people(&app->session);
    size_t count = 0;
    for (size_t i = 0; i < people->count; i++)
        count += !(people->items[i].flags & PARTICIPANT_WATCHES);
    return count > app->rounds->done ? count : app->rounds->done;
}

int rounds_votes_left(const struct app *app)
{
    const struct rounds *rounds = app->rounds;
    return rounds->now.votes - round_used(&app->session.map, &rounds->now, &rounds->own.content);
}

static void add_vote(const struct app *app, struct buf *out)
{
    size_t done = app->rounds->done;
    if (session_watches(&app->session))
        buf_addf(out, _("vote: %1$zu of %2$zu have voted"), done, voters(app));
    else
        buf_addf(out, _("vote: %1$d left, %2$zu of %3$zu have voted"), rounds_votes_left(app), done,
            voters(app));
}

void rounds_add_state(const struct app *app, struct buf *out)
{
    const struct rounds *rounds = app->rounds;
    int left = rounds_left(app), shown = rounds_shown(left);
    if (rounds_kind(app) == ROUND_VOTE)
        add_vote(app, out);
    else if (rounds_kind(app) == ROUND_SILENT && left > 0)
        buf_addf(out,
            _n("silent: %1$zu note, %2$d:%3$02d left", "silent: %1$zu notes, %2$d:%3$02d left",
                rounds->notes),
            rounds->notes, shown / 60, shown % 60);
    else if (rounds_kind(app) == ROUND_SILENT)
        buf_addf(out, _n("silent: %zu note", "silent: %zu notes", rounds->notes), rounds->notes);
}

void rounds_add_brief(const struct app *app, struct buf *out)
{
    const struct rounds *rounds = app->rounds;
    int shown = rounds_shown(rounds_left(app));
    if (rounds_kind(app) == ROUND_VOTE && session_watches(&app->session))
        buf_addf(out, _("votes: %1$zu/%2$zu"), rounds->done, voters(app));
    else if (rounds_kind(app) == ROUND_VOTE)
        buf_addf(
            out, _("%1$d left, %2$zu/%3$zu"), rounds_votes_left(app), rounds->done, voters(app));
    else if (rounds_kind(app) == ROUND_SILENT)
        buf_addf(out, _n("%1$zu note %2$d:%3$02d", "%1$zu notes %2$d:%3$02d", rounds->notes),
            rounds->notes, shown / 60, shown % 60);
}

bool rounds_own_votes(const struct app *app, const struct node *node, int *count)
{
    const struct rounds *rounds = app->rounds;
    if (rounds_kind(app) != ROUND_VOTE || node->kind != rounds->now.of)
        return false;
    *count = own_votes_for(&rounds->own, rounds->now.id, node->id);
    return true;
}

/* --- notes --- */

/* The round ended while the note was typed: it goes where the others went. */
static void add_late(struct app *app, const struct round *last, struct slice text)
{
    struct round to = *last;
    if (!node_in_tree(&app->session.map, to.node)) {
        to.node = app->session.map.root;
        to.list = MAP_PARKING;
    }
    if (!round_has_note(&to, text))
        round_add_note(&app->session.undo, &to, text);
    app_say(app, SAY_DONE, _("the round is over: the note is in the map"));
}

/* So that it finds its place where its writer comes back only after the round. */
static bool keep_aim(struct app *app, const struct round *round)
{
    struct buf value = BUF_INIT;
    round_add(round, &value);
    bool kept = own_aim(&app->rounds->own, round->id, buf_slice(&value));
    buf_release(&value);
    return kept;
}

bool rounds_write(struct app *app, struct slice text, struct buf *why)
{
    struct round last = app->rounds->typed;
    struct buf clean = BUF_INIT;
    private_notes_clean(text, &clean);
    bool held = session_hold(&app->session), done = true;
    struct round now;
    if (round_read(&app->session.map, &now) && now.kind == ROUND_SILENT) {
        done = rounds_open_own(app, why) && rounds_kept(app, keep_aim(app, &now), why) &&
               rounds_kept(app, own_note(&app->rounds->own, now.id, buf_slice(&clean)), why);
    } else if (last.kind == ROUND_SILENT) {
        add_late(app, &last, buf_slice(&clean));
    } else {
        buf_adds(why, _("the round is over"));
        done = false;
    }
    if (held)
        session_let_go(&app->session);
    buf_release(&clean);
    return done;
}
