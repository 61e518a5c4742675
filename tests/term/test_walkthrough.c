/*
 * The walkthrough of the manual, carried out as the page says: its commands in a shell, its keys
 * on a terminal of 80 columns and 24 lines. What it says is on the screen must be there, and must
 * not have been there before the keys.
 */
#include <criterion/criterion.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "support.h"
#include "term/walker.h"

static void read_page(struct walkthrough *walk, const char *name)
{
    struct buf text = BUF_INIT;
    test_read(name, &text);
    walkthrough_read(walk, name, buf_slice(&text));
    cr_assert_eq(walk->errors.len, 0, "%s", walk->errors.data);
    buf_release(&text);
}

static void walker_init(struct walker *walker, long patience)
{
    const char *page = getenv("CJM_WALKTHROUGH");
    *walker = (struct walker){ .page = page ? page : TEST_PATH("man/cjm-tui.1.in"),
        .patience = patience,
        .problem = BUF_INIT };
    read_page(&walker->walk, walker->page);
}

static void walker_release(struct walker *walker)
{
    walkthrough_release(&walker->walk);
    buf_release(&walker->problem);
}

Test(walkthrough, is_as_the_manual_says)
{
    struct walker walker;
    walker_init(&walker, VT_PATIENCE_MS);
    walker_walk(&walker);
    cr_expect_eq(walker.problem.len, 0, "%s", walker.problem.data);
    walker_release(&walker);
}

/* --- a page that is not as the program is --- */

enum { SHORT_PATIENCE_MS = 1500, BEFORE = 2 };

static size_t count_lines(const char *text)
{
    size_t count = 0;
    for (text += strspn(text, " \n"); *text; text += strspn(text, " \n")) {
        text += strcspn(text, "\n");
        count++;
    }
    return count;
}

/* In how many ways an item is spoilt: each line that is shown; all else is changed or left out. */
static size_t count_changes(const struct walk_item *item)
{
    return item->kind == WALK_SHOWN ? count_lines(item->text) : 2;
}

/* Another letter at the end of the line of this number, empty ones not counted. */
static void spoil_line(char *text, size_t number)
{
    for (char *end;; text = end) {
        text += strspn(text, " \n");
        end = text + strcspn(text, "\n");
        if (number-- == 0) {
            char *last = end - 1;
            while (last > text && !isalnum((unsigned char)*last))
                last--;
            *last = *last == 'x' ? 'y' : 'x';
            return;
        }
    }
}

static void insert_x(struct walk_item *item, size_t at)
{
    struct buf text = BUF_INIT;
    buf_addf(&text, "%.*sx%s", (int)at, item->text, item->text + at);
    free(item->text);
    item->text = mem_copy_string(text.data);
    buf_release(&text);
}

static void spoil(struct walkthrough *walk, size_t index, size_t change)
{
    struct walk_item *item = walk->items + index;
    if (item->kind == WALK_SHOWN) {
        spoil_line(item->text, change);
    } else if (change == 1) {
        free(item->text);
        walk->count--;
        memmove(item, item + 1, (walk->count - index) * sizeof *item);
    } else if (item->kind == WALK_KEY) {
        bool same = !strcmp(item->text, "x");
        free(item->text);
        item->text = mem_copy_string(same ? "z" : "x");
    } else {
        insert_x(item, item->kind == WALK_COMMAND ? strlen("cjm-tui ") : strlen(item->text) / 2);
    }
}

/* True: it was noticed, and there or later; of what ends a program or leaves its window, already at
 * the command or screen before. */
static bool notices_change(size_t index, size_t change)
{
    struct walker walker;
    walker_init(&walker, SHORT_PATIENCE_MS);
    int line = walker.walk.items[index].line;
    char *text = mem_copy_string(walker.walk.items[index].text);
    spoil(&walker.walk, index, change);
    walker_walk(&walker);
    bool noticed = walker.problem.len > 0 && walker.item + BEFORE >= walker.walk.items + index;
    cr_expect(noticed, "%s:%d: change %zu of \"%s\" is not noticed there\n%s", walker.page, line,
        change + 1, text, walker.problem.data);
    free(text);
    walker_release(&walker);
    return noticed;
}

