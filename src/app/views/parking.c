/* The parking lot: notes that have no place yet. */
#include "app/views/node_list.h"
#include "base/i18n.h"

static const struct listing notes = {
    .before = NOTE_BY,
    .before_width = 11,
    .heading = N_("By         Note"),
    .empty = N_("The parking lot is empty. a adds a note."),
};

const struct view view_parking = {
    NODE_LIST(N_("Parking lot"), KIND_NOTE, &notes),
    .command = MAIN_VIEW("parking", K_F7, 'k', N_("the parking lot")),
};
