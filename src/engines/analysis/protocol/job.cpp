#include "analysis/job.hpp"
#include "base/outcome.hpp"
#include "reflect/json.hpp"
#include <cerrno>
#include <cstring>
#include <sys/socket.h>

namespace guildhall::analysis {
namespace {

constexpr std::size_t descriptor_count = 3;
constexpr std::size_t longest_message = 4096;

// Room for the descriptors that travel beside a message.
struct alignas(cmsghdr) Ancillary {
    char bytes[CMSG_SPACE(sizeof(int) * descriptor_count)];
};

msghdr message_of(iovec& text, Ancillary& ancillary)
{
    msghdr message{};
    message.msg_iov = &text;
    message.msg_iovlen = 1;
    message.msg_control = ancillary.bytes;
    message.msg_controllen = sizeof ancillary.bytes;
    return message;
}

JobDescriptors take_descriptors(msghdr& message)
{
    auto* const header = CMSG_FIRSTHDR(&message);
    check(header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
              header->cmsg_len == CMSG_LEN(sizeof(int) * descriptor_count),
        "a job brings its descriptors");
    int fds[descriptor_count];
    std::memcpy(fds, CMSG_DATA(header), sizeof fds);
    return {Descriptor(fds[0]), Descriptor(fds[1]), Descriptor(fds[2])};
}

} // namespace

bool send_job(int socket, Job const& job, JobDescriptors const& descriptors)
{
    auto text = reflect::to_json(job);
    iovec part{text.data(), text.size()};
    Ancillary ancillary{};
    auto message = message_of(part, ancillary);
    auto* const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * descriptor_count);
    int const fds[descriptor_count] = {descriptors.file.get(), descriptors.result.get(), descriptors.exit.get()};
    std::memcpy(CMSG_DATA(header), fds, sizeof fds);
    while (true) {
        if (sendmsg(socket, &message, MSG_NOSIGNAL) >= 0) return true;
        if (errno != EINTR) return false;
    }
}

std::optional<ReceivedJob> receive_job(int socket)
{
    std::string text(longest_message, '\0');
    iovec part{text.data(), text.size()};
    Ancillary ancillary{};
    auto message = message_of(part, ancillary);
    ssize_t size = 0;
    do {
        size = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
    } while (size < 0 && errno == EINTR);
    if (size <= 0) return std::nullopt;
    ReceivedJob received;
    received.descriptors = take_descriptors(message);
    reflect::Complaints complaints;
    received.job =
        reflect::from_json<Job>(std::string_view(text).substr(0, static_cast<std::size_t>(size)), complaints);
    check(complaints.empty(), "a job is a described job");
    return received;
}

} // namespace guildhall::analysis
