#include "support.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <ftw.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"

/* Criterion runs each test in a process of its own, started anew: a constructor is in all. */
__attribute__((constructor)) static void set_locale(void)
{
    static const char *const names[] = { "C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (setlocale(LC_CTYPE, names[i])) {
            setenv("LC_ALL", names[i], 1);
            return;
        }
    fputs("tests: there is no UTF-8 locale\n", stderr);
    exit(EXIT_FAILURE);
}

void test_read(const char *path, struct buf *out)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s: %s", path, strerror(errno));
    char part[4096];
    size_t len;
    while ((len = fread(part, 1, sizeof part, file)) > 0)
        buf_add(out, part, len);
    cr_assert_not(ferror(file), "%s: can't be read", path);
    fclose(file);
}

void test_write(const char *path, struct slice text)
{
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file, "%s: %s", path, strerror(errno));
    size_t written = text.len ? fwrite(text.data, 1, text.len, file) : 0;
    int closed = fclose(file);
    cr_assert(written == text.len && closed == 0, "%s: can't be written", path);
}

void test_golden(const char *path, struct slice got)
{
    const char *update = getenv("UPDATE");
    if (update && *update) {
        test_write(path, got);
        return;
    }
    struct buf want = BUF_INIT;
    test_read(path, &want);
    size_t line = 1, i = 0;
    for (; i < want.len && i < got.len && want.data[i] == got.data[i]; i++)
        line += want.data[i] == '\n';
    cr_expect(
        i == want.len && i == got.len, "%s:%zu: differs; got:\n%.*s", path, line, SLICE_ARG(got));
    buf_release(&want);
}

char *test_folder(void)
{
    const char *parent = getenv("TMPDIR");
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/cjm-test-XXXXXX", parent && *parent ? parent : "/tmp");
    char *folder = mem_copy_string(path.data);
    buf_release(&path);
    cr_assert_not_null(mkdtemp(folder), "%s: %s", folder, strerror(errno));
    return folder;
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *place)
{
    (void)info;
    (void)kind;
    (void)place;
    return remove(path);
}

void test_remove_folder(char *path)
{
    nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    free(path);
}

void test_wait_for_rest(void)
{
    nanosleep(&(struct timespec){ .tv_nsec = 600 * 1000000L }, NULL);
}

uint64_t test_number(const char *variable, uint64_t usual)
{
    const char *text = getenv(variable);
    return text && *text ? strtoull(text, NULL, 10) : usual;
}

void test_hang(void)
{
    alarm(60);
    for (;;)
        pause();
}
