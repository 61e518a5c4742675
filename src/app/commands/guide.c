/* Commands of the guide. */
#include "app/core/complete.h"
#include "app/guide/pane.h"
#include "app/views/add.h"
#include "base/i18n.h"
#include "guide/dot.h"
#include "store/template.h"

enum { MORE_MINUTES = 5 };

/* To a step, or as long as that. */
static bool go_to(struct guide *guide, struct slice where, struct buf *why)
{
    struct buf other = BUF_INIT;
    bool good = guide_go(guide, where, why) || guide_set_preset(guide, where, &other);
    buf_release(&other);
    return good;
}

/* What is named wrong begins nothing. */
RUN(guide)
{
    struct buf why = BUF_INIT;
    if (!guide_pane_begin(app))
        return;
    if (argument.len && !go_to(app->guide->engine, argument, &why))
        app_say(app, SAY_ERROR, "%s", why.data);
    else
        guide_pane_open(app);
    guide_mark_seen(app);
    buf_release(&why);
}

RUN(template)
{
    struct buf why = BUF_INIT;
    if (!argument.len)
        app_say(app, SAY_ERROR, _("name a template: \":template NAME\"; Tab lists them"));
    else if (!guide_pane_begin(app))
        return;
    else if (guide_take_stages(app->guide->engine, argument, &why))
        app_say(app, SAY_DONE, _("the map has the stages of %.*s now; u undoes this"),
            SLICE_ARG(argument));
    else
        app_say(app, SAY_ERROR, "%s", why.data);
    buf_release(&why);
}

static void complete_template(struct app *app, struct slice typed, struct completions *out)
{
    struct template_list list;
    (void)app;
    templates_find(&list, NULL);
    for (size_t i = 0; i < list.count; i++)
        if (strcmp(list.entries[i].name, TEMPLATE_GUIDE) != 0)
            complete_word(out, slice_of(list.entries[i].name), typed);
    templates_release(&list);
}

/* What was said of the last answer is no longer of this question. */
static struct guide *engine_of(struct app *app)
{
    buf_clear(&app->guide->note);
    app->guide->sign = 0;
    return app->guide->engine;
}

RUN(guide_skip)
{
    if (guide_pane_too_late(app))
        return;
    guide_skip(engine_of(app));
    guide_mark_seen(app);
}

RUN(guide_back)
{
    if (!guide_back(engine_of(app)))
        app_say(app, SAY_DONE, _("this is the first question"));
    guide_mark_seen(app);
}

RUN(guide_unknown)
{
    if (guide_pane_too_late(app))
        return;
    guide_unknown(engine_of(app));
    guide_mark_seen(app);
    guide_pane_save(app);
}

RUN(guide_rest)
{
    struct buf message = BUF_INIT;
    if (guide_pane_too_late(app))
        return;
    bool good = guide_rest(engine_of(app), SLICE(""), &message);
    guide_mark_seen(app);
    guide_pane_say(app, !good, buf_slice(&message));
    guide_pane_save(app);
    buf_release(&message);
}

RUN(guide_line)
{
    struct guide_question question;
    app->guide->typing = true;
    guide_question(app->guide->engine, &question);
    guide_open_line(app, &question);
    if (!app->prompt.text.len)
        buf_add_char(&app->prompt.text, '.');
    app->prompt.cursor = app->prompt.text.len;
}

RUN(guide_explain)
{
    guide_show_explanation(app);
}

RUN(guide_agenda)
{
    guide_show_agenda(app);
}

/* The time is another's: says so. */
static bool another_keeps_time(struct app *app)
{
    const struct guide_pane *pane = app->guide;
    if (!guide_follows(pane->engine))
        return false;
    app_say(app, SAY_ERROR, _("%s keeps the time"), *pane->keeper ? pane->keeper : _("another"));
    return true;
}

RUN(guide_pause)
{
    if (another_keeps_time(app))
        return;
    struct guide *engine = engine_of(app);
    bool paused = !guide_current_step(engine).paused;
    guide_pause(engine, paused);
    guide_mark_seen(app);
    guide_pane_say(app, false,
        slice_of(paused ? _("The clock is paused. F10 starts it again")
                        : _("The clock is running again")));
}

RUN(guide_more)
{
    if (another_keeps_time(app))
        return;
    guide_add_minutes(engine_of(app), MORE_MINUTES);
    guide_mark_seen(app);
}

RUN(guide_silent)
{
    engine_of(app);
    guide_silent_round(app);
}

RUN(guide_leave)
{
    guide_to_map(app);
}

RUN(park)
{
    bool parked = app->guide && !argument.len && guide_park_stray(app);
    if (!app->open)
        app_say(app, SAY_ERROR, _("no map is open"));
    else if (!parked && !app->holding)
        add_node(app, app->session.map.root, KIND_NOTE, (size_t)-1, argument);
}

