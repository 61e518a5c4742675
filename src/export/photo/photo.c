#include "export/photo/photo.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "store/file/place.h"

/* --- what the file is --- */

static uint32_t big_endian(const char *at, size_t count)
{
    uint32_t number = 0;
    for (size_t i = 0; i < count; i++)
        number = number << 8 | (unsigned char)at[i];
    return number;
}

static bool set_size(struct photo *out, uint32_t width, uint32_t height)
{
    out->width = (int)(width & INT32_MAX);
    out->height = (int)(height & INT32_MAX);
    return width && height && width <= INT32_MAX && height <= INT32_MAX;
}

/* The dimensions stand in its first chunk; a file that is cut off has no last one. */
static bool look_at_png(struct slice bytes, struct photo *out)
{
    enum { SIGNATURE = 8, AROUND = 12, SIZES_END = SIGNATURE + 16 };
    if (bytes.len < SIZES_END || memcmp(bytes.data + SIGNATURE + 4, "IHDR", 4) != 0 ||
        !set_size(out, big_endian(bytes.data + SIGNATURE + 8, 4),
            big_endian(bytes.data + SIGNATURE + 12, 4)))
        return false;
    for (size_t at = SIGNATURE; bytes.len - at >= AROUND;) {
        size_t len = big_endian(bytes.data + at, 4);
        if (len > bytes.len - at - AROUND)
            return false;
        if (memcmp(bytes.data + at + 4, "IEND", 4) == 0)
            return true;
        at += AROUND + len;
    }
    return false;
}

