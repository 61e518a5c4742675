/* Is a text our own export, and in which language? */
#include "import/own/reading.h"

#include "base/i18n.h"
#include "base/text.h"
#include "import/own/own.h"

static const struct {
    const char *name; /* marked for translation */
    enum section section;
} sections[] = {
    { N_("About this map"), SECTION_ABOUT },
    { N_("Next steps"), SECTION_NEXT },
    { N_("Personas"), SECTION_PERSONAS },
    { N_("Journey"), SECTION_TOLD },
    { N_("Emotion curve"), SECTION_TOLD },
    { N_("Pain points"), SECTION_TOLD },
    { N_("Ideas"), SECTION_TOLD },
    { N_("Quotes"), SECTION_QUOTES },
    { N_("Metrics"), SECTION_METRICS },
    { N_("Parking lot"), SECTION_PARKING },
};

/* In the language of the export; or in English, as who changed it may have written. */
bool own_is_called(const struct catalogue *texts, struct slice text, const char *name)
{
    return slice_is(text, i18n_text_in(texts, name)) || slice_is(text, name);
}

enum section own_section_of(const struct catalogue *texts, struct slice name)
{
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        if (own_is_called(texts, name, sections[i].name))
            return sections[i].section;
    return SECTION_STAGE;
}

static bool is_own_in(const struct catalogue *texts, struct slice text)
{
    static const char legend_line[] = N_(
        "In brackets: the emotion, from -2 to +2. ★ moment of truth, ! pains.");
    struct slice line, translated = slice_of(i18n_text_in(texts, legend_line));
    bool journey = false, numbered = false, others = false, legend = false;
    while (slice_next_line(&text, &line)) {
        if (slice_begins_fold(line, SLICE("## "))) {
            struct slice name = text_trim(slice_from(line, 3));
            journey = journey || own_is_called(texts, name, N_("Journey"));
            others = others || own_section_of(texts, name) != SECTION_STAGE;
        }
        numbered = numbered || slice_begins_fold(line, SLICE("### 1. "));
        legend = legend || slice_is(line, legend_line) || slice_equal(line, translated);
    }
    return journey && (legend || (numbered && others));
}

/* The language of the export that the text is. False: it is none. */
bool own_find_texts(struct slice text, const struct catalogue **texts)
{
    *texts = NULL;
    if (is_own_in(NULL, text))
        return true;
    while ((*texts = i18n_next(*texts)))
        if (is_own_in(*texts, text))
            return true;
    return false;
}

bool markdown_is_own(struct slice text)
{
    const struct catalogue *texts;
    return own_find_texts(text, &texts);
}
