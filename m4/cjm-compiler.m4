# CJM_COMPILER_FLAG(FLAG, IF-KNOWN, [IF-UNKNOWN]): does the compiler know it?
# -Werror, because clang only warns of a warning that it does not know.
AC_DEFUN([CJM_COMPILER_FLAG], [
    AS_VAR_PUSHDEF([known], [cjm_cv_flag_$1])
    AC_CACHE_CHECK([whether $CC knows $1], [known], [
        cjm_saved_CFLAGS=$CFLAGS
        CFLAGS="$CFLAGS -Werror $1"
        AC_COMPILE_IFELSE([AC_LANG_PROGRAM([], [])],
            [AS_VAR_SET([known], [yes])], [AS_VAR_SET([known], [no])])
        CFLAGS=$cjm_saved_CFLAGS
    ])
    AS_VAR_IF([known], [yes], [$2], [$3])
    AS_VAR_POPDEF([known])
])

# C17, without the compiler's own language; C11 is the same language where C17 has no name yet.
AC_DEFUN([CJM_STANDARD], [
    CJM_COMPILER_FLAG([-std=c17], [STANDARD_CFLAGS=-std=c17], [
        CJM_COMPILER_FLAG([-std=c11], [STANDARD_CFLAGS=-std=c11],
            [AC_MSG_ERROR([the C compiler must know C17 or C11])])])
    AC_SUBST([STANDARD_CFLAGS])
])

AC_DEFUN([CJM_WARNINGS], [
    WARNING_CFLAGS=
    m4_foreach_w([flag], [-Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes
        -Wmissing-prototypes -Wformat=2 -Wcast-qual -Wvla], [
        CJM_COMPILER_FLAG(flag, [WARNING_CFLAGS="$WARNING_CFLAGS flag"])])
    AC_SUBST([WARNING_CFLAGS])
])

AC_DEFUN([CJM_WERROR], [
    AC_ARG_ENABLE([werror],
        [AS_HELP_STRING([--enable-werror], [make warnings of the compiler errors])],
        [], [enable_werror=no])
    AS_IF([test "x$enable_werror" = xyes], [WARNING_CFLAGS="$WARNING_CFLAGS -Werror"])
])

AC_DEFUN([CJM_SANITIZER], [
    AC_ARG_WITH([sanitizer],
        [AS_HELP_STRING([--with-sanitizer=LIST], [build with sanitizers: address,undefined])],
        [], [with_sanitizer=no])
    SANITIZER_FLAGS=
    AS_IF([test "x$with_sanitizer" = xyes], [with_sanitizer=address,undefined])
    AS_IF([test "x$with_sanitizer" != xno], [
        SANITIZER_FLAGS="-fsanitize=$with_sanitizer -fno-sanitize-recover=all"
        SANITIZER_FLAGS="$SANITIZER_FLAGS -fno-omit-frame-pointer"
        cjm_saved_CFLAGS=$CFLAGS
        CFLAGS="$CFLAGS $SANITIZER_FLAGS"
        AC_MSG_CHECKING([whether $CC links with -fsanitize=$with_sanitizer])
        AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])], [AC_MSG_RESULT([yes])], [
            AC_MSG_RESULT([no])
            AC_MSG_ERROR([the compiler's sanitizer library is missing (Debian, with clang: libclang-rt-dev)])
        ])
        CFLAGS=$cjm_saved_CFLAGS
    ])
    AC_SUBST([SANITIZER_FLAGS])
])
