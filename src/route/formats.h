/* The readers, one or two a file (read_NAME.c): what the table of formats in read.c is made of. */
#ifndef NK_ROUTE_FORMATS_H
#define NK_ROUTE_FORMATS_H

#include "route/read.h"

/* The same as the guess, without a read of more than the first bytes of a file. */
bool nk_compiled_is_file(const struct nk_route_reader *r);
int nk_compiled_guess(const char *head, size_t len);
bool nk_compiled_read(struct nk_route_reader *r, struct nk_err *err);

int nk_netlink_guess(const char *head, size_t len);
bool nk_netlink_read(struct nk_route_reader *r, struct nk_err *err);

int nk_plain_guess(const char *head, size_t len);
bool nk_plain_read(struct nk_route_reader *r, struct nk_err *err);
int nk_ip_guess(const char *head, size_t len);
bool nk_ip_read(struct nk_route_reader *r, struct nk_err *err);
int nk_ip_json_guess(const char *head, size_t len);
bool nk_ip_json_read(struct nk_route_reader *r, struct nk_err *err);
int nk_proc_guess(const char *head, size_t len);
bool nk_proc_read(struct nk_route_reader *r, struct nk_err *err);
int nk_fib_trie_guess(const char *head, size_t len);
bool nk_fib_trie_read(struct nk_route_reader *r, struct nk_err *err);
int nk_netstat_guess(const char *head, size_t len);
bool nk_netstat_read(struct nk_route_reader *r, struct nk_err *err);

int nk_mrt_guess(const char *head, size_t len);
bool nk_mrt_read(struct nk_route_reader *r, struct nk_err *err);
int nk_bird_guess(const char *head, size_t len);
bool nk_bird_read(struct nk_route_reader *r, struct nk_err *err);

int nk_frr_guess(const char *head, size_t len);
bool nk_frr_read(struct nk_route_reader *r, struct nk_err *err);

int nk_frr_json_guess(const char *head, size_t len);
bool nk_frr_json_read(struct nk_route_reader *r, struct nk_err *err);

int nk_csv_guess(const char *head, size_t len);
bool nk_csv_read(struct nk_route_reader *r, struct nk_err *err);

int nk_cisco_guess(const char *head, size_t len);
bool nk_cisco_read(struct nk_route_reader *r, struct nk_err *err);

int nk_junos_guess(const char *head, size_t len);
bool nk_junos_read(struct nk_route_reader *r, struct nk_err *err);

int nk_bsd_guess(const char *head, size_t len);
bool nk_bsd_read(struct nk_route_reader *r, struct nk_err *err);

int nk_windows_guess(const char *head, size_t len);
bool nk_windows_read(struct nk_route_reader *r, struct nk_err *err);

#endif
