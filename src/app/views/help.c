/* The help screen: made from the command table. */
#include "app/canvas/key.h"
#include "app/core/command.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/core/state.h"
#include "base/i18n.h"
#include "base/text.h"

enum { KEYS_WIDTH = 16, NAME_WIDTH = 12, NARROW = 60 };
enum { BESIDE_FROM = 160, BESIDE_WIDTH = 82, ROWS_LEAST = 10 };

/* Told with the keys that move. */
static const struct command mouse = {
    .section = SECTION_MOVE,
    .help = N_("A click selects, the wheel scrolls, a double click edits, and dragging moves a "
               "touchpoint. Hold Shift while you drag to mark text as elsewhere in the terminal; "
               ":set mouse off leaves the mouse to it"),
};

static void keys_text(const struct app *app, const struct command *command, struct buf *out)
{
    if (command == &mouse)
        buf_adds(out, _("mouse"));
    for (int i = 0; i < COMMAND_KEYS && command->keys[i]; i++) {
        if (!command_has_key(app, command, i))
            continue;
        buf_adds(out, out->len ? " " : "");
        key_label(command->keys[i], out);
    }
}

/* A key of the user's own is told by what it does. */
static struct slice help_of(const struct command *command)
{
    if (command->section != SECTION_OWN)
        return slice_of(_(command->help));
    return slice_of(*command->line ? command->line : _("nothing"));
}

/* A narrow screen has the explanation below the key and the name. */
static void put_command(struct pen *pen, const struct app *app, const struct command *command)
{
    bool narrow = pen->area.width < NARROW - 1;
    struct pen help = *pen;
    struct buf text = BUF_INIT;
    keys_text(app, command, &text);
    pen_line(pen, 2, STYLE_KEY, buf_slice(&text));
    buf_clear(&text);
    if (command->name)
        buf_addf(&text, ":%s", command->name);
    pen_line(pen, 3 + KEYS_WIDTH, STYLE_NORMAL, buf_slice(&text));
    int x = narrow ? 4 : 4 + KEYS_WIDTH + NAME_WIDTH;
    help.area.x += x;
    help.area.width -= x;
    help.line += narrow;
    pen_text(&help, "", STYLE_NORMAL, help_of(command));
    pen->line = help.line;
    buf_release(&text);
}

/* A command that is looked for in the help. */
struct wanted {
    struct slice text;
    int direction;
    int from; /* the line that is seen first now */
    int line; /* where it is found; -1: nowhere */
};

static bool tells_of(const struct app *app, const struct command *command, struct slice text)
{
    struct buf keys = BUF_INIT;
    keys_text(app, command, &keys);
    bool tells = slice_equal(buf_slice(&keys), text) ||
                 (command->name && text_find(slice_of(command->name), text) != (size_t)-1) ||
                 text_find(help_of(command), text) != (size_t)-1;
    buf_release(&keys);
    return tells;
}

static void look_at(
    const struct app *app, struct wanted *wanted, const struct command *command, int line)
{
    bool forth = wanted->direction > 0;
    bool ahead = forth ? line > wanted->from && wanted->line < 0 : line < wanted->from;
    if (ahead && tells_of(app, command, wanted->text))
        wanted->line = line;
}

static bool has_section(const struct app *app, enum section section)
{
    for (size_t i = 0; i < app->commands.count; i++)
        if (app->commands.items[i]->section == section)
            return true;
    return false;
}

static void put_or_look(
    struct pen *pen, const struct app *app, struct wanted *wanted, const struct command *command)
{
    if (wanted)
        look_at(app, wanted, command, pen->line);
    put_command(pen, app, command);
}

/* Every section's title, and its commands. */
static void put_all(struct pen *pen, const struct app *app, struct wanted *wanted)
{
    for (enum section section = 0; section < SECTION_COUNT; section++) {
        if (!has_section(app, section))
            continue;
        pen_line(pen, 1, STYLE_TITLE, slice_of(section_title(section)));
        pen->line++;
        for (size_t i = 0; i < app->commands.count; i++) {
            const struct command *command = app->commands.items[i];
            if (command->section != section)
                continue;
            put_or_look(pen, app, wanted, command);
        }
        if (section == mouse.section)
            put_or_look(pen, app, wanted, &mouse);
    }
}

/* The part of the area that the help takes. */
static struct area help_part(struct app *app, const struct level *below, struct area area)
{
    if (area.width >= BESIDE_FROM) {
        area.x += area.width - BESIDE_WIDTH;
        area.width = BESIDE_WIDTH;
    } else if (below->view->lower_part && below->view->lower_part(app) - area.y >= ROWS_LEAST) {
        area.height = below->view->lower_part(app) - area.y;
    }
    return area;
}

/* Where there is room what the keys work on stays to be seen, and is not sent again. */
static struct area draw_below(
    struct app *app, struct level *below, struct canvas *canvas, struct area area)
{
    below->view->draw(app, below, canvas, area);
    canvas->cursor_x = -1;
    canvas->cursor_seen = false;
    struct area part = help_part(app, below, area);
    for (int y = part.y; y < part.y + part.height; y++)
        canvas_fill(canvas, part.x, y, part.width, STYLE_NORMAL, ' ');
    if (part.x > area.x) {
        for (int y = part.y; y < part.y + part.height; y++)
            canvas_fill(canvas, part.x, y, 1, STYLE_NORMAL, canvas_line(canvas, LINE_V));
        part.x++;
        part.width--;
    }
    return part;
}

static void draw_help(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    area = draw_below(app, level - 1, canvas, area);
    app->main_area = area;
    area.height--;
    struct pen pen = { .area = area };
    pen.area.width--;
    put_all(&pen, app, NULL);
    pen.area.height = draw_text_scroll(level, pen.line, canvas, area);
    pen.canvas = canvas;
    pen.line = -level->top;
    put_all(&pen, app, NULL);
}

static bool find_help(struct app *app, struct level *level, struct slice text, int direction)
{
    struct pen pen = { .area = app->main_area };
    struct wanted wanted = { text, direction, level->top, -1 };
    pen.area.width--;
    put_all(&pen, app, &wanted);
    if (wanted.line < 0) { /* on from the other end */
        wanted.from = direction > 0 ? -1 : pen.line;
        pen.line = 0;
        put_all(&pen, app, &wanted);
    }
    if (wanted.line < 0)
        return false;
    level->top = wanted.line;
    return true;
}

static const char *const hints[] = { "find", "back", NULL };

const struct view view_help = {
    .title = N_("help"),
    .context = IN_HELP,
    .hints = hints,
    .draw = draw_help,
    .find = find_help,
};
