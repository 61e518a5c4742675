#include "mdoc.h"

#include <string.h>

#include "base/text.h"

static void add_codepoint(struct buf *out, uint32_t point)
{
    static const struct {
        uint32_t point;
        const char *roff;
    } escapes[] = { { '\\', "\\e" }, { '-', "\\-" }, { '"', "\\(dq" }, { '\'', "\\(aq" },
        { '`', "\\(ga" }, { '^', "\\(ha" }, { '~', "\\(ti" } };
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (escapes[i].point == point) {
            buf_adds(out, escapes[i].roff);
            return;
        }
    if (point < 0x80)
        buf_add_char(out, (char)point);
    else
        buf_addf(out, "\\[u%04X]", (unsigned)point);
}

void mdoc_text(struct buf *out, struct slice text)
{
    while (text.len)
        add_codepoint(out, utf8_next(&text));
}

void mdoc_argument(struct buf *out, struct slice text)
{
    buf_adds(out, "\"\\&");
    mdoc_text(out, text);
    buf_add_char(out, '"');
}

void mdoc_help(struct buf *out, const char *help)
{
    buf_adds(out, "\\&");
    mdoc_text(out, slice_of(help));
    buf_add_char(out, '\n');
}

void mdoc_usage(struct buf *out, const char *usage)
{
    while (*usage) {
        size_t len = strcspn(usage, " ");
        bool optional = usage[0] == '[';
        buf_addf(out, optional ? " Op Ar %.*s" : " Ar %.*s", (int)(len - (optional ? 2 : 0)),
            usage + optional);
        usage += len + (usage[len] == ' ');
    }
}