/* Which of the changes are tried: a few, all over the page, or those that CJM_CHANGES in the
 * environment says. "0,1" is all of them, which takes many minutes; "0,4" to "3,4" are quarters. */
static void choose_changes(size_t count, size_t *first, size_t *stride)
{
    enum { A_FEW = 6 };
    const char *wanted = getenv("CJM_CHANGES");
    *first = *stride = count / A_FEW;
    cr_assert(!wanted || (sscanf(wanted, "%zu,%zu", first, stride) == 2 && *stride),
        "CJM_CHANGES is FIRST,STRIDE");
}

Test(walkthrough, notices_each_change_of_the_page)
{
    struct walker walker;
    walker_init(&walker, 0);
    size_t all = 0, done = 0, next, stride;
    for (size_t i = 0; i < walker.walk.count; i++)
        all += count_changes(walker.walk.items + i);
    choose_changes(all, &next, &stride);
    for (size_t i = 0, first = 0; i < walker.walk.count; i++) {
        size_t count = count_changes(walker.walk.items + i);
        for (; next < first + count; next += stride)
            done += notices_change(i, next - first);
        first += count;
    }
    fprintf(stderr, "%zu of %zu changes of the walkthrough were tried and noticed\n", done, all);
    walker_release(&walker);
}

/* --- markup that says nothing --- */

static const struct {
    const char *page, *error;
} misused[] = {
    { ".Sh WALKTHROUGH\nPress\n.Cm g .\n", "p:3: a macro that is not known: Cm" },
    { ".Sh WALKTHROUGH\nPress\n.Ic g\n", "a sentence without an end" },
    { ".Sh WALKTHROUGH\nPress g.\n", "\"press\" and .Ic belong together" },
    { ".Sh WALKTHROUGH\n.Ic g .\n", "not within a sentence" },
    { ".Sh WALKTHROUGH\nEnter it with\n.Ic Enter .\n", "\"press\" and .Ic belong together" },
    { ".Sh WALKTHROUGH\nType Anna.\n", "\"type\" and .Ql belong together" },
    { ".Sh WALKTHROUGH\nThe screen shows a map.\n", "says what happens, and does not show it" },
    { ".Sh WALKTHROUGH\nThe screen shows:\n.Pp\nThen.\n", "a colon with nothing behind it" },
    { ".Sh WALKTHROUGH\nThe screen shows:\nThen.\n", "a colon with nothing behind it" },
    { ".Sh WALKTHROUGH\nThe map.\n.Dl The map\n", "not announced by a sentence that fits" },
    { ".Sh WALKTHROUGH\nIt says:\n.Dl $ ls\n", "not announced by a sentence that fits" },
    { ".Sh WALKTHROUGH\nOpen it:\n.Dl The map\n", "not announced by a sentence that fits" },
    { ".Sh WALKTHROUGH\nIt says:\n.Dl It is No map\n", "needs quotes or \\&: It" },
    { ".Sh WALKTHROUGH\nIt says:\n.Dl One \\(bu\n", "an escape that is not known" },
    { ".Sh WALKTHROUGH\nIt says:\n.Bd -filled\nx\n.Ed\n", "not a literal block" },
    { ".Sh WALKTHROUGH\nIt says:\n.Bd -literal -offset indent\n.Ed\n", "there is nothing in it" },
    { ".Sh KEYS\nPress\n.Ic g .\n", "there is nothing in the section WALKTHROUGH" },
};

Test(walkthrough, refuses_markup_that_says_nothing)
{
    for (size_t i = 0; i < sizeof misused / sizeof *misused; i++) {
        struct walkthrough walk;
        walkthrough_read(&walk, "p", slice_of(misused[i].page));
        cr_expect(strstr(walk.errors.data, misused[i].error), "%s: want \"%s\", got \"%s\"",
            misused[i].page, misused[i].error, walk.errors.data);
        walkthrough_release(&walk);
    }
}
