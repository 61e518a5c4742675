/* The program as a whole, on terminals of many kinds. */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "support.h"
#include "term/session.h"

static bool wrote(const struct session *session, const char *bytes)
{
    return strstr(session->vt.raw.data, bytes) != NULL;
}

static void leave(struct session *session)
{
    vt_settle(&session->vt);
    vt_send(&session->vt, "q");
    session_expect_exit(session, 0);
}

Test(session, starts_and_leaves_the_terminal_clean)
{
    static const char *const restored[] = { "\033[?1049l", "\033[?25h", "\033[?2004l",
        "\033[?1002;1006l" };
    struct session session;
    session_open(&session);
    leave(&session);
    for (size_t i = 0; i < sizeof restored / sizeof *restored; i++)
        cr_expect(wrote(&session, restored[i]), "no ESC %s", restored[i] + 1);
    cr_expect_str_eq(session_file(&session), session_map);
    session_end(&session);
}

/* Before it has asked for signals, while it starts, and when it is there. */
Test(session, ends_however_early_the_terminal_goes)
{
    enum { MANY = 40 };
    for (int i = 0; i < MANY; i++) {
        struct session session;
        session_start(&session, NULL, NULL, NULL);
        poll(NULL, 0, i < MANY / 2 ? 0 : i - MANY / 2);
        vt_signal(&session.vt, SIGHUP);
        cr_assert_geq(vt_wait_exit(&session.vt), 0, "the %dth goes on", i);
        session_end(&session);
    }
}

Test(session, takes_a_map_from_a_pipe)
{
    struct session session;
    struct buf shell = BUF_INIT;
    session_open(&session);
    buf_addf(
        &shell, "cd '%s' && cat shop.yaml | '%s' -", session.folder, TOP_BUILDDIR "/src/cjm-tui");
    vt_end(&session.vt);
    vt_start(&session.vt,
        &(struct vt_options){ .arguments = (const char *[]){ "/bin/sh", "-c", shell.data, NULL } });
    session_expect(&session, "comes from standard input");
    vt_settle(&session.vt);
    vt_send(&session.vt, "aFrom a pipe\r:w piped.yaml\r");
    session_expect(&session, "saved: piped.yaml");
    buf_clear(&shell);
    buf_addf(&shell, "%s/piped.yaml", session.folder);
    struct buf text = BUF_INIT;
    test_read(shell.data, &text);
    cr_expect_not_null(strstr(text.data, "From a pipe"));
    buf_release(&text);
    buf_release(&shell);
    leave(&session);
    session_end(&session);
}

/* The examples are the program's own, not whatever lies where it is called. */
Test(session, takes_no_folder_here_for_its_examples)
{
    struct session session;
    struct buf shell = BUF_INIT;
    session_open(&session);
    buf_addf(&shell,
        "cd '%s' && mkdir examples && cp shop.yaml examples/zebra.yaml && "
        "cp shop.yaml examples/retail.yaml && XDG_STATE_HOME=$PWD exec '%s'",
        session.folder, TOP_BUILDDIR "/src/cjm-tui");
    vt_end(&session.vt);
    vt_start(&session.vt,
        &(struct vt_options){ .arguments = (const char *[]){ "/bin/sh", "-c", shell.data, NULL } });
    session_expect(&session, "New map");
    vt_settle(&session.vt);
    cr_expect_not(vt_shows(&session.vt, "zebra"), "%s", vt_screen(&session.vt));
    buf_release(&shell);
    session_end(&session);
}