static bool is_jpeg_frame(unsigned char marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

static bool ends_as_jpeg(struct slice bytes)
{
    for (size_t at = bytes.len; at-- > 1;)
        if (bytes.data[at - 1] == '\xFF' && bytes.data[at] == '\xD9')
            return true;
    return false;
}

/* The dimensions stand in the segment of the frame, before the picture. */
static bool look_at_jpeg(struct slice bytes, struct photo *out)
{
    enum { START = 2, FRAME = 9, SCAN = 0xDA };
    bool sized = false;
    out->is_jpeg = true;
    for (size_t at = START; bytes.len - at >= 4 && bytes.data[at] == '\xFF';) {
        unsigned char marker = (unsigned char)bytes.data[at + 1];
        size_t len = big_endian(bytes.data + at + 2, 2);
        if (marker == 0xFF) {
            at++;
            continue;
        }
        if (marker == SCAN)
            return sized && ends_as_jpeg(slice_from(bytes, at));
        if (len < 2 || len + 2 > bytes.len - at)
            return false;
        if (is_jpeg_frame(marker) && len >= FRAME - 2)
            sized = set_size(
                out, big_endian(bytes.data + at + 7, 2), big_endian(bytes.data + at + 5, 2));
        at += len + 2;
    }
    return false;
}

static bool begins_with(struct slice bytes, const char *with, size_t len)
{
    return bytes.len >= len && memcmp(bytes.data, with, len) == 0;
}

bool photo_look(struct slice bytes, struct photo *out)
{
    *out = (struct photo){ .bytes = BUF_INIT };
    if (begins_with(bytes, "\x89PNG\r\n\x1A\n", 8))
        return look_at_png(bytes, out);
    return begins_with(bytes, "\xFF\xD8", 2) && look_at_jpeg(bytes, out);
}

/* --- the file --- */

/* Opens the next name of the path in the folder, whose descriptor is closed; below 0: errno. */
static int open_in(int folder, const char *name)
{
    const struct file_calls *calls = &file_calls_system;
    int fd = calls->openat(
        folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC, 0);
    int error = errno;
    calls->close(folder);
    errno = error;
    return fd;
}

/* A map's journal is: to close its lock would let go of what this process has locked. */
static bool is_hidden(const char *name)
{
    return name[0] == '.' && name[1] && strcmp(name, "..") != 0;
}

/* The path goes from the folder down, never up, through no link, and to nothing hidden: errno is
 * EXDEV, ELOOP or EPERM. */
static int open_below(int folder, struct slice path)
{
    struct buf rest = BUF_INIT;
    int fd = folder;
    buf_add_slice(&rest, path);
    for (char *name = rest.data, *next; fd >= 0 && name; name = next) {
        next = strchr(name, '/');
        if (next)
            *next++ = '\0';
        if (!strcmp(name, "..") || path.data[0] == '/' || is_hidden(name)) {
            file_calls_system.close(fd);
            fd = -1;
            errno = is_hidden(name) ? EPERM : EXDEV;
        } else if (*name || !next) {
            fd = open_in(fd, name);
        }
    }
    int error = errno;
    buf_release(&rest);
    errno = error;
    return fd;
}

static int open_photo(const char *map, struct slice path)
{
    struct place place;
    int fd = -1, error = ENOENT;
    if (place_find(&place, &file_calls_system, map) == PLACE_FOUND) {
        fd = open_below(place.folder, path);
        error = errno;
        place.folder = -1;
    }
    place_release(&place);
    errno = error;
    return fd;
}

/* Not what is no file, nor more of it than a photo may have: errno is EFBIG or EINVAL. */
static bool read_file(int fd, struct buf *out)
{
    struct stat file;
    if (file_calls_system.fstat(fd, &file) != 0)
        return false;
    errno = S_ISREG(file.st_mode) ? EFBIG : EINVAL;
    return S_ISREG(file.st_mode) && file.st_size <= PHOTO_BYTES_MOST &&
           file_read_all(&file_calls_system, fd, PHOTO_BYTES_MOST, out);
}

static bool is_on_the_web(struct slice path)
{
    for (size_t i = 0; i + 3 <= path.len; i++)
        if (memcmp(path.data + i, "://", 3) == 0)
            return true;
    return false;
}

/* Why there is no photo, from errno of open_below() and read_file(). */
static const char *why_unread(int error)
{
    if (error == EFBIG)
        return _u("it is over 4 MiB");
    if (error == EXDEV || error == ELOOP)
        return _u("it must lie in the map's folder, behind no link");
    if (error == EPERM)
        return _u("hidden files are not read");
    return strerror(error);
}

/* NULL: it is there. */
static const char *read_photo(struct photo *photo, const char *map, struct slice path)
{
    struct buf bytes = BUF_INIT;
    if (is_on_the_web(path))
        return _u("nothing is fetched from the web; put the file beside the map");
    if (!map)
        return _u("a map from standard input has no folder");
    int fd = open_photo(map, path);
    bool read = fd >= 0 && read_file(fd, &bytes);
    int error = errno;
    if (fd >= 0)
        close(fd);
    bool good = read && photo_look(buf_slice(&bytes), photo);
    photo->bytes = bytes;
    if (!read)
        return why_unread(error);
    if (!good)
        return _u("it is no PNG or JPEG file, or a broken one");
    return (int64_t)photo->width * photo->height > PHOTO_PIXELS_MOST
               ? _u("it has over 40 megapixels")
               : NULL;
}

struct photo *photo_read(const char *map, struct slice path, struct diags *diags)
{
    struct photo *photo = mem_zalloc(sizeof *photo);
    struct buf name = BUF_INIT;
    buf_init(&photo->bytes);
    const char *why = read_photo(photo, map, path);
    if (!why)
        return photo;
    buf_add_slice(&name, path);
    diags_add(diags, name.data, 0, 0, _u("this photo is left out: %s"), why);
    buf_release(&name);
    photo_free(photo);
    return NULL;
}

void photo_free(struct photo *photo)
{
    if (photo)
        buf_release(&photo->bytes);
    free(photo);
}

/* --- as text --- */

void photo_add_data(const struct photo *photo, struct buf *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct slice rest = buf_slice(&photo->bytes);
    buf_adds(out, photo->is_jpeg ? "data:image/jpeg;base64," : "data:image/png;base64,");
    buf_reserve(out, rest.len / 3 * 4 + 4);
    while (rest.len) {
        size_t taken = rest.len < 3 ? rest.len : 3;
        uint32_t bits = big_endian(rest.data, taken) << 8 * (3 - taken);
        for (size_t i = 0; i < 4; i++)
            buf_add_char(out, i <= taken ? digits[bits >> (18 - 6 * i) & 63] : '=');
        rest = slice_from(rest, taken);
    }
}
