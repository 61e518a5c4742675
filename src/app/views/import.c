/* Data of a file come to the map: first what that would do, then, after Enter, they do. What takes
 * long, to read the file and to find a place for what it says, is done beside the keys, on a copy
 * of the map; what comes of that are edits, as lines of text. */
#include "app/views/import.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/views/aside.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "export/text/private.h"
#include "import/import.h"
#include "import/plan.h"
#include "model/edit/edit_text.h"
#include "store/read/load.h"

struct import_pane {
    struct import_options options; /* their texts are in `line` */
    char *line;                    /* as it was typed, cut into its parts */
    struct buf file;
    struct buf plan;   /* what is shown, line by line; empty: it is not known yet */
    struct buf edits;  /* what is to be done, line by line; empty: there is nothing to take */
    size_t edits_then; /* of the map when it was looked at */
};

void import_free(struct app *app)
{
    struct import_pane *pane = app->import;
    if (!pane)
        return;
    free(pane->line);
    buf_release(&pane->file);
    buf_release(&pane->edits);
    buf_release(&pane->plan);
    free(pane);
    app->import = NULL;
}

/* --- what was typed: FILE --option value --other value --- */

static const char option_sign[] = " --";

/* Cuts the next option off, its sign is in front of it; NULL: there is none. */
static char *cut_option(char *line)
{
    char *at = strstr(line, option_sign);
    if (!at)
        return NULL;
    *at = '\0';
    return at + strlen(option_sign);
}

/* Ends the text before the blanks and the quotes around it. */
static char *trim(char *text)
{
    struct slice inner = text_trim(slice_of(text));
    if (inner.len > 1 && strchr("\"'", inner.data[0]) && inner.data[inner.len - 1] == inner.data[0])
        inner = (struct slice){ inner.data + 1, inner.len - 2 };
    char *begin = text + (inner.data - text);
    begin[inner.len] = '\0';
    return begin;
}

static bool read_options(struct import_pane *pane, char *option, struct diags *diags)
{
    bool good = true;
    while (good && option) {
        char *next = cut_option(option), *value = option + strcspn(option, " =");
        if (*value)
            *value++ = '\0';
        good = import_set_option(&pane->options, option, trim(value), diags);
        option = next;
    }
    return good;
}

static bool read_line(struct import_pane *pane, struct slice argument, struct diags *diags)
{
    pane->options = (struct import_options)IMPORT_OPTIONS_INIT;
    pane->line = mem_alloc(argument.len + 1);
    memcpy(pane->line, argument.data, argument.len);
    pane->line[argument.len] = '\0';
    char *option = cut_option(pane->line);
    add_path(slice_of(trim(pane->line)), &pane->file);
    if (slice_is(buf_slice(&pane->file), "-")) {
        diags_add(diags, NULL, 0, 0, _("\"-\" is not a file here; name another file"));
        return false;
    }
    return read_options(pane, option, diags);
}

static void complete_import(struct app *app, struct slice typed, struct completions *out)
{
    size_t at = typed.len;
    while (at > 0 && typed.data[at - 1] != ' ')
        at--;
    struct slice word = slice_from(typed, at);
    if (!at || word.len < 2 || memcmp(word.data, "--", 2) != 0) {
        complete_file(app, typed, out);
        return;
    }
    const char *name;
    struct buf option = BUF_INIT;
    for (size_t i = 0; (name = import_option_name(i)) != NULL; i++) {
        buf_clear(&option);
        buf_addf(&option, "--%s ", name);
        complete_word(out, buf_slice(&option), word);
    }
    buf_release(&option);
    out->start += at;
}

/* --- looking at it --- */

struct import_look {
    const struct map *map;
    struct import_pane *pane;
    size_t max_size;
    struct buf plan, edits;
};

static void list_messages(struct buf *plan, const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        diag_format(&diags->items[i], plan);
        buf_add_char(plan, '\n');
    }
    if (diags->left_off)
        buf_addf(plan, _n("and %zu more message\n", "and %zu more messages\n", diags->left_off),
            diags->left_off);
}

static void record(void *context, const struct edit *edit)
{
    struct import_look *look = context;
    edit_text_add(edit, &look->edits);
    buf_add_char(&look->edits, '\n');
}

/* Tries it with a copy of the map, and notes what came of that. */
static void try_it(struct import_look *look, struct slice text, struct diags *diags)
{
    struct lexicon lexicon;
    struct draft draft;
    struct map copy;
    struct undo undo;
    struct plan_counts before;
    private_copy(look->map, &(struct private_wish){ 0 }, &copy, diags);
    undo_init(&undo, &copy);
    undo.recorder = (struct edit_recorder){ .record = record, .context = look };
    lexicon_init(&lexicon);
    plan_count(&copy, &before);
    draft_init(&draft, &lexicon, look->pane->file.data, &look->pane->options, diags);
    if (import_data(&draft, &undo, text) == STATUS_OK)
        plan_add(&draft, &before, &copy, &look->plan);
    else
        buf_clear(&look->edits);
    if (diags->count && look->plan.len)
        buf_add_char(&look->plan, '\n');
    list_messages(&look->plan, diags);
    draft_release(&draft);
    lexicon_release(&lexicon);
    undo_release(&undo);
    map_release(&copy);
}

