#include "term/guided.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support.h"

void guided_set_up(struct guided *guided)
{
    memset(guided, 0, sizeof *guided);
    guided->folder = test_folder();
    buf_init(&guided->map);
    buf_init(&guided->home);
    buf_init(&guided->state);
    buf_init(&guided->data);
    buf_init(&guided->question);
    buf_init(&guided->file);
    buf_addf(&guided->map, "%s/tv.yaml", guided->folder);
    buf_addf(&guided->home, "HOME=%s", guided->folder);
    buf_addf(&guided->state, "XDG_STATE_HOME=%s", guided->folder);
    buf_addf(&guided->data, "XDG_DATA_HOME=%s", guided->folder);
}

void guided_tear_down(struct guided *guided)
{
    test_remove_folder(guided->folder);
    buf_release(&guided->map);
    buf_release(&guided->home);
    buf_release(&guided->state);
    buf_release(&guided->data);
    buf_release(&guided->question);
    buf_release(&guided->file);
}

void guided_start(struct guided *guided, const char *term, const char *preset)
{
    const char *environment[] = { guided->home.data, guided->state.data, guided->data.data, term,
        "EDITRC", "LC_ALL=C.UTF-8", "LANGUAGE", NULL };
    const char *arguments[] = { TOP_BUILDDIR "/src/cjm-tui", "guide", guided->map.data,
        preset ? "--preset" : NULL, preset, NULL };
    guided->seen = 0;
    vt_start(
        &guided->vt, &(struct vt_options){ .environment = environment, .arguments = arguments });
}

const char *guided_file(struct guided *guided)
{
    buf_clear(&guided->file);
    test_read(guided->map.data, &guided->file);
    return guided->file.data;
}

void guided_expect(struct guided *guided, const char *text)
{
    cr_assert(
        vt_wait(&guided->vt, text), "no \"%s\" on the screen:\n%s", text, vt_screen(&guided->vt));
}

void guided_expect_end(struct guided *guided)
{
    cr_assert_eq(vt_wait_exit(&guided->vt), 0, "%s", vt_screen(&guided->vt));
    vt_end(&guided->vt);
}
