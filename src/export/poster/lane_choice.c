/* Which lanes a poster has, and what is in them. */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "export/poster/layout.h"
#include "insight/priority.h"
#include "model/lane.h"
#include "store/own_field.h"

/* What all maps may show, with the keys of their fields. A line of a blueprint has no field. */
static const struct lane_row {
    const char *key, *label;
    enum lane_look look;
    enum field field; /* of a text; MAP_TITLE, which no touchpoint has, of the others */
    bool italic;
    const char *dash;
} rows[] = {
    { "time", N_("Time of day"), LANE_CELLS, TOUCHPOINT_TIME, false, NULL },
    { "place", N_("Place"), LANE_CELLS, TOUCHPOINT_PLACE, false, NULL },
    { "props", N_("Seen and touched"), LANE_CELLS, TOUCHPOINT_PROPS, false, NULL },
    { "doing", N_("Doing"), LANE_CELLS, TOUCHPOINT_DOING, false, NULL },
    { "decides", N_("Deciding"), LANE_CELLS, TOUCHPOINT_DECIDES, false, NULL },
    { "thinking", N_("Thinking"), LANE_CELLS, TOUCHPOINT_THINKING, true, NULL },
    { "feeling", N_("Feeling"), LANE_CELLS, TOUCHPOINT_FEELING, false, NULL },
    { "change", N_("What changes"), LANE_CELLS, TOUCHPOINT_CHANGE, false, NULL },
    { "front_stage", N_("Front stage"), LANE_CELLS, TOUCHPOINT_FRONT_STAGE, false, NULL },
    { "back_stage", N_("Back stage"), LANE_CELLS, TOUCHPOINT_BACK_STAGE, false, NULL },
    { "people", N_("People"), LANE_CELLS, TOUCHPOINT_PEOPLE, false, NULL },
    { "support", N_("Support"), LANE_CELLS, TOUCHPOINT_SUPPORT, false, NULL },
    { "technology", N_("Technology"), LANE_CELLS, TOUCHPOINT_TECHNOLOGY, false, NULL },
    { "policies", N_("Policies"), LANE_CELLS, TOUCHPOINT_POLICIES, false, NULL },
    { "owner", N_("Owner"), LANE_CELLS, TOUCHPOINT_OWNER, false, NULL },
    { "source", N_("Source"), LANE_CELLS, TOUCHPOINT_SOURCE, false, NULL },
    { "notes", N_("Notes"), LANE_CELLS, TOUCHPOINT_NOTES, false, NULL },
    { "quotes", N_("Quotes"), LANE_QUOTES, MAP_TITLE, false, NULL },
    { "pains", N_("Pains"), LANE_PAINS, MAP_TITLE, false, NULL },
    { "ideas", N_("Ideas"), LANE_IDEAS, MAP_TITLE, false, NULL },
    { "metrics", N_("Metrics"), LANE_METRICS, MAP_TITLE, false, NULL },
    { "interaction", N_("Line of interaction"), LANE_LINE, MAP_TITLE, false, NULL },
    { "visibility", N_("Line of visibility"), LANE_LINE, MAP_TITLE, false, "30 14" },
    { "internal", N_("Line of internal interaction"), LANE_LINE, MAP_TITLE, false, "6 12" },
};

enum { ROWS = sizeof rows / sizeof *rows };

/* "own" stands for the lanes of the map's own. */
static const char journey_lanes[] = "doing,decides,thinking,feeling,change,own,quotes,pains,ideas,"
                                    "metrics,front_stage,back_stage,support";
static const char day_lanes[] = "time,place,doing,decides,thinking,feeling,change,own,quotes,pains,"
                                "ideas,metrics,front_stage,back_stage,support";
static const char blueprint_lanes[] = "props,doing,interaction,front_stage,visibility,back_stage,"
                                      "people,internal,support,technology,policies,thinking,"
                                      "feeling,decides,change,own,quotes,pains,ideas,metrics";

static const char *lanes_of_kind(const struct map *map)
{
    struct slice kind = node_get(map->root, MAP_KIND);
    return slice_is(kind, "blueprint") ? blueprint_lanes
           : slice_is(kind, "day")     ? day_lanes
                                       : journey_lanes;
}

