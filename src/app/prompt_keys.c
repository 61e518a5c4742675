/* The prompt that is open: what is typed, Enter, Esc. A part of the conductor. */
#include "app/app.h"
#include "app/conductor.h"
#include "app/core/ask.h"
#include "app/guide/pane.h"
#include "base/i18n.h"
#include "base/text.h"

struct prompt *app_prompt(struct app *app)
{
    return app->asking ? &app->prompt : NULL;
}

void app_prompt_changed(struct app *app)
{
    struct prompt *prompt = &app->prompt;
    app->discard_warned = false;
    completions_clear(&prompt->shown);
    buf_clear(&prompt->message);
    if (prompt->in_view)
        messages_clear(&app->messages);
    if (prompt->check)
        prompt->check(prompt->context, buf_slice(&prompt->text), &prompt->message);
}

/* A prompt is over: one that it was opened above goes on. */
static void finish_prompt(struct app *app)
{
    if (!app->asking)
        completions_clear(&app->prompt.shown);
    if (!app->asking && app->holding) {
        unsigned number = app->prompt.number + 1;
        prompt_release(&app->prompt);
        app->prompt = app->held;
        app->prompt.number = number;
        app->ask = app->held_ask;
        app->holding = false;
        app->asking = true;
    }
}

bool app_prompt_key(struct app *app, const struct key *key)
{
    const struct command *command = command_of_key(app, key->code, app_context(app));
    /* Enter is the line's own; its row is there for the key line and the help. */
    if (!command || key->code == K_ENTER)
        return false;
    messages_clear(&app->messages);
    before_key(app);
    command_run(app, command, SLICE_NONE, false);
    after_key(app);
    return true;
}

/* Why a map can't be opened is said beside the line that named it. */
static void take_message(struct app *app, struct buf *message)
{
    buf_add_slice(message, buf_slice(&app->messages.text));
    messages_clear(&app->messages);
}

bool app_prompt_accept(struct app *app)
{
    struct prompt *prompt = &app->prompt;
    struct buf text = BUF_INIT;
    /* What accepts may open another prompt, which uses the same text. */
    buf_add_slice(&text, buf_slice(&prompt->text));
    buf_clear(&prompt->message);
    app->asking = false;
    before_key(app);
    bool accepted = prompt->accept(prompt->context, buf_slice(&text), &prompt->message);
    if (accepted && !open_asked(app)) {
        take_message(app, &prompt->message);
        accepted = false;
    }
    if (accepted)
        finish_prompt(app);
    else
        app->asking = true;
    after_key(app);
    buf_release(&text);
    return accepted;
}

static bool is_changed(const struct prompt *prompt)
{
    return !slice_equal(buf_slice(&prompt->text), buf_slice(&prompt->initial)) &&
           text_trim(buf_slice(&prompt->text)).len;
}

static bool is_precious(const struct prompt *prompt)
{
    return prompt->history == HISTORY_NAMES || prompt->history == HISTORY_TEXTS ||
           prompt->history == HISTORY_ANSWERS;
}

bool app_prompt_cancel(struct app *app)
{
    struct prompt *prompt = &app->prompt;
    if (prompt->in_view) {
        before_key(app);
        guide_pane_give_up(app);
        after_key(app);
        return true;
    }
    if (is_changed(prompt) && is_precious(prompt) && !app->discard_warned) {
        app->discard_warned = true;
        buf_clear(&prompt->message);
        buf_adds(&prompt->message, _("Enter keeps this text, Esc again drops it"));
        return false;
    }
    before_key(app);
    app->asking = false;
    finish_prompt(app);
    after_key(app);
    return true;
}

/* --- $EDITOR --- */

struct slice app_editor_text(struct app *app)
{
    return buf_slice(&app->editor_text);
}

bool app_editor_done(struct app *app, struct slice text)
{
    struct buf why = BUF_INIT;
    struct node *node = app->ask.node;
    if (slice_equal(text, buf_slice(&app->editor_text)))
        return true;
    bool good = node && app_has_node(app, node) &&
                app_set_from_line(app, node, app->ask.field, text, &why);
    if (!good)
        app_say(app, SAY_ERROR, "%s: %s", _(field_def(app->ask.field)->label),
            why.len ? why.data : _("the item of this text was deleted"));
    buf_release(&why);
    return good;
}

/* --- the end --- */

static void keep_typed(struct app *app)
{
    if (app->asking && !app->prompt.in_view && is_precious(&app->prompt) &&
        text_trim(buf_slice(&app->prompt.text)).len)
        app_prompt_accept(app);
}

void app_keep_typed(struct app *app)
{
    bool held = app->holding;
    keep_typed(app);
    if (held)
        keep_typed(app);
}