/* With an ending as maps have it: another word may be a slip. */
Test(session, begins_a_map_that_is_not_there)
{
    static const struct {
        const char *name, *shown, *file, *environment;
    } rows[] = { { "tea.yaml", "a new map", "cjm: 1\ntitle: tea\n", "" },
        { "tea.yaml", "is not known here", NULL, "TERM=none" },
        { "./tea.yml", "a new map", "cjm: 1\ntitle: tea\n", "" },
        { "none/tea.yaml", "cannot create a file in its folder", NULL, "" },
        { "./tea", "\"cjm-tui new ./tea\" creates it", NULL, "" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        struct buf shell = BUF_INIT, text = BUF_INIT;
        session_open(&session);
        buf_addf(&shell, "cd '%s' && XDG_STATE_HOME=$PWD %s exec '%s' %s", session.folder,
            rows[i].environment, TOP_BUILDDIR "/src/cjm-tui", rows[i].name);
        vt_end(&session.vt);
        vt_start(&session.vt, &(struct vt_options){ .arguments = (const char *[]){
                                                        "/bin/sh", "-c", shell.data, NULL } });
        session_expect(&session, rows[i].shown);
        if (rows[i].file)
            leave(&session);
        buf_clear(&shell);
        buf_addf(&shell, "%s/%s", session.folder, rows[i].name);
        cr_expect_eq(access(shell.data, F_OK) == 0, rows[i].file != NULL, "%s", rows[i].name);
        if (rows[i].file)
            test_read(shell.data, &text);
        cr_expect_str_eq(text.data, rows[i].file ? rows[i].file : "");
        buf_release(&shell);
        buf_release(&text);
        session_end(&session);
    }
}

Test(session, refuses_a_terminal_without_a_cursor)
{
    static const char *const types[] = { "TERM=dumb", "TERM=no-such-terminal", "TERM=" };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct session session;
        session_start(&session, NULL, (const char *[]){ types[i], NULL }, NULL);
        session_expect_exit(&session, 3);
        cr_expect(wrote(&session, "show") && wrote(&session, "export"), "%s: %s", types[i],
            session.vt.raw.data);
        /* A terminal that is known as one without a cursor has none by another name. */
        cr_expect_eq(wrote(&session, "TERM=xterm-256color"), i > 0, "%s", types[i]);
        cr_expect_not(wrote(&session, "\033"));
        session_end(&session);
    }
}

Test(session, works_on_terminals_of_many_kinds)
{
    static const char *const types[] = { "TERM=xterm-256color", "TERM=vt100", "TERM=linux",
        "TERM=tmux-256color", "TERM=screen", "TERM=xterm-mono" };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        struct session session;
        session_start(&session, NULL, (const char *[]){ types[i], NULL }, NULL);
        session_expect(&session, "Checkout");
        vt_send(&session.vt, "\033OB\033[B\033OA");
        vt_settle(&session.vt);
        vt_send(&session.vt, "aNew one\r");
        session_expect(&session, "New one");
        leave(&session);
        cr_expect(strstr(session_file(&session), "name: New one"), "%s:\n%s", types[i],
            session_file(&session));
        session_end(&session);
    }
}

Test(session, writes_only_ascii_where_the_locale_has_no_more)
{
    static const char map[] = "cjm: 1\ntitle: Caf\xc3\xa9 \xe4\xbd\xa0\xe5\xa5\xbd\nstages:\n"
                              "  - name: \xce\x91\xce\xb3\xce\xbf\xcf\x81\xce\xac\n"
                              "    touchpoints: [Checkout, e\xcc\x81\xf0\x9f\x98\x80]\n";
    struct session session;
    session_start(&session, map, (const char *[]){ "LC_ALL=C", NULL }, NULL);
    session_expect(&session, "Checkout");
    vt_send(&session.vt, "aGr\xc3\xbcn\r");
    session_expect(&session, "Grun");
    leave(&session);
    for (size_t i = 0; i < session.vt.raw.len; i++)
        cr_assert((unsigned char)session.vt.raw.data[i] < 0x80);
    cr_expect(strstr(session_file(&session), "Gr\xc3\xbcn"));
    session_end(&session);
}

/* LANG names a locale that this system lacks: the terminal takes UTF-8 all the same. */
Test(session, writes_utf8_in_a_locale_that_is_not_installed)
{
    struct session session;
    session_start(&session, NULL, (const char *[]){ "LC_ALL=xx_XX.UTF-8", NULL }, NULL);
    session_expect(&session, "Checkout");
    session_expect(&session, "\xe2\x94\x82");
    leave(&session);
    session_end(&session);
}

