#include "app/app.h"

#include <stdlib.h>
#include <string.h>

#include "app/canvas/key.h"
#include "app/commands/copy.h"
#include "app/commands/table.h"
#include "app/conductor.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/core/typed_text.h"
#include "app/cursor_keep.h"
#include "app/grid/grid.h"
#include "app/guide/pane.h"
#include "app/lists/node_list.h"
#include "app/lists/pick.h"
#include "app/own/own.h"
#include "app/people/bring_back.h"
#include "app/people/people.h"
#include "app/people/rounds.h"
#include "app/start/start.h"
#include "app/typed.h"
#include "app/views/aside.h"
#include "app/views/import.h"
#include "app/views/log.h"
#include "app/views/sheet_photo.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "session/recent.h"

enum { WIDTH_MIN = 40, HEIGHT_MIN = 12, REST_MS = 3000 };

/* --- opening --- */

static void leave_removed(struct app *app)
{
    for (int i = 1; i < app->depth; i++)
        if (app->levels[i].node && !app_has_node(app, app->levels[i].node))
            app->depth = i;
}

/* What others do does not change whose curve is shown, as long as that one is there. */
static void personas_changed(struct app *app, bool others)
{
    if (others)
        app_keep_persona(app);
    else
        app_usual_persona(app);
}

static void map_changed(void *context, const struct edit *edit)
{
    struct app *app = context;
    bool others = cursor_keep_see(app, edit);
    app->only_moved = false;
    summary_edit(&app->summary, edit);
    grid_edit(app, edit);
    app_note_edit(app, edit);
    if (edit->op == EDIT_REMOVE)
        leave_removed(app);
    if (edit->op != EDIT_SET)
        grid_clamp(app);
    if (edit->op != EDIT_SET && edit->node->kind == KIND_PERSONA)
        personas_changed(app, others);
}

static void start_session(struct app *app)
{
    app->open = true;
    *app->grid = (struct grid_state){ 0 };
    grid_forget(app);
    if (app->options.remember && app->session.path)
        zoom_recall(app);
    app->persona = NULL;
    app->summary = (struct summary){ 0 };
    app->jumped_from = (struct place){ 0 };
    app->views_seen = 0;
    typed_end(app);
    app->rest_failed_at = 0;
    app->session.undo.listener = (struct edit_listener){ map_changed, app };
    app_usual_persona(app);
    app_show(app, view_of(app, IN_GRID));
    session_opened(app);
}

/* What is wrong in the configuration is said, and keeps nobody from working. */
static void configure(struct app *app)
{
    const struct app_options *options = &app->options;
    struct diags diags = DIAGS_INIT;
    struct buf why = BUF_INIT;
    styles_set_theme(&app->styles, options->theme);
    if (options->config)
        config_read(app, options->config, &diags);
    if (options->given_theme)
        setting_set(app, SETTING_THEME, slice_of(options->given_theme), &why);
    buf_init(&app->own->left_out);
    for (size_t i = 0; i < diags.count; i++) {
        diag_format(&diags.items[i], &app->own->left_out);
        buf_add_char(&app->own->left_out, '\n');
    }
    size_t wrong = diags.count;
    if (wrong)
        app_report(app, &diags);
    if (wrong > 1)
        app_say_more(app, "%s", _(":set lists them"));
    diags_release(&diags);
    buf_release(&why);
}

bool app_command(struct app *app, const char *line, struct buf *why)
{
    app->only_moved = false;
    messages_clear(&app->messages);
    if (!command_line(app, slice_of(line), why))
        return false;
    if (messages_bad(&app->messages))
        buf_add_slice(why, buf_slice(&app->messages.text));
    return !messages_bad(&app->messages);
}

