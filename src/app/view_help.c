/* The help screen: made from the command table. */
#ifdef HAVE_CONFIG_H
#include <config.h>
#endif

#include "app/command.h"
#include "app/key.h"
#include "app/state.h"
#include "base/i18n.h"
#include "base/text.h"

enum { KEYS_WIDTH = 16, NAME_WIDTH = 12 };

static void keys_text(const struct command *command, struct buf *out)
{
    for (int i = 0; i < COMMAND_KEYS && command->keys[i]; i++) {
        buf_adds(out, i ? " " : "");
        key_label(command->keys[i], out);
    }
}

/* Calls for every line of the help, headings included; returns how many there are. */
static int each_line(
    void (*line)(void *context, int number, const struct command *command, const char *title),
    void *context)
{
    int number = 0;
    for (int section = 0; section < SECTION_COUNT; section++) {
        if (line)
            line(context, number, NULL, section_title((enum section)section));
        number++;
        for (const struct command *command = commands; command->run; command++) {
            if (command->section != (enum section)section)
                continue;
            if (line)
                line(context, number, command, NULL);
            number++;
        }
    }
    return number;
}

struct help_picture {
    struct canvas *canvas;
    struct area area;
    int top;
};

static void draw_line(void *context, int number, const struct command *command, const char *title)
{
    struct help_picture *help = context;
    int row = number - help->top, y = help->area.y + row, x = help->area.x + 1;
    if (row < 0 || row >= help->area.height)
        return;
    if (title) {
        canvas_text(help->canvas, x, y, help->area.width - 2, STYLE_BOLD, slice_of(title));
        return;
    }
    struct buf text = BUF_INIT;
    keys_text(command, &text);
    canvas_text(help->canvas, x + 1, y, KEYS_WIDTH, STYLE_KEY, buf_slice(&text));
    buf_clear(&text);
    if (command->name)
        buf_addf(&text, ":%s", command->name);
    canvas_text(help->canvas, x + 2 + KEYS_WIDTH, y, NAME_WIDTH, STYLE_NORMAL, buf_slice(&text));
    canvas_text(help->canvas, x + 3 + KEYS_WIDTH + NAME_WIDTH, y,
        help->area.width - KEYS_WIDTH - NAME_WIDTH - 5, STYLE_NORMAL, slice_of(_(command->help)));
    buf_release(&text);
}

static void draw_help(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    (void)app;
    int lines = each_line(NULL, NULL);
    level->page = area.height;
    if (level->top > lines - area.height)
        level->top = lines - area.height;
    if (level->top < 0)
        level->top = 0;
    for (int y = area.y; y < area.y + area.height; y++)
        canvas_fill(canvas, area.x, y, area.width, STYLE_NORMAL, ' ');
    each_line(draw_line, &(struct help_picture){ canvas, area, level->top });
    int more = lines - level->top - area.height;
    if (more > 0)
        canvas_textf(canvas, area.x + area.width - 14, area.y + area.height - 1, 13, STYLE_SELECTED,
            _(" %d more: j "), more);
}

static void move_help(struct app *app, struct level *level, int dx, int dy)
{
    (void)app;
    (void)dx;
    int last = each_line(NULL, NULL) - level->page;
    level->top += dy;
    if (level->top > last)
        level->top = last;
    if (level->top < 0)
        level->top = 0;
}

const struct view view_help = {
    .title = N_("Help"),
    .place = IN_HELP,
    .draw = draw_help,
    .move = move_help,
};
