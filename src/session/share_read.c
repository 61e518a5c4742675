/* Others' edits on their way from the journal into the map. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "insight/merge/overwrite.h"
#include "session/share.h"

/* Who wrote so many edits ago knows that others go on with it. */
enum { REMEMBERED = 5000 };

/* --- reading --- */

void share_note_bad(struct share *share, size_t count, size_t line)
{
    if (count && (!share->bad || line < share->bad_line))
        share->bad_line = line;
    share->bad += count;
}

static struct slice keep(struct share *share, struct slice text)
{
    return (struct slice){ arena_copy(&share->queued, text.data, text.len), text.len };
}

static void queue_record(void *context, const struct journal_record *record)
{
    struct share *share = context;
    if (memchr(record->text.data ? record->text.data : "", '\0', record->text.len) ||
        record->action > UINT32_MAX) {
        share_note_bad(share, 1, record->line);
        return;
    }
    share->last_time = record->time;
    MEM_GROW(share->queue, share->queue_count + 1, share->queue_cap);
    struct journal_record *queued = &share->queue[share->queue_count++];
    *queued = *record;
    queued->author = keep(share, record->author);
    queued->text = keep(share, record->text);
}

enum journal_news share_fetch(struct share *share)
{
    enum journal_news news = journal_read(share->journal, queue_record, share);
    share->read_error = news == JOURNAL_FAILED ? errno : 0;
    /* What was read is not what follows on the last that was applied. */
    if (news == JOURNAL_LOST)
        session_event(share->session, EVENT_RECORDS_LOST);
    return news;
}

void share_clear_queue(struct share *share)
{
    share->queue_count = 0;
    arena_release(&share->queued);
}

void share_skip_queue(struct share *share, uint64_t seq)
{
    size_t kept = 0;
    for (size_t i = 0; i < share->queue_count; i++) {
        const struct journal_record *record = &share->queue[i];
        if (record->seq > seq)
            share->queue[kept++] = *record;
        else if (!share_is_note(record->text))
            share->edited = record->seq;
    }
    share->queue_count = kept;
}

/* --- "saving MARK SEQ" --- */

bool share_is_note(struct slice text)
{
    static const char *const words[] = { "saving\t", "saved\t", "outside\t", "name\t" };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_begins_fold(text, slice_of(words[i])))
            return true;
    return false;
}

static void take_name(struct share *share, const struct journal_record *record)
{
    struct buf name = BUF_INIT;
    struct slice rest = slice_from(record->text, strlen("name\t"));
    uint32_t author = replay_author(&share->replay, record->author);
    if (edit_token_next(&rest, &name))
        replay_call(&share->replay, author, buf_slice(&name));
    buf_release(&name);
}

void share_take_note(struct share *share, const struct journal_record *record)
{
    struct text_mark mark;
    const char *text = record->text.data;
    if (!share_is_note(record->text))
        return;
    if (text[0] == 'n')
        take_name(share, record);
    if (text[0] != 's')
        return;
    bool done = text[4] == 'd';
    text += strcspn(text, "\t") + 1;
    size_t len = strcspn(text, "\t");
    uint64_t seq = text[len] ? strtoull(text + len + 1, NULL, 10) : UINT64_MAX;
    if (!text_mark_parse((struct slice){ text, len }, &mark) || seq > record->seq) {
        share_note_bad(share, 1, record->line);
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
                    before->field == edit->field && !edit_is_undone(undo, before);
        if (same && (before->author != edit->author || before->group != edit->group))
            return before->own && before->after.data && slice_equal(before->after, edit->before) &&
                   overwrite_loses(
                       (enum field)edit->field, before->before, before->after, edit->after);
    }
    return false;
}

/* Is the edit of an action that brought in what another program wrote? */
static bool is_from_outside(struct share *share, const struct journal_record *record)
{
    if (!share->outside || !slice_is(record->author, share->outside))
        return false;
    if (!share->outside_action)
        share->outside_action = (uint32_t)record->action;
    return share->outside_action == record->action;
}

static void take_outside(struct share *share, const struct journal_record *record)
{
    if (record->text.data[0] != 'o')
        return;
    free(share->outside);
    share->outside = mem_copy_slice(record->author);
    share->outside_action = 0;
    if (share->session->listener.said)
        session_say(share->session, false, "%s",
            _("Another program changed the file. :log lists the changes; replaced texts are in the "
              "parking lot (F7)"));
}

static void apply_note(struct share *share, const struct journal_record *record)
{
    uint64_t saved = share->saved;
    share_take_note(share, record);
    take_outside(share, record);
    if (share->saved > saved)
        share->session->saved_at = clock_now(share->session->clock);
}

static bool apply(struct share *share, const struct journal_record *record)
{
    struct session *session = share->session;
    const struct session_listener *listener = &session->listener;
    struct edit edit;
    struct replay_line line = {
        .author = record->author, .action = (uint32_t)record->action, .text = record->text
    };
    if (share_is_note(record->text)) {
        apply_note(share, record);
        return false;
    }
    share_note_edit(share, record->seq, false);
    bool outside = session->outside = is_from_outside(share, record);
    bool good = replay_line(&share->replay, &line, &edit) == EDIT_TEXT_GOOD;
    session->outside = false;
    if (!good)
        share_note_bad(share, 1, record->line);
    else if (!outside && edit.node && listener->overwritten &&
             is_overwritten(&session->undo, &edit))
        listener->overwritten(listener->context, &edit, session_author(session, edit.author));
    return good;
}

size_t share_apply(struct share *share)
{
    size_t made = 0;
    for (size_t i = 0; i < share->queue_count; i++)
        made += apply(share, &share->queue[i]);
    share_clear_queue(share);
    replay_rest(&share->replay);
    return made;
}

bool share_catch_up(struct share *share)
{
    enum journal_news news = share_fetch(share);
    if (news == JOURNAL_DOUBT && !share->locks && share_lock(share, 0)) {
        news = share_fetch(share);
        share_unlock(share);
    }
    return share_settle(share);
}
