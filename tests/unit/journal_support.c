#include "unit/journal_support.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "support.h"

static char *folder;

void journal_set_up(void)
{
    folder = test_folder();
    test_write(map_path(), SLICE("cjm: 1\ntitle: T\n"));
}

void journal_tear_down(void)
{
    test_remove_folder(folder);
}

const char *map_path(void)
{
    static char path[600];
    snprintf(path, sizeof path, "%s/map.yaml", folder);
    return path;
}

const char *beside_map(const char *name)
{
    static char path[600];
    snprintf(path, sizeof path, "%s/.map.yaml.cjm%s%s", folder, name ? "/" : "", name ? name : "");
    return path;
}

bool map_file_has(const char *text)
{
    struct buf file = BUF_INIT;
    test_read(map_path(), &file);
    bool has = strstr(file.data, text);
    buf_release(&file);
    return has;
}

struct journal *open_journal(bool write)
{
    struct diags diags = DIAGS_INIT;
    struct journal *journal;
    struct journal_options options = { .path = map_path(), .write = write };
    enum status status = journal_open(&journal, &options, &diags);
    cr_assert_eq(status, STATUS_OK, "%s", diags.count ? diags.items[0].text : "no message");
    cr_expect_eq(diags.count, 0);
    diags_release(&diags);
    return journal;
}

void journal_start_over(struct journal *journal, uint64_t seq, uint64_t keep_after)
{
    struct journal_start start = {
        .base = text_mark_of(SLICE("base")),
        .seq = seq,
        .keep_after = keep_after,
        .keep_history = true,
    };
    cr_assert(journal_lock(journal, 1000));
    journal_read(journal, NULL, NULL);
    cr_assert(journal_begin(journal, &start));
    journal_unlock(journal);
}

size_t journal_append_one(
    struct journal *journal, const char *author, uint64_t action, const char *text)
{
    struct slice texts = slice_of(text);
    cr_assert(journal_lock(journal, 1000));
    journal_read(journal, NULL, NULL);
    size_t count = journal_append(journal, JOURNAL_LIKE(slice_of(author), action, 1000), &texts, 1);
    journal_unlock(journal);
    return count;
}

void take_record(void *context, const struct journal_record *record)
{
    struct taken *taken = context;
    buf_addf(&taken->out, "%" PRIu64 " %.*s %" PRIu64 " %.*s\n", record->seq,
        SLICE_ARG(record->author), record->action, SLICE_ARG(record->text));
    taken->last = record->seq;
    taken->count++;
}
