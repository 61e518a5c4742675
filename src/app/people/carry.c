/* One's own notes and votes come along where the map gets another file. */
#include <string.h>

#include "app/core/state.h"
#include "app/people/rounds.h"
#include "base/i18n.h"

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
