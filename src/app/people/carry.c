/* One's own notes and votes where the map gets another file, and those that a round left over. */
#include <string.h>

#include "app/core/state.h"
#include "app/people/rounds.h"
#include "base/i18n.h"

/* --- another file --- */

void rounds_pause(struct app *app)
{
    struct rounds *rounds = app->rounds;
    rounds->carried = rounds->own.content;
    rounds->own.content = (struct private_notes){ 0 };
    own_close(&rounds->own);
}

static bool has_note(const struct private_notes *there, const struct private_note *note)
{
    for (size_t i = 0; i < there->note_count; i++)
        if (strcmp(there->notes[i].round, note->round) == 0 &&
            strcmp(there->notes[i].text, note->text) == 0)
            return true;
    return false;
}

/* What is there already is not doubled: it may be the same file. */
static bool add_missing(struct own_file *own, const struct private_notes *notes)
{
    bool kept = true;
    for (size_t i = 0; kept && i < notes->aim_count; i++)
        kept = own_aim(own, notes->aims[i].round, slice_of(notes->aims[i].value));
    for (size_t i = 0; kept && i < notes->note_count; i++)
        kept = has_note(&own->content, &notes->notes[i]) ||
               own_note(own, notes->notes[i].round, slice_of(notes->notes[i].text));
    for (size_t i = 0; kept && i < notes->vote_count; i++) {
        const struct private_votes *votes = &notes->votes[i];
        kept = own_votes_for(own, votes->round, votes->id) == votes->count ||
               own_votes(own, votes->round, votes->id, votes->count);
    }
    return kept;
}

void rounds_go_on(struct app *app)
{
    struct rounds *rounds = app->rounds;
    struct buf why = BUF_INIT;
    bool any = rounds->carried.note_count + rounds->carried.vote_count > 0;
    buf_clear(&rounds->seen); /* what lies beside the new file is looked at, too */
    if (any && rounds_open_own(app, &why))
        rounds_kept(app, add_missing(&rounds->own, &rounds->carried), &why);
    if (why.len)
        app_say_more(app, _("your notes and votes stayed next to the old file: %s"), why.data);
    private_notes_release(&rounds->carried);
    buf_release(&why);
}

/* --- what is left over --- */

static bool is_anywhere(const struct map *map, struct slice text)
{
    for (struct node *node = map->root; node; node = node_next(node, map->root))
        if (slice_equal_fold(node_headline(node), text))
            return true;
    return false;
}

/* Where a note goes that was not there when its round was revealed. */
static struct round aim_of(const struct app *app, const char *round, const struct round *parking)
{
    struct round aim;
    struct slice value = own_aim_of(&app->rounds->own, round);
    bool known = round_parse(&app->session.map, value, &aim) && aim.kind == ROUND_SILENT;
    return known ? aim : *parking;
}

/* Was the round that ended last revealed, and not stopped? Both may have come at once. */
static bool was_revealed(const struct undo *undo)
{
    for (size_t i = undo->count; i-- > 0;) {
        const struct edit *edit = &undo->edits[i];
        if (edit->op == EDIT_SET && edit->field == MAP_ROUND && !edit->node->parent)
            return slice_begins_fold(edit->before, SLICE("revealed "));
    }
    return false;
}

/* A round ended without its notes: they are kept in the parking lot, or, of one that ended while
 * nobody was here or before they were handed in (`last` is another), where they were for. Returns
 * how many. */
static size_t park_notes(struct app *app, const struct round *last)
{
    const struct private_notes *private = &app->rounds->own.content;
    struct round parking = { .kind = ROUND_SILENT, .list = MAP_PARKING };
    size_t count = 0;
    parking.node = app->session.map.root;
    undo_begin(&app->session.undo);
    for (size_t i = 0; i < private->note_count; i++) {
        struct slice text = slice_of(private->notes[i].text);
        bool known = last->kind == ROUND_SILENT && strcmp(last->id, private->notes[i].round) == 0 &&
                     node_in_tree(&app->session.map, last->node);
        struct round to = known ? parking : aim_of(app, private->notes[i].round, &parking);
        if (round_has_note(&parking, text) || round_has_note(&to, text) ||
            (known ? round_has_note(last, text) : is_anywhere(&app->session.map, text)))
            continue;
        round_add_note(&app->session.undo, &to, text);
        count++;
    }
    undo_end(&app->session.undo);
    return count;
}

void rounds_settle(struct app *app, const struct round *ended)
{
    struct rounds *rounds = app->rounds;
    if (rounds->now.kind || rounds->own.fd < 0 || session_watches(&app->session) ||
        !(rounds->own.content.note_count + rounds->own.content.vote_count))
        return;
    if (!session_hold(&app->session))
        return;
    const struct round *last = was_revealed(&app->session.undo) ? &rounds->now : ended;
    size_t parked = 0;
    if (!node_has(app->session.map.root, MAP_ROUND) && own_read(&rounds->own)) {
        parked = park_notes(app, last);
        if (session_flush(&app->session))
            own_clear(&rounds->own);
    }
    session_let_go(&app->session);
    if (parked)
        app_say(app, SAY_DONE,
            last->kind
                ? _n("the silent round ended; %zu note of yours is in the parking lot (F7)",
                      "the silent round ended; %zu notes of yours are in the parking lot (F7)",
                      parked)
                : _n("the silent round ended without you; %zu note of yours is added",
                      "the silent round ended without you; %zu notes of yours are added", parked),
            parked);
}
