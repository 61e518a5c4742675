/*
 * The event loop alone: the app and the terminal only count what is asked of them, and a child
 * plays the user and the others.
 */
#include "tui/term/loop.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tui/term/signals.h"

enum { FLOOD_MS = 400, GAP_MS = 20 };

/* --- an app and a terminal that count --- */

struct app {
    int news; /* what is watched; -1: nothing */
    int wait; /* from one look to the next */
    int gap, rest, tick;
    bool changes;   /* others change the picture each time */
    int64_t looked; /* in ms */
    int looks, rests, ticks, pictures, stops;
};

static int waits;

int app_watch(const struct app *app)
{
    return app->news;
}

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int app_watch_wait(const struct app *app)
{
    int64_t left = app->looked + app->wait - now_ms();
    waits++;
    return app->wait < 0 ? -1 : left < 0 ? 0 : (int)left;
}

struct prompt *app_prompt(struct app *app)
{
    (void)app;
    return NULL;
}

int app_watch_gap(const struct app *app)
{
    return app->gap;
}

bool app_others(struct app *app)
{
    char bytes[4096];
    app->looks++;
    app->looked = now_ms();
    while (app->news >= 0 && read(app->news, bytes, sizeof bytes) > 0)
        ;
    return app->changes;
}

int app_rest(const struct app *app)
{
    return app->rest;
}

void app_pausing(struct app *app)
{
    (void)app;
}

void app_rested(struct app *app)
{
    app->rests++;
    app->rest = -1;
}

int app_tick(const struct app *app)
{
    return app->tick;
}

void app_ticked(struct app *app)
{
    app->ticks++;
}

void app_draw(struct app *app, struct canvas *canvas)
{
    (void)canvas;
    app->pictures++;
}

bool app_only_moved(struct app *app)
{
    (void)app;
    return false;
}

enum status app_save_all(struct app *app, struct diags *diags)
{
    (void)app;
    (void)diags;
    return STATUS_OK;
}

int term_width(const struct terminal *term)
{
    (void)term;
    return 80;
}

int term_height(const struct terminal *term)
{
    (void)term;
    return 24;
}

int term_shades(const struct terminal *term)
{
    (void)term;
    return 0;
}

/* Of each picture, and what is told of the last one. */
static struct {
    size_t bytes;
    bool brief;
    int64_t at;
} picture;

size_t term_present(struct terminal *term, const struct canvas *canvas, bool brief)
{
    (void)term;
    (void)canvas;
    picture.brief = brief;
    picture.at = now_ms();
    return picture.bytes;
}

bool term_flush(struct terminal *term)
{
    (void)term;
    return true;
}

/* One that always takes more. */
int term_output(const struct terminal *term)
{
    static int fd = -1;
    (void)term;
    if (fd < 0)
        fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
    return fd;
}

void term_pause(struct terminal *term)
{
    (void)term;
}

void term_resume(struct terminal *term)
{
    (void)term;
}

void term_resize(struct terminal *term)
{
    (void)term;
}

void term_restore_now(void)
{
}

/* --- what happens to them --- */

struct scene {
    struct app app;
    struct loop loop;
    int64_t began;
    int keys[2], news[2];
    pid_t child;
};

static void nap(int ms)
{
    struct timespec time = { ms / 1000, ms % 1000 * 1000000L };
    while (nanosleep(&time, &time) != 0)
        ;
}

static int gone_ms(const struct scene *scene)
{
    return (int)(now_ms() - scene->began);
}

static void put(int fd, const char *bytes)
{
    if (write(fd, bytes, strlen(bytes)) < 0)
        _exit(1);
}

/* Others never stop, for FLOOD_MS. */
static void flood(const struct scene *scene)
{
    while (gone_ms(scene) < FLOOD_MS) {
        put(scene->news[1], "x");
        nap(1);
    }
}

