/* In the place of Criterion's, for helpers of the unit tests in a program that is no test of it. */
#ifndef CJM_TESTS_FUZZ_CRITERION_H
#define CJM_TESTS_FUZZ_CRITERION_H

#include <stdbool.h>

void criterion_check(bool good, const char *where, const char *what, const char *format, ...);

#define CHECK_STRING(number) #number
#define CHECK_LINE(number) CHECK_STRING(number)
#define CHECK(good, what, ...) \
    criterion_check(good, __FILE__ ":" CHECK_LINE(__LINE__), what, __VA_ARGS__)
/* The last argument stands for a message where there is none. */
#define CHECK_1(good, ...) CHECK(good, #good, __VA_ARGS__)
#define CHECK_2(a, operator, b, ...) CHECK((a) operator(b), #a " " #operator" " #b, __VA_ARGS__)
#define CHECK_SAME(a, b, ...) CHECK(strcmp(a, b) == 0, #a " is " #b, __VA_ARGS__)
#define CHECK_NOT(bad, ...) CHECK(!(bad), "not " #bad, __VA_ARGS__)

#define cr_assert(...) CHECK_1(__VA_ARGS__, "")
#define cr_assert_eq(a, ...) CHECK_EQUAL(a, __VA_ARGS__, "")
#define CHECK_EQUAL(a, b, ...) CHECK_2(a, ==, b, __VA_ARGS__)
#define cr_assert_lt(a, ...) CHECK_LESS(a, __VA_ARGS__, "")
#define CHECK_LESS(a, b, ...) CHECK_2(a, <, b, __VA_ARGS__)
#define cr_assert_geq(a, ...) CHECK_NOT_LESS(a, __VA_ARGS__, "")
#define CHECK_NOT_LESS(a, b, ...) CHECK_2(a, >=, b, __VA_ARGS__)
#define cr_assert_str_eq(a, ...) CHECK_SAME(a, __VA_ARGS__, "")
#define cr_assert_not(...) CHECK_NOT(__VA_ARGS__, "")
#define cr_assert_not_null(...) CHECK_1(__VA_ARGS__, "")
#define cr_assert_fail(...) CHECK(false, "", __VA_ARGS__)
#define cr_expect cr_assert
#define cr_expect_str_eq cr_assert_str_eq

#endif
