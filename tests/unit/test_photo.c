/* Photos of personas: which files are taken, and where they go. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "export/export.h"
#include "export/photo/photo.h"
#include "support.h"
#include "unit/store_support.h"

/* One dot. */
static const char png[] =
    "\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0\x1F\x15\xC4\x89\0\0\0\rIDAT"
    "x\x9C\x63\xF8\x7F\xE0\xC3\x7F\0\x09\x20\x03\xAF\x82\x32\xE5\x6D\0\0\0\0IEND\xAE\x42\x60\x82";
/* 3 wide, 2 high, without a picture. */
static const char jpeg[] = "\xFF\xD8\xFF\xE0\0\x04xx\xFF\xC2\0\x0B\x08\0\2\0\3\1\1\x11\0"
                           "\xFF\xDA\0\x08\1\1\0\0\x3F\0picture\xFF\xD9";

#define BYTES(array)               \
    (struct slice)                 \
    {                              \
        (array), sizeof(array) - 1 \
    }

/* --- what is a photo --- */

Test(photo, kinds_and_dimensions)
{
    struct photo photo;
    cr_assert(photo_look(BYTES(png), &photo));
    cr_expect(!photo.is_jpeg && photo.width == 1 && photo.height == 1);
    cr_assert(photo_look(BYTES(jpeg), &photo));
    cr_expect(photo.is_jpeg && photo.width == 3 && photo.height == 2);
    cr_expect_not(photo_look(SLICE("GIF89a"), &photo));
    cr_expect_not(photo_look(SLICE(""), &photo));
    cr_expect_not(photo_look(SLICE("<svg/>"), &photo));
}

/* No beginning of a photo is one, and no changed byte leads out of the file. */
Test(photo, cut_and_changed)
{
    static const struct slice whole[] = { { png, sizeof png - 1 }, { jpeg, sizeof jpeg - 1 } };
    struct photo photo;
    for (size_t i = 0; i < 2; i++)
        for (size_t len = 0; len < whole[i].len; len++) {
            char *cut = malloc(len + 1);
            memcpy(cut, whole[i].data, len);
            cr_expect_not(photo_look((struct slice){ cut, len }, &photo), "%zu: %zu", i, len);
            for (int byte = 0; byte < 256; byte += 5) {
                cut[len] = (char)byte;
                photo_look((struct slice){ cut, len + 1 }, &photo);
            }
            free(cut);
        }
}

/* --- which files are read --- */

static void write_photo(const char *folder, const char *name, struct slice bytes)
{
    struct buf path = BUF_INIT;
    buf_addf(&path, "%s/%s", folder, name);
    test_write(path.data, bytes);
    buf_release(&path);
}

static void make_folder(const char *folder)
{
    struct buf path = BUF_INIT, large = BUF_INIT, wide = BUF_INIT;
    buf_addf(&path, "%s/img", folder);
    cr_assert_eq(mkdir(path.data, 0700), 0);
    write_photo(folder, "img/anna.png", BYTES(png));
    write_photo(folder, "img/cut.png", (struct slice){ png, sizeof png - 9 });
    buf_add_slice(&large, BYTES(png));
    buf_add_repeated(&large, '\0', PHOTO_BYTES_MOST);
    write_photo(folder, "img/large.png", buf_slice(&large));
    buf_add_slice(&wide, BYTES(png));
    memcpy(wide.data + 16, "\0\0\xFF\xFF\0\0\xFF\xFF", 8);
    write_photo(folder, "img/wide.png", buf_slice(&wide));
    buf_addf(&path, "/link.png");
    cr_assert_eq(symlink("anna.png", path.data), 0);
    buf_clear(&path);
    buf_addf(&path, "%s/other", folder);
    cr_assert_eq(symlink("img", path.data), 0);
    buf_addf(&path, ".fifo");
    cr_assert_eq(mkfifo(path.data, 0700), 0);
    buf_release(&path);
    buf_release(&large);
    buf_release(&wide);
}

