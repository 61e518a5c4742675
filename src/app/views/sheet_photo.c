#include "app/views/sheet_photo.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/views/portrait.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "export/picture/painter.h"

enum {
    COLUMNS_LARGE = 20, /* as large as a text portrait may be, */
    ROWS_LARGE = 10,
    ROOMY = 20,     /* on sheets of so many rows */
    LOOK = 20,      /* ms */
    LATEST = 10000, /* ms */
    READS = 16      /* at once, of what is there */
};

struct sheet_photo {
    struct buf key; /* what was asked for: the words of the other program, each with a NUL */
    int columns, rows;
    pid_t child; /* 0: it is over */
    int pipe;
    int64_t began; /* ms */
    struct buf said;
    bool plain; /* in the screen's own colours */
    bool here;  /* what was said are its cells */
    bool asked; /* by the last picture */
};

/* --- the other program --- */

enum { WORDS = 8 };

static bool make_pipe(int ends[2])
{
    if (pipe(ends) != 0)
        return false;
    for (int i = 0; i < 2; i++)
        fcntl(ends[i], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return true;
}

static void start(struct sheet_photo *photo, const char *const words[WORDS])
{
    int ends[2], nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing >= 0 && make_pipe(ends)) {
        photo->child = painter_start(words, WORDS, (int[]){ nothing, ends[1], nothing });
        close(ends[1]);
        if (photo->child)
            photo->pipe = ends[0];
        else
            close(ends[0]);
    }
    if (nothing >= 0)
        close(nothing);
    photo->began = clock_ms();
}

static void end_child(struct sheet_photo *photo)
{
    if (!photo->child)
        return;
    kill(photo->child, SIGKILL); /* it has said all, or it is not wanted */
    while (waitpid(photo->child, NULL, 0) < 0 && errno == EINTR)
        ;
    close(photo->pipe);
    photo->child = 0;
}

/* False: there will be no more, or there is too much. */
static bool read_some(struct sheet_photo *photo)
{
    enum { LINE = 24 };
    char piece[4096];
    ssize_t len = read(photo->pipe, piece, sizeof piece);
    if (len < 0)
        return errno == EINTR || errno == EAGAIN;
    buf_add(&photo->said, piece, (size_t)len);
    return len > 0 && photo->said.len < (size_t)(photo->columns * photo->rows + 1) * LINE;
}

/* --- the cells --- */

/* From a line "CHARACTER FG BG"; false: that is no cell. */
static bool next_cell(struct slice *rest, uint32_t *point, uint8_t *fg, uint8_t *bg)
{
    struct slice line;
    char *end;
    if (!slice_next_line(rest, &line))
        return false;
    *point = (uint32_t)strtoul(line.data, &end, 16);
    *fg = (uint8_t)strtoul(end, &end, 10);
    *bg = (uint8_t)strtoul(end, &end, 10);
    return end == line.data + line.len && *point >= ' ' && codepoint_width(*point) == 1;
}

static struct slice cells_of(const struct sheet_photo *photo)
{
    struct slice rest = buf_slice(&photo->said), line;
    return slice_next_line(&rest, &line) && slice_is(line, "cells") ? rest : SLICE_NONE;
}

static bool are_whole(const struct sheet_photo *photo)
{
    struct slice rest = cells_of(photo);
    uint32_t point;
    uint8_t fg, bg;
    int count = 0;
    while (next_cell(&rest, &point, &fg, &bg))
        count++;
    return !rest.len && count == photo->columns * photo->rows;
}

/* --- on the sheet --- */

static bool can_show(const struct canvas *canvas, struct area area)
{
#ifdef HAVE_CHAFA
    /* The blocks that it is made of may take two columns, as the selection's mark. */
    return canvas->shades && !canvas->wide[LINE_BAR] && area.width >= PORTRAIT_LEAST;
#else
    (void)canvas, (void)area;
    return false;
#endif
}

static void forget(struct sheet_photo *photo)
{
    end_child(photo);
    buf_release(&photo->key);
    buf_release(&photo->said);
    free(photo);
}

