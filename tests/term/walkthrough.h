/*
 * The section WALKTHROUGH of the manual as something to carry out. What its markup means:
 *
 *   .Dl $ COMMAND           typed in a shell
 *   .Ic KEY                 a key to press: "g", "Enter", "C-r"
 *   .Ql TEXT                a text to type
 *   .Em TEXT                something else to do, one of a few: "close the window", go on in
 *                           "another window" ("the other window" later) or "the first window"
 *   .Dl TEXT, .Bd TEXT .Ed  what is on the screen then
 *
 * All else is prose, of which little is allowed: a sentence that says what happens ends in a colon
 * and a display, one that tells to press or type names the key or text, and markup that is not
 * known is an error.
 */
#ifndef CJM_TESTS_WALKTHROUGH_H
#define CJM_TESTS_WALKTHROUGH_H

#include "base/buf.h"

enum walk_kind { WALK_COMMAND, WALK_KEY, WALK_TEXT, WALK_DEED, WALK_SHOWN };

struct walk_item {
    enum walk_kind kind;
    int line;   /* of the page */
    char *text; /* of WALK_SHOWN: one line or several */
};

struct walkthrough {
    struct walk_item *items;
    size_t count, cap;
    struct buf errors; /* a line each; empty: none */
};

/* Reads the section out of the page; `name` is for messages. */
void walkthrough_read(struct walkthrough *walk, const char *name, struct slice page);
void walkthrough_release(struct walkthrough *walk);

#endif
