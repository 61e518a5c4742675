/* Others' edits on their way from the journal into the map. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "insight/merge/overwrite.h"
#include "model/edit/transform.h"
#include "session/share.h"
#include "store/store.h"
#include "store/write/adopt.h"

/* Who wrote so many edits ago knows that others go on with it. */
enum { REMEMBERED = 5000 };

enum { MISSES_MOST = 3 }; /* then the base is not just unreadable for once */

/* --- reading --- */

static void queue_record(void *context, const struct journal_record *record)
{
    struct share *share = context;
    if (memchr(record->text.data ? record->text.data : "", '\0', record->text.len) ||
        record->action > UINT32_MAX) {
        share->bad++;
        return;
    }
    share->last_time = record->time;
    MEM_GROW(share->queue, share->queue_count + 1, share->queue_cap);
    share->queue[share->queue_count++] = (struct queued){
        .seq = record->seq,
        .time = record->time,
        .action = (uint32_t)record->action,
        .author = mem_copy_slice(record->author),
        .text = mem_copy_slice(record->text),
    };
}

enum journal_news share_fetch(struct share *share)
{
    enum journal_news news = journal_read(share->journal, queue_record, share);
    share->read_error = news == JOURNAL_FAILED ? errno : 0;
    /* What was read is not what follows on the last that was applied. */
    share->lost = share->lost || news == JOURNAL_LOST;
    return news;
}

static void drop_queued(struct queued *queued)
{
    free(queued->author);
    free(queued->text);
}

void share_clear_queue(struct share *share)
{
    for (size_t i = 0; i < share->queue_count; i++)
        drop_queued(&share->queue[i]);
    share->queue_count = 0;
}

/* --- "saving MARK SEQ" --- */

static bool is_note(struct slice text)
{
    static const char *const words[] = { "saving\t", "saved\t", "outside\t", "name\t" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_begins_fold(text, slice_of(words[i])))
            return true;
    return false;
}

bool share_is_note(const struct queued *queued)
{
    return is_note(slice_of(queued->text));
}

static void take_name(struct share *share, const struct queued *queued)
{
    struct buf name = BUF_INIT;
    struct slice rest = slice_of(queued->text + strlen("name\t"));
    uint16_t author = replay_author(&share->replay, slice_of(queued->author));
    if (edit_token_next(&rest, &name))
        replay_call(&share->replay, author, buf_slice(&name));
    buf_release(&name);
}

void share_take_note(struct share *share, const struct queued *queued)
{
    struct text_mark mark;
    if (!share_is_note(queued) || queued->text[0] != 's')
        return;
    const char *text = queued->text + strcspn(queued->text, "\t") + 1;
    size_t len = strcspn(text, "\t");
    uint64_t seq = text[len] ? strtoull(text + len + 1, NULL, 10) : UINT64_MAX;
    bool done = queued->text[4] == 'd';
    if (!text_mark_parse((struct slice){ text, len }, &mark) || seq > queued->seq) {
        share->bad++;
        return;
    }
    share_know(share, mark, seq, done);
    share->needs_new_journal = share->needs_new_journal && !done;
}

/* --- applying --- */

/* Is it what one wrote oneself that is gone now? The guide's own notes are nobody's words. */
static bool is_overwritten(const struct undo *undo, const struct edit *edit)
{
    if (edit->op != EDIT_SET || edit->own || edit->field >= FIELD_COUNT ||
        !field_def((enum field)edit->field)->label)
        return false;
    size_t end = undo->count > REMEMBERED ? undo->count - REMEMBERED : 0;
    for (size_t i = undo->count; i-- > end;) {
        const struct edit *before = &undo->edits[i];
        bool same = before->op == EDIT_SET && before->node == edit->node &&
                    before->field == edit->field && !before->undone;
        if (same && (before->author != edit->author || before->group != edit->group))
            return before->own && before->after.data && slice_equal(before->after, edit->before) &&
                   overwrite_loses(
                       (enum field)edit->field, before->before, before->after, edit->after);
    }
    return false;
}

/* Is the edit of an action that brought in what another program wrote? */
static bool is_from_outside(struct share *share, const struct queued *queued)
{
    if (!share->outside || strcmp(share->outside, queued->author) != 0)
        return false;
    if (!share->outside_action)
        share->outside_action = queued->action;
    return share->outside_action == queued->action;
}

