/* Where the others are, for the picture. */
#include "app/core/state.h"
#include "app/people/people.h"
#include "base/mem.h"

static const struct node *in_grid(struct node *node)
{
    struct node *touchpoint = node_up(node, KIND_TOUCHPOINT);
    return touchpoint ? touchpoint : node_up(node, KIND_STAGE);
}

void people_mark(struct app *app)
{
    struct people *people = app->people;
    const struct participants *now = session_people(&app->session);
    people->mark_count = 0;
    for (size_t i = 0; i < now->count; i++) {
        const struct participant *who = &now->items[i];
        struct node *node = who->own ? NULL : map_find(&app->session.map, slice_of(who->node));
        if (!node)
            continue;
        MEM_GROW(people->marks, people->mark_count + 1, people->mark_cap);
        people->marks[people->mark_count++] = (struct people_mark){ node, in_grid(node), who };
    }
}

static void add(struct buf *out, size_t *count, const struct participant *who)
{
    if (++*count == 1)
        buf_addf(out, "@%s", who->initials);
    else if (*count == 2)
        buf_add_char(out, '&');
}

void people_add_shown(const struct app *app, const struct node *node, struct buf *out)
{
    size_t count = 0;
    for (size_t i = 0; i < app->people->mark_count; i++)
        if (app->people->marks[i].shown == node)
            add(out, &count, app->people->marks[i].who);
}

void people_add_at(const struct app *app, const struct node *node, struct buf *out)
{
    size_t count = 0;
    for (size_t i = 0; i < app->people->mark_count; i++)
        if (app->people->marks[i].node == node)
            add(out, &count, app->people->marks[i].who);
}
