#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "cli/tcp_watch.h"

static struct nk_tcp_machine machine;

static int set_up(void **state)
{
    (void)state;
    nk_tcp_machine_init(&machine, nk_tcp_profile_find("linux", 5));
    return 0;
}

static void expect(enum nk_tcp_state old, enum nk_tcp_state new, const char *text)
{
    struct nk_buf b = {0};
    nk_tcp_watch_explain(&b, &machine, old, new);
    nk_buf_add_byte(&b, '\0');
    assert_false(b.failed);
    assert_string_equal(b.data, text);
    nk_buf_release(&b);
}

static void test_one_row(void **state)
{
    (void)state;
    expect(NK_TCP_ESTABLISHED, NK_TCP_CLOSE_WAIT,
           "  rcv FIN / snd ACK: the peer will send no more; our direction stays open until\n"
           "    CLOSE (3.10.7.4)\n");
    expect(NK_TCP_ESTABLISHED, NK_TCP_FIN_WAIT_1,
           "  CLOSE / snd FIN,ACK: CLOSE ends our direction: the FIN follows the last data\n"
           "    (3.10.4)\n");
}

/* A socket that is there of a sudden called, or was called. */
static void test_new_socket(void **state)
{
    (void)state;
    expect(NK_TCP_CLOSED, NK_TCP_ESTABLISHED,
           "  if it calls: CLOSED -> SYN-SENT -> ESTABLISHED\n"
           "    active OPEN / snd SYN: an active OPEN makes a TCB, chooses an ISS and asks\n"
           "      the peer with a SYN (3.10.1)\n"
           "    rcv SYN,ACK / snd ACK: the peer has acknowledged our SYN and sent its own;\n"
           "      data that came with it is not taken (Linux\n"
           "      tcp_rcv_synsent_state_process())\n"
           "  if a listener is called: LISTEN -> SYN-RECEIVED -> ESTABLISHED\n"
           "    rcv SYN / snd SYN,ACK: a peer calls: its SYN is acknowledged together with\n"
           "      our own (3.10.7.2)\n"
           "    rcv ACK of SYN: our SYN is acknowledged: both ends know each other's numbers\n"
           "      (3.10.7.4)\n");
}

static void test_too_quick(void **state)
{
    (void)state;
    expect(NK_TCP_FIN_WAIT_1, NK_TCP_TIME_WAIT,
           "  unseen in between: FIN-WAIT-1 -> FIN-WAIT-2 -> TIME-WAIT\n"
           "    rcv ACK of FIN: our FIN is acknowledged: our direction is closed, the peer's\n"
           "      is open (3.10.7.4)\n"
           "    rcv FIN / snd ACK: both directions are closed; 2MSL give our last ACK the\n"
           "      time to arrive (3.10.7.4)\n");
    expect(NK_TCP_TIME_WAIT, NK_TCP_ESTABLISHED,
           "  unseen in between: TIME-WAIT -> CLOSED -> SYN-SENT -> ESTABLISHED\n"
           "    2MSL timeout: no segment of this connection can be on its way any more: the\n"
           "      TCB is deleted (3.10.8)\n"
           "    active OPEN / snd SYN: an active OPEN makes a TCB, chooses an ISS and asks\n"
           "      the peer with a SYN (3.10.1)\n"
           "    rcv SYN,ACK / snd ACK: the peer has acknowledged our SYN and sent its own;\n"
           "      data that came with it is not taken (Linux\n"
           "      tcp_rcv_synsent_state_process())\n");
}

/* Whatever the pair, there is something to say, and it fits the page. */
static void test_all_pairs(void **state)
{
    (void)state;
    for (unsigned old = 0; old < NK_TCP_STATES; old++)
        for (unsigned new = 0; new < NK_TCP_STATES; new ++) {
            struct nk_buf b = {0};
            if (old == new)
                continue;
            nk_tcp_watch_explain(&b, &machine, (enum nk_tcp_state)old, (enum nk_tcp_state) new);
            assert_true(b.len > 0 && b.data[b.len - 1] == '\n');
            for (size_t at = 0, line = 0; at < b.len; at++) {
                line = b.data[at] == '\n' ? 0 : line + 1;
                assert_true(line <= 80);
            }
            nk_buf_release(&b);
        }
}

/* What a state means, and who has to act. */
static void test_state(void **state)
{
    struct nk_buf b = {0};
    (void)state;
    nk_socket_explain_state(&b, &machine, NK_TCP_CLOSE_WAIT);
    nk_socket_explain_udp(&b, NK_TCP_ESTABLISHED);
    nk_buf_add_byte(&b, '\0');
    assert_string_equal(
        b.data, "CLOSE-WAIT: the peer has closed, the user has not yet\n"
                "  this end: CLOSE / snd FIN,ACK -> LAST-ACK (3.10.4)\n"
                "ESTABLISHED: UDP has no connections and so no states (RFC 768); connect() has\n"
                "  named the one peer that it takes\n");
    nk_buf_release(&b);
}

/* Queues, a timer and what --info adds; a socket that no process has any more. */
static void test_socket(void **state)
{
    struct nk_buf b = {0};
    struct nk_socket_view view = {.record = NULL};
    struct nk_diag_socket s = {.state = NK_TCP_FIN_WAIT_1,
                               .family = NK_IPV6,
                               .timer = NK_DIAG_TIMER_RETRANSMIT,
                               .timer_ms = 180,
                               .retransmits = 2,
                               .local_port = 40000,
                               .peer_port = 443,
                               .local = nk_addr_ipv6(UINT64_C(0x20010db800000000), 1),
                               .peer = nk_addr_ipv6(UINT64_C(0x20010db800000000), 2),
                               .send_queue = 1000};
    struct nk_diag_info info = {
        .has = NK_DIAG_INFO_BASE, .rtt = 20000, .rttvar = 5000, .cwnd = 10, .mss = 1428};
    (void)state;
    nk_socket_explain(&b, &view, &s, &info, true);
    nk_buf_add_byte(&b, '\0');
    assert_string_equal(
        b.data, "  FIN-WAIT-1 [2001:db8::1]:40000, peer [2001:db8::2]:443\n"
                "    bytes that the program has not read: 0; bytes that the peer has not\n"
                "      acknowledged: 1000\n"
                "    in 180 ms the first segment without an ACK is sent again (RFC 6298 5); it\n"
                "      has fired 2 times before\n"
                "    inode 0: no process has it, the kernel alone goes on with it\n"
                "    congestion window 10 x MSS 1428 = 14280 bytes may be on their way (RFC 5681\n"
                "      3.1)\n"
                "    SRTT 20.000 ms + 4 x RTTVAR 5.000 ms = 40.000 ms: the timeout, but for the\n"
                "      least and the greatest that there is (RFC 6298 2.3)\n");
    nk_buf_release(&b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_row),   cmocka_unit_test(test_new_socket),
        cmocka_unit_test(test_too_quick), cmocka_unit_test(test_all_pairs),
        cmocka_unit_test(test_state),     cmocka_unit_test(test_socket),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
