#include "app_support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/text.h"
#include "session/session.h"
#include "store/store.h"
#include "support.h"

/* 2026-11-21 14:02 UTC */
static time_t fixed_time = 1795269720;

static time_t fixed_now(void *context)
{
    (void)context;
    return fixed_time;
}

static const struct clock fixed_clock = { fixed_now, NULL };

/* What is saved is in the file at once. */
static const struct session_system fixed_system = {
    .calls = &file_calls_system, .journal_large = 1024 * 1024, .no_threads = true
};

static void start(struct fixture *f, const char *path, const char *config)
{
    struct diags diags = DIAGS_INIT;
    enum status status;
    struct app_options options = {
        .clock = &fixed_clock,
        .system = &fixed_system,
        .path = path,
        .max_size = STORE_MAX_SIZE,
        .config = config,
    };
    f->app = app_open(&options, &diags, &status);
    cr_assert_not_null(f->app, "%s", diags.count ? diags.items[0].text : "?");
    diags_release(&diags);
}

void open_map_with(struct fixture *f, const char *text, const char *config)
{
    setenv("TZ", "UTC", 1);
    *f = (struct fixture){ .folder = test_folder(), .path = BUF_INIT };
    setenv("XDG_STATE_HOME", f->folder, 1);
    setenv("XDG_DATA_HOME", f->folder, 1);
    buf_addf(&f->path, "%s/map.yaml", f->folder);
    if (text)
        test_write(f->path.data, slice_of(text));
    start(f, text ? f->path.data : NULL, config);
}

void open_map(struct fixture *f, const char *text)
{
    open_map_with(f, text, NULL);
}

void join_map(struct fixture *f, const struct fixture *other)
{
    *f = (struct fixture){ .path = BUF_INIT };
    start(f, other->path.len ? other->path.data : NULL, NULL);
}

void pass_time(int seconds)
{
    fixed_time += seconds;
}

void close_map(struct fixture *f)
{
    app_close(f->app);
    canvas_release(&f->canvas);
    buf_release(&f->path);
    if (f->folder)
        test_remove_folder(f->folder);
}

void look(struct fixture *f)
{
    app_others(f->app);
    draw(f, 80, 24);
}

/* Where only the cursor moved, the picture that is drawn over the last one is the same as a new
 * one.
 */
void draw(struct fixture *f, int width, int height)
{
    bool moved = app_only_moved(f->app) && f->canvas.width == width && f->canvas.height == height &&
                 f->was_ascii == f->canvas.ascii;
    size_t size = (size_t)width * (size_t)height * sizeof(struct cell);
    struct canvas over = f->canvas;
    if (moved) {
        over.cells = mem_alloc(size);
        memcpy(over.cells, f->canvas.cells, size);
        app_draw(f->app, &over);
    }
    canvas_reset(&f->canvas, width, height);
    app_draw(f->app, &f->canvas);
    f->was_ascii = f->canvas.ascii;
    if (!moved)
        return;
    cr_assert_eq(memcmp(over.cells, f->canvas.cells, size), 0, "drawn over the last picture");
    cr_assert_eq(over.cursor_x, f->canvas.cursor_x);
    cr_assert_eq(over.cursor_y, f->canvas.cursor_y);
    cr_assert_eq(over.later.top, f->canvas.later.top);
    cr_assert_eq(over.later.bottom, f->canvas.later.bottom);
    free(over.cells);
}

void type(struct fixture *f, const char *keys)
{
    for (struct slice rest = slice_of(keys); rest.len;) {
        struct prompt *prompt = app_prompt(f->app);
        uint32_t code = utf8_next(&rest);
        if (prompt && code == '\r') {
            app_prompt_accept(f->app);
        } else if (prompt && code == '\033') {
            app_prompt_cancel(f->app);
        } else if (prompt) {
            buf_add_codepoint(&prompt->text, code);
            prompt->cursor = prompt->text.len;
            app_prompt_changed(f->app);
        } else {
            app_key(f->app, &(struct key){ .code = code });
        }
        draw(f, 80, 24);
    }
}

void press(struct fixture *f, uint32_t code)
{
    app_key(f->app, &(struct key){ .code = code });
    draw(f, 80, 24);
}

void picture(const struct fixture *f, struct buf *out)
{
    for (int y = 0; y < f->canvas.height; y++) {
        canvas_row_text(&f->canvas, y, out);
        buf_add_char(out, '\n');
    }
}

bool shows(const struct fixture *f, const char *text)
{
    struct buf out = BUF_INIT;
    picture(f, &out);
    bool found = strstr(out.data, text) != NULL;
    buf_release(&out);
    return found;
}

void expect_file(const struct fixture *f, const char *wanted)
{
    struct buf text = BUF_INIT;
    test_read(f->path.data, &text);
    cr_expect_str_eq(text.data, wanted);
    buf_release(&text);
}

void tick_until(struct fixture *f, const char *text)
{
    for (int i = 0; i < 100 && !shows(f, text); i++) {
        int wait = app_tick(f->app);
        cr_assert(wait > 0 && wait < 1000, "%d", wait);
        nanosleep(&(struct timespec){ .tv_nsec = wait * 1000000L }, NULL);
        app_ticked(f->app);
        draw(f, 120, 24);
    }
    cr_expect(shows(f, text));
    cr_expect(app_tick(f->app) == -1);
}
