/* The list of personas, with what is on their sheets. */
#include "app/lists/node_list.h"
#include "base/i18n.h"
#include "insight/letters.h"

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
        buf_addf(out, "%s: ", node_get(at->node, PERSONA_BUYING_ROLE).data);
    buf_add_slice(out, node_get(at->node, PERSONA_ROLE));
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
    COLUMNS_END,
};

static const struct listing personas = {
    .columns = columns,
    .empty = N_("No personas yet. a adds one."),
    .sheet = 3,
    .opens = IN_SHEET,
};

const struct view view_personas = {
    NODE_LIST(N_("Personas"), KIND_PERSONA, &personas),
    .command = MAIN_VIEW("personas", K_F3, 's', N_("the personas")),
};
