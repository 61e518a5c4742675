/* What all tests share. Every test runs with a UTF-8 locale and English texts. */
#ifndef CJM_TESTS_SUPPORT_H
#define CJM_TESTS_SUPPORT_H

#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"

/* The absolute path of a file of the project: TEST_PATH("tests/data/x.yaml"). */
#define TEST_PATH(name) TOP_SRCDIR "/" name
/* Of one that was built: TEST_BUILT("src/cjm-tui"). */
#define TEST_BUILT(name) TOP_BUILDDIR "/" name

/* Appends the bytes of a file. A test that can't read or write its file ends as failed. */
void test_read(const char *path, struct buf *out);
/* Waits until what another program wrote is taken for whole. */
void test_wait_for_rest(void);
void test_write(const char *path, struct slice text);
/* Compares with a file of tests/data that holds what is wanted; UPDATE=1 in the environment
 * writes the file instead. */
void test_golden(const char *path, struct slice got);
/* The number in a variable of the environment, `usual` where there is none: how often, which seed.
 */
uint64_t test_number(const char *variable, uint64_t usual);
/* Makes an empty folder for one test. test_remove_folder() removes all that is in it, and frees
 * the path. */
char *test_folder(void);
void test_remove_folder(char *path);
/* Stands still until it is killed, or for a minute: who waits for it may have failed, and those who
 * wait for its output would wait for ever. */
void test_hang(void);

#endif