struct app *app_open(const struct app_options *options, struct diags *diags, enum status *status)
{
    struct app *app = mem_zalloc(sizeof *app);
    app->options = *options;
    app->views = views;
    commands_collect(&app->commands);
    app->own = mem_zalloc(sizeof *app->own);
    app->grid = mem_zalloc(sizeof *app->grid);
    app->people = mem_zalloc(sizeof *app->people);
    app->rounds = mem_zalloc(sizeof *app->rounds);
    app->bring_back = mem_zalloc(sizeof *app->bring_back);
    app->keep = mem_zalloc(sizeof *app->keep);
    app->pick = mem_zalloc(sizeof *app->pick);
    buf_init(&app->pick->text);
    rounds_init(app->rounds);
    buf_init(&app->messages.text);
    buf_init(&app->search);
    buf_init(&app->editor_text);
    buf_init(&app->repeat.text);
    prompt_begin(&app->prompt);
    *status = STATUS_OK;
    configure(app);
    if (!options->path) {
        app_show(app, view_of(app, IN_START));
        return app;
    }
    *status = session_open(&app->session,
        &(struct session_options){ .path = options->path,
            .max_size = options->max_size,
            .system = options->system,
            .use = options->read_only ? SESSION_READ : SESSION_SHARE,
            .clock = options->clock },
        diags);
    if (*status != STATUS_OK) {
        app_close(app);
        return NULL;
    }
    start_session(app);
    return app;
}

struct session *app_session(struct app *app)
{
    return &app->session;
}

/* A map is noted when it is left: to do it before would keep the first picture waiting. */
static void close_session(struct app *app)
{
    if (!app->open)
        return;
    aside_end(app);
    sheet_photo_forget(app);
    guide_pane_free(app);
    log_free(app);
    import_free(app);
    node_list_forget(app);
    pick_forget(app);
    bring_back_release(app);
    rounds_release(app);
    people_release(app);
    if (app->options.remember && app->session.path) {
        recent_add(app->session.path);
        zoom_keep(app);
    }
    session_close(&app->session);
}

static void use_session(struct app *app, struct session *opened)
{
    close_session(app);
    session_move(&app->session, opened);
    start_session(app);
}

/* Goes on with the map of that path in place of what is open; false with the reason shown. */
static bool open_in_place(struct app *app, const struct opening *asked)
{
    struct session opened;
    struct diags diags = DIAGS_INIT;
    struct session_options options = {
        .path = asked->path,
        .max_size = app->options.max_size,
        .system = app->options.system,
        .use = asked->copy ? SESSION_READ : SESSION_SHARE,
        .clock = app->options.clock,
    };
    if (session_open(&opened, &options, &diags) != STATUS_OK) {
        app_report(app, &diags);
        return false;
    }
    diags_release(&diags);
    if (asked->copy)
        session_forget_file(&opened);
    use_session(app, &opened);
    return true;
}

bool open_asked(struct app *app)
{
    struct opening asked = app->opening;
    bool good = true;
    app->opening = (struct opening){ 0 };
    if (!asked.path)
        return true;
    /* Where one session of a program ends, the locks of its others on that map are gone. */
    if (app->open && app->session.share && session_is_file(&app->session, asked.path))
        app_say(app, SAY_DONE, _("this map is already open; changes of others show at once"));
    else
        good = open_in_place(app, &asked);
    if (good && asked.guided)
        guide_pane_open(app);
    free(asked.path);
    return good;
}

void app_close(struct app *app)
{
    close_session(app);
    start_free(app->start);
    prompt_release(&app->prompt);
    if (app->holding)
        prompt_release(&app->held);
    buf_release(&app->messages.text);
    free(app->opening.path);
    command_list_release(&app->commands);
    buf_release(&app->search);
    buf_release(&app->editor_text);
    buf_release(&app->repeat.text);
    copied_free(app);
    grid_forget(app);
    free(app->grid);
    free(app->people);
    free(app->rounds);
    free(app->bring_back);
    own_keys_release(&app->own->keys);
    buf_release(&app->own->left_out);
    free(app->own);
    buf_release(&app->pick->text);
    free(app->pick);
    free(app->keep);
    free(app);
}

/* --- keys --- */

