# Everything below tui/ is a library without a terminal in it; tests link it alone.
noinst_LIBRARIES += src/libcjm.a src/libtui.a

src_libcjm_a_CFLAGS = $(AM_CFLAGS) $(YAML_CFLAGS) $(UTF8PROC_CFLAGS) $(ZLIB_CFLAGS)
src_libcjm_a_SOURCES = \
	src/app/app.c \
	src/app/app.h \
	src/app/app_prompt.c \
	src/app/app_share.c \
	src/app/ask.c \
	src/app/bring_back.c \
	src/app/bring_back.h \
	src/app/canvas.c \
	src/app/canvas.h \
	src/app/command.c \
	src/app/command.h \
	src/app/complete.c \
	src/app/complete.h \
	src/app/detail.c \
	src/app/draw.c \
	src/app/draw.h \
	src/app/follow.c \
	src/app/form.h \
	src/app/grid.h \
	src/app/grid_curve.c \
	src/app/grid_draw.c \
	src/app/grid_plan.c \
	src/app/guide_answer.c \
	src/app/guide_clock.c \
	src/app/guide_draw.c \
	src/app/guide_options.c \
	src/app/guide_pane.c \
	src/app/guide_pane.h \
	src/app/header.c \
	src/app/key.c \
	src/app/key.h \
	src/app/log.h \
	src/app/people.c \
	src/app/people.h \
	src/app/people_marks.c \
	src/app/preview.c \
	src/app/preview.h \
	src/app/print.c \
	src/app/print.h \
	src/app/print_lead.c \
	src/app/print_words.c \
	src/app/prompt.c \
	src/app/prompt.h \
	src/app/recent.c \
	src/app/recent.h \
	src/app/reload.c \
	src/app/run.h \
	src/app/run_edit.c \
	src/app/run_file.c \
	src/app/run_guide.c \
	src/app/run_log.c \
	src/app/run_mark.c \
	src/app/run_move.c \
	src/app/run_people.c \
	src/app/run_persona.c \
	src/app/session.c \
	src/app/session.h \
	src/app/session_others.c \
	src/app/share.c \
	src/app/share.h \
	src/app/share_file.c \
	src/app/share_read.c \
	src/app/share_record.c \
	src/app/state.h \
	src/app/stay.c \
	src/app/stay.h \
	src/app/view_agenda.c \
	src/app/view_choice.c \
	src/app/view_conflicts.c \
	src/app/view_form.c \
	src/app/view_grid.c \
	src/app/view_guide.c \
	src/app/view_help.c \
	src/app/view_lists.c \
	src/app/view_log.c \
	src/app/view_sheet.c \
	src/app/view_start.c \
	src/app/view_who.c \
	src/base/arena.c \
	src/base/arena.h \
	src/base/buf.c \
	src/base/buf.h \
	src/base/clock.c \
	src/base/clock.h \
	src/base/diag.c \
	src/base/diag.h \
	src/base/i18n.h \
	src/base/locale.c \
	src/base/locale.h \
	src/base/mem.c \
	src/base/mem.h \
	src/base/slice.h \
	src/base/text.c \
	src/base/text.h \
	src/base/text_ascii.c \
	src/base/user.c \
	src/base/user.h \
	src/export/export.c \
	src/export/export.h \
	src/export/markdown.c \
	src/export/markdown.h \
	src/export/markdown_act.c \
	src/export/markdown_cast.c \
	src/export/markdown_curve.c \
	src/export/markdown_escape.c \
	src/export/markdown_escape.h \
	src/export/markdown_fields.c \
	src/export/persona.c \
	src/export/protocol.c \
	src/guide/answer.c \
	src/guide/answer_list.c \
	src/guide/answer_pick.c \
	src/guide/dot.c \
	src/guide/dot.h \
	src/guide/dot_complete.c \
	src/guide/guide.c \
	src/guide/guide.h \
	src/guide/guide_private.h \
	src/guide/options.c \
	src/guide/place.c \
	src/guide/question.c \
	src/guide/remember.c \
	src/guide/row.c \
	src/guide/short_form.c \
	src/guide/slots.c \
	src/guide/steps.c \
	src/guide/texts.c \
	src/guide/time.c \
	src/insight/compare.c \
	src/insight/compare.h \
	src/insight/conflict_choice.c \
	src/insight/conflict_choice.h \
	src/insight/curve.c \
	src/insight/curve.h \
	src/insight/describe.c \
	src/insight/history.c \
	src/insight/history.h \
	src/insight/letters.c \
	src/insight/letters.h \
	src/insight/match.c \
	src/insight/match.h \
	src/insight/match_renamed.c \
	src/insight/match_renamed.h \
	src/insight/merge.c \
	src/insight/merge.h \
	src/insight/merge_conflict.c \
	src/insight/merge_emotions.c \
	src/insight/merge_fields.c \
	src/insight/merge_lists.c \
	src/insight/merge_private.h \
	src/insight/merge_removed.c \
	src/insight/order.c \
	src/insight/order.h \
	src/insight/order_merge.c \
	src/insight/order_merge.h \
	src/insight/overwrite.c \
	src/insight/overwrite.h \
	src/insight/persona.c \
	src/insight/persona.h \
	src/insight/priority.c \
	src/insight/priority.h \
	src/insight/review.c \
	src/insight/review.h \
	src/insight/summary.c \
	src/insight/summary.h \
	src/model/become.c \
	src/model/become.h \
	src/model/edit.c \
	src/model/edit.h \
	src/model/edit_log.c \
	src/model/edit_log.h \
	src/model/edit_private.h \
	src/model/edit_text.c \
	src/model/edit_text.h \
	src/model/ids.c \
	src/model/ids.h \
	src/model/map.c \
	src/model/map.h \
	src/model/place.c \
	src/model/place.h \
	src/model/replay.c \
	src/model/replay.h \
	src/model/schema.c \
	src/model/schema.h \
	src/model/schema_fields.h \
	src/model/undo.c \
	src/model/undo_effect.c \
	src/model/unknown.c \
	src/model/unknown.h \
	src/model/value_check.c \
	src/store/adopt.c \
	src/store/adopt.h \
	src/store/build.c \
	src/store/build.h \
	src/store/built_in.h \
	src/store/canonical.c \
	src/store/canonical.h \
	src/store/cuts.c \
	src/store/cuts.h \
	src/store/events.c \
	src/store/events.h \
	src/store/file_calls.c \
	src/store/file_calls.h \
	src/store/journal.c \
	src/store/journal.h \
	src/store/journal_append.c \
	src/store/journal_begin.c \
	src/store/journal_line.c \
	src/store/journal_private.h \
	src/store/journal_walk.c \
	src/store/kept.c \
	src/store/kept.h \
	src/store/layout.c \
	src/store/layout.h \
	src/store/line_diff.c \
	src/store/line_diff.h \
	src/store/lines.c \
	src/store/lines.h \
	src/store/load.c \
	src/store/load.h \
	src/store/lock.c \
	src/store/lock.h \
	src/store/map_folder.c \
	src/store/map_folder.h \
	src/store/participant.c \
	src/store/participant.h \
	src/store/patch.c \
	src/store/patch.h \
	src/store/patch_entries.c \
	src/store/patch_private.h \
	src/store/presence.c \
	src/store/presence.h \
	src/store/quote.c \
	src/store/quote.h \
	src/store/remote.c \
	src/store/remote.h \
	src/store/render.c \
	src/store/render.h \
	src/store/replace.c \
	src/store/replace.h \
	src/store/sequence.c \
	src/store/source.c \
	src/store/source.h \
	src/store/store.c \
	src/store/store.h \
	src/store/stored.c \
	src/store/stored.h \
	src/store/syntax.c \
	src/store/syntax.h \
	src/store/template.c \
	src/store/template.h \
	src/store/template_apply.c \
	src/store/verify.c \
	src/store/verify.h \
	src/store/walk.c \
	src/store/walk.h \
	src/store/walk_private.h \
	src/store/walk_values.c \
	src/store/watch.c \
	src/store/watch.h
