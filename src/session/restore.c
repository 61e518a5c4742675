#include "session/restore.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "session/share.h"
#include "store/file/busy.h"
#include "store/file/replace.h"
#include "store/line_diff.h"
#include "store/store.h"

/* Looks for one without making its folder. */
static bool has_journal(const struct session *session)
{
    struct diags diags = DIAGS_INIT;
    struct journal *journal;
    bool there = share_open_journal(session, false, &journal, &diags) == STATUS_OK;
    journal_close(journal);
    diags_release(&diags);
    return there;
}

/* What git wants to be decided is for people. */
bool restore_may(const struct session *session)
{
    if (!has_journal(session))
        return false;
    bool exists = stamp_of(session->path).exists, gone = !exists && errno == ENOENT;
    struct buf text = BUF_INIT;
    bool may = gone || (exists && file_read(session->path, session->max_size, &text) &&
                           !line_diff_find_mark(buf_slice(&text)));
    buf_release(&text);
    return may;
}

enum { LINES_APART = 64 }; /* bytes: some short lines that one text has and the other has not */

/* Where the line begins that `end` is in, or stands behind without its line break. */
static size_t line_begin(struct slice text, size_t end)
{
    while (end > 0 && text.data[end - 1] != '\n')
        end--;
    return end;
}

/*
 * Does `text` end within a line that `whole` has about there, behind the same line? What comes
 * before need not be the same to the byte: an "id:" may stand in one alone.
 */
static bool ends_within_line_of(struct slice text, struct slice whole)
{
    size_t last = line_begin(text, text.len), from = last ? line_begin(text, last - 1) : 0;
    struct slice tail = slice_from(text, from);
    size_t apart = LINES_APART + text.len / 8;
    for (size_t at = 0; at + tail.len < whole.len; at++) {
        size_t end = at + tail.len, off = end > text.len ? end - text.len : text.len - end;
        if ((at == 0 || whole.data[at - 1] == '\n') && off <= apart && whole.data[end] != '\n' &&
            memcmp(whole.data + at, tail.data, tail.len) == 0)
            return true;
    }
    return false;
}

bool restore_is_cut(const struct map *map, const struct known_text *expected, struct slice text)
{
    struct buf whole = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    bool cut = text.len && text.len < expected->mark.len && text.data[text.len - 1] != '\n' &&
               store_text(map, &whole, &diags) == STATUS_OK &&
               ends_within_line_of(text, buf_slice(&whole));
    buf_release(&whole);
    diags_release(&diags);
    return cut;
}

void restore_end(struct session *session, enum session_use use, size_t first, struct diags *diags)
{
    struct share *share = session->share;
    struct file_stamp now = stamp_of(session->path);
    struct buf text = BUF_INIT;
    share->must_save = state_is(session->state, STATE_WRITES) && now.size == 0;
    if (!now.size)
        buf_adds(&text, _("the file is gone or empty; this is the map as the journal has it"));
    else if (diags->count == first)
        buf_adds(&text, _("the file is cut off; this is the map as the journal has it"));
    else
        buf_addf(&text,
            _("the file is not a whole map, see its line %zu; this is the map as the "
              "journal has it"),
            diags->items[first].line);
    if (!now.size || use == SESSION_SHARE)
        diags_cut(diags, first);
    if (use == SESSION_SHARE) {
        buf_adds(&text, session->notice.len ? text_semicolon() : "");
        buf_splice(&session->notice, 0, 0, buf_slice(&text));
    } else {
        diags_add(diags, session->path, 0, 0, "%s", text.data);
    }
    buf_release(&text);
}

/* Nobody writes it, and nobody did just now. */
static bool is_at_rest(const char *path)
{
    struct timespec pause = { .tv_nsec = FILE_REST_MS * 1000000L };
    struct file_stamp then = stamp_of(path);
    if (!stamp_is_older(&then, FILE_LATELY_MS))
        nanosleep(&pause, NULL);
    struct file_stamp now = stamp_of(path);
    return stamp_equal(&then, &now) && !file_is_being_written(path);
}

bool restore_keep_text(struct session *session, struct buf *path, struct diags *diags)
{
    struct buf text = BUF_INIT;
    bool kept = is_at_rest(session->path) && file_read(session->path, session->max_size, &text);
    if (kept && text.len) {
        bool made = session_new_copy(session, session->path, "broken", path);
        kept = made && file_replace(path->data, buf_slice(&text), diags) == STATUS_OK;
        if (made && !kept)
            unlink(path->data);
    }
    buf_release(&text);
    return kept;
}
