/* Commands that score touchpoints, and stages as a whole. */
#include "app/commands/score.h"

#include <stdlib.h>

#include "app/canvas/key.h"
#include "app/commands/selected.h"
#include "app/grid/grid.h"
#include "app/lists/pick.h"
#include "app/views/form.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "insight/letters.h"
#include "model/edit/per_persona.h"

static void add_emotion(int emotion, struct buf *out)
{
    if (emotion == EMOTION_NONE)
        buf_adds(out, "·");
    else
        buf_addf(out, emotion ? "%+d" : "%d", emotion);
}

/* "Search: 0 -> +1" */
static void say_emotion(struct app *app, const struct node *node, int before, int after)
{
    struct buf text = BUF_INIT;
    buf_add_slice(&text, node_headline(node));
    buf_adds(&text, ": ");
    add_emotion(before, &text);
    buf_adds(&text, " -> ");
    add_emotion(after, &text);
    app_say(app, SAY_DONE, "%s", text.data);
    buf_release(&text);
}

/* Whose scores are typed: an id, or NULL for all. */
static const char *scored_persona(const struct app *app)
{
    bool said = app_overlays(app) && app->scores_for_known && app->scores_for;
    return said ? app->scores_for->id : app_persona(app);
}

/* While all personas are shown, a key that scores waits for whose score it is. */
static bool asks_whose(struct app *app, const struct command *self)
{
    bool gone = app->scores_for && !app_has_node(app, app->scores_for);
    if (!app_overlays(app) || (app->scores_for_known && !gone))
        return false;
    app->typed.whose = self->keys[0];
    return true;
}

static bool is_stage(const struct node *node)
{
    return node && node->kind == KIND_STAGE;
}

/* What a score goes to: the touchpoint, or the stage that is selected itself. NULL: none. */
static struct node *scored_node(struct app *app)
{
    struct node *node = app_selected(app);
    return is_stage(node) || !node ? node : node_up(node, KIND_TOUCHPOINT);
}

/* The same; that there is none is said. */
static struct node *selected_scored(struct app *app)
{
    struct node *node = app_selected(app);
    return is_stage(node) ? node : selected_touchpoint(app);
}

/* Why it can't be scored; NULL: it can. */
static const char *refuse_score(const struct app *app, const struct node *node)
{
    const char *persona = scored_persona(app);
    if (!persona && has_emotions_per_persona(node) && !app->scores_for_known)
        return _("each persona has its own emotion here; pick one first with P");
    if (persona && !takes_part(node, slice_of(persona)))
        return _("this persona does not take part here");
    return NULL;
}

static void put_emotion(struct app *app, struct node *node, int emotion)
{
    bool shared = !has_emotions_per_persona(node);
    bool one = node_child_count(app->session.map.root, MAP_PERSONAS) == 1;
    /* One value is enough for one persona. */
    const char *persona = shared && one ? NULL : scored_persona(app);
    touchpoint_set_emotion(&app->session.undo, node, persona, emotion);
}

/* What a score becomes: `emotion`, or one step from where it is; EMOTION_SAME: it stays. */
enum { EMOTION_SAME = EMOTION_NONE - 1 };

static int score_after(int before, int emotion, int step)
{
    int stepped = (before == EMOTION_NONE ? 0 : before) + step;
    if (!step)
        return emotion;
    return stepped < -2 || stepped > 2 ? EMOTION_SAME : stepped;
}

/* "3 touchpoints: emotion +1" */
static void say_scored(struct app *app, size_t count, int emotion, int step)
{
    struct buf text = BUF_INIT;
    if (step)
        buf_adds(&text, step > 0 ? _("one up") : _("one down"));
    else
        add_emotion(emotion, &text);
    say_set_on(
        app, KIND_TOUCHPOINT, count, _(field_def(TOUCHPOINT_EMOTION)->label), buf_slice(&text));
    buf_release(&text);
}

static size_t scored_nodes(struct app *app, struct node ***out)
{
    struct node *node = app_selected(app);
    if (!is_stage(node) || ticks_count(app))
        return selected_touchpoints(app, out);
    *out = mem_alloc(sizeof **out);
    **out = node;
    return 1;
}

/* Scores what is selected, or all that are ticked, in one undo. */
static bool score_all(struct app *app, int emotion, int step)
{
    struct node **nodes;
    size_t count = scored_nodes(app, &nodes), done = 0;
    const char *why = NULL;
    /* The others' emotions are in the same field: as they are when it is set. */
    undo_begin(&app->session.undo);
    undo_catch_up(&app->session.undo);
    for (size_t i = 0; i < count; i++) {
        if (!app_has_node(app, nodes[i]))
            continue;
        const char *refused = refuse_score(app, nodes[i]);
        int before = touchpoint_emotion(nodes[i], scored_persona(app));
        int after = score_after(before, emotion, step);
        why = refused ? refused : why;
        if (refused || after == EMOTION_SAME)
            continue;
        put_emotion(app, nodes[i], after);
        done++;
        if (count > 1)
            continue;
        say_emotion(app, nodes[i], before, after);
        emotion = after;
    }
    undo_end(&app->session.undo);
    if (count > 1 && done)
        say_scored(app, done, emotion, step);
    else if (why && !done)
        app_say(app, SAY_ERROR, "%s", why);
    if (done && (!step || count == 1)) {
        app->repeat.score = emotion;
        repeat_note(app, REPEAT_SCORE, TOUCHPOINT_EMOTION, SLICE_NONE);
    }
    free(nodes);
    return done > 0;
}

