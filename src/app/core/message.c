#include "app/core/message.h"

#include <string.h>

#include "app/core/state.h"
#include "base/i18n.h"
#include "base/text.h"

enum { MORE_AFTER_MOST = 150 }; /* bytes of a text behind which another message has room */

static const char more_mark[] = " ...";

void messages_clear(struct messages *messages)
{
    messages->count = 0;
    buf_clear(&messages->text);
}

bool messages_only(const struct messages *messages, enum rank rank)
{
    return !messages->count || messages->items[0].rank == rank;
}

static bool is_error(enum rank rank)
{
    return rank == SAY_JOURNAL || rank >= SAY_LOST;
}

bool messages_bad(const struct messages *messages)
{
    return messages->count && is_error(messages->items[0].rank);
}

/* Is there room behind an error that is shown? Else it says only that there is more. */
static bool has_room(struct messages *messages)
{
    struct buf *text = &messages->text;
    size_t mark = sizeof more_mark - 1;
    if (text->len < MORE_AFTER_MOST && messages->count < MESSAGES_MOST)
        return true;
    if (text->len < mark || strcmp(text->data + text->len - mark, more_mark) != 0)
        buf_adds(text, more_mark);
    return false;
}

/* Who comes and goes is told behind what a key did, in place of who came and went before. */
static bool make_way_for_presence(struct messages *messages)
{
    size_t last = messages->count - 1;
    if (messages->count && messages->items[last].rank == SAY_PRESENCE)
        messages_drop(messages, messages->items[last].number);
    return !messages_bad(messages) && messages->text.len < MORE_AFTER_MOST &&
           messages->count < MESSAGES_MOST;
}

/* Makes room for a message of that rank; false: it is not to be shown. */
static bool make_way(struct messages *messages, enum rank rank)
{
    enum rank first = messages->count ? messages->items[0].rank : SAY_PRESENCE;
    bool crowded = messages->text.len >= MORE_AFTER_MOST;
    if (rank == SAY_PRESENCE)
        return make_way_for_presence(messages);
    if ((rank == SAY_TOLD && first >= SAY_LOST) ||
        (rank == SAY_LOST && is_error(first) && !crowded))
        return has_room(messages);
    messages_clear(messages);
    return true;
}

unsigned app_say(struct app *app, enum rank rank, const char *format, ...)
{
    struct messages *messages = &app->messages;
    va_list args;
    if (!make_way(messages, rank))
        return 0;
    buf_adds(&messages->text, messages->count ? text_semicolon() : "");
    va_start(args, format);
    buf_addvf(&messages->text, format, args);
    va_end(args);
    messages->items[messages->count].rank = rank;
    messages->items[messages->count].number = ++messages->last;
    messages->items[messages->count++].end = messages->text.len;
    return messages->last;
}

void app_say_more(struct app *app, const char *format, ...)
{
    struct messages *messages = &app->messages;
    va_list args;
    va_start(args, format);
    buf_adds(&messages->text, text_semicolon());
    buf_addvf(&messages->text, format, args);
    va_end(args);
    if (messages->count)
        messages->items[messages->count - 1].end = messages->text.len;
}

bool messages_end_in(const struct messages *messages, unsigned number)
{
    size_t last = messages->count - 1;
    return messages->count && messages->items[last].number == number &&
           messages->items[last].end == messages->text.len;
}

bool messages_drop(struct messages *messages, unsigned number)
{
    size_t last = messages->count - 1;
    if (!messages_end_in(messages, number))
        return false;
    messages->count--;
    buf_cut(&messages->text, last ? messages->items[last - 1].end : 0);
    return true;
}

void add_report(const struct diags *diags, struct buf *out)
{
    struct buf text = BUF_INIT;
    size_t more = diags->count + diags->left_off;
    if (diags->count)
        diag_format(&diags->items[0], &text);
    if (more > 1)
        buf_addf(out,
            _n("%1$s (and %2$zu more message)", "%1$s (and %2$zu more messages)", more - 1),
            text.data, more - 1);
    else
        buf_add_slice(out, buf_slice(&text));
    buf_release(&text);
}

void app_report(struct app *app, struct diags *diags)
{
    struct buf text = BUF_INIT;
    add_report(diags, &text);
    if (text.len)
        app_say(app, SAY_ERROR, "%s", text.data);
    buf_release(&text);
    diags_release(diags);
}

void app_report_save(struct app *app, struct diags *diags, enum status status)
{
    bool unsaved = status == STATUS_SYSTEM || status == STATUS_BAD;
    app_report(app, diags);
    if (unsaved)
        app_say_more(app, _("\":w FILE\" saves to FILE"));
}