/* Keys, signs between items and short forms as keyboards of other languages send them. */
Test(session, is_used_with_a_greek_and_a_chinese_keyboard)
{
    static const struct {
        const char *locale, *keys, *shown, *kept[4];
    } rows[] = {
        { "LC_ALL=el_GR.UTF-8", "ξα", "Νέο σημείο επαφής", { NULL } },
        { "LC_ALL=el_GR.UTF-8", "αΡώτησε;|Πλήρωσε @κατ -1 !ουρά\r", "Πλήρωσε",
            { "Ρώτησε;", "Πλήρωσε", "channel: shop", "ουρά" } },
        { "LC_ALL=zh_CN.UTF-8", "ａ", "新的接触点", { NULL } },
        { "LC_ALL=zh_CN.UTF-8", "ａ结账页　＠门店　－１　！付款失败；发货\r", "发货",
            { "结账页", "channel: shop", "付款失败", "发货" } },
        { "LC_ALL=zh_CN.UTF-8", "：help\r", "移动", { NULL } },
    };
    if (access(TOP_BUILDDIR "/po/catalogues/el/LC_MESSAGES/cjm-tui.mo", R_OK) != 0)
        return; /* built without translations */
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        session_start(&session, NULL, (const char *[]){ rows[i].locale, NULL }, NULL);
        session_expect(&session, "Checkout");
        vt_send(&session.vt, rows[i].keys);
        session_expect(&session, rows[i].shown);
        vt_send(&session.vt, rows[i].kept[0] ? "" : "\033");
        leave(&session);
        for (const char *const *kept = rows[i].kept; *kept && kept < rows[i].kept + 4; kept++)
            cr_expect(strstr(session_file(&session), *kept), "row %zu: no %s", i, *kept);
        session_end(&session);
    }
}

Test(session, uses_no_colours_if_told_so)
{
    static const char *const colors[] = { "\033[31m", "\033[32m", "\033[35m", "\033[39m",
        "\033[39;" };
    struct session session;
    session_start(&session, NULL, (const char *[]){ "NO_COLOR=1", NULL }, NULL);
    session_expect(&session, "Checkout");
    vt_send(&session.vt, "\033[B");
    leave(&session);
    for (size_t i = 0; i < sizeof colors / sizeof *colors; i++)
        cr_expect_not(wrote(&session, colors[i]), "ESC %s", colors[i] + 1);
    session_end(&session);
}

/* What show writes: in colours on a terminal that has some, and as it is told there. */
Test(session, shows_in_colours)
{
    static const struct {
        const char *environment, *options;
        const char *colour; /* among what is written; NULL: there is no escape sequence */
    } rows[] = {
        { "TERM=xterm-256color", "--theme dark", "\033[38;5;222m-1" },
        { "TERM=xterm-256color", "--theme light", "\033[38;5;130m-1" },
        { "TERM=xterm", "", "\033[33m-1" },
        { "TERM=xterm-256color", "--view touchpoints", "\033[1mfeel" },
        { "TERM=xterm-256color", "--words", NULL },
        { "TERM=xterm-256color", "--no-color", NULL },
        { "NO_COLOR=1", "", NULL },
        { "TERM=vt100", "", NULL },
        { "TERM=dumb", "", NULL },
        { "TERM=", "", NULL },
        { "TERM=xterm-256color", " | cat", NULL },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        struct buf shell = BUF_INIT;
        session_open(&session);
        vt_end(&session.vt);
        buf_addf(&shell, "%s '%s' show '%s' %s", rows[i].environment, TOP_BUILDDIR "/src/cjm-tui",
            session.path.data, rows[i].options);
        vt_start(
            &session.vt, &(struct vt_options){ .width = 80,
                             .height = 24,
                             .arguments = (const char *[]){ "/bin/sh", "-c", shell.data, NULL } });
        session_expect_exit(&session, 0);
        cr_expect(vt_shows(&session.vt, "Search"), "%s", vt_screen(&session.vt));
        cr_expect(wrote(&session, rows[i].colour ? rows[i].colour : "Search"), "row %zu: %s", i,
            session.vt.raw.data);
        cr_expect(
            rows[i].colour || !wrote(&session, "\033"), "row %zu: %s", i, session.vt.raw.data);
        buf_release(&shell);
        session_end(&session);
    }
}