/* clang-format off */
const struct command guide_commands[] = {
    { .name = "guide", .keys = { 'i' }, .contexts = IN_MAP | EDITS, .argument = "[STEP]",
      .section = SECTION_GUIDE, .hint = N_("guide"), .rank = HINT_GUIDE,
      .help = N_("open the guide, which asks and fills the map; it continues where it was; "
                 "\":guide quick\" makes it short"),
      .run = run_guide },
    { .name = "template", .contexts = IN_MAP | EDITS, .argument = "NAME",
      .section = SECTION_GUIDE, .help = N_("take the stages of a template"), .run = run_template,
      .complete = complete_template },
    { .keys = { K_ENTER }, .contexts = IN_ANSWER | EDITS, .section = SECTION_GUIDE,
      .hint = N_("answer"),
      .help = N_("answer; an empty line ends a list, keeps an answer, or skips") },
    { .keys = { K_ENTER }, .contexts = IN_GUIDE | EDITS, .section = SECTION_GUIDE,
      .hint = N_("answer"),
      .help = N_("if one key answers: take what is marked (arrows and the first letter of a choice "
                 "move the mark), or skip if nothing is"), .run = run_guide_skip },
    { .keys = { K_PAGE_DOWN }, .contexts = IN_GUIDE | IN_ANSWER | EDITS, .section = SECTION_GUIDE,
      .hint = N_("skip"),
      .help = N_("skip the question, or keep its answer (.skip; .next skips it for all)"),
      .run = run_guide_skip },
    { .keys = { K_PAGE_UP, K_BACKSPACE }, .contexts = IN_TALK, .section = SECTION_GUIDE,
      .hint = N_("back"), .help = N_("go to the question before (.back)"), .run = run_guide_back },
    { .keys = { '=' }, .contexts = IN_GUIDE | EDITS, .section = SECTION_GUIDE,
      .hint = N_("same for the rest"),
      .help = N_("give the rest of the row the previous answer (.rest); at a feeling, the key is "
                 "+, as in the map"), .run = run_guide_rest },
    { .keys = { '?' }, .contexts = IN_GUIDE | EDITS, .section = SECTION_GUIDE,
      .hint = N_("unknown"), .help = N_("we don't know: mark as an assumption (.unknown)"),
      .run = run_guide_unknown },
    { .keys = { '.' }, .contexts = IN_GUIDE | IN_END, .section = SECTION_GUIDE,
      .help = N_("type a line instead of a key; .help lists the commands"),
      .run = run_guide_line },
    { .keys = { K_F1 }, .contexts = IN_TALK, .section = SECTION_GUIDE, .hint = N_("why"),
      .help = N_("explain the step, with an example (.explain)"), .run = run_guide_explain },
    { .keys = { K_CTRL('g') }, .contexts = IN_TALK, .section = SECTION_GUIDE, .hint = N_("agenda"),
      .help = N_("show the agenda: all steps, their time, what is open (.agenda)"),
      .run = run_guide_agenda },
    { .keys = { K_F9 }, .contexts = IN_TALK | EDITS, .section = SECTION_GUIDE, .hint = N_("park"),
      .help = N_("add a note to the parking lot; your line comes back (.park)"), .run = run_park },
    { .keys = { K_F10 }, .contexts = IN_TALK, .section = SECTION_GUIDE,
      .help = N_("pause the clock, or start it again (.pause)"), .run = run_guide_pause },
    { .keys = { K_CTRL('t') }, .contexts = IN_TALK, .section = SECTION_GUIDE,
      .help = N_("add five minutes to this step (.more)"), .run = run_guide_more },
    { .keys = { K_F12 }, .contexts = IN_TALK, .section = SECTION_GUIDE,
      .help = N_("start a silent round of three minutes (.silent); :reveal shows all notes"),
      .run = run_guide_silent },
    { .keys = { K_ESC, K_CTRL('c') }, .contexts = IN_TALK, .section = SECTION_GUIDE,
      .hint = N_("map"), .help = N_("to the map; i comes back, with what was typed"),
      .run = run_guide_leave },
    { .keys = { 'q' }, .contexts = IN_END, .section = SECTION_GUIDE,
      .help = N_("the same, after the last question"), .run = run_guide_leave },
    { .name = "park", .keys = { K_F9 }, .contexts = IN_ALL | IN_PROMPT | EDITS,
      .argument = "[TEXT]", .section = SECTION_EDIT,
      .help = N_("add a note to the parking lot, also while you type a line"), .run = run_park },
    { .help = NULL },
};
/* clang-format on */
