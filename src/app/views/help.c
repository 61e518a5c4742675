/* The help screen: made from the command table. */
#include <config.h>

#include "app/canvas/key.h"
#include "app/core/command.h"
#include "app/core/draw.h"
#include "base/i18n.h"
#include "base/text.h"

enum { KEYS_WIDTH = 16, NAME_WIDTH = 12, NARROW = 60 };

static void keys_text(const struct command *command, struct buf *out)
{
    for (int i = 0; i < COMMAND_KEYS && command->keys[i]; i++) {
        buf_adds(out, i ? " " : "");
        key_label(command->keys[i], out);
    }
}

/* Calls for every entry of the help: a section's title or a command. */
static void each_entry(const struct command_list *commands,
    void (*entry)(void *context, const struct command *command, const char *title), void *context)
{
    for (int section = 0; section < SECTION_COUNT; section++) {
        entry(context, NULL, section_title((enum section)section));
        for (size_t i = 0; i < commands->count; i++)
            if (commands->items[i]->section == (enum section)section)
                entry(context, commands->items[i], NULL);
    }
}

/* Lines are put where they belong, one below the other; a narrow screen has the explanation below
 * the key and the name. */
struct help_picture {
    struct canvas *canvas; /* NULL: only counts */
    struct area area;
    int line; /* of the next entry, from the top of the area */
};

static void put_text(
    struct help_picture *help, int x, int row, int width, enum style style, struct slice text)
{
    int y = help->line + row;
    if (help->canvas && y >= 0 && y < help->area.height)
        canvas_text(help->canvas, help->area.x + x, help->area.y + y, width, style, text);
}

static int put_wrapped(struct help_picture *help, int x, int row, struct slice text)
{
    struct slice line;
    int rows = 0, width = help->area.width - x - 1;
    for (; text_wrap(&text, width, &line); rows++)
        put_text(help, x, row + rows, width, STYLE_NORMAL, line);
    return rows;
}

static void put_command(struct help_picture *help, const struct command *command)
{
    bool narrow = help->area.width < NARROW;
    struct buf text = BUF_INIT;
    keys_text(command, &text);
    put_text(help, 2, 0, KEYS_WIDTH, STYLE_KEY, buf_slice(&text));
    buf_clear(&text);
    if (command->name)
        buf_addf(&text, ":%s", command->name);
    put_text(help, 3 + KEYS_WIDTH, 0, NAME_WIDTH, STYLE_NORMAL, buf_slice(&text));
    int x = narrow ? 4 : 4 + KEYS_WIDTH + NAME_WIDTH;
    help->line += narrow + put_wrapped(help, x, narrow, slice_of(_(command->help)));
    buf_release(&text);
}

static void put_entry(void *context, const struct command *command, const char *title)
{
    struct help_picture *help = context;
    if (command) {
        put_command(help, command);
        return;
    }
    put_text(help, 1, 0, help->area.width - 2, STYLE_BOLD, slice_of(title));
    help->line++;
}

/* The row of this level is how many lines there are: where scrolling stops. */
static void move_help(struct app *app, struct level *level, int dx, int dy)
{
    (void)app;
    (void)dx;
    int last = level->row - level->page;
    level->top += dy;
    if (level->top > last)
        level->top = last;
    if (level->top < 0)
        level->top = 0;
}

static void draw_help(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct area text = { area.x, area.y, area.width, area.height - 1 };
    struct help_picture picture = { NULL, text, 0 };
    each_entry(&app->commands, put_entry, &picture);
    level->page = text.height;
    level->row = picture.line;
    move_help(app, level, 0, 0);
    for (int y = area.y; y < area.y + area.height; y++)
        canvas_fill(canvas, area.x, y, area.width, STYLE_NORMAL, ' ');
    picture = (struct help_picture){ canvas, text, -level->top };
    each_entry(&app->commands, put_entry, &picture);
    draw_more_rows(canvas, area.x, area.y + area.height - 1, level->row - level->top - text.height);
}

const struct view view_help = {
    .title = N_("Help"),
    .context = IN_HELP,
    .draw = draw_help,
    .move = move_help,
};