Test(session, lets_no_escape_sequence_through)
{
    static const char map[] = "cjm: 1\ntitle: \"t\\e]0;owned\\a\\x9b31m\"\nstages:\n"
                              "  - name: \"s\\e]0;owned\\a\"\n    touchpoints:\n"
                              "      - name: \"Pay\\e]0;owned\\a\\x9b31m\"\n"
                              "        doing: \"d\\e]0;owned\\a\\x9b31m\\u202e\"\n";
    static const char *const never[] = { "\033]", "\a", "\xc2\x9b", "\xe2\x80\xae" };
    struct session session;
    session_start(&session, map, NULL, NULL);
    session_expect(&session, "Pay");
    vt_send(&session.vt, "p");
    vt_settle(&session.vt);
    vt_send(&session.vt, "\033[200~pain\033]0;owned\a\xc2\x9b"
                         "31mq\033[201~");
    session_expect(&session, "pain");
    vt_send(&session.vt, "\r");
    vt_settle(&session.vt);
    for (size_t i = 0; i < sizeof never / sizeof *never; i++)
        cr_expect_not(wrote(&session, never[i]), "sequence %zu came through", i);
    session_end(&session);
}

/* What goes into a file as it is may hold what a terminal would obey. */
Test(session, writes_no_data_to_the_terminal_that_it_obeys)
{
    static const char map[] = "cjm: 1\ntitle: \"t\\e[31m\"\nabout: written \xe2\x80\xae so\n";
    struct session session;
    session_start(&session, map, NULL, NULL);
    session_expect(&session, "a add");
    vt_end(&session.vt);
    const char *const arguments[] = { TOP_BUILDDIR "/src/cjm-tui", "export", "--format", "yaml",
        session.path.data, NULL };
    vt_start(&session.vt, &(struct vt_options){ .arguments = arguments });
    session_expect(&session, "written");
    session_expect_exit(&session, 0);
    cr_expect_not(wrote(&session, "\xe2\x80\xae"), "%s", session.vt.raw.data);
    session_end(&session);
}

Test(session, takes_a_hundred_keys_for_one_picture)
{
    struct session session;
    struct buf map = BUF_INIT, keys = BUF_INIT;
    buf_adds(&map, "cjm: 1\ntitle: Long\nstages:\n  - name: One\n    touchpoints:\n");
    for (int i = 0; i < 200; i++)
        buf_addf(&map, "      - name: Step %d\n", i);
    for (int i = 0; i < 100; i++)
        buf_adds(&keys, "\033[B");
    session_start(&session, map.data, NULL, NULL);
    session_expect(&session, "Step 0");
    vt_settle(&session.vt);
    size_t before = session.vt.raw.len;
    vt_send_bytes(&session.vt, buf_slice(&keys));
    session_expect(&session, "Step 100");
    vt_settle(&session.vt);
    cr_expect(session.vt.raw.len - before < 3000, "%zu bytes", session.vt.raw.len - before);
    buf_release(&map);
    buf_release(&keys);
    session_end(&session);
}

/* Whatever is open: after a tour of sizes the same is shown as before. */
Test(session, survives_any_size)
{
    static const int sizes[][2] = { { 1, 1 }, { 20, 5 }, { 40, 12 }, { 39, 12 }, { 40, 11 },
        { 300, 100 }, { 80, 3 }, { 3, 80 }, { 80, 24 } };
    static const char *const screens[] = { "", "?", "v", "e", "/x", ":", "a" };
    for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
        struct session session;
        session_open(&session);
        vt_send(&session.vt, screens[i]);
        vt_settle(&session.vt);
        char *before = strdup(vt_screen(&session.vt));
        for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
            vt_resize(&session.vt, sizes[s][0], sizes[s][1]);
            vt_settle(&session.vt);
        }
        cr_expect_str_eq(vt_screen(&session.vt), before, "after \"%s\":\n%s\nbefore:\n%s",
            screens[i], vt_screen(&session.vt), before);
        free(before);
        session_end(&session);
    }
}