static void take_outside(struct share *share, const struct queued *queued)
{
    if (queued->text[0] != 'o')
        return;
    free(share->outside);
    share->outside = mem_copy_string(queued->author);
    share->outside_action = 0;
    if (share->session->listener.said)
        share_say(share, false, "%s",
            _("Another program changed the file. :log lists the changes; replaced texts are in the "
              "parking lot (F7)"));
}

static bool apply(struct share *share, const struct queued *queued)
{
    struct session *session = share->session;
    struct edit edit;
    struct replay_line line = {
        .author = slice_of(queued->author), .action = queued->action, .text = slice_of(queued->text)
    };
    if (share_is_note(queued)) {
        uint64_t saved = share->saved;
        share_take_note(share, queued);
        take_outside(share, queued);
        if (queued->text[0] == 'n')
            take_name(share, queued);
        if (share->saved > saved)
            session->saved_at = clock_now(session->clock);
        return false;
    }
    share_note_edit(share, queued->seq, false);
    bool outside = is_from_outside(share, queued);
    session->outside = outside;
    bool good = replay_line(&share->replay, &line, &edit) == EDIT_TEXT_GOOD;
    session->outside = false;
    if (!good) {
        share->bad++;
        return false;
    }
    if (!outside && edit.node && session->listener.overwritten &&
        is_overwritten(&session->undo, &edit))
        session->listener.overwritten(
            session->listener.context, &edit, session_author(session, edit.author));
    return true;
}

size_t share_apply(struct share *share)
{
    size_t made = 0;
    if (share->lost) {
        share_rebuild(share);
        return 1;
    }
    for (size_t i = 0; i < share->queue_count; i++) {
        made += apply(share, &share->queue[i]);
        drop_queued(&share->queue[i]);
    }
    share->queue_count = 0;
    replay_rest(&share->replay);
    return made;
}

bool share_catch_up(struct share *share)
{
    enum journal_news news = share_fetch(share);
    if (news == JOURNAL_DOUBT && !share->locked && share_lock(share, 0)) {
        news = share_fetch(share);
        share_unlock(share);
    }
    if (share->saving)
        return false;
    /* What waits belongs behind what others did. */
    if (share->lost || (share->queue_count && (share->must_reread || share->pending.len))) {
        share->must_reread = false;
        share_rebuild(share);
        return true;
    }
    return share_apply(share) > 0;
}

/* --- from the start --- */

/* Which edits a text holds, none of them behind `last`; false: it is not known, or the journal
 * begins behind it. */
static bool place_of_text(
    const struct share *share, struct text_mark mark, uint64_t last, uint64_t *seq)
{
    const struct journal_header *header = journal_header(share->journal);
    bool known = header && text_mark_equal(header->base, mark) && header->seq <= last;
    *seq = known ? header->seq : 0;
    for (size_t i = 0; i < share->text_count; i++) {
        const struct known_text *text = &share->texts[i];
        if (text_mark_equal(text->mark, mark) && text->seq <= last && text->seq >= *seq) {
            known = true;
            *seq = text->seq;
        }
    }
    return known && (!header || *seq >= header->seq);
}

/* A text from which the journal goes on, with the place of its last edit. The map's own file is
 * one, too, if the journal knows what it holds. */
static bool read_base(struct share *share, uint64_t last, struct map *map, uint64_t *seq)
{
    static const char *const names[] = { BASE_FILE, BASE_NEXT_FILE, NULL };
    const struct map_folder *folder = journal_folder(share->journal);
    struct buf text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    bool good = false;
    for (int i = 0; i < 3 && !good; i++) {
        buf_clear(&text);
        good = (names[i] ? map_folder_read(folder, names[i], share->session->max_size, &text)
                         : share_read_text(share->session, &text)) &&
               place_of_text(share, text_mark_of(buf_slice(&text)), last, seq);
    }
    good = good && store_read_text(map, BASE_FILE, buf_slice(&text), &diags) == STATUS_OK;
    buf_release(&text);
    diags_release(&diags);
    return good;
}

struct building {
    struct replay *replay;
    uint64_t after, last;
};

static void build(void *context, const struct journal_record *record)
{
    struct building *building = context;
    struct edit edit;
    struct replay_line line = {
        .author = record->author, .action = (uint32_t)record->action, .text = record->text
    };
    if (!is_note(record->text) && record->seq > building->after && record->seq <= building->last)
        replay_line(building->replay, &line, &edit);
}

