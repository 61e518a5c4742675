#include "tui/term/term_private.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

/* Nearly every terminal of today understands it, and nearly every system knows it. */
#define LIKELY_TERM "TERM=xterm-256color"

/* What term_restore_now() needs, ready before anything can go wrong. */
static struct {
    volatile sig_atomic_t active;
    struct termios modes;
    size_t len;
    char bytes[256];
} emergency;

/* A string of terminfo; "" where there is none. */
static const char *capability(const char *name)
{
    /* X/Open gives tigetstr a plain char *, and (char *)-1 for a name that is none. */
    char *value = tigetstr((char *)(uintptr_t)name);
    return value && value != (char *)-1 ? value : "";
}

static bool has(const char *name)
{
    return *capability(name) != '\0';
}

/* Adds a message why there can be no screen; false. */
__attribute__((format(printf, 2, 3))) static bool refuse(
    struct diags *diags, const char *format, ...)
{
    struct buf why = BUF_INIT;
    va_list args;
    va_start(args, format);
    buf_addvf(&why, format, args);
    va_end(args);
    diags_add(diags, NULL, 0, 0,
        _("%s; 'cjm-tui guide MAP', 'cjm-tui show MAP' and 'cjm-tui export MAP' need no screen"),
        why.data);
    buf_release(&why);
    return false;
}

/* Appends a string of terminfo without its padding marks, "$<5>": no terminal today needs them. */
static void add_unpadded(struct buf *out, const char *text)
{
    while (*text) {
        const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (!end)
            buf_add_char(out, *text);
        text = end ? end + 1 : text + 1;
    }
}

bool term_is_modern(void)
{
    const char *mouse = cur_term ? capability("kmous") : "";
    return !strcmp(mouse, "\033[M") || !strcmp(mouse, "\033[<");
}

/* GNU screen 4 holds each Esc back until the next key where there is a mouse: better none there.
 * tmux has that name, too, but says that it is tmux. */
static bool may_have_mouse(void)
{
    const char *name = getenv("TERM"), *tmux = getenv("TMUX");
    bool screen = getenv("STY") || (name && !strncmp(name, "screen", 6));
    return term_is_modern() && (!screen || (tmux && *tmux));
}

/* Modes beside those that curses sets itself: keypad, hidden cursor, pastes and mouse. */
static void gather_modes(struct terminal *term)
{
    bool modern = term_is_modern();
    const char *paste_on = capability("BE"), *paste_off = capability("BD");
    if (!*paste_on && modern) {
        paste_on = PASTE_ON;
        paste_off = PASTE_OFF;
    }
    add_unpadded(&term->on, capability("smkx"));
    add_unpadded(&term->on, capability("civis"));
    add_unpadded(&term->on, paste_on);
    term->has_mouse = may_have_mouse();
    add_unpadded(&term->off, term->has_mouse ? MOUSE_OFF_SEQUENCE : "");
    add_unpadded(&term->off, paste_off);
    add_unpadded(&term->off, capability("cnorm"));
    add_unpadded(&term->off, capability("rmkx"));
    add_unpadded(&term->show_cursor, capability("cnorm"));
    add_unpadded(&term->hide_cursor, capability("civis"));
}

static void prepare_emergency(const struct terminal *term)
{
    struct buf bytes = BUF_INIT;
    buf_add_slice(&bytes, buf_slice(&term->off));
    add_unpadded(&bytes, capability("op"));
    add_unpadded(&bytes, capability("sgr0"));
    add_unpadded(&bytes, capability("rmcup"));
    buf_adds(&bytes, "\r\n");
    emergency.len = bytes.len < sizeof emergency.bytes ? bytes.len : 0;
    memcpy(emergency.bytes, bytes.data, emergency.len);
    emergency.modes = term->modes;
    emergency.active = 1;
    buf_release(&bytes);
}

void term_restore_now(void)
{
    if (!emergency.active)
        return;
    emergency.active = 0;
    const char *at = emergency.bytes;
    size_t left = emergency.len;
    while (left) {
        ssize_t written = write(STDOUT_FILENO, at, left);
        if (written <= 0)
            break;
        at += written;
        left -= (size_t)written;
    }
    tcsetattr(STDIN_FILENO, TCSANOW, &emergency.modes);
}