void sheet_photo_forget(struct app *app)
{
    if (app->photo)
        forget(app->photo);
    app->photo = NULL;
}

/* The one that was asked for with these words, or anew. */
static struct sheet_photo *ask(struct app *app, const char *const words[WORDS], bool large)
{
    struct buf key = BUF_INIT;
    for (int i = 0; i < WORDS; i++)
        buf_add(&key, words[i], strlen(words[i]) + 1);
    if (app->photo && slice_equal(buf_slice(&app->photo->key), buf_slice(&key))) {
        buf_release(&key);
        return app->photo;
    }
    sheet_photo_forget(app);
    struct sheet_photo *photo = mem_zalloc(sizeof *photo);
    photo->key = key;
    buf_init(&photo->said);
    photo->columns = large ? COLUMNS_LARGE : PORTRAIT_WIDTH;
    photo->rows = large ? ROWS_LARGE : PORTRAIT_HEIGHT;
    start(photo, words);
    app->photo = photo;
    return photo;
}

const struct sheet_photo *sheet_photo_of(
    struct app *app, const struct node *persona, const struct canvas *canvas, struct area area)
{
    const char *theme = theme_name(app->styles.theme);
    bool mono = canvas->shades == 2 || !strcmp(theme, "mono"), large = area.height >= ROOMY;
    if (!can_show(canvas, area) || !node_has(persona, PERSONA_PHOTO))
        return NULL;
    const char *const words[WORDS] = { "cells", app->session.path ? app->session.path : "",
        node_get(persona, PERSONA_PHOTO).data, large ? "20x10" : "12x6",
        mono                   ? "2"
        : canvas->shades == 16 ? "16"
                               : "256",
        strcmp(theme, "light") ? "dark" : "light", i18n_folder(), "" };
    struct sheet_photo *photo = ask(app, words, large);
    photo->plain = mono;
    photo->asked = true;
    return photo->child || photo->here ? photo : NULL;
}

struct area sheet_photo_draw(const struct sheet_photo *photo, struct canvas *canvas, int x, int y,
    const struct map *map, const struct node *persona)
{
    struct slice rest = cells_of(photo);
    uint32_t point;
    uint8_t fg, bg;
    if (canvas && !photo->here)
        draw_portrait(canvas, x, y, map, persona);
    for (int at = 0; canvas && photo->here && next_cell(&rest, &point, &fg, &bg); at++) {
        int column = x + at % photo->columns, row = y + at / photo->columns;
        if (photo->plain)
            canvas_fill(canvas, column, row, 1, STYLE_NORMAL, point);
        else
            canvas_dot(canvas, column, row, fg, bg, point);
    }
    return (struct area){ x, y, photo->columns, photo->rows };
}

/* --- while it comes --- */

int sheet_photo_wait(const struct app *app)
{
    return app->photo && app->photo->child ? LOOK : -1;
}

/* What the other program said in place of cells: one line. */
static void say_failure(struct app *app, const struct sheet_photo *photo)
{
    struct slice rest = buf_slice(&photo->said), line;
    if (slice_next_line(&rest, &line) && !slice_is(line, "cells"))
        app_say(app, SAY_TOLD, "%.*s", SLICE_ARG(line));
    else
        app_say(app, SAY_TOLD, "%s", _("a photo is left out: it cannot be read as a picture"));
}

void sheet_photo_look(struct app *app)
{
    struct sheet_photo *photo = app->photo;
    if (!photo || !photo->child)
        return;
    bool late = clock_ms() - photo->began > LATEST, more = true;
    for (int i = 0; i < READS && more; i++)
        more = read_some(photo);
    if (more && !late)
        return;
    end_child(photo);
    photo->here = are_whole(photo);
    if (!photo->here)
        say_failure(app, photo);
}

void sheet_photo_settle(struct app *app)
{
    if (app->photo && !app->photo->asked)
        sheet_photo_forget(app);
    if (app->photo)
        app->photo->asked = false;
}
