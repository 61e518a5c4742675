#include "term/walker.h"

#include <stdarg.h>
#include <time.h>

#include "base/mem.h"
#include "support.h"

/* Says what is wrong with the item, and shows the screen; false. */
__attribute__((format(printf, 2, 3))) static bool fail(
    struct walker *walker, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_addf(
        &walker->problem, "%s:%d: \"%s\" ", walker->page, walker->item->line, walker->item->text);
    buf_addvf(&walker->problem, format, args);
    va_end(args);
    buf_addf(
        &walker->problem, "\n%s", walker->window->started ? vt_screen(&walker->window->vt) : "");
    return false;
}

static long now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* --- what is shown --- */

/* Length of what separates, at the front: a blank, or a line or block that is drawn (U+2500 to
 * U+259F). 0: it is text. */
static size_t gap_length(const char *text)
{
    bool drawn = !strncmp(text, "\xE2\x94", 2) || !strncmp(text, "\xE2\x95", 2) ||
                 !strncmp(text, "\xE2\x96", 2);
    return drawn ? 3 : *text == ' ';
}

/* Takes a line off the front; gaps become one blank, those around it none. */
static bool next_line(const char **rest, struct buf *out)
{
    buf_clear(out);
    if (!**rest)
        return false;
    for (size_t gap; **rest && **rest != '\n'; *rest += gap ? gap : 1) {
        gap = gap_length(*rest);
        if (!gap)
            buf_add_char(out, **rest);
        else if (out->len && out->data[out->len - 1] != ' ')
            buf_add_char(out, ' ');
    }
    if (out->len && out->data[out->len - 1] == ' ')
        buf_cut(out, out->len - 1);
    *rest += **rest == '\n';
    return true;
}

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Whether `line` has `part` in it, and no word is cut. */
static bool has_part(const struct buf *line, const struct buf *part)
{
    const char *at = line->data;
    if (!part->len)
        return !line->len;
    while ((at = strstr(at, part->data)) != NULL) {
        bool cut = (at > line->data && is_word(at[-1]) && is_word(*at)) ||
                   (is_word(part->data[part->len - 1]) && is_word(at[part->len]));
        if (!cut)
            return true;
        at++;
    }
    return false;
}

/* Whether each line of `said` is in a line of the screen, in this order. */
static bool screen_has(const char *screen, const char *said)
{
    struct buf line = BUF_INIT, part = BUF_INIT;
    bool found = true;
    while (found && next_line(&said, &part)) {
        found = false;
        while (!found && next_line(&screen, &line))
            found = has_part(&line, &part);
    }
    buf_release(&line);
    buf_release(&part);
    return found;
}

/* Whether the lines of `said` are whole lines of an output, one behind the other. */
static bool output_has(const char *output, const char *said)
{
    size_t len = strlen(said);
    bool ends = len && said[len - 1] == '\n';
    struct buf lines = BUF_INIT;
    for (; *output; output++)
        if (*output != '\r')
            buf_add_char(&lines, *output);
    bool found = false;
    const char *at = lines.data;
    for (; !found && at && *at; at = strchr(at, '\n') ? strchr(at, '\n') + 1 : NULL)
        found = !strncmp(at, said, len) && (ends || at[len] == '\n' || !at[len]);
    buf_release(&lines);
    return found;
}

/* --- a command --- */

/* Nothing is done to it on the page: it ends by itself. */
static bool ends_itself(const struct walker *walker)
{
    const struct walk_item *end = walker->walk.items + walker->walk.count;
    const struct walk_item *item = walker->item + 1;
    while (item < end && item->kind == WALK_SHOWN)
        item++;
    return item == end || item->kind == WALK_COMMAND;
}

