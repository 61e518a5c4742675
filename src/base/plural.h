/* Which form of a text goes with a number, as the head of a catalogue has it. */
#ifndef CJM_BASE_PLURAL_H
#define CJM_BASE_PLURAL_H

/* The value of a formula of C in `n`, such as "(n != 1)" or "n%10==1 ? 0 : 1;"; 0 where it is none.
 */
unsigned long plural_form(const char *formula, unsigned long n);

#endif
