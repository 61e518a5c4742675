#include "app/core/draw.h"

#include <stdlib.h>

#include "app/canvas/key.h"
#include "app/core/command.h"
#include "base/i18n.h"
#include "base/text.h"
#include "model/edit/per_persona.h"

void draw_at_end(struct canvas *canvas, int end, int y, enum style style, struct slice text)
{
    int width = text_width(text);
    canvas_text(canvas, end - width, y, width, style, text);
}

/* The last row that there is room for: marked, so that one sees that the text goes on. */
static void draw_cut(struct canvas *canvas, struct area row, enum style style, struct slice rest)
{
    struct buf text = BUF_INIT;
    struct slice line = SLICE_NONE;
    slice_next_line(&rest, &line);
    buf_add_slice(&text, line);
    buf_adds(&text, rest.len ? canvas_ellipsis(canvas) : "");
    canvas_text(canvas, row.x, row.y, row.width, style, buf_slice(&text));
    buf_release(&text);
}

int draw_wrapped(struct canvas *canvas, struct area area, enum style style, struct slice text)
{
    struct slice line, rest = text;
    int rows = 0;
    for (; rows < area.height && text_wrap(&text, area.width, &line); rows++, rest = text) {
        struct area row = { area.x, area.y + rows, area.width, 1 };
        if (canvas && rows + 1 == area.height && text.len)
            draw_cut(canvas, row, style, rest);
        else if (canvas)
            canvas_text(canvas, row.x, row.y, row.width, style, line);
    }
    return rows;
}

int draw_in_middle(struct canvas *canvas, struct area area, struct slice text)
{
    enum { MARGIN = 2 };
    area.x += MARGIN;
    area.width -= 2 * MARGIN;
    int rows = draw_wrapped(NULL, area, STYLE_NORMAL, text), spare = area.width - text_width(text);
    area.y += (area.height - rows) / 2;
    area.height -= (area.height - rows) / 2;
    area.x += spare > 0 ? spare / 2 : 0;
    return canvas ? draw_wrapped(canvas, area, STYLE_NORMAL, text) : rows;
}

bool pen_sees(const struct pen *pen, int line)
{
    return pen->canvas && line >= 0 && line < pen->area.height;
}

void pen_line(const struct pen *pen, int indent, enum style style, struct slice text)
{
    if (pen_sees(pen, pen->line))
        canvas_text(pen->canvas, pen->area.x + indent, pen->area.y + pen->line,
            pen->area.width - indent, style, text);
}

int pen_text(struct pen *pen, const char *sign, enum style style, struct slice text)
{
    int indent = text_width(slice_of(sign)), rows = 0;
    struct slice line;
    for (; (!pen->most || rows < pen->most) && text_wrap(&text, pen->area.width - indent, &line);
         rows++, pen->line++) {
        bool cut = rows + 1 == pen->most && text.len;
        if (!rows)
            pen_line(pen, 0, style, slice_of(sign));
        if (cut)
            line = pen->more
                       ? slice_of(pen->more)
                       : (struct slice){ line.data, (size_t)(text.data + text.len - line.data) };
        pen_line(pen, indent, cut && pen->more ? STYLE_DIM : style, line);
    }
    return rows;
}

void flow_text(struct flow *flow, int most, enum style style, struct slice text)
{
    struct area *area = &flow->area;
    struct pen pen = { flow->canvas, *area, 0, most < area->height ? most : area->height, NULL };
    int rows = pen.most > 0 ? pen_text(&pen, "", style, text) : 0;
    area->y += rows;
    area->height -= rows;
}

void format_emotion(const struct canvas *canvas, int emotion, struct buf *out)
{
    if (emotion == EMOTION_NONE) {
        buf_add_char(out, ' ');
        buf_add_codepoint(out, canvas_line(canvas, LINE_DOT));
    } else {
        buf_add_char(out, emotion > 0 ? '+' : emotion < 0 ? '-' : ' ');
        buf_add_char(out, (char)('0' + abs(emotion)));
    }
}

/* " 12 more lines " */
static void add_more_rows(const struct canvas *canvas, int count, struct buf *out)
{
    buf_add_char(out, ' ');
    buf_add_codepoint(out, canvas_line(canvas, LINE_DOWN));
    buf_add_char(out, ' ');
    buf_addf(out, _n("%d more line", "%d more lines", (unsigned long)count), count);
    buf_add_char(out, ' ');
}

void draw_more_at_end(struct canvas *canvas, int end, int y, int count)
{
    struct buf text = BUF_INIT;
    add_more_rows(canvas, count, &text);
    if (count > 0)
        draw_at_end(canvas, end, y, STYLE_TITLE, buf_slice(&text));
    buf_release(&text);
}

