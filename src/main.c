/* netkit: the command line's words go to nk_cli_run(), and nothing else happens here. */
#include <unistd.h>

#include "cli/cli.h"

int main(int argc, char **argv)
{
    struct nk_out out, err;
    struct nk_ctx ctx;
    char err_buffer[1024];
    nk_ctx_init(&ctx, &out, &err, err_buffer, sizeof err_buffer);
    int status = nk_ctx_close(&ctx, nk_cli_run(&ctx, argc, (const char *const *)argv));
#ifdef NK_RELEASE
    _exit(status); /* all is written and closed; what counts leaks or lines does so after main */
#endif
    return status;
}