void term_watch_modes(const struct termios *modes, const char *off)
{
    emergency.active = 0;
    emergency.len = strlen(off);
    memcpy(emergency.bytes, off, emergency.len);
    if (!modes)
        return;
    emergency.modes = *modes;
    emergency.active = 1;
}

/*
 * Leaves out what would be sent for nothing: the choice of the character set in every change of
 * style (it is never another than the normal one here, as boxes are text), and the reset of the
 * user's palette, which is never touched. tigetstr() gives the strings that curses itself uses.
 */
static void shorten_capabilities(void)
{
    static const struct {
        const char *name, *part; /* NULL: all of it */
    } table[] = {
        { "sgr", "%?%p9%t\033(0%e\033(B%;" },
        { "sgr", "%?%p9%t\016%e\017%;" },
        { "sgr0", "\033(B" },
        { "sgr0", "\017" },
        { "oc", NULL },
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char *value = tigetstr((char *)(uintptr_t)table[i].name);
        if (!value || value == (char *)-1)
            continue;
        char *part = table[i].part ? strstr(value, table[i].part) : value;
        size_t len = strlen(table[i].part ? table[i].part : value);
        if (part)
            memmove(part, part + len, strlen(part + len) + 1);
    }
}

/* Every key as it comes, and every byte as it is sent. */
static void set_raw(const struct terminal *term)
{
    struct termios modes = term->modes;
    modes.c_iflag &= (tcflag_t) ~(BRKINT | ICRNL | INLCR | IGNCR | INPCK | ISTRIP | IXON);
    modes.c_oflag &= (tcflag_t)~OPOST;
    modes.c_lflag &= (tcflag_t) ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    modes.c_cflag = (modes.c_cflag & (tcflag_t) ~(CSIZE | PARENB)) | CS8;
    modes.c_cc[VMIN] = 1;
    modes.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

/* Reads the description of the terminal. False with a message if TERM is none that can show a
 * screen. */
static bool read_description(int fd, struct diags *diags)
{
    const char *name = getenv("TERM");
    if (!name || !*name)
        return refuse(
            diags, _("TERM is not set; %s in front of the command most likely works"), LIKELY_TERM);
    int error;
    if (setupterm(NULL, fd, &error) == ERR)
        return refuse(diags,
            _("the terminal \"%1$s\" (TERM) is not known here; %2$s in front of the command most "
              "likely works"),
            name, LIKELY_TERM);
    return has("cup") ||
           refuse(diags, _("the terminal \"%s\" (TERM) cannot move its cursor"), name);
}

/* Curses sees no terminal, only a file; it sets no modes and asks nothing. */
static bool start_curses(struct terminal *term, struct diags *diags)
{
    if (!read_description(fileno(term->output.curses), diags))
        return false;
    TERMINAL *checked = cur_term;
    term->screen = newterm(NULL, term->output.curses, stdin);
    if (cur_term != checked)
        del_curterm(checked);
    return term->screen || refuse(diags, _("the terminal cannot be set up: %s"), strerror(errno));
}

bool term_check(struct diags *diags)
{
    TERMINAL *before = cur_term;
    bool good = read_description(STDOUT_FILENO, diags);
    if (cur_term != before)
        del_curterm(cur_term);
    return good;
}

/*
 * Curses is left once at the beginning, unseen: until its first endwin(), ncurses 6 flushes at
 * every move of the cursor.
 */
static void set_curses_up(struct terminal *term, bool color)
{
    gather_modes(term);
    prepare_emergency(term);
    shorten_capabilities();
    nonl();
    typeahead(-1); /* a picture is painted whole: what comes meanwhile is the loop's */
    idlok(stdscr, TRUE);
    leaveok(stdscr, TRUE);
    looks_begin(term, color);
    endwin();
    output_forget(&term->output);
    term->line_feeds = tigetflag((char *)(uintptr_t) "xenl") > 0 &&
                       !strcmp(capability("hpa"), "\033[%i%p1%dG");
}

static struct terminal *new_terminal(const struct term_options *options)
{
    struct terminal *term = mem_zalloc(sizeof *term);
    term->ascii_only = options->ascii_only;
    term->output.fd = -1;
    buf_init(&term->output.pending);
    buf_init(&term->output.raw);
    buf_init(&term->on);
    buf_init(&term->off);
    buf_init(&term->show_cursor);
    buf_init(&term->hide_cursor);
    return term;
}

static void free_terminal(struct terminal *term)
{
    if (term->screen)
        delscreen(term->screen);
    output_close(&term->output);
    buf_release(&term->on);
    buf_release(&term->off);
    buf_release(&term->show_cursor);
    buf_release(&term->hide_cursor);
    free(term->shown);
    free(term->row);
    free(term->letters);
    free(term);
}

static bool open_on_terminal(struct terminal *term, struct diags *diags)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return refuse(diags, _("standard input and output are not a terminal"));
    if (tcgetattr(STDIN_FILENO, &term->modes) != 0 || !output_open(&term->output))
        return refuse(diags, _("the terminal cannot be set up: %s"), strerror(errno));
    return start_curses(term, diags);
}

