/* What stands behind the sign of "severity>=3", made into what the field's values are compared
 * with. */
#ifndef CJM_INSIGHT_FILTER_VALUE_FITS_H
#define CJM_INSIGHT_FILTER_VALUE_FITS_H

#include "insight/filter/filter.h"

/* Words in the user's language become those of the file. False with a sentence in `why`: no value
 * of that field can ever be so. */
bool filter_value_fits(struct filter_term *term, enum field field, time_t now, struct buf *why);

#endif
