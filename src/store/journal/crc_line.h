/*
 * The lines of the files in a map's folder: a checksum of 8 hexadecimal digits, a blank, and the
 * text that it is of.
 */
#ifndef CJM_STORE_JOURNAL_CRC_LINE_H
#define CJM_STORE_JOURNAL_CRC_LINE_H

#include <stdint.h>

#include "base/buf.h"

/* Of the numbers in a line: far below where adding to one could overflow. */
#define LINE_NUMBER_MAX UINT64_C(1000000000000000)

uint32_t crc_of(struct slice text);

/* Appends a place for the checksum; returns where the text begins. */
size_t crc_line_begin(struct buf *out);
/* Fills that place in for all that was appended since. Line ends are left to the caller. */
void crc_line_end(struct buf *out, size_t start);
/* Takes the checksum off the front; false where it is not that of what follows. */
bool crc_line_check(struct slice *line);

/* Each takes something off the front of `rest`; false where something else is there. */
bool take_char(struct slice *rest, char c);
/* 8 hexadecimal digits. */
bool take_hex(struct slice *rest, uint32_t *number);
/* Decimal digits without leading zeros, up to LINE_NUMBER_MAX. */
bool take_number(struct slice *rest, uint64_t *number);

#endif
