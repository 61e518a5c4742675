/* A field's words to pick from, in a box over what was there. */
#include "app/core/list_pane.h"
#include "app/core/typed_text.h"
#include "app/views/form.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/value_word.h"

static int word_count(enum field field)
{
    int count = 0;
    while (field_def(field)->words[count])
        count++;
    return count;
}

/* What stands in a row: the words are those of the language, a yes for true. */
static const char *word_at(enum field field, int row)
{
    const struct field_def *def = field_def(field);
    if (row >= word_count(field))
        return _("(not set)");
    if (def->type == FIELD_BOOLEAN)
        return row == 0 ? _("yes") : _("no");
    return word_of_field(field, slice_of(def->words[row])).data;
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
    canvas_box(canvas, box);
    canvas_textf(canvas, box.x + 1, box.y, box.width - 2, STYLE_TITLE, " %s ",
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

/* --- letters --- */

static bool move_to_letter(struct app *app, struct level *level, uint32_t code)
{
    int count = choice_rows(app, level);
    for (int i = 1; i <= count; i++) {
        int row = (level->row + i) % count;
        if (!word_has_letter(slice_of(word_at(level->field, row)), code))
            continue;
        app->lettered = (struct lettered){ clock_ms(), level->row };
        level->row = row;
        return true;
    }
    return false;
}

/* A letter moves to the word that begins with it; what follows at once makes it a text, which is
 * none of the words. "?" and ":" alone are the keys that they are everywhere. */
static bool choice_key(struct app *app, struct level *level, const struct key *key)
{
    struct lettered before = app->lettered;
    bool follows = before.at && clock_ms() - before.at <= TEXT_GAP_MS;
    if (!key_is_character(key->code) && key->code != K_PASTE)
        return false;
    app->lettered = (struct lettered){ 0 };
    if (follows && key->code != K_PASTE)
        level->row = before.row;
    else if (key->code == '?' || key->code == ':')
        return false;
    else if (key->code != K_PASTE && move_to_letter(app, level, key->code))
        return true;
    text_refuse(app);
    return true;
}

const struct view view_choice = {
    .title = N_("choice"),
    .context = IN_CHOICE,
    .draw = draw_choice,
    .rows = choice_rows,
    .draw_row = draw_row,
    .enter = enter_choice,
    .first = choice_key,
};