static bool build_on(struct share *share, struct building *building, struct map *map)
{
    struct replay replay;
    struct undo undo;
    undo_init(&undo, map);
    replay_init(&replay, &undo, "");
    replay.reader.unknown_is_good = share_unknown_is_good;
    building->replay = &replay;
    bool good = journal_history(share->journal, build, building);
    replay_rest(&replay);
    replay_release(&replay);
    undo_release(&undo);
    return good;
}

bool share_state(struct share *share, uint64_t last, struct map *map)
{
    struct building building = { .last = last };
    return read_base(share, last, map, &building.after) && build_on(share, &building, map);
}

/* The map as one who joins now has it where that can't be had: the file as it is, and what came
 * behind the last save. */
static bool state_of_file(struct share *share, struct map *map)
{
    struct building building = { .after = share->saved, .last = UINT64_MAX };
    const struct session *session = share->session;
    struct diags diags = DIAGS_INIT;
    map_release(map);
    map_begin(map);
    bool good = store_read(map, session->path, session->max_size, &diags) == STATUS_OK &&
                build_on(share, &building, map);
    diags_release(&diags);
    return good;
}

/* What waits, on the map that the journal has. */
static void apply_pending(struct share *share, struct map *map)
{
    struct undo undo;
    struct replay replay;
    struct slice rest = buf_slice(&share->pending), line;
    struct edit edit;
    undo_init(&undo, map);
    replay_init(&replay, &undo, share->token);
    replay.reader.unknown_is_good = share_unknown_is_good;
    while (slice_next_line(&rest, &line)) {
        char *end;
        unsigned long action = strtoul(line.data, &end, 10);
        replay_line(&replay,
            &(struct replay_line){
                .author = slice_of(share->token),
                .action = (uint32_t)action,
                .text = slice_from(line, (size_t)(end + 1 - line.data)),
            },
            &edit);
    }
    replay_rest(&replay);
    replay_release(&replay);
    undo_release(&undo);
}

/* What was known of texts and places is of another journal, or of one that went on far since. */
static void forget_places(struct share *share)
{
    const struct journal_header *header = journal_header(share->journal);
    share->text_count = 0;
    share->saved = share->edited = 0;
    if (header) {
        share->id = journal_id(share->journal);
        share_know(share, header->base, header->seq, true);
        share->edited = header->seq;
    }
}

/* What is lost is not behind what was applied: somebody removed the journal, and another began one
 * that does not have all that the map has. */
static bool is_another_journal(const struct share *share)
{
    uint32_t id = journal_id(share->journal);
    return share->lost && share->writes && share->id && id && id != share->id;
}

static void transform_into(struct share *share, struct map *wanted)
{
    apply_pending(share, wanted);
    undo_transform_into(&share->session->undo, wanted);
    share_clear_queue(share);
    share->lost = false;
}

bool share_begin_from_file(struct share *share)
{
    struct map wanted;
    map_begin(&wanted);
    bool good = state_of_file(share, &wanted);
    if (good) {
        transform_into(share, &wanted);
        store_adopt(&share->session->map, &wanted);
        share->look_at_file = true;
    }
    map_release(&wanted);
    return good;
}

/* The queue stays where that fails: the next look tries again, and then does without. */
void share_rebuild(struct share *share)
{
    struct map wanted;
    share_fetch(share);
    if (is_another_journal(share)) {
        share_clear_queue(share);
        share->lost = false;
        share->rejoins = true;
        return;
    }
    if (share->lost)
        forget_places(share);
    for (size_t i = 0; i < share->queue_count; i++) {
        share_take_note(share, &share->queue[i]);
        if (!share_is_note(&share->queue[i]))
            share->edited = share->queue[i].seq;
    }
    /* A journal that doesn't say where it begins takes nothing away; the next edit begins another.
     */
    if (!journal_header(share->journal)) {
        share_clear_queue(share);
        share->lost = false;
    }
    map_begin(&wanted);
    if (share_state(share, journal_last(share->journal), &wanted)) {
        transform_into(share, &wanted);
        share->rejoins = share->rejoins && !share->misses;
        share->misses = 0;
    } else if (share->lost && ++share->misses >= MISSES_MOST) {
        share->rejoins = share->writes;
    }
    map_release(&wanted);
}
