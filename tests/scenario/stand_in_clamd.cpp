#include "stand_in_clamd.hpp"
#include "base/outcome.hpp"
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace guildhall::scenario {
namespace {

bool read_bytes(int connection, std::string& into, std::size_t count)
{
    into.assign(count, '\0');
    std::size_t got = 0;
    while (got < count) {
        auto const n = ::recv(connection, into.data() + got, count - got, 0);
        if (n <= 0) return false;
        got += static_cast<std::size_t>(n);
    }
    return true;
}

void answer_one(int connection)
{
    std::string command, length, chunk, all;
    if (!read_bytes(connection, command, 10)) return;
    while (read_bytes(connection, length, 4)) {
        std::size_t size = 0;
        for (char const c : length) size = size << 8 | static_cast<unsigned char>(c);
        if (size == 0) break;
        if (!read_bytes(connection, chunk, size)) return;
        all += chunk;
    }
    std::string answer = all.find("virus-for-tests") != all.npos ? "stream: Test-Virus FOUND" : "stream: OK";
    if (all.find("too-large-for-tests") != all.npos) answer = "INSTREAM size limit exceeded. ERROR";
    answer += '\0';
    ::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL);
}

} // namespace

StandInClamd::StandInClamd()
{
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    socklen_t size = sizeof address;
    check(
        ::bind(listener_, any, size) == 0 && ::listen(listener_, 16) == 0 && ::getsockname(listener_, any, &size) == 0,
        "a port of loopback is free");
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { serve(); });
}

StandInClamd::~StandInClamd()
{
    ::shutdown(listener_, SHUT_RDWR); // wakes the thread
    thread_.join();
    ::close(listener_);
}

void StandInClamd::serve()
{
    for (;;) {
        auto const connection = ::accept(listener_, nullptr, nullptr);
        if (connection < 0) return;
        if (!is_away_) answer_one(connection);
        ::close(connection);
    }
}

} // namespace guildhall::scenario
