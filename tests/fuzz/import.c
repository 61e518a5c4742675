/*
 * A file of a format, with lines "--NAME TEXT" before it that are options. It becomes a map that
 * can be written, or is refused with a message; data come into a map, and one undo takes all of it
 * out. Done again, as after a dry run, it comes to the same, and is told in the same words.
 */
#include "fuzz.h"

#include <string.h>

#include "import/import.h"
#include "import/place/place.h"
#include "import/plan.h"
#include "store/store.h"

/* Some of it came from an earlier file of the same name. */
static const char base[] =
    "cjm: 1\ntitle: A\npersonas: [Ann, Bob]\nstages:\n  - name: S\n    touchpoints:\n"
    "      - name: T\n        metrics: [{name: CES, kind: ces, value: 3, source: file}]\n"
    "        pains: [{text: a, link: K-1}]\n        quotes: [{text: x}, {text: good}]\n"
    "      - U\n  - name: V\n    touchpoints: [T]\n";

enum { OPTIONS_MOST = 6 };

struct task {
    struct import_options options;
    struct buf texts[OPTIONS_MOST]; /* which the options point to */
    struct slice file;
    bool data;
    const struct lexicon *lexicon;
};

/* What came of it. */
struct outcome {
    enum status status;
    struct buf map, plan, said;
};

/* Takes an option off the front of the file; false: there is none. */
static bool take_option(struct task *task, struct buf *text)
{
    struct slice rest = task->file, line = SLICE("");
    struct diags diags = DIAGS_INIT;
    if (rest.len < 2 || memcmp(rest.data, "--", 2) != 0)
        return false;
    slice_next_line(&rest, &line);
    buf_add(text, line.data + 2, line.len - 2);
    char *value = text->data + strcspn(text->data, " ");
    if (*value)
        *value++ = '\0';
    bool good = strcmp(text->data, "guess") == 0;
    if (good)
        task->options.format = NULL;
    else
        good = strcmp(text->data, "format") != 0 &&
               import_set_option(&task->options, text->data, value, &diags);
    if (good)
        task->file = rest;
    diags_release(&diags);
    return good;
}

static void take_messages(struct diags *diags, struct outcome *out)
{
    if (out->status != STATUS_OK && !diags->count)
        fuzz_fail("refused without a word");
    for (size_t i = 0; i < diags->count; i++) {
        diag_format(&diags->items[i], &out->said);
        buf_add_char(&out->said, '\n');
    }
    diags_release(diags);
}

/* As the subcommand and the screen do it. */
static void run(const struct task *task, struct map *map, struct undo *undo, struct outcome *out)
{
    struct draft draft;
    struct plan_counts before;
    struct diags diags = DIAGS_INIT;
    plan_count(map, &before);
    draft_init(&draft, task->lexicon, "file", &task->options, &diags);
    undo_begin(undo);
    if (task->data)
        out->status = import_data(&draft, undo, task->file);
    else if ((out->status = import_read(&draft, task->file)) == STATUS_OK)
        out->status = import_place(&draft, undo);
    undo_end(undo);
    if (out->status == STATUS_OK)
        plan_add(&draft, &before, map, &out->plan);
    store_canonical(map, &out->map);
    take_messages(&diags, out);
    draft_release(&draft);
}

static void expect_equal(const char *what, const struct buf *one, const struct buf *other)
{
    if (!slice_equal(buf_slice(one), buf_slice(other)))
        fuzz_fail("%s:\n%s\n---\n%s", what, one->data, other->data);
}

static void release_outcome(struct outcome *out)
{
    buf_release(&out->map);
    buf_release(&out->plan);
    buf_release(&out->said);
}

static void import_twice(const struct task *task)
{
    struct outcome dry = { STATUS_OK, BUF_INIT, BUF_INIT, BUF_INIT }, wet = dry;
    struct map map;
    struct undo undo;
    struct buf before = BUF_INIT, after = BUF_INIT;
    map_begin(&map);
    if (task->data) {
        map_release(&map);
        fuzz_read_map(&map, slice_of(base));
    }
    undo_init(&undo, &map);
    store_canonical(&map, &before);
    run(task, &map, &undo, &dry);
    undo_undo(&undo);
    store_canonical(&map, &after);
    expect_equal("undo does not take all back", &before, &after);
    run(task, &map, &undo, &wet);
    if (task->data || wet.status == STATUS_OK)
        fuzz_check_map(&map);
    expect_equal("the second time it is another map", &dry.map, &wet.map);
    expect_equal("the second time it is planned differently", &dry.plan, &wet.plan);
    expect_equal("the second time other things are said", &dry.said, &wet.said);
    release_outcome(&dry);
    release_outcome(&wet);
    buf_release(&before);
    buf_release(&after);
    undo_release(&undo);
    map_release(&map);
}

void fuzz_import(const char *format, struct slice file)
{
    static struct lexicon lexicon;
    static bool known;
    struct task task = { .options = { .most = 2, .format = format },
        .file = file,
        .data = import_is_data(format),
        .lexicon = &lexicon };
    if (!known)
        lexicon_init(&lexicon);
    known = true;
    for (size_t i = 0; i < OPTIONS_MOST; i++)
        buf_init(&task.texts[i]);
    for (size_t i = 0; i < OPTIONS_MOST && take_option(&task, &task.texts[i]);)
        i++;
    import_twice(&task);
    for (size_t i = 0; i < OPTIONS_MOST; i++)
        buf_release(&task.texts[i]);
}
