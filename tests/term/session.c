#include "term/session.h"

#include <grp.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "support.h"

const char session_map[] = "cjm: 1\n"
                           "title: A shop\n"
                           "stages:\n"
                           "  - name: Find\n"
                           "    touchpoints:\n"
                           "      - name: Advert\n"
                           "        emotion: 1\n"
                           "      - name: Search\n"
                           "        emotion: -1\n"
                           "  - name: Buy\n"
                           "    touchpoints: [Checkout]\n";

enum { ENVIRONMENT_MAX = 8, OWN_ENVIRONMENT = 6 };

static char *joined(const char *before, const char *after)
{
    struct buf text = BUF_INIT;
    buf_addf(&text, "%s%s", before, after);
    char *copy = mem_copy_string(text.data);
    buf_release(&text);
    return copy;
}

static void write_beside(const char *folder, const char *name, const char *text)
{
    char *path = joined(folder, name);
    test_write(path, slice_of(text));
    free(path);
}

static void start_program(
    struct session *session, const char *folder, const char *const *environment)
{
    const char *all[OWN_ENVIRONMENT + ENVIRONMENT_MAX + 1] = { NULL };
    char *home = joined("HOME=", folder);
    char *state = joined("XDG_STATE_HOME=", folder);
    const char *own[OWN_ENVIRONMENT] = { home, state, "EDITRC", "VISUAL", "LC_ALL=C.UTF-8",
        "LANGUAGE" };
    size_t count = 0;
    for (size_t i = 0; i < OWN_ENVIRONMENT; i++)
        all[count++] = own[i];
    for (size_t i = 0; environment && environment[i] && i < ENVIRONMENT_MAX; i++)
        all[count++] = environment[i];
    vt_start(&session->vt, &(struct vt_options){ .environment = all,
                               .arguments = (const char *[]){
                                   TOP_BUILDDIR "/src/cjm-tui", session->path.data, NULL } });
    free(home);
    free(state);
}

void session_start(
    struct session *session, const char *map, const char *const *environment, const char *editrc)
{
    session->folder = test_folder();
    buf_init(&session->path);
    buf_init(&session->file);
    buf_addf(&session->path, "%s/shop.yaml", session->folder);
    test_write(session->path.data, slice_of(map ? map : session_map));
    if (editrc)
        write_beside(session->folder, "/.editrc", editrc);
    start_program(session, session->folder, environment);
}

void session_join(struct session *session, const struct session *first)
{
    session->folder = NULL;
    buf_init(&session->path);
    buf_init(&session->file);
    buf_add_slice(&session->path, buf_slice(&first->path));
    start_program(session, first->folder, NULL);
    session_expect(session, "Checkout");
}

struct nobody {
    const char *program, *path;
};

static int run_as_nobody(void *context)
{
    struct nobody *nobody = context;
    setenv("LC_ALL", "C.UTF-8", 1);
    setenv("HOME", "/nonexistent", 1);
    if (setgroups(0, NULL) != 0 || setgid(65534) != 0 || setuid(65534) != 0)
        return 9;
    execl(nobody->program, nobody->program, nobody->path, (char *)NULL);
    return 9;
}

/* The build folder may be closed to others. */
static void copy_program(const char *folder, struct buf *path)
{
    struct buf bytes = BUF_INIT;
    buf_addf(path, "%s/program", folder);
    test_read(TEST_BUILT("src/cjm-tui"), &bytes);
    unlink(path->data);
    test_write(path->data, buf_slice(&bytes));
    cr_assert_eq(chmod(path->data, 0755), 0);
    buf_release(&bytes);
}

void session_join_as_nobody(struct session *session, const struct session *first)
{
    struct buf program = BUF_INIT;
    *session = (struct session){ .path = BUF_INIT, .file = BUF_INIT };
    copy_program(first->folder, &program);
    struct stat folder;
    cr_assert_eq(stat(first->folder, &folder), 0);
    cr_assert_eq(chmod(first->folder, (folder.st_mode & 07777) | 0555), 0);
    struct nobody nobody = { program.data, first->path.data };
    vt_start(&session->vt, &(struct vt_options){ .run = run_as_nobody, .context = &nobody });
    buf_release(&program);
}

void session_open(struct session *session)
{
    session_start(session, NULL, NULL, NULL);
    session_expect(session, "Checkout");
}

void session_end(struct session *session)
{
    vt_end(&session->vt);
    if (session->folder)
        test_remove_folder(session->folder);
    buf_release(&session->path);
    buf_release(&session->file);
}

const char *session_file(struct session *session)
{
    buf_clear(&session->file);
    test_read(session->path.data, &session->file);
    return session->file.data;
}
