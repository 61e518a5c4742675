#include "model/edit/replay.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/edit/fits.h"
#include "model/ids.h"

void replay_init(struct replay *replay, struct undo *undo, const char *self)
{
    *replay = (struct replay){ .undo = undo, .reader = { .map = undo->map } };
    replay_adopt(replay, slice_of(self));
}

void replay_release(struct replay *replay)
{
    for (size_t i = 0; i < replay->author_count; i++)
        free(replay->authors[i].name);
    names_release(&replay->tokens);
    free(replay->authors);
    *replay = (struct replay){ 0 };
}

uint32_t replay_author(struct replay *replay, struct slice token)
{
    size_t number = names_find(&replay->tokens, token);
    if (number != SIZE_MAX)
        return (uint32_t)number;
    number = names_add(&replay->tokens, token);
    MEM_GROW(replay->authors, replay->author_count + 1, replay->author_cap);
    replay->authors[replay->author_count++] =
        (struct replay_author){ .token = replay->tokens.items[number] };
    return (uint32_t)number;
}

void replay_adopt(struct replay *replay, struct slice token)
{
    uint32_t author = replay_author(replay, token);
    replay->authors[author].own = true;
}

void replay_call(struct replay *replay, uint32_t author, struct slice name)
{
    struct replay_author *who = &replay->authors[author];
    free(who->name);
    who->name = mem_alloc(name.len + 1);
    memcpy(who->name, name.data, name.len);
    who->name[name.len] = '\0';
}

/* --- undo and redo of others --- */

static bool token_is(struct slice *rest, struct buf *token, const char *name)
{
    buf_clear(token);
    return edit_token_next(rest, token) && slice_is(buf_slice(token), name);
}

static bool read_toggle(struct replay *replay, struct slice text, bool undone)
{
    struct buf token = BUF_INIT;
    struct action action = { 0, 0 };
    struct slice rest = text;
    bool good = token_is(&rest, &token, undone ? "undo" : "redo");
    buf_clear(&token);
    good = good && edit_token_next(&rest, &token) && token.len;
    if (good)
        action.author = replay_author(replay, buf_slice(&token));
    buf_clear(&token);
    good = good && edit_token_next(&rest, &token) && token.len && token.len < 10;
    if (good)
        action.group = (uint32_t)strtoul(token.data, NULL, 10);
    buf_release(&token);
    bool same = good && replay->waits && replay->toggled.author == action.author &&
                replay->toggled.group == action.group;
    if (!same)
        replay_rest(replay);
    replay->toggles = replay->waits = good;
    replay->toggled = action;
    replay->undoes = undone;
    return good;
}

/* One action may be undone and done again thousands of times: what counts is the last of them. */
static void do_toggle(struct replay *replay)
{
    if (replay->waits)
        undo_toggle(replay->undo, replay->toggled, replay->undoes);
    replay->waits = false;
}

/* One's own undo, between the lines of another's, ends that. */
static bool is_toggling(const struct replay *replay)
{
    struct action now = replay->undo->toggling.action, then = replay->toggled;
    return replay->toggles && now.author == then.author && now.group == then.group;
}

void replay_rest(struct replay *replay)
{
    do_toggle(replay);
    if (is_toggling(replay))
        undo_settle(replay->undo);
}

/* An own log that has all edits says itself what comes next: then the nodes are the right ones,
 * also where several have had the same id. A line that skips a few is good, too. */
static bool apply_expected(struct replay *replay, struct slice text, struct edit *edit)
{
    enum { TRIES = 16 };
    struct buf expected = BUF_INIT;
    size_t next = replay->undo->toggling.next;
    bool same = false;
    for (int i = 0; i < TRIES && !same && undo_next_effect(replay->undo, edit); i++) {
        buf_clear(&expected);
        edit_text_add(edit, &expected);
        same = slice_equal(buf_slice(&expected), text);
    }
    buf_release(&expected);
    if (same)
        undo_carry_out_effect(replay->undo, edit);
    else
        replay->undo->toggling.next = next;
    return same;
}

void replay_add_toggle(
    const struct replay *replay, const struct edit *first, bool undone, struct buf *out)
{
    struct buf number = BUF_INIT;
    buf_addf(&number, "%u", first->group);
    edit_token_add(out, undone ? SLICE("undo") : SLICE("redo"));
    edit_token_add(out, slice_of(replay->authors[first->author].token));
    edit_token_add(out, buf_slice(&number));
    buf_release(&number);
}

/* --- lines --- */

static enum edit_text apply(struct replay *replay, struct slice text, struct edit *edit)
{
    do_toggle(replay);
    replay->toggles = is_toggling(replay);
    if (replay->toggles && apply_expected(replay, text, edit))
        return EDIT_TEXT_GOOD;
    enum edit_text result = edit_text_read(&replay->reader, text, replay->toggles, edit);
    if (result != EDIT_TEXT_GOOD)
        return result;
    if (edit->op == EDIT_SET)
        edit->before = node_has(edit->node, (enum field)edit->field)
                           ? node_get(edit->node, (enum field)edit->field)
                           : SLICE_NONE;
    if (!edit_fits(replay->undo->map, edit, NULL)) {
        if (edit->op == EDIT_INSERT)
            ids_leave(replay->undo->map, edit->node);
        return EDIT_TEXT_BAD;
    }
    edit->author = replay->toggles ? replay->toggled.author : replay->author;
    edit->group = replay->toggles ? replay->toggled.group : replay->group;
    edit->own = replay->authors[edit->author].own;
    if (replay->toggles)
        undo_apply_effect(replay->undo, *edit);
    else
        undo_apply(replay->undo, *edit);
    return EDIT_TEXT_GOOD;
}

enum edit_text replay_line(struct replay *replay, const struct replay_line *line, struct edit *edit)
{
    uint32_t author = replay_author(replay, line->author);
    bool undoes = slice_begins_fold(line->text, SLICE("undo\t"));
    bool redoes = slice_begins_fold(line->text, SLICE("redo\t"));
    bool begins = author != replay->author || line->action != replay->group;
    replay->author = author;
    replay->group = line->action;
    *edit = (struct edit){ .author = author, .group = line->action };
    if (undoes || redoes)
        return read_toggle(replay, line->text, undoes) ? EDIT_TEXT_GOOD : EDIT_TEXT_BAD;
    if (begins) {
        replay_rest(replay);
        replay->toggles = false;
    }
    return apply(replay, line->text, edit);
}
