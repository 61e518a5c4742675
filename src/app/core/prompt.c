#include "app/core/prompt.h"

#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

void completions_add(struct completions *completions, struct slice text)
{
    struct buf copy = BUF_INIT;
    buf_add_slice(&copy, text);
    MEM_GROW(completions->items, completions->count + 1, completions->cap);
    completions->items[completions->count++] = mem_copy_string(copy.data);
    buf_release(&copy);
}

void completions_clear(struct completions *completions)
{
    for (size_t i = 0; i < completions->count; i++)
        free(completions->items[i]);
    *completions = (struct completions){ .items = completions->items, .cap = completions->cap };
}

void prompt_begin(struct prompt *prompt)
{
    buf_init(&prompt->text);
    buf_init(&prompt->initial);
    buf_init(&prompt->hint);
    buf_init(&prompt->message);
}

void prompt_release(struct prompt *prompt)
{
    completions_clear(&prompt->shown);
    free(prompt->shown.items);
    buf_release(&prompt->text);
    buf_release(&prompt->initial);
    buf_release(&prompt->hint);
    buf_release(&prompt->message);
}

/* --- what is pasted --- */

/* Takes a character off the front: every line end (Unicode 15, 5.8) is "\n", a tab a blank. 0 for
 * what has no place in a line. */
static uint32_t next_pasted(struct slice *rest)
{
    bool crlf = rest->len > 1 && rest->data[0] == '\r' && rest->data[1] == '\n';
    uint32_t point = utf8_next(rest);
    if (crlf)
        utf8_next(rest);
    if ((point >= '\n' && point <= '\r') || point == 0x85 || point == 0x2028 || point == 0x2029)
        return '\n';
    if (point == '\t')
        return ' ';
    return point < 0x20 || (point >= 0x7F && point < 0xA0) ? 0 : point;
}

/* Is there text on both sides of a line end? `*end`: where the last of it ends, if such follow. */
static bool has_lines(struct slice pasted, size_t *end)
{
    struct slice rest = pasted;
    bool text = false, broken = false, several = false;
    *end = pasted.len;
    while (rest.len) {
        uint32_t point = next_pasted(&rest);
        if (point == '\n') {
            broken = text;
        } else if (point && point != ' ') {
            several = several || broken;
            text = true;
            broken = false;
            *end = pasted.len - rest.len;
        }
    }
    *end = broken ? *end : pasted.len;
    return several;
}

bool prompt_add_pasted(
    const struct prompt *prompt, struct slice pasted, size_t most, struct buf *out, bool *full)
{
    size_t end, count = 0, start = out->len;
    bool several = has_lines(pasted, &end), joined = false;
    if (several && prompt->one_line)
        return false;
    /* Behind a list another one may be pasted; behind a single line it goes on. */
    struct slice rest = { pasted.data, several && prompt->multiline ? pasted.len : end };
    for (; rest.len && count < most; count++) {
        uint32_t point = next_pasted(&rest);
        bool joins = point == '\n' && !prompt->multiline;
        if (joins ? !joined && out->len > start : point != 0)
            buf_add_codepoint(out, joins ? ' ' : point);
        joined = joins;
    }
    *full = rest.len > 0;
    return true;
}
