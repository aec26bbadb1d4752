// guildhall-geometry: analyses untrusted CAD files for the server and the command line, one process for each.
#include "worker/zygote.hpp"
#include <csignal>
#include <cstdio>
#include <cstring>
#include <sys/prctl.h>
#include <sys/socket.h>

namespace {

constexpr int control_fd = 3;

bool is_control_socket(int fd)
{
    int type = 0;
    socklen_t size = sizeof type;
    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_SEQPACKET;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 2 || std::strcmp(argv[1], "--serve") != 0 || !is_control_socket(control_fd)) {
        std::fputs("guildhall-geometry is started by guildhall itself and does nothing on its own.\n", stderr);
        return 2;
    }
    std::signal(SIGPIPE, SIG_IGN);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    guildhall::analysis::serve_jobs(guildhall::analysis::Descriptor(control_fd));
    return 0;
}
