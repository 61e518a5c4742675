#include "app/own/own.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

static const char *evidence_word(int place)
{
    static const char *const words[] = {
        [EVIDENCE_AUTO] = "auto", [EVIDENCE_ALWAYS] = "always", [EVIDENCE_NEVER] = "never"
    };
    return place <= EVIDENCE_NEVER ? words[place] : NULL;
}

static const char *mouse_word(int place)
{
    static const char *const words[] = { [MOUSE_ON] = "on", [MOUSE_OFF] = "off" };
    return place <= MOUSE_OFF ? words[place] : NULL;
}

static const struct setting_def table[SETTING_COUNT] = {
    [SETTING_THEME] = { "theme", theme_name, N_("the colours, for a dark or a light background") },
    [SETTING_EVIDENCE] = { "evidence-marks", evidence_word,
        N_("? behind the names of touchpoints that are assumed; auto: as soon as one has "
           "evidence") },
    [SETTING_MOUSE] = { "mouse", mouse_word,
        N_("off: the mouse marks text as it does elsewhere in the terminal; while it is on, Shift "
           "and a "
           "drag do") },
};

const struct setting_def *setting_def(enum setting setting)
{
    return &table[setting];
}

enum setting setting_of_name(struct slice name)
{
    enum setting setting = 0;
    while (setting < SETTING_COUNT && !slice_is(name, table[setting].name))
        setting++;
    return setting;
}

int setting_value(const struct app *app, enum setting setting)
{
    return setting == SETTING_THEME ? app->styles.theme : app->own->settings[setting];
}

static void add_words(enum setting setting, struct buf *out)
{
    for (int place = 0; table[setting].word(place); place++)
        text_add_item(out, slice_of(table[setting].word(place)));
}

bool setting_set(struct app *app, enum setting setting, struct slice word, struct buf *why)
{
    struct buf words = BUF_INIT;
    int place = 0;
    const char *known;
    while ((known = table[setting].word(place)) && !slice_is(word, known))
        place++;
    if (known && setting == SETTING_THEME)
        styles_set_theme(&app->styles, place);
    else if (known)
        app->own->settings[setting] = place;
    if (known)
        return true;
    add_words(setting, &words);
    char *wrong = mem_copy_slice(word);
    /* TRANSLATORS: 1: a setting, 2: what somebody wrote, 3: the words for it that there are. */
    buf_addf(why, _("%1$s cannot be \"%2$s\"; what it can be: %3$s"), table[setting].name, wrong,
        words.data);
    buf_release(&words);
    free(wrong);
    return false;
}
