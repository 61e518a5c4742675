#include "tui/line/line_private.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

enum {
    HISTORY_SIZE = 500,
    HISTORY_ENTRY_MAX = 1000 /* characters: libedit's own buffer of a line to come back to */
};

/* --- what libedit writes as it is --- */

/* Those that turn the text around them would do so on a terminal: libedit gets them as characters
 * for private use, which stand for them in the line. */
static const struct {
    wchar_t first, last, instead;
} turning[] = { { 0x202A, 0x202E, 0x10FF00 }, { 0x2066, 0x2069, 0x10FF10 } };

wchar_t line_tame(wchar_t point)
{
    for (size_t i = 0; i < sizeof turning / sizeof *turning; i++)
        if (point >= turning[i].first && point <= turning[i].last)
            return point - turning[i].first + turning[i].instead;
    return point;
}

uint32_t line_meant(wchar_t point)
{
    for (size_t i = 0; i < sizeof turning / sizeof *turning; i++)
        if (point >= turning[i].instead &&
            point <= turning[i].instead + turning[i].last - turning[i].first)
            return (uint32_t)(point - turning[i].instead + turning[i].first);
    return (uint32_t)point;
}

/* --- the line, here and there --- */

static const LineInfoW *engine_line(const struct line_editor *line)
{
    return el_wline(line->engine);
}

void line_sync(struct line_editor *line)
{
    const LineInfoW *info = engine_line(line);
    struct prompt *prompt = line->prompt;
    buf_clear(&line->scratch);
    for (const wchar_t *at = info->buffer; at < info->lastchar; at++) {
        if (at == info->cursor)
            prompt->cursor = line->scratch.len;
        buf_add_codepoint(&line->scratch, line_meant(*at));
    }
    if (info->cursor >= info->lastchar)
        prompt->cursor = line->scratch.len;
    if (slice_equal(buf_slice(&line->scratch), buf_slice(&prompt->text)))
        return;
    struct buf before = prompt->text;
    prompt->text = line->scratch;
    line->scratch = before;
    /* What completion itself put in leaves the candidates for the next Tab. */
    struct completions shown = prompt->shown;
    if (line->completing)
        prompt->shown = (struct completions){ 0 };
    if (line->front->changed)
        line->front->changed(line);
    if (line->completing)
        prompt->shown = shown;
}

size_t line_length(const struct line_editor *line)
{
    const LineInfoW *info = engine_line(line);
    return (size_t)(info->lastchar - info->buffer);
}

size_t line_widen(struct line_editor *line, struct slice text)
{
    size_t count = 0;
    MEM_GROW(line->wide, text.len + 1, line->wide_cap);
    while (text.len) {
        uint32_t point = utf8_next(&text);
        if (point)
            line->wide[count++] = line_tame((wchar_t)point);
    }
    line->wide[count] = L'\0';
    return count;
}

void line_insert(struct line_editor *line, struct slice text)
{
    if (line_widen(line, text) && el_winsertstr(line->engine, line->wide) != 0)
        mem_exhausted();
}

void line_paste(struct line_editor *line, struct slice text)
{
    struct buf fit = BUF_INIT;
    size_t count = line_length(line);
    size_t room = count < LINE_MAX_CHARACTERS ? LINE_MAX_CHARACTERS - count : 0;
    bool full = false;
    if (!prompt_add_pasted(line->prompt, text, room, &fit, &full))
        line->front->refuse(line);
    line_insert(line, buf_slice(&fit));
    if (full)
        line->front->full(line);
    buf_release(&fit);
}

int line_count_characters(struct slice text)
{
    int count = 0;
    while (text.len) {
        utf8_next(&text);
        count++;
    }
    return count;
}

void line_remove_before(struct line_editor *line, size_t bytes)
{
    const struct prompt *prompt = line->prompt;
    struct slice gone = { prompt->text.data + prompt->cursor - bytes, bytes };
    if (bytes)
        el_wdeletestr(line->engine, line_count_characters(gone));
}

/* --- history --- */

HistoryW *line_history(struct line_editor *line)
{
    enum prompt_history kind = line->prompt->history;
    HistEventW event;
    if (!line->histories[kind]) {
        line->histories[kind] = history_winit();
        if (!line->histories[kind])
            mem_exhausted();
        history_w(line->histories[kind], &event, H_SETSIZE, HISTORY_SIZE);
    }
    return line->histories[kind];
}

void line_remember(HistoryW *history, const wchar_t *text)
{
    HistEventW event;
    size_t len = wcslen(text);
    if (!len || len > HISTORY_ENTRY_MAX)
        return;
    int found = history_w(history, &event, H_FIRST);
    while (found == 0 && wcscmp(event.str, text))
        found = history_w(history, &event, H_NEXT);
    if (found == 0 && history_w(history, &event, H_DEL, event.num) == 0)
        free((wchar_t *)(uintptr_t)event.str); /* a copy of what is gone, for the caller */
    history_w(history, &event, H_ENTER, text);
}

/* --- keys --- */

bool line_is_vi(EditLine *engine)
{
    const wchar_t *editor = NULL;
    return el_wget(engine, EL_EDITOR, &editor) == 0 && editor && !wcscmp(editor, L"vi");
}

wchar_t line_private_key(uint32_t code)
{
    static const uint32_t codes[] = { K_LEFT, K_RIGHT, K_UP, K_DOWN, K_HOME, K_END, K_DELETE,
        K_BACK_TAB };
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i] == code)
            return (wchar_t)(PRIVATE_FIRST + i);
    return 0;
}

/* --- the end --- */

void line_cancel(struct line_editor *line)
{
    line_sync(line);
    line->front->cancel(line);
}

void line_release(struct line_editor *line)
{
    if (line->engine)
        el_end(line->engine);
    for (int i = 0; i < HISTORY_COUNT; i++)
        if (line->histories[i])
            history_wend(line->histories[i]);
    buf_release(&line->scratch);
    buf_release(&line->typed);
    free(line->wide);
}
