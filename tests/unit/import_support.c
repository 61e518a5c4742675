#include "unit/import_support.h"

#include <criterion/criterion.h>

#include "store/store.h"
#include "unit/store_support.h"

static void write_imported(struct draft *draft, struct buf *out)
{
    struct map map;
    struct undo undo;
    struct buf text = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    map_begin(&map);
    undo_init(&undo, &map);
    cr_assert_eq(import_place(draft, &undo), STATUS_OK);
    cr_assert_eq(
        store_standard(&map, &text, &diags), STATUS_OK, "%s: it can't be read back", draft->file);
    cr_assert(strncmp(text.data, "cjm: 1\n", 7) == 0, "%s", text.data);
    buf_adds(out, text.data + 7);
    undo_undo(&undo);
    cr_expect_eq(map.root->value_count, 0, "%s: one undo does not take all back", draft->file);
    cr_expect_eq(node_child_count(map.root, MAP_STAGES), 0);
    buf_release(&text);
    diags_release(&diags);
    undo_release(&undo);
    map_release(&map);
}

enum status import_text(const char *name, struct slice text, const struct import_options *options,
    struct buf *map, struct buf *said)
{
    static const struct import_options none = { 0 };
    struct lexicon lexicon;
    struct draft draft;
    struct diags diags = DIAGS_INIT;
    lexicon_init(&lexicon);
    draft_init(&draft, &lexicon, name, options ? options : &none, &diags);
    enum status status = import_read(&draft, text);
    if (status == STATUS_OK)
        write_imported(&draft, map);
    if (status == STATUS_OK && draft.doubt)
        status = STATUS_FOUND;
    take_messages(&diags, said);
    draft_release(&draft);
    lexicon_release(&lexicon);
    return status;
}

void expect_import(
    const char *name, const char *text, const char *map, const char *said, enum status status)
{
    struct buf got = BUF_INIT, messages = BUF_INIT;
    enum status ended = import_text(name, slice_of(text), NULL, &got, &messages);
    cr_expect_str_eq(got.data, map, "%s of\n%s\nis\n%s", name, text, got.data);
    cr_expect_str_eq(messages.data, said, "%s of\n%s\nsays\n%s", name, text, messages.data);
    cr_expect_eq(ended, status, "%s: %d, %d wanted", text, ended, status);
    buf_release(&got);
    buf_release(&messages);
}
