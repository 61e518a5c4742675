/*
 * The text of a map, a NUL byte, and lines AUTHOR ACTION TEXT as of its journal, from anybody. Each
 * is taken or not; a map comes out that can be written. An empty line stands for the end of what is
 * there for now, "u" and "r" for an own undo and redo.
 */
#include "fuzz.h"

#include "model/edit/replay.h"
#include "store/journal/crc_line.h"
#include "store/journal/journal_private.h"
#include "store/own_key.h"

static bool parse_line(struct slice line, struct replay_line *out)
{
    uint64_t action;
    out->author = slice_next_word(&line);
    if (!journal_author_is_valid(out->author) || !take_number(&line, &action) ||
        action > UINT32_MAX || !take_char(&line, ' '))
        return false;
    out->action = (uint32_t)action;
    out->text = line;
    return journal_text_is_valid(line);
}

static void take(struct replay *replay, struct slice text)
{
    struct replay_line line;
    struct edit edit;
    if (!text.len)
        replay_rest(replay);
    else if (slice_is(text, "u"))
        undo_undo(replay->undo);
    else if (slice_is(text, "r"))
        undo_redo(replay->undo);
    else if (parse_line(text, &line))
        replay_line(replay, &line, &edit);
}

static void replay_all(struct undo *undo, struct slice lines)
{
    struct replay replay;
    struct slice line;
    replay_init(&replay, undo, "me");
    replay.reader.own_key = own_key_read;
    replay_adopt(&replay, SLICE("me-before"));
    while (slice_next_line(&lines, &line))
        take(&replay, line);
    replay_rest(&replay);
    fuzz_check_map(undo->map);
    fuzz_undo_all(undo);
    replay_rest(&replay);
    fuzz_check_map(undo->map);
    replay_release(&replay);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct map map;
    struct undo undo;
    fuzz_begin(data, size);
    if (fuzz_read_map(&map, fuzz_part())) {
        undo_init(&undo, &map);
        replay_all(&undo, fuzz_part());
        undo_release(&undo);
    }
    map_release(&map);
    return 0;
}
