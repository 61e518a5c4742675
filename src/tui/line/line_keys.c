/* What keys do in a line where libedit's own commands would not do: whole clusters, completion. */
#include "tui/line/line_private.h"

#include <string.h>

#include "base/text.h"

static struct line_editor *line_of(EditLine *engine)
{
    struct line_editor *line = NULL;
    el_wget(engine, EL_CLIENTDATA, &line);
    line_sync(line);
    return line;
}

static int characters_between(const struct prompt *prompt, size_t start, size_t end)
{
    return line_count_characters((struct slice){ prompt->text.data + start, end - start });
}

static int before(const struct prompt *prompt)
{
    size_t start = text_before(buf_slice(&prompt->text), prompt->cursor);
    return characters_between(prompt, start, prompt->cursor);
}

static int after(const struct prompt *prompt)
{
    size_t end = text_after(buf_slice(&prompt->text), prompt->cursor);
    return characters_between(prompt, prompt->cursor, end);
}

/* --- moving and removing by whole clusters --- */

static unsigned char move_left(EditLine *engine, wint_t key)
{
    (void)key;
    el_cursor(engine, -before(line_of(engine)->prompt));
    return CC_REFRESH;
}

static unsigned char move_right(EditLine *engine, wint_t key)
{
    (void)key;
    el_cursor(engine, after(line_of(engine)->prompt));
    return CC_REFRESH;
}

static unsigned char remove_left(EditLine *engine, wint_t key)
{
    (void)key;
    int count = before(line_of(engine)->prompt);
    if (count)
        el_wdeletestr(engine, count);
    return CC_REFRESH;
}

unsigned char line_remove_right(EditLine *engine, wint_t key)
{
    (void)key;
    int count = after(line_of(engine)->prompt);
    if (!count)
        return CC_REFRESH;
    el_cursor(engine, count);
    el_wdeletestr(engine, count);
    return CC_REFRESH;
}

/* --- line breaks, and the lines between them --- */

static unsigned char break_line(EditLine *engine, wint_t key)
{
    (void)key;
    struct line_editor *line = line_of(engine);
    if (line->prompt->multiline)
        line_insert(line, SLICE("\n"));
    return CC_REFRESH;
}

