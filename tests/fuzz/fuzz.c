#include "fuzz.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/store.h"
#include "support.h"
#include "unit/random_edits.h"
#include "unit/shared_support.h"
#include "unit/store_support.h"

/* --- what is wrong --- */

void fuzz_fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    abort();
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"

void criterion_check(bool good, const char *where, const char *what, const char *format, ...)
{
    char text[4000];
    va_list arguments;
    if (good)
        return;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fuzz_fail("%s: %s %s", where, what, text);
}

#pragma GCC diagnostic pop

/* --- the input --- */

static struct slice input;

uint64_t fuzz_state;

void fuzz_begin(const uint8_t *data, size_t size)
{
    input = (struct slice){ (const char *)data, size };
}

struct slice fuzz_part(void)
{
    const char *end = input.len ? memchr(input.data, '\0', input.len) : NULL;
    struct slice part = { input.data, end ? (size_t)(end - input.data) : input.len };
    input = slice_from(input, part.len + (end != NULL));
    return part;
}

bool fuzz_more(void)
{
    return input.len > 0;
}

unsigned fuzz_below(unsigned below)
{
    unsigned number = 0;
    for (unsigned reach = 1; reach < below && input.len; reach *= 256) {
        number = number * 256 + (unsigned char)input.data[0];
        input = slice_from(input, 1);
    }
    return number % below;
}

/* In the place of that of tests/unit/random_number.c. */
unsigned random_below(uint64_t *state, unsigned below)
{
    (void)state;
    return fuzz_below(below);
}

/* --- maps --- */

static void check_messages(const struct diags *diags, struct slice text)
{
    struct buf message = BUF_INIT;
    size_t lines = 1;
    for (size_t i = 0; i < text.len; i++)
        lines += text.data[i] == '\n';
    if (!diags->count)
        fuzz_fail("refused without a word");
    for (size_t i = 0; i < diags->count; i++) {
        buf_clear(&message);
        diag_format(&diags->items[i], &message);
        if (diags->items[i].line > lines)
            fuzz_fail("behind the end of %zu lines: %s", lines, message.data);
    }
    buf_release(&message);
}

bool fuzz_read_map(struct map *map, struct slice text)
{
    struct diags diags = DIAGS_INIT;
    map_begin(map);
    bool good = store_read_text(map, "map.yaml", text, &diags) == STATUS_OK;
    if (!good)
        check_messages(&diags, text);
    diags_release(&diags);
    return good;
}

void fuzz_check_text(const struct map *map, struct slice text)
{
    struct map back;
    struct buf before = BUF_INIT, after = BUF_INIT;
    if (!fuzz_read_map(&back, text))
        fuzz_fail("what is written is refused:\n%.*s", SLICE_ARG(text));
    shared_describe(map, &before);
    shared_describe(&back, &after);
    if (!slice_equal(buf_slice(&before), buf_slice(&after)))
        fuzz_fail("the map is\n%s\n--- written\n%.*s\n--- read back\n%s", before.data,
            SLICE_ARG(text), after.data);
    map_release(&back);
    buf_release(&before);
    buf_release(&after);
}

void fuzz_check_map(const struct map *map)
{
    struct diags diags = DIAGS_INIT;
    struct buf text = BUF_INIT, canonical = BUF_INIT;
    if (store_text(map, &text, &diags) != STATUS_OK ||
        store_standard(map, &canonical, &diags) != STATUS_OK)
        fuzz_fail("%s", diags.items[0].text);
    fuzz_check_text(map, buf_slice(&text));
    fuzz_check_text(map, buf_slice(&canonical));
    buf_release(&text);
    buf_release(&canonical);
    diags_release(&diags);
}

void fuzz_edit(struct undo *undo)
{
    unsigned what = fuzz_below(16);
    if (what == 0) {
        undo_undo(undo);
    } else if (what == 1) {
        undo_redo(undo);
    } else if (what < 4) {
        random_unknown_edit(&fuzz_state, undo);
    } else if (what < 5) {
        random_lane_edit(&fuzz_state, undo);
    } else {
        undo_begin(undo);
        for (unsigned edits = what < 12 ? 1 : what - 9; edits; edits--)
            random_edit(&fuzz_state, undo);
        undo_end(undo);
    }
}

void fuzz_undo_all(struct undo *undo)
{
    while (undo_undo(undo))
        ;
    while (undo_redo(undo))
        ;
    while (undo_undo(undo))
        ;
}

/* --- files --- */

static char *folder;

static void remove_folder(void)
{
    test_remove_folder(folder);
}

const char *fuzz_folder(void)
{
    if (!folder) {
        folder = test_folder();
        atexit(remove_folder);
    }
    return folder;
}

void fuzz_write(const char *name, struct slice text)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", fuzz_folder(), name);
    test_write(path.data, text);
    buf_release(&path);
}
