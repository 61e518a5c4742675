# `make check`: the units (without a terminal), the event loop alone, the terminal tests (the program
# on a pty with libvterm as its terminal), and scripts. tests/run runs them and counts.
check_libs_cppflags = $(AM_CPPFLAGS) -I$(top_srcdir)/tests \
	-DTOP_SRCDIR='"$(abs_top_srcdir)"' \
	-DTOP_BUILDDIR='"$(abs_top_builddir)"'

tests_unit_tests_CPPFLAGS = $(check_libs_cppflags)
tests_unit_tests_CFLAGS = $(AM_CFLAGS) $(CRITERION_CFLAGS) $(YAML_CFLAGS) $(UTF8PROC_CFLAGS) \
	$(CMARK_CFLAGS)
tests_unit_tests_LDADD = src/libcmd.a $(libcjm_libs) $(CRITERION_LIBS) $(CMARK_LIBS)
EXTRA_tests_unit_tests_DEPENDENCIES = man/cjm-tui.1 po/catalogues/stamp
tests_unit_tests_SOURCES = \
	tests/support.c \
	tests/support.h \
	tests/unit/app_support.c \
	tests/unit/app_support.h \
	tests/unit/failing_calls.c \
	tests/unit/failing_calls.h \
	tests/unit/guide_support.c \
	tests/unit/guide_support.h \
	tests/unit/hostile_map.c \
	tests/unit/hostile_map.h \
	tests/unit/import_support.c \
	tests/unit/import_support.h \
	tests/unit/journal_support.c \
	tests/unit/journal_support.h \
	tests/unit/markdown_support.c \
	tests/unit/markdown_support.h \
	tests/unit/pane_support.c \
	tests/unit/pane_support.h \
	tests/unit/poster_support.c \
	tests/unit/poster_support.h \
	tests/unit/power_calls.c \
	tests/unit/power_disk.c \
	tests/unit/power_disk.h \
	tests/unit/power_notes.h \
	tests/unit/power_play.c \
	tests/unit/power_play.h \
	tests/unit/random_edits.c \
	tests/unit/random_edits.h \
	tests/unit/random_number.c \
	tests/unit/random_user.c \
	tests/unit/random_user.h \
	tests/unit/replace_support.c \
	tests/unit/replace_support.h \
	tests/unit/shared_support.c \
	tests/unit/shared_support.h \
	tests/unit/stopped_clock.c \
	tests/unit/stopped_clock.h \
	tests/unit/store_support.c \
	tests/unit/store_support.h \
	tests/unit/test_adopt.c \
	tests/unit/test_app.c \
	tests/unit/test_app_add.c \
	tests/unit/test_app_complete.c \
	tests/unit/test_app_curve.c \
	tests/unit/test_app_export.c \
	tests/unit/test_app_fields.c \
	tests/unit/test_app_find.c \
	tests/unit/test_app_grid.c \
	tests/unit/test_app_guide.c \
	tests/unit/test_app_guide_beside.c \
	tests/unit/test_app_guide_keys.c \
	tests/unit/test_app_guide_late.c \
	tests/unit/test_app_guide_picture.c \
	tests/unit/test_app_guide_whole.c \
	tests/unit/test_app_hand.c \
	tests/unit/test_app_import.c \
	tests/unit/test_app_keys.c \
	tests/unit/test_app_lists.c \
	tests/unit/test_app_log.c \
	tests/unit/test_app_map.c \
	tests/unit/test_app_own.c \
	tests/unit/test_app_people.c \
	tests/unit/test_app_random.c \
	tests/unit/test_app_screens.c \
	tests/unit/test_app_shared.c \
	tests/unit/test_app_typed.c \
	tests/unit/test_app_views.c \
	tests/unit/test_arena.c \
	tests/unit/test_private_notes.c \
	tests/unit/test_become.c \
	tests/unit/test_beside.c \
	tests/unit/test_buf.c \
	tests/unit/test_compare.c \
	tests/unit/test_conflict_choice.c \
	tests/unit/test_curve.c \
	tests/unit/test_diag.c \
	tests/unit/test_examples.c \
	tests/unit/test_export.c \
	tests/unit/test_export_parse.c \
	tests/unit/test_fields.c \
	tests/unit/test_filter.c \
	tests/unit/test_formats.c \
	tests/unit/test_guide.c \
	tests/unit/test_guide_answer.c \
	tests/unit/test_guide_flow.c \
	tests/unit/test_guide_keystrokes.c \
	tests/unit/test_guide_own.c \
	tests/unit/test_guide_random.c \
	tests/unit/test_guide_time.c \
	tests/unit/test_history.c \
	tests/unit/test_ids.c \
	tests/unit/test_import.c \
	tests/unit/test_import_data.c \
	tests/unit/test_import_hostile.c \
	tests/unit/test_import_json.c \
	tests/unit/test_import_kinds.c \
	tests/unit/test_import_own.c \
	tests/unit/test_import_random.c \
	tests/unit/test_import_survey.c \
	tests/unit/test_import_tables.c \
	tests/unit/test_import_words.c \
	tests/unit/test_journal.c \
	tests/unit/test_journal_damage.c \
	tests/unit/test_journal_failing.c \
	tests/unit/test_journal_processes.c \
	tests/unit/test_locale.c \
	tests/unit/test_many_personas.c \
	tests/unit/test_map_folder.c \
	tests/unit/test_lane_fits.c \
	tests/unit/test_languages.c \
	tests/unit/test_line_diff.c \
	tests/unit/test_list_pane.c \
	tests/unit/test_merge.c \
	tests/unit/test_model.c \
	tests/unit/test_options.c \
	tests/unit/test_overwrite.c \
	tests/unit/test_path_fits.c \
	tests/unit/test_photo.c \
	tests/unit/test_poster.c \
	tests/unit/test_power.c \
	tests/unit/test_presence.c \
	tests/unit/test_print.c \
	tests/unit/test_priority.c \
	tests/unit/test_prompt.c \
	tests/unit/test_recent.c \
	tests/unit/test_replace.c \
	tests/unit/test_replace_rights.c \
	tests/unit/test_review.c \
	tests/unit/test_round.c \
	tests/unit/test_session_baseless.c \
	tests/unit/test_session_costs.c \
	tests/unit/test_session_damage.c \
	tests/unit/test_session_failing.c \
	tests/unit/test_session_folder.c \
	tests/unit/test_session_hostile.c \
	tests/unit/test_session_kept.c \
	tests/unit/test_session_killed.c \
	tests/unit/test_session_state.c \
	tests/unit/test_session_records.c \
	tests/unit/test_session_restored.c \
	tests/unit/test_session_twice.c \
	tests/unit/test_session_watched.c \
	tests/unit/test_share.c \
	tests/unit/test_shared_edits.c \
	tests/unit/test_shared_hostile.c \
	tests/unit/test_shared_late.c \
	tests/unit/test_sheet_photo.c \
	tests/unit/test_short_form.c \
	tests/unit/test_start.c \
	tests/unit/test_store_patch.c \
	tests/unit/test_store_read.c \
	tests/unit/test_store_verify.c \
	tests/unit/test_store_write.c \
	tests/unit/test_style.c \
	tests/unit/test_templates.c \
	tests/unit/test_templates_own.c \
	tests/unit/test_text.c \
	tests/unit/test_text_fit.c \
	tests/unit/test_text_sum.c \
	tests/unit/test_user.c \
	tests/unit/test_watch.c

