#include "app/own/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "app/core/complete.h"
#include "app/own/own.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "store/file/file_calls.h"

enum { CONFIG_MAX = 256 * 1024 };

static bool take_set(struct app *app, struct slice argument, struct buf *why)
{
    struct slice name = slice_next_word(&argument);
    enum setting setting = setting_of_name(name);
    if (setting < SETTING_COUNT)
        return setting_set(app, setting, text_trim(argument), why);
    struct buf names = BUF_INIT;
    char *wrong = mem_copy_slice(name);
    for (setting = 0; setting < SETTING_COUNT; setting++)
        text_add_item(&names, slice_of(setting_def(setting)->name));
    /* TRANSLATORS: 1: what somebody wrote, 2: the names that there are. */
    buf_addf(why, _("there is no setting \"%1$s\"; there are: %2$s"), wrong, names.data);
    buf_release(&names);
    free(wrong);
    return false;
}

static bool take_bind(struct app *app, struct slice argument, struct buf *why)
{
    struct slice key = slice_next_word(&argument);
    if (!text_trim(argument).len) {
        buf_adds(why, _("bind takes a key and a command: bind X filter status=open"));
        return false;
    }
    return own_key_bind(app, key, argument, why);
}

static bool take_style(struct app *app, struct slice argument, struct buf *why)
{
    struct slice name = slice_next_word(&argument);
    enum style style = style_of_name(name);
    struct look look;
    if (style == STYLE_COUNT) {
        struct buf names = BUF_INIT;
        char *wrong = mem_copy_slice(name);
        for (style = 0; style < STYLE_COUNT; style++)
            text_add_item(&names, slice_of(style_name(style)));
        /* TRANSLATORS: 1: what somebody wrote, 2: the names that there are. */
        buf_addf(why, _("there is no style \"%1$s\"; there are: %2$s"), wrong, names.data);
        buf_release(&names);
        free(wrong);
        return false;
    }
    if (!look_parse(argument, &look, why))
        return false;
    styles_set_own(&app->styles, style, &look);
    return true;
}

static bool take_langmap(struct app *app, struct slice argument, struct buf *why)
{
    struct slice from = slice_next_word(&argument);
    return own_keys_map(app, from, text_trim(argument), why);
}

const struct config_word config_words[] = {
    { "set", "NAME WORD", take_set },
    { "bind", "KEY COMMAND", take_bind },
    { "style", "NAME LOOK", take_style },
    { "langmap", "LETTERS KEYS", take_langmap },
    { .name = NULL },
};

bool config_line(struct app *app, struct slice line, struct buf *why)
{
    struct slice rest = text_trim(line), word = slice_next_word(&rest);
    if (!word.len || word.data[0] == '#')
        return true;
    for (const struct config_word *known = config_words; known->name; known++)
        if (slice_is(word, known->name))
            return known->take(app, text_trim(rest), why);
    buf_addf(why, _("a line begins with set, bind, style or langmap, not with \"%.*s\""),
        SLICE_ARG(word));
    return false;
}

/* False: it is not there, for anybody, or is no file that can be read. */
static bool read_text(const char *path, struct buf *out, struct diags *diags)
{
    bool good = file_read(path, CONFIG_MAX, out);
    if (!good && errno != ENOENT && errno != ENOTDIR)
        diags_add(diags, path, 0, 0, "%s", strerror(errno));
    return good;
}

void config_read(struct app *app, const char *path, struct diags *diags)
{
    struct buf text = BUF_INIT, why = BUF_INIT;
    struct slice rest, line;
    int number = 0;
    if (read_text(path, &text, diags))
        for (rest = buf_slice(&text); slice_next_line(&rest, &line);) {
            number++;
            buf_clear(&why);
            if (utf8_valid_length(line) != line.len)
                buf_adds(&why, _("this line is not UTF-8"));
            else if (config_line(app, line, &why))
                continue;
            diags_add(diags, path, (size_t)number, 0, _("%s; the line is left out"), why.data);
        }
    buf_release(&text);
    buf_release(&why);
}

/* "style NAME": the names, then what says something of a look. */
void config_complete_style(struct app *app, struct slice typed, struct completions *out)
{
    static const char *const looks[] = { "fg=", "bg=", "bold", "underline", "reverse" };
    size_t at = typed.len;
    (void)app;
    while (at && typed.data[at - 1] != ' ')
        at--;
    if (!at)
        for (enum style style = 0; style < STYLE_COUNT; style++)
            complete_word(out, slice_of(style_name(style)), typed);
    for (size_t i = 0; at && i < sizeof looks / sizeof *looks; i++)
        complete_word(out, slice_of(looks[i]), slice_from(typed, at));
    out->start += at;
}