static struct poster_lane *new_lane(
    struct poster *poster, const char *key, const char *label, enum lane_look look)
{
    MEM_GROW(poster->lanes, poster->lane_count + 1, poster->lane_cap);
    struct poster_lane *lane = &poster->lanes[poster->lane_count++];
    *lane = (struct poster_lane){ .key = key, .label = label, .look = look };
    return lane;
}

/* --- texts --- */

static struct slice list_text(struct poster *poster, struct slice list)
{
    struct buf text = BUF_INIT;
    struct slice item;
    while (value_next_item(&list, &item)) {
        buf_adds(&text, text.len ? "; " : "");
        buf_add_slice(&text, item);
    }
    struct slice copy = { arena_copy(&poster->arena, text.data, text.len), text.len };
    buf_release(&text);
    return copy;
}

/* A lane that few touchpoints fill is set as cards, which take less room. */
static void choose_look(struct poster *poster, struct poster_lane *lane)
{
    enum { FEW_COLUMNS = 3, FILLED_PERCENT = 60 };
    size_t filled = 0;
    for (size_t i = 0; i < poster->column_count; i++)
        filled += lane->texts[i].len > 0;
    if (!filled)
        poster->lane_count--;
    else if (poster->column_count > FEW_COLUMNS &&
             filled * 100 <= poster->column_count * FILLED_PERCENT)
        lane->look = LANE_PLAIN;
}

static void add_text_lane(struct poster *poster, const struct lane_row *row)
{
    struct poster_lane *lane = new_lane(poster, row->key, _(row->label), LANE_CELLS);
    lane->italic = row->italic;
    lane->texts = arena_alloc(&poster->arena, (poster->column_count + 1) * sizeof *lane->texts);
    bool is_list = field_def(row->field)->type == FIELD_LIST;
    for (size_t i = 0; i < poster->column_count; i++) {
        const struct node *touchpoint = poster->columns[i].touchpoint;
        struct slice text = touchpoint ? node_get(touchpoint, row->field) : SLICE_NONE;
        lane->texts[i] = is_list && text.len ? list_text(poster, text) : text;
    }
    choose_look(poster, lane);
}

static void add_own_lane(struct poster *poster, const struct lane *own)
{
    struct slice key = own_key_of_field(poster->map, own->field);
    const char *name = arena_copy(&poster->arena, key.data, key.len);
    struct poster_lane *lane = new_lane(
        poster, name, own->def.label ? own->def.label : name, LANE_CELLS);
    lane->texts = arena_alloc(&poster->arena, (poster->column_count + 1) * sizeof *lane->texts);
    for (size_t i = 0; i < poster->column_count; i++) {
        struct buf text = BUF_INIT;
        if (poster->columns[i].touchpoint)
            own_field_show_of(poster->map, poster->columns[i].touchpoint, own->field, &text);
        lane->texts[i] = (struct slice){ arena_copy(&poster->arena, text.data, text.len),
            text.len };
        buf_release(&text);
    }
    choose_look(poster, lane);
}

/* --- which --- */

static bool has_lane(const struct poster *poster, const char *key)
{
    for (size_t i = 0; i < poster->lane_count; i++)
        if (strcmp(poster->lanes[i].key, key) == 0)
            return true;
    return false;
}

static void add_row(struct poster *poster, const struct lane_row *row)
{
    if (has_lane(poster, row->key))
        return;
    if (row->look == LANE_CELLS)
        add_text_lane(poster, row);
    else
        new_lane(poster, row->key, _(row->label), row->look)->dash = row->dash;
}

/* The own lanes, or the one of that key. */
static bool add_own(struct poster *poster, struct slice key)
{
    bool found = slice_is(key, "own");
    struct lane own;
    for (size_t i = 0; lane_at(poster->map, KIND_TOUCHPOINT, i, &own); i++) {
        struct slice name = own_key_of_field(poster->map, own.field);
        if (!slice_is(key, "own") && !slice_equal(key, name))
            continue;
        found = true;
        add_own_lane(poster, &own);
    }
    return found;
}

static bool add_named(struct poster *poster, struct slice key)
{
    for (size_t i = 0; i < ROWS; i++)
        if (slice_is(key, rows[i].key)) {
            add_row(poster, &rows[i]);
            return true;
        }
    return add_own(poster, key);
}

