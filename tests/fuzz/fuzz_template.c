/*
 * The name of a file in the user's folder of templates, a title, and the file's text, with NUL
 * bytes between. It is found and read or refused with a message; a map that is begun with it can be
 * written, and a guide of it asks or is refused.
 */
#include "fuzz.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "guide/guide.h"
#include "store/template.h"

enum { NAME_MOST = 100 };

#define FOLDER "/cjm-tui/templates/"

static time_t now_of(void *context)
{
    (void)context;
    return 1795269720;
}

static void make_folder(void)
{
    struct buf path = BUF_INIT;
    setenv("XDG_DATA_HOME", fuzz_folder(), 1);
    for (const char *end = FOLDER; (end = strchr(end + 1, '/'));) {
        buf_clear(&path);
        buf_addf(&path, "%s%.*s", fuzz_folder(), (int)(end - FOLDER), FOLDER);
        mkdir(path.data, 0700);
    }
    buf_release(&path);
}

static bool is_file_name(struct slice name)
{
    return name.len && name.len <= NAME_MOST && !memchr(name.data, '/', name.len) &&
           name.data[0] != '.';
}

/* --- what is made of it --- */

static void ask(struct map *map, struct slice name)
{
    static const struct clock clock = { now_of, NULL };
    struct undo undo;
    struct diags diags = DIAGS_INIT;
    struct guide_question question;
    struct buf text = BUF_INIT;
    undo_init(&undo, map);
    struct guide *guide = guide_new(&undo, NULL, &clock, &diags);
    if (!guide && !diags.count)
        fuzz_fail("no guide, without a word");
    if (guide) {
        guide_take_stages(guide, name, &text);
        for (int i = 0; i < 50 && guide_question(guide, &question); i++)
            guide_skip(guide);
        guide_add_agenda(guide, &text);
        guide_add_explanation(guide, &text);
        guide_leave(guide);
        guide_free(guide);
    }
    fuzz_check_map(map);
    buf_release(&text);
    undo_release(&undo);
    diags_release(&diags);
}

static void begin_map(struct slice name, struct slice title, bool keep_samples)
{
    struct map map;
    struct diags diags = DIAGS_INIT;
    map_begin(&map);
    if (template_read(&map, name, &diags) == STATUS_OK) {
        template_apply(&map, title, keep_samples);
        fuzz_check_map(&map);
        ask(&map, name);
    } else if (!diags.count) {
        fuzz_fail("refused without a word");
    }
    map_release(&map);
    diags_release(&diags);
}

static void use(struct slice name, struct slice title)
{
    struct template_list list;
    struct diags diags = DIAGS_INIT;
    templates_find(&list, &diags);
    templates_release(&list);
    diags_release(&diags);
    begin_map(name, title, false);
    begin_map(name, title, true);
    begin_map(SLICE("seven-stages"), title, false);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buf path = BUF_INIT;
    make_folder();
    fuzz_begin(data, size);
    struct slice name = fuzz_part(), title = fuzz_part(), text = fuzz_part();
    bool file = is_file_name(name);
    buf_addf(&path, FOLDER "%.*s.yaml", SLICE_ARG(name));
    if (file)
        fuzz_write(path.data, text);
    if (title.len && utf8_valid_length(title) == title.len)
        use(name, title);
    buf_splice(&path, 0, 0, slice_of(fuzz_folder()));
    if (file)
        unlink(path.data);
    buf_release(&path);
    return 0;
}
