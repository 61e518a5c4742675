#include "app/own/keys.h"

#include <stdlib.h>
#include <string.h>

#include "app/own/own.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

/* The whole line, as if it had been typed behind ":". */
RUN(own_key)
{
    struct buf why = BUF_INIT;
    if (!command_line(app, slice_of(self->line), &why))
        app_say(app, SAY_ERROR, "%s", why.data);
    buf_release(&why);
}

void own_keys_release(struct own_keys *own)
{
    for (int i = 0; i < own->count; i++) {
        free(own->rows[i]->line);
        free(own->rows[i]);
    }
}

static struct own_key *row_of(struct app *app, uint32_t code)
{
    struct own_keys *own = &app->own->keys;
    for (int i = 0; i < own->count; i++)
        if (own->rows[i]->row.keys[0] == code)
            return own->rows[i];
    if (own->count == KEYS_MOST)
        return NULL;
    struct own_key *made = mem_zalloc(sizeof *made);
    made->row = (struct command){ .keys = { code }, .contexts = IN_ALL, .section = SECTION_OWN };
    own->rows[own->count++] = made;
    command_list_add_first(&app->commands, &made->row);
    return made;
}

/* Of two keys the first must not be a command by itself: it would not wait for the second. */
static bool can_begin(const struct app *app, uint32_t code, struct buf *why)
{
    uint32_t first = key_first(code);
    if (!first || !command_of_key(app, first, IN_ALL))
        return true;
    buf_adds(why, "\"");
    key_label(first, why);
    buf_adds(why, "\" ");
    buf_adds(why, _("is a command by itself; give that key nothing first: bind KEY none"));
    return false;
}

bool own_key_bind(struct app *app, struct slice key, struct slice line, struct buf *why)
{
    uint32_t code = key_of_label(key);
    if (code == K_NONE || code == K_ESC || code == K_CTRL('c')) {
        buf_addf(why,
            code ? _("the key %.*s cannot be given another command")
                 : _("\"%.*s\" is no key; keys are written as in the help: X, gx, C-x, F12, Space"),
            SLICE_ARG(key));
        return false;
    }
    line = text_trim(line);
    if (line.len && line.data[0] == ':')
        line = slice_from(line, 1);
    if (slice_is(line, "none"))
        line = SLICE_NONE;
    else if (!command_check(app, line, why))
        return false;
    if (!can_begin(app, code, why))
        return false;
    struct own_key *own = row_of(app, code);
    if (!own) {
        buf_addf(why, _("more than %d keys"), KEYS_MOST);
        return false;
    }
    free(own->line);
    own->line = mem_copy_slice(line);
    own->row.line = own->row.help = own->line;
    own->row.run = line.len ? run_own_key : NULL;
    return true;
}

static size_t letters_in(struct slice text)
{
    size_t count = 0;
    for (; text.len; count++)
        utf8_next(&text);
    return count;
}

bool own_keys_map(struct app *app, struct slice from, struct slice to, struct buf *why)
{
    struct own_keys *own = &app->own->keys;
    if (letters_in(from) != letters_in(to) || !from.len) {
        buf_adds(why, _("langmap takes two words of as many letters: langmap LETTERS KEYS"));
        return false;
    }
    while (from.len && own->mapped < MAPPED_MOST) {
        own->from[own->mapped] = utf8_next(&from);
        own->to[own->mapped++] = utf8_next(&to);
    }
    return true;
}

static bool is_own(const struct own_keys *own, uint32_t code)
{
    for (int i = 0; i < own->count; i++) {
        uint32_t key = own->rows[i]->row.keys[0];
        if (key == code || (key_first(key) && (key_first(key) == code || (key & 0xFFFF) == code)))
            return true;
    }
    return false;
}

uint32_t own_keys_mapped(const struct app *app, uint32_t code)
{
    const struct own_keys *own = &app->own->keys;
    for (int i = own->mapped - 1; i >= 0; i--)
        if (own->from[i] == code)
            return own->to[i];
    return is_own(own, code) ? code : key_latin(code);
}