static size_t line_start(struct slice text, size_t at)
{
    while (at > 0 && text.data[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(struct slice text, size_t at)
{
    while (at < text.len && text.data[at] != '\n')
        at++;
    return at;
}

/* Moves to the same column of the line from `start` to `end`. */
static void move_into(EditLine *engine, const struct prompt *prompt, size_t start, size_t end)
{
    struct slice text = buf_slice(&prompt->text);
    size_t own = line_start(text, prompt->cursor);
    int column = characters_between(prompt, own, prompt->cursor);
    int length = characters_between(prompt, start, end);
    int to = characters_between(prompt, 0, start) + (column < length ? column : length);
    el_cursor(engine, to - characters_between(prompt, 0, prompt->cursor));
}

/* --- history --- */

static void replace_all(struct line_editor *line, struct slice text)
{
    int length = characters_between(line->prompt, 0, line->prompt->text.len);
    el_cursor(line->engine, length);
    if (length)
        el_wdeletestr(line->engine, length);
    line_insert(line, text);
}

/* The entry `at` steps back, as UTF-8 in scratch. */
static bool history_entry(struct line_editor *line, int at)
{
    HistoryW *history = line->histories[line->prompt->history];
    HistEventW event;
    int found = history_w(history, &event, H_FIRST);
    for (int i = 1; found == 0 && i < at; i++)
        found = history_w(history, &event, H_NEXT);
    if (found != 0)
        return false;
    buf_clear(&line->scratch);
    for (const wchar_t *c = event.str; *c; c++)
        buf_add_codepoint(&line->scratch, line_meant(*c));
    return true;
}

/* Shows what is `to` steps back, read before by history_entry(); 0 is what was typed. */
static void show_entry(struct line_editor *line, int to)
{
    if (line->history_at == 0) {
        buf_clear(&line->typed);
        buf_add_slice(&line->typed, buf_slice(&line->prompt->text));
    }
    line->history_at = to;
    replace_all(line, buf_slice(to ? &line->scratch : &line->typed));
}

static void go_in_history(struct line_editor *line, int step)
{
    int to = line->history_at + step;
    if (to == 0 || (to > 0 && history_entry(line, to)))
        show_entry(line, to);
}

/* The next older entry with what was typed in it. */
static unsigned char search_back(EditLine *engine, wint_t key)
{
    (void)key;
    struct line_editor *line = line_of(engine);
    struct slice wanted = buf_slice(line->history_at ? &line->typed : &line->prompt->text);
    int to = line->history_at + 1;
    while (history_entry(line, to)) {
        if (text_find(buf_slice(&line->scratch), wanted) != (size_t)-1) {
            show_entry(line, to);
            break;
        }
        to++;
    }
    return CC_REFRESH;
}

static unsigned char go_up(EditLine *engine, wint_t key)
{
    (void)key;
    struct line_editor *line = line_of(engine);
    struct slice text = buf_slice(&line->prompt->text);
    size_t start = line_start(text, line->prompt->cursor);
    if (start == 0)
        go_in_history(line, 1);
    else
        move_into(engine, line->prompt, line_start(text, start - 1), start - 1);
    return CC_REFRESH;
}

static unsigned char go_down(EditLine *engine, wint_t key)
{
    (void)key;
    struct line_editor *line = line_of(engine);
    struct slice text = buf_slice(&line->prompt->text);
    size_t end = line_end(text, line->prompt->cursor);
    if (end == text.len)
        go_in_history(line, -1);
    else
        move_into(engine, line->prompt, end + 1, line_end(text, end + 1));
    return CC_REFRESH;
}

/* --- completion --- */

/* How far all candidates begin alike; never within a character. */
static size_t common_length(const struct completions *shown)
{
    size_t len = strlen(shown->items[0]);
    for (size_t i = 1; i < shown->count; i++) {
        size_t same = 0;
        while (same < len && shown->items[i][same] == shown->items[0][same])
            same++;
        len = same;
    }
    while (len && (shown->items[0][len] & 0xC0) == 0x80)
        len--;
    return len;
}

static void put_candidate(struct line_editor *line, struct slice text)
{
    line_remove_before(line, line->prompt->cursor - line->prompt->shown.start);
    line_insert(line, text);
}

/* Nothing is taken away by what is certain, be it in other letters. */
static bool covers(struct slice certain, struct slice typed)
{
    return !slice_equal(certain, typed) && text_begins_fold(certain, typed);
}

/* The first Tab: what is certain goes into the line, the candidates are shown. */
static void begin_completion(struct line_editor *line)
{
    struct prompt *prompt = line->prompt;
    struct completions *shown = &prompt->shown;
    struct slice before = { prompt->text.data, prompt->cursor };
    completions_clear(shown);
    if (prompt->complete)
        prompt->complete(prompt->context, before, shown);
    if (shown->start > prompt->cursor)
        completions_clear(shown);
    struct slice typed = slice_from(before, shown->start);
    struct slice certain = { shown->items ? shown->items[0] : NULL, 0 };
    certain.len = shown->count ? common_length(shown) : 0;
    bool alone = shown->count == 1;
    if (alone && slice_equal(certain, typed))
        completions_clear(shown);
    else if (alone || covers(certain, typed))
        put_candidate(line, certain);
    line->completing = shown->count > 1;
    shown->chosen = shown->count;
    if (!alone || !shown->count)
        line->front->choose(line);
    if (alone)
        completions_clear(shown);
}

/* The one behind or before the chosen one; around the ends. */
static void choose_next(struct completions *shown, bool back)
{
    size_t step = back ? shown->count - 1 : 1;
    if (shown->chosen == shown->count)
        shown->chosen = back ? shown->count - 1 : 0;
    else
        shown->chosen = (shown->chosen + step) % shown->count;
}

static unsigned char complete(EditLine *engine, bool back)
{
    struct line_editor *line = line_of(engine);
    struct completions *shown = &line->prompt->shown;
    if (!line->completing || !shown->count) {
        begin_completion(line);
        return CC_REFRESH;
    }
    struct slice typed = { line->prompt->text.data, line->prompt->cursor };
    typed = slice_from(typed, shown->start);
    choose_next(shown, back);
    if (slice_is(typed, shown->items[shown->chosen]))
        choose_next(shown, back); /* it stands there already */
    put_candidate(line, slice_of(shown->items[shown->chosen]));
    return CC_REFRESH;
}

static unsigned char complete_next(EditLine *engine, wint_t key)
{
    (void)key;
    return complete(engine, false);
}

static unsigned char complete_back(EditLine *engine, wint_t key)
{
    (void)key;
    return complete(engine, true);
}

/* --- the end --- */

static unsigned char accept(EditLine *engine, wint_t key)
{
    (void)key;
    struct line_editor *line = line_of(engine);
    line->front->accept(line);
    return line->done ? CC_EOF : CC_REFRESH;
}

static unsigned char cancel(EditLine *engine, wint_t key)
{
    (void)key;
    struct line_editor *line = line_of(engine);
    line->front->cancel(line);
    return line->done ? CC_EOF : CC_REFRESH;
}

/* --- all of it --- */

static const struct {
    const wchar_t *name, *help;
    unsigned char (*function)(EditLine *, wint_t);
} functions[] = {
    { L"cjm-left", L"Move one character to the left", move_left },
    { L"cjm-right", L"Move one character to the right", move_right },
    { L"cjm-backspace", L"Remove the character before the cursor", remove_left },
    { L"cjm-delete", L"Remove the character at the cursor", line_remove_right },
    { L"cjm-break", L"Begin a new line in the text", break_line },
    { L"cjm-up", L"Go a line up, or back in the history", go_up },
    { L"cjm-down", L"Go a line down, or forth in the history", go_down },
    { L"cjm-search", L"Go back in the history to what contains the text", search_back },
    { L"cjm-complete", L"Complete, or the next candidate", complete_next },
    { L"cjm-complete-back", L"The candidate before", complete_back },
    { L"cjm-accept", L"Take the text", accept },
    { L"cjm-cancel", L"Give the prompt up", cancel },
};

enum { INSERTING = 1, COMMANDING = 2, BOTH = 3, EMACS = 4 };

/* Bound after the user's own: in emacs mode and vi's insert mode, in vi's command mode, and in
 * emacs mode alone (a sequence would have Esc wait in vi's). */
static const struct {
    int where;
    const wchar_t *key, *function;
} bindings[] = {
    { BOTH, L"\\200", L"cjm-left" },
    { BOTH, L"\\201", L"cjm-right" },
    { BOTH, L"\\202", L"cjm-up" },
    { BOTH, L"\\203", L"cjm-down" },
    { BOTH, L"\\204", L"ed-move-to-beg" },
    { BOTH, L"\\205", L"ed-move-to-end" },
    { BOTH, L"\\206", L"cjm-delete" },
    { BOTH, L"\\207", L"cjm-complete-back" },
    { BOTH, L"\\210", L"cjm-break" },
    { BOTH, L"^I", L"cjm-complete" },
    { BOTH, L"^M", L"cjm-accept" },
    { BOTH, L"^J", L"cjm-accept" },
    { BOTH, L"^D", L"cjm-delete" },
    { BOTH, L"^P", L"cjm-up" },
    { BOTH, L"^N", L"cjm-down" },
    { INSERTING, L"^R", L"cjm-search" }, /* libedit's own search writes into the line */
    { INSERTING, L"^?", L"cjm-backspace" },
    { INSERTING, L"^H", L"cjm-backspace" },
    { COMMANDING, L"^?", L"cjm-left" },
    { COMMANDING, L"^H", L"cjm-left" },
    { COMMANDING, L"\\e", L"cjm-cancel" },
    { COMMANDING, L"h", L"cjm-left" },
    { COMMANDING, L"l", L"cjm-right" },
    { COMMANDING, L"k", L"cjm-up" },
    { COMMANDING, L"j", L"cjm-down" },
    { COMMANDING, L"v", L"ed-unassigned" }, /* it would start vi on the terminal */
    /* These ask for more in the line itself, which would be taken for the text. */
    { COMMANDING, L"/", L"ed-unassigned" },
    { COMMANDING, L"?", L"ed-unassigned" },
    { COMMANDING, L":", L"ed-unassigned" },
    { EMACS, L"\\ex", L"ed-unassigned" },
    { EMACS, L"\\eX", L"ed-unassigned" },
};

static void bind_keys(EditLine *engine)
{
    bool vi = line_is_vi(engine);
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++)
        el_wset(engine, EL_ADDFN, functions[i].name, functions[i].help, functions[i].function);
    for (size_t i = 0; i < sizeof bindings / sizeof *bindings; i++) {
        const wchar_t *key = bindings[i].key, *function = bindings[i].function;
        if (bindings[i].where & (vi ? INSERTING : INSERTING | EMACS))
            el_wset(engine, EL_BIND, key, function, NULL);
        if (bindings[i].where & COMMANDING)
            el_wset(engine, EL_BIND, L"-a", key, function, NULL);
    }
}

/* Any other key than those of completion ends it. */
static void forget_completion(struct line_editor *line, wchar_t key)
{
    if (key == K_TAB || key == PRIVATE_BACK_TAB)
        return;
    line->completing = false;
    completions_clear(&line->prompt->shown);
}

/* libedit asks for a character: 1 with it, 0 when there is no more. */
static int get_character(EditLine *engine, wchar_t *out)
{
    struct line_editor *line;
    struct key key;
    if (el_wget(engine, EL_CLIENTDATA, &line) != 0)
        return 0;
    if (!line->prefilled)
        line->front->prefill(line);
    line->prefilled = true;
    while (!line->done && line->front->next_key(line, &key)) {
        *out = line->front->translate(line, &key);
        if (line->done)
            return 0;
        forget_completion(line, *out);
        if (*out)
            return 1;
    }
    return 0;
}

void line_set_up(struct line_editor *line)
{
    el_wset(line->engine, EL_CLIENTDATA, line);
    el_wset(line->engine, EL_GETCFN, get_character);
    el_wset(line->engine, EL_EDITOR, L"emacs"); /* some builds of libedit begin with vi */
    el_source(line->engine, NULL);
    el_wset(line->engine, EL_EDITMODE, 1);
    bind_keys(line->engine);
}