tests_term_tests_CPPFLAGS = $(check_libs_cppflags)
tests_term_tests_CFLAGS = $(AM_CFLAGS) $(CRITERION_CFLAGS) $(VTERM_CFLAGS)
tests_term_tests_LDADD = $(libtui_libs) $(libcjm_libs) $(CRITERION_LIBS) $(VTERM_LIBS) $(PTY_LIBS)
tests_term_tests_SOURCES = \
	tests/support.c \
	tests/support.h \
	tests/term/guided.c \
	tests/term/guided.h \
	tests/term/random_bytes.c \
	tests/term/random_bytes.h \
	tests/term/session.c \
	tests/term/session.h \
	tests/term/terminal.c \
	tests/term/terminal.h \
	tests/term/test_complete.c \
	tests/term/test_guide.c \
	tests/term/test_guide_edit.c \
	tests/term/test_guide_pane.c \
	tests/term/test_guide_shared.c \
	tests/term/test_hand.c \
	tests/term/test_import.c \
	tests/term/test_keys.c \
	tests/term/test_paint.c \
	tests/term/test_paste.c \
	tests/term/test_people.c \
	tests/term/test_prompts.c \
	tests/term/test_random.c \
	tests/term/test_rounds.c \
	tests/term/test_session.c \
	tests/term/test_share.c \
	tests/term/test_slow.c \
	tests/term/test_walkthrough.c \
	tests/term/walker.c \
	tests/term/walker.h \
	tests/term/walkthrough.c \
	tests/term/walkthrough.h \
	tests/unit/random_number.c \
	tests/unit/store_support.c \
	tests/unit/store_support.h

