#include "kept_mail.hpp"
#include <algorithm>
#include <fstream>
#include <regex>

namespace guildhall::scenario {
namespace {

namespace fs = std::filesystem;

// Ids of messages grow with time, and so do the names of their files.
std::string newest_mail_to(fs::path const& outbox, std::string const& who)
{
    auto address = who.find_first_of("@+") != who.npos ? who : who + "@example.test";
    for (char& c : address)
        if (c == ' ') c = '.';
    fs::path newest;
    std::string text;
    if (!fs::exists(outbox)) return {};
    for (auto const& entry : fs::directory_iterator(outbox)) {
        if (entry.path().extension() != ".txt" || entry.path() < newest) continue;
        std::ifstream file(entry.path());
        std::string const content((std::istreambuf_iterator<char>(file)), {});
        if (content.substr(0, content.find('\n')).find("<" + address + ">") == content.npos) continue;
        newest = entry.path();
        text = content;
    }
    return text;
}

} // namespace

std::string mail_fault(fs::path const& outbox, std::string const& rest, std::map<std::string, std::string>& saved)
{
    static constexpr std::string_view separators[] = {": ", " not ", " none", " save "};
    // The first that stands there: words may hold the others.
    auto const* const found =
        std::ranges::min_element(separators, {}, [&](auto separator) { return rest.find(separator); });
    if (rest.find(*found) == rest.npos) return "mail wants a person, and : words, not, none or save";
    auto const at = rest.find(*found);
    auto const text = newest_mail_to(outbox, rest.substr(0, at));
    auto const words = rest.substr(at + found->size());
    if (*found == " none") return text.empty() ? "" : "there is mail:\n" + text;
    if (*found == " save ") {
        auto const as = words.rfind(" as ");
        std::smatch match;
        if (!std::regex_search(text, match, std::regex(words.substr(0, as))))
            return "no such words in the mail:\n" + text;
        saved[words.substr(as + 4)] = match.str(match.size() > 1 ? 1 : 0);
        return "";
    }
    return (text.find(words) != text.npos) == (*found == " not ") ? "wanted mail " + rest + ", got\n" + text : "";
}

} // namespace guildhall::scenario