/* The line stalls, and the system goes down: what was typed is saved all the same. */
Test(session, saves_though_the_terminal_does_not_read)
{
    struct session session;
    session_open(&session);
    vt_resize(&session.vt, 200, 60);
    vt_send(&session.vt, "+");
    session_expect(&session, "+2");
    for (int i = 0; i < 100; i++) {
        vt_send(&session.vt, "\f");
        poll(NULL, 0, 3);
    }
    vt_signal(&session.vt, SIGTERM);
    for (int i = 0; i < 500 && !strstr(session_file(&session), "emotion: 2"); i++)
        poll(NULL, 0, 10);
    cr_expect(strstr(session_file(&session), "emotion: 2"));
    session_expect_exit(&session, 0);
    session_end(&session);
}

Test(session, is_painted_anew_by_c_l)
{
    static const char *const places[] = { "", "aname" };
    static const char wall[] = "\r\nBroadcast message\r\n\033[5;5Hspoilt";
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        struct session session;
        session_open(&session);
        vt_send(&session.vt, places[i]);
        vt_settle(&session.vt);
        char *before = strdup(vt_screen(&session.vt));
        vterm_input_write(session.vt.vterm, wall, sizeof wall - 1);
        cr_expect(vt_shows(&session.vt, "spoilt"));
        vt_send(&session.vt, "\f");
        session_expect_gone(&session, "spoilt");
        vt_settle(&session.vt);
        cr_expect_str_eq(vt_screen(&session.vt), before, "%s", vt_screen(&session.vt));
        free(before);
        session_end(&session);
    }
}

Test(session, stops_and_goes_on)
{
    struct session session;
    session_open(&session);
    vt_send(&session.vt, "\032");
    cr_assert(vt_wait_stopped(&session.vt));
    vt_settle(&session.vt);
    cr_expect(wrote(&session, "\033[?1049l"));
    vt_resize(&session.vt, 100, 30);
    vt_signal(&session.vt, SIGCONT);
    session_expect(&session, "Checkout");
    leave(&session);
    session_end(&session);
}

Test(session, gives_the_terminal_back_when_it_fails)
{
    struct session session;
    session_open(&session);
    vt_signal(&session.vt, SIGABRT);
    session_expect_exit(&session, 128 + SIGABRT);
    cr_expect(wrote(&session, "\033[?1049l") && wrote(&session, "\033[?25h"));
    session_end(&session);
}

/* What a key began with and never ended takes the next byte for its end, and C-c ends a paste. */
Test(session, waits_for_no_key_for_ever)
{
    static const char *const begun[][2] = { { "\033[", "z" }, { "\xe4", "" },
        { "\033[200~", "\003" }, { "\033]11;rgb", "\003" } };
    for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
        struct session session;
        session_open(&session);
        vt_settle(&session.vt);
        vt_send(&session.vt, begun[i][0]);
        poll(NULL, 0, 1000);
        vt_send(&session.vt, begun[i][1]);
        leave(&session);
        session_end(&session);
    }
}

Test(session, selects_by_mouse_and_edits_by_double_click)
{
    struct session session;
    session_open(&session);
    vt_settle(&session.vt);
    int row = 0;
    while (row < 24 && !strstr(vt_row(&session.vt, row), "Search"))
        row++;
    char click[64];
    snprintf(click, sizeof click, "\033[<0;4;%dM\033[<0;4;%dm", row + 1, row + 1);
    vt_send(&session.vt, click);
    vt_send(&session.vt, click);
    session_expect(&session, "Importance");
    session_expect(&session, "Search");
    session_expect_gone(&session, "Checkout");
    session_end(&session);
}

static const char editor_map[] = "cjm: 1\ntitle: A shop\nstages:\n  - name: Find\n"
                                 "    touchpoints:\n      - name: one\n";

