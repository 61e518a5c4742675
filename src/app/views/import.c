/* Data of a file come to the map: first what that would do, then, after Enter, they do. */
#include "app/views/import.h"

#include <stdlib.h>
#include <string.h>

#include "app/core/ask.h"
#include "app/core/complete.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "export/text/private.h"
#include "import/import.h"
#include "import/plan.h"
#include "store/read/load.h"

struct import_pane {
    struct import_options options; /* their texts are in `line` */
    char *line;                    /* as it was typed, cut into its parts */
    struct buf file;
    struct buf text; /* of the file */
    struct buf plan; /* what is shown, line by line */
    bool good;       /* there is something to take */
};

void import_free(struct app *app)
{
    struct import_pane *pane = app->import;
    if (!pane)
        return;
    free(pane->line);
    buf_release(&pane->text);
    buf_release(&pane->file);
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

/* --- doing it --- */

/* Adds what is in the file to the map, by edits. The draft is to be released then. */
static bool take(struct import_pane *pane, const struct lexicon *lexicon, struct draft *draft,
    struct undo *undo, struct diags *diags)
{
    draft_init(draft, lexicon, pane->file.data, &pane->options, diags);
    return import_data(draft, undo, buf_slice(&pane->text)) == STATUS_OK;
}

static void list_messages(struct import_pane *pane, const struct diags *diags)
{
    for (size_t i = 0; i < diags->count; i++) {
        diag_format(&diags->items[i], &pane->plan);
        buf_add_char(&pane->plan, '\n');
    }
    if (diags->left_off)
        buf_addf(&pane->plan,
            _n("and %zu more message\n", "and %zu more messages\n", diags->left_off),
            diags->left_off);
}

/* Tries it with a copy of the map, and notes what came of that. */
static void try_it(struct app *app, struct import_pane *pane, struct diags *diags)
{
    struct lexicon lexicon;
    struct draft draft;
    struct map copy;
    struct undo undo;
    struct plan_counts before;
    private_copy(&app->session.map, &(struct private_wish){ 0 }, &copy, diags);
    undo_init(&undo, &copy);
    lexicon_init(&lexicon);
    plan_count(&copy, &before);
    bool taken = take(pane, &lexicon, &draft, &undo, diags);
    pane->good = taken && undo.count;
    if (taken)
        plan_add(&draft, &before, &copy, &pane->plan);
    if (diags->count && pane->plan.len)
        buf_add_char(&pane->plan, '\n');
    list_messages(pane, diags);
    draft_release(&draft);
    lexicon_release(&lexicon);
    undo_release(&undo);
    map_release(&copy);
}

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

/* As one action, which one undo takes back. */
static void do_it(struct app *app, struct import_pane *pane)
{
    struct undo *undo = &app->session.undo;
    struct diags diags = DIAGS_INIT;
    struct lexicon lexicon;
    struct draft draft;
    struct plan_counts before;
    lexicon_init(&lexicon);
    undo_begin(undo);
    undo_catch_up(undo);
    plan_count(undo->map, &before);
    bool good = take(pane, &lexicon, &draft, undo, &diags);
    undo_end(undo);
    if (good)
        say_done(app, pane, &before);
    else
        app_report(app, &diags);
    draft_release(&draft);
    lexicon_release(&lexicon);
    diags_release(&diags);
}

/* --- the view --- */

static void put_lines(struct pen *pen, const struct import_pane *pane)
{
    struct slice rest = buf_slice(&pane->plan), line;
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
        pane->good ? _("What the import would do") : _("There is nothing to import"));
    canvas_fill(canvas, area.x, area.y + 1, area.width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    struct pen pen = { .area = { area.x + 1, area.y + 2, area.width - 2, area.height - 3 } };
    put_lines(&pen, pane);
    pen.area.height = draw_text_scroll(level, pen.line, canvas, pen.area);
    pen.canvas = canvas;
    pen.line = -level->top;
    put_lines(&pen, pane);
}

static void enter_plan(struct app *app, struct level *level)
{
    (void)level;
    if (!app->import->good) {
        app_say(app, SAY_ERROR, _("there is nothing to import; Esc goes back"));
        return;
    }
    app_pop(app);
    do_it(app, app->import);
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
    diags_add(diags, pane->file.data, 0, 0, "%s", _("there is no file of this name"));
    return false;
}

RUN(import)
{
    struct diags diags = DIAGS_INIT;
    if (!argument.len) {
        app_say(app, SAY_ERROR, _("name a file: \":import FILE\""));
        return;
    }
    if (app_top(app)->view == &view_import)
        app_pop(app);
    import_free(app);
    struct import_pane *pane = app->import = mem_zalloc(sizeof *pane);
    bool loaded = read_line(pane, argument, &diags) && is_there(pane, &diags) &&
                  file_load(pane->file.data, app->options.max_size, &pane->text, &diags) ==
                      STATUS_OK;
    if (loaded)
        try_it(app, pane, &diags);
    if (loaded && (pane->good || diags.count > 1))
        app_push(app, &view_import, NULL);
    else
        app_report(app, &diags);
    diags_release(&diags);
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
