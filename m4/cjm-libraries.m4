# CJM_FIND(VAR, MODULE, HEADER, LIBRARY, FUNCTION, IF-FOUND, IF-NOT-FOUND): by pkg-config, or
# without a .pc file (macOS, BSD) by header and library. Sets VAR_CFLAGS and VAR_LIBS.
AC_DEFUN([CJM_FIND], [
    PKG_CHECK_MODULES([$1], [$2], [cjm_found=yes], [
        cjm_found=no
        AC_CHECK_HEADER([$3], [
            AC_CHECK_LIB([$4], [$5], [
                cjm_found=yes
                $1_CFLAGS=
                $1_LIBS=-l$4
            ])
        ])
    ])
    AS_IF([test $cjm_found = yes], [$6], [$7])
])

# CJM_LIBRARY(VAR, MODULE, HEADER, LIBRARY, FUNCTION, PACKAGES): a must.
AC_DEFUN([CJM_LIBRARY], [
    CJM_FIND([$1], [$2], [$3], [$4], [$5], [], [
        cjm_missing="$cjm_missing
  $2 ($6)"
    ])
])

# The same for what only `make check` needs.
AC_DEFUN([CJM_CHECK_LIBRARY], [
    CJM_FIND([$1], [$2], [$3], [$4], [$5], [], [
        cjm_check_missing="${cjm_check_missing:+$cjm_check_missing; }needs $2 ($6)"
    ])
])

# ncurses with wide characters, and the terminal database where that is a library of its own.
AC_DEFUN([CJM_CURSES], [
    CJM_FIND([CURSES], [ncursesw], [curses.h], [ncursesw], [get_wch], [cjm_curses=yes], [
        AC_CHECK_LIB([ncurses], [get_wch], [
            cjm_curses=yes
            CURSES_CFLAGS=
            CURSES_LIBS=-lncurses
        ], [cjm_curses=no])
    ])
    AC_DEFINE([NCURSES_WIDECHAR], [1], [ncurses declares its functions for wide characters.])
    AS_IF([test $cjm_curses = yes], [CJM_CURSES_LINK])
    AS_IF([test $cjm_curses = no], [
        cjm_missing="$cjm_missing
  ncursesw, ncurses with wide characters (Debian: libncurses-dev, Fedora: ncurses-devel, Alpine: ncurses-dev, Arch and Homebrew: ncurses)"
    ])
])

AC_DEFUN([CJM_CURSES_LINK], [
    AC_MSG_CHECKING([how to link with wide curses and terminfo])
    cjm_saved_CFLAGS=$CFLAGS
    cjm_saved_LIBS=$LIBS
    cjm_curses=no
    for cjm_tinfo in "" -ltinfow -ltinfo; do
        CFLAGS="$cjm_saved_CFLAGS $CURSES_CFLAGS"
        LIBS="$CURSES_LIBS $cjm_tinfo $cjm_saved_LIBS"
        AC_LINK_IFELSE([AC_LANG_PROGRAM([[
            #include <wchar.h>
            #include <curses.h>
            #include <term.h>
        ]], [[
            cchar_t cell;
            wint_t key;
            int error;
            setcchar(&cell, L"x", A_NORMAL, 0, NULL);
            mvwadd_wch(stdscr, 0, 0, &cell);
            wget_wch(stdscr, &key);
            setupterm(NULL, 1, &error);
        ]])], [
            cjm_curses=yes
            CURSES_LIBS="$CURSES_LIBS${cjm_tinfo:+ $cjm_tinfo}"
            break
        ])
    done
    CFLAGS=$cjm_saved_CFLAGS
    LIBS=$cjm_saved_LIBS
    AS_IF([test $cjm_curses = yes], [AC_MSG_RESULT([$CURSES_LIBS])], [AC_MSG_RESULT([not at all])])
])

AC_DEFUN([CJM_REPORT_MISSING], [
    AS_IF([test -n "$cjm_missing"], [AC_MSG_ERROR([missing:$cjm_missing
Install these packages, or let ./bootstrap do it.])])
])
