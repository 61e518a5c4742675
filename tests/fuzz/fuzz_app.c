/*
 * The text of a map, a NUL byte, and what a user does with it: keys, lines, pastes, the mouse,
 * other sizes of the screen, and what another does meanwhile. The cursor is always on what is
 * selected; the map can be written.
 */
#include "fuzz.h"
#include "unit/random_user.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "app/core/state.h"
#include "store/store.h"

enum { EVENTS_MAX = 25 };

static void act_all(const char *text)
{
    struct random_user user = { .width = 80, .height = 24, .text = BUF_INIT };
    int back = open(".", O_RDONLY);
    open_map(&user.f, text);
    if (chdir(user.f.folder) != 0)
        fuzz_fail("no folder");
    user.joined = text && fuzz_below(4) == 0;
    if (user.joined)
        join_map(&user.other, &user.f);
    user_collect_commands(&user);
    user_show(&user);
    while (user.events < EVENTS_MAX && fuzz_more() && !app_ending(user.f.app))
        user_act(&user);
    if (user.f.app->open)
        fuzz_check_map(&user.f.app->session.map);
    if (user.joined)
        close_map(&user.other);
    if (fchdir(back) != 0)
        fuzz_fail("no way back");
    close(back);
    close_map(&user.f);
    free(user.named);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct map map;
    fuzz_begin(data, size);
    struct slice part = fuzz_part();
    struct buf text = BUF_INIT;
    buf_add_slice(&text, part);
    bool good = !part.len || fuzz_read_map(&map, part);
    if (good)
        act_all(part.len ? text.data : NULL);
    if (part.len)
        map_release(&map);
    buf_release(&text);
    return 0;
}