void draw_more_rows(struct canvas *canvas, int x, int y, int count)
{
    if (count <= 0)
        return;
    struct buf text = BUF_INIT;
    add_more_rows(canvas, count, &text);
    canvas_text(canvas, x + 2, y, canvas->width - x - 3, STYLE_TITLE, buf_slice(&text));
    buf_release(&text);
}

/* --- the last line --- */

enum { MESSAGE_ROWS_MAX = 4, HINTS_MAX = 100, HINT_FIRST = HINT_BACK - 16 };

/* A row of hints that is being filled, from the left. */
struct key_line {
    const struct app *app;
    struct canvas *canvas;
    int x, y;
    int end; /* what is kept free for the help */
};

/* "a add  "; left off where it has no room. */
static void draw_hint(struct key_line *line, const struct command *command)
{
    struct buf key = BUF_INIT;
    uint32_t code = command_first_key(line->app, command), first = key_first(code);
    /* Where the line tells then what can follow. */
    if (command->typed && code == command->keys[0])
        buf_adds(&key, command->typed);
    else
        key_label(command->announce && first ? first : code, &key);
    struct slice hint = slice_of(i18n_marked(command->hint));
    int key_width = text_width(buf_slice(&key)), width = key_width + 1 + text_width(hint);
    if (code && line->x + width <= line->end) {
        canvas_text(line->canvas, line->x, line->y, key_width, STYLE_KEY, buf_slice(&key));
        canvas_text(line->canvas, line->x + key_width + 1, line->y, width, STYLE_NORMAL, hint);
        line->x += width + 2;
    }
    buf_release(&key);
}

/* Its place among those that the view shows first, else its rank. */
static int place_of(const struct view *view, bool first, const struct command *command)
{
    for (int i = 0; first && view->hints[i]; i++)
        if (command->name && strcmp(command->name, view->hints[i]) == 0)
            return HINT_FIRST + i;
    return (int)command->rank;
}

/* What a count that was typed takes at the end of the line. */
static int count_width(const struct app *app)
{
    int width = app->typed.count ? 2 : 0;
    for (int count = app->typed.count; count; count /= 10)
        width++;
    return width;
}

/* The keys that work here, as many as fit; what F1 does always is one of them. */
static void draw_keys(struct app *app, struct canvas *canvas, int y)
{
    unsigned context = app_context(app);
    const struct view *view = app_top(app)->view;
    const struct command *help = command_of_key(app, K_F1, context), *hinted[HINTS_MAX];
    int places[HINTS_MAX];
    int end = canvas->width - count_width(app), count = 0;
    struct key_line line = { app, canvas, 1, y,
        end - text_width(slice_of(i18n_marked(help->hint))) - 4 };
    bool first = view->hints && context == view->context && (!view->selected || app_selected(app));
    for (size_t i = 0; i < app->commands.count && count < HINTS_MAX; i++) {
        const struct command *command = app->commands.items[i];
        bool refused = session_watches(&app->session) && (command->contexts & EDITS);
        if (!command->hint || !(command->contexts & context) || refused)
            continue;
        places[count] = place_of(view, first, command);
        hinted[count++] = command;
    }
    for (int rank = HINT_FIRST; rank <= HINT_LATE; rank++)
        for (int i = 0; i < count; i++) {
            if (places[i] != rank)
                continue;
            if (hinted[i] == help)
                line.end = end;
            draw_hint(&line, hinted[i]);
        }
}

/* A message takes as many rows as it needs, from the last one upwards, but not the cursor's. */
static void draw_message(struct app *app, struct canvas *canvas)
{
    int room = canvas->height - 1 - canvas->cursor_y;
    struct area area = { 1, 0, canvas->width - 2,
        room > 0 && room < MESSAGE_ROWS_MAX ? room : MESSAGE_ROWS_MAX };
    enum style style = messages_bad(&app->messages) ? STYLE_WARN : STYLE_TITLE;
    int rows = draw_wrapped(NULL, area, style, buf_slice(&app->messages.text));
    area.y = canvas->height - rows;
    for (int y = area.y; y < canvas->height; y++)
        canvas_fill(canvas, 0, y, canvas->width, STYLE_NORMAL, ' ');
    draw_wrapped(canvas, area, style, buf_slice(&app->messages.text));
}

void draw_status(struct app *app, struct canvas *canvas)
{
    if (app->messages.count)
        draw_message(app, canvas);
    else
        draw_keys(app, canvas, canvas->height - 1);
}

/* --- the line that is being typed --- */

enum { PROMPT_ROWS_MAX = 8, CANDIDATE_ROWS_MAX = 4 };

/* What part of the text is shown, so that the cursor is in it, and where the cursor stands. */
struct prompt_text {
    struct slice rest; /* from the first row that is shown */
    int rows, cursor_row, cursor_x;
};

