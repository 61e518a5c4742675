/* cjm-tui [MAP]: the full screen. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/app.h"
#include "base/i18n.h"
#include "base/user.h"
#include "cmd/cmd.h"
#include "session/session.h"
#include "tui/tui.h"

static bool has_examples(const struct buf *folder)
{
    struct buf example = BUF_INIT;
    buf_addf(&example, "%s/retail.yaml", folder->data);
    bool there = access(example.data, R_OK) == 0;
    buf_release(&example);
    return there;
}

/* Appends the folder of the installed examples, or of those beside the sources of a program that
 * was built and called there. False where there is neither. */
static bool find_examples(const char *program, struct buf *folder)
{
    buf_adds(folder, DATADIR "/examples");
    const char *slash = strrchr(program, '/');
    if (has_examples(folder) || !slash)
        return has_examples(folder);
    buf_clear(folder);
    buf_addf(folder, "%.*s/../examples", (int)(slash - program), program);
    return has_examples(folder);
}

/* When the map came from a pipe, keys come from the terminal itself. Where there is none, who opens
 * the screen says so. */
static void type_at_terminal(const char *path)
{
    if (!path || strcmp(path, "-") != 0 || isatty(STDIN_FILENO))
        return;
    int fd = open("/dev/tty", O_RDWR | O_CLOEXEC);
    if (fd < 0)
        return;
    dup2(fd, STDIN_FILENO);
    close(fd);
}

/* Is it the name of a map to begin? What looks like a mistyped command, or may be, is none. */
static bool is_new(const char *path)
{
    const char *dot = path ? strrchr(path, '.') : NULL;
    return dot && (strcmp(dot, ".yaml") == 0 || strcmp(dot, ".yml") == 0) && isatty(STDIN_FILENO) &&
           isatty(STDOUT_FILENO) && session_is_missing(path);
}

static enum status run(const struct arguments *arguments, struct diags *diags)
{
    const char *path = arguments->operand_count ? arguments->operands[0] : NULL;
    bool begins = is_new(path);
    if (begins && !tui_check(diags))
        return STATUS_SYSTEM;
    enum status status = begins ? session_create(path, &(struct new_map){ 0 }, diags) : STATUS_OK;
    if (status != STATUS_OK)
        return status;
    struct app_options options = {
        .clock = &clock_system,
        .path = path,
        .max_size = arguments->max_size,
        .theme = theme_for(getenv("COLORFGBG")),
        .given_theme = arguments->theme,
        .remember = true,
    };
    struct buf examples = BUF_INIT, config = BUF_INIT;
    if (user_folder("XDG_CONFIG_HOME", ".config", &config)) {
        buf_adds(&config, "/config");
        options.config = config.data;
    }
    if (!path && find_examples(arguments->program, &examples))
        options.data_dir = examples.data;
    struct tui_options tui = {
        .ascii = arguments->ascii,
        .ascii_only = !arguments->utf8,
        .color = arguments->color,
    };
    struct app *app = app_open(&options, diags, &status);
    if (app && begins)
        app_say(app, SAY_DONE, "%s", _("a new map: the file did not exist"));
    if (app && !arguments->utf8)
        app_say(app, SAY_DONE, "%s",
            _("this locale is not UTF-8: some letters are shown as ?, but nothing in the file "
              "changes"));
    type_at_terminal(path);
    if (app) {
        status = tui_run(app, &tui, diags);
        if (app_behind(app))
            diags_add(diags, path, 0, 0, "%s",
                _("the file does not have all changes yet; they are in the journal, and the next "
                  "start continues with them"));
        app_close(app);
    }
    buf_release(&examples);
    buf_release(&config);
    return status;
}

/* clang-format off */
const struct subcommand cmd_open = {
    .name = "", .operands = "[MAP]", .least = 0, .most = 1,
    .help = N_("open or begin a map on the screen; without MAP, show the start screen"),
    .run = run,
};