/* A list may be in another order then: the cursor stays on what was scored. */
static bool score_and_stay(struct app *app, int emotion, int step)
{
    struct node *node = app_selected(app);
    bool done = score_all(app, emotion, step);
    if (done && app_context(app) == IN_LIST)
        level_reveal(app, app_top(app), node);
    return done;
}

RUN(emotion)
{
    if (selected_scored(app) && !asks_whose(app, self))
        score_and_stay(app, self->number, 0);
}

void score_again(struct app *app, int emotion)
{
    score_and_stay(app, emotion, 0);
}

/* In a form + and - step the number under the cursor. */
static bool step_form_number(struct app *app, int step)
{
    struct level *level = app_top(app);
    if (level->view->context != IN_FORM)
        return false;
    struct form_row row = form_row_at(app, level);
    if (row.field >= FIELD_COUNT || field_def(row.field)->type != FIELD_INTEGER ||
        row.field == MAP_CJM)
        return false;
    const struct field_def *def = field_def(row.field);
    bool set = node_has(level->node, row.field);
    int value = node_int(level->node, row.field, 0) + (set ? step : 0);
    value = value < def->low ? def->low : value > def->high ? def->high : value;
    edit_set_int(&app->session.undo, level->node, row.field, value);
    return true;
}

void score_step(struct app *app, const struct command *self, int by)
{
    struct node *node = selected_scored(app);
    if (!node || asks_whose(app, self))
        return;
    int before = touchpoint_emotion(node, scored_persona(app));
    uint32_t revision = app->session.map.revision;
    bool bound = score_after(before, 0, by) == EMOTION_SAME;
    score_and_stay(app, 0, by);
    bool stepped = app->session.map.revision != revision;
    if (bound || stepped) {
        app->typed.signed_node = node;
        app->typed.sign = by;
        app->typed.stepped = stepped;
        app->typed.stepped_from = before;
    }
}

RUN(emotion_step)
{
    if (!step_form_number(app, self->number))
        score_step(app, self, self->number);
}

bool score_signed(struct app *app, const struct node *node, int figure)
{
    if (scored_node(app) != node)
        return false;
    int emotion = app->typed.sign * figure;
    bool stands = !ticks_count(app) && touchpoint_emotion(node, scored_persona(app)) == emotion;
    if (app->typed.stepped && !stands)
        undo_undo(&app->session.undo);
    if (stands)
        say_emotion(app, node, app->typed.stepped_from, emotion);
    else
        score_and_stay(app, emotion, 0);
    return true;
}

/* --- ratings --- */

RUN(rate)
{
    struct node *node = app_selected(app);
    if (app_context(app) == IN_LIST) {
        if (selected_touchpoint(app) && !asks_whose(app, self))
            app->typed.rates = self->keys[0];
        return;
    }
    if (self->keys[0] == 'r' && is_stage(scored_node(app))) {
        if (!asks_whose(app, self))
            app->typed.rates = 'r';
        return;
    }
    struct node *touchpoint = node ? node_up(node, KIND_TOUCHPOINT) : NULL;
    if (!touchpoint)
        touchpoint = node ? touchpoint_beside(node, 1) : NULL;
    if (!touchpoint) {
        app_say(app, SAY_ERROR, _("select a touchpoint first; a adds one"));
        return;
    }
    if (touchpoint != grid_touchpoint(app))
        grid_reveal(app, touchpoint);
    if (asks_whose(app, self))
        return;
    app->typed.rates = self->keys[0];
}

/* R goes along the journey, and ends with it. */
static void rate_next(struct app *app, int by)
{
    struct node *next = touchpoint_beside(selected_touchpoint(app), by);
    if (next)
        grid_reveal(app, next);
    else if (by > 0)
        app->typed.rates = K_NONE;
}

static void rate_one(struct app *app, int emotion)
{
    bool one = app->typed.rates == 'r';
    app->typed.rated_sign = 0;
    if (!scored_node(app) || !score_and_stay(app, emotion, 0) || one)
        app->typed.rates = K_NONE;
    else
        rate_next(app, 1);
}

/* The figures beside 0, from both sides: 9 and 8 are one and two below it. */
static bool figure_of(uint32_t code, int sign, int *out)
{
    if (code >= '0' && code <= '2')
        *out = (sign ? sign : 1) * (int)(code - '0');
    else if (!sign && (code == '9' || code == '8'))
        *out = (int)code - '9' - 1;
    else
        return false;
    return true;
}

