// The protocol: "zINSTREAM\0", then chunks, each after its length as four bytes, the highest first; the length 0 ends.
#include "virus_scanner.hpp"
#include "base/outcome.hpp"
#include "trace/trace.hpp"
#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <vector>

namespace guildhall::files {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
constexpr std::size_t chunk_size = 64 * 1024;
constexpr std::size_t longest_answer = 4'096;

// One connection with a deadline for everything.
class Line {
public:
    Line(ScannerAddress const& address, SteadyTime until)
        : until_(until)
    {
        if (address.host.empty())
            open_socket_file(address.socket);
        else
            open_tcp(address);
        if (socket_ < 0) throw Unavailable("the virus scanner does not answer");
    }
    ~Line()
    {
        if (socket_ >= 0) ::close(socket_);
    }
    Line(Line const&) = delete;
    Line& operator=(Line const&) = delete;

    // False when the other side has closed: it may have answered before.
    bool send(std::string_view bytes)
    {
        while (!bytes.empty()) {
            wait_for(POLLOUT);
            auto const n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (n < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (n <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(n));
        }
        return true;
    }

    // Up to the zero byte that ends an answer, or the end of the connection.
    std::string receive()
    {
        std::string answer;
        std::array<char, 512> part{};
        while (answer.size() < longest_answer) {
            wait_for(POLLIN);
            auto const n = ::recv(socket_, part.data(), part.size(), MSG_DONTWAIT);
            if (n < 0 && (errno == EAGAIN || errno == EINTR)) continue;
            if (n <= 0) break;
            answer.append(part.data(), static_cast<std::size_t>(n));
            if (auto const end = answer.find('\0'); end != answer.npos) return answer.substr(0, end);
        }
        return answer;
    }

private:
    void wait_for(short event) const
    {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(until_ - std::chrono::steady_clock::now());
        pollfd one{socket_, event, 0};
        if (left.count() <= 0 || ::poll(&one, 1, static_cast<int>(left.count())) == 0)
            throw Unavailable("the virus scanner takes too long");
    }

    bool connect_to(sockaddr const* address, socklen_t size)
    {
        socket_ = ::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
        if (socket_ < 0) return false;
        if (::connect(socket_, address, size) == 0) return true;
        if (errno == EINPROGRESS) {
            wait_for(POLLOUT);
            int error = 0;
            socklen_t length = sizeof error;
            if (::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &length) == 0 && error == 0) return true;
        }
        ::close(std::exchange(socket_, -1));
        return false;
    }

    void open_socket_file(std::string const& path)
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        connect_to(reinterpret_cast<sockaddr const*>(&address), sizeof address);
    }

    void open_tcp(ScannerAddress const& address)
    {
        addrinfo wish{};
        wish.ai_socktype = SOCK_STREAM;
        addrinfo* found = nullptr;
        if (::getaddrinfo(address.host.c_str(), address.port.c_str(), &wish, &found) != 0) return;
        std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> const all(found, ::freeaddrinfo);
        for (auto const* one = found; one && socket_ < 0; one = one->ai_next) connect_to(one->ai_addr, one->ai_addrlen);
    }

    SteadyTime until_;
    int socket_ = -1;
};

bool send_file(Line& line, std::filesystem::path const& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file) throw Unavailable("a stored file cannot be opened");
    std::string const command("zINSTREAM\0", 10);
    if (!line.send(command)) return false;
    std::vector<char> bytes(chunk_size);
    while (file) {
        file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        auto const n = static_cast<std::uint32_t>(file.gcount());
        if (n == 0) break;
        std::array<char, 4> const length{static_cast<char>(n >> 24), static_cast<char>(n >> 16 & 0xFF),
            static_cast<char>(n >> 8 & 0xFF), static_cast<char>(n & 0xFF)};
        if (!line.send({length.data(), length.size()}) || !line.send({bytes.data(), n})) return false;
    }
    return line.send({"\0\0\0\0", 4});
}

} // namespace

std::optional<ScannerAddress> parse_scanner_address(std::string_view text)
{
    if (text.starts_with('/')) {
        if (text.size() >= sizeof(sockaddr_un::sun_path)) return std::nullopt;
        return ScannerAddress{{}, {}, std::string(text)};
    }
    auto const colon = text.rfind(':');
    if (colon == text.npos || colon == 0) return std::nullopt;
    auto host = text.substr(0, colon), port = text.substr(colon + 1);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    if (port.empty() || port.size() > 5 || !std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; }))
        return std::nullopt;
    return ScannerAddress{std::string(host), std::string(port), {}};
}

VirusScanner::VirusScanner(std::string const& address, std::chrono::milliseconds patience)
    : patience_(patience)
{
    auto parsed = parse_scanner_address(address);
    check(parsed.has_value(), "the scanner's address was checked with the settings");
    address_ = std::move(*parsed);
}

VirusScanner::Verdict VirusScanner::scan(std::filesystem::path const& file) const
{
    auto span = trace::Span::child(trace::Kind::client, "INSTREAM");
    span.set("server.address", address_.socket.empty() ? address_.host : address_.socket);
    Line line(address_, std::chrono::steady_clock::now() + patience_);
    send_file(line, file); // where it hangs up in the middle, it has said why
    auto answer = line.receive();
    if (answer == "stream: OK") return {};
    if (answer.starts_with("INSTREAM size limit exceeded")) return {{}, true};
    constexpr std::string_view before = "stream: ", after = " FOUND";
    if (answer.starts_with(before) && answer.ends_with(after))
        return {answer.substr(before.size(), answer.size() - before.size() - after.size()), false};
    if (answer.empty()) throw Unavailable("the virus scanner hung up without an answer");
    throw Unavailable("the virus scanner answers \"" + answer.substr(0, 200) + "\"");
}

} // namespace guildhall::files
