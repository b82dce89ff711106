#include "tcp/rto.h"

void nk_rto_init(struct nk_rto *r, int64_t first, int64_t min, int64_t max)
{
    *r = (struct nk_rto){.value = first, .min = min, .max = max};
}

static int64_t clamp(const struct nk_rto *r, int64_t value)
{
    if (value < r->min)
        return r->min;
    return value > r->max ? r->max : value;
}

/* RFC 6298 2.2 and 2.3: the weights are 1/8 and 1/4, and the variance counts four times. The order
 * matters: RTTVAR is of the SRTT before this measurement. */
void nk_rto_measure(struct nk_rto *r, int64_t rtt)
{
    if (!r->measured) {
        r->srtt = rtt;
        r->rttvar = rtt / 2;
        r->measured = true;
    } else {
        int64_t off = rtt > r->srtt ? rtt - r->srtt : r->srtt - rtt;
        r->rttvar += (off - r->rttvar) / 4;
        r->srtt += (rtt - r->srtt) / 8;
    }
    r->value = clamp(r, r->srtt + 4 * r->rttvar);
}

void nk_rto_back_off(struct nk_rto *r)
{
    r->value = clamp(r, r->value * 2);
}
