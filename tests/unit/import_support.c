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

/* --- data --- */

const char adding_base[] = "cjm: 1\n"
                           "title: Tea\n"
                           "personas: [Ann]\n"
                           "stages:\n"
                           "  - name: Brew\n"
                           "    touchpoints:\n"
                           "      - name: Boil\n"
                           "      - name: Pour\n"
                           "  - name: Drink\n"
                           "    touchpoints:\n"
                           "      - name: Sip\n"
                           "        quotes:\n"
                           "          - text: Hot!\n";

void adding_begin(struct adding *adding)
{
    read_map(&adding->map, slice_of(adding_base));
    undo_init(&adding->undo, &adding->map);
    lexicon_init(&adding->lexicon);
}

void adding_end(struct adding *adding)
{
    lexicon_release(&adding->lexicon);
    undo_release(&adding->undo);
    map_release(&adding->map);
}

enum status adding_add(struct adding *adding, const char *file, struct slice text,
    struct import_options options, struct buf *said)
{
    struct diags diags = DIAGS_INIT;
    struct draft draft;
    options.most = options.most ? options.most : 20;
    draft_init(&draft, &adding->lexicon, file, &options, &diags);
    undo_begin(&adding->undo);
    enum status status = import_data(&draft, &adding->undo, text);
    undo_end(&adding->undo);
    if (status == STATUS_OK && draft.doubt)
        status = STATUS_FOUND;
    draft_release(&draft);
    buf_clear(said);
    take_messages(&diags, said);
    return status;
}

/* The lines that came and went, and that one undo takes all back. */
void expect_change(struct adding *adding, struct slice before, const char *wanted)
{
    struct buf after = BUF_INIT, change = BUF_INIT;
    write_map(&adding->map, &after);
    add_difference(&change, before, buf_slice(&after));
    cr_expect_str_eq(change.data, wanted, "%s", change.data);
    expect_round_trip(&adding->map, wanted);
    undo_undo(&adding->undo);
    buf_clear(&after);
    write_map(&adding->map, &after);
    cr_expect(slice_equal(buf_slice(&after), before), "%s", after.data);
    undo_redo(&adding->undo);
    buf_release(&after);
    buf_release(&change);
}

void expect_added(const char *file, const char *text, struct import_options options,
    const char *wanted, const char *wanted_said, enum status wanted_status)
{
    struct adding adding;
    struct buf said = BUF_INIT;
    adding_begin(&adding);
    enum status status = adding_add(&adding, file, slice_of(text), options, &said);
    cr_expect_eq(status, wanted_status, "%s: %d", text, status);
    cr_expect_str_eq(said.data, wanted_said, "%s", said.data);
    if (wanted_status != STATUS_BAD)
        expect_change(&adding, slice_of(adding_base), wanted);
    buf_release(&said);
    adding_end(&adding);
}
