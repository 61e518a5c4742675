/* Keys that the user gave a command of their own, and keys of another keyboard layout. */
#ifndef CJM_APP_OWN_KEYS_H
#define CJM_APP_OWN_KEYS_H

#include "app/core/command.h"

enum { KEYS_MOST = 200, MAPPED_MOST = 400 };

struct own_key {
    struct command row; /* in front of all others in app->commands */
    char *line;         /* what it does, as behind ":"; "" nothing */
};

struct own_keys {
    struct own_key *rows[KEYS_MOST]; /* owned */
    int count;
    uint32_t from[MAPPED_MOST], to[MAPPED_MOST];
    int mapped;
};

void own_keys_release(struct own_keys *own);

/*
 * Lets a key ("X", "F12", "C-x", "gx") do what a line behind ":" does; an empty line: nothing. It
 * holds wherever keys are commands, not where texts or answers are typed. False with a sentence in
 * `why`.
 */
bool own_key_bind(struct app *app, struct slice key, struct slice line, struct buf *why);
/* The letters of `from`, of another layout, are those of `to` where keys are commands. */
bool own_keys_map(struct app *app, struct slice from, struct slice to, struct buf *why);
/* The key that counts as a command: the user's own, that of langmap, or, of a Greek letter, the one
 * on the same key. */
uint32_t own_keys_mapped(const struct app *app, uint32_t code);

#endif
