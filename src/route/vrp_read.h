/* The formats of payload files, one a file (vrp_NAME.c): what nk_vrps_read() chooses from. */
#ifndef NK_ROUTE_VRP_READ_H
#define NK_ROUTE_VRP_READ_H

#include "route/vrp.h"

/* Whether the first bytes are of that format. */
bool nk_vrp_csv_guess(const char *head, size_t len);
bool nk_vrp_json_guess(const char *head, size_t len);
bool nk_vrp_words_guess(const char *head, size_t len);

/* Each reads to the end, as the readers of struct nk_route_format. */
bool nk_vrp_csv_read(struct nk_vrps *v, struct nk_route_reader *r, struct nk_err *err);
bool nk_vrp_json_read(struct nk_vrps *v, struct nk_route_reader *r, struct nk_err *err);
bool nk_vrp_words_read(struct nk_vrps *v, struct nk_route_reader *r, struct nk_err *err);

#endif
