#include "store/read/own_field.h"

#include "base/i18n.h"
#include "model/map.h"
#include "store/read/events.h"
#include "store/read/walk.h"

struct reading {
    struct source source;
    struct events events;
    struct buf line;
};

/* At the value's first event, unless false. */
static bool begin(struct reading *r, struct slice yaml)
{
    r->line = (struct buf)BUF_INIT;
    buf_addf(&r->line, "%.*s\n", SLICE_ARG(yaml));
    source_init(&r->source, NULL, buf_slice(&r->line), NULL);
    events_init(&r->events, &r->source);
    return events_next(&r->events);
}

static void end(struct reading *r)
{
    events_release(&r->events);
    buf_release(&r->line);
}

/* From a value's first event to its last. */
static void show(struct events *events, struct buf *out)
{
    if (events->kind == EVENT_SCALAR) {
        buf_add_slice(out, events->text);
        return;
    }
    bool mapping = events->kind == EVENT_MAPPING;
    for (bool first = true; events_next(events); first = false) {
        if (events->kind == EVENT_LIST_END || events->kind == EVENT_MAPPING_END)
            break;
        buf_adds(out, first ? "" : ", ");
        show(events, out);
        if (mapping && events_next(events)) {
            buf_adds(out, ": ");
            show(events, out);
        }
    }
}

void own_field_show(struct slice yaml, struct buf *out)
{
    struct reading r;
    if (begin(&r, yaml))
        show(&r.events, out);
    end(&r);
}

static bool read_list(struct events *events, struct buf *out)
{
    while (events_next(events) && events->kind != EVENT_LIST_END) {
        if (events->kind != EVENT_SCALAR || events->null)
            return false;
        value_add_item(out, events->text);
    }
    return true;
}

static bool read(
    struct events *events, const struct field_def *def, struct buf *out, struct buf *why)
{
    bool scalar = events->kind == EVENT_SCALAR, list = def->type == FIELD_LIST;
    if (scalar && events->null)
        return true;
    if (list && events->kind == EVENT_LIST && read_list(events, out))
        return true;
    if (!scalar) {
        if (why)
            buf_adds(why, list ? _("must be a list such as [one, two]") : _("must be a text"));
        return false;
    }
    struct slice text = def_plain_form(def, events->text);
    if (list)
        value_add_item(out, text);
    else if (def_accepts(def, text, why))
        buf_add_slice(out, text);
    else
        return false;
    return true;
}

bool own_field_read(
    const struct field_def *def, struct slice yaml, struct buf *out, struct buf *why)
{
    struct reading r;
    bool good = !yaml.len || !begin(&r, yaml) || read(&r.events, def, out, why);
    if (yaml.len)
        end(&r);
    return good;
}
