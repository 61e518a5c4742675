#include "tui/editor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "store/file/file_calls.h"
#include "tui/term/signals.h"

enum { TEXT_MAX = 64 * 1024 * 1024 };

static const char *chosen_editor(void)
{
    const char *visual = getenv("VISUAL"), *editor = getenv("EDITOR");
    return visual && *visual ? visual : editor && *editor ? editor : "vi";
}

/* Makes a file of our own with the text in it; its path is appended. */
static bool write_temporary(struct buf *path, struct slice text)
{
    const char *folder = getenv("TMPDIR");
    buf_addf(path, "%s/cjm-XXXXXX", folder && *folder ? folder : "/tmp");
    int fd = mkstemp(path->data);
    if (fd < 0)
        return false;
    bool written = file_write_all(&file_calls_system, fd, text, NULL) &&
                   (!text.len || file_write_all(&file_calls_system, fd, SLICE("\n"), NULL));
    written = close(fd) == 0 && written;
    if (!written)
        unlink(path->data);
    return written;
}

/*
 * Waits for the end of a child; stops with it when its user stops it (C-z in the editor). Signals
 * are served meanwhile: who sends SIGTERM may send SIGKILL soon.
 */
static int wait_for(pid_t child, struct loop *loop)
{
    for (;;) {
        int status;
        pid_t which = waitpid(child, &status, WUNTRACED | WNOHANG);
        if (which < 0 && errno != EINTR)
            return -1;
        if (which == child && !WIFSTOPPED(status))
            return status;
        if (which == child)
            raise(SIGSTOP);
        else if (signals_pause() & (FLAG_TERMINATE | FLAG_HANGUP))
            loop_end(loop);
    }
}

/* Runs the editor as the shell would, so that it may have arguments; its wait status, or -1. */
static int run_editor(const char *editor, char *path, struct loop *loop)
{
    struct buf command = BUF_INIT;
    buf_addf(&command, "%s \"$1\"", editor);
    char shell[] = "sh", option[] = "-c", name[] = "cjm-tui";
    char *arguments[] = { shell, option, command.data, name, path, NULL };
    pid_t child = fork();
    if (child == 0) {
        signals_end();
        signal(SIGPIPE, SIG_DFL); /* that it is ignored is this program's alone */
        execv("/bin/sh", arguments);
        _exit(127);
    }
    int status = child < 0 ? -1 : wait_for(child, loop);
    buf_release(&command);
    return status;
}

/* Some editors write a byte order mark, or CR LF. */
static void take_marks_off(struct buf *text)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t to = 0, from = 0;
    if (text->len >= 3 && memcmp(text->data, mark, 3) == 0)
        from = 3;
    for (; from < text->len; from++)
        if (text->data[from] != '\r' || from + 1 == text->len || text->data[from + 1] != '\n')
            text->data[to++] = text->data[from];
    buf_cut(text, to);
}

/* Reads what the editor left. False with errno where that fails. */
static bool read_text(const char *path, struct buf *text)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    bool good = fd >= 0 && file_read_all(&file_calls_system, fd, TEXT_MAX, text);
    if (fd >= 0)
        close(fd);
    if (good)
        take_marks_off(text);
    if (good && text->len && text->data[text->len - 1] == '\n')
        buf_cut(text, text->len - 1);
    return good;
}

/* Hands the edited text to the program; false, with the reason shown, where that fails. */
static bool take_text(struct app *app, int status, const char *editor, struct slice text)
{
    if (status != 0 && status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 127)
        app_say(app, SAY_DONE, _("the editor \"%s\" cannot be started; set EDITOR"), editor);
    else if (status != 0)
        app_say(app, SAY_DONE, _("the editor \"%s\" failed"), editor);
    else if (utf8_valid_length(text) != text.len || (text.len && memchr(text.data, '\0', text.len)))
        app_say(app, SAY_DONE, _("the edited text is not UTF-8"));
    else
        return app_editor_done(app, text);
    return false;
}

/* What was typed in the editor and can't be taken is not thrown away. */
static void keep_text(struct loop *loop, const char *path)
{
    app_say_more(loop->app, _("the text is in %s"), path);
    if (loop->ended)
        diags_add(loop->diags, path, 0, 0, "%s", _("the text from the editor is kept here"));
}

static void edit_file(struct loop *loop, const char *editor, char *path, struct slice given)
{
    struct buf text = BUF_INIT;
    term_pause(loop->term);
    int status = run_editor(editor, path, loop);
    if (!loop->ended)
        term_resume(loop->term);
    bool read = read_text(path, &text);
    bool taken = read && take_text(loop->app, status, editor, buf_slice(&text));
    if (taken && loop->ended)
        taken = loop_save(loop);
    if (taken || (read && slice_equal(buf_slice(&text), given)))
        unlink(path);
    else
        keep_text(loop, path);
    buf_release(&text);
}

void editor_run(struct loop *loop)
{
    struct buf path = BUF_INIT, given = BUF_INIT;
    buf_add_slice(&given, app_editor_text(loop->app));
    app_pausing(loop->app);
    if (write_temporary(&path, buf_slice(&given)))
        edit_file(loop, chosen_editor(), path.data, buf_slice(&given));
    else
        app_say(loop->app, SAY_DONE, _("no temporary file for the editor: %s"), strerror(errno));
    buf_release(&path);
    buf_release(&given);
}
