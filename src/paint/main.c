/*
 * cjm-tui-paint: draws the map on standard input as PDF or PNG. cjm-tui runs it, so that the
 * libraries that draw cost nothing where nobody draws (src/export/picture/painted.c).
 *
 *     cjm-tui-paint pdf|png SIZE LANES PERSONA DPI MAP TEXTS LANGUAGE
 *     cjm-tui-paint cells MAP PHOTO COLUMNSxROWS SHADES dark|light TEXTS LANGUAGE
 *
 * MAP is the path of the file that the map is from: photos are beside it. TEXTS is the folder of
 * the catalogues; LANGUAGE is that of labels and messages. Words that are "" are not given. Each
 * file on standard output has its length on a line before it. Cells (paint/cells.h) are for the
 * screen, without a map on standard input; messages come on standard output, too.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/locale/locale.h"
#include "paint/cairo.h"
#include "paint/cells.h"
#include "store/store.h"

enum { ARGUMENTS = 9 };

#ifdef __SANITIZE_ADDRESS__
/* The library of fonts keeps what it read until the end; the layout is looked at by unit tests.
 * Options of the environment do not overrule this. */
int __lsan_is_turned_off(void);
int __lsan_is_turned_off(void)
{
    return 1;
}
#endif

static const char *given(const char *word)
{
    return *word ? word : NULL;
}

static bool put(struct slice file)
{
    return printf("%zu\n", file.len) > 0 && fwrite(file.data, 1, file.len, stdout) == file.len;
}

static enum status paint_all(
    struct poster *poster, const char *format, int dpi, struct diags *diags)
{
    bool pdf = strcmp(format, "pdf") == 0;
    size_t files = pdf ? 1 : poster_pages(poster);
    enum status status = STATUS_OK;
    for (size_t i = 0; i < files && status == STATUS_OK; i++) {
        struct buf file = BUF_INIT;
        status = pdf ? paint_pdf(poster, &file, diags) : paint_png(poster, i, dpi, &file, diags);
        if (status == STATUS_OK && !put(buf_slice(&file)))
            status = STATUS_SYSTEM;
        buf_release(&file);
    }
    if (status == STATUS_OK && fflush(stdout) != 0) {
        diags_add(diags, NULL, 0, 0, _("cannot write the picture: %s"), strerror(errno));
        status = STATUS_SYSTEM;
    }
    return status;
}

static enum status paint_map(char **argv, struct diags *diags)
{
    struct map map;
    struct poster_options options = { .size = given(argv[2]),
        .lanes = given(argv[3]),
        .persona = given(argv[4]),
        .path = given(argv[6]) };
    map_begin(&map);
    enum status status = store_read(&map, "-", SIZE_MAX / 2, diags);
    struct poster *poster = status == STATUS_OK ? poster_new(&map, &options, diags) : NULL;
    if (poster)
        status = paint_all(poster, argv[1], atoi(argv[5]), diags);
    else if (status == STATUS_OK)
        status = STATUS_BAD;
    poster_free(poster);
    map_release(&map);
    return status;
}

static enum status put_cells(char **argv, struct diags *diags)
{
    struct buf cells = BUF_INIT;
    enum status status = paint_cells(
        given(argv[2]), argv[3], argv[4], argv[5], argv[6], &cells, diags);
    fwrite(cells.data, 1, cells.len, stdout);
    buf_release(&cells);
    return status;
}

int main(int argc, char **argv)
{
    struct diags diags = DIAGS_INIT;
    locale_setup();
    if (argc != ARGUMENTS) {
        fputs(_("cjm-tui-paint is run by cjm-tui export\n"), stderr);
        return STATUS_BAD;
    }
    i18n_set_folder(argv[7]);
    if (*argv[8])
        i18n_use(i18n_find(argv[8]));
    else
        locale_use_language();
    bool cells = strcmp(argv[1], "cells") == 0;
    enum status status = cells ? put_cells(argv, &diags) : paint_map(argv, &diags);
    for (size_t i = 0; i < diags.count; i++) {
        struct buf line = BUF_INIT;
        diag_format(&diags.items[i], &line);
        fprintf(cells ? stdout : stderr, "%s\n", line.data);
        buf_release(&line);
    }
    diags_release(&diags);
    return (int)status;
}