# The event loop with an app and a terminal of the test's own.
tests_loop_tests_CPPFLAGS = $(check_libs_cppflags)
tests_loop_tests_CFLAGS = $(AM_CFLAGS) $(CRITERION_CFLAGS)
tests_loop_tests_LDADD = src/libtui.a $(libcjm_libs) $(CRITERION_LIBS)
tests_loop_tests_SOURCES = \
	tests/loop/test_loop.c \
	tests/loop/test_pace.c \
	tests/loop/test_shorten.c \
	tests/support.c \
	tests/support.h

# The poster's texts as pango sets them, where what draws is built.
tests_poster_tests_CPPFLAGS = $(check_libs_cppflags)
tests_poster_tests_CFLAGS = $(AM_CFLAGS) $(CRITERION_CFLAGS) $(CAIRO_CFLAGS)
tests_poster_tests_LDADD = $(libcjm_libs) $(CRITERION_LIBS) $(CAIRO_LIBS)
tests_poster_tests_SOURCES = \
	src/paint/font.c \
	src/paint/font.h \
	tests/poster/test_fonts.c \
	tests/support.c \
	tests/support.h \
	tests/unit/poster_support.c \
	tests/unit/poster_support.h \
	tests/unit/random_number.c \
	tests/unit/store_support.c \
	tests/unit/store_support.h

# Writers of one map that are killed (tests/soak/soak.h).
tests_soak_writers_CPPFLAGS = $(check_libs_cppflags)
tests_soak_writers_CFLAGS = $(AM_CFLAGS) $(CRITERION_CFLAGS)
tests_soak_writers_LDADD = $(libcjm_libs) $(CRITERION_LIBS)
tests_soak_writers_SOURCES = \
	tests/soak/deadly.c \
	tests/soak/ledger.c \
	tests/soak/soak.c \
	tests/soak/soak.h \
	tests/soak/writer.c \
	tests/support.c \
	tests/support.h \
	tests/unit/random_edits.c \
	tests/unit/random_edits.h \
	tests/unit/random_number.c \
	tests/unit/store_support.c \
	tests/unit/store_support.h

# People at terminals who are killed (tests/soak/screens.h).
tests_soak_screens_CPPFLAGS = $(check_libs_cppflags)
tests_soak_screens_CFLAGS = $(AM_CFLAGS) $(CRITERION_CFLAGS) $(VTERM_CFLAGS)
tests_soak_screens_LDADD = $(libcjm_libs) $(CRITERION_LIBS) $(VTERM_LIBS) $(PTY_LIBS)
tests_soak_screens_SOURCES = \
	tests/soak/people.c \
	tests/soak/scenarios.c \
	tests/soak/screens.c \
	tests/soak/screens.h \
	tests/support.c \
	tests/support.h \
	tests/term/terminal.c \
	tests/term/terminal.h \
	tests/unit/random_edits.c \
	tests/unit/random_edits.h \
	tests/unit/random_number.c \
	tests/unit/store_support.c \
	tests/unit/store_support.h

