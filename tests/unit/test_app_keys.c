/* The keys that are promised: each has its command where it works, in the help, in the manual. */
#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "app/core/state.h"
#include "app_support.h"
#include "base/text.h"
#include "support.h"

enum { LISTS = IN_LIST, EACH = IN_GRID | IN_DETAIL | IN_LIST };

/* A key, the name of its command (of a nameless one how its help begins), and where it works. */
static const struct {
    uint32_t key;
    const char *command;
    unsigned contexts; /* all of these */
} rows[] = {
    { 'h', "left", EACH },
    { 'j', "down", EACH },
    { 'k', "up", EACH },
    { 'l', "right", EACH },
    { K_LEFT, "left", EACH },
    { K_DOWN, "down", EACH },
    { K_UP, "up", EACH },
    { K_RIGHT, "right", EACH },
    { K_PAIR('g', 'g'), "first", EACH | IN_HELP | IN_LOG },
    { K_HOME, "first", EACH | IN_HELP },
    { 'G', "last", EACH | IN_HELP | IN_LOG },
    { K_END, "last", EACH },
    { '^', "first-stage", IN_GRID },
    { '$', "last-stage", IN_GRID },
    { K_CTRL('d'), "half-down", EACH | IN_HELP },
    { K_CTRL('u'), "half-up", EACH | IN_HELP },
    { K_CTRL('f'), "page-down", EACH | IN_HELP },
    { K_CTRL('b'), "page-up", EACH | IN_HELP },
    { K_PAGE_DOWN, "page-down", EACH },
    { K_PAGE_UP, "page-up", EACH },
    { ')', "next-point", IN_GRID },
    { '(', "prev-point", IN_GRID },
    { '}', "next-stage", IN_GRID },
    { '{', "prev-stage", IN_GRID },
    { K_TAB, "pane", IN_GRID | IN_DETAIL },
    { K_BACK_TAB, "pane", IN_GRID | IN_DETAIL },
    { '`', "jump-back", EACH },
    { K_ENTER, "edit", EACH | IN_FORM | IN_SHEET },
    { 'e', "edit", EACH | IN_FORM | IN_SHEET },
    { K_ESC, "back", IN_FORM | IN_HELP | IN_SHEET },
    { '+', "better", IN_GRID | IN_DETAIL | IN_FORM },
    { '=', "better", IN_GRID | IN_DETAIL },
    { '-', "worse", IN_GRID | IN_DETAIL | IN_FORM },
    { '0', "emotion 0", EACH },
    { 'r', "rate", EACH },
    { 'R', "rate-all", IN_GRID | IN_DETAIL },
    { K_BACKSPACE, "unscored", IN_GRID | IN_LIST },
    { 'a', "add", EACH },
    { 'A', "stage", IN_GRID },
    { 'p', "pain", EACH },
    { 'o', "idea", EACH },
    { '"', "quote", EACH },
    { '#', "metric", EACH },
    { 'm', "moment", EACH },
    { 's', "evidence", EACH | IN_SHEET },
    { 'c', "choose", LISTS },
    { 't', "status", LISTS },
    { K_PAIR('d', 'd'), "delete", EACH | IN_FORM },
    { K_DELETE, "delete", EACH | IN_FORM },
    { 'y', "copy", EACH },
    { 'Y', "put", EACH },
    { 'J', "lower", EACH },
    { 'K', "higher", EACH },
    { 'H', "move-left", IN_GRID },
    { 'L', "move-right", IN_GRID },
    { '.', "repeat", EACH },
    { 'u', "undo", EACH | IN_FORM | IN_SHEET },
    { K_CTRL('r'), "redo", EACH | IN_FORM | IN_SHEET },
    { 'E', "editor", EACH | IN_FORM },
    { K_F9, "park", EACH | IN_FORM | IN_PROMPT },
    { K_F11, "bring-back", EACH | IN_FORM | IN_PROMPT },
    { K_F2, "map", EACH },
    { K_F3, "personas", EACH },
    { K_F4, "pains", EACH },
    { K_F5, "ideas", EACH },
    { K_F6, "quotes", EACH },
    { K_F7, "parking", EACH },
    { K_F8, "facts", EACH },
    { K_PAIR('v', 'm'), "map", EACH },
    { K_PAIR('v', 's'), "personas", EACH },
    { K_PAIR('v', 'p'), "pains", EACH },
    { K_PAIR('v', 'i'), "ideas", EACH },
    { K_PAIR('v', 'q'), "quotes", EACH },
    { K_PAIR('v', 'k'), "parking", EACH },
    { K_PAIR('v', 'f'), "facts", EACH },
    { K_PAIR('v', 'w'), "who", EACH },
    { K_PAIR('v', 'v'), "view", EACH },
    { 'P', "persona", IN_GRID | IN_DETAIL },
    { 'S', "sort", LISTS },
    { ' ', "tick", LISTS },
    { 'V', "tick-to", LISTS },
    { 'f', "filter", EACH },
    { '/', "find", EACH | IN_HELP },
    { 'n', "next", EACH | IN_HELP },
    { 'N', "previous", EACH | IN_HELP },
    { 'F', "follow", EACH },
    { 'x', "export", EACH },
    { 'i', "guide", EACH },
    { ':', "command", EACH | IN_START | IN_HELP },
    { '?', "help", EACH | IN_START },
    { K_F1, "help", EACH | IN_START },
    { K_CTRL('l'), "repaint", EACH | IN_START | IN_GUIDE },
    { K_CTRL('z'), "suspend", EACH | IN_START | IN_GUIDE },
    { 'w', "write", EACH },
    { K_CTRL('s'), "the same", EACH | IN_GUIDE },
    { 'q', "quit", EACH | IN_START | IN_HELP | IN_FORM },
    { K_PAIR('Z', 'Z'), "wq", EACH | IN_FORM },
    { K_PAIR('Z', 'Q'), "quit without saving", EACH | IN_FORM },
};

