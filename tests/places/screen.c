/*
 * usage: screen MAP KEYS [OTHERS-KEYS]
 *
 * Opens the map as the program does, types KEYS, and prints the screen, for tests/test_places. With
 * OTHERS-KEYS another opens the same map before, and types those. "{Enter}", "{Esc}", "{Tab}"
 * and "{F1}" are these keys.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/app.h"
#include "store/store.h"

enum { WIDTH = 100, HEIGHT = 400 /* all of the help */ };

static struct app *open_app(const char *path)
{
    struct diags diags = DIAGS_INIT;
    enum status status;
    struct app_options options = {
        .clock = &clock_system, .path = path, .max_size = STORE_MAX_SIZE
    };
    struct app *app = app_open(&options, &diags, &status);
    if (!app)
        exit(EXIT_FAILURE);
    diags_release(&diags);
    return app;
}

/* Takes a key off the text. */
static uint32_t next_key(const char **keys)
{
    static const struct {
        const char *name;
        uint32_t code;
    } names[] = { { "{Enter}", K_ENTER }, { "{Esc}", K_ESC }, { "{Tab}", K_TAB },
        { "{F1}", K_F1 } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strncmp(*keys, names[i].name, strlen(names[i].name)) == 0) {
            *keys += strlen(names[i].name);
            return names[i].code;
        }
    return (unsigned char)*(*keys)++;
}

static void type_in(struct prompt *prompt, struct app *app, uint32_t code)
{
    struct completions found = { 0 };
    if (code == K_TAB && prompt->complete) {
        prompt->complete(prompt->context, buf_slice(&prompt->text), &found);
        completions_clear(&prompt->shown);
        for (size_t i = 0; i < found.count; i++)
            completions_add(&prompt->shown, slice_of(found.items[i]));
        completions_clear(&found);
        free(found.items);
    } else if (code == K_ENTER) {
        app_prompt_accept(app);
    } else if (code == K_ESC) {
        app_prompt_cancel(app);
    } else {
        buf_add_codepoint(&prompt->text, code);
        prompt->cursor = prompt->text.len;
        app_prompt_changed(app);
    }
}

static void draw(struct app *app, struct canvas *canvas)
{
    canvas_reset(canvas, WIDTH, HEIGHT);
    app_draw(app, canvas);
}

static void type(struct app *app, const char *keys, struct canvas *canvas)
{
    draw(app, canvas);
    while (*keys) {
        uint32_t code = next_key(&keys);
        struct prompt *prompt = app_prompt(app);
        if (prompt)
            type_in(prompt, app, code);
        else
            app_key(app, &(struct key){ .code = code });
        draw(app, canvas);
    }
}

/* Is there until the pipe is closed. */
static void be_another(const char *path, const char *keys, const int done[2], int ready)
{
    struct canvas canvas = CANVAS_INIT;
    struct app *app = open_app(path);
    char byte = 0;
    close(done[1]);
    type(app, keys, &canvas);
    /* While nobody else is here one's place is told a second later. */
    nanosleep(&(struct timespec){ .tv_sec = 1, .tv_nsec = 200000000 }, NULL);
    app_others(app);
    app_pausing(app);
    if (write(ready, &byte, 1) != 1 || read(done[0], &byte, 1) != 0)
        _exit(EXIT_FAILURE);
    canvas_release(&canvas);
    app_close(app);
    _exit(EXIT_SUCCESS);
}

int main(int argc, char **argv)
{
    struct canvas canvas = CANVAS_INIT;
    struct buf out = BUF_INIT;
    int done[2], ready[2];
    char byte;
    if (argc < 3 || !setlocale(LC_CTYPE, "C.UTF-8") || pipe(done) != 0 || pipe(ready) != 0)
        return EXIT_FAILURE;
    if (argc > 3 && fork() == 0)
        be_another(argv[1], argv[3], done, ready[1]);
    if (argc > 3 && read(ready[0], &byte, 1) != 1)
        return EXIT_FAILURE;
    struct app *app = open_app(argv[1]);
    app_others(app);
    type(app, argv[2], &canvas);
    for (int y = 0; y < HEIGHT; y++) {
        canvas_row_text(&canvas, y, &out);
        buf_add_char(&out, '\n');
    }
    fputs(out.data, stdout);
    app_close(app);
    canvas_release(&canvas);
    buf_release(&out);
    close(done[1]);
    while (waitpid(-1, NULL, 0) > 0)
        ;
    return EXIT_SUCCESS;
}