static bool rate_by_key(struct app *app, uint32_t code)
{
    bool row = app->typed.rates == 'R';
    struct node *touchpoint = selected_touchpoint(app);
    struct node *before = touchpoint ? touchpoint_beside(touchpoint, -1) : NULL;
    if (code == '+' || code == '=' || code == '-')
        app->typed.rated_sign = code == '-' ? -1 : 1;
    else if (code == '.' && before)
        rate_one(app, touchpoint_emotion(before, scored_persona(app)));
    else if (code == K_BACKSPACE)
        rate_one(app, EMOTION_NONE);
    else if (row && (code == ' ' || code == '('))
        rate_next(app, code == ' ' ? 1 : -1);
    else
        return false;
    return true;
}

bool score_rated(struct app *app, uint32_t code)
{
    int emotion;
    if (figure_of(code, app->typed.rated_sign, &emotion)) {
        rate_one(app, emotion);
        return true;
    }
    return !app->typed.rated_sign && rate_by_key(app, code);
}

/* The persona of a letter, in `out`; everybody is NULL. */
static bool persona_of_letter(const struct app *app, uint32_t code, struct node **out)
{
    struct node_list personas = node_children(app->session.map.root, MAP_PERSONAS);
    uint32_t capital = code >= 'a' && code <= 'z' ? code - 'a' + 'A' : code;
    char letters[LETTERS_MAX + 1];
    *out = NULL;
    persona_letters(&app->session.map, letters);
    for (uint32_t i = 0; i < personas.count && letters[i]; i++)
        if ((uint32_t)letters[i] == capital)
            *out = personas.items[i];
    return *out || code == '*';
}

uint32_t score_whose(struct app *app, uint32_t code, uint32_t *figure)
{
    uint32_t waits = app->typed.whose;
    struct node *persona;
    if ((waits == '+' || waits == '-') && code >= '0' && code <= '2') {
        app->typed.whose_figure = code;
        return K_ENTER;
    }
    if (!persona_of_letter(app, code, &persona))
        return K_NONE;
    app->scores_for = persona;
    app->scores_for_known = true;
    *figure = app->typed.whose_figure;
    app->typed.whose = app->typed.whose_figure = K_NONE;
    return waits;
}

/* "whose? N V I, or * for all" */
static void add_whose(const struct app *app, struct buf *out)
{
    char letters[LETTERS_MAX + 1];
    struct buf list = BUF_INIT;
    persona_letters(&app->session.map, letters);
    for (const char *letter = letters; *letter; letter++)
        buf_addf(&list, "%s%c", list.len ? " " : "", *letter);
    buf_addf(out, _("whose? %s, or * for all"), list.data);
    buf_release(&list);
}

void score_add_hint(const struct app *app, struct buf *out)
{
    if (app->typed.whose) {
        add_whose(app, out);
        return;
    }
    if (app->typed.rated_sign)
        buf_addf(out, "%c  0  1  2", app->typed.rated_sign > 0 ? '+' : '-');
    else if (app->typed.rates == 'R')
        buf_adds(out, _("R: 8 -2  9 -1  0  1 +1  2 +2  Space leaves out  Esc"));
    else
        buf_adds(out, _("r: 8 -2  9 -1  0  1 +1  2 +2  . as before  Backspace none  Esc"));
}

/* clang-format off */
const struct command score_commands[] = {
    { .name = "better", .keys = { '+', '=' }, .contexts = IN_TOUCHPOINT | IN_FORM | EDITS,
      .section = SECTION_EDIT, .hint = N_("score"), .typed = "+1", .rank = HINT_EDIT,
      .help = N_("emotion up; with 0, 1 or 2 after it, that score: +1"), .run = run_emotion_step,
      .number = 1 },
    { .name = "worse", .keys = { '-' }, .contexts = IN_TOUCHPOINT | IN_FORM | EDITS,
      .section = SECTION_EDIT, .help = N_("emotion down; with 1 or 2 after it, that score: -2"),
      .run = run_emotion_step, .number = -1 },
    { .keys = { '0' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .help = N_("emotion 0"), .run = run_emotion },
    { .name = "rate", .keys = { 'r' }, .contexts = IN_MAIN | EDITS, .section = SECTION_EDIT,
      .help = N_("score it with one key: 8 is -2, 9 is -1, 0, 1, 2; . is the score before"),
      .run = run_rate },
    { .name = "rate-all", .keys = { 'R' }, .contexts = IN_TOUCHPOINT | EDITS,
      .section = SECTION_EDIT,
      .help = N_("score one touchpoint of the journey after the other, from this one on"),
      .run = run_rate },
    { .name = "unscored", .keys = { K_BACKSPACE }, .contexts = IN_GRID | IN_LIST | EDITS,
      .section = SECTION_EDIT, .help = N_("remove the emotion"), .run = run_emotion,
      .number = EMOTION_NONE },
    { .help = NULL },
};
/* clang-format on */
