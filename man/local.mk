# The manual. Its tables are the program's own: man/mangen puts them into the pages. A clone
# makes the pages; a release has them, so that it can be built for another machine.
dist_man_MANS = man/cjm-tui.1 man/cjm-tui.5
EXTRA_DIST += man/cjm-tui.1.in man/cjm-tui.5.in

noinst_PROGRAMS += man/mangen
man_mangen_SOURCES = man/mangen.c man/mdoc.c man/mdoc.h
man_mangen_LDADD = src/libcmd.a $(libtui_libs) $(libcjm_libs)

if MAKE_MANUAL
CLEANFILES += $(dist_man_MANS)
man/cjm-tui.1: man/cjm-tui.1.in man/mangen$(EXEEXT)
	$(AM_V_GEN)man/mangen$(EXEEXT) $(srcdir)/man/cjm-tui.1.in >$@-new && mv $@-new $@
man/cjm-tui.5: man/cjm-tui.5.in man/mangen$(EXEEXT)
	$(AM_V_GEN)man/mangen$(EXEEXT) $(srcdir)/man/cjm-tui.5.in >$@-new && mv $@-new $@
endif
