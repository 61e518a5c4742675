/* The list of personas, with what is on their sheets. */
#include "app/lists/node_list.h"
#include "base/i18n.h"
#include "insight/letters.h"
#include "insight/stage.h"
#include "model/edit/per_persona.h"
#include "model/value_word.h"

static void add_letter(const struct column_at *at, struct buf *out)
{
    char letters[LETTERS_MAX + 1];
    size_t index = node_index(at->node);
    persona_letters(&at->app->session.map, letters);
    if (index < LETTERS_MAX)
        buf_add_char(out, letters[index]);
}

static void add_role(const struct column_at *at, struct buf *out)
{
    if (node_has(at->node, PERSONA_BUYING_ROLE))
        buf_addf(out, "%s: ",
            word_of_field(PERSONA_BUYING_ROLE, node_get(at->node, PERSONA_BUYING_ROLE)).data);
    buf_add_slice(out, node_get(at->node, PERSONA_ROLE));
}

/* Hundredths of her mean score; EMOTION_NONE times 100: she has none. */
static int mean_of(const struct map *map, const struct node *persona)
{
    long sum = 0, count = 0;
    for (const struct node *node = map->root; node; node = node_next(node, map->root)) {
        if (node->kind != KIND_TOUCHPOINT || !takes_part(node, slice_of(persona->id)))
            continue;
        int emotion = touchpoint_emotion(node, persona->id);
        sum += emotion == EMOTION_NONE ? 0 : emotion;
        count += emotion != EMOTION_NONE;
    }
    return count ? (int)(sum * 100 / count) : EMOTION_NONE * 100;
}

static void add_mean(const struct column_at *at, struct buf *out)
{
    int mean = at->figure;
    if (mean == EMOTION_NONE * 100)
        buf_add_char(out, '-');
    else
        mean_add(mean / 100.0, out);
}

static const struct column columns[] = {
    COLUMN_TICK,
    { .name = "", .width = 1, .gap = 1, .always = true, .field = PERSONA_NAME, .add = add_letter },
    { .name = N_("name"),
        .letter = 'a',
        .width = 16,
        .gap = 2,
        .always = true,
        .field = PERSONA_NAME },
    { .name = N_("role"),
        .letter = 'r',
        .gap = 1,
        .always = true,
        .field = PERSONA_ROLE,
        .add = add_role },
    { .name = N_("evidence"),
        .letter = 's',
        .width = 10,
        .gap = 1,
        .from = 60,
        .field = PERSONA_EVIDENCE },
    { .name = N_("mean"),
        .width = 4,
        .gap = 1,
        .right = true,
        .from = 60,
        .field = PERSONA_NAME,
        .add = add_mean },
    COLUMNS_END,
};

static const struct listing personas = {
    .columns = columns,
    .figure = mean_of,
    .empty = N_("No personas yet. a adds one."),
    .sheet = 3,
    .opens = IN_SHEET,
};

const struct view view_personas = {
    NODE_LIST(N_("personas"), KIND_PERSONA, &personas),
    .command = MAIN_VIEW("personas", K_F3, 's', N_("the personas")),
};