enum { ROWS = sizeof rows / sizeof *rows };

static bool is_it(const struct command *command, const char *wanted)
{
    return command->name ? strcmp(command->name, wanted) == 0
                         : strncmp(command->help, wanted, strlen(wanted)) == 0;
}

Test(app_keys, each_has_its_command)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\n");
    for (size_t i = 0; i < ROWS; i++)
        for (unsigned context = 1; context <= IN_ROUND; context <<= 1) {
            if (!(rows[i].contexts & context) || context == EDITS)
                continue;
            const struct command *command = command_of_key(f.app, rows[i].key, context);
            cr_expect(command && is_it(command, rows[i].command), "%s in %x: %s", rows[i].command,
                context, command ? command->help : "nothing");
        }
    close_map(&f);
}

/* A letter that begins two keys is none by itself, and a figure is a count. */
Test(app_keys, none_has_two_senses)
{
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\n");
    for (unsigned context = 1; context <= IN_ROUND; context <<= 1) {
        if (!(context & IN_ALL))
            continue;
        for (uint32_t key = ' '; key < K_BACKSPACE; key++)
            cr_expect(
                !command_of_key(f.app, key, context) || !command_begun_by(f.app, key, context),
                "%c in %x", (int)key, context);
        for (uint32_t key = '1'; key <= '9'; key++)
            cr_expect(!command_of_key(f.app, key, context), "%c in %x", (int)key, context);
    }
    close_map(&f);
}

static void add_help(struct buf *out)
{
    enum { WIDTH = 150, HEIGHT = 600 };
    struct fixture f;
    open_map(&f, "cjm: 1\ntitle: T\n");
    draw(&f, 80, 24);
    press(&f, '?');
    draw(&f, WIDTH, HEIGHT);
    picture(&f, out);
    close_map(&f);
}

/* The line of the help that begins with the key: "  gg Home       :first  ...". */
static bool line_has(const char *text, const char *label, const char *command)
{
    size_t length = strlen(label);
    for (const char *line = text; line; line = strchr(line, '\n')) {
        line += *line == '\n';
        size_t bytes = strcspn(line, "\n");
        struct slice words = text_trim((struct slice){ line, bytes < 20 ? bytes : 20 });
        struct slice rest = { line, bytes };
        bool keyed = false;
        for (struct slice word = slice_next_word(&words); word.len; word = slice_next_word(&words))
            keyed = keyed || (word.len == length && memcmp(word.data, label, length) == 0);
        if (keyed && text_find(rest, slice_of(command)) != (size_t)-1)
            return true;
    }
    return false;
}

Test(app_keys, each_is_in_the_help)
{
    struct buf text = BUF_INIT, label = BUF_INIT;
    add_help(&text);
    for (size_t i = 0; i < ROWS; i++) {
        buf_clear(&label);
        key_label(rows[i].key, &label);
        cr_expect(
            line_has(text.data, label.data, rows[i].command), "%s %s", label.data, rows[i].command);
    }
    buf_release(&text);
    buf_release(&label);
}

/* As mdoc has it: \&gg, C\-d. */
static void add_mdoc(const char *label, struct buf *out)
{
    buf_adds(out, "\"\\&");
    for (; *label; label++)
        if (*label == '"' || *label == '^' || *label == '`')
            buf_adds(out, *label == '"' ? "\\(dq" : *label == '^' ? "\\(ha" : "\\(ga");
        else
            buf_addf(out, "%s%c", *label == '-' ? "\\" : "", *label);
    buf_adds(out, "\"");
}

Test(app_keys, each_is_in_the_manual)
{
    struct buf page = BUF_INIT, label = BUF_INIT, macro = BUF_INIT;
    /* A release has it beside its source. */
    bool built = access(TOP_BUILDDIR "/man/cjm-tui.1", R_OK) == 0;
    test_read(built ? TOP_BUILDDIR "/man/cjm-tui.1" : TOP_SRCDIR "/man/cjm-tui.1", &page);
    const char *keys = strstr(page.data, ".Sh KEYS");
    cr_assert(keys);
    for (size_t i = 0; i < ROWS; i++) {
        buf_clear(&label);
        buf_clear(&macro);
        key_label(rows[i].key, &label);
        add_mdoc(label.data, &macro);
        cr_expect(strstr(keys, macro.data), "%s (%s)", macro.data, rows[i].command);
    }
    buf_release(&page);
    buf_release(&label);
    buf_release(&macro);
}
