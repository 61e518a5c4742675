/* The help screen: made from the command table. */
#include <config.h>

#include "app/canvas/key.h"
#include "app/core/command.h"
#include "app/core/list_pane.h"
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

/* `at` is from the next entry's place. */
static void put_text(struct help_picture *help, struct area at, enum style style, struct slice text)
{
    int y = help->line + at.y;
    if (help->canvas && y >= 0 && y < help->area.height)
        canvas_text(help->canvas, help->area.x + at.x, help->area.y + y, at.width, style, text);
}

static int put_wrapped(struct help_picture *help, int x, int row, struct slice text)
{
    struct slice line;
    int rows = 0, width = help->area.width - x - 1;
    for (; text_wrap(&text, width, &line); rows++)
        put_text(help, (struct area){ x, row + rows, width, 1 }, STYLE_NORMAL, line);
    return rows;
}

static void put_command(struct help_picture *help, const struct command *command)
{
    bool narrow = help->area.width < NARROW;
    struct buf text = BUF_INIT;
    keys_text(command, &text);
    put_text(help, (struct area){ 2, 0, KEYS_WIDTH, 1 }, STYLE_KEY, buf_slice(&text));
    buf_clear(&text);
    if (command->name)
        buf_addf(&text, ":%s", command->name);
    put_text(
        help, (struct area){ 3 + KEYS_WIDTH, 0, NAME_WIDTH, 1 }, STYLE_NORMAL, buf_slice(&text));
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
    put_text(help, (struct area){ 1, 0, help->area.width - 2, 1 }, STYLE_BOLD, slice_of(title));
    help->line++;
}

static void draw_help(struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct area text = { area.x, area.y, area.width, area.height - 1 };
    struct help_picture picture = { NULL, text, 0 };
    each_entry(&app->commands, put_entry, &picture);
    draw_text_scroll(level, picture.line, canvas, text);
    picture = (struct help_picture){ canvas, text, -level->top };
    each_entry(&app->commands, put_entry, &picture);
}

const struct view view_help = {
    .title = N_("Help"),
    .context = IN_HELP,
    .draw = draw_help,
};