/* Starts the child; a key q is the end of each play. */
static void begin(struct scene *scene, void (*play)(const struct scene *scene))
{
    waits = 0;
    cr_assert_eq(pipe(scene->keys), 0);
    cr_assert_eq(pipe(scene->news), 0);
    fcntl(scene->news[0], F_SETFL, O_NONBLOCK);
    cr_assert(dup2(scene->keys[0], STDIN_FILENO) >= 0);
    if (scene->app.news == 0)
        scene->app.news = scene->news[0];
    scene->loop = (struct loop){ .app = &scene->app, .escape_delay = 25 };
    keys_init(&scene->loop.keys);
    signals_start();
    scene->began = now_ms();
    scene->child = fork();
    if (scene->child == 0) {
        play(scene);
        put(scene->keys[1], "q");
        _exit(0);
    }
}

static uint32_t next_key(struct scene *scene)
{
    struct key key;
    cr_assert(loop_key(&scene->loop, &key));
    return key.code;
}

static void end(struct scene *scene)
{
    signals_end();
    waitpid(scene->child, NULL, 0);
    keys_release(&scene->loop.keys);
    canvas_release(&scene->loop.canvas);
    for (int i = 0; i < 2; i++) {
        close(scene->keys[i]);
        close(scene->news[i]);
    }
}

/* --- the tests --- */

static void one_then_quiet(const struct scene *scene)
{
    nap(100);
    put(scene->news[1], "x");
    nap(300);
}

Test(loop, wakes_only_for_news)
{
    struct scene scene = { .app = { .wait = -1, .rest = -1, .tick = -1, .changes = true } };
    begin(&scene, one_then_quiet);
    cr_expect_eq(next_key(&scene), 'q');
    cr_expect_eq(scene.app.looks, 1);
    cr_expect_eq(scene.app.pictures, 2, "the first, and that of others");
    cr_expect_leq(waits, 12, "%d: it does not turn in between", waits);
    end(&scene);
}

Test(loop, paints_nothing_that_did_not_change)
{
    struct scene scene = { .app = { .wait = -1, .rest = -1, .tick = -1 } };
    begin(&scene, one_then_quiet);
    cr_expect_eq(next_key(&scene), 'q');
    cr_expect_eq(scene.app.looks, 1);
    cr_expect_eq(scene.app.pictures, 1);
    end(&scene);
}

static void only_wait(const struct scene *scene)
{
    (void)scene;
    nap(FLOOD_MS);
}

Test(loop, looks_now_and_then_where_nobody_tells)
{
    struct scene scene = { .app = { .news = -1, .wait = 50, .rest = -1, .tick = -1 } };
    begin(&scene, only_wait);
    cr_expect_eq(next_key(&scene), 'q');
    int looks = gone_ms(&scene) / 50 + 1;
    cr_expect(scene.app.looks >= 2 && scene.app.looks <= looks, "%d looks", scene.app.looks);
    cr_expect_eq(scene.app.pictures, 1);
    end(&scene);
}

Test(loop, keeps_its_distance_in_a_crowd)
{
    struct scene scene = {
        .app = { .wait = -1, .gap = GAP_MS, .rest = -1, .tick = -1, .changes = true }
    };
    begin(&scene, flood);
    cr_expect_eq(next_key(&scene), 'q');
    int looks = gone_ms(&scene) / GAP_MS + 1;
    cr_expect(scene.app.looks >= 3 && scene.app.looks <= looks, "%d looks", scene.app.looks);
    cr_expect_leq(scene.app.pictures, scene.app.looks + 1);
    end(&scene);
}

/* In a crowd one's own rest and clock go on. */
Test(loop, does_not_take_others_for_its_user)
{
    for (int gap = 0; gap <= GAP_MS; gap += GAP_MS) {
        struct scene scene = { .app = { .wait = -1, .gap = gap, .rest = 100, .tick = 100 } };
        begin(&scene, flood);
        cr_expect_eq(next_key(&scene), 'q');
        cr_expect_eq(scene.app.rests, 1, "gap %d", gap);
        cr_expect(scene.app.ticks >= 2 && scene.app.ticks <= gone_ms(&scene) / 100,
            "gap %d: %d ticks", gap, scene.app.ticks);
        end(&scene);
    }
}

static void escape_and_flood(const struct scene *scene)
{
    put(scene->keys[1], "\033");
    flood(scene);
}

Test(loop, does_not_let_others_hold_up_a_key)
{
    struct scene scene = { .app = { .wait = -1, .rest = -1, .tick = -1, .changes = true } };
    begin(&scene, escape_and_flood);
    cr_expect_eq(next_key(&scene), K_ESC);
    cr_expect_lt(gone_ms(&scene), FLOOD_MS / 2);
    cr_expect_eq(next_key(&scene), 'q');
    cr_expect(scene.loop.keys.meta == false);
    end(&scene);
}