static bool wait_end(struct walker *walker)
{
    if (!walker->window->started || walker->window->ended)
        return true;
    for (long start = now_ms(); vt_pump(&walker->window->vt, 20);)
        if (now_ms() - start > walker->patience)
            return fail(walker, "is where the program should have ended:");
    int status = vt_wait_exit(&walker->window->vt);
    walker->window->ended = true;
    return status == 0 || fail(walker, "is where the program failed (%d):", status);
}

static bool run_command(struct walker *walker)
{
    /* What is printed is compared as it is written. */
    static const char *const environment[] = { "NO_COLOR=1", "EDITRC", "VISUAL", "EDITOR",
        "LANGUAGE", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", NULL };
    if (!wait_end(walker))
        return false;
    if (walker->window->started)
        vt_end(&walker->window->vt);
    struct buf shell = BUF_INIT;
    const char *command = walker->item->text;
    /* A program alone takes the shell's place, so that the shell does not end before it. */
    buf_addf(&shell, "cd '%s' && HOME=$PWD PATH='%s':$PATH && export HOME PATH && %s%s",
        walker->folder, TEST_BUILT("src"), strpbrk(command, "&|;") ? "" : "exec ", command);
    vt_start(&walker->window->vt,
        &(struct vt_options){ .environment = environment,
            .arguments = (const char *[]){ "/bin/sh", "-c", shell.data, NULL } });
    buf_release(&shell);
    walker->window->started = true;
    walker->window->ended = false;
    buf_clear(&walker->window->seen);
    return !ends_itself(walker) || wait_end(walker);
}

/* --- keys --- */

static const struct {
    const char *name, *bytes;
} keys[] = { { "Enter", "\r" }, { "Esc", "\033" }, { "Tab", "\t" }, { "Space", " " },
    { "Backspace", "\x7f" }, { "Up", "\033[A" }, { "Down", "\033[B" }, { "Right", "\033[C" },
    { "Left", "\033[D" }, { "Home", "\033[H" }, { "End", "\033[F" }, { "PgUp", "\033[5~" },
    { "PgDn", "\033[6~" }, { "F1", "\033OP" }, { "F2", "\033OQ" }, { "F3", "\033OR" },
    { "F4", "\033OS" }, { "F5", "\033[15~" }, { "F6", "\033[17~" }, { "F7", "\033[18~" },
    { "F8", "\033[19~" }, { "F9", "\033[20~" }, { "F10", "\033[21~" }, { "F12", "\033[24~" } };

/* What a terminal sends for a key; false: there is none of that name. */
static bool add_key(const char *name, struct buf *out)
{
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (!strcmp(name, keys[i].name)) {
            buf_adds(out, keys[i].bytes);
            return true;
        }
    bool control = !strncmp(name, "C-", 2) && name[2];
    const char *c = name + (control ? 2 : 0);
    buf_add_char(out, (char)(control ? *c & 0x1F : *c));
    return *c && !c[1];
}

/* Until the screen is another one, and stays. */
static bool wait_change(struct walker *walker, const char *before)
{
    struct vt *vt = &walker->window->vt;
    long start = now_ms();
    while (!strcmp(vt_screen(vt), before)) {
        if (now_ms() - start > walker->patience)
            return fail(walker, "changes nothing:");
        if (!vt_pump(vt, 20))
            return true;
    }
    for (size_t len = 0; len != vt->raw.len && vt_pump(vt, 15);)
        len = vt->raw.len;
    return !vt_shows(vt, "does nothing here") || fail(walker, "does nothing:");
}

/* Whether what is done now follows on what was shown: then it is seen first. */
static bool is_first_deed(const struct walker *walker)
{
    const struct walk_item *item = walker->item;
    return item > walker->walk.items && item[-1].kind != WALK_KEY && item[-1].kind != WALK_TEXT;
}

static bool runs(struct walker *walker)
{
    return walker->window->started && !walker->window->ended && vt_pump(&walker->window->vt, 0);
}

static bool type(struct walker *walker, const char *bytes)
{
    if (!runs(walker))
        return fail(walker, "comes when no program runs");
    char *before = mem_copy_string(vt_screen(&walker->window->vt));
    if (is_first_deed(walker)) {
        buf_clear(&walker->window->seen);
        buf_adds(&walker->window->seen, before);
    }
    vt_send(&walker->window->vt, bytes);
    bool changed = wait_change(walker, before);
    free(before);
    return changed;
}

static bool press_key(struct walker *walker)
{
    struct buf bytes = BUF_INIT;
    bool done = add_key(walker->item->text, &bytes) ? type(walker, bytes.data)
                                                    : fail(walker, "is no key");
    buf_release(&bytes);
    return done;
}

static bool type_text(struct walker *walker)
{
    return type(walker, walker->item->text);
}

/* --- windows --- */

static bool close_window(struct walker *walker)
{
    if (!runs(walker))
        return fail(walker, "comes when no program runs");
    vt_hang_up(&walker->window->vt);
    walker->window->ended = true;
    return vt_wait_exit(&walker->window->vt) >= 0 || fail(walker, "does not end the program:");
}

static bool go_to(struct walker *walker, int index)
{
    struct window *window = walker->window;
    if (window == &walker->windows[index])
        return fail(walker, "is where it is done already");
    if (window->started) {
        buf_clear(&window->seen);
        buf_adds(&window->seen, vt_screen(&window->vt));
    }
    walker->window = &walker->windows[index];
    return true;
}

static bool go_to_first(struct walker *walker)
{
    return go_to(walker, 0);
}

static bool go_to_other(struct walker *walker)
{
    return go_to(walker, 1);
}

static const struct {
    const char *name;
    bool (*carry_out)(struct walker *walker);
} others[] = { { "close the window", close_window }, { "the first window", go_to_first },
    { "another window", go_to_other }, { "the other window", go_to_other } };

static bool do_other(struct walker *walker)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (!strcmp(walker->item->text, others[i].name))
            return others[i].carry_out(walker);
    return fail(walker, "is nothing to do");
}