/* What it has to say are two messages, the plan and the edits, or else why there are none. */
static enum status make_look(void *context, struct diags *out)
{
    struct import_look *look = context;
    struct diags diags = DIAGS_INIT;
    struct buf text = BUF_INIT;
    look->plan = look->edits = (struct buf)BUF_INIT;
    enum status status = file_load(look->pane->file.data, look->max_size, &text, out);
    if (status == STATUS_OK) {
        try_it(look, buf_slice(&text), &diags);
        if (look->edits.len || diags.count > 1) {
            diags_add(out, NULL, 0, 0, "%s", look->plan.data);
            diags_add(out, NULL, 0, 0, "%s", look->edits.data);
        } else {
            status = STATUS_BAD;
            for (size_t i = 0; i < diags.count; i++)
                diags_add(out, diags.items[i].file, diags.items[i].line, diags.items[i].column,
                    "%s", diags.items[i].text);
        }
    }
    diags_release(&diags);
    buf_release(&text);
    buf_release(&look->plan);
    buf_release(&look->edits);
    return status;
}

static unsigned say_running(struct app *app, const char *path, int seconds)
{
    return app_say(app, SAY_DONE, _("reading for %1$d s: %2$s; C-c stops it"), seconds, path);
}

static void add_busy(const char *path, struct buf *out)
{
    buf_addf(out, _("%s is not read yet; C-c stops it"), path);
}

static void say_stopped(struct app *app, const char *path)
{
    app_say(app, SAY_DONE, _("stopped: nothing was imported from %s"), path);
}

/* Late, it does not come between what is typed. */
static bool over(struct app *app, const char *path, bool late, enum status status,
    const struct diags *diags, struct buf *why)
{
    struct import_pane *pane = app->import;
    if (status != STATUS_OK || diags->count != 2) {
        add_report(diags, why);
        return false;
    }
    buf_adds(&pane->plan, diags->items[0].text);
    buf_adds(&pane->edits, diags->items[1].text);
    if (late && !(app_context(app) & IN_MAIN))
        app_say(app, SAY_DONE, _("%s is read; \":import\" shows what it would do"), path);
    else
        app_push(app, view_of(app, IN_IMPORT), NULL);
    return true;
}

static const struct aside_kind import_aside = {
    .say_running = say_running,
    .add_busy = add_busy,
    .say_stopped = say_stopped,
    .over = over,
};

static bool is_brief(const struct app *app, const char *path)
{
    enum { LARGE = 1 << 20 };
    struct stat file;
    return app->session.map.ids->count < MANY_NODES &&
           !(stat(path, &file) == 0 && file.st_size >= LARGE);
}

static bool begin_look(struct app *app, struct buf *why)
{
    struct import_pane *pane = app->import;
    struct import_look look = {
        .map = &app->session.map, .pane = pane, .max_size = app->options.max_size
    };
    pane->edits_then = app->session.undo.count;
    return aside_begin(app, &import_aside, pane->file.data, is_brief(app, pane->file.data),
        &(struct beside_work){ .make = make_look, .context = &look }, why);
}

/* --- doing it --- */

/* "2 metrics, 3 quotes": what there is more now. */
static void add_new(const struct map *map, const struct plan_counts *before, struct buf *out)
{
    struct plan_counts after;
    struct buf count = BUF_INIT;
    plan_count(map, &after);
    for (int kind = KIND_PERSONA; kind < KIND_COUNT; kind++) {
        if (after.of[kind] <= before->of[kind])
            continue;
        buf_clear(&count);
        add_count((enum node_kind)kind, after.of[kind] - before->of[kind], &count);
        text_add_item(out, buf_slice(&count));
    }
    buf_release(&count);
}

static void say_done(
    struct app *app, const struct import_pane *pane, const struct plan_counts *before)
{
    struct buf added = BUF_INIT;
    add_new(&app->session.map, before, &added);
    if (added.len)
        app_say(app, SAY_DONE, _("imported: %1$s; new: %2$s"), pane->file.data, added.data);
    else
        app_say(app, SAY_DONE, _("imported: %s; values were set, nothing is new"), pane->file.data);
    buf_release(&added);
}