Test(session, lets_the_users_editor_edit)
{
    static const char *const editors[] = {
        "EDITOR=f() { sed s/one/two/ \"$1\" >\"$1.new\" && mv \"$1.new\" \"$1\"; }; f",
        /* A closed pipe ends the editor's own commands as usual. */
        "EDITOR=f() { sh -c 'kill -PIPE $$; echo ignored >\"$0\"' \"$1\" || echo two >\"$1\"; }; f",
        /* As some editors leave it. */
        "EDITOR=f() { printf '\\357\\273\\277two\\r\\n' >\"$1\"; }; f",
    };
    for (size_t i = 0; i < sizeof editors / sizeof *editors; i++) {
        struct session session;
        session_start(&session, editor_map, (const char *[]){ editors[i], NULL }, NULL);
        session_expect(&session, "one");
        vt_send(&session.vt, "E");
        session_expect(&session, "two");
        leave(&session);
        cr_expect(strstr(session_file(&session), "name: two\n"), "%s", session_file(&session));
        session_end(&session);
    }
}

static void add_beside(const struct session *session, const char *name, struct buf *path)
{
    buf_addf(path, "%s/%s", session->folder, name);
}

/* What was typed in the editor is still there if the map can't have it. */
Test(session, keeps_a_text_that_it_refuses)
{
    static const struct {
        const char *editor, *message, *text;
    } rows[] = {
        { "EDITOR=f() { echo \"$1\" >\"$HOME/where\"; printf 'caf\\351\\n' >\"$1\"; }; f", "UTF-8",
            "caf\xe9\n" },
        { "EDITOR=f() { echo \"$1\" >\"$HOME/where\"; echo typed >\"$1\"; kill -9 $$; }; f",
            "failed", "typed\n" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct session session;
        struct buf note = BUF_INIT, where = BUF_INIT, text = BUF_INIT;
        session_start(&session, editor_map, (const char *[]){ rows[i].editor, NULL }, NULL);
        session_expect(&session, "one");
        vt_send(&session.vt, "E");
        session_expect(&session, rows[i].message);
        session_expect(&session, "the text is in");
        add_beside(&session, "where", &note);
        test_read(note.data, &where);
        buf_cut(&where, where.len - 1);
        test_read(where.data, &text);
        cr_expect_str_eq(text.data, rows[i].text);
        unlink(where.data);
        leave(&session);
        cr_expect_str_eq(session_file(&session), editor_map);
        buf_release(&note);
        buf_release(&where);
        buf_release(&text);
        session_end(&session);
    }
}

/* The system goes down while the editor is open: what was done before is saved at once. */
Test(session, saves_while_the_editor_is_open)
{
    static const int signals[] = { SIGTERM, SIGHUP };
    static const char editor[] = "EDITOR=f() { trap '' HUP; echo EDITING; while ! [ -e "
                                 "\"$HOME/end\" ]; do sleep 0.05; done; echo two >\"$1\"; }; f";
    for (size_t s = 0; s < sizeof signals / sizeof *signals; s++) {
        struct session session;
        struct buf end = BUF_INIT;
        session_start(&session, editor_map, (const char *[]){ editor, NULL }, NULL);
        session_expect(&session, "one");
        vt_send(&session.vt, "+E");
        session_expect(&session, "EDITING");
        vt_signal(&session.vt, signals[s]);
        for (int i = 0; i < 500 && !strstr(session_file(&session), "emotion: 1"); i++)
            poll(NULL, 0, 10);
        cr_expect(strstr(session_file(&session), "emotion: 1"), "%s", session_file(&session));
        add_beside(&session, "end", &end);
        test_write(end.data, SLICE(""));
        session_expect_exit(&session, 0);
        cr_expect(strstr(session_file(&session), "name: two\n"), "%s", session_file(&session));
        buf_release(&end);
        session_end(&session);
    }
}

Test(session, says_what_is_wrong_with_the_editor)
{
    struct session session;
    session_start(&session, NULL, (const char *[]){ "EDITOR=/no/such/editor", NULL }, NULL);
    session_expect(&session, "Checkout");
    vt_send(&session.vt, "E");
    session_expect(&session, "/no/such/editor");
    session_end(&session);
}