static void refuse(struct poster *poster, struct slice key, struct diags *diags)
{
    struct buf names = BUF_INIT;
    struct lane own;
    for (size_t i = 0; i < ROWS; i++)
        text_add_item(&names, slice_of(rows[i].key));
    for (size_t i = 0; lane_at(poster->map, KIND_TOUCHPOINT, i, &own); i++)
        text_add_item(&names, own_key_of_field(poster->map, own.field));
    diags_add(diags, NULL, 0, 0, _u("there is no lane \"%1$s\"; lanes: %2$s"),
        poster_text(poster, "%.*s", SLICE_ARG(key)).data, names.data);
    buf_release(&names);
}

/* Lines of a blueprint are left out where nothing stands above or below them. */
static void drop_lone_lines(struct poster *poster)
{
    size_t kept = 0;
    for (size_t i = 0; i < poster->lane_count; i++) {
        bool line = poster->lanes[i].look == LANE_LINE;
        if (!line || (kept && i + 1 < poster->lane_count && poster->lanes[i + 1].look != LANE_LINE))
            poster->lanes[kept++] = poster->lanes[i];
    }
    poster->lane_count = kept;
}

bool poster_choose_lanes(struct poster *poster, struct diags *diags)
{
    const char *wanted = poster->options.lanes ? poster->options.lanes : lanes_of_kind(poster->map);
    while (*wanted) {
        size_t len = strcspn(wanted, ",");
        struct slice key = text_trim((struct slice){ wanted, len });
        wanted += len + (wanted[len] == ',');
        if (key.len && !add_named(poster, key)) {
            refuse(poster, key, diags);
            return false;
        }
    }
    drop_lone_lines(poster);
    return true;
}

/* --- cards of the parts --- */

static struct card *add_card(
    struct poster_lane *lane, const struct node *node, size_t column, struct slice text)
{
    MEM_GROW(lane->cards, lane->card_count + 1, lane->card_cap);
    struct card *card = &lane->cards[lane->card_count++];
    *card = (struct card){ .node = node, .column = column, .text = text };
    return card;
}

static struct slice votes_text(struct poster *poster, int votes)
{
    return votes ? poster_text(poster, _n("%d vote", "%d votes", (unsigned long)abs(votes)), votes)
                 : SLICE_NONE;
}

static struct slice quote_by(struct poster *poster, const struct node *quote)
{
    struct slice by = node_get(quote, QUOTE_BY), date = node_get(quote, QUOTE_DATE);
    if (!by.len && !date.len)
        return SLICE_NONE;
    return poster_text(
        poster, "— %.*s%s%.*s", SLICE_ARG(by), by.len && date.len ? " · " : "", SLICE_ARG(date));
}

/* The words below the text. */
static void complete_card(struct poster *poster, enum lane_look look, struct card *card)
{
    const struct node *node = card->node;
    if (look == LANE_QUOTES) {
        card->text = poster_join(poster, SLICE("“"), card->text, SLICE("”"));
        card->more[0] = quote_by(poster, node);
    } else if (look == LANE_PAINS) {
        struct buf priority = BUF_INIT;
        pain_add_priority(node, &priority);
        if (node_int(node, PAIN_SEVERITY, 0) > 0)
            card->more[0] = poster_text(poster, _("priority %s"), priority.data);
        card->more[1] = votes_text(poster, node_int(node, PAIN_VOTES, 0));
        buf_release(&priority);
    } else if (look == LANE_IDEAS) {
        card->more[0] = slice_of(quadrant_name(idea_quadrant(node)));
        card->more[1] = votes_text(poster, node_int(node, IDEA_VOTES, 0));
    } else if (look == LANE_METRICS) {
        card->more[0] = metric_value(poster, node);
        card->more[1] = metric_target(poster, node);
    }
}

static void add_nodes(struct poster *poster, struct poster_lane *lane, const struct node *of,
    enum field field, size_t column, int solved)
{
    struct node_list nodes = node_children(of, field);
    for (uint32_t i = 0; i < nodes.count; i++) {
        const struct node *node = nodes.items[i];
        struct slice text = node_headline(node);
        if (!text.len || (solved >= 0 && action_done(node) != (solved == 1)))
            continue;
        complete_card(poster, lane->look, add_card(lane, node, column, text));
    }
}

static void add_part_nodes(struct poster *poster, struct poster_lane *lane, const struct part *part,
    enum field of_stage, enum field of_touchpoint, int solved)
{
    if (!part->again)
        add_nodes(poster, lane, part->stage, of_stage, SIZE_MAX, solved);
    for (size_t i = part->first; i < part->end; i++)
        if (poster->columns[i].touchpoint)
            add_nodes(poster, lane, poster->columns[i].touchpoint, of_touchpoint, i, solved);
}