/* --- what follows --- */

static bool see(struct walker *walker)
{
    const char *said = walker->item->text;
    if (!walker->window->started)
        return fail(walker, "comes when no program ran");
    if (walker->window->ended)
        return output_has(walker->window->vt.raw.data, said) ||
               fail(walker, "is no line of:\n%s\nThe screen:", walker->window->vt.raw.data);
    if (screen_has(walker->window->seen.data, said))
        return fail(walker, "was there before:");
    long start = now_ms();
    bool alive = true;
    while (!screen_has(vt_screen(&walker->window->vt), said)) {
        if (!alive || now_ms() - start > walker->patience)
            return fail(walker, "is not on the screen:");
        alive = vt_pump(&walker->window->vt, 20);
    }
    return true;
}

static bool (*const carry_out[])(struct walker *walker) = { [WALK_COMMAND] = run_command,
    [WALK_KEY] = press_key,
    [WALK_TEXT] = type_text,
    [WALK_DEED] = do_other,
    [WALK_SHOWN] = see };

static void end_window(struct walker *walker, struct window *window, bool good)
{
    walker->window = window;
    if (good && !walker->problem.len)
        wait_end(walker);
    if (window->started)
        vt_end(&window->vt);
    window->started = false;
    buf_release(&window->seen);
}

void walker_walk(struct walker *walker)
{
    struct walkthrough *walk = &walker->walk;
    walker->folder = test_folder();
    for (size_t i = 0; i < WALK_WINDOWS; i++)
        buf_init(&walker->windows[i].seen);
    walker->window = walker->windows;
    bool good = true;
    for (size_t i = 0; good && i < walk->count; i++) {
        walker->item = walk->items + i;
        good = carry_out[walker->item->kind](walker);
    }
    for (size_t i = 0; i < WALK_WINDOWS; i++)
        end_window(walker, &walker->windows[i], good);
    test_remove_folder(walker->folder);
}