/* Takes one row off: up to `width` columns or a line break. Nothing is left off, unlike wrapping,
 * so that each typed blank is seen. */
static struct slice take_row(struct slice *rest, int width)
{
    struct slice row = { rest->data, 0 };
    struct grapheme grapheme;
    struct slice at = *rest;
    int used = 0;
    while (text_next(&at, &grapheme)) {
        if (grapheme.bytes.data[0] == '\n') {
            row.len += grapheme.bytes.len;
            break;
        }
        if (used + grapheme.width > width)
            break;
        used += grapheme.width;
        row.len += grapheme.bytes.len;
    }
    if (!row.len && rest->len)
        row.len = 1;
    *rest = slice_from(*rest, row.len);
    return row;
}

static bool ends_in_break(struct slice row)
{
    return row.len && row.data[row.len - 1] == '\n';
}

static struct prompt_text lay_out(const struct prompt *prompt, int width, int max_rows)
{
    struct slice rest = buf_slice(&prompt->text);
    struct prompt_text text = { .rest = rest };
    const char *cursor = prompt->text.data + prompt->cursor;
    int row = 0, first = 0;
    bool found = false, more = true;
    while (more) {
        struct slice line = take_row(&rest, width);
        const char *end = line.data + line.len;
        more = rest.len > 0 || ends_in_break(line);
        if (!found && (cursor < end || (cursor == end && !ends_in_break(line) && !rest.len))) {
            found = true;
            text.cursor_row = row;
            text.cursor_x = text_width((struct slice){ line.data, (size_t)(cursor - line.data) });
        }
        row++;
        if (row - first > max_rows) {
            take_row(&text.rest, width);
            first++;
        }
        if (found && row - first >= max_rows)
            break;
    }
    text.rows = row - first;
    text.cursor_row -= first;
    if (!found)
        text.cursor_row = text.rows - 1;
    return text;
}

int draw_typed(const struct prompt *prompt, struct canvas *canvas, struct area area)
{
    struct prompt_text text = lay_out(prompt, area.width, area.height < 1 ? 1 : area.height);
    if (!canvas)
        return text.rows;
    for (int row = 0; row < text.rows; row++) {
        struct slice line = take_row(&text.rest, area.width);
        line.len -= ends_in_break(line);
        canvas_text(canvas, area.x, area.y + row, area.width, STYLE_NORMAL, line);
    }
    canvas->cursor_x = area.x + text.cursor_x;
    canvas->cursor_y = area.y + text.cursor_row;
    canvas->cursor_seen = true;
    return text.rows;
}

void draw_prompt(struct app *app, struct canvas *canvas)
{
    const struct prompt *prompt = &app->prompt;
    int label_width = text_width(slice_of(prompt->label)) + 2;
    if (label_width > canvas->width / 2)
        label_width = canvas->width / 2;
    int width = canvas->width - label_width - 2;
    int max_rows = canvas->height / 3 < PROMPT_ROWS_MAX ? canvas->height / 3 : PROMPT_ROWS_MAX;
    /* A command stands behind its colon, as it is written everywhere. */
    struct area typed = { label_width + (*prompt->label != 0), 0, width, max_rows };
    int most = canvas->height / 4 < CANDIDATE_ROWS_MAX ? canvas->height / 4 : CANDIDATE_ROWS_MAX;
    struct area shown = { 1, 0, canvas->width - 2, most };
    struct area note = { 1, 0, canvas->width - 2, MESSAGE_ROWS_MAX };
    int rows = draw_typed(prompt, NULL, typed);
    int candidates = draw_candidates(prompt, NULL, shown);
    /* What others did meanwhile, unless the line itself is wrong. */
    struct slice told = buf_slice(prompt->message.len ? &prompt->message : &app->messages.text);
    int message = draw_wrapped(NULL, note, STYLE_WARN, told);
    int top = canvas->height - rows - message - candidates;
    for (int y = top - 1; y < canvas->height; y++)
        canvas_fill(canvas, 0, y, canvas->width, STYLE_NORMAL, ' ');
    canvas_fill(canvas, 0, top - 1, canvas->width, STYLE_NORMAL, canvas_line(canvas, LINE_H));
    if (prompt->hint.len)
        canvas_textf(canvas, 1, top - 1, canvas->width - 2, STYLE_DIM, " %s ", prompt->hint.data);
    shown.y = top;
    draw_candidates(prompt, canvas, shown);
    note.y = top + candidates;
    draw_wrapped(canvas, note, STYLE_WARN, told);
    typed.y = top + candidates + message;
    canvas_text(canvas, 1, typed.y, label_width - 2, STYLE_TITLE, slice_of(prompt->label));
    canvas_fill(canvas, label_width - 1, typed.y, 1, STYLE_TITLE, ':');
    draw_typed(prompt, canvas, typed);
}