# Maps of hostile texts for other programs to judge (tests/formats/run).
tests_formats_maps_CPPFLAGS = $(check_libs_cppflags)
tests_formats_maps_CFLAGS = $(AM_CFLAGS) $(CRITERION_CFLAGS)
tests_formats_maps_LDADD = $(libcjm_libs) $(CRITERION_LIBS)
tests_formats_maps_SOURCES = \
	tests/formats/maps.c \
	tests/support.c \
	tests/support.h \
	tests/unit/hostile_map.c \
	tests/unit/hostile_map.h \
	tests/unit/random_number.c \
	tests/unit/store_support.c \
	tests/unit/store_support.h

# The fuzz targets (tests/fuzz/fuzz.h), each a program that is given the files of its corpus. Where
# they are linked with libFuzzer, its main() comes first.
fuzz_libs = tests/fuzz/libmain.a tests/fuzz/libfuzz.a
fuzz_targets = \
	tests/fuzz/fuzz_app \
	tests/fuzz/fuzz_guide \
	tests/fuzz/fuzz_import_analytics \
	tests/fuzz/fuzz_import_csv \
	tests/fuzz/fuzz_import_json \
	tests/fuzz/fuzz_import_mail \
	tests/fuzz/fuzz_import_markdown \
	tests/fuzz/fuzz_import_mermaid \
	tests/fuzz/fuzz_import_quotes \
	tests/fuzz/fuzz_import_survey \
	tests/fuzz/fuzz_import_tickets \
	tests/fuzz/fuzz_keys \
	tests/fuzz/fuzz_merge \
	tests/fuzz/fuzz_patch \
	tests/fuzz/fuzz_people \
	tests/fuzz/fuzz_replay \
	tests/fuzz/fuzz_session \
	tests/fuzz/fuzz_share \
	tests/fuzz/fuzz_template \
	tests/fuzz/fuzz_yaml
if HAVE_CMARK
fuzz_targets += tests/fuzz/fuzz_markdown
endif
EXTRA_PROGRAMS += $(fuzz_targets)
EXTRA_LIBRARIES = tests/fuzz/libfuzz.a tests/fuzz/libmain.a
CLEANFILES += $(fuzz_targets) $(EXTRA_LIBRARIES)

# Helpers of the unit tests, with a Criterion and random numbers of the targets' own.
fuzz_cppflags = -I$(top_srcdir)/tests/fuzz/instead $(check_libs_cppflags)
tests_fuzz_libmain_a_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_libmain_a_SOURCES = \
	tests/fuzz/main.c
tests_fuzz_libfuzz_a_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_libfuzz_a_CFLAGS = $(AM_CFLAGS) $(CMARK_CFLAGS)
tests_fuzz_libfuzz_a_SOURCES = \
	tests/fuzz/fuzz.c \
	tests/fuzz/fuzz.h \
	tests/fuzz/import.c \
	tests/fuzz/instead/criterion/criterion.h \
	tests/support.c \
	tests/support.h \
	tests/unit/app_support.c \
	tests/unit/app_support.h \
	tests/unit/markdown_support.c \
	tests/unit/markdown_support.h \
	tests/unit/random_edits.c \
	tests/unit/random_edits.h \
	tests/unit/random_user.c \
	tests/unit/random_user.h \
	tests/unit/shared_support.c \
	tests/unit/shared_support.h \
	tests/unit/store_support.c \
	tests/unit/store_support.h
tests_fuzz_fuzz_app_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_app_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_app_SOURCES = \
	tests/fuzz/fuzz_app.c
tests_fuzz_fuzz_guide_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_guide_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_guide_SOURCES = \
	tests/fuzz/fuzz_guide.c