Test(photo, files)
{
    static const struct {
        const char *path, *said; /* NULL: it is read */
    } rows[] = {
        { "img/anna.png", NULL },
        { "./img//anna.png", NULL },
        { "img/none.png", "img/none.png: this photo is left out: No such file or directory" },
        { "img/cut.png", "it is no PNG or JPEG file, or a broken one" },
        { "img/large.png", "it is over 4 MiB" },
        { "img/wide.png", "it has over 40 megapixels" },
        { "img/link.png", "it must lie in the map's folder, behind no link" },
        { "other/anna.png", "it must lie in the map's folder, behind no link" },
        { "img/../img/anna.png", "it must lie in the map's folder, behind no link" },
        { "/etc/passwd", "it must lie in the map's folder, behind no link" },
        { ".map.yaml.cjm/lock", "hidden files are not read" },
        { "img/./.anna.png", "hidden files are not read" },
        { "img", "img: this photo is left out: Invalid argument" },
        { "other.fifo", "Invalid argument" },
        { "https://localhost/anna.png",
            "nothing is fetched from the web; put the file beside the map" },
    };
    char *folder = test_folder();
    struct buf map = BUF_INIT;
    make_folder(folder);
    buf_addf(&map, "%s/map.yaml", folder);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct diags diags = DIAGS_INIT;
        struct buf said = BUF_INIT;
        struct photo *photo = photo_read(map.data, slice_of(rows[i].path), &diags);
        take_messages(&diags, &said);
        cr_expect_eq(!photo, rows[i].said != NULL, "%s", rows[i].path);
        cr_expect(rows[i].said ? strstr(said.data, rows[i].said) != NULL : said.len == 0, "%s: %s",
            rows[i].path, said.data);
        photo_free(photo);
        buf_release(&said);
        diags_release(&diags);
    }
    buf_release(&map);
    test_remove_folder(folder);
}

/* To close a file lets go of all that the process has locked in it. */
Test(photo, leaves_the_locks_of_the_map)
{
    char *folder = test_folder();
    struct buf path = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
    buf_addf(&path, "%s/.map.yaml.cjm", folder);
    cr_assert_eq(mkdir(path.data, 0700), 0);
    buf_adds(&path, "/lock");
    int fd = open(path.data, O_RDWR | O_CREAT, 0600);
    cr_assert_eq(fcntl(fd, F_SETLK, &lock), 0);
    buf_clear(&path);
    buf_addf(&path, "%s/map.yaml", folder);
    cr_expect_null(photo_read(path.data, SLICE(".map.yaml.cjm/lock"), &diags));
    pid_t child = fork();
    if (child == 0)
        _exit(fcntl(fd, F_GETLK, &lock) != 0 || lock.l_type != F_WRLCK);
    int state;
    cr_assert_eq(waitpid(child, &state, 0), child);
    cr_expect(WIFEXITED(state) && WEXITSTATUS(state) == 0, "it is locked no longer");
    close(fd);
    diags_release(&diags);
    buf_release(&path);
    test_remove_folder(folder);
}

/* --- where it goes --- */

static void expect_export(const struct map *map, const struct export_options *options,
    const char *format, const char *wanted, const char *said)
{
    struct buf out = BUF_INIT, messages = BUF_INIT;
    struct diags diags = DIAGS_INIT;
    cr_assert_eq(
        export_format_named(format)->write(map, options, &out, &diags), STATUS_OK, "%s", format);
    take_messages(&diags, &messages);
    cr_expect_str_eq(messages.data, said, "%s", format);
    cr_expect_gt(out.len, 0);
    if (wanted) {
        const char *at = strstr(out.data, wanted);
        cr_assert_not_null(at, "%s", format);
        cr_expect_null(strstr(at + 1, wanted), "%s: one persona has a photo", format);
    }
    buf_release(&out);
    buf_release(&messages);
    diags_release(&diags);
}

Test(photo, exports)
{
    static const char data[] = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
                               "AAAADUlEQVR4nGP4f+DDfwAJIAOvgjLlbQAAAABJRU5ErkJggg==\"";
    static const char said[] = "img/none.png: this photo is left out: No such file or directory\n";
    char *folder = test_folder();
    struct buf path = BUF_INIT;
    struct map map;
    make_folder(folder);
    buf_addf(&path, "%s/map.yaml", folder);
    read_map(&map, SLICE("cjm: 1\ntitle: Photos\npersonas:\n"
                         "  - {name: Anna, photo: img/anna.png}\n"
                         "  - {name: Ben, photo: img/none.png}\n"
                         "stages: [{name: Buy, touchpoints: [Pay]}]\n"));
    const struct export_options options = { .path = path.data };
    const char *painter = TEST_BUILT("src/cjm-tui-paint");
    expect_export(&map, &options, "svg", data, said);
    expect_export(&map, &options, "html", data, said);
    if (access(painter, X_OK) == 0) {
        setenv("CJM_TUI_PAINT", painter, 1);
        expect_export(&map, &options, "pdf", NULL, said);
        expect_export(&map, &options, "png", NULL, said);
        write_photo(folder, "img/none.png", BYTES(jpeg));
        expect_export(
            &map, &options, "png", NULL, "a photo is left out: it cannot be read as a picture\n");
    }
    map_release(&map);
    buf_release(&path);
    test_remove_folder(folder);
}