struct terminal *term_open(const struct term_options *options, struct diags *diags)
{
    struct terminal *term = new_terminal(options);
    if (!open_on_terminal(term, diags)) {
        free_terminal(term);
        return NULL;
    }
    set_curses_up(term, options->color);
    set_raw(term);
    term_resize(term);
    output_add(&term->output, buf_slice(&term->on));
    return term;
}

void term_close(struct terminal *term)
{
    term_pause(term);
    free_terminal(term);
}

void term_teach(struct keys *keys)
{
    static const struct {
        const char *name;
        uint32_t code;
    } table[] = { { "kcuu1", K_UP }, { "kcud1", K_DOWN }, { "kcub1", K_LEFT }, { "kcuf1", K_RIGHT },
        { "khome", K_HOME }, { "kend", K_END }, { "kpp", K_PAGE_UP }, { "knp", K_PAGE_DOWN },
        { "kich1", K_INSERT }, { "kdch1", K_DELETE }, { "kcbt", K_BACK_TAB }, { "kf1", K_F1 },
        { "kf2", K_F2 }, { "kf3", K_F3 }, { "kf4", K_F4 }, { "kf5", K_F5 }, { "kf6", K_F6 },
        { "kf7", K_F7 }, { "kf8", K_F8 }, { "kf9", K_F9 }, { "kf10", K_F10 }, { "kf11", K_F11 },
        { "kf12", K_F12 } };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        keys_know(keys, capability(table[i].name), table[i].code);
}

void term_pause(struct terminal *term)
{
    emergency.active = 0;
    output_add(&term->output, buf_slice(&term->off));
    endwin();
    output_collect(&term->output);
    output_drain(&term->output);
    tcsetattr(STDIN_FILENO, TCSANOW, &term->modes);
    term->cursor_shown = false;
}

void term_resume(struct terminal *term)
{
    emergency.active = 1;
    set_raw(term);
    term_resize(term);
    term->mouse_on = false;
    output_add(&term->output, buf_slice(&term->on));
    term_repaint(term);
}

bool term_flush(struct terminal *term)
{
    return output_flush(&term->output);
}

int term_output(const struct terminal *term)
{
    return term->output.fd;
}

int term_width(const struct terminal *term)
{
    return term->width;
}

int term_height(const struct terminal *term)
{
    return term->height;
}

/* Columns and rows; curses counts them in a short, and no screen has more than a part of that. */
enum { SIZE_MOST = 1000 };

void term_resize(struct terminal *term)
{
    struct winsize size;
    int width = COLS, height = LINES;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col && size.ws_row) {
        width = size.ws_col < SIZE_MOST ? size.ws_col : SIZE_MOST;
        height = size.ws_row < SIZE_MOST ? size.ws_row : SIZE_MOST;
    }
    if (width == term->width && height == term->height)
        return;
    if ((width != COLS || height != LINES) && resize_term(height, width) != OK) {
        width = COLS;
        height = LINES;
    }
    term->width = width;
    term->height = height;
    term->output.rows = term->line_feeds ? height : 0;
    term->shown = mem_resize(term->shown, (size_t)width * (size_t)height * sizeof *term->shown);
    term->row = mem_resize(term->row, (size_t)width * sizeof *term->row);
    term->letters = mem_resize(term->letters, (size_t)width * sizeof *term->letters);
    term_repaint(term);
}

void term_repaint(struct terminal *term)
{
    term->repaint = true;
}