static void add_part_cards(struct poster *poster, struct poster_lane *lane, const struct part *part)
{
    static const enum field fields[][2] = {
        [LANE_QUOTES] = { STAGE_QUOTES, TOUCHPOINT_QUOTES },
        [LANE_PAINS] = { STAGE_PAINS, TOUCHPOINT_PAINS },
        [LANE_IDEAS] = { STAGE_IDEAS, TOUCHPOINT_IDEAS },
        [LANE_METRICS] = { STAGE_METRICS, TOUCHPOINT_METRICS },
    };
    if (lane->look == LANE_PLAIN) {
        for (size_t i = part->first; i < part->end; i++)
            if (lane->texts[i].len)
                add_card(lane, poster->columns[i].touchpoint, i, lane->texts[i]);
    } else if (lane->look == LANE_PAINS) {
        add_part_nodes(poster, lane, part, STAGE_PAINS, TOUCHPOINT_PAINS, 0);
        add_part_nodes(poster, lane, part, STAGE_PAINS, TOUCHPOINT_PAINS, 1);
    } else if (lane->look != LANE_CELLS && lane->look != LANE_LINE) {
        add_part_nodes(poster, lane, part, fields[lane->look][0], fields[lane->look][1], -1);
    }
}

static void drop_empty_card_lanes(struct poster *poster)
{
    size_t kept = 0;
    for (size_t i = 0; i < poster->lane_count; i++) {
        struct poster_lane *lane = &poster->lanes[i];
        bool cards = lane->look >= LANE_QUOTES && lane->look <= LANE_METRICS;
        struct node_list stages = node_children(poster->map->root, MAP_STAGES);
        bool any = !cards;
        struct part whole = { 0 };
        for (uint32_t k = 0, first = 0; cards && !any && k < stages.count; k++) {
            size_t count = node_child_count(stages.items[k], STAGE_TOUCHPOINTS);
            whole = (struct part){
                .stage = stages.items[k], .first = first, .end = first + (count ? count : 1)
            };
            first = (uint32_t)whole.end;
            add_part_cards(poster, lane, &whole);
            any = lane->card_count > 0;
        }
        lane->card_count = 0;
        if (any)
            poster->lanes[kept++] = *lane;
        else
            free(lane->cards);
    }
    poster->lane_count = kept;
}

void poster_deal_cards(struct poster *poster)
{
    size_t lanes = poster->lane_count, parts = poster->part_count;
    size_t *bounds = arena_alloc(&poster->arena, (lanes * parts * 2 + 1) * sizeof *bounds);
    for (size_t l = 0; l < lanes; l++)
        poster->lanes[l].card_count = 0;
    for (size_t i = 0; i < parts; i++) {
        poster->parts[i].cards = bounds + i * lanes * 2;
        for (size_t l = 0; l < lanes; l++) {
            poster->parts[i].cards[2 * l] = poster->lanes[l].card_count;
            add_part_cards(poster, &poster->lanes[l], &poster->parts[i]);
            poster->parts[i].cards[2 * l + 1] = poster->lanes[l].card_count;
        }
    }
}

static void add_part(struct poster *poster, size_t first, size_t end, bool again, int number)
{
    MEM_GROW(poster->parts, poster->part_count + 1, poster->part_cap);
    poster->parts[poster->part_count++] = (struct part){
        .stage = poster->columns[first].stage,
        .number = number,
        .total = (int)poster->stage_count,
        .again = again,
        .first = first,
        .end = end,
    };
}

void poster_cut_parts(struct poster *poster, size_t most, size_t most_alone)
{
    int number = 0;
    if (!poster->part_count)
        drop_empty_card_lanes(poster);
    poster->part_count = 0;
    for (size_t first = 0, end; first < poster->column_count; first = end) {
        end = first + 1;
        while (end < poster->column_count &&
               poster->columns[end].stage == poster->columns[first].stage)
            end++;
        size_t count = end - first, pieces = count > most_alone ? (count + most - 1) / most : 1;
        number++;
        for (size_t i = 0; i < pieces; i++)
            add_part(poster, first + count * i / pieces, first + count * (i + 1) / pieces, i > 0,
                number);
    }
}
