/*
 * A program on a pseudo-terminal, with libvterm as the terminal: what does it send after a key,
 * how long does that take, and how much of the screen did it change?
 */
#ifndef CJM_BENCH_TERMINAL_H
#define CJM_BENCH_TERMINAL_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>
#include <vterm.h>

#include "base/buf.h"

struct terminal {
    int fd;
    pid_t pid;
    int width, height;
    VTerm *vterm;
    VTermScreen *screen;
    VTermScreenCell *before; /* the screen as it was before the keys */
    struct buf sent;         /* the program's output since then */
};

struct answer {
    double seconds; /* from the key, or the start, to the last byte */
    size_t bytes;
    int reads; /* in how many pieces they came */
    int cells; /* that look different now */
};

/* Starts a program and waits until `marker` and then nothing more came. */
struct answer terminal_start(
    struct terminal *terminal, char *const argv[], int width, int height, const char *marker);
/* Sends keys and waits until no more output comes. */
struct answer terminal_send(struct terminal *terminal, const char *keys);
/* What stands on the screen, and how, as one number. */
uint64_t terminal_hash(const struct terminal *terminal);
/* Gathers what comes in that time without a key. */
struct answer terminal_watch(struct terminal *terminal, double seconds);
/* Is the text on the screen, in one row? ASCII. */
bool terminal_shows(const struct terminal *terminal, const char *text);
/* Sends keys and does not wait. */
void terminal_type(struct terminal *terminal, const char *keys);
/* Takes in what the program wrote by now, which may be nothing. */
void terminal_pump(struct terminal *terminal);
/* The character of a place on the screen; 0 where it is not ASCII. */
char terminal_char(const struct terminal *terminal, int x, int y);
/* Seconds that the program computed so far. */
double terminal_cpu(const struct terminal *terminal);
struct spent {
    double cpu, memory; /* seconds; bytes at its peak */
};

/* Runs a program whose output nobody reads. */
struct spent run_spent(char *const argv[]);
/* The CPU seconds of that alone. */
double run_cpu(char *const argv[]);
/* Ends the program; returns its peak memory in bytes. */
double terminal_end(struct terminal *terminal);

#endif
