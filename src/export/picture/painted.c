/*
 * PDF and PNG: a program of its own draws them, with libraries that this one is not to load. It
 * gets the map as a file that is gone already, and gives its files and messages the same way.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/i18n.h"
#include "export/picture/painter.h"
#include "export/picture/picture.h"
#include "store/store.h"

enum { DPI = 150, DPI_LEAST = 72, DPI_MOST = 600 };

/* --- files --- */

static bool fill(FILE *file, struct slice text)
{
    return fwrite(text.data, 1, text.len, file) == text.len && fflush(file) == 0 &&
           fseek(file, 0, SEEK_SET) == 0;
}

/* Reads all of what another one wrote. */
static bool read_all(FILE *file, struct buf *out)
{
    char piece[1 << 16];
    size_t got;
    if (fseek(file, 0, SEEK_SET) != 0)
        return false;
    while ((got = fread(piece, 1, sizeof piece, file)) > 0)
        buf_add(out, piece, got);
    return !ferror(file);
}

/* --- the other program --- */

/* What to do where it is not there. */
static enum status say_missing(const char *format, struct diags *diags)
{
    diags_add(diags, NULL, 0, 0,
        _u("%1$s needs the program cjm-tui-paint, which is not installed; export to map.svg, then: "
           "rsvg-convert -f %1$s -o map.%1$s map.svg"),
        format);
    return STATUS_BAD;
}

static void say_lines(struct slice text, struct diags *diags)
{
    struct slice line;
    while (slice_next_line(&text, &line))
        diags_add(diags, NULL, 0, 0, "%.*s", SLICE_ARG(line));
}

enum { WORDS = 8 };

/* Its exit status, or below 0 where it could not be run. */
static int run(const char *const words[WORDS], FILE *const files[3])
{
    int state;
    pid_t child = painter_start(
        words, WORDS, (int[]){ fileno(files[0]), fileno(files[1]), fileno(files[2]) });
    if (!child)
        return -1;
    while (waitpid(child, &state, 0) < 0)
        if (errno != EINTR)
            return STATUS_SYSTEM;
    return WIFEXITED(state) ? WEXITSTATUS(state) : STATUS_SYSTEM;
}

/* --- what it gives --- */

/* Files, each with its length on a line before it. */
static bool take_files(const struct export_options *options, struct slice given, struct buf *out)
{
    for (bool first = true; given.len; first = false) {
        struct slice line;
        slice_next_line(&given, &line);
        size_t len = strtoul(line.data, NULL, 10);
        if (!line.len || len > given.len)
            return false;
        if (!first)
            export_end_page(options, out);
        buf_add(out, given.data, len);
        given = slice_from(given, len);
    }
    return true;
}

static enum status paint(const char *format, const struct export_options *options,
    FILE *const files[3], struct buf *out, struct diags *diags)
{
    char dpi[16];
    struct buf given = BUF_INIT, said = BUF_INIT;
    snprintf(dpi, sizeof dpi, "%d", options->dpi ? options->dpi : DPI);
    const char *words[WORDS] = { format, options->size, options->lanes, options->persona, dpi,
        options->path, i18n_folder(), options->lang };
    int ended = run(words, files);
    enum status status = (enum status)ended;
    if (ended < 0) {
        status = say_missing(format, diags);
    } else {
        read_all(files[2], &said);
        say_lines(buf_slice(&said), diags);
        if (status == STATUS_OK &&
            (!read_all(files[1], &given) || !take_files(options, buf_slice(&given), out)))
            status = STATUS_SYSTEM;
        if (status != STATUS_OK && !said.len)
            diags_add(diags, NULL, 0, 0, _u("cjm-tui-paint did not draw the picture"));
    }
    buf_release(&given);
    buf_release(&said);
    return status;
}

static enum status write_painted(const struct map *map, const char *format,
    const struct export_options *options, struct buf *out, struct diags *diags)
{
    FILE *files[3] = { tmpfile(), tmpfile(), tmpfile() };
    struct buf text = BUF_INIT;
    enum status status = STATUS_SYSTEM;
    if (options->dpi && (options->dpi < DPI_LEAST || options->dpi > DPI_MOST)) {
        diags_add(diags, NULL, 0, 0, _u("--dpi: %1$d is not from %2$d to %3$d"), options->dpi,
            DPI_LEAST, DPI_MOST);
        status = STATUS_BAD;
    } else if (!files[0] || !files[1] || !files[2]) {
        diags_add(diags, NULL, 0, 0, _u("cannot make a temporary file: %s"), strerror(errno));
    } else if ((status = store_standard(map, &text, diags)) == STATUS_OK) {
        if (fill(files[0], buf_slice(&text)))
            status = paint(format, options, files, out, diags);
        else
            status = STATUS_SYSTEM;
    }
    for (int i = 0; i < 3; i++)
        if (files[i])
            fclose(files[i]);
    buf_release(&text);
    return status;
}

static enum status write_pdf(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    return write_painted(map, "pdf", options, out, diags);
}

static enum status write_png(const struct map *map, const struct export_options *options,
    struct buf *out, struct diags *diags)
{
    return write_painted(map, "png", options, out, diags);
}

const struct export_format export_pdf = {
    .name = "pdf",
    .endings = (const char *const[]){ "pdf", NULL },
    .help = N_("the poster as PDF"),
    .takes = (const char *const[]){ "size", "slides", "lanes", "persona", NULL },
    .is_binary = true,
    .write = write_pdf,
};

const struct export_format export_png = {
    .name = "png",
    .endings = (const char *const[]){ "png", NULL },
    .help = N_("the poster as PNG, a file a page"),
    .takes = (const char *const[]){ "size", "slides", "lanes", "page", "persona", "dpi", NULL },
    .is_binary = true,
    .write = write_png,
};
