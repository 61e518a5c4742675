#include "paint/photo.h"

#include <stdio.h>
#include <string.h>

/* --- PNG --- */

static cairo_status_t next_bytes(void *context, unsigned char *data, unsigned length)
{
    struct slice *rest = context;
    if (rest->len < length)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(data, rest->data, length);
    *rest = slice_from(*rest, length);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *decode_png(const struct photo *photo)
{
    struct slice rest = buf_slice(&photo->bytes);
    return cairo_image_surface_create_from_png_stream(next_bytes, &rest);
}

/* --- JPEG --- */

#ifdef HAVE_JPEG
#include <jpeglib.h>
#include <setjmp.h>

enum { SCANS_MOST = 100 /* a small file of very many would take hours */ };

struct reading {
    struct jpeg_decompress_struct jpeg; /* first: the library gives no more back */
    struct jpeg_error_mgr errors;
    struct jpeg_progress_mgr progress;
    jmp_buf back;
    cairo_surface_t *picture;
};

static void fail(j_common_ptr info)
{
    longjmp(((struct reading *)(void *)info)->back, 1);
}

static void say_nothing(j_common_ptr info)
{
    (void)info;
}

static void count_scans(j_common_ptr info)
{
    if (((struct reading *)(void *)info)->jpeg.input_scan_number > SCANS_MOST)
        fail(info);
}

/* As small as the library can make it at once, but no side under `side`. */
static void begin_jpeg(struct reading *reading, const struct photo *photo, int side)
{
    struct jpeg_decompress_struct *jpeg = &reading->jpeg;
    jpeg_create_decompress(jpeg);
    jpeg->progress = &reading->progress;
    jpeg_mem_src(jpeg, (const unsigned char *)photo->bytes.data, photo->bytes.len);
    jpeg_read_header(jpeg, TRUE);
    unsigned least = jpeg->image_width < jpeg->image_height ? jpeg->image_width
                                                            : jpeg->image_height;
    if ((uint64_t)jpeg->image_width * jpeg->image_height > PHOTO_PIXELS_MOST)
        fail((j_common_ptr)jpeg);
    jpeg->out_color_space = JCS_RGB;
    while (jpeg->scale_denom < 8 && least / (2 * jpeg->scale_denom) >= (unsigned)side)
        jpeg->scale_denom *= 2;
    jpeg_start_decompress(jpeg);
}

static void read_row(struct jpeg_decompress_struct *jpeg, unsigned char *row, uint32_t *out)
{
    jpeg_read_scanlines(jpeg, &row, 1);
    for (size_t x = 0; x < jpeg->output_width; x++)
        out[x] = (uint32_t)row[3 * x] << 16 | (uint32_t)row[3 * x + 1] << 8 | row[3 * x + 2];
}

static void read_rows(struct reading *reading)
{
    struct jpeg_decompress_struct *jpeg = &reading->jpeg;
    reading->picture = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)jpeg->output_width, (int)jpeg->output_height);
    if (cairo_surface_status(reading->picture) != CAIRO_STATUS_SUCCESS)
        return;
    unsigned char *data = cairo_image_surface_get_data(reading->picture);
    size_t stride = (size_t)cairo_image_surface_get_stride(reading->picture);
    JSAMPARRAY row = jpeg->mem->alloc_sarray(
        (j_common_ptr)jpeg, JPOOL_IMAGE, jpeg->output_width * 3, 1);
    while (jpeg->output_scanline < jpeg->output_height)
        read_row(jpeg, row[0], (uint32_t *)(void *)(data + jpeg->output_scanline * stride));
    cairo_surface_mark_dirty(reading->picture);
    jpeg_finish_decompress(jpeg);
}

static cairo_surface_t *decode_jpeg(const struct photo *photo, int side)
{
    struct reading reading = { .progress.progress_monitor = count_scans };
    reading.jpeg.err = jpeg_std_error(&reading.errors);
    reading.errors.error_exit = fail;
    reading.errors.output_message = say_nothing;
    if (setjmp(reading.back) == 0) {
        begin_jpeg(&reading, photo, side);
        read_rows(&reading);
    } else {
        cairo_surface_destroy(reading.picture);
        reading.picture = NULL;
    }
    jpeg_destroy_decompress(&reading.jpeg);
    return reading.picture;
}
#else
static cairo_surface_t *decode_jpeg(const struct photo *photo, int side)
{
    (void)photo, (void)side;
    return NULL;
}
#endif

/* --- the square --- */

cairo_surface_t *photo_square(const struct photo *photo, int side)
{
    cairo_surface_t *whole = photo->is_jpeg ? decode_jpeg(photo, side) : decode_png(photo);
    if (!whole || cairo_surface_status(whole) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(whole);
        return NULL;
    }
    double width = cairo_image_surface_get_width(whole);
    double height = cairo_image_surface_get_height(whole);
    double scale = side / (width < height ? width : height);
    cairo_surface_t *square = cairo_image_surface_create(CAIRO_FORMAT_RGB24, side, side);
    cairo_t *cairo = cairo_create(square);
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_paint(cairo);
    cairo_translate(cairo, (side - width * scale) / 2, (side - height * scale) / 2);
    cairo_scale(cairo, scale, scale);
    cairo_set_source_surface(cairo, whole, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_BEST);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    cairo_surface_destroy(whole);
    return square;
}