tests_fuzz_fuzz_import_analytics_CPPFLAGS = $(fuzz_cppflags) -DFUZZ_FORMAT='"analytics"'
tests_fuzz_fuzz_import_analytics_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_import_analytics_SOURCES = \
	tests/fuzz/fuzz_import.c
tests_fuzz_fuzz_import_csv_CPPFLAGS = $(fuzz_cppflags) -DFUZZ_FORMAT='"csv"'
tests_fuzz_fuzz_import_csv_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_import_csv_SOURCES = \
	tests/fuzz/fuzz_import.c
tests_fuzz_fuzz_import_json_CPPFLAGS = $(fuzz_cppflags) -DFUZZ_FORMAT='"json"'
tests_fuzz_fuzz_import_json_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_import_json_SOURCES = \
	tests/fuzz/fuzz_import.c
tests_fuzz_fuzz_import_mail_CPPFLAGS = $(fuzz_cppflags) -DFUZZ_FORMAT='"e-mail"'
tests_fuzz_fuzz_import_mail_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_import_mail_SOURCES = \
	tests/fuzz/fuzz_import.c
tests_fuzz_fuzz_import_markdown_CPPFLAGS = $(fuzz_cppflags) -DFUZZ_FORMAT='"markdown"'
tests_fuzz_fuzz_import_markdown_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_import_markdown_SOURCES = \
	tests/fuzz/fuzz_import.c
tests_fuzz_fuzz_import_mermaid_CPPFLAGS = $(fuzz_cppflags) -DFUZZ_FORMAT='"mermaid"'
tests_fuzz_fuzz_import_mermaid_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_import_mermaid_SOURCES = \
	tests/fuzz/fuzz_import.c
tests_fuzz_fuzz_import_quotes_CPPFLAGS = $(fuzz_cppflags) -DFUZZ_FORMAT='"quotes"'
tests_fuzz_fuzz_import_quotes_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_import_quotes_SOURCES = \
	tests/fuzz/fuzz_import.c
tests_fuzz_fuzz_import_survey_CPPFLAGS = $(fuzz_cppflags) -DFUZZ_FORMAT='"survey"'
tests_fuzz_fuzz_import_survey_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_import_survey_SOURCES = \
	tests/fuzz/fuzz_import.c
tests_fuzz_fuzz_import_tickets_CPPFLAGS = $(fuzz_cppflags) -DFUZZ_FORMAT='"tickets"'
tests_fuzz_fuzz_import_tickets_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_import_tickets_SOURCES = \
	tests/fuzz/fuzz_import.c
tests_fuzz_fuzz_keys_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_keys_LDADD = $(fuzz_libs) src/libtui.a $(libcjm_libs)
tests_fuzz_fuzz_keys_SOURCES = \
	tests/fuzz/fuzz_keys.c
tests_fuzz_fuzz_markdown_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_markdown_LDADD = $(fuzz_libs) $(libcjm_libs) $(CMARK_LIBS)
tests_fuzz_fuzz_markdown_SOURCES = \
	tests/fuzz/fuzz_markdown.c
tests_fuzz_fuzz_merge_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_merge_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_merge_SOURCES = \
	tests/fuzz/fuzz_merge.c
tests_fuzz_fuzz_patch_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_patch_CFLAGS = $(AM_CFLAGS) $(YAML_CFLAGS)
tests_fuzz_fuzz_patch_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_patch_SOURCES = \
	tests/fuzz/fuzz_patch.c
tests_fuzz_fuzz_people_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_people_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_people_SOURCES = \
	tests/fuzz/fuzz_people.c
tests_fuzz_fuzz_replay_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_replay_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_replay_SOURCES = \
	tests/fuzz/fuzz_replay.c
tests_fuzz_fuzz_session_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_session_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_session_SOURCES = \
	tests/fuzz/fuzz_session.c
tests_fuzz_fuzz_share_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_share_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_share_SOURCES = \
	tests/fuzz/fuzz_share.c