static void say_no_paste(struct app *app)
{
    unsigned context = app_context(app);
    if (context & (IN_GRID | IN_DETAIL))
        app_say(app, SAY_ERROR,
            _("You cannot type a text here. Open a line first (a adds a touchpoint)"));
    else if (context & IN_FORM)
        app_say(app, SAY_ERROR, _("You cannot type a text here. Enter opens a line"));
    else
        text_refuse(app);
}

static void click(struct app *app, const struct key *key)
{
    struct level *level = app_top(app);
    const struct command *enter = command_of_key(app, K_ENTER, app_context(app));
    const struct view *view = level->view;
    bool hit = view->click ? view->click(app, level, app->main_area, key->x, key->y)
                           : view->draw_row && list_click(app, level, key->x, key->y);
    if (hit && key->mouse == MOUSE_DOUBLE && enter)
        command_run(app, enter, SLICE_NONE, false);
}

static void drag(struct app *app, const struct key *key)
{
    const struct view *view = app_top(app)->view;
    if (view->drag)
        view->drag(app, app->main_area, key->x, key->y, key->mouse == MOUSE_DROP);
}

static void use_mouse(struct app *app, const struct key *key)
{
    struct level *level = app_top(app);
    int rows = key->mouse == MOUSE_WHEEL_UP ? -3 : 3;
    if (key->mouse == MOUSE_CLICK || key->mouse == MOUSE_DOUBLE)
        click(app, key);
    else if (key->mouse == MOUSE_DRAG || key->mouse == MOUSE_DROP)
        drag(app, key);
    else
        level_move(app, level, 0, rows);
}

/* What is not seen is not changed. */
static bool works_when_small(uint32_t code)
{
    return code == 'q' || code == K_ESC || code == K_CTRL('c') || code == K_CTRL('l') ||
           code == K_CTRL('z');
}

bool app_ignores(struct app *app, uint32_t code)
{
    bool typed = code == 'q' && app_prompt(app);
    return app->too_small && (typed || !works_when_small(code));
}

static void use_key(struct app *app, const struct key *key)
{
    struct level *level = app_top(app);
    if (app_ignores(app, key->code))
        return;
    if (key->code == K_CTRL('c') && aside_stop(app))
        return;
    if (level->view->first && level->view->first(app, level, key))
        return;
    if (key->code == K_PASTE || key->code == K_MOUSE) {
        typed_end(app);
        if (key->code == K_PASTE)
            say_no_paste(app);
        else
            use_mouse(app, key);
        return;
    }
    struct key mapped = *key;
    mapped.code = own_keys_mapped(app, key->code);
    if (typed_takes(app, mapped.code))
        return;
    const struct command *command = command_of_key(app, mapped.code, app_context(app));
    app->only_moved = command && command->moves;
    if (command)
        typed_run(app, command);
    else if (!level->view->key || !level->view->key(app, level, key))
        typed_begin(app, mapped.code);
}

void app_key(struct app *app, const struct key *key)
{
    struct key narrowed = *key;
    /* A sign of an input method that was left on is the key that it was typed with. */
    narrowed.code = key_sign(key->code);
    bool moved = app->only_moved;
    app->only_moved = false;
    if (typed_drops(app, &narrowed))
        return;
    messages_clear(&app->messages);
    before_key(app);
    use_key(app, &narrowed);
    after_key(app);
    app->only_moved = app->only_moved && moved;
}

bool app_ending(const struct app *app)
{
    return app->ending;
}

enum app_request app_request(struct app *app)
{
    enum app_request request = app->request;
    app->request = REQUEST_NONE;
    return request;
}

/* --- drawing --- */

static void draw_too_small(struct canvas *canvas)
{
    struct buf text = BUF_INIT;
    buf_addf(&text, _("%1$dx%2$d is too small, the minimum is %3$dx%4$d"), canvas->width,
        canvas->height, WIDTH_MIN, HEIGHT_MIN);
    draw_wrapped(canvas, (struct area){ 0, 0, canvas->width, canvas->height }, STYLE_TITLE,
        buf_slice(&text));
    buf_release(&text);
}

