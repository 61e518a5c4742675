/* Commands that change the program itself: what stands in the configuration file, too. */
#include "app/core/complete.h"
#include "app/own/own.h"
#include "base/i18n.h"

static void take(struct app *app, const char *word, struct slice argument)
{
    struct buf line = BUF_INIT, why = BUF_INIT;
    buf_addf(&line, "%s %.*s", word, SLICE_ARG(argument));
    if (!config_line(app, buf_slice(&line), &why))
        app_say(app, SAY_ERROR, "%s", why.data);
    buf_release(&line);
    buf_release(&why);
}

RUN(word)
{
    take(app, self->name, argument);
}

static void say_theme(struct app *app)
{
    app_say(app, SAY_DONE, _("theme: %s"), theme_name(app->styles.theme));
}

/* Without a name the next one. */
RUN(theme)
{
    struct buf why = BUF_INIT;
    int next = theme_name(app->styles.theme + 1) ? app->styles.theme + 1 : 0;
    struct slice name = argument.len ? argument : slice_of(theme_name(next));
    if (setting_set(app, SETTING_THEME, name, &why))
        say_theme(app);
    else
        app_say(app, SAY_ERROR, "%s", why.data);
    buf_release(&why);
}

static void complete_theme(struct app *app, struct slice typed, struct completions *out)
{
    (void)app;
    for (int i = 0; theme_name(i); i++)
        complete_word(out, slice_of(theme_name(i)), typed);
}

/* clang-format off */
const struct command configure_commands[] = {
    { .name = "theme", .argument = "[NAME]", .section = SECTION_PROGRAM, .without_map = true,
      .help = N_("the colours: dark, light, contrast, mono; without a name the next of them"),
      .run = run_theme, .complete = complete_theme },
    { .name = "bind", .argument = "KEY COMMAND", .section = SECTION_PROGRAM, .without_map = true,
      .help = N_("let a key do a command: bind X theme light; none takes it away"), .run = run_word },
    { .name = "style", .argument = "NAME LOOK", .section = SECTION_PROGRAM, .without_map = true,
      .help = N_("how a style looks: style pain fg=208 bg=default bold"), .run = run_word,
      .complete = config_complete_style },
    { .name = "langmap", .argument = "LETTERS KEYS", .section = SECTION_PROGRAM, .without_map = true,
      .help = N_("letters of another keyboard layout that are taken as these keys"), .run = run_word },
    { .help = NULL },
};
/* clang-format on */