tests_fuzz_fuzz_template_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_template_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_template_SOURCES = \
	tests/fuzz/fuzz_template.c
tests_fuzz_fuzz_yaml_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_fuzz_yaml_LDADD = $(fuzz_libs) $(libcjm_libs)
tests_fuzz_fuzz_yaml_SOURCES = \
	tests/fuzz/fuzz_yaml.c

# Each is run with the source folder as its argument, in the build folder.
check_scripts = \
	tests/test_commands \
	tests/test_git \
	tests/test_guide_line \
	tests/test_layers \
	tests/test_manual \
	tests/test_places \
	tests/test_potfiles \
	tests/test_soak

if HAVE_CHECK_LIBRARIES
EXTRA_PROGRAMS += tests/formats/maps tests/soak/screens tests/soak/writers
check_helpers = tests/formats/maps$(EXEEXT) tests/soak/screens$(EXEEXT) \
	tests/soak/writers$(EXEEXT) $(fuzz_targets)
CLEANFILES += tests/formats/maps tests/soak/screens tests/soak/writers
check_PROGRAMS += tests/unit-tests tests/loop-tests tests/term-tests
if HAVE_CAIRO
check_PROGRAMS += tests/poster-tests
endif
endif

check-local: $(check_helpers)
if HAVE_CHECK_LIBRARIES
	@SOURCE='$(srcdir)' NM='$(NM)' $(SHELL) $(srcdir)/tests/run $(check_PROGRAMS) $(fuzz_targets) \
		$(check_scripts:%=$(srcdir)/%)
else
	@echo >&2 "make check $(CHECK_MISSING). Install it, or run ./bootstrap; then configure again."
	@false
endif

# `make soak`: the long form of tests/test_soak, and all else that takes minutes.
SOAK_KILLS = 2000
soak: all $(check_helpers) tests/unit-tests$(EXEEXT)
	@KILLS=$(SOAK_KILLS) CALM=100 $(SHELL) $(srcdir)/tests/test_soak $(srcdir)
	@SOAK=1 tests/unit-tests --timeout 900 --filter 'session_*/*'
	@$(SHELL) $(srcdir)/tests/power 100000
	@$(SHELL) $(srcdir)/tests/crash src/cjm-tui$(EXEEXT)
	@$(SHELL) $(srcdir)/tests/ssh src/cjm-tui$(EXEEXT)
	@$(SHELL) $(srcdir)/tests/people src/cjm-tui$(EXEEXT)
.PHONY: soak

# `make fuzz FUZZ_SECONDS=60`, `make fuzz-coverage`: in builds of their own, with clang. With a
# FUZZ_SEED the inputs are the same ones each time.
FUZZ_SECONDS = 60
FUZZ_SEED = 0
fuzz-targets: $(fuzz_targets)
fuzz fuzz-coverage:
	@mkdir -p tests/fuzz-build
	@$(MAKE) -s $(AM_MAKEFLAGS) distdir distdir=tests/fuzz-build/source
	@MAKE='$(MAKE)' SECONDS_EACH='$(FUZZ_SECONDS)' SEED='$(FUZZ_SEED)' $(SHELL) $(srcdir)/tests/fuzz/run $@ \
		tests/fuzz-build '$(srcdir)/tests/fuzz/corpus' $(fuzz_targets)
.PHONY: fuzz fuzz-coverage fuzz-targets

mostlyclean-local:
	rm -rf tests/logs
distclean-local:
	rm -rf tests/fuzz-build

EXTRA_DIST += tests/fuzz/run tests/fuzz/corpus
EXTRA_DIST += tests/formats/run tests/formats/diagram.py tests/formats/judge.py \
	tests/formats/maps.py tests/formats/mermaid.mjs tests/formats/pages.py tests/formats/tables.py \
	tests/formats/tasks.py
EXTRA_DIST += tests/run tests/crash tests/people tests/power tests/ssh $(check_scripts) tests/data
# Built by tests/test_places, in a copy of the tree.
EXTRA_DIST += \
	tests/places/screen.c
