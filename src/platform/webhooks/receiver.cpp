#include "receiver.hpp"
#include "outbound/address.hpp"
#include <algorithm>

namespace guildhall::webhooks {
namespace {

// Host and port stand between the scheme and the path.
std::string_view authority_of(std::string_view rest) { return rest.substr(0, rest.find_first_of("/?#")); }

std::string_view host_of(std::string_view authority)
{
    if (authority.starts_with('[')) return authority.substr(0, std::min(authority.find(']'), authority.size() - 1) + 1);
    return authority.substr(0, authority.find(':'));
}

bool is_this_machine(std::string host)
{
    for (char& c : host)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return host == "localhost";
}

bool is_literal(std::string_view host)
{
    return host.starts_with('[') || host.find_first_not_of("0123456789.") == host.npos;
}

} // namespace

std::optional<std::string> receiver_fault(std::string_view url, bool to_private)
{
    auto const is_printable = [](char c) { return c > ' ' && c < 0x7f; };
    if (!std::ranges::all_of(url, is_printable)) return "An address has neither blanks nor letters of other alphabets.";
    auto const scheme = url.find("://");
    auto const name = url.substr(0, scheme == url.npos ? 0 : scheme);
    if (name != "https" && !(name == "http" && to_private)) return "Write an address that begins with https://.";
    auto const authority = authority_of(url.substr(scheme + 3));
    if (authority.find('@') != authority.npos) return "An address names no user; the signature says who calls.";
    auto const host = host_of(authority);
    if (host.empty()) return "The address names no host.";
    if (!to_private && (is_this_machine(std::string(host)) || (is_literal(host) && !outbound::is_public_address(host))))
        return "This is an inside address; only receivers on the internet can be told.";
    return std::nullopt;
}

} // namespace guildhall::webhooks