# Every template is in the program, without a list of them: a new one changes its folder, and with it
# the table is made anew.
templates = $(srcdir)/examples/templates
nodist_src_libcjm_a_SOURCES = src/store/built_in.c
CLEANFILES += src/store/built_in.c
EXTRA_DIST += src/store/embed
src/store/built_in.c: src/store/embed $(templates) $(templates)/*.yaml
	$(AM_V_GEN)$(MKDIR_P) src/store && \
	$(SHELL) $(srcdir)/src/store/embed $(templates)/*.yaml >$@-new && mv $@-new $@

libcjm_libs = src/libcjm.a $(YAML_LIBS) $(UTF8PROC_LIBS) $(ZLIB_LIBS) $(LTLIBINTL)

# The terminal: the only files that see curses and libedit.
src_libtui_a_CFLAGS = $(AM_CFLAGS) $(CURSES_CFLAGS) $(EDIT_CFLAGS) $(UTF8PROC_CFLAGS)
src_libtui_a_SOURCES = \
	src/tui/editor.c \
	src/tui/editor.h \
	src/tui/keys.c \
	src/tui/keys.h \
	src/tui/line.c \
	src/tui/line.h \
	src/tui/line_keys.c \
	src/tui/line_private.h \
	src/tui/line_text.c \
	src/tui/loop.c \
	src/tui/loop.h \
	src/tui/output.c \
	src/tui/output.h \
	src/tui/paint.c \
	src/tui/read_edit.c \
	src/tui/read_line.c \
	src/tui/read_line.h \
	src/tui/read_private.h \
	src/tui/shift.c \
	src/tui/signals.c \
	src/tui/signals.h \
	src/tui/term.c \
	src/tui/term.h \
	src/tui/term_private.h \
	src/tui/tui.c \
	src/tui/tui.h
libtui_libs = src/libtui.a $(CURSES_LIBS) $(EDIT_LIBS)

# The program without main(): the generator of the manual sees its tables too.
noinst_LIBRARIES += src/libcmd.a
src_libcmd_a_SOURCES = \
	src/cmd/cmd.h \
	src/cmd/cmd_add.c \
	src/cmd/cmd_diff.c \
	src/cmd/cmd_export.c \
	src/cmd/cmd_guide.c \
	src/cmd/cmd_merge.c \
	src/cmd/cmd_new.c \
	src/cmd/cmd_open.c \
	src/cmd/cmd_show.c \
	src/cmd/cmd_templates.c \
	src/cmd/guide_keep.c \
	src/cmd/guide_say.c \
	src/cmd/guide_talk.c \
	src/cmd/guide_talk.h \
	src/cmd/table.c \
	src/cmd/usage.c \
	src/cmd/usage.h

bin_PROGRAMS += src/cjm-tui
src_cjm_tui_SOURCES = \
	src/cmd/main.c
src_cjm_tui_LDADD = src/libcmd.a $(libtui_libs) $(libcjm_libs)
