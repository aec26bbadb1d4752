#include "outbox_folder.hpp"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace guildhall::notifications {
namespace {

std::string without_breaks(std::string text)
{
    for (char& c : text)
        if (c == '\n' || c == '\r') c = ' ';
    return text;
}

// Whole or not at all, also when the same is written twice.
void write_private(std::filesystem::path const& path, std::string const& text)
{
    auto const draft = path.string() + ".part";
    auto const file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    auto const written = file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    if (file >= 0) ::close(file);
    if (!written || ::rename(draft.c_str(), path.c_str()) != 0) throw Unavailable("cannot write " + path.string());
}

} // namespace

void keep_in_outbox(
    std::filesystem::path const& folder, MessageRow const& row, std::string const& mail, std::string const& request)
{
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    ::chmod(folder.c_str(), 0700);
    auto const text = "To: " + without_breaks(row.recipient_name) + " <" + without_breaks(row.recipient) +
                      ">\nChannel: " + std::string(reflect::word(row.channel)) + "\nEvent: " + row.event +
                      "\nDate: " + to_rfc3339(row.created_at) + "\nSubject: " + without_breaks(row.subject) + "\n\n" +
                      row.text + "\n";
    write_private(folder / (to_string(row.id) + ".txt"), text);
    if (!mail.empty()) write_private(folder / (to_string(row.id) + ".eml"), mail);
    if (!request.empty()) write_private(folder / (to_string(row.id) + ".http"), request);
}

} // namespace guildhall::notifications
