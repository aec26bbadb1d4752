#include "output.hpp"
#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace guildhall::edge {
namespace {

constexpr std::size_t longest_joined_text = 16 * 1024;
constexpr std::size_t largest_spare = 4 * 1024;
constexpr std::size_t pieces_per_send = 32;
constexpr std::size_t file_bytes_per_send = 256 * 1024;
// After this much one connection lets the others of its thread have their turn.
constexpr std::uint64_t bytes_per_turn = 1024 * 1024;

std::string_view memory_of(std::variant<std::string, std::string_view, http::FileSlice> const& segment)
{
    if (auto const* text = std::get_if<std::string>(&segment)) return *text;
    if (auto const* text = std::get_if<std::string_view>(&segment)) return *text;
    return {};
}

Output::Sent after_error(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK ? Output::Sent::blocked : Output::Sent::failed;
}

} // namespace

void Output::append(std::string_view text)
{
    memory_ += text.size();
    auto* last = empty() ? nullptr : std::get_if<std::string>(&segments_.back());
    if (last && last->size() + text.size() <= longest_joined_text) {
        last->append(text);
        return;
    }
    spare_.append(text);
    segments_.emplace_back(std::exchange(spare_, {}));
}

void Output::add(std::string text)
{
    if (text.empty()) return;
    memory_ += text.size();
    segments_.emplace_back(std::move(text));
}

void Output::add_constant(std::string_view text)
{
    if (!text.empty()) segments_.emplace_back(text);
}

void Output::add_file(http::FileSlice slice)
{
    if (slice.length > 0) segments_.emplace_back(std::move(slice));
}

Output::Sent Output::send(int socket)
{
    auto const turn_end = sent_ + bytes_per_turn;
    while (!empty()) {
        if (sent_ >= turn_end) return Sent::blocked;
        auto* slice = std::get_if<http::FileSlice>(&segments_[first_]);
        auto const outcome = slice ? send_file(socket, *slice) : send_memory(socket);
        if (outcome != Sent::all) return outcome;
    }
    clear();
    return Sent::all;
}

// One gathered write of the texts up to the next file.
Output::Sent Output::send_memory(int socket)
{
    std::array<iovec, pieces_per_send> pieces;
    std::size_t count = 0;
    auto next = first_;
    for (; next < segments_.size() && count < pieces.size(); ++next) {
        if (std::holds_alternative<http::FileSlice>(segments_[next])) break;
        auto const text = memory_of(segments_[next]).substr(next == first_ ? offset_ : 0);
        pieces[count++] = {const_cast<char*>(text.data()), text.size()}; // sendmsg only reads, C has no iovec for that
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    auto const flags = MSG_NOSIGNAL | MSG_DONTWAIT | (next < segments_.size() ? MSG_MORE : 0);
    auto const sent = count == 1 ? ::send(socket, pieces[0].iov_base, pieces[0].iov_len, flags) // the cheaper call
                                 : ::sendmsg(socket, &message, flags);
    if (sent < 0) return errno == EINTR ? Sent::all : after_error(errno);
    drop_sent(static_cast<std::size_t>(sent));
    return Sent::all;
}

// The socket's thread must have SIGPIPE blocked: sendfile has no flag against it.
Output::Sent Output::send_file(int socket, http::FileSlice& slice)
{
    auto offset = static_cast<off_t>(slice.offset);
    auto const wanted = static_cast<std::size_t>(std::min<std::uint64_t>(slice.length, file_bytes_per_send));
    auto const sent = ::sendfile(socket, *slice.descriptor, &offset, wanted);
    if (sent < 0) return errno == EINTR ? Sent::all : after_error(errno);
    if (sent == 0) return Sent::failed; // the file has become shorter than announced
    slice.offset += static_cast<std::uint64_t>(sent);
    slice.length -= static_cast<std::uint64_t>(sent);
    sent_ += static_cast<std::uint64_t>(sent);
    if (slice.length == 0) segments_[first_++] = std::string_view{}; // closes the file
    return Sent::all;
}

void Output::drop_sent(std::size_t bytes)
{
    sent_ += bytes;
    while (bytes > 0) {
        auto& segment = segments_[first_];
        auto const left = memory_of(segment).size() - offset_;
        auto const dropped = std::min(bytes, left);
        bytes -= dropped;
        offset_ += dropped;
        auto* text = std::get_if<std::string>(&segment);
        if (text) memory_ -= dropped;
        if (dropped < left) return;
        offset_ = 0;
        ++first_;
        auto const kept_by_clear = text && first_ == segments_.size();
        if (text && !kept_by_clear) std::string().swap(*text);
    }
}

void Output::clear()
{
    auto* last = segments_.empty() ? nullptr : std::get_if<std::string>(&segments_.back());
    if (last && last->capacity() <= largest_spare) {
        spare_ = std::move(*last);
        spare_.clear();
    }
    segments_.clear();
    first_ = 0;
    if (segments_.capacity() > pieces_per_send) segments_.shrink_to_fit();
}

} // namespace guildhall::edge
