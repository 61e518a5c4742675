/*
 * The text of a map, a NUL byte, and lines that are answered in the guide: answers, short forms,
 * lists ("\v" in the place of a line break), dot commands. Nothing is refused without a word, the
 * map can be written, and after the undo of it all it is what it was.
 */
#include "fuzz.h"

#include <stdlib.h>

#include "base/text.h"
#include "guide/dot.h"
#include "guide/guide.h"
#include "model/edit/short_form.h"
#include "store/store.h"

enum { LINES_MAX = 40 };

static time_t now_of(void *context)
{
    return *(time_t *)context;
}

/* --- short forms --- */

static void insert_list(struct undo *undo, struct node *parent, struct slice list)
{
    const struct kind_def *def = kind_def((enum node_kind)parent->kind);
    struct buf why = BUF_INIT;
    for (enum field field = def->first; field < def->end; field++) {
        if (field_def(field)->type != FIELD_NODES || field == MAP_LANES) /* nobody types these */
            continue;
        enum node_kind kind = field_def(field)->child;
        buf_clear(&why);
        if (short_list_read(kind, list, &why))
            short_list_insert(undo, parent, kind, 0, list);
        else if (!why.len)
            fuzz_fail("refused without a word: %.*s", SLICE_ARG(list));
    }
    buf_release(&why);
}

/* What the guide and `add` have checked before: text, without control characters. */
static bool is_plain(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.data[i] < ' ' && text.data[i] != '\n')
            return false;
    return text.len && utf8_valid_length(text) == text.len;
}

static void insert_everywhere(struct undo *undo, struct slice list)
{
    struct node *stage = node_child(undo->map->root, MAP_STAGES, 0);
    struct node *touchpoint = stage ? node_child(stage, STAGE_TOUCHPOINTS, 0) : NULL;
    if (!is_plain(list))
        return;
    insert_list(undo, undo->map->root, list);
    if (stage)
        insert_list(undo, stage, list);
    if (touchpoint)
        insert_list(undo, touchpoint, list);
}

/* --- the guide --- */

static void take_text(void *context, struct slice text)
{
    buf_clear(context);
    buf_add_slice(context, text);
}

static void answer(struct guide *guide, struct slice line)
{
    struct buf message = BUF_INIT;
    struct completer completer = { take_text, &message };
    if (dot_complete(guide, line, &completer) > line.len)
        fuzz_fail("completed behind the end of %.*s", SLICE_ARG(line));
    buf_clear(&message);
    guide_preview(guide, line, &message);
    buf_clear(&message);
    if (dot_run(guide, &line, &message) == DOT_NONE) {
        buf_clear(&message);
        if (guide_answer(guide, line, &message) == ANSWER_REFUSED && !message.len)
            fuzz_fail("refused without a word: %.*s", SLICE_ARG(line));
    }
    buf_release(&message);
}

static void say_all(struct guide *guide)
{
    struct buf text = BUF_INIT;
    struct guide_question question;
    const struct guide_option *options;
    guide_add_title(guide, &text);
    guide_add_agenda(guide, &text);
    guide_add_summary(guide, &text);
    guide_add_explanation(guide, &text);
    if (guide_question(guide, &question)) {
        guide_add_subject(&question, &text);
        guide_add_items(&question, "; ", &text);
        guide_add_hint(&question, &text);
        guide_add_value(guide, &text);
        guide_options(guide, &options);
    }
    buf_release(&text);
}

static void answer_all(struct undo *undo, struct slice lines)
{
    time_t now = 1795269720;
    struct clock clock = { now_of, &now };
    struct diags diags = DIAGS_INIT;
    struct guide *guide = guide_new(undo, "map.yaml", &clock, &diags);
    struct slice line;
    struct buf text = BUF_INIT;
    if (!guide && !diags.count)
        fuzz_fail("no guide, without a word");
    for (int i = 0; guide && i < LINES_MAX && slice_next_line(&lines, &line); i++) {
        buf_clear(&text);
        buf_add_slice(&text, line);
        for (size_t k = 0; k < text.len; k++)
            if (text.data[k] == '\v')
                text.data[k] = '\n';
        answer(guide, buf_slice(&text));
        now += 7;
    }
    if (guide) {
        say_all(guide);
        guide_leave(guide);
        guide_free(guide);
    }
    insert_everywhere(undo, buf_slice(&text));
    buf_release(&text);
    diags_release(&diags);
}

static void check_same(const struct map *map, const struct buf *before)
{
    struct buf after = BUF_INIT;
    store_canonical(map, &after);
    if (!slice_equal(buf_slice(&after), buf_slice(before)))
        fuzz_fail("after the undo of it all the map is\n%s\n--- was\n%s", after.data, before->data);
    buf_release(&after);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct map map;
    struct undo undo;
    struct buf before = BUF_INIT;
    fuzz_begin(data, size);
    setenv("TZ", "UTC", 1);
    setenv("XDG_DATA_HOME", "/nonexistent", 1);
    if (fuzz_read_map(&map, fuzz_part())) {
        store_canonical(&map, &before);
        undo_init(&undo, &map);
        answer_all(&undo, fuzz_part());
        fuzz_check_map(&map);
        fuzz_undo_all(&undo);
        check_same(&map, &before);
        undo_release(&undo);
    }
    map_release(&map);
    buf_release(&before);
    return 0;
}
