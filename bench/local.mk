# `make bench`: measures the program against its promised figures. Needs libvterm.
EXTRA_PROGRAMS += bench/bench bench/bare-ncurses
CLEANFILES += bench/bench bench/bare-ncurses

bench_bench_CPPFLAGS = $(AM_CPPFLAGS) -DTOP_BUILDDIR='"$(abs_top_builddir)"' \
	-DTOP_SRCDIR='"$(abs_top_srcdir)"'
bench_bench_CFLAGS = $(AM_CFLAGS) $(YAML_CFLAGS) $(VTERM_CFLAGS)
bench_bench_LDADD = $(libcjm_libs) $(VTERM_LIBS) $(PTY_LIBS) -lm
bench_bench_SOURCES = \
	bench/bench.c \
	bench/export_figures.c \
	bench/figures.h \
	bench/generate.c \
	bench/generate.h \
	bench/growth.c \
	bench/import_figures.c \
	bench/line_figures.c \
	bench/report.c \
	bench/report.h \
	bench/screen_figures.c \
	bench/share_figures.c \
	bench/store_figures.c \
	bench/terminal.c \
	bench/terminal.h \
	bench/view_figures.c \
	bench/work_figures.c

bench_bare_ncurses_CFLAGS = $(AM_CFLAGS) $(CURSES_CFLAGS)
bench_bare_ncurses_LDADD = $(CURSES_LIBS)
bench_bare_ncurses_SOURCES = bench/bare_ncurses.c

bench: all bench/bench$(EXEEXT) bench/bare-ncurses$(EXEEXT)
	@bench/bench$(EXEEXT)
.PHONY: bench
