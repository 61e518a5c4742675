#include "app/lists/filter_words.h"

#include <stdlib.h>
#include <string.h>

#include "app/core/complete.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/user.h"
#include "insight/filter/filter.h"
#include "session/state_list.h"

static const char list_name[] = "filters";

enum { SAVED_MOST = 50 };

/* --- those that the program knows --- */

/* Whose login name the owner's has in it. */
static bool add_mine(struct app *app, struct buf *out)
{
    (void)app;
    buf_adds(out, "owner=\"");
    user_name(out);
    buf_add_char(out, '"');
    return true;
}

static bool add_here(struct app *app, struct buf *out)
{
    struct node *node = app ? app_selected(app) : NULL;
    node = node ? node_up(node, KIND_STAGE) : NULL;
    if (node)
        buf_addf(out, "stage=\"%.*s\"", SLICE_ARG(node_headline(node)));
    return node != NULL;
}

static const struct known {
    const char *word; /* marked for translation */
    const char *expression;
    bool (*add)(struct app *app, struct buf *out); /* where it is another each time */
} known[] = {
    { N_("mine"), NULL, add_mine },
    { N_("overdue"), "due<today !status>=fixed", NULL },
    { N_("open"), "!status>=fixed", NULL },
    { N_("chosen"), "chosen=yes", NULL },
    /* TRANSLATORS: a word that is typed: what is in the stage of the selected row */
    { N_("here"), NULL, add_here },
};

enum { KNOWN = sizeof known / sizeof *known };

static const struct known *known_word(struct slice word)
{
    for (size_t i = 0; i < KNOWN; i++)
        if (slice_is(word, known[i].word) || text_equal_fold(word, slice_of(_(known[i].word))))
            return &known[i];
    return NULL;
}

/* --- the user's own: a line each, the word, a tab, the expression --- */

/* Takes a line off the front. */
static bool next_saved(struct slice *rest, struct slice *word, struct slice *expression)
{
    struct slice line;
    while (slice_next_line(rest, &line)) {
        const char *tab = line.len ? memchr(line.data, '\t', line.len) : NULL;
        if (!tab || utf8_valid_length(line) != line.len)
            continue;
        *word = (struct slice){ line.data, (size_t)(tab - line.data) };
        *expression = slice_from(line, word->len + 1);
        return true;
    }
    return false;
}

static bool saved_word(struct slice wanted, struct buf *out)
{
    struct buf text = BUF_INIT;
    struct slice rest, word, expression;
    bool found = false;
    state_list_read(list_name, &text);
    rest = buf_slice(&text);
    while (!found && next_saved(&rest, &word, &expression))
        found = slice_equal(word, wanted);
    if (found)
        buf_add_slice(out, expression);
    buf_release(&text);
    return found;
}

bool filter_word_find(void *context, struct slice word, struct buf *out)
{
    const struct known *is = known_word(word);
    if (is && is->add)
        return is->add(context, out);
    if (is)
        buf_adds(out, is->expression);
    return is || saved_word(word, out);
}

void filter_words_add(struct buf *out)
{
    struct buf text = BUF_INIT;
    struct slice rest, word, expression;
    for (size_t i = 0; i < KNOWN; i++)
        text_add_item(out, slice_of(_(known[i].word)));
    state_list_read(list_name, &text);
    rest = buf_slice(&text);
    while (next_saved(&rest, &word, &expression))
        text_add_item(out, word);
    buf_release(&text);
}

/* Is it a single one that no sign makes a term of its own? */
static bool is_word(struct slice word)
{
    for (size_t i = 0; i < word.len; i++)
        if ((unsigned char)word.data[i] <= ' ' || strchr("!<=>\"", word.data[i]))
            return false;
    return word.len > 0;
}

