/* The list of touchpoints, in the order of the journey. */
#include <limits.h>

#include "app/lists/node_list.h"
#include "base/i18n.h"
#include "insight/priority.h"
#include "model/edit/per_persona.h"

static void add_emotion_of(const struct column_at *at, struct buf *out)
{
    int emotion = touchpoint_emotion(at->node, app_persona(at->app));
    if (emotion == EMOTION_NONE)
        buf_adds(out, at->ascii ? "." : "·");
    else
        buf_addf(out, emotion ? "%+d" : "%d", emotion);
}

static int by_emotion(const struct node *touchpoint)
{
    int emotion = touchpoint_emotion(touchpoint, NULL);
    return emotion == EMOTION_NONE ? INT_MAX : emotion;
}

static void add_moment(const struct column_at *at, struct buf *out)
{
    if (node_flag(at->node, TOUCHPOINT_MOMENT))
        buf_adds(out, at->ascii ? "*" : "★");
}

static void add_pains(const struct column_at *at, struct buf *out)
{
    size_t count = pains_open(at->node);
    if (count)
        buf_addf(out, "%zu", count);
    else
        buf_add_char(out, '-');
}

static int by_pains(const struct node *touchpoint)
{
    return -(int)pains_open(touchpoint);
}

static const struct column columns[] = {
    COLUMN_TICK,
    { .name = N_("feel"),
        .letter = 'e',
        .width = 4,
        .gap = 1,
        .right = true,
        .always = true,
        .field = TOUCHPOINT_EMOTION,
        .add = add_emotion_of,
        .order = by_emotion },
    { .name = "",
        .width = 1,
        .gap = 1,
        .always = true,
        .style = STYLE_MARK,
        .field = TOUCHPOINT_MOMENT,
        .add = add_moment },
    { .name = N_("pains"),
        .letter = 'n',
        .width = 5,
        .gap = 2,
        .right = true,
        .from = 60,
        .field = TOUCHPOINT_NAME,
        .add = add_pains,
        .order = by_pains },
    { .name = N_("evidence"),
        .letter = 's',
        .width = 10,
        .gap = 2,
        .from = 60,
        .field = TOUCHPOINT_EVIDENCE },
    { .name = N_("touchpoint"), .letter = 'a', .gap = 1, .always = true, .field = TOUCHPOINT_NAME },
    { .name = N_("channel"),
        .letter = 'c',
        .width = 12,
        .gap = 2,
        .from = 80,
        .field = TOUCHPOINT_CHANNEL },
    COLUMN_OWNER(TOUCHPOINT_OWNER),
    COLUMN_DUE(TOUCHPOINT_DUE),
    COLUMN_PLACE,
    COLUMNS_END,
};

static const struct listing touchpoints = {
    .columns = columns,
    .empty = N_("No touchpoints yet. In the map, a adds one."),
};

const struct view view_touchpoints = {
    NODE_LIST(N_("touchpoints"), KIND_TOUCHPOINT, &touchpoints),
    .command = { .name = "touchpoints",
        .contexts = IN_MAP | IN_TALK,
        .section = SECTION_SEE,
        .help = N_("all touchpoints in a list"),
        .run = view_show },
};