static void both_at_once(const struct scene *scene)
{
    put(scene->news[1], "x");
    put(scene->keys[1], "ab");
}

Test(loop, takes_keys_first)
{
    struct scene scene = { .app = { .wait = -1, .rest = -1, .tick = -1, .changes = true } };
    begin(&scene, both_at_once);
    waitpid(scene.child, NULL, 0);
    cr_expect_eq(next_key(&scene), 'a');
    cr_expect_eq(next_key(&scene), 'b');
    cr_expect_eq(next_key(&scene), 'q');
    cr_expect_eq(scene.app.looks + scene.app.pictures, 0);
    end(&scene);
}

/* Keys that come without end do not hide what others do for ever. */
static void keys_without_end(const struct scene *scene)
{
    put(scene->news[1], "x");
    for (int i = 0; i < 200; i++) {
        put(scene->keys[1], "a");
        nap(1);
    }
}

Test(loop, looks_between_many_keys)
{
    struct scene scene = { .app = { .wait = -1, .rest = -1, .tick = -1 } };
    begin(&scene, keys_without_end);
    while (next_key(&scene) != 'q')
        ;
    cr_expect_geq(scene.app.looks, 1);
    end(&scene);
}

static void stop_and_continue(const struct scene *scene)
{
    (void)scene;
    nap(100);
    kill(getppid(), SIGCONT);
    nap(100);
}

Test(loop, looks_at_once_after_a_stop)
{
    struct scene scene = { .app = { .news = -1, .wait = 60000, .rest = -1, .tick = -1 } };
    begin(&scene, stop_and_continue);
    cr_expect_eq(next_key(&scene), 'q');
    cr_expect_eq(scene.app.looks, 2, "at first, and then");
    end(&scene);
}

/* --- keys that keep coming --- */

enum { HELD_MS = 900, KEY_GAP_MS = 20 };

static void hold_a_key(const struct scene *scene)
{
    while (gone_ms(scene) < HELD_MS) {
        put(scene->keys[1], "a");
        nap(KEY_GAP_MS);
    }
    nap(600);
}

/* Gives when the last key came. */
static int64_t take_keys(struct scene *scene)
{
    int64_t last = 0;
    while (next_key(scene) != 'q')
        last = now_ms();
    return last;
}

Test(loop, paints_less_often_while_keys_keep_coming)
{
    static const struct {
        size_t bytes;
        int least, most;
    } rows[] = { { 10, 20, 60 }, { 200, 5, 12 }, { 2000, 4, 7 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct scene scene = { .app = { .wait = -1, .rest = -1, .tick = -1 } };
        picture.bytes = rows[i].bytes;
        begin(&scene, hold_a_key);
        int64_t last = take_keys(&scene);
        int pictures = scene.app.pictures, after = (int)(picture.at - last);
        cr_expect(pictures >= rows[i].least && pictures <= rows[i].most, "%zu bytes: %d pictures",
            rows[i].bytes, pictures);
        cr_expect_not(picture.brief, "%zu bytes: all of it is painted at the end", rows[i].bytes);
        cr_expect(after >= PACE_REST_MS - 5 && after <= 450, "%zu bytes: %d ms after the last key",
            rows[i].bytes, after);
        end(&scene);
    }
}

/* What is no answer to a key does not wait. */
static void resize_among_keys(const struct scene *scene)
{
    for (int i = 0; i < 20; i++) {
        put(scene->keys[1], "a");
        nap(KEY_GAP_MS);
        if (i == 15)
            kill(getppid(), SIGWINCH);
    }
}

Test(loop, paints_another_size_at_once)
{
    struct scene scene = { .app = { .wait = -1, .rest = -1, .tick = -1 } };
    picture.bytes = 100000;
    begin(&scene, resize_among_keys);
    int64_t last = take_keys(&scene);
    cr_expect_not(picture.brief);
    cr_expect(picture.at < last && picture.at > last - 5 * KEY_GAP_MS, "%d ms before the last key",
        (int)(last - picture.at));
    end(&scene);
}
