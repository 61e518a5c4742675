/*
 * What the fuzz targets share. Each target is a file with LLVMFuzzerTestOneInput(): it does
 * something with any bytes, and ends the program where a promise is broken. `make check` gives it
 * the files of tests/fuzz/corpus/NAME, `make fuzz` what libFuzzer makes of them.
 *
 * The helpers of the unit tests serve here, too: criterion/criterion.h is one of our own, and
 * random_below() takes its numbers from the input, so that the fuzzer decides what happens.
 */
#ifndef CJM_TESTS_FUZZ_H
#define CJM_TESTS_FUZZ_H

#include <stdint.h>

#include "base/buf.h"
#include "model/edit/edit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A promise is broken: says so, and ends the program. */
_Noreturn void fuzz_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What fuzz_part() and fuzz_below() take from now on; borrowed. */
void fuzz_begin(const uint8_t *data, size_t size);
/* Takes what stands before the next NUL byte; all of it where there is none. */
struct slice fuzz_part(void);
/* Is anything left? */
bool fuzz_more(void);
/* A number below `below`, from the next bytes; 0 where none are left. */
unsigned fuzz_below(unsigned below);
/* For random_below() and what is built on it; its value does not matter. */
extern uint64_t fuzz_state;

/* Reads a map, to be released in any case; false where it is refused, which must be said. */
bool fuzz_read_map(struct map *map, struct slice text);
/* The text is the map's: it is read back as that. */
void fuzz_check_text(const struct map *map, struct slice text);
/* The map can be written, and is read back as what it is: as its file, and in the canonical form.
 */
void fuzz_check_map(const struct map *map);
/* Some edits, an undo or a redo. */
void fuzz_edit(struct undo *undo);
/* A file of that format is imported, lines "--NAME TEXT" before it are options. (import.c) */
void fuzz_import(const char *format, struct slice file);
/* Undoes and redoes all there is. */
void fuzz_undo_all(struct undo *undo);

/* An empty folder, the same in all runs; its files are the caller's to remove. */
const char *fuzz_folder(void);
/* Writes a file of that folder. */
void fuzz_write(const char *name, struct slice text);

#endif
