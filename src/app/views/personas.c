/* The list of personas, with what is on their sheets. */
#include "app/views/node_list.h"
#include "base/i18n.h"

static void persona_text(const struct node *persona, struct buf *out)
{
    if (node_has(persona, PERSONA_BUYING_ROLE))
        buf_addf(out, "%s: ", node_get(persona, PERSONA_BUYING_ROLE).data);
    buf_add_slice(out, node_get(persona, PERSONA_ROLE));
}

static const struct listing personas = {
    .before = PERSONA_NAME,
    .before_width = 16,
    .text = persona_text,
    .heading = N_("Persona         Sheet"),
    .empty = N_("No persona yet. a adds one."),
    .sheet = 3,
    .opens = IN_SHEET,
};

const struct view view_personas = {
    NODE_LIST(N_("Personas"), KIND_PERSONA, &personas),
    .command = MAIN_VIEW("personas", K_F3, 's', N_("the personas")),
};
