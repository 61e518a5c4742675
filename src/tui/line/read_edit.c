/* A line with libedit on the terminal itself. Keys are decoded as they are for the screen. */
#include "tui/line/read_private.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "app/canvas/canvas.h"
#include "app/core/draw.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/line/line_private.h"
#include "tui/term/keys.h"
#include "tui/term/term.h"

enum { CANDIDATE_ROWS = 4 };

struct edited_line {
    struct line_reader *reader;
    struct line_editor line;
    struct prompt prompt; /* the line's */
    struct keys keys;
    wchar_t *label; /* what stands before the line */
    size_t label_cap;
    int timeout;             /* of this read, in ms */
    enum read_result result; /* why a read ended without a line */
    size_t number;           /* lines read */
    struct termios before;   /* how the terminal was */
    bool marks;              /* it marks pastes */
};

/* --- keys --- */

/* Waits for bytes. False: the read ends without a line, and edit->result says why. */
static bool take_keys(struct edited_line *edit, bool *late)
{
    struct line_reader *reader = edit->reader;
    int patience = keys_patience(&edit->keys, KEYS_PATIENCE_MS);
    enum read_result result = reader_wait(reader, patience >= 0 ? patience : edit->timeout);
    *late = result == READ_LATE && patience >= 0;
    if (reader->bytes.len)
        keys_feed(&edit->keys, reader->bytes.data, reader->bytes.len, clock_ms());
    buf_clear(&reader->bytes);
    if (reader->ended)
        result = READ_END;
    if (result == READ_LINE || *late)
        return true;
    edit->result = result;
    return false;
}

/* Shows the line anew where it begins already. */
static void redraw(struct line_editor *line)
{
    reader_write(SLICE("\r"));
    el_wset(line->engine, EL_REFRESH);
}

/* A terminal that tells keys in full sends no signals. */
static bool is_signal(uint32_t code)
{
    if (code != K_CTRL('c') && code != K_CTRL('z'))
        return false;
    raise(code == K_CTRL('c') ? SIGINT : SIGTSTP);
    return true;
}

static wchar_t translate(struct line_editor *line, const struct key *key)
{
    struct edited_line *edit = line->owner;
    if (key->code == K_PASTE) {
        line_paste(line, key->text);
        redraw(line);
        return 0;
    }
    /* Esc alone would make another of the next key. */
    bool lone = key->code == K_ESC && !edit->keys.meta && !line_is_vi(line->engine);
    if (lone || is_signal(key->code))
        return 0;
    if (key->code >= K_SPECIAL)
        return line_private_key(key->code);
    if (key->code >= 0x20 && key->code != K_BACKSPACE && line_length(line) >= READ_LINE_MAX / 4) {
        el_beep(line->engine);
        return 0;
    }
    return line_tame((wchar_t)key->code);
}

/* What was typed before the read was late. */
static void prefill(struct line_editor *line)
{
    struct buf text = BUF_INIT;
    if (!line->prompt->text.len)
        return;
    buf_add_slice(&text, buf_slice(&line->prompt->text));
    line_insert(line, buf_slice(&text));
    redraw(line);
    buf_release(&text);
}

static bool next_key(struct line_editor *line, struct key *key)
{
    struct edited_line *edit = line->owner;
    bool late = false;
    line_sync(line);
    while (!keys_next(&edit->keys, late, key))
        if (!take_keys(edit, &late))
            return false;
    return true;
}

/* C-d: the end where nothing is typed, else it removes. */
static unsigned char end_or_delete(EditLine *engine, wint_t key)
{
    struct line_editor *line = NULL;
    el_wget(engine, EL_CLIENTDATA, &line);
    struct edited_line *edit = line->owner;
    line_sync(line);
    if (!edit->prompt.text.len) {
        edit->result = READ_END;
        return CC_EOF;
    }
    return line_remove_right(engine, key);
}

/* --- what the line editor asks of its front --- */

