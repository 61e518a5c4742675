/* ":set" alone: what can be set, what it is set to, and what else is the user's own. */
#include "app/views/settings.h"
#include "app/core/draw.h"
#include "app/core/list_pane.h"
#include "app/own/own.h"
#include "base/i18n.h"
#include "base/text.h"

static void put_setting(struct pen *pen, const struct app *app, enum setting setting)
{
    const struct setting_def *def = setting_def(setting);
    struct buf text = BUF_INIT, words = BUF_INIT;
    for (int place = 0; def->word(place); place++)
        text_add_item(&words, slice_of(def->word(place)));
    buf_addf(&text, "%s %s", def->name, def->word(setting_value(app, setting)));
    pen_text(pen, " ", STYLE_KEY, buf_slice(&text));
    buf_clear(&text);
    buf_addf(&text, "%s: %s", words.data, _(def->help));
    pen_text(pen, "   ", STYLE_NORMAL, buf_slice(&text));
    buf_release(&text);
    buf_release(&words);
}

static void put_key(struct pen *pen, const struct own_key *own)
{
    struct buf text = BUF_INIT;
    buf_adds(&text, "bind ");
    key_label(own->row.keys[0], &text);
    buf_addf(&text, " %s", *own->line ? own->line : "none");
    pen_text(pen, " ", STYLE_NORMAL, buf_slice(&text));
    buf_release(&text);
}

static void put_all(struct pen *pen, const struct app *app)
{
    for (enum setting setting = 0; setting < SETTING_COUNT; setting++)
        put_setting(pen, app, setting);
    for (int i = 0; i < app->own->keys.count; i++)
        put_key(pen, app->own->keys.rows[i]);
    for (enum style style = 0; style < STYLE_COUNT; style++)
        if (app->styles.is_own[style]) {
            struct buf text = BUF_INIT;
            buf_addf(&text, "style %s", style_name(style));
            pen_text(pen, " ", style, buf_slice(&text));
            buf_release(&text);
        }
    pen->line++;
    struct slice rest = buf_slice(&app->own->left_out), line;
    while (slice_next_line(&rest, &line))
        pen_text(pen, " ", STYLE_WARN, line);
    if (app->options.config) {
        struct buf text = BUF_INIT;
        buf_addf(&text, _("What holds at the next start, too, stands in %s"), app->options.config);
        pen_text(pen, " ", STYLE_DIM, buf_slice(&text));
        buf_release(&text);
    }
}

static void draw_settings(
    struct app *app, struct level *level, struct canvas *canvas, struct area area)
{
    area.height--;
    struct pen pen = { .area = area };
    pen.area.width--;
    put_all(&pen, app);
    pen.area.height = draw_text_scroll(level, pen.line, canvas, area);
    pen.canvas = canvas;
    pen.line = -level->top;
    put_all(&pen, app);
}

static const struct view view_settings = {
    .title = N_("settings"),
    .context = IN_HELP,
    .draw = draw_settings,
};

void settings_show(struct app *app)
{
    app_push(app, &view_settings, NULL);
}
