// What all partners share.
#include "wire.hpp"
#include <algorithm>
#include <ctime>

namespace guildhall::carriers {

namespace json = reflect::json;

std::string at_most(std::string_view text, std::size_t characters)
{
    auto const starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    if (std::cmp_less_equal(std::ranges::count_if(text, starts_character), characters)) return std::string(text);
    std::size_t end = 0, count = 0;
    while (end < text.size() && (count < characters - 1 || !starts_character(text[end])))
        count += starts_character(text[end++]) ? 1 : 0;
    return std::string(text.substr(0, end)) + "…";
}

std::string value_of(Values const& values, std::string_view name)
{
    auto const found = values.find(name);
    return found == values.end() ? std::string{} : found->second;
}

json::value body_of(outbound::Reply const& reply)
{
    boost::system::error_code error;
    auto value = json::parse(reply.body, error);
    return error ? json::value{} : value;
}

std::string text_at(json::value const& object, std::string_view name)
{
    auto const* members = object.if_object();
    auto const* member = members ? members->if_contains(name) : nullptr;
    if (!member) return {};
    if (auto const* text = member->if_string()) return std::string(*text);
    if (member->is_int64() || member->is_uint64()) return json::serialize(*member);
    return {};
}

std::int64_t number_at(json::value const& object, std::string_view name, std::int64_t otherwise)
{
    auto const* members = object.if_object();
    auto const* member = members ? members->if_contains(name) : nullptr;
    if (member && member->is_int64()) return member->as_int64();
    return otherwise;
}

std::optional<Time> time_of_rfc_2822(std::string const& text)
{
    std::tm parts{};
    auto const* const end = ::strptime(text.c_str(), "%a, %d %b %Y %H:%M:%S %z", &parts);
    if (!end || *end != '\0') return std::nullopt;
    auto const zone = std::chrono::seconds(parts.tm_gmtoff); // timegm does not look at it
    return Time{std::chrono::seconds(::timegm(&parts)) - zone};
}

Handover not_taken(outbound::Reply const& reply, std::string words)
{
    using notifications::AttemptFate;
    if (words.empty()) words = "It answered " + std::to_string(reply.status) + ".";
    auto const passes = reply.status == 408 || reply.status == 425 || reply.status == 429 || reply.status >= 500;
    Handover handover;
    handover.fate = passes ? AttemptFate::try_again : AttemptFate::refused;
    handover.words = at_most(words, 400);
    if (passes) handover.retry_after = reply.retry_after();
    return handover;
}

} // namespace guildhall::carriers