static void beep(struct line_editor *line)
{
    el_beep(line->engine);
}

static void nothing(struct line_editor *line)
{
    (void)line;
}

static int terminal_width(void)
{
    enum { USUAL = 80, LEAST = 20 };
    struct winsize size;
    return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= LEAST ? size.ws_col
                                                                                : USUAL;
}

/* The candidates on lines of their own, and the prompt anew below them. */
static void list_candidates(struct line_editor *line)
{
    struct canvas canvas = { .width = 0 };
    struct area area = { 0, 0, terminal_width() - 1, CANDIDATE_ROWS };
    struct buf text = BUF_INIT;
    if (!line->prompt->shown.count) {
        el_beep(line->engine);
        return;
    }
    canvas_reset(&canvas, area.width, area.height);
    int rows = draw_candidates(line->prompt, &canvas, area);
    buf_add_char(&text, '\n');
    for (int y = 0; y < rows; y++) {
        canvas_row_text(&canvas, y, &text);
        buf_add_char(&text, '\n');
    }
    reader_write(buf_slice(&text));
    buf_release(&text);
    canvas_release(&canvas);
    el_wset(line->engine, EL_REFRESH);
}

static const struct line_front terminal_front = {
    .full = beep,
    .refuse = beep,
    .accept = nothing,
    .cancel = nothing,
    .choose = list_candidates,
    .prefill = prefill,
    .next_key = next_key,
    .translate = translate,
};

/* --- pastes --- */

/* Else each line of one would be an answer. */
static void mark_pastes(const struct edited_line *edit, bool on)
{
    if (edit->marks)
        reader_write(on ? SLICE(PASTE_ON) : SLICE(PASTE_OFF));
}

/* --- the engine --- */

static wchar_t *label_of(EditLine *engine)
{
    struct line_editor *line = NULL;
    el_wget(engine, EL_CLIENTDATA, &line);
    return ((struct edited_line *)line->owner)->label;
}

static void bind_keys(EditLine *engine)
{
    static const wchar_t *const keys[] = { L"^M", L"^J" };
    el_wset(engine, EL_ADDFN, L"cjm-end", L"End where nothing is typed, else remove a character",
        end_or_delete);
    el_wset(engine, EL_BIND, L"^D", L"cjm-end", NULL);
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        el_wset(engine, EL_BIND, keys[i], L"ed-newline", NULL);
        if (line_is_vi(engine))
            el_wset(engine, EL_BIND, L"-a", keys[i], L"ed-newline", NULL);
    }
}

static bool start_engine(struct edited_line *edit)
{
    if (tcgetattr(STDIN_FILENO, &edit->before) != 0)
        return false;
    EditLine *engine = el_init("cjm-tui", stdin, stdout, stderr);
    if (!engine)
        return false;
    edit->line.engine = engine;
    edit->marks = term_is_modern();
    term_watch_modes(&edit->before, edit->marks ? PASTE_OFF : "");
    mark_pastes(edit, true);
    el_wset(engine, EL_PROMPT, label_of);
    line_set_up(&edit->line);
    bind_keys(engine);
    /* Between two lines too keys are no affair of the terminal's: who types ahead may go back. */
    el_wset(engine, EL_SETTY, L"-x", L"-icanon", L"-echo", NULL);
    el_wset(engine, EL_HIST, history_w, line_history(&edit->line));
    return true;
}

struct edited_line *edit_new(struct line_reader *reader)
{
    struct edited_line *edit = mem_zalloc(sizeof *edit);
    edit->reader = reader;
    edit->prompt.history = HISTORY_TEXTS;
    edit->prompt.complete = reader->options.complete;
    edit->prompt.context = reader->options.context;
    prompt_begin(&edit->prompt);
    edit->line.front = &terminal_front;
    edit->line.owner = edit;
    edit->line.prompt = &edit->prompt;
    buf_init(&edit->line.scratch);
    buf_init(&edit->line.typed);
    keys_init(&edit->keys);
    if (start_engine(edit))
        return edit;
    edit_free(edit);
    return NULL;
}