/* Where the map is all that is shown a cursor that moves changes little of it. */
static bool is_map_alone(struct app *app)
{
    return app->open && app_top(app)->view == view_of(app, IN_GRID) && !app->grid->in_detail &&
           !app->asking && !app->messages.count && !app->pick->finds && !people_others(app);
}

bool app_only_moved(struct app *app)
{
    return app->only_moved && is_map_alone(app);
}

static void draw_main(struct app *app, struct canvas *canvas)
{
    struct level *level = app_top(app);
    summary_update(&app->summary);
    if (app->open)
        people_mark(app);
    app->main_area = (struct area){ 0, 1, canvas->width, canvas->height - 2 };
    level->view->draw(app, level, canvas, app->main_area);
    sheet_photo_settle(app);
    draw_found(app, canvas, app->main_area);
    if (canvas->cursor_x < 0) { /* where nothing is selected reading begins */
        canvas->cursor_x = app->main_area.x;
        canvas->cursor_y = app->main_area.y;
    }
}

/* Over the last picture. */
static void draw_moved(struct app *app, struct canvas *canvas)
{
    canvas->cursor_x = canvas->cursor_y = -1;
    draw_main(app, canvas);
    canvas_redraw(canvas, (struct area){ 0, 0, canvas->width, 1 });
    draw_header(app, canvas);
    if (app->hinted != app_context(app)) {
        canvas_redraw(canvas, (struct area){ 0, canvas->height - 1, canvas->width, 1 });
        draw_status(app, canvas);
    }
}

void app_draw(struct app *app, struct canvas *canvas)
{
    bool typed = false, moved = app_only_moved(app) && !canvas->blank;
    canvas->styles = &app->styles;
    canvas->no_mouse = setting_value(app, SETTING_MOUSE) == MOUSE_OFF;
    app->too_small = canvas->width < WIDTH_MIN || canvas->height < HEIGHT_MIN;
    app->only_moved = false;
    if (app->too_small) {
        draw_too_small(canvas);
        return;
    }
    if (moved) {
        draw_moved(app, canvas);
    } else {
        draw_main(app, canvas);
        if (app->open)
            draw_header(app, canvas);
        if (app->asking && !app->prompt.in_view)
            draw_prompt(app, canvas);
        else if (!(typed = typed_draw(app, canvas)))
            draw_status(app, canvas);
    }
    app->hinted = app_context(app);
    app->only_moved = !typed && is_map_alone(app);
    canvas->blank = false;
}

/* --- rest, and the end --- */

int app_rest(const struct app *app)
{
    const struct session *session = &app->session;
    bool tried = app->rest_failed_at && app->rest_failed_at == session->map.revision;
    bool due = app->open && session->path && session_unsaved(session) && session_saves(session);
    return due && !tried ? REST_MS : -1;
}

void app_rested(struct app *app)
{
    struct diags diags = DIAGS_INIT;
    app->only_moved = false;
    app->rest_failed_at = 0;
    if (app_rest(app) < 0)
        return;
    guide_pane_note(app);
    enum status status = session_save_beside(&app->session, &diags);
    /* Said once; the next change tries again. */
    if (status != STATUS_OK)
        app->rest_failed_at = app->session.map.revision;
    app_report_save(app, &diags, status);
}

bool app_behind(const struct app *app)
{
    return app->open && session_kept(&app->session) == KEPT_IN_JOURNAL;
}

enum status app_save_all(struct app *app, struct diags *diags)
{
    if (!app->open)
        return STATUS_OK;
    app_keep_typed(app);
    guide_pane_leave(app);
    if (!session_unsaved(&app->session))
        return STATUS_OK;
    enum status status = session_save(&app->session, false, diags);
    if (status != STATUS_OK && !session_at_risk(&app->session))
        return STATUS_OK; /* the messages say why; the journal has it all */
    if (status != STATUS_OK && session_rescue(&app->session, diags) == STATUS_OK)
        return STATUS_FOUND;
    return status;
}

void app_part(struct app *app, struct diags *diags)
{
    if (app->open && app->session.path && session_at_risk(&app->session))
        session_rescue(&app->session, diags);
}
