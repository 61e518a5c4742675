/* The actions as tasks of a calendar (RFC 5545). */
#include <stdlib.h>

#include "base/i18n.h"
#include "base/text.h"
#include "export/export.h"
#include "export/text/out.h"
#include "insight/priority.h"
#include "model/ids.h"

enum { LINE_MAX = 75 }; /* bytes: then it goes on on the next line */

static const struct escape escape = {
    .chars = "\\;,", .before = "\\", .after = "", .line_break = "\\n"
};

/* Adds a line "NAME:value", folded between characters. */
static void add_line(struct buf *out, const char *name, struct slice value)
{
    size_t width = strlen(name) + 1;
    buf_addf(out, "%s:", name);
    while (value.len) {
        struct slice rest = value;
        utf8_next(&rest);
        size_t len = value.len - rest.len;
        if (width + len > LINE_MAX) {
            buf_adds(out, "\r\n ");
            width = 1;
        }
        buf_add(out, value.data, len);
        width += len;
        value = rest;
    }
    buf_adds(out, "\r\n");
}

static void add_text(struct buf *out, const char *name, struct slice text)
{
    struct buf safe = BUF_INIT;
    out_escaped(&safe, text, &escape);
    if (safe.len)
        add_line(out, name, buf_slice(&safe));
    buf_release(&safe);
}

/* "2026-12-01" as "20261201". */
static void add_date(struct buf *out, const char *name, struct slice date, const char *behind)
{
    struct buf digits = BUF_INIT;
    for (size_t i = 0; i < date.len; i++)
        if (is_digit(date.data[i]))
            buf_add_char(&digits, date.data[i]);
    if (date.len)
        buf_addf(out, "%s%s%s\r\n", name, digits.data, behind);
    buf_release(&digits);
}

/* Where it is, and where it is tracked. */
static void add_description(struct buf *out, const struct node *action)
{
    struct buf text = BUF_INIT;
    struct slice link = action_get(action, ACTION_LINK);
    out_where(&text, action);
    if (link.len)
        buf_addf(&text, "\n%s", link.data);
    add_text(out, "DESCRIPTION", buf_slice(&text));
    buf_release(&text);
}

static const char *status_of(const struct node *action)
{
    if (action_done(action))
        return "COMPLETED";
    return slice_is(action_get(action, ACTION_STATUS), "doing") ? "IN-PROCESS" : "NEEDS-ACTION";
}

/* When the task was written is not known; the same map must give the same bytes. */
static void add_action(
    struct buf *out, const struct map *map, const struct node *action, struct slice uid)
{
    struct slice reviewed = node_get(map->root, MAP_REVIEWED);
    struct buf name = BUF_INIT;
    buf_adds(out, "BEGIN:VTODO\r\n");
    add_line(out, "UID", uid);
    add_date(out, "DTSTAMP:", reviewed.len ? reviewed : SLICE("1970-01-01"), "T000000Z");
    out_name(&name, action);
    add_text(out, "SUMMARY", buf_slice(&name));
    buf_release(&name);
    add_description(out, action);
    add_date(out, "DUE;VALUE=DATE:", action_get(action, ACTION_DUE), "");
    add_text(out, "CONTACT", action_get(action, ACTION_OWNER));
    buf_addf(out, "STATUS:%s\r\n", status_of(action));
    add_date(out,
        "COMPLETED:", action_done(action) ? action_get(action, ACTION_DONE_ON) : SLICE(""),
        "T000000Z");
    buf_adds(out, "END:VTODO\r\n");
}

static enum status ics_write(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    struct node **actions;
    struct buf uid = BUF_INIT;
    size_t count = actions_by_due(map, &actions);
    (void)options;
    if (!count)
        return out_refuse_no_actions(diags);
    buf_adds(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//" PACKAGE_NAME "//EN\r\n");
    add_text(out, "X-WR-CALNAME", node_headline(map->root));
    for (size_t i = 0; i < count; i++) {
        buf_clear(&uid);
        buf_addf(&uid, "%s@", actions[i]->id);
        id_slug(KIND_MAP, node_headline(map->root), &uid);
        add_action(out, map, actions[i], buf_slice(&uid));
    }
    buf_adds(out, "END:VCALENDAR\r\n");
    buf_release(&uid);
    free(actions);
    return STATUS_OK;
}

const struct export_format export_ics = {
    .name = "ics",
    .endings = (const char *const[]){ "ics", NULL },
    .help = N_("the actions as tasks of a calendar"),
    .write = ics_write,
};