void edit_free(struct edited_line *edit)
{
    if (!edit)
        return;
    bool started = edit->line.engine != NULL;
    line_release(&edit->line);
    mark_pastes(edit, false);
    if (started)
        tcsetattr(STDIN_FILENO, TCSADRAIN, &edit->before);
    term_watch_modes(NULL, "");
    prompt_release(&edit->prompt);
    keys_release(&edit->keys);
    free(edit->label);
    free(edit);
}

/* --- reading --- */

static void set_label(struct edited_line *edit, const char *text)
{
    size_t count = line_widen(&edit->line, slice_of(text));
    MEM_GROW(edit->label, count + 1, edit->label_cap);
    wmemcpy(edit->label, edit->line.wide, count + 1);
}

static void begin(struct edited_line *edit, const char *prompt, int timeout)
{
    set_label(edit, prompt);
    edit->timeout = timeout;
    edit->result = READ_END;
    edit->line.prefilled = false;
    edit->line.history_at = 0;
    edit->line.completing = false;
}

/* The line that the engine gave, with its line end, as UTF-8 in prompt.text. */
static void take_line(struct edited_line *edit, const wchar_t *text, int count)
{
    buf_clear(&edit->prompt.text);
    for (int i = 0; i < count - (text[count - 1] == L'\n'); i++)
        buf_add_codepoint(&edit->prompt.text, line_meant(text[i]));
    edit_remember(edit, buf_slice(&edit->prompt.text));
}

/* Nobody gave up what is half typed when the terminal goes away: it is taken as it is. */
static bool take_half(struct edited_line *edit)
{
    if (!edit->reader->cut && !edit->reader->ended)
        return false;
    line_sync(&edit->line);
    return edit->prompt.text.len > 0;
}

enum read_result edit_read(
    struct edited_line *edit, const char *prompt, int timeout, struct read_line *out)
{
    int count = 0;
    begin(edit, prompt, timeout);
    const wchar_t *text = el_wgets(edit->line.engine, &count);
    bool half = !text || count <= 0;
    if (!half)
        take_line(edit, text, count);
    else if (!take_half(edit))
        return edit->result;
    buf_clear(&edit->prompt.initial);
    buf_add_slice(&edit->prompt.initial, buf_slice(&edit->prompt.text));
    buf_clear(&edit->prompt.text);
    struct slice line = buf_slice(&edit->prompt.initial);
    *out = (struct read_line){ line, ++edit->number, line.len, half };
    return READ_LINE;
}

void edit_keep_breaks(struct edited_line *edit, bool keep)
{
    edit->prompt.multiline = keep;
}

void edit_remember(struct edited_line *edit, struct slice text)
{
    size_t count = line_widen(&edit->line, text);
    for (size_t i = 0; i < count; i++)
        if (edit->line.wide[i] == L'\n')
            edit->line.wide[i] = L' ';
    line_remember(line_history(&edit->line), edit->line.wide);
}

/* --- the terminal --- */

void edit_pause(struct edited_line *edit)
{
    mark_pastes(edit, false);
    reader_write(SLICE("\n"));
    el_wset(edit->line.engine, EL_PREP_TERM, 0);
    tcsetattr(STDIN_FILENO, TCSADRAIN, &edit->before);
}

void edit_resume(struct edited_line *edit)
{
    el_wset(edit->line.engine, EL_PREP_TERM, 1);
    mark_pastes(edit, true);
    el_wset(edit->line.engine, EL_REFRESH);
}

void edit_resize(struct edited_line *edit)
{
    /* How the terminal broke the line before is not known: what is typed begins a new one. */
    line_sync(&edit->line);
    reader_write(edit->prompt.text.len ? SLICE("\r\n") : SLICE("\r"));
    el_resize(edit->line.engine);
    el_wset(edit->line.engine, EL_REFRESH);
}
