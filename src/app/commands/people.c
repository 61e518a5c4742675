/* Commands about those who share the map. */
#include "app/people/people.h"
#include "app/core/complete.h"
#include "app/core/state.h"
#include "base/i18n.h"
#include "base/text.h"

static bool is_shared(struct app *app)
{
    if (!app->session.share)
        app_say(app, SAY_ERROR,
            session_watches(&app->session) ? _("Nobody here can edit the map")
                                           : _("there is no journal, so nobody can join"));
    return app->session.share;
}

static bool is_unseen(struct app *app)
{
    if (session_watches(&app->session))
        app_say(app, SAY_ERROR, _("you can only read this map, so the others do not see you"));
    return session_watches(&app->session);
}

RUN(who)
{
    if (is_shared(app))
        app_push_once(app, view_of(app, IN_WHO));
}

static bool is_clean(struct slice name)
{
    size_t bytes = name.len;
    if (!bytes || utf8_valid_length(name) != bytes || bytes > NAME_BYTES ||
        text_width(name) > PARTICIPANT_COLUMNS)
        return false;
    while (name.len) {
        uint32_t point = utf8_next(&name);
        if (point < 0x20 || (point >= 0x7F && point < 0xA0))
            return false;
    }
    return true;
}

RUN(name)
{
    if (!is_shared(app))
        return;
    if (!argument.len) {
        app_say(app, SAY_DONE, _("others see you as %s; \":name NAME\" changes that"),
            session_name(&app->session));
        return;
    }
    if (is_unseen(app))
        return;
    if (!is_clean(argument)) {
        app_say(app, SAY_ERROR, _("a name has 1 to %d columns and no control characters"),
            (int)PARTICIPANT_COLUMNS);
        return;
    }
    session_set_name(&app->session, argument);
    app_say(app, SAY_DONE, _("others see you as %s"), session_name(&app->session));
}

RUN(lead)
{
    if (!is_shared(app) || is_unseen(app))
        return;
    /* Who led before is no news after that, and takes it from nobody. */
    session_see_people(&app->session);
    people_update(app);
    bool leads = app->people->leads = !app->people->leads;
    if (leads && *app->people->followed)
        follow_end(app);
    app_say(app, SAY_DONE,
        leads ? _("You lead. Others press F to follow your screen; :lead again ends this")
              : _("You no longer lead"));
}

/* Whom F means: who leads, else who has the guide open, else the only one. */
static const struct participant *whom(const struct app *app)
{
    const struct participants *people = session_people(&app->session);
    const struct participant *guide = NULL, *other = NULL;
    for (size_t i = 0; i < people->count; i++) {
        const struct participant *who = &people->items[i];
        if (who->own)
            continue;
        if (who->flags & PARTICIPANT_LEADS)
            return who;
        guide = who->flags & PARTICIPANT_GUIDE && !guide ? who : guide;
        other = who;
    }
    return guide ? guide : people_others(app) == 1 ? other : NULL;
}

RUN(follow)
{
    if (!is_shared(app))
        return;
    if (*app->people->followed) {
        follow_end(app);
        return;
    }
    const struct participant *who = whom(app);
    if (!people_others(app))
        app_say(app, SAY_ERROR, _("nobody else is here"));
    else if (who)
        follow_start(app, who);
    else
        app_push_once(app, view_of(app, IN_WHO));
}

/* One's own, and those who are named in the map. */
static void complete_own_name(struct app *app, struct slice typed, struct completions *out)
{
    if (app->session.share)
        complete_word(out, slice_of(session_name(&app->session)), typed);
    complete_value(app, PAIN_OWNER, typed, out);
}

/* clang-format off */
const struct command people_commands[] = {
    { .name = "follow", .keys = { 'F' }, .contexts = IN_MAP | IN_WHO, .section = SECTION_PEOPLE,
      .help = N_("follow the screen of the leader, or of whoever has the guide open; press again "
                 "to stop"),
      .run = run_follow },
    { .name = "who", .keys = { K_PAIR('v', 'w') }, .contexts = IN_MAP, .section = SECTION_PEOPLE,
      .help = N_("show who is here, and where"),
      .run = run_who },
    { .name = "lead", .section = SECTION_PEOPLE,
      .help = N_("take the lead, or end it; others press F to follow your screen"),
      .run = run_lead },
    { .name = "name", .argument = "[NAME]", .section = SECTION_PEOPLE,
      .help = N_("change the name that others see"), .run = run_name,
      .complete = complete_own_name },
    { .help = NULL },
};
/* clang-format on */