static void apply(struct undo *undo, struct slice line)
{
    struct edit edit;
    const struct edit_reader reader = { .map = undo->map };
    if (edit_text_read(&reader, line, false, &edit) != EDIT_TEXT_GOOD)
        return;
    if (edit.op == EDIT_SET)
        edit_set(undo, edit.node, (enum field)edit.field, edit.after);
    else if (edit.op == EDIT_INSERT)
        edit_insert(undo, edit.new_parent, edit.node, edit.new_index);
    else if (edit.op == EDIT_REMOVE)
        edit_remove(undo, edit.node);
    else
        edit_move(undo, edit.node, edit.new_parent, edit.new_index);
}

/* As one action, which one undo takes back. */
static void do_it(struct app *app)
{
    struct undo *undo = &app->session.undo;
    const struct import_pane *pane = app->import;
    struct plan_counts before;
    struct slice rest = buf_slice(&pane->edits), line;
    undo_begin(undo);
    undo_catch_up(undo);
    plan_count(undo->map, &before);
    while (slice_next_line(&rest, &line))
        apply(undo, line);
    undo_end(undo);
    say_done(app, pane, &before);
}

/* --- the view --- */

static void put_lines(struct pen *pen, const struct import_pane *pane)
{
    struct slice rest = pane ? buf_slice(&pane->plan) : SLICE_NONE, line;
    while (slice_next_line(&rest, &line))
        if (line.len)
            pen_text(pen, "", STYLE_NORMAL, line);
        else
            pen->line++;
}

static void draw_plan(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    const struct import_pane *pane = app->import;
    canvas_textf(canvas, area.x + 1, area.y, area.width - 2, STYLE_TITLE, "%s",
        pane && pane->edits.len ? _("What the import would do") : _("There is nothing to import"));
    canvas_fill(canvas, area.x, area.y + 1, area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    struct pen pen = { .area = { area.x + 1, area.y + 2, area.width - 2, area.height - 3 } };
    put_lines(&pen, pane);
    pen.area.height = draw_text_scroll(level, pen.line, canvas, pen.area);
    pen.canvas = canvas;
    pen.line = -level->top;
    put_lines(&pen, pane);
}

/* What others, or an undo, did meanwhile is looked at again: the edits are for the map as it is. */
static void enter_plan(struct app *app, struct level *level)
{
    struct buf why = BUF_INIT;
    (void)level;
    if (!app->import || !app->import->edits.len) {
        app_say(app, SAY_ERROR, _("there is nothing to import; Esc goes back"));
        return;
    }
    app_pop(app);
    if (app->import->edits_then != app->session.undo.count) {
        buf_clear(&app->import->plan);
        buf_clear(&app->import->edits);
        if (!begin_look(app, &why))
            app_say(app, SAY_ERROR, "%s", why.data);
        buf_release(&why);
        return;
    }
    do_it(app);
    import_free(app);
}

const struct view view_import = {
    .title = N_("import"),
    .context = IN_IMPORT,
    .draw = draw_plan,
    .enter = enter_plan,
};

/* --- commands --- */

/* Unlike a map, a file to import is not to be made. */
static bool is_there(const struct import_pane *pane, struct diags *diags)
{
    if (!session_is_missing(pane->file.data))
        return true;
    diags_add(
        diags, pane->file.data, 0, 0, "%s", _("there is no file of this name; check the name"));
    return false;
}

/* What is typed behind the command. */
static bool begin(struct app *app, struct slice argument, struct buf *why)
{
    struct diags diags = DIAGS_INIT;
    if (app_top(app)->view == &view_import)
        app_pop(app);
    import_free(app);
    app->import = mem_zalloc(sizeof *app->import);
    bool good = read_line(app->import, argument, &diags) && is_there(app->import, &diags);
    if (!good)
        add_report(&diags, why);
    diags_release(&diags);
    return good && begin_look(app, why);
}

RUN(import)
{
    struct buf why = BUF_INIT;
    bool known = app->import && app->import->plan.len;
    if (aside_is_busy(app, &why) || (argument.len && !begin(app, argument, &why)))
        app_say(app, SAY_ERROR, "%s", why.data);
    else if (!argument.len && known)
        app_push_once(app, &view_import);
    else if (!argument.len)
        app_say(app, SAY_ERROR, _("name a file: \":import FILE\""));
    buf_release(&why);
}

/* clang-format off */
const struct command import_commands[] = {
    { .name = "import", .contexts = IN_MAP | EDITS, .argument = "FILE [OPTION...]",
      .section = SECTION_FILE,
      .help = N_("add the data of FILE (a survey, figures, quotes, tickets) to the map; first you see "
                 "what that would do; the options are those of cjm-tui import"), .run = run_import,
      .complete = complete_import },
    { .keys = { K_ENTER }, .contexts = IN_IMPORT | EDITS, .section = SECTION_FILE, .hint = N_("import"),
      .rank = HINT_OWN, .help = N_("at what an import would do: do it"), .run = run_enter },
    { .help = NULL },
};
/* clang-format on */