void filter_word_save(struct app *app, struct slice word, struct slice expression)
{
    struct buf name = BUF_INIT, line = BUF_INIT;
    buf_add_slice(&name, word);
    buf_addf(&line, "%.*s\t%.*s", SLICE_ARG(word), SLICE_ARG(expression));
    if (!expression.len)
        app_say(app, SAY_ERROR, _("there is no filter to save; :filter EXPR sets one"));
    else if (!is_word(word))
        app_say(app, SAY_ERROR, _("a filter is saved as one word: :filter save worst"));
    else if (known_word(word))
        app_say(app, SAY_ERROR, _("\"%s\" is a filter of the program"), name.data);
    else if (slice_equal(word, expression))
        app_say(app, SAY_ERROR, _("this filter is \"%s\" already"), name.data);
    else if (!state_list_put(list_name, line.data, name.data, SAVED_MOST))
        app_say(app, SAY_ERROR, _("the list of filters cannot be written"));
    else
        app_say(app, SAY_DONE, _("saved: \":filter %s\" shows this again"), name.data);
    buf_release(&name);
    buf_release(&line);
}

void filter_word_remove(struct app *app, struct slice word)
{
    struct buf name = BUF_INIT, ignored = BUF_INIT;
    buf_add_slice(&name, word);
    if (known_word(word))
        app_say(app, SAY_ERROR, _("\"%s\" is a filter of the program"), name.data);
    else if (!saved_word(word, &ignored))
        app_say(app, SAY_ERROR, _("there is no saved filter \"%s\""), name.data);
    else if (!state_list_put(list_name, NULL, name.data, SAVED_MOST))
        app_say(app, SAY_ERROR, _("the list of filters cannot be written"));
    else
        app_say(app, SAY_DONE, _("filter \"%s\" removed"), name.data);
    buf_release(&name);
    buf_release(&ignored);
}

/* --- completion --- */

static void complete_words(struct slice typed, struct completions *out)
{
    struct buf text = BUF_INIT;
    struct slice rest, word, expression;
    const char *keys[FILTER_KEYS_MOST];
    size_t count = filter_keys(keys);
    for (size_t i = 0; i < KNOWN; i++)
        complete_word(out, slice_of(_(known[i].word)), typed);
    state_list_read(list_name, &text);
    rest = buf_slice(&text);
    while (next_saved(&rest, &word, &expression))
        complete_word(out, word, typed);
    for (size_t i = 0; i < count; i++) {
        buf_clear(&text);
        buf_addf(&text, "%s=", keys[i]);
        complete_word(out, buf_slice(&text), typed);
    }
    buf_release(&text);
}

/* What has blanks stands in quotation marks. */
static void complete_values(
    struct app *app, struct slice key, struct slice typed, struct completions *out)
{
    struct completions values = { 0 };
    struct buf text = BUF_INIT;
    enum field field = filter_field(key);
    if (typed.len && typed.data[0] == '"')
        typed = slice_from(typed, 1);
    if (field < FIELD_COUNT)
        complete_value(app, field, typed, &values);
    for (size_t i = 0; i < values.count; i++) {
        const char *quote = strchr(values.items[i], ' ') ? "\"" : "";
        buf_clear(&text);
        buf_addf(&text, "%s%s%s", quote, values.items[i], quote);
        completions_add(out, buf_slice(&text));
    }
    completions_clear(&values);
    free(values.items);
    buf_release(&text);
}

void filter_complete(struct app *app, struct slice typed, struct completions *out)
{
    size_t start = 0, sign = 0;
    bool quoted = false;
    for (size_t i = 0; i < typed.len; i++) {
        quoted ^= typed.data[i] == '"';
        if (!quoted && typed.data[i] == ' ')
            start = i + 1;
    }
    if (start < typed.len && typed.data[start] == '!')
        start++;
    for (size_t i = start; i < typed.len && typed.data[i] != '"'; i++)
        if (strchr("<=>", typed.data[i]))
            sign = i + 1;
    struct slice key = { typed.data + start, sign ? sign - start : 0 };
    while (key.len && strchr("!<=>", key.data[key.len - 1]))
        key.len--;
    start = sign ? sign : start;
    if (sign)
        complete_values(app, key, slice_from(typed, start), out);
    else
        complete_words(slice_from(typed, start), out);
    out->start += start;
}
