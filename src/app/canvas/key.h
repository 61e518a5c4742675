/* A key as the program sees it, whatever terminal it came from. */
#ifndef CJM_APP_CANVAS_KEY_H
#define CJM_APP_CANVAS_KEY_H

#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

/* A key is a code point (control keys: 1..31, 127), or one of these above Unicode. */
enum {
    K_NONE = 0,
    K_TAB = 9,
    K_ENTER = 13,
    K_ESC = 27,
    K_BACKSPACE = 127,
    K_SPECIAL = 0x110000,
    K_UP,
    K_DOWN,
    K_LEFT,
    K_RIGHT,
    K_HOME,
    K_END,
    K_PAGE_UP,
    K_PAGE_DOWN,
    K_INSERT,
    K_DELETE,
    K_BACK_TAB,
    K_F1,
    K_F2,
    K_F3,
    K_F4,
    K_F5,
    K_F6,
    K_F7,
    K_F8,
    K_F9,
    K_F10,
    K_F11,
    K_F12,
    K_PASTE, /* text */
    K_MOUSE  /* x, y, mouse */
};

#define K_CTRL(letter) ((letter)&0x1F)
/* Two keys, one after the other: "gg". Both are characters of the basic plane. */
#define K_PAIR(first, second) (0x80000000u | (uint32_t)(first) << 16 | (uint32_t)(second))

static inline uint32_t key_first(uint32_t code)
{
    return code & 0x80000000u ? code >> 16 & 0x7FFF : K_NONE;
}

enum mouse {
    MOUSE_CLICK,
    MOUSE_DOUBLE,
    MOUSE_WHEEL_UP,
    MOUSE_WHEEL_DOWN,
    MOUSE_DRAG, /* the button that was clicked is held, and the mouse is here now */
    MOUSE_DROP  /* it is let go, not where it was clicked */
};

struct key {
    uint32_t code;
    struct slice text; /* K_PASTE: valid until the next key is read */
    int x, y;
    enum mouse mouse;
};

/* Appends how a key is written in help: "Enter", "C-r", "F2", "a". */
void key_label(uint32_t code, struct buf *out);
/* The key that is written so, also two in a row ("gg"); K_NONE: none. */
uint32_t key_of_label(struct slice label);
/* The sign on the same key where an input method of Chinese or Japanese sent another one: "." of an
 * ideographic full stop, "?" of a full-width one. */
uint32_t key_sign(uint32_t code);
/* The letter on the same key of a Greek keyboard: "g" of "γ", "G" of "Γ". */
uint32_t key_latin(uint32_t code);

#endif
