/*
 * Bytes from a terminal in, keys out: UTF-8, escape sequences, mouse reports and bracketed pastes.
 * It reads nothing and waits for nothing itself, so one read() may bring a hundred keys or a piece
 * of one.
 *
 *   keys_feed(bytes that came); while (keys_next(keys, false, &key)) use the key;
 *   nothing came for keys_patience(): keys_next(keys, true, &key) makes do with what is there
 */
#ifndef CJM_TUI_TERM_KEYS_H
#define CJM_TUI_TERM_KEYS_H

#include <stdbool.h>
#include <stdint.h>

#include "app/canvas/key.h"
#include "base/buf.h"

enum {
    KEYS_KNOWN_MAX = 40,
    KEYS_PASTE_MAX = 16 * 1024 * 1024,
    KEYS_PATIENCE_MS = 500,
    KEYS_RUSH_MS = 150, /* no hand goes from Esc to another key so fast, on a busy machine */
    DOUBLE_CLICK_MS = 400
};

struct key_sequence {
    const char *bytes; /* borrowed */
    uint32_t code;
};

struct keys {
    struct buf bytes; /* what came; decoded up to `at` */
    size_t at;
    struct buf paste; /* the paste that is coming, or the last one */
    enum { KEYS_PLAIN, KEYS_PASTING, KEYS_ANSWER, KEYS_LONG } state;
    bool over;          /* nothing more comes */
    bool mute;          /* the sequence that comes is the rest of one whose Esc was used */
    uint32_t waiting;   /* the key of an Alt key whose K_ESC was given */
    int64_t escaped_at; /* when a lone escape came that was given as Esc, until more comes */
    bool meta; /* the last K_ESC is the beginning of an Alt key: the rest follows at once */
    struct key_sequence known[KEYS_KNOWN_MAX]; /* this terminal's own, before the usual ones */
    int known_count;
    int64_t now; /* of the last keys_feed(), in ms */
    int64_t click_time;
    int click_x, click_y;
    bool held;          /* the button is, since that click */
    int drag_x, drag_y; /* where the mouse was then, last */
};

void keys_init(struct keys *keys);
void keys_release(struct keys *keys);
/* Adds a sequence that this terminal sends; NULL and single characters are left out. */
void keys_know(struct keys *keys, const char *bytes, uint32_t code);
/* Takes bytes that were read at a time in ms. */
void keys_feed(struct keys *keys, const char *bytes, size_t len, int64_t now);
/* The terminal is gone: a paste that has begun ends where it is. */
void keys_end(struct keys *keys);
/*
 * Gives the next key; false if there is none yet. `late`: nothing followed for a while, so a
 * single escape is the key Esc, and a broken off character goes. A paste, an answer of the terminal
 * and a sequence wait for their rest, however late: it is never typed.
 */
bool keys_next(struct keys *keys, bool late, struct key *key);
/*
 * How long what has begun may wait for its rest, in ms: a single escape `escape_delay`; a
 * character, which a slow line cuts anywhere, KEYS_PATIENCE_MS or that. -1: nothing has begun, or
 * it waits without end.
 */
int keys_patience(const struct keys *keys, int escape_delay);

#endif
