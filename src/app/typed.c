#include "app/typed.h"

#include <string.h>

#include "app/commands/score.h"
#include "app/core/draw.h"
#include "app/core/state.h"
#include "app/core/typed_text.h"
#include "app/lists/node_list.h"
#include "base/i18n.h"
#include "base/text.h"

/* How soon a key comes that is of the same read as the one before. */
enum { READ_MS = 10, COUNT_MOST = 9999 };

static bool is_escape(uint32_t code)
{
    return code == K_ESC || code == K_CTRL('c');
}

/* --- text where keys are read --- */

static void drop_after(struct app *app, int ms)
{
    app->typed.dropped_at = clock_ms();
    app->typed.drops_for = ms;
}

bool typed_drops(struct app *app, const struct key *key)
{
    struct typed *typed = &app->typed;
    int64_t now = clock_ms();
    if (key->code >= K_SPECIAL || is_escape(key->code) ||
        now - typed->dropped_at > typed->drops_for)
        typed->drops_for = 0;
    if (!typed->drops_for)
        return false;
    typed->dropped_at = now;
    if (typed->drops_for == TEXT_GAP_MS)
        text_refuse(app);
    return true;
}

/* --- counts --- */

/* A figure alone could have been meant as a score. */
static void refuse_count(struct app *app, const struct command *command)
{
    int count = app->typed.count;
    struct buf name = BUF_INIT;
    key_label(command_first_key(app, command), &name);
    if (count <= 2 && (app_context(app) & IN_TOUCHPOINT))
        app_say(app, SAY_ERROR, _("+%1$d or -%1$d? A score needs its sign"), count);
    else
        app_say(app, SAY_ERROR, _("The key %s takes no count"), name.data);
    drop_after(app, READ_MS);
    buf_release(&name);
}

void typed_run(struct app *app, const struct command *command)
{
    if (app->typed.count && !command->counts)
        refuse_count(app, command);
    else
        command_run(app, command, SLICE_NONE, false);
    app->typed.count = 0;
}

static bool add_digit(struct app *app, uint32_t code)
{
    int *count = &app->typed.count;
    if (code < '0' || code > '9' || (!*count && code == '0') || !(app_context(app) & IN_ALL))
        return false;
    *count = *count * 10 + (int)(code - '0');
    if (*count > COUNT_MOST)
        *count = COUNT_MOST;
    return true;
}

/* --- the first of two keys --- */

/* It can't follow what was typed: it ends that and does nothing else. */
static void refuse_key(struct app *app, uint32_t code)
{
    typed_end(app);
    if (code < K_SPECIAL && !is_escape(code))
        drop_after(app, TEXT_GAP_MS);
}

static void second_key(struct app *app, uint32_t code)
{
    uint32_t pair = code < K_SPECIAL ? K_PAIR(app->typed.first, code & 0xFFFF) : K_NONE;
    const struct command *command = command_of_key(app, pair, app_context(app));
    app->typed.first = K_NONE;
    if (command) {
        typed_run(app, command);
        return;
    }
    refuse_key(app, code);
}

static void say_useless(struct app *app, uint32_t code)
{
    struct buf name = BUF_INIT;
    key_label(code, &name);
    app_say(app, SAY_ERROR, _("The key %s has no function here; ? shows the keys"), name.data);
    buf_release(&name);
    typed_end(app);
    drop_after(app, READ_MS);
}

void typed_begin(struct app *app, uint32_t code)
{
    const struct command *command = command_begun_by(app, code, app_context(app) & IN_ALL);
    if (!command)
        say_useless(app, code);
    else if (!(command->contexts & EDITS) || !app_only_watches(app))
        app->typed.first = code;
}

/* --- all --- */

void typed_end(struct app *app)
{
    app->typed = (struct typed){ 0 };
}

/* What was a sign before this key is none for the next one. */
static bool take_figure(struct app *app, uint32_t code)
{
    struct typed *typed = &app->typed;
    const struct node *node = typed->signed_node;
    typed->signed_node = NULL;
    return node && code >= '0' && code <= '2' && score_signed(app, node, (int)(code - '0'));
}

/* The key that waited for whose score it is, is typed again. */
static void take_whose(struct app *app, uint32_t code)
{
    uint32_t figure = K_NONE, waited = score_whose(app, code, &figure);
    const struct command *command = command_of_key(app, waited, app_context(app));
    if (!waited)
        refuse_key(app, code);
    else if (waited != K_ENTER && command)
        typed_run(app, command);
    if (figure)
        take_figure(app, figure);
}

