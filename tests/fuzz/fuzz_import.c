/*
 * A line with the name of a format, or an empty one where it is to be found out, and a file in it.
 * It becomes a map that can be written, or is refused with a message; data come into a map, and one
 * undo takes all of it out.
 */
#include "fuzz.h"

#include <string.h>

#include "import/import.h"
#include "import/place/place.h"
#include "store/store.h"

static const char base[] = "cjm: 1\ntitle: A\npersonas: [Ann, Bob]\nstages:\n  - name: S\n"
                           "    touchpoints: [T, U]\n  - name: V\n    touchpoints: [T]\n";

static void check_message(enum status status, const struct diags *diags)
{
    if (status != STATUS_OK && !diags->count)
        fuzz_fail("refused without a word");
}

static void make_map(const struct lexicon *lexicon, const struct import_options *options,
    const char *file, struct slice text)
{
    struct draft draft;
    struct diags diags = DIAGS_INIT;
    struct map map;
    struct undo undo;
    draft_init(&draft, lexicon, file, options, &diags);
    map_begin(&map);
    undo_init(&undo, &map);
    enum status status = import_read(&draft, text);
    if (status == STATUS_OK)
        status = import_place(&draft, &undo);
    check_message(status, &diags);
    if (status == STATUS_OK)
        fuzz_check_map(&map);
    undo_release(&undo);
    map_release(&map);
    draft_release(&draft);
    diags_release(&diags);
}

static void add_data(const struct lexicon *lexicon, const struct import_options *options,
    const char *file, struct slice text)
{
    struct draft draft;
    struct diags diags = DIAGS_INIT;
    struct map map;
    struct undo undo;
    struct buf before = BUF_INIT, after = BUF_INIT;
    if (!fuzz_read_map(&map, slice_of(base)))
        fuzz_fail("the base is not read");
    store_canonical(&map, &before);
    undo_init(&undo, &map);
    draft_init(&draft, lexicon, file, options, &diags);
    undo_begin(&undo);
    enum status status = import_data(&draft, &undo, text);
    undo_end(&undo);
    check_message(status, &diags);
    fuzz_check_map(&map);
    undo_undo(&undo);
    store_canonical(&map, &after);
    if (!slice_equal(buf_slice(&before), buf_slice(&after)))
        fuzz_fail("one undo does not take all back");
    buf_release(&before);
    buf_release(&after);
    draft_release(&draft);
    undo_release(&undo);
    map_release(&map);
    diags_release(&diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { FORMAT_MOST = 20 };
    struct lexicon lexicon;
    struct slice text = { (const char *)data, size }, line = SLICE("");
    char format[FORMAT_MOST + 1] = "";
    slice_next_line(&text, &line);
    if (line.len <= FORMAT_MOST && line.len)
        memcpy(format, line.data, line.len);
    struct import_options options = {
        .format = *format ? format : NULL, .most = 2, .quotes = "Why", .nth = size % 5 == 0
    };
    lexicon_init(&lexicon);
    make_map(&lexicon, &options, "file", text);
    add_data(&lexicon, &options, "file", text);
    options.quotes = NULL;
    options.anonymise = true;
    options.at = "T";
    options.kind = "csat";
    add_data(&lexicon, &options, "file", text);
    lexicon_release(&lexicon);
    return 0;
}
