/* A field's words to pick from, in a box over what was there. */
#include "app/core/list_pane.h"
#include "app/views/form.h"
#include "base/i18n.h"
#include "base/text.h"

static int word_count(enum field field)
{
    int count = 0;
    while (field_def(field)->words[count])
        count++;
    return count;
}

/* What stands in a row: the words are those of the file, a yes for true. */
static const char *word_at(enum field field, int row)
{
    const struct field_def *def = field_def(field);
    if (row >= word_count(field))
        return _("(not set)");
    if (def->type == FIELD_BOOLEAN)
        return row == 0 ? _("yes") : _("no");
    return def->words[row];
}

int choice_row_of_value(const struct node *node, enum field field)
{
    struct slice value = node_get(node, field);
    int row = 0, count = word_count(field);
    while (row < count && !slice_is(value, field_def(field)->words[row]))
        row++;
    return value.len ? row : 0;
}

static int choice_rows(struct app *app, const struct level *level)
{
    (void)app;
    return word_count(level->field) + 1;
}

static struct area choice_area(const struct level *level, struct area area)
{
    int height = word_count(level->field) + 3, width = 0;
    for (int row = 0; row < height - 2; row++) {
        int text = text_width(slice_of(word_at(level->field, row)));
        width = text > width ? text : width;
    }
    int title = text_width(slice_of(_(field_def(level->field)->label)));
    width = (title > width ? title : width) + 6;
    if (height > area.height)
        height = area.height;
    return (struct area){ area.x + (area.width - width) / 2, area.y + (area.height - height) / 2,
        width, height };
}

static void draw_row(struct app *app, const struct level *level, const struct list_row *at)
{
    (void)app;
    row_text(at, 0, at->area.width, slice_of(word_at(level->field, at->row)));
}

static void draw_choice(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    struct level *below = level - 1;
    below->view->draw(app, below, canvas, area);
    canvas->cursor_x = -1;
    struct area box = choice_area(level, area);
    canvas_box(canvas, box, STYLE_NORMAL);
    canvas_textf(canvas, box.x + 1, box.y, box.width - 2, STYLE_BOLD, " %s ",
        _(field_def(level->field)->label));
    draw_list_rows(
        app, level, canvas, (struct area){ box.x + 1, box.y + 1, box.width - 2, box.height - 2 });
}

static void enter_choice(struct app *app, struct level *level)
{
    struct node *node = level->node;
    enum field field = level->field;
    bool set = level->row < word_count(field);
    app_pop(app);
    struct slice word = set ? slice_of(field_def(field)->words[level->row]) : SLICE_NONE;
    edit_set(&app->session.undo, node, field, word);
    repeat_note(app, REPEAT_SET, field, word);
}

const struct view view_choice = {
    .title = N_("Choice"),
    .context = IN_CHOICE,
    .draw = draw_choice,
    .rows = choice_rows,
    .draw_row = draw_row,
    .enter = enter_choice,
};
