/*
 * The room of the terminal uses the app and what lies below; not the line editor.
 *
 * The terminal: curses for output alone. It puts a canvas on the screen with few bytes, and gives
 * the terminal back as it was, whatever happens. Keys are read elsewhere (keys.h, loop.h).
 */
#ifndef CJM_TUI_TERM_TERM_H
#define CJM_TUI_TERM_TERM_H

#include <stdbool.h>

#include "app/canvas/canvas.h"
#include "base/diag.h"
#include "tui/term/keys.h"

struct terminal;
struct termios;

struct term_options {
    bool ascii_only; /* not a byte above 0x7F */
    bool color;
};

/*
 * Takes the terminal on standard input and output over, without asking it anything. NULL with a
 * message if it can't show a screen. There is one at a time.
 */
struct terminal *term_open(const struct term_options *options, struct diags *diags);
/* Can the terminal of that name (TERM) show a screen? False with a message. */
bool term_check(struct diags *diags);
/* Fills in how each style is written to the terminal that a descriptor is of. False: it has no
 * colours, and nothing is filled in. What is filled in belongs to the buffer. */
bool term_inks(int fd, const struct styles *styles, struct buf *texts, struct inks *inks);
/* Gives it back as it was, as far as it still takes anything. */
void term_close(struct terminal *term);

/* Tells the decoder which sequences the open terminal's keys send. */
void term_teach(struct keys *keys);

/* Hands the terminal to somebody else (a shell, an editor) and takes it back, to be painted anew.
 */
void term_pause(struct terminal *term);
void term_resume(struct terminal *term);

int term_width(const struct terminal *term);
int term_height(const struct terminal *term);
/* What photos are drawn with (canvas->shades). */
int term_shades(const struct terminal *term);
/* The terminal's size may have changed. */
void term_resize(struct terminal *term);
/* The next picture is painted whole: something else wrote on the screen. */
void term_repaint(struct terminal *term);

/* Shows the picture, which has the terminal's size: sends what differs from the last one, as far
 * as the terminal takes it; `brief` without the rows that may wait. Returns how many bytes that
 * takes. */
size_t term_present(struct terminal *term, const struct canvas *canvas, bool brief);

/* Sends on what the terminal did not take; true when all is out. No picture before. */
bool term_flush(struct terminal *term);
/* The descriptor that is polled for room. */
int term_output(const struct terminal *term);

/*
 * Gives the terminal back from wherever the program is, also from a signal handler; nothing
 * happens if it isn't ours. For the end without memory, or by a fault.
 */
void term_restore_now(void);
/* Is it one with a mouse, which marks pastes too? Where its description has been read. */
bool term_is_modern(void);
/* Have the terminal mark what is pasted, and no longer. */
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
/* Without a screen: what term_restore_now() is to set again, and to write; NULL: nothing any more.
 */
void term_watch_modes(const struct termios *modes, const char *off);

#endif
