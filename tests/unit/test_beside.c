/* Work that a process of its own does. */
#include "store/file/beside.h"

#include <criterion/criterion.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"

struct work {
    const char *path; /* what put() makes */
    enum status status;
    int messages;
    bool hangs, crashes;
};

static enum status make(void *context, struct diags *diags)
{
    const struct work *work = context;
    char text[900];
    memset(text, 'x', sizeof text);
    for (int i = 0; i < work->messages; i++)
        diags_add(diags, i % 2 ? "file" : NULL, (size_t)i, (size_t)i * 2, "%d\n%.*s", i,
            (int)sizeof text, text);
    if (work->hangs)
        test_hang();
    if (work->crashes)
        raise(SIGKILL);
    return work->status;
}

static enum status put(void *context, struct diags *diags)
{
    const struct work *work = context;
    (void)diags;
    fclose(fopen(work->path, "w"));
    return STATUS_OK;
}

static char folder[] = "/tmp/cjm-beside-XXXXXX";

static void make_path(struct buf *path)
{
    cr_assert(mkdtemp(folder));
    buf_addf(path, "%s/out", folder);
}

static void expect_put(const struct buf *path, bool is)
{
    cr_expect_eq(access(path->data, F_OK) == 0, is);
    unlink(path->data);
    rmdir(folder);
}

static struct beside *start(bool here, struct work *work)
{
    return beside_start(here, &(struct beside_work){ make, put, work });
}

Test(beside, gives_its_status_and_messages)
{
    struct buf path = BUF_INIT;
    for (int here = 0; here < 2; here++) {
        struct diags diags = DIAGS_INIT;
        memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
        buf_clear(&path);
        make_path(&path);
        /* More than a pipe takes at once. */
        struct beside *beside = start(
            here, &(struct work){ .path = path.data, .messages = DIAGS_MAX });
        cr_expect(beside_is_over_in(beside, 20000));
        cr_expect_eq(beside_end(beside, &diags), STATUS_OK);
        cr_assert_eq(diags.count, DIAGS_MAX);
        cr_expect_null(diags.items[4].file);
        cr_expect_str_eq(diags.items[5].file, "file");
        cr_expect_eq(diags.items[5].line, 5);
        cr_expect_eq(diags.items[5].column, 10);
        cr_expect_eq(strlen(diags.items[5].text), 902);
        diags_release(&diags);
        expect_put(&path, true);
    }
    buf_release(&path);
}

static void expect_failure(
    struct work work, bool stops, enum status status, size_t messages, const char *said)
{
    struct buf path = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    make_path(&path);
    work.path = path.data;
    struct beside *beside = start(false, &work);
    if (stops) {
        cr_expect(!beside_is_over_in(beside, 30));
        beside_stop(beside);
    }
    cr_expect_eq(beside_end(beside, &diags), status);
    cr_expect_eq(diags.count, messages);
    cr_expect(!said || strcmp(diags.items[0].text, said) == 0, "%s", diags.items[0].text);
    diags_release(&diags);
    expect_put(&path, false);
    buf_release(&path);
}

Test(beside, puts_nothing_where_it_failed_or_was_stopped, .timeout = 60)
{
    static const char stopped[] = "it was stopped before it was done";
    expect_failure(
        (struct work){ .status = STATUS_BAD, .messages = 2 }, false, STATUS_BAD, 2, NULL);
    expect_failure((struct work){ .hangs = true }, true, STATUS_SYSTEM, 1, stopped);
    expect_failure((struct work){ .crashes = true }, false, STATUS_SYSTEM, 1, stopped);
}
