/*
 * Some programs that have one map open, with a journal in memory: each edits, undoes, and gets what
 * the others wrote in pieces of any size, cut anywhere. All have the same map in the end, and so
 * has who comes then; it can be written.
 */
#include "fuzz.h"
#include "unit/shared_support.h"

#include <stdio.h>

#include "store/journal/journal_private.h"
#include "store/own_key.h"

enum { PROGRAMS = 3, STEPS_MAX = 16, INPUT_MAX = 128 };

static const char start[] = "cjm: 1\n"
                            "title: Sample\n"
                            "personas: [Anna, Ben]\n"
                            "stages:\n"
                            "  - name: One\n"
                            "    touchpoints:\n"
                            "      - name: Website\n"
                            "        emotion: {anna: -2, ben: 1}\n"
                            "        pains: [Slow, Slow]\n"
                            "  - name: Two\n"
                            "    touchpoints: [Phone]\n"
                            "parking: [Later]\n";

struct program {
    char token[8];
    struct map map;
    struct undo undo;
    struct replay replay;
    struct journal_walk walk;
};

/* The file, and how many records are in it. */
static struct buf file = BUF_INIT;
static uint64_t records;

static ssize_t read_file(int fd, void *data, size_t len, off_t at)
{
    (void)fd;
    size_t left = (size_t)at < file.len ? file.len - (size_t)at : 0;
    memcpy(data, file.data + at, len < left ? len : left);
    return (ssize_t)(len < left ? len : left);
}

static const struct file_calls calls = { .pread = read_file };

static void take(struct program *program, const struct journal_record *record)
{
    struct edit edit;
    struct replay_line line = {
        .author = record->author, .action = (uint32_t)record->action, .text = record->text
    };
    if (slice_is(record->author, program->token))
        return;
    if (replay_line(&program->replay, &line, &edit) != EDIT_TEXT_GOOD)
        fuzz_fail("%s does not take %.*s", program->token, SLICE_ARG(record->text));
}

/* Gets what is before that byte of the file. */
static void get(struct program *program, uint64_t end)
{
    enum walk_step step;
    if (end < program->walk.next)
        return;
    journal_walk_resume(&program->walk, end);
    while ((step = journal_walk_next(&program->walk)) != WALK_END) {
        if (step == WALK_RECORD)
            take(program, &program->walk.record);
        else if (step != WALK_FIRST)
            fuzz_fail("line %d of the journal is none", (int)program->walk.lines);
    }
    replay_rest(&program->replay);
}

static void get_all(void *context)
{
    get(context, file.len);
}

static void append(struct program *program, struct buf *text)
{
    struct journal_record record = { .seq = ++records,
        .time = 1795269720,
        .action = program->undo.group,
        .author = slice_of(program->token),
        .text = buf_slice(text) };
    if (!journal_text_is_valid(record.text))
        fuzz_fail("can't be in a journal: %s", text->data);
    journal_add_record(&record, &file);
    buf_release(text);
}

static void record(void *context, const struct edit *edit)
{
    struct buf text = BUF_INIT;
    edit_text_add(edit, &text);
    append(context, &text);
}

static void toggle(void *context, const struct edit *first, bool undone)
{
    struct program *program = context;
    struct buf text = BUF_INIT;
    replay_add_toggle(&program->replay, first, undone, &text);
    append(program, &text);
}

static void lost(void *context, const struct edit *edit)
{
    (void)context;
    (void)edit;
}

static void join(struct program *program, unsigned number)
{
    snprintf(program->token, sizeof program->token, "p%u", number);
    if (!fuzz_read_map(&program->map, slice_of(start)))
        fuzz_fail("the map is none");
    undo_init(&program->undo, &program->map);
    replay_init(&program->replay, &program->undo, program->token);
    program->replay.reader.own_key = own_key_read;
    journal_walk_init(&program->walk, &calls, 0);
    program->undo.recorder = (struct edit_recorder){
        .begin = get_all, .record = record, .toggle = toggle, .lost = lost, .context = program
    };
}

static void leave(struct program *program)
{
    journal_walk_release(&program->walk);
    replay_release(&program->replay);
    undo_release(&program->undo);
    map_release(&program->map);
}

static void step(struct program *programs)
{
    struct program *program = &programs[fuzz_below(PROGRAMS)];
    unsigned what = fuzz_below(4);
    if (what == 0)
        get(program, fuzz_below((unsigned)file.len + 1));
    else if (what == 1)
        get_all(program);
    else
        fuzz_edit(&program->undo);
}

static void check_same(struct program *programs, const char *when)
{
    struct buf first = BUF_INIT, other = BUF_INIT;
    for (unsigned i = 0; i <= PROGRAMS; i++) {
        get_all(&programs[i]);
        buf_clear(&other);
        shared_describe(&programs[i].map, i ? &other : &first);
        if (i && !slice_equal(buf_slice(&first), buf_slice(&other)))
            fuzz_fail("%s and p0 differ %s:\n%s\n---\n%s\n---\n%s", programs[i].token, when,
                other.data, first.data, file.data);
    }
    buf_release(&first);
    buf_release(&other);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct program programs[PROGRAMS + 1];
    struct journal_first first = { .generation = { 1, 1 } };
    fuzz_begin(data, size < INPUT_MAX ? size : INPUT_MAX);
    unsigned look = fuzz_below(8); /* now and then at the map, which takes the most time */
    buf_clear(&file);
    records = 0;
    journal_add_first(&first, &file);
    for (unsigned i = 0; i < PROGRAMS; i++)
        join(&programs[i], i);
    for (int i = 0; i < STEPS_MAX && fuzz_more(); i++)
        step(programs);
    join(&programs[PROGRAMS], PROGRAMS);
    check_same(programs, "at the end");
    if (look == 1)
        fuzz_check_map(&programs[0].map);
    for (unsigned i = 0; i < PROGRAMS; i++)
        while (undo_undo(&programs[i].undo))
            ;
    check_same(programs, "after the undo of it all");
    if (look == 0)
        fuzz_check_map(&programs[0].map);
    for (unsigned i = 0; i <= PROGRAMS; i++)
        leave(&programs[i]);
    buf_release(&file);
    return 0;
}
