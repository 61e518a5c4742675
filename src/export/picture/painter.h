/* cjm-tui-paint, a program beside this one, which draws by libraries that this one is not to load.
 */
#ifndef CJM_EXPORT_PICTURE_PAINTER_H
#define CJM_EXPORT_PICTURE_PAINTER_H

#include <sys/types.h>

/* Starts it with these words behind its name, of which NULL is "", and these files as its standard
 * input, output and error. 0: it cannot be run. */
pid_t painter_start(const char *const *words, size_t count, const int files[3]);

#endif