bool typed_takes(struct app *app, uint32_t code)
{
    struct typed *typed = &app->typed;
    if (typed->sorts) {
        typed->sorts = false;
        if (!list_sort_key(app, code))
            refuse_key(app, code);
        return true;
    }
    if (typed->whose) {
        take_whose(app, code);
        return true;
    }
    if (typed->rates) {
        if (!score_rated(app, code))
            refuse_key(app, code);
        return true;
    }
    if (typed->first) {
        second_key(app, code);
        return true;
    }
    if (take_figure(app, code) || add_digit(app, code))
        return true;
    bool ended = typed->count && is_escape(code);
    if (ended)
        typed_end(app);
    return ended;
}

/* --- the last line --- */

/* The second of the two keys of a command, of which the first was typed; K_NONE: not of this one.
 */
static uint32_t second_of(const struct app *app, const struct command *command)
{
    for (int k = 0; k < COMMAND_KEYS && command->keys[k]; k++)
        if (key_first(command->keys[k]) == app->typed.first && command_has_key(app, command, k))
            return command->keys[k] & 0xFFFF;
    return K_NONE;
}

/* "m map  l lanes"; what has no room is left off. */
static int draw_following(
    struct app *app, const struct command *command, struct canvas *canvas, int x)
{
    struct buf key = BUF_INIT, text = BUF_INIT;
    uint32_t second = second_of(app, command);
    int y = canvas->height - 1, key_width = 0;
    if (!second || !(command->contexts & app_context(app)))
        return x;
    if (command->announce) {
        command->announce(app, &text);
    } else {
        key_label(second, &key);
        buf_add_char(&key, ' ');
        key_width = text_width(buf_slice(&key));
        buf_adds(&text, command->run == view_show ? _(command->name)
                        : command->name           ? command->name
                        : command->line           ? command->line
                                                  : i18n_marked(command->hint));
    }
    int width = key_width + text_width(buf_slice(&text));
    if (x + width < canvas->width || x == 1) {
        canvas_text(canvas, x, y, key_width, STYLE_KEY, buf_slice(&key));
        canvas_text(canvas, x + key_width, y, canvas->width - 1 - x - key_width, STYLE_NORMAL,
            buf_slice(&text));
        x += width + 2;
    }
    buf_release(&key);
    buf_release(&text);
    return x;
}

static void draw_count(const struct app *app, struct canvas *canvas)
{
    struct buf text = BUF_INIT;
    buf_addf(&text, " %d", app->typed.count);
    draw_at_end(canvas, canvas->width - 1, canvas->height - 1, STYLE_TITLE, buf_slice(&text));
    buf_release(&text);
}

/* Parts that have no room, two blanks before each, are left out whole. */
static struct slice fitting_parts(struct slice hint, int width)
{
    while (hint.len && text_width(hint) > width)
        do
            hint.len--;
        while (hint.len > 1 && memcmp(hint.data + hint.len, "  ", 2) != 0);
    return hint;
}

/* What was scored last stands beside it, where it has room. */
static void draw_rating(const struct app *app, struct canvas *canvas, struct slice hint)
{
    struct slice said = buf_slice(&app->messages.text);
    hint = fitting_parts(hint, canvas->width - 2);
    int width = text_width(hint), y = canvas->height - 1;
    canvas_text(canvas, 1, y, canvas->width - 2, STYLE_NORMAL, hint);
    if (said.len && width + text_width(said) + 4 <= canvas->width)
        draw_at_end(canvas, canvas->width - 1, y, STYLE_TITLE, said);
}

bool typed_draw(struct app *app, struct canvas *canvas)
{
    const struct typed *typed = &app->typed;
    struct buf text = BUF_INIT;
    int x = 1;
    bool asks = typed->rates || typed->whose || typed->sorts;
    if (!asks && !typed->first && !typed->count)
        return false;
    if (messages_bad(&app->messages) || (!typed->first && !asks))
        draw_status(app, canvas);
    else if (typed->first)
        for (size_t i = 0; i < app->commands.count; i++)
            x = draw_following(app, app->commands.items[i], canvas, x);
    else if (typed->sorts)
        list_sort_hint(app, &text);
    else
        score_add_hint(app, &text);
    if (text.len)
        draw_rating(app, canvas, buf_slice(&text));
    if (typed->count)
        draw_count(app, canvas);
    buf_release(&text);
    return true;
}
